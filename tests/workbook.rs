//! A case in one `.xlsx`: it means what the folder means, findings name cells, and broken or hostile files are refused
//! with a finding, in little memory.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::process::Command;

use common::book::{Content, Put, small, unzipped, with_sheet, zipped};
use common::program::{binary, petajalan, plan, read, shipped, temporary, verify, write};
use common::{SMALL, files};
use petajalan::input::workbook::unroll;
use petajalan::input::{Case, Files, build};
use petajalan::report::findings::one;
use petajalan::report::xlsx::form::form;
use petajalan::words::Lang;

/// A case without what depends on where it was written.
fn meaning(case: Case) -> (petajalan::portfolio::Portfolio, Vec<petajalan::scenario::Scenario>, String) {
    let mut portfolio = case.portfolio;
    for item in &mut portfolio.initiatives {
        item.line = 0;
    }
    (portfolio, case.scenarios, case.language)
}

fn built(files: &Files) -> Case {
    match build(files) {
        Ok(warned) => warned.value,
        Err(found) => panic!("{}", petajalan::report::findings::text(Lang::En, &found)),
    }
}

fn from_book(bytes: Vec<u8>) -> Result<Case, String> {
    let tell = |found: Vec<_>| petajalan::report::findings::text(Lang::En, &found);
    let files = Files::of_workbook("small.xlsx", bytes).map_err(tell)?;
    build(&files).map(|warned| warned.value).map_err(tell)
}

#[test]
fn a_workbook_means_what_its_folder_means() {
    let small_case = files(&SMALL);
    let expected = meaning(built(&small_case));
    let as_texts = from_book(small(&[], &[])).expect("the sheets are sound");
    assert_eq!(meaning(as_texts), expected);
    for lang in [Lang::Id, Lang::En] {
        let as_form = from_book(form(unroll(&small_case), lang)).expect("the form is sound");
        assert_eq!(meaning(as_form), expected, "{lang:?}");
    }
}

#[test]
fn every_shipped_case_fits_into_a_form() {
    for case in ["tiny", "paser", "petersen/1", "logos/test_EE_41_projects", "logos/use_case_1a_fy19"] {
        let folder = Files::open(&shipped(case)).expect("a case");
        let expected = meaning(built(&folder));
        let mut read = meaning(from_book(form(unroll(&folder), Lang::Id)).expect(case));
        // A case that does not say its id has that of its folder or file.
        read.0.id.clone_from(&expected.0.id);
        assert_eq!(read, expected, "{case}");
    }
}

#[test]
fn findings_name_sheet_row_and_column() {
    let told = |changes: &[Put]| {
        let files = Files::of_workbook("kasus.xlsx", small(&[], changes)).expect("a workbook");
        let found = build(&files).expect_err("an error");
        found
            .iter()
            .filter(|d| d.finding.code().starts_with('E'))
            .map(|d| one(Lang::En, d))
            .collect::<Vec<_>>()
    };
    let found = told(&[
        Put("initiatives", 5, 3, Content::Text("x")),
        Put("initiatives", 3, 5, Content::Text("Kominfoo")),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("kasus.xlsx, initiatives!E3, column owner\n  help: the nearest id is Kominfo\n"),
        "{found:?}"
    );
}

#[test]
fn a_row_of_an_unknown_scenario_is_found_at_its_cell() {
    let mut sheets = unroll(&Files::open(&shipped("tiny")).expect("a case"));
    let ceiling = sheets.iter_mut().find(|sheet| sheet.kind == "ceiling").expect("ceilings");
    let column = ceiling.header.iter().position(|key| key == "scenario").expect("a column of scenarios");
    ceiling.rows[1][column] = Some(petajalan::input::workbook::Held::Text("ampel".to_owned()));
    let found = from_book(form(sheets, Lang::Id)).expect_err("an error");
    let cell = petajalan::report::xlsx::letters(column);
    assert!(
        found.contains(&format!("error[E202]: there is no scenario ampel\n  --> small.xlsx, Pagu!{cell}5")),
        "{found}"
    );
    assert!(found.contains("the nearest id is ample"), "{found}");
}

#[test]
fn plan_check_and_verify_take_a_workbook() {
    let room = temporary();
    let path = room.path().join("kasus.xlsx");
    std::fs::write(&path, form(unroll(&Files::open(&shipped("tiny")).expect("a case")), Lang::En))
        .expect("written");
    petajalan(["check".as_ref(), path.as_os_str()]).exits(0);
    plan(&path, &room.path().join("out"), &[]).exits(0);
    plan(&shipped("tiny"), &room.path().join("ref"), &[]).exits(0);
    let (mine, theirs) = (read(&room.path().join("out/tiny/plan")), read(&room.path().join("ref/tiny/plan")));
    for table in ["tight/plan.csv", "ample/spending.csv", "comparison.csv", "tight/matrix.csv"] {
        assert_eq!(mine[table], theirs[table], "{table}");
    }
    assert!(mine.contains_key("inputs/kasus.xlsx"), "{:?}", mine.keys());
    let verified = verify(&room.path().join("out/tiny/plan")).exits(0);
    assert!(verified.out.contains("2 scenarios checked"), "{verified:?}");
}

/// `check` on these bytes with two gigabytes of address space; what it says.
fn refused(bytes: &[u8]) -> String {
    let room = temporary();
    write(room.path(), [("bad.xlsx", bytes)]);
    let line = format!("ulimit -v 2000000; exec '{}' check bad.xlsx --lang en", binary().display());
    let ran = Command::new("sh").args(["-c", &line]).current_dir(room.path()).output().expect("a shell");
    let text = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(1), "{text}");
    assert!(text.contains("error[E"), "{text}");
    text
}

#[test]
fn a_gigabyte_in_a_small_file_is_refused() {
    let zeros = vec![b'0'; 64 << 20];
    let parts: Vec<(String, &[u8])> = (0..16).map(|at| (format!("xl/{at}.xml"), &zeros[..])).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let bomb = zipped(&parts);
    assert!(bomb.len() < 2 << 20, "a bomb is small: {}", bomb.len());
    assert!(refused(&bomb).contains("E118"), "a gigabyte");
    // The same with a directory that says each part is one byte.
    let mut lying = bomb.clone();
    let sizes = (64_u32 << 20).to_le_bytes();
    let at: Vec<usize> = (0..lying.len() - 4).filter(|&at| lying[at..at + 4] == sizes).collect();
    assert!(at.len() >= 16);
    for at in at {
        lying[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    refused(&lying);
}

#[test]
fn deep_xml_is_refused() {
    let deep = "<a>".repeat(3_000_000);
    assert!(refused(&with_sheet(deep.as_bytes())).contains("more than 64 deep"));
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in [&b""[..], b"id,name\n", b"PK\x03\x04 and nothing else"] {
        assert!(refused(bytes).contains("E117"), "{bytes:?}");
    }
    // Other spreadsheets are named: an old `.xls`, and one with a password, which is kept in the same kind of file.
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert!(refused(&old).contains("E126") && refused(&old).contains("xls"));
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refused(&[&old[..], &locked].concat()).contains("password"));
    let parts: [(&str, &[u8]); 1] = [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")];
    assert!(refused(&zipped(&parts)).contains("E126") || refused(&zipped(&parts)).contains("E117"));
    let binary: [(&str, &[u8]); 1] = [("xl/workbook.bin", b"")];
    assert!(refused(&zipped(&binary)).contains("xlsb"));
    refused(&with_sheet(b"<worksheet><sheetData><row r='1'><c r='A1'"));
    refused(&with_sheet(b"<other/>"));
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    let whole = small(&[], &[]);
    for part in 0..40 {
        let cut = &whole[..whole.len() * part / 40];
        assert!(Files::of_workbook("cut.xlsx", cut.to_vec()).is_err(), "{part}/40");
    }
}

/// Bytes changed at random places, of the file and of what is zipped in it: a finding or a case, never a panic.
#[test]
fn damaged_bytes_never_panic() {
    let whole = small(&[], &[]);
    let parts = unzipped(&whole);
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("small") % most
    };
    for round in 0..1_000 {
        let bytes = if round % 4 == 0 {
            let mut bytes = whole.clone();
            bytes[next(whole.len())] ^= 1 << next(8);
            bytes
        } else {
            let mut parts = parts.clone();
            let part = next(parts.len());
            for _ in 0..=next(3) {
                let (held, sign) = (&mut parts[part].1, b"<>\"/=&'0 A\xff"[next(11)]);
                let at = next(held.len());
                held[at] = sign;
            }
            zipped(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
        };
        if let Ok(files) = Files::of_workbook("bad.xlsx", bytes) {
            let _ = build(&files);
        }
    }
}

#[test]
fn far_cells_and_shared_texts_stay_small() {
    // One cell in the last corner: a dense table of this sheet would have 17 thousand million cells.
    let corner = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    assert!(refused(&with_sheet(corner)).contains("error[E"));
    // Wide rows without end.
    let head = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;
    let rows = (1..20_000).map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#));
    let wide = head.to_owned() + &rows.collect::<String>() + "</sheetData></worksheet>";
    refused(&with_sheet(wide.as_bytes()));
}

#[test]
fn sheets_for_people_and_remarks_are_passed_over() {
    let case = from_book(small(
        &[],
        &[Put("# catatan", 1, 1, Content::Text("note")), Put("Petunjuk", 1, 1, Content::Text("x"))],
    ));
    assert_eq!(meaning(case.expect("sound")), meaning(built(&files(&SMALL))));
}
