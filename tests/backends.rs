//! Both solvers give the same optimum, and the same plan, on small cases.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]
#![cfg(all(feature = "highs", feature = "microlp"))]

mod common;

use common::program::shipped;
use common::random_problem;
use petajalan::audit::violations;
use petajalan::input::load;
use petajalan::solve::{Backend, Options, Outcome, solve};
use rayon::prelude::*;

fn options(backend: Backend) -> Options<'static> {
    Options { backend, ..Options::default() }
}

/// What the backends say, where they disagree.
fn disagreement(seed: u64) -> Option<String> {
    let (portfolio, scenario) = random_problem(seed);
    let [highs, microlp] =
        [Backend::Highs, Backend::Microlp].map(|backend| solve(&portfolio, &scenario, &options(backend)));
    let agree = match (&highs, &microlp) {
        (Outcome::Proven(one), Outcome::Proven(other)) => {
            one == other && violations(&portfolio, &scenario, &other.plan).is_empty()
        }
        (Outcome::Infeasible, Outcome::Infeasible) => true,
        _ => false,
    };
    (!agree).then(|| format!("seed {seed}: HiGHS {highs:?}, microlp {microlp:?}"))
}

#[test]
fn random_cases() {
    let wrong: Vec<String> = (0..300).into_par_iter().filter_map(disagreement).collect();
    assert!(wrong.is_empty(), "{} of 300:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn golds() {
    let cases = [
        "tiny",
        "logos/test_p16",
        "logos/use_case_1a_fy19",
        "logos/test_mckp",
        "logos/test_dkp",
        "logos/test_EE_41_projects",
        "petersen/1",
        "petersen/2",
        "petersen/3",
        "petersen/4",
        "petersen/5",
        "petersen/6",
        "petersen/7",
    ];
    cases.into_par_iter().for_each(|name| {
        let case = load(&shipped(name)).expect("a case").value;
        for scenario in &case.scenarios {
            let [highs, microlp] = [Backend::Highs, Backend::Microlp]
                .map(|backend| solve(&case.portfolio, scenario, &options(backend)));
            assert!(matches!(highs, Outcome::Proven(_)), "{name} {}", scenario.id);
            assert_eq!(highs, microlp, "{name} {}", scenario.id);
        }
    });
}

#[test]
fn each_has_a_name() {
    assert!(Backend::Highs.name().starts_with("HiGHS") && Backend::Microlp.name().starts_with("microlp"));
    assert_eq!(Backend::default(), Backend::Highs);
}
