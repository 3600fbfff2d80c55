//! Value against money: the curve along the profile as a staircase, the free curve above it, the user's scenarios and
//! the knee.

use super::axes::Axes;
use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, ALERT, Color, INK, QUIET, WHITE};
use super::shape::{Area, Drawing, Page, Point, Stroke};
use super::{Chart, Proof};
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::study::frontier::{Frontier, Step};
use crate::units::{Money, Points};
use crate::words::frontier::{Word, incomplete_mark, title, word};
use crate::words::{Lang, numbers};

/// The share of all value, in percent, that the title speaks of.
const MOST_OF_IT: i64 = 90;

/// The chart; none where there is nothing to draw.
#[must_use]
pub fn chart(portfolio: &Portfolio, scenarios: &[Scenario], found: &Frontier, lang: Lang) -> Vec<Chart> {
    let Some(last) = found.curve.everything() else { return Vec::new() };
    let scenario = scenarios.get(found.scenario);
    let proven = found.curve.steps.iter().all(Step::is_proven);
    let heading = Heading {
        case: portfolio.name.clone(),
        scenario: scenario.map(|scenario| scenario.name.clone()),
        illustrative: portfolio.illustrative,
        proof: Some(if proven { Proof::Proven } else { Proof::Best { gap_ppm: None } }),
        currency: portfolio.currency.clone(),
        years: portfolio.calendar.plan_years().collect(),
        lang,
    };
    let currency = &portfolio.currency;
    let page = Page::A4Landscape;
    let knee = knee(&found.curve.steps);
    let half = knee.map(|step| (step.from, MOST_OF_IT));
    let frame = Frame::of(page);
    let note = match found.stopped {
        None => word(Word::Value, lang).to_owned(),
        Some(_) => format!("{} · {}", word(Word::Value, lang), incomplete_mark(lang)),
    };
    let (mut drawing, body) = frame.open(page, &heading, &title(currency, half, lang), &note);
    let size = frame.small;
    let legend = Area { y: body.bottom() - 1.6 * size, h: 1.6 * size, ..body };
    let plot = Area { y: body.y + size, h: legend.y - body.y - 5.0 * size, w: body.w - 6.0 * size, ..body };
    let axes = axes(found, last, plot, size);
    axes.grid(&mut drawing, 6, &|value| numbers::points(lang, Points(value), 0));
    let (blue, amber) = (palette::hue(0).fill, palette::hue(2).fill);
    let dashed = Stroke { dashed: true, ..Stroke::plain(amber, 1.2) };
    if let Some(free) = &found.free {
        axes.line(&mut drawing, &ceiling(&free.steps, axes.x.1), dashed);
    }
    let solid = Stroke::plain(blue, 2.0);
    axes.line(&mut drawing, &course(&found.curve.steps, axes.x.1), solid);
    let dots: Vec<(i64, i64)> = found.curve.steps.iter().map(|step| (step.from.0, step.value.0)).collect();
    axes.dots(&mut drawing, &dots, 1.6, blue);
    if let Some(step) = knee {
        let at = axes.point(step.from.0, step.value.0);
        drawing.diamond(at, size * 0.7, WHITE, Some(Stroke::plain(ALERT, 1.4)));
    }
    money_names(&mut drawing, &axes, currency, lang, size);
    owns(&mut drawing, &axes, scenarios, found, lang, size);
    let mut entries = vec![
        (Sign::Line(solid), word(Word::Profile, lang).to_owned()),
        (Sign::Diamond(INK), word(Word::Own, lang).to_owned()),
    ];
    if found.free.is_some() {
        entries.push((Sign::Line(dashed), word(Word::Free, lang).to_owned()));
    }
    if knee.is_some() {
        entries.push((Sign::OpenDiamond(ALERT), format!("{MOST_OF_IT}%")));
    }
    frame::legend(&mut drawing, legend, size, &entries);
    Chart::pages("frontier", false, &[drawing])
}

/// The first step with most of all value.
fn knee(steps: &[Step]) -> Option<&Step> {
    let all = i128::from(steps.last()?.value.0);
    let enough = |step: &&Step| i128::from(step.value.0) * 100 >= all * i128::from(MOST_OF_IT);
    steps.iter().find(enough).filter(|_| all > 0)
}

fn axes(found: &Frontier, last: &Step, area: Area, size: f64) -> Axes {
    let owns = || found.own.iter().filter_map(|own| own.step.as_ref().map(|step| (own.money, step.value)));
    let free = found.free.iter().flat_map(|free| &free.steps);
    let high = free.clone().map(|step| step.value).chain([last.value]).chain(owns().map(|own| own.1)).max();
    let right = owns().map(|own| own.0).chain([last.from]).max().unwrap_or_default().0;
    let right = right.saturating_add(right / 12);
    let top = high.unwrap_or_default().0;
    let values = found.curve.steps.iter().map(|step| step.value.0).chain(owns().map(|own| own.1.0));
    let low = values.min().unwrap_or(0).min(0);
    Axes {
        area,
        x: (0, right),
        y: (low, top.saturating_add(top.saturating_abs() / 12)),
        label_width: 6.0 * size,
        size,
    }
}

/// The staircase: what is known to be reached, as far right as the picture goes.
fn course(steps: &[Step], right: i64) -> Vec<(i64, i64)> {
    let mut course = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let until = steps.get(at + 1).map_or(right, |next| next.from.0.min(right));
        let from = step.from.0.min(right);
        course.extend([(from, step.value.0), (until, step.value.0)]);
    }
    course
}

/// The staircase from above: what nothing can pass, up to the next step's bound as soon as a step is left.
fn ceiling(steps: &[Step], right: i64) -> Vec<(i64, i64)> {
    let mut course: Vec<(i64, i64)> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let until = if at + 1 == steps.len() { right } else { step.at.0.min(right) };
        let from = course.last().map_or(step.from.0.min(right), |before| before.0);
        course.extend([(from, step.bound.0), (until, step.bound.0)]);
    }
    course
}

/// Amounts below the horizontal axis.
fn money_names(
    drawing: &mut Drawing,
    axes: &Axes,
    currency: &crate::portfolio::Currency,
    lang: Lang,
    size: f64,
) {
    const STEPS: i64 = 6;
    axes.line(drawing, &[(axes.x.0, axes.y.0), (axes.x.1, axes.y.0)], Stroke::plain(QUIET, 0.8));
    // Whole steps of 1, 2 or 5 times a power of ten.
    let rough = (axes.x.1 / STEPS).max(1);
    let power = 10_i64.pow(rough.ilog10());
    let step =
        [1, 2, 5, 10].into_iter().map(|times| times * power).find(|step| *step >= rough).unwrap_or(rough);
    let room = axes.span((0, step), axes.y).w;
    let mut at = 0;
    while at <= axes.x.1 {
        let name = numbers::money_short(lang, currency, Money(at));
        axes.name_below(drawing, at, room, &[name]);
        at += step;
    }
    let words = word(Word::Money, lang).to_owned();
    let wide = font::width(&words, size, Weight::Regular);
    let label = text(axes.area.right() - wide, 0.0, words, size, Weight::Regular, QUIET);
    drawing.text(label.centred_on(axes.area.bottom() + 2.6 * size));
}

/// The user's scenarios with their names, each where no other name stands.
fn owns(drawing: &mut Drawing, axes: &Axes, scenarios: &[Scenario], found: &Frontier, lang: Lang, size: f64) {
    let color: Color = INK;
    // No name stands on another scenario's mark.
    let reach = size * 0.6;
    let marks = found.own.iter().filter_map(|own| Some(axes.point(own.money.0, own.step.as_ref()?.value.0)));
    let mark = |at: Point| Area { x: at.x - reach, y: at.y - reach, w: 2.0 * reach, h: 2.0 * reach };
    let mut taken: Vec<Area> = marks.map(mark).collect();
    for own in &found.own {
        let (Some(step), Some(scenario)) = (&own.step, scenarios.get(own.scenario)) else { continue };
        let at = axes.point(own.money.0, step.value.0);
        drawing.diamond(at, size * 0.55, color, None);
        let name = lang.label(&scenario.name).to_owned();
        let width = font::width(&name, size, Weight::Medium);
        let x = (at.x + size).min(axes.area.right() - width);
        // Below the curve there is room; every further line is tried until one is free.
        for line in 0..12 {
            let label = text(x, 0.0, name.clone(), size, Weight::Medium, color);
            let label = label.centred_on(at.y + size * (1.3 + 1.3 * f64::from(line)));
            let area = label.area();
            if taken.iter().all(|held| !held.overlaps(&area)) {
                taken.push(area);
                drawing.text(label);
                break;
            }
        }
    }
}
