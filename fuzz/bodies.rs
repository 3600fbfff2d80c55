//! What each fuzzing target does with its input, and the laws it holds the program to. `fuzz_targets/` run these bodies on
//! inputs that libFuzzer makes, `tests/fuzzed.rs` on the inputs kept in `seeds/` and `found/`.
//!
//! Several files are one input: a line `=== NAME` begins each.

use std::collections::BTreeMap;
use std::io::Write as _;

use petajalan::diagnostic::{Diagnostic, Severity};
use petajalan::import::{Naming, Source, minelib, mknap, ppssp};
use petajalan::input::collect::{Form, collect};
use petajalan::input::{Case, Files, build, decisions as log, fuzz_amount, fuzz_table};
use petajalan::report::manifest::Manifest;
use petajalan::report::studies::Asked;
use petajalan::report::{findings, frontier, robust};
use petajalan::scenario::{Action, Decision};
use petajalan::serve::question::Question;
use petajalan::serve::save::{Texts, is_the_same, written};
use petajalan::verify as check;
use petajalan::words::Lang;

/// A target: its name and its body.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 9] = [
    ("amounts", amounts),
    ("table", table),
    ("case", case),
    ("workbook", workbook),
    ("forms", forms),
    ("imports", imports),
    ("decisions", decisions),
    ("requests", requests),
    ("verify", verify),
];

/// A text is an amount or has findings that are errors; the same text always reads alike.
pub fn amounts(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let read = fuzz_amount(text);
    if let Err(found) = &read {
        assert!(
            found.iter().any(|one| one.finding.severity() == Severity::Error),
            "refused without a reason"
        );
        told(found);
    }
    assert_eq!(read, fuzz_amount(text), "the same text reads alike");
}

/// Every place of a table lies in its text, and cells stand in order.
pub fn table(data: &[u8]) {
    let lines = 1 + data.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    let (rows, found) = fuzz_table(data);
    for row in &rows {
        let places: Vec<_> = row.iter().map(|place| (place.line, place.column)).collect();
        assert!(places.is_sorted(), "cells of a row stand in order");
        assert!(
            places
                .iter()
                .all(|(line, column)| line.is_some_and(|line| (1..=lines).contains(&line))
                    && *column >= Some(1))
        );
    }
    assert!(found.iter().all(|one| one.place.line.is_none_or(|line| (1..=lines).contains(&line))));
    told(&found);
}

/// A case is refused exactly if there is an error.
pub fn case(data: &[u8]) {
    let mut files = Files::new("case");
    for (name, bytes) in sections(data) {
        files.put(&name, bytes.to_vec());
    }
    built(&files);
}

/// A workbook: a zip as it is, or the parts of one.
pub fn workbook(data: &[u8]) {
    let bytes = if data.starts_with(b"PK") { data.to_vec() } else { zipped(&sections(data)) };
    match Files::of_workbook("case.xlsx", bytes) {
        Ok(files) => built(&files),
        Err(found) => refused(&found),
    }
}

/// Forms merged into a case; names of files begin with `a/` or `b/` for two forms.
pub fn forms(data: &[u8]) {
    let mut case = Files::new("case");
    let mut forms = ["a", "b"].map(|path| Form { path: path.to_owned(), files: Files::new(path) });
    for (name, bytes) in sections(data) {
        match name.split_once('/') {
            Some(("a", name)) => forms[0].files.put(name, bytes.to_vec()),
            Some(("b", name)) => forms[1].files.put(name, bytes.to_vec()),
            _ => case.put(&name, bytes.to_vec()),
        }
    }
    for prefer in [false, true] {
        let merged = collect(&case, &forms, prefer);
        let errors = merged.found.iter().filter(|one| one.finding.severity() == Severity::Error).count();
        assert!(!merged.conflict || errors > 0, "a conflict is told");
        told(&merged.found);
    }
}

/// Public instances; what is made of them is read as a case.
pub fn imports(data: &[u8]) {
    let naming = Naming { id: "case", language: "en" };
    let sections = sections(data);
    let bytes = |at: usize| sections.get(at).map_or(&b""[..], |(_, bytes)| bytes);
    let source = |name, at| Source { name, bytes: bytes(at) };
    let made = [
        mknap(&naming, &source("knapsack.txt", 0)),
        minelib(&naming, &source("mine.prec", 0), &source("mine.cpit", 1)),
        ppssp(&naming, &source("projects.csv", 0), &source("budgets.csv", 1)),
    ];
    for made in made {
        match made {
            Err(found) => refused(&found),
            Ok(files) => {
                let mut case = Files::new("case");
                for (path, bytes) in files {
                    case.put(path.rsplit('/').next().unwrap_or(&path), bytes);
                }
                built(&case);
            }
        }
    }
}

/// A log of decisions, and one entry more: it reads back, whatever came before it, and follows from that.
pub fn decisions(data: &[u8]) {
    let log = log::logged(data);
    if let Some(last) = log.last() {
        assert!(log::lost(&log, "plan", last.number, &last.hash).is_none() || last.number != log.len());
    }
    let entry = Decision {
        number: 0,
        date: "2026-12-01T13:22:05Z".to_owned(),
        actor: "Bappeda".to_owned(),
        action: Action::Ceiling,
        scenario: String::new(),
        subject: "total".to_owned(),
        value: "9 -> 8".to_owned(),
        basis: "KUA-PPAS".to_owned(),
        previous: String::new(),
        hash: String::new(),
    };
    let sealed = log::sealed(&log, entry);
    let again = log::logged(&log::appended(data, &sealed));
    assert!(again.len() <= log.len() + 1, "one entry was added");
    // A table that is in order takes the entry; what cannot be read as one stays unread.
    if !log.is_empty() && again.len() == log.len() + 1 {
        assert_eq!(again[..log.len()], log[..], "what stood there stands there");
        assert_eq!(again.last(), Some(&sealed));
    }
}

const CASE: &str = include_str!("../scenarios/tiny/case.toml");
const SCENARIOS: &str = include_str!("../scenarios/tiny/scenarios.toml");

/// The smallest case and its files.
fn smallest() -> (Case, Files) {
    let table = include_str!("../scenarios/tiny/initiatives.csv");
    let mut files = Files::new("tiny");
    for (name, text) in [("case.toml", CASE), ("scenarios.toml", SCENARIOS), ("initiatives.csv", table)] {
        files.put(name, text.into());
    }
    (build(&files).expect("the smallest case is sound").value, files)
}

/// A folder of results of the smallest case, its documents alone: there is always something that differs, for nothing here
/// has its workbook.
pub fn verify(data: &[u8]) {
    let files: BTreeMap<String, Vec<u8>> =
        sections(data).into_iter().map(|(name, bytes)| (name, bytes.to_vec())).collect();
    let Some(Ok(manifest)) = files.get(Manifest::FILE).map(|bytes| Manifest::read(bytes)) else { return };
    let (case, _) = smallest();
    let differs = if files.contains_key(frontier::DOCUMENT) {
        let verdict = check::frontier(&case, &manifest, &files);
        !verdict.differences.is_empty() || !verdict.wrong.is_empty()
    } else if files.contains_key(robust::FILE) {
        !check::robust::check(&case, &manifest, &files).differences.is_empty()
    } else {
        match Asked::of_files(&files) {
            None => !check::verify(&case, &manifest, &files).differences.is_empty(),
            Some(Ok(asked)) => check::verify_study(&case, &asked, &manifest, &files)
                .map_or(true, |(_, verdict)| !verdict.differences.is_empty()),
            Some(Err(_)) => true,
        }
    };
    assert!(differs, "results without a workbook are whole");
}

/// A request of the live page to the smallest case: refused with a reason, or understood; kept, or not.
pub fn requests(data: &[u8]) {
    let (case, mut files) = smallest();
    let question = match Question::read(data) {
        Ok(question) => question,
        Err(refused) => return assert!(!refused.findings.is_empty(), "refused without a reason"),
    };
    if question.check(&case).is_err() {
        return;
    }
    let (Ok(wished), Some(keep)) = (question.asked.wished(&case), &question.save) else { return };
    let texts = Texts { case: CASE.to_owned(), scenarios: SCENARIOS.to_owned(), decisions: Vec::new() };
    let Ok(new) = written(&case, &question, keep, &wished.scenario, &texts, "2026-12-01T13:22:05Z") else {
        return;
    };
    for (name, bytes) in new.files {
        files.put(name, bytes);
    }
    if let Ok(after) = build(&files)
        && is_the_same(&case, &after.value, keep.id.trim(), &wished.scenario)
    {
        assert_eq!(after.value.decisions.len(), new.decisions, "each decision is on record");
    }
}

/// Builds a case and says what was found.
fn built(files: &Files) {
    match build(files) {
        Ok(case) => {
            assert!(
                case.findings.iter().all(|one| one.finding.severity() != Severity::Error),
                "an error and a case"
            );
            told(&case.findings);
        }
        Err(found) => refused(&found),
    }
}

fn refused(found: &[Diagnostic]) {
    assert!(found.iter().any(|one| one.finding.severity() == Severity::Error), "refused without an error");
    told(found);
}

/// Findings can be said in both languages, in lines of their own.
fn told(found: &[Diagnostic]) {
    // Many findings of one kind are said alike.
    let some: Vec<Diagnostic> = found.iter().take(50).cloned().collect();
    for lang in [Lang::Id, Lang::En] {
        let text = findings::text(lang, &some);
        assert!(
            !text.contains(|sign: char| sign.is_control() && sign != '\n'),
            "a hidden character is shown"
        );
        assert!(text.lines().count() <= 4 * some.len() + 1, "a text of the input begins a line");
    }
    assert!(findings::json(Lang::En, &some).starts_with('['));
}

/// The files of an input.
fn sections(data: &[u8]) -> Vec<(String, &[u8])> {
    let mut found = Vec::new();
    let mut rest = data;
    while let Some(body) = rest.strip_prefix(b"=== ") {
        let end = body.iter().position(|&byte| byte == b'\n').unwrap_or(body.len());
        let name = String::from_utf8_lossy(&body[..end]).into_owned();
        let body = body.get(end + 1..).unwrap_or_default();
        let next = body.windows(5).position(|five| five == b"\n=== ").map_or(body.len(), |at| at + 1);
        found.push((name, &body[..next]));
        rest = &body[next..];
    }
    found
}

/// A zip of these parts, not packed.
fn zipped(parts: &[(String, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        // A name twice is refused, and the part left out.
        if writer.start_file(name.as_str(), options).is_ok() {
            let _ = writer.write_all(bytes);
        }
    }
    writer.finish().map(std::io::Cursor::into_inner).unwrap_or_default()
}
