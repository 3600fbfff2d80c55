//! The same input gives the same bytes: twice, on one thread or two, in either language, with a gap or without.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::path::Path;

use common::program::{Tree, petajalan, read, shipped, temporary};

/// What a whole run writes, besides what depends on the clock; and what it prints.
fn written(case: &Path, more: &[&str]) -> (Tree, String) {
    let output = temporary();
    let output_text = output.path().to_str().expect("a plain path");
    let case_text = case.to_str().expect("a plain path");
    let ran = petajalan(["plan", case_text, "--output", output_text].iter().chain(more)).exits(0);
    let mut files = read(output.path());
    files.retain(|name, _| !name.ends_with("/run.json"));
    (files, ran.out)
}

/// Fails with the names of the files that differ, not with their bytes.
fn assert_same(one: &(Tree, String), other: &(Tree, String), what: &str) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one.0), names(&other.0), "{what}: other files");
    let differing: Vec<&String> = one.0.keys().filter(|name| one.0[*name] != other.0[*name]).collect();
    assert_eq!(differing, Vec::<&String>::new(), "{what}: other bytes");
    assert_eq!(one.1, other.1, "{what}: other words");
}

fn of_kind(files: &Tree, ending: &str) -> usize {
    files.keys().filter(|name| name.ends_with(ending)).count()
}

#[test]
fn paser_on_one_thread_and_on_two() {
    let one = written(&shipped("paser"), &["--threads", "1"]);
    let two = written(&shipped("paser"), &["--threads", "2"]);
    assert!(of_kind(&one.0, ".svg") >= 10 && of_kind(&one.0, ".png") == of_kind(&one.0, ".svg"));
    assert!(of_kind(&one.0, "plan.json") == 5 && of_kind(&one.0, "certificate.json") == 5);
    assert_same(&one, &two, "paser");
}

#[test]
fn tiny_in_every_way() {
    let ways: [&[&str]; 5] =
        [&[], &["--lang", "id"], &["--lang", "en"], &["--gap", "0"], &["--gap", "0.05", "--format", "json"]];
    for way in ways {
        let one = written(&shipped("tiny"), &[way, &["--threads", "1"]].concat());
        let two = written(&shipped("tiny"), &[way, &["--threads", "2"]].concat());
        assert_same(&one, &two, &format!("tiny {way:?}"));
    }
}

#[test]
fn no_gap_is_the_default_and_languages_differ() {
    let plain = written(&shipped("tiny"), &[]);
    assert_same(&plain, &written(&shipped("tiny"), &["--gap", "0"]), "gap 0");
    assert_same(&plain, &written(&shipped("tiny"), &["--lang", "en"]), "the case's own language");
    let indonesian = written(&shipped("tiny"), &["--lang", "id"]);
    for file in ["tiny/plan/tight/plan.csv", "tiny/plan/tight/roadmap.svg", "tiny/plan/summary.txt"] {
        assert_ne!(plain.0[file], indonesian.0[file], "{file}");
    }
    assert_eq!(plain.0["tiny/plan/tight/plan.json"], indonesian.0["tiny/plan/tight/plan.json"]);
}

#[test]
fn where_the_case_and_the_output_lie_does_not_matter() {
    let elsewhere = temporary();
    let moved = elsewhere.path().join("tiny");
    common::program::copy(&shipped("tiny"), &moved);
    assert_same(&written(&shipped("tiny"), &[]), &written(&moved, &[]), "moved");
}
