//! One scenario, many plans: [`Auditor`] keeps what does not depend on the plan.
//!
//! A search judges thousands of plans of one scenario, most of whose rules say that one initiative waits for one other.
//! Those are kept side by side as [`Tie`]s; every other rule goes through the same verdict as in
//! [`violations`](super::violations). It answers exactly as [`keeps_all`](super::keeps_all) does.

use super::timing::{self, Tie};
use super::{Books, judge, structure};
use crate::plan::{Plan, synergies};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};

/// A scenario ready to judge many plans.
#[derive(Clone, Debug)]
pub struct Auditor<'a> {
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    synergies: Vec<usize>,
    ties: Vec<Tie>,
    others: Vec<usize>,
}

impl<'a> Auditor<'a> {
    /// Looks once at every rule.
    #[must_use]
    pub fn new(portfolio: &'a Portfolio, scenario: &'a Scenario) -> Self {
        let (mut ties, mut others) = (Vec::new(), Vec::new());
        for (at, rule) in scenario.rules.iter().enumerate() {
            match rule {
                Rule::Dependency { initiative, clause } => {
                    match timing::tie(portfolio, *initiative, clause) {
                        Some(tie) => ties.push(tie),
                        None => others.push(at),
                    }
                }
                Rule::CarryOver { .. } | Rule::Synergy { .. } => {}
                _ => others.push(at),
            }
        }
        // Who pays takes longest to work out: whatever breaks another rule need not be asked.
        let asks_who_pays =
            |rule: &Rule| matches!(rule, Rule::FundLimit { .. } | Rule::FundHorizonLimit { .. });
        others.sort_by_key(|&at| asks_who_pays(&scenario.rules[at]));
        Self { portfolio, scenario, synergies: synergies(scenario), ties, others }
    }

    /// Whether the plan breaks nothing.
    #[must_use]
    pub fn keeps_all(&self, plan: &Plan) -> bool {
        let books = Books::with(self.portfolio, self.scenario, plan, &self.synergies);
        let first = self.portfolio.calendar.first;
        structure::length(&books).is_none()
            && structure::starts(&books).next().is_none()
            && self.ties.iter().all(|tie| tie.holds(plan, first))
            && self.others.iter().all(|&at| judge(&books, &self.scenario.rules[at]).breach.is_none())
    }
}
