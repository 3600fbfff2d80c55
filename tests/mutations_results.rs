//! `petajalan verify` on folders of results that somebody else wrote: seeded mutations of one folder of every command. What
//! comes out is always a verdict, within bounds of time and memory, and no change is accepted but those that the output
//! lists as unchecked.
//!
//! `PETAJALAN_MUTATIONS=5000` looks longer.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]
#![cfg(unix)]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use common::program::{Tree, binary, copy, petajalan, read, shipped, temporary, write};
use petajalan::report::certificate_json::hash;
use serde_json::Value;

/// How many mutations.
fn mutations() -> u64 {
    std::env::var("PETAJALAN_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(240)
}

/// Numbers and other values at the ends of their types.
const EXTREME: [&str; 22] = [
    "0",
    "1",
    "-1",
    "2147483647",
    "-2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "1152921504606846975",
    "-1152921504606846975",
    "18446744073709551615",
    "1000000000000000000000000000000",
    "1e308",
    "-1e308",
    "0.5",
    "null",
    "\"NaN\"",
    "\"170141183460469231731687303715884105727\"",
    "\"-170141183460469231731687303715884105728\"",
    "[]",
    "{}",
];

/// Keys of documents that say what the solver claims and nothing else implies; `verify` lists them as unchecked.
const UNCHECKED: [(&str, &[&str]); 4] = [
    ("certificate.json", &["solver", "checked_bound"]),
    ("robust.json", &["bound", "missed"]),
    ("frontier.json", &["alone_bound", "bound"]),
    ("priorities.json", &["claimed_bound", "gap"]),
];

/// A folder of results of every command, without charts but for one.
static FOLDERS: LazyLock<Vec<(String, Tree)>> = LazyLock::new(|| {
    let (folder, output) = (temporary(), temporary());
    let case = folder.path().join("tiny");
    copy(&shipped("tiny"), &case);
    let more = "\n[[scenario]]\nid = \"broke\"\nname = \"Broke\"\n\
                [[scenario.force_in]]\ninitiative = \"build\"\nreason = \"decided\"\n";
    let scenarios = fs::read_to_string(case.join("scenarios.toml")).expect("scenarios") + more;
    fs::write(case.join("scenarios.toml"), scenarios).expect("written");
    let results = output.path().join("tiny");
    let tight = results.join("plan/tight");
    let of = |command: &str, more: &[&OsStr], case: &Path| {
        let fixed =
            [OsStr::new(command), case.as_os_str(), OsStr::new("--output"), output.path().as_os_str()];
        let ran = petajalan(fixed.iter().chain(more));
        assert!(ran.code < 2, "{command}: {ran:?}");
    };
    let words =
        |text: &'static str| -> Vec<&'static OsStr> { text.split_whitespace().map(OsStr::new).collect() };
    of("plan", &words("--no-charts"), &case);
    of("frontier", &words("--no-charts"), &case);
    of("robust", &words("--no-charts --draws 5"), &case);
    of("explain", &words("--scenario tight"), &case);
    of("explain", &words("--scenario broke"), &case);
    of("compare", &words("--no-charts --from tight --to ample"), &case);
    of("alternatives", &words("--no-charts --count 2 --within 0.2"), &case);
    of("whatif", &words("--start build=2028"), &case);
    let mut revise = words("--no-charts --from 2028 --scenario tight --plan");
    revise.push(tight.as_os_str());
    of("revise", &revise, &case);
    of("report", &words("--memo --scenario tight"), &case);
    of("priorities", &words(""), &shipped("raters"));
    let folders = [results, output.path().join("raters")];
    let entries = folders.iter().flat_map(|at| fs::read_dir(at).expect("results"));
    let mut trees: Vec<(String, Tree)> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("manifest.json").exists())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), read(&path)))
        .collect();
    trees.sort();
    assert!(
        trees.len() >= 11,
        "a folder of every command: {:?}",
        trees.iter().map(|t| &t.0).collect::<Vec<_>>()
    );
    trees
});

/// The manifest with the hashes of the files as they are now.
fn mended(mut files: Tree) -> Tree {
    let Some(Ok(mut manifest)) = files.get("manifest.json").map(|text| serde_json::from_slice::<Value>(text))
    else {
        return files;
    };
    if let Some(listed) = manifest.get_mut("files").and_then(Value::as_object_mut) {
        listed.retain(|name, _| files.contains_key(name));
        for (name, sum) in listed.iter_mut() {
            *sum = Value::from(hash(&files[name]));
        }
    }
    let text = serde_json::to_string_pretty(&manifest).expect("JSON") + "\n";
    files.insert("manifest.json".into(), text.into_bytes());
    files
}

/// Checks a folder within two gigabytes; its exit code and words.
fn verdict(folder: &Path) -> (i32, String) {
    let limited = "ulimit -v 2000000; exec \"$0\" verify \"$1\" --lang en";
    let mut command = assert_cmd::Command::new("sh");
    command.args([OsStr::new("-c"), OsStr::new(limited), binary().as_os_str(), folder.as_os_str()]);
    // No measure of speed: it tells a folder that is checked from one that is never done with.
    let output = command.timeout(Duration::from_mins(5)).output().expect("the program runs");
    let words =
        format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    (output.status.code().unwrap_or(-1), words)
}

/// Keys under which two documents differ.
fn differing(one: &Value, other: &Value, key: &str, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().for_each(|(key, value)| differing(value, &b[key], key, found));
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).for_each(|(a, b)| differing(a, b, key, found));
        }
        _ if one == other => {}
        _ => found.push(key.to_owned()),
    }
}

/// Whether a change to a file is one that `verify` says it does not check.
fn is_unchecked(name: &str, before: &[u8], after: &[u8]) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    if file == "run.json" {
        return true;
    }
    let Some((_, keys)) = UNCHECKED.iter().find(|(known, _)| *known == file) else { return false };
    let (Ok(before), Ok(after)) = (serde_json::from_slice(before), serde_json::from_slice(after)) else {
        return false;
    };
    let mut found = Vec::new();
    differing(&before, &after, "", &mut found);
    found.iter().all(|key| keys.contains(&key.as_str()))
}

#[test]
fn every_mutated_folder_gets_a_verdict() {
    let wrong: Vec<String> = (0..mutations()).filter_map(mutation).collect();
    assert!(wrong.is_empty(), "{} mutations:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with the verdict on one mutation.
fn mutation(seed: u64) -> Option<String> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (command, before) = &FOLDERS[dice.below(FOLDERS.len())];
    let mut names: Vec<&String> = before.keys().collect();
    // Documents hold the claims: they are looked at as often as everything else together.
    if dice.below(2) == 0 {
        names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "json"));
    }
    let name = names[dice.below(names.len())].clone();
    let mut after = before.clone();
    let kind = dice.below(12);
    match kind {
        0..8 => change(&mut dice, kind, after.get_mut(&name).expect("a file")),
        8 => drop(after.remove(&name)),
        9 => {
            let other = names[dice.below(names.len())];
            after.insert(name.clone(), before[other].clone());
            after.insert(other.clone(), before[&name].clone());
        }
        _ => {}
    }
    let mends = dice.below(2) == 0 && name != "manifest.json";
    let written = if mends { mended(after) } else { after };
    let folder = temporary();
    write(folder.path(), written.iter().map(|(name, bytes)| (name.as_str(), bytes)));
    if kind >= 10 {
        strange(&mut dice, &folder.path().join(&name));
    }
    let (code, words) = verdict(folder.path());
    let told = |what: &str| {
        Some(format!("seed {seed}, {command}/{name}, kind {kind}, mended {mends}: {what}\n{words}"))
    };
    if !(0..3).contains(&code) || words.contains("panicked") {
        return told(&format!("exit code {code}"));
    }
    let same = kind < 10 && written == *before;
    let is_open = kind < 10
        && before.iter().all(|(name, bytes)| {
            name == "manifest.json"
                || written.get(name).is_some_and(|now| now == bytes || is_unchecked(name, bytes, now))
                || name.ends_with("run.json")
        })
        && name != "manifest.json";
    if code == 0 && !same && !is_open && !name.ends_with("run.json") {
        return told("accepted");
    }
    (code == 0 && !words.contains("Not checked: ")).then(|| told("does not say what is unchecked")).flatten()
}

fn change(dice: &mut Dice, kind: usize, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.below(bytes.len());
    match kind {
        0 => bytes[at] ^= 1 << dice.below(8),
        1 => bytes.truncate(at),
        2 => {
            let mut lines: Vec<Vec<u8>> =
                bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let at = dice.below(lines.len());
            if dice.below(2) == 0 {
                lines.remove(at);
            } else {
                lines.insert(at, lines[dice.below(lines.len())].clone());
            }
            *bytes = lines.concat();
        }
        3 => {
            let deep = dice.below(200_000);
            *bytes = [vec![b'['; deep], vec![b']'; deep]].concat();
        }
        _ => number(dice, bytes),
    }
}

/// Puts something at the end of its type in the place of one number.
fn number(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let is_part = |byte: &u8| byte.is_ascii_digit();
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|&at| is_part(&bytes[at]) && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()))
        .collect();
    if starts.is_empty() {
        return;
    }
    let from = starts[dice.below(starts.len())];
    let length = bytes[from..].iter().take_while(|byte| is_part(byte)).count();
    let instead = EXTREME[dice.below(EXTREME.len())];
    bytes.splice(from..from + length, instead.bytes());
}

/// Puts a link, a pipe or a folder in the place of a file.
fn strange(dice: &mut Dice, path: &Path) {
    fs::remove_file(path).expect("removed");
    match dice.below(6) {
        0 => symlink("/dev/zero", path).expect("a link"),
        1 => symlink(path, path).expect("a link to itself"),
        2 => symlink("/etc/passwd", path).expect("a link"),
        3 => symlink("..", path).expect("a link to a folder"),
        4 => {
            let made = Command::new("mkfifo").arg(path).status().expect("mkfifo runs");
            assert!(made.success(), "a pipe");
        }
        _ => fs::create_dir_all(path.join("d/".repeat(40))).expect("folders"),
    }
}

#[test]
fn every_number_of_every_document_is_checked() {
    let mut wrong = Vec::new();
    for (command, before) in FOLDERS.iter() {
        let documents = before.keys().filter(|name| {
            Path::new(name).extension().is_some_and(|ending| ending == "json")
                && !name.starts_with("inputs/")
                && !name.ends_with("run.json")
        });
        for name in documents.filter(|name| *name != "manifest.json") {
            let document: Value = serde_json::from_slice(&before[name]).expect("JSON");
            for pointer in numbers(&document) {
                let mut changed = document.clone();
                let slot = changed.pointer_mut(&pointer).expect("a number");
                *slot = slot.as_i64().map_or_else(|| Value::from(0.125), |number| Value::from(number + 1));
                let text = serde_json::to_string_pretty(&changed).expect("JSON") + "\n";
                let mut after = before.clone();
                after.insert(name.clone(), text.into_bytes());
                let folder = temporary();
                let written = mended(after);
                write(folder.path(), written.iter().map(|(name, bytes)| (name.as_str(), bytes)));
                let (code, words) = verdict(folder.path());
                let is_open = is_unchecked(name, &before[name], &written[name]);
                if code != 1 && !(code == 0 && is_open) {
                    wrong.push(format!("{command}/{name}{pointer}: exit code {code}\n{words}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} numbers:\n{}", wrong.len(), wrong.join("\n"));
}

/// A number at every kind of place: of elements of a list, only the first that has it.
fn numbers(document: &Value) -> Vec<String> {
    fn walk(value: &Value, pointer: &str, kind: &str, found: &mut Vec<(String, String)>) {
        match value {
            Value::Number(_) if found.iter().all(|(known, _)| known != kind) => {
                found.push((kind.to_owned(), pointer.to_owned()));
            }
            Value::Array(values) => {
                for (at, value) in values.iter().enumerate() {
                    walk(value, &format!("{pointer}/{at}"), &format!("{kind}/#"), found);
                }
            }
            Value::Object(values) => {
                for (key, value) in values {
                    let escaped = key.replace('~', "~0").replace('/', "~1");
                    walk(value, &format!("{pointer}/{escaped}"), &format!("{kind}/{escaped}"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(document, "", "", &mut found);
    found.into_iter().map(|(_, pointer)| pointer).collect()
}

/// A small generator of pseudo-random numbers (xorshift), the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(count).expect("a count")).expect("small")
    }
}
