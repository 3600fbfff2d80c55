//! Replacing a folder: whole or not at all.
//!
//! Everything is written to a folder of its own beside the target and then exchanged with it in one step, so that a
//! reader, or a run that is killed, finds either the old results or the new ones. Who calls this holds the lock of the
//! target.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::file::{PREFIX, parent, sync_folder, write_synced};
use super::{Failed, Files};

/// Writes the files to a temporary folder beside the target.
///
/// # Errors
/// What the file system says, with the path it says it of; nothing is left.
pub fn prepare(target: &Path, files: &Files) -> Result<TempDir, Failed> {
    let parent = parent(target);
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let fresh = tempfile::Builder::new()
        .prefix(&format!("{PREFIX}{}-", name(target)))
        .tempdir_in(parent)
        .map_err(at(parent))?;
    let mut folders = vec![fresh.path().to_owned()];
    for (path, bytes) in files {
        let path = fresh.path().join(path);
        if let Some(folder) = path.parent()
            && !folders.iter().any(|made| made == folder)
        {
            fs::create_dir_all(folder).map_err(at(folder))?;
            folders.push(folder.to_owned());
        }
        write_synced(&path, bytes).map_err(at(&path))?;
    }
    for folder in &folders {
        sync_folder(folder).map_err(at(folder))?;
    }
    open_to_readers(fresh.path(), target).map_err(at(fresh.path()))?;
    Ok(fresh)
}

/// Puts a prepared folder where nothing stands yet.
///
/// # Errors
/// What the file system says, also where something has come there since: it stays as it is.
pub fn place(fresh: TempDir, target: &Path) -> Result<Synced, Failed> {
    // A folder takes the place of an empty one only.
    fs::rename(fresh.path(), target).map_err(|error| (target.to_owned(), error))?;
    let _ = fresh.keep();
    Ok(synced(target))
}

/// Whether the system says that a new name is on the disk. It is in place in any case, and an error is none of its own.
pub type Synced = Result<(), Failed>;

fn synced(target: &Path) -> Synced {
    sync_folder(parent(target)).map_err(|error| (target.to_owned(), error))
}

/// Puts a prepared folder in the place of `target`; gives back where the earlier one lies now.
///
/// # Errors
/// What the file system says; the earlier folder is then in its place.
pub fn exchange(fresh: TempDir, target: &Path) -> Result<(PathBuf, Synced), Failed> {
    let swapped = swap(fresh.path(), target).map_err(|error| (target.to_owned(), error))?;
    // From here on that path is the earlier folder's, which nobody removes unseen.
    let earlier = fresh.keep();
    let earlier = if swapped { earlier } else { aside(target) };
    Ok((earlier, synced(target)))
}

/// Exchanges both folders in one step: true. Where the file system cannot, the earlier one waits aside: false.
fn swap(fresh: &Path, target: &Path) -> io::Result<bool> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, fresh, CWD, target, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let aside = aside(target);
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(fresh, target) {
        fs::rename(&aside, target)?;
        return Err(error);
    }
    Ok(false)
}

/// Brings back results that a killed run had moved aside, and removes what such runs left in the making. Only for the holder
/// of the lock.
pub fn recover(target: &Path) {
    let (parent, name) = (parent(target), name(target));
    // Version 0.1.0 had another name for it.
    for aside in [aside(target), parent.join(format!("{PREFIX}old-{name}"))] {
        if is_folder(&aside) {
            // Where it cannot be brought back it stays where it is, and nothing is lost.
            let _ = if target.exists() { fs::remove_dir_all(&aside) } else { fs::rename(&aside, target) };
        }
    }
    let prefix = format!("{PREFIX}{name}-");
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let random = found.to_str().and_then(|found| found.strip_prefix(&prefix));
        if random.is_some_and(is_random) && is_folder(&entry.path()) {
            // What cannot be removed disturbs nobody.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The last part of a temporary folder's name: six letters or digits. No other folder's temporary name ends so after the
/// same beginning.
fn is_random(part: &str) -> bool {
    part.len() == 6 && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

/// Where the earlier folder waits while two names are exchanged in two steps.
fn aside(target: &Path) -> PathBuf {
    target.with_file_name(format!("{PREFIX}{}-aside", name(target)))
}

fn name(target: &Path) -> String {
    target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Temporary folders are private; a folder keeps the rights of the one it replaces, and a new one is for everybody to read.
#[cfg(unix)]
fn open_to_readers(folder: &Path, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = fs::metadata(target).map_or(fs::Permissions::from_mode(0o755), |about| about.permissions());
    fs::set_permissions(folder, rights)
}

#[cfg(not(unix))]
fn open_to_readers(_folder: &Path, _target: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn files(text: &str) -> Files {
        [("a.txt", text), ("in/b.txt", text)].map(|(path, text)| (path.to_owned(), text.into())).into()
    }

    #[test]
    fn a_folder_is_placed_then_exchanged() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let target = parent.path().join("plan");
        place(prepare(&target, &files("one")).expect("written"), &target).expect("placed").expect("synced");
        assert_eq!(read(&target).expect("read"), files("one"));
        let (earlier, _) =
            exchange(prepare(&target, &files("two")).expect("written"), &target).expect("exchanged");
        assert_eq!(read(&target).expect("read"), files("two"));
        assert_eq!(read(&earlier).expect("read"), files("one"));
    }

    #[test]
    fn nothing_is_placed_where_something_stands() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let target = parent.path().join("plan");
        fs::create_dir(&target).expect("a folder");
        fs::write(target.join("own.txt"), "precious").expect("a file");
        place(prepare(&target, &files("one")).expect("written"), &target).expect_err("something is there");
        assert_eq!(fs::read_to_string(target.join("own.txt")).expect("read"), "precious");
        let left = fs::read_dir(parent.path()).expect("listed").count();
        assert_eq!(left, 1);
    }

    #[test]
    fn only_leftovers_of_this_very_folder_go() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let target = parent.path().join("plan");
        let stays =
            [".petajalan-plan-A-b1c2d3", ".petajalan-plan-notes", ".petajalan-planner-b1c2d3", "plan-abcdef"];
        for name in stays.into_iter().chain([".petajalan-plan-killed"]) {
            fs::create_dir(parent.path().join(name)).expect("a folder");
        }
        recover(&target);
        let entries = fs::read_dir(parent.path()).expect("listed").flatten();
        let mut left: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        left.sort();
        assert_eq!(left, stays);
    }

    #[test]
    fn an_old_folder_moved_aside_comes_back() {
        for name in [".petajalan-plan-aside", ".petajalan-old-plan"] {
            let parent = tempfile::tempdir().expect("a temporary folder");
            let target = parent.path().join("plan");
            fs::create_dir(parent.path().join(name)).expect("aside");
            recover(&target);
            assert!(target.exists(), "{name}");
        }
    }
}
