//! The layers of ARCHITECTURE.md hold: a module uses only itself and modules above it.
//!
//! The order is that of `src/lib.rs`, which `tests/documents` compares with the table in ARCHITECTURE.md.

use std::fs;
use std::path::{Path, PathBuf};

/// What else each room keeps to itself: only these files name these words.
const ONLY: [(&[&str], &[&str]); 3] = [
    // A solver's library.
    (&["use highs::", "highs_sys", "good_lp"], &["solve/highs.rs", "solve/lp.rs", "solve/microlp.rs"]),
    // Printing.
    (&["std::io::stdout", "std::io::stderr", "println!", "eprintln!"], &["cli/say.rs"]),
    // Writing files.
    (&["fs::write", "fs::rename", "File::create", "fs::remove"], &["cli/output.rs"]),
];

#[test]
fn modules_use_only_those_above() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (file, line, text) in code() {
        let Some(own) = place(&room(&file)) else { continue };
        let uses = text.split("crate::").skip(1).map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default().to_owned()
        });
        wrong.extend(
            uses.filter(|used| place(used).is_some_and(|used| used > own))
                .map(|used| format!("src/{file}:{line} uses {used}, which is below it")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn some_words_belong_to_some_files() {
    let mut wrong = Vec::new();
    for (file, line, text) in code() {
        for (words, files) in ONLY {
            let word = words.iter().find(|word| text.contains(**word));
            if let Some(word) = word
                && !files.contains(&file.as_str())
            {
                wrong.push(format!("src/{file}:{line} names {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn modules() -> Vec<String> {
    let library = fs::read_to_string(source().join("lib.rs")).unwrap();
    let names = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.len() > 10, "{names:?}");
    names
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The top module a file belongs to.
fn room(file: &str) -> String {
    file.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// Every line of code by file and number: comments, and tests at the end of a file, left out.
fn code() -> Vec<(String, usize, String)> {
    let mut lines = Vec::new();
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(source()).unwrap().to_string_lossy().into_owned();
            if name == "main.rs" || name.ends_with("tests.rs") || name.ends_with("fixture.rs") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
            lines.extend(code.map(|(at, line)| (name.clone(), at + 1, line.to_owned())));
        }
    }
    lines
}
