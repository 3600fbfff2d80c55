//! One function per goal: what it measures, as an objective over the program's variables.

use super::build::Build;
use super::line::Line;
use super::program::Objective;
use super::rules::outcome;
use crate::scenario::{Goal, Rule, Scope};
use crate::units::{SchemeIx, Year};

/// The objective of a goal; `None` for the goal that is reached by successive solves instead.
pub fn objective(build: &Build, goal: Goal) -> Option<Objective> {
    match goal {
        Goal::MostValue => Some(most_value(build).objective(goal, true)),
        Goal::LeastCost => Some(least_cost(build).objective(goal, false)),
        Goal::HighestIndex { scheme, year } => Some(highest_index(build, scheme, year).objective(goal, true)),
        Goal::EarliestStarts => Some(earliest_starts(build).objective(goal, true)),
        Goal::FirstInOrder => None,
    }
}

/// `sum over i, s of value[i,s] * x[i,s] + sum over synergies q, service years t of bonus[q,t] * z[q,t]`, in
/// millionths of a point.
fn most_value(build: &Build) -> Line {
    let mut line = Line::default();
    for (ix, _) in build.portfolio.each() {
        build.starts.by_start(&mut line, ix, |start| build.scenario.values.of_start(ix, start).0.into());
    }
    let calendar = &build.portfolio.calendar;
    for (at, rule) in build.scenario.rules.iter().enumerate() {
        let Rule::Synergy { points, .. } = rule else { continue };
        for year in (calendar.first.0..=calendar.served_to().0).map(Year) {
            let bonus = build.scenario.values.discounted(*points, year);
            build.together(&mut line, at, year, bonus.0.into());
        }
    }
    line
}

/// Spending of money in all plan years, base spending included.
fn least_cost(build: &Build) -> Line {
    build.spending(&Scope::total()).in_horizon()
}

/// `sum over k of weight[k] * l[k,t]`.
fn highest_index(build: &Build, scheme: SchemeIx, year: Year) -> Line {
    outcome::index(build, scheme, year)
}

/// `sum over i, plan years t of y[i,t]`: the initiative-years in which something has started.
fn earliest_starts(build: &Build) -> Line {
    let mut line = Line::default();
    for year in build.portfolio.calendar.plan_years() {
        for (ix, _) in build.portfolio.each() {
            build.starts.started_by(&mut line, ix, year, 1);
        }
    }
    line
}

/// `sum over t of extra[t]`: the least money that would make every limit hold. Its goal is named [`Goal::LeastCost`],
/// which is what it minimises: money.
pub fn least_extra(build: &Build) -> Objective {
    let mut line = Line::default();
    for year in build.portfolio.calendar.accounted_years() {
        line.add(build.extra(year), 1);
    }
    line.objective(Goal::LeastCost, false)
}
