//! `petajalan collect`: agencies' forms merged into a case, conflicts named with both places, nothing written over.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::ffi::OsStr;
use std::path::Path;

use common::program::{Ran, copy, petajalan, read, shipped, temporary, write};
use petajalan::input::Files;
use petajalan::input::workbook::{Held, Unrolled, unroll};
use petajalan::report::xlsx::form::form;
use petajalan::words::Lang;

const NEW: &str = "id,name_en,category,owner,capex_e1,opex_annual,b_service,b_security\n";

fn collect(room: &Path, more: &[&str]) -> Ran {
    let fixed = ["collect", "case"].into_iter().chain(more.iter().copied()).chain(["--lang", "en"]);
    let output = assert_cmd::Command::new(common::program::binary())
        .args(fixed.map(OsStr::new))
        .current_dir(room)
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder with the tiny case and these forms.
fn room(forms: &[(&str, &str)]) -> tempfile::TempDir {
    let room = temporary();
    copy(&shipped("tiny"), &room.path().join("case"));
    write(room.path(), forms.iter().map(|(name, text)| (*name, *text)));
    room
}

/// The tiny case as a form, with a row added or a cell changed.
fn tiny_form(change: impl Fn(&mut Unrolled)) -> Vec<u8> {
    let mut sheets = unroll(&Files::open(&shipped("tiny")).expect("a case"));
    change(sheets.iter_mut().find(|sheet| sheet.kind == "initiatives").expect("initiatives"));
    form(sheets, Lang::Id)
}

#[test]
fn forms_of_two_agencies_become_one_case() {
    let a = NEW.to_owned() + "cctv,City cameras,security,ICT office,30,5,3,8\n";
    let b = "id;name_en;category;owner;capex_e1;opex_annual;b_service;b_security\n\
             payroll;Payroll;application;Personnel office;12,5;1;6;1\n";
    let room = room(&[("a.csv", &a), ("b.csv", b)]);
    let ran = collect(room.path(), &["a.csv", "b.csv"]).exits(0);
    assert!(ran.err.contains("2 initiatives added, 0 completed"), "{ran:?}");
    let merged = read(&room.path().join("case-merged"));
    let table = String::from_utf8(merged["initiatives.csv"].clone()).expect("text");
    assert!(table.contains("cctv,,City cameras,security,ICT office,30,5,"), "{table}");
    assert!(
        table.contains("payroll,,Payroll,application,Personnel office,12.5,1,"),
        "a decimal comma: {table}"
    );
    assert_eq!(merged["case.toml"], read(&room.path().join("case"))["case.toml"]);
    petajalan([OsStr::new("check"), room.path().join("case-merged").as_os_str()]).exits(0);
    // Never over what is there.
    let again = collect(room.path(), &["a.csv", "b.csv"]).exits(2);
    assert!(again.err.contains("is there already"), "{again:?}");
}

#[test]
fn a_filled_workbook_is_merged_and_an_unchanged_one_changes_nothing() {
    let room = room(&[]);
    let filled = tiny_form(|sheet| {
        let mut row = vec![None; sheet.header.len()];
        for (column, cell) in [
            ("id", Held::Text("cctv".into())),
            ("name_en", Held::Text("=1+1".into())),
            ("category", Held::Text("security".into())),
            ("owner", Held::Text("ICT office".into())),
            ("capex_e1", Held::Number("30".into())),
            ("b_service", Held::Number("3".into())),
            ("b_security", Held::Number("8".into())),
        ] {
            row[sheet.header.iter().position(|name| name == column).expect(column)] = Some(cell);
        }
        sheet.rows.push(row);
    });
    write(room.path(), [("form.xlsx", filled), ("same.xlsx", tiny_form(|_| {}))]);
    let ran = collect(room.path(), &["form.xlsx", "same.xlsx", "--output", "out"]).exits(0);
    assert!(ran.err.contains("1 initiative added, 0 completed"), "{ran:?}");
    let table = String::from_utf8(read(&room.path().join("out"))["initiatives.csv"].clone()).expect("text");
    assert!(table.contains("cctv,,'=1+1,security"), "no formula in a table: {table}");
    let merged = petajalan::input::load(&room.path().join("out")).expect("a case").value;
    let cctv = merged.portfolio.find("cctv").expect("the new one");
    assert_eq!(merged.portfolio.initiative(cctv).name.en, "=1+1", "read as it was written");
    collect(room.path(), &["same.xlsx", "--output", "same"]).exits(0);
    let (same, case) = (read(&room.path().join("same")), read(&room.path().join("case")));
    assert_eq!(same["initiatives.csv"], case["initiatives.csv"]);
}

#[test]
fn what_contradicts_is_named_with_both_places_and_nothing_is_written() {
    let a = NEW.to_owned() + "cctv,City cameras,security,ICT office,30,5,3,8\nportal,,,,75,,,\n";
    let room = room(&[("a.csv", &a)]);
    let other = tiny_form(|sheet| {
        let mut row = vec![None; sheet.header.len()];
        row[0] = Some(Held::Text("cctv".into()));
        row[5] = Some(Held::Number("35".into()));
        sheet.rows.push(row);
    });
    write(room.path(), [("b.xlsx", other)]);
    let ran = collect(room.path(), &["a.csv", "b.xlsx"]).exits(1);
    for line in [
        "error[E701]: portal has two values of capex_e1: 75 here, 60 in initiatives.csv:4:75",
        "--> a.csv:3:11, column capex_e1",
        "error[E701]: cctv has two values of capex_e1: 35 here, 30 in a.csv:2:39",
        "--> b.xlsx, Inisiatif!F9, column capex_e1",
    ] {
        assert!(ran.out.contains(line), "{line} is missing in\n{}", ran.out);
    }
    assert!(!room.path().join("case-merged").exists());
    // With the forms preferred to the case, only the forms still contradict each other.
    let ran = collect(room.path(), &["a.csv", "b.xlsx", "--prefer-forms"]).exits(1);
    assert!(!ran.out.contains("portal has two") && ran.out.contains("cctv has two"), "{}", ran.out);
    collect(room.path(), &["a.csv", "--prefer-forms"]).exits(0);
    let table =
        String::from_utf8(read(&room.path().join("case-merged"))["initiatives.csv"].clone()).expect("text");
    assert!(
        table.contains("infrastructure")
            && table
                .contains("portal,Portal layanan warga,Citizen service portal,application,ICT office,75,"),
        "{table}"
    );
}

#[test]
fn gaps_and_near_names_are_told_where_they_were_written() {
    let a = NEW.to_owned()
        + "web,Citizen service portals,application,,10,1,4,\n,No id,security,ICT office,1,,1,1\n";
    let room = room(&[("a.csv", &a)]);
    let ran = collect(room.path(), &["a.csv"]).exits(1);
    for line in [
        "error[E315]: owner must not be empty",
        "error[E311]: initiative web has no score for security",
        "warning[W703]: web (Citizen service portals) may be the same as portal (Citizen service portal) in initiatives.csv:4",
        "error[E207]: ",
        "--> a.csv:3:1",
    ] {
        assert!(ran.out.contains(line), "{line} is missing in\n{}", ran.out);
    }
}

#[test]
fn cost_lines_and_scores_are_merged_too() {
    let room = room(&[]);
    write(
        &room.path().join("f"),
        [
            ("costs.csv", "initiative,class,year,amount\nportal,capital,1,5\nportal,capital,1,7\n"),
            ("scores.csv", "rater,initiative,criterion,score\nbappeda,portal,service,8\n"),
        ],
    );
    write(
        &room.path().join("g"),
        [("scores.csv", "rater,initiative,criterion,score\nbappeda,portal,service,9\n")],
    );
    collect(room.path(), &["f", "--output", "out"]).exits(0);
    let merged = read(&room.path().join("out"));
    assert_eq!(
        merged["costs.csv"],
        b"initiative,class,year,amount\nportal,capital,1,5\nportal,capital,1,7\n"
    );
    let ran = collect(room.path(), &["f", "g"]).exits(1);
    assert!(ran.out.contains("bappeda has two values of score: 9 here, 8 in f/scores.csv:2:"), "{}", ran.out);
    collect(room.path(), &["nowhere.xlsx"]).exits(2);
}
