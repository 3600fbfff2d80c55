//! Reading a folder of results, which anybody may have written: with limits on what is read, and following no link.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Files;
use crate::input::disk::{self, MOST_RESULTS, Unread};

/// The most files and folders in a folder of results.
const MOST_ENTRIES: usize = 500_000;
/// How deep folders of results lie in each other at most.
const MOST_DEPTH: usize = 16;

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// Every ordinary file.
    pub files: Files,
    /// Links, pipes and devices by the same paths: they are not followed and not read.
    pub others: Vec<String>,
}

/// Reads every file of a folder, by path relative to it with `/` between the parts.
///
/// # Errors
/// What the file system says, with the path. A folder with more than [`MOST_RESULTS`] bytes, [`MOST_ENTRIES`] entries or
/// [`MOST_DEPTH`] folders in each other is none of ours.
pub fn contents(folder: &Path) -> Result<Contents, (PathBuf, io::Error)> {
    let mut before = identity(folder);
    for _ in 1..TRIES {
        let found = once(folder);
        let after = identity(folder);
        if after == before {
            return found;
        }
        before = after;
    }
    once(folder)
}

/// A folder that is replaced while it is read is read again, so many times at most.
const TRIES: usize = 4;

/// What tells a folder from another one that takes its place.
#[cfg(unix)]
fn identity(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(folder).ok().map(|about| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(folder).and_then(|about| about.created()).ok()
}

fn once(folder: &Path) -> Result<Contents, (PathBuf, io::Error)> {
    let (listed, others) = list(folder)?;
    let mut found = Contents { others, ..Contents::default() };
    let mut left = MOST_RESULTS;
    for (name, path) in listed {
        match disk::read_unlinked(&path, left) {
            Ok(bytes) => {
                left -= bytes.len() as u64;
                found.files.insert(name, bytes);
            }
            // It was an ordinary file a moment ago.
            Err(Unread::NotAFile) => found.others.push(name),
            Err(why) => return Err((path, why.into())),
        }
    }
    Ok(found)
}

/// The same of a folder that must hold ordinary files only.
///
/// # Errors
/// As [`contents`]; anything that is no ordinary file.
pub fn read(folder: &Path) -> Result<Files, (PathBuf, io::Error)> {
    let Contents { files, others } = contents(folder)?;
    match others.first() {
        Some(other) => Err((folder.join(other), Unread::NotAFile.into())),
        None => Ok(files),
    }
}

/// Ordinary files by name and path, and the names of everything else that is no folder.
type Listed = (Vec<(String, PathBuf)>, Vec<String>);

fn list(folder: &Path) -> Result<Listed, (PathBuf, io::Error)> {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    let mut folders = vec![(folder.to_owned(), String::new(), 0)];
    let mut left = MOST_ENTRIES;
    while let Some((at, inside, depth)) = folders.pop() {
        for entry in fs::read_dir(&at).map_err(|error| (at.clone(), error))? {
            let entry = entry.map_err(|error| (at.clone(), error))?;
            let kind = entry.file_type().map_err(|error| (entry.path(), error))?;
            let too_much = |what: String| Err((at.clone(), io::Error::other(what)));
            if left == 0 {
                return too_much(format!("more than {MOST_ENTRIES} files"));
            }
            left -= 1;
            let name = format!("{inside}{}", entry.file_name().to_string_lossy());
            if kind.is_dir() && depth == MOST_DEPTH {
                return too_much(format!("more than {MOST_DEPTH} folders in each other"));
            } else if kind.is_dir() {
                folders.push((entry.path(), name + "/", depth + 1));
            } else if kind.is_file() {
                files.push((name, entry.path()));
            } else {
                others.push(name);
            }
        }
    }
    others.sort();
    Ok((files, others))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_told_and_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = folder.path();
        fs::create_dir(at.join("inside")).expect("a folder");
        fs::write(at.join("inside/a.txt"), "a").expect("a file");
        symlink("/dev/zero", at.join("endless")).expect("a link");
        symlink("..", at.join("inside/up")).expect("a link");
        let found = contents(at).expect("read");
        assert_eq!(found.others, ["endless", "inside/up"]);
        assert_eq!(found.files.keys().collect::<Vec<_>>(), ["inside/a.txt"]);
        let (path, _) = read(at).expect_err("links");
        assert_eq!(path, at.join("endless"));
    }

    #[test]
    fn folders_lie_only_so_deep() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("d/".repeat(MOST_DEPTH + 1))).expect("folders");
        assert!(contents(folder.path()).is_err());
    }
}
