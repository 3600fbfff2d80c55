//! Warnings travel: every result of every command carries the findings of its run that can change a number, `verify` takes
//! them, and a case without warnings says nothing of them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::SMALL;
use common::book::unzipped;
use common::program::{Tree, binary, copy, petajalan, plan, read, shipped, temporary, verify};
use common::web::Server;
use petajalan::input::{Case, Files, build};
use petajalan::report::carried;
use petajalan::words::Lang;
use serde_json::Value;

/// The tiny case with a column that nothing reads, and a key that nothing reads in two places.
fn warned(at: &Path, lang: &str) {
    copy(&shipped("tiny"), at);
    let edit = |name: &str, change: &dyn Fn(String) -> String| {
        let path = at.join(name);
        fs::write(&path, change(fs::read_to_string(&path).expect("a file"))).expect("written");
    };
    edit("initiatives.csv", &|text| {
        let cell = |at: usize| if at == 0 { "remark" } else { "asked" };
        let lines = text.lines().enumerate().map(|(at, line)| format!("{line},{}\n", cell(at)));
        lines.collect::<Vec<_>>().concat()
    });
    edit("case.toml", &|text| {
        text.replace("[[criterion]]", "[[criterion]]\ncolour = \"red\"")
            .replace("language = \"en\"", &format!("language = \"{lang}\""))
    });
}

/// Codes of the warnings of the case above, in the order of `check`.
const CODES: [&str; 3] = ["W501", "W502", "W502"];

fn warnings(document: &Value) -> Vec<&str> {
    let found = document["findings"].as_array().unwrap_or_else(|| panic!("no findings: {document}"));
    let warnings = found.iter().filter(|one| one["severity"] == "warning");
    let mut codes: Vec<&str> = warnings.map(|one| one["code"].as_str().expect("a code")).collect();
    codes.sort_unstable();
    codes
}

/// What stands in the cells and texts of a workbook.
fn words_of(workbook: &[u8]) -> String {
    let parts = unzipped(workbook).into_iter().filter(|(name, _)| name.ends_with("sharedStrings.xml"));
    parts.map(|(_, bytes)| String::from_utf8(bytes).expect("text")).collect()
}

/// What is printed on a PDF; nothing where no reader is installed.
fn printed(file: &Path) -> Option<String> {
    let ran =
        Command::new("pdftotext").args(["-layout".as_ref(), file.as_os_str(), "-".as_ref()]).output().ok()?;
    Some(String::from_utf8_lossy(&ran.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Every result of a folder says what was found; how many files that are.
fn looked_at(files: &Tree, sentence: &str) -> usize {
    let mut seen = 0;
    for (name, bytes) in files {
        let file = name.rsplit('/').next().unwrap_or_default();
        if name.contains("/inputs/") || matches!(file, "manifest.json" | "certificate.json" | "run.json") {
            continue;
        }
        let ending = file.rsplit('.').next().unwrap_or_default();
        let text = || String::from_utf8(bytes.clone()).expect("text");
        match ending {
            "json" => assert_eq!(warnings(&serde_json::from_slice(bytes).expect("JSON")), CODES, "{name}"),
            "txt" => assert!(text().contains(sentence), "{name}: {}", text()),
            "md" | "html" => assert!(text().contains("W501"), "{name}: {}", text()),
            "xlsx" => assert!(words_of(bytes).contains(sentence), "{name}"),
            _ => continue,
        }
        seen += 1;
    }
    seen
}

#[test]
fn every_result_says_what_was_found() {
    let room = temporary();
    let (case, output) = (room.path().join("tiny"), room.path().join("out"));
    warned(&case, "en");
    let (path, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    let sentence = "nothing reads the column remark";
    assert!(
        petajalan(["check", path, "--lang", "en"]).exits(0).out.contains(sentence),
        "the sentence of check"
    );
    let old = output.join("tiny/plan/tight/plan.json");
    let old = old.to_str().expect("plain");
    let commands: [&[&str]; 11] = [
        &["plan", path, "--no-charts"],
        &["explain", path, "--scenario", "tight"],
        &["frontier", path, "--no-charts"],
        &["robust", path, "--scenario", "tight", "--draws", "20", "--no-charts"],
        &["priorities", path, "--no-charts"],
        &["alternatives", path, "--scenario", "tight", "--count", "1", "--no-charts"],
        &["compare", path, "--from", "tight", "--to", "ample", "--no-charts"],
        &["whatif", path, "--scenario", "tight", "--must", "backup"],
        &["revise", path, "--plan", old, "--from", "2028", "--no-charts"],
        &["report", path],
        &["report", path, "--memo"],
    ];
    for command in commands {
        let ran = petajalan(command.iter().chain(&["--output", to]));
        assert!(ran.code < 2, "{command:?}: {ran:?}");
    }
    let folders =
        fs::read_dir(output.join("tiny")).expect("results").map(|entry| entry.expect("an entry").path());
    let mut names = Vec::new();
    for folder in folders {
        verify(&folder).exits(0);
        let files = read(&folder);
        let files = files.into_iter().map(|(name, bytes)| (format!("/{name}"), bytes)).collect();
        assert!(looked_at(&files, sentence) > 0, "{}", folder.display());
        names.push(folder.file_name().expect("a name").to_string_lossy().into_owned());
    }
    assert_eq!(names.len(), commands.len(), "{names:?}");
    if let Some(text) = printed(&output.join("tiny/report/report.pdf")) {
        assert!(text.contains("3 warnings; see the last part"), "the cover: {text}");
        assert!(text.contains(sentence) && text.contains("initiatives.csv:1"), "the last part: {text}");
    }
    let server = Server::start(binary(), &case, &output, &[]);
    let told = server.document()["case"]["findings"].clone();
    assert_eq!(told[1]["sentence"][1], sentence, "{told}");
}

#[test]
fn the_same_sentence_stands_once_with_its_places_in_the_language_of_the_run() {
    let room = temporary();
    let case = room.path().join("tiny");
    warned(&case, "id");
    for (lang, heading, line) in [
        ("id", "Temuan pada masukan yang dapat mengubah angka (3 peringatan):", "peringatan[W502]: "),
        ("en", "Findings in the inputs that can change the figures (3 warnings):", "warning[W502]: "),
    ] {
        let output = room.path().join(lang);
        let said = plan(&case, &output, &["--lang", lang]).exits(0).out;
        assert!(said.contains(heading), "{said}");
        let lines: Vec<&str> = said.lines().filter(|held| held.contains(line)).collect();
        let [told] = lines[..] else { panic!("not one line: {lines:?}") };
        assert_eq!(told.matches("case.toml:").count(), 2, "{told}");
        let memo = format!("tiny/plan/{}", petajalan::report::xlsx::FILE);
        let words = words_of(&fs::read(output.join(memo)).expect("a workbook"));
        let sheet = if lang == "id" { "lihat lembar Masukan" } else { "see sheet Inputs" };
        assert!(words.contains(sheet), "the first sheet");
        verify(&output.join("tiny/plan")).exits(0);
    }
}

#[test]
fn nothing_is_said_where_nothing_was_found() {
    let room = temporary();
    let said = plan(&shipped("tiny"), room.path(), &[]).exits(0).out;
    assert!(!said.contains("Findings"), "{said}");
    let files = read(room.path());
    let words = words_of(&files["tiny/plan/petajalan.xlsx"]);
    assert!(!words.contains("see sheet"), "the first sheet");
    let document: Value = serde_json::from_slice(&files["tiny/plan/tight/plan.json"]).expect("JSON");
    assert!(warnings(&document).is_empty());
    let keys = |code: &str| {
        let found = document["findings"].as_array().expect("a list").iter().filter(|one| one["code"] == code);
        found.map(|one| one["field"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    // Defaults that can change a number are there; what only names the case or its language is not.
    assert!(keys("N601").iter().any(|key| key == "service.discount_rate"), "{:?}", keys("N601"));
    assert!(keys("N601").iter().all(|key| key != "language" && key != "id"), "{:?}", keys("N601"));
}

fn small(change: impl Fn(&str, &str) -> String) -> Case {
    let mut files = Files::new("small");
    for (name, text) in SMALL {
        files.put(name, change(name, text).into_bytes());
    }
    build(&files).unwrap_or_else(|found| panic!("{found:?}")).value
}

#[test]
fn many_places_are_counted_and_defaults_stand_together() {
    let rows = |count: usize| {
        (0..count)
            .map(|at| format!("\n[[category]]\nid = \"F{at}\"\ncolour = 1\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    let case =
        small(|name, text| if name == "case.toml" { format!("{text}{}", rows(20)) } else { text.to_owned() });
    let told = carried::told(&case, Lang::En);
    let colour = told.iter().find(|one| one.sentence.contains("colour")).expect("the key");
    assert_eq!(colour.places.len(), 13, "{:?}", colour.places);
    assert_eq!(colour.places[12], "and 8 more places (petajalan check lists them all)");
    assert_eq!(carried::rows(&case, Lang::En).len(), case.carried().count());
    assert!(told.iter().all(|one| one.code != "N601"));
    assert!(carried::defaults(&case).iter().any(|one| one.contains(" = ")), "{:?}", carried::defaults(&case));
}
