//! One yearly profile of money, as a scenario for every amount of it.
//!
//! [`Profile::scaled`] gives the scenario in which every money ceiling `L` is `floor(L * m / M)`, where `M` is the
//! money of the scenario as it stands ([`Profile::whole`]) and `m` any whole number of currency units: the grid is one
//! unit of the whole. Scaled are yearly ceilings (also of agencies, categories and classes), ceilings over the horizon,
//! ceilings after it (commitments), limits of funds and caps of carry-over. Not scaled are floors and shares that are
//! floors: a share of a ceiling is held at its amount under the scenario as it stands, because otherwise more money could
//! make a plan impossible. Base spending, prices, staff and resources that are not money stay as they are. So a plan
//! that keeps every rule under `m` keeps them under every greater amount.

use crate::audit;
use crate::plan::{Plan, Totals, synergies};
use crate::portfolio::Portfolio;
use crate::scenario::{Base, Goal, Period, Rule, Scenario, Scope};
use crate::units::Money;

/// No limit is scaled above this: no portfolio's total comes near it.
const MOST: i64 = i64::MAX / 128;

/// A scenario whose money is scaled.
#[derive(Clone, Debug)]
pub struct Profile {
    scenario: Scenario,
    whole: Money,
    /// For each rule, whether its amount is scaled.
    scales: Vec<bool>,
}

impl Profile {
    /// The profile of a scenario; `None` where no rule limits money.
    #[must_use]
    pub fn of(portfolio: &Portfolio, scenario: &Scenario) -> Option<Self> {
        let whole = money(portfolio, scenario).filter(|whole| whole.0 > 0)?;
        let calendar = &portfolio.calendar;
        let hold = |rule: &Rule| match rule {
            Rule::ShareFloor { id, scope, period, base: Base::Ceiling, share } => {
                let ceiling = scenario.total_ceiling(calendar, *period);
                ceiling.map_or_else(
                    || rule.clone(),
                    |ceiling| {
                        let amount = Money(part_above(ceiling.0, *share));
                        Rule::Floor { id: id.clone(), scope: scope.clone(), period: *period, amount }
                    },
                )
            }
            _ => rule.clone(),
        };
        let rules: Vec<Rule> = scenario.rules.iter().map(hold).collect();
        let scales = rules.iter().map(|rule| is_scaled(portfolio, rule)).collect();
        let goals = vec![Goal::MostValue, Goal::FirstInOrder];
        Some(Self { scenario: Scenario { rules, goals, ..scenario.clone() }, whole, scales })
    }

    /// The money of the scenario as it stands: see [`money`].
    #[must_use]
    pub fn whole(&self) -> Money {
        self.whole
    }

    /// The scenario with this much money; its rules stand where the scenario's own stand.
    #[must_use]
    pub fn scaled(&self, money: Money) -> Scenario {
        self.with(|limit| scale(limit, money, self.whole))
    }

    /// The scenario in which every limit above zero is out of reach.
    #[must_use]
    pub fn unlimited(&self) -> Scenario {
        self.with(|limit| if limit.0 > 0 { Money(MOST) } else { limit })
    }

    fn with(&self, of: impl Fn(Money) -> Money) -> Scenario {
        let mut scaled = self.scenario.clone();
        for (rule, _) in scaled.rules.iter_mut().zip(&self.scales).filter(|(_, scales)| **scales) {
            match rule {
                Rule::Ceiling { limit, .. }
                | Rule::Commitments { limit, .. }
                | Rule::HorizonCeiling { limit, .. }
                | Rule::FundLimit { limit, .. }
                | Rule::FundHorizonLimit { limit, .. }
                | Rule::CarryOver { cap: limit, .. } => *limit = of(*limit),
                _ => {}
            }
        }
        scaled
    }

    /// The least money under which the plan keeps every rule; `None` where it does not at `at` either.
    #[must_use]
    pub fn fits_from(&self, portfolio: &Portfolio, plan: &Plan, at: Money) -> Option<Money> {
        let keeps = |money: i64| audit::keeps_all(portfolio, &self.scaled(Money(money)), plan);
        let least = self.least_by_ceilings(portfolio, plan).min(at.0);
        if keeps(least) {
            return Some(Money(least));
        }
        if !keeps(at.0) {
            return None;
        }
        let (mut broken, mut kept) = (least, at.0);
        while kept - broken > 1 {
            let middle = broken + (kept - broken) / 2;
            if keeps(middle) { kept = middle } else { broken = middle }
        }
        Some(Money(kept))
    }

    /// The least money at which no scaled ceiling is below what the plan spends: `max ceil(spent * M / L)`.
    fn least_by_ceilings(&self, portfolio: &Portfolio, plan: &Plan) -> i64 {
        let synergies = synergies(&self.scenario);
        let totals = Totals::of(portfolio, &self.scenario, &synergies, plan);
        let last = portfolio.calendar.last();
        let of_rule = |rule: &Rule| {
            let (spent, limit) = match rule {
                Rule::Ceiling { scope, year, limit, .. } | Rule::Commitments { scope, year, limit, .. } => {
                    (totals.of_scope(plan, scope).of(*year), *limit)
                }
                Rule::HorizonCeiling { scope, limit, .. } => {
                    (totals.of_scope(plan, scope).until(last), *limit)
                }
                _ => return 0,
            };
            if limit.0 <= 0 || spent.0 <= 0 {
                return 0;
            }
            let needed = (i128::from(spent.0) * i128::from(self.whole.0) + i128::from(limit.0) - 1)
                / i128::from(limit.0);
            i64::try_from(needed).unwrap_or(MOST)
        };
        let scaled = self.scenario.rules.iter().zip(&self.scales).filter(|(_, scales)| **scales);
        scaled.map(|(rule, _)| of_rule(rule)).max().unwrap_or(0)
    }
}

/// Whether a rule's amount is scaled.
#[must_use]
pub fn is_scaled(portfolio: &Portfolio, rule: &Rule) -> bool {
    match rule {
        Rule::Ceiling { scope, .. }
        | Rule::Commitments { scope, .. }
        | Rule::HorizonCeiling { scope, .. } => is_money(portfolio, scope),
        Rule::FundLimit { .. } | Rule::FundHorizonLimit { .. } | Rule::CarryOver { .. } => true,
        Rule::Window { .. }
        | Rule::Mandatory { .. }
        | Rule::MandatoryGroup { .. }
        | Rule::Committed { .. }
        | Rule::ForcedIn { .. }
        | Rule::ForcedOut { .. }
        | Rule::Floor { .. }
        | Rule::ShareFloor { .. }
        | Rule::ShareCap { .. }
        | Rule::MinimumStarts { .. }
        | Rule::StartsPerYear { .. }
        | Rule::Dependency { .. }
        | Rule::Alternatives { .. }
        | Rule::Bundle { .. }
        | Rule::Synergy { .. }
        | Rule::Pool { .. }
        | Rule::Outcome { .. }
        | Rule::Stability { .. } => false,
    }
}

/// Whether a scope speaks of money.
pub(super) fn is_money(portfolio: &Portfolio, scope: &Scope) -> bool {
    scope.classes.iter().all(|class| portfolio.class(*class).money)
}

/// The money of a scenario: the sum of the total ceilings of all plan years, or the total ceiling over the horizon where
/// that is less or some year has none; without either the sum of everything that limits money.
#[must_use]
pub fn money(portfolio: &Portfolio, scenario: &Scenario) -> Option<Money> {
    let yearly = scenario.total_ceiling(&portfolio.calendar, Period::Horizon);
    let horizon = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::HorizonCeiling { scope, limit, .. } if scope.is_total() => Some(*limit),
        _ => None,
    });
    if let Some(least) = horizon.chain(yearly).min() {
        return Some(least);
    }
    let limits =
        scenario.rules.iter().filter(|rule| is_scaled(portfolio, rule)).filter_map(|rule| match rule {
            Rule::Ceiling { limit, .. }
            | Rule::HorizonCeiling { limit, .. }
            | Rule::FundLimit { limit, .. }
            | Rule::FundHorizonLimit { limit, .. } => Some(limit.0),
            _ => None,
        });
    let all: Vec<i64> = limits.collect();
    (!all.is_empty()).then(|| Money(all.iter().fold(0, |sum, limit| sum.saturating_add(*limit).min(MOST))))
}

/// `floor(limit * money / whole)`.
fn scale(limit: Money, money: Money, whole: Money) -> Money {
    let scaled = i128::from(limit.0) * i128::from(money.0) / i128::from(whole.0);
    Money(i64::try_from(scaled).unwrap_or(MOST).min(MOST))
}

/// A share, in hundredths of a percent, of an amount: the least whole amount that is not below it.
fn part_above(amount: i64, share: i64) -> i64 {
    let part = i128::from(amount) * i128::from(share);
    i64::try_from((part + 9_999).div_euclid(10_000)).unwrap_or(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_round_down_and_shares_up() {
        assert_eq!(scale(Money(7), Money(5), Money(10)), Money(3));
        assert_eq!(scale(Money(i64::MAX / 2), Money(i64::MAX / 2), Money(1)), Money(MOST));
        assert_eq!([part_above(101, 1_500), part_above(100, 1_500)], [16, 15]);
    }
}
