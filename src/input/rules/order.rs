//! The stated order of rules: by kind, then id, then year.

use std::cmp::Ordering;

use super::Placed;
use crate::portfolio::{Portfolio, natural};
use crate::scenario::{Period, Rule};
use crate::units::Year;

/// Sorts rules; of several limits of one fund in one year the lowest stays.
#[must_use]
pub fn sorted(portfolio: &Portfolio, mut rules: Vec<Placed>) -> Vec<Placed> {
    rules.sort_by(|a, b| compare(portfolio, &a.rule, &b.rule));
    rules.dedup_by(|later, first| match (&later.rule, &mut first.rule) {
        (Rule::FundLimit { fund: a, year: x, limit }, Rule::FundLimit { fund: b, year: y, limit: held }) => {
            let same = a == b && x == y;
            if same && limit < held {
                *held = *limit;
                first.place.clone_from(&later.place);
            }
            same
        }
        (Rule::FundHorizonLimit { fund: a, limit }, Rule::FundHorizonLimit { fund: b, limit: held }) => {
            if a == b {
                *held = (*held).min(*limit);
            }
            a == b
        }
        _ => false,
    });
    rules
}

fn compare(portfolio: &Portfolio, a: &Rule, b: &Rule) -> Ordering {
    let by_kind = kind(a).cmp(&kind(b));
    // Initiatives are held in id order, so their positions are their order.
    by_kind
        .then_with(|| a.initiative().cmp(&b.initiative()))
        .then_with(|| natural(a.id(portfolio), b.id(portfolio)))
        .then_with(|| year(a).cmp(&year(b)))
}

fn kind(rule: &Rule) -> u8 {
    match rule {
        Rule::Window { .. } => 0,
        Rule::Mandatory { .. } => 1,
        Rule::MandatoryGroup { .. } => 2,
        Rule::Committed { .. } => 3,
        Rule::ForcedIn { .. } => 4,
        Rule::ForcedOut { .. } => 5,
        Rule::Ceiling { .. } => 6,
        Rule::HorizonCeiling { .. } => 7,
        Rule::Floor { .. } => 8,
        Rule::ShareFloor { .. } => 9,
        Rule::ShareCap { .. } => 10,
        Rule::MinimumStarts { .. } => 11,
        Rule::StartsPerYear { .. } => 12,
        Rule::FundLimit { .. } => 13,
        Rule::FundHorizonLimit { .. } => 14,
        Rule::CarryOver { .. } => 15,
        Rule::Dependency { .. } => 16,
        Rule::Alternatives { .. } => 17,
        Rule::Bundle { .. } => 18,
        Rule::Synergy { .. } => 19,
        Rule::Pool { .. } => 20,
        Rule::Outcome { .. } => 21,
        Rule::Commitments { .. } => 22,
        Rule::Stability { .. } => 23,
    }
}

fn year(rule: &Rule) -> Option<Year> {
    match rule {
        Rule::Ceiling { year, .. }
        | Rule::StartsPerYear { year, .. }
        | Rule::FundLimit { year, .. }
        | Rule::Pool { year, .. }
        | Rule::Outcome { year, .. }
        | Rule::Commitments { year, .. } => Some(*year),
        Rule::Floor { period, .. } | Rule::ShareFloor { period, .. } | Rule::ShareCap { period, .. } => {
            match period {
                Period::Year(year) => Some(*year),
                Period::Horizon => None,
            }
        }
        _ => None,
    }
}
