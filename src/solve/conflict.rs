//! Why there is no plan: an irreducible set of the user's rules that cannot all hold.
//!
//! The set is infeasible together and feasible when any one of its rules is dropped, which an audited plan shows for
//! each. It is found by `QuickXplain` (Junker 2004): halves of the rules are probed until what remains is needed, about
//! `k log(n/k)` feasibility questions for `k` rules out of `n`. That supposes that a rule less never makes a plan
//! impossible, but a commitment also allows its start: so what is found is checked, and lessened, rule by rule.
//! Structure (start once, finish in time, who pays), bonuses and permissions are never part of it.

use std::cell::RefCell;

use super::Options;
use super::ladder::{Feasible, feasible};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};

/// A set of rules that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Positions in the scenario's rules, ascending.
    pub rules: Vec<usize>,
    /// For each of them in the same order, a plan that keeps all the others: it shows that the rule is needed.
    /// `None` where the search for one stopped early, so that the set is not shown to be minimal.
    pub without: Vec<Option<Plan>>,
}

impl Conflict {
    /// Whether every single rule was shown to be needed.
    #[must_use]
    pub fn is_minimal(&self) -> bool {
        self.without.iter().all(Option::is_some)
    }
}

/// An irreducible conflict of an infeasible scenario; `None` where the structure alone is infeasible or the scenario
/// turns out to be feasible.
#[must_use]
pub fn irreducible(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> Option<Conflict> {
    irreducible_given(portfolio, scenario, options, &|_| false)
}

/// The same where some rules are facts that nobody can drop: they are never part of it.
#[must_use]
pub fn irreducible_given(
    portfolio: &Portfolio,
    scenario: &Scenario,
    options: &Options,
    is_fact: &dyn Fn(&Rule) -> bool,
) -> Option<Conflict> {
    let probe = Probe::of(portfolio, scenario, options, is_fact, &|_| {});
    if probe.infeasible(&probe.background, &probe.candidates) { probe.conflict() } else { None }
}

/// The same for a scenario that is known to be infeasible. `told` hears of every smaller set of rules that cannot all hold
/// as soon as it is known; none of them is shown to be minimal yet.
#[must_use]
pub fn irreducible_told(
    portfolio: &Portfolio,
    scenario: &Scenario,
    options: &Options,
    told: &dyn Fn(Conflict),
) -> Option<Conflict> {
    Probe::of(portfolio, scenario, options, &|_| false, told).conflict()
}

/// The scenario with only these of the user's rules, and everything that is not the user's to drop.
#[must_use]
pub fn reduced(portfolio: &Portfolio, scenario: &Scenario, kept: &[usize]) -> Scenario {
    let background = (0..scenario.rules.len()).filter(|&at| !is_users(portfolio, &scenario.rules[at]));
    only(scenario, background.chain(kept.iter().copied()))
}

/// The scenario with only the rules at these positions, in their order.
fn only(scenario: &Scenario, positions: impl Iterator<Item = usize>) -> Scenario {
    let mut kept = vec![false; scenario.rules.len()];
    for at in positions {
        if let Some(kept) = kept.get_mut(at) {
            *kept = true;
        }
    }
    let rules = scenario.rules.iter().zip(kept).filter(|(_, kept)| *kept).map(|(rule, _)| rule.clone());
    Scenario { rules: rules.collect(), ..scenario.clone() }
}

/// Whether a rule restricts plans because a user wants it to.
fn is_users(portfolio: &Portfolio, rule: &Rule) -> bool {
    match rule {
        Rule::Window { initiative, earliest, latest } => {
            let duration = portfolio.initiative(*initiative).duration;
            *earliest > portfolio.calendar.first || *latest < portfolio.calendar.latest_start(duration)
        }
        // What started before the plan could not have done so without its commitment.
        Rule::Committed { start, .. } => *start >= portfolio.calendar.first,
        Rule::CarryOver { .. } | Rule::Synergy { .. } => false,
        _ => true,
    }
}

struct Probe<'a> {
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    options: &'a Options<'a>,
    /// The rules that may be part of a conflict, and those that may not, ascending.
    candidates: Vec<usize>,
    background: Vec<usize>,
    /// The fewest candidates known to be infeasible beside the background.
    fewest: RefCell<Vec<usize>>,
    told: &'a dyn Fn(Conflict),
}

impl<'a> Probe<'a> {
    fn of(
        portfolio: &'a Portfolio,
        scenario: &'a Scenario,
        options: &'a Options<'a>,
        is_fact: &dyn Fn(&Rule) -> bool,
        told: &'a dyn Fn(Conflict),
    ) -> Self {
        let (candidates, background): (Vec<usize>, Vec<usize>) = (0..scenario.rules.len())
            .partition(|&at| is_users(portfolio, &scenario.rules[at]) && !is_fact(&scenario.rules[at]));
        let fewest = RefCell::new(candidates.clone());
        Self { portfolio, scenario, options, candidates, background, fewest, told }
    }

    /// The conflict among the candidates, which are infeasible together.
    fn conflict(&self) -> Option<Conflict> {
        if self.infeasible(&self.background, &[]) {
            return None;
        }
        let mut rules = self.needed(&self.background, false, &self.candidates);
        rules.sort_unstable();
        if !self.infeasible(&self.background, &rules) {
            rules = self.fewest.take();
        }
        Some(self.without_the_needless(&self.background, rules))
    }

    /// Looks for a plan that keeps these rules.
    fn ask(&self, some: &[usize], more: &[usize]) -> Feasible {
        let reduced = only(self.scenario, some.iter().chain(more).copied());
        let found = feasible(self.portfolio, &reduced, self.options);
        if matches!(found, Feasible::No) {
            self.remember(some, more);
        }
        found
    }

    /// Keeps the fewest candidates that are known to be infeasible, and tells of them.
    fn remember(&self, some: &[usize], more: &[usize]) {
        let rules = some.iter().chain(more).copied();
        let mut rules: Vec<usize> = rules.filter(|at| self.background.binary_search(at).is_err()).collect();
        rules.sort_unstable();
        if !rules.is_empty() && rules.len() < self.fewest.borrow().len() {
            self.fewest.replace(rules.clone());
            let without = vec![None; rules.len()];
            (self.told)(Conflict { rules, without });
        }
    }

    /// Whether these rules are shown to be infeasible together.
    fn infeasible(&self, some: &[usize], more: &[usize]) -> bool {
        matches!(self.ask(some, more), Feasible::No)
    }

    /// The conflict that is left of rules that are infeasible together when none of them is needless.
    fn without_the_needless(&self, background: &[usize], mut rules: Vec<usize>) -> Conflict {
        loop {
            let others =
                |dropped: &usize| rules.iter().copied().filter(|at| at != dropped).collect::<Vec<_>>();
            let asked: Vec<Feasible> =
                rules.iter().map(|dropped| self.ask(background, &others(dropped))).collect();
            if let Some(needless) = asked.iter().position(|found| matches!(found, Feasible::No)) {
                rules.remove(needless);
                continue;
            }
            let shown = |found| if let Feasible::Yes(plan) = found { Some(plan) } else { None };
            return Conflict { rules, without: asked.into_iter().map(shown).collect() };
        }
    }

    /// The rules of `candidates` that a conflict with `background` needs. `grown` says that the background has just
    /// been extended, so that it may be infeasible by itself.
    fn needed(&self, background: &[usize], grown: bool, candidates: &[usize]) -> Vec<usize> {
        if grown && self.infeasible(background, &[]) {
            return Vec::new();
        }
        if candidates.len() <= 1 {
            return candidates.to_vec();
        }
        let (first, second) = candidates.split_at(candidates.len() / 2);
        let from_second = self.needed(&[background, first].concat(), !first.is_empty(), second);
        let from_first = self.needed(&[background, &from_second].concat(), !from_second.is_empty(), first);
        [from_first, from_second].concat()
    }
}
