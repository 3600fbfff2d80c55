//! The inputs that fuzzing begins with, and every input it has found, replayed through the bodies of its targets.

#![cfg(feature = "serve")]
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

/// Chances that repeat: a linear congruence.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most.max(1)
    }
}

/// A seed changed in some places: bytes that mean something, numbers at the edge, pieces of the same or another seed.
fn changed(seed: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    const PIECES: [&[u8]; 24] = [
        b"\"",
        b",",
        b";",
        b"\n",
        b"\r",
        b"\t",
        b"=",
        b"[",
        b"]",
        b"{",
        b"}",
        b"<",
        b">",
        b"&",
        b"\0",
        b"\xff",
        b"\xe2\x80\xae",
        b"-",
        b"9223372036854775807",
        b"4294967296",
        b"1e308",
        b"0.0000001",
        b"Rp1.000,5",
        b"A",
    ];
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let end = (at + chance.below(12)).min(bytes.len());
        match chance.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, PIECES[chance.below(PIECES.len())].iter().copied())),
            2 => drop(bytes.splice(at..end, PIECES[chance.below(PIECES.len())].iter().copied())),
            3 if !other.is_empty() => {
                let from = chance.below(other.len());
                let to = (from + chance.below(60)).min(other.len());
                drop(bytes.splice(at..at, other[from..to].iter().copied()));
            }
            _ => {
                let again = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, again));
            }
        }
    }
    bytes
}

/// What cannot wait for a long run: some inputs at random for every target. `PETAJALAN_FUZZED=100000` tries more of them,
/// `PETAJALAN_SEED` others.
#[test]
fn seeds_changed_at_random_are_read_without_a_fault() {
    let number =
        |name: &str, or: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or);
    let mut chance = Chance(number("PETAJALAN_SEED", 1));
    for (name, body) in TARGETS {
        let seeds: Vec<Vec<u8>> =
            inputs("seeds", name).iter().map(|path| fs::read(path).expect("an input")).collect();
        for round in 0..number("PETAJALAN_FUZZED", 60) {
            let (seed, other) = (chance.below(seeds.len()), chance.below(seeds.len()));
            let bytes = changed(&seeds[seed], &seeds[other], &mut chance);
            let begun = std::time::Instant::now();
            let done = std::panic::catch_unwind(|| body(&bytes));
            let slow = begun.elapsed() > std::time::Duration::from_secs(10);
            if done.is_err() || slow {
                let path = std::env::temp_dir().join(format!("petajalan-{name}-{round}"));
                fs::write(&path, &bytes).expect("the input is kept");
                assert!(done.is_ok(), "{name}: {}", path.display());
                panic!("{name} took {:?}: {}", begun.elapsed(), path.display());
            }
        }
    }
}
