//! `petajalan verify` accepts what a run wrote and nothing else: whatever is changed, it says where.
//!
//! Every change to a listed file is tried twice: as it is, and by somebody who also mends the manifest's hash.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;
use std::path::Path;

use common::program::{Ran, Tree, copy, petajalan, plan, read, shipped, temporary, verify, write};
use petajalan::report::certificate_json::hash;

/// One change to a folder of results.
struct Tampering {
    what: &'static str,
    change: fn(&mut Tree),
    /// What verify must name.
    named: &'static str,
    /// Whether it is found even where the manifest's hashes are mended.
    sly: bool,
}

const fn sly(what: &'static str, named: &'static str, change: fn(&mut Tree)) -> Tampering {
    Tampering { what, change, named, sly: true }
}

const fn plain(what: &'static str, named: &'static str, change: fn(&mut Tree)) -> Tampering {
    Tampering { what, change, named, sly: false }
}

/// Replaces a text that must be there, where it stands first.
#[track_caller]
fn edit(files: &mut Tree, file: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[file].clone()).expect("a text file");
    assert!(text.contains(from), "{file} has no {from:?}");
    files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
}

fn take(files: &mut Tree, file: &str) -> Vec<u8> {
    files.remove(file).expect("a file of this name")
}

const PLANS: &[Tampering] = &[
    sly("a start in plan.json", "tight/plan.json:44: ", |files| {
        edit(files, "tight/plan.json", "\"portal\": 2028", "\"portal\": 2029");
    }),
    sly("the value in plan.json", "tight/plan.json:7: ", |files| {
        edit(files, "tight/plan.json", "\"value\": 290.0", "\"value\": 300.0");
    }),
    sly("the bound in plan.json", "ample/plan.json:8: ", |files| {
        edit(files, "ample/plan.json", "\"bound\": 430.0", "\"bound\": 431.0");
    }),
    sly("a modest status in plan.json", "ample/plan.json:4: ", |files| {
        edit(files, "ample/plan.json", "proven", "best");
    }),
    sly("a hash of an input in plan.json", "tight/plan.json:", |files| {
        edit(files, "tight/plan.json", "\"case.toml\": \"", "\"case.toml\": \"0");
    }),
    sly("a start in plan.csv", "tight/plan.csv:4: ", |files| {
        edit(files, "tight/plan.csv", "funded,2027,2027,2028", "funded,2028,2028,2029");
    }),
    sly("a row less in plan.csv", "tight/plan.csv:6: ", |files| {
        let text = String::from_utf8(take(files, "tight/plan.csv")).expect("text");
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("training")).collect();
        files.insert("tight/plan.csv".into(), (kept.join("\n") + "\n").into_bytes());
    }),
    sly("an amount in spending.csv", "tight/spending.csv:4: ", |files| {
        edit(files, "tight/spending.csv", "Capital,,initiative,,60000000", "Capital,,initiative,,60000001");
    }),
    sly("a reason", "ample/reasons.csv:4: ", |files| {
        edit(files, "ample/reasons.csv", "is better for this plan", "is cheaper for this plan");
    }),
    sly("a change in the comparison", "comparison.csv:3: ", |files| {
        edit(files, "comparison.csv", "build,Build the network,ICT office,added", "build,B,ICT office,added");
    }),
    sly("a word in the summary", "summary.txt:6: ", |files| {
        edit(files, "summary.txt", "proven optimal", "best so far   ");
    }),
    sly("a byte of the workbook", "petajalan.xlsx: the file has changed", |files| {
        let book = files.get_mut("petajalan.xlsx").expect("a workbook");
        *book.last_mut().expect("bytes") ^= 1;
    }),
    sly("a stage in the matrix", "tight/matrix.csv:", |files| {
        edit(files, "tight/matrix.csv", "build,", "service,");
    }),
    sly("nothing left of a file", "ample/spending.csv:1: ", |files| {
        files.insert("ample/spending.csv".into(), Vec::new());
    }),
    sly("a file deleted", "tight/plan.csv: the file is missing", |files| {
        take(files, "tight/plan.csv");
    }),
    sly("a chart deleted", "tight/roadmap.png: the file is missing", |files| {
        take(files, "tight/roadmap.png");
    }),
    sly("a byte of a picture", "ample/roadmap.png: the file has changed", |files| {
        let picture = files.get_mut("ample/roadmap.png").expect("a picture");
        let middle = picture.len() / 2;
        picture[middle] ^= 1;
    }),
    sly("a bar of a chart", "ample/roadmap.svg: the file has changed", |files| {
        edit(files, "ample/roadmap.svg", "<rect", "<rect  ");
    }),
    plain("a file added", "tight/extra.csv: this file was not written", |files| {
        files.insert("tight/extra.csv".into(), b"id,start\n".to_vec());
    }),
    plain("plans of two scenarios swapped", "tight/plan.csv: the file has changed", |files| {
        let (one, other) = (take(files, "tight/plan.csv"), take(files, "ample/plan.csv"));
        files.insert("tight/plan.csv".into(), other);
        files.insert("ample/plan.csv".into(), one);
    }),
];

const CERTIFICATES: &[Tampering] = &[
    sly("another start", "tight: the plan breaks a rule: ceiling total in 2028", |files| {
        edit(files, "tight/certificate.json", "\"training\": 2029", "\"training\": 2028");
    }),
    sly("a start less", "tight: most value: 290 is claimed, the plan reaches 260", |files| {
        edit(files, "tight/certificate.json", "2028,\n    \"training\": 2029", "2028");
    }),
    sly("a start of nobody", "tight/certificate.json: the inputs have no initiative nobody", |files| {
        edit(files, "tight/certificate.json", "\"training\": 2029", "\"nobody\": 2029");
    }),
    sly("a higher value", "tight: most value: 300 is claimed, the plan reaches 290", |files| {
        edit(files, "tight/certificate.json", "\"value\": 290000000", "\"value\": 300000000");
    }),
    sly("a higher claimed bound", "tight: called proven", |files| {
        edit(files, "tight/certificate.json", "\"claimed_bound\": 290000000", "\"claimed_bound\": 290000001");
    }),
    sly("a goal that is not proven", "tight: called proven", |files| {
        edit(files, "tight/certificate.json", "\"proven\": true", "\"proven\": false");
    }),
    sly("a goal less", "tight: called proven", |files| {
        let goals = "\"goals\": [\n    {\n      \"goal\": \"value\"";
        edit(files, "tight/certificate.json", goals, "\"goals\": [\n    {\n      \"goal\": \"order\"");
    }),
    sly("a multiplier", "tight: stored bound 401666666, recomputed ", |files| {
        edit(files, "tight/certificate.json", "\"54975581388800000000\"", "\"98956046499840\"");
    }),
    sly("a multiplier of the wrong sign", "tight: the stored multipliers are no proof", |files| {
        edit(files, "tight/certificate.json", "\"54975581388800000000\"", "\"-54975581388800000000\"");
    }),
    sly("a multiplier of no row", "tight/certificate.json: the multiplier of row 1700", |files| {
        edit(files, "tight/certificate.json", "        19,\n", "        1700,\n");
    }),
    sly("a multiplier that is no number", "tight/certificate.json: the multiplier of row 19", |files| {
        edit(files, "tight/certificate.json", "\"54975581388800000000\"", "\"many\"");
    }),
    sly("a lower checked bound", "tight: stored bound 300000000, recomputed 401666666", |files| {
        edit(files, "tight/certificate.json", "\"bound\": 401666666", "\"bound\": 300000000");
    }),
    sly("no multipliers at all", "tight: stored bound 401666666, recomputed ", |files| {
        let text = String::from_utf8(take(files, "tight/certificate.json")).expect("text");
        let (head, tail) = text.split_once("\"multipliers\": [").expect("multipliers");
        let (_, tail) = tail.split_once("\n    ]\n").expect("an end");
        let cut = format!("{head}\"multipliers\": []\n{tail}");
        files.insert("tight/certificate.json".into(), cut.into_bytes());
    }),
    sly("more room under a ceiling", "tight/certificate.json:118: ", |files| {
        edit(
            files,
            "tight/certificate.json",
            "\"slack\": 0,\n      \"unit\": \"smallest",
            "\"slack\": 5,\n      \"unit\": \"smallest",
        );
    }),
    sly("another program", "tight/certificate.json:17: ", |files| {
        edit(files, "tight/certificate.json", "\"nonzeros\": 60", "\"nonzeros\": 53");
    }),
    sly("a gap that is none", "tight/certificate.json:", |files| {
        edit(files, "tight/certificate.json", "\"gap\": 0.0", "\"gap\": 0.5");
    }),
    sly("best, stopped by nothing", "tight/certificate.json: word  is not known", |files| {
        edit(files, "tight/certificate.json", "\"status\": \"proven\"", "\"status\": \"best\"");
    }),
    sly("another format", "tight/certificate.json: format petajalan-certificate/9", |files| {
        edit(files, "tight/certificate.json", "petajalan-certificate/1", "petajalan-certificate/9");
    }),
    sly("a scenario nobody asked", "a certificate for a scenario the inputs do not have", |files| {
        edit(files, "tight/certificate.json", "\"scenario\": \"tight\"", "\"scenario\": \"plenty\"");
    }),
    sly("the certificate of another scenario", "ample: a certificate for a scenario", |files| {
        let other = files["ample/certificate.json"].clone();
        files.insert("tight/certificate.json".into(), other);
    }),
    sly("half of it", "tight/certificate.json: not the JSON of a certificate (line ", |files| {
        let certificate = files.get_mut("tight/certificate.json").expect("a certificate");
        certificate.truncate(certificate.len() / 2);
    }),
    sly("no certificate", "tight/certificate.json: the file is missing", |files| {
        take(files, "tight/certificate.json");
    }),
];

const INPUTS: &[Tampering] = &[
    sly("a cost", "tight: the plan breaks a rule: ceiling total in 2028", |files| {
        edit(files, "inputs/initiatives.csv", "20,40,1,,NET", "20,41,1,,NET");
    }),
    sly("a score", "tight: most value: 290 is claimed, the plan reaches 305", |files| {
        edit(files, "inputs/initiatives.csv", ",NET,5,3", ",NET,6,3");
    }),
    sly("a ceiling", "tight: the plan breaks a rule: ceiling total in 2028", |files| {
        edit(files, "inputs/case.toml", "limits = 100", "limits = 99");
    }),
    sly("a comment", "tight/plan.json:", |files| {
        edit(files, "inputs/case.toml", "# amounts in the tables", "# Amounts in the tables");
    }),
    sly("two files swapped", "case.toml", |files| {
        let (one, other) = (take(files, "inputs/case.toml"), take(files, "inputs/scenarios.toml"));
        files.insert("inputs/case.toml".into(), other);
        files.insert("inputs/scenarios.toml".into(), one);
    }),
    sly("the scenarios deleted", "tight: a certificate for a scenario the inputs do not have", |files| {
        take(files, "inputs/scenarios.toml");
    }),
    sly("a table deleted", "initiatives.csv", |files| {
        take(files, "inputs/initiatives.csv");
    }),
];

const MANIFESTS: &[Tampering] = &[
    plain("another hash", "tight/plan.csv: the file has changed", |files| {
        edit(files, "manifest.json", "\"tight/plan.csv\": \"", "\"tight/plan.csv\": \"0");
    }),
    plain("a file not listed", "tight/plan.csv: this file was not written", |files| {
        let listed = format!("    \"tight/plan.csv\": \"{}\",\n", hash(&files["tight/plan.csv"]));
        edit(files, "manifest.json", &listed, "");
    }),
    plain("a scenario less", "comparison.csv:2: ", |files| {
        edit(files, "manifest.json", ",\n    \"ample\"", "");
    }),
    plain("no scenario", "summary.txt:1: ", |files| {
        edit(files, "manifest.json", "\n    \"tight\",\n    \"ample\"\n  ", "");
    }),
    plain("a scenario more", "plenty/certificate.json: the file is missing", |files| {
        edit(files, "manifest.json", "\"ample\"\n", "\"ample\",\n    \"plenty\"\n");
    }),
    plain("another language", "tight/plan.csv:1: ", |files| {
        edit(files, "manifest.json", "\"language\": \"en\"", "\"language\": \"id\"");
    }),
    plain("another hash of the inputs", "manifest.json:9: ", |files| {
        edit(files, "manifest.json", "\"inputs\": \"", "\"inputs\": \"0");
    }),
    plain("another case", "manifest.json:2: ", |files| {
        edit(files, "manifest.json", "\"case\": \"tiny\"", "\"case\": \"small\"");
    }),
    plain("another version", "tight/certificate.json: the file has changed", |files| {
        edit(files, "manifest.json", "\"version\": \"", "\"version\": \"9");
    }),
];

/// Writes the files and checks them.
fn checked(files: &Tree) -> Ran {
    let folder = temporary();
    write(folder.path(), files.iter().map(|(name, bytes)| (name.as_str(), bytes)));
    verify(folder.path())
}

/// The manifest with the hashes of the files as they are now, files that are gone left out.
fn mended(mut files: Tree) -> Tree {
    let text = String::from_utf8(take(&mut files, "manifest.json")).expect("text");
    let mut manifest: petajalan::report::manifest::Manifest =
        serde_json::from_str(&text).expect("a manifest");
    manifest.files.retain(|name, _| files.contains_key(name));
    for (name, listed) in &mut manifest.files {
        *listed = hash(&files[name]);
    }
    files.insert("manifest.json".into(), manifest.render());
    files
}

/// Tries every change; fails with the list of those that were not found, or not named.
fn try_all(before: &Tree, changes: &[Tampering]) {
    assert_eq!(checked(before).code, 0, "the untouched results");
    let mut wrong = Vec::new();
    for Tampering { what, change, named, sly } in changes {
        let mut after = before.clone();
        change(&mut after);
        assert_ne!(*before, after, "{what} changes nothing");
        let mut tries = vec![(*what, checked(&after))];
        if *sly {
            tries.push((" ... with the manifest mended", checked(&mended(after))));
        }
        for (how, ran) in tries {
            if ran.code != 1 || !ran.err.contains(named) {
                wrong.push(format!("{what} ({how}): {named:?} not in {ran:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} changes:\n{}", wrong.len(), wrong.join("\n"));
}

/// The results of the tiny case, with charts.
fn tiny() -> Tree {
    let output = temporary();
    let (case, output) = (shipped("tiny"), output.path());
    let arguments = [Path::new("plan"), &case, Path::new("--output"), output];
    petajalan(arguments.map(Path::as_os_str)).exits(0);
    read(&output.join("tiny/plan"))
}

#[test]
fn changed_plans_are_found() {
    try_all(&tiny(), PLANS);
}

#[test]
fn changed_certificates_are_found() {
    try_all(&tiny(), CERTIFICATES);
}

#[test]
fn changed_inputs_are_found() {
    try_all(&tiny(), INPUTS);
}

#[test]
fn changed_manifests_are_found() {
    try_all(&tiny(), MANIFESTS);
}

#[test]
fn what_depends_on_the_clock_is_left_alone() {
    let mut files = tiny();
    files.insert("tight/run.json".into(), b"[]\n".to_vec());
    assert_eq!(checked(&files).code, 0);
}

#[test]
fn results_of_another_version_are_checked_and_not_rendered_again() {
    let mut files = tiny();
    let names: Vec<String> = files
        .keys()
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "json"))
        .cloned()
        .collect();
    for name in names {
        let text = String::from_utf8(take(&mut files, &name)).expect("text");
        let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        files.insert(name, text.replace(&version, "\"version\": \"0.1.0\"").into_bytes());
    }
    edit(&mut files, "summary.txt", "proven", "shown to be");
    let ran = checked(&mended(files.clone())).exits(0);
    assert!(ran.out.contains("Version 0.1.0 wrote these results"), "{ran:?}");
    edit(&mut files, "tight/certificate.json", "\"value\": 290000000", "\"value\": 300000000");
    assert!(checked(&mended(files)).exits(1).err.contains("300 is claimed"));
}

#[test]
fn what_is_not_checked_is_said() {
    let out = checked(&tiny()).exits(0).out;
    assert!(out.contains("Not checked: the solver's claims") && out.ends_with("run.json.\n"), "{out}");
}

/// The results of the tiny case with one more scenario that asks too much.
fn infeasible() -> Tree {
    let (folder, output) = (temporary(), temporary());
    let case = folder.path().join("tiny");
    copy(&shipped("tiny"), &case);
    let more = "\n[[scenario]]\nid = \"broke\"\nname = \"Broke\"\n\
                [[scenario.force_in]]\ninitiative = \"build\"\nreason = \"decided\"\n";
    let scenarios = case.join("scenarios.toml");
    let text = fs::read_to_string(&scenarios).expect("scenarios") + more;
    fs::write(&scenarios, text).expect("written");
    plan(&case, output.path(), &[]).exits(1);
    read(&output.path().join("tiny/plan"))
}

/// Puts something in the place of the first plan that shows a rule of the conflict to be needed.
fn first_witness(files: &mut Tree, instead: &str) {
    let bytes = files.get_mut("broke/certificate.json").expect("a certificate");
    let text = String::from_utf8(bytes.clone()).unwrap();
    let opening = "\"without\": [\n";
    let list = text.find(opening).expect("plans without a rule") + opening.len();
    let end = list + text[list..].find("      },\n").expect("a plan") + "      },\n".len();
    *bytes = format!("{}{instead}{}", &text[..list], &text[end..]).into_bytes();
}

const CONFLICTS: &[Tampering] = &[
    sly("a witness that breaks a rule", "broke: plan 2 shown for the conflict", |files| {
        edit(files, "broke/certificate.json", "\"build\": 2027", "\"build\": 2028");
    }),
    sly("a witness of nobody", "broke/certificate.json: the inputs have no initiative nobody", |files| {
        edit(files, "broke/certificate.json", "\"build\": 2027", "\"nobody\": 2027");
    }),
    sly("a witness less", "broke: plan 4 shown for the conflict", |files| {
        first_witness(files, "");
    }),
    sly("a witness not shown", "summary.txt:14: ", |files| {
        first_witness(files, "      null,\n");
    }),
    sly("another rule", "summary.txt:15: ", |files| {
        edit(files, "broke/certificate.json", "\"rules\": [\n      5,", "\"rules\": [\n      0,");
    }),
    sly("a rule that is not there", "broke/certificate.json: the scenario has no rule number 500", |files| {
        edit(files, "broke/certificate.json", "\"rules\": [\n      5,", "\"rules\": [\n      500,");
    }),
    sly("less money", "broke: the extra money said to be enough is not", |files| {
        edit(files, "broke/certificate.json", "20000000\n", "19999999\n");
    }),
    sly("more money", "summary.txt:19: ", |files| {
        edit(files, "broke/certificate.json", "20000000\n", "20000001\n");
    }),
    sly("money said to be enough, or not the least", "summary.txt:19: ", |files| {
        edit(files, "broke/certificate.json", "\"proven\": true", "\"proven\": false");
    }),
    sly("feasible after all", "broke: called proven", |files| {
        edit(files, "broke/certificate.json", "\"infeasible\"", "\"proven\"");
    }),
    sly("an infeasible scenario said to be unknown", "broke/certificate.json: word  is not known", |files| {
        edit(files, "broke/certificate.json", "\"infeasible\"", "\"unknown\"");
    }),
];

#[test]
fn changed_conflicts_are_found() {
    try_all(&infeasible(), CONFLICTS);
}

#[test]
fn a_gap_called_proven_is_found() {
    let output = temporary();
    plan(&shipped("paser"), output.path(), &["--scenario", "moderat", "--gap", "0.05", "--lang", "en"])
        .exits(0);
    let before = read(&output.path().join("paser/plan-moderat"));
    let proven = sly("proven with a gap", "moderat: called proven", |files| {
        edit(files, "moderat/certificate.json", "\"status\": \"best\"", "\"status\": \"proven\"");
    });
    let small = sly("a smaller gap", "moderat/certificate.json:", |files| {
        edit(files, "moderat/certificate.json", "\"gap\": 0.0", "\"gap\": 0.00");
    });
    let stopped = sly("stopped by something else", "moderat/plan.json:5: ", |files| {
        edit(files, "moderat/certificate.json", "\"stopped\": \"gap\"", "\"stopped\": \"work-limit\"");
    });
    try_all(&before, &[proven, small, stopped]);
}

#[test]
fn a_large_case_is_accepted_and_a_rupiah_is_found() {
    let output = temporary();
    plan(&shipped("paser"), output.path(), &["--scenario", "optimis"]).exits(0);
    let before = read(&output.path().join("paser/plan-optimis"));
    let rupiah = sly("a rupiah", "optimis/spending.csv:", |files| {
        let text = String::from_utf8(files["optimis/spending.csv"].clone()).expect("text");
        let line = text.lines().nth(40).expect("many lines");
        let (head, amount) = line.rsplit_once(';').expect("an amount");
        let more: i64 = amount.parse::<i64>().expect("an amount") + 1;
        edit(files, "optimis/spending.csv", &format!("{line}\n"), &format!("{head};{more}\n"));
    });
    let row = sly("an input cell", "optimis", |files| {
        edit(files, "inputs/initiatives.csv", ",450,0,0,60,1,1,1,", ",451,0,0,60,1,1,1,");
    });
    try_all(&before, &[rupiah, row]);
}

#[test]
fn a_folder_without_results_cannot_be_checked() {
    let empty = temporary();
    let ran = verify(empty.path()).exits(2);
    assert!(ran.err.contains("is not a folder of results"), "{ran:?}");
    let ran = verify(&empty.path().join("nowhere")).exits(2);
    assert!(ran.err.contains("nowhere"), "{ran:?}");
    fs::write(empty.path().join("manifest.json"), "{\"case\": ").expect("written");
    verify(empty.path()).exits(2);
}
