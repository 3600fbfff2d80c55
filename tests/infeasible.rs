//! Why there is no plan: cases made impossible on purpose, by hand and at random.
//!
//! The conflict that is named is irreducible: infeasible together (the judge looks at every plan), feasible when any
//! one rule is dropped (an audited plan shows it). The money said to be missing is the least.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;
use std::path::Path;

use common::program::{Ran, Tree, plan, read, shipped, temporary, verify, write};
use common::{best, random_problem};
use petajalan::audit::keeps_all;
use petajalan::plan::{Ledger, Plan};
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Base, Rule, Scenario, Scope};
use petajalan::solve::conflict::{irreducible, reduced};
use petajalan::solve::missing::{Missing, least_money, raised};
use petajalan::solve::{Options, Outcome, solve};
use petajalan::units::{Money, Year};
use rayon::prelude::*;

const CASE: &str = r#"
id = "small"
name = "Small"
language = "en"
first_year = 2027
years = 3
[value]
from = "given"
[[category]]
id = "application"
[[category]]
id = "people"
[[ceiling]]
id = "total"
limits = 100
[[index]]
id = "maturity"
name = "Maturity"
file = "maturity.csv"
[[pool]]
id = "staff"
name = "ICT staff"
capacity = 10
"#;

const MATURITY: &str = "id,name,weight,baseline\n1,Services,100,1\n";

const HEADER: &str = "id,name,category,owner,capex_e1,opex_annual,duration_years,depends_on,mandatory,\
                      mandatory_start_deadline_year,staff_pm_build_per_year,maturity_lift,value\n";

/// Plans a case of these rows, with more rules; what it says and writes.
fn planned(rows: &str, rules: &str, lang: &str) -> (Ran, Tree) {
    let (folder, output) = (temporary(), temporary());
    let (case, initiatives) = (format!("{CASE}{rules}"), format!("{HEADER}{rows}"));
    let files = [("case.toml", case.as_str()), ("initiatives.csv", &initiatives), ("maturity.csv", MATURITY)];
    write(folder.path(), files);
    let ran = plan(folder.path(), output.path(), &["--lang", lang]);
    let results = output.path().join("small/plan");
    if results.exists() {
        verify(&results).exits(0);
    }
    (ran, if results.exists() { read(&results) } else { Tree::new() })
}

/// Asserts that a case is infeasible because of these rules and no others, and what money would do.
#[track_caller]
fn conflict(rows: &str, rules: &str, named: &[&str], money: &str) {
    let (ran, files) = planned(rows, rules, "en");
    let ran = ran.exits(1);
    let listed: Vec<&str> = ran.out.lines().filter_map(|line| line.strip_prefix("  - ")).collect();
    assert_eq!(listed, named, "{}\n{}", ran.out, ran.err);
    assert!(ran.out.contains("no plan keeps every rule"), "{}", ran.out);
    let head =
        if named.len() == 1 { "No plan keeps this rule:" } else { "without any one of them they can:" };
    assert!(ran.out.contains(head), "{}", ran.out);
    assert!(ran.out.contains(money), "{}", ran.out);
    let document: serde_json::Value = serde_json::from_slice(&files["base/plan.json"]).expect("JSON");
    assert_eq!(document["status"], "infeasible");
    assert!(document["starts"].is_null() && document["value"].is_null());
    assert!(!files.contains_key("base/plan.csv"), "a plan where there is none");
}

/// What is said where no money helps.
const NO_MONEY: &str = "More money does not solve it";

#[test]
fn mandatory_initiatives_beyond_the_ceiling() {
    let rows = "A,Alpha,application,Office,80,0,1,,1,1,,,5\n\
                B,Beta,application,Office,50,0,1,,1,1,,,5\n\
                C,Gamma,application,Office,50,0,1,,1,3,,,5\n";
    let named = [
        "A must start by 2027.",
        "B must start by 2027.",
        "Ceiling total: all spending in 2027 is at most Rp100.",
    ];
    conflict(rows, "", &named, "The least extra money with which every rule holds: Rp30 (2027 Rp30).");
    let (ran, _) = planned(rows, "", "id");
    let said = [
        "3 aturan ini tidak dapat dipenuhi bersama",
        "A wajib mulai paling lambat 2027.",
        "Rp30 (2027 Rp30)",
    ];
    assert!(said.iter().all(|words| ran.out.contains(words)), "{}", ran.out);
}

#[test]
fn running_costs_that_outgrow_the_ceiling() {
    let rows = "A,Alpha,application,Office,60,70,1,,1,1,,,5\nB,Beta,application,Office,40,0,1,,1,,,,5\n\
                C,Gamma,application,Office,1,0,1,,0,,,,5\n";
    let rules = "[[force_in]]\ninitiative = \"C\"\nyear = 2027\nreason = \"decided\"\n";
    let named = [
        "A must start by 2027.",
        "B must start.",
        "C was decided in, from 2027 (decided).",
        "Ceiling total: all spending in 2027 is at most Rp100.",
        "Ceiling total: all spending in 2028 is at most Rp100.",
        "Ceiling total: all spending in 2029 is at most Rp100.",
    ];
    conflict(rows, rules, &named, "The least extra money with which every rule holds: Rp1 (2027 Rp1).");
}

#[test]
fn wanted_and_ruled_out() {
    let rows = "A,Alpha,application,Office,10,0,1,,1,,,,5\n";
    let rules = "[[force_out]]\ninitiative = \"A\"\nreason = \"no site\"\n";
    conflict(rows, rules, &["A must start.", "A was decided out (no site)."], NO_MONEY);
}

#[test]
fn a_deadline_before_the_prerequisite_can_finish() {
    let rows = "A,Alpha,application,Office,10,0,2,,0,,,,5\nB,Beta,application,Office,10,0,1,A,1,2,,,5\n";
    conflict(rows, "", &["B must start by 2028.", "B needs A finished before."], NO_MONEY);
}

#[test]
fn a_floor_above_what_there_is() {
    let rows = "A,Alpha,people,Office,30,0,1,,0,,,,5\nB,Beta,application,Office,30,0,1,,0,,,,5\n";
    let rules = "[[floor]]\nid = \"people\"\ncategory = \"people\"\nper = \"horizon\"\namount = 31\n";
    let named = ["Floor people: spending in category people over the whole plan is at least Rp31."];
    conflict(rows, rules, &named, NO_MONEY);
}

#[test]
fn too_few_people_for_the_work() {
    let rows = "A,Alpha,application,Office,10,0,1,,1,1,6,,5\nB,Beta,application,Office,10,0,1,,1,1,4.5,,5\n";
    let named = [
        "A must start by 2027.",
        "B must start by 2027.",
        "Staff of ICT staff in 2027: at most 10 person-months, plus what initiatives add.",
    ];
    conflict(rows, "", &named, NO_MONEY);
}

#[test]
fn an_index_out_of_reach() {
    let rows = "A,Alpha,application,Office,60,0,1,,0,,,1:1,5\nB,Beta,application,Office,60,0,1,,0,,,1:1,5\n";
    let target = |at_least: &str| {
        format!("[[outcome]]\nid = \"target\"\nindex = \"maturity\"\nyear = 2028\nat_least = {at_least}\n")
    };
    conflict(rows, &target("3.5"), &["Index Maturity is at least 3.50 at the end of 2028."], NO_MONEY);
    let named = [
        "Ceiling total: all spending in 2027 is at most Rp100.",
        "Index Maturity is at least 3.00 at the end of 2028.",
    ];
    conflict(rows, &target("3"), &named, "Rp20 (2027 Rp20)");
}

#[test]
fn a_fund_that_is_too_small() {
    let rows = "A,Alpha,application,Office,60,0,1,,1,1,,,5\n";
    let rules = "[[fund]]\nid = \"Grant\"\nname = \"Grant\"\nlimits = 40\n";
    let named = ["A must start by 2027.", "Fund Grant pays at most Rp40 in 2027."];
    conflict(rows, rules, &named, "Rp20 (2027 Rp20)");
}

#[test]
fn other_scenarios_are_answered() {
    let (folder, output) = (temporary(), temporary());
    let case = folder.path().join("tiny");
    common::program::copy(&shipped("tiny"), &case);
    let scenarios = case.join("scenarios.toml");
    let more = "[[scenario]]\nid = \"broke\"\nname = \"Broke\"\n[[scenario.force_in]]\ninitiative = \"build\"\n\
                reason = \"decided\"\n";
    let text = fs::read_to_string(&scenarios).expect("scenarios");
    fs::write(&scenarios, format!("{text}\n{more}")).expect("written");
    let ran = plan(&case, output.path(), &["--format", "json"]).exits(1);
    let statuses: Vec<String> =
        ran.documents().iter().map(|one| one["status"].as_str().expect("a status").to_owned()).collect();
    assert_eq!(statuses, ["proven", "proven", "infeasible"]);
    let files = read(&output.path().join("tiny/plan"));
    assert!(files.contains_key("tight/plan.csv") && !files.contains_key("broke/plan.csv"));
    verify(Path::new(&output.path().join("tiny/plan"))).exits(0);
}

/// Random problems without a plan, few initiatives each, for the judge to look at every plan.
fn impossible(seeds: std::ops::Range<u64>, most: usize) -> Vec<(u64, Portfolio, Scenario)> {
    let none = |seed: u64| {
        let (portfolio, scenario) = random_problem(seed);
        let small = portfolio.initiatives.len() <= most;
        let outcome = small.then(|| solve(&portfolio, &scenario, &Options::default()))?;
        (outcome == Outcome::Infeasible).then_some((seed, portfolio, scenario))
    };
    seeds.into_par_iter().filter_map(none).collect()
}

#[test]
fn the_named_conflict_is_irreducible() {
    let problems = impossible(0..3_000, 6);
    assert!(problems.len() >= 150, "only {} problems", problems.len());
    problems.par_iter().for_each(|(seed, portfolio, scenario)| {
        let found = irreducible(portfolio, scenario, &Options::default());
        let found = found.unwrap_or_else(|| panic!("seed {seed}: no conflict is named"));
        assert!(found.is_minimal() && found.rules.len() == found.without.len(), "seed {seed}: {found:?}");
        assert!(found.rules.is_sorted() && !found.rules.is_empty(), "seed {seed}: {found:?}");
        let together = reduced(portfolio, scenario, &found.rules);
        assert_eq!(best(portfolio, &together), None, "seed {seed}: the named rules can all hold");
        for (dropped, witness) in found.rules.iter().zip(&found.without) {
            let others: Vec<usize> = found.rules.iter().copied().filter(|rule| rule != dropped).collect();
            let without = reduced(portfolio, scenario, &others);
            let kept = witness.as_ref().is_some_and(|plan| keeps_all(portfolio, &without, plan));
            assert!(kept, "seed {seed}: rule {dropped} is not needed");
        }
    });
}

/// Problems that once went wrong: a solver's presolve that called a problem with very large and very small amounts
/// infeasible, and conflicts with commitments, which both demand and allow.
#[test]
fn problems_that_once_went_wrong() {
    let (portfolio, scenario) = random_problem(5_109);
    let found = solve(&portfolio, &scenario, &Options::default());
    assert_eq!(
        found.solved().map(|solved| &solved.plan),
        best(&portfolio, &scenario).as_ref().map(|one| &one.0)
    );
    for seed in [9_445, 13_486, 13_701] {
        let (portfolio, scenario) = random_problem(seed);
        let found = irreducible(&portfolio, &scenario, &Options::default()).expect("a conflict");
        assert!(found.is_minimal(), "seed {seed}: {found:?}");
    }
}

/// The total of the least extra money, by looking at every plan; `None` where money does not help. For problems
/// without limits on funds and shares of a ceiling, where a plan alone says what it lacks.
fn cheapest(portfolio: &Portfolio, scenario: &Scenario) -> Option<Money> {
    let plenty: Vec<(Year, Money)> =
        portfolio.calendar.accounted_years().map(|year| (year, Money(1 << 40))).collect();
    let rich = raised(portfolio, scenario, &plenty);
    let fitting =
        every_plan(portfolio, scenario).into_iter().filter(|plan| keeps_all(portfolio, &rich, plan));
    fitting.map(|plan| lacking(portfolio, scenario, &plan)).min()
}

/// What a plan spends above the money limits, at least, when extra money of a year counts for each limit of it.
fn lacking(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Money {
    let ledger = Ledger::of(portfolio, scenario, plan);
    let money = |scope: &Scope| scope.classes.iter().all(|class| portfolio.class(*class).money);
    let over = |year: Option<Year>| {
        let of_rule = |rule: &Rule| match rule {
            Rule::Ceiling { scope, year: at, limit, .. }
            | Rule::Commitments { scope, year: at, limit, .. }
                if Some(*at) == year && money(scope) =>
            {
                ledger.spent(scope, *at) - *limit
            }
            Rule::HorizonCeiling { scope, limit, .. } if year.is_none() && money(scope) => {
                ledger.spent_in_horizon(scope) - *limit
            }
            _ => Money::ZERO,
        };
        scenario.rules.iter().map(of_rule).max().unwrap_or_default().max(Money::ZERO)
    };
    let last = portfolio.calendar.last();
    let years = || portfolio.calendar.accounted_years();
    let inside: Money = years().filter(|year| *year <= last).map(|year| over(Some(year))).sum();
    let after: Money = years().filter(|year| *year > last).map(|year| over(Some(year))).sum();
    inside.max(over(None)) + after
}

fn every_plan(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Plan> {
    let committed = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Committed { start, .. } => Some(*start),
        _ => None,
    });
    let mut years: Vec<Option<Year>> = portfolio.calendar.plan_years().chain(committed).map(Some).collect();
    years.sort_unstable();
    years.dedup();
    years.push(None);
    let mut plans = vec![Vec::new()];
    for _ in &portfolio.initiatives {
        plans =
            plans.iter().flat_map(|plan| years.iter().map(|year| [&plan[..], &[*year]].concat())).collect();
    }
    plans.into_iter().map(|starts| Plan { starts }).collect()
}

/// Extra money is enough, and an amount less in any year is not.
fn assert_least(seed: u64, portfolio: &Portfolio, scenario: &Scenario, found: &Missing) {
    assert!(found.proven && found.total() > Money::ZERO, "seed {seed}: {found:?}");
    assert!(found.by_year.is_sorted() && found.by_year.iter().all(|one| one.1 > Money::ZERO), "seed {seed}");
    let enough = raised(portfolio, scenario, &found.by_year);
    assert!(keeps_all(portfolio, &enough, &found.plan), "seed {seed}: the money is not enough");
    for at in 0..found.by_year.len() {
        for less in [Money(1), Money((found.by_year[at].1.0 + 1) / 2)] {
            let mut by_year = found.by_year.clone();
            by_year[at].1 -= less;
            let plan = best(portfolio, &raised(portfolio, scenario, &by_year));
            assert_eq!(plan, None, "seed {seed}: {less:?} less than {found:?} would do");
        }
    }
}

#[test]
fn the_missing_money_is_the_least() {
    let problems = impossible(0..12_000, 5);
    let compared: Vec<(bool, bool)> = problems
        .par_iter()
        .map(|(seed, portfolio, scenario)| {
            let found = least_money(portfolio, scenario, &Options::default());
            if let Some(found) = &found {
                assert_least(*seed, portfolio, scenario, found);
            }
            let plain = !scenario.rules.iter().any(|rule| {
                matches!(
                    rule,
                    Rule::FundLimit { .. }
                        | Rule::FundHorizonLimit { .. }
                        | Rule::ShareFloor { base: Base::Ceiling, .. }
                        | Rule::ShareCap { base: Base::Ceiling, .. }
                )
            });
            if plain {
                let expected = cheapest(portfolio, scenario);
                assert_eq!(found.as_ref().map(Missing::total), expected, "seed {seed}: {found:?}");
            }
            (found.is_some(), plain)
        })
        .collect();
    let helped = compared.iter().filter(|one| one.0).count();
    let judged = compared.iter().filter(|one| one.0 && one.1).count();
    let beyond = compared.iter().filter(|one| !one.0 && one.1).count();
    assert!(
        helped >= 150 && judged >= 40 && beyond >= 150,
        "{helped} helped, {judged} judged, {beyond} beyond"
    );
}
