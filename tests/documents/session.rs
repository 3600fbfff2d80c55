//! Runs the `console` blocks of a document as one session and compares what is printed.
//!
//! A line `$ command` is run by `sh` in a folder that holds a copy of `scenarios/`, with `petajalan` on the path;
//! the lines after it are what it prints, errors included. A line `...` stands for any number of lines. A command
//! must succeed; one that should not is shown with `; echo $?`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs and compares, or renews the document where `PETAJALAN_RENEW` is set.
pub fn check(root: &Path, document: &str) {
    let workshop = tempfile::tempdir().unwrap();
    copy(&root.join("scenarios"), &workshop.path().join("scenarios"));
    let text = fs::read_to_string(root.join(document)).unwrap();
    let mut renewed = String::new();
    let mut steps = 0;
    for part in parts(&text) {
        let Part::Step { command, shown } = part else {
            renewed.push_str(&part.text());
            continue;
        };
        steps += 1;
        let printed = run(workshop.path(), &command);
        let agrees = matches(&shown, &printed);
        let renewable =
            std::env::var_os("PETAJALAN_RENEW").is_some() && !shown.iter().any(|line| line == "...");
        assert!(
            agrees || renewable,
            "{document}: `{command}` prints\n\n{}\n\nand the document shows\n\n{}\n",
            printed.join("\n"),
            shown.join("\n")
        );
        let shown = if agrees { shown } else { printed };
        renewed.push_str(&Part::Step { command, shown }.text());
    }
    assert!(steps > 0, "{document} has no commands");
    if renewed != text {
        fs::write(root.join(document), renewed).unwrap();
    }
}

enum Part {
    /// Anything but a command.
    Line(String),
    /// A command and what it prints.
    Step { command: String, shown: Vec<String> },
}

impl Part {
    fn text(&self) -> String {
        match self {
            Self::Line(line) => format!("{line}\n"),
            Self::Step { command, shown } => {
                format!(
                    "$ {command}\n{}",
                    shown.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>()
                )
            }
        }
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if !inside {
            inside = line == "```console";
        } else if line == "```" {
            inside = false;
        } else if let Some(command) = line.strip_prefix("$ ") {
            parts.push(Part::Step { command: command.to_owned(), shown: Vec::new() });
            continue;
        } else if let Some(Part::Step { shown, .. }) = parts.last_mut() {
            shown.push(line.to_owned());
            continue;
        }
        parts.push(Part::Line(line.to_owned()));
    }
    parts
}

fn run(folder: &Path, command: &str) -> Vec<String> {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_petajalan"));
    let mut path = vec![program.parent().unwrap().to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(path).unwrap())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "`{command}` fails: {}\n{printed}", output.status);
    // Spaces at the end of a line are not seen, and editors remove them.
    printed.trim_end().lines().map(|line| line.trim_start_matches('\u{feff}').trim_end().to_owned()).collect()
}

/// Whether what is shown is what was printed, `...` standing for any lines.
fn matches(shown: &[String], printed: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "..." => {
            (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn dots_stand_for_any_lines() {
    let lines = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert!(matches(&lines("a ... d"), &lines("a b c d")));
    assert!(matches(&lines("a ... b"), &lines("a b")));
    assert!(!matches(&lines("a ... d"), &lines("a b c")));
    assert!(!matches(&lines("a"), &lines("a b")));
}
