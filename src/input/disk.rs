//! Files from the disk, never more of one than a limit: [`read`]. Only ordinary files are opened, so that a pipe does not
//! wait for ever and a device does not fill the memory.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::workbook::MOST_PACKED;
use crate::diagnostic::{Diagnostic, Finding, Place};

/// The largest table or text of a case, of an instance, of a form or of a plan, in bytes.
pub const MOST_TEXT: u64 = 32 << 20;
/// The largest TOML file, in bytes: its values take far more memory than their text.
pub const MOST_TOML: u64 = 4 << 20;
/// The most bytes of all the files of one case.
pub const MOST_CASE: u64 = 96 << 20;
/// The most bytes of a folder of results, and of the answers kept on the way to some.
pub const MOST_RESULTS: u64 = 1 << 30;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is none.
    Missing,
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// It has more bytes than this.
    TooLarge(u64),
    /// The operating system's reason.
    Failed(String),
}

impl Unread {
    /// The finding, of a file of this name.
    #[must_use]
    pub fn finding(&self, file: &str) -> Finding {
        let file = file.to_owned();
        match self {
            Self::Missing => Finding::FileMissing { file },
            Self::NotAFile => Finding::NotAFile { file },
            Self::TooLarge(most) => Finding::FileTooLarge { file, most: size(*most) },
            Self::Failed(reason) => Finding::FileUnreadable { file, reason: reason.clone() },
        }
    }

    /// The finding at the file as a whole.
    #[must_use]
    pub fn diagnostic(&self, path: &Path) -> Diagnostic {
        let place = Place { file: path.to_path_buf(), ..Place::default() };
        Diagnostic { finding: self.finding(&path.display().to_string()), place, nearest: None }
    }
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<Unread> for io::Error {
    fn from(why: Unread) -> Self {
        match why {
            Unread::Missing => io::ErrorKind::NotFound.into(),
            Unread::NotAFile => Self::other("not an ordinary file"),
            Unread::TooLarge(most) => Self::other(format!("larger than {}", size(most))),
            Unread::Failed(reason) => Self::other(reason),
        }
    }
}

/// The bytes of an ordinary file of at most `most` bytes.
///
/// # Errors
/// Why it was not read.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    // Asked before the file is opened: to open a pipe waits until somebody writes into it.
    if !fs::metadata(path)?.is_file() {
        return Err(Unread::NotAFile);
    }
    take(File::open(path)?, most)
}

/// The same of a file that is not reached by a link.
///
/// # Errors
/// Why it was not read; a link is no ordinary file.
pub fn read_unlinked(path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(Unread::NotAFile);
    }
    take(open_unlinked(path)?, most)
}

/// Opens a file; what became a link or a pipe since it was looked at is not opened, or does not make anybody wait.
#[cfg(unix)]
fn open_unlinked(path: &Path) -> Result<File, Unread> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = i32::try_from((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits()).unwrap_or(0);
    let file = File::options().read(true).custom_flags(flags).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(Unread::NotAFile) }
}

#[cfg(not(unix))]
fn open_unlinked(path: &Path) -> Result<File, Unread> {
    Ok(File::open(path)?)
}

fn take(file: File, most: u64) -> Result<Vec<u8>, Unread> {
    let about = file.metadata()?;
    if about.len() > most {
        return Err(Unread::TooLarge(most));
    }
    // What the file system says of the size is only a hint: some files say 0 and go on for ever.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(Unread::TooLarge(most)) } else { Ok(bytes) }
}

/// The bytes of a table, an instance or a plan.
///
/// # Errors
/// A finding that says why it was not read.
pub fn read_text(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    read(path, MOST_TEXT).map_err(|why| vec![why.diagnostic(path)])
}

/// The bytes of a workbook.
///
/// # Errors
/// A finding that says why it was not read.
pub fn workbook_bytes(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    read(path, MOST_PACKED).map_err(|why| {
        let finding = match why {
            Unread::TooLarge(most) => Finding::WorkbookTooLarge { what: "file".to_owned(), most: size(most) },
            other => other.finding(&path.display().to_string()),
        };
        let place = Place { file: path.to_path_buf(), ..Place::default() };
        vec![Diagnostic { finding, place, nearest: None }]
    })
}

/// The most bytes of a file of a case, by its name.
#[must_use]
pub fn most(name: &str) -> u64 {
    let is_toml = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    if is_toml { MOST_TOML } else { MOST_TEXT }
}

/// A number of bytes as people say it.
fn size(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}
