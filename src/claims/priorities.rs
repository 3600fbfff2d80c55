//! What a study of priorities claims, checked without a solver: every plan keeps the rules, is worth what it is said to
//! be under the values it was sought with, and is really better where it is said to change the plan.

use super::Difference;
use crate::audit;
use crate::plan::standing;
use crate::portfolio::Portfolio;
use crate::priority::dissent::Ground;
use crate::scenario::Scenario;
use crate::study::priorities::{Best, Effect, Study, changed, eyes};

/// What is wrong with a study's claims, and how many plans were looked at.
#[must_use]
pub fn wrong(ground: &Ground<'_>, scenario: &Scenario, study: &Study) -> (usize, Vec<Difference>) {
    let (mut plans, mut wrong) = (0, Vec::new());
    let mut look = |portfolio: &Portfolio, seen: &Scenario, best: &Best| {
        plans += 1;
        wrong.extend(of_plan(portfolio, seen, best));
    };
    if let Some(group) = &study.group {
        look(ground.portfolio, scenario, group);
    }
    for view in &study.views {
        if let Some(best) = &view.best {
            let (portfolio, seen) = eyes(ground, scenario, view);
            look(&portfolio, &seen, best);
        }
    }
    let mut not_better = Vec::new();
    for (change, effect) in study.changes.iter().zip(&study.effects) {
        if let Effect::Flips(best, held) = effect {
            let (portfolio, seen) = changed(ground, scenario, change);
            look(&portfolio, &seen, best);
            if best.reached.value <= *held {
                not_better.push(Difference::NotBetter(scenario.id.clone()));
            }
        }
    }
    wrong.extend(not_better);
    (plans, wrong)
}

fn of_plan(portfolio: &Portfolio, scenario: &Scenario, best: &Best) -> Vec<Difference> {
    let broken = audit::violations(portfolio, scenario, &best.plan).into_iter();
    let mut wrong: Vec<Difference> =
        broken.map(|violation| Difference::Broken(scenario.id.clone(), violation)).collect();
    let claim = best.reached;
    let reached = standing::goal(portfolio, scenario, &best.plan, claim.goal);
    if reached != claim.value {
        let scenario = scenario.id.clone();
        wrong.push(Difference::Goal { scenario, goal: claim.goal, claimed: claim.value, reached });
    }
    if super::passes(&claim) {
        wrong.push(Difference::Passes(scenario.id.clone()));
    }
    if claim.proven && claim.bound != claim.value {
        wrong.push(Difference::NotProven(scenario.id.clone()));
    }
    wrong
}
