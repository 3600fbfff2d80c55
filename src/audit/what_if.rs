//! What one other start would break: [`WhatIf`] judges a plan with one initiative changed.
//!
//! Only the rules that this change can touch are judged again: those that name the initiative, its groups or whoever
//! waits for it, and those that many initiatives share (ceilings, floors, funds, pools, ...). For all others the verdict
//! on the plan itself stands. It answers exactly as [`violations`](super::violations) does for the changed plan.

use super::{Books, Violation, judge, structure, violations};
use crate::plan::{Plan, Totals, synergies};
use crate::portfolio::{Portfolio, Target};
use crate::scenario::{Rule, Scenario};
use crate::units::{InitiativeIx, Year};

/// A plan ready to be changed in one place.
#[derive(Clone, Debug)]
pub struct WhatIf<'a> {
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    plan: Plan,
    synergies: Vec<usize>,
    totals: Totals<'a>,
    /// What the plan breaks as it is.
    broken: Vec<Violation>,
    /// Rules that any initiative can touch, ascending.
    shared: Vec<usize>,
    /// Rules that each initiative touches besides, ascending.
    own: Vec<Vec<usize>>,
    /// Initiatives whose start changes a saving, which no sum of their own shows.
    saves: Vec<bool>,
}

impl<'a> WhatIf<'a> {
    /// Looks once at every rule; none for a plan of another length than the portfolio.
    #[must_use]
    pub fn new(portfolio: &'a Portfolio, scenario: &'a Scenario, plan: &Plan) -> Option<Self> {
        let count = portfolio.initiatives.len();
        if plan.starts.len() != count {
            return None;
        }
        let (mut shared, mut own, mut saves) = (Vec::new(), vec![Vec::new(); count], vec![false; count]);
        for (at, rule) in scenario.rules.iter().enumerate() {
            if let Rule::Synergy { members, .. } = rule {
                for member in members {
                    saves[member.0] = true;
                }
            }
            match named(portfolio, rule) {
                Some(mut named) => {
                    named.sort_unstable();
                    named.dedup();
                    for InitiativeIx(ix) in named {
                        own[ix].push(at);
                    }
                }
                None => shared.push(at),
            }
        }
        let synergies = synergies(scenario);
        let totals = Totals::of(portfolio, scenario, &synergies, plan);
        let broken = violations(portfolio, scenario, plan);
        Some(Self { portfolio, scenario, plan: plan.clone(), synergies, totals, broken, shared, own, saves })
    }

    /// How many rules are judged for each change besides those that name the initiative.
    #[must_use]
    pub fn shared(&self) -> usize {
        self.shared.len()
    }

    /// What the plan would break if only this initiative started in this year.
    #[must_use]
    pub fn violations(&mut self, initiative: InitiativeIx, start: Year) -> Vec<Violation> {
        let before = self.plan.starts[initiative.0].replace(start);
        let found = if self.saves[initiative.0] {
            violations(self.portfolio, self.scenario, &self.plan)
        } else {
            self.touched(initiative, before)
        };
        self.plan.starts[initiative.0] = before;
        found
    }

    fn touched(&self, initiative: InitiativeIx, before: Option<Year>) -> Vec<Violation> {
        let mut totals = self.totals.clone();
        totals.shift(initiative, before, self.plan.start(initiative));
        let books = Books::holding_sums(self.portfolio, self.scenario, &self.plan, &self.synergies, totals);
        let own = &self.own[initiative.0];
        let stands = |violation: &&Violation| match violation.rule {
            Some(at) => own.binary_search(&at).is_err() && self.shared.binary_search(&at).is_err(),
            None => structure::who(&violation.breach) != Some(initiative),
        };
        let mut found: Vec<Violation> = self.broken.iter().filter(stands).cloned().collect();
        let start = self.plan.start(initiative);
        let breach = start.and_then(|start| structure::start(&books, initiative, start));
        found.extend(breach.map(|breach| Violation { rule: None, breach }));
        for &at in own.iter().chain(&self.shared) {
            let breach = judge(&books, &self.scenario.rules[at]).breach;
            found.extend(breach.map(|breach| Violation { rule: Some(at), breach }));
        }
        // What every plan must keep comes first, by initiative; each rule is broken at most once.
        found.sort_by_key(|violation| (violation.rule, structure::who(&violation.breach)));
        found
    }
}

/// The initiatives a rule names; none where any initiative can touch it.
fn named(portfolio: &Portfolio, rule: &Rule) -> Option<Vec<InitiativeIx>> {
    Some(match rule {
        Rule::Window { initiative, .. }
        | Rule::Mandatory { initiative, .. }
        | Rule::Committed { initiative, .. }
        | Rule::ForcedIn { initiative, .. }
        | Rule::ForcedOut { initiative, .. } => vec![*initiative],
        Rule::Dependency { initiative, clause } => {
            let mut named = vec![*initiative];
            for (target, _) in &clause.any_of {
                match target {
                    Target::Initiative(other) => named.push(*other),
                    Target::Group(group) => named.extend(&portfolio.group(*group).members),
                }
            }
            named
        }
        Rule::MandatoryGroup { group, .. } | Rule::Alternatives { group, .. } => {
            portfolio.group(*group).members.clone()
        }
        Rule::Bundle { members, .. } => members.clone(),
        // Both hold by definition.
        Rule::CarryOver { .. } | Rule::Synergy { .. } => Vec::new(),
        _ => return None,
    })
}
