//! `petajalan collect`: agencies' forms merged into a case, conflicts named with both places, nothing written over.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeMap;
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
    assert!(
        ran.out.contains("bappeda/portal/service has two values of score: 9 here, 8 in f/scores.csv:2:"),
        "{}",
        ran.out
    );
    collect(room.path(), &["nowhere.xlsx"]).exits(2);
}

/// A workbook with one sheet of these rows.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("initiatives").expect("a name");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => drop(sheet.write_number(row, column, number).expect("a number")),
                Err(_) => drop(sheet.write_string(row, column, *cell).expect("a text")),
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const HEAD: &[&str] =
    &["id", "name_en", "category", "owner", "capex_e1", "opex_annual", "b_service", "b_security"];

/// One cell of the merged table.
fn cell(room: &Path, folder: &str, id: &str, column: &str) -> String {
    let files = read(&room.join(folder));
    let mut table = csv::Reader::from_reader(&files["initiatives.csv"][..]);
    let at = table.headers().expect("a header").iter().position(|name| name == column).expect(column);
    let row = table.records().map(|row| row.expect("a row")).find(|row| &row[0] == id).expect(id);
    row[at].to_owned()
}

#[test]
fn a_folder_of_forms_is_merged_form_by_form() {
    let room = room(&[
        ("forms/c.csv", &(NEW.to_owned() + "n3,Third,security,ICT office,3,1,3,3\n")),
        ("forms/d/initiatives.csv", &(NEW.to_owned() + "n4,Fourth,security,ICT office,4,1,3,3\n")),
        ("forms/.hidden.csv", "x"),
        ("forms/e/deep.CSV", &(NEW.to_owned() + "n5,Fifth,security,ICT office,5,1,3,3\n")),
    ]);
    let row = |id, cost| workbook(&[HEAD, &[id, id, "application", "ICT office", cost, "1", "3", "3"]]);
    write(room.path(), [("forms/b.xlsx", row("N2", "20")), ("forms/a.xlsx", row("N1", "10"))]);
    write(room.path(), [("forms/~$a.xlsx", "lock"), ("forms/letter.pdf", "%PDF"), ("forms/old.xls", "x")]);
    write(room.path(), [("forms/empty/.keep", "")]);
    let ran = collect(room.path(), &["forms"]).exits(0);
    for (id, cost) in [("N1", "10"), ("N2", "20"), ("n3", "3"), ("n4", "4"), ("n5", "5")] {
        assert_eq!(cell(room.path(), "case-merged", id, "capex_e1"), cost, "{id}");
    }
    assert!(ran.err.contains("5 initiatives added, 0 completed"), "{}", ran.err);
    // Each form by its path, in the order of names; what is no form by name; hidden files not at all.
    let at = |text: &str| ran.err.find(text).unwrap_or_else(|| panic!("no {text} in\n{}", ran.err));
    let order =
        ["forms/a.xlsx: 1 ", "forms/b.xlsx: 1 ", "forms/c.csv: 1 ", "forms/d: 1 ", "forms/e/deep.CSV: 1 "];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{}", ran.err);
    for line in [
        "warning[W713]: letter.pdf was not read: it is neither an .xlsx workbook nor a .csv table",
        "--> forms/letter.pdf",
        "warning[W713]: old.xls was not read",
        "warning[W713]: empty was not read: the folder holds no form",
        "warning[W714]: a.xlsx is open in a spreadsheet program",
    ] {
        assert!(ran.out.contains(line), "{line} is missing in\n{}", ran.out);
    }
    assert!(!ran.out.contains("hidden"), "{}", ran.out);
}

#[test]
fn nothing_found_is_an_error_and_nothing_is_written() {
    let room =
        room(&[("none/letter.pdf", ""), ("head.csv", "id,name_en\n"), ("blank/a.csv", "id,name_en\n\n")]);
    let ran = collect(room.path(), &["none"]).exits(1);
    assert!(ran.out.contains("error[E704]: the folder holds no form\n  --> none\n"), "{}", ran.out);
    let ran = collect(room.path(), &["head.csv", "blank"]).exits(1);
    assert!(
        ran.out.contains("error[E705]: no form holds a row to merge: head.csv, blank/a.csv"),
        "{}",
        ran.out
    );
    let ran = collect(room.path(), &["none", "--format", "json"]).exits(1);
    let found = ran.documents();
    assert!(found[0].as_array().expect("a list").iter().any(|one| one["code"] == "E704"), "{}", ran.out);
    // An empty form among others is named, and the others are merged.
    write(room.path(), [("f.csv", NEW.to_owned() + "cctv,City cameras,security,ICT office,30,5,3,8\n")]);
    let before = read(room.path()).len();
    assert!(!room.path().join("case-merged").exists());
    let ran = collect(room.path(), &["head.csv", "f.csv"]).exits(0);
    assert!(
        ran.out.contains("warning[W706]: the form holds no row, so it adds nothing\n  --> head.csv"),
        "{}",
        ran.out
    );
    assert!(read(room.path()).len() > before);
}

#[test]
fn forms_that_only_repeat_the_case_say_that_nothing_changed() {
    let room = room(&[("f.csv", "id,capex_e1\nportal,60\nlease,20\n")]);
    let ran = collect(room.path(), &["f.csv"]).exits(0);
    assert!(
        ran.out.contains("warning[W707]: the form adds nothing: its 2 rows are in the case already"),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("nothing changed: the forms only repeat the case"), "{}", ran.err);
    assert!(ran.err.contains("were not copied: README.md"), "{}", ran.err);
    let (merged, mut case) = (read(&room.path().join("case-merged")), read(&room.path().join("case")));
    case.remove("README.md");
    assert_eq!(merged, case);
}

#[test]
fn every_replaced_value_is_listed_with_both_places() {
    let rows = "id,capex_e1,opex_annual,owner,depends_on\nportal,75,21,,\nbackup,50,,Personnel office,NET\n";
    let room = room(&[("f.csv", rows), ("g.csv", "id,capex_e1\nportal,75\n")]);
    let ran = collect(room.path(), &["f.csv", "g.csv", "--prefer-forms"]).exits(0);
    for line in [
        "warning[W708]: capex_e1 of portal is now 75; the form replaces 60 in initiatives.csv:4:75\n  --> f.csv:2:8",
        "warning[W708]: opex_annual of portal is now 21; the form replaces 20 in initiatives.csv:4:78\n  --> f.csv:2:11",
        "warning[W710]: the form gives backup to Personnel office; it belongs to ICT office in initiatives.csv:6:",
    ] {
        assert!(ran.out.contains(line), "{line} is missing in\n{}", ran.out);
    }
    assert_eq!(ran.out.matches("[W708]").count(), 2, "{}", ran.out);
    assert!(
        ran.err.contains("f.csv: 0 initiatives added, 2 completed, 1 empty cell filled, 3 values replaced"),
        "{}",
        ran.err
    );
    assert_eq!(cell(room.path(), "case-merged", "portal", "capex_e1"), "75");
}

#[test]
fn a_form_that_changes_another_agencys_initiative_is_named() {
    // Most rows are the ICT office's; training belongs to the personnel office.
    let rows = "id,capex_e1,cost_basis\nlease,20,quote\nportal,60,quote\ntraining,30,quote\n";
    let room = room(&[
        ("f.csv", rows),
        (
            "mine.csv",
            &(NEW.to_owned() + "payroll,Payroll,application,Personnel office,12,1,6,1\nportal,,,,,,,\n"),
        ),
        (
            "costs/costs.csv",
            "initiative,class,year,amount\ntraining,capital,1,5\nlease,capital,1,5\nportal,capital,1,5\n",
        ),
        ("two.csv", "id,cost_basis\ntraining,quote\nlease,quote\n"),
    ]);
    let ran = collect(room.path(), &["f.csv", "--output", "a"]).exits(0);
    let told =
        "warning[W709]: the form of ICT office changes training, which belongs to Personnel office\n  --> ";
    assert!(ran.out.contains(&format!("{told}f.csv:4:1")), "{}", ran.out);
    assert_eq!(ran.out.matches("[W709]").count(), 1, "{}", ran.out);
    // Rows that change nothing are not held against a form.
    let ran = collect(room.path(), &["mine.csv", "--output", "b"]).exits(0);
    assert!(!ran.out.contains("[W709]"), "{}", ran.out);
    let ran = collect(room.path(), &["costs", "--output", "c"]).exits(0);
    assert!(ran.out.contains(&format!("{told}costs/costs.csv:2:1")), "{}", ran.out);
    let ran = collect(room.path(), &["two.csv", "--output", "d"]).exits(0);
    let told = "warning[W711]: the form speaks for several agencies, none of them clearly its own: ICT office (lease), Personnel office (training)";
    assert!(ran.out.contains(told), "{}", ran.out);
    // A form filled from the case holds every agency's rows; whose it is, what it adds says.
    let filled = tiny_form(|sheet| {
        let at = |name: &str| sheet.header.iter().position(|held| held == name).expect("a column");
        let (id, owner, cost, category) = (at("id"), at("owner"), at("capex_e1"), at("category"));
        let (service, security) = (at("b_service"), at("b_security"));
        let mut row = vec![None; sheet.header.len()];
        row[id] = Some(Held::Text("payroll".into()));
        row[owner] = Some(Held::Text("Personnel office".into()));
        row[category] = Some(Held::Text("application".into()));
        for column in [cost, service, security] {
            row[column] = Some(Held::Number("5".into()));
        }
        let portal =
            sheet.rows.iter().position(|row| row[id] == Some(Held::Text("portal".into()))).expect("it");
        sheet.rows[portal][cost] = Some(Held::Number("61".into()));
        sheet.rows.push(row);
    });
    write(room.path(), [("filled.xlsx", filled)]);
    let ran = collect(room.path(), &["filled.xlsx", "--prefer-forms", "--output", "e"]).exits(0);
    let told = "warning[W709]: the form of Personnel office changes portal, which belongs to ICT office";
    assert!(ran.out.contains(told), "{}", ran.out);
}

#[test]
fn an_initiative_without_cost_is_a_gap() {
    let rows = NEW.to_owned()
        + "free,Free one,security,ICT office,0,,3,8\nlined,By lines,security,ICT office,,,3,8\npaid,Paid,security,ICT office,,2,3,8\n";
    let costs = "initiative,class,year,amount\nlined,capital,1,5\n";
    let room = room(&[("f/initiatives.csv", &rows), ("f/costs.csv", costs)]);
    let ran = collect(room.path(), &["f"]).exits(0);
    assert!(ran.out.contains("warning[W712]: free has no cost\n  --> f/initiatives.csv:2:1"), "{}", ran.out);
    assert_eq!(ran.out.matches("[W712]").count(), 1, "{}", ran.out);
    assert!(ran.err.contains("3 initiatives added, 0 completed, 1 cost line added"), "{}", ran.err);
}

#[test]
fn what_lies_beside_the_tables_and_what_is_not_merged_is_said() {
    let rows = NEW.to_owned() + "cctv,City cameras,security,ICT office,30,5,3,8\n";
    let room = room(&[("f/initiatives.csv", &rows), ("f/notes.csv", "a\n"), ("f/sub/x.csv", "id\n")]);
    write(room.path(), [("f/form.xlsx", tiny_form(|_| {}))]);
    let ran = collect(room.path(), &["f"]).exits(0);
    for name in ["form.xlsx", "notes.csv", "sub"] {
        let line =
            format!("warning[W713]: {name} was not read: the tables of its folder were read as one form");
        assert!(ran.out.contains(&line), "{line} is missing in\n{}", ran.out);
    }
    // A form filled from the case says nothing besides; one with another ceiling does.
    let mut sheets = unroll(&Files::open(&shipped("tiny")).expect("a case"));
    let ceilings = sheets.iter_mut().find(|sheet| sheet.kind == "ceiling").expect("ceilings");
    let limits = ceilings.header.iter().position(|key| key == "limits").expect("limits");
    ceilings.rows[0][limits] = Some(Held::Number("999".into()));
    write(room.path(), [("other.xlsx", form(sheets, Lang::En)), ("same.xlsx", tiny_form(|_| {}))]);
    let ran = collect(room.path(), &["same.xlsx", "--output", "a"]).exits(0);
    assert!(!ran.out.contains("[W715]"), "{}", ran.out);
    let ran = collect(room.path(), &["other.xlsx", "--output", "b"]).exits(0);
    let told = "warning[W715]: 1 row of the form's ceiling is not in the case, and is not merged";
    assert!(ran.out.contains(told), "{}", ran.out);
}

#[test]
fn the_merged_case_loses_nothing_of_the_case() {
    let room =
        room(&[("f.csv", &(NEW.to_owned() + "cctv,City cameras,security,ICT office,\"1.250,5\",5,3,8\n"))]);
    let case = room.path().join("case");
    let table = std::fs::read_to_string(case.join("initiatives.csv")).expect("a table");
    // A column that nobody reads, one without a heading, an amount with its currency and a word of size, a named file.
    let mut lines = table.lines();
    let mut text = format!("{},remark,\n", lines.next().expect("a header"));
    for (at, line) in lines.enumerate() {
        let aside = if at == 1 { "aside" } else { "" };
        text.extend([line, ",\"said, ", &at.to_string(), "\",", aside, "\n"]);
    }
    let text = text.replace(
        "build,Bangun jaringan,Build the network,infrastructure,ICT office,120,",
        "build,Bangun jaringan,Build the network,infrastructure,ICT office,Rp120,",
    );
    let toml = std::fs::read_to_string(case.join("case.toml")).expect("a case")
        + "\n# kept\n[[index]]\nid = \"i\"\nfile = \"more/i.csv\"\n";
    write(&case, [("initiatives.csv", text.as_str()), ("case.toml", &toml)]);
    write(&case, [("more/i.csv", "id,name_en,weight,baseline\n1,One,100,1\n")]);
    collect(room.path(), &["f.csv"]);
    let merged: BTreeMap<String, Vec<u8>> = read(&room.path().join("case-merged"));
    assert_eq!(merged["case.toml"], toml.as_bytes());
    assert!(merged.contains_key("more/i.csv") && merged.contains_key("scenarios.toml"));
    for id in ["lease", "build", "portal", "training", "backup"] {
        assert!(cell(room.path(), "case-merged", id, "remark").starts_with("said, "));
    }
    assert_eq!(cell(room.path(), "case-merged", "build", ""), "aside");
    assert_eq!(cell(room.path(), "case-merged", "build", "capex_e1"), "Rp120");
    assert_eq!(cell(room.path(), "case-merged", "cctv", "capex_e1"), "1250.5");
}

#[test]
fn a_case_that_cannot_be_kept_whole_is_not_merged() {
    let rows = NEW.to_owned() + "cctv,City cameras,security,ICT office,30,5,3,8\n";
    let room = room(&[
        ("f.csv", &rows),
        ("twice.csv", "id,capex_e1,capex_e1\ncctv,1,2\n"),
        ("odd.csv", "id,capex_e1\nportal,1.250\n"),
        ("no.csv", "name_en\nCameras\n"),
    ]);
    let case = room.path().join("case");
    std::fs::create_dir(case.join("scores.csv")).expect("a folder where a table should be");
    let ran = collect(room.path(), &["f.csv"]).exits(1);
    assert!(ran.out.contains("error[E131]: scores.csv is not an ordinary file"), "{}", ran.out);
    std::fs::remove_dir(case.join("scores.csv")).expect("removed");
    // A row of the case without an id, or with too few cells, is not dropped.
    let table = std::fs::read_to_string(case.join("initiatives.csv")).expect("a table");
    for (row, code) in [(",A,B,application,ICT office,1,1,1,,,1,1\n", "E207"), ("short,A\n", "E108")] {
        write(&case, [("initiatives.csv", table.clone() + row)]);
        let ran = collect(room.path(), &["f.csv", "--output", code]).exits(1);
        assert!(
            ran.out.contains(&format!("error[{code}]")) && ran.out.contains("initiatives.csv:7:1"),
            "{}",
            ran.out
        );
    }
    write(&case, [("initiatives.csv", table)]);
    for (form, told) in [
        ("twice.csv", "error[E109]"),
        ("odd.csv", "error[E302]"),
        ("no.csv", "error[E110]: column id is missing\n  --> no.csv:1:1"),
    ] {
        let ran = collect(room.path(), &[form, "--prefer-forms"]).exits(1);
        assert!(ran.out.contains(told), "{told} is missing in\n{}", ran.out);
    }
    assert!(!room.path().join("case-merged").exists());
}
