//! What reading costs: eight times as much should take about eight times as long, where a walk from the beginning for every
//! finding would take 64 times as long. `cargo bench --bench reading` prints the times of both and their ratio.

#![allow(missing_docs, clippy::expect_used, reason = "a bench")]

#[path = "../tests/common/large.rs"]
mod large;

use std::time::{Duration, Instant};

use large::{Kind, cells, columns, list, rows};
use petajalan::diagnostic::Diagnostic;
/// The shortest of three times.
fn time(work: impl Fn() -> Vec<Diagnostic>) -> Duration {
    let once = |_| {
        let begun = Instant::now();
        std::hint::black_box(work());
        begun.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

fn main() {
    let kinds: [Kind; 4] = [
        ("columns", columns, 2_000),
        ("rows", rows, 12_000),
        ("cells", cells, 1_000),
        ("list", list, 12_000),
    ];
    for (name, work, count) in kinds {
        let (little, much) = (time(|| work(count)), time(|| work(8 * count)));
        let ratio = much.as_secs_f64() / little.as_secs_f64();
        println!("{name}: {count} in {little:?}, {} in {much:?}, {ratio:.1} times as long", 8 * count);
    }
}
