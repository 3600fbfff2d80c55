//! What reading costs: eight times as much should take about eight times as long, where a walk from the beginning for every
//! finding would take 64 times as long. `cargo bench --bench reading` prints the times of both and their ratio.

#![allow(missing_docs, clippy::expect_used, reason = "a bench")]

use std::time::{Duration, Instant};

use petajalan::diagnostic::Diagnostic;
use petajalan::input::{Files, build};

const CASE: &str = "id = \"big\"\nfirst_year = 2027\nyears = 3\n[value]\nfrom = \"given\"\n";

fn found(files: &Files) -> Vec<Diagnostic> {
    build(files).map_or_else(|found| found, |case| case.findings)
}

fn of_table(table: &str) -> Vec<Diagnostic> {
    found(&files(&[("case.toml", CASE), ("initiatives.csv", table)]))
}

/// A text for each number from 1.
fn numbered(count: usize, text: impl Fn(usize) -> String) -> String {
    (1..=count).map(text).collect::<Vec<_>>().concat()
}

/// A kind of input: its name, what is found in so many of it, and how many.
type Kind = (&'static str, fn(usize) -> Vec<Diagnostic>, usize);

/// A header that nothing reads.
fn columns(count: usize) -> Vec<Diagnostic> {
    let names = numbered(count, |at| format!(",x{at}"));
    of_table(&format!("id,category,owner,value{names}\nA,c,o,1{}\n", ",".repeat(count)))
}

/// A bad cell in every row.
fn rows(count: usize) -> Vec<Diagnostic> {
    let rows = numbered(count, |at| format!("A{at},c,o,bad é\n"));
    of_table(&format!("id,category,owner,value\n{rows}"))
}

/// One row full of bad cells.
fn cells(count: usize) -> Vec<Diagnostic> {
    let names = numbered(count, |at| format!(",value_e{at}"));
    of_table(&format!("id,category,owner{names}\nA,c,o{}\n", ",bad é".repeat(count)))
}

/// A list of bad values on one line of a TOML file.
fn list(count: usize) -> Vec<Diagnostic> {
    let values = "\"bad é\", ".repeat(count);
    let scenarios = format!("[[scenario]]\nid = \"a\"\ndrop = [{values}]\n");
    let table = "id,category,owner,value\nA,c,o,1\n";
    found(&files(&[("case.toml", CASE), ("initiatives.csv", table), ("scenarios.toml", &scenarios)]))
}

fn files(texts: &[(&str, &str)]) -> Files {
    let mut files = Files::new("big");
    for (name, text) in texts {
        files.put(name, text.as_bytes().to_vec());
    }
    files
}

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
