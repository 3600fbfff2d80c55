//! Whose a folder is: one that only holds what a run of this program wrote may be replaced, any other stays.
//!
//! The manifest says what a run wrote. A file that it does not list, a symbolic link or a folder without a manifest belongs
//! to somebody else. A listed file with another content was changed since: it is replaced only if that is asked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Files;
use crate::input::disk::{self, MOST_RESULTS};
use crate::report::certificate_json::hash;
use crate::report::manifest::Manifest;
use crate::report::run_json::{self, Run};
use crate::words::results::{InTheWay, Named};

/// So many entries that no run wrote are named; the others are counted.
const NAMED: usize = 5;
/// So many are counted before looking on is pointless.
const MOST_FOREIGN: usize = 10_000;

/// What is known of a place for results.
#[derive(Debug)]
pub enum Standing {
    /// Nothing is there, or an empty folder, but for what file managers leave.
    Free(Files),
    /// The results of a run.
    Ours(Box<Ours>),
    /// Something that no run wrote.
    Foreign(InTheWay),
}

/// The results of an earlier run.
#[derive(Debug)]
pub struct Ours {
    /// What the run wrote.
    pub manifest: Manifest,
    /// The real path of its case; `None` in results of version 0.1.0.
    pub origin: Option<String>,
    /// Files whose content is no longer what the run wrote.
    pub changed: Vec<String>,
    /// What file managers left there: it moves on into the new folder.
    pub kept: Files,
}

/// Whose `target` is.
#[must_use]
pub fn standing(target: &Path) -> Standing {
    let about = match fs::symlink_metadata(target) {
        Ok(about) => about,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Standing::Free(Files::new()),
        Err(error) => return Standing::Foreign(InTheWay::Unreadable(error.to_string())),
    };
    if about.is_symlink() {
        return Standing::Foreign(InTheWay::Link);
    }
    if !about.is_dir() {
        return Standing::Foreign(InTheWay::NotAFolder);
    }
    let manifest = disk::read(&target.join(Manifest::FILE), MOST_RESULTS).ok();
    let manifest = manifest.and_then(|bytes| Manifest::read(&bytes).ok());
    match look(target, manifest.as_ref()) {
        Err(error) => Standing::Foreign(InTheWay::Unreadable(error.to_string())),
        Ok(seen) if seen.foreign.is_empty() => match manifest {
            Some(manifest) => Standing::Ours(Box::new(Ours {
                origin: Run::read(&seen.run).map(|run| run.origin),
                changed: seen.changed,
                kept: seen.kept,
                manifest,
            })),
            None => Standing::Free(seen.kept),
        },
        Ok(_) if manifest.is_none() && target.join("case.toml").exists() => Standing::Foreign(InTheWay::Case),
        Ok(seen) => Standing::Foreign(InTheWay::Entries(first_named(seen.foreign))),
    }
}

/// The first of these names, and how many more there are.
#[must_use]
pub fn first_named(mut names: Vec<String>) -> Named {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    Named { names, more }
}

/// What a folder holds beside what its manifest lists.
#[derive(Default)]
struct Seen {
    foreign: Vec<String>,
    changed: Vec<String>,
    kept: Files,
    run: Vec<u8>,
}

fn look(target: &Path, manifest: Option<&Manifest>) -> std::io::Result<Seen> {
    let none = BTreeMap::new();
    let listed = manifest.map_or(&none, |manifest| &manifest.files);
    let holds_listed = |folder: &str| {
        let inside = format!("{folder}/");
        listed.range(inside.clone()..).next().is_some_and(|(path, _)| path.starts_with(&inside))
    };
    let mut seen = Seen::default();
    let mut folders = vec![(target.to_owned(), String::new())];
    while let Some((at, inside)) = folders.pop() {
        for entry in fs::read_dir(&at)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() && holds_listed(&path) {
                folders.push((entry.path(), path));
            } else if kind.is_file() && Manifest::is_of_a_file_manager(&path) {
                seen.kept.insert(path, disk::read(&entry.path(), MOST_RESULTS)?);
            } else if kind.is_file() && listed.contains_key(&path) {
                let bytes = disk::read(&entry.path(), MOST_RESULTS)?;
                if listed.get(&path) != Some(&hash(&bytes)) {
                    seen.changed.push(path);
                }
            } else if kind.is_file() && manifest.is_some() && Manifest::leaves_out(&path) {
                if path == run_json::FILE {
                    seen.run = disk::read(&entry.path(), MOST_RESULTS)?;
                }
            } else {
                seen.foreign.push(if kind.is_dir() { format!("{path}/") } else { path });
                if seen.foreign.len() >= MOST_FOREIGN {
                    break;
                }
            }
        }
    }
    seen.foreign.sort();
    seen.changed.sort();
    Ok(seen)
}

/// What came of removing a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// It is gone.
    Gone,
    /// It holds something that no run wrote, and stays.
    Foreign,
    /// The system could not look at it or remove it.
    Failed,
}

/// Removes what the run of this manifest wrote, and nothing else.
pub fn remove(folder: &Path, manifest: &Manifest) -> Removed {
    // Looked at again: whatever came since belongs to somebody else.
    match look(folder, Some(manifest)) {
        Ok(seen) if !seen.foreign.is_empty() => Removed::Foreign,
        Ok(_) if fs::remove_dir_all(folder).is_ok() => Removed::Gone,
        _ => Removed::Failed,
    }
}
