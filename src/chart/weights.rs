//! What each criterion weighs to each rater, beside the weights in use.
//!
//! One row a criterion: a band from the lowest to the highest rater, a dot for each on a line of its own, and a bar
//! where the weights in use stand. Long lists of criteria go on to further pages.

use super::Chart;
use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, INK, QUIET, RULE, SHADE};
use super::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Text};
use crate::portfolio::Label;
use crate::units::real;
use crate::words::{numbers, priorities as words};

/// Raters drawn each in a colour of its own; more share one.
const NAMED: usize = 8;
/// Criteria on one page.
const ROWS: usize = 14;

/// What the chart shows. Weights in hundredths of a percent, rounded to tenths by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Case and scenario.
    pub heading: Heading,
    /// Names of the criteria.
    pub criteria: Vec<Label>,
    /// Name of the weight set in use.
    pub set: Label,
    /// Its weights.
    pub group: Vec<i64>,
    /// Raters with their weights.
    pub raters: Vec<(Label, Vec<i64>)>,
}

impl View {
    /// Lowest and highest weight of a criterion to the raters.
    fn ends(&self, at: usize) -> Option<(i64, i64)> {
        let said = || self.raters.iter().filter_map(|(_, weights)| weights.get(at).copied());
        said().min().zip(said().max())
    }

    fn widest(&self) -> Option<(usize, i64, i64)> {
        let ends = (0..self.criteria.len()).filter_map(|at| self.ends(at).map(|(low, high)| (at, low, high)));
        // The first of several as wide.
        let widest = ends.rev().max_by_key(|(_, low, high)| high - low);
        widest.filter(|(_, low, high)| self.raters.len() > 1 && high > low)
    }
}

/// The chart; nothing where there is no criterion.
#[must_use]
pub fn by_rater(view: &View) -> Vec<Chart> {
    let rows: Vec<usize> = (0..view.criteria.len()).collect();
    let pages: Vec<Drawing> = rows.chunks(ROWS).map(|rows| draw(view, rows)).collect();
    Chart::pages("weights", false, &pages)
}

/// Places one page with these criteria.
#[must_use]
pub fn draw(view: &View, rows: &[usize]) -> Drawing {
    let (page, lang) = (Page::A4Landscape, view.heading.lang);
    let share = |weight: i64| numbers::percent(lang, weight);
    let widest = view.widest().map(|(at, low, high)| (at, share(low), share(high)));
    let title = widest.as_ref().map(|(at, low, high)| (&view.criteria[*at], low.as_str(), high.as_str()));
    let title = words::chart_title(lang, title);
    let frame = Frame::of(page);
    let (mut drawing, body) = frame.open(page, &view.heading, &title, words::chart_note(lang));
    let size = frame.small * 1.15;
    let entries = entries(view);
    // Measured first on a page of its own, then drawn at the foot.
    let taken = frame::legend(&mut Drawing::new(page, ""), body, size, &entries);
    let legend = Area { y: body.bottom() - taken, h: taken, ..body };
    let names = body.w * 0.26;
    let value = 6.0 * size;
    let plot = Area {
        x: body.x + names + 4.5 * size,
        y: body.y + 2.2 * size,
        w: body.w - names - 4.5 * size - value - 3.0 * size,
        h: legend.y - body.y - 5.0 * size,
    };
    let count = real(i64::try_from(rows.len()).unwrap_or(1)).max(1.0);
    let height = (plot.h / count).min(9.0 * size);
    let plot = Area { h: height * count, ..plot };
    let top = scale(view);
    let x = |weight: i64| plot.x + plot.w * real(weight) / real(top);
    grid(&mut drawing, plot, top, size, &|weight| (x(weight), numbers::percent(lang, weight)));
    let head = text(
        body.right() - 4.0,
        plot.y - size * 0.7,
        words::chart_used(lang).to_owned(),
        size,
        Weight::Regular,
        QUIET,
    );
    drawing.text(Text { anchor: Anchor::End, ..head });
    for (line, &at) in rows.iter().enumerate() {
        let y = plot.y + height * real(i64::try_from(line).unwrap_or(0));
        let row = Area { x: body.x, y, w: body.w, h: height };
        if line % 2 == 1 {
            drawing.shapes.insert(0, band(row));
        }
        let name = font::wrap(lang.label(&view.criteria[at]), size * 1.1, Weight::Medium, names, 2);
        let first = row.middle() - (real(i64::try_from(name.len()).unwrap_or(1)) - 1.0) * size * 0.75;
        for (at, words) in name.into_iter().enumerate() {
            let middle = first + real(i64::try_from(at).unwrap_or(0)) * size * 1.5;
            drawing.text(text(row.x + 4.0, 0.0, words, size * 1.1, Weight::Medium, INK).centred_on(middle));
        }
        dots(&mut drawing, view, at, row, size, &x);
        let (Some(&used), end) = (view.group.get(at), row.right() - 4.0) else { continue };
        let label = text(end, 0.0, share(used), size * 1.1, Weight::Bold, INK).centred_on(row.middle());
        drawing.text(Text { anchor: Anchor::End, ..label });
    }
    frame::legend(&mut drawing, legend, size, &entries);
    drawing
}

fn band(area: Area) -> super::shape::Shape {
    super::shape::Shape::Box { area, fill: SHADE, radius: 0.0, tag: None }
}

/// A row's raters between their ends, and the weight in use.
fn dots(drawing: &mut Drawing, view: &View, at: usize, row: Area, size: f64, x: &dyn Fn(i64) -> f64) {
    let lang = view.heading.lang;
    let inner = Area { y: row.y + row.h * 0.14, h: row.h * 0.72, ..row };
    if let Some((low, high)) = view.ends(at) {
        let width = (x(high) - x(low)).max(0.5);
        drawing.fill(Area { x: x(low), w: width, ..inner }, palette::TRACK, 2.0);
        let share = |weight: i64| numbers::percent(lang, weight);
        let gap = size * 0.9;
        let label = |at: f64, words: String| text(at, 0.0, words, size, Weight::Regular, QUIET);
        let left = label(x(low) - gap, share(low)).centred_on(row.middle());
        drawing.text(Text { anchor: Anchor::End, ..left });
        if high > low {
            drawing.text(label(x(high) + gap, share(high)).centred_on(row.middle()));
        }
    }
    if let Some(&used) = view.group.get(at) {
        let bar = Area { x: x(used) - 1.4, w: 2.8, ..inner };
        drawing.fill(bar, INK, 0.0);
    }
    let lanes = real(i64::try_from(view.raters.len().max(1)).unwrap_or(1));
    let radius = (inner.h / lanes * 0.4).clamp(1.4, size * 0.42);
    for (lane, (_, weights)) in view.raters.iter().enumerate() {
        let Some(&weight) = weights.get(at) else { continue };
        let y = inner.y + inner.h * (real(i64::try_from(lane).unwrap_or(0)) + 0.5) / lanes;
        for (radius, fill) in [(radius + 0.8, palette::WHITE), (radius, hue(view, lane))] {
            let area = Area { x: x(weight) - radius, y: y - radius, w: 2.0 * radius, h: 2.0 * radius };
            drawing.fill(area, fill, radius);
        }
    }
}

fn hue(view: &View, rater: usize) -> palette::Color {
    if view.raters.len() > NAMED { palette::hue(0).fill } else { palette::hue(rater).fill }
}

/// The right end of the scale: the next ten percent.
fn scale(view: &View) -> i64 {
    let weights = view.raters.iter().flat_map(|(_, weights)| weights).chain(&view.group);
    (weights.copied().max().unwrap_or(0).div_euclid(1000) + 1) * 1000
}

/// Lines every ten percent (twenty where they would be many) with their labels below.
fn grid(drawing: &mut Drawing, plot: Area, top: i64, size: f64, place: &dyn Fn(i64) -> (f64, String)) {
    let step = if top > 6000 { 2000 } else { 1000 };
    let mut weight = 0;
    while weight <= top {
        let (x, words) = place(weight);
        let (from, to) = (Point { x, y: plot.y }, Point { x, y: plot.bottom() });
        drawing.line(from, to, Stroke::plain(RULE, 0.6));
        let label = text(x, plot.bottom() + size * 1.6, words, size, Weight::Regular, QUIET);
        drawing.text(Text { anchor: Anchor::Middle, ..label });
        weight += step;
    }
}

fn entries(view: &View) -> Vec<(Sign, String)> {
    let lang = view.heading.lang;
    let mut entries = vec![(Sign::Square(INK), words::chart_group(lang, &view.set))];
    if view.raters.len() > NAMED {
        entries.push((Sign::Square(palette::hue(0).fill), words::chart_others(lang).to_owned()));
    } else {
        let raters = view.raters.iter().enumerate();
        entries
            .extend(raters.map(|(at, (name, _))| (Sign::Disc(hue(view, at)), lang.label(name).to_owned())));
    }
    entries
}
