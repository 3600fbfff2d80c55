//! How far two plans are apart, in exact integers.

use std::collections::BTreeMap;

use super::Plan;
use crate::portfolio::Portfolio;
use crate::units::{InitiativeIx, Money, Year};

/// What counts as a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Initiatives that start in the first year of one plan and not in that of the other.
    FirstYear,
    /// Money by agency: the sum over agencies of how much more, or less, their initiatives spend within the plan.
    Agency,
    /// The same by category.
    Category,
    /// Initiatives with another start, or none.
    Starts,
}

impl Apart {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::FirstYear, Self::Agency, Self::Category, Self::Starts];

    /// Whether it is measured in money, else in initiatives.
    #[must_use]
    pub fn is_money(self) -> bool {
        matches!(self, Self::Agency | Self::Category)
    }

    /// The group whose money is added up: an agency's or category's position.
    #[must_use]
    pub fn group(self, portfolio: &Portfolio, initiative: InitiativeIx) -> Option<usize> {
        let item = portfolio.initiative(initiative);
        match self {
            Self::Agency => Some(item.agency.0),
            Self::Category => Some(item.category.0),
            Self::FirstYear | Self::Starts => None,
        }
    }

    /// How far apart two plans are: initiatives, or the smallest unit of money.
    #[must_use]
    pub fn between(self, portfolio: &Portfolio, first: &Plan, second: &Plan) -> i128 {
        let pairs = first.starts.iter().zip(&second.starts);
        let year = portfolio.calendar.first;
        let differing = |differs: fn(Option<Year>, Option<Year>, Year) -> bool| {
            pairs.clone().filter(|&(&a, &b)| differs(a, b, year)).fold(0, |sum, _| sum + 1)
        };
        match self {
            Self::FirstYear => differing(|a, b, year| (a == Some(year)) != (b == Some(year))),
            Self::Starts => differing(|a, b, _| a != b),
            Self::Agency | Self::Category => {
                let mut sums: BTreeMap<Option<usize>, i128> = BTreeMap::new();
                for (plan, sign) in [(first, 1), (second, -1)] {
                    for (initiative, start) in plan.started() {
                        let cost = i128::from(cost_within(portfolio, initiative, start).0);
                        *sums.entry(self.group(portfolio, initiative)).or_default() += sign * cost;
                    }
                }
                sums.into_values().map(i128::abs).sum()
            }
        }
    }
}

/// Money that an initiative costs in the years of the plan if it starts in this year.
#[must_use]
pub fn cost_within(portfolio: &Portfolio, initiative: InitiativeIx, start: Year) -> Money {
    let last = portfolio.calendar.last();
    let costs = portfolio.costs_if_started(initiative, start);
    let money = costs.filter(|(year, line, _)| *year <= last && portfolio.class(line.class).money);
    money.map(|(_, _, amount)| amount).sum()
}
