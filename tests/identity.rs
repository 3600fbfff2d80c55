//! Who a case is: an id taken from where its files lie is kept with the results, and no two starters share one.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::program::{Ran, binary, copy, petajalan, plan, shipped, temporary, verify};
use petajalan::input::load;
use serde_json::Value;

/// The tiny case without an id of its own.
fn nameless(at: &Path) {
    copy(&shipped("tiny"), at);
    let path = at.join("case.toml");
    let text = fs::read_to_string(&path).expect("a file");
    fs::write(&path, text.replace("id = \"tiny\"\n", "")).expect("written");
}

fn id_of(case: &Path) -> String {
    load(case).unwrap_or_else(|found| panic!("{found:?}")).value.portfolio.id
}

/// The folders and files of a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn run(command: &[&str], case: &Path, output: &Path) -> Ran {
    let (first, rest) = command.split_first().expect("a command");
    let mut arguments = vec![(*first).to_owned(), case.display().to_string()];
    arguments.extend(rest.iter().map(|&one| one.to_owned()));
    arguments.extend([
        "--output".to_owned(),
        output.display().to_string(),
        "--lang".to_owned(),
        "en".to_owned(),
    ]);
    petajalan(arguments)
}

/// Commands that build on the results of `plan`, or lie beside them.
const STUDIES: [&[&str]; 6] = [
    &["explain", "--scenario", "tight"],
    &["frontier", "--no-charts"],
    &["compare", "--from", "tight", "--to", "ample", "--no-charts"],
    &["whatif", "--scenario", "tight", "--must", "backup"],
    &["report", "--memo"],
    &["report"],
];

#[test]
fn results_of_a_case_without_an_id_agree_wherever_they_lie() {
    let room = temporary();
    let (case, output) = (room.path().join("kota lama"), room.path().join("out"));
    nameless(&case);
    plan(&case, &output, &[]).exits(0);
    assert_eq!(names(&output), ["kota%20lama"]);
    let home = output.join("kota%20lama");
    verify(&home.join("plan")).exits(0);
    // The case is called something else: what builds on its results finds them, and keeps their id.
    let renamed = room.path().join("kota baru");
    fs::rename(&case, &renamed).expect("renamed");
    for command in STUDIES {
        let ran = run(command, &renamed, &output);
        assert!(ran.code < 2, "{command:?}: {ran:?}");
    }
    assert_eq!(names(&output), ["kota%20lama"], "every result beside the plans");
    let explained: Value =
        serde_json::from_slice(&fs::read(home.join("explain-tight/explain.json")).expect("a document"))
            .expect("JSON");
    assert_eq!(explained["case"], "kota lama");
    // So are the results, and then they are moved too.
    let other = output.join("arsip");
    fs::rename(&home, &other).expect("renamed");
    for command in STUDIES {
        let ran = run(command, &renamed, &output);
        assert!(ran.code < 2, "{command:?}: {ran:?}");
    }
    assert_eq!(names(&output), ["arsip"], "results in a folder of another name are found");
    let moved = room.path().join("moved");
    fs::rename(&other, &moved).expect("renamed");
    for folder in names(&moved) {
        verify(&moved.join(&folder)).exits(0);
    }
}

#[test]
fn results_under_the_new_name_of_their_case_have_the_id_they_were_made_with() {
    let room = temporary();
    let (case, output) = (room.path().join("a"), room.path().join("out"));
    nameless(&case);
    plan(&case, &output, &[]).exits(0);
    fs::rename(&case, room.path().join("b")).expect("renamed");
    fs::rename(output.join("a"), output.join("b")).expect("renamed");
    run(&["report"], &room.path().join("b"), &output).exits(0);
    verify(&output.join("b/report")).exits(0);
    // A plan made anew is one of the case as it is called now.
    plan(&room.path().join("b"), &output, &[]).exits(0);
    let document: Value =
        serde_json::from_slice(&fs::read(output.join("b/plan/tight/plan.json")).expect("a document"))
            .expect("JSON");
    assert_eq!(document["case"], "b");
}

#[test]
fn two_cases_of_the_same_name_of_folder_do_not_take_each_others_results() {
    let room = temporary();
    let output = room.path().join("out");
    let (one, other) = (room.path().join("x/kota"), room.path().join("y/kota-lain"));
    nameless(&one);
    nameless(&other);
    let text = fs::read_to_string(other.join("scenarios.toml")).expect("a file");
    fs::write(other.join("scenarios.toml"), text.replace("limits = 160", "limits = 150")).expect("written");
    plan(&one, &output, &[]).exits(0);
    let ran = run(&["report"], &other, &output).exits(2);
    assert!(ran.err.contains("kota-lain"), "{ran:?}");
}

#[test]
fn a_folder_has_one_id_from_wherever_it_is_looked_at() {
    let room = temporary();
    let case = room.path().join("kota");
    nameless(&case);
    fs::create_dir(case.join("inside")).expect("a folder");
    assert_eq!(id_of(&case), "kota");
    assert_eq!(id_of(&PathBuf::from(format!("{}/", case.display()))), "kota");
    assert_eq!(id_of(&case.join(".")), "kota");
    assert_eq!(id_of(&case.join("inside/..")), "kota");
    let ran = |dir: &Path, asked: &str| {
        let output = room.path().join("out");
        let arguments = ["plan", asked, "--no-charts", "--output", output.to_str().expect("plain")];
        let ran =
            assert_cmd::Command::new(binary()).current_dir(dir).args(arguments).output().expect("it runs");
        assert!(ran.status.success(), "{ran:?}");
        assert_eq!(names(&output), ["kota"], "{asked}");
    };
    ran(&case, ".");
    ran(&case.join("inside"), "..");
    #[cfg(unix)]
    {
        let link = room.path().join("link");
        std::os::unix::fs::symlink(&case, &link).expect("a link");
        assert_eq!(id_of(&link), "kota");
    }
}

#[cfg(unix)]
#[test]
fn names_that_can_be_no_id_become_one() {
    let room = temporary();
    for (name, id) in [("-x", "x"), (".kota", "kota"), ("a:b", "a-b"), ("a\u{202e}b", "a-b"), ("...", "case")]
    {
        let (case, output) = (room.path().join(name), room.path().join(format!("out {id}")));
        nameless(&case);
        assert_eq!(id_of(&case), id);
        let arguments = [
            "plan".as_ref(),
            case.as_os_str(),
            "--no-charts".as_ref(),
            "--output".as_ref(),
            output.as_os_str(),
        ];
        petajalan(arguments).exits(0);
        verify(&output.join(id).join("plan")).exits(0);
        fs::remove_dir_all(&output).expect("removed");
    }
}

#[test]
fn a_workbook_keeps_the_id_its_results_were_made_with() {
    let room = temporary();
    let case = room.path().join("kota lama");
    nameless(&case);
    let form = room.path().join("form");
    let from = case.to_str().expect("plain");
    petajalan(["new", form.to_str().expect("plain"), "--xlsx", "--from", from]).exits(0);
    // The form says which case it is of, since it lies in another folder.
    assert_eq!(id_of(&form), "kota lama");
    let book = fs::read(form.join(&names(&form)[0])).expect("a workbook");
    for name in [".buku kerja.xlsx", "Buku.XLSX", "buku.xlsm"] {
        let (file, output) = (room.path().join(name), room.path().join("out"));
        fs::write(&file, &book).expect("written");
        plan(&file, &output, &[]).exits(0);
        verify(&output.join("kota%20lama/plan")).exits(0);
        fs::remove_dir_all(&output).expect("removed");
    }
}

#[test]
fn no_two_starters_share_an_id() {
    let room = temporary();
    let mut ids = BTreeSet::new();
    for (name, more) in
        [("Kota Satu", &[][..]), ("kota-dua", &[]), ("tiga", &["--xlsx"]), ("empat \"x\"", &["--xlsx"])]
    {
        let dir = room.path().join(name);
        petajalan(["new", dir.to_str().expect("plain")].iter().chain(more)).exits(0);
        let case = load(&dir).unwrap_or_else(|found| panic!("{found:?}")).value;
        assert!(!case.id_from_place, "{name}: the id stands in the case itself");
        assert!(
            case.portfolio.id.chars().all(|sign| sign.is_alphanumeric() || sign == '-'),
            "{}",
            case.portfolio.id
        );
        ids.insert(case.portfolio.id);
    }
    assert_eq!(ids.len(), 4, "{ids:?}");
    assert!(ids.contains("Kota-Satu"), "{ids:?}");
}
