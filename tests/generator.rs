//! The judge and its random problems, judged: every feature is used, every rule decides somewhere, some problems
//! have no plan, and the cuts of the enumeration cut nothing.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::oracle::{best, goal_values};
use common::random::random_problem;
use petajalan::audit::{Auditor, Breach, WhatIf, keeps_all, slack, violations};
use petajalan::plan::{Funding, Ledger, Plan, Totals, synergies};
use petajalan::portfolio::{Finish, Link, Portfolio, ServiceStart, Target};
use petajalan::scenario::{Goal, Rule, Scenario, Scope};
use petajalan::units::{Points, Year};
use rayon::prelude::*;

const CASES: u64 = 2_000;

/// Every variant of `Rule`, by name.
const KINDS: [&str; 24] = [
    "Alternatives",
    "Bundle",
    "CarryOver",
    "Ceiling",
    "Commitments",
    "Committed",
    "Dependency",
    "Floor",
    "ForcedIn",
    "ForcedOut",
    "FundHorizonLimit",
    "FundLimit",
    "HorizonCeiling",
    "Mandatory",
    "MandatoryGroup",
    "MinimumStarts",
    "Outcome",
    "Pool",
    "ShareCap",
    "ShareFloor",
    "Stability",
    "StartsPerYear",
    "Synergy",
    "Window",
];

fn kind(rule: &Rule) -> String {
    let text = format!("{rule:?}");
    text.split([' ', '{']).next().unwrap_or_default().to_owned()
}

/// Names of what a problem uses.
fn features(portfolio: &Portfolio, scenario: &Scenario) -> BTreeSet<String> {
    let mut used: BTreeSet<String> = scenario.rules.iter().map(kind).collect();
    let mut note = |name: &str, holds: bool| {
        if holds {
            used.insert(format!("+{name}"));
        }
    };
    let clauses = || portfolio.initiatives.iter().flat_map(|item| &item.dependencies);
    let ties = || clauses().flat_map(|clause| &clause.any_of);
    note("or", clauses().any(|clause| clause.any_of.len() > 1));
    note("group target", ties().any(|(target, _)| matches!(target, Target::Group(_))));
    note("lag", ties().any(|(_, link)| matches!(link, Link::FinishToStart { lag: 1.. })));
    note("same year", ties().any(|(_, link)| *link == Link::StartToStart));
    note("selection", ties().any(|(_, link)| *link == Link::Selection));
    note("service same year", portfolio.calendar.service == ServiceStart::SameYear);
    note("finish anywhere", portfolio.calendar.finish == Finish::Anywhere);
    note("inflation", portfolio.classes.iter().any(|class| class.inflation.is_some()));
    note("discount", portfolio.discount > 0.0);
    note("base", !scenario.base.is_empty());
    note("negative value", portfolio.initiatives.iter().any(|i| i.given.per_service_year < Points::ZERO));
    note("least cost first", scenario.goals.first() == Some(&Goal::LeastCost));
    note("index first", matches!(scenario.goals.first(), Some(Goal::HighestIndex { .. })));
    let before =
        |rule: &Rule| matches!(rule, Rule::Committed { start, .. } if *start < portfolio.calendar.first);
    note("committed before", scenario.rules.iter().any(before));
    let adds = portfolio.initiatives.iter().flat_map(|item| &item.staff).any(|need| need.adds.0 > 0);
    note("pool additions", adds && scenario.rules.iter().any(|rule| matches!(rule, Rule::Pool { .. })));
    used
}

#[test]
fn everything_is_used_and_limits_are_tight() {
    let judged: Vec<(BTreeSet<String>, Option<bool>)> = (0..CASES)
        .into_par_iter()
        .map(|seed| {
            let (portfolio, scenario) = random_problem(seed);
            let tight = best(&portfolio, &scenario).map(|(plan, _)| {
                assert_eq!(violations(&portfolio, &scenario, &plan), [], "seed {seed}");
                slack(&portfolio, &scenario, &plan).iter().any(|slack| slack.slack == 0)
            });
            (features(&portfolio, &scenario), tight)
        })
        .collect();
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for name in judged.iter().flat_map(|(names, _)| names) {
        *used.entry(name).or_default() += 1;
    }
    let rules: Vec<&str> = used.keys().copied().filter(|name| !name.starts_with('+')).collect();
    assert_eq!(rules, KINDS);
    assert_eq!(used.len(), rules.len() + 15, "a feature is never used: {used:?}");
    assert!(used.values().all(|&times| times > 60), "a feature is hardly used: {used:?}");
    let none = judged.iter().filter(|(_, tight)| tight.is_none()).count();
    let tight = judged.iter().filter(|(_, tight)| *tight == Some(true)).count();
    assert!((CASES / 5..CASES / 2).contains(&(none as u64)), "{none} problems without a plan");
    assert!(tight as u64 > CASES / 3, "{tight} plans at a limit");
}

/// The first goal, turned so that more is better; nothing where there is no plan.
fn reached(portfolio: &Portfolio, scenario: &Scenario) -> Option<i128> {
    let (_, values) = best(portfolio, scenario)?;
    let first = values.first().copied().unwrap_or(0);
    Some(if scenario.goals.first() == Some(&Goal::LeastCost) { -first } else { first })
}

#[test]
fn dropping_a_rule_never_hurts_and_every_rule_decides_somewhere() {
    // Permissions and bonuses: a commitment also allows a start outside the plan's years.
    let widening = ["CarryOver", "Synergy", "Committed"];
    let decided: Vec<String> = (0..800)
        .into_par_iter()
        .flat_map_iter(|seed| {
            let (portfolio, scenario) = random_problem(seed);
            let with = reached(&portfolio, &scenario);
            let kinds: BTreeSet<String> = scenario.rules.iter().map(kind).collect();
            kinds.into_iter().filter(move |name| {
                let without = reached(&portfolio, &scenario.keeping(|rule| kind(rule) != *name));
                if name == "CarryOver" {
                    assert!(without <= with, "seed {seed}: carry-over costs something");
                } else if !widening.contains(&name.as_str()) {
                    assert!(with <= without, "seed {seed}: {name} is worth something");
                }
                with != without
            })
        })
        .collect();
    for name in KINDS {
        let times = decided.iter().filter(|held| *held == name).count();
        assert!(times >= 3, "{name} decides only {times} of 800 problems");
    }
}

#[test]
fn a_higher_ceiling_never_hurts() {
    (0..400_u64).into_par_iter().for_each(|seed| {
        let (portfolio, scenario) = random_problem(seed);
        let mut wider = scenario.clone();
        for rule in &mut wider.rules {
            if let Rule::Ceiling { limit, .. } | Rule::FundLimit { limit, .. } = rule {
                limit.0 += limit.0 / 4;
            }
        }
        // A share of the ceiling grows with it and may hurt: leave those problems out.
        let of_ceiling = |rule: &Rule| matches!(rule, Rule::ShareFloor { .. } | Rule::ShareCap { .. });
        if !scenario.rules.iter().any(of_ceiling) {
            assert!(reached(&portfolio, &scenario) <= reached(&portfolio, &wider), "seed {seed}");
        }
    });
}

/// The best of plainly every start vector, for few initiatives.
fn plainly(portfolio: &Portfolio, scenario: &Scenario) -> Option<(Plan, Vec<i128>)> {
    let committed = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Committed { start, .. } => Some(*start),
        _ => None,
    });
    let years: BTreeSet<Year> = portfolio.calendar.plan_years().chain(committed).collect();
    let choices: Vec<Option<Year>> = years.into_iter().map(Some).chain([None]).collect();
    let mut plans = vec![Vec::new()];
    for _ in &portfolio.initiatives {
        let longer = |plan: &Vec<_>| choices.iter().map(|choice| [&plan[..], &[*choice]].concat()).collect();
        plans = plans.iter().flat_map::<Vec<_>, _>(longer).collect();
    }
    let mut best: Option<(Plan, Vec<i128>)> = None;
    let (auditor, known) = (Auditor::new(portfolio, scenario), synergies(scenario));
    for plan in plans.into_iter().map(|starts| Plan { starts }) {
        let broken = violations(portfolio, scenario, &plan);
        assert_eq!(broken.is_empty(), keeps_all(portfolio, scenario, &plan));
        assert_eq!(broken.is_empty(), auditor.keeps_all(&plan));
        let negative = slack(portfolio, scenario, &plan).iter().any(|slack| slack.slack < 0);
        assert!(!negative || !broken.is_empty(), "a slack below zero and no violation");
        let ledger = Ledger::of(portfolio, scenario, &plan);
        let totals = Totals::of(portfolio, scenario, &known, &plan);
        for scope in scenario.rules.iter().filter_map(scope_of) {
            let (sums, last) = (totals.of_scope(&plan, scope), portfolio.calendar.last());
            let years = portfolio.calendar.accounted_years();
            assert!(years.clone().all(|year| sums.of(year) == ledger.spent(scope, year)), "{scope:?}");
            assert_eq!(sums.until(last), ledger.spent_in_horizon(scope), "{scope:?}");
        }
        let mut what_if = WhatIf::new(portfolio, scenario, &plan).expect("a start for everyone");
        for (initiative, _) in portfolio.each() {
            // One of the years, another one for each initiative and plan.
            let year = choices[initiative.0 % (choices.len() - 1)].expect("the last choice alone is none");
            let mut changed = plan.clone();
            changed.starts[initiative.0] = Some(year);
            let expected = violations(portfolio, scenario, &changed);
            assert_eq!(what_if.violations(initiative, year), expected, "{initiative:?} {year:?} {plan:?}");
        }
        let short = !Funding::of(portfolio, scenario, &ledger).unpaid.is_empty();
        let blamed = broken.iter().any(|found| matches!(found.breach, Breach::Unpaid { .. }));
        assert_eq!(short, blamed, "a rule is named exactly where money is missing");
        if broken.is_empty() {
            let values = goal_values(portfolio, scenario, &plan);
            let turn = |values: &[i128]| -> Vec<i128> {
                let one =
                    |(goal, value): (&Goal, &i128)| if *goal == Goal::LeastCost { -value } else { *value };
                scenario.goals.iter().zip(values).map(one).collect()
            };
            if best.as_ref().is_none_or(|(_, held)| turn(&values) > turn(held)) {
                best = Some((plan, values));
            }
        }
    }
    best
}

/// Whose spending a rule speaks of.
fn scope_of(rule: &Rule) -> Option<&Scope> {
    match rule {
        Rule::Ceiling { scope, .. }
        | Rule::HorizonCeiling { scope, .. }
        | Rule::Floor { scope, .. }
        | Rule::ShareFloor { scope, .. }
        | Rule::ShareCap { scope, .. }
        | Rule::Commitments { scope, .. } => Some(scope),
        _ => None,
    }
}

#[test]
fn cuts_cut_nothing() {
    let small = |seed: &u64| random_problem(*seed).0.initiatives.len() <= 4;
    let seeds: Vec<u64> = (0..600).filter(small).collect();
    assert!(seeds.len() > 100);
    seeds.into_par_iter().for_each(|seed| {
        let (portfolio, scenario) = random_problem(seed);
        assert_eq!(best(&portfolio, &scenario), plainly(&portfolio, &scenario), "seed {seed}");
    });
}
