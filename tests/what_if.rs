//! Questions in the user's words: the difference they make by looking at every plan, and the command as a user runs it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;
use std::path::Path;

use common::chance::Chance;
use common::program::{Ran, copy, petajalan, plan, shipped, temporary, verify};
use common::{best, random_problem};
use petajalan::audit::keeps_all;
use petajalan::explain::rule_costs::Kind;
use petajalan::plan::standing;
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Goal, Rule, Scenario};
use petajalan::solve::{Options, Outcome};
use petajalan::study::answer;
use petajalan::study::what_if::{Depth, Wish, answered, less_than_given, wished};
use petajalan::units::{AgencyIx, FundIx, InitiativeIx, Money, Year};
use rayon::prelude::*;

/// One to three wishes.
fn wishes(portfolio: &Portfolio, scenario: &Scenario, seed: u64) -> Vec<Wish> {
    let chance = &mut Chance::new(seed ^ 0xa5c);
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let count = i64::try_from(portfolio.initiatives.len()).expect("few");
    let mut found = Vec::new();
    for _ in 0..chance.between(1, 3) {
        let who = InitiativeIx(usize::try_from(chance.between(0, count - 1)).expect("small"));
        let year = chance.pick(&years);
        let with_ceiling = scenario.total_ceilings().contains_key(&year);
        found.push(match chance.between(0, 10) {
            0 => Wish::Start(who, year),
            1 => Wish::Must(who),
            2 => Wish::Without(who),
            3 => Wish::Ceiling(year, Money(chance.between(0, 60))),
            4 if with_ceiling => Wish::CutYear(year, 100 * chance.between(0, 60)),
            5 if !portfolio.funds.is_empty() => Wish::CutFund(FundIx(0), 100 * chance.between(0, 60)),
            6 if !portfolio.funds.is_empty() => Wish::FundOf(FundIx(0), year, Money(chance.between(0, 60))),
            7 => Wish::Scale(100 * chance.between(40, 160)),
            8 => of_ceiling(scenario, chance).unwrap_or(Wish::Without(who)),
            9 => Wish::Off(chance.pick(&Kind::ALL), None),
            10 => of_rule(portfolio, scenario, chance).unwrap_or(Wish::Must(who)),
            _ => Wish::Agency(AgencyIx(0), Money(chance.between(0, 60))),
        });
    }
    found
}

fn one_of<T>(mut items: Vec<T>, chance: &mut Chance) -> Option<T> {
    let last = i64::try_from(items.len()).expect("few") - 1;
    (last >= 0).then(|| items.swap_remove(usize::try_from(chance.between(0, last)).expect("small")))
}

/// A year of some ceiling is otherwise.
fn of_ceiling(scenario: &Scenario, chance: &mut Chance) -> Option<Wish> {
    let ceilings = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Ceiling { id, year, .. } => Some((id.clone(), *year)),
        _ => None,
    });
    let ceilings: Vec<(String, Year)> = ceilings.collect();
    let (id, year) = one_of(ceilings, chance)?;
    Some(Wish::CeilingOf(id, year, Money(chance.between(0, 60))))
}

/// Some rule is switched off by its id.
fn of_rule(portfolio: &Portfolio, scenario: &Scenario, chance: &mut Chance) -> Option<Wish> {
    let rules =
        scenario.rules.iter().filter_map(|rule| Some((Kind::of(rule)?, rule.id(portfolio).to_owned())));
    let rules: Vec<(Kind, String)> = rules.collect();
    let (kind, id) = one_of(rules, chance)?;
    Some(Wish::Off(kind, Some(id)))
}

#[test]
fn answers_are_those_of_looking_at_every_plan() {
    let judged: Vec<[usize; 3]> = (0..1_000_u64).into_par_iter().map(judge).collect();
    let sum = |at: usize| judged.iter().map(|one| one[at]).sum::<usize>();
    assert!(sum(0) >= 80 && sum(1) >= 80 && sum(2) >= 80, "{} {} {}", sum(0), sum(1), sum(2));
}

/// Whether the plan changed, stayed, or there was none.
fn judge(seed: u64) -> [usize; 3] {
    let (portfolio, scenario) = random_problem(seed);
    let options = Options::default();
    let known = answer(&portfolio, &scenario, &options);
    let Some(base) = known.outcome.solved() else { return [0; 3] };
    let wishes = wishes(&portfolio, &scenario, seed);
    let reason = |_: &Wish| "asked".to_owned();
    let changed = match wished(&portfolio, &scenario, &wishes, &reason) {
        Ok(changed) => changed,
        Err(year) => {
            // Only a ceiling that is switched off in the same breath cannot be cut.
            assert!(wishes.iter().any(|wish| matches!(wish, Wish::Off(..))), "{seed}: {year:?}");
            return [0; 3];
        }
    };
    let expected = best(&portfolio, &changed.scenario);
    if changed.only_takes {
        // Whatever keeps the rules then kept them before, and was worth the same.
        if let Some((plan, _)) = &expected {
            assert!(keeps_all(&portfolio, &scenario, plan), "seed {seed}: {wishes:?}");
        }
    }
    let quick = answered(&portfolio, &changed, &known, Depth::FirstGoal, &options);
    let all = answered(&portfolio, &changed, &known, Depth::AllGoals, &options);
    let Some((plan, values)) = expected else {
        assert_eq!(quick.outcome, Outcome::Infeasible, "seed {seed}: {wishes:?}");
        assert_eq!(all.outcome, Outcome::Infeasible, "seed {seed}: {wishes:?}");
        assert!(quick.conflict.is_some_and(|conflict| !conflict.rules.is_empty()), "seed {seed}");
        return [0, 0, 1];
    };
    assert_eq!(all.outcome.solved().map(|solved| &solved.plan), Some(&plan), "seed {seed}: {wishes:?}");
    let near = &quick.outcome.solved().unwrap_or_else(|| panic!("seed {seed}: {quick:?}")).plan;
    assert!(keeps_all(&portfolio, &changed.scenario, near), "seed {seed}");
    if let Some(&goal) = scenario.goals.first().filter(|goal| **goal != Goal::FirstInOrder) {
        assert_eq!(standing::goal(&portfolio, &changed.scenario, near, goal), values[0], "seed {seed}");
    }
    let stays = usize::from(plan == base.plan);
    [1 - stays, stays, 0]
}

#[test]
fn an_agency_with_less_gets_less() {
    let (portfolio, scenario) = (0..1_000)
        .map(random_problem)
        .find(|(portfolio, scenario)| best(portfolio, scenario).is_some() && portfolio.agencies.len() > 1)
        .expect("one");
    let (plan, _) = best(&portfolio, &scenario).expect("a plan");
    let all = less_than_given(&portfolio, &scenario, &plan, AgencyIx(0), 0);
    let half = less_than_given(&portfolio, &scenario, &plan, AgencyIx(0), 5_000);
    assert_eq!(half.0, all.0.div_euclid(2));
    let changed = wished(&portfolio, &scenario, &[Wish::Agency(AgencyIx(0), half)], &|_| "asked".to_owned())
        .expect("granted");
    assert!(matches!(changed.scenario.rules.last(), Some(Rule::HorizonCeiling { .. })));
}

fn ask(case: &Path, output: &Path, more: &[&str]) -> Ran {
    let (case, output) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    let fixed = ["whatif", case, "--output", output, "--lang", "en"];
    petajalan(fixed.iter().chain(more))
}

#[test]
fn the_command_answers_with_a_difference() {
    let room = temporary();
    let case = shipped("tiny");
    let without = ["--scenario", "tight", "--without", "portal"];
    let fresh = ask(&case, room.path(), &without).exits(0);
    for said in ["if without portal", "The value falls by 5 points", "Falls off (1)", "portal"] {
        assert!(fresh.out.contains(said), "{said} is missing in\n{}", fresh.out);
    }
    verify(&room.path().join("tiny/whatif-tight-without-portal")).exits(0);
    // The same answer from a kept plan, said so.
    plan(&case, room.path(), &[]).exits(0);
    let kept = ask(&case, room.path(), &without).exits(0);
    assert!(kept.err.contains("checked again"), "{}", kept.err);
    assert_eq!(kept.out, fresh.out);
    // What the plan grants already changes nothing.
    let granted = ask(&case, room.path(), &["--scenario", "tight", "--must", "portal"]).exits(0);
    assert!(granted.out.contains("The value stays") && granted.out.contains("Both plans are the same"));
    // Several at once, and every goal.
    let more = ["--scenario", "ample", "--start", "backup=3", "--cut", "2=50%", "--all-goals"];
    let several = ask(&case, room.path(), &more).exits(0);
    assert!(several.out.contains("backup starts in 2029, ceiling 2028 −50%"), "{}", several.out);
    let json = ask(&case, room.path(), &[&more[..], &["--format", "json"]].concat()).exits(0);
    let document = &json.documents()[0];
    assert_eq!(document["asked"]["wishes"][0]["start"]["year"], 2029);
    verify(&room.path().join("tiny/whatif-ample-start-backup-2029-cut-2028-5000")).exits(0);
}

#[test]
fn a_kept_plan_counts_only_for_the_same_inputs_and_unchanged() {
    let room = temporary();
    let case = room.path().join("tiny");
    copy(&shipped("tiny"), &case);
    let output = room.path().join("out");
    plan(&case, &output, &[]).exits(0);
    let again = || ask(&case, &output, &["--scenario", "tight", "--without", "backup"]).exits(0);
    assert!(again().err.contains("checked again"));
    // A certificate that somebody edited is not believed.
    let certificate = output.join("tiny/plan/tight/certificate.json");
    let text = fs::read_to_string(&certificate).expect("read");
    fs::write(&certificate, text.replace("\"training\": 2029", "\"training\": 2028")).expect("written");
    assert!(!again().err.contains("checked again"));
    fs::write(&certificate, text).expect("written");
    assert!(again().err.contains("checked again"));
    let table = case.join("initiatives.csv");
    let rows = fs::read_to_string(&table).expect("read");
    fs::write(&table, rows.replace("Operator training", "Training of operators")).expect("written");
    assert!(!again().err.contains("checked again"));
}

#[test]
fn what_cannot_be_asked_is_named() {
    let room = temporary();
    let case = shipped("tiny");
    for (arguments, said) in [
        (&["--scenario", "tight"][..], "nothing is asked"),
        (&["--must", "portel"], "the nearest is portal"),
        (&["--start", "portal=2035"], "portal cannot start in 2035"),
        (&["--cut", "ITC=10%"], "ITC is no year, agency or fund"),
        (&["--cut", "2035=10%"], "there is no total ceiling in 2035"),
        (&["--start", "portal"], "A12=2028"),
        (&["--ceiling", "2028=lots"], "lots is not a number"),
        (&["--ceiling", "soon=5"], "2028=5000000000"),
    ] {
        let ran = ask(&case, room.path(), arguments).exits(2);
        assert!(ran.err.contains(said), "{said} is missing in\n{}", ran.err);
    }
    let none = ask(&case, room.path(), &["--scenario", "tight", "--must", "build"]).exits(1);
    assert!(
        none.out.contains("build was decided in") && none.out.contains("cannot all hold"),
        "{}",
        none.out
    );
    verify(&room.path().join("tiny/whatif-tight-must-build")).exits(0);
    let json = ask(&case, room.path(), &["--must", "build", "--format", "json"]).exits(1);
    let sides = &json.documents()[0]["without_plan"];
    assert_eq!(sides[0]["conflict"].as_array().map(Vec::len), Some(4), "{sides}");
}
