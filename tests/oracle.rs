//! Brute force against the program: on every small random problem both find the same plan, or both find none.
//!
//! [`solve`] is the one place that names the solver. Until it is filled in, the judge answers for itself, which
//! only shows that the harness runs.

mod common;

use common::oracle::{best, goal_values};
use common::random::random_problem;
use petajalan::audit::violations;
use petajalan::plan::Plan;
use petajalan::portfolio::Portfolio;
use petajalan::scenario::Scenario;
use rayon::prelude::*;

/// Finds the best plan of a problem; `None` where it proves that there is none.
type Solve = fn(&Portfolio, &Scenario) -> Option<Plan>;

const SOLVE: Solve = |portfolio, scenario| best(portfolio, scenario).map(|(plan, _)| plan);

/// Problems judged in the ordinary test run.
const CASES: u64 = 2_000;

/// What differs on the problem of this seed.
fn difference(seed: u64, solve: Solve) -> Option<String> {
    let (portfolio, scenario) = random_problem(seed);
    let judged = best(&portfolio, &scenario);
    let solved = solve(&portfolio, &scenario);
    match (judged, solved) {
        (None, None) => None,
        (Some((expected, _)), Some(plan)) if expected == plan => None,
        (expected, found) => {
            let broken = found.as_ref().map(|plan| violations(&portfolio, &scenario, plan));
            let values = found.as_ref().map(|plan| goal_values(&portfolio, &scenario, plan));
            Some(format!(
                "seed {seed}: goals {:?}\n  expected {expected:?}\n  found {found:?}\n  worth {values:?}\n  \
                 violations {broken:?}",
                scenario.goals
            ))
        }
    }
}

#[test]
fn the_program_finds_what_enumeration_finds() {
    let differences: Vec<String> =
        (0..CASES).into_par_iter().filter_map(|seed| difference(seed, SOLVE)).collect();
    let shown: Vec<&str> = differences.iter().take(5).map(String::as_str).collect();
    assert!(
        differences.is_empty(),
        "{} problems differ, the first:\n{}",
        differences.len(),
        shown.join("\n")
    );
}
