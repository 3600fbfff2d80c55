//! Hidden characters in a case reach nobody: no terminal, no file of a run. The texts stay readable without them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use common::program::{Ran, petajalan, read, shipped, temporary, write};

/// Characters that would command a terminal, turn the direction of a text, or make two names look alike.
const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{202e}\u{200b}\u{9b}31m\u{feff}\u{2066}";

/// Whether a character may be shown to nobody. Written apart from the program's own list.
fn is_hostile(sign: char) -> bool {
    let number = u32::from(sign);
    let control = number < 0x20 && !matches!(sign, '\n' | '\r' | '\t') || (0x7f..0xa0).contains(&number);
    let direction = matches!(number, 0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069);
    control || direction || matches!(number, 0x200b | 0x2028 | 0x2029 | 0x2060 | 0xfeff)
}

/// The tiny case with hostile names, agencies, notes and reasons, some of several lines.
fn hostile(folder: &Path) {
    let mut files = read(&shipped("tiny"));
    let mut patch = |name: &str, changes: &[(&str, String)]| {
        let text = files.get_mut(name).expect("a file of the case");
        let mut new = String::from_utf8(text.clone()).expect("text");
        for (old, fresh) in changes {
            assert!(new.contains(old), "{name}: {old}");
            new = new.replace(old, fresh);
        }
        *text = new.into_bytes();
    };
    let forged = "\r\nX-FORGED:1\nsection FORGED\r\nBEGIN:VEVENT";
    patch(
        "initiatives.csv",
        &[
            ("Citizen service portal", format!("\"Citizen{HOSTILE} portal{forged}\"")),
            ("Portal layanan warga", format!("\"Portal{HOSTILE} warga{forged}\"")),
            ("ICT office", format!("ICT{HOSTILE} office")),
            ("owner,", "owner,force,force_reason,legal_basis,".to_owned()),
            (",20,40,", format!(",,,\"basis{HOSTILE}{forged}\",20,40,")),
            (",120,10,", ",,,,120,10,".to_owned()),
            (",60,20,", format!(",in,\"reason{HOSTILE}{forged}\",,60,20,")),
            (",30,10,", ",,,,30,10,".to_owned()),
            (",50,10,", ",,,,50,10,".to_owned()),
        ],
    );
    let escapes = "\\u001b[2J\\u202e\\u200b\\u009b\\nX-FORGED:1\\r\\nsection FORGED";
    patch(
        "case.toml",
        &[
            ("Tiny example: five initiatives, three years", format!("Tiny{escapes} example")),
            ("Contoh kecil: lima inisiatif, tiga tahun", format!("Contoh{escapes} kecil")),
            ("en = \"Service\"", format!("en = \"Serv{escapes}ice\"")),
            ("Network: lease or build", format!("Network{escapes}")),
        ],
    );
    patch(
        "scenarios.toml",
        &[("Tight ceiling", format!("Tight{escapes}")), ("Rp100 million a year", format!("Rp100{escapes}"))],
    );
    write(folder, files.iter().map(|(name, bytes)| (name.as_str(), bytes)));
}

/// Whether a file name has this ending.
fn ends(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|held| held == ending)
}

#[track_caller]
fn assert_clean(name: &str, text: &str) {
    // A table begins with a byte-order mark, by which spreadsheets know UTF-8.
    let text = if ends(name, "csv") { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    let found = text.char_indices().find(|(_, sign)| is_hostile(*sign));
    if let Some((at, sign)) = found {
        let from = text[..at].char_indices().rev().nth(40).map_or(0, |(from, _)| from);
        panic!("{name} holds U+{:04X} after {:?}", u32::from(sign), &text[from..at]);
    }
}

#[track_caller]
fn assert_shown_clean(ran: &Ran) {
    assert_clean("stdout", &ran.out);
    assert_clean("stderr", &ran.err);
}

#[test]
fn every_file_of_a_run_is_free_of_hidden_characters() {
    let folder = temporary();
    let (case, output) = (folder.path().join("case"), folder.path().join("output"));
    hostile(&case);
    let arguments = [OsStr::new("plan"), case.as_os_str(), OsStr::new("--output"), output.as_os_str()];
    let ran = petajalan(arguments).exits(0);
    assert_shown_clean(&ran);
    assert!(ran.err.contains("W570"), "{ran:?}");
    let files = read(&output);
    let mut texts = 0;
    for (name, bytes) in &files {
        if name.contains("/inputs/") || ends(name, "png") || ends(name, "pdf") {
            continue;
        }
        if ends(name, "xlsx") {
            for (part, bytes) in common::book::unzipped(bytes) {
                assert_clean(&format!("{name}, {part}"), &String::from_utf8_lossy(&bytes));
            }
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{name} is text"));
        assert_clean(name, text);
        // No name begins a line of its own.
        for line in text.lines() {
            let begins = ["X-FORGED", "section FORGED"];
            assert!(!begins.iter().any(|word| line.trim_start().starts_with(word)), "{name}: {line}");
        }
        texts += 1;
    }
    assert!(texts > 10, "{:?}", files.keys());
    let summary = files.iter().find(|(name, _)| name.ends_with("summary.txt")).expect("summary.txt").1;
    assert!(String::from_utf8_lossy(summary).contains("Tiny"), "the names are still there");
    let results = output.join("tiny/plan");
    let verified =
        petajalan([OsStr::new("verify"), results.as_os_str(), OsStr::new("--lang"), OsStr::new("en")]);
    assert_shown_clean(&verified.exits(0));
}

#[test]
fn no_command_shows_a_hidden_character() {
    let folder = temporary();
    let case = folder.path().join("case");
    hostile(&case);
    let form = folder.path().join("form.csv");
    let header = "id,name_en,category,owner,capex_e1,duration_years,b_service,b_security";
    write(
        folder.path(),
        [("form.csv", format!("{header}\nportal,Other{HOSTILE},application,ICT office,1{HOSTILE},1,1,1\n"))],
    );
    let path = |text: &str| OsString::from(text);
    let wrong = path(&format!("no{HOSTILE}\ncase"));
    let calls: [Vec<OsString>; 6] = [
        vec![path("check"), case.clone().into()],
        vec![path("check"), case.clone().into(), path("--format"), path("json")],
        vec![
            path("collect"),
            case.clone().into(),
            form.into(),
            path("--output"),
            folder.path().join("m").into(),
        ],
        vec![path("check"), wrong.clone()],
        vec![path("verify"), wrong.clone()],
        vec![wrong],
    ];
    for call in &calls {
        let ran = petajalan(call);
        assert_shown_clean(&ran);
        assert!(!(ran.out.is_empty() && ran.err.is_empty()), "{call:?} says something");
    }
    let checked = petajalan(&calls[0]).exits(0);
    assert!(checked.out.contains("W570") && checked.out.contains("U+001B"), "{}", checked.out);
    let number = petajalan(&calls[2]);
    assert!(
        number.out.contains("\\u202e"),
        "a number with a hidden character is refused and shown: {number:?}"
    );
}
