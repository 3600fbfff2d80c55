//! The same unusable case gives the same exit code from every command: 1 where there is something to read and findings say
//! what is wrong with it, 2 where nothing is there.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::program::{copy, petajalan, plan, shipped, temporary};

/// Every command that reads a case, with arguments that a sound one takes; `CASE` stands for the case, `OUT` for a new
/// folder, `PLAN` for a plan of the sound case, `RESULTS` for results whose kept inputs are the case.
const COMMANDS: &[&[&str]] = &[
    &["check", "CASE"],
    &["plan", "CASE", "--output", "OUT"],
    &["plan", "CASE", "--show-program"],
    &["compare", "CASE", "--from", "tight", "--to", "ample", "--output", "OUT"],
    &["whatif", "CASE", "--must", "portal", "--output", "OUT"],
    &["revise", "CASE", "--plan", "PLAN", "--from", "2028", "--output", "OUT"],
    &["alternatives", "CASE", "--output", "OUT"],
    &["robust", "CASE", "--output", "OUT"],
    &["frontier", "CASE", "--output", "OUT"],
    &["explain", "CASE", "--output", "OUT"],
    &["priorities", "CASE", "--output", "OUT"],
    &["report", "CASE", "--output", "OUT"],
    &["report", "CASE", "--memo", "--output", "OUT"],
    #[cfg(feature = "serve")]
    &["serve", "CASE", "--output", "OUT"],
    &["decide", "CASE", "--action", "other", "--by", "x", "--basis", "y"],
    &["verify", "RESULTS"],
];

/// Commands that read no case, or, as `new --from` and `collect`, one that need not be whole yet: those are tried below.
const OTHERS: [&str; 6] = ["new", "collect", "import", "completions", "man", "help"];

/// An unusable case: what is wrong, how it is made of a sound one, and the exit code.
type Unusable = (&'static str, fn(&Path), i32);

const UNUSABLE: &[Unusable] = &[
    ("nothing there", |case| fs::remove_dir_all(case).expect("removed"), 2),
    ("an empty folder", emptied, 1),
    ("no case.toml", |case| fs::remove_file(case.join("case.toml")).expect("removed"), 1),
    ("no initiatives.csv", |case| fs::remove_file(case.join("initiatives.csv")).expect("removed"), 1),
    ("broken TOML", |case| edit(case, "case.toml", "[money]", "[money"), 1),
    ("an error finding", |case| edit(case, "initiatives.csv", "portal", "portal,,"), 1),
    ("a dependency on nothing", |case| edit(case, "initiatives.csv", "1,NET,", "1,NOT,"), 1),
    ("no text", |case| fs::write(case.join("initiatives.csv"), [0xff, 0xfe, 0x00]).expect("written"), 1),
    (
        "a folder in the place of a file",
        |case| {
            fs::remove_file(case.join("scenarios.toml")).expect("removed");
            fs::create_dir(case.join("scenarios.toml")).expect("a folder");
        },
        1,
    ),
    (
        "a damaged workbook",
        |case| {
            emptied(case);
            fs::write(case.join("case.xlsx"), b"PK\x03\x04 no workbook").expect("written");
        },
        1,
    ),
];

fn emptied(folder: &Path) {
    for name in names(folder) {
        fs::remove_file(folder.join(name)).expect("removed");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn edit(case: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(case.join(file)).expect("a file");
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(case.join(file), text.replacen(from, to, 1)).expect("written");
}

/// The commands that the program lists in its help.
fn listed() -> BTreeSet<String> {
    let help = petajalan(["--help"]).exits(0).out;
    let list = help.split_once("Commands:").unwrap_or_else(|| panic!("{help}")).1;
    let list = list.split("\n\n").next().unwrap_or_default();
    // Lines that go on are indented further.
    let names = list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

#[test]
fn every_command_is_tried() {
    let tried: BTreeSet<String> =
        COMMANDS.iter().map(|command| command[0]).chain(OTHERS).map(str::to_owned).collect();
    assert_eq!(listed(), tried);
}

#[test]
fn an_unusable_case_has_one_exit_code() {
    let room = temporary();
    let sound = room.path().join("out/tiny/plan");
    plan(&shipped("tiny"), &room.path().join("out"), &[]).exits(0);
    let old = sound.join("tight/plan.json");
    let mut wrong = Vec::new();
    for (what, make, code) in UNUSABLE {
        let place = temporary();
        let [case, results, new] = ["case", "results", "new"].map(|name| place.path().join(name));
        copy(&shipped("tiny"), &case);
        make(&case);
        copy(&sound, &results);
        fs::remove_dir_all(results.join("inputs")).expect("removed");
        copy(&shipped("tiny"), &results.join("inputs"));
        make(&results.join("inputs"));
        for command in COMMANDS {
            // A case that turns out to be sound would be served for ever.
            if command[0] == "serve" && !wrong.is_empty() {
                continue;
            }
            let argument = |argument: &&str| match *argument {
                "CASE" => case.display().to_string(),
                "OUT" => new.display().to_string(),
                "PLAN" => old.display().to_string(),
                "RESULTS" => results.display().to_string(),
                other => other.to_owned(),
            };
            let ran = petajalan(command.iter().map(argument));
            if ran.code != *code {
                wrong.push(format!(
                    "{what}: {} exits {} instead of {code}: {}",
                    command.join(" "),
                    ran.code,
                    ran.err
                ));
            }
        }
        assert!(!new.exists(), "{what}: something was written");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn commands_that_copy_a_case_refuse_it_alike() {
    let room = temporary();
    let form = room.path().join("form.csv");
    fs::write(&form, "id,name\nx,X\n").expect("written");
    for (what, make, code) in UNUSABLE {
        let place = temporary();
        let case = place.path().join("case");
        copy(&shipped("tiny"), &case);
        make(&case);
        let (from, new) = (case.display().to_string(), place.path().join("new").display().to_string());
        let collected = petajalan(["collect", &from, &form.display().to_string(), "--output", &new]);
        assert_eq!(collected.code, *code, "collect, {what}: {collected:?}");
        let _ = fs::remove_dir_all(&new);
        // A form may be filled from a case that is not whole yet, but not from files that cannot be read.
        let is_unfinished = *what == "a dependency on nothing";
        let filled = petajalan(["new", &new, "--xlsx", "--from", &from]);
        assert_eq!(filled.code, if is_unfinished { 0 } else { *code }, "new, {what}: {filled:?}");
    }
}

#[test]
fn a_call_that_cannot_be_understood_exits_with_2() {
    petajalan(["plan"]).exits(2);
    petajalan(["plan", shipped("tiny").to_str().expect("plain"), "--gap", "x"]).exits(2);
    petajalan(["explain", shipped("tiny").to_str().expect("plain"), "--scenario", "none"]).exits(2);
    petajalan(["verify", shipped("tiny").to_str().expect("plain")]).exits(2);
}
