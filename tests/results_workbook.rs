//! `petajalan.xlsx` as others read it: by a library of its own, and by LibreOffice, which adds everything up again.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use common::book::{unzipped, zipped};
use common::program::{copy, plan, read, shipped, temporary, write};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: &[u8]) -> Book {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// Every filled cell by sheet, row and column.
fn cells(book: &mut Book) -> BTreeMap<(String, u32, u32), Data> {
    let mut cells = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (u32::try_from(row).expect("small"), u32::try_from(column).expect("small"));
            cells.insert((name.clone(), top + row, left + column), cell.clone());
        }
    }
    cells
}

fn formulas(book: &mut Book) -> BTreeMap<(String, u32, u32), String> {
    let mut found = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_formula(&name).expect("a sheet");
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, formula) in range.used_cells().filter(|(.., formula)| !formula.is_empty()) {
            let (row, column) = (u32::try_from(row).expect("small"), u32::try_from(column).expect("small"));
            found.insert((name.clone(), top + row, left + column), formula.clone());
        }
    }
    found
}

/// The workbook of a run of a case, its scenarios only as far as asked for.
fn made(case: &Path, lang: &str, more: &[&str]) -> Vec<u8> {
    let room = temporary();
    let arguments = ["--lang", lang].into_iter().chain(more.iter().copied()).collect::<Vec<_>>();
    plan(case, room.path(), &arguments).exits(0);
    let files = read(room.path());
    files.into_iter().find(|(name, _)| name.ends_with("petajalan.xlsx")).expect("a workbook").1
}

#[test]
fn sheets_of_both_languages_and_the_same_bytes_twice() {
    let once = made(&shipped("tiny"), "id", &[]);
    assert!(once == made(&shipped("tiny"), "id", &["--threads", "1"]), "the same results, other bytes");
    let names = |bytes: &[u8]| open(bytes).sheet_names();
    assert_eq!(
        names(&once),
        [
            "Ringkasan",
            "Rencana",
            "Belanja",
            "Pagu",
            "Perbandingan",
            "Selisih OPD",
            "Semua skenario",
            "Matriks",
            "Alasan",
            "Masukan"
        ]
    );
    let english = made(&shipped("tiny"), "en", &[]);
    assert_eq!(names(&english)[..3], ["Summary", "Plan", "Spending"]);
    let core = part(&english, "docProps/core.xml");
    assert!(core.contains("2000-01-01T00:00:00Z"), "{core}");
}

/// The tiny case, worked through by hand in its README.
#[test]
fn amounts_are_those_of_the_plan() {
    let mut book = open(&made(&shipped("tiny"), "en", &[]));
    let cells = cells(&mut book);
    let of = |sheet: &str, row: u32| -> Vec<String> {
        (0..20)
            .filter_map(|column| cells.get(&(sheet.to_owned(), row, column)))
            .map(ToString::to_string)
            .collect()
    };
    // Scenario, name, proof, funded, of, value, bound, gap, 2027, 2028, 2029, spending, ceiling, left, after.
    assert_eq!(
        of("Summary", 3),
        [
            "tight",
            "Tight ceiling",
            "proven optimal",
            "3",
            "5",
            "290",
            "290",
            "0",
            "20000000",
            "100000000",
            "90000000",
            "210000000",
            "300000000",
            "90000000",
            "70000000"
        ]
    );
    let ceilings: Vec<Vec<String>> = (3..6).map(|row| of("Ceilings", row)).collect();
    assert_eq!(ceilings[1][4..], ["100000000", "100000000", "0", "1"], "{ceilings:?}");
}

/// Names that begin like formulas stay texts in every table, and no formula is anybody else's than ours.
#[test]
fn totals_stand_over_what_they_add_up() {
    for lang in ["id", "en"] {
        let bytes = made(&shipped("tiny"), lang, &[]);
        let cells = cells(&mut open(&bytes));
        let mut checked = 0;
        for (at, formula) in formulas(&mut open(&bytes)) {
            let Some(range) = formula.split("SUBTOTAL(109,").nth(1).and_then(|rest| rest.strip_suffix(')'))
            else {
                continue;
            };
            let (first, last) = range.split_once(':').expect("a range");
            let row = |corner: &str| {
                let digits = corner.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
                digits.parse::<u32>().expect("a row") - 1
            };
            let rows = row(first)..=row(last);
            let sum: f64 = rows.filter_map(|row| number(cells.get(&(at.0.clone(), row, at.2))?)).sum();
            let stands = cells.get(&at).and_then(number).unwrap_or_default();
            assert!((sum - stands).abs() < 1e-6, "{at:?}: {formula} is {sum}, but {stands} stands there");
            checked += 1;
        }
        assert!(checked >= 5, "only {checked} totals");
    }
}

#[test]
fn names_never_become_formulas() {
    let room = temporary();
    let case = room.path().join("case");
    copy(&shipped("tiny"), &case);
    let table = std::fs::read_to_string(case.join("initiatives.csv")).expect("a table");
    let hostile = table
        .replace("Lease the network", "=HYPERLINK(\"\"http://x\"\")")
        .replace("Citizen service portal", "+1+1")
        .replace("Operator training", "-2+3")
        .replace("Data backup", "@SUM(A1:A9)")
        .replace("ICT office", "=cmd|' /C calc'!A0");
    let hostile: String = hostile
        .lines()
        .map(|line| line.replace("=HYPERLINK(\"\"http://x\"\")", "\"=HYPERLINK(\"\"http://x\"\")\"") + "\n")
        .collect();
    write(&case, [("initiatives.csv", hostile)]);
    for lang in ["id", "en"] {
        let mut book = open(&made(&case, lang, &[]));
        let texts = cells(&mut book);
        let ours = ["SUM(", "SUMIFS(", "SUBTOTAL(109,", "COUNT("];
        for ((sheet, row, column), formula) in formulas(&mut book) {
            let subtraction =
                formula.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
            let known = subtraction || ours.iter().any(|ours| formula.starts_with(ours));
            assert!(known && !formula.contains("HYPERLINK"), "{sheet} {row} {column}: {formula}");
        }
        let names = ["=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1:A9)"];
        for name in names.iter().filter(|name| lang == "en" || name.starts_with("=cmd")) {
            let held = texts.iter().filter(|(_, cell)| **cell == Data::String((*name).to_owned()));
            assert!(held.count() >= 3, "{name} is not a text in the workbook");
        }
    }
    plan(&case, &room.path().join("out"), &["--lang", "en"]).exits(0);
    for (name, bytes) in read(&room.path().join("out")) {
        if name.strip_suffix(".csv").is_none() || name.contains("inputs/") {
            continue;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
        for cell in
            reader.records().flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let number =
                cell.trim_start_matches(['+', '-']).chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
            assert!(number || !cell.starts_with(['=', '+', '-', '@']), "{name}: {cell}");
        }
    }
}

/// The totals of a workbook whose formulas have forgotten their values, as LibreOffice works them out, are ours.
#[test]
fn libreoffice_adds_up_what_we_do() {
    let Some(office) = office() else { return };
    for (case, more) in [("tiny", &[][..]), ("paser", &["--scenario", "krisis", "--scenario", "moderat"][..])]
    {
        let ours = made(&shipped(case), "id", more);
        let forgotten = forget(&ours);
        let room = temporary();
        write(room.path(), [("in/book.xlsx", &forgotten)]);
        write(&room.path().join("profile/user"), [("registrymodifications.xcu", ALWAYS.as_bytes())]);
        let profile = format!("-env:UserInstallation=file://{}", room.path().join("profile").display());
        let ran = Command::new(&office)
            .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
            .args([room.path().join("out"), room.path().join("in/book.xlsx")])
            .output()
            .expect("LibreOffice runs");
        let theirs = std::fs::read(room.path().join("out/book.xlsx")).unwrap_or_else(|_| panic!("{ran:?}"));
        let (mut ours, mut theirs, mut forgotten) = (open(&ours), open(&theirs), open(&forgotten));
        let (formulas, ours) = (formulas(&mut ours), cells(&mut ours));
        let (theirs, forgotten) = (cells(&mut theirs), cells(&mut forgotten));
        assert!(formulas.len() > 20, "{case} has few formulas");
        for place in formulas.keys() {
            assert_eq!(forgotten.get(place).and_then(number), Some(0.0), "{place:?} was not forgotten");
            let (a, b) = (ours.get(place).and_then(number), theirs.get(place).and_then(number));
            let close = a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= 1e-9 * a.abs().max(1.0));
            assert!(close, "{case} {place:?} {}: ours {a:?}, LibreOffice {b:?}", formulas[place]);
        }
        for (place, cell) in &ours {
            if let Data::String(text) = cell {
                assert_eq!(theirs.get(place), Some(&Data::String(text.clone())), "{place:?}");
            }
        }
    }
}

const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Where LibreOffice is; a test that cannot use it says so, and fails where `PETAJALAN_LIBREOFFICE` demands it.
fn office() -> Option<String> {
    let found = ["soffice", "libreoffice"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok());
    if found.is_none() {
        assert!(
            std::env::var_os("PETAJALAN_LIBREOFFICE").is_none(),
            "PETAJALAN_LIBREOFFICE is set, LibreOffice missing"
        );
        eprintln!("LEFT OUT: LibreOffice is not installed, so nobody added up the workbook again");
    }
    found.map(str::to_owned)
}

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        Data::Int(number) => i32::try_from(*number).ok().map(f64::from),
        _ => None,
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = unzipped(bytes).into_iter().find(|(held, _)| held == name);
    String::from_utf8(found.expect("the part").1).expect("text")
}

/// The workbook with 0 for the value of every formula.
fn forget(bytes: &[u8]) -> Vec<u8> {
    let forgotten = unzipped(bytes).into_iter().map(|(name, held)| {
        if !name.starts_with("xl/worksheets/sheet") {
            return (name, held);
        }
        let text = String::from_utf8(held).expect("text");
        let mut pieces = text.split("</f><v>");
        let mut fresh = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let rest = piece.split_once("</v>").expect("a value").1;
            fresh.extend(["</f><v>0</v>", rest]);
        }
        (name, fresh.into_bytes())
    });
    let parts: Vec<(String, Vec<u8>)> = forgotten.collect();
    zipped(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}
