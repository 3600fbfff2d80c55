//! Whether the scenarios' ceilings stand in one order in every year.

use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::solve::Stopped;
use crate::units::{Money, Year};

/// Why there is no ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Fewer than two scenarios have a probability above zero.
    TooFew,
    /// The total ceiling of one scenario is higher than another's although its sum is not: the first such year and pair,
    /// by position of the scenario.
    Unordered {
        /// The year.
        year: Year,
        /// The one with the lower sum.
        lower: usize,
        /// The one with the higher sum.
        higher: usize,
    },
    /// Two scenarios value starts differently, so that their values cannot be added.
    OtherValues(usize, usize),
    /// A scenario has no plan.
    NoPlan(usize),
    /// Every scenario has a plan, but no nested ones exist.
    NoNested,
    /// Nothing is known within the limits.
    Unknown(Stopped),
}

/// The positions of the scenarios with a probability above zero, the lowest ceilings first.
///
/// # Errors
/// Why they do not make a ladder.
pub fn ordered(
    portfolio: &Portfolio,
    scenarios: &[Scenario],
    probabilities: &[i64],
) -> Result<Vec<usize>, Refused> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let ceilings = |at: usize| -> Vec<Money> {
        let of_year = scenarios[at].total_ceilings();
        // No ceiling is a ceiling out of reach.
        years.iter().map(|year| of_year.get(year).copied().unwrap_or(Money(i64::MAX))).collect()
    };
    let taken = (0..scenarios.len()).filter(|&at| probabilities.get(at).is_some_and(|&chance| chance > 0));
    let mut rungs: Vec<(i128, usize, Vec<Money>)> = taken
        .map(|at| {
            let limits = ceilings(at);
            (limits.iter().map(|limit| i128::from(limit.0)).sum(), at, limits)
        })
        .collect();
    rungs.sort_by_key(|rung| (rung.0, rung.1));
    if rungs.len() < 2 {
        return Err(Refused::TooFew);
    }
    for pair in rungs.windows(2) {
        let ((_, lower, below), (_, higher, above)) = (&pair[0], &pair[1]);
        if let Some(at) = (0..years.len()).find(|&at| below[at] > above[at]) {
            return Err(Refused::Unordered { year: years[at], lower: *lower, higher: *higher });
        }
        if scenarios[*lower].values != scenarios[*higher].values {
            return Err(Refused::OtherValues(*lower, *higher));
        }
    }
    Ok(rungs.into_iter().map(|rung| rung.1).collect())
}
