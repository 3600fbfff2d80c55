//! The roadmap of a plan too large to draw one by one: starts per year by category and agency.

use std::collections::BTreeMap;

use super::grid::{Grid, count};
use super::strips::{self, LINE};
use super::view::{Bar, Lane, View};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{Frame, text};
use crate::chart::palette::{self, Hue, INK, RULE};
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Stroke};
use crate::units::Year;
use crate::words::charts::{self, RoadmapWord, roadmap_word};
use crate::words::numbers;

/// The most rows on the page, categories included.
const ROWS: usize = 60;

/// One row: a category, or an agency in it.
struct Line {
    name: String,
    total: String,
    hue: Hue,
    band: bool,
    starts: BTreeMap<Year, usize>,
}

/// One page with a row for every category and for its busiest agencies.
#[must_use]
pub fn draw(view: &View, page: Page) -> Drawing {
    let heading = &view.heading;
    let index = view
        .index
        .as_ref()
        .map(|index| (&index.name, index.from, index.to));
    let (counts, money) = ((view.chosen(), view.candidates), (view.ceiling(), view.spent()));
    let title = charts::roadmap_title(heading.lang, &heading.currency, counts, money, index);
    let frame = Frame::of(page);
    let note = roadmap_word(heading.lang, RoadmapWord::StartsPerYear);
    let (mut drawing, body) = frame.open(page, heading, &title, note);
    let head = Area {
        h: frame.small * 2.0,
        ..body
    };
    let foot_height = strips::foot_lines(page) * LINE * frame.small;
    let foot = Area {
        y: body.bottom() - foot_height,
        h: foot_height,
        ..body
    };
    let gauges = Area {
        y: foot.y - frame.small * 3.2,
        h: frame.small * 2.9,
        ..body
    };
    let rows = Area {
        y: head.bottom(),
        h: gauges.y - head.bottom() - 3.0,
        ..body
    };
    let grid = Grid::of(view, &[], rows, page, 0.0);
    let grid = Grid {
        name_room: body.w * 0.2,
        ..with_years_from(grid, body.x + body.w * 0.28)
    };
    strips::years(&mut drawing, view, &grid, head, gauges.y);
    let lines = lines(view);
    let pitch = (rows.h / count(lines.len()).max(1.0)).min(18.0);
    let most = lines
        .iter()
        .filter(|line| !line.band)
        .flat_map(|line| line.starts.values())
        .max()
        .copied();
    for (at, line) in lines.iter().enumerate() {
        let area = Area {
            x: rows.x,
            y: rows.y + pitch * count(at),
            w: rows.w,
            h: pitch,
        };
        draw_line(&mut drawing, &grid, line, area, most.unwrap_or(1), heading.lang);
    }
    strips::gauges(&mut drawing, view, &grid, gauges, frame.small);
    strips::notes(&mut drawing, view, foot, frame.small);
    drawing
}

fn with_years_from(grid: Grid, years_from: f64) -> Grid {
    let column = (grid.body.right() - years_from) / f64::from(grid.years);
    Grid {
        years_from,
        column,
        ..grid
    }
}

/// Every category and, as far as the page has rows, the agencies with the most initiatives in it.
fn lines(view: &View) -> Vec<Line> {
    let share = ROWS.saturating_sub(view.lanes.len()) / view.lanes.len().max(1);
    view.lanes
        .iter()
        .take(ROWS)
        .flat_map(|lane| of_lane(view, lane, share))
        .collect()
}

fn of_lane(view: &View, lane: &Lane, share: usize) -> Vec<Line> {
    let (lang, hue) = (view.heading.lang, palette::hue(lane.hue));
    let mut agencies: BTreeMap<&str, Vec<&Bar>> = BTreeMap::new();
    for bar in &lane.bars {
        agencies.entry(lang.label(&bar.agency)).or_default().push(bar);
    }
    let mut ranked: Vec<(&str, Vec<&Bar>)> = agencies.into_iter().collect();
    ranked.sort_by_key(|(_, bars)| std::cmp::Reverse(bars.len()));
    let line = |name: &str, bars: &[&Bar], band: bool| {
        let mut starts = BTreeMap::new();
        for bar in bars {
            *starts
                .entry(
                    bar.start
                        .max(view.heading.years.first().copied().unwrap_or(bar.start)),
                )
                .or_insert(0) += 1;
        }
        let total = bars.iter().map(|bar| bar.total).sum();
        let total = numbers::money_short(lang, &view.heading.currency, total);
        let total = format!("{} · {total}", charts::initiatives(lang, bars.len()));
        Line {
            name: name.to_owned(),
            total,
            hue,
            band,
            starts,
        }
    };
    let mut lines = vec![line(
        lang.label(&lane.name),
        &lane.bars.iter().collect::<Vec<_>>(),
        true,
    )];
    let shown = if ranked.len() > share {
        share.saturating_sub(1)
    } else {
        ranked.len()
    };
    let others: Vec<&Bar> = ranked
        .iter()
        .skip(shown)
        .flat_map(|(_, bars)| bars.iter().copied())
        .collect();
    if ranked.len() > 1 {
        lines.extend(
            ranked
                .iter()
                .take(shown)
                .map(|(name, bars)| line(name, bars, false)),
        );
        if !others.is_empty() && share > 0 {
            lines.push(line(
                roadmap_word(lang, RoadmapWord::OtherAgencies),
                &others,
                false,
            ));
        }
    }
    lines
}

fn draw_line(
    drawing: &mut Drawing,
    grid: &Grid,
    line: &Line,
    area: Area,
    most: usize,
    lang: crate::words::Lang,
) {
    let size = (area.h * 0.62).clamp(6.0, 9.0);
    let (weight, color) = if line.band {
        (Weight::Bold, line.hue.ink)
    } else {
        (Weight::Regular, INK)
    };
    if line.band {
        drawing.fill(
            Area {
                y: area.y + 0.5,
                h: area.h - 1.0,
                ..area
            },
            line.hue.tint,
            1.5,
        );
    } else {
        let y = area.bottom();
        drawing.line(
            Point { x: area.x, y },
            Point { x: area.right(), y },
            Stroke::plain(RULE, 0.35),
        );
    }
    let indent = if line.band { 4.0 } else { 12.0 };
    let room = grid.years_from - area.x - indent - 6.0;
    let total = font::shorten(&line.total, size, Weight::Regular, room * 0.55);
    let taken = font::width(&total, size, Weight::Regular) + 6.0;
    let name = font::shorten(&line.name, size, weight, room - taken);
    drawing.text(text(area.x + indent, 0.0, name, size, weight, color).centred_on(area.middle()));
    let mut sum =
        text(grid.years_from - 6.0, 0.0, total, size, Weight::Regular, color).centred_on(area.middle());
    sum.anchor = Anchor::End;
    drawing.text(sum);
    for (&year, &starts) in &line.starts {
        let label = numbers::count(lang, starts);
        let wide = font::width(&label, size, Weight::Medium);
        let (left, right) = (grid.left(year), grid.right(year));
        let room = right - left - wide - 3.0;
        let w = if line.band {
            0.0
        } else {
            (room * count(starts) / count(most.max(1))).max(1.0)
        };
        if room > 4.0 && !line.band {
            let h = area.h * 0.6;
            drawing.fill(
                Area {
                    x: left,
                    y: area.middle() - h / 2.0,
                    w,
                    h,
                },
                line.hue.fill,
                1.0,
            );
        }
        if wide <= right - left {
            let x = if room > 4.0 { left + w + 3.0 } else { left };
            drawing.text(text(x, 0.0, label, size, Weight::Medium, color).centred_on(area.middle()));
        }
    }
}
