//! One table out of several: [`Merged`]. Rows meet by their key; a cell that two sources fill must hold the same.

use std::collections::BTreeMap;

use super::{Form, at};
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::finding::Thing;
use crate::input::Files;
use crate::input::cell::{Cell, guarded};
use crate::input::columns::{Holds, Known, Others};
use crate::input::currency;
use crate::input::gather::{Currency, Gather};
use crate::input::number;
use crate::input::table::Table;

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One row an initiative.
    Initiatives,
    /// One row a cost line.
    Costs,
    /// One row a score.
    Scores,
}

impl Kind {
    /// Its file.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatives.csv",
            Self::Costs => "costs.csv",
            Self::Scores => "scores.csv",
        }
    }

    /// The columns by which its rows meet.
    fn key(self) -> &'static [&'static str] {
        match self {
            Self::Initiatives => &["id"],
            Self::Costs => &["initiative", "class", "year", "account", "fund"],
            Self::Scores => &["rater", "initiative", "criterion"],
        }
    }
}

/// Whose value counts where a form and the case differ.
#[derive(Clone, Copy, Debug)]
pub struct Preference {
    /// The form's; otherwise neither.
    pub forms: bool,
}

/// A cell that was filled.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its text, numbers in one form.
    pub text: String,
    /// Where it was written.
    pub place: Place,
    of_case: bool,
    /// What the case had, where a form replaced it: a form that repeats it says nothing new.
    replaced: Option<String>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its cells by column.
    pub cells: BTreeMap<String, Entry>,
    /// Where it was first written.
    pub place: Place,
    in_case: bool,
    touched: bool,
}

impl Row {
    /// Whether the case itself has it.
    #[must_use]
    pub fn is_of_case(&self) -> bool {
        self.in_case
    }
}

/// A merged table.
#[derive(Debug)]
pub struct Merged {
    /// Which.
    pub kind: Kind,
    /// Rows in the order in which they were met.
    pub rows: Vec<Row>,
    /// What was found while merging.
    pub found: Vec<Diagnostic>,
    /// Whether forms added anything to the case's table.
    pub changed: bool,
    /// Columns by name, and as they are headed.
    columns: Vec<(String, String)>,
    /// Rows by their key; several where lines add up.
    by_key: BTreeMap<Vec<String>, Vec<usize>>,
    currency: Currency,
}

impl Merged {
    /// An empty table; `currency` is the case's.
    #[must_use]
    pub fn new(kind: Kind, currency: Currency) -> Self {
        Self {
            kind,
            rows: Vec::new(),
            found: Vec::new(),
            changed: false,
            columns: Vec::new(),
            by_key: BTreeMap::new(),
            currency,
        }
    }

    /// Adds a source: the case itself, or a form.
    pub fn add(&mut self, files: &Files, form: Option<&Form>, known: &[Known], preference: Preference) {
        let bytes = files.each().find(|(name, _)| *name == self.kind.file()).map(|(_, bytes)| bytes);
        let Some(bytes) = bytes else { return };
        let mut g = Gather::new();
        g.currency.clone_from(&self.currency);
        // Of the case's own table `check` speaks; of a form's, nobody else would.
        let others = if form.is_some() { Others::Warn } else { Others::Allow };
        let table = Table::read(&mut g, self.kind.file(), bytes, known, others);
        let located = |found: Diagnostic| match (&files.workbook, form) {
            (Some(book), Some(form)) => at(form, book.locate(found)),
            (Some(book), None) => book.locate(found),
            (None, Some(form)) => at(form, found),
            (None, None) => found,
        };
        let place =
            |place: Place| located(Diagnostic { finding: Finding::NulByte {}, place, nearest: None }).place;
        if form.is_some() {
            self.found.extend(g.into_findings().into_iter().map(located));
        }
        let names: Vec<(usize, String, bool)> = table
            .headers()
            .filter(|(_, header)| !header.is_empty())
            .filter(|(at, _)| form.is_none() || table.known(*at).is_some())
            .map(|(at, header)| {
                let name = table.known(at).map_or_else(|| header.to_owned(), str::to_owned);
                let numbers = known.iter().any(|k| k.holds == Holds::Numbers && k.matches(&name));
                (at, name, numbers)
            })
            .collect();
        for (at, name, _) in &names {
            if !self.columns.iter().any(|(held, _)| held == name) && uses(&table, *at, form) {
                let header = table.headers().nth(*at).map_or("", |(_, header)| header);
                self.columns.push((name.clone(), header.to_owned()));
            }
        }
        let mut met = BTreeMap::new();
        for row in 0..table.len() {
            let mut cells = BTreeMap::new();
            for (at, name, numbers) in &names {
                let Some(cell) = table.at(row, *at).filter(|cell| !cell.text.is_empty()) else { continue };
                let text = if *numbers { self.number(&cell) } else { cell.text.to_owned() };
                let entry =
                    Entry { text, place: place(cell.place()), of_case: form.is_none(), replaced: None };
                cells.insert(name.clone(), entry);
            }
            self.row(cells, place(table.row_place(row)), form.is_none(), preference, &mut met);
        }
    }

    /// A number in one form: with a decimal point, and with the currency's sign where it has one or a word of size.
    fn number(&self, cell: &Cell<'_>) -> String {
        let read = currency::read(cell.text, cell.marks, number::Marks::Unsettled, self.currency.as_read());
        match read {
            Ok(amount) if amount.absolute && self.currency.sign.is_empty() => cell.text.to_owned(),
            Ok(amount) if amount.absolute => format!("{}{}", self.currency.sign, amount.number.clear()),
            Ok(amount) => amount.number.clear(),
            Err(_) => cell.text.to_owned(),
        }
    }

    /// Adds a row; `met` counts the rows of each key that its source has had so far.
    fn row(
        &mut self,
        cells: BTreeMap<String, Entry>,
        place: Place,
        in_case: bool,
        preference: Preference,
        met: &mut BTreeMap<Vec<String>, usize>,
    ) {
        let text = |column: &&str| cells.get(*column).map(|entry| entry.text.clone()).unwrap_or_default();
        let key: Vec<String> = self.kind.key().iter().map(text).collect();
        if key.first().is_none_or(String::is_empty) {
            if !in_case {
                let finding = Finding::MissingId { thing: Thing::Initiative };
                self.found.push(Diagnostic { finding, place, nearest: None });
            }
            return;
        }
        // Cost lines of one source add up, so the second of a key is meant by the second of another source.
        let nth = met.entry(key.clone()).or_insert(0);
        let at = if self.kind == Kind::Costs { *nth } else { 0 };
        *nth += 1;
        let held = self.by_key.get(&key).and_then(|rows| rows.get(at)).copied().filter(|_| !in_case);
        let Some(held) = held.and_then(|at| self.rows.get_mut(at)) else {
            self.by_key.entry(key).or_default().push(self.rows.len());
            self.changed |= !in_case;
            self.rows.push(Row { cells, place, in_case, touched: false });
            return;
        };
        for (column, mut entry) in cells {
            match held.cells.get(&column) {
                Some(first) if same(&first.text, &entry.text) => {}
                Some(first) if first.replaced.as_ref().is_some_and(|text| same(text, &entry.text)) => {}
                Some(first) if !(preference.forms && first.of_case) => {
                    let finding = Finding::SourcesDiffer {
                        id: key.first().cloned().unwrap_or_default(),
                        field: column.clone(),
                        first: first.text.clone(),
                        first_place: first.place.short(),
                        second: entry.text,
                    };
                    self.found.push(Diagnostic { finding, place: entry.place, nearest: None });
                }
                first => {
                    entry.replaced = first.map(|first| first.text.clone());
                    held.touched = true;
                    self.changed = true;
                    held.cells.insert(column, entry);
                }
            }
        }
    }

    /// How many rows only forms have, and to how many of the case's they add something.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let added = self.rows.iter().filter(|row| !row.in_case).count();
        (added, self.rows.iter().filter(|row| row.in_case && row.touched).count())
    }

    /// The table as CSV with a decimal point.
    #[must_use]
    pub fn render(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail, and every row has a cell for every column.
        let mut write = |cells: Vec<String>| drop(writer.write_record(cells));
        write(self.columns.iter().map(|(_, header)| guarded(header)).collect());
        for row in &self.rows {
            let text = |(name, _): &(String, String)| row.cells.get(name).map(|entry| guarded(&entry.text));
            write(self.columns.iter().map(|column| text(column).unwrap_or_default()).collect());
        }
        writer.into_inner().unwrap_or_default()
    }

    /// A finding in the merged table, where its row was written.
    #[must_use]
    pub fn locate(&self, found: Diagnostic) -> Diagnostic {
        let Some(line) = found.place.line else { return found };
        let mut at = 2;
        for row in &self.rows {
            let breaks: usize = row.cells.values().map(|entry| entry.text.matches('\n').count()).sum();
            if (at..=at + breaks).contains(&line) {
                let field = found.place.field.clone();
                let column = field.as_ref().and_then(|field| {
                    self.columns.iter().find(|(name, header)| header == field || name == field)
                });
                let entry = column.and_then(|(name, _)| row.cells.get(name));
                let place = entry.map_or_else(|| row.place.clone(), |entry| entry.place.clone());
                return Diagnostic { place: Place { field, ..place }, ..found };
            }
            at += 1 + breaks;
        }
        found
    }
}

/// Whether two texts say the same, blanks aside.
fn same(first: &str, second: &str) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    first == second || bare(first) == bare(second)
}

/// Whether a column is one of the merged table: every one of the case, and of a form those that are filled.
fn uses(table: &Table, column: usize, form: Option<&Form>) -> bool {
    form.is_none()
        || (0..table.len()).any(|row| table.at(row, column).is_some_and(|cell| !cell.text.is_empty()))
}
