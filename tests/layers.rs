//! The layers of the source, kept: a module uses only modules above it in [`ORDER`], and some words belong to some
//! rooms only. A breach is reported with file and line.
//!
//! The source is read as text: comments and literals are blanked, then paths that begin at the crate's root
//! (`crate::`, or as many `super::` as it takes) are looked up in the table.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::Path;

/// The top modules: each uses only those before it.
const ORDER: [&str; 22] = [
    "signs",
    "units",
    "finding",
    "diagnostic",
    "portfolio",
    "priority",
    "scenario",
    "plan",
    "audit",
    "input",
    "model",
    "solve",
    "explain",
    "study",
    "claims",
    "words",
    "import",
    "chart",
    "report",
    "verify",
    "serve",
    "cli",
];

/// Words that only some rooms may say; a room is a beginning of a path.
struct Reserved {
    words: &'static [&'static str],
    rooms: &'static [&'static str],
    why: &'static str,
}

const RESERVED: [Reserved; 12] = [
    Reserved {
        words: &["good_lp", "highs_sys", "use highs", "use microlp"],
        rooms: &["src/solve/highs.rs", "src/solve/microlp.rs", "src/solve/lp.rs"],
        why: "only the backends name a solver's library",
    },
    Reserved { words: &["highs", "microlp"], rooms: &["src/solve/"], why: "only `solve` knows its backends" },
    Reserved {
        words: &["calamine", "zip::", "rust_xlsxwriter"],
        rooms: &["src/input/workbook/", "src/report/xlsx/"],
        why: "one room reads workbooks and one writes them",
    },
    Reserved {
        words: &["krilla", "krilla_svg"],
        rooms: &["src/report/pdf/paper.rs"],
        why: "one file binds pages into a PDF",
    },
    Reserved {
        words: &["axum", "hyper", "hyper_util", "tokio"],
        rooms: &["src/cli/serve/"],
        why: "one room speaks with browsers",
    },
    Reserved {
        words: &["toml_edit"],
        rooms: &["src/serve/save/"],
        why: "one room writes into a case's TOML",
    },
    Reserved {
        words: &["println!", "eprintln!", "print!", "eprint!", "dbg!", "stdout", "stderr"],
        rooms: &["src/cli/"],
        why: "only the command line prints",
    },
    Reserved {
        words: &["std::fs", "fs::", "File"],
        rooms: &["src/cli/", "src/input/files.rs", "src/input/disk.rs", "src/input/collect/open.rs"],
        why: "only the command line writes files and only `input` reads a case's and its forms",
    },
    Reserved {
        words: &["Instant", "SystemTime"],
        rooms: &["src/solve/", "src/cli/"],
        why: "results know no clock",
    },
    // Looked up in one place, never walked through (which `iter_over_hash_type` forbids everywhere).
    Reserved {
        words: &["HashMap", "HashSet"],
        rooms: &["src/model/spending.rs"],
        why: "results follow no hash order",
    },
    Reserved {
        words: &["unsafe"],
        rooms: &["src/solve/highs.rs"],
        why: "one file calls the solver's C interface",
    },
    Reserved {
        words: &["serde", "serde_json", "Serialize", "Deserialize"],
        rooms: &["src/input/", "src/report/", "src/serve/", "src/cli/"],
        why: "domain types have no wire format",
    },
];

/// Modules whose every number is an integer.
const EXACT: [&str; 2] = ["audit", "plan"];

/// A source file: its path from the repository's root and its text.
struct Source {
    path: String,
    text: String,
}

/// Every Rust file under `src`, sorted.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut found) = (vec![root.join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                let inside = path.strip_prefix(root).expect("inside the repository");
                found.push(Source { path: inside.to_str().expect("a plain name").replace('\\', "/"), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The module path of a file: `src/solve/lp.rs` is `[solve, lp]`, `src/lib.rs` is `[]`.
fn module(path: &str) -> Vec<&str> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    let parts = inside.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main"));
    parts.collect()
}

/// The text with comments, strings and characters blanked, its lines where they were.
fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        let length = literal(&chars[at..], out.chars().last()).max(1);
        let blank = length > 1;
        for &c in &chars[at..at + length] {
            out.push(if blank && c != '\n' { ' ' } else { c });
        }
        at += length;
    }
    out
}

/// The length of the comment or literal that begins here; 0 where none does.
fn literal(rest: &[char], before: Option<char>) -> usize {
    let at = |index: usize| rest.get(index).copied().unwrap_or('\0');
    let until = |from: usize, ends: &dyn Fn(usize) -> bool| {
        (from..rest.len()).find(|&index| ends(index)).unwrap_or(rest.len())
    };
    match (at(0), at(1)) {
        ('/', '/') => until(2, &|index| at(index) == '\n'),
        ('/', '*') => (until(2, &|index| at(index) == '*' && at(index + 1) == '/') + 2).min(rest.len()),
        ('r', '"' | '#') if !before.is_some_and(|c| c.is_alphanumeric() || c == '_') => {
            let marks = rest[1..].iter().take_while(|c| **c == '#').count();
            if at(1 + marks) != '"' {
                return 0;
            }
            let closes = |index: usize| {
                at(index) == '"'
                    && rest[index + 1..].iter().take(marks).filter(|c| **c == '#').count() == marks
            };
            (until(2 + marks, &closes) + 1 + marks).min(rest.len())
        }
        ('"', _) => quoted(rest, '"'),
        ('\'', '\\') => quoted(rest, '\''),
        ('\'', _) if at(2) == '\'' => 3,
        _ => 0,
    }
}

fn quoted(rest: &[char], quote: char) -> usize {
    let mut index = 1;
    while index < rest.len() && rest[index] != quote {
        index += if rest[index] == '\\' { 2 } else { 1 };
    }
    (index + 1).min(rest.len())
}

/// The line, from 1, of a byte.
fn line(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a word stands by itself. A word that ends or begins with a mark needs no edge there.
fn places<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let edge = |at: usize, end: usize| {
        let before = code[..at].chars().next_back().is_some_and(in_word) && word.starts_with(in_word);
        let after = code[end..].chars().next().is_some_and(in_word) && word.ends_with(in_word);
        !before && !after
    };
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| edge(at, at + word.len()))
}

/// How many `mod name { ... }` of this file enclose a byte.
fn nesting(code: &str, at: usize) -> usize {
    let opened = places(code, "mod").filter(|&start| start < at).filter(|&start| {
        let rest = &code[start + 3..];
        let Some(brace) = rest.find(['{', ';']) else { return false };
        if rest[brace..].starts_with(';') {
            return false;
        }
        let (mut depth, from) = (0_i32, start + 3 + brace);
        let closed = code[from..].char_indices().find(|&(_, c)| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0
        });
        closed.is_none_or(|(offset, _)| from + offset > at)
    });
    opened.count()
}

/// The top modules a file uses, each with its line.
fn uses(path: &str, code: &str) -> Vec<(usize, String)> {
    let mut uses = Vec::new();
    for at in places(code, "crate").chain(places(code, "petajalan")) {
        // `petajalan::` is the crate's name in `main.rs` and in examples.
        let rest = &code[at..];
        let rest = rest.strip_prefix("crate").or_else(|| rest.strip_prefix("petajalan")).unwrap_or_default();
        uses.extend(heads(rest).into_iter().map(|head| (line(code, at), head)));
    }
    for at in places(code, "super") {
        if code[..at].ends_with("super::") {
            continue;
        }
        let (mut rest, mut count) = (&code[at..], 0);
        while let Some(more) = rest.strip_prefix("super") {
            count += 1;
            rest = more.strip_prefix("::super").map_or(more, |_| &more[2..]);
        }
        if count == module(path).len() + nesting(code, at) {
            uses.extend(heads(rest).into_iter().map(|head| (line(code, at), head)));
        }
    }
    uses
}

/// The first names after `crate`: one of `::a::b`, several of `::{a::b, c}`.
fn heads(rest: &str) -> Vec<String> {
    let Some(rest) = rest.strip_prefix("::") else { return Vec::new() };
    let name = |text: &str| text.trim().chars().take_while(|c| in_word(*c)).collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut names, mut from) = (0_i32, Vec::new(), 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&group[from..at]));
                from = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Every breach of a file, as `file:line: why`.
fn breaches(source: &Source) -> Vec<String> {
    let Source { path, text } = source;
    let code = code(text);
    let place = |at: usize| format!("{path}:{}", line(&code, at));
    let mut found = Vec::new();
    let rank = |name: &str| ORDER.iter().position(|known| *known == name);
    let own = module(path).first().map(|name| (*name, rank(name)));
    for (line, used) in uses(path, &code) {
        let allowed = match own {
            None => path == "src/main.rs" && used == "cli",
            Some((name, own)) => {
                used == name || rank(&used).is_some_and(|used| own.is_some_and(|own| used < own))
            }
        };
        if !allowed {
            found.push(format!("{path}:{line}: uses `{used}`, which does not stand above it"));
        }
    }
    for Reserved { words, rooms, why } in &RESERVED {
        if rooms.iter().any(|room| path.starts_with(room)) {
            continue;
        }
        for word in *words {
            found.extend(places(&code, word).map(|at| format!("{}: `{word}`: {why}", place(at))));
        }
    }
    if module(path).first().is_some_and(|name| EXACT.contains(name)) {
        for word in ["f64", "f32"] {
            found.extend(places(&code, word).map(|at| format!("{}: `{word}` where all is exact", place(at))));
        }
    }
    found
}

#[test]
fn every_module_keeps_to_its_place() {
    let sources = sources();
    assert!(sources.len() > 100, "only {} files were read", sources.len());
    let found: Vec<String> = sources.iter().flat_map(breaches).collect();
    assert!(found.is_empty(), "{} breaches:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_library_declares_the_modules_in_this_order() {
    let library = sources().into_iter().find(|source| source.path == "src/lib.rs").expect("the library");
    let code = code(&library.text);
    let declared: Vec<&str> =
        code.split("pub mod ").skip(1).filter_map(|rest| rest.split(';').next()).collect();
    assert_eq!(declared, ORDER);
}

fn breaches_of(path: &str, text: &str) -> Vec<String> {
    let source = Source { path: path.to_owned(), text: text.to_owned() };
    breaches(&source)
        .into_iter()
        .map(|found| found.split(": ").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn breaches_are_seen() {
    let seen = [
        (
            "src/audit/money.rs",
            "use crate::plan::Ledger;\nuse crate::solve::Options;",
            "src/audit/money.rs:2",
        ),
        ("src/plan/mod.rs", "use crate::{units::Year, model::{Row, Var}};", "src/plan/mod.rs:1"),
        ("src/units.rs", "\n\nfn f() -> super::report::Shown { }", "src/units.rs:3"),
        ("src/words/rules/mod.rs", "use super::super::cli;", "src/words/rules/mod.rs:1"),
        ("src/input/table.rs", "mod tests { use super::super::super::words::Lang; }", "src/input/table.rs:1"),
        ("src/main.rs", "fn main() { petajalan::solve::run() }", "src/main.rs:1"),
        ("src/solve/ladder.rs", "use good_lp::Solution;", "src/solve/ladder.rs:1"),
        ("src/solve/task.rs", "use highs::Model;", "src/solve/task.rs:1"),
        ("src/study/answer.rs", "crate::solve::highs::NAME", "src/study/answer.rs:1"),
        ("src/report/plan_csv.rs", "\nprintln!(\"{x}\");", "src/report/plan_csv.rs:2"),
        ("src/report/plan_csv.rs", "std::fs::write(path, bytes)", "src/report/plan_csv.rs:1"),
        ("src/report/plan_csv.rs", "let now = SystemTime::now();", "src/report/plan_csv.rs:1"),
        ("src/plan/ledger.rs", "let x: f64 = 1.0;", "src/plan/ledger.rs:1"),
        ("src/portfolio/mod.rs", "#[derive(Serialize)]", "src/portfolio/mod.rs:1"),
        ("src/explain/mod.rs", "HashMap::new()", "src/explain/mod.rs:1"),
        ("src/study/mod.rs", "unsafe { }", "src/study/mod.rs:1"),
        ("src/new.rs", "use crate::units::Year;", "src/new.rs:1"),
    ];
    for (path, text, place) in seen {
        assert!(breaches_of(path, text).contains(&place.to_owned()), "{path}: {text}");
    }
}

#[test]
fn what_is_allowed_is_left_alone() {
    let fine = [
        ("src/audit/money.rs", "// use crate::solve\nuse crate::plan::Ledger; let a = \"crate::solve f64\";"),
        ("src/audit/money.rs", "use super::Books; use super::super::audit::breach; /* f64 */"),
        ("src/units.rs", "#[cfg(test)]\nmod tests { use super::*; }"),
        ("src/words/rules/mod.rs", "let c = '\"'; let s: &'static str = r#\"println!(\"#; use super::Lang;"),
        ("src/solve/mod.rs", "mod highs; mod microlp; Self::Highs => highs::NAME"),
        ("src/report/mod.rs", "sprintln!(); let reprint = 1; /// prints with println!"),
        ("src/main.rs", "fn main() { petajalan::cli::run() }"),
    ];
    for (path, text) in fine {
        assert_eq!(breaches_of(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}
