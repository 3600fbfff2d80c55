//! The value for 0, 1, 2, ... changed decisions, each proven, each from the plan before.

use super::Ground;
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::solve::{self, Options, Outcome, Reached, Stopped};
use crate::study::{Answer, answer_given};

/// A revision with at most so many changes.
#[derive(Clone, Debug)]
pub struct Step {
    /// How many decisions may change.
    pub changes: u32,
    /// The scenario that was solved.
    pub scenario: Scenario,
    /// Its answer.
    pub answer: Answer,
}

/// What a revision comes to.
#[derive(Clone, Debug)]
pub struct Steps {
    /// The answer without a limit on changes.
    pub free: Answer,
    /// The least number of changes with which there is a plan, where that is known.
    pub least: Option<u32>,
    /// Steps that were solved, ascending: 0 where it has no plan (to say why), then from `least` on, until a step
    /// reaches what the free answer does or no more were asked for.
    pub found: Vec<Step>,
}

/// Solves for ever more changes, at most `most` where that is given. Every plan is where the next search begins, and
/// the free answer bounds them all.
#[must_use]
pub fn steps(
    portfolio: &Portfolio,
    ground: &Ground,
    source: &str,
    most: Option<u32>,
    options: &Options,
) -> Steps {
    let reference = ground.reference(portfolio);
    // What has started is no rule that anybody could drop.
    let is_fact = |rule: &Rule| match rule {
        Rule::Committed { initiative, start } => ground.frozen.contains(&(*initiative, *start)),
        _ => false,
    };
    let free = {
        // Half of the time is for the free answer, which bounds all others.
        let options = Options { start: Some(reference.clone()), ..options.share(2) };
        answer_given(portfolio, &ground.scenario, &options, &is_fact)
    };
    let Some(best) = free.outcome.solved().and_then(|solved| solved.reached.first()).copied() else {
        return Steps { free, least: None, found: Vec::new() };
    };
    let nearest = solve::nearest(portfolio, &ground.scenario, &reference, &options.share(STEPS));
    let least = nearest.and_then(|(_, changes)| u32::try_from(changes).ok());
    let mut found: Vec<Step> = Vec::new();
    let step = |changes: u32, start| {
        let scenario = ground.within(changes, source);
        let options = Options { start: Some(start), bound: Some(best.bound), ..options.share(STEPS) };
        let answer = answer_given(portfolio, &scenario, &options, &is_fact);
        Step { changes, scenario, answer }
    };
    let from = least.unwrap_or(0);
    if from > 0 {
        found.push(step(0, reference.clone()));
    }
    let end = u32::try_from(portfolio.initiatives.len()).unwrap_or(u32::MAX);
    let end = most.map_or(end, |most| end.min(most.max(from)));
    let mut start = reference;
    for changes in from..=end {
        let next = step(changes, start.clone());
        let first = reached(&next.answer);
        if let Some(solved) = next.answer.outcome.solved() {
            start.clone_from(&solved.plan);
        }
        let done = first.is_some_and(|first| first.value == best.value);
        let timed_out = next.answer.outcome == Outcome::Unknown(Stopped::TimeLimit);
        found.push(next);
        if done || timed_out || options.ended().is_some() {
            break;
        }
    }
    Steps { free, least, found }
}

/// How far an answer meets its first goal.
fn reached(answer: &Answer) -> Option<Reached> {
    match &answer.outcome {
        Outcome::Proven(solved) | Outcome::Best(solved, _) => solved.reached.first().copied(),
        Outcome::Infeasible | Outcome::Unknown(_) => None,
    }
}

/// How many steps is known at the end only: where a clock runs, each gets this part of the time that is left.
const STEPS: usize = 4;
