//! Credit shared over what value rests on: every order of the funded initiatives, one by one.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;

use common::build::{self, who};
use common::{best, random_problem};
use petajalan::audit::met_by;
use petajalan::explain::credit::{Credit, credits};
use petajalan::plan::{Plan, standing};
use petajalan::portfolio::{Dependency, Link, Portfolio, Target};
use petajalan::scenario::{Rule, Scenario};
use petajalan::units::{InitiativeIx, Points};
use rayon::prelude::*;

/// What a set of the plan's initiatives is worth: those whose every clause is met within it, and synergies of such.
fn worth(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan, set: &BTreeSet<InitiativeIx>) -> i128 {
    let mut set = set.clone();
    loop {
        let rests = |initiative: &InitiativeIx| {
            scenario.rules.iter().all(|rule| match rule {
                Rule::Dependency { initiative: of, clause } if of == initiative => {
                    let met = met_by(portfolio, plan, *initiative, clause);
                    met.is_empty() || met.iter().any(|other| set.contains(other))
                }
                _ => true,
            })
        };
        let kept: BTreeSet<InitiativeIx> = set.iter().copied().filter(rests).collect();
        if kept == set {
            break;
        }
        set = kept;
    }
    let starts = (0..plan.starts.len()).map(|at| plan.starts[at].filter(|_| set.contains(&InitiativeIx(at))));
    standing::value(portfolio, scenario, &Plan { starts: starts.collect() }).0.into()
}

/// The Shapley value of every funded initiative, times the number of orders.
fn every_order(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> (Vec<i128>, i128) {
    let funded: Vec<InitiativeIx> = plan.started().map(|(who, _)| who).collect();
    let mut sums = vec![0; funded.len()];
    let mut orders = 0;
    permute(&mut (0..funded.len()).collect::<Vec<_>>(), 0, &mut |order| {
        orders += 1;
        let mut set = BTreeSet::new();
        let mut before = 0;
        for &at in order {
            set.insert(funded[at]);
            let now = worth(portfolio, scenario, plan, &set);
            sums[at] += now - before;
            before = now;
        }
    });
    (sums, orders)
}

fn permute(order: &mut Vec<usize>, from: usize, see: &mut impl FnMut(&[usize])) {
    if from == order.len() {
        return see(order);
    }
    for at in from..order.len() {
        order.swap(from, at);
        permute(order, from + 1, see);
        order.swap(from, at);
    }
}

fn judge(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<Credit> {
    let found = credits(portfolio, scenario, plan);
    let (sums, orders) = every_order(portfolio, scenario, plan);
    let total: Points = found.iter().map(|credit| credit.credit).sum();
    assert_eq!(
        total,
        standing::value(portfolio, scenario, plan),
        "credits do not add up to the plan's value"
    );
    for (credit, sum) in found.iter().zip(&sums) {
        // Each game rounds by at most a millionth.
        let games = i128::try_from(found.len() + scenario.rules.len()).expect("few");
        let apart = (i128::from(credit.credit.0) * orders - sum).abs();
        assert!(apart <= games * orders, "{credit:?} instead of {sum}/{orders}");
        let from: Points = credit.from.iter().map(|one| one.1).sum();
        assert!(credit.error.is_none() && from.0.abs() <= 1 << 60, "{credit:?}");
    }
    found
}

#[test]
fn credits_are_those_of_every_order() {
    let shared: usize = (0..250_u64)
        .into_par_iter()
        .map(|seed| {
            let (portfolio, scenario) = random_problem(seed);
            let Some((plan, _)) = best(&portfolio, &scenario) else { return 0 };
            if plan.started().count() > 6 {
                return 0;
            }
            let found = judge(&portfolio, &scenario, &plan);
            found.iter().filter(|credit| !credit.from.is_empty()).count()
        })
        .sum();
    assert!(shared >= 50, "only {shared} initiatives enable another");
}

/// `A3` waits for `A1` or `A2`, `A4` for `A3`.
fn chain() -> (Portfolio, Scenario) {
    let mut portfolio = build::portfolio(4, 3);
    let on = |any_of: &[usize]| Dependency {
        any_of: any_of.iter().map(|&at| (Target::Initiative(who(at)), Link::Selection)).collect(),
    };
    let clauses = [(2, on(&[0, 1])), (3, on(&[2]))];
    let rules = clauses.clone().map(|(at, clause)| Rule::Dependency { initiative: who(at), clause });
    for (at, clause) in clauses {
        portfolio.initiatives[at].dependencies.push(clause);
    }
    let scenario = build::scenario(&portfolio, rules.to_vec());
    (portfolio, scenario)
}

#[test]
fn one_of_two_prerequisites_by_hand() {
    let (portfolio, scenario) = chain();
    let plan = build::plan(&[1, 1, 1, 1]);
    let found = judge(&portfolio, &scenario, &plan);
    let own = found[0].own.0;
    // A3: 1/6, 1/6, 2/3. A4 needs A3 and one of two: 1/12, 1/12, 5/12, 5/12.
    assert!((found[0].credit.0 - (own + own / 6 + own / 12)).abs() <= 3, "{found:?}");
    assert!((found[3].credit.0 - own * 5 / 12).abs() <= 3, "{found:?}");
}

#[test]
fn large_closures_with_choices_are_drawn_with_their_error() {
    // Fourteen that any one of is enough for the last, which is worth what all share.
    let count = 15;
    let mut portfolio = build::portfolio(count, 2);
    let any_of = (0..count - 1).map(|at| (Target::Initiative(who(at)), Link::Selection)).collect();
    let clause = Dependency { any_of };
    portfolio.initiatives[count - 1].dependencies.push(clause.clone());
    let rules = vec![Rule::Dependency { initiative: who(count - 1), clause }];
    let scenario = build::scenario(&portfolio, rules);
    let plan = build::plan(&vec![1; count]);
    let found = credits(&portfolio, &scenario, &plan);
    assert_eq!(found, credits(&portfolio, &scenario, &plan), "the same orders every time");
    let last = found.last().expect("the last");
    let (own, error) = (last.own.0, last.error.expect("drawn").0);
    // The last brings the value unless it comes first: 14 of 15 orders.
    let expected = own * 14 / 15;
    assert!((last.credit.0 - expected).abs() <= 4 * error.max(1), "{last:?}, expected {expected}");
    let total: Points = found.iter().map(|credit| credit.credit).sum();
    assert_eq!(total, standing::value(&portfolio, &scenario, &plan));
}
