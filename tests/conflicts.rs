//! Why there is no plan, from several sides: every conflict is one, every repair mends, and none does with a unit less.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::cell::RefCell;

use common::{best, random_problem};
use petajalan::audit::keeps_all;
use petajalan::explain::conflicts::{Conflicts, conflicts, delayed, without};
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Rule, Scenario};
use petajalan::solve::conflict::{Conflict, irreducible, irreducible_told, reduced};
use petajalan::solve::missing::{least_money, raised};
use petajalan::solve::{Interrupt, Options, Outcome, solve};
use petajalan::units::Money;
use rayon::prelude::*;

/// Random problems without a plan.
fn impossible(seeds: std::ops::Range<u64>, most: usize) -> Vec<(u64, Portfolio, Scenario)> {
    let none = |seed: u64| {
        let (portfolio, scenario) = random_problem(seed);
        let small = portfolio.initiatives.len() <= most;
        let outcome = small.then(|| solve(&portfolio, &scenario, &Options::default()))?;
        (outcome == Outcome::Infeasible).then_some((seed, portfolio, scenario))
    };
    seeds.into_par_iter().filter_map(none).collect()
}

/// Random problems that have a plan, and none once everything has to start at once.
fn hurried(seeds: std::ops::Range<u64>, most: usize) -> Vec<(u64, Portfolio, Scenario)> {
    let one = |seed: u64| {
        let (portfolio, mut scenario) = random_problem(seed);
        let small = portfolio.initiatives.len() <= most;
        small.then(|| best(&portfolio, &scenario)).flatten()?;
        let latest = Some(portfolio.calendar.first);
        let deadline =
            |(initiative, _)| Rule::Mandatory { initiative, start_by: latest, reason: String::new() };
        scenario.rules.extend(portfolio.each().take(2).map(deadline));
        best(&portfolio, &scenario).is_none().then_some((seed, portfolio, scenario))
    };
    seeds.into_par_iter().filter_map(one).collect()
}

fn found(portfolio: &Portfolio, scenario: &Scenario) -> Conflicts {
    let options = Options::default();
    let first = irreducible(portfolio, scenario, &options);
    let money = least_money(portfolio, scenario, &options);
    conflicts(portfolio, scenario, first.as_ref(), money.as_ref(), &options)
}

/// Whether a rule only demands. What also allows something may make a plan impossible by being dropped.
fn only_demands(scenario: &Scenario) -> bool {
    !scenario.rules.iter().any(|rule| matches!(rule, Rule::Committed { .. }))
}

/// What is told on the way is smaller each time and cannot all hold, by enumeration; ended early, the smallest that was known
/// is what is left.
#[test]
fn smaller_sets_are_told_on_the_way_and_the_smallest_is_left() {
    let (mut sets, mut left) = (0, 0);
    for (seed, portfolio, scenario) in impossible(0..1_200, 5) {
        let told = RefCell::new(Vec::new());
        let hear = |known: Conflict| told.borrow_mut().push(known);
        let found = irreducible_told(&portfolio, &scenario, &Options::default(), &hear);
        assert_eq!(found, irreducible(&portfolio, &scenario, &Options::default()), "seed {seed}");
        let Some(found) = found else { continue };
        let told = told.take();
        sets += told.len();
        for known in &told {
            assert!(!known.is_minimal() || known.rules.is_empty(), "seed {seed}");
            assert_eq!(best(&portfolio, &reduced(&portfolio, &scenario, &known.rules)), None, "seed {seed}");
        }
        let sizes = told.iter().map(|known| known.rules.len()).chain([found.rules.len()]);
        let sizes: Vec<usize> = sizes.collect();
        assert!(sizes.windows(2).rev().skip(1).all(|pair| pair[1] < pair[0]), "seed {seed}: {sizes:?}");
        assert!(sizes.is_sorted_by(|a, b| a >= b), "seed {seed}: {sizes:?}");

        let flag = Interrupt::new();
        let first = RefCell::new(None);
        let stop = |known: Conflict| {
            flag.raise();
            first.borrow_mut().get_or_insert(known);
        };
        let options = Options { interrupt: Some(&flag), ..Options::default() };
        let ended = irreducible_told(&portfolio, &scenario, &options, &stop);
        if let Some(known) = first.take() {
            left += 1;
            assert_eq!(ended, Some(known), "seed {seed}");
        }
    }
    assert!(sets > 100 && left > 40, "{sets} sets, {left} left");
}

#[test]
fn every_conflict_is_one_and_every_repair_mends() {
    let mut problems = impossible(0..2_500, 5);
    problems.extend(hurried(10_000..11_000, 5));
    let counts: Vec<[usize; 5]> = problems
        .par_iter()
        .map(|(seed, portfolio, scenario)| {
            let found = found(portfolio, scenario);
            for (at, conflict) in found.conflicts.iter().enumerate() {
                let together = reduced(portfolio, scenario, &conflict.rules);
                assert_eq!(best(portfolio, &together), None, "seed {seed}: conflict {at} is none");
                assert!(conflict.is_minimal(), "seed {seed}: conflict {at}");
                for dropped in &conflict.rules {
                    let others: Vec<usize> =
                        conflict.rules.iter().copied().filter(|rule| rule != dropped).collect();
                    let rest = reduced(portfolio, scenario, &others);
                    assert!(best(portfolio, &rest).is_some(), "seed {seed}: {dropped} is not needed");
                }
                assert!(!found.conflicts[..at].iter().any(|other| other.rules == conflict.rules));
            }
            for repair in &found.fewest {
                let (rest, _) = without(scenario, &repair.rules);
                assert!(keeps_all(portfolio, &rest, &repair.plan), "seed {seed}: {repair:?}");
            }
            let fewest = found.fewest.first().map(|repair| repair.rules.len());
            if let Some(fewest) = fewest.filter(|_| only_demands(scenario)) {
                assert!(!mends_with(portfolio, scenario, fewest - 1, &[]), "seed {seed}: fewer rules mend");
            }
            if let Some(money) = &found.money {
                let enough = raised(portfolio, scenario, &money.by_year);
                assert!(keeps_all(portfolio, &enough, &money.plan), "seed {seed}");
            }
            let delays = judge_delay(*seed, portfolio, scenario, &found);
            let several = usize::from(found.conflicts.len() > 1);
            [several, usize::from(fewest == Some(1)), usize::from(fewest > Some(1)), delays, 1]
        })
        .collect();
    let sums: Vec<usize> = (0..5).map(|at| counts.iter().map(|one| one[at]).sum()).collect();
    assert!(sums[0] >= 30 && sums[1] >= 30 && sums[2] >= 10 && sums[3] >= 5, "{sums:?}");
}

/// Whether dropping at most so many more rules leaves a plan.
fn mends_with(portfolio: &Portfolio, scenario: &Scenario, more: usize, dropped: &[usize]) -> bool {
    let (rest, _) = without(scenario, dropped);
    if best(portfolio, &rest).is_some() {
        return true;
    }
    let from = dropped.last().map_or(0, |last| last + 1);
    more > 0
        && (from..scenario.rules.len())
            .any(|rule| mends_with(portfolio, scenario, more - 1, &[dropped, &[rule]].concat()))
}

/// The delay is enough; a year less of any deadline is not.
fn judge_delay(seed: u64, portfolio: &Portfolio, scenario: &Scenario, found: &Conflicts) -> usize {
    let Some(delay) = &found.delay else { return 0 };
    assert!(delay.proven && delay.years() > 0, "seed {seed}: {delay:?}");
    assert!(keeps_all(portfolio, &delayed(scenario, &delay.by), &delay.plan), "seed {seed}: {delay:?}");
    for at in 0..delay.by.len() {
        let mut by = delay.by.clone();
        by[at].2 -= 1;
        assert_eq!(best(portfolio, &delayed(scenario, &by)), None, "seed {seed}: a year less would do");
    }
    1
}

#[test]
fn two_causes_are_two_conflicts() {
    use common::build::{self, FIRST, who};
    let portfolio = build::portfolio(4, 3);
    let scope = |at: usize| petajalan::scenario::Scope { initiatives: vec![who(at)], ..Default::default() };
    let by =
        |at: usize| Rule::Mandatory { initiative: who(at), start_by: Some(FIRST), reason: String::new() };
    let no_money = |at: usize| Rule::Ceiling {
        id: format!("none-{at}"),
        scope: scope(at),
        year: FIRST,
        limit: Money(9),
    };
    let scenario = build::scenario(&portfolio, vec![by(0), by(1), no_money(0), no_money(1)]);
    let found = found(&portfolio, &scenario);
    let mut rules: Vec<Vec<usize>> = found.conflicts.iter().map(|one| one.rules.clone()).collect();
    rules.sort();
    assert_eq!(rules, [vec![0, 2], vec![1, 3]]);
    assert!(found.complete);
    let fewest: Vec<Vec<usize>> = found.fewest.iter().map(|one| one.rules.clone()).collect();
    assert_eq!(fewest, [vec![0, 1], vec![0, 3], vec![1, 2], vec![2, 3]]);
    let delay = found.delay.expect("waiting helps");
    assert_eq!((delay.years(), delay.by.len(), delay.proven), (2, 2, true));
    assert_eq!(found.money.expect("money helps").by_year, [(FIRST, Money(1))]);
}
