//! Findings: what is wrong or odd in somebody's input, as data with a place.
//!
//! A [`Finding`] says what was found, a [`Place`] where; `words` says it in a language and `report` draws it.
//! Nothing here prints, colours or formats.

use std::path::PathBuf;

pub use crate::finding::{Finding, Severity};

/// Where in the input a finding stands. Lines and columns count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, relative to the case folder.
    pub file: PathBuf,
    /// The line in the file; `None` when the finding is about the whole file.
    pub line: Option<usize>,
    /// The character in the line where the cell or value begins.
    pub column: Option<usize>,
    /// The name of the table column or key.
    pub field: Option<String>,
    /// The sheet, where the file is a workbook; `line` and `column` are then its row and column.
    pub sheet: Option<String>,
}

/// A finding at its place, with what would mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What was found.
    pub finding: Finding,
    /// Where.
    pub place: Place,
    /// The nearest valid value, where there is one ("the nearest id is I09").
    pub nearest: Option<String>,
}

/// A result together with what was odd on the way.
#[derive(Clone, Debug)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// Warnings and notes, in the order of the files and lines they stand in.
    pub findings: Vec<Diagnostic>,
}
