//! A scenario with less money: the total ceiling of single years cut by a share.

use crate::scenario::{Rule, Scenario};
use crate::units::{Money, Year};

/// The scenario with the total ceiling of these years cut by so many hundredths of a percent, rounded down; nothing else
/// changes.
///
/// # Errors
/// The first of the years that has no total ceiling to cut.
pub fn cut(scenario: &Scenario, cuts: &[(Year, i64)]) -> Result<Scenario, Year> {
    let mut found = scenario.clone();
    for &(wanted, share) in cuts {
        let mut there = false;
        for rule in &mut found.rules {
            if let Rule::Ceiling { scope, year, limit, .. } = rule
                && *year == wanted
                && scope.is_total()
            {
                let left = i128::from(limit.0) * i128::from(10_000 - share.clamp(0, 10_000));
                *limit = Money(i64::try_from(left.div_euclid(10_000)).unwrap_or(0));
                there = true;
            }
        }
        if !there {
            return Err(wanted);
        }
    }
    Ok(found)
}
