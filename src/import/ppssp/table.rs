//! A CSV table with a header, columns in any order.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::diagnostic::{Finding, Place};
use crate::import::Source;
use crate::import::decimal::Decimal;
use crate::import::scan::{Found, Word};

/// A table that was read.
#[derive(Debug)]
pub struct Table<'a> {
    file: &'a str,
    columns: BTreeMap<String, usize>,
    rows: Vec<(usize, StringRecord)>,
    /// Whether every row could be read.
    pub whole: bool,
}

/// A row of it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table<'t>,
    line: usize,
    cells: &'t StringRecord,
}

impl<'a> Table<'a> {
    /// Reads every row; one with more or fewer cells than the header is found.
    pub fn read(found: &mut Found, source: &Source<'a>) -> Option<Self> {
        let text = source.text(found)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut columns = BTreeMap::new();
        let (mut rows, mut whole) = (Vec::new(), true);
        // Text in memory that is UTF-8: the reader has nothing to fail on.
        for record in reader.records().flatten() {
            let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
            if columns.is_empty() {
                columns = record.iter().enumerate().map(|(at, name)| (name.to_lowercase(), at)).collect();
            } else if record.len() == columns.len() {
                rows.push((line, record));
            } else {
                let finding = Finding::RaggedRow { expected: columns.len(), found: record.len() };
                let place = Place { line: Some(line), column: Some(1), ..source.place() };
                found.add(finding, place);
                whole = false;
            }
        }
        Some(Self { file: source.name, columns, rows, whole })
    }

    /// Whether every one of these columns is there; those that are not are found.
    pub fn has(&self, found: &mut Found, columns: &[&str]) -> bool {
        let place =
            Place { file: self.file.into(), line: Some(1), column: Some(1), field: None, sheet: None };
        if self.columns.is_empty() {
            found.add(Finding::EmptyTable {}, place);
            return false;
        }
        let missing: Vec<&&str> =
            columns.iter().filter(|column| !self.columns.contains_key(**column)).collect();
        for name in &missing {
            found.add(Finding::MissingColumn { name: (**name).to_owned() }, place.clone());
        }
        missing.is_empty()
    }

    /// Its rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'t> Row<'t> {
    /// The text of a cell; nothing where there is no such column.
    #[must_use]
    pub fn text(&self, column: &str) -> &'t str {
        self.table.columns.get(column).and_then(|&at| self.cells.get(at)).unwrap_or("")
    }

    /// The place of a cell, by line and column name.
    #[must_use]
    pub fn place(&self, column: &str) -> Place {
        let field = Some(column.to_owned());
        Place { file: self.table.file.into(), line: Some(self.line), column: None, field, sheet: None }
    }

    /// How many columns `kind_1`, `kind_2`, ... there are without a gap.
    #[must_use]
    pub fn years(&self, kind: &str) -> usize {
        let columns = self.table.columns.len();
        (1..=columns).take_while(|year| self.table.columns.contains_key(&format!("{kind}_{year}"))).count()
    }

    /// A whole number within bounds, where the cell is filled.
    pub fn whole(&self, found: &mut Found, column: &str, least: usize, most: usize) -> Option<usize> {
        self.read(found, column, |found, word| found.whole(word, least, most))
    }

    /// A number, where the cell is filled.
    pub fn decimal(&self, found: &mut Found, column: &str) -> Option<Decimal> {
        self.read(found, column, Found::decimal)
    }

    /// A number that is not below zero, where the cell is filled.
    pub fn amount(&self, found: &mut Found, column: &str, decimals: usize) -> Option<Decimal> {
        self.read(found, column, |found, word| found.amount(word, decimals))
    }

    fn read<T>(
        &self,
        found: &mut Found,
        column: &str,
        read: impl FnOnce(&mut Found, &Word<'_>) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        read(found, &Word::of_cell(text, self.table.file, self.line, column))
    }
}
