//! Nothing is understood in silence: rules with keys that nothing reads, short lists, ids that look alike, and plans of
//! nothing.

use super::common::book::{self, Content, Put};
use super::common::{SMALL, files};
use super::examples::Edit::{Append, Cell, Text};
use super::examples::{CASE, Edit, PATCHES, TABLE};
use petajalan::diagnostic::{Diagnostic, Finding, Severity};
use petajalan::input::{Files, build, load};
use petajalan::report::findings as report;
use petajalan::words::{Lang, findings as words};

/// Codes of errors and warnings.
fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    let grave = found.iter().filter(|found| found.finding.severity() != Severity::Note);
    grave.map(|found| found.finding.code()).collect()
}

fn found(edits: &[Edit]) -> Vec<Diagnostic> {
    super::findings(edits)
}

fn of_files(files: &Files) -> Vec<Diagnostic> {
    build(files).map_or_else(|found| found, |case| case.findings)
}

/// Help of the first finding of a code.
fn help(found: &[Diagnostic], code: &str) -> String {
    let one = found.iter().find(|found| found.finding.code() == code);
    let one = one.unwrap_or_else(|| panic!("no {code}: {}", report::text(Lang::En, found)));
    words::help(Lang::En, one).unwrap_or_default()
}

#[test]
fn a_rule_has_no_key_that_nothing_reads() {
    for table in [
        "fund",
        "pool",
        "ceiling",
        "floor",
        "minimum",
        "starts",
        "group",
        "bundle",
        "synergy",
        "outcome",
        "commitments",
        "force_out",
    ] {
        let (old, new) = (format!("[[{table}]]\n"), format!("[[{table}]]\nxyz = 1\n"));
        let edit = [Text(CASE, old.leak(), new.leak())];
        let found = found(&edit);
        assert_eq!(codes(&found), ["E415"], "{table}: {}", report::text(Lang::En, &found));
        assert!(help(&found, "E415").contains("has the keys id") || table == "force_out");
    }
    let patch = [Append(PATCHES, "[[scenario.floor]]\nid = \"people\"\nfund = \"DAK\"")];
    let found = found(&patch);
    assert_eq!(codes(&found), ["E415"]);
    assert!(help(&found, "E415").starts_with("only a ceiling can name a fund"), "{}", help(&found, "E415"));
}

#[test]
fn what_a_rule_calls_otherwise_is_named() {
    let rows = [
        ("[[ceiling]]\nid = \"x\"\namount = 100", "limits"),
        ("[[ceiling]]\nid = \"x\"\npagu = 100", "limits"),
        ("[[floor]]\nid = \"x\"\nlimits = 1", "amount"),
        ("[[pool]]\nid = \"x\"\ncapacity = 1\nagency = \"Dinkes\"", "agencies"),
        ("[[starts]]\nid = \"x\"\nmax = 2", "at_most"),
        ("[[ceiling]]\nid = \"x\"\nlimits = 100\nopd = \"Dinkes\"", "agency"),
    ];
    for (rows, key) in rows {
        let found = found(&[Text(CASE, "[goals]", format!("{rows}\n\n[goals]").leak())]);
        assert_eq!(help(&found, "E415"), format!("the nearest key is {key}"), "{rows}");
    }
    let found = found(&[Text(CASE, "id = \"pace\"", "id = \"pace\"\nnote = \"SK 12\"")]);
    assert!(help(&found, "E415").starts_with("write remarks after a #"));
}

#[test]
fn rules_in_the_wrong_place_are_errors() {
    let found_in = |edit: Edit| {
        let found = found(&[edit]);
        let grave = found.iter().find(|found| found.finding.severity() == Severity::Error).cloned();
        let grave = grave.unwrap_or_else(|| panic!("{}", report::text(Lang::En, &found)));
        (grave.finding.code(), grave.nearest)
    };
    let ceiling = Some("ceiling".to_owned());
    for name in ["ceilings", "cieling", "pagu"] {
        let row = format!("[[{name}]]\nid = \"x\"\nlimits = 1").leak();
        assert_eq!(found_in(Append(CASE, row)), ("E220", ceiling.clone()), "{name}");
    }
    assert_eq!(found_in(Append(CASE, "[[scenario]]\nid = \"x\"")).0, "E415");
    assert_eq!(found_in(Append(PATCHES, "[[ceiling]]\nid = \"x\"\nlimits = 1")).0, "E415");
    assert_eq!(found_in(Append(PATCHES, "[[scenario.ceilings]]\nid = \"x\"")), ("E220", ceiling));
}

#[test]
fn a_short_list_is_an_error_that_says_how_to_write_no_limit() {
    let lists = [
        ("[200, 200, 200]", "[200]", "limits = { 2027 = 200 }"),
        ("limits = [100, 100, 100]", "limits = [100, 100]", "limits = { 2027 = 100, 2028 = 100 }"),
        ("capacity = 60", "capacity = [60, 60]", "capacity = { 2027 = 60, 2028 = 60 }"),
        ("at_most = 3", "at_most = [3, 3]", "at_most = { 2027 = 3, 2028 = 3 }"),
        ("limit = 120", "limit = []", "limit = {}"),
    ];
    for (old, new, table) in lists {
        let found = found(&[Text(CASE, old, new)]);
        let help = help(&found, "E345");
        assert!(help.ends_with(table) && help.contains("no limit in 20"), "{new}: {help}");
    }
    // The table it recommends is read, and the years it leaves out are named.
    let found = found(&[Text(CASE, "capacity = 60", "capacity = { 2027 = 60, 2028 = 60 }")]);
    assert_eq!(codes(&found), Vec::<&str>::new());
    let years = found.iter().filter_map(|found| match &found.finding {
        Finding::YearsLeftOut { key, years } if key == "capacity" => Some(years.clone()),
        _ => None,
    });
    assert_eq!(years.collect::<Vec<_>>(), [vec![2029]]);
}

#[test]
fn nobody_sees_some_characters_of_an_id() {
    for sign in ["\u{200b}", "\u{a0}", "\u{ad}", "\u{202e}", "\u{feff}"] {
        let id = format!("A{sign}7").leak();
        let found = found(&[Cell("A07", "id", id)]);
        let said = report::text(Lang::En, &found);
        assert!(codes(&found).contains(&"E211") && !said.contains(sign), "{said}");
        assert!(said.contains("U+"), "{said}");
    }
}

#[test]
fn ids_that_look_alike_are_named_with_both_places() {
    let found = found(&[
        Text(CASE, "[[agency]]\nid = \"Kominfo\"\n", ""),
        Text(CASE, "[[agency]]\nid = \"Dinkes\"\n", ""),
        Cell("A06", "owner", "DINKES"),
        Cell("A07", "owner", "Dink\u{435}s"),
    ]);
    let alike: Vec<String> = found
        .iter()
        .filter(|found| found.finding.code() == "W560")
        .map(|found| words::sentence(Lang::En, &found.finding))
        .collect();
    assert_eq!(
        alike,
        [
            "agency DINKES and Dinkes (initiatives.csv:5) look alike, but are two",
            "agency Dink\u{435}s (Dink\\u{435}s) and Dinkes (initiatives.csv:5) look alike, but are two",
        ]
    );
    // A reference in other letters has the id itself as its nearest.
    let found = super::findings(&[Cell("A04", "depends_on", "\u{410}\u{41e}2"), Text(TABLE, "A02,", "AO2,")]);
    let one = found.iter().find(|found| found.finding.code() == "E201").expect("an unknown id");
    assert_eq!(one.nearest.as_deref(), Some("AO2"));
}

#[test]
fn ids_that_cannot_name_a_folder_are_errors() {
    let long = "x".repeat(121);
    for id in ["con", "NUL.txt", "Com1", "lpt9.a.b", "a.", "..", long.as_str()] {
        let edit = format!("[[scenario]]\nid = \"{id}\"").leak();
        let codes = codes(&found(&[Append(PATCHES, edit)]));
        assert!(codes == ["E222"] || codes == ["E211"], "{id}: {codes:?}");
    }
    for id in ["console", "com10", "a.b", "krisis-2"] {
        let edit = format!("[[scenario]]\nid = \"{id}\"").leak();
        assert_eq!(codes(&found(&[Append(PATCHES, edit)])), Vec::<&str>::new(), "{id}");
    }
    // The name of the folder is the id where the case gives none.
    for (folder, wrong) in [("aux", true), ("CON", true), ("a:b", true), ("roadmap", false)] {
        let mut case = Files::new(folder);
        for (name, text) in SMALL {
            let text = if name == CASE { text.replacen("id = \"small\"\n", "", 1) } else { text.to_owned() };
            case.put(name, text.into_bytes());
        }
        let found = of_files(&case);
        assert_eq!(codes(&found).contains(&"E222"), wrong, "{folder}");
        assert!(!wrong || help(&found, "E222").contains("in case.toml"), "{folder}");
    }
}

#[test]
fn a_plan_of_nothing() {
    const POOL: &str = "[[pool]]\nid = \"p\"\ncapacity = 9\n";
    const HEAD: &str =
        "first_year = 2027\nyears = 3\n[value]\nfrom = \"given\"\n[[ceiling]]\nid = \"t\"\nlimits = 5\n";
    let pooled = format!("{HEAD}{POOL}");
    let read = |table: &str| of_files(&files(&[(CASE, &pooled), (TABLE, table)]));
    let found = read("id,category,owner,rupiah,value\nA,x,y,3,5\nB,x,y,3,5\n");
    assert!(codes(&found).contains(&"E347"), "{}", report::text(Lang::En, &found));
    assert!(help(&found, "E347").ends_with("not read: rupiah"), "{}", help(&found, "E347"));
    let found = read("id,category,owner,capex_e1,value\nA,x,y,3,0\nB,x,y,3,\n");
    assert!(codes(&found).contains(&"E348"), "{}", report::text(Lang::En, &found));
    // Fifty are one finding, by name.
    let rows = (1..=50).map(|number| format!("F{number:02},x,y,,5\n")).collect::<Vec<_>>().concat();
    let found = read(&format!("id,category,owner,capex_e1,value\nA,x,y,3,5\n{rows}"));
    let free: Vec<&Diagnostic> = found.iter().filter(|found| found.finding.code() == "W563").collect();
    let said = words::sentence(Lang::En, &free[0].finding);
    assert!(free.len() == 1 && said.starts_with("50 initiatives") && said.contains("F01, F02"), "{said}");
    assert_eq!(free[0].place.line, Some(3));
    // Doing nothing is a choice; staff alone is a cost.
    let found = read(
        "id,category,owner,variant_group,capex_e1,value,staff_pm_build_per_year\n\
         A,x,y,G,3,5,\nNONE,x,y,G,0,0,\nLEAVE,x,y,H,0,-2,\nB,x,y,H,3,5,\nS,x,y,,,5,2\n",
    );
    assert!(!codes(&found).iter().any(|code| ["W563", "W564", "E347", "E348"].contains(code)), "{found:?}");
    let table = "id,category,owner,value,staff_pm_build_per_year\nA,x,y,5,2\n";
    let found = of_files(&files(&[(CASE, HEAD), (TABLE, table)]));
    assert!(help(&found, "E347").contains("staff counts in a [[pool]] only"), "{}", help(&found, "E347"));
    let found = read("id,category,owner,capex_e1,value\n");
    assert_eq!(codes(&found), ["E349"], "{}", report::text(Lang::En, &found));
}

#[test]
fn keys_without_effect_are_named() {
    for (old, new, key) in [
        ("ceilings = \"fixed\"", "ceiling_range = [0.9, 1.1]", "ceiling_range"),
        ("id = \"PAD\"\nlimits = 300", "id = \"PAD\"\ncarry_over_cap = 5", "carry_over_cap"),
        ("points = 5\nsaving = 2", "", "members"),
        ("amount = 10\n", "amount = 10\nof = \"ceiling\"\n", "of"),
    ] {
        let found = found(&[Text(CASE, old, new)]);
        let keys: Vec<&str> = found
            .iter()
            .filter_map(|found| match &found.finding {
                Finding::NoEffect { key, .. } => Some(key.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(keys, [key], "{}", report::text(Lang::En, &found));
    }
}

#[test]
fn a_column_for_people_begins_with_a_sign() {
    let rows = |heading| {
        let put = |row, column, text| Put("pagu", row, column, Content::Text(text));
        let lines = [["id", heading, "limits"], ["x", "SK 12", "50"], ["y", "SK 13", "50"]];
        let cells = (1..).zip(lines).flat_map(|(row, cells)| (1..).zip(cells).map(move |cell| (row, cell)));
        cells.map(|(row, (column, text))| put(row, column, text)).collect::<Vec<_>>()
    };
    // A workbook of sheets instead of a sheet case.toml.
    let made = |heading| {
        let key = |row, key, value| {
            [Put("case", row, 1, Content::Text(key)), Put("case", row, 2, Content::Text(value))]
        };
        let keys = [key(1, "first_year", "2027"), key(2, "years", "3"), key(3, "value.from", "given")];
        let mut puts = keys.concat();
        puts.extend(rows(heading));
        let cells = [["id", "A"], ["category", "x"], ["owner", "Dinkes"], ["capex_e1", "60"], ["value", "5"]];
        for (column, [head, value]) in (1..).zip(cells) {
            puts.push(Put("initiatives", 1, column, Content::Text(head)));
            puts.push(Put("initiatives", 2, column, Content::Text(value)));
        }
        let without: Vec<&str> = SMALL.iter().map(|(name, _)| name.trim_end_matches(".csv")).collect();
        Files::of_workbook("w.xlsx", book::small(&without, &puts)).expect("a workbook")
    };
    let found = of_files(&made("# catatan"));
    assert_eq!(codes(&found), ["W505"], "{}", report::text(Lang::En, &found));
    let found = of_files(&made("catatan"));
    assert_eq!(codes(&found), ["E415"], "{}", report::text(Lang::En, &found));
    assert!(report::text(Lang::En, &found).contains("pagu!B2"), "a column is told once, at its first row");
}

#[test]
fn the_cases_of_the_repository_are_read_without_errors() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut folders = vec![root];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            }
        }
        if folder.join("case.toml").exists() {
            let found =
                load(&folder).unwrap_or_else(|found| panic!("{}", report::text(Lang::En, &found))).findings;
            let new = codes(&found).into_iter().filter(|code| code.starts_with("W56")).collect::<Vec<_>>();
            assert!(new.is_empty(), "{}: {}", folder.display(), report::text(Lang::En, &found));
            read += 1;
        }
    }
    assert!(read >= 10, "{read} cases");
}
