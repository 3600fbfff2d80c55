//! Every candidate as a bubble: what it costs, what it is worth, how risky it is, its category, and whether the plan
//! funds it.
//!
//! A funded one stands where its start puts it; one left out where the first year of the plan would.

use super::axes::Axes;
use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, INK, QUIET, WHITE};
use super::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Tag, Text};
use super::{Chart, ChartInput};
use crate::plan::cost_within;
use crate::portfolio::Label;
use crate::units::{Money, Points, real};
use crate::words::numbers;
use crate::words::study_charts::{self as words, StudyWord, word};

/// The most bubbles that are drawn; more tell nobody anything.
pub const BUBBLES: usize = 400;

/// What the chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Case, scenario, proof.
    pub heading: Heading,
    /// Names of the categories that have a bubble, with their position.
    pub categories: Vec<(usize, Label)>,
    /// Every candidate in id order.
    pub bubbles: Vec<Bubble>,
}

/// One candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bubble {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Position of its category.
    pub category: usize,
    /// What it costs in the plan's years, money only.
    pub cost: Money,
    /// What its start is worth.
    pub value: Points,
    /// 1 (low) to 5 (high); `None` where not given.
    pub risk: Option<u8>,
    /// Whether the plan funds it.
    pub funded: bool,
}

/// The bubble chart; none where there are too many candidates.
#[must_use]
pub fn of_plan(input: &ChartInput) -> Vec<Chart> {
    if input.portfolio.initiatives.len() > BUBBLES {
        return Vec::new();
    }
    Chart::pages("bubble", false, &[draw(&View::of(input))])
}

impl View {
    /// What the chart shows of a solved scenario.
    #[must_use]
    pub fn of(input: &ChartInput) -> Self {
        let portfolio = input.portfolio;
        let first = portfolio.calendar.first;
        let bubbles: Vec<Bubble> = portfolio
            .each()
            .map(|(ix, item)| {
                let start = input.plan.start(ix);
                let at = start.unwrap_or_else(|| item.earliest.unwrap_or(first).max(first));
                Bubble {
                    id: item.id.clone(),
                    name: item.name.clone(),
                    category: item.category.0,
                    cost: cost_within(portfolio, ix, at),
                    value: input.scenario.values.of_start(ix, at),
                    risk: item.risk,
                    funded: start.is_some(),
                }
            })
            .collect();
        let used = |at: &usize| bubbles.iter().any(|bubble| bubble.category == *at);
        let categories = (0..portfolio.categories.len()).filter(used);
        let categories = categories.map(|at| (at, portfolio.categories[at].name.clone())).collect();
        Self { heading: Heading::of(input), categories, bubbles }
    }
}

/// Radius of a bubble by its risk.
fn radius(risk: Option<u8>) -> f64 {
    2.6 + 1.5 * f64::from(risk.unwrap_or(1).clamp(1, 5) - 1)
}

/// Places the chart on a page.
#[must_use]
pub fn draw(view: &View) -> Drawing {
    let (page, lang) = (Page::A4Landscape, view.heading.lang);
    let currency = &view.heading.currency;
    let funded = || view.bubbles.iter().filter(|bubble| bubble.funded);
    let spent: Money = funded().map(|bubble| bubble.cost).sum();
    let title = words::bubble_title(lang, currency, (funded().count(), view.bubbles.len()), spent);
    let risky = view.bubbles.iter().any(|bubble| bubble.risk.is_some());
    let note = if risky { word(lang, StudyWord::RiskSize) } else { "" };
    let frame = Frame::of(page);
    let (mut drawing, body) = frame.open(page, &view.heading, &title, note);
    let size = frame.small;
    let legend = Area { y: body.bottom() - 3.2 * size, h: 3.2 * size, ..body };
    let plot = Area { y: body.y + 1.8 * size, h: legend.y - body.y - 6.0 * size, ..body };
    let axes = axes(view, plot, size);
    axes.grid(&mut drawing, 6, &|value| numbers::points(lang, Points(value), 0));
    drawing.text(text(
        body.x,
        body.y + size,
        word(lang, StudyWord::BubbleY).to_owned(),
        size,
        Weight::Medium,
        QUIET,
    ));
    scale(&mut drawing, view, &axes, size);
    // Large ones first, so that small ones stay visible; those left out below those funded.
    let mut order: Vec<&Bubble> = view.bubbles.iter().collect();
    order.sort_by_key(|bubble| (bubble.funded, std::cmp::Reverse(bubble.risk.unwrap_or(1))));
    for bubble in &order {
        paint(&mut drawing, view, &axes, bubble);
    }
    names(&mut drawing, view, &axes, size);
    let mut entries: Vec<(Sign, String)> = view
        .categories
        .iter()
        .map(|(at, name)| (Sign::Fill(palette::hue(*at).fill), lang.label(name).to_owned()))
        .collect();
    entries.push((Sign::Disc(QUIET), word(lang, StudyWord::Funded).to_owned()));
    entries.push((Sign::Ring(QUIET), word(lang, StudyWord::LeftOut).to_owned()));
    entries.truncate(12);
    frame::legend(&mut drawing, legend, size, &entries);
    drawing
}

fn axes(view: &View, area: Area, size: f64) -> Axes {
    let most = |of: fn(&Bubble) -> i64| view.bubbles.iter().map(of).max().unwrap_or(1).max(1);
    let (cost, value) = (most(|bubble| bubble.cost.0), most(|bubble| bubble.value.0));
    let least = view.bubbles.iter().map(|bubble| bubble.value.0).min().unwrap_or(0).min(0);
    // A twelfth more on every side, so that no bubble leaves the plot.
    let (x, y) = ((-cost / 24, cost.saturating_add(cost / 12)), (least - value / 20, value + value / 10));
    Axes { area, x, y, label_width: 6.0 * size, size }
}

/// The amounts below the horizontal axis.
fn scale(drawing: &mut Drawing, view: &View, axes: &Axes, size: f64) {
    let (lang, currency) = (view.heading.lang, &view.heading.currency);
    let ground = axes.point(0, axes.y.0).y;
    let (left, right) = (axes.point(axes.x.0, axes.y.0), axes.point(axes.x.1, axes.y.0));
    drawing.line(left, right, Stroke::plain(QUIET, 0.7));
    let step = nice((axes.x.1 / 6).max(1));
    let mut amount = 0;
    while amount <= axes.x.1 {
        let at = axes.point(amount, axes.y.0);
        drawing.line(at, Point { x: at.x, y: at.y + 3.0 }, Stroke::plain(QUIET, 0.7));
        let words = numbers::money_short(lang, currency, Money(amount));
        let label = text(at.x, 0.0, words, size, Weight::Regular, QUIET).centred_on(ground + 1.4 * size);
        drawing.text(Text { anchor: Anchor::Middle, ..label });
        amount += step;
    }
    let words = word(lang, StudyWord::BubbleX).to_owned();
    let label = text(right.x, 0.0, words, size, Weight::Medium, QUIET).centred_on(ground + 2.9 * size);
    drawing.text(Text { anchor: Anchor::End, ..label });
}

/// The smallest 1, 2 or 5 times a power of ten that is at least this.
fn nice(least: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        if let Some(found) = [1, 2, 5].into_iter().map(|times| times * power).find(|step| *step >= least) {
            return found;
        }
        let Some(next) = power.checked_mul(10).filter(|next| *next <= i64::MAX / 50) else { return least };
        power = next;
    }
}

fn place(axes: &Axes, bubble: &Bubble) -> Point {
    axes.point(bubble.cost.0, bubble.value.0)
}

fn paint(drawing: &mut Drawing, view: &View, axes: &Axes, bubble: &Bubble) {
    let (lang, at, r) = (view.heading.lang, place(axes, bubble), radius(bubble.risk));
    let circle = |r: f64| Area { x: at.x - r, y: at.y - r, w: 2.0 * r, h: 2.0 * r };
    let hue = palette::hue(bubble.category);
    let tip = format!(
        "{} {} · {} · {}",
        bubble.id,
        lang.label(&bubble.name),
        numbers::money_short(lang, &view.heading.currency, bubble.cost),
        crate::words::charts::in_points(lang, bubble.value)
    );
    drawing.fill(circle(r + 0.7), WHITE, r + 0.7);
    drawing.tagged(circle(r), hue.fill, r, Some(Tag { key: bubble.id.clone(), tip }));
    if !bubble.funded {
        let inner = (r - 1.1).max(1.0);
        drawing.fill(circle(inner), WHITE, inner);
    }
}

/// Ids of the bubbles worth or costing most, where they cover nothing.
fn names(drawing: &mut Drawing, view: &View, axes: &Axes, size: f64) {
    let size = size * 0.85;
    let far = |bubble: &Bubble| {
        let part = |amount: i64, most: i64| real(amount) / real(most.max(1));
        part(bubble.cost.0, axes.x.1).max(part(bubble.value.0, axes.y.1))
    };
    let mut order: Vec<&Bubble> = view.bubbles.iter().collect();
    order.sort_by(|a, b| far(b).total_cmp(&far(a)));
    let around = |bubble: &Bubble| {
        let (at, r) = (place(axes, bubble), radius(bubble.risk));
        Area { x: at.x - r, y: at.y - r, w: 2.0 * r, h: 2.0 * r }
    };
    let mut taken: Vec<Area> = view.bubbles.iter().map(around).collect();
    for bubble in order {
        let (at, r) = (place(axes, bubble), radius(bubble.risk));
        let width = font::width(&bubble.id, size, Weight::Medium);
        for x in [at.x + r + 1.5, at.x - r - 1.5 - width] {
            let label = text(x, 0.0, bubble.id.clone(), size, Weight::Medium, INK).centred_on(at.y);
            let area = label.area();
            let inside = x >= axes.point(axes.x.0, axes.y.0).x && area.right() <= axes.area.right();
            if inside && !taken.iter().any(|other| other.overlaps(&area)) {
                taken.push(area);
                drawing.text(label);
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!([1, 3, 7, 11, 420, 999_999].map(nice), [1, 5, 10, 20, 500, 1_000_000]);
        assert!((radius(Some(5)) - radius(None)).abs() > 5.9);
    }
}
