//! A CSV file as a [`Table`]: rows of cells that know their line and column.
//!
//! The separator (`,`, `;` or a tab) is the one the header uses most; decimal marks are settled by the numbers
//! themselves. Texts are parsed by the `csv` crate, which gives the byte at which a record begins; the column of a
//! cell, needed only for findings, is found by a short walk from there.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::columns::{Holds, Known, Others};
use super::currency;
use super::gather::Gather;
use super::number::Marks;
use super::text::{Start, separator_of, text_of, walk};
use crate::diagnostic::{Finding, Place};

/// A table that was read.
#[derive(Debug)]
pub struct Table {
    /// Its file.
    pub file: String,
    /// How its numbers are written.
    pub marks: Marks,
    text: String,
    separator: u8,
    header: Vec<String>,
    header_line: usize,
    columns: BTreeMap<String, usize>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    start: Start,
    cells: csv::StringRecord,
}

impl Table {
    /// Reads a table, with findings about anything in it that is no table.
    #[must_use]
    pub fn read(g: &mut Gather, file: &str, bytes: &[u8], known: &[Known], others: Others) -> Self {
        let text = text_of(g, file, bytes);
        let separator = separator_of(&text);
        let mut table = Self { text, separator, ..Self::none(file) };
        table.split();
        if table.rows.is_empty() {
            g.add(Finding::EmptyTable {}, Place { file: file.into(), ..Place::default() });
            return table;
        }
        let first = table.rows.remove(0);
        table.header = first.cells.iter().map(|name| name.trim().to_owned()).collect();
        table.header_line = table.locate(&first, 0).0;
        let numbers = table.name_columns(g, &first, known, others);
        let open = table.find_open_quote(g);
        table.check_widths(g, open);
        table.marks = table.settle_marks(&numbers, &g.currency.sign);
        table
    }

    /// No table, for a file that is not there.
    #[must_use]
    pub fn none(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            marks: Marks::Unsettled,
            header: Vec::new(),
            header_line: 1,
            columns: BTreeMap::new(),
            rows: Vec::new(),
            separator: b',',
            text: String::new(),
        }
    }

    /// Number of rows under the header.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row under the header.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether there was a header at all.
    #[must_use]
    pub fn has_header(&self) -> bool {
        !self.header.is_empty()
    }

    /// Whether the column is there.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The numbers of a family's columns that are there, ascending (`capex_e1`, `capex_e3` -> 1, 3).
    #[must_use]
    pub fn family(&self, name: &str) -> Vec<(u16, String)> {
        let number = |column: &str| column.strip_prefix(name).and_then(|n| n.parse().ok());
        let mut found: Vec<(u16, String)> =
            self.columns.keys().filter_map(|c| Some((number(c)?, c.clone()))).collect();
        found.sort();
        found
    }

    /// The cell of a column that is there, be it empty; none where the row is too short for it.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> Option<Cell<'_>> {
        let &at = self.columns.get(column)?;
        let text = self.rows.get(row)?.cells.get(at)?;
        Some(Cell::of_table(self, row, at, text))
    }

    /// The cell, if it holds something.
    #[must_use]
    pub fn filled(&self, row: usize, column: &str) -> Option<Cell<'_>> {
        self.cell(row, column).filter(|cell| !cell.text.is_empty())
    }

    /// The text of a cell; empty where there is none.
    #[must_use]
    pub fn text(&self, row: usize, column: &str) -> &str {
        self.cell(row, column).map_or("", |cell| cell.text)
    }

    /// Every column with its position, for tables whose headers are themselves data (years).
    pub fn headers(&self) -> impl Iterator<Item = (usize, &str)> {
        self.header.iter().map(String::as_str).enumerate()
    }

    /// The name by which a column is known; none where nobody reads it.
    #[must_use]
    pub fn known(&self, column: usize) -> Option<&str> {
        self.columns.iter().find(|(_, at)| **at == column).map(|(name, _)| name.as_str())
    }

    /// The cell at a position.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> Option<Cell<'_>> {
        let text = self.rows.get(row)?.cells.get(column)?;
        Some(Cell::of_table(self, row, column, text))
    }

    /// Line of a row.
    #[must_use]
    pub fn line(&self, row: usize) -> usize {
        self.rows.get(row).map_or(1, |row| self.locate(row, 0).0)
    }

    /// Place of a row as a whole.
    #[must_use]
    pub fn row_place(&self, row: usize) -> Place {
        Place {
            file: self.file.clone().into(),
            line: Some(self.line(row)),
            column: Some(1),
            field: None,
            sheet: None,
        }
    }

    /// Place of the header as a whole.
    #[must_use]
    pub fn header_place(&self) -> Place {
        let line = Some(self.header_line);
        Place { file: self.file.clone().into(), line, column: Some(1), field: None, sheet: None }
    }

    /// Place of a cell.
    #[must_use]
    pub fn place(&self, row: usize, column: usize) -> Place {
        let (line, character) = self.rows.get(row).map_or((1, 1), |row| self.locate(row, column));
        let field = self.header.get(column).cloned();
        Place {
            file: self.file.clone().into(),
            line: Some(line),
            column: Some(character),
            field,
            sheet: None,
        }
    }

    /// Finds a missing column out loud.
    pub fn need(&self, g: &mut Gather, column: &str) -> bool {
        let there = self.has(column) || !self.has_header();
        if !there {
            let name = column.to_owned();
            let unread = self.header.iter().filter(|h| !self.columns.contains_key(&h.to_lowercase()));
            g.near(Finding::MissingColumn { name }, self.header_place(), column, unread.map(String::as_str));
        }
        there
    }

    /// Finds every missing column of several out loud; whether none is.
    pub fn need_all(&self, g: &mut Gather, columns: &[&str]) -> bool {
        columns.iter().filter(|column| !self.need(g, column)).count() == 0
    }

    fn split(&mut self) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.text.as_bytes());
        let mut record = csv::StringRecord::new();
        // The text is valid UTF-8 in memory and rows may differ in length, so reading cannot fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let at = record.position();
            let offset = at.map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
            let line = at.map_or(1, |p| usize::try_from(p.line()).unwrap_or(1));
            self.rows.push(Row { start: Start { offset, line }, cells: record.clone() });
        }
    }

    /// Gives columns their names; returns the positions of those that hold numbers.
    fn name_columns(&mut self, g: &mut Gather, first: &Row, known: &[Known], others: Others) -> Vec<usize> {
        let mut numbers = Vec::new();
        for (at, header) in self.header.clone().into_iter().enumerate() {
            let lower = header.to_lowercase();
            let (line, column) = self.locate(first, at);
            let place = Place {
                file: self.file.clone().into(),
                line: Some(line),
                column: Some(column),
                field: None,
                sheet: None,
            };
            let Some(held) = known.iter().find(|k| k.matches(&lower)) else {
                if !header.is_empty() && g.case_sound && others == Others::Warn {
                    let names = known.iter().map(|k| k.name.as_str());
                    g.near(Finding::UnknownColumn { name: header.clone() }, place, &header, names);
                }
                continue;
            };
            let name = if held.family { lower } else { held.name.clone() };
            if self.columns.insert(name, at).is_some() {
                g.add(Finding::DuplicateColumn { name: header }, place);
            } else if held.holds == Holds::Numbers {
                numbers.push(at);
            }
        }
        numbers
    }

    /// Finds rows of another width than the header's. Of those only the first cell is kept, so that what has slipped
    /// into a wrong column is not complained of.
    fn check_widths(&mut self, g: &mut Gather, last_is_open: bool) {
        let expected = self.header.len();
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at) else { continue };
            let found = row.cells.len();
            let extra_empty = row.cells.iter().skip(expected).all(|cell| cell.trim().is_empty());
            if found >= expected && extra_empty {
                continue;
            }
            if !(last_is_open && at + 1 == self.rows.len()) {
                g.add(Finding::RaggedRow { expected, found }, self.row_place(at));
            }
            if let Some(row) = self.rows.get_mut(at) {
                row.cells.truncate(1);
            }
        }
    }

    /// A quote that never ends swallows the rest of the file into the last row.
    fn find_open_quote(&self, g: &mut Gather) -> bool {
        let last = self.rows.last().map_or(Start { offset: 0, line: 1 }, |row| row.start);
        let walk = walk(&self.text, self.separator, last, usize::MAX);
        if let Some((line, column)) = walk.open_quote {
            let place = Place {
                file: self.file.clone().into(),
                line: Some(line),
                column: Some(column),
                field: None,
                sheet: None,
            };
            g.add(Finding::OpenQuote {}, place);
        }
        walk.open_quote.is_some()
    }

    /// The file's decimal mark, where its clear numbers agree on one.
    fn settle_marks(&self, numbers: &[usize], sign: &str) -> Marks {
        let (mut point, mut comma) = (false, false);
        for row in &self.rows {
            for cell in numbers.iter().filter_map(|&at| row.cells.get(at)) {
                match currency::evidence(cell, sign) {
                    Some(Marks::Point) => point = true,
                    Some(Marks::Comma) => comma = true,
                    _ => {}
                }
            }
            if point && comma {
                return Marks::Unsettled;
            }
        }
        match (point, comma) {
            (true, false) => Marks::Point,
            (false, true) => Marks::Comma,
            _ => Marks::Unsettled,
        }
    }

    fn locate(&self, row: &Row, column: usize) -> (usize, usize) {
        walk(&self.text, self.separator, row.start, column).at
    }
}
