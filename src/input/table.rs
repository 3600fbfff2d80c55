//! A CSV file as a [`Table`]: rows of cells that know their line and column.
//!
//! The separator (`,`, `;` or a tab) is the one the header uses most; decimal marks are settled by the numbers
//! themselves. [`split`] keeps the byte at which each cell begins; [`Positions`] turns it into a line and a character
//! when a finding needs them.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::columns::{Holds, Known, Others};
use super::gather::Gather;
use super::number::{self, Marks};
use super::text::{self, Cells, Excess, Positions, separator_of, split, text_of};
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
    /// The names of `columns` by position.
    names: Vec<Option<String>>,
    rows: Vec<Row>,
    positions: Positions,
}

#[derive(Debug)]
struct Row {
    cells: Cells,
}

impl Table {
    /// Reads a table, with findings about anything in it that is no table.
    #[must_use]
    pub fn read(g: &mut Gather, file: &str, bytes: &[u8], known: &[Known], others: Others) -> Self {
        let text = text_of(g, file, bytes);
        let separator = separator_of(&text);
        let mut table = Self { text, separator, ..Self::none(file) };
        let open = table.split(g);
        if table.rows.is_empty() {
            g.add(Finding::EmptyTable {}, Place { file: file.into(), ..Place::default() });
            return table;
        }
        let mut first = table.rows.remove(0);
        table.header_line = table.locate(&first, 0).0;
        for (at, sign) in first.cells.clean(|_| true) {
            g.add(Finding::HiddenSign { sign }, table.byte_place(first.cells.offset(at)));
        }
        table.header = first.cells.iter().map(|name| name.trim().to_owned()).collect();
        let numbers = table.name_columns(g, &first, known, others);
        table.names = vec![None; table.header.len()];
        for (name, &at) in &table.columns {
            if let Some(held) = table.names.get_mut(at) {
                *held = Some(name.clone());
            }
        }
        table.check_widths(g, open);
        table.clean(g, &numbers);
        table.marks = table.settle_marks(&numbers, &g.sign);
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
            names: Vec::new(),
            rows: Vec::new(),
            positions: Positions::default(),
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
        self.names.get(column)?.as_deref()
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

    /// Cuts the text into rows, with findings where a limit is passed or a quote never closes; whether one does not.
    fn split(&mut self, g: &mut Gather) -> bool {
        let found = split(&self.text, self.separator);
        self.positions = Positions::of(&self.text);
        for &(excess, byte) in &found.excess {
            let finding = match excess {
                Excess::Rows => Finding::TooManyRows { most: text::MOST_ROWS },
                Excess::Columns => Finding::TooManyColumns { most: text::MOST_COLUMNS },
                Excess::Characters => Finding::CellTooLong { most: text::MOST_CHARACTERS },
            };
            g.add(finding, self.byte_place(byte));
        }
        if let Some(byte) = found.open_quote {
            // A quote that never closes takes the rest of the file into the last row.
            g.add(Finding::OpenQuote {}, self.byte_place(byte));
        }
        self.rows = found.rows.into_iter().map(|cells| Row { cells }).collect();
        found.open_quote.is_some()
    }

    /// Takes hidden signs out of words, and line breaks; ids and numbers are left as they are for their readers, and the
    /// log of decisions for its hashes.
    fn clean(&mut self, g: &mut Gather, numbers: &[usize]) {
        if self.file == super::decisions::FILE {
            return;
        }
        let id = self.columns.get("id").copied();
        let is_words: Vec<bool> =
            (0..self.header.len()).map(|at| Some(at) != id && !numbers.contains(&at)).collect();
        for row in 0..self.rows.len() {
            let cells = self.rows.get_mut(row).map(|row| &mut row.cells);
            let wanted = |at: usize| is_words.get(at).copied().unwrap_or(false);
            for (at, sign) in cells.map(|cells| cells.clean(wanted)).unwrap_or_default() {
                g.add(Finding::HiddenSign { sign }, self.place(row, at));
            }
        }
    }

    /// Place of a byte of the text.
    fn byte_place(&self, byte: usize) -> Place {
        let (line, column) = self.positions.at(&self.text, byte);
        let (line, column) = (Some(line), Some(column));
        Place { file: self.file.clone().into(), line, column, field: None, sheet: None }
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

    /// The file's decimal mark, where its clear numbers agree on one.
    fn settle_marks(&self, numbers: &[usize], sign: &str) -> Marks {
        let (mut point, mut comma) = (false, false);
        for row in &self.rows {
            for cell in numbers.iter().filter_map(|&at| row.cells.get(at)) {
                match number::evidence(cell, sign) {
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
        self.positions.at(&self.text, row.cells.offset(column))
    }
}
