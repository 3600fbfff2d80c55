//! Studies against every plan there is, and their commands as a user runs them: revisions by number of changes,
//! near-optimal alternatives, comparisons; what is changed in their folders, `verify` names.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::ffi::OsStr;
use std::path::Path;

use common::build::{self, FIRST, year};
use common::chance::Chance;
use common::program::{Ran, copy, petajalan, plan, read, shipped, temporary, verify, write};
use common::{best, random_problem};
use petajalan::audit::keeps_all;
use petajalan::input::Earlier;
use petajalan::plan::{Apart, Ledger, Plan, standing};
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Actual, Goal, Rule, Scenario, Scope, Spender};
use petajalan::solve::{Options, Outcome, solve};
use petajalan::study::alternatives::{self, alternatives};
use petajalan::study::revision::{Asked, Ground, steps};
use petajalan::units::{ClassIx, InitiativeIx, Money, Year};
use rayon::prelude::*;

const CASES: u64 = 250;

/// A plan that is not quite the best one, as an earlier plan.
fn earlier(portfolio: &Portfolio, scenario: &Scenario, seed: u64) -> Option<Earlier> {
    let chance = &mut Chance::new(seed ^ 0x5eed);
    let (mut plan, _) = best(portfolio, scenario)?;
    for at in 0..plan.starts.len() {
        if chance.percent(25) {
            let latest = portfolio.calendar.latest_start(portfolio.initiatives[at].duration);
            let years = portfolio.calendar.plan_years().filter(|year| *year <= latest);
            let choices: Vec<Option<Year>> = years.map(Some).chain([None]).collect();
            plan.starts[at] = chance.pick(&choices);
        }
    }
    Some(Earlier { known: vec![true; plan.starts.len()], plan, scenario: None })
}

/// The ground of a revision from the second year on, with some actual spending of the first.
fn ground(portfolio: &Portfolio, scenario: &Scenario, earlier: &Earlier, actuals: &[Actual]) -> Ground {
    let (weight_sets, from) = (&[][..], FIRST.plus(1));
    Ground::of(&Asked { portfolio, weight_sets, scenario, earlier, from, actuals })
}

/// Amounts for some of what has started.
fn some_actuals(portfolio: &Portfolio, scenario: &Scenario, earlier: &Earlier, seed: u64) -> Vec<Actual> {
    let chance = &mut Chance::new(seed ^ 0xac7);
    let mut found = Vec::new();
    for (initiative, _) in ground(portfolio, scenario, earlier, &[]).frozen {
        let class = portfolio.initiative(initiative).costs.first().map(|line| line.class);
        if let Some(class) = class.filter(|_| chance.percent(40)) {
            let amount = Money(chance.between(0, 20));
            found.push(Actual { spender: Spender::Initiative(initiative), class, year: FIRST, amount });
        }
    }
    found
}

#[test]
fn every_number_of_changes_is_worth_what_looking_at_every_plan_says() {
    let wrong: Vec<String> = (0..CASES).into_par_iter().filter_map(wrong_steps).collect();
    assert!(wrong.is_empty(), "{} of {CASES} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
}

fn wrong_steps(seed: u64) -> Option<String> {
    let (portfolio, scenario) = random_problem(seed);
    let earlier = earlier(&portfolio, &scenario, seed)?;
    let ground =
        ground(&portfolio, &scenario, &earlier, &some_actuals(&portfolio, &scenario, &earlier, seed));
    let free = best(&portfolio, &ground.scenario);
    let found = steps(&portfolio, &ground, "earlier", None, &Options::default());
    let first = |values: &[i128]| values.first().copied().unwrap_or(0);
    let reached = |outcome: &Outcome| Some(outcome.solved()?.reached.first()?.value);
    if free.is_none() {
        let said = found.free.outcome == Outcome::Infeasible && found.found.is_empty();
        return (!said).then(|| format!("seed {seed}: no plan, found {:?}", found.free.outcome));
    }
    let free = first(&free?.1);
    let mut least = None;
    for changes in 0..=u32::try_from(portfolio.initiatives.len()).expect("few") {
        let expected = best(&portfolio, &ground.within(changes, "earlier")).map(|(_, values)| first(&values));
        least = least.or(expected.map(|_| changes));
        let step = found.found.iter().find(|step| step.changes == changes);
        let Some(step) = step else {
            // Left out: none yet, or nothing more to gain.
            let ended = found.found.last().is_some_and(|last| last.changes < changes);
            if expected.is_none() || (ended && expected == Some(free)) {
                continue;
            }
            return Some(format!("seed {seed}: nothing for {changes} changes, expected {expected:?}"));
        };
        if reached(&step.answer.outcome) != expected
            || !matches!(step.answer.outcome, Outcome::Proven(_) | Outcome::Infeasible)
        {
            return Some(format!(
                "seed {seed}: {changes} changes: expected {expected:?}, found {:?}",
                step.answer.outcome
            ));
        }
        let sound =
            step.answer.outcome.solved().is_none_or(|s| keeps_all(&portfolio, &step.scenario, &s.plan));
        if !sound {
            return Some(format!("seed {seed}: {changes} changes: the plan breaks a rule"));
        }
    }
    let ended = found.found.last().and_then(|step| reached(&step.answer.outcome));
    (found.least != least || ended != Some(free)).then(|| {
        format!("seed {seed}: least {:?}, expected {least:?}; last {ended:?}, free {free}", found.least)
    })
}

#[test]
fn what_was_spent_takes_the_place_of_what_was_planned() {
    let mut checked = 0;
    for seed in 0..400 {
        let (portfolio, scenario) = random_problem(seed);
        let Some(earlier) = earlier(&portfolio, &scenario, seed) else { continue };
        let actuals = some_actuals(&portfolio, &scenario, &earlier, seed);
        let ground = ground(&portfolio, &scenario, &earlier, &actuals);
        let plain = self::ground(&portfolio, &scenario, &earlier, &[]);
        let reference = ground.reference(&portfolio);
        for actual in &actuals {
            let Spender::Initiative(initiative) = actual.spender else { continue };
            let single = |ground: &Ground, initiatives: Vec<InitiativeIx>| {
                // Corrections belong to the agency, not the initiative: the whole class of the year tells them.
                let scope = Scope { classes: vec![actual.class], initiatives, ..Scope::total() };
                Ledger::of(&portfolio, &ground.scenario, &reference).spent(&scope, actual.year)
            };
            let others: Money = actuals
                .iter()
                .filter(|other| other.class == actual.class && other.spender != actual.spender)
                .map(|other| {
                    let Spender::Initiative(who) = other.spender else { return Money::ZERO };
                    other.amount - planned(&portfolio, &earlier, who, other.class)
                })
                .sum();
            let more = single(&ground, Vec::new()) - single(&plain, Vec::new()) - others;
            let expected = actual.amount - planned(&portfolio, &earlier, initiative, actual.class);
            assert_eq!(more, expected, "seed {seed}, {actual:?}");
            checked += 1;
        }
        let ahead = ground.reference.iter().all(|(who, start)| {
            *start >= FIRST.plus(1) || ground.frozen.contains(&(*who, *start)) || locked(&scenario, *who)
        });
        assert!(ahead, "seed {seed}: started, neither frozen nor locked");
    }
    assert!(checked > 50, "only {checked} amounts were looked at");
}

fn locked(scenario: &Scenario, who: InitiativeIx) -> bool {
    scenario.rules.iter().any(|rule| match rule {
        Rule::Committed { initiative, .. } | Rule::ForcedIn { initiative, start: Some(_), .. } => {
            *initiative == who
        }
        _ => false,
    })
}

/// What the initiative was to spend of the class in the first year.
fn planned(portfolio: &Portfolio, earlier: &Earlier, who: InitiativeIx, class: ClassIx) -> Money {
    let start = earlier.plan.start(who).expect("it has started");
    let costs = portfolio.costs_if_started(who, start);
    costs.filter(|(year, line, _)| *year == FIRST && line.class == class).map(|(_, _, amount)| amount).sum()
}

#[test]
fn frozen_cancelled_and_fresh() {
    let portfolio = build::portfolio(4, 3);
    let out = Rule::ForcedOut { initiative: InitiativeIx(1), reason: "no more".into() };
    let late = Rule::Mandatory { initiative: InitiativeIx(0), start_by: Some(FIRST), reason: String::new() };
    let ceiling = |at: i32, limit| Rule::Ceiling {
        id: "total".into(),
        scope: Scope::total(),
        year: year(at),
        limit: Money(limit),
    };
    let scenario =
        build::scenario(&portfolio, vec![out, late, ceiling(1, 0), ceiling(2, 12), ceiling(3, 40)]);
    let earlier =
        Earlier { plan: build::plan(&[1, 1, 2, 0]), scenario: None, known: vec![true, true, true, false] };
    let ground = ground(&portfolio, &scenario, &earlier, &[]);
    assert_eq!(ground.frozen, [(InitiativeIx(0), FIRST)]);
    assert_eq!(ground.cancelled, [(InitiativeIx(1), FIRST)]);
    assert_eq!(ground.fresh, [InitiativeIx(3)]);
    // What was spent on the cancelled one in the first year stays spent: 10 each, whatever the old ceiling says.
    let spent =
        Ledger::of(&portfolio, &ground.scenario, &ground.reference(&portfolio)).spent(&Scope::total(), FIRST);
    assert_eq!(spent, Money(20));
    // In 2028 the first runs (1) and the third is built (10); a fourth does not fit before 2029.
    let found = steps(&portfolio, &ground, "earlier", None, &Options::default());
    let values: Vec<i128> = found
        .found
        .iter()
        .filter_map(|step| step.answer.outcome.solved())
        .map(|solved| solved.reached[0].value / 1_000_000)
        .collect();
    assert_eq!((found.least, values), (Some(0), vec![5, 6]));
}

#[test]
fn alternatives_are_as_far_as_any_plan_within_reach() {
    let kinds = Apart::ALL;
    let seeds: Vec<(u64, Apart)> = (0..160).flat_map(|seed| kinds.map(|kind| (seed, kind))).collect();
    let wrong: Vec<String> = seeds.into_par_iter().filter_map(|(seed, kind)| nearer(seed, kind)).collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

fn nearer(seed: u64, apart: Apart) -> Option<String> {
    let (portfolio, scenario) = random_problem(seed);
    if portfolio.initiatives.len() > 6 || scenario.goals.first() == Some(&Goal::FirstInOrder) {
        return None;
    }
    let goal = *scenario.goals.first()?;
    let within = 150_000;
    let asked = alternatives::Asked { count: 3, within, apart };
    let found = alternatives(&portfolio, &scenario, asked, &Options::default());
    let plans = every_plan(&portfolio, &scenario);
    let Some(solved) = found.best.outcome.solved() else {
        return (!plans.is_empty()).then(|| format!("seed {seed}: there are plans"));
    };
    let reach = |plan: &Plan| standing::goal(&portfolio, &scenario, plan, goal);
    let least = alternatives::least(goal, solved.reached[0].value, within);
    let near =
        |plan: &&Plan| if goal == Goal::LeastCost { reach(plan) <= least } else { reach(plan) >= least };
    let near: Vec<&Plan> = plans.iter().filter(near).collect();
    let mut before = vec![solved.plan.clone()];
    for at in 0..3 {
        let distance = |plan: &Plan| before.iter().map(|other| apart.between(&portfolio, other, plan)).min();
        let farthest = near.iter().filter_map(|plan| distance(plan)).max().unwrap_or(0);
        let Some(other) = found.others.get(at) else {
            return (farthest > 0)
                .then(|| format!("seed {seed} {apart:?}: plan {at} is missing, {farthest} away"));
        };
        let plan = &other.answer.outcome.solved()?.plan;
        let counted = distance(plan);
        if !near.contains(&plan)
            || counted != Some(farthest)
            || other.distance != farthest
            || other.stopped.is_some()
        {
            return Some(format!(
                "seed {seed} {apart:?}: plan {at} is {counted:?} away, {farthest} is possible: {other:?}"
            ));
        }
        before.push(plan.clone());
    }
    None
}

/// Every plan that keeps the rules.
fn every_plan(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Plan> {
    let mut plans = vec![Plan { starts: Vec::new() }];
    let committed = |who: InitiativeIx| {
        scenario.rules.iter().find_map(|rule| match rule {
            Rule::Committed { initiative, start } if *initiative == who => Some(*start),
            _ => None,
        })
    };
    for (who, _) in portfolio.each() {
        let choices: Vec<Option<Year>> = match committed(who) {
            Some(start) => vec![Some(start)],
            None => portfolio.calendar.plan_years().map(Some).chain([None]).collect(),
        };
        plans = plans
            .into_iter()
            .flat_map(|plan| {
                choices
                    .clone()
                    .into_iter()
                    .map(move |start| Plan { starts: plan.starts.iter().copied().chain([start]).collect() })
            })
            .collect();
    }
    plans.retain(|plan| keeps_all(portfolio, scenario, plan));
    plans
}

#[test]
fn solving_with_corrections_of_the_past_agrees_with_enumeration() {
    // Negative corrections are spending too: the program and the audit must see them alike.
    let wrong = (0..CASES).into_par_iter().filter_map(|seed| {
        let (portfolio, scenario) = random_problem(seed + 10_000);
        let earlier = earlier(&portfolio, &scenario, seed)?;
        let ground =
            ground(&portfolio, &scenario, &earlier, &some_actuals(&portfolio, &scenario, &earlier, seed));
        let expected = best(&portfolio, &ground.scenario).map(|(plan, _)| plan);
        let found = solve(&portfolio, &ground.scenario, &Options::default());
        let found = found.solved().map(|solved| solved.plan.clone());
        (expected != found).then(|| format!("seed {seed}: expected {expected:?}, found {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// A command on a case, its results in a folder, in English.
fn run(command: &str, case: &Path, output: &Path, more: &[&str]) -> Ran {
    let fixed = [
        OsStr::new(command),
        case.as_os_str(),
        OsStr::new("--no-charts"),
        OsStr::new("--lang"),
        OsStr::new("en"),
    ];
    let output = [OsStr::new("--output"), output.as_os_str()];
    petajalan(fixed.into_iter().chain(output).chain(more.iter().map(OsStr::new)))
}

#[test]
fn a_comparison_says_what_changes_why_and_what_it_saves() {
    let room = temporary();
    let ran = run("compare", &shipped("tiny"), room.path(), &["--from", "ample", "--to", "tight"]).exits(0);
    for said in [
        "Falls off (2)",
        "build Build the network",
        "2027 → –",
        "Added (1)",
        "Before: Not chosen",
        "−140",
        "ICT office",
    ] {
        assert!(ran.out.contains(said), "{said} is missing in\n{}", ran.out);
    }
    let folder = room.path().join("tiny/compare-ample-tight");
    verify(&folder).exits(0);
    let json = run(
        "compare",
        &shipped("tiny"),
        room.path(),
        &["--from", "ample", "--to", "tight", "--format", "json"],
    );
    let document = &json.exits(0).documents()[0];
    assert_eq!(document["from"]["value"], 430.0);
    assert_eq!(document["to"]["value"], 290.0);
    let total: i64 = document["by_agency"]
        .as_array()
        .expect("agencies")
        .iter()
        .map(|row| row["total"].as_i64().expect("money"))
        .sum();
    let difference = document["to"]["spending"].as_i64().expect("money")
        - document["from"]["spending"].as_i64().expect("money");
    assert_eq!(total, difference);
    for (file, from, to) in [
        ("compare.txt", "Falls off", "Stays in"),
        ("compare.json", "\"dropped\"", "\"added\""),
        ("comparison-spending.csv", "ICT", "ITC"),
    ] {
        let other = temporary();
        copy(&folder, other.path());
        let text = String::from_utf8(read(&folder)[file].clone()).expect("text");
        assert!(text.contains(from), "{file} has no {from}");
        write(other.path(), [(file, text.replacen(from, to, 1))]);
        let ran = verify(other.path()).exits(1);
        assert!(ran.err.contains(file), "{}", ran.err);
    }
}

#[test]
fn a_ceiling_is_cut_on_the_command_line() {
    let room = temporary();
    let ran = run("compare", &shipped("tiny"), room.path(), &["--from", "ample", "--cut", "3=40%"]).exits(0);
    assert!(ran.out.contains("Ample ceiling → Ample ceiling, ceiling 2029 −40%"), "{}", ran.out);
    verify(&room.path().join("tiny/compare-ample-ample-2029-40")).exits(0);
    for (more, said) in [
        (&["--from", "ample"][..], "both sides are the same"),
        (&["--from", "ampel", "--to", "tight"], "the nearest is ample"),
        (&["--from", "ample", "--cut", "2040=40%"], "no total ceiling in 2040"),
    ] {
        let ran = run("compare", &shipped("tiny"), room.path(), more).exits(2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    run("compare", &shipped("tiny"), room.path(), &["--from", "ample", "--cut", "2029=400%"]).exits(2);
}

#[test]
fn a_plan_of_a_run_is_revised_and_checked() {
    let room = temporary();
    plan(&shipped("tiny"), room.path(), &[]).exits(0);
    let old = room.path().join("tiny/plan/ample");
    let old = old.to_str().expect("a plain name");
    let ran = run(
        "revise",
        &shipped("tiny"),
        room.path(),
        &["--plan", old, "--from", "2028", "--scenario", "tight"],
    );
    assert!(ran.out.contains("have started and stay"), "{}", ran.out);
    // Running and building the network in 2028 leaves room for the portal or not; whatever comes, it is checked.
    verify(&room.path().join("tiny/revise")).exits(0);
    let same = run("revise", &shipped("tiny"), room.path(), &["--plan", old, "--from", "2028"]).exits(0);
    assert!(same.out.contains("0 changes") && same.out.contains("nothing changes"), "{}", same.out);
    let folder = room.path().join("tiny/revise");
    let text = String::from_utf8(read(&folder)["revise.csv"].clone()).expect("text");
    let other = temporary();
    copy(&folder, other.path());
    write(other.path(), [("revise.csv", text.replacen("430", "431", 1))]);
    assert!(verify(other.path()).exits(1).err.contains("revise.csv"));
    write(other.path(), [("revise.json", "{}")]);
    verify(other.path()).exits(1);
}

#[test]
fn bad_plans_are_findings_and_leave_nothing() {
    let room = temporary();
    let file = |name: &str, text: &str| {
        write(room.path(), [(name, text)]);
        room.path().join(name).to_str().expect("a plain name").to_owned()
    };
    let tight = "\"case\": \"tiny\", \"scenario\": \"tight\"";
    for (name, text, code) in [
        (
            "other.json",
            "{ \"case\": \"paser\", \"starts\": {} }".to_owned(),
            "error[E202]: there is no case paser",
        ),
        ("who.json", format!("{{ {tight}, \"starts\": {{\n \"portla\": 2028 }} }}"), "who.json:2:2"),
        ("when.json", format!("{{ {tight}, \"starts\": {{ \"portal\": 2055 }} }}"), "error[E412]"),
        ("word.json", format!("{{ {tight}, \"starts\": {{ \"portal\": \"soon\" }} }}"), "error[E307]"),
        ("list.json", format!("{{ {tight}, \"starts\": [1] }}"), "error[E112]"),
        ("none.json", format!("{{ {tight} }}"), "error[E111]"),
        ("torn.json", "{ \"starts\": ".to_owned(), "error[E114]"),
        ("who.csv", "initiative,start\nportla,2028\n".to_owned(), "help: the nearest id is portal"),
        ("when.csv", "initiative,start\nportal,2055\n".to_owned(), "when.csv:2:8"),
        ("twice.csv", "initiative,start\nportal,2028\nportal,2029\n".to_owned(), "error[E317]"),
        ("head.csv", "initiative,begin\nportal,2028\n".to_owned(), "error[E110]"),
    ] {
        let path = file(name, &text);
        let out = room.path().join("out");
        let more = ["--plan", &path, "--from", "2028", "--scenario", "tight"];
        let ran = run("revise", &shipped("tiny"), &out, &more).exits(2);
        assert!(ran.err.contains(code), "{name}: {}", ran.err);
        assert!(!out.exists(), "{name} left results");
    }
    let good = file("good.csv", "initiative;start\nportal;2028\nlease;2027\n");
    let out = room.path().join("out");
    run("revise", &shipped("tiny"), &out, &["--plan", &good, "--from", "2050", "--scenario", "tight"])
        .exits(2);
    run("revise", &shipped("tiny"), &out, &["--plan", &good, "--from", "2028"]).exits(2);
    run("revise", &shipped("tiny"), &out, &["--plan", &good, "--from", "2028", "--scenario", "tihgt"])
        .exits(2);
    assert!(!out.exists());
    let bad =
        file("actuals.csv", "year,initiative,class,amount\n2027,lease,capital,x\n2055,lease,capital,1\n");
    let more = ["--plan", &good, "--from", "2028", "--scenario", "tight", "--actuals", &bad];
    let ran = run("revise", &shipped("tiny"), &out, &more).exits(2);
    assert!(ran.err.contains("actuals.csv:2:20") && ran.err.contains("error[E412]"), "{}", ran.err);
}

#[test]
fn alternatives_are_written_and_checked() {
    let room = temporary();
    let more = ["--scenario", "ample", "-k", "2", "--within", "0.2"];
    let ran = run("alternatives", &shipped("tiny"), room.path(), &more).exits(0);
    assert!(ran.out.contains("Alternative 2: ") && ran.out.contains("gives up"), "{}", ran.out);
    let folder = room.path().join("tiny/alternatives-ample-all");
    verify(&folder).exits(0);
    let text = String::from_utf8(read(&folder)["alternatives.json"].clone()).expect("text");
    let other = temporary();
    copy(&folder, other.path());
    write(other.path(), [("alternatives.json", text.replacen("\"distance\": ", "\"distance\": 1", 2))]);
    assert!(verify(other.path()).exits(1).err.contains("alternatives.json"));
    run("alternatives", &shipped("tiny"), room.path(), &["--scenario", "amlpe"]).exits(2);
}

#[test]
fn one_thread_and_many_write_the_same() {
    let room = temporary();
    plan(&shipped("tiny"), room.path(), &[]).exits(0);
    let old = room.path().join("tiny/plan/ample");
    let old = old.to_str().expect("a plain name");
    let of = |threads: &str| {
        let out = room.path().join(threads);
        let more = [
            "--plan",
            old,
            "--from",
            "2028",
            "--scenario",
            "ample",
            "--cut",
            "2029=20%",
            "--threads",
            threads,
        ];
        run("revise", &shipped("tiny"), &out, &more);
        run(
            "alternatives",
            &shipped("tiny"),
            &out,
            &["--scenario", "ample", "--within", "0.3", "--threads", threads],
        );
        let mut files = read(&out);
        files.retain(|name, _| !name.ends_with("run.json"));
        files
    };
    assert_eq!(of("1"), of("4"));
}
