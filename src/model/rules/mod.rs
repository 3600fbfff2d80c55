//! One function per rule: its inequality above it, its rows tagged with it.
//!
//! Symbols are those of the [`model`](crate::model) header. A rule that only narrows when an initiative may start
//! (window, commitment, forced out) needs no row: [`Starts`](super::Starts) has no variable where it forbids one.

pub mod funds;
pub mod synergy;

mod alternatives;
mod bundle;
mod ceiling;
mod committed;
mod dependency;
mod floor;
mod forced;
mod mandatory;
mod minimum_starts;
pub mod outcome;
mod pool;
mod share;
mod stability;
mod starts_per_year;

use super::build::Build;
use crate::scenario::{Base, Period, Rule};

/// Adds the rows of the rule at this position in the scenario.
pub fn add(build: &Build, at: usize, rule: &Rule) {
    match rule {
        Rule::Mandatory { initiative, start_by, .. } => mandatory::one(build, at, *initiative, *start_by),
        Rule::MandatoryGroup { group, start_by } => mandatory::group(build, at, *group, start_by),
        Rule::Committed { initiative, start } => committed::rows(build, at, *initiative, *start),
        Rule::ForcedIn { initiative, start, .. } => forced::into(build, at, *initiative, *start),
        Rule::ForcedOut { initiative, .. } => forced::out(build, at, *initiative),
        Rule::Ceiling { scope, year, limit, .. } | Rule::Commitments { scope, year, limit, .. } => {
            ceiling::yearly(build, at, scope, *year, *limit);
        }
        Rule::HorizonCeiling { scope, limit, .. } => ceiling::horizon(build, at, scope, *limit),
        Rule::Floor { scope, period, amount, .. } => floor::rows(build, at, scope, *period, *amount),
        Rule::ShareFloor { scope, period, base, share, .. } => {
            share::at_least(build, at, scope, *period, *base, *share);
        }
        Rule::ShareCap { scope, period, base, share, .. } => {
            share::at_most(build, at, scope, *period, *base, *share);
        }
        Rule::MinimumStarts { scope, at_least, .. } => minimum_starts::rows(build, at, scope, *at_least),
        Rule::StartsPerYear { scope, year, at_most, .. } => {
            starts_per_year::rows(build, at, scope, *year, *at_most);
        }
        // A window is in the domain of the starts; the funds' rows are written together by `funds::pay`.
        Rule::Window { .. }
        | Rule::FundLimit { .. }
        | Rule::FundHorizonLimit { .. }
        | Rule::CarryOver { .. } => {}
        Rule::Dependency { initiative, clause } => dependency::rows(build, at, *initiative, clause),
        Rule::Alternatives { group, choose } => alternatives::rows(build, at, *group, *choose),
        Rule::Bundle { members, .. } => bundle::rows(build, at, members),
        Rule::Synergy { members, .. } => synergy::rows(build, at, members),
        Rule::Pool { pool, year, capacity } => pool::rows(build, at, *pool, *year, *capacity),
        Rule::Outcome { scheme, measure, year, at_least, .. } => {
            outcome::rows(build, at, *scheme, *measure, *year, *at_least);
        }
        Rule::Stability { starts, at_most, .. } => stability::rows(build, at, starts, *at_most),
    }
}

/// What a scope spends in a period.
fn spent(build: &Build, scope: &crate::scenario::Scope, period: Period) -> super::Line {
    let yearly = build.spending(scope);
    match period {
        Period::Year(year) => yearly.of(year),
        Period::Horizon => yearly.in_horizon(),
    }
}

/// A share's base as a line times `times`; `None` where a share of ceilings has no ceiling to be a share of.
fn base(build: &Build, period: Period, base: Base, times: i128) -> Option<super::Line> {
    let mut line = super::Line::default();
    match base {
        Base::Spending => line.add_line(&spent(build, &crate::scenario::Scope::total(), period), times),
        Base::Ceiling => {
            let ceiling = build.scenario.total_ceiling(&build.portfolio.calendar, period)?;
            line.add_constant(i128::from(ceiling.0) * times);
        }
    }
    Some(line)
}
