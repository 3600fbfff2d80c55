//! The solver against every plan there is: 2,000 random cases with every rule, same answer, goal by goal.

mod common;

use common::{best, random_problem};
use petajalan::audit::violations;
use petajalan::scenario::Goal;
use petajalan::solve::{First, Options, Outcome, first_goal, solve};
use rayon::prelude::*;

const CASES: u64 = 2_000;

#[test]
fn the_solver_finds_what_looking_at_every_plan_finds() {
    let wrong: Vec<String> = (0..CASES).into_par_iter().filter_map(disagreement).collect();
    assert!(wrong.is_empty(), "{} of {CASES} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
}

/// What differs in the case of this seed, if anything.
fn disagreement(seed: u64) -> Option<String> {
    let (portfolio, scenario) = random_problem(seed);
    let expected = best(&portfolio, &scenario);
    let outcome = solve(&portfolio, &scenario, &Options::default());
    match (&expected, &outcome) {
        (None, Outcome::Infeasible) => None,
        (Some((plan, values)), Outcome::Proven(solved)) => {
            let goals = solved.reached.iter().filter(|reached| reached.goal != Goal::FirstInOrder);
            let reached: Vec<i128> = goals.map(|reached| reached.value).collect();
            let sound = violations(&portfolio, &scenario, &solved.plan).is_empty();
            (!sound || reached != *values || solved.plan != *plan).then(|| {
                format!("seed {seed}: expected {plan:?} {values:?}, found {:?} {reached:?}", solved.plan)
            })
        }
        _ => Some(format!("seed {seed}: expected {expected:?}, found {outcome:?}")),
    }
}

#[test]
fn a_threshold_is_decided_as_looking_at_every_plan_says() {
    let wrong: Vec<String> = (0..CASES).into_par_iter().filter_map(undecided).collect();
    assert!(wrong.is_empty(), "{} of {CASES} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
}

/// Asks whether the best value of the first goal can be reached, and whether one unit more can, with a bound and a
/// start as a neighbour would hand them on.
fn undecided(seed: u64) -> Option<String> {
    let (portfolio, scenario) = random_problem(seed);
    let (plan, values) = best(&portfolio, &scenario)?;
    let best = *values.first()?;
    let least = scenario.goals.first() == Some(&Goal::LeastCost);
    let better = if least { best - 1 } else { best + 1 };
    let mut start = plan;
    if let Some(first) = start.starts.first_mut() {
        *first = None;
    }
    let start = Some(start);
    let asked = |enough: i128, bound: Option<i128>| {
        let options = Options { start: start.clone(), bound, enough: Some(enough), ..Options::default() };
        match first_goal(&portfolio, &scenario, &options) {
            First::Reached(plan, reached, _) if violations(&portfolio, &scenario, &plan).is_empty() => {
                let passes = |value: i128| if least { value <= enough } else { value >= enough };
                (Some(passes(reached.value)), Some(passes(reached.bound)))
            }
            // No plan is enough.
            First::Infeasible => (Some(false), Some(false)),
            _ => (None, None),
        }
    };
    let can = asked(best, Some(best));
    let cannot = asked(better, None);
    let told = |answer: (Option<bool>, Option<bool>), is: bool| answer == (Some(is), Some(is));
    (!told(can, true) || !told(cannot, false)).then(|| format!("seed {seed}: {can:?}, one more: {cannot:?}"))
}
