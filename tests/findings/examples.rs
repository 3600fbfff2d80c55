//! The examples: what is changed, where its finding stands, and what the finding calls nearest.

use super::common::book::{self, Content, Put};

/// A change of the small case. `«` marks where the finding is expected; `\u{1}` stands for a byte that is not UTF-8.
#[derive(Clone, Copy)]
pub enum Edit {
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
    /// A file that lies beside the case's and is not read.
    Beside(&'static str),
    /// A file that is written by a function, and the line and character at which the finding is expected.
    Made(&'static str, fn() -> Vec<u8>, Option<(usize, usize)>),
    /// A file in whose place a folder, a pipe or a device stands.
    Odd(&'static str),
    /// A public instance instead of the case: a file of it, as `petajalan import` reads it.
    Instance(&'static str, &'static str),
    /// The case as a workbook, and the sheet, row and column at which the finding is expected.
    Book(fn() -> Vec<u8>, Option<(&'static str, usize, usize)>),
    /// Two forms that are merged into the case, and the line and column of the second at which it is expected.
    Forms(&'static str, &'static str, Option<(usize, usize)>),
    /// A room with the folder `forms` and files in it, all merged into the case; whether forms are preferred to it.
    Room(&'static [(&'static str, &'static str)], bool),
    /// The log of decisions as it is now, and the number and hash of the last entry that results saw.
    Seen(&'static str, usize, &'static str),
}
use Edit::{Append, Beside, Book, Cell, Forms, Gone, Instance, Locked, Made, Odd, Room, Seen, Text, Whole};

pub const CASE: &str = "case.toml";
pub const TABLE: &str = "initiatives.csv";
pub const PATCHES: &str = "scenarios.toml";
pub const JUDGED: &str = "judgements.csv";
pub const LOG: &str = "decisions.csv";

/// Scores in a third criterion for every initiative of the small case.
pub const FAST: &str = "rater,initiative,criterion,score,grade\nbappeda,A01,fast,1,\nbappeda,A02,fast,9,\n\
    bappeda,A03,fast,2,\nbappeda,A04,fast,6,\nbappeda,A05,fast,3,\nbappeda,A06,fast,8,\nbappeda,A07,fast,2,\n";

/// The initiatives of the small case with their capital in full rupiah, in a table of millions.
pub const IN_FULL: &str = "\
    id,name_id,name_en,category,owner,capex_e1,capex_e2,opex_annual,duration_years,earliest_start_year,latest_start_year,mandatory,mandatory_start_deadline_year,mandatory_finish_deadline_year,committed_start,force,force_year,force_reason,depends_on,variant_group,mutually_exclusive_with,staff_pm_build_per_year,staff_pm_run_per_year,capacity_gain_pm_per_year,it_lift,b_use,b_safe,reach,funding_sources\n\
A01,Jaringan,Network,infrastructure,Kominfo,«120000000,,10,1,1,2,1,2,,,,,,,,,20,2,,1:2,7,5,1.5,PAD/DAK\n\
A02,Pusat data,Data centre,infrastructure,Kominfo,90000000,60000000,20,2,,,,,,,,,,A01,V-DC,A03,30,5,,1:1;2:1,6,8,1,PAD/DAK\n\
A03,Komputasi awan,Cloud,infrastructure,Kominfo,30000000,,40,1,,,,,,,,,,,V-DC,A02,10,2,,2:1,6,6,1,PAD\n\
A04,Portal,Portal,infrastructure,Dinkes,60000000,,15,1,,,,,,,,,,A02|A03@SS,,,10,1,,,9,3,2,\n\
A05,Pelatihan,Training,people,Kominfo,20000000,,5,1,,,,,,,,,,,,,5,1,12,,4,4,1,\n\
A06,Klinik digital,Digital clinic,infrastructure,Dinkes,50000000,,8,1,,,,,,,,,,A01@SEL,,,8,1,,,8,2,1,\n\
A07,Menara,Towers,infrastructure,Dinkes,80000000,,12,1,,,,,,,,,,,,,8,1,,,2,2,1,\n";

/// A case that gives values itself.
pub const GIVEN: &str = "id = \"given\"\nillustrative = false\nlanguage = \"en\"\nfirst_year = 2027\nyears = 2\n[money]\nsign = \"Rp\"\n\
    [value]\nfrom = \"given\"\n[[ceiling]]\nid = \"total\"\nlimits = 8\n";

/// Code, edits, and the nearest valid value where one is named.
pub type Example = (&'static str, &'static [Edit], Option<&'static str>);

/// A text, and after it another many times.
fn much(text: &str, again: &str, times: usize) -> Vec<u8> {
    [text, &again.repeat(times)].concat().into_bytes()
}

pub const EXAMPLES: &[Example] = &[
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
    ("E121", &[Text(TABLE, ",earliest_start_year,", ",«earliest_start,")], Some("earliest_start_year")),
    (
        "E122",
        &[Whole(
            "costs.csv",
            "«initiative,class,year,amount,account,fund,,\n,,,,,,E1,E2\nA01,seats,1,100,,,,\nA04,capital,1,\"2,5\",5.2.02,DAK,,\n",
        )],
        None,
    ),
    (
        "E123",
        &[Whole(
            "costs.csv",
            "initiative,class,year,amount,account,fund,«\nA01,seats,1,100,,,7\nA04,capital,1,\"2,5\",5.2.02,DAK,8\n",
        )],
        None,
    ),
    (
        "E124",
        &[Book(
            || book::small(&[], &[Put("initiatives", 2, 6, Content::Merged(3, "120"))]),
            Some(("initiatives", 2, 6)),
        )],
        None,
    ),
    ("E125", &[Append(TABLE, "«TOTAL,,,,,450,60,110,,,,,,,,,,,,,,,,,,,,,")], None),
    ("E126", &[Book(|| vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], None)], None),
    (
        "E127",
        &[Book(
            || book::small(&[], &[Put("initiatives", 6, 6, Content::Formula("=10*2"))]),
            Some(("initiatives", 6, 6)),
        )],
        None,
    ),
    (
        "E128",
        &[Book(
            || book::small(&[], &[Put("Inisiatif", 1, 1, Content::Text("id"))]),
            Some(("Inisiatif", 1, 1)),
        )],
        None,
    ),
    (
        "E129",
        &[Book(|| book::small(&[], &[Put("Pagu Anggaran", 1, 1, Content::Text("id"))]), None)],
        Some("pagu"),
    ),
    ("E130", &[Made("scores.csv", || vec![b' '; (32 << 20) + 1], None)], None),
    ("E131", &[Odd("scores.csv")], None),
    (
        "E132",
        &[Made("earlier.csv", || much("initiative,start\n", "\n,", 1_048_576), Some((1_048_578, 1)))],
        None,
    ),
    ("E133", &[Made("earlier.csv", || much("initiative,start", ",", 16_383), Some((1, 16_400)))], None),
    ("E134", &[Made("earlier.csv", || much("initiative,start,note\n,,", "x", 32_768), Some((2, 3)))], None),
    ("E135", &[Book(|| book::with_sheet(b"<sst uniqueCount=\"4294967296\"><si/></sst>"), None)], None),
    (
        "E136",
        &[Made(
            "scenarios.toml",
            || {
                [much("[[scenario]]\nid = \"base\"\ndrop = [", "\"outcome\", ", 249_997), b"]\n".to_vec()]
                    .concat()
            },
            Some((3, 2_749_965)),
        )],
        None,
    ),
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
    ("E220", &[Text(CASE, "decimals = 0\nprice", "«decimls = 0\nprice")], Some("decimals")),
    ("E221", &[Append(PATCHES, "[[scenario]]\nid = «\"CUT\"")], None),
    ("E222", &[Text(CASE, "id = \"small\"", "id = «\"con\"")], None),
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
            Cell("A01", "capex_e1", "Rp90000000000000000"),
            Cell("A02", "capex_e1", "Rp90000000000000000"),
            Cell("A03", "capex_e1", "Rp90000000000000000"),
            Cell("A04", "capex_e1", "Rp90000000000000000"),
            Cell("A05", "capex_e1", "Rp90000000000000000"),
            Cell("A06", "capex_e1", "Rp90000000000000000"),
            Cell("A07", "capex_e1", "Rp90000000000000000"),
            Cell("A02", "capex_e2", "Rp90000000000000000"),
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
    ("E319", &[Cell("A05", "capex_e1", "«9.6M")], None),
    ("E320", &[Cell("A05", "capex_e1", "«$20")], None),
    ("E321", &[Text("costs.csv", "A01,seats,1,", "A01,seats,«2027,")], None),
    ("E322", &[Text(TABLE, "capacity_gain_pm_per_year", "2028"), Cell("A05", "2028", "«12")], None),
    ("E323", &[Cell("A05", "capex_e1", "«Rp20")], None),
    ("E324", &[Cell("A05", "capex_e1", "«20000000")], None),
    ("E325", &[Whole(TABLE, IN_FULL)], None),
    (
        "E326",
        &[Text(CASE, "limits = { 2027 = 40, 2028 = 40 }", "limits = { 2027 = «4000000, 2028 = 4000000 }")],
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
    ("E345", &[Text(CASE, "[100, 100, 100]", "«[100, 100]")], None),
    ("E346", &[Text(CASE, "cost_range = [0.9, 1.4]", "cost_range = «[0.9]")], None),
    (
        "E347",
        &[
            Text(TABLE, "capex_e1,capex_e2,opex_annual", "cost_basis,legal_basis,account_version"),
            Text(TABLE, "staff_pm_build_per_year,staff_pm_run_per_year", "heading,account"),
            Text(CASE, "saving = 2", "saving = 0"),
            Gone("costs.csv"),
        ],
        None,
    ),
    (
        "E348",
        &[
            Whole(CASE, GIVEN),
            Whole(TABLE, "id,category,owner,capex_e1,value\nA,a,b,3,0\nB,a,b,4,0\nC,a,b,2,0\nD,a,b,5,0\n"),
            Gone(PATCHES),
            Gone("costs.csv"),
            Gone("scores.csv"),
            Gone("base.csv"),
            Gone("it.csv"),
            Gone("earlier.csv"),
        ],
        None,
    ),
    ("E349", &[Whole(TABLE, "«id,category,owner,b_use,b_safe\n")], None),
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
    ("E415", &[Text(CASE, "per = \"horizon\"", "per = \"horizon\"\n«fund = \"DAK\"")], None),
    ("E416", &[Text(CASE, "amount = 10\n\n", "amount = 10\n«at_most = true\n\n")], None),
    ("W501", &[Text("costs.csv", ",account", ",«acount")], Some("account")),
    ("W502", &[Text(CASE, "language = \"en\"", "language = \"en\"\n«checked_by = \"Bappeda\"")], None),
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
        "W519",
        &[Whole(
            "costs.csv",
            "initiative,class,year,amount,account,fund,«volume\nA01,seats,1,100,,,3\nA04,capital,1,\"2,5\",5.2.02,DAK,4\n",
        )],
        None,
    ),
    ("W520", &[Text(TABLE, "id,name_id", "«DAFTAR INISIATIF 2027\nid,name_id")], None),
    (
        "W521",
        &[Book(
            || book::small(&[], &[Put("initiatives", 3, 32, Content::Text("tanya Dinkes"))]),
            Some(("initiatives", 3, 30)),
        )],
        None,
    ),
    (
        "W522",
        &[Book(
            || book::small(&[], &[Put("initiatives", 4, 1, Content::HiddenRow)]),
            Some(("initiatives", 4, 1)),
        )],
        None,
    ),
    (
        "W523",
        &[Whole(
            "base.csv",
            "id,agency,category,class,fund,account,2027,2028\na,Kominfo,infrastructure,operating,PAD,,5,6\n\
             b,Kominfo,infrastructure,operating,PAD,,7,8\nc,Kominfo,infrastructure,operating,PAD,,1,2\n\
             «all,Kominfo,infrastructure,operating,PAD,,13,16\n",
        )],
        None,
    ),
    ("W524", &[Append(TABLE, "«Sumber: survei 2026,,,,,,,,,,,,,,,,,,,,,,,,,,,,")], None),
    (
        "W525",
        &[Book(
            || book::small(&[], &[Put("initiatives", 2, 4, Content::Merged(3, "infrastructure"))]),
            Some(("initiatives", 2, 4)),
        )],
        None,
    ),
    (
        "W526",
        &[Append(
            TABLE,
            "«id,name_id,name_en,category,owner,capex_e1,capex_e2,opex_annual,duration_years,earliest_start_year,latest_start_year,mandatory,mandatory_start_deadline_year,mandatory_finish_deadline_year,committed_start,force,force_year,force_reason,depends_on,variant_group,mutually_exclusive_with,staff_pm_build_per_year,staff_pm_run_per_year,capacity_gain_pm_per_year,it_lift,b_use,b_safe,reach,funding_sources",
        )],
        None,
    ),
    (
        "W527",
        &[Book(
            || book::small(&[], &[Put("initiatives", 1, 8, Content::HiddenColumn)]),
            Some(("initiatives", 1, 1)),
        )],
        None,
    ),
    (
        "W528",
        &[Book(
            || book::small(&[], &[Put("initiatives", 1, 1, Content::HiddenSheet)]),
            Some(("initiatives", 1, 1)),
        )],
        None,
    ),
    (
        "W529",
        &[
            Whole(CASE, GIVEN),
            Whole(
                TABLE,
                "id,category,owner,capex_e1,value\nA,a,b,3,7\nB,a,b,4,«9000\nC,a,b,2,5\nD,a,b,5,6\n",
            ),
            Gone(PATCHES),
            Gone("costs.csv"),
            Gone("scores.csv"),
            Gone("base.csv"),
            Gone("it.csv"),
            Gone("earlier.csv"),
        ],
        None,
    ),
    ("W530", &[Beside("Costs.csv")], Some("costs.csv")),
    (
        "W531",
        &[Whole(
            "costs.csv",
            "initiative,class,year,amount,account,fund\n«(1),(2),(3),(4),(5),(6)\nA01,seats,1,100,,\nA04,capital,1,\"2,5\",5.2.02,DAK\n",
        )],
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
    ("W560", &[Append(TABLE, "«a05,Uji,Test,people,Kominfo,20,,5,1,,,,,,,,,,,,,5,1,,,4,4,1,")], None),
    ("W561", &[Cell("A05", "force_reason", "«decree")], None),
    ("W562", &[Text(CASE, "scale = [0, 10]", "«scale = [0, 10]\npoints = [[0, 0], [10, 100]]")], None),
    (
        "W563",
        &[
            Cell("A05", "capex_e1", ""),
            Cell("A05", "opex_annual", ""),
            Cell("A05", "staff_pm_build_per_year", ""),
            Cell("A05", "staff_pm_run_per_year", ""),
            Cell("A05", "id", "«A05"),
        ],
        None,
    ),
    ("W564", &[Cell("A07", "b_use", "0"), Cell("A07", "b_safe", "0"), Cell("A07", "id", "«A07")], None),
    (
        "W565",
        &[
            Text(CASE, "points = [[0, 0], [5, 70], [10, 100]]", "points = [[0, 0], [10, 0]]"),
            Text(CASE, "use = 0.6, safe = 0.4", "safe = 1"),
            Text(CASE, "[[criterion]]\nid = \"use\"\nscale = [0, 10]\n", ""),
            Text(CASE, "points = 5\nsaving", "points = 0\nsaving"),
            Text(CASE, "[[outcome]]\nid = \"it-2029\"\nindex = \"it\"\nyear = 2029\nat_least = 1.5\n", ""),
            Text(PATCHES, ", \"outcome\"]", "]"),
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
    ("W570", &[Cell("A05", "name_en", "«Trai\u{202e}ning")], None),
    ("N601", &[Text(CASE, "highest = 5\n", ""), Text(CASE, "[[index]]", "«[[index]]")], None),
    ("N602", &[Text(CASE, "at_most = 3", "at_most = «{ 2027 = 3 }")], None),
    (
        "N605",
        &[
            Text(TABLE, "id,name_id", "«id,name_id"),
            Text(TABLE, "capacity_gain_pm_per_year", "2028"),
            Cell("A05", "capex_e1", ""),
        ],
        None,
    ),
    ("E701", &[Forms("", "id,capex_e1\nA05,25\n", Some((2, 5)))], None),
    ("E702", &[Forms(NEW, "[money]\nunit = 1000", Some((2, 8)))], None),
    ("W703", &[Forms("", FORM, Some((2, 1)))], None),
    ("E704", &[Room(&[("forms/.hidden", "")], false)], None),
    ("E705", &[Forms("id,name_en\n", "", None)], None),
    ("W706", &[Forms(NEW, "id,name_en\n", None)], None),
    ("W707", &[Forms(NEW, "id,capex_e1\nA05,20\n", None)], None),
    ("W708", &[Room(&[("forms/f.csv", "id,capex_e1\nA05,«25\n")], true)], None),
    ("W709", &[Room(&[("forms/f.csv", OTHERS)], false)], None),
    ("W710", &[Room(&[("forms/f.csv", "id,owner\nA05,«Dinkes\n")], true)], None),
    ("W711", &[Forms("", "id,cost_basis\nA05,quote\nA07,quote\n", None)], None),
    ("W712", &[Forms("", FREE, Some((2, 1)))], None),
    ("W713", &[Room(&[("forms/f.csv", NEW), ("forms/letter.pdf", "")], false)], None),
    ("W714", &[Room(&[("forms/f.csv", NEW), ("forms/~$g.xlsx", "")], false)], None),
    (
        "W715",
        &[Room(
            &[("forms/a/initiatives.csv", NEW), ("forms/a/base.csv", "id,agency,amounts\nnew,Kominfo,9\n")],
            false,
        )],
        None,
    ),
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
    (
        "W805",
        &[Whole(
            LOG,
            "number,date,actor,action,scenario,subject,value,basis,previous,hash\n1,2026-11-24,Bupati,force-out,,A07,,SK 12/2026,0000000000000000000000000000000000000000000000000000000000000000,f028ce4e3364ae75ad0ab5d5df64c7584494db8e25c1e605f348391b481bf60b\n\
             2,«2026-11-23,Bappeda,ceiling,,total,200,KUA-PPAS,f028ce4e3364ae75ad0ab5d5df64c7584494db8e25c1e605f348391b481bf60b,c5f4e661c3fe7e849e7d4188ed4c882dcc516b91a70d60e0e7b378b82d9680de\n",
        )],
        None,
    ),
    ("E806", &[Seen("", 1, "f028ce4e3364ae75ad0ab5d5df64c7584494db8e25c1e605f348391b481bf60b")], None),
    (
        "E807",
        &[Seen(
            "number,date,actor,action,scenario,subject,value,basis,previous,hash\n1,2026-11-24,Bupati,force-out,,A07,,SK 12/2026,0000000000000000000000000000000000000000000000000000000000000000,f028ce4e3364ae75ad0ab5d5df64c7584494db8e25c1e605f348391b481bf60b\n",
            1,
            "84e4ef7501563701b2331e3b2976a7bb7bf45031e4fe73d553027d004d6f3238",
        )],
        None,
    ),
];

/// A form whose one initiative is called like `A05`.
pub const FORM: &str =
    "id,name_en,category,owner,capex_e1,b_use,b_safe\nA55,Trainings,people,Kominfo,1,5,5\n";

/// A form with one new initiative.
pub const NEW: &str =
    "id,name_en,category,owner,capex_e1,b_use,b_safe\nA60,Flood sensors,people,Kominfo,1,5,5\n";

/// A new initiative that costs nothing.
pub const FREE: &str =
    "id,name_en,category,owner,capex_e1,b_use,b_safe\nA60,Flood sensors,people,Kominfo,,5,5\n";

/// A form of one agency that says something about an initiative of another.
pub const OTHERS: &str = "id,name_en,category,owner,capex_e1,b_use,b_safe,cost_basis\n\
    A60,Flood sensors,people,Kominfo,1,5,5,\n«A07,,,,,,,quote\n";
