//! The served page under load: 100 questions about the example case, eight at a time; how long until the first plan, until
//! a plan within 1 %, and until the proof.
//!
//! `cargo bench --bench serve -- [OUTPUT [AT_A_TIME [SECONDS]]]`; plans kept in OUTPUT (default `output`) are used. Times are taken at
//! the client, over the wire; no question is searched longer than SECONDS (default 8).
#![allow(clippy::print_stdout, reason = "a table is what it makes")]
#![allow(clippy::expect_used, clippy::panic, dead_code, reason = "a bench fails by panicking")]

#[path = "../tests/common/web.rs"]
mod web;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use web::{Server, paser_questions};

/// What a question took: to the first plan (or the news that there is none), to 1 %, to its end; and how it ended.
struct Took {
    scenario: String,
    first: Option<Duration>,
    near: Option<Duration>,
    end: Duration,
    ending: String,
    gap: Option<i64>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let output = PathBuf::from(words.first().map_or("output", String::as_str));
    let at_a_time = words.get(1).and_then(|word| word.parse().ok()).unwrap_or(8);
    let program = Path::new(env!("CARGO_BIN_EXE_petajalan"));
    let server = Server::start(
        program,
        Path::new("scenarios/paser"),
        &output,
        &["--seconds", words.get(2).map_or("8", String::as_str)],
    );
    let questions = paser_questions(&server.document());
    let next = AtomicUsize::new(0);
    let all: Mutex<Vec<Took>> = Mutex::default();
    println!("load before: {}", load());
    std::thread::scope(|scope| {
        for _ in 0..at_a_time {
            scope.spawn(|| {
                while let Some((scenario, wishes)) = questions.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let page = format!("page-{}", next.load(Ordering::SeqCst));
                    let question = Server::question(&page, 1, scenario, wishes);
                    let mut took = Took {
                        scenario: scenario.clone(),
                        first: None,
                        near: None,
                        end: Duration::ZERO,
                        ending: String::new(),
                        gap: None,
                    };
                    server.ask(&question, |told| {
                        let gap = told.news["gap"].as_i64();
                        let none = told.news["state"] == "none";
                        if told.news["part"].is_object() || none {
                            took.first.get_or_insert(told.after);
                        }
                        if took.first.is_some() && (none || gap.is_some_and(|gap| gap <= 10_000)) {
                            took.near.get_or_insert(told.after);
                        }
                        (took.end, took.gap) = (told.after, gap.or(took.gap));
                        told.news["state"].as_str().unwrap_or_default().clone_into(&mut took.ending);
                        true
                    });
                    all.lock().expect("a list").push(took);
                }
            });
        }
    });
    println!("load after: {}", load());
    let all = all.into_inner().expect("a list");
    let ended = |ending: &str| all.iter().filter(|took| took.ending == ending).count();
    println!(
        "{} questions: {} proven, {} without a plan, {} not proven in time",
        all.len(),
        ended("proven"),
        ended("none"),
        ended("best") + ended("unknown")
    );
    print("first plan", all.iter().filter_map(|took| took.first).collect());
    print("within 1 %", all.iter().filter_map(|took| took.near).collect());
    let proven = all.iter().filter(|took| took.ending == "proven" || took.ending == "none");
    print("proof", proven.map(|took| took.end).collect());
    for scenario in ["krisis", "efisiensi", "moderat", "optimis", "guncangan"] {
        let own = || all.iter().filter(|took| took.scenario == scenario);
        println!("{scenario}:");
        print("  first plan", own().filter_map(|took| took.first).collect());
        print("  within 1 %", own().filter_map(|took| took.near).collect());
        print("  end", own().map(|took| took.end).collect());
    }
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let [half, most, last] = [50, 95, 100].map(|share| at(share).map_or(0.0, Duration::as_secs_f64));
    println!("{what}: {} of them, p50 {half:.3} s, p95 {most:.3} s, longest {last:.3} s", times.len());
}

fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned()
}
