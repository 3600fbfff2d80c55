//! What `explain` says: the cost of rules by enumeration, the plain ranking by the audit, the command as a person runs it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;

use common::program::{petajalan, shipped, temporary, verify};
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

#[test]
fn the_folder_is_checked_and_what_is_changed_in_it_is_named() {
    let (case, room) = (shipped("tiny"), temporary());
    let (path, output) = (case.to_str().expect("a path"), room.path().to_str().expect("a path"));
    let fixed = ["explain", path, "--scenario", "tight", "--output", output, "--lang", "en"];
    let all = petajalan(fixed).exits(0);
    assert!(all.out.contains("with value shared over what it rests on"), "{}", all.out);
    petajalan(fixed.iter().chain(&["build", "lease"])).exits(0);
    verify(&room.path().join("tiny/explain-tight-build-lease")).exits(0);
    let folder = room.path().join("tiny/explain-tight");
    assert!(verify(&folder).exits(0).out.contains("plans checked"));
    for (name, from, to) in [
        // A plan that shows a loss, another loss, a price in words, the plan itself.
        ("explain.json", "\"training\": 2027", "\"training\": 2028"),
        ("explain.json", "\"loss\": 5000000", "\"loss\": 4000000"),
        ("explain.csv", "lease", "leese"),
        ("certificate.json", "\"portal\": 2028", "\"portal\": 2029"),
    ] {
        let file = folder.join(name);
        let text = std::fs::read_to_string(&file).expect("read");
        assert!(text.contains(from), "{from} is not in\n{text}");
        std::fs::write(&file, text.replacen(from, to, 1)).expect("written");
        let said = verify(&folder).exits(1).err;
        assert!(said.contains(name), "{said}");
        std::fs::write(&file, text).expect("written");
    }
    verify(&folder).exits(0);
}

#[test]
fn without_a_plan_it_says_what_would_help() {
    let room = temporary();
    let case = room.path().join("tiny");
    common::program::copy(&shipped("tiny"), &case);
    let toml = case.join("case.toml");
    let text = std::fs::read_to_string(&toml).expect("read");
    let more = "\n[[force_in]]\ninitiative = \"build\"\nyear = 2028\nreason = \"a promise\"\n";
    std::fs::write(&toml, text + more).expect("written");
    let (path, output) = (case.to_str().expect("a path"), room.path().join("out"));
    let fixed = ["explain", path, "--scenario", "tight", "--output", output.to_str().expect("a path")];
    let english = petajalan(fixed.iter().chain(&["--lang", "en"])).exits(1).out;
    for said in ["There is no other conflict.", "The fewest rules whose dropping helps: 1, in 2 ways:"] {
        assert!(english.contains(said), "{said} is missing in\n{english}");
    }
    let indonesian = petajalan(fixed.iter().chain(&["--lang", "id"])).exits(1).out;
    assert!(indonesian.contains("Jalan keluar dengan aturan dilepas paling sedikit: 1"), "{indonesian}");
    let json = petajalan(fixed.iter().chain(&["--format", "json", "--lang", "en"])).exits(1);
    assert_eq!(json.documents()[0]["fewest_rules"].as_array().map(Vec::len), Some(2));

    // It is kept, and checked without a solver: every plan that shows a need or a way out.
    let folder = output.join("tiny/explain-tight");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("read");
    assert_eq!(read("explain.json"), json.out);
    assert_eq!(read("explain.txt"), english);
    let ways = read("explain.csv").lines().filter(|line| line.starts_with("way out: drop the rule,")).count();
    assert_eq!(ways, 2);
    assert!(verify(&folder).exits(0).out.contains("plans checked"));
    let document = &json.documents()[0];
    let start = |starts: &serde_json::Value| {
        let (id, year) = starts.as_object().expect("starts").iter().next().expect("a start");
        (format!("\"{id}\": {year}"), format!("\"{id}\": {}", year.as_i64().expect("a year") + 9))
    };
    let shown = |starts: &&serde_json::Value| starts.as_object().is_some_and(|starts| !starts.is_empty());
    let witnesses = document["conflicts"][0]["without"].as_array().expect("plans");
    let witness = start(witnesses.iter().find(shown).expect("a plan with a start"));
    let ways = document["fewest_rules"].as_array().expect("ways out").iter().map(|way| &way["starts"]);
    let way = start(ways.rev().find(shown).expect("a plan with a start"));
    for (name, (from, to)) in [
        ("explain.json", witness),
        ("explain.json", way),
        ("explain.json", ("\"rule\": ".to_owned(), "\"rule\": 9".to_owned())),
        ("explain.csv", ("way out".to_owned(), "wayout".to_owned())),
    ] {
        let text = read(name);
        assert!(text.contains(&from), "{from} is not in\n{text}");
        std::fs::write(folder.join(name), text.replacen(&from, &to, 1)).expect("written");
        let said = verify(&folder).exits(1).err;
        assert!(said.contains(name), "{said}");
        std::fs::write(folder.join(name), text).expect("written");
    }

    // The decision room tells the ways out where they are kept.
    let report = ["plan", "report"].map(|command| {
        let mut arguments = fixed;
        arguments[0] = command;
        [arguments[0], arguments[1], arguments[4], arguments[5]]
    });
    petajalan(report[0].iter().chain(&["--no-charts"])).exits(1);
    petajalan(report[1]).exits(0);
    let page = std::fs::read_to_string(output.join("tiny/report/report.html")).expect("a page");
    assert!(page.contains("The fewest rules whose dropping helps: 1"), "ways out are missing");
}

/// The small case with another first goal.
fn with_goal(room: &std::path::Path, order: &str) -> std::path::PathBuf {
    let folder = room.join("small");
    common::program::write(&folder, common::SMALL);
    let toml = folder.join("case.toml");
    let text = std::fs::read_to_string(&toml).expect("read");
    let from = "order = [\"value\", \"cost\", \"earliest\"]";
    assert!(text.contains(from));
    // Without what demands them, initiatives may be left out, and the index falls.
    let mut text = text.replace(from, order);
    for block in ["[[outcome]]", "[[minimum]]"] {
        let at = text.find(block).expect("a block");
        let end = text[at..].find("\n\n").expect("an end") + at;
        text.replace_range(at..end, "");
    }
    std::fs::write(&toml, text).expect("written");
    folder
}

/// What is lost of another first goal is said in that goal's unit: levels of an index to the last decimal, money.
#[test]
fn losses_are_said_in_the_unit_of_the_first_goal() {
    let levels = |loss: i64| {
        let text = format!("{}.{:07}", loss / 10_000_000, loss % 10_000_000);
        format!("loses {} index levels", text.trim_end_matches('0').trim_end_matches('.'))
    };
    let money = |loss: i64| {
        let digits = loss.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        format!("costs Rp{text} more")
    };
    let index = ("order = [\"index:it:2029\", \"cost\"]", &levels as &dyn Fn(i64) -> String);
    let cost = ("order = [\"cost\", \"value\"]", &money as &dyn Fn(i64) -> String);
    for (order, told) in [index, cost] {
        let room = temporary();
        let case = with_goal(room.path(), order);
        let (path, to) = (case.to_str().expect("a path"), room.path().join("out"));
        let fixed = ["explain", path, "--lang", "en", "--output", to.to_str().expect("a path")];
        let text = petajalan(fixed).exits(0).out;
        let json = petajalan(fixed.iter().chain(&["--format", "json"])).exits(0);
        let entries = json.documents()[0]["initiatives"].as_array().expect("initiatives").clone();
        let losses: Vec<i64> = entries.iter().filter_map(|entry| entry["otherwise_loses"].as_i64()).collect();
        assert!(losses.iter().any(|loss| *loss > 0), "{order}: {losses:?}");
        for loss in losses {
            assert!(text.contains(&told(loss)), "{} is not in\n{text}", told(loss));
        }
        // A ranking by points says nothing of a plan that was not chosen by points.
        assert!(!text.contains("Against a plain ranking"), "{text}");
        verify(
            &to.join("small")
                .join(format!("explain-{}", json.documents()[0]["scenario"].as_str().expect("an id"))),
        )
        .exits(0);
    }
}

/// Extra money that a limited search kept is said to be no more than that, and `explain` makes it exact.
#[test]
fn extra_money_of_a_limited_search_is_made_exact() {
    let room = temporary();
    let case = room.path().join("tiny");
    common::program::copy(&shipped("tiny"), &case);
    let toml = case.join("case.toml");
    let text = std::fs::read_to_string(&toml).expect("read");
    let more = "\n[[force_in]]\ninitiative = \"build\"\nyear = 2028\nreason = \"a promise\"\n";
    std::fs::write(&toml, text + more).expect("written");
    let output = room.path().join("out");
    let (path, to) = (case.to_str().expect("a path"), output.to_str().expect("a path"));
    let limited = common::program::plan(&case, &output, &["--gap", "0.5", "--lang", "en"]);
    assert!(
        limited.out.contains("says a limited search") && limited.out.contains("--gap"),
        "{}",
        limited.out
    );
    let exact = petajalan(["explain", path, "--scenario", "tight", "--output", to, "--lang", "en"]).exits(1);
    assert!(exact.err.contains("the plan asked about is that of"), "{}", exact.err);
    assert!(exact.out.contains("The least extra money with which every rule holds"), "{}", exact.out);
    verify(&output.join("tiny/explain-tight")).exits(0);
}
