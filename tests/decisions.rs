//! The log of decisions: appended by the command, chained by hashes, shown in every report; a later edit shows.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;
use std::path::Path;

use common::program::{Ran, copy, petajalan, plan, shipped, temporary, verify};
use petajalan::input;

fn decide(case: &Path, more: &[&str]) -> Ran {
    let fixed = ["decide", case.to_str().expect("plain"), "--lang", "en"];
    petajalan(fixed.iter().chain(more))
}

fn check(case: &Path) -> Ran {
    petajalan(["check", case.to_str().expect("plain"), "--lang", "en"])
}

const FIRST: [&str; 10] = [
    "--action",
    "force-in",
    "--subject",
    "portal",
    "--by",
    "Bupati; Sekda",
    "--basis",
    "=SK 12/2026, \"wajib\"",
    "--date",
    "2026-11-24",
];

const SECOND: [&str; 12] = [
    "--action",
    "ceiling",
    "--subject",
    "total",
    "--value",
    "120",
    "--scenario",
    "tight",
    "--by",
    "Bappeda",
    "--basis",
    "KUA-PPAS 2027",
];

fn logged() -> (tempfile::TempDir, std::path::PathBuf) {
    let room = temporary();
    let case = room.path().join("tiny");
    copy(&shipped("tiny"), &case);
    decide(&case, &FIRST).exits(0);
    let said = decide(&case, &SECOND).exits(0);
    assert!(said.err.contains("decision 2 written"), "{}", said.err);
    (room, case)
}

#[test]
fn entries_are_appended_read_back_and_shown() {
    let (room, case) = logged();
    let read = input::load(&case).unwrap_or_else(|found| panic!("{found:?}")).value;
    let [first, second] = &read.decisions[..] else { panic!("{:?}", read.decisions) };
    assert_eq!((first.actor.as_str(), first.basis.as_str()), ("Bupati; Sekda", "=SK 12/2026, \"wajib\""));
    assert_eq!((first.number, second.number), (1, 2));
    assert_eq!(second.previous, first.hash);
    assert_eq!((second.date.len(), second.date.as_bytes()[10]), (20, b'T'), "today, with the time of day");
    // Nothing of what was there changes when another is added.
    let before = fs::read(case.join("decisions.csv")).expect("the log");
    decide(&case, &SECOND).exits(0);
    let after = fs::read(case.join("decisions.csv")).expect("the log");
    assert!(after.starts_with(&before) && after.len() > before.len());
    let left: Vec<_> =
        fs::read_dir(&case).expect("listed").flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
    let output = room.path().join("out");
    let ran = plan(&case, &output, &["--lang", "en"]).exits(0);
    for said in ["Decisions on record (3", "2026-11-24, Bupati; Sekda: decided in portal.", "KUA-PPAS 2027"] {
        assert!(ran.out.contains(said), "{said} is missing in\n{}", ran.out);
    }
    verify(&output.join("tiny/plan")).exits(0);
    // The kept plan still counts: a decision changes no plan by itself.
    decide(&case, &SECOND).exits(0);
    let (path, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    let asked = petajalan(["whatif", path, "--must", "portal", "--output", to, "--lang", "en"]).exits(0);
    assert!(asked.err.contains("checked again"), "{}", asked.err);
}

#[test]
fn a_later_edit_shows_with_its_place() {
    let (_room, case) = logged();
    check(&case).exits(0);
    let log = case.join("decisions.csv");
    let text = fs::read_to_string(&log).expect("the log");
    let judge = |changed: String, wanted: &[&str]| {
        fs::write(&log, changed).expect("written");
        let ran = check(&case).exits(1);
        for said in wanted {
            assert!(ran.out.contains(said), "{said} is missing in\n{}", ran.out);
        }
        fs::write(&log, &text).expect("written");
    };
    judge(
        text.replace("12/2026", "13/2026"),
        &["E802", "decision 1 was changed", "decisions.csv:2", "restore"],
    );
    judge(text.replace("KUA-PPAS", "APBD"), &["E802", "decision 2 was changed", "decisions.csv:3"]);
    // Without the first line the second neither follows nor has its number.
    let lines: Vec<&str> = text.lines().collect();
    judge([lines[0], lines[2], ""].join("\n"), &["E801", "decisions.csv:2", "does not follow"]);
    judge([lines[0], lines[2], lines[1], ""].join("\n"), &["E801"]);
    judge(text.replace("2026-11-24", "24 Nov"), &["E803", "24 Nov is no day"]);
    // What a spreadsheet does to the file on saving is no edit: separators, and the form of dates.
    let saved = text.replace("2026-11-24", "24/11/2026");
    fs::write(&log, saved).expect("written");
    check(&case).exits(0);
}

#[test]
fn what_was_decided_needs_an_entry_once_there_is_a_log() {
    let (_room, case) = logged();
    let toml = case.join("case.toml");
    let text = fs::read_to_string(&toml).expect("read");
    let more = "\n[[force_out]]\ninitiative = \"backup\"\nreason = \"later\"\n";
    fs::write(&toml, text + more).expect("written");
    let ran = check(&case).exits(0);
    assert!(ran.out.contains("W804") && ran.out.contains("backup"), "{}", ran.out);
    let entry = ["--action", "force-out", "--subject", "backup", "--by", "Sekda", "--basis", "rapat"];
    decide(&case, &entry).exits(0);
    assert!(!check(&case).exits(0).out.contains("W804"));
}

#[test]
fn what_cannot_be_kept_is_refused_and_nothing_is_written() {
    let (_room, case) = logged();
    let before = fs::read(case.join("decisions.csv")).expect("the log");
    let swapped = |at: usize, text: &'static str| {
        let mut arguments = FIRST;
        arguments[at] = text;
        arguments
    };
    for (arguments, said) in [
        (swapped(3, "portel"), "the nearest is portal"),
        (swapped(5, " "), "actor is empty"),
        (swapped(7, ""), "basis is empty"),
        (swapped(7, "one\ntwo"), "basis is empty, longer than a line"),
        (swapped(9, "2026-02-30"), "2026-02-30 is no day"),
    ] {
        let ran = decide(&case, &arguments).exits(2);
        assert!(ran.err.contains(said), "{said} is missing in\n{}", ran.err);
    }
    // The log runs forwards, and not ahead of the clock.
    let ran = decide(&case, &swapped(9, "9999-12-31")).exits(2);
    assert!(ran.err.contains("9999-12-31 is in the future"), "{}", ran.err);
    let ran = decide(&case, &FIRST).exits(2);
    assert!(ran.err.contains("2026-11-24 is before the last decision"), "{}", ran.err);
    decide(&case, &FIRST[..6]).exits(2);
    assert_eq!(fs::read(case.join("decisions.csv")).expect("the log"), before);
}

#[test]
fn a_log_that_was_cut_deleted_or_written_anew_shows_by_its_results() {
    let (room, case) = logged();
    let output = room.path().join("out");
    let results = output.join("tiny/plan");
    plan(&case, &output, &[]).exits(0);
    let log = case.join("decisions.csv");
    let text = fs::read_to_string(&log).expect("the log");
    let (path, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    let check = || petajalan(["check", path, "--output", to, "--lang", "en"]);
    check().exits(0);
    verify(&results).exits(0);
    // A later entry is no other log.
    decide(&case, &SECOND).exits(0);
    check().exits(0);
    verify(&results).exits(0);
    let first: String = text.split_inclusive('\n').take(2).collect();
    for (now, code) in [(Some(first.clone()), "E806"), (None, "E806"), (Some(rewritten(&first)), "E807")] {
        match &now {
            Some(now) => fs::write(&log, now).expect("written"),
            None => fs::remove_file(&log).expect("removed"),
        }
        let ran = check().exits(1);
        assert!(ran.out.contains(code) && ran.out.contains("plan"), "{code}: {}", ran.out);
        let ran = verify(&results).exits(1);
        assert!(ran.err.contains("decision"), "{code}: {}", ran.err);
        // Nothing is solved on top of it.
        let ran = plan(&case, &output, &["--lang", "en"]).exits(1);
        assert!(ran.err.contains(code) && ran.out.is_empty(), "{ran:?}");
        fs::write(&log, &text).expect("written");
    }
    check().exits(0);
}

/// The log of one entry, with another second one that follows from it as it should.
fn rewritten(first: &str) -> String {
    let log = input::decisions::logged(first.as_bytes());
    let [entry] = &log[..] else { panic!("one entry") };
    let other = petajalan::scenario::Decision { basis: "something else".to_owned(), ..entry.clone() };
    let sealed = input::decisions::sealed(&log, other);
    String::from_utf8(input::decisions::appended(first.as_bytes(), &sealed)).expect("text")
}
