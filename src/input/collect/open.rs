//! Opens what the user calls forms: [`open`].
//!
//! ```text
//! a file .csv         one table: costs.csv and scores.csv by their names, initiatives under any other name
//! any other file      a workbook
//! a folder of tables  one form, if it holds initiatives.csv, costs.csv, scores.csv or case.toml
//! any other folder    a form in each workbook, each .csv and each folder in it, in the order of their names
//! ```
//!
//! What is in a folder and is not read is a finding, but for hidden files.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Form, Kind};
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::finding::NotRead;
use crate::input::Files;
use crate::input::disk;

/// What was opened.
#[derive(Debug, Default)]
pub struct Opened {
    /// The forms, in the order of the arguments and of names within a folder.
    pub forms: Vec<Form>,
    /// What was not read, and folders without a form.
    pub found: Vec<Diagnostic>,
    /// What could not be read at all.
    pub refused: Vec<Diagnostic>,
}

/// The tables that make a folder one form; the others of a case are compared with the case's.
const TABLES: [&str; 4] = ["case.toml", "initiatives.csv", "costs.csv", "scores.csv"];
/// Further files of a case.
const OF_CASE: [&str; 5] = ["scenarios.toml", "base.csv", "judgements.csv", "actuals.csv", "decisions.csv"];
/// Files that file managers leave in folders.
const LEFTOVERS: [&str; 2] = ["desktop.ini", "thumbs.db"];

/// Opens every form. `case` is the case's own path, which is no form if it lies in a folder of forms.
#[must_use]
pub fn open(paths: &[PathBuf], case: &Path) -> Opened {
    let mut opened = Opened::default();
    let case = case.canonicalize().ok();
    for path in paths {
        if path.is_dir() {
            let before = (opened.forms.len(), opened.refused.len());
            opened.folder(path, case.as_deref());
            if (opened.forms.len(), opened.refused.len()) == before {
                opened.found.push(found(path, Finding::NoForm {}));
            }
        } else if is_lock(&name_of(path)) {
            opened.is_open_elsewhere(path);
        } else {
            opened.file(path);
        }
    }
    opened
}

impl Opened {
    fn keep(&mut self, path: &Path, files: Result<Files, Vec<Diagnostic>>) {
        match files {
            Ok(files) => self.forms.push(Form { path: path.display().to_string(), files }),
            Err(why) => self.refused.extend(why),
        }
    }

    fn file(&mut self, path: &Path) {
        let files = if ends_in(path, &["csv"]) { table(path) } else { Files::open(path) };
        self.keep(path, files);
    }

    /// A folder: the tables of one form, or forms.
    fn folder(&mut self, path: &Path, case: Option<&Path>) {
        let entries = match entries(path) {
            Ok(entries) => entries,
            Err(error) => {
                let (file, reason) = (path.display().to_string(), error.to_string());
                self.refused.push(found(path, Finding::FileUnreadable { file, reason }));
                return;
            }
        };
        let is_tables = entries.iter().any(|entry| TABLES.contains(&name_of(entry).as_str()));
        if is_tables {
            self.keep(path, tables(path));
        }
        for entry in entries {
            let name = name_of(&entry);
            if is_lock(&name) {
                self.is_open_elsewhere(&entry);
                continue;
            }
            if is_hidden(&name) {
                continue;
            }
            if is_tables {
                if !TABLES.contains(&name.as_str()) && !OF_CASE.contains(&name.as_str()) {
                    self.not_read(&entry, NotRead::BesideTables);
                }
                continue;
            }
            self.entry(&entry, case);
        }
    }

    /// What lies in a folder of forms.
    fn entry(&mut self, path: &Path, case: Option<&Path>) {
        if case.is_some_and(|case| path.canonicalize().is_ok_and(|path| path == case)) {
            self.not_read(path, NotRead::TheCase);
        } else if path.is_dir() && path.is_symlink() {
            // It may lead back to where it lies.
            self.not_read(path, NotRead::Link);
        } else if path.is_dir() {
            let before = (self.forms.len(), self.refused.len());
            self.folder(path, case);
            if (self.forms.len(), self.refused.len()) == before {
                self.not_read(path, NotRead::EmptyFolder);
            }
        } else if ends_in(path, &["csv", "xlsx", "xlsm"]) {
            self.file(path);
        } else {
            self.not_read(path, NotRead::OtherFormat);
        }
    }

    fn not_read(&mut self, path: &Path, why: NotRead) {
        self.found.push(found(path, Finding::NotAForm { name: name_of(path), why }));
    }

    fn is_open_elsewhere(&mut self, path: &Path) {
        let name = name_of(path).trim_start_matches(['~', '$']).to_owned();
        self.found.push(found(path, Finding::OpenElsewhere { name }));
    }
}

/// A folder's entries in the order of their names.
fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

/// One table, which is what its name says.
fn table(path: &Path) -> Result<Files, Vec<Diagnostic>> {
    let name = name_of(path).to_lowercase();
    let kinds = [Kind::Costs, Kind::Scores].map(Kind::file);
    let kind = kinds.into_iter().find(|file| *file == name).unwrap_or(Kind::Initiatives.file());
    let mut files = Files::new("form");
    files.put(kind, disk::read_text(path)?);
    Ok(files)
}

/// The tables of a folder that is one form.
fn tables(folder: &Path) -> Result<Files, Vec<Diagnostic>> {
    let mut files = Files::new(&name_of(folder));
    let mut refused = Vec::new();
    for name in TABLES.into_iter().chain(OF_CASE) {
        let path = folder.join(name);
        if path.exists() {
            match disk::read_text(&path) {
                Ok(bytes) => files.put(name, bytes),
                Err(why) => refused.extend(why),
            }
        }
    }
    if refused.is_empty() { Ok(files) } else { Err(refused) }
}

fn found(path: &Path, finding: Finding) -> Diagnostic {
    Diagnostic { finding, place: Place { file: path.to_path_buf(), ..Place::default() }, nearest: None }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The file by which a spreadsheet program marks a workbook that it has open.
fn is_lock(name: &str) -> bool {
    name.starts_with("~$")
}

fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '~']) || LEFTOVERS.contains(&name.to_lowercase().as_str())
}
