//! Value against the number of changed decisions: what staying close to an earlier plan costs, and which change is worth
//! it.

use super::axes::Axes;
use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, ALERT, INK, QUIET};
use super::roadmap::count;
use super::shape::{Anchor, Area, Drawing, Page, Stroke, Text};
use super::{Chart, ChartInput};
use crate::portfolio::Label;
use crate::words::study_charts::{self as words, StudyWord, word};

/// What the chart shows; numbers of the first goal in its smallest unit, words already chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Case and scenario.
    pub heading: Heading,
    /// Number of changes and value, ascending.
    pub steps: Vec<(usize, i64)>,
    /// What the best plan without a limit reaches.
    pub free: i64,
    /// Beside each step: what it gains and what changes.
    pub told: Vec<(String, String)>,
    /// The values as a reader reads them, and the name of the goal.
    pub shown: Vec<String>,
    /// The vertical axis.
    pub goal: String,
}

/// The chart of a revision.
#[must_use]
pub fn of_steps(view: &View) -> Vec<Chart> {
    Chart::pages("changes", false, &[draw(view)])
}

impl View {
    /// The heading of a revision's chart.
    #[must_use]
    pub fn heading(input: &ChartInput, scenario: &Label) -> Heading {
        Heading { proof: None, scenario: Some(scenario.clone()), ..Heading::of(input) }
    }
}

const STEP: i64 = 1000;

/// Places the chart on a page.
#[must_use]
pub fn draw(view: &View) -> Drawing {
    let (page, lang) = (Page::A4Landscape, view.heading.lang);
    let ends = view.steps.first().zip(view.steps.last()).map(|(first, last)| (first.0, last.0));
    let shown = |at: Option<&String>| at.cloned().unwrap_or_default();
    let title = words::changes_title(
        lang,
        ends.unwrap_or_default(),
        &shown(view.shown.first()),
        &shown(view.shown.last()),
    );
    let frame = Frame::of(page);
    let (mut drawing, body) = frame.open(page, &view.heading, &title, "");
    let size = frame.small;
    let legend = Area { y: body.bottom() - 1.6 * size, h: 1.6 * size, ..body };
    let plot = Area { y: body.y + 2.2 * size, w: body.w * 0.46, h: legend.y - body.y - 6.0 * size, ..body };
    drawing.text(text(body.x, body.y + size, view.goal.clone(), size, Weight::Medium, QUIET));
    curve(&mut drawing, view, plot, size);
    list(&mut drawing, view, Area { x: plot.right() + 26.0, w: body.w - plot.w - 26.0, ..plot }, size);
    let hue = palette::hue(0).fill;
    let dashed = Stroke { dashed: true, ..Stroke::plain(ALERT, 1.2) };
    let entries = [
        (Sign::Line(Stroke::plain(hue, 2.0)), view.goal.clone()),
        (Sign::Line(dashed), word(lang, StudyWord::Free).to_owned()),
    ];
    frame::legend(&mut drawing, legend, size, &entries);
    drawing
}

fn curve(drawing: &mut Drawing, view: &View, plot: Area, size: f64) {
    let lang = view.heading.lang;
    let values = view.steps.iter().map(|(_, value)| *value).chain([view.free]);
    let (low, high) = (values.clone().min().unwrap_or(0), values.max().unwrap_or(1));
    let room = ((high - low) / 12).max(1);
    let most = view.steps.last().map_or(0, |(changes, _)| *changes);
    let x = |changes: usize| i64::try_from(changes).unwrap_or(0) * STEP;
    let span = (-STEP / 2, x(most) + STEP / 2);
    let axes = Axes { area: plot, x: span, y: (low - room, high + room), label_width: 7.0 * size, size };
    // Labels of the axis in the words of the steps: the least and the greatest; the grid stays unnamed between.
    let told: Vec<(i64, &String)> = view.steps.iter().map(|(_, value)| *value).zip(&view.shown).collect();
    if let Some((first, _)) = view.steps.first().filter(|(first, _)| *first > 0) {
        let area = axes.span((axes.x.0, x(*first) - STEP / 2), axes.y);
        drawing.fill(area, palette::SHADE, 0.0);
        drawing.hatch(area, 5.0, Stroke::plain(palette::HATCH, 0.5));
        let words = word(lang, StudyWord::NoPlan);
        let lines = font::wrap(words, size, Weight::Medium, area.w - 12.0, 4);
        for (at, line) in lines.into_iter().enumerate() {
            let y = area.middle() + 1.5 * size * count(at);
            let label = text(area.x + area.w / 2.0, 0.0, line, size, Weight::Medium, QUIET).centred_on(y);
            let label = Text { anchor: Anchor::Middle, ..label };
            let back = label.area();
            let back = Area { x: back.x - 3.0, y: back.y - 2.0, w: back.w + 6.0, h: back.h + 4.0 };
            drawing.fill(back, palette::WHITE, 1.0);
            drawing.text(label);
        }
    }
    axes.grid(drawing, 5, &|_| String::new());
    let dashed = Stroke { dashed: true, ..Stroke::plain(ALERT, 1.2) };
    axes.line(drawing, &[(axes.x.0, view.free), (axes.x.1, view.free)], dashed);
    let points: Vec<(i64, i64)> = view.steps.iter().map(|(changes, value)| (x(*changes), *value)).collect();
    let hue = palette::hue(0).fill;
    axes.line(drawing, &points, Stroke::plain(hue, 2.0));
    axes.dots(drawing, &points, 2.8, hue);
    let mut taken: Option<Area> = None;
    for (value, words) in told.iter().rev() {
        let at = axes.point(axes.x.0, *value);
        let label = text(at.x - 4.0, 0.0, (*words).clone(), size, Weight::Regular, QUIET).centred_on(at.y);
        let label = Text { anchor: Anchor::End, ..label };
        let area = label.area();
        if taken.is_none_or(|taken| taken.bottom() + 2.0 < area.y) {
            taken = Some(area);
            drawing.text(label);
        }
    }
    let every = (most / 12).max(1);
    for changes in (0..=most).filter(|changes| changes % every == 0 || *changes == most) {
        let at = axes.point(x(changes), axes.y.0);
        let words = crate::words::numbers::count(lang, changes);
        let label = text(at.x, 0.0, words, size, Weight::Bold, INK).centred_on(plot.bottom() + size);
        let near = changes + every / 2 >= most && changes != most && every > 1;
        if !near {
            drawing.text(Text { anchor: Anchor::Middle, ..label });
        }
    }
    let words = word(lang, StudyWord::Changes).to_owned();
    let label =
        text(plot.right(), 0.0, words, size, Weight::Medium, QUIET).centred_on(plot.bottom() + 2.6 * size);
    drawing.text(Text { anchor: Anchor::End, ..label });
}

/// What every further change is, as far as the page holds it.
fn list(drawing: &mut Drawing, view: &View, area: Area, size: f64) {
    let lang = view.heading.lang;
    let (number, gain) = (22.0, 62.0);
    let room = area.w - number - gain;
    let mut y = area.y;
    for ((changes, _), (gained, what)) in view.steps.iter().zip(&view.told) {
        let lines = font::wrap(what, size, Weight::Regular, room, 3);
        let height = 1.35 * size * count(lines.len().max(1)) + 0.5 * size;
        if y + height > area.bottom() {
            let left = view.steps.iter().filter(|(other, _)| other >= changes).count();
            let words = crate::words::charts::and_more(lang, left);
            drawing.text(text(area.x + number, y + size, words, size, Weight::Regular, QUIET));
            return;
        }
        let words = crate::words::numbers::count(lang, *changes);
        let label = text(area.x + number - 8.0, y + size, words, size, Weight::Bold, INK);
        drawing.text(Text { anchor: Anchor::End, ..label });
        drawing.text(text(area.x + number, y + size, gained.clone(), size, Weight::Medium, QUIET));
        for (at, line) in lines.into_iter().enumerate() {
            let y = y + size + 1.35 * size * count(at);
            drawing.text(text(area.x + number + gain, y, line, size, Weight::Regular, INK));
        }
        y += height;
    }
}
