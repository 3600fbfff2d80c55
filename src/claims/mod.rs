//! What an answer claims, checked in exact integers and without a solver.
//!
//! [`wrong`] gives every [`Difference`] between an answer and what follows from the portfolio and the scenario. The
//! solver's own bound stays a claim: only the bound the multipliers prove is recomputed.

pub mod conflicts;
pub mod explain;
pub mod priorities;

use crate::audit::{self, Violation};
use crate::model::{bound, formulate};
use crate::plan::standing;
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Scenario};
use crate::solve::{Outcome, Reached, Solved};
use crate::study::Answer;

/// A difference between what a folder says and what is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A file that should be there is not.
    Missing(String),
    /// A file that was not written by the run.
    Unexpected(String),
    /// A file is not the one the run wrote.
    Changed(String),
    /// A table or document says something else than follows from the inputs and the plan; first at this line.
    Rendered {
        /// The file.
        file: String,
        /// Where the first difference is, from 1.
        line: usize,
        /// What it says there.
        found: String,
        /// What it should say.
        expected: String,
    },
    /// A certificate cannot be read.
    Unreadable(String, Unreadable),
    /// A certificate speaks of a scenario the case does not have.
    NoScenario(String),
    /// The plan breaks a rule.
    Broken(String, Violation),
    /// The plan does not reach what is claimed of a goal.
    Goal {
        /// The scenario.
        scenario: String,
        /// Which goal.
        goal: Goal,
        /// What is claimed.
        claimed: i128,
        /// What it reaches.
        reached: i128,
    },
    /// The plan is called proven, but a goal is missing or its claimed bound is not its value.
    NotProven(String),
    /// The goals it speaks of are not the first ones of the scenario.
    Goals(String),
    /// The plan reaches more of a goal than the bound that the solver claims for it allows.
    Passes(String),
    /// The manifest names this scenario twice, or more of them than the case has.
    Repeated(String),
    /// The claimed bound is weaker or stronger than it can be, or the stored multipliers prove another bound.
    Bound {
        /// The scenario.
        scenario: String,
        /// What is claimed.
        claimed: i128,
        /// What was recomputed; `None` where the multipliers are no proof at all.
        checked: Option<i128>,
    },
    /// A plan that should show that a rule of a conflict is needed does not.
    Witness(String, usize),
    /// The plan of one answer of a study breaks a rule, or is not worth what it says.
    Answer(String),
    /// The extra money said to be enough is not.
    NotEnough(String),
    /// A plan said to be better than the group's is not.
    NotBetter(String),
}

/// What was found to be true of one scenario.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its id.
    pub scenario: String,
    /// The answer that was checked.
    pub answer: Answer,
}

/// Why a certificate cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not the JSON it should be.
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A number in it is larger than any that adds up.
    Number {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A year or a number of years that no case can have, or one that stands twice.
    Year(i32),
    /// It is longer, or asks for more plans to be judged, than the program does.
    TooMuch,
    /// It is of another format.
    Format(String),
    /// An unknown status or goal.
    Word(String),
    /// It names an initiative the case does not have.
    Initiative(String),
    /// A multiplier that is no number or belongs to no row.
    Multiplier(usize),
    /// A rule the scenario does not have.
    Rule(usize),
}

/// What is wrong with an answer's claims: about the plan, the goals, the bound, the conflict and the missing money.
#[must_use]
pub fn wrong(portfolio: &Portfolio, scenario: &Scenario, answer: &Answer) -> Vec<Difference> {
    let mut wrong = Vec::new();
    let id = &scenario.id;
    if let Some(solved) = answer.outcome.solved() {
        let broken = audit::violations(portfolio, scenario, &solved.plan);
        wrong.extend(broken.into_iter().map(|violation| Difference::Broken(id.clone(), violation)));
        // A search that was ended leaves goals out between the first and the last.
        let mut asked = scenario.goals.iter();
        let in_order = solved.reached.iter().all(|reached| asked.any(|goal| *goal == reached.goal))
            && solved.reached.first().map(|reached| reached.goal) == scenario.goals.first().copied();
        if in_order {
            wrong.extend(goals(portfolio, scenario, solved));
        } else {
            wrong.push(Difference::Goals(id.clone()));
        }
        let is_whole = in_order && solved.reached.len() == scenario.goals.len();
        let proven = solved.reached.iter().all(|goal| goal.proven && goal.value == goal.bound) && is_whole;
        let falsely = solved.reached.iter().any(|goal| goal.proven && goal.value != goal.bound);
        if falsely || matches!(answer.outcome, Outcome::Proven(_)) && !proven {
            wrong.push(Difference::NotProven(id.clone()));
        }
        if solved.reached.iter().any(passes) {
            wrong.push(Difference::Passes(id.clone()));
        }
        wrong.extend(bounds(portfolio, scenario, answer, solved));
    }
    wrong.extend(answer.conflict.iter().flat_map(|found| conflicts::of_conflict(portfolio, scenario, found)));
    wrong.extend(answer.missing.iter().filter_map(|found| conflicts::of_money(portfolio, scenario, found)));
    wrong
}

/// Whether what is reached of a goal lies beyond the bound that is claimed for it.
#[must_use]
pub fn passes(reached: &Reached) -> bool {
    if reached.goal == Goal::LeastCost {
        reached.value < reached.bound
    } else {
        reached.value > reached.bound
    }
}

fn goals(portfolio: &Portfolio, scenario: &Scenario, solved: &Solved) -> Vec<Difference> {
    let wrong = solved.reached.iter().filter_map(|claim| {
        let reached = standing::goal(portfolio, scenario, &solved.plan, claim.goal);
        (reached != claim.value).then(|| Difference::Goal {
            scenario: scenario.id.clone(),
            goal: claim.goal,
            claimed: claim.value,
            reached,
        })
    });
    wrong.collect()
}

/// The multipliers must prove exactly the bound they are said to, and no plan may pass it.
fn bounds(
    portfolio: &Portfolio,
    scenario: &Scenario,
    answer: &Answer,
    solved: &Solved,
) -> Option<Difference> {
    let relaxation = answer.relaxation.as_ref()?;
    let program = formulate(portfolio, scenario).program;
    let objective = program.objectives.first()?;
    let checked = bound::checked(&program, objective, &relaxation.multipliers).ok();
    let first = solved.reached.first()?;
    let passed =
        checked.is_some_and(
            |checked| {
                if objective.maximise { first.value > checked } else { first.value < checked }
            },
        );
    (checked != Some(relaxation.bound) || passed).then(|| Difference::Bound {
        scenario: scenario.id.clone(),
        claimed: relaxation.bound,
        checked,
    })
}
