//! The roadmap of a plan too large to draw one by one: for each category and agency how many initiatives start in a
//! year and what they cost, and the largest initiatives by name.
//!
//! A cell's depth of colour is its cost as a share of the dearest cell of its kind (its count, where nothing costs
//! money). What a named initiative shows is the bar of the detailed roadmap: execution, then service.

pub(super) mod lines;

use super::grid::{Grid, count};
use super::strips::{self, LINE};
use super::view::{Bar, View};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{Frame, Sign, legend, text};
use crate::chart::palette::{self, Color, Hue, INK, QUIET, RULE, WHITE};
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Tag, Text};
use crate::units::{Money, Year};
use crate::words::charts::{self, RoadmapWord, roadmap_word};
use crate::words::numbers;
use lines::{Kind, Line, Start, lines};

/// The least height of a row; a category's row is higher by [`BAND`].
const LEAST: f64 = 9.8;
/// Height of a category's row, in rows: one line of text, or two where years are narrow.
const BAND: [f64; 2] = [1.25, 2.0];

/// One page with a row for every category, for its dearest agencies and for its largest initiatives.
#[must_use]
pub fn draw(view: &View, page: Page) -> Drawing {
    let heading = &view.heading;
    let index = view.index.as_ref().map(|index| (&index.name, index.from, index.to));
    let (counts, money) = ((view.chosen(), view.candidates), (view.ceiling(), view.spent()));
    let title = charts::roadmap_title(heading.lang, &heading.currency, counts, money, index);
    let frame = Frame::of(page);
    let note = roadmap_word(heading.lang, RoadmapWord::SummedUp);
    let (mut drawing, body) = frame.open(page, heading, &title, note);
    let head = Area { h: frame.small * 2.0, ..body };
    let foot_height = 3.0 * LINE * frame.small;
    let foot = Area { y: body.bottom() - foot_height, h: foot_height, ..body };
    let gauges = Area { y: foot.y - frame.small * 3.2, h: frame.small * 2.9, ..body };
    let rows = Area { y: head.bottom(), h: gauges.y - head.bottom() - 3.0, ..body };
    let grid = Grid::of(view, &[], rows, page, 0.0);
    let years_from = body.x + body.w * 0.28;
    let column = (body.right() - years_from) / f64::from(grid.years);
    let grid = Grid { years_from, column, gutter: 1.0, ..grid };
    strips::years(&mut drawing, view, &grid, head, gauges.y);
    paint_rows(&mut drawing, view, &grid, rows);
    let money = lines::has_money(view) || view.spent() != Money::ZERO;
    if money {
        let grid = Grid { gutter: 4.0_f64.min(column * 0.1), ..grid };
        strips::gauges(&mut drawing, view, &grid, gauges, frame.small);
    }
    let signs = legend(&mut drawing, foot, frame.small, &entries(view));
    let below = Area { y: foot.y + signs - frame.small * 0.3, h: foot.h - signs, ..foot };
    strips::notes(&mut drawing, view, below, frame.small, money);
    drawing
}

/// What the signs mean.
fn entries(view: &View) -> Vec<(Sign, String)> {
    let hue = palette::hue(0);
    let money = lines::has_money(view);
    let largest = if money { RoadmapWord::LargestByCost } else { RoadmapWord::LargestByValue };
    let cell = if money { RoadmapWord::StartsAndCost } else { RoadmapWord::Starts };
    let entries = [
        (Sign::Fill(palette::mix(WHITE, hue.fill, 40)), cell),
        (Sign::Fill(hue.fill), largest),
        (Sign::Strip(palette::mix(hue.fill, WHITE, 60)), RoadmapWord::Service),
    ];
    entries.map(|(sign, word)| (sign, roadmap_word(view.heading.lang, word).to_owned())).into()
}

fn paint_rows(drawing: &mut Drawing, view: &View, grid: &Grid, area: Area) {
    // Two lines in a category's cells where count and cost do not fit one.
    let stacked = grid.column < 62.0;
    let band = BAND[usize::from(stacked)];
    let room = (area.h / LEAST - band * count(lines::categories(view))).max(0.0);
    let room = (0..=600).take_while(|rows| count(*rows) <= room).last().unwrap_or(0);
    let lines = lines(view, room);
    let height = |line: &Line| if matches!(line.kind, Kind::Category(_)) { band } else { 1.0 };
    let pitch = (area.h / lines.iter().map(height).sum::<f64>().max(1.0)).min(15.0);
    let deepest = [true, false].map(|category| {
        let of_kind = lines.iter().filter_map(|line| match &line.kind {
            Kind::Category(starts) if category => Some(starts),
            Kind::Agency(starts) if !category => Some(starts),
            _ => None,
        });
        of_kind.flat_map(|starts| starts.values()).map(|start| depth(view, *start)).max().unwrap_or(0)
    });
    let mut y = area.y;
    for line in &lines {
        let row = Area { y, h: pitch * height(line), ..area };
        let size = (pitch * 0.66).clamp(6.0, 8.6);
        let hue = line.hue.map_or(palette::NEUTRAL, palette::hue);
        name(drawing, grid, line, hue, row, size);
        match &line.kind {
            Kind::Category(starts) => {
                for (&year, &start) in starts {
                    let share = share(depth(view, start), deepest[0]);
                    cell(drawing, view, grid, (year, start), (hue, share), (row, size, stacked));
                }
            }
            Kind::Agency(starts) => {
                for (&year, &start) in starts {
                    let share = share(depth(view, start), deepest[1]);
                    cell(drawing, view, grid, (year, start), (hue, share), (row, size, false));
                }
            }
            Kind::Named(bar) => bar_of(drawing, view, grid, bar, hue, row),
        }
        y = row.bottom();
    }
}

/// What a cell's colour stands for: cost, or the count where nothing costs money.
fn depth(view: &View, start: Start) -> i64 {
    if lines::has_money(view) { start.cost.0.max(0) } else { i64::try_from(start.count).unwrap_or(i64::MAX) }
}

/// Hundredths of the deepest.
fn share(depth: i64, deepest: i64) -> u32 {
    let percent = i128::from(depth) * 100 / i128::from(deepest.max(1));
    u32::try_from(percent).unwrap_or(0).min(100)
}

/// The row's name and total, left of the years.
fn name(drawing: &mut Drawing, grid: &Grid, line: &Line, hue: Hue, area: Area, size: f64) {
    let (indent, weight, color) = match line.kind {
        Kind::Category(_) => (4.0, Weight::Bold, hue.ink),
        Kind::Agency(_) => (12.0, Weight::Medium, INK),
        Kind::Named(_) => (12.0, Weight::Regular, INK),
    };
    if matches!(line.kind, Kind::Category(_)) {
        let w = grid.years_from - area.x - 2.0;
        drawing.fill(Area { y: area.y + 0.8, h: area.h - 1.6, w, ..area }, hue.tint, 1.5);
    } else {
        let y = area.bottom();
        drawing.line(Point { x: area.x, y }, Point { x: area.right(), y }, Stroke::plain(RULE, 0.35));
    }
    let room = grid.years_from - area.x - indent - 6.0;
    let total = font::shorten(&line.total, size, Weight::Regular, room * 0.55);
    let taken = font::width(&total, size, Weight::Regular) + 6.0;
    let name = font::shorten(&line.name, size, weight, room - taken);
    drawing.text(text(area.x + indent, 0.0, name, size, weight, color).centred_on(area.middle()));
    let quiet = if matches!(line.kind, Kind::Category(_)) { hue.ink } else { QUIET };
    let sum = text(grid.years_from - 6.0, 0.0, total, size, Weight::Regular, quiet);
    drawing.text(Text { anchor: Anchor::End, ..sum }.centred_on(area.middle()));
}

/// What starts in a year: count and cost, over two lines where asked, as much of it as fits.
fn cell(
    drawing: &mut Drawing,
    view: &View,
    grid: &Grid,
    (year, start): (Year, Start),
    (hue, share): (Hue, u32),
    (row, size, stacked): (Area, f64, bool),
) {
    let lang = view.heading.lang;
    let (left, right) = (grid.left(year), grid.right(year));
    let area = Area { x: left, y: row.y + 0.8, w: right - left, h: row.h - 1.6 };
    let fill = palette::mix(WHITE, hue.fill, 10 + share * 60 / 100);
    drawing.fill(area, fill, 1.2);
    let color = palette::legible_on(fill);
    let count = numbers::count(lang, start.count);
    let cost =
        (start.cost != Money::ZERO).then(|| numbers::money_short(lang, &view.heading.currency, start.cost));
    let fits = |words: &str, weight| font::width(words, size, weight) <= area.w - 2.0;
    let both = cost.as_ref().map(|cost| format!("{count} · {cost}"));
    match (stacked.then_some(()).and(cost), both) {
        (Some(cost), _) if fits(&cost, Weight::Regular) => {
            put(drawing, (count, Weight::Bold), area, area.y + area.h * 0.27, size, color);
            put(drawing, (cost, Weight::Regular), area, area.y + area.h * 0.75, size, color);
        }
        (None, Some(both)) if fits(&both, Weight::Medium) => {
            put(drawing, (both, Weight::Medium), area, area.middle(), size, color);
        }
        _ if fits(&count, Weight::Medium) => {
            put(drawing, (count, Weight::Medium), area, area.middle(), size, color);
        }
        _ => {}
    }
}

fn put(
    drawing: &mut Drawing,
    (words, weight): (String, Weight),
    area: Area,
    y: f64,
    size: f64,
    color: Color,
) {
    let label = text(area.x + area.w / 2.0, 0.0, words, size, weight, color).centred_on(y);
    drawing.text(Text { anchor: Anchor::Middle, ..label });
}

/// The bar of a named initiative: execution, then service to the end of the plan.
fn bar_of(drawing: &mut Drawing, view: &View, grid: &Grid, bar: &Bar, hue: Hue, row: Area) {
    let (first, last) = (grid.first, grid.last());
    let from = if bar.start < first { grid.border(first) } else { grid.left(bar.start) };
    let to = if bar.end > last { grid.border(last.plus(1)) } else { grid.right(bar.end.max(first)) };
    let h = row.h * 0.5;
    if bar.service <= last {
        let color = palette::mix(hue.fill, WHITE, 60);
        let end = grid.right(last);
        drawing.fill(Area { x: to, y: row.middle() - h * 0.2, w: end - to, h: h * 0.4 }, color, 0.0);
    }
    let who = (bar.id.as_str(), &bar.name, &bar.agency);
    let tip =
        charts::bar_tip(view.heading.lang, &view.heading.currency, who, (bar.start, bar.end), bar.total);
    let area = Area { x: from, y: row.middle() - h / 2.0, w: to - from, h };
    drawing.tagged(area, hue.fill, 1.4, Some(Tag { key: bar.id.clone(), tip }));
}
