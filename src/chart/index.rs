//! The index of a scheme at the end of every year, against its target and its bands.

use super::axes::{Axes, Bar};
use super::font::{self, Weight};
use super::frame::{self, Frame, Heading, Sign, text};
use super::palette::{self, ALERT, INK, QUIET, SHADE, WHITE};
use super::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Text};
use super::{Chart, ChartInput};
use crate::plan::{Plan, standing};
use crate::portfolio::{Label, Scheme};
use crate::scenario::{Measure, Rule};
use crate::units::{Level, SchemeIx, Year};
use crate::words::charts::{self, IndexWord, index_word};
use crate::words::numbers;

/// What the chart shows of one scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Case, scenario, proof.
    pub heading: Heading,
    /// Name of the scheme.
    pub scheme: Label,
    /// The index before the plan.
    pub before: Level,
    /// The index at the end of every plan year.
    pub levels: Vec<(Year, Level)>,
    /// The index when every indicator stands at its target, where targets are stated.
    pub target: Option<Level>,
    /// Levels that rules of the scenario demand, by year.
    pub demanded: Vec<(Year, Level)>,
    /// Lower edges and names of the bands, ascending.
    pub bands: Vec<(Level, Label)>,
    /// The highest level.
    pub highest: Level,
}

/// A chart for every index scheme of the case.
#[must_use]
pub fn by_year(input: &ChartInput) -> Vec<Chart> {
    let schemes = (0..input.portfolio.schemes.len()).map(SchemeIx);
    let drawings: Vec<Drawing> = schemes.map(|scheme| draw(&View::of(input, scheme))).collect();
    Chart::pages("index", false, &drawings)
}

impl View {
    /// What a solved scenario reaches in a scheme.
    #[must_use]
    pub fn of(input: &ChartInput, scheme: SchemeIx) -> Self {
        let portfolio = input.portfolio;
        let held = portfolio.scheme(scheme);
        let last = portfolio.calendar.last();
        let level = |year| (year, standing::index(portfolio, input.plan, scheme, year));
        let demanded = input.scenario.rules.iter().filter_map(|rule| match rule {
            Rule::Outcome { scheme: of, measure: Measure::Index, year, at_least, .. } if *of == scheme => {
                Some((*year, *at_least))
            }
            _ => None,
        });
        Self {
            heading: Heading::of(input),
            scheme: held.name.clone(),
            before: standing::index(portfolio, &Plan::empty(portfolio), scheme, last),
            levels: portfolio.calendar.plan_years().map(level).collect(),
            target: target(held),
            demanded: demanded.collect(),
            bands: held.bands.iter().map(|band| (band.from, band.name.clone())).collect(),
            highest: held.highest,
        }
    }

    fn band(&self, level: Level) -> Option<&Label> {
        self.bands.iter().rev().find(|(from, _)| level >= *from).map(|(_, name)| name)
    }
}

/// The index when every indicator stands at its target (at its baseline where it has none); `None` where no
/// indicator has one.
fn target(scheme: &Scheme) -> Option<Level> {
    let aims = scheme.indicators.iter();
    let levels: Vec<Level> =
        aims.clone().map(|indicator| indicator.target.unwrap_or(indicator.baseline)).collect();
    let stated = aims.clone().any(|indicator| indicator.target.is_some());
    let sum = scheme.weighted(&levels);
    stated.then_some(Level((sum + Scheme::WHOLE / 2).div_euclid(Scheme::WHOLE)))
}

/// Distance of years on the horizontal scale.
const STEP: i64 = 1000;

/// Places the chart on a page of its own.
#[must_use]
pub fn draw(view: &View) -> Drawing {
    draw_on(view, Page::A4Landscape)
}

/// Places the chart on a page or a part of one.
#[must_use]
pub fn draw_on(view: &View, page: Page) -> Drawing {
    let lang = view.heading.lang;
    let (last, reached) = view.levels.last().copied().unwrap_or((Year::default(), view.before));
    let band = view.band(reached);
    let title = charts::index_title(lang, &view.scheme, (view.before, reached), last, band, view.target);
    let frame = Frame::of(page);
    let note = index_word(lang, IndexWord::Projection);
    let (mut drawing, body) = frame.open(page, &view.heading, &title, note);
    let size = frame.small;
    // On a part of a page the legend may take two lines.
    let is_part = matches!(page, Page::Panel(..));
    let high = if is_part && !view.demanded.is_empty() { 3.4 * size } else { 1.6 * size };
    let legend = Area { y: body.bottom() - high, h: high, ..body };
    let names = view.bands.iter().map(|(_, name)| font::width(lang.label(name), size, Weight::Medium));
    let names = names.fold(0.0, f64::max).min(body.w * 0.2) + 14.0;
    let plot = Area { y: body.y + 1.8 * size, w: body.w - names, h: legend.y - body.y - 4.4 * size, ..body };
    let axes = axes(view, plot, size);
    bands(&mut drawing, view, &axes, size);
    axes.grid(&mut drawing, 6, &|value| numbers::index(lang, Level(value)));
    aims(&mut drawing, view, &axes, size, is_part);
    course(&mut drawing, view, &axes, size);
    let line = Stroke::plain(palette::hue(0).fill, 2.0);
    let dashed = Stroke { dashed: true, ..Stroke::plain(ALERT, 1.2) };
    let mut entries = vec![(Sign::Line(line), lang.label(&view.scheme).to_owned())];
    if view.target.is_some() {
        entries.push((Sign::Line(dashed), index_word(lang, IndexWord::Target).to_owned()));
    }
    if !view.demanded.is_empty() {
        entries.push((Sign::OpenDiamond(ALERT), index_word(lang, IndexWord::Demanded).to_owned()));
    }
    frame::legend(&mut drawing, legend, size, &entries);
    drawing
}

fn axes(view: &View, area: Area, size: f64) -> Axes {
    let levels = view.levels.iter().map(|(_, level)| *level).chain([view.before]).chain(view.target);
    let levels: Vec<Level> = levels.chain(view.demanded.iter().map(|(_, level)| *level)).collect();
    let low = levels.iter().copied().min().unwrap_or_default().0.div_euclid(100) * 100;
    let low = view.bands.first().map_or(low, |(from, _)| low.min(from.0));
    let high = levels.iter().copied().max().unwrap_or_default().max(view.highest).0;
    let years = i64::try_from(view.levels.len()).unwrap_or(0);
    Axes { area, x: (0, (years + 1) * STEP), y: (low, high), label_width: 4.5 * size, size }
}

/// The bands as stripes with their names at the right.
fn bands(drawing: &mut Drawing, view: &View, axes: &Axes, size: f64) {
    let uppers = view.bands.iter().skip(1).map(|(from, _)| *from).chain([view.highest.max(Level(axes.y.1))]);
    for (at, ((from, name), upper)) in view.bands.iter().zip(uppers).enumerate() {
        let y = (from.0.max(axes.y.0), upper.0.min(axes.y.1));
        if y.0 >= y.1 {
            continue;
        }
        let fill = if at % 2 == 0 { SHADE } else { WHITE };
        axes.bars(drawing, &[Bar { x: axes.x, y, fill }]);
        let area = axes.span(axes.x, y);
        if area.h >= size {
            let name = view.heading.lang.label(name).to_owned();
            drawing.text(
                text(area.right() + 8.0, 0.0, name, size, Weight::Medium, QUIET).centred_on(area.middle()),
            );
        }
    }
}

/// The target and what rules demand.
fn aims(drawing: &mut Drawing, view: &View, axes: &Axes, size: f64, is_part: bool) {
    let lang = view.heading.lang;
    if let Some(target) = view.target {
        let pen = Stroke { dashed: true, ..Stroke::plain(ALERT, 1.2) };
        axes.line(drawing, &[(axes.x.0, target.0), (axes.x.1, target.0)], pen);
        let at = axes.point(axes.x.0, target.0);
        let words = format!("{} {}", index_word(lang, IndexWord::Target), numbers::index(lang, target));
        drawing.text(text(at.x + 4.0, at.y - 4.0, words, size, Weight::Medium, ALERT));
    }
    for &(year, level) in &view.demanded {
        let Some(at) = view.levels.iter().position(|(of, _)| *of == year) else {
            continue;
        };
        let at = axes.point((i64::try_from(at).unwrap_or(0) + 1) * STEP + STEP / 2, level.0);
        drawing.diamond(at, size * 0.5, WHITE, Some(Stroke::plain(ALERT, 1.2)));
        let words = format!("≥ {}", numbers::index(lang, level));
        let beside = text(at.x + size, 0.0, words, size, Weight::Regular, ALERT).centred_on(at.y);
        // Beside the last year there is no room on a part of a page.
        let below =
            Text { at: Point { x: at.x, y: at.y + size * 1.7 }, anchor: Anchor::Middle, ..beside.clone() };
        drawing.text(if is_part { below } else { beside });
    }
}

/// The index itself, with its value at every year.
fn course(drawing: &mut Drawing, view: &View, axes: &Axes, size: f64) {
    let lang = view.heading.lang;
    let levels = [view.before].into_iter().chain(view.levels.iter().map(|(_, level)| *level));
    let values: Vec<(i64, i64)> =
        (0..).map(|at: i64| at * STEP + STEP / 2).zip(levels.map(|level| level.0)).collect();
    let hue = palette::hue(0);
    axes.line(drawing, &values, Stroke::plain(hue.fill, 2.0));
    axes.dots(drawing, &values, 3.2, hue.fill);
    let before = index_word(lang, IndexWord::Before).to_owned();
    let room = axes.span((0, STEP), axes.y).w - 2.0;
    let size = size * 1.1;
    // From the last year back, so that where the years are narrow the last value is among those that fit.
    let mut taken: Option<Area> = None;
    for (at, &(x, y)) in values.iter().enumerate().rev() {
        let place = axes.point(x, y);
        let label = |words: String, x: f64, y: f64, anchor| Text {
            anchor,
            ..text(x, y, words, size, Weight::Bold, INK)
        };
        // Before a rise the value stands to the left, clear of the line.
        let rises = values.get(at + 1).is_some_and(|&(_, next)| next > y);
        let (value_x, anchor) = if rises { (place.x - 1.0, Anchor::End) } else { (place.x, Anchor::Middle) };
        let value = label(numbers::index(lang, Level(y)), value_x, place.y - size * 0.8, anchor);
        if taken.is_none_or(|taken| value.area().right() + 2.0 <= taken.x) {
            taken = Some(value.area());
            drawing.text(value);
        }
        let year = at.checked_sub(1).and_then(|at| view.levels.get(at)).map(|(year, _)| *year);
        let names = year.map_or_else(|| vec![before.clone()], |year| numbers::year_forms(lang, year));
        axes.name_below(drawing, x, room, &names);
    }
}
