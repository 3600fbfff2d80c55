//! The budget ladder: one funding order that holds under every ceiling.
//!
//! What is funded under a lower ceiling stays funded under every higher one (initiative by initiative, or by group of
//! alternatives, whose variant may change), and the plans are the best such ones by expected value: an exact joint program
//! ([`crate::solve::joint`]). [`ladder`] gives a [`Ladder`]; what stability costs is each plan's value against the best one
//! of its ceiling alone. Ceilings must be ordered in every year; a scenario with probability zero stays out.

mod climb;
mod order;

pub use order::{Refused, ordered};

use rayon::prelude::*;

use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Scenario};
use crate::solve::joint::{Copy, Joint, Tie, joint};
use crate::solve::{self, First, Options, Stopped};
use crate::units::{InitiativeIx, Points};

/// What stays funded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nest {
    /// Every initiative.
    #[default]
    Initiative,
    /// Every initiative outside groups of alternatives, and of every group some member.
    Group,
}

/// One ceiling of the ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Position of the scenario.
    pub scenario: usize,
    /// Its probability, in millionths.
    pub probability: i64,
    /// The nested plan.
    pub plan: Plan,
    /// What it is worth.
    pub value: Points,
    /// What the best plan known of this ceiling alone is worth; never less than the nested one.
    pub alone: Points,
    /// No plan of this ceiling alone is worth more.
    pub alone_bound: Points,
}

impl Rung {
    /// What stability costs under this ceiling.
    #[must_use]
    pub fn price(&self) -> Points {
        Points(self.alone.0 - self.value.0)
    }
}

/// The ladder, the lowest ceiling first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// What stays funded.
    pub nest: Nest,
    /// Its rungs.
    pub rungs: Vec<Rung>,
    /// Sum of probability times value, in millionths of the unit of value.
    pub expected: i128,
    /// What cannot be passed; equal where proven.
    pub bound: i128,
    /// What stopped the search, where it is not proven.
    pub stopped: Option<Stopped>,
}

impl Ladder {
    /// Whether no nested plans have a higher expected value.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.expected == self.bound
    }

    /// The sum of the probabilities, which need not be one: only proportions count.
    #[must_use]
    pub fn weight(&self) -> i128 {
        self.rungs.iter().map(|rung| i128::from(rung.probability)).sum()
    }

    /// The expected value, rounded down.
    #[must_use]
    pub fn value(&self) -> Points {
        points(self.expected.div_euclid(self.weight().max(1)))
    }

    /// What the best plan of each ceiling alone would be worth, weighed the same way.
    #[must_use]
    pub fn alone(&self) -> i128 {
        self.rungs.iter().map(|rung| i128::from(rung.probability) * i128::from(rung.alone.0)).sum()
    }
}

fn points(number: i128) -> Points {
    Points(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The ladder over the scenarios with a probability above zero, in millionths by scenario.
///
/// # Errors
/// Why there is none.
pub fn ladder(
    portfolio: &Portfolio,
    scenarios: &[Scenario],
    probabilities: &[i64],
    nest: Nest,
    options: &Options,
) -> Result<Ladder, Refused> {
    let order = ordered(portfolio, scenarios, probabilities)?;
    let by_value: Vec<Scenario> = order.iter().map(|&at| valued(&scenarios[at])).collect();
    let alone: Vec<First> =
        by_value.par_iter().map(|scenario| solve::first_goal(portfolio, scenario, options)).collect();
    let mut free = Vec::new();
    for (at, first) in alone.into_iter().enumerate() {
        match first {
            First::Reached(plan, reached, _) => free.push((plan, reached)),
            First::Infeasible => return Err(Refused::NoPlan(order[at])),
            First::Unknown(stopped) => return Err(Refused::Unknown(stopped)),
        }
    }
    let weights: Vec<i64> = order.iter().map(|&at| probabilities[at]).collect();
    let divisor = weights.iter().fold(0, |divisor, &weight| gcd(divisor, weight)).max(1);
    let copy = |at: usize| Copy {
        scenario: &by_value[at],
        weight: i128::from(weights[at] / divisor),
        bound: free[at].1.bound,
    };
    let copies: Vec<Copy> = (0..order.len()).map(copy).collect();
    let plans: Vec<Plan> = free.iter().map(|(plan, _)| plan.clone()).collect();
    let start = climb::climb(portfolio, &copies, &plans, nest, options);
    let (plans, value, bound, stopped) =
        match joint(portfolio, &copies, &ties(portfolio, nest), start.as_deref(), options) {
            Joint::Reached { plans, value, bound, stopped } => (plans, value, bound, stopped),
            Joint::Infeasible => return Err(Refused::NoNested),
            Joint::Unknown(stopped) => return Err(Refused::Unknown(stopped)),
        };
    let rungs = plans.into_iter().enumerate().map(|(at, plan)| {
        let value = standing::value(portfolio, &by_value[at], &plan);
        // A nested plan is one of its ceiling alone, too: where a gap is allowed it may be the better one.
        let alone = points(free[at].1.value).max(value);
        let alone_bound = points(free[at].1.bound).max(alone);
        Rung { scenario: order[at], probability: weights[at], plan, value, alone, alone_bound }
    });
    let divisor = i128::from(divisor);
    let stopped = stopped.filter(|_| value != bound);
    Ok(Ladder { nest, rungs: rungs.collect(), expected: value * divisor, bound: bound * divisor, stopped })
}

/// The scenario with value as its only goal.
#[must_use]
pub fn valued(scenario: &Scenario) -> Scenario {
    Scenario { goals: vec![Goal::MostValue, Goal::FirstInOrder], ..scenario.clone() }
}

/// What stays funded, as ties between neighbours.
fn ties(portfolio: &Portfolio, nest: Nest) -> Vec<Tie> {
    portfolio.each().map(|(lower, _)| Tie { lower, higher: instead(portfolio, nest, lower) }).collect()
}

/// Who may take the place of an initiative on the next rung: itself, or any member of its group.
#[must_use]
pub fn instead(portfolio: &Portfolio, nest: Nest, who: InitiativeIx) -> Vec<InitiativeIx> {
    match (nest, portfolio.initiative(who).group) {
        (Nest::Group, Some(group)) => {
            portfolio.each().filter(|(_, item)| item.group == Some(group)).map(|(ix, _)| ix).collect()
        }
        _ => vec![who],
    }
}

/// Whether everything funded in the lower plan stays funded in the higher one.
#[must_use]
pub fn is_nested(portfolio: &Portfolio, nest: Nest, lower: &Plan, higher: &Plan) -> bool {
    lower
        .started()
        .all(|(who, _)| instead(portfolio, nest, who).into_iter().any(|other| higher.start(other).is_some()))
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
