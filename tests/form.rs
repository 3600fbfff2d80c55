//! The Excel form as a spreadsheet program sees it: in every column with a few known words a drop-down that offers what the
//! reader takes, in every column that names something the ids of its sheet, and comments on the headings.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use common::book::unzipped;
use common::{SMALL, files};
use petajalan::input::starter;
use petajalan::input::workbook::{Held, Unrolled, unroll};
use petajalan::input::{Files, build};
use petajalan::report::findings::text;
use petajalan::report::xlsx::form::form;
use petajalan::words::{Lang, form as words};

/// A cell's place by its letters and number, both counted from 0.
fn place(cell: &str) -> (usize, usize) {
    let letters: String = cell.chars().take_while(char::is_ascii_uppercase).collect();
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1) - 1;
    let row = cell[letters.len()..].parse::<usize>().expect("a row");
    (row - 1, column)
}

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from).skip(1).filter_map(|rest| rest.split_once(to).map(|(found, _)| found)).collect()
}

fn plain(text: &str) -> String {
    ["&lt;<", "&gt;>", "&quot;\"", "&apos;'", "&amp;&"]
        .iter()
        .fold(text.to_owned(), |text, pair| text.replace(&pair[..pair.len() - 1], &pair[pair.len() - 1..]))
}

/// A sheet of a form: its name, its keys, where lists are offered and from what, and its comments by place.
struct Sheet {
    name: String,
    keys: Vec<String>,
    lists: Vec<((usize, usize), String)>,
    comments: BTreeMap<(usize, usize), String>,
    /// What is shown when a cell is chosen, by the first cell it is shown for.
    prompts: BTreeMap<(usize, usize), String>,
    cells: Vec<Vec<String>>,
}

fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    let parts: BTreeMap<String, Vec<u8>> = unzipped(bytes).into_iter().collect();
    let part = |name: &str| parts.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let names = book.sheet_names();
    let mut found = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        let xml = part(&format!("xl/worksheets/sheet{}.xml", at + 1)).expect("a sheet");
        let rows = book.worksheet_range(&name).expect("a sheet");
        let cells: Vec<Vec<String>> =
            rows.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let rels = part(&format!("xl/worksheets/_rels/sheet{}.xml.rels", at + 1)).unwrap_or_default();
        let comments =
            between(&rels, "Target=\"../", "\"").into_iter().find(|path| path.starts_with("comments"));
        let comments = comments.and_then(|path| part(&format!("xl/{path}"))).unwrap_or_default();
        let comment = |text: &str| {
            let words: String =
                between(text, "<t", "</t>").iter().map(|t| t.split_once('>').expect("text").1).collect();
            (place(between(text, "ref=\"", "\"")[0]), plain(&words))
        };
        let list = |text: &str| {
            let from = between(text, "<formula1>", "</formula1>")[0];
            let cell = between(text, "sqref=\"", "\"")[0].split(':').next().expect("a cell").to_owned();
            (place(&cell), plain(from))
        };
        // One that takes anything and only shows a message has no content.
        let prompt = |text: &str| {
            let text = text.split_once('>').map_or(text, |(tag, _)| tag);
            let words = between(text, " prompt=\"", "\"").first().map(|words| plain(words))?;
            let cell = between(text, "sqref=\"", "\"").first()?.split(':').next()?.to_owned();
            Some((place(&cell), words))
        };
        let prompts = xml.split("<dataValidation ").skip(1).filter_map(prompt).collect();
        let validations = xml.split("<dataValidation ").skip(1);
        found.push(Sheet {
            keys: cells.get(2).cloned().unwrap_or_default(),
            lists: validations.filter(|one| one.contains("type=\"list\"")).map(list).collect(),
            comments: between(&comments, "<comment ", "</comment>").into_iter().map(comment).collect(),
            prompts,
            name,
            cells,
        });
    }
    found
}

/// What the reader says of a form.
fn said(sheets: Vec<Unrolled>) -> String {
    let read = Files::of_workbook("form.xlsx", form(sheets, Lang::En)).and_then(|files| build(&files));
    match read {
        Ok(warned) => text(Lang::En, &warned.findings),
        Err(found) => text(Lang::En, &found),
    }
}

/// The sheets with another word in the first row of a column.
fn with(sheets: &[Unrolled], kind: &str, row: usize, column: usize, word: &str) -> Vec<Unrolled> {
    let mut sheets = sheets.to_vec();
    let sheet = sheets.iter_mut().find(|sheet| sheet.kind == kind).expect("the sheet");
    sheet.rows[row][column] = Some(Held::Text(word.to_owned()));
    sheets
}

/// The cases whose forms are looked at: the starter that `new --xlsx` writes, and one with nearly every column.
fn cases() -> [Vec<Unrolled>; 2] {
    let mut small = unroll(&files(&SMALL));
    let floors = small.iter_mut().find(|sheet| sheet.kind == "floor").expect("floors");
    assert!(floors.header.iter().any(|key| key == "of"));
    let mut files = Files::new("starter");
    for (name, text) in starter("en", "form") {
        files.put(name, text.into_bytes());
    }
    [unroll(&files), small]
}

#[test]
fn drop_downs_offer_what_the_reader_takes() {
    // Columns with words of their own; words the reader takes besides stand for one of them.
    const WORDS: [(&str, &str); 9] = [
        ("initiatives", "mandatory"),
        ("initiatives", "force"),
        ("costs", "class"),
        ("scores", "grade"),
        ("floor", "per"),
        ("floor", "of"),
        ("group", "choose"),
        ("case", "language"),
        ("case", "service.starts"),
    ];
    const FURTHER: [&str; 7] = ["no", "yes", "tidak", "ya", "kelompok", "masuk", "keluar"];
    const SAME: [&str; 3] = ["false", "true", "at least 2"];
    let mut offered = Vec::new();
    for unrolled in cases() {
        let sound = said(unrolled.clone());
        for lang in [Lang::Id, Lang::En] {
            let painted = sheets(&form(unrolled.clone(), lang));
            for sheet in &unrolled {
                let name = words::sheet(&sheet.kind, lang);
                let page = painted.iter().find(|page| page.name == name).expect("its page");
                for ((row, column), from) in &page.lists {
                    let Some(items) = from.strip_prefix('"').and_then(|list| list.strip_suffix('"')) else {
                        continue;
                    };
                    let key = if sheet.kind == "case" { &page.cells[*row][0] } else { &page.keys[*column] };
                    let items: Vec<&str> = items.split(',').collect();
                    offered.push((sheet.kind.clone(), key.clone()));
                    // Where the column is filled its row is one that the reader asks for it.
                    let filled = sheet.rows.iter().position(|cells| cells[*column].is_some());
                    let row = if sheet.kind == "case" { row - 3 } else { filled.unwrap_or(row - 3) };
                    if lang == Lang::Id || sheet.rows.len() <= row {
                        continue;
                    }
                    // Nonsense is refused, and what the reader names in its place is what the list offers.
                    let refused = said(with(&unrolled, &sheet.kind, row, *column, "zzz"));
                    assert_ne!(refused, sound, "{}.{key} takes anything", sheet.kind);
                    if let Some(taken) = between(&refused, "zzz is none of: ", "\n").first() {
                        let mut taken: Vec<&str> =
                            taken.split(", ").filter(|word| !SAME.contains(word)).collect();
                        // The reader takes further words (`ya`, `yes`) beside those that the list offers.
                        taken.retain(|word| !FURTHER.contains(word));
                        let mut items = items.clone();
                        taken.sort_unstable();
                        items.sort_unstable();
                        assert_eq!(items, taken, "{}.{key}", sheet.kind);
                    }
                    for item in items {
                        let taken = said(with(&unrolled, &sheet.kind, row, *column, item));
                        let is_refused = taken.contains(&format!("{item} is none of"))
                            || taken
                                .lines()
                                .any(|line| line.starts_with("error") && line.contains("no class"));
                        assert!(!is_refused, "{}.{key}: {item}\n{taken}", sheet.kind);
                    }
                }
            }
        }
    }
    for (kind, key) in WORDS {
        let times = offered.iter().filter(|(of, column)| of == kind && column == key).count();
        assert!(times >= 2, "{kind}.{key} has no drop-down in both languages");
    }
}

#[test]
fn columns_that_name_something_offer_the_ids_of_its_sheet() {
    const NAMES: [(&str, &str, &str); 6] = [
        ("initiatives", "category", "category"),
        ("initiatives", "owner", "agency"),
        ("initiatives", "variant_group", "group"),
        ("costs", "initiative", "initiatives"),
        ("scores", "criterion", "criterion"),
        ("ceiling", "scenario", "scenario"),
    ];
    for unrolled in cases() {
        for lang in [Lang::Id, Lang::En] {
            let painted = sheets(&form(unrolled.clone(), lang));
            for (kind, key, of) in NAMES {
                let name = |kind: &str| words::sheet(kind, lang);
                let page = painted.iter().find(|page| page.name == name(kind)).expect("its page");
                let Some(column) = page.keys.iter().position(|held| held == key) else { continue };
                let list = page.lists.iter().find(|((row, at), _)| *row == 3 && *at == column);
                let (_, from) = list.unwrap_or_else(|| panic!("{kind}.{key} has no drop-down"));
                let (sheet, cells) = from.rsplit_once('!').expect("cells of a sheet");
                let sheet = sheet.trim_matches('\'');
                assert_eq!(sheet, name(of), "{kind}.{key}");
                let (top, bottom) = cells.split_once(':').expect("a range");
                let (top, bottom) = (place(&top.replace('$', "")), place(&bottom.replace('$', "")));
                let page = painted.iter().find(|page| page.name == sheet).expect("the sheet it names");
                assert_eq!(page.keys[top.1], "id", "{kind}.{key}");
                let rows = page.cells.iter().take(bottom.0 + 1).skip(top.0);
                let ids: Vec<&String> = rows.map(|row| &row[top.1]).filter(|id| !id.is_empty()).collect();
                let held = unrolled.iter().find(|sheet| sheet.kind == of).expect("the sheet");
                let at = held.header.iter().position(|key| key == "id").expect("ids");
                let known: Vec<&str> =
                    held.rows.iter().filter_map(|row| row[at].as_ref().map(Held::text)).collect();
                assert_eq!(ids, known, "{kind}.{key}");
            }
        }
    }
}

/// What the messages of a form say of its case.
fn facts() -> words::Facts {
    words::Facts { unit: 1_000_000, sign: "Rp".to_owned() }
}

#[test]
fn every_column_says_what_it_expects() {
    for unrolled in cases() {
        for lang in [Lang::Id, Lang::En] {
            for sheet in &unrolled {
                for key in &sheet.header {
                    let text = words::expects(&sheet.kind, key, &facts(), None, lang);
                    let text = text.unwrap_or_else(|| panic!("{}.{key} says nothing", sheet.kind));
                    let title = words::title(key, lang);
                    assert!(!title.is_empty() && title.chars().count() <= 32, "{title}");
                    assert!(text.chars().count() <= words::LONGEST, "{}.{key}: {text}", sheet.kind);
                    let twin = words::expects(&sheet.kind, key, &facts(), None, Lang::Id);
                    assert!(lang == Lang::Id || twin != Some(text), "{}.{key}: one text", sheet.kind);
                }
            }
        }
    }
}

#[test]
fn cells_and_headings_show_what_is_expected() {
    for (unrolled, lang) in cases().into_iter().flat_map(|case| [(case.clone(), Lang::Id), (case, Lang::En)])
    {
        let painted = sheets(&form(unrolled.clone(), lang));
        for sheet in &unrolled {
            let page =
                painted.iter().find(|page| page.name == words::sheet(&sheet.kind, lang)).expect("a page");
            for (column, key) in page.keys.iter().enumerate() {
                let comment = page.comments.get(&(1, column));
                let comment = comment.unwrap_or_else(|| panic!("{}.{key} has no comment", page.name));
                assert_eq!(page.prompts.get(&(3, column)), Some(comment), "{}.{key}", page.name);
            }
        }
        // A cost says what 1 stands for, a score its ends.
        let page =
            painted.iter().find(|page| page.name == words::sheet("initiatives", lang)).expect("a page");
        let prompt = |key: &str| {
            let at = page.keys.iter().position(|held| held == key).unwrap_or_else(|| panic!("no {key}"));
            page.prompts[&(3, at)].clone()
        };
        assert!(prompt("capex_e1").contains(lang.pick("1 berarti Rp1.000.000", "1 means Rp1,000,000")));
        let score = page.keys.iter().find(|key| key.starts_with("b_")).expect("a score").clone();
        assert!(prompt(&score).contains("10"), "{}", prompt(&score));
    }
}

#[test]
fn every_sheet_prints_on_a4_in_landscape_with_its_headings_on_each_page() {
    for lang in [Lang::Id, Lang::En] {
        let mut unrolled = cases()[1].clone();
        let table = unrolled.iter_mut().find(|sheet| sheet.kind == "initiatives").expect("the table");
        let row = table.rows[0].clone();
        table.rows.extend(std::iter::repeat_n(row, 200));
        let bytes = form(unrolled, lang);
        let parts: BTreeMap<String, Vec<u8>> = unzipped(&bytes).into_iter().collect();
        let text = |name: &str| String::from_utf8(parts[name].clone()).expect("XML");
        let painted = sheets(&bytes);
        let names = text("xl/workbook.xml");
        let defined = between(&names, "<definedName ", "</definedName>");
        for (at, page) in painted.iter().enumerate() {
            let xml = text(&format!("xl/worksheets/sheet{}.xml", at + 1));
            for setting in [
                "<pageSetUpPr fitToPage=\"1\"/>",
                "paperSize=\"9\"",
                "fitToHeight=\"0\"",
                "orientation=\"landscape\"",
            ] {
                assert!(xml.contains(setting), "{} has no {setting}", page.name);
            }
            let of = |kind: &str| {
                let is_its =
                    |text: &&&str| text.starts_with(&format!("name=\"_xlnm.{kind}\" localSheetId=\"{at}\""));
                defined.iter().find(is_its).map(|text| text.split_once('>').expect("a range").1)
            };
            assert!(of("Print_Area").is_some(), "{} has no print area", page.name);
            let is_table = page.name != words::instructions_sheet(lang);
            let titles = of("Print_Titles");
            assert_eq!(titles.is_some_and(|rows| rows.ends_with("!$1:$3")), is_table, "{}", page.name);
            // One page wide; the widest table two, its first columns on both.
            let is_wide = page.name == words::sheet("initiatives", lang);
            assert_eq!(xml.contains("fitToWidth=\"2\""), is_wide, "{}", page.name);
            assert_eq!(titles.is_some_and(|range| range.contains("!$A:$C,")), is_wide, "{}", page.name);
        }
    }
}
