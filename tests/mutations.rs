//! A thousand seeded mutations of a case's files: whatever comes out, it is a case or findings, never a panic.

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use common::{SMALL, files};
use petajalan::diagnostic::Severity;
use petajalan::input::{Files, build};
use petajalan::report::findings::{json, text};
use petajalan::words::Lang;

/// How many; `PETAJALAN_MUTATIONS=100000` looks longer.
fn mutations() -> u64 {
    std::env::var("PETAJALAN_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(1000)
}

#[test]
fn mutated_files_give_findings_or_a_case() {
    for seed in 0..mutations() {
        let files = mutated(seed);
        let outcome = catch_unwind(AssertUnwindSafe(|| build(&files)));
        let outcome = outcome.unwrap_or_else(|_| panic!("mutation {seed} made the reader panic"));
        match outcome {
            Ok(case) => {
                let errors = case.findings.iter().filter(|d| d.finding.severity() == Severity::Error);
                assert_eq!(errors.count(), 0, "mutation {seed}: a case in spite of errors");
            }
            Err(findings) => {
                let failed = findings.iter().any(|d| d.finding.severity() == Severity::Error);
                assert!(failed, "mutation {seed}: no case and no error");
                for lang in [Lang::Id, Lang::En] {
                    assert!(!text(lang, &findings).is_empty() && !json(lang, &findings).is_empty());
                }
            }
        }
    }
}

#[test]
fn the_same_mutation_gives_the_same_findings() {
    let say = |seed| match build(&mutated(seed)) {
        Ok(case) => text(Lang::En, &case.findings),
        Err(findings) => text(Lang::En, &findings),
    };
    assert!((0..50).all(|seed| say(seed) == say(seed)));
}

/// The small case with one to four mutations.
fn mutated(seed: u64) -> Files {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut held: Vec<(&str, Vec<u8>)> =
        SMALL.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
    for _ in 0..=dice.below(3) {
        let at = dice.below(held.len());
        let other = dice.below(held.len());
        match dice.below(10) {
            0 if held.len() > 1 => {
                held.remove(at);
            }
            1 => {
                let bytes = held[other].1.clone();
                held[at].1 = bytes;
            }
            kind => mutate(&mut dice, kind, &mut held[at].1),
        }
    }
    let mut files = files(&[]);
    for (name, bytes) in held {
        files.put(name, bytes);
    }
    files
}

/// Cells and values worth trying.
const STRANGE: [&str; 24] = [
    "",
    "0",
    "-1",
    "1e400",
    "99999999999999999999999999",
    "1.250",
    "1,250",
    "0.5",
    "nan",
    "inf",
    "\"",
    "'",
    "[",
    "{",
    "[[]]",
    "true",
    "2027",
    "1979-05-27",
    "A01",
    "../x",
    "Rp1.250.000,50",
    "\u{feff}",
    "\0",
    "9223372036854775807",
];

fn mutate(dice: &mut Dice, kind: usize, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    match kind {
        2 => {
            let at = dice.below(bytes.len());
            bytes[at] = u8::try_from(dice.below(256)).unwrap();
        }
        3 => {
            let at = dice.below(bytes.len());
            bytes.remove(at);
        }
        4 => {
            let at = dice.below(bytes.len());
            bytes.truncate(at);
        }
        5 | 6 => on_lines(dice, bytes, |dice, lines| {
            let (at, other) = (dice.below(lines.len()), dice.below(lines.len()));
            match dice.below(3) {
                0 => drop(lines.remove(at)),
                1 => lines.swap(at, other),
                _ => lines.insert(at, lines[other].clone()),
            }
        }),
        _ => on_lines(dice, bytes, |dice, lines| {
            let at = dice.below(lines.len());
            let mark = if lines[at].contains(" = ") { " = " } else { "," };
            let mut cells: Vec<String> = lines[at].split(mark).map(str::to_owned).collect();
            let (cell, other) = (dice.below(cells.len()), dice.below(cells.len()));
            match dice.below(3) {
                0 => cells.swap(cell, other),
                1 => drop(cells.remove(cell)),
                _ => STRANGE[dice.below(STRANGE.len())].clone_into(&mut cells[cell]),
            }
            lines[at] = cells.join(mark);
        }),
    }
}

fn on_lines(dice: &mut Dice, bytes: &mut Vec<u8>, change: impl Fn(&mut Dice, &mut Vec<String>)) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    change(dice, &mut lines);
    *bytes = lines.join("\n").into_bytes();
}

/// A small generator of pseudo-random numbers (xorshift), the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(count).unwrap()).unwrap()
    }
}
