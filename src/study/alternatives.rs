//! Plans nearly as good as the best that differ most from it and from each other.
//!
//! [`alternatives`] solves the scenario, then again and again asks for the plan that is farthest from the nearest of all
//! found so far, of those whose first goal is within a share of the best. Each step is exact; taken together they are
//! greedy, as such sets usually are.

use crate::plan::{Apart, Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Scenario};
use crate::solve::{self, Options, Outcome, Reached, Solved, Stopped};
use crate::study::{Answer, answer};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How many plans besides the best.
    pub count: usize,
    /// How far from the best they may be, in millionths of its value.
    pub within: u32,
    /// What counts as a difference.
    pub apart: Apart,
}

/// A plan nearly as good as the best.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The answer it is: its value, and the best one as the bound.
    pub answer: Answer,
    /// How far it is from the nearest plan found before it.
    pub distance: i128,
    /// Why the search for a farther one ended; `None` where the solver says that there is none.
    pub stopped: Option<Stopped>,
}

/// The best plan and its alternatives.
#[derive(Clone, Debug)]
pub struct Alternatives {
    /// The best.
    pub best: Answer,
    /// Others, in the order in which they were found; fewer than asked for where no other plan is near enough.
    pub others: Vec<Alternative>,
}

/// The least value that is still within the share of the best: at least as good as this.
#[must_use]
pub fn least(goal: Goal, best: i128, within: u32) -> i128 {
    let slack = best.abs() * i128::from(within) / 1_000_000;
    if goal == Goal::LeastCost { best + slack } else { best - slack }
}

/// Finds them.
#[must_use]
pub fn alternatives(
    portfolio: &Portfolio,
    scenario: &Scenario,
    asked: Asked,
    options: &Options,
) -> Alternatives {
    // Half of the time is for the best plan: the others are measured by it.
    let best = answer(portfolio, scenario, &options.share(2));
    let mut others: Vec<Alternative> = Vec::new();
    let first = best.outcome.solved().map(|solved| (solved.plan.clone(), solved.reached.first().copied()));
    let Some((plan, Some(reached))) = first else { return Alternatives { best, others } };
    let least = least(reached.goal, reached.value, asked.within);
    let mut found: Vec<Plan> = vec![plan];
    while others.len() < asked.count {
        let share = options.share(asked.count - others.len());
        let Some(far) = solve::farthest(portfolio, scenario, asked.apart, &found, least, &share) else {
            break;
        };
        if far.distance == 0 {
            break;
        }
        let value = standing::goal(portfolio, scenario, &far.plan, reached.goal);
        found.push(far.plan.clone());
        let own = Reached { value, proven: value == reached.bound, ..reached };
        let solved = Solved { plan: far.plan, reached: vec![own] };
        let answer = Answer { outcome: Outcome::Best(solved, Stopped::Gap), ..best.clone() };
        let (distance, stopped) = (far.distance, far.stopped);
        others.push(Alternative { answer: Answer { trace: Vec::new(), ..answer }, distance, stopped });
        if options.ended().is_some() {
            break;
        }
    }
    Alternatives { best, others }
}
