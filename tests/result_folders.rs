//! A folder of results belongs to the run that made it: nothing of anybody else is deleted or replaced, two runs never mix,
//! and a weaker result does not take the place of a proof.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use common::program::{Ran, Tree, binary, copy, petajalan, plan, read, shipped, temporary, verify};
use serde_json::Value;

const ENGLISH: [&str; 2] = ["--lang", "en"];

/// A room with results of tiny: the room, the case, the output folder, the folder of the plan.
struct Place {
    room: tempfile::TempDir,
    case: PathBuf,
    output: PathBuf,
    results: PathBuf,
}

fn place() -> Place {
    let room = temporary();
    let (case, output) = (room.path().join("tiny"), room.path().join("out"));
    copy(&shipped("tiny"), &case);
    plan(&case, &output, &ENGLISH).exits(0);
    let results = output.join("tiny/plan");
    Place { room, case, output, results }
}

impl Place {
    fn plan(&self, more: &[&str]) -> Ran {
        plan(&self.case, &self.output, &[&ENGLISH, more].concat())
    }

    /// Refused, with these words, and nothing is other than it was.
    #[track_caller]
    fn refused(&self, words: &[&str]) {
        let before = read(self.room.path());
        let ran = self.plan(&[]).exits(2);
        for word in words {
            assert!(ran.err.contains(word), "{word} is missing in\n{}", ran.err);
        }
        // Nothing was solved: its answer would stand here.
        assert_eq!(ran.out, "");
        assert_eq!(read(self.room.path()), before);
    }
}

/// Results without what depends on the clock.
fn lasting(folder: &Path) -> Tree {
    let mut files = read(folder);
    files.retain(|name, _| !name.ends_with("run.json"));
    files
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

#[test]
fn what_no_run_wrote_stays_and_stops_the_run() {
    let place = place();
    for foreign in ["notes.xlsx", "tight/notes.txt", "inputs/old.csv", "~$petajalan.xlsx"] {
        let path = place.results.join(foreign);
        fs::write(&path, "precious").expect("written");
        place.refused(&[foreign, "petajalan did not write", "--output"]);
        // No flag takes it away.
        let ran = place.plan(&["--replace"]).exits(2);
        assert!(ran.err.contains(foreign), "{}", ran.err);
        assert_eq!(fs::read(&path).expect("still there"), b"precious");
        fs::remove_file(&path).expect("removed");
    }
    let folder = place.results.join("archive");
    fs::create_dir(&folder).expect("made");
    place.refused(&["archive/"]);
    fs::remove_dir(&folder).expect("removed");
    place.plan(&[]).exits(0);
}

#[test]
fn a_case_a_file_or_a_link_in_the_place_of_results_stays() {
    let room = temporary();
    let (case, output) = (room.path().join("tiny"), room.path().join("out"));
    copy(&shipped("tiny"), &case);
    let results = output.join("tiny/plan");
    copy(&shipped("tiny"), &results);
    let place = Place { room, case, output, results };
    place.refused(&["holds a case"]);
    fs::remove_dir_all(&place.results).expect("removed");
    fs::write(&place.results, "a file").expect("written");
    place.refused(&["is not a folder"]);
    fs::remove_file(&place.results).expect("removed");
    #[cfg(unix)]
    {
        let elsewhere = place.room.path().join("elsewhere");
        plan(&place.case, &elsewhere, &ENGLISH).exits(0);
        std::os::unix::fs::symlink(elsewhere.join("tiny/plan"), &place.results).expect("a link");
        place.refused(&["symbolic link"]);
        fs::remove_file(&place.results).expect("removed");
    }
    // An empty folder is as good as none.
    fs::create_dir(&place.results).expect("made");
    place.plan(&[]).exits(0);
}

#[test]
fn a_changed_result_is_replaced_only_if_that_is_asked_for() {
    let place = place();
    let changed = place.results.join("tight/plan.csv");
    let before = fs::read(&changed).expect("a table");
    fs::write(&changed, "my notes").expect("written");
    place.refused(&["tight/plan.csv", "changed since", "--replace"]);
    place.plan(&["--replace"]).exits(0);
    assert_eq!(fs::read(&changed).expect("a table"), before);
}

#[test]
fn results_of_another_case_are_replaced_only_if_that_is_asked_for() {
    let place = place();
    let origin = place.case.canonicalize().expect("a real path");
    assert_eq!(json(&place.results.join("run.json"))["origin"], origin.to_str().expect("plain"));
    let other = place.room.path().join("other/tiny");
    copy(&shipped("tiny"), &other);
    let before = read(&place.results);
    let ran = plan(&other, &place.output, &ENGLISH).exits(2);
    assert!(
        ran.err.contains(origin.to_str().expect("plain")) && ran.err.contains("--replace"),
        "{}",
        ran.err
    );
    assert_eq!(read(&place.results), before);
    plan(&other, &place.output, &["--replace"]).exits(0);
    place.refused(&["another case", "other"]);
}

#[test]
fn results_of_the_first_version_count_as_ours() {
    let place = place();
    // Version 0.1.0 did not say where its case was.
    fs::remove_file(place.results.join("run.json")).expect("removed");
    let path = place.results.join("manifest.json");
    let text = fs::read_to_string(&path).expect("a manifest");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version), "{text}");
    fs::write(&path, text.replace(&version, "\"version\": \"0.1.0\"")).expect("written");
    place.plan(&[]).exits(0);
    verify(&place.results).exits(0);
}

#[test]
fn what_file_managers_leave_moves_on() {
    let place = place();
    for name in [".DS_Store", "tight/Thumbs.db"] {
        fs::write(place.results.join(name), "icons").expect("written");
    }
    place.plan(&[]).exits(0);
    verify(&place.results).exits(0);
    for name in [".DS_Store", "tight/Thumbs.db"] {
        assert_eq!(fs::read(place.results.join(name)).expect("moved on"), b"icons");
    }
}

#[test]
fn every_command_that_writes_results_asks_first() {
    let place = place();
    let (case, output) = (place.case.to_str().expect("plain"), place.output.to_str().expect("plain"));
    let commands: [(&str, &[&str]); 10] = [
        ("plan-tight", &["plan", "--scenario", "tight"]),
        ("frontier", &["frontier"]),
        ("explain-tight", &["explain", "--scenario", "tight"]),
        ("whatif-tight-must-portal", &["whatif", "--scenario", "tight", "--must", "portal"]),
        ("alternatives-tight-all", &["alternatives", "--scenario", "tight"]),
        ("robust", &["robust", "--draws", "2"]),
        ("priorities", &["priorities"]),
        ("report", &["report"]),
        ("memo", &["report", "--memo"]),
        ("compare-tight-ample", &["compare", "--from", "tight", "--to", "ample"]),
    ];
    for (folder, command) in commands {
        let target = place.output.join("tiny").join(folder);
        assert!(!target.exists(), "{folder}");
        fs::create_dir(&target).expect("made");
        fs::write(target.join("mine.txt"), "precious").expect("written");
        let fixed = [command[0], case, "--output", output, "--lang", "en"];
        let ran = petajalan(fixed.iter().chain(&command[1..])).exits(2);
        assert!(ran.err.contains("mine.txt") && ran.out.is_empty(), "{folder}: {ran:?}");
        assert_eq!(read(&target).len(), 1, "{folder}");
    }
}

/// Holds the lock of a folder of results as another run would.
fn hold(results: &Path) -> (File, PathBuf) {
    let name = results.file_name().expect("a name").to_string_lossy().into_owned();
    let path = results.with_file_name(format!(".petajalan-{name}.lock"));
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    let mut file = File::create(&path).expect("a file");
    file.lock().expect("a lock");
    file.write_all(b"petajalan plan, somewhere, process 4711, since today\n").expect("written");
    (file, path)
}

#[test]
fn a_second_run_refuses_and_names_the_first_or_waits() {
    let place = place();
    let (held, path) = hold(&place.results);
    let before = read(&place.results);
    let ran = place.plan(&[]).exits(2);
    assert!(ran.err.contains("process 4711") && ran.err.contains("--wait"), "{}", ran.err);
    assert_eq!(read(&place.results), before);
    // Another folder of the same case is free.
    place.plan(&["--scenario", "tight"]).exits(0);
    let mut waiting = start(&place, &["--wait"]);
    sleep(Duration::from_millis(500));
    assert!(waiting.try_wait().expect("a state").is_none(), "it does not wait");
    drop(held);
    assert!(waiting.wait().expect("an end").success());
    // A lock file that a killed run left locks nothing, and goes.
    fs::write(&path, "stale").expect("written");
    place.plan(&[]).exits(0);
    assert!(!path.exists());
}

fn start(place: &Place, more: &[&str]) -> Child {
    let mut command = Command::new(binary());
    command.arg("plan").arg(&place.case).arg("--output").arg(&place.output).arg("--no-charts").args(more);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

#[cfg(unix)]
fn signal(child: &Child, signal: &str) {
    let done = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
    assert!(done.success());
}

#[cfg(unix)]
#[test]
fn waiting_ends_at_ctrl_c() {
    let place = place();
    let (_held, _) = hold(&place.results);
    let before = read(&place.results);
    let mut waiting = start(&place, &["--wait"]);
    sleep(Duration::from_millis(500));
    signal(&waiting, "-INT");
    assert!(!waiting.wait().expect("an end").success());
    assert_eq!(read(&place.results), before);
}

/// How many pairs of runs are started at once; `PETAJALAN_PAIRS` asks for more.
fn pairs() -> usize {
    std::env::var("PETAJALAN_PAIRS").ok().and_then(|pairs| pairs.parse().ok()).unwrap_or(12)
}

#[test]
fn two_runs_at_once_never_mix() {
    let place = place();
    let versions = [["--lang", "id"], ["--lang", "en"]].map(|lang| {
        plan(&place.case, &place.output, &lang).exits(0);
        lasting(&place.results)
    });
    let mut refused = 0;
    for pair in 0..pairs() {
        // Each second pair waits for its turn; each third leaves a folder whose name begins alike.
        let wait: &[&str] = if pair % 2 == 0 { &["--wait"] } else { &[] };
        let second: &[&str] = if pair % 3 == 0 { &["--scenario", "tight"] } else { &[] };
        let mut runs = [
            start(&place, &[&["--lang", "id"], wait].concat()),
            start(&place, &[&["--lang", "en"], wait, second].concat()),
        ];
        let codes = runs.each_mut().map(|run| run.wait().expect("an end").code());
        assert!(
            codes.contains(&Some(0)) && codes.iter().all(|code| [Some(0), Some(2)].contains(code)),
            "{codes:?}"
        );
        assert!(wait.is_empty() || codes == [Some(0); 2], "{codes:?}");
        refused += usize::from(codes.contains(&Some(2)));
        let found = lasting(&place.results);
        assert!(versions.contains(&found), "neither run's results in pair {pair}");
        verify(&place.results).exits(0);
        if !second.is_empty() {
            verify(&place.output.join("tiny/plan-tight")).exits(0);
        }
    }
    println!("{refused} of {} pairs: one run refused", pairs());
    let left =
        fs::read_dir(place.output.join("tiny")).expect("listed").flatten().map(|entry| entry.file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_weaker_result_goes_beside_the_proof() {
    let place = place();
    let before = lasting(&place.results);
    let ran = place.plan(&["--gap", "0.9"]);
    let partial = place.output.join("tiny/plan.partial");
    assert!(
        ran.err.contains("plan.partial") && ran.err.contains("stopped at the gap asked for"),
        "{}",
        ran.err
    );
    assert_eq!(lasting(&place.results), before);
    verify(&partial).exits(0);
    let ended = &json(&partial.join("manifest.json"))["ended"];
    assert!(ended.as_object().is_some_and(|ended| ended.values().all(|one| one["why"] == "gap")), "{ended}");
    assert_eq!(&json(&partial.join("run.json"))["ended"], ended);
    // Who builds on results takes the proven ones and says so.
    let told = verify(&place.results).exits(0);
    assert!(told.err.contains("plan.partial"), "{}", told.err);
    let (case, output) = (place.case.to_str().expect("plain"), place.output.to_str().expect("plain"));
    let told = petajalan(["report", case, "--output", output, "--lang", "en"]).exits(0);
    assert!(told.err.contains("plan.partial"), "{}", told.err);
    // Another weak one replaces the weak one; a proven one the proven one.
    place.plan(&["--gap", "0.9"]);
    place.plan(&[]).exits(0);
    assert_eq!(lasting(&place.results), before);
    // Of other inputs nothing is kept for them.
    let table = place.case.join("case.toml");
    let text = fs::read_to_string(&table).expect("read") + "\n# changed\n";
    fs::write(&table, text).expect("written");
    let ran = place.plan(&["--gap", "0.9"]);
    assert!(!ran.err.contains("plan.partial"), "{}", ran.err);
    assert_ne!(lasting(&place.results), before);
    verify(&place.results).exits(0);
}

#[test]
fn a_first_goal_that_is_proven_is_not_replaced_by_less() {
    let place = place();
    let (case, output) = (place.case.to_str().expect("plain"), place.output.to_str().expect("plain"));
    let ask = |more: &[&str]| {
        let fixed = [
            "whatif",
            case,
            "--output",
            output,
            "--scenario",
            "tight",
            "--without",
            "portal",
            "--lang",
            "en",
        ];
        petajalan(fixed.iter().chain(more))
    };
    ask(&[]).exits(0);
    let folder = place.output.join("tiny/whatif-tight-without-portal");
    let before = lasting(&folder);
    assert_eq!(json(&folder.join("manifest.json"))["ended"]["tight-whatif"]["holds"], "first-goal");
    let ran = ask(&["--time-limit", "0"]);
    assert!(ran.err.contains(".partial"), "{}", ran.err);
    assert_eq!(lasting(&folder), before);
    // Results without any plan do not replace plans without a proof, nor do those of this version results of an earlier one.
    let other = place.room.path().join("other");
    plan(&place.case, &other, &["--gap", "0.9", "--lang", "en"]);
    let before = lasting(&other.join("tiny/plan"));
    plan(&place.case, &other, &["--time-limit", "0", "--lang", "en"]);
    assert_eq!(lasting(&other.join("tiny/plan")), before);
}

#[test]
fn results_that_do_not_say_whose_they_are_are_replaced_only_if_that_is_asked_for() {
    let place = place();
    fs::remove_file(place.results.join("run.json")).expect("removed");
    place.refused(&["run.json", "--replace"]);
    place.plan(&["--replace"]).exits(0);
}

#[test]
fn a_study_that_was_ended_goes_beside_the_whole_one() {
    let place = place();
    let (case, output) = (place.case.to_str().expect("plain"), place.output.to_str().expect("plain"));
    let frontier = |more: &[&str]| {
        petajalan(["frontier", case, "--output", output, "--no-charts", "--lang", "en"].iter().chain(more))
    };
    frontier(&[]).exits(0);
    let whole = place.output.join("tiny/frontier");
    let before = lasting(&whole);
    frontier(&["--gap", "0.9"]);
    assert_eq!(lasting(&whole), before);
    verify(&whole).exits(0);
}

#[cfg(unix)]
#[test]
fn words_that_cannot_be_printed_are_an_error_and_a_reader_who_left_is_none() {
    let place = place();
    let to = |file: &str, arguments: &str| {
        let script = format!("'{}' {arguments} {file}", binary().display());
        let ran = Command::new("bash").args(["-o", "pipefail", "-c", &script]).output().expect("bash");
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    let case = place.case.display();
    for arguments in [
        format!("check '{case}' --lang en"),
        format!("verify '{}' --lang en", place.results.display()),
        "--help".to_owned(),
    ] {
        let (code, told) = to("> /dev/full", &arguments);
        assert_eq!(code, Some(2), "{arguments}: {told}");
        assert!(told.contains("No space left") || told.contains("os error 28"), "{arguments}: {told}");
        let (code, told) = to("| true", &arguments);
        assert_eq!(code, Some(0), "{arguments}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn a_request_to_end_keeps_what_is_known() {
    let mut caught = 0;
    for name in ["-INT", "-TERM", "-HUP"] {
        let room = temporary();
        let place = Place {
            case: shipped("paser"),
            output: room.path().join("out"),
            results: room.path().join("out/paser/plan-krisis"),
            room,
        };
        let mut run = start(&place, &["--scenario", "krisis"]);
        // Before the proof, and after the handler is there: the lock comes just before it.
        while !place.output.join("paser").exists() {
            sleep(Duration::from_millis(5));
        }
        sleep(Duration::from_millis(250));
        if run.try_wait().expect("a state").is_some() {
            continue;
        }
        signal(&run, name);
        let code = run.wait().expect("an end").code();
        assert!(matches!(code, Some(0 | 1)), "{name}: {code:?}");
        let manifest = json(&place.results.join("manifest.json"));
        verify(&place.results).exits(0);
        match manifest["ended"]["krisis"]["why"].as_str() {
            Some("interrupted") => caught += 1,
            // The proof came first.
            None => assert_eq!(code, Some(0), "{name}: {manifest}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert!(caught > 0, "no run was ended before its proof");
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_stays_ignored() {
    let place = place();
    let script = format!(
        "trap '' HUP; '{}' plan '{}' --output '{}' --no-charts >/dev/null 2>&1 & sleep 0.05; kill -HUP $!; wait $!",
        binary().display(),
        place.case.display(),
        place.output.display()
    );
    let ran = Command::new("bash").args(["-c", &script]).status().expect("bash");
    assert_eq!(ran.code(), Some(0));
    assert!(json(&place.results.join("manifest.json"))["ended"].is_null());
}
