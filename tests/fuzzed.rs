//! The inputs that fuzzing begins with, and every input it has found, replayed through the bodies of its targets.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::{Path, PathBuf};

use bodies::{TARGETS, Target};

/// The inputs of a target in one of its folders, sorted.
fn inputs(folder: &str, target: &str) -> Vec<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    let entries = fs::read_dir(path).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn replay((name, body): Target) {
    let seeds = inputs("seeds", name);
    assert!(seeds.len() >= 3, "{name} has seeds");
    for path in seeds.into_iter().chain(inputs("found", name)) {
        let bytes = fs::read(&path).expect("an input");
        let done = std::panic::catch_unwind(|| body(&bytes));
        assert!(done.is_ok(), "{}", path.display());
    }
}

#[test]
fn every_kept_input_is_read_without_a_fault() {
    TARGETS.into_iter().for_each(replay);
}

#[test]
fn every_target_has_its_program() {
    for (name, _) in TARGETS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz/fuzz_targets/{name}.rs"));
        let text = fs::read_to_string(path).expect("a target");
        assert!(text.contains(&format!("bodies::{name}(data)")), "{name}");
    }
}
