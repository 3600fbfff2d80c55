//! The files of a case, read once: [`Files`] is all that [`build`](super::build) sees of the outside.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::cell::Cell;
use super::gather::Gather;
use super::toml_tree::{self, Node, Value};
use super::workbook::{MOST_PACKED, Workbook};
use crate::diagnostic::{Diagnostic, Finding, Place};

/// Files every case may have, in the order in which they are listed.
const STANDARD: [&str; 9] = [
    "case.toml",
    "initiatives.csv",
    "scenarios.toml",
    "costs.csv",
    "scores.csv",
    "judgements.csv",
    "base.csv",
    super::ACTUALS,
    super::decisions::FILE,
];

/// The files of a case by name.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Name of the case's folder, which is the case's id unless it says otherwise.
    pub folder: String,
    /// Contents by name, or why they could not be read.
    held: BTreeMap<String, Result<Vec<u8>, String>>,
    /// The workbook the contents come from, if they do.
    pub(super) workbook: Option<Box<Workbook>>,
}

impl Files {
    /// No files in a folder of this name.
    #[must_use]
    pub fn new(folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// Adds a file, or replaces it.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.held.insert(name.to_owned(), Ok(bytes));
    }

    /// Adds a file that is there but cannot be read, with the operating system's reason.
    pub fn put_unreadable(&mut self, name: &str, reason: &str) {
        self.held.insert(name.to_owned(), Err(reason.to_owned()));
    }

    /// Takes a file away.
    pub fn remove(&mut self, name: &str) {
        self.held.remove(name);
    }

    /// The files that the sheets of a workbook stand for; `name` is the workbook's file name.
    ///
    /// # Errors
    /// What speaks against the workbook as a whole.
    pub fn of_workbook(name: &str, bytes: Vec<u8>) -> Result<Self, Vec<Diagnostic>> {
        let mut book = Workbook::read(name, bytes)?;
        let mut files = Self::new(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        for (file, text) in &book.texts {
            files.put(file, text.clone().into_bytes());
        }
        let unread = book.unread(&files.named_files());
        book.found.extend(unread);
        files.workbook = Some(Box::new(book));
        Ok(files)
    }

    /// Opens a case: the files of its folder (the standard ones that are there, and those `case.toml` and
    /// `scenarios.toml` name), or a workbook, which may also lie in a folder without `case.toml`.
    ///
    /// # Errors
    /// A finding where there is no such folder, or the workbook cannot be read.
    pub fn open(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        if path.is_file() {
            return Self::open_workbook(path);
        }
        if !path.is_dir() {
            let finding = Finding::FileMissing { file: path.display().to_string() };
            return Err(refused(path, finding));
        }
        if let Some(workbook) = only_workbook(path) {
            return Self::open_workbook(&workbook);
        }
        let absolute = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let folder =
            absolute.file_name().map_or_else(|| "case".to_owned(), |n| n.to_string_lossy().into_owned());
        let mut files = Self::new(&folder);
        for name in STANDARD {
            files.open_one(path, name);
        }
        for name in files.named_files().iter().filter(|name| stays_inside(name)) {
            files.open_one(path, name);
        }
        Ok(files)
    }

    fn open_workbook(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self::of_workbook(&name, workbook_bytes(path)?)
    }

    /// Files that `case.toml` and `scenarios.toml` name.
    fn named_files(&self) -> Vec<String> {
        let files =
            ["case.toml", "scenarios.toml"].iter().filter_map(|file| self.held.get(*file)?.as_ref().ok());
        files.flat_map(|bytes| named_in(&toml_tree::read(&mut Gather::new(), "case.toml", bytes).0)).collect()
    }

    fn open_one(&mut self, folder: &Path, name: &str) {
        let path = folder.join(name);
        let found = match std::fs::metadata(&path) {
            Ok(about) if about.is_file() => std::fs::read(&path).map_err(|error| error.to_string()),
            Ok(_) => Err(std::io::Error::from(std::io::ErrorKind::IsADirectory).to_string()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            Err(error) => Err(error.to_string()),
        };
        self.held.insert(name.to_owned(), found);
    }

    /// Every file that was read, by name.
    pub fn each(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.held.iter().filter_map(|(name, held)| Some((name.as_str(), held.as_ref().ok()?.as_slice())))
    }

    /// Every file that is there but could not be read, with the operating system's reason.
    pub fn unreadable(&self) -> impl Iterator<Item = (&str, &str)> {
        self.held.iter().filter_map(|(name, held)| Some((name.as_str(), held.as_ref().err()?.as_str())))
    }

    /// Whether there is such a file and it could be read.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        self.held.get(name).is_some_and(Result::is_ok)
    }

    /// A file that may be left out.
    pub fn optional(&self, g: &mut Gather, name: &str) -> Option<&[u8]> {
        match self.held.get(name)? {
            Ok(bytes) => Some(bytes),
            Err(reason) => {
                let finding = Finding::FileUnreadable { file: name.to_owned(), reason: reason.clone() };
                g.add(finding, Place { file: name.into(), ..Place::default() });
                None
            }
        }
    }

    /// A file that every case has.
    pub fn needed(&self, g: &mut Gather, name: &str) -> Option<&[u8]> {
        if !self.held.contains_key(name) {
            let place = Place { file: name.into(), ..Place::default() };
            g.add(Finding::FileMissing { file: name.to_owned() }, place);
        }
        self.optional(g, name)
    }

    /// A file named in another.
    pub fn named(&self, g: &mut Gather, cell: &Cell<'_>) -> Option<&[u8]> {
        let file = || cell.text.to_owned();
        if !stays_inside(cell.text) {
            g.at(Finding::FileOutside { file: file() }, cell);
            return None;
        }
        match self.held.get(cell.text) {
            Some(Ok(bytes)) => Some(bytes),
            Some(Err(reason)) => {
                g.at(Finding::FileUnreadable { file: file(), reason: reason.clone() }, cell);
                None
            }
            None => {
                let names = self.held.keys().map(String::as_str);
                g.near(Finding::FileMissing { file: file() }, cell.place(), cell.text, names);
                None
            }
        }
    }
}

/// The bytes of a workbook, unless there are too many.
///
/// # Errors
/// Why they cannot be had.
pub fn workbook_bytes(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    use std::io::Read as _;
    let unreadable = |error: std::io::Error| {
        let finding = match error.kind() {
            std::io::ErrorKind::NotFound => Finding::FileMissing { file: path.display().to_string() },
            _ => Finding::FileUnreadable { file: path.display().to_string(), reason: error.to_string() },
        };
        refused(path, finding)
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(MOST_PACKED + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_PACKED {
        let most = format!("{} MB", MOST_PACKED >> 20);
        return Err(refused(path, Finding::WorkbookTooLarge { what: "file".to_owned(), most }));
    }
    Ok(bytes)
}

fn refused(path: &Path, finding: Finding) -> Vec<Diagnostic> {
    let place = Place { file: path.to_path_buf(), ..Place::default() };
    vec![Diagnostic { finding, place, nearest: None }]
}

/// The one workbook of a folder that holds no `case.toml`.
fn only_workbook(folder: &Path) -> Option<PathBuf> {
    if folder.join("case.toml").exists() {
        return None;
    }
    let is_workbook = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        // What begins so is the lock of a workbook that is open.
        ending && !name.starts_with('~') && !name.starts_with('.') && path.is_file()
    };
    let mut found = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).filter(is_workbook);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether a file name stays in the case's folder.
fn stays_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['\\', '\0'])
        && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The files named in a TOML file, under `file` and `plan`, wherever they stand.
fn named_in(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Text(text) if matches!(node.key.as_str(), "file" | "plan") => vec![text.trim().to_owned()],
        Value::Table(nodes) | Value::List(nodes) => nodes.iter().flat_map(named_in).collect(),
        _ => Vec::new(),
    }
}
