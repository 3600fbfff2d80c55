//! One patched example per finding: a line of the small case is changed, and exactly one finding stands at exactly
//! the place the patch marks with `«`.
//!
//! `PETAJALAN_RENEW=1 cargo test --test findings` writes `scenarios/FINDINGS.md` anew from these examples.

mod common;
#[path = "findings/examples.rs"]
mod examples;
#[path = "findings/silent.rs"]
mod silent;

use std::collections::BTreeMap;

use common::{SMALL, files};
use examples::Edit::{
    Append, Beside, Book, Cell, Forms, Gone, Instance, Locked, Made, Odd, Room, Seen, Text, Whole,
};
use examples::{CASE, EXAMPLES, Edit, Example, TABLE};
use petajalan::diagnostic::{Diagnostic, Finding, Severity};
use petajalan::import::{Naming, Source, minelib, mknap, ppssp};
use petajalan::input::build;
use petajalan::input::collect::{Form, collect, open};
use petajalan::input::decisions::lost;
use petajalan::input::disk::Unread;
use petajalan::report::findings as report;
use petajalan::words::{Lang, findings as words};

#[test]
fn the_small_case_has_no_finding() {
    let case = build(&files(&SMALL)).unwrap_or_else(|found| panic!("{}", report::text(Lang::En, &found)));
    let notes = report::count(Lang::En, &case.findings);
    assert!(notes.starts_with("0 errors, 0 warnings, "), "{notes}");
}

#[test]
fn each_example_gives_its_finding_at_its_place() {
    let wrong: Vec<String> = EXAMPLES.iter().filter_map(|example| complaint(example).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_an_example() {
    let covered: Vec<&str> = EXAMPLES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(covered, Finding::CODES);
}

#[test]
fn the_table_of_codes_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/FINDINGS.md");
    let wanted = table();
    if std::env::var_os("PETAJALAN_RENEW").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    let held = std::fs::read_to_string(path).unwrap_or_default();
    assert!(held == wanted, "scenarios/FINDINGS.md is out of date: run with PETAJALAN_RENEW=1");
}

#[test]
fn no_sentence_is_empty_and_the_languages_differ() {
    for example in EXAMPLES {
        for found in findings(example.1) {
            let [id, en] = [Lang::Id, Lang::En].map(|lang| words::sentence(lang, &found.finding));
            assert!(!id.is_empty() && id != en, "{}: {id}", found.finding.code());
        }
    }
}

#[test]
fn a_finding_reads_like_a_compilers() {
    let mut found = findings(EXAMPLES.iter().find(|(code, ..)| *code == "E201").unwrap().1);
    found.retain(|d| d.finding.code() == "E201");
    assert_eq!(
        report::one(Lang::En, &found[0]),
        "error[E201]: initiative A04 depends on I99, which no row defines\n  --> initiatives.csv:5:59, column depends_on\n  \
         help: the nearest id is I09\n"
    );
    let json: serde_json::Value = serde_json::from_str(&report::json(Lang::Id, &found)).unwrap();
    assert_eq!(json[0]["code"], "E201");
    assert_eq!(json[0]["line"], 5);
    assert_eq!(json[0]["nearest"], "I09");
}

#[test]
fn every_finding_of_a_case_comes_in_one_run() {
    // A syntax error in case.toml does not hide what is wrong in the tables, nor in the rest of case.toml.
    let edits = [
        Text(CASE, "years = 3", "years = = 3"),
        Text(CASE, "carry_over_cap = 50", "carry_over_cap = \"fifty\""),
        Cell("A04", "depends_on", "A99"),
        Cell("A05", "capex_e1", "-1"),
        Text("scores.csv", "8.5", "high"),
    ];
    let codes: Vec<&str> = findings(&edits).iter().map(|d| d.finding.code()).collect();
    for code in ["E106", "E201", "E301", "E305"] {
        assert!(codes.contains(&code), "{code} is missing from {codes:?}");
    }
    assert_eq!(codes.iter().filter(|code| **code == "E301").count(), 2);
}

/// What is wrong with an example.
fn complaint((code, edits, nearest): &Example) -> Result<(), String> {
    let expected = marked(edits);
    // The small case leaves a few defaults to be noted; an example of a note adds one of its own.
    let noted = findings(&[]);
    let found: Vec<Diagnostic> = findings(edits)
        .into_iter()
        .filter(|d| d.finding.severity() != Severity::Note || (code.starts_with('N') && !noted.contains(d)))
        .collect();
    let said = report::text(Lang::En, &found);
    let [only] = &found[..] else {
        return Err(format!("{code}: {} findings\n{said}", found.len()));
    };
    if let [Book(_, at)] = edits {
        let at = at.map(|(sheet, row, column)| (Some(sheet.to_owned()), Some(row), Some(column)));
        let place = (only.place.sheet.clone(), only.place.line, only.place.column);
        let right = only.finding.code() == *code
            && only.place.file.ends_with("small.xlsx")
            && at.is_none_or(|at| at == place)
            && only.nearest.as_deref() == *nearest;
        return if right { Ok(()) } else { Err(format!("{code}: at {place:?}\n{said}")) };
    }
    let expected = match edits {
        [Made(file, _, at)] => at.map(|(line, column)| ((*file).to_owned(), line, column)),
        [Room(paths, _)] => room_mark(paths),
        [Forms(_, _, at)] => at.map(|(line, column)| ("b.csv".to_owned(), line, column)),
        _ => expected,
    };
    let place = match (only.place.line, only.place.column) {
        (Some(line), Some(column)) => Some((only.place.file.display().to_string(), line, column)),
        _ => None,
    };
    let right = only.finding.code() == *code && place == expected && only.nearest.as_deref() == *nearest;
    if right { Ok(()) } else { Err(format!("{code}: expected at {expected:?}, nearest {nearest:?}\n{said}")) }
}

fn findings(edits: &[Edit]) -> Vec<Diagnostic> {
    match edits {
        [Instance(file, text)] => return imported(file, &text.replace('«', "")),
        [Book(make, _)] => {
            let opened = petajalan::input::Files::of_workbook("small.xlsx", make());
            let built = opened.and_then(|files| build(&files));
            return built.map_or_else(|found| found, |case| case.findings);
        }
        [Forms(first, second, _)] => return collected(first, second),
        [Room(paths, prefer_forms)] => return opened(paths, *prefer_forms),
        [Seen(log, number, hash)] => return seen(log, *number, hash),
        _ => {}
    }
    let mut files = files(&SMALL);
    for (name, text) in texts(edits) {
        let bytes = text.replace('«', "").into_bytes();
        files.put(name, bytes.into_iter().map(|byte| if byte == 1 { 0xff } else { byte }).collect());
    }
    for edit in edits {
        match edit {
            Gone(name) => files.remove(name),
            Made(name, make, _) => files.put(name, make()),
            Odd(name) => files.put_unread(name, Unread::NotAFile),
            Beside(name) => files.put_beside(name),
            Locked(name) => files.put_unread(name, Unread::Failed("permission denied".to_owned())),
            _ => {}
        }
    }
    match build(&files) {
        Ok(case) => case.findings,
        Err(found) => found,
    }
}

/// What results of the small case say against its log, which is empty or this one.
fn seen(log: &'static str, number: usize, hash: &str) -> Vec<Diagnostic> {
    let mut files = files(&SMALL);
    if !log.is_empty() {
        files.put("decisions.csv", log.into());
    }
    let case = build(&files).unwrap_or_else(|found| panic!("{}", report::text(Lang::En, &found)));
    lost(&case.value.decisions, "output/small/plan", number, hash).into_iter().collect()
}

/// What `petajalan collect` finds when two forms are merged into the small case.
fn collected(first: &str, second: &str) -> Vec<Diagnostic> {
    let form = |path: &str, text: &str| {
        let name = if text.starts_with('[') { CASE } else { TABLE };
        Form { path: format!("{path}.csv"), files: files(&[(name, text)]) }
    };
    let forms = [("a", first), ("b", second)].into_iter().filter(|(_, text)| !text.is_empty());
    let forms: Vec<Form> = forms.map(|(path, text)| form(path, text)).collect();
    collect(&files(&SMALL), &forms, false).found
}

/// What `petajalan collect` finds in a folder of forms that holds these files, merged into the small case.
fn opened(paths: &[(&str, &str)], prefer_forms: bool) -> Vec<Diagnostic> {
    let room = tempfile::tempdir().unwrap();
    for (path, text) in paths {
        let path = room.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text.replace('«', "")).unwrap();
    }
    let forms = room.path().join("forms");
    let opened = open(std::slice::from_ref(&forms), &room.path().join("case"));
    assert!(opened.refused.is_empty(), "{:?}", opened.refused);
    let merged = collect(&files(&SMALL), &opened.forms, prefer_forms).found;
    let mut found: Vec<Diagnostic> = opened.found.into_iter().chain(merged).collect();
    for one in &mut found {
        if let Ok(inside) = one.place.file.strip_prefix(room.path()) {
            one.place.file = inside.to_owned();
        }
    }
    found
}

/// File, line and character of the mark in a folder of forms.
fn room_mark(paths: &[(&str, &str)]) -> Option<(String, usize, usize)> {
    paths.iter().find_map(|(path, text)| {
        let before = &text[..text.find('«')?];
        let line = before.matches('\n').count() + 1;
        Some(((*path).to_owned(), line, before.rsplit('\n').next()?.chars().count() + 1))
    })
}

/// What `petajalan import` finds in a file of an instance that is sound besides.
fn imported(file: &str, text: &str) -> Vec<Diagnostic> {
    const CPIT: &str = "NBLOCKS: 2\nNPERIODS: 1\nOBJECTIVE_FUNCTION:\n0 1\n1 1\n";
    const BUDGETS: &str = "kind,index,total,initiation,ongoing\nplanning_window,1,,,\ndiscount_rate,,0,,\n";
    let source = |name, text: &'static str| Source { name, bytes: text.as_bytes() };
    let (naming, given) = (Naming { id: "x", language: "en" }, Source { name: file, bytes: text.as_bytes() });
    let read = match file.rsplit_once('.').map(|(_, ending)| ending) {
        Some("prec") => minelib(&naming, &given, &source("bench.cpit", CPIT)),
        Some("csv") => ppssp(&naming, &given, &source("budgets.csv", BUDGETS)),
        _ => mknap(&naming, &given),
    };
    read.err().unwrap_or_default()
}

/// File, line and character of the mark.
fn marked(edits: &[Edit]) -> Option<(String, usize, usize)> {
    texts(edits).into_iter().find_map(|(name, text)| {
        let before = &text[..text.find('«')?];
        let line = before.matches('\n').count() + 1;
        Some((name.to_owned(), line, before.rsplit('\n').next()?.chars().count() + 1))
    })
}

fn texts(edits: &[Edit]) -> BTreeMap<&'static str, String> {
    let mut texts: BTreeMap<&str, String> =
        SMALL.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for edit in edits {
        match *edit {
            Text(file, old, new) => {
                let text = texts.get_mut(file).unwrap();
                assert!(old == new || text.contains(old), "{file} does not hold {old}");
                *text = text.replacen(old, new, 1);
            }
            Cell(id, column, value) => {
                let text = texts.get_mut(TABLE).unwrap();
                *text = with_cell(text, id, column, value);
            }
            Append(file, lines) => {
                let text = texts.get_mut(file).unwrap();
                text.push_str(lines);
                text.push('\n');
            }
            Whole(file, new) => {
                texts.insert(file, new.to_owned());
            }
            Instance(file, text) => {
                texts.insert(file, text.to_owned());
            }
            Beside(_) | Gone(_) | Locked(_) | Made(..) | Odd(_) | Book(..) | Forms(..) | Room(..)
            | Seen(..) => {}
        }
    }
    texts
}

fn with_cell(text: &str, id: &str, column: &str, value: &str) -> String {
    let header = text.lines().next().unwrap();
    let at =
        header.split(',').position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"));
    let edited = |line: &str| {
        if !line.starts_with(&format!("{id},")) {
            return line.to_owned();
        }
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[at] = value;
        cells.join(",")
    };
    text.lines().map(|line| edited(line) + "\n").collect()
}

/// The table of codes, from what the examples give.
fn table() -> String {
    let mut text = String::from(
        "# Findings\n\nWhat `petajalan check` can say of a case, `petajalan import` of an instance and `petajalan collect` of forms. `E` stops everything, `W` is legal but odd, `N` names a default that was\n\
         used. A code keeps its meaning for ever. The examples are those of `tests/findings.rs`, from which this table is\n\
         generated (`PETAJALAN_RENEW=1 cargo test --test findings`).\n\n\
         | code | example | contoh |\n|---|---|---|\n",
    );
    for (code, edits, _) in EXAMPLES {
        let found = findings(edits);
        let noted = findings(&[]);
        let Some(found) = found.iter().find(|d| d.finding.code() == *code && !noted.contains(d)) else {
            continue;
        };
        let cell = |lang| {
            let help = words::help(lang, found).map_or_else(String::new, |help| format!(" ({help})"));
            let text = words::sentence(lang, &found.finding) + &help;
            text.replace('|', "\\|").replace('\n', " ")
        };
        text.extend(["| `", code, "` | ", &cell(Lang::En), " | ", &cell(Lang::Id), " |\n"]);
    }
    text
}
