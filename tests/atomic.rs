//! Results are whole or not there: a run killed at any moment, or without room to write, leaves the earlier ones.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]
#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::program::{Tree, binary, petajalan, read, shipped, temporary, verify};

/// Starts the program in the background.
fn start(case: &Path, output: &Path, more: &[&str]) -> Child {
    let mut command = Command::new(binary());
    command.arg("plan").arg(case).arg("--output").arg(output).args(more);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// Sends SIGKILL, which no program can catch.
fn kill(mut child: Child) {
    // A run that has just ended by itself cannot be killed, which is as good.
    let _ = child.kill();
    child.wait().expect("the program ends");
}

/// What a finished run leaves.
fn whole(case: &Path, output: &Path, more: &[&str]) -> (Tree, Duration) {
    let begun = Instant::now();
    assert!(start(case, output, more).wait().expect("the program ends").success());
    (results(output), begun.elapsed())
}

/// The results in an output folder, without what depends on the clock.
fn results(output: &Path) -> Tree {
    let mut files = read(&output.join("tiny/plan"));
    files.retain(|name, _| !name.ends_with("run.json"));
    files
}

/// What stands beside the results of tiny.
fn beside(output: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(output.join("tiny")).expect("the case's folder");
    entries.map(|entry| entry.expect("an entry").path()).filter(|path| !path.ends_with("plan")).collect()
}

/// The folders among that: in the making, or on their way out. The file of a lock is there as long as a run.
fn leftovers(output: &Path) -> Vec<PathBuf> {
    beside(output).into_iter().filter(|path| path.is_dir()).collect()
}

/// Kills spread over one run.
const MOMENTS: u32 = 40;

const LANGUAGES: [[&str; 2]; 2] = [["--lang", "id"], ["--lang", "en"]];

#[test]
fn killed_while_solving_or_writing_earlier_results_stay_whole() {
    let (case, output) = (shipped("tiny"), temporary());
    let versions = LANGUAGES.map(|lang| whole(&case, output.path(), &lang));
    let took = versions.iter().map(|version| version.1).max().expect("two runs");
    for at in 0..MOMENTS {
        let child = start(&case, output.path(), &LANGUAGES[usize::from(at % 2 == 1)]);
        sleep(took * at / MOMENTS);
        kill(child);
        let found = results(output.path());
        assert!(versions.iter().any(|version| version.0 == found), "neither old nor new at moment {at}");
        verify(&output.path().join("tiny/plan")).exits(0);
    }
    whole(&case, output.path(), &[]);
    assert_eq!(beside(output.path()), Vec::<PathBuf>::new());
}

/// Kills a run some time after its temporary folder has appeared; false where it was done by then.
fn kill_while_writing(case: &Path, output: &Path, lang: &[&str], after: Duration) -> bool {
    let mut child = start(case, output, lang);
    while child.try_wait().expect("a state").is_none() {
        if !leftovers(output).is_empty() {
            sleep(after);
            kill(child);
            return true;
        }
        sleep(Duration::from_micros(50));
    }
    false
}

#[test]
fn killed_in_the_middle_of_writing_the_next_run_cleans_up() {
    let (case, output) = (shipped("tiny"), temporary());
    let versions = LANGUAGES.map(|lang| whole(&case, output.path(), &lang).0);
    let (mut caught, mut left) = (0, 0);
    for at in 0..30 {
        let after = Duration::from_micros(200 * (at / 2));
        let index = usize::try_from(at).expect("few") % 2;
        // The earlier run may have left a folder, which the next removes before it makes its own.
        for leftover in leftovers(output.path()) {
            fs::remove_dir_all(leftover).expect("removed");
        }
        caught += usize::from(kill_while_writing(&case, output.path(), &LANGUAGES[index], after));
        left += leftovers(output.path()).len();
        assert!(versions.contains(&results(output.path())), "neither old nor new at moment {at}");
        verify(&output.path().join("tiny/plan")).exits(0);
    }
    assert!(caught >= 10, "only {caught} of 30 runs were killed while writing");
    assert!(left >= 5, "only {left} of {caught} kills left anything to clean up");
    fs::create_dir_all(output.path().join("tiny/.petajalan-plan-killed/tight")).expect("a leftover");
    whole(&case, output.path(), &[]);
    assert_eq!(beside(output.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_large_case_killed_while_solving() {
    let (case, output) = (shipped("paser"), temporary());
    let more = ["--no-charts", "--scenario", "optimis"];
    let begun = Instant::now();
    assert!(start(&case, output.path(), &more).wait().expect("the program ends").success());
    let took = begun.elapsed();
    let folder = output.path().join("paser/plan-optimis");
    let before = read(&folder);
    for part in [1, 3, 5, 7, 8, 9, 10] {
        let child = start(&case, output.path(), &more);
        sleep(took * part / 10);
        kill(child);
        let mut now = read(&folder);
        now.retain(|name, _| !name.ends_with("run.json"));
        assert!(now.iter().all(|(name, bytes)| before[name] == *bytes), "{part} tenths");
        verify(&folder).exits(0);
    }
}

#[test]
fn a_full_disk_leaves_the_earlier_results() {
    let (case, output) = (shipped("tiny"), temporary());
    let (before, _) = whole(&case, output.path(), &LANGUAGES[0]);
    // A limit on the size of files stands in for a full disk: it holds for every user.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 4; exec '{}' plan '{}' --output '{}' --lang en",
        binary().display(),
        case.display(),
        output.path().display()
    );
    let ran = Command::new("sh").args(["-c", &limited]).output().expect("a shell");
    let told = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{told}");
    assert!(told.contains("cannot write") && told.contains("earlier results are unchanged"), "{told}");
    assert_eq!(results(output.path()), before);
    assert_eq!(beside(output.path()), Vec::<PathBuf>::new(), "an unfinished folder stays behind");
    verify(&output.path().join("tiny/plan")).exits(0);
}

#[test]
fn an_output_that_cannot_be_a_folder() {
    let folder = temporary();
    let file = folder.path().join("taken");
    fs::write(&file, "not a folder").expect("written");
    let arguments = [Path::new("plan"), &shipped("tiny"), Path::new("--output"), &file];
    let ran = petajalan(arguments.iter().map(|argument| argument.as_os_str())).exits(2);
    assert!(ran.out.is_empty() && ran.err.contains("taken"), "{ran:?}");
    assert_eq!(fs::read_to_string(&file).expect("still there"), "not a folder");
}
