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
