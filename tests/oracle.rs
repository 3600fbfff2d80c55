//! The solver against every plan there is: 2,000 random cases with every rule, same answer, goal by goal.

mod common;

use common::{best, random_problem};
use petajalan::audit::violations;
use petajalan::scenario::Goal;
use petajalan::solve::{Options, Outcome, solve};
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
