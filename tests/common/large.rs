//! Large inputs with very much wrong in them, for the test that all of it is found and the bench of how long that takes.

use petajalan::diagnostic::Diagnostic;
use petajalan::input::{Files, build};

const CASE: &str = "id = \"big\"\nfirst_year = 2027\nyears = 3\n[value]\nfrom = \"given\"\n";

pub fn found(files: &Files) -> Vec<Diagnostic> {
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
pub type Kind = (&'static str, fn(usize) -> Vec<Diagnostic>, usize);

/// A header that nothing reads.
pub fn columns(count: usize) -> Vec<Diagnostic> {
    let names = numbered(count, |at| format!(",x{at}"));
    of_table(&format!("id,category,owner,value{names}\nA,c,o,1{}\n", ",".repeat(count)))
}

/// A bad cell in every row.
pub fn rows(count: usize) -> Vec<Diagnostic> {
    let rows = numbered(count, |at| format!("A{at},c,o,bad é\n"));
    of_table(&format!("id,category,owner,value\n{rows}"))
}

/// One row full of bad cells.
pub fn cells(count: usize) -> Vec<Diagnostic> {
    let names = numbered(count, |at| format!(",value_e{at}"));
    of_table(&format!("id,category,owner{names}\nA,c,o{}\n", ",bad é".repeat(count)))
}

/// A list of bad values on one line of a TOML file.
pub fn list(count: usize) -> Vec<Diagnostic> {
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
