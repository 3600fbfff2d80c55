//! Writing a folder of results: whole or not at all.
//!
//! Everything is written to a folder of its own beside the target and then exchanged with it in one step, so that a
//! reader, or a run that is killed, finds either the old results or the new ones. What an earlier killed run left
//! behind is removed by the next.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Files;

/// Replaces the folder `target` by one that holds exactly these files.
///
/// # Errors
/// What the file system says, with the path it says it of; the old folder is then still there, unchanged.
pub fn replace(target: &Path, files: &Files) -> Result<(), (PathBuf, io::Error)> {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    fs::create_dir_all(parent).map_err(at(parent))?;
    recover(parent, &name, target);
    let fresh = tempfile::Builder::new()
        .prefix(&format!("{PREFIX}{name}-"))
        .tempdir_in(parent)
        .map_err(at(parent))?;
    for (path, bytes) in files {
        let path = fresh.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        write_synced(&path, bytes).map_err(at(&path))?;
    }
    open_to_readers(fresh.path()).map_err(at(fresh.path()))?;
    exchange(fresh.path(), target).map_err(at(target))
    // Dropping `fresh` removes what now stands in its place: the old results.
}

/// Replaces one file: readers find the old text or the new one, never a part.
///
/// # Errors
/// What the file system says; the old file is then still there, unchanged.
pub fn replace_file(target: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = tempfile::Builder::new().prefix(PREFIX).tempfile_in(parent)?;
    fresh.write_all(bytes)?;
    fresh.as_file().sync_data()?;
    open_file_to_readers(fresh.path(), target)?;
    fresh.persist(target).map(drop).map_err(|error| error.error)
}

/// Temporary files are private; a file keeps the rights of the one it replaces, and a new one is for everybody to read.
#[cfg(unix)]
fn open_file_to_readers(fresh: &Path, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = fs::metadata(target).map_or(fs::Permissions::from_mode(0o644), |about| about.permissions());
    fs::set_permissions(fresh, rights)
}

#[cfg(not(unix))]
fn open_file_to_readers(_fresh: &Path, _target: &Path) -> io::Result<()> {
    Ok(())
}

/// Hidden, so that nobody takes a folder in the making for results.
const PREFIX: &str = ".petajalan-";

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_data()
}

/// Temporary folders are private; results are for everybody who may read the parent.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_readers(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Puts `fresh` in the place of `target`, and what stood there in the place of `fresh`.
fn exchange(fresh: &Path, target: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(fresh, target);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, fresh, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    // Where the file system cannot exchange, the old folder waits under a name that `recover` knows.
    let old =
        target.with_file_name(format!("{OLD}{}", target.file_name().unwrap_or_default().to_string_lossy()));
    fs::rename(target, &old)?;
    fs::rename(fresh, target)?;
    fs::rename(&old, fresh)
}

const OLD: &str = ".petajalan-old-";

/// Brings back results that a killed run had moved aside, and removes what such runs left in the making.
fn recover(parent: &Path, name: &str, target: &Path) {
    let old = parent.join(format!("{OLD}{name}"));
    if old.exists() && !target.exists() {
        // If it cannot be brought back it stays where it is, and nothing is lost.
        let _ = fs::rename(&old, target);
    }
    let prefix = format!("{PREFIX}{name}-");
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn files(text: &str) -> Files {
        [("a.txt", text), ("in/b.txt", text)].map(|(path, text)| (path.to_owned(), text.into())).into()
    }

    #[test]
    fn a_folder_is_replaced_whole_and_leftovers_go() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let target = parent.path().join("plan");
        fs::create_dir(parent.path().join(".petajalan-plan-killed")).expect("a leftover");
        for text in ["one", "two"] {
            replace(&target, &files(text)).expect("written");
            assert_eq!(read(&target).expect("read"), files(text));
        }
        let left: Vec<_> =
            fs::read_dir(parent.path()).expect("listed").flatten().map(|e| e.file_name()).collect();
        assert_eq!(left, ["plan"]);
    }

    #[test]
    fn an_old_folder_moved_aside_comes_back() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let target = parent.path().join("plan");
        fs::create_dir(parent.path().join(".petajalan-old-plan")).expect("aside");
        recover(parent.path(), "plan", &target);
        assert!(target.exists());
    }
}
