//! The printed report: its text is there to be read, its numbers are the plan's, every page has its number.
//!
//! Read back with `pdftotext`; left out where that is not installed.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::program::{petajalan, plan, shipped, temporary};
use petajalan::portfolio::Currency;
use petajalan::units::Money;
use petajalan::words::{Lang, pdf as words};
use serde_json::Value;

/// The pages of a file as text; `None` where nothing can read it.
fn pages(file: &Path) -> Option<Vec<String>> {
    let Ok(ran) = Command::new("pdftotext").arg("-layout").arg(file).arg("-").output() else {
        eprintln!("left out: pdftotext is not installed (package poppler-utils)");
        return None;
    };
    assert!(ran.status.success(), "{ran:?}");
    let text = String::from_utf8(ran.stdout).expect("UTF-8");
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect())
}

#[test]
fn the_numbers_of_the_printed_report_are_the_plans() {
    for (case, lang, code, horizon) in [("tiny", Lang::En, "en", 3), ("paser", Lang::Id, "id", 5)] {
        let room = temporary();
        plan(&shipped(case), room.path(), &["--lang", code]).exits(0);
        let arguments =
            [OsStr::new("report"), OsStr::new("--lang"), OsStr::new(code), OsStr::new("--output")];
        let case_path = shipped(case);
        petajalan(arguments.into_iter().chain([room.path().as_os_str(), case_path.as_os_str()])).exits(0);
        let home = room.path().join(case);
        let file = home.join("report/report.pdf");
        let bytes = fs::read(&file).expect("a file");
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 5_000_000, "{} bytes", bytes.len());
        let Some(pages) = pages(&file) else { return };
        for (at, page) in pages.iter().enumerate() {
            let number = format!(
                "{} {} {} {}",
                lang.pick("halaman", "page"),
                at + 1,
                lang.pick("dari", "of"),
                pages.len()
            );
            assert!(page.contains(&number), "page {} does not say {number}", at + 1);
        }
        let whole = pages.concat();
        let words_of = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let read = words_of(&whole);
        let currency = Currency { sign: "Rp".to_owned(), decimals: 0 };
        for entry in fs::read_dir(home.join("plan")).expect("a folder") {
            let path = entry.expect("an entry").path().join("plan.json");
            let Ok(bytes) = fs::read(&path) else { continue };
            let plan: Value = serde_json::from_slice(&bytes).expect("JSON");
            let years = plan["spending"].as_object().expect("spending");
            // The row of totals of the budget: every year of the plan, then their sum.
            let amounts: Vec<i64> =
                years.values().take(horizon).map(|year| year.as_i64().expect("an amount")).collect();
            let total = amounts.iter().sum::<i64>();
            let mut row = vec![words::total(lang).to_owned()];
            row.extend(
                amounts.iter().chain([&total]).map(|&amount| words::amount(&currency, Money(amount), lang)),
            );
            assert!(read.windows(row.len()).any(|words| words == row), "{}: no row {row:?}", path.display());
            // Whoever is left out is told of.
            for (id, start) in plan["starts"].as_object().expect("starts") {
                assert!(!start.is_null() || read.contains(id), "{id} is not told of");
            }
        }
        // Fingerprints wrap over lines of their cell.
        let manifest: Value =
            serde_json::from_slice(&fs::read(home.join("plan/manifest.json")).expect("a file"))
                .expect("JSON");
        let certificates = manifest["files"]
            .as_object()
            .expect("files")
            .iter()
            .filter(|(name, _)| name.ends_with("certificate.json"));
        for (name, hash) in certificates {
            let start = &hash.as_str().expect("a hash")[..16];
            assert!(whole.contains(start), "the fingerprint of {name} is missing");
        }
    }
}

/// What `pdfinfo` says of a file with these options; `None` where it is not installed.
fn said_of(file: &Path, options: &[&str]) -> Option<String> {
    let ran = Command::new("pdfinfo").args(options).arg(file).output().ok()?;
    assert!(ran.status.success(), "{ran:?}");
    Some(String::from_utf8_lossy(&ran.stdout).into_owned())
}

/// A reader who cannot see the pages is told what is a heading, a table cell by cell, a figure and what it says; in which
/// language, and of what.
#[test]
fn the_printed_report_is_tagged() {
    let room = temporary();
    plan(&shipped("tiny"), room.path(), &["--lang", "en"]).exits(0);
    let case = shipped("tiny");
    let arguments = [OsStr::new("report"), OsStr::new("--lang"), OsStr::new("en"), OsStr::new("--output")];
    petajalan(arguments.into_iter().chain([room.path().as_os_str(), case.as_os_str()])).exits(0);
    let file = room.path().join("tiny/report/report.pdf");
    let Some(about) = said_of(&file, &[]) else {
        eprintln!("left out: pdfinfo is not installed (package poppler-utils)");
        return;
    };
    assert!(about.contains("Tagged:          yes"), "{about}");
    assert!(about.lines().any(|line| line.starts_with("Title:") && line.contains("Tiny example")), "{about}");
    let about = said_of(&file, &["-meta"]).expect("poppler");
    let language = about.split("<dc:language>").nth(1).and_then(|rest| rest.split("</dc:language>").next());
    assert!(language.is_some_and(|language| language.contains("<rdf:li>en</rdf:li>")), "{about}");
    let tree = said_of(&file, &["-struct-text"]).expect("poppler");
    let depth = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = tree.lines().collect();
    let of = |name: &str| {
        lines
            .iter()
            .filter(|line| line.trim() == name || line.trim().starts_with(&format!("{name} ")))
            .count()
    };
    let figures = lines.iter().filter(|line| line.trim().starts_with("Figure")).count();
    assert!(of("H1") >= 4 && of("H2") >= 4 && of("P") >= 8, "{tree}");
    assert!(of("Table") >= 6 && figures >= 4, "{tree}");
    for words in ["Tight ceiling", "Ample ceiling", "Method and proof"] {
        assert!(tree.contains(&format!("\"{words}\"")), "{words} is no heading:\n{tree}");
    }
    // Every row of a table has as many cells as its head.
    let mut rows = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.trim().starts_with("Table")) {
        let inside: Vec<&&str> = lines[at + 1..]
            .iter()
            .take_while(|next| next.trim().is_empty() || depth(next) > depth(line))
            .collect();
        let mut cells: Vec<usize> = Vec::new();
        for part in inside {
            match part.split_whitespace().next() {
                Some("TR") => cells.push(0),
                Some("TH:" | "TH" | "TD") => *cells.last_mut().expect("a row") += 1,
                _ => {}
            }
        }
        assert!(cells.len() > 1 && cells.iter().all(|count| count == &cells[0]), "{cells:?}");
        rows += cells.len();
    }
    assert!(rows > 40, "{rows} rows");
}
