//! Saving several files of a case: all of them or none, whatever ends the program and whichever write fails.
//!
//! The new files are written to a folder beside them, which then gets the name that readers know ([`pending`]): that is the
//! moment from which they count. Each is then moved to its place. Where one cannot be moved, a folder with the earlier files
//! takes the place of that folder in one step, and those are moved back. Who holds the case's lock finishes what a killed
//! program left.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::{parent, sync_folder};
use super::replace::{self, Synced};
use super::{Failed, Files};
use crate::input::disk::{self, MOST_CASE, Unread};
use crate::input::{InputFile, pending};

/// Why files of a case were not saved; those on the disk are as they were.
#[derive(Debug)]
pub enum NotSaved {
    /// A file is not the one that was read: somebody else wrote it since.
    Changed(String),
    /// A file is a symbolic link, which is not replaced.
    Link(String),
    /// What the file system says.
    Failed(Failed),
}

/// Saves files of a case that was read from these inputs. For the holder of the case's lock. Says too whether the system
/// confirms that they are on the disk.
///
/// # Errors
/// Why nothing was saved.
pub fn save(case: &Path, inputs: &[InputFile], new: &[(&str, Vec<u8>)]) -> Result<Synced, NotSaved> {
    finish(case).map_err(NotSaved::Failed)?;
    let mut earlier: BTreeMap<&str, Option<&[u8]>> =
        inputs.iter().map(|file| (file.name.as_str(), Some(file.bytes.as_slice()))).collect();
    for (name, _) in new {
        earlier.entry(*name).or_insert(None);
    }
    for (name, was) in &earlier {
        compare(case, name, *was)?;
    }
    for (name, _) in new {
        if fs::symlink_metadata(case.join(name)).is_ok_and(|about| about.is_symlink()) {
            return Err(NotSaved::Link((*name).to_owned()));
        }
    }
    let files: Files =
        new.iter().map(|(name, bytes)| (format!("{}/{name}", pending::PUT), bytes.clone())).collect();
    let journal = case.join(pending::FOLDER);
    let fresh = replace::prepare(&journal, &files).map_err(NotSaved::Failed)?;
    for (name, _) in new {
        keep_rights(&fresh.path().join(pending::PUT).join(name), &case.join(name));
    }
    let synced = replace::place(fresh, &journal).map_err(NotSaved::Failed)?;
    let mut moved: Vec<&str> = Vec::new();
    for (name, _) in new {
        let still = compare(case, name, earlier.get(name).copied().flatten());
        let done = still.and_then(|()| put(case, name).map_err(NotSaved::Failed));
        match done {
            Ok(()) => moved.push(name),
            Err(why) => {
                undo(case, &earlier, &moved).map_err(NotSaved::Failed)?;
                return Err(why);
            }
        }
    }
    // What counts is in place; a folder that stays is finished by the next who saves.
    let _ = clear(case);
    Ok(synced.and_then(|()| sync_folder(case).map_err(|error| (case.to_owned(), error))))
}

/// Finishes an earlier save that did not get to its end. For the holder of the case's lock.
///
/// # Errors
/// What the file system says; readers still see the save as a whole.
pub fn finish(case: &Path) -> Result<(), Failed> {
    let journal = case.join(pending::FOLDER);
    replace::recover(&journal);
    if !journal.is_dir() {
        return Ok(());
    }
    for name in names(&journal.join(pending::PUT))? {
        put(case, &name)?;
    }
    for name in names(&journal.join(pending::REMOVE))? {
        take_away(case, &name)?;
    }
    clear(case)
}

/// The names in a folder; none where it is not there.
fn names(folder: &Path) -> Result<Vec<String>, Failed> {
    let at = |error| (folder.to_owned(), error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(at)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Moves a file of the unfinished save to its place. Tried twice: what disturbed it may be over.
fn put(case: &Path, name: &str) -> Result<(), Failed> {
    let (from, to) = (case.join(pending::FOLDER).join(pending::PUT).join(name), case.join(name));
    let moved = fs::rename(&from, &to).or_else(|_| fs::rename(&from, &to));
    moved.map_err(|error| (to, error))
}

fn take_away(case: &Path, name: &str) -> Result<(), Failed> {
    let path = case.join(name);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err((path, error)),
        _ => Ok(()),
    }
}

fn clear(case: &Path) -> Result<(), Failed> {
    let journal = case.join(pending::FOLDER);
    // The files are on the disk under their names before the folder goes.
    let _ = sync_folder(case);
    fs::remove_dir_all(&journal).map_err(|error| (journal, error))
}

/// Puts the earlier files back in the place of those that were moved.
fn undo(case: &Path, earlier: &BTreeMap<&str, Option<&[u8]>>, moved: &[&str]) -> Result<(), Failed> {
    let journal = case.join(pending::FOLDER);
    let back = moved.iter().map(|name| match earlier.get(name).copied().flatten() {
        Some(bytes) => (format!("{}/{name}", pending::PUT), bytes.to_vec()),
        None => (format!("{}/{name}", pending::REMOVE), Vec::new()),
    });
    let fresh = replace::prepare(&journal, &back.collect())?;
    for name in moved {
        keep_rights(&fresh.path().join(pending::PUT).join(name), &case.join(name));
    }
    // From this step on the earlier files count again.
    let (old, _) = replace::exchange(fresh, &journal)?;
    // It is a temporary folder, which the next who saves removes too.
    let _ = fs::remove_dir_all(old);
    finish(case)
}

/// Whether a file is what it was when it was read.
fn compare(case: &Path, name: &str, was: Option<&[u8]>) -> Result<(), NotSaved> {
    let path = case.join(name);
    let now = match disk::read(&path, MOST_CASE) {
        Ok(bytes) => Some(bytes),
        Err(Unread::Missing) => None,
        Err(why) => return Err(NotSaved::Failed((path, why.into()))),
    };
    if now.as_deref() == was { Ok(()) } else { Err(NotSaved::Changed(name.to_owned())) }
}

/// A file keeps the rights of the one it replaces, and a new one is for everybody to read.
#[cfg(unix)]
fn keep_rights(fresh: &Path, target: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = fs::metadata(target).map_or(fs::Permissions::from_mode(0o644), |about| about.permissions());
    // Where there is nothing to set (a file that goes away), or it may not be set, the contents count.
    let _ = fs::set_permissions(fresh, rights);
}

#[cfg(not(unix))]
fn keep_rights(_fresh: &Path, _target: &Path) {}

/// The file of a case's lock, in its folder.
#[must_use]
pub fn lock_of(case: &Path) -> PathBuf {
    if case.is_dir() { case.join(".petajalan-case.lock") } else { parent(case).join(".petajalan-case.lock") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> (tempfile::TempDir, Vec<InputFile>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let inputs = ["case.toml", "scenarios.toml"].map(|name| {
            fs::write(folder.path().join(name), format!("old {name}")).expect("written");
            InputFile { name: name.to_owned(), bytes: format!("old {name}").into(), sha256: String::new() }
        });
        (folder, inputs.to_vec())
    }

    fn new() -> Vec<(&'static str, Vec<u8>)> {
        vec![("scenarios.toml", b"new".to_vec()), ("decisions.csv", b"log".to_vec())]
    }

    fn text(folder: &Path, name: &str) -> Option<String> {
        fs::read_to_string(folder.join(name)).ok()
    }

    fn all(folder: &Path) -> Vec<String> {
        names(folder).expect("listed")
    }

    #[test]
    fn all_files_are_saved() {
        let (folder, inputs) = case();
        save(folder.path(), &inputs, &new()).expect("saved").expect("synced");
        assert_eq!(text(folder.path(), "scenarios.toml").as_deref(), Some("new"));
        assert_eq!(text(folder.path(), "decisions.csv").as_deref(), Some("log"));
        assert_eq!(all(folder.path()), ["case.toml", "decisions.csv", "scenarios.toml"]);
    }

    #[test]
    fn an_edit_since_the_reading_is_noticed() {
        for (name, edited) in [("case.toml", "mine"), ("scenarios.toml", "mine"), ("decisions.csv", "mine")] {
            let (folder, inputs) = case();
            fs::write(folder.path().join(name), edited).expect("written");
            let failed = save(folder.path(), &inputs, &new()).expect_err("changed");
            assert!(matches!(&failed, NotSaved::Changed(found) if found == name), "{failed:?}");
            assert_eq!(text(folder.path(), name).as_deref(), Some(edited));
            assert!(!folder.path().join(pending::FOLDER).exists());
        }
    }

    #[test]
    fn a_second_file_without_a_place_takes_back_the_first() {
        let (folder, inputs) = case();
        // A folder in the place of the second file cannot be replaced by a file; it comes after the comparison.
        let new = [("scenarios.toml", b"new".to_vec()), ("gone/decisions.csv", b"log".to_vec())];
        save(folder.path(), &inputs, &new).expect_err("there is no such folder");
        assert_eq!(text(folder.path(), "scenarios.toml").as_deref(), Some("old scenarios.toml"));
        assert_eq!(all(folder.path()), ["case.toml", "scenarios.toml"]);
    }

    #[test]
    fn a_save_that_was_cut_off_is_seen_and_finished() {
        let (folder, _) = case();
        let save = folder.path().join(pending::FOLDER);
        fs::create_dir_all(save.join(pending::PUT)).expect("made");
        fs::create_dir_all(save.join(pending::REMOVE)).expect("made");
        fs::write(save.join(pending::PUT).join("scenarios.toml"), "new").expect("written");
        fs::write(save.join(pending::REMOVE).join("case.toml"), "").expect("written");
        assert_eq!(pending::place_of(folder.path(), "case.toml"), None);
        assert!(pending::place_of(folder.path(), "scenarios.toml").expect("there").starts_with(&save));
        finish(folder.path()).expect("finished");
        assert_eq!(text(folder.path(), "scenarios.toml").as_deref(), Some("new"));
        assert_eq!(all(folder.path()), ["scenarios.toml"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_replaced() {
        let (folder, inputs) = case();
        let (real, at) = (folder.path().join("real.toml"), folder.path().join("scenarios.toml"));
        fs::rename(&at, &real).expect("moved");
        std::os::unix::fs::symlink(&real, &at).expect("a link");
        let failed = save(folder.path(), &inputs, &new()).expect_err("a link");
        assert!(matches!(failed, NotSaved::Link(_)));
        assert_eq!(text(folder.path(), "real.toml").as_deref(), Some("old scenarios.toml"));
    }
}
