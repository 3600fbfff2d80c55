//! The files of a case, read once: [`Files`] is all that [`build`](super::build) sees of the outside.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::cell::Cell;
use super::disk::{self, MOST_CASE, Unread, workbook_bytes};
use super::gather::Gather;
use super::identity;
use super::pending;
use super::toml_tree::{self, Node, Value};
use super::workbook::Workbook;
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

/// A folder is read until it reads the same twice, so many times at most: somebody may be saving.
const TRIES: usize = 5;

/// The files of a case by name.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The case's id unless it says otherwise: the name of its folder or workbook, or what its results were made with.
    pub folder: String,
    /// Contents by name, or why they could not be read.
    held: BTreeMap<String, Result<Vec<u8>, Unread>>,
    /// Names of tables and workbooks that lie beside the case's files and are not among them.
    pub(super) beside: Vec<String>,
    /// The workbook the contents come from, if they do.
    pub(super) workbook: Option<Box<Workbook>>,
}

impl Files {
    /// No files in a folder of this name.
    #[must_use]
    pub fn new(folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// Adds a file, or replaces it; of one that is too large only that it is.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        let most = disk::most(name);
        let held = if bytes.len() as u64 > most { Err(Unread::TooLarge(most)) } else { Ok(bytes) };
        self.held.insert(name.to_owned(), held);
    }

    /// Writes the id into `case.toml` where that gives none, for a copy that lies elsewhere.
    pub fn write_id(&mut self) {
        let Some(Ok(bytes)) = self.held.get("case.toml") else { return };
        let (tree, whole) = toml_tree::read(&mut Gather::new(), "case.toml", bytes);
        if whole && tree.get("id").is_none() {
            let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            // An id from a name has no sign that a text in quotes must escape.
            let id = format!("id = \"{}\"\n", identity::of_name(&self.folder));
            self.put("case.toml", [id.as_bytes(), text].concat());
        }
    }

    /// Adds a file that is there but cannot be read.
    pub fn put_unread(&mut self, name: &str, why: Unread) {
        self.held.insert(name.to_owned(), Err(why));
    }

    /// Notes a table or workbook that lies beside these files and is not among them.
    pub fn put_beside(&mut self, name: &str) {
        self.beside.push(name.to_owned());
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
        let mut files = Self::new(&identity::of_name(name.rsplit_once('.').map_or(name, |(stem, _)| stem)));
        for (file, text) in &book.texts {
            // The workbook has limits of its own.
            files.held.insert(file.clone(), Ok(text.clone().into_bytes()));
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
            let why = if path.exists() { Unread::NotAFile } else { Unread::Missing };
            return Err(vec![why.diagnostic(path)]);
        }
        if let Some(workbook) = only_workbook(path) {
            let mut files = Self::open_workbook(&workbook)?;
            let own = workbook.file_name().map(|name| name.to_string_lossy().into_owned());
            files.beside = unread_beside(path, &files);
            files.beside.retain(|name| Some(name) != own.as_ref());
            return Ok(files);
        }
        let mut files = Self::read_folder(path);
        for _ in 1..TRIES {
            let again = Self::read_folder(path);
            if again.held == files.held {
                break;
            }
            files = again;
        }
        Ok(files)
    }

    fn read_folder(path: &Path) -> Self {
        let mut files = Self::new(&identity::of_folder(path));
        let mut left = MOST_CASE;
        for name in STANDARD {
            files.open_one(path, name, &mut left);
        }
        for name in files.named_files().iter().filter(|name| stays_inside(name)) {
            files.open_one(path, name, &mut left);
        }
        files.beside = unread_beside(path, &files);
        files
    }

    fn open_workbook(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut files = Self::of_workbook(&name, workbook_bytes(path)?)?;
        files.folder = identity::of_file(path);
        Ok(files)
    }

    /// Opens the copy of a case that results hold. A workbook there may have any name, since it was a case under it.
    ///
    /// # Errors
    /// As [`Files::open`].
    pub fn open_kept(inputs: &Path) -> Result<Self, Vec<Diagnostic>> {
        let is_text = |path: &PathBuf| {
            let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase).unwrap_or_default();
            ["csv", "json", "toml"].iter().any(|text| ending == *text)
        };
        let found = std::fs::read_dir(inputs).into_iter().flatten().flatten();
        let mut books = found.map(|entry| entry.path()).filter(|path| path.is_file() && !is_text(path));
        match (books.next(), books.next()) {
            (Some(book), None) if !inputs.join("case.toml").exists() => Self::open_workbook(&book),
            _ => Self::open(inputs),
        }
    }

    /// The files that a case was read from.
    ///
    /// # Errors
    /// What speaks against its workbook, where it is one; it was read before, so there should be nothing.
    pub fn of_case(case: &super::Case) -> Result<Self, Vec<Diagnostic>> {
        let id = case.portfolio.id.clone();
        if let Some(book) = case.inputs.first().filter(|_| !case.sheets.is_empty()) {
            return Ok(Self { folder: id, ..Self::of_workbook(&book.name, book.bytes.clone())? });
        }
        let mut files = Self::new(&id);
        for file in &case.inputs {
            files.put(&file.name, file.bytes.clone());
        }
        Ok(files)
    }

    /// Files that `case.toml` and `scenarios.toml` name.
    fn named_files(&self) -> Vec<String> {
        let files =
            ["case.toml", "scenarios.toml"].iter().filter_map(|file| self.held.get(*file)?.as_ref().ok());
        files.flat_map(|bytes| named_in(&toml_tree::read(&mut Gather::new(), "case.toml", bytes).0)).collect()
    }

    /// Reads a file once; `left` is how many bytes of the case may still be read.
    fn open_one(&mut self, folder: &Path, name: &str, left: &mut u64) {
        if self.held.contains_key(name) {
            return;
        }
        let Some(place) = pending::place_of(folder, name) else { return };
        let found = match disk::read(&place, disk::most(name).min(*left)) {
            Err(Unread::Missing) => return,
            Err(Unread::TooLarge(most)) if most < disk::most(name) => Err(Unread::TooLarge(MOST_CASE)),
            found => found,
        };
        *left -= found.as_ref().map_or(0, |bytes| bytes.len() as u64);
        self.held.insert(name.to_owned(), found);
    }

    /// Findings about files beside the case's that nothing reads, each with the name it may have been meant to have.
    pub(super) fn say_beside(&self, g: &mut Gather) {
        for name in &self.beside {
            let place = Place { file: name.into(), ..Place::default() };
            g.near(Finding::FileUnread { file: name.clone() }, place, name, STANDARD);
        }
    }

    /// Every file that was read, by name.
    pub fn each(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.held.iter().filter_map(|(name, held)| Some((name.as_str(), held.as_ref().ok()?.as_slice())))
    }

    /// Every file that is there but could not be read, and why.
    pub fn unreadable(&self) -> impl Iterator<Item = (&str, &Unread)> {
        self.held.iter().filter_map(|(name, held)| Some((name.as_str(), held.as_ref().err()?)))
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
            Err(why) => {
                g.add(why.finding(name), Place { file: name.into(), ..Place::default() });
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
            Some(Err(why)) => {
                g.at(why.finding(cell.text), cell);
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

/// The tables and workbooks of a folder that are not among these files, in the order of their names.
fn unread_beside(folder: &Path, files: &Files) -> Vec<String> {
    const ENDINGS: [&str; 7] = ["csv", "toml", "xlsx", "xlsm", "xls", "ods", "tsv"];
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |entry: std::fs::DirEntry| {
        let path = entry.path();
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_table =
            ENDINGS.contains(&ending.as_str()) && path.is_file() && !name.starts_with(['.', '~', '#']);
        (is_table && !files.held.contains_key(&name)).then_some(name)
    };
    let mut found: Vec<String> = entries.filter_map(name).collect();
    found.sort();
    found
}

/// The one workbook of a folder that holds no `case.toml`; of another spreadsheet format only where there is no other.
fn only_workbook(folder: &Path) -> Option<PathBuf> {
    if folder.join("case.toml").exists() {
        return None;
    }
    let with = |endings: &[&str]| {
        let is_workbook = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
            // What begins so is the lock of a workbook that is open.
            ending.is_some_and(|ending| endings.contains(&ending.as_str()))
                && !name.starts_with(['~', '.'])
                && path.is_file()
        };
        let mut found: Vec<PathBuf> =
            std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).filter(is_workbook).collect();
        found.sort();
        Some(found)
    };
    let found = with(&["xlsx", "xlsm"])?;
    let found = if found.is_empty() { with(&["xls", "ods", "xlsb"])? } else { found };
    match &found[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
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
