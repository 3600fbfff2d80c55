//! Laws that hold whatever the numbers: more money, fewer rules and fewer dependencies never hurt; the order of rows
//! and the style of the tables change nothing.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use common::chance::Chance;
use common::program::{Tree, plan, read, shipped, temporary, write};
use common::random_problem;
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Base, Goal, Rule, Scenario};
use petajalan::solve::{Options, Outcome, solve};
use petajalan::units::Money;
use rayon::prelude::*;
use serde_json::Value;

const PROBLEMS: u64 = 300;

/// The first goal, turned so that more is better; `None` where there is no plan.
fn reached(portfolio: &Portfolio, scenario: &Scenario) -> Option<i128> {
    match solve(portfolio, scenario, &Options::default()) {
        Outcome::Proven(solved) => {
            let first = solved.reached.first().expect("a goal");
            Some(if first.goal == Goal::LeastCost { -first.value } else { first.value })
        }
        Outcome::Infeasible => None,
        other => panic!("neither proven nor infeasible: {other:?}"),
    }
}

/// Asks of many problems what a change does to the first goal: problem by problem, the value before and after.
fn compared(change: impl Fn(&mut Scenario) -> bool + Sync) -> Vec<(u64, Option<i128>, Option<i128>)> {
    let one = |seed: u64| {
        let (portfolio, scenario) = random_problem(seed);
        let mut changed = scenario.clone();
        change(&mut changed).then(|| (seed, reached(&portfolio, &scenario), reached(&portfolio, &changed)))
    };
    (0..PROBLEMS * 3).into_par_iter().filter_map(one).collect()
}

/// Never worse, in enough problems, and better in some, so that the law says something.
fn assert_never_hurts(compared: &[(u64, Option<i128>, Option<i128>)]) {
    assert!(compared.len() as u64 >= PROBLEMS * 2 / 3, "only {} problems", compared.len());
    for (seed, before, after) in compared {
        assert!(before <= after, "seed {seed}: {before:?} became {after:?}");
    }
    assert!(compared.iter().filter(|one| one.1 < one.2).count() >= 20, "it hardly ever matters");
}

#[test]
fn a_higher_ceiling_never_lowers_the_value() {
    assert_never_hurts(&compared(|scenario| {
        let mut raised = false;
        for rule in &mut scenario.rules {
            match rule {
                // A share of the ceiling grows with it and may hurt: those problems are left out.
                Rule::ShareFloor { base: Base::Ceiling, .. } => return false,
                Rule::Ceiling { limit, .. }
                | Rule::HorizonCeiling { limit, .. }
                | Rule::FundLimit { limit, .. }
                | Rule::FundHorizonLimit { limit, .. }
                | Rule::Commitments { limit, .. } => {
                    *limit += Money(limit.0.abs() / 4 + 1);
                    raised = true;
                }
                _ => {}
            }
        }
        raised
    }));
}

#[test]
fn fewer_dependencies_never_lower_the_value() {
    assert_never_hurts(&compared(|scenario| {
        let before = scenario.rules.len();
        scenario.rules.retain(|rule| !matches!(rule, Rule::Dependency { .. }));
        scenario.rules.len() < before
    }));
}

#[test]
fn a_dependency_less_never_lowers_the_value() {
    let compared = compared(|scenario| {
        let place = scenario.rules.iter().rposition(|rule| matches!(rule, Rule::Dependency { .. }));
        place.map(|at| scenario.rules.remove(at)).is_some()
    });
    assert_never_hurts(&compared);
}

#[test]
fn dropping_any_rule_never_hurts_the_first_goal() {
    let hurt = |seed: u64| {
        let (portfolio, scenario) = random_problem(seed);
        let with = reached(&portfolio, &scenario);
        let dropped = move |at: usize| {
            let mut without = scenario.clone();
            let rule = without.rules.remove(at);
            let after = reached(&portfolio, &without);
            match rule {
                // A permission is worth something, a bonus may be, and a commitment also allows its start.
                Rule::CarryOver { .. } => after <= with,
                Rule::Synergy { .. } | Rule::Committed { .. } => true,
                // Without a ceiling, a share of it is a share of nothing.
                _ => with <= after,
            }
            .then_some(())
            .ok_or(format!("seed {seed}, {rule:?}: {with:?} became {after:?}"))
        };
        let count = random_problem(seed).1.rules.len();
        (0..count).filter_map(move |at| dropped(at).err())
    };
    let wrong: Vec<String> = (0..PROBLEMS).into_par_iter().flat_map_iter(hurt).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The plans of a case as `plan.json` tells them, by scenario, without the hashes and findings of the inputs.
fn told(case: &Path, more: &[&str]) -> Vec<Value> {
    let output = temporary();
    let ran = plan(case, output.path(), &[&["--format", "json"], more].concat()).exits(0);
    let mut documents = ran.documents();
    for document in &mut documents {
        // What was found stands at lines, which move with their rows.
        let found = document.as_object_mut().and_then(|held| held.remove("findings"));
        assert!(found.is_some_and(|found| found.is_array()), "no findings");
        let inputs = document.as_object_mut().and_then(|held| held.remove("inputs"));
        assert!(
            inputs.is_some_and(|inputs| inputs["initiatives.csv"].is_string()),
            "no hashes of the inputs"
        );
    }
    documents
}

/// Every scenario of the large case but the slowest.
const PASER: [&str; 8] =
    ["--scenario", "efisiensi", "--scenario", "moderat", "--scenario", "optimis", "--scenario", "guncangan"];

/// Asserts that a case written otherwise gives the same plans.
fn assert_same_plans(case: &str, more: &[&str], rewrite: impl Fn(&mut Tree)) {
    let folder = temporary();
    let original = read(&shipped(case));
    let mut files = original.clone();
    rewrite(&mut files);
    assert_ne!(files, original, "nothing was rewritten");
    let rewritten = folder.path().join(case);
    write(&rewritten, files.iter().map(|(name, bytes)| (name.as_str(), bytes)));
    assert_eq!(told(&shipped(case), more), told(&rewritten, more));
}

/// Shuffles rows of every table and blocks of every document.
fn shuffle(files: &mut Tree, seed: u64) {
    let mut chance = Chance::new(seed);
    for (name, bytes) in files {
        let text = String::from_utf8(bytes.clone()).expect("text");
        let is = |extension| Path::new(name).extension().is_some_and(|found| found == extension);
        if is("csv") {
            let mut rows: Vec<&str> = text.lines().collect();
            let header = rows.remove(0);
            shuffled(&mut chance, &mut rows);
            *bytes = format!("{header}\n{}\n", rows.join("\n")).into_bytes();
        } else if is("toml") {
            *bytes = shuffled_blocks(&mut chance, &text).into_bytes();
        }
    }
}

fn shuffled<T>(chance: &mut Chance, items: &mut [T]) {
    for at in (1..items.len()).rev() {
        items.swap(at, chance.below(at + 1));
    }
}

/// Blocks whose order among themselves has a meaning: funds are drawn, criteria added up, pools and indexes and weight
/// sets chosen by it, and scenarios answered in it.
const ORDERED: [&str; 6] = ["fund", "criterion", "weight_set", "pool", "index", "scenario"];

/// The document with its blocks in another order, but for those whose order counts. A scenario's own blocks stay
/// under it.
fn shuffled_blocks(chance: &mut Chance, text: &str) -> String {
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.starts_with('[') {
            blocks.push(String::new());
        }
        let block = blocks.last_mut().expect("at least one");
        block.push_str(line);
        block.push('\n');
    }
    let top = blocks.remove(0);
    let name = |block: &str| {
        let inside = block.trim_start_matches('[').split(']').next().unwrap_or_default();
        inside.trim().to_owned()
    };
    let mut chapters: Vec<Vec<String>> = Vec::new();
    for block in blocks {
        let own = name(&block);
        match chapters.last_mut() {
            Some(chapter) if own.starts_with("scenario.") => chapter.push(block),
            _ => chapters.push(vec![block]),
        }
    }
    for chapter in &mut chapters {
        shuffled(chance, &mut chapter[1..]);
    }
    let fixed: Vec<Vec<String>> =
        chapters.iter().filter(|chapter| ORDERED.contains(&name(&chapter[0]).as_str())).cloned().collect();
    shuffled(chance, &mut chapters);
    let mut fixed = fixed.into_iter();
    for chapter in &mut chapters {
        if ORDERED.contains(&name(&chapter[0]).as_str()) {
            *chapter = fixed.next().expect("as many as before");
        }
    }
    top + &chapters.concat().concat()
}

#[test]
fn the_order_of_rows_changes_nothing() {
    for seed in 0..5 {
        assert_same_plans("tiny", &[], |files| shuffle(files, seed));
    }
    assert_same_plans("paser", &PASER, |files| shuffle(files, 7));
}

/// Columns whose decimal points are not numbers' (account codes and free text).
const TEXTS: [&str; 8] = [
    "id",
    "name_id",
    "name_en",
    "owner",
    "program_or_subkegiatan",
    "account_version",
    "cost_basis",
    "legal_basis",
];

/// Every table as an Indonesian Excel writes it: byte-order mark, `;`, decimal comma, carriage returns.
fn excel(files: &mut Tree) {
    for (name, bytes) in files {
        if Path::new(name).extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let texts: BTreeSet<usize> =
            rows[0].iter().enumerate().filter(|(_, name)| TEXTS.contains(name)).map(|(at, _)| at).collect();
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(b';').terminator(csv::Terminator::CRLF);
        let mut writer = writer.from_writer("\u{feff}".as_bytes().to_vec());
        for row in &rows {
            let cell = |(at, cell): (usize, &str)| {
                let number = cell.parse::<f64>().is_ok() && !texts.contains(&at);
                if number { cell.replace('.', ",") } else { cell.to_owned() }
            };
            writer.write_record(row.iter().enumerate().map(cell)).expect("a row");
        }
        *bytes = writer.into_inner().expect("a table");
    }
}

#[test]
fn the_style_of_the_tables_changes_nothing() {
    let decimals = |files: &mut Tree| {
        excel(files);
        let table = String::from_utf8_lossy(&files["initiatives.csv"]).into_owned();
        assert!(table.starts_with('\u{feff}') && table.contains(";0,") && table.contains("\r\n"), "{table}");
    };
    assert_same_plans("paser", &PASER, decimals);
    assert_same_plans("tiny", &[], excel);
}
