//! What an explanation costs on one thread: every initiative otherwise than in the best plan, asked from scratch, with the
//! best plan in hand, and with the answers helping each other; then the whole explanation.
//!
//! `cargo bench --bench otherwise -- CASE SCENARIO`; seconds are processor time.
#![allow(clippy::print_stdout, reason = "a table is what it makes")]

mod support;

use std::path::Path;

use petajalan::explain::base::Base;
use petajalan::explain::explained::explained;
use petajalan::explain::otherwise::{otherwise, turned};
use petajalan::input;
use petajalan::solve::{Options, first_goal, solve};
use petajalan::units::InitiativeIx;
use support::processor;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let word = |at: usize, default: &str| words.get(at).cloned().unwrap_or_else(|| default.to_owned());
    let case = input::load(Path::new(&word(0, "scenarios/paser"))).expect("a case").value;
    let id = word(1, "efisiensi");
    let scenario = case.scenarios.iter().find(|scenario| scenario.id == id).expect("a scenario");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        let options = Options::default();
        let outcome = solve(&case.portfolio, scenario, &options);
        let solved = outcome.solved().expect("a plan");
        let base = Base::of(&case.portfolio, scenario, solved, &options).expect("a proven plan");
        let questions: Vec<_> =
            (0..case.portfolio.initiatives.len()).map(|ix| turned(&base, InitiativeIx(ix))).collect();
        timed("from scratch", || {
            for question in &questions {
                drop(first_goal(&case.portfolio, question, &options));
            }
        });
        timed("with the best plan in hand", || {
            for question in &questions {
                drop(base.effect(&case.portfolio, question, true));
            }
        });
        timed("with answers that help each other", || drop(otherwise(&base)));
        timed("the whole explanation", || drop(explained(&base, None)));
    });
}

fn timed(what: &str, work: impl FnOnce()) {
    let begun = processor();
    work();
    println!("{what}: {:.1} s", processor() - begun);
}
