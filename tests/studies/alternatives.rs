//! Near-optimal alternatives: none is nearer than the farthest plan within reach, by enumeration, and the command.

use crate::common::program::{copy, read, shipped, temporary, verify, write};
use crate::common::random_problem;
use crate::run;
use petajalan::audit::keeps_all;
use petajalan::plan::{Apart, Plan, standing};
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Goal, Rule, Scenario};
use petajalan::solve::Options;
use petajalan::study::alternatives::{self, alternatives};
use petajalan::units::{InitiativeIx, Year};
use rayon::prelude::*;

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
