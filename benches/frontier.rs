//! The frontier of a case against solving its points one by one with HiGHS from scratch, in one run.
//!
//! `cargo bench --bench frontier -- [CASE [SCENARIO [POINTS]]]`, by default `scenarios/paser moderat 40`, on two threads.
#![allow(clippy::print_stdout, reason = "a table is what it makes")]

use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use petajalan::input;
use petajalan::scenario::Scenario;
use petajalan::solve::{First, Options, Stages, first_goal};
use petajalan::study::frontier::{Extra, Profile, Told, frontier};
use rayon::prelude::*;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let word = |at: usize, default: &str| words.get(at).cloned().unwrap_or_else(|| default.to_owned());
    let case = input::load(Path::new(&word(0, "scenarios/paser"))).expect("a case").value;
    let id = word(1, "moderat");
    let chosen = case.scenarios.iter().position(|scenario| scenario.id == id).expect("a scenario");
    let wanted = word(2, "40").parse().expect("a number of points");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("two threads");
    pool.install(|| {
        let begun = Instant::now();
        let ends = Mutex::new([0.0; 3]);
        let told = |told: Told| {
            let at = match told {
                Told::Steps(_) => 0,
                Told::Next => 1,
                Told::Free(_) => 2,
            };
            if let Ok(mut ends) = ends.lock() {
                ends[at] = begun.elapsed().as_secs_f64();
            }
        };
        let options = Options::default();
        let found = frontier(&case.portfolio, &case.scenarios, chosen, wanted, Extra::Own, &options, &told).expect("a frontier");
        let whole = begun.elapsed().as_secs_f64();
        let ends = ends.into_inner().expect("nobody panicked");
        let proven = found.curve.steps.iter().filter(|step| step.is_proven()).count();
        let next = found.next.iter().flatten().filter(|next| next.proven).count();
        println!(
            "{proven} proven points ({} in all), {next} next steps, free {}: curve {:.1} s, everything {whole:.1} s",
            found.curve.steps.len(),
            found.free.as_ref().map_or(0, |free| free.steps.len()),
            ends[0]
        );
        let profile = Profile::of(&case.portfolio, &case.scenarios[chosen]).expect("a profile");
        let scaled: Vec<Scenario> = found.curve.steps.iter().map(|step| profile.scaled(step.at)).collect();
        let alone = Options { stages: Stages::ExactOnly, ..Options::default() };
        let one = |at: usize| {
            let begun = Instant::now();
            let value = match first_goal(&case.portfolio, &scaled[at], &alone) {
                First::Reached(_, reached, _) => reached.value,
                First::Infeasible | First::Unknown(_) => 0,
            };
            assert_eq!(value, i128::from(found.curve.steps[at].value.0), "point {at}");
            begun.elapsed().as_secs_f64()
        };
        let begun = Instant::now();
        let times: Vec<f64> = (0..scaled.len()).into_par_iter().map(one).collect();
        let both = begun.elapsed().as_secs_f64();
        let sum: f64 = times.iter().sum();
        println!(
            "HiGHS from scratch: {both:.1} s on both cores, {sum:.1} s one by one; ratio to the curve {:.2} and {:.2}",
            both / ends[0],
            sum / ends[0]
        );
    });
}
