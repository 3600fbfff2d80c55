//! Ratios against HiGHS fed the same program directly, both measured in one run: time to a gap, first goal only.
//!
//! `cargo bench --bench ratios -- [COUNTxYEARS [SEEDS [SECONDS [GAP...]]]]`, by default `80x5 20 20 0.01 0.001`.
#![allow(clippy::print_stdout, reason = "a table is what it makes")]

#[path = "support/mod.rs"]
mod support;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Goal, Scenario};
use petajalan::solve::{Improvement, Limits, Options, Stages, solve};
use support::random_case;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let word = |at: usize, default: &str| words.get(at).cloned().unwrap_or_else(|| default.to_owned());
    let spec = word(0, "80x5");
    let (count, years) = spec.split_once('x').expect("COUNTxYEARS");
    let (count, years) = (count.parse().expect("a count"), years.parse().expect("years"));
    let seeds: u64 = word(1, "20").parse().expect("a number of seeds");
    let seconds: f64 = word(2, "20").parse().expect("seconds");
    let gaps: Vec<f64> = if words.len() > 3 {
        words[3..].iter().map(|g| g.parse().expect("a gap")).collect()
    } else {
        vec![0.01, 0.001]
    };
    println!("| case | gap | ours, s | HiGHS alone, s | ratio |\n|---|---|---|---|---|");
    let mut logs: Vec<Vec<f64>> = vec![Vec::new(); gaps.len()];
    for seed in 0..seeds {
        let (portfolio, scenario) = random_case(count, years, seed);
        let ours = trace(&portfolio, &scenario, Stages::All, seconds);
        let alone = trace(&portfolio, &scenario, Stages::ExactOnly, seconds);
        for (gap, logs) in gaps.iter().zip(&mut logs) {
            let (a, b) = (reached(&ours, *gap), reached(&alone, *gap));
            if a.is_none() && b.is_none() {
                println!("| {} | {gap} | - | - | - |", portfolio.id);
                continue;
            }
            // A run that did not get there counts with the limit, which only understates the other.
            let (x, y) = (a.unwrap_or(seconds), b.unwrap_or(seconds));
            logs.push((y / x).ln());
            let text = |found: Option<f64>| found.map_or(format!("> {seconds}"), |s| format!("{s:.3}"));
            println!("| {} | {gap} | {} | {} | {:.2} |", portfolio.id, text(a), text(b), y / x);
        }
        let last = |trace: &[Improvement]| trace.iter().rev().find_map(gap_of).unwrap_or(f64::NAN);
        println!(
            "| {} | at the end | {:.4} % | {:.4} % | |",
            portfolio.id,
            100.0 * last(&ours),
            100.0 * last(&alone)
        );
    }
    for (gap, logs) in gaps.iter().zip(&logs) {
        if !logs.is_empty() {
            #[allow(clippy::cast_precision_loss, reason = "a small count")]
            let mean = (logs.iter().sum::<f64>() / logs.len() as f64).exp();
            println!("| geometric mean of {} | {gap} | | | {mean:.2} |", logs.len());
        }
    }
}

fn trace(portfolio: &Portfolio, scenario: &Scenario, stages: Stages, seconds: f64) -> Vec<Improvement> {
    let trace = Mutex::new(Vec::new());
    let watch = |one: &Improvement| {
        if one.goal == Goal::MostValue {
            trace.lock().expect("not poisoned").push(*one);
        }
    };
    let limits =
        Limits { deadline: Some(Instant::now() + Duration::from_secs_f64(seconds)), ..Limits::default() };
    let _ =
        solve(portfolio, scenario, &Options { limits, stages, watch: Some(&watch), ..Options::default() });
    trace.into_inner().expect("not poisoned")
}

fn gap_of(one: &Improvement) -> Option<f64> {
    one.value.map(|value| (one.bound - value).abs() / value.abs().max(1.0))
}

fn reached(trace: &[Improvement], gap: f64) -> Option<f64> {
    trace.iter().find(|one| gap_of(one).is_some_and(|g| g <= gap)).map(|one| one.elapsed.as_secs_f64())
}
