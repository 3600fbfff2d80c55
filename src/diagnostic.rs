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

impl Place {
    /// The cell of a sheet: `C7`.
    #[must_use]
    pub fn cell(&self) -> Option<String> {
        let (row, mut column) = (self.line?, self.column?);
        let mut letters = Vec::new();
        while column > 0 {
            letters.push(char::from(b'A' + u8::try_from((column - 1) % 26).unwrap_or(0)));
            column = (column - 1) / 26;
        }
        Some(letters.iter().rev().collect::<String>() + &row.to_string())
    }

    /// File and line, or file, sheet and cell: `initiatives.csv:14:33`, `case.xlsx, initiatives!C7`.
    #[must_use]
    pub fn short(&self) -> String {
        let file = self.file.display().to_string();
        if let Some(sheet) = &self.sheet {
            let plain = sheet.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '.'));
            let sheet = if plain { sheet.clone() } else { format!("'{}'", sheet.replace('\'', "''")) };
            return file + ", " + &sheet + &self.cell().map(|cell| format!("!{cell}")).unwrap_or_default();
        }
        let numbers = [self.line, self.column].into_iter().flatten().map(|number| format!(":{number}"));
        std::iter::once(file).chain(numbers).collect()
    }
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
