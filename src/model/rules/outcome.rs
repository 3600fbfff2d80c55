//! Index targets.

use crate::model::build::Build;
use crate::model::{Key, Line, Origin, Sense, VarIx};
use crate::portfolio::Scheme;
use crate::scenario::Measure;
use crate::units::{IndicatorIx, Level, SchemeIx, Year};

/// `sum over k of weight[k] * l[k,t] >= at_least * 100 %`, or `l[k,t] >= at_least` for one indicator.
pub fn rows(build: &Build, at: usize, scheme: SchemeIx, measure: Measure, year: Year, at_least: Level) {
    let (line, target) = match measure {
        Measure::Index => (index(build, scheme, year), i128::from(at_least.0) * i128::from(Scheme::WHOLE)),
        Measure::Indicator(indicator) => {
            let mut line = Line::default();
            line.add(level(build, scheme, indicator, year), 1);
            (line, at_least.0.into())
        }
    };
    build.rule_row(at, line, Sense::AtLeast, target);
}

/// `sum over k of weight[k] * l[k,t]`.
pub fn index(build: &Build, scheme: SchemeIx, year: Year) -> Line {
    let mut line = Line::default();
    for (at, indicator) in build.portfolio.scheme(scheme).indicators.iter().enumerate() {
        line.add(level(build, scheme, IndicatorIx(at), year), indicator.weight.into());
    }
    line
}

/// The variable `l[k,t]` with its definition, made once:
/// `l[k,t] <= baseline[k] + sum over i of lift[i,k] * g[i,t]`, and at most the highest level by its bound.
///
/// Only rules and goals that want levels high speak of it, so it need not be bounded from below.
fn level(build: &Build, scheme: SchemeIx, indicator: IndicatorIx, year: Year) -> VarIx {
    let held = build.portfolio.scheme(scheme);
    let baseline = held.indicators[indicator.0].baseline;
    let before = build.vars.borrow().len();
    let lifts: Vec<_> = build
        .portfolio
        .each()
        .flat_map(|(ix, item)| item.lifts.iter().map(move |lift| (ix, lift)))
        .filter(|(_, lift)| (lift.scheme, lift.indicator) == (scheme, indicator))
        .collect();
    let lowest = baseline.0 + lifts.iter().map(|(_, lift)| lift.by.0.min(0)).sum::<i64>();
    let lowest = lowest.min(held.highest.0);
    let var = build.var(Key::Level(scheme, indicator, year), lowest.into(), held.highest.0.into(), false);
    if build.vars.borrow().len() > before {
        let mut line = Line::default();
        line.add(var, 1);
        for (ix, lift) in lifts {
            build.in_service(&mut line, ix, year, -i128::from(lift.by.0));
        }
        build.row(line.row(Origin::Definition, Sense::AtMost, baseline.0.into()));
    }
    var
}
