//! A thousand seeded changes to the example case's files: findings or a case, never a panic; and of the cases that
//! still load, a good number planned, written and verified in memory, with overflow checks on.
//!
//! A failure names its seeds; `mutated(&case("paser"), seed)` makes the files again.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::chance::Chance;
use common::program::{Tree, read, shipped};
use petajalan::audit::keeps_all;
use petajalan::diagnostic::Severity;
use petajalan::input::{Case, Files, build};
use petajalan::report::Shown;
use petajalan::report::bundle::bundle;
use petajalan::report::findings;
use petajalan::report::manifest::Manifest;
use petajalan::solve::{Limits, Options};
use petajalan::study::answer;
use petajalan::verify::verify;
use petajalan::words::Lang;
use rayon::prelude::*;

/// The files of a case that are read.
fn case(name: &str) -> Tree {
    let mut files = read(&shipped(name));
    files.retain(|name, _| std::path::Path::new(name).extension().is_none_or(|ending| ending != "md"));
    files
}

/// A case's files after one to three changes that the seed decides.
fn mutated(case: &Tree, seed: u64) -> Files {
    let chance = &mut Chance::new(seed);
    let mut held = case.clone();
    for _ in 0..chance.pick(&[1, 1, 2, 3]) {
        let names: Vec<String> = held.keys().cloned().collect();
        let name = &names[chance.below(names.len())];
        let bytes = held[name].clone();
        let changed = change(chance, name, &bytes);
        held.insert(name.clone(), changed);
    }
    let mut files = Files::new("mutated");
    for (name, bytes) in held {
        files.put(&name, bytes);
    }
    files
}

fn change(chance: &mut Chance, name: &str, bytes: &[u8]) -> Vec<u8> {
    match chance.between(0, 9) {
        0 => some_bytes(chance, bytes),
        1 => garbage(chance, bytes),
        2 | 3 => some_lines(chance, bytes),
        4 | 5 if name.ends_with("csv") => some_cell(chance, bytes),
        _ => some_number(chance, bytes),
    }
}

/// One byte changed, taken out, put in, or everything after it gone.
fn some_bytes(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.is_empty() {
        return bytes;
    }
    let (at, new) = (chance.below(bytes.len()), u8::try_from(chance.between(0, 255)).expect("a byte"));
    match chance.between(0, 6) {
        0 | 1 => bytes[at] = new,
        2 | 3 => drop(bytes.remove(at)),
        4 | 5 => bytes.insert(at, new),
        _ => bytes.truncate(at),
    }
    bytes
}

const GARBAGE: [&str; 10] = [
    "\0",
    "\"",
    "\u{feff}",
    "[[ceiling]]\n",
    ";;;;\n",
    "\r\r\n",
    "= 3\n",
    "\u{1f600}",
    "#",
    "[[scenario]]\n",
];

fn garbage(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let at = chance.below(bytes.len() + 1);
    [&bytes[..at], chance.pick(&GARBAGE).as_bytes(), &bytes[at..]].concat()
}

/// A line deleted, doubled, swapped with another, or moved.
fn some_lines(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let (at, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.between(0, 3) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at]),
        2 => lines.swap(at, other),
        _ => {
            let line = lines.remove(at);
            lines.insert(other.min(lines.len()), line);
        }
    }
    lines.join(&b'\n')
}

/// One cell emptied, or given the text of another cell.
fn some_cell(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    if rows.is_empty() {
        return bytes.to_vec();
    }
    let (row, from) = (chance.below(rows.len()), chance.below(rows.len()));
    let (column, other) = (chance.below(rows[row].len()), chance.below(rows[from].len()));
    // Mostly a cell of the same column, which may well be legal.
    let other = if chance.percent(70) { column.min(rows[from].len() - 1) } else { other };
    rows[row][column] = if chance.percent(20) { "" } else { rows[from][other] };
    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    (lines.join("\n") + "\n").into_bytes()
}

const NUMBERS: [&str; 24] = [
    "0",
    "1",
    "2",
    "3",
    "5",
    "7",
    "50",
    "51",
    "99",
    "100",
    "365",
    "2026",
    "2027",
    "2031",
    "2100",
    "65535",
    "1000000",
    "4294967296",
    "999999999999",
    "9223372036854775807",
    "-1",
    "0.5",
    "1e3",
    "0.000001",
];

/// One number replaced by another.
fn some_number(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let is_start = |at: &usize| {
        bytes[*at].is_ascii_digit()
            && (*at == 0 || !bytes[*at - 1].is_ascii_alphanumeric() && bytes[*at - 1] != b'.')
    };
    let starts: Vec<usize> = (0..bytes.len()).filter(is_start).collect();
    if starts.is_empty() {
        return bytes.to_vec();
    }
    let at = chance.pick(&starts);
    let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    [&bytes[..at], chance.pick(&NUMBERS).as_bytes(), &bytes[at + length..]].concat()
}

/// What a reader does with mutated files: a case, or findings in words; the reason where it is neither.
fn loaded(files: &Files) -> Result<Option<Case>, String> {
    let begun = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| build(files))).map_err(|_| "panics".to_owned())?;
    if begun.elapsed() > Duration::from_secs(20) {
        return Err(format!("takes {:?}", begun.elapsed()));
    }
    let findings = match &outcome {
        Ok(warned) => &warned.findings,
        Err(findings) => findings,
    };
    let errors = findings.iter().filter(|one| one.finding.severity() == Severity::Error).count();
    if (errors == 0) != outcome.is_ok() {
        return Err(format!("{errors} errors, but a case: {}", outcome.is_ok()));
    }
    let told = catch_unwind(|| [Lang::Id, Lang::En].map(|lang| findings::text(lang, findings)));
    if !told.is_ok_and(|told| told[0] != told[1]) {
        return Err("its findings cannot be told".to_owned());
    }
    Ok(outcome.ok().map(|warned| warned.value))
}

/// Plans one scenario, writes everything in memory and verifies it.
fn planned(case: &Case, at: usize, charts: bool) {
    let scenario = &case.scenarios[at % case.scenarios.len()];
    let limits =
        Limits { nodes: Some(1), deadline: Some(Instant::now() + Duration::from_millis(400)), gap: 0.0 };
    let answer = answer(&case.portfolio, scenario, &Options { limits, ..Options::default() });
    if let Some(solved) = answer.outcome.solved() {
        assert!(keeps_all(&case.portfolio, scenario, &solved.plan));
    }
    let lang = if at.is_multiple_of(2) { Lang::Id } else { Lang::En };
    let shown = [Shown { case, scenario, answer: &answer, lang }];
    let written = bundle(case, &shown, lang, charts, Duration::ZERO);
    assert!(written.failed.is_empty(), "charts failed: {:?}", written.failed);
    let manifest: Manifest = serde_json::from_slice(&written.files[Manifest::FILE]).expect("a manifest");
    let verdict = verify(case, &manifest, &written.files);
    assert!(verdict.differences.is_empty(), "{:?}", verdict.differences);
}

#[test]
fn a_thousand_mutations_of_paser_are_read_and_some_planned() {
    let original = case("paser");
    let planned_so_far = AtomicUsize::new(0);
    let one = |seed: u64| {
        let loaded = match loaded(&mutated(&original, seed)) {
            Ok(loaded) => loaded,
            Err(why) => return (false, Some(format!("seed {seed}: {why}"))),
        };
        let at = usize::try_from(seed).expect("small");
        let Some(case) = loaded else { return (false, None) };
        if at.is_multiple_of(10) {
            planned_so_far.fetch_add(1, Ordering::Relaxed);
            let done = catch_unwind(AssertUnwindSafe(|| planned(&case, at / 10, false)));
            return (true, done.is_err().then(|| format!("seed {seed}: planning panics")));
        }
        (true, None)
    };
    let seen: Vec<(bool, Option<String>)> = (0..1_000).into_par_iter().map(one).collect();
    let wrong: Vec<&String> = seen.iter().filter_map(|one| one.1.as_ref()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let loaded = seen.iter().filter(|one| one.0).count();
    assert!((200..900).contains(&loaded), "{loaded} of 1000 mutations still load");
    let planned = planned_so_far.into_inner();
    assert!(planned >= 30, "only {planned} were planned");
}

#[test]
fn mutations_of_tiny_that_load_are_planned() {
    let original = case("tiny");
    let one = |seed: u64| match loaded(&mutated(&original, seed)) {
        Err(why) => (false, Some(format!("seed {seed}: {why}"))),
        Ok(None) => (false, None),
        Ok(Some(case)) => {
            let at = usize::try_from(seed).expect("small");
            let done = catch_unwind(AssertUnwindSafe(|| planned(&case, at, at.is_multiple_of(10))));
            (true, done.is_err().then(|| format!("seed {seed}: planning panics")))
        }
    };
    let seen: Vec<(bool, Option<String>)> = (0..700).into_par_iter().map(one).collect();
    let wrong: Vec<&String> = seen.iter().filter_map(|one| one.1.as_ref()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let loaded = seen.iter().filter(|one| one.0).count();
    assert!(loaded >= 200, "only {loaded} of 700 mutations still load");
}

#[test]
fn a_seed_makes_the_same_files() {
    let original = case("tiny");
    let bytes = |seed| {
        let files = mutated(&original, seed);
        files.each().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect::<Vec<_>>()
    };
    assert!((0..50).all(|seed| bytes(seed) == bytes(seed)));
    let different: BTreeSet<_> = (0..200).map(bytes).collect();
    assert!(different.len() > 150, "only {} different mutations", different.len());
}
