//! One patched example per finding: a line of the small case is changed, and exactly one finding stands at exactly
//! the place the patch marks with `«`.
//!
//! `PETAJALAN_RENEW=1 cargo test --test findings` writes `scenarios/FINDINGS.md` anew from these examples.

mod common;

use std::collections::BTreeMap;

use common::book::{self, Content, Put};
use common::{SMALL, files};
use petajalan::diagnostic::{Diagnostic, Finding, Severity};
use petajalan::import::{Naming, Source, minelib, mknap, ppssp};
use petajalan::input::build;
use petajalan::input::collect::{Form, collect};
use petajalan::report::findings as report;
use petajalan::words::{Lang, findings as words};

/// A change of the small case. `«` marks where the finding is expected; `\u{1}` stands for a byte that is not UTF-8.
#[derive(Clone, Copy)]
enum Edit {
    /// In a file, one text for another.
    Text(&'static str, &'static str, &'static str),
    /// In `initiatives.csv`, the cell of an initiative's column.
    Cell(&'static str, &'static str, &'static str),
    /// Lines added at the end of a file.
    Append(&'static str, &'static str),
    /// A whole file.
    Whole(&'static str, &'static str),
    /// A file that is not there.
    Gone(&'static str),
    /// A file that is there but cannot be read.
    Locked(&'static str),
    /// A public instance instead of the case: a file of it, as `petajalan import` reads it.
    Instance(&'static str, &'static str),
    /// The case as a workbook, and the sheet, row and column at which the finding is expected.
    Book(fn() -> Vec<u8>, Option<(&'static str, usize, usize)>),
    /// Two forms that are merged into the case, and the line and column of the second at which it is expected.
    Forms(&'static str, &'static str, Option<(usize, usize)>),
}
use Edit::{Append, Book, Cell, Forms, Gone, Instance, Locked, Text, Whole};

const CASE: &str = "case.toml";
const TABLE: &str = "initiatives.csv";
const PATCHES: &str = "scenarios.toml";
const JUDGED: &str = "judgements.csv";
const LOG: &str = "decisions.csv";

/// Scores in a third criterion for every initiative of the small case.
const FAST: &str = "rater,initiative,criterion,score,grade\nbappeda,A01,fast,1,\nbappeda,A02,fast,9,\n\
    bappeda,A03,fast,2,\nbappeda,A04,fast,6,\nbappeda,A05,fast,3,\nbappeda,A06,fast,8,\nbappeda,A07,fast,2,\n";

/// Code, edits, and the nearest valid value where one is named.
type Example = (&'static str, &'static [Edit], Option<&'static str>);

const EXAMPLES: &[Example] = &[
    ("E101", &[Text(CASE, r#""it.csv""#, r#"«"itt.csv""#)], Some("it.csv")),
    ("E102", &[Locked("scores.csv")], None),
    ("E103", &[Text("costs.csv", "5.2.02", "5.2«\u{1}02")], None),
    ("E104", &[Cell("A05", "name_en", "Trai«\0ning")], None),
    ("E105", &[Whole("costs.csv", "")], None),
    ("E106", &[Text(CASE, "years = 3", "years = «= 3")], None),
    ("E107", &[Append(TABLE, "A08,«\"Never closed")], None),
    ("E108", &[Append(TABLE, "«A08,x,y,people,Kominfo")], None),
    ("E109", &[Text(TABLE, ",owner,", ",«owner,"), Text(TABLE, "name_id,name_en", "name_id,owner")], None),
    ("E110", &[Text("earlier.csv", "initiative,start", "«initiative,begin")], None),
    ("E111", &[Text(CASE, "capacity = 60", ""), Text(CASE, "[[pool]]", "«[[pool]]")], None),
    ("E112", &[Text(CASE, "finish_after_horizon = false", "finish_after_horizon = «\"no\"")], None),
    ("E113", &[Text(CASE, r#""it.csv""#, r#"«"../it.csv""#)], None),
    ("E114", &[Instance("bench.prec", "0 0\n«1 2 0\n")], None),
    ("E115", &[Instance("knapsack.txt", "1 2 1 0 4 5 1 2")], None),
    ("E116", &[Instance("knapsack.txt", "1 1 1 0 4 1 2 «3")], None),
    ("E117", &[Book(|| b"id;name\n".to_vec(), None)], None),
    ("E118", &[Book(|| book::with_sheet("<a>".repeat(100).as_bytes()), None)], None),
    (
        "E119",
        &[Book(
            || book::small(&[], &[Put("initiatives", 2, 2, Content::Error)]),
            Some(("initiatives", 2, 2)),
        )],
        None,
    ),
    ("E120", &[Book(|| book::small(&["initiatives"], &[]), None)], None),
    (
        "E201",
        &[
            Cell("A04", "depends_on", "«A02|I99;A01"),
            Text(TABLE, "A07,", "I09,"),
            Text(CASE, r#""A07""#, r#""I09""#),
        ],
        Some("I09"),
    ),
    ("E202", &[Cell("A05", "category", "«poeple")], Some("people")),
    ("E203", &[Cell("A07", "id", "«A05"), Text(CASE, r#""A07""#, r#""A05""#)], None),
    ("E204", &[Cell("A01", "depends_on", "«A02")], None),
    ("E205", &[Cell("A05", "depends_on", "«A05")], None),
    ("E206", &[Cell("A05", "variant_group", "A01"), Cell("A01", "id", "«A01")], None),
    ("E207", &[Append(TABLE, "«,Uji,Test,people,Kominfo,20,,5,1,,,,,,,,,,,,,5,1,,,4,4,1,")], None),
    ("E208", &[Cell("A04", "depends_on", "«A02@XX|A03@SS")], None),
    ("E209", &[Cell("A02", "it_lift", "«1=1")], None),
    ("E210", &[Text(PATCHES, "\"floor:people-share\"", "«\"floor:people-shore\"")], Some("people-share")),
    ("E211", &[Append(TABLE, "«A|8,Uji,Test,people,Kominfo,20,,5,1,,,,,,,,,,,,,5,1,,,4,4,1,")], None),
    ("E301", &[Cell("A05", "capex_e1", "«twenty")], None),
    ("E302", &[Cell("A05", "reach", "«1.250"), Cell("A01", "reach", "1")], None),
    ("E303", &[Cell("A05", "capex_e1", "«20.0000001")], None),
    ("E304", &[Cell("A05", "capex_e1", "«1e400")], None),
    ("E305", &[Cell("A05", "capex_e1", "«-20")], None),
    ("E306", &[Cell("A05", "duration_years", "«0")], None),
    ("E307", &[Cell("A05", "earliest_start_year", "«soon")], None),
    ("E308", &[Text(CASE, "per = \"horizon\"", "per = «\"horizont\"")], Some("horizon")),
    (
        "E309",
        &[Text(CASE, "weights = { use = 0.6, safe = 0.4 }", "weights = «{ use = 0.6, safe = 0.5 }")],
        None,
    ),
    ("E310", &[Text(CASE, "scale = [0, 10]", "scale = «[5, 5]")], None),
    ("E311", &[Cell("A05", "b_safe", "«")], None),
    ("E312", &[Text(CASE, "[200, 200, 200]", "«[200, 200, 200, 200, 200]")], None),
    (
        "E313",
        &[
            Cell("A05", "capex_e1", "90000000000"),
            Cell("A06", "capex_e1", "90000000000"),
            Cell("A07", "capex_e1", "90000000000"),
            Cell("A04", "capex_e1", "90000000000"),
        ],
        None,
    ),
    ("E314", &[Cell("A05", "capex_e2", "«5")], None),
    ("E315", &[Cell("A05", "owner", "«")], None),
    ("E316", &[Cell("A05", "duration_years", "«1.5")], None),
    ("E317", &[Append("scores.csv", "«bappeda,A01,use,4,")], None),
    (
        "E318",
        &[Instance("projects.csv", "id,stream,duration,completion_window,cost_1,value_1\n0,a,1,7,5,5\n")],
        None,
    ),
    ("E331", &[Whole(JUDGED, "rater,criterion_a,criterion_b,ratio\nbappeda,use,safe,«0\n")], None),
    ("E332", &[Whole(JUDGED, "rater,criterion_a,criterion_b,ratio\nbappeda,use,«use,3\n")], None),
    (
        "E333",
        &[Whole(
            JUDGED,
            "rater,criterion_a,criterion_b,ratio\nbappeda,use,safe,3\nbappeda,safe,use,1/3\nbappeda,safe,use,«3\n",
        )],
        None,
    ),
    (
        "E334",
        &[
            Text(
                CASE,
                "[[criterion]]\nid = \"use\"",
                "[[criterion]]\nid = \"all\"\n[[criterion]]\nid = \"use\"\nparent = \"all\"",
            ),
            Whole(JUDGED, "rater,criterion_a,criterion_b,ratio\nbappeda,use,«safe,3\n"),
        ],
        None,
    ),
    (
        "E335",
        &[
            Text(CASE, "weights = { use = 0.6, safe = 0.4 }", "method = \"pairwise\""),
            Text(CASE, "[[weight_set]]", "«[[weight_set]]"),
        ],
        None,
    ),
    ("E336", &[Text(CASE, "id = \"use\"", "id = \"use\"\nparent = «\"use\"")], None),
    (
        "E337",
        &[Text(
            CASE,
            "weights = { use = 0.6, safe = 0.4 }",
            "method = \"swing\"\nswings = { use = 50, safe = 60 }\norder = «[\"use\", \"safe\"]",
        )],
        None,
    ),
    (
        "E338",
        &[Text(
            CASE,
            "weights = { use = 0.6, safe = 0.4 }",
            "method = \"swing\"\nswings = { use = 50, safe = 60 }\nranges = { use = «[3, 3] }",
        )],
        None,
    ),
    (
        "E339",
        &[
            Text(CASE, "weights = { use = 0.6, safe = 0.4 }", "method = \"raters\""),
            Text(CASE, "[[weight_set]]", "«[[weight_set]]"),
        ],
        None,
    ),
    ("E340", &[Append(CASE, "[evidence]\nmeasured = «[\"5%\", \"10%\"]")], None),
    ("E401", &[Cell("A05", "mutually_exclusive_with", "«A02")], None),
    (
        "E402",
        &[Text(CASE, "class = \"capital\"\nlimits", "class = \"capital\"\nfund = «\"DAK\"\nlimits")],
        None,
    ),
    ("E403", &[Cell("A01", "funding_sources", "«DAK")], None),
    ("E404", &[Text(CASE, "saving = 2", "saving = «11")], None),
    (
        "E405",
        &[
            Append(CASE, "[[force_in]]\ninitiative = \"A07\"\nreason = \"decree\""),
            Text(CASE, "[[force_out]]\ninitiative = \"A07\"", "[[force_out]]\ninitiative = «\"A07\""),
        ],
        None,
    ),
    ("E406", &[Cell("A05", "mandatory", "«group")], None),
    ("E407", &[Cell("A05", "committed_start", "«2035")], None),
    (
        "E408",
        &[
            Text(CASE, "limits = [200, 200, 200]", "horizon_limit = 500"),
            Text(PATCHES, "limits = [120, 155, 120]", "horizon_limit = 400"),
            Text(CASE, "of = \"ceiling\"", "of = «\"ceiling\""),
        ],
        None,
    ),
    ("E409", &[Text(CASE, "class = \"capital\"\nlimits", "class = «[\"capital\", \"seats\"]\nlimits")], None),
    (
        "E410",
        &[
            Text(CASE, "amount = 10\n\n[[floor]]", "amount = 10\nshare = \"2%\"\n\n[[floor]]"),
            Text(CASE, "[[floor]]\nid = \"people\"\n", "«[[floor]]\nid = \"people\"\n"),
        ],
        None,
    ),
    ("E411", &[Text(CASE, "[\"A04\", \"A06\"]", "«[\"A04\"]")], None),
    ("E412", &[Text(CASE, "year = 2029", "year = «2040")], None),
    ("E413", &[Append(PATCHES, "[[scenario.fund]]\nid = \"DAK\"\n«classes = [\"operating\"]")], None),
    ("E414", &[Text(CASE, "[[class]]", "[[class]]\nid = \"capital\"\nmoney = «false\n[[class]]")], None),
    ("W501", &[Text("costs.csv", ",account", ",«acount")], Some("account")),
    ("W502", &[Text(CASE, "carry_over_cap", "«carryover_cap")], Some("carry_over_cap")),
    ("W503", &[Text(CASE, "limits = { 2027 = 40", "limits = «{ 2027 = 400")], None),
    (
        "W504",
        &[
            Append(CASE, "[[fund]]\nid = «\"CSR\""),
            Cell("A04", "funding_sources", "PAD"),
            Cell("A05", "funding_sources", "PAD"),
            Cell("A06", "funding_sources", "PAD"),
            Cell("A07", "funding_sources", "PAD"),
            Text(CASE, "«", "«"),
        ],
        None,
    ),
    ("W505", &[Cell("A03", "capex_e1", "300"), Cell("A03", "id", "«A03")], None),
    ("W506", &[Cell("A03", "staff_pm_build_per_year", "«500")], None),
    (
        "W507",
        &[
            Cell("A01", "reach", "1"),
            Cell("A05", "capex_e1", "0.1"),
            Cell("A05", "opex_annual", ""),
            Text(TABLE, ",reach,", ",risk,"),
            Text(TABLE, "id,name_id", "«id,name_id"),
            Text(TABLE, ",9,3,2,", ",9,3,1,"),
        ],
        None,
    ),
    ("W508", &[Cell("A07", "variant_group", "«V-DD")], Some("V-DC")),
    (
        "W509",
        &[
            Text(CASE, "points = [[0, 0], [5, 70], [10, 100]]", "points = [[0, 0], [10, 0]]"),
            Text(CASE, "use = 0.6, safe = 0.4", "safe = 1"),
            Text(CASE, "[[criterion]]\nid = \"use\"\nscale = [0, 10]\n", ""),
            Gone("scores.csv"),
            Text(TABLE, "b_use", "risk"),
            Text(TABLE, ",7,5,", ",,5,"),
            Text(TABLE, ",6,8,", ",,8,"),
            Text(TABLE, ",6,6,", ",,6,"),
            Text(TABLE, ",9,3,", ",,3,"),
            Text(TABLE, ",8,2,", ",,2,"),
        ],
        None,
    ),
    ("W510", &[Cell("A01", "mandatory_start_deadline_year", "«3")], None),
    (
        "W511",
        &[Cell("A01", "mandatory_start_deadline_year", "«2027"), Cell("A01", "earliest_start_year", "2")],
        None,
    ),
    ("W512", &[Cell("A05", "earliest_start_year", "«2030")], None),
    ("W513", &[Cell("A05", "mandatory_start_deadline_year", "«2")], None),
    ("W514", &[Cell("A05", "b_use", "«11")], None),
    (
        "W515",
        &[
            Text(PATCHES, "\"outcome\"]", "«\"outcome\"]"),
            Text(CASE, "[[outcome]]\nid = \"it-2029\"\nindex = \"it\"\nyear = 2029\nat_least = 1.5\n", ""),
        ],
        None,
    ),
    ("W516", &[Text("it.csv", "Policy,40", "Policy,39"), Text("it.csv", "id,name_id", "«id,name_id")], None),
    (
        "W517",
        &[Book(|| book::small(&[], &[Put("ceilngs", 1, 1, Content::Text("id"))]), None)],
        Some("ceilings"),
    ),
    (
        "W518",
        &[Book(|| book::small(&[], &[Put("initiatives", 6, 3, Content::Date)]), Some(("initiatives", 6, 3)))],
        None,
    ),
    (
        "W541",
        &[
            Text(CASE, "[[weight_set]]", "[[criterion]]\nid = \"fast\"\n[[weight_set]]"),
            Text(CASE, "{ use = 0.6, safe = 0.4 }", "{ use = 0.5, safe = 0.3, fast = 0.2 }"),
            Whole("scores.csv", FAST),
            Whole(JUDGED, "rater,criterion_a,criterion_b,ratio\n«bappeda,use,safe,3\n"),
        ],
        None,
    ),
    (
        "W542",
        &[Text(
            CASE,
            "id = \"safe\"\npoints = [[0, 0], [5, 70], [10, 100]]",
            "id = «\"safe\"\npoints = [[0, 0], [10, 0]]",
        )],
        None,
    ),
    (
        "W543",
        &[
            Text(CASE, "{ use = 0.6, safe = 0.4 }", "{ use = 0.99, safe = 0.01 }"),
            Text(CASE, "id = \"safe\"", "id = «\"safe\""),
        ],
        None,
    ),
    (
        "W544",
        &[
            Append(CASE, "[checks]\ncorrelation = 0.5"),
            Cell("A05", "b_safe", "8"),
            Cell("A07", "b_safe", "9"),
            Text(
                CASE,
                "id = \"safe\"\npoints = [[0, 0], [5, 70], [10, 100]]",
                "id = «\"safe\"\nscale = [10, 0]",
            ),
        ],
        None,
    ),
    (
        "W545",
        &[
            Append(CASE, "[checks]\nhigh_from = 85\nhigh_share = 0.2"),
            Text(CASE, "id = \"use\"", "id = «\"use\""),
        ],
        None,
    ),
    (
        "W546",
        &[
            Text(CASE, "[[weight_set]]", "[[criterion]]\nid = \"fast\"\n[[weight_set]]"),
            Text(CASE, "{ use = 0.6, safe = 0.4 }", "{ use = 0.5, safe = 0.3, fast = 0.2 }"),
            Whole("scores.csv", FAST),
            Whole(
                JUDGED,
                "rater,criterion_a,criterion_b,ratio\n«bappeda,use,safe,2\nbappeda,safe,fast,2\nbappeda,fast,use,5\n",
            ),
        ],
        None,
    ),
    ("N601", &[Text(CASE, "highest = 5\n", ""), Text(CASE, "[[index]]", "«[[index]]")], None),
    ("E701", &[Forms("id,capex_e1\nA05,20\n", "id,capex_e1\nA05,25\n", Some((2, 5)))], None),
    ("E702", &[Forms("id\nA05\n", "[money]\nunit = 1000", Some((2, 8)))], None),
    ("W703", &[Forms("id\nA05\n", FORM, Some((2, 1)))], None),
    (
        "E801",
        &[Whole(
            LOG,
            "number,date,actor,action,scenario,subject,value,basis,previous,hash\n1,2026-11-24,Bupati,force-out,,A07,,SK 12/2026,0000000000000000000000000000000000000000000000000000000000000000,f028ce4e3364ae75ad0ab5d5df64c7584494db8e25c1e605f348391b481bf60b\n\
             2,2026-11-25,Bappeda,ceiling,,total,200,KUA-PPAS,«0000000000000000000000000000000000000000000000000000000000000000,84e4ef7501563701b2331e3b2976a7bb7bf45031e4fe73d553027d004d6f3238\n",
        )],
        None,
    ),
    (
        "E802",
        &[Whole(
            LOG,
            "number,date,actor,action,scenario,subject,value,basis,previous,hash\n\
             1,2026-11-24,Bupati,force-out,,A07,,SK 13/2026,0000000000000000000000000000000000000000000000000000000000000000,«f028ce4e3364ae75ad0ab5d5df64c7584494db8e25c1e605f348391b481bf60b\n",
        )],
        None,
    ),
    (
        "E803",
        &[Whole(
            LOG,
            "number,date,actor,action,scenario,subject,value,basis,previous,hash\n1,«soon,Bupati,force-out,,A07,,SK 12/2026,0000000000000000000000000000000000000000000000000000000000000000,f028ce4e3364ae75ad0ab5d5df64c7584494db8e25c1e605f348391b481bf60b\n",
        )],
        None,
    ),
    (
        "W804",
        &[Whole(
            LOG,
            "number,date,actor,action,scenario,subject,value,basis,previous,hash\n1,2026-11-24,Bupati,ceiling,,total,200,KUA-PPAS,0000000000000000000000000000000000000000000000000000000000000000,84e4ef7501563701b2331e3b2976a7bb7bf45031e4fe73d553027d004d6f3238\n",
        )],
        None,
    ),
];

/// A form whose one initiative is called like `A05`.
const FORM: &str = "id,name_en,category,owner,capex_e1,b_use,b_safe\nA55,Trainings,people,Kominfo,1,5,5\n";

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
        .filter(|d| d.finding.severity() != Severity::Note || (*code == "N601" && !noted.contains(d)))
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
            Locked(name) => files.put_unreadable(name, "permission denied"),
            _ => {}
        }
    }
    match build(&files) {
        Ok(case) => case.findings,
        Err(found) => found,
    }
}

/// What `petajalan collect` finds when two forms are merged into the small case.
fn collected(first: &str, second: &str) -> Vec<Diagnostic> {
    let form = |path: &str, text: &str| {
        let name = if text.starts_with('[') { CASE } else { TABLE };
        Form { path: format!("{path}.csv"), files: files(&[(name, text)]) }
    };
    collect(&files(&SMALL), &[form("a", first), form("b", second)], false).found
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
            Gone(_) | Locked(_) | Book(..) | Forms(..) => {}
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
