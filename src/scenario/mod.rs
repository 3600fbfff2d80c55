//! A scenario: the promises a plan must keep, what each start is worth, and what to aim for first.
//!
//! A scenario is complete by itself next to its [`Portfolio`](crate::portfolio::Portfolio): the reader has already
//! applied the named patch to the base case. [`Rule`] is the thread through the house: a row of the program, a
//! broken promise in the audit, a reason in an explanation, a sentence in a report.

mod actual;
mod decision;
mod rule;
mod scope;
mod uncertainty;

pub use actual::{Actual, Spender};
pub use decision::{Action, Decision};
pub use rule::{Base, Choose, Measure, Period, Rule};
pub use scope::Scope;
pub use uncertainty::{CeilingDraw, CostDraw, DelayDraw, Range, Reference, Uncertainty, WeightDraw};

use std::collections::BTreeMap;

use crate::portfolio::{Calendar, Label};
use crate::priority::Values;
use crate::units::{AgencyIx, CategoryIx, ClassIx, FundIx, Money, SchemeIx, Year};

/// What to aim for. Goals are met in strict order, each holding the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Goal {
    /// The most value: points of every start and of every synergy in service.
    MostValue,
    /// The least spending inside the horizon, money classes only.
    LeastCost,
    /// The highest index of a scheme at the end of a year.
    HighestIndex {
        /// Which scheme.
        scheme: SchemeIx,
        /// In which year.
        year: Year,
    },
    /// The earliest starts: the most initiative-years in which something has started, counted to the horizon.
    EarliestStarts,
    /// The smallest start vector, compared initiative by initiative in id order, an earlier start before a later
    /// one and any start before none. Always the last goal, so that the answer is unique.
    FirstInOrder,
}

/// Spending of systems that already run, which counts against every ceiling it falls under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseSpending {
    /// Id used in tables.
    pub id: String,
    /// The agency that spends it.
    pub agency: AgencyIx,
    /// Category, where it has one.
    pub category: Option<CategoryIx>,
    /// Its class.
    pub class: ClassIx,
    /// Funds that may pay it, sorted; empty where the case has no funds.
    pub funds: Vec<FundIx>,
    /// Account code, free text.
    pub account: Option<String>,
    /// Amounts by year, ascending, only years with an amount.
    pub amounts: Vec<(Year, Money)>,
}

/// One decision problem on the portfolio.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Why it is asked, in the user's words.
    pub note: Label,
    /// Id of the weight set behind the values; empty where values are given.
    pub weight_set: String,
    /// What every start is worth.
    pub values: Values,
    /// What already runs.
    pub base: Vec<BaseSpending>,
    /// Every promise a plan must keep, in a stated order: by kind, then by id and year.
    pub rules: Vec<Rule>,
    /// Goals in strict order; [`Goal::FirstInOrder`] is always the last.
    pub goals: Vec<Goal>,
}

impl Scenario {
    /// The same scenario with only the rules that `keep` wants; the rest is unchanged.
    #[must_use]
    pub fn keeping(&self, keep: impl Fn(&Rule) -> bool) -> Self {
        let rules = self.rules.iter().filter(|rule| keep(rule)).cloned().collect();
        Self { rules, ..self.clone() }
    }

    /// The limit of the ceilings on exactly this scope in `year`, the smallest where several stand.
    #[must_use]
    pub fn ceiling(&self, wanted: &Scope, year: Year) -> Option<Money> {
        let limits = self.rules.iter().filter_map(|rule| match rule {
            Rule::Ceiling { scope, year: at, limit, .. } if *at == year && scope == wanted => Some(*limit),
            _ => None,
        });
        limits.min()
    }

    /// The total ceiling of every year that has one, the smallest where several stand.
    #[must_use]
    pub fn total_ceilings(&self) -> BTreeMap<Year, Money> {
        let mut found = BTreeMap::new();
        for rule in &self.rules {
            if let Rule::Ceiling { scope, year, limit, .. } = rule
                && scope.is_total()
            {
                let held = found.entry(*year).or_insert(*limit);
                *held = (*held).min(*limit);
            }
        }
        found
    }

    /// The total ceiling of a period: the year's, or over the horizon the sum of all plan years' ceilings. `None`
    /// where a year of it has none, so that a share of it would be a share of nothing definite.
    #[must_use]
    pub fn total_ceiling(&self, calendar: &Calendar, period: Period) -> Option<Money> {
        match period {
            Period::Year(year) => self.ceiling(&Scope::total(), year),
            Period::Horizon => {
                let ceilings = self.total_ceilings();
                calendar.plan_years().map(|year| ceilings.get(&year).copied()).sum()
            }
        }
    }
}
