//! A plan that somebody brings, as an answer: audited, valued, and bounded by the relaxation.

use super::{Answer, Told};
use crate::audit::{self, Violation};
use crate::model::formulate;
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::solve::{Options, Outcome, Reached, Solved, Stopped, relaxation};

/// The plan as the answer to a scenario, and the rules it breaks. Nothing is searched: the bound is the relaxation's.
#[must_use]
pub fn judged(
    portfolio: &Portfolio,
    scenario: &Scenario,
    plan: &Plan,
    options: &Options,
) -> (Answer, Vec<Violation>) {
    let relaxation = relaxation(&formulate(portfolio, scenario), options);
    let reached = scenario.goals.first().map(|&goal| {
        let value = standing::goal(portfolio, scenario, plan, goal);
        let bound = relaxation.as_ref().map_or(value, |relaxation| relaxation.bound);
        Reached { goal, value, bound, proven: relaxation.is_some() && value == bound }
    });
    let solved = Solved { plan: plan.clone(), reached: reached.into_iter().collect() };
    let answer = Answer {
        solver: crate::solve::Backend::default().name().to_owned(),
        outcome: Outcome::Best(solved, Stopped::WorkLimit),
        relaxation,
        conflict: None,
        missing: None,
        trace: Vec::new(),
        told: Told::default(),
    };
    (answer, audit::violations(portfolio, scenario, plan))
}
