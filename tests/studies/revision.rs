//! Revisions: every number of changes by enumeration, what was spent, and the command.

use crate::common::build::{self, FIRST, year};
use crate::common::chance::Chance;
use crate::common::program::{copy, plan, read, shipped, temporary, verify, write};
use crate::common::{best, random_problem};
use crate::run;
use petajalan::audit::keeps_all;
use petajalan::input::Earlier;
use petajalan::plan::Ledger;
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Actual, Rule, Scenario, Scope, Spender};
use petajalan::solve::{Options, Outcome, solve};
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
    let ran = run("revise", &shipped("tiny"), &out, &more).exits(1);
    assert!(ran.err.contains("actuals.csv:2:20") && ran.err.contains("error[E412]"), "{}", ran.err);
}
