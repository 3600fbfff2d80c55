//! Scenarios side by side: what each is worth and what it spends of its ceiling.

use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, ALERT, INK, QUIET, TRACK};
use super::roadmap::count;
use super::shape::{Area, Drawing, Page, Point, Stroke};
use super::{Chart, ChartInput};
use crate::plan::{Ledger, standing};
use crate::portfolio::Label;
use crate::scenario::Scope;
use crate::units::{Money, Points, real};
use crate::words::numbers;
use crate::words::study_charts::{self as words, StudyWord, word};

/// The most scenarios that are drawn.
pub const SCENARIOS: usize = 24;

/// What the chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The case.
    pub heading: Heading,
    /// Scenarios in order.
    pub rows: Vec<Row>,
}

/// One scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: Label,
    /// What its plan is worth.
    pub value: Points,
    /// What it spends in the plan's years.
    pub spent: Money,
    /// Its total ceiling, where every year has one.
    pub ceiling: Option<Money>,
    /// How many initiatives it funds.
    pub funded: usize,
}

/// The chart of several scenarios of one case; none where there are fewer than two.
#[must_use]
pub fn side_by_side(inputs: &[ChartInput]) -> Vec<Chart> {
    let Some(view) = View::of(inputs).filter(|view| view.rows.len() > 1) else { return Vec::new() };
    Chart::pages("scenarios", false, &[draw(&view)])
}

impl View {
    /// The sums of solved scenarios of one portfolio; `None` without scenarios.
    #[must_use]
    pub fn of(inputs: &[ChartInput]) -> Option<Self> {
        let heading = Heading { scenario: None, proof: None, ..Heading::of(inputs.first()?) };
        let row = |input: &ChartInput| {
            let calendar = &input.portfolio.calendar;
            let ceilings = input.scenario.total_ceilings();
            let limits = calendar.plan_years().map(|year| ceilings.get(&year).map(|limit| limit.0));
            let mut limits = limits;
            let whole = limits.try_fold(0_i64, |sum, limit| sum.checked_add(limit?));
            let ledger = Ledger::of(input.portfolio, input.scenario, input.plan);
            Row {
                name: input.scenario.name.clone(),
                value: standing::value(input.portfolio, input.scenario, input.plan),
                spent: ledger.spent_in_horizon(&Scope::total()),
                ceiling: whole.map(Money),
                funded: input.plan.started().count(),
            }
        };
        Some(Self { heading, rows: inputs.iter().take(SCENARIOS).map(row).collect() })
    }
}

/// A column of bars: its area and the greatest amount.
struct Column {
    area: Area,
    most: i64,
}

impl Column {
    fn width(&self, amount: i64) -> f64 {
        self.area.w * (real(amount.max(0)) / real(self.most.max(1)))
    }
}

/// Places the chart on a page of its own.
#[must_use]
pub fn draw(view: &View) -> Drawing {
    draw_on(view, Page::A4Landscape)
}

/// Places the chart on a page or a part of one.
#[must_use]
pub fn draw_on(view: &View, page: Page) -> Drawing {
    let lang = view.heading.lang;
    let currency = &view.heading.currency;
    let of = |row: &Row| (row.value, row.spent);
    let least = view.rows.iter().min_by_key(|row| row.value);
    let most = view.rows.iter().max_by_key(|row| row.value);
    let title = least.zip(most).map(|(low, high)| {
        let ((a, b), (c, d)) = (of(low), of(high));
        words::scenarios_title(lang, currency, (&low.name, a, b), (&high.name, c, d))
    });
    let note = word(lang, StudyWord::SideBySide);
    let frame = Frame::of(page);
    let (mut drawing, body) = frame.open(page, &view.heading, &title.unwrap_or_default(), note);
    let size = frame.small * 1.1;
    let legend = Area { y: body.bottom() - 1.6 * size, h: 1.6 * size, ..body };
    let names = view.rows.iter().map(|row| font::width(lang.label(&row.name), size, Weight::Medium));
    let names = names.fold(0.0, f64::max).min(body.w * 0.24) + 12.0;
    let top = body.y + 2.4 * size;
    let pitch = ((legend.y - top - size) / count(view.rows.len())).min(84.0);
    let label = 74.0;
    let half = (body.w - names) / 2.0;
    let column =
        |x: f64, most: i64| Column { area: Area { x, y: top, w: half - label - 14.0, h: 0.0 }, most };
    let value = column(body.x + names, view.rows.iter().map(|row| row.value.0).max().unwrap_or(0));
    let money = view.rows.iter().map(|row| row.spent.max(row.ceiling.unwrap_or_default()).0).max();
    let money = column(body.x + names + half + 6.0, money.unwrap_or(0));
    for (column, head) in [(&value, StudyWord::Value), (&money, StudyWord::Spending)] {
        let words = word(lang, head).to_owned();
        drawing.text(text(column.area.x, body.y + 1.2 * size, words, size, Weight::Bold, INK));
        let from = Point { x: column.area.x, y: top - 2.0 };
        let to = Point { x: column.area.x, y: top + pitch * count(view.rows.len()) };
        drawing.line(from, to, Stroke::plain(QUIET, 0.7));
    }
    for (at, row) in view.rows.iter().enumerate() {
        let line = Area { x: body.x, y: top + pitch * count(at), w: body.w, h: pitch };
        draw_row(&mut drawing, view, row, line, (&value, &money), size, names);
    }
    let entries = [
        (Sign::Fill(palette::hue(0).fill), word(lang, StudyWord::Value).to_owned()),
        (Sign::Fill(palette::hue(1).fill), word(lang, StudyWord::Spending).to_owned()),
        (Sign::Line(Stroke::plain(ALERT, 1.6)), word(lang, StudyWord::Ceiling).to_owned()),
    ];
    let shown = if view.rows.iter().any(|row| row.ceiling.is_some()) { 3 } else { 2 };
    frame::legend(&mut drawing, legend, frame.small, &entries[..shown]);
    drawing
}

fn draw_row(
    drawing: &mut Drawing,
    view: &View,
    row: &Row,
    line: Area,
    (value, money): (&Column, &Column),
    size: f64,
    names: f64,
) {
    let (lang, currency) = (view.heading.lang, &view.heading.currency);
    let bar = (line.h * 0.46).min(32.0);
    let (middle, y) = (line.middle(), line.middle() - bar / 2.0);
    let two = line.h >= 2.6 * size;
    let name = font::shorten(lang.label(&row.name), size, Weight::Medium, names - 8.0);
    let shift = if two { size * 0.6 } else { 0.0 };
    drawing.text(text(line.x, 0.0, name, size, Weight::Medium, INK).centred_on(middle - shift));
    if two {
        let words = crate::words::charts::initiatives(lang, row.funded);
        let small = size * 0.85;
        let words = font::shorten(&words, small, Weight::Regular, names - 8.0);
        drawing.text(text(line.x, 0.0, words, small, Weight::Regular, QUIET).centred_on(middle + shift));
    }
    let mut beside = |x: f64, words: String, color| {
        drawing.text(text(x + 5.0, 0.0, words, size, Weight::Medium, color).centred_on(middle));
    };
    beside(value.area.x + value.width(row.value.0), numbers::points(lang, row.value, 0), INK);
    let reach = money.width(row.spent.0).max(row.ceiling.map_or(0.0, |limit| money.width(limit.0)));
    let spent = numbers::money_short(lang, currency, row.spent);
    let share = row.ceiling.and_then(|limit| numbers::percent_share(lang, row.spent, limit));
    let words = share.map_or_else(|| spent.clone(), |share| format!("{spent} ({share})"));
    beside(money.area.x + reach, words, INK);
    let full = |column: &Column, amount: i64| Area { x: column.area.x, y, w: column.width(amount), h: bar };
    drawing.fill(full(value, row.value.0), palette::hue(0).fill, 1.5);
    if let Some(limit) = row.ceiling {
        drawing.fill(full(money, limit.0), TRACK, 1.5);
    }
    drawing.fill(full(money, row.spent.0), palette::hue(1).fill, 1.5);
    if let Some(limit) = row.ceiling {
        let x = money.area.x + money.width(limit.0);
        drawing.line(Point { x, y: y - 2.0 }, Point { x, y: y + bar + 2.0 }, Stroke::plain(ALERT, 1.6));
    }
}
