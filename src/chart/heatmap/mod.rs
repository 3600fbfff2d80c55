//! Initiative by scenario: when each starts, where it is left out, and in how many scenarios it is funded.
//!
//! Up to [`DETAILED`] candidates are drawn row by row, on as many A4 pages as they need; more are counted by category
//! and agency, with what they cost.

mod counts;

pub use counts::Tally;

use super::font::{self, Weight};
use super::frame::{Frame, Heading, Sign, legend, text};
use super::palette::{self, Hue, INK, QUIET, RULE, SHADE, WHITE};
use super::roadmap::count;
use super::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Tag, Text};
use super::{Chart, ChartInput};
use crate::portfolio::Label;
use crate::units::{CategoryIx, Money, Year};
use crate::words::charts::{self, HeatmapWord, heatmap_word};
use crate::words::numbers;

/// The most candidates that are drawn one by one.
pub const DETAILED: usize = 400;
/// The most scenarios that are drawn side by side.
pub const SCENARIOS: usize = 24;
/// The least height of a row, which keeps text at 6 points.
const LEAST: f64 = 6.7;

/// What the heatmap shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The case.
    pub heading: Heading,
    /// Names of the scenarios, in order.
    pub scenarios: Vec<Label>,
    /// Categories with their candidates.
    pub groups: Vec<Group>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Label,
    /// Its colour by position.
    pub hue: usize,
    /// Its candidates in id order.
    pub rows: Vec<Row>,
    /// Counts of the category and of its agencies; only where there are too many candidates to show each.
    pub tallies: Vec<Tally>,
}

/// One candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Label,
    /// Its start in every scenario.
    pub starts: Vec<Option<Year>>,
}

impl Row {
    fn funded(&self) -> usize {
        self.starts.iter().flatten().count()
    }
}

/// The heatmap of several scenarios of one case; none where there are fewer than two.
#[must_use]
pub fn of_starts(inputs: &[ChartInput]) -> Vec<Chart> {
    let Some(view) = View::of(inputs).filter(|view| view.scenarios.len() > 1) else {
        return Vec::new();
    };
    Chart::pages("heatmap", false, &draw(&view))
}

impl View {
    /// What solved scenarios of one portfolio have in common and not; `None` without scenarios.
    #[must_use]
    pub fn of(inputs: &[ChartInput]) -> Option<Self> {
        let shown = inputs.get(..inputs.len().min(SCENARIOS))?;
        let portfolio = shown.first()?.portfolio;
        let heading = Heading { scenario: None, proof: None, ..Heading::of(shown.first()?) };
        let many = portfolio.initiatives.len() > DETAILED;
        let costs = if many { counts::costs(portfolio, shown) } else { Vec::new() };
        let starts = |ix| shown.iter().map(|input| input.plan.start(ix)).collect();
        let group = |at: usize| {
            let of_group = portfolio.each().filter(|(_, item)| item.category == CategoryIx(at));
            let row = of_group.map(|(ix, item)| Row {
                id: item.id.clone(),
                name: item.name.clone(),
                starts: starts(ix),
            });
            let tallies = if costs.is_empty() {
                Vec::new()
            } else {
                let name = |agency| heading.lang.label(&portfolio.agency(agency).name).to_owned();
                counts::of_category(portfolio, CategoryIx(at), &costs, name)
            };
            Group {
                name: portfolio.category(CategoryIx(at)).name.clone(),
                hue: at,
                rows: row.collect(),
                tallies,
            }
        };
        let groups = (0..portfolio.categories.len()).map(group).filter(|group| !group.rows.is_empty());
        let scenarios = shown.iter().map(|input| input.scenario.name.clone()).collect();
        let groups = groups.collect();
        Some(Self { heading, scenarios, groups })
    }

    /// The largest count in the column of frequencies.
    fn most(&self) -> usize {
        let tallies = self.groups.iter().flat_map(|group| &group.tallies).map(|tally| tally.candidates);
        tallies.max().unwrap_or(self.scenarios.len())
    }

    /// Whether the counted candidates cost any money.
    fn costs(&self) -> bool {
        let tallies = self.groups.iter().flat_map(|group| &group.tallies);
        tallies.flat_map(|tally| &tally.funded).any(|(_, cost)| *cost != Money::ZERO)
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }
}

/// A line of the table: a category's name, or a row of it.
enum Line<'a> {
    Head(&'a Group),
    Row(&'a Row, Hue),
}

/// The pages of the heatmap.
#[must_use]
pub fn draw(view: &View) -> Vec<Drawing> {
    if view.rows().count() > DETAILED {
        let word = if view.costs() { HeatmapWord::CountsAndCost } else { HeatmapWord::Counts };
        let (mut drawing, table) = open(view, word, (1, 1));
        counts::draw(&mut drawing, view, table);
        return vec![drawing];
    }
    let word = HeatmapWord::Cells;
    let lines: Vec<Line> = view.groups.iter().flat_map(of_group).collect();
    let (_, table) = open(view, word, (1, 1));
    let per_page = (1..=lines.len()).take_while(|n| table.h / count(*n) >= LEAST).count().max(1);
    let pages: Vec<&[Line]> = lines.chunks(per_page).collect();
    let pitch = (table.h / count(per_page.min(lines.len())).max(1.0)).min(15.0);
    let parts = pages.len().max(1);
    let page = |(at, lines): (usize, &[Line])| {
        let (mut drawing, table) = open(view, word, (at + 1, parts));
        let columns = Columns::of(view, table, pitch);
        heads(&mut drawing, view, &columns, table);
        for (at, line) in lines.iter().enumerate() {
            let area = Area { y: table.y + pitch * count(at), h: pitch, ..table };
            draw_line(&mut drawing, view, &columns, line, area);
        }
        key(&mut drawing, view);
        drawing
    };
    if pages.is_empty() {
        vec![open(view, word, (1, 1)).0]
    } else {
        pages.into_iter().enumerate().map(page).collect()
    }
}

fn of_group(group: &Group) -> Vec<Line<'_>> {
    let hue = palette::hue(group.hue);
    let rows = group.rows.iter().map(|row| Line::Row(row, hue));
    std::iter::once(Line::Head(group)).chain(rows).collect()
}

const PAGE: Page = Page::A4Portrait;
/// Height of the scenarios' names and of the key below the table, in parts of the small font size.
const HEADS: f64 = 4.6;
const KEY: f64 = 2.4;

/// The head of a page and the area of the table's lines.
fn open(view: &View, word: HeatmapWord, (part, parts): (usize, usize)) -> (Drawing, Area) {
    let lang = view.heading.lang;
    let (all, some) = (view.scenarios.len(), view.rows().count());
    let always = view.rows().filter(|row| row.funded() == all).count();
    let never = view.rows().filter(|row| row.funded() == 0).count();
    let title = charts::heatmap_title(lang, all, always, never, some);
    let mut note = heatmap_word(lang, word).to_owned();
    if parts > 1 {
        note = format!("{} · {note}", charts::page_of(lang, part, parts));
    }
    let frame = Frame::of(PAGE);
    let (drawing, body) = frame.open(PAGE, &view.heading, &title, &note);
    let (above, below) = (HEADS * frame.small, KEY * frame.small);
    (drawing, Area { y: body.y + above, h: body.h - above - below, ..body })
}

/// Where columns stand and how large text is.
struct Columns {
    font: f64,
    name: f64,
    name_room: f64,
    cells: f64,
    cell: f64,
    frequency: (f64, f64),
}

impl Columns {
    fn of(view: &View, table: Area, pitch: f64) -> Self {
        let font = (pitch * 0.85).clamp(6.0, 7.5);
        let ids = view.rows().map(|row| font::width(&row.id, font, Weight::Medium)).fold(0.0, f64::max);
        let name = table.x + 4.0 + ids.min(table.w * 0.12) + 0.9 * font;
        // A gauge with its count, which is wider where candidates are counted.
        let most = numbers::count(view.heading.lang, view.most());
        let wide = 36.0 + font::width(&format!("{most}/{most}"), font, Weight::Regular);
        let frequency = (table.right() - wide.max(52.0), wide.max(52.0));
        let widest =
            view.rows().map(|row| font::width(view.heading.lang.label(&row.name), font, Weight::Regular));
        let scenarios = count(view.scenarios.len().max(1));
        let least = (scenarios * 14.0).max(table.w * 0.36);
        let name_room = widest.fold(60.0, f64::max).min(frequency.0 - 10.0 - least - name);
        let cells = name + name_room + 6.0;
        Self { font, name, name_room, cells, cell: (frequency.0 - 10.0 - cells) / scenarios, frequency }
    }
}

/// The names of the scenarios, wrapped above their columns.
fn heads(drawing: &mut Drawing, view: &View, columns: &Columns, table: Area) {
    let lang = view.heading.lang;
    let wrapped = |size: f64| -> Vec<Vec<String>> {
        let names = view.scenarios.iter().map(|name| lang.label(name));
        names.map(|name| font::wrap(name, size, Weight::Medium, columns.cell - 2.0, 4)).collect()
    };
    // As large as every name can be read in full.
    let whole = |size: &f64| wrapped(*size).iter().flatten().all(|line| !line.ends_with('…'));
    let size = [7.0, 6.7, 6.4, 6.1].into_iter().find(whole).unwrap_or(6.1);
    let mut put = |lines: Vec<String>, x: f64, anchor, weight, color| {
        let lowest = table.y - size * 0.6;
        let rows = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let y = lowest - size * 1.15 * count(rows - 1 - at);
            drawing.text(Text { anchor, ..text(x, y, line, size, weight, color) });
        }
    };
    for (at, lines) in wrapped(size).into_iter().enumerate() {
        let middle = columns.cells + columns.cell * (count(at) + 0.5);
        put(lines, middle, Anchor::Middle, Weight::Medium, INK);
    }
    let counted = view.groups.iter().any(|group| !group.tallies.is_empty());
    let word = if counted { HeatmapWord::Always } else { HeatmapWord::Frequency };
    let word = heatmap_word(lang, word).to_owned();
    put(vec![word], columns.frequency.0, Anchor::Start, Weight::Regular, QUIET);
}

fn draw_line(drawing: &mut Drawing, view: &View, columns: &Columns, line: &Line, area: Area) {
    let (lang, size, middle) = (view.heading.lang, columns.font, area.middle());
    match line {
        Line::Head(group) => {
            let hue = palette::hue(group.hue);
            drawing.fill(area, hue.tint, 1.0);
            let name = font::shorten(lang.label(&group.name), size, Weight::Bold, area.w - 8.0);
            drawing.text(text(area.x + 4.0, 0.0, name, size, Weight::Bold, hue.ink).centred_on(middle));
        }
        Line::Row(row, hue) => {
            let rule = Stroke::plain(RULE, 0.35);
            let ends = (Point { x: area.x, y: area.bottom() }, Point { x: area.right(), y: area.bottom() });
            drawing.line(ends.0, ends.1, rule);
            let id = font::shorten(&row.id, size, Weight::Medium, columns.name - area.x - 4.0 - 0.5 * size);
            drawing.text(text(area.x + 4.0, 0.0, id, size, Weight::Medium, QUIET).centred_on(middle));
            let name = font::shorten(lang.label(&row.name), size, Weight::Regular, columns.name_room);
            drawing.text(text(columns.name, 0.0, name, size, Weight::Regular, INK).centred_on(middle));
            for (at, start) in row.starts.iter().enumerate() {
                let cell = cell(columns, at, area);
                if let Some(year) = start {
                    started(drawing, view, row, *year, cell, size);
                } else {
                    drawing.fill(cell, SHADE, 1.0);
                }
            }
            frequency(drawing, columns, (row.funded(), row.starts.len()), *hue, area);
        }
    }
}

fn cell(columns: &Columns, at: usize, area: Area) -> Area {
    let x = columns.cells + columns.cell * count(at);
    Area { x: x + 0.5, y: area.y + 0.4, w: columns.cell - 1.0, h: area.h - 0.8 }
}

fn started(drawing: &mut Drawing, view: &View, row: &Row, year: Year, cell: Area, size: f64) {
    let years = &view.heading.years;
    let step = years.iter().position(|of| *of == year).unwrap_or(0);
    let fill = palette::ramp(step, years.len());
    let lang = view.heading.lang;
    let tip = format!("{} · {}", row.id, numbers::year(lang, year));
    drawing.tagged(cell, fill, 1.0, Some(Tag { key: row.id.clone(), tip }));
    let words = numbers::year_short(year);
    centred(drawing, words, cell, size, palette::legible_on(fill));
}

fn centred(drawing: &mut Drawing, words: String, cell: Area, size: f64, color: palette::Color) {
    let label = text(cell.x + cell.w / 2.0, 0.0, words, size, Weight::Medium, color);
    drawing.text(Text { anchor: Anchor::Middle, ..label }.centred_on(cell.middle()));
}

/// How many of the scenarios fund a row, as a bar with its count.
fn frequency(drawing: &mut Drawing, columns: &Columns, (some, all): (usize, usize), hue: Hue, area: Area) {
    let (x, w) = columns.frequency;
    let label = text(area.right() - 2.0, 0.0, format!("{some}/{all}"), columns.font, Weight::Regular, INK);
    let room = w - font::width(&label.words, columns.font, Weight::Regular) - 6.0;
    let gauge = Area { x, y: area.middle() - area.h * 0.17, w: room.min(28.6), h: area.h * 0.34 };
    drawing.fill(gauge, palette::TRACK, gauge.h / 2.0);
    drawing.fill(Area { w: gauge.w * count(some) / count(all.max(1)), ..gauge }, hue.fill, gauge.h / 2.0);
    drawing.text(Text { anchor: Anchor::End, ..label }.centred_on(area.middle()));
}

/// The colours of the years, below the table.
fn key(drawing: &mut Drawing, view: &View) {
    let frame = Frame::of(PAGE);
    let (_, height) = PAGE.size();
    let years = &view.heading.years;
    let every = years.len().div_ceil(10).max(1);
    let shown = years.iter().enumerate().filter(|(at, _)| at % every == 0 || at + 1 == years.len());
    let year = |(at, year): (usize, &Year)| (Sign::Fill(palette::ramp(at, years.len())), year.0.to_string());
    let mut entries: Vec<(Sign, String)> = shown.map(year).collect();
    entries.push((Sign::Fill(SHADE), heatmap_word(view.heading.lang, HeatmapWord::Empty).to_owned()));
    let w = PAGE.size().0 - 2.0 * frame.margin;
    let area =
        Area { x: frame.margin, y: height - frame.margin - 1.4 * frame.small, w, h: 1.4 * frame.small };
    drawing.fill(Area { h: area.h + 2.0, ..area }, WHITE, 0.0);
    legend(drawing, area, frame.small, &entries);
}
