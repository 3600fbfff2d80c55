//! Public instances become cases: small ones in each format, by hand, through the program and back through `check`
//! and `plan`; broken ones give one finding each and write nothing.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::path::Path;

use common::program::{Ran, petajalan, plan, read, shipped, temporary, write};
use petajalan::audit::keeps_all;
use petajalan::diagnostic::Severity;
use petajalan::import::{Files, Naming, Source, minelib, mknap, ppssp};
use petajalan::input::{self, Case};
use petajalan::plan::{Plan, standing};
use petajalan::report::findings as report;
use petajalan::units::Year;
use petajalan::words::Lang;

const NAMING: Naming = Naming { id: "small", language: "en" };

/// Three blocks in two periods: 1 lies under 0; 2 stands alone. Resource 0 has a floor in period 1 and an interval in
/// period 0, resource 1 a ceiling.
const PREC: &str = "0 0\n1 1 0\n2 0\n";
const CPIT: &str = "NAME: Small\nTYPE: CPIT\nNBLOCKS: 3\nNPERIODS: 2\nNRESOURCE_SIDE_CONSTRAINTS: 2\n\
    DISCOUNT_RATE: 0.25\nRESOURCE_CONSTRAINT_LIMITS:\n0 0 I 10.5 20\n0 1 G 4\n1 0 L 1.5\n1 1 L 9\n\
    OBJECTIVE_FUNCTION:\n0 -1\n1 5.125\n2 4\nRESOURCE_CONSTRAINT_COEFFICIENTS:\n\
    0 0 10.5\n1 0 9.5\n2 0 4\n1 1 0.5\n2 1 1.5\nEOF\n";

const PROJECTS: &str = "id,name,stream,duration,prerequisites,exclusions,cost_1,cost_2,value_1,value_2\n\
    0,\"Roads, all\",1,2,,2,5,3,10,20\n1,,1,1,0,2,4,,6,\n2,,0,1,,,1,,8,\n";
const BUDGETS: &str = "kind,index,total,initiation,ongoing\nyear,1,9,5.9,4\nyear,2,9,5,3\nyear,3,9,5,3\n\
    stream,1,9.5,,\nplanning_window,2,,,\ndiscount_rate,,0.25,,\n";

const KNAPSACK: &str = "1\n3 2 9.5\n4 5.5 6\n1 2 3\n2 1 0.5\n3 3.5\n";

fn source<'a>(name: &'a str, text: &'a str) -> Source<'a> {
    Source { name, bytes: text.as_bytes() }
}

/// The case in a folder's files, which has no finding but notes and ceilings that never bind.
fn case(files: &Files, folder: &str) -> Case {
    let mut held = input::Files::new("small");
    for (name, bytes) in files {
        if let Some(name) = name.strip_prefix(folder) {
            held.put(name, bytes.clone());
        }
    }
    match input::build(&held) {
        Ok(warned) => {
            let odd = warned.findings.iter().filter(|d| d.finding.severity() != Severity::Note);
            let odd: Vec<_> = odd.filter(|d| d.finding.code() != "W503").collect();
            assert!(odd.is_empty(), "{odd:?}");
            warned.value
        }
        Err(found) => panic!("{}", report::text(Lang::En, &found)),
    }
}

/// Every plan of a case with its value in millionths, those that keep every rule.
fn kept(case: &Case) -> Vec<(Vec<Option<i32>>, i64)> {
    let years: Vec<i32> = case.portfolio.calendar.plan_years().map(|year| year.0).collect();
    let choices: Vec<Option<i32>> = std::iter::once(None).chain(years.into_iter().map(Some)).collect();
    let mut plans = vec![Vec::new()];
    for _ in &case.portfolio.initiatives {
        plans = plans
            .into_iter()
            .flat_map(|plan: Vec<Option<i32>>| {
                choices.iter().map(move |&one| [plan.clone(), vec![one]].concat())
            })
            .collect();
    }
    let scenario = &case.scenarios[0];
    let judged = plans.into_iter().filter_map(|starts| {
        let plan = Plan { starts: starts.iter().map(|start| start.map(Year)).collect() };
        let value = standing::value(&case.portfolio, scenario, &plan).0;
        keeps_all(&case.portfolio, scenario, &plan).then_some((starts, value))
    });
    judged.collect()
}

/// The best of them.
fn best(case: &Case) -> (Vec<Option<i32>>, i64) {
    kept(case).into_iter().max_by_key(|(_, value)| *value).expect("a plan")
}

#[test]
fn a_mine_keeps_its_meaning() {
    let files = minelib(&NAMING, &source("s.prec", PREC), &source("s.cpit", CPIT)).expect("a case");
    let case = case(&files, "");
    // Period 0 takes 10.5 to 20 of resource 0 and at most 1.5 of resource 1, period 1 at least 4 of resource 0: block
    // 0 first, block 1 with it (9.5 + 10.5 = 20, 0.5), block 2 after (4, discounted by 1.25), or 2 in front.
    let mut plans = kept(&case);
    plans.sort();
    let expected = [
        (vec![Some(1), None, Some(2)], -1_000_000 + 3_200_000),
        (vec![Some(1), Some(1), Some(2)], -1_000_000 + 5_125_000 + 3_200_000),
        (vec![Some(1), Some(2), None], -1_000_000 + 4_100_000),
        (vec![Some(1), Some(2), Some(1)], -1_000_000 + 4_100_000 + 4_000_000),
        (vec![Some(1), Some(2), Some(2)], -1_000_000 + 4_100_000 + 3_200_000),
    ];
    assert_eq!(plans, expected);
    assert_eq!(case.portfolio.name.en, "Small: 3 blocks, 2 periods");
}

#[test]
fn a_schedule_keeps_its_meaning() {
    let files = ppssp(&NAMING, &source("p.csv", PROJECTS), &source("b.csv", BUDGETS)).expect("a case");
    let case = case(&files, "");
    assert_eq!(case.portfolio.initiatives[0].name.en, "Roads, all");
    // Project 0 takes two years: 1 can never follow it inside the window of two, and 2 excludes both. Started in year
    // 1 it spends 5 and 3 and is worth 10 + 20/1.25; started in year 2 its second year lies after the window, the cost
    // under the ceiling of year 3, the value 10/1.25 + 20/1.25^2 as well.
    let (plans, best) = (kept(&case), best(&case));
    assert_eq!(best, (vec![Some(1), None, None], 26_000_000));
    assert!(plans.contains(&(vec![Some(2), None, None], 20_800_000)), "{plans:?}");
    assert!(plans.iter().all(|(starts, _)| starts[0].is_none() || starts[2].is_none()));
    assert!(plans.iter().all(|(starts, _)| starts[1].is_none()));
    // Nothing but project 2, nothing, or project 0: 2 + 1 + 2.
    assert_eq!(plans.len(), 5);
}

#[test]
fn limits_of_a_schedule_reach_beyond_the_window() {
    let tight = BUDGETS.replace("year,3,9,5,3", "year,3,9,5,2.9");
    let files = ppssp(&NAMING, &source("p.csv", PROJECTS), &source("b.csv", &tight)).expect("a case");
    let plans = kept(&case(&files, ""));
    assert!(plans.iter().all(|(starts, _)| starts[0] != Some(2)), "{plans:?}");
    // The stream's total counts inside the window only: 5 + 3 of 9.5 in year 1, and 5 in year 2.
    let less = BUDGETS.replace("stream,1,9.5", "stream,1,7.5");
    let files = ppssp(&NAMING, &source("p.csv", PROJECTS), &source("b.csv", &less)).expect("a case");
    let plans = kept(&case(&files, ""));
    assert!(plans.iter().all(|(starts, _)| starts[0] != Some(1)), "{plans:?}");
    assert!(plans.iter().any(|(starts, _)| starts[0] == Some(2)), "{plans:?}");
}

#[test]
fn one_project_may_exclude_several_that_do_not_exclude_each_other() {
    let projects = "id,stream,duration,prerequisites,exclusions,cost_1,value_1\n\
        0,a,1,,1;2,1,5\n1,a,1,,,1,3\n2,a,1,,,1,3\n";
    let budgets =
        "kind,index,total,initiation,ongoing\nplanning_window,1,,,\ndiscount_rate,,0,,\nyear,1,9,9,9\n";
    let files = ppssp(&NAMING, &source("p.csv", projects), &source("b.csv", budgets)).expect("a case");
    assert_eq!(best(&case(&files, "")), (vec![None, Some(1), Some(1)], 6_000_000));
}

#[test]
fn a_knapsack_keeps_its_meaning() {
    let files = mknap(&NAMING, &source("k.txt", KNAPSACK)).expect("a case");
    // 4 + 5.5 with weights 3 and 3; the third with either is too heavy.
    assert_eq!(best(&case(&files, "")), (vec![Some(1), Some(1), None], 9_500_000));
    let toml = String::from_utf8(files["case.toml"].clone()).expect("text");
    assert!(toml.contains("Optimum the file states: 9.5."), "{toml}");
    let two = "2\n3 2 0\n4 5.5 6\n1 2 3\n2 1 0.5\n3 3.5\n\n1 1 7\n7 3 3\n";
    let files = mknap(&NAMING, &source("k.txt", two)).expect("cases");
    assert_eq!(files.len(), 6);
    assert_eq!(best(&case(&files, "2/")).1, 7_000_000);
    assert_eq!(case(&files, "1/").portfolio.id, "small-1");
}

/// An instance whose rows are those of a case that ships, so that both must have the same optimum.
fn petersen(number: usize) -> String {
    let table = |name: &str| {
        let text = std::fs::read_to_string(shipped(&format!("petersen/{number}/{name}"))).expect("a table");
        let rows = text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        rows.collect::<Vec<_>>()
    };
    let (projects, costs) = (table("initiatives.csv"), table("costs.csv"));
    let toml = std::fs::read_to_string(shipped(&format!("petersen/{number}/case.toml"))).expect("a case");
    let limits: Vec<&str> = toml.lines().filter_map(|line| line.strip_prefix("limits = ")).collect();
    let classes: Vec<String> = (1..=limits.len()).map(|class| format!("r{class:02}")).collect();
    let weight = |id: &str, class: &str| {
        let row = costs.iter().find(|row| row[0] == id && row[1] == class);
        row.map_or("0".to_owned(), |row| row[3].clone())
    };
    let join = |words: Vec<String>| words.join(" ") + "\n";
    let mut text = format!("{} {} 0\n", projects.len(), limits.len());
    text += &join(projects.iter().map(|row| row[5].clone()).collect());
    for class in &classes {
        text += &join(projects.iter().map(|row| weight(&row[0], class)).collect());
    }
    text + &join(limits.iter().map(|&limit| limit.to_owned()).collect())
}

#[test]
fn petersens_knapsacks_import_to_their_published_optima() {
    let (room, numbers) = (temporary(), [1, 2, 3]);
    let text: String = numbers.iter().map(|&number| petersen(number)).collect();
    write(room.path(), [("mknap.txt", format!(" {}\n{text}", numbers.len()))]);
    let target = room.path().join("cases");
    let told = import("mknap", &[&room.path().join("mknap.txt"), &target]).exits(0);
    assert!(told.out.starts_with("3 cases written to"), "{told:?}");
    for (number, optimum) in numbers.iter().zip([3800.0, 8706.1, 4015.0]) {
        let ran = plan(&target.join(number.to_string()), room.path(), &["--format", "json"]).exits(0);
        let document = &ran.documents()[0];
        assert_eq!((&document["status"], document["value"].as_f64()), (&"proven".into(), Some(optimum)));
    }
}

fn import(format: &str, paths: &[&Path]) -> Ran {
    let words = ["import", format, "--lang", "en"].map(std::ffi::OsStr::new);
    petajalan(words.into_iter().chain(paths.iter().map(|path| path.as_os_str())))
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let room = temporary();
    write(room.path(), [("k.txt", KNAPSACK), ("full/note.txt", "mine")]);
    std::fs::create_dir(room.path().join("empty")).expect("a folder");
    let file = room.path().join("k.txt");
    let told = import("mknap", &[&file, &room.path().join("full")]).exits(2);
    assert!(told.err.contains("is not empty"), "{told:?}");
    assert_eq!(read(&room.path().join("full")).len(), 1);
    for name in ["empty", "deep/new"] {
        import("mknap", &[&file, &room.path().join(name)]).exits(0);
        assert_eq!(read(&room.path().join(name)).len(), 3);
    }
}

#[test]
fn a_broken_instance_writes_nothing() {
    let room = temporary();
    write(room.path(), [("s.prec", PREC), ("s.cpit", &CPIT.replace("2 4\n", "2 four\n"))]);
    let target = room.path().join("case");
    let told = import("minelib", &[&room.path().join("s"), &target]).exits(2);
    assert!(told.err.contains("s.cpit:15:3") && !target.exists(), "{told:?}");
    let told = import("minelib", &[&room.path().join("t"), &target]).exits(2);
    assert!(told.err.contains("t.prec") && told.err.contains("t.cpit"), "{told:?}");
}

/// One finding for one thing that is wrong: what is replaced by what, its code, line and column.
#[test]
fn every_broken_mine_gives_one_finding() {
    let cpit = [
        ("TYPE: CPIT", "TYPE: PCPSP", "E308", 2, 7),
        ("NBLOCKS: 3", "NBLOCKS: many", "E301", 3, 10),
        ("NBLOCKS: 3", "NBLOCKS: 3\nNWHAT: 1", "E308", 4, 1),
        ("DISCOUNT_RATE: 0.25", "DISCOUNT_RATE: -1", "E305", 6, 16),
        ("0 1 G 4", "0 1 X 4", "E308", 9, 5),
        ("0 1 G 4", "0 1 G 4 5", "E114", 9, 1),
        ("0 1 G 4", "0 2 G 4", "E306", 9, 3),
        ("0 1 G 4", "0 1 G -4", "E305", 9, 7),
        ("0 0 I 10.5 20", "0 0 I 10.5", "E114", 8, 1),
        ("1 1 L 9", "1 0 L 9", "E317", 11, 1),
        ("1 5.125", "1 5.125 0", "E114", 14, 1),
        ("1 5.125\n", "", "E115", 0, 0),
        ("2 4\n", "2 4\n2 4\n", "E317", 16, 1),
        ("2 0 4", "2 0 4.0000001", "E303", 19, 5),
        ("2 0 4", "3 0 4", "E306", 19, 1),
        ("2 0 4", "1 0 4", "E317", 0, 0),
        ("EOF", "EOF\nmore", "E116", 23, 1),
    ];
    for (from, to, code, line, column) in cpit {
        assert!(CPIT.contains(from), "{from}");
        let text = CPIT.replacen(from, to, 1);
        let found = minelib(&NAMING, &source("s.prec", PREC), &source("s.cpit", &text)).expect_err(to);
        one(&found, code, line, column);
    }
    let prec = [
        ("1 1 0", "1 1 3", "E306", 2, 5),
        ("1 1 0", "1 2 0", "E114", 2, 1),
        ("1 1 0", "1 1 1", "E205", 2, 5),
        ("1 1 0", "1", "E114", 2, 1),
        ("2 0", "1 0", "E317", 3, 1),
        ("2 0\n", "", "E115", 0, 0),
    ];
    for (from, to, code, line, column) in prec {
        let text = PREC.replacen(from, to, 1);
        let found = minelib(&NAMING, &source("s.prec", &text), &source("s.cpit", CPIT)).expect_err(to);
        one(&found, code, line, column);
    }
}

#[test]
fn every_broken_knapsack_gives_one_finding() {
    let broken = [
        ("4 5.5 6", "4 x 6", "E301", 3, 3),
        ("2 1 0.5", "2 -1 0.5", "E305", 5, 3),
        ("2 1 0.5", "2 1 0.0000005", "E303", 5, 5),
        ("3 3.5", "3", "E115", 0, 0),
        ("3 3.5", "3 3.5 1", "E116", 6, 7),
        ("3 2 9.5", "3.5 2 9.5", "E316", 2, 1),
        ("3 2 9.5", "0 2 9.5", "E306", 2, 1),
        ("1\n", "2\n", "E115", 0, 0),
    ];
    for (from, to, code, line, column) in broken {
        let text = KNAPSACK.replacen(from, to, 1);
        one(&mknap(&NAMING, &source("k.txt", &text)).expect_err(to), code, line, column);
    }
    let bytes = [b"1\n1 1 1\n".as_slice(), &[0xff]].concat();
    let found = mknap(&NAMING, &Source { name: "k.txt", bytes: &bytes }).expect_err("no text");
    assert_eq!(found[0].finding.code(), "E103");
}

#[test]
fn every_broken_schedule_gives_one_finding() {
    let projects = [
        ("0,\"Roads, all\",1,2", "0,\"Roads, all\",1,two", "E301", 2),
        ("1,,1,1,0,2", "1,,1,1,7,2", "E202", 3),
        ("1,,1,1,0,2", "1,,1,1,1,2", "E205", 3),
        ("1,,1,1,0,2,4,,", "1,,1,1,0,2,4,3,", "E314", 3),
        ("1,,1,1,0,2", "1,,,1,0,2", "E315", 3),
        ("2,,0,1,,,1,,8,", "2,,0,1,,,1,,8", "E108", 4),
        ("2,,0,1,,,1,,8,", "2,,0,1,,,1,,8,\n2,,0,1,,,1,,8,", "E317", 5),
        ("2,,0,1,,,1,,8,", "2,,0,1,,,-1,,8,", "E305", 4),
        ("cost_1,", "price_1,", "E110", 1),
        ("name,", "completion_window,", "E318", 2),
    ];
    for (from, to, code, line) in projects {
        assert!(PROJECTS.contains(from), "{from}");
        let text = PROJECTS.replacen(from, to, 1);
        let found = ppssp(&NAMING, &source("p.csv", &text), &source("b.csv", BUDGETS)).expect_err(to);
        one(&found, code, line, 0);
    }
    let budgets = [
        ("year,2,9,5,3", "year,1,9,5,3", "E317", 3),
        ("year,2,9,5,3", "year,2,9,,3", "E315", 3),
        ("year,2,9,5,3", "month,2,9,5,3", "E308", 3),
        ("year,2,9,5,3", "year,2,9,5,three", "E301", 3),
        ("planning_window,2,,,\n", "", "E115", 0),
        ("planning_window,2", "planning_window,200", "E306", 6),
        ("discount_rate,,0.25,,", "discount_rate,,0.25,,\ninitiation_range,,1,,", "E318", 8),
    ];
    for (from, to, code, line) in budgets {
        let text = BUDGETS.replacen(from, to, 1);
        let found = ppssp(&NAMING, &source("p.csv", PROJECTS), &source("b.csv", &text)).expect_err(to);
        one(&found, code, line, 0);
    }
    let found = ppssp(&NAMING, &source("p.csv", ""), &source("b.csv", BUDGETS)).expect_err("empty");
    one(&found, "E105", 1, 1);
}

/// Exactly this finding; zero where it has no line or column.
#[track_caller]
fn one(found: &[petajalan::diagnostic::Diagnostic], code: &str, line: usize, column: usize) {
    let said = report::text(Lang::En, found);
    let [only] = found else { panic!("{code}: {} findings\n{said}", found.len()) };
    let place = (only.place.line.unwrap_or(0), only.place.column.unwrap_or(0));
    assert_eq!(only.finding.code(), code, "{said}");
    assert!(place.0 == line && (column == 0 || place.1 == column), "{line}:{column}\n{said}");
}
