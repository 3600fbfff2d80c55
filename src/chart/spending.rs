//! Spending per year against the ceiling: stacked columns by category or by cost class.
//!
//! [`View`] holds the sums, [`draw`] places them. What a ceiling leaves unused is hatched, so that the column
//! and its hatched part together are the ceiling.

use std::collections::BTreeMap;

use super::axes::{Axes, Bar};
use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, ALERT, HATCH, Hue, INK, NEUTRAL, QUIET};
use super::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Text};
use super::{Chart, ChartInput};
use crate::plan::{Entry, Ledger};
use crate::portfolio::Label;
use crate::scenario::Scope;
use crate::units::{Money, Year};
use crate::words::charts::{self, SpendingWord, spending_word};
use crate::words::{Lang, numbers};

/// The most series that are drawn apart; the smallest of more are drawn as one.
const SERIES: usize = 8;

/// The largest ceiling that is drawn: no portfolio's total comes near it, so a higher one is as good as none.
const REACHABLE: i64 = i64::MAX / 8;

/// What the columns are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Categories.
    Category,
    /// Cost classes.
    Class,
}

/// One colour of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: Label,
    /// Its colour by position; `None` for what belongs nowhere.
    pub hue: Option<usize>,
    /// Its amount in every year of the plan.
    pub amounts: Vec<Money>,
}

/// What the chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Case, scenario, proof.
    pub heading: Heading,
    /// How the columns are split.
    pub split: Split,
    /// The parts of the columns, from below.
    pub series: Vec<Series>,
    /// The total ceiling of every year that has one.
    pub ceilings: Vec<Option<Money>>,
}

/// Spending by category.
#[must_use]
pub fn by_category(input: &ChartInput) -> Vec<Chart> {
    Chart::pages("spending", false, &[draw(&View::of(input, Split::Category))])
}

/// Spending by cost class (capital, operating).
#[must_use]
pub fn by_class(input: &ChartInput) -> Vec<Chart> {
    Chart::pages("spending-class", false, &[draw(&View::of(input, Split::Class))])
}

impl View {
    /// The sums of a solved scenario.
    #[must_use]
    pub fn of(input: &ChartInput, split: Split) -> Self {
        let portfolio = input.portfolio;
        let heading = Heading::of(input);
        let ledger = Ledger::of(portfolio, input.scenario, input.plan);
        let key = |entry: &Entry| match split {
            Split::Category => entry.category.map(|category| category.0),
            Split::Class => Some(entry.class.0),
        };
        let mut sums: BTreeMap<(bool, usize), Vec<Money>> = BTreeMap::new();
        let scope = Scope::total();
        for entry in ledger.within(&scope) {
            let Some(at) = heading.years.iter().position(|year| *year == entry.year) else {
                continue;
            };
            let key = key(entry);
            let amounts = sums
                .entry((key.is_none(), key.unwrap_or_default()))
                .or_insert_with(|| vec![Money::ZERO; heading.years.len()]);
            if let Some(amount) = amounts.get_mut(at) {
                *amount += entry.amount;
            }
        }
        let name = |none: bool, at: usize| match split {
            _ if none => in_both(SpendingWord::NoCategory),
            Split::Category => portfolio.category(crate::units::CategoryIx(at)).name.clone(),
            Split::Class => portfolio.class(crate::units::ClassIx(at)).name.clone(),
        };
        let series = sums.into_iter().map(|((none, at), amounts)| Series {
            name: name(none, at),
            hue: (!none).then_some(at),
            amounts,
        });
        let ceilings = input.scenario.total_ceilings();
        let ceiling = |year: &Year| ceilings.get(year).copied().filter(|limit| limit.0 <= REACHABLE);
        let ceilings = heading.years.iter().map(ceiling).collect();
        Self { series: distinct(fewer(series.collect())), split, ceilings, heading }
    }

    fn year(&self, at: usize) -> impl Iterator<Item = Money> + '_ {
        self.series.iter().map(move |series| series.amounts.get(at).copied().unwrap_or_default())
    }

    fn ceiling(&self, at: usize) -> Option<Money> {
        self.ceilings.get(at).copied().flatten()
    }
}

fn in_both(word: SpendingWord) -> Label {
    Label { id: spending_word(Lang::Id, word).to_owned(), en: spending_word(Lang::En, word).to_owned() }
}

/// The largest series in their order, the others as one.
fn fewer(mut series: Vec<Series>) -> Vec<Series> {
    if series.len() <= SERIES {
        return series;
    }
    let size = |series: &Series| series.amounts.iter().map(|amount| i128::from(amount.0).abs()).sum::<i128>();
    let mut sizes: Vec<i128> = series.iter().map(size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let least = sizes.get(SERIES - 2).copied().unwrap_or_default();
    let mut kept = 0;
    let small = series.extract_if(.., |series| {
        let keep = size(series) >= least && kept < SERIES - 1;
        kept += usize::from(keep);
        !keep
    });
    let mut others = Series { name: in_both(SpendingWord::Others), hue: None, amounts: Vec::new() };
    for one in small {
        others.amounts.resize(one.amounts.len(), Money::ZERO);
        others.amounts.iter_mut().zip(&one.amounts).for_each(|(sum, amount)| *sum += *amount);
    }
    series.push(others);
    series
}

/// The same series, coloured in their order where their categories' colours would repeat.
fn distinct(mut series: Vec<Series>) -> Vec<Series> {
    if series.iter().any(|one| one.hue.is_some_and(|hue| hue >= SERIES)) {
        for (at, one) in series.iter_mut().enumerate() {
            one.hue = one.hue.map(|_| at);
        }
    }
    series
}

/// Width of a column on the horizontal scale, and where its bar begins and ends.
const COLUMN: i64 = 1000;
const BAR: (i64, i64) = (170, 830);
/// Lines of text above a column.
const LINES: f64 = 3.6;

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
    let years = view.heading.years.len();
    let spent: Money = (0..years).flat_map(|at| view.year(at)).sum();
    let all = (0..years).try_fold(0_i64, |sum, at| sum.checked_add(view.ceiling(at)?.0)).map(Money);
    let title = charts::spending_title(lang, currency, spent, all.filter(|_| years > 0));
    let frame = Frame::of(page);
    let word = match view.split {
        Split::Category => SpendingWord::ByCategory,
        Split::Class => SpendingWord::ByClass,
    };
    let (mut drawing, body) = frame.open(page, &view.heading, &title, spending_word(lang, word));
    let size = frame.small;
    let legend = Area { y: body.bottom() - 1.6 * size, h: 1.6 * size, ..body };
    let names_width =
        view.series.iter().map(|series| font::width(lang.label(&series.name), size, Weight::Medium));
    let names_width = names_width.fold(0.0, f64::max).min(body.w * 0.22) + 18.0;
    let plot = Area { h: legend.y - body.y - 2.6 * size, w: body.w - names_width, ..body };
    let axes = axes(view, plot, size);
    axes.grid(&mut drawing, 6, &|value| numbers::money_short(lang, currency, Money(value)));
    let mut ends = Vec::new();
    for at in 0..years {
        ends = column(&mut drawing, view, &axes, at, size);
        above(&mut drawing, view, &axes, at, size);
    }
    axes.line(&mut drawing, &[(0, 0), (columns(years), 0)], Stroke::plain(QUIET, 0.8));
    let room = axes.span((0, COLUMN), axes.y).w - 2.0;
    for (at, year) in (0_i64..).zip(&view.heading.years) {
        axes.name_below(&mut drawing, at * COLUMN + COLUMN / 2, room, &numbers::year_forms(lang, *year));
    }
    name_series(&mut drawing, view, &ends, Area { x: plot.right(), w: names_width, ..plot }, size);
    let entries = [
        (Sign::Line(Stroke::plain(ALERT, 1.6)), spending_word(lang, SpendingWord::Ceiling).to_owned()),
        (Sign::Hatched, spending_word(lang, SpendingWord::Unused).to_owned()),
    ];
    if view.ceilings.iter().any(Option::is_some) {
        frame::legend(&mut drawing, legend, size, &entries);
    }
    drawing
}

fn columns(years: usize) -> i64 {
    i64::try_from(years.max(1)).unwrap_or(1) * COLUMN
}

/// Scales that hold every column, its ceiling and the lines of text above it.
fn axes(view: &View, area: Area, size: f64) -> Axes {
    let years = view.heading.years.len();
    let part =
        |at: usize, keep: fn(&Money) -> bool| view.year(at).filter(keep).map(|amount| amount.0).sum::<i64>();
    let tops = (0..years).map(|at| part(at, |m| m.0 > 0).max(view.ceiling(at).map_or(0, |limit| limit.0)));
    let (top, low) =
        (tops.max().unwrap_or(0).max(1), (0..years).map(|at| part(at, |m| m.0 < 0)).min().unwrap_or(0));
    let text = LINES * 1.35 * size / area.h;
    let spread = i128::from(top) - i128::from(low);
    let headroom =
        spread * i128::from(crate::units::round_half_even(text * 1000.0).unwrap_or(0)) / 1000 * 5 / 4;
    let top = i64::try_from(i128::from(top) + headroom).unwrap_or(i64::MAX);
    let (lang, currency) = (view.heading.lang, &view.heading.currency);
    let widest = [top, low, top / 3].map(|value| numbers::money_short(lang, currency, Money(value)));
    let widest = widest.iter().map(|label| font::width(label, size, Weight::Regular)).fold(0.0, f64::max);
    Axes { area, x: (0, columns(years)), y: (low, top), label_width: widest + 3.0 * size, size }
}

fn colors(series: &Series) -> Hue {
    series.hue.map_or(NEUTRAL, palette::hue)
}

/// Stacks one year; returns the height on the page of the middle of every series, for the names beside the last.
fn column(drawing: &mut Drawing, view: &View, axes: &Axes, at: usize, size: f64) -> Vec<f64> {
    let (lang, currency) = (view.heading.lang, &view.heading.currency);
    let x = i64::try_from(at).unwrap_or(0) * COLUMN;
    let x = (x + BAR.0, x + BAR.1);
    let (mut up, mut down) = (0, 0);
    let mut middles = Vec::new();
    for (series, amount) in view.series.iter().zip(view.year(at)) {
        let from = if amount.0 < 0 { &mut down } else { &mut up };
        let y = (*from, *from + amount.0);
        *from = y.1;
        let area = axes.span(x, y);
        middles.push(area.middle());
        if amount == Money::ZERO {
            continue;
        }
        axes.bars(drawing, &[Bar { x, y, fill: colors(series).fill }]);
        let label = numbers::money_short(lang, currency, amount);
        if area.h >= size * 1.25 && font::width(&label, size, Weight::Medium) <= area.w - 4.0 {
            let label = text(area.x + area.w / 2.0, 0.0, label, size, Weight::Medium, colors(series).on_fill);
            drawing.text(Text { anchor: Anchor::Middle, ..label }.centred_on(area.middle()));
        }
    }
    if let Some(ceiling) = view.ceiling(at) {
        if ceiling.0 > up {
            let area = axes.span(x, (up, ceiling.0));
            drawing.fill(area, palette::SHADE, 0.0);
            drawing.hatch(area, 4.0, Stroke::plain(HATCH, 0.6));
        }
        let edge = (BAR.0 * 2) / 3;
        let ends = [(x.0 - edge, ceiling.0), (x.1 + edge, ceiling.0)];
        axes.line(drawing, &ends, Stroke::plain(ALERT, 1.6));
    }
    middles
}

/// The column's sum, its ceiling and what is left, as far as they fit its width.
fn above(drawing: &mut Drawing, view: &View, axes: &Axes, at: usize, size: f64) {
    let (lang, currency) = (view.heading.lang, &view.heading.currency);
    let spent: Money = view.year(at).sum();
    let up: i64 = view.year(at).filter(|amount| amount.0 > 0).map(|amount| amount.0).sum();
    let ceiling = view.ceiling(at);
    let x = i64::try_from(at).unwrap_or(0) * COLUMN;
    let top = axes.span((x, x + COLUMN), (0, up.max(ceiling.map_or(0, |limit| limit.0))));
    let rest = ceiling.map(|limit| Money(limit.0.saturating_sub(spent.0)));
    let left = rest.filter(|rest| *rest != Money::ZERO).map(|rest| {
        let color = if rest.0 < 0 { ALERT } else { QUIET };
        (charts::unused(lang, currency, rest), Weight::Regular, color)
    });
    let limit = ceiling.map(|limit| (charts::ceiling(lang, currency, limit), Weight::Regular, ALERT));
    let sum = (numbers::money_short(lang, currency, spent), Weight::Bold, INK);
    let mut y = top.y - size * 0.9;
    for (words, weight, color) in left.into_iter().chain(limit).chain([sum]) {
        let bold = if weight == Weight::Bold { size * 1.15 } else { size };
        if font::width(&words, bold, weight) > top.w - 2.0 {
            continue;
        }
        let label = text(top.x + top.w / 2.0, 0.0, words, bold, weight, color);
        let label = Text { anchor: Anchor::Middle, ..label }.centred_on(y);
        // Figures read over the grid.
        drawing.fill(label.area(), palette::WHITE, 0.0);
        drawing.text(label);
        y -= size * 1.35;
    }
}

/// The names of the series beside the last column, each as near its part as the others allow.
fn name_series(drawing: &mut Drawing, view: &View, middles: &[f64], area: Area, size: f64) {
    let step = size * 1.4;
    let mut named: Vec<(f64, &Series)> = middles.iter().copied().zip(&view.series).collect();
    named.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut next = area.bottom() - step / 2.0;
    let mut places = Vec::new();
    for (middle, series) in named {
        let y = middle.min(next);
        places.push((middle, y, series));
        next = y - step;
    }
    for (middle, y, series) in places {
        let hue = colors(series);
        let x = area.x + 14.0;
        let pen = Stroke::plain(palette::mix(hue.fill, palette::WHITE, 30), 0.7);
        drawing.line(Point { x: area.x - 4.0, y: middle }, Point { x: x - 3.0, y }, pen);
        let name =
            font::shorten(view.heading.lang.label(&series.name), size, Weight::Medium, area.right() - x);
        drawing.text(text(x, 0.0, name, size, Weight::Medium, hue.ink).centred_on(y));
    }
}
