//! Studies against every plan there is, and their commands as a user runs them: revisions by number of changes,
//! near-optimal alternatives, comparisons; what is changed in their folders, `verify` names.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

#[path = "../common/mod.rs"]
mod common;

mod alternatives;
mod compare;
mod revision;

use std::ffi::OsStr;
use std::path::Path;

use common::program::{Ran, petajalan, plan, read, shipped, temporary};

/// A command on a case, its results in a folder, in English.
fn run(command: &str, case: &Path, output: &Path, more: &[&str]) -> Ran {
    let fixed = [
        OsStr::new(command),
        case.as_os_str(),
        OsStr::new("--no-charts"),
        OsStr::new("--lang"),
        OsStr::new("en"),
    ];
    let output = [OsStr::new("--output"), output.as_os_str()];
    petajalan(fixed.into_iter().chain(output).chain(more.iter().map(OsStr::new)))
}

#[test]
fn one_thread_and_many_write_the_same() {
    let room = temporary();
    plan(&shipped("tiny"), room.path(), &[]).exits(0);
    let old = room.path().join("tiny/plan/ample");
    let old = old.to_str().expect("a plain name");
    let of = |threads: &str| {
        let out = room.path().join(threads);
        let more = [
            "--plan",
            old,
            "--from",
            "2028",
            "--scenario",
            "ample",
            "--cut",
            "2029=20%",
            "--threads",
            threads,
        ];
        run("revise", &shipped("tiny"), &out, &more);
        run(
            "alternatives",
            &shipped("tiny"),
            &out,
            &["--scenario", "ample", "--within", "0.3", "--threads", threads],
        );
        let mut files = read(&out);
        files.retain(|name, _| !name.ends_with("run.json"));
        files
    };
    assert_eq!(of("1"), of("4"));
}
