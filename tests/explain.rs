//! What `explain` says: the cost of rules by enumeration, the plain ranking by the audit, the command as a person runs it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;

use common::program::{petajalan, shipped};
use common::{best, random_problem};
use petajalan::audit::violations;
use petajalan::explain::base::{Base, Effect};
use petajalan::explain::ranking::{SCALES, ranked};
use petajalan::explain::rule_costs::{Kind, rule_costs};
use petajalan::input;
use petajalan::scenario::{Goal, Rule};
use petajalan::solve::{Options, Outcome, solve};
use petajalan::units::InitiativeIx;
use rayon::prelude::*;

const CASES: u64 = 300;

#[test]
fn a_kind_of_rule_costs_what_dropping_it_brings() {
    let compared: Vec<(bool, String)> = (0..CASES).into_par_iter().flat_map_iter(costs).collect();
    let wrong: Vec<&String> = compared.iter().filter(|one| one.1 != "right").map(|one| &one.1).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(compared.iter().filter(|one| one.0).count() >= 100, "hardly any rule costs anything");
}

/// Whether each kind of a case costs something, and what is wrong with what was said.
fn costs(seed: u64) -> Vec<(bool, String)> {
    let (portfolio, scenario) = random_problem(seed);
    let options = Options::default();
    let Outcome::Proven(solved) = solve(&portfolio, &scenario, &options) else { return Vec::new() };
    let Some(base) = Base::of(&portfolio, &scenario, &solved, &options) else { return Vec::new() };
    let said = rule_costs(&base);
    let kinds: BTreeSet<Kind> = scenario.rules.iter().filter_map(Kind::of).collect();
    assert_eq!(said.iter().map(|one| one.0).collect::<Vec<_>>(), kinds.into_iter().collect::<Vec<_>>());
    let judged = |(kind, effect): (Kind, Effect)| {
        let without = scenario.keeping(|rule| Kind::of(rule) != Some(kind));
        let expected = best(&portfolio, &without).map(|(_, values)| values[0]);
        let found = match &effect {
            Effect::Plan { value, .. } => Some(*value),
            Effect::Impossible | Effect::Unknown => None,
        };
        let told =
            if found == expected { "right".to_owned() } else { format!("seed {seed}, {kind:?}: {effect:?}") };
        (effect.loss() != Some(0), told)
    };
    said.into_iter().map(judged).collect()
}

#[test]
fn a_ranking_breaks_what_it_says_and_is_never_better() {
    let mut kept = 0;
    for seed in 0..CASES {
        let (portfolio, scenario) = random_problem(seed);
        for scale in SCALES {
            let found = ranked(&portfolio, &scenario, scale);
            let broken = violations(&portfolio, &scenario, &found.plan);
            let expected: BTreeSet<usize> = broken.iter().filter_map(|violation| violation.rule).collect();
            assert_eq!(found.broken, expected.into_iter().collect::<Vec<_>>(), "seed {seed}, {scale:?}");
            if broken.is_empty() && scenario.goals[0] == Goal::MostValue {
                kept += 1;
                let (_, values) = best(&portfolio, &scenario).expect("the ranking is a plan");
                assert!(i128::from(found.value.0) <= values[0], "seed {seed}, {scale:?}");
            }
        }
    }
    assert!(kept >= 100, "only {kept} rankings keep every rule");
}

#[test]
fn the_command_says_what_enumeration_says() {
    let case = shipped("tiny");
    let read = input::load(&case).unwrap_or_else(|found| panic!("{found:?}")).value;
    let path = case.to_str().expect("a path");
    for scenario in &read.scenarios {
        let ran = petajalan(["explain", path, "--scenario", &scenario.id, "--format", "json"]).exits(0);
        let document = &ran.documents()[0];
        let value = best(&read.portfolio, scenario).expect("a plan").1[0];
        for (at, said) in document["initiatives"].as_array().expect("initiatives").iter().enumerate() {
            let initiative = InitiativeIx(at);
            let mut changed = scenario.clone();
            let reason = String::new();
            changed.rules.push(if said["start"].is_null() {
                Rule::ForcedIn { initiative, start: None, reason }
            } else {
                Rule::ForcedOut { initiative, reason }
            });
            let expected = best(&read.portfolio, &changed).map(|(_, values)| value - values[0]);
            assert_eq!(said["otherwise_loses"].as_i64().map(i128::from), expected, "{}: {said}", scenario.id);
        }
    }
}

#[test]
fn the_command_speaks_both_languages_and_names_what_is_not_there() {
    let case = shipped("tiny");
    let path = case.to_str().expect("a path");
    let english = petajalan(["explain", path, "--scenario", "tight", "--lang", "en"]).exits(0).out;
    let indonesian = petajalan(["explain", path, "--scenario", "tight", "--lang", "id"]).exits(0).out;
    for (text, words) in [
        (&english, ["Against a plain ranking", "What each kind of rule costs", "Not funded", "Entry price"]),
        (
            &indonesian,
            ["Terhadap urutan prioritas", "Harga setiap jenis aturan", "Tidak didanai", "Harga masuk"],
        ),
    ] {
        for word in words {
            assert!(text.contains(word), "{word} is not in\n{text}");
        }
    }
    let one = petajalan(["explain", path, "build", "--scenario", "tight", "--lang", "en"]).exits(0).out;
    assert!(one.contains("FY 2027") && !one.contains("Against a plain ranking"), "{one}");
    let unknown = petajalan(["explain", path, "buidl", "--lang", "en"]).exits(2);
    assert!(unknown.err.contains("the nearest is build"), "{}", unknown.err);
    let unknown = petajalan(["explain", path, "--scenario", "tigt", "--lang", "en"]).exits(2);
    assert!(unknown.err.contains("the nearest is tight"), "{}", unknown.err);
}
