//! What is claimed of a scenario without a plan, checked without a solver: every plan that shows a rule of a conflict to be
//! needed, and every plan that shows a way out. That the rules of a conflict cannot all hold, and that no way out is
//! shorter, is the solver's word.

use super::Difference;
use crate::audit;
use crate::explain::conflicts::{Conflicts, delayed, without};
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::solve::conflict::{self, Conflict};
use crate::solve::missing::{Missing, raised};
use crate::study::Answer;

/// What is wrong with the claims, and how many plans were looked at.
#[must_use]
pub fn wrong(
    portfolio: &Portfolio,
    scenario: &Scenario,
    answer: &Answer,
    found: &Conflicts,
) -> (usize, Vec<Difference>) {
    let id = &scenario.id;
    let mut wrong = Vec::new();
    let witnesses = |one: &Conflict| one.without.iter().flatten().count();
    let mut plans: usize = found.conflicts.iter().map(witnesses).sum();
    if found.conflicts.first() != answer.conflict.as_ref() || found.money != answer.missing {
        wrong.push(Difference::Answer(id.clone()));
    }
    wrong.extend(found.conflicts.iter().flat_map(|one| of_conflict(portfolio, scenario, one)));
    for (at, way) in found.fewest.iter().enumerate() {
        plans += 1;
        if !audit::keeps_all(portfolio, &without(scenario, &way.rules).0, &way.plan) {
            wrong.push(Difference::Answer(format!("{id}/fewest_rules/{}", at + 1)));
        }
    }
    if let Some(money) = &found.money {
        plans += 1;
        wrong.extend(of_money(portfolio, scenario, money));
    }
    if let Some(delay) = &found.delay {
        plans += 1;
        if !audit::keeps_all(portfolio, &delayed(scenario, &delay.by), &delay.plan) {
            wrong.push(Difference::Answer(format!("{id}/delay")));
        }
    }
    (plans, wrong)
}

/// Plans that should show that a rule of a conflict is needed and do not.
pub(super) fn of_conflict(portfolio: &Portfolio, scenario: &Scenario, found: &Conflict) -> Vec<Difference> {
    let id = &scenario.id;
    let mut wrong = Vec::new();
    if found.without.len() != found.rules.len() {
        wrong.push(Difference::Witness(id.clone(), found.without.len().min(found.rules.len())));
    }
    for (at, plan) in found.without.iter().enumerate() {
        let dropped = found.rules.get(at).copied();
        let others: Vec<usize> = found.rules.iter().copied().filter(|rule| Some(*rule) != dropped).collect();
        let reduced = conflict::reduced(portfolio, scenario, &others);
        if plan.as_ref().is_some_and(|plan| !audit::keeps_all(portfolio, &reduced, plan)) {
            wrong.push(Difference::Witness(id.clone(), at));
        }
    }
    wrong
}

/// Extra money that is said to be enough and is not.
pub(super) fn of_money(portfolio: &Portfolio, scenario: &Scenario, found: &Missing) -> Option<Difference> {
    let raised = raised(portfolio, scenario, &found.by_year);
    let enough = audit::keeps_all(portfolio, &raised, &found.plan);
    (!enough).then(|| Difference::NotEnough(scenario.id.clone()))
}
