//! Many scenarios of a case one after the other on one thread: processor seconds for each to a gap, first goal only.
//!
//! `cargo bench --bench nearby -- CASE [GAP [COUNT]]`; a case with many perturbed scenarios comes from
//! `benches/compare/generate.py perturb`. With `alone` as the fourth word HiGHS solves the whole program instead.
#![allow(clippy::print_stdout, reason = "a table is what it makes")]

mod support;

use std::path::Path;

use petajalan::input;
use petajalan::solve::{First, Limits, Options, Stages, first_goal};
use support::processor;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let word = |at: usize, default: &str| words.get(at).cloned().unwrap_or_else(|| default.to_owned());
    let case = input::load(Path::new(&word(0, "scenarios/paser"))).expect("a case").value;
    let gap = word(1, "0").parse().expect("a gap");
    let count = word(2, "1000").parse().expect("a count");
    let stages = if word(3, "").is_empty() { Stages::All } else { Stages::ExactOnly };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        let options = Options { limits: Limits { gap, ..Limits::default() }, stages, ..Options::default() };
        let (mut logs, mut sum, mut most, mut solved) = (0.0, 0.0, 0.0_f64, 0_u32);
        for scenario in case.scenarios.iter().take(count) {
            let begun = processor();
            let First::Reached(..) = first_goal(&case.portfolio, scenario, &options) else { continue };
            let took = (processor() - begun).max(1e-3);
            (logs, sum, most, solved) = (logs + took.ln(), sum + took, most.max(took), solved + 1);
        }
        let mean = (logs / f64::from(solved)).exp();
        println!("{solved} solved: geometric mean {mean:.3} s, sum {sum:.1} s, longest {most:.2} s of processor time");
    });
}
