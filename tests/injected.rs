//! Every call that writes made to fail in turn, and the program killed at it: each time the earlier state is whole or the new
//! one is, and what the program says is so. `strace` injects the errors and signals into the real program.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]
#![cfg(target_os = "linux")]

mod common;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::program::{Tree, binary, copy, petajalan, read, shipped, temporary, verify};
use petajalan::input;

/// The calls by which files come to the disk.
const CALLS: [&str; 16] = [
    "openat",
    "write",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "mkdir",
    "mkdirat",
    "unlink",
    "unlinkat",
    "rmdir",
    "chmod",
    "fchmod",
    "ftruncate",
    "flock",
];

/// Of one call so many occurrences are tried, spread evenly; `PETAJALAN_INJECTED` asks for more.
fn most() -> usize {
    std::env::var("PETAJALAN_INJECTED").ok().and_then(|most| most.parse().ok()).unwrap_or(12)
}

/// What happens at a call.
#[derive(Clone, Copy, Debug)]
enum Injected {
    Error(&'static str),
    Killed,
}

impl Injected {
    /// What `strace` is told: this call, for the n-th time in a thread.
    fn option(self, call: &str, at: usize) -> String {
        match self {
            Self::Error(error) => format!("inject={call}:error={error}:when={at}"),
            Self::Killed => format!("inject={call}:signal=KILL:when={at}"),
        }
    }
}

/// Both, and what a full disk says.
const ALL: [Injected; 3] = [Injected::Error("EIO"), Injected::Error("ENOSPC"), Injected::Killed];

/// Whether `strace` is there; a test that cannot use it says so, and fails where `PETAJALAN_STRACE` demands it.
fn can_inject() -> bool {
    let works =
        Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|ran| ran.success());
    if !works {
        assert!(
            std::env::var_os("PETAJALAN_STRACE").is_none(),
            "PETAJALAN_STRACE is set, and strace does not work"
        );
        println!("strace does not work here: left out");
    }
    works
}

/// What a run left.
struct Ran {
    code: Option<i32>,
    err: String,
}

fn traced(options: &[String], arguments: &[OsString]) -> Ran {
    let ran = Command::new("strace")
        .args(["-f", "-qq"])
        .args(options)
        .arg(binary())
        .args(arguments)
        .output()
        .expect("strace starts");
    Ran { code: ran.status.code(), err: String::from_utf8_lossy(&ran.stderr).into_owned() }
}

/// How often each call occurs, in the thread in which it occurs most: that is how `strace` counts.
fn occurrences(log: &Path, arguments: &[OsString]) -> BTreeMap<&'static str, usize> {
    let options =
        ["-o".to_owned(), log.display().to_string(), "-e".to_owned(), format!("trace={}", CALLS.join(","))];
    traced(&options, arguments);
    counted(log)
}

/// How often each call stands in a log, in the thread in which it occurs most.
fn counted(log: &Path) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<(String, &'static str), usize> = BTreeMap::new();
    for line in fs::read_to_string(log).expect("a log").lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let name = rest.trim_start().split('(').next().unwrap_or_default();
        if let Some(call) = CALLS.iter().find(|call| **call == name) {
            *counts.entry((thread.to_owned(), call)).or_default() += 1;
        }
    }
    let mut most = BTreeMap::new();
    for ((_, call), count) in counts {
        let held = most.entry(call).or_insert(0);
        *held = count.max(*held);
    }
    most
}

/// Runs a command with every injection in turn: `before` sets the stage, `after` judges what is there.
fn each(arguments: &[OsString], before: &dyn Fn(), after: &dyn Fn(&str, &Ran)) -> usize {
    let room = temporary();
    before();
    let counts = occurrences(&room.path().join("log"), arguments);
    assert!(counts.contains_key("fdatasync") && counts.len() >= 6, "{counts:?}");
    let mut tried = 0;
    for (call, count) in counts {
        let step = count.div_ceil(most());
        for at in (1..=count).step_by(step) {
            for injected in ALL {
                let option = injected.option(call, at);
                before();
                let options = ["-o".to_owned(), "/dev/null".to_owned(), "-e".to_owned(), option.clone()];
                let ran = traced(&options, arguments);
                assert_ne!(ran.code, Some(101), "{option}: it panics: {}", ran.err);
                after(&option, &ran);
                tried += 1;
            }
        }
    }
    tried
}

fn words(arguments: &[&str]) -> Vec<OsString> {
    arguments.iter().map(OsString::from).collect()
}

/// Results without what depends on the clock.
fn lasting(folder: &Path) -> Tree {
    let mut files = read(folder);
    files.retain(|name, _| !name.ends_with("run.json"));
    files
}

/// What a case needs to be solved in no time.
fn small(room: &Path) -> PathBuf {
    let case = room.join("tiny");
    copy(&shipped("tiny"), &case);
    case
}

#[test]
fn plan_leaves_old_results_or_new_ones() {
    if !can_inject() {
        return;
    }
    let room = temporary();
    let (case, output) = (small(room.path()), room.path().join("out"));
    let (case, output) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    let results = Path::new(output).join("tiny/plan");
    let run = |lang: &str| {
        let scenario = ["--scenario", "tight", "--scenario", "ample"];
        let fixed = ["plan", case, "--output", output, "--no-charts", "--threads", "1", "--lang", lang];
        words(&[&fixed[..], &scenario].concat())
    };
    petajalan(run("id")).exits(0);
    let old = lasting(&results);
    petajalan(run("en")).exits(0);
    let new = lasting(&results);
    let before = || {
        if lasting(&results) != old {
            petajalan(run("id")).exits(0);
        }
    };
    let after = |option: &str, ran: &Ran| {
        let found = lasting(&results);
        assert!(found == old || found == new, "{option}: {:?}, results are neither old nor new", ran.code);
        // Where the folder cannot be looked at when the results are there, they go beside it.
        let beside = results.with_file_name("plan.new");
        if beside.exists() {
            assert!(ran.err.contains("plan.new") && lasting(&beside) == new, "{option}: {}", ran.err);
            fs::remove_dir_all(&beside).expect("removed");
        }
        assert!(ran.code != Some(0) || found == new, "{option}: it says it is done, and results are old");
        if ran.code == Some(2) {
            assert!(!ran.err.trim().is_empty(), "{option}: it ends without a word");
            assert!(!ran.err.contains("unchanged") || found == old, "{option}: {}", ran.err);
        }
        verify(&results).exits(0);
    };
    let tried = each(&run("en"), &before, &after);
    println!("{tried} runs");
    before();
    let left = fs::read_dir(results.parent().expect("a folder")).expect("listed").flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).filter(|name| name != "plan").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn collect_writes_a_whole_case_or_none() {
    if !can_inject() {
        return;
    }
    let room = temporary();
    let case = small(room.path());
    let form = room.path().join("form.csv");
    let header = fs::read_to_string(case.join("initiatives.csv")).expect("a table");
    fs::write(&form, header).expect("written");
    let target = room.path().join("merged");
    let arguments = words(&[
        "collect",
        case.to_str().expect("plain"),
        form.to_str().expect("plain"),
        "--output",
        target.to_str().expect("plain"),
        "--lang",
        "en",
    ]);
    petajalan(&arguments).exits(0);
    let whole = read(&target);
    let before = || {
        if target.exists() {
            fs::remove_dir_all(&target).expect("removed");
        }
    };
    let after = |option: &str, ran: &Ran| {
        assert!(!target.exists() || read(&target) == whole, "{option}: half a case");
        assert!(ran.code != Some(0) || target.exists(), "{option}: it says it is done, and there is nothing");
    };
    println!("{} runs", each(&arguments, &before, &after));
}

#[test]
fn decide_adds_its_entry_or_leaves_the_log() {
    if !can_inject() {
        return;
    }
    let room = temporary();
    let case = small(room.path());
    let path = case.to_str().expect("plain");
    let entry = |by: &str, date: &str| {
        let fixed =
            ["decide", path, "--action", "force-in", "--subject", "portal", "--basis", "SK", "--lang", "en"];
        words(&[&fixed[..], &["--by", by, "--date", date]].concat())
    };
    petajalan(entry("Bupati", "2026-11-24")).exits(0);
    let old = fs::read(case.join("decisions.csv")).expect("a log");
    petajalan(entry("Sekda", "2026-11-25")).exits(0);
    let new = fs::read(case.join("decisions.csv")).expect("a log");
    let before = || fs::write(case.join("decisions.csv"), &old).expect("written");
    let after = |option: &str, ran: &Ran| {
        // What a reader sees, then what is there once somebody has looked.
        let seen = input::load(&case).expect("a case").value.decisions.len();
        petajalan(["check", path]).exits(0);
        let found = fs::read(case.join("decisions.csv")).expect("a log");
        assert!(found == old || found == new, "{option}: half a log");
        assert_eq!(seen, if found == new { 2 } else { 1 }, "{option}");
        assert!(ran.code != Some(0) || found == new, "{option}: it says it is done, and it is not");
        assert!(!ran.err.contains("unchanged") || found == old, "{option}: {}", ran.err);
    };
    println!("{} runs", each(&entry("Sekda", "2026-11-25"), &before, &after));
    petajalan(entry("Sekda", "2026-11-26")).exits(0);
    let left: Vec<String> = read(&case).into_keys().filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// A server with `strace` at it; both end when this is dropped.
#[cfg(feature = "serve")]
struct Traced {
    server: common::web::Server,
    strace: std::process::Child,
}

#[cfg(feature = "serve")]
impl Traced {
    fn start(case: &Path, output: &Path, options: &[String]) -> Self {
        let server = common::web::Server::start(binary(), case, output, &["--lang", "en"]);
        let process = server.process();
        let strace = Command::new("strace")
            .args(["-f", "-qq", "-p", &process.to_string()])
            .args(options)
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("strace starts");
        // It has to be at every thread before anything is sent.
        let is_traced = |task: PathBuf| {
            let status = fs::read_to_string(task.join("status")).unwrap_or_default();
            status.lines().any(|line| line.strip_prefix("TracerPid:").is_some_and(|pid| pid.trim() != "0"))
        };
        let tasks = || fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
        while !tasks().all(|task| is_traced(task.path())) {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        Self { server, strace }
    }
}

#[cfg(feature = "serve")]
impl Drop for Traced {
    fn drop(&mut self) {
        // Killed, it lets the server go; of a server that is gone already it would wait for ever.
        let _ = self.strace.kill();
        let _ = self.strace.wait();
    }
}

#[cfg(feature = "serve")]
#[test]
fn a_save_of_the_live_page_is_whole_or_not_there() {
    if !can_inject() {
        return;
    }
    let room = temporary();
    let (case, output) = (small(room.path()), room.path().join("out"));
    common::program::plan(&case, &output, &[]).exits(0);
    let shipped = read(&case);
    let question = serde_json::json!({
        "page": "page", "number": 1, "scenario": "tight", "reasons": {},
        "wishes": [{"ceiling": {"year": 2029, "limit": 120_000_000}}, {"weights": {"service": 400_000, "security": 600_000}}],
        "save": {"id": "baru", "name": "Baru", "by": "Sekda", "basis": "Rapat"},
    })
    .to_string();
    let log = room.path().join("log");
    let begin = |options: &[String]| {
        fs::remove_dir_all(&case).expect("removed");
        common::program::write(&case, shipped.iter().map(|(name, bytes)| (name.as_str(), bytes)));
        Traced::start(&case, &output, options)
    };
    let trace =
        ["-o".to_owned(), log.display().to_string(), "-e".to_owned(), format!("trace={}", CALLS.join(","))];
    let traced = begin(&trace);
    assert_eq!(traced.server.try_send("/save", &question), Some(200));
    drop(traced);
    let counts = counted(&log);
    assert!(counts.contains_key("fdatasync") && counts["rename"] >= 4, "{counts:?}");
    let mut tried = 0;
    for (call, count) in counts {
        for at in (1..=count).step_by(count.div_ceil(most())) {
            for injected in ALL {
                // The threads of a server wake each other by writing: one that fails there answers nobody. That a file
                // cannot be written is tried with `decide`, which saves in the same way.
                if call == "write" && matches!(injected, Injected::Error(_)) {
                    continue;
                }
                let option = injected.option(call, at);
                let traced =
                    begin(&["-o".to_owned(), "/dev/null".to_owned(), "-e".to_owned(), option.clone()]);
                let status = traced.server.try_send("/save", &question);
                drop(traced);
                let holds = |case: &input::Case| {
                    let scenario = case.scenarios.iter().any(|scenario| scenario.id == "baru");
                    let weights = case.weight_sets.iter().any(|set| set.id == "baru");
                    (scenario, weights, case.decisions.len())
                };
                // What a reader sees, then what is there once somebody has looked.
                let seen = holds(&input::load(&case).expect("a case").value);
                petajalan(["check", case.to_str().expect("plain")]).exits(0);
                let found = holds(&input::load(&case).expect("a case").value);
                assert_eq!(seen, found, "{option}");
                assert!(
                    [(true, true, 2), (false, false, 0)].contains(&seen),
                    "{option}: half a save {seen:?}"
                );
                assert!(status != Some(200) || seen.0, "{option}: it says it is saved, and it is not");
                assert!(
                    status.is_none_or(|status| status == 200) || !seen.0,
                    "{option}: {status:?}, and it is saved"
                );
                let mut files = read(&case);
                // What a killed save left goes with the next one.
                files.retain(|name, _| !name.starts_with(".petajalan-"));
                assert!(seen.0 || files == shipped, "{option}: not saved, and files are other ones");
                tried += 1;
            }
        }
    }
    println!("{tried} saves");
}
