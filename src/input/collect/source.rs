//! One table of one source, the case or a form, as rows of filled cells: [`Source`].

use std::collections::BTreeMap;

use super::{Form, Kind, at};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};
use crate::input::Files;
use crate::input::cell::Cell;
use crate::input::columns::{Holds, Known, Others};
use crate::input::currency;
use crate::input::gather::{Currency, Gather};
use crate::input::number::{self, NotRead};
use crate::input::table::Table;
use crate::input::values;

/// Filled cells by the name of their column: text and place.
pub type Cells = BTreeMap<String, (String, Place)>;

/// A source's table.
#[derive(Debug, Default)]
pub struct Source {
    /// Columns by name, and their heading: every one of the case, and those that are read and filled of a form.
    pub columns: Vec<(String, String)>,
    /// Rows and where they stand.
    pub rows: Vec<(Cells, Place)>,
    /// What was found. For the case only errors, because its table is read once more after merging.
    pub found: Vec<Diagnostic>,
}

impl Source {
    /// Reads a table; empty if the source has none. `currency` is the case's.
    #[must_use]
    pub fn read(
        kind: Kind,
        files: &Files,
        form: Option<&Form>,
        known: &[Known],
        currency: &Currency,
    ) -> Self {
        let bytes = files.each().find(|(name, _)| *name == kind.file()).map(|(_, bytes)| bytes);
        let Some(bytes) = bytes else { return Self::default() };
        let mut g = Gather::new();
        g.sheets = files.workbook.as_ref().map(|book| book.facts.clone()).unwrap_or_default();
        g.currency.clone_from(currency);
        let others = if form.is_some() { Others::Warn } else { Others::Allow };
        let table = Table::read(&mut g, kind.file(), bytes, known, others);
        let key = kind.key().first().copied().unwrap_or_default();
        // A form without the column that names its rows has no row that can be merged. The case says so when it is read.
        let named = form.is_none() || table.need(&mut g, key);
        let mut found = g.into_findings();
        found.retain(|one| form.is_some() || one.finding.severity() == Severity::Error);
        let mut source = Self {
            found: found.into_iter().map(|one| located(files, form, one)).collect(),
            ..Self::default()
        };
        if named {
            source.fill(&table, files, form, known, currency);
        }
        source
    }

    fn fill(
        &mut self,
        table: &Table,
        files: &Files,
        form: Option<&Form>,
        known: &[Known],
        currency: &Currency,
    ) {
        let place = |place: Place| {
            located(files, form, Diagnostic { finding: Finding::NulByte {}, place, nearest: None }).place
        };
        let is_filled = |column: usize| {
            (0..table.len()).any(|row| table.at(row, column).is_some_and(|cell| !cell.text.is_empty()))
        };
        let mut columns = Vec::new();
        for (at, header) in table.headers() {
            let read = table.known(at);
            let keep = match form {
                Some(_) => read.is_some() && is_filled(at),
                None => !header.is_empty() || is_filled(at),
            };
            if keep {
                // A column of the case without a heading keeps its cells, under a name that no heading can have.
                let unnamed = || if header.is_empty() { format!("\0{at}") } else { header.to_owned() };
                let name = read.map_or_else(unnamed, str::to_owned);
                let numbers = known.iter().any(|k| k.holds == Holds::Numbers && k.matches(&name));
                self.columns.push((name.clone(), header.to_owned()));
                columns.push((at, name, numbers));
            }
        }
        for row in 0..table.len() {
            let mut cells = Cells::new();
            for (at, name, numbers) in &columns {
                let Some(cell) = table.at(row, *at).filter(|cell| !cell.text.is_empty()) else { continue };
                let place = place(cell.place());
                let text = if *numbers { tidy(&cell, currency) } else { Ok(cell.text.to_owned()) };
                let text = text.unwrap_or_else(|finding| {
                    self.found.push(Diagnostic { finding, place: place.clone(), nearest: None });
                    cell.text.to_owned()
                });
                cells.insert(name.clone(), (text, place));
            }
            self.rows.push((cells, place(table.row_place(row))));
        }
    }
}

/// A finding of a source's table at the place that the user knows.
fn located(files: &Files, form: Option<&Form>, found: Diagnostic) -> Diagnostic {
    let found = match &files.workbook {
        Some(book) => book.locate(found),
        None => found,
    };
    match form {
        Some(form) => at(form, found),
        None => found,
    }
}

/// A number in one form: with a decimal point, and with the currency's sign if it has one or a word of size. A text that is
/// no number stays as it is.
///
/// # Errors
/// The text may be read as two different amounts, and the table does not say which is meant.
fn tidy(cell: &Cell<'_>, currency: &Currency) -> Result<String, Finding> {
    let sign = &currency.sign;
    match currency::read(cell.text, cell.marks, number::Marks::Unsettled, currency.as_read()) {
        Ok(amount) if amount.absolute && sign.is_empty() => Ok(cell.text.to_owned()),
        Ok(amount) if amount.absolute => Ok(format!("{sign}{}", amount.number.clear())),
        Ok(amount) => Ok(amount.number.clear()),
        Err(why @ (NotRead::Ambiguous | NotRead::TwoSizes | NotRead::OtherCurrency)) => {
            Err(values::unread(cell.text, why, sign))
        }
        Err(NotRead::NoNumber | NotRead::TooLarge) => Ok(cell.text.to_owned()),
    }
}
