//! Published and hand-solved optima come out of `petajalan plan`, to the last digit, proven and verified.
//!
//! `scenarios/golds.csv` names them: case, scenario, value of the first goal.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::program::{plan, shipped, temporary, verify};
use serde_json::Value;

/// Cases with the value each of their scenarios must reach, as it was published.
fn golds() -> BTreeMap<String, BTreeMap<String, String>> {
    let text = fs::read_to_string(shipped("golds.csv")).expect("the list of golds");
    let mut golds = BTreeMap::<_, BTreeMap<_, _>>::new();
    for line in text.lines().skip(1) {
        let [case, scenario, value] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        golds.entry(case.to_owned()).or_default().insert(scenario.to_owned(), value.to_owned());
    }
    golds
}

/// Decimal text as millionths, without a detour over floats.
fn millionths(text: &str) -> i64 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    assert!(decimals.len() <= 6, "{text} is finer than a millionth");
    format!("{whole}{decimals:0<6}").parse().expect("a number")
}

#[test]
fn every_gold_comes_out_proven_and_verified() {
    let golds = golds();
    assert!(golds.len() >= 13 && golds.values().map(BTreeMap::len).sum::<usize>() >= 23, "golds are missing");
    for (case, expected) in golds {
        let output = temporary();
        let ran = plan(&shipped(&case), output.path(), &["--format", "json"]).exits(0);
        let documents = ran.documents();
        let scenario = |document: &Value| document["scenario"].as_str().expect("a scenario").to_owned();
        assert_eq!(documents.len(), expected.len(), "{case}: scenarios without a gold");
        for document in &documents {
            check(&case, &expected[&scenario(document)], document);
        }
        let id = documents[0]["case"].as_str().expect("a case");
        let checked = verify(&output.path().join(id).join("plan")).exits(0);
        assert!(
            checked.out.contains(&format!("{} scenarios checked", expected.len())),
            "{case}: {checked:?}"
        );
    }
}

fn check(case: &str, gold: &str, document: &Value) {
    let place = format!("{case}, {}", document["scenario"]);
    assert_eq!(document["status"], "proven", "{place}");
    let first = &document["goals"][0];
    assert_eq!(first["goal"], "value", "{place}");
    assert_eq!(first["value"].as_i64(), Some(millionths(gold)), "{place}");
    assert_eq!(first["claimed_bound"], first["value"], "{place}");
    // The number for readers is the float nearest to the published text.
    assert_eq!(document["value"].as_f64(), gold.parse().ok(), "{place}");
    assert_eq!(document["gap"].as_f64(), Some(0.0), "{place}");
}

#[test]
fn golds_are_read_exactly() {
    assert_eq!(
        ["-68.432", "3800", "62079476.079321"].map(millionths),
        [-68_432_000, 3_800_000_000, 62_079_476_079_321]
    );
}
