//! Inputs of people who do this job, rebuilt small (`tests/cases/field`): what comes out of each, and what must.
//!
//! A case that is read has the right plan; one that is refused is told the place, the cause and what to write instead.

mod common;

use std::path::PathBuf;

use common::program::{Ran, petajalan, plan, temporary, verify};
use petajalan::diagnostic::{Diagnostic, Severity};
use petajalan::input::{Case, load};

fn field(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/field")).join(name)
}

/// Codes of warnings and errors, each once, in their order.
fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    let mut codes: Vec<&str> = Vec::new();
    // That a ceiling never binds is true of some of these inputs, and says nothing of how they were read.
    let told = |one: &&Diagnostic| one.finding.severity() != Severity::Note && one.finding.code() != "W503";
    for one in found.iter().filter(told) {
        if !codes.contains(&one.finding.code()) {
            codes.push(one.finding.code());
        }
    }
    codes
}

#[track_caller]
fn read(name: &str) -> (Case, Vec<Diagnostic>) {
    let read = load(&field(name)).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
    (read.value, read.findings)
}

#[track_caller]
fn refused(name: &str) -> Vec<Diagnostic> {
    load(&field(name)).expect_err(name)
}

fn told(name: &str) -> Ran {
    petajalan(["check", field(name).to_str().expect("a plain path"), "--lang", "en"])
}

fn whole_costs(case: &Case, id: &str) -> Vec<i64> {
    let at = case.portfolio.find(id).expect("an initiative");
    case.portfolio.initiative(at).costs.iter().map(|line| line.amount.0).collect()
}

#[test]
fn calendar_years_are_a_cost_profile() {
    let (case, found) = read("calendar_year_columns");
    assert!(found.iter().any(|one| one.finding.code() == "N605"), "{found:?}");
    assert_eq!(whole_costs(&case, "P1"), [60, 10]);
    assert_eq!(whole_costs(&case, "P2"), [80, 20]);
    let p2 = case.portfolio.initiative(case.portfolio.find("P2").expect("P2"));
    assert_eq!((p2.duration, p2.earliest.map(|year| year.0)), (2, Some(2028)));
    let output = temporary();
    plan(&field("calendar_year_columns"), output.path(), &[]).exits(0);
    let text = std::fs::read_to_string(output.path().join("t40/plan/base/plan.json")).expect("a plan");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["value"], 7.0);
    assert_eq!(document["spending"]["2027"], 60);
    assert_eq!(document["spending"]["2028"], 90);
}

#[test]
fn a_near_name_of_a_cost_column_is_refused_with_the_name_meant() {
    let found = refused("columns/headerspace");
    assert_eq!(codes(&found), ["E121"], "{found:#?}");
    assert_eq!(found.iter().find_map(|one| one.nearest.as_deref()), Some("capex_e1"));
    let told = told("columns/headerspace").exits(1).out;
    assert!(
        told.contains("nothing reads the column CAPEX E1") && told.contains("name it capex_e1"),
        "{told}"
    );
}

#[test]
fn a_title_is_named_and_a_separator_honoured() {
    let (title, found) = read("columns/title");
    assert_eq!(codes(&found), ["W520"]);
    let told = told("columns/title").exits(0).out;
    assert!(told.contains("DAFTAR INISIATIF") && told.contains("above the heading"), "{told}");
    for (case, found) in [(title, Vec::new()), read("columns/sepline"), read("columns/latin_id")] {
        assert_eq!(codes(&found), Vec::<&str>::new());
        assert_eq!(whole_costs(&case, "A"), [120_000_000, 10_000_000]);
        assert_eq!(whole_costs(&case, "B"), [90_000_000, 5_000_000]);
        assert_eq!(case.portfolio.agencies.len(), 2);
    }
}

#[test]
fn a_total_is_no_initiative() {
    let found = refused("columns/total2");
    assert_eq!(codes(&found), ["E125"], "{found:#?}");
    let found = refused("workbooks/total_filled.xlsx");
    assert_eq!(codes(&found), ["E125"], "{found:#?}");
    let total = found.iter().find(|one| one.finding.code() == "E125").expect("the total");
    assert_eq!(total.place.short(), "total_filled.xlsx, initiatives!A11");
}

#[test]
fn a_formula_without_a_value_is_refused_at_its_cell() {
    let found = refused("workbooks/formula_no_cache.xlsx");
    assert_eq!(codes(&found), ["E127"], "{found:#?}");
    let cells: Vec<_> = found.iter().filter_map(|one| one.place.cell()).collect();
    assert!(cells.contains(&"F4".to_owned()), "{cells:?}");
}

#[test]
fn a_signed_amount_is_that_amount_whatever_the_unit() {
    let output = temporary();
    plan(&field("workbooks/full_rupiah.xlsx"), output.path(), &["--scenario", "dasar"]).exits(0);
    let text =
        std::fs::read_to_string(output.path().join("kabmandiri/plan-dasar/dasar/plan.json")).expect("a plan");
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let funded = document["starts"].as_object().expect("starts").values().filter(|year| !year.is_null());
    assert_eq!(funded.count(), 14);
    let value = document["value"].as_f64().expect("a value");
    assert!((value - 3_403.2).abs() < 0.05, "{value}");
}

#[test]
fn shapes_of_real_sheets_are_named() {
    for (name, code, words) in [
        ("title.xlsx", "W520", "DAFTAR USULAN INISIATIF"),
        ("twohead.xlsx", "W520", "Belanja modal"),
        ("merged.xlsx", "W525", "D7:D9"),
    ] {
        let name = format!("workbooks/{name}");
        let (case, found) = read(&name);
        assert_eq!(codes(&found), [code], "{name}");
        assert_eq!(case.portfolio.initiatives.len(), 7, "{name}");
        let told = told(&name).exits(0).out;
        assert!(told.contains(words), "{told}");
    }
    let found = refused("workbooks/renstra.xlsx");
    let codes = codes(&found);
    for code in ["E122", "E125", "W520"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn a_size_that_a_file_claims_is_not_believed() {
    assert_eq!(codes(&refused("workbooks/shared_strings_count.xlsx")).len(), 1);
    let told = told("workbooks/shared_strings_count.xlsx");
    assert!(told.code == 1 && told.err.is_empty(), "{told:?}");
}

#[test]
fn a_case_without_an_id_is_verified() {
    let output = temporary();
    plan(&field("no_id"), output.path(), &[]).exits(0);
    verify(&output.path().join("no_id/plan")).exits(0);
    let moved = output.path().join("elsewhere");
    std::fs::rename(output.path().join("no_id/plan"), &moved).expect("moved");
    verify(&moved).exits(0);
}

#[test]
fn a_folder_of_forms_is_merged() {
    let output = temporary();
    let merged = output.path().join("merged");
    let paths = [field("collect_folder/case"), field("collect_folder/f3"), merged.clone()];
    let [case, forms, into] = paths.each_ref().map(|path| path.to_str().expect("a plain path"));
    let ran = petajalan(["collect", case, forms, "--output", into, "--lang", "en"]);
    assert!(merged.join("initiatives.csv").exists(), "{ran:?}");
    let text = std::fs::read_to_string(merged.join("initiatives.csv")).expect("a table");
    let before = std::fs::read_to_string(field("collect_folder/case/initiatives.csv")).expect("a table");
    assert!(text.lines().count() > before.lines().count(), "{text}");
    std::fs::create_dir(output.path().join("empty")).expect("a folder");
    let empty = output.path().join("empty");
    let ran =
        petajalan(["collect", case, empty.to_str().expect("a plain path"), "--output", &format!("{into}2")]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!output.path().join("merged2").exists());
}

#[test]
fn where_nothing_has_a_value_what_must_start_is_still_planned() {
    let (case, found) = read("horizon_limit");
    assert_eq!(codes(&found), ["W565"]);
    assert_eq!(case.portfolio.initiatives.len(), 6);
}

#[test]
fn a_flag_reads_amounts_as_a_case_does() {
    let output = temporary();
    let ask = |ceiling: &str| {
        let case = common::program::shipped("tiny");
        let [case, output] = [case.as_path(), output.path()].map(|path| path.to_str().expect("a plain path"));
        petajalan(["whatif", case, "--no-charts", "--lang", "en", "--ceiling", ceiling, "--output", output])
    };
    let [full, short, words] = ["2028=Rp120.000.000", "2028=120m", "2028=0,12 miliar"].map(ask);
    assert_eq!((full.code, &full.out), (0, &short.out), "{full:?}");
    assert_eq!((short.code, &words.out), (0, &full.out), "{short:?}");
    let far = ask("2028=120").exits(2).err;
    assert!(far.contains("write Rp120 if that is meant, or Rp120,000,000"), "{far}");
    let unclear = ask("2028=120M").exits(2).err;
    assert!(unclear.contains("120 million (juta) or 120 billion (miliar)"), "{unclear}");
}

/// Near names, totals and notes of a table of text, each said once.
#[test]
fn each_slip_of_a_table_is_said_once() {
    let case = "language = \"en\"\nfirst_year = 2027\nyears = 3\n[value]\nfrom = \"given\"\n[[ceiling]]\nid = \"total\"\nlimits = 120\n";
    let of = |table: &str| {
        let mut files = petajalan::input::Files::new("slips");
        files.put("case.toml", case.as_bytes().to_vec());
        files.put("initiatives.csv", table.as_bytes().to_vec());
        match petajalan::input::build(&files) {
            Ok(warned) => codes(&warned.findings),
            Err(found) => codes(&found),
        }
    };
    let rows = "A;a;c;o;100;10;5\nB;b;c;o;60;1;9\n";
    let head = "id;name;category;owner;capex_e1;opex_annual;value\n";
    assert_eq!(of(&format!("{head}{rows}")), Vec::<&str>::new());
    assert_eq!(of(&format!("Table 4, candidates, 2027\n\n{head}{rows}\nSource: survey\n")), ["W520", "W524"]);
    assert_eq!(
        of(&format!("{head}{rows}Subtotal;;;;160;11;14\nC;x;d;o;40;4;3\nGrand total;;;;200;15;17\n")),
        ["E125"]
    );
    assert_eq!(of(&format!("id;name;category;owner;Capex 1;opex annual;Values\n{rows}")), ["E121"]);
    assert_eq!(of(&format!("{}{rows}", head.replace("capex_e1", "Cost"))), ["E121"]);
    assert_eq!(of(&format!("{}{rows}", head.replace("opex_annual", "# opex"))), Vec::<&str>::new());
    assert_eq!(of(&format!("{head}{}", rows.replace(";10;", ";-;"))), ["E301"]);
    assert_eq!(of(&format!("{head}{}", rows.replace(";10;", ";=2*5;"))), ["E127"]);
    assert_eq!(of(&format!("{head}{}", rows.replace(";10;", ";#REF!;"))), ["E119"]);
    assert_eq!(of(&format!("{head}{}", rows.replace(";10;", ";TRUE;"))), ["E301"]);
    assert_eq!(of(&format!("{head}{}", rows.replace(";10;", ";$10;"))), ["E320"]);
    assert_eq!(of(&format!("{head}1;2;3;4;5;6;7\n{rows}")), ["W531"]);
    assert_eq!(of(&format!("{}{rows}", head.replace("capex_e1", "capex_2027"))), ["E121"]);
    assert_eq!(of(&format!("{}{rows}", head.replace("opex_annual", "FY27"))), ["E121"]);
    assert_eq!(of(&format!("{}{rows}", head.replace("opex_annual", "modal_t1"))), ["E109"]);
    assert_eq!(of("PK\u{3}\u{4} and the rest of a workbook"), ["E126"]);
}

/// A table of millions in which a column is written in full, and what lies beside a case.
#[test]
fn amounts_in_full_and_files_beside_are_told() {
    let case = "language = \"en\"\nfirst_year = 2027\nyears = 2\n[money]\nunit = 1_000_000\n[value]\nfrom = \"given\"\n[[ceiling]]\nid = \"total\"\nlimits = 500\n";
    let of = |table: &str, base: &str| {
        let mut files = petajalan::input::Files::new("full");
        files.put("case.toml", case.as_bytes().to_vec());
        files.put(
            "initiatives.csv",
            format!("id,category,owner,capex_e1,opex_annual,value\n{table}").into_bytes(),
        );
        if !base.is_empty() {
            files.put("base.csv", format!("id,agency,2027,2028\n{base}").into_bytes());
        }
        match petajalan::input::build(&files) {
            Ok(warned) => codes(&warned.findings),
            Err(found) => codes(&found),
        }
    };
    let none: [&str; 0] = [];
    assert_eq!(of("A,c,o,300,10,5\nB,c,o,250,5,5\n", ""), none);
    assert_eq!(of("A,c,o,300000000,10,5\nB,c,o,250000000,5,5\n", ""), ["E325"], "one column in full");
    assert_eq!(of("A,c,o,300,10000000,5\nB,c,o,250,,5\n", ""), ["E325"], "the other column");
    assert_eq!(of("A,c,o,300,10,5\nB,c,o,250000000,5,5\n", ""), ["E324"], "one of two");
    assert_eq!(
        of("A,c,o,Rp300.000.000,10,5\nB,c,o,250000000,5,5\n", ""),
        ["E324"],
        "a bare number beside a signed one"
    );
    assert_eq!(
        of("A,c,o,300,10,5\nB,c,o,250,5,5\n", "dc,o,800000000,800000000\n"),
        ["E325"],
        "base spending"
    );
    let folder = temporary();
    common::program::copy(&common::program::shipped("tiny"), folder.path());
    for name in ["Costs.csv", "biaya.xlsx", "notes.txt"] {
        std::fs::write(folder.path().join(name), "x").expect("a file");
    }
    let warned = load(folder.path()).unwrap_or_else(|found| panic!("{found:#?}"));
    assert_eq!(codes(&warned.findings), ["W530"]);
    let beside = warned.findings.iter().filter(|one| one.finding.code() == "W530");
    assert_eq!(beside.count(), 2);
}

/// A planner's own workbook: Indonesian names, titles, currency formats, amounts in words, a note, and years as columns.
#[test]
fn a_planners_own_workbook_is_read_right() {
    use rust_xlsxwriter::{Format, Workbook};
    let mut book = Workbook::new();
    let keys = book.add_worksheet().set_name("Kasus").expect("a name");
    for (row, (key, value)) in (0..).zip([("kunci", "nilai"), ("id", "sendiri"), ("value.from", "given")]) {
        keys.write(row, 0, key).and_then(|sheet| sheet.write(row, 1, value)).expect("cells");
    }
    for (row, (key, value)) in (3..).zip([
        ("first_year", 2027),
        ("years", 3),
        ("money.unit", 1_000_000),
        ("service.years_after_horizon", 1),
    ]) {
        keys.write(row, 0, key).and_then(|sheet| sheet.write(row, 1, value)).expect("cells");
    }
    let rupiah = Format::new().set_num_format("[$Rp-421]#,##0");
    let table = book.add_worksheet().set_name("Inisiatif").expect("a name");
    table.write(0, 0, "RENCANA AKSI SPBE 2027-2029").expect("a title");
    let names =
        ["Kode", "Nama", "Kategori", "Perangkat Daerah", "TA 2027", "TA 2028", "operasional", "nilai"];
    for (column, name) in (0..).zip(names) {
        table.write(2, column, name).expect("a heading");
    }
    let rows = [
        ("A", "Jaringan", "infra", "Kominfo"),
        ("B", "Portal", "app", "Kominfo"),
        ("C", "RME", "app", "Dinkes"),
    ];
    for (row, (id, name, category, owner)) in (3..).zip(rows) {
        for (column, text) in (0..).zip([id, name, category, owner]) {
            table.write(row, column, text).expect("a text");
        }
    }
    table.write_number_with_format(3, 4, 3_500_000_000.0, &rupiah).expect("a signed number");
    table.write(3, 5, "0,5 miliar").expect("words");
    table.write(4, 5, 1_200).expect("a number in millions");
    table.write(5, 4, "Rp900.000.000").expect("a signed text");
    for (row, (operating, value)) in (3..).zip([(200, 10), (100, 8), (50, 6)]) {
        table.write(row, 6, operating).and_then(|sheet| sheet.write(row, 7, value)).expect("numbers");
    }
    table.write(6, 0, "Sumber: survei lapangan").expect("a note");
    let limits = book.add_worksheet().set_name("Pagu").expect("a name");
    limits.write(0, 0, "PAGU INDIKATIF (juta rupiah)").expect("a title");
    for (column, text) in (0..).zip(["kode", "TA 2027", "TA 2028", "TA 2029"]) {
        limits.write(1, column, text).expect("a heading");
    }
    limits.write(2, 0, "total").expect("an id");
    for column in 1..4 {
        limits.write(2, column, 4_500).expect("a limit");
    }
    let folder = temporary();
    let path = folder.path().join("sendiri.xlsx");
    book.save(&path).expect("a workbook");
    let warned = load(&path).unwrap_or_else(|found| panic!("{found:#?}"));
    assert_eq!(codes(&warned.findings), ["W520", "W524"], "{:#?}", warned.findings);
    let case = warned.value;
    assert_eq!(whole_costs(&case, "A"), [3_500_000_000, 500_000_000, 200_000_000]);
    assert_eq!(whole_costs(&case, "B"), [1_200_000_000, 100_000_000]);
    assert_eq!(whole_costs(&case, "C"), [900_000_000, 50_000_000]);
    let limits = case.scenarios[0].total_ceilings();
    assert_eq!(limits.values().map(|limit| limit.0).collect::<Vec<_>>(), [4_500_000_000; 3]);
}
