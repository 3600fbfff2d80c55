//! Locks between runs: a lock of the operating system on a file beside what is locked, so that it ends with its process.
//!
//! The file names its holder for those who find it locked; what is written in it never decides anything. It is removed
//! before the lock is given back, so whoever gets a lock looks whether its file is still the one of that name.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use time::OffsetDateTime;

use super::Failed;

/// How often a waiting run looks whether the lock is free.
const PATIENCE: Duration = Duration::from_millis(100);
/// How often a file that somebody else removes meanwhile is made again.
const TRIES: usize = 100;
/// More of a lock file than this is not read: the line that names its holder is far shorter.
const MOST: u64 = 512;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// The open file; `None` on a file system without locks.
    file: Option<File>,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum Busy {
    /// Somebody else holds it: what the holder wrote about itself.
    Held(String),
    /// The lock's file cannot be opened or locked.
    Failed(Failed),
}

impl Lock {
    /// Takes the lock whose file is `path`, for somebody who calls itself `who`. Where another holds it, tries again as long
    /// as `waits` says so.
    ///
    /// # Errors
    /// Who holds it, or what the system says.
    pub fn take(path: &Path, who: &str, waits: &dyn Fn() -> bool) -> Result<Self, Busy> {
        loop {
            match attempt(path, who) {
                Ok(Some(lock)) => return Ok(lock),
                Ok(None) if waits() => std::thread::sleep(PATIENCE),
                Ok(None) => return Err(Busy::Held(holder(path))),
                Err(error) => return Err(Busy::Failed((path.to_owned(), error))),
            }
        }
    }

    /// Whether the operating system guards it: not on a file system without locks.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        self.file.is_some()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.file.is_some() {
            // A file that stays locks nothing; the next holder uses it again.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// One try; `None` where somebody else holds the lock.
fn attempt(path: &Path, who: &str) -> io::Result<Option<Lock>> {
    for _ in 0..TRIES {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut file = match open(path) {
            Ok(file) => file,
            // Somebody removed the folder since: once more.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(Some(Lock { path: path.to_owned(), file: None }));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if !is_at(&file, path) {
            continue;
        }
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{}", introduction(who))?;
        return Ok(Some(Lock { path: path.to_owned(), file: Some(file) }));
    }
    Err(io::ErrorKind::NotFound.into())
}

/// Opens the file of a lock, made where there is none; a symbolic link is not followed.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    Ok(File::from(rustix::fs::open(path, flags, Mode::from_raw_mode(0o644))?))
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::options().read(true).write(true).create(true).truncate(false).open(path)
}

/// Whether the open file is still the one of this name: its holder before may have removed it.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(named)) = (file.metadata(), std::fs::symlink_metadata(path)) else { return false };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// What a holder writes about itself.
fn introduction(who: &str) -> String {
    format!("petajalan {who}, {}, process {}, since {}", place(), std::process::id(), now())
}

#[cfg(unix)]
fn place() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn place() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "?".to_owned())
}

/// Now, by universal time, as `2026-12-01T13:22:05Z`.
#[must_use]
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let (date, clock) = (now.date(), now.time());
    format!("{date}T{:02}:{:02}:{:02}Z", clock.hour(), clock.minute(), clock.second())
}

/// What the holder of a lock wrote about itself; empty where that cannot be read.
fn holder(path: &Path) -> String {
    let mut bytes = Vec::new();
    let read = open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
    if read.is_err() {
        // Some systems let nobody read a locked file.
        bytes.clear();
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn one_holder_at_a_time_who_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("made/lock");
        let first = Lock::take(&path, "plan", &|| false).expect("free");
        assert!(first.is_guarded());
        let told = match Lock::take(&path, "plan", &|| false) {
            Err(Busy::Held(told)) => told,
            other => panic!("{other:?}"),
        };
        assert!(told.starts_with("petajalan plan, "), "{told}");
        assert!(told.contains(&format!("process {}", std::process::id())), "{told}");
        drop(first);
        assert!(!path.exists());
        Lock::take(&path, "plan", &|| false).expect("free again");
    }

    #[test]
    fn waiting_ends_when_it_should_and_when_the_lock_is_free() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("lock");
        let held = Cell::new(Some(Lock::take(&path, "one", &|| false).expect("free")));
        let tries = Cell::new(0);
        let waits = || {
            tries.set(tries.get() + 1);
            tries.get() < 3
        };
        assert!(matches!(Lock::take(&path, "two", &waits), Err(Busy::Held(_))));
        let lets_go = || {
            drop(held.take());
            true
        };
        Lock::take(&path, "two", &lets_go).expect("free now");
    }

    #[test]
    fn a_link_in_the_place_of_the_lock_is_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (path, other) = (folder.path().join("lock"), folder.path().join("other"));
        std::fs::write(&other, "precious").expect("written");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&other, &path).expect("a link");
            assert!(matches!(Lock::take(&path, "plan", &|| false), Err(Busy::Failed(_))));
        }
        assert_eq!(std::fs::read_to_string(&other).expect("read"), "precious");
    }
}
