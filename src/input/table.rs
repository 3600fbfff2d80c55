//! A CSV file as a [`Table`]: rows of cells that know their line and column.
//!
//! The separator (`,`, `;` or a tab) is the one the heading uses most, or the one a first line `sep=;` names; decimal marks
//! are settled by the numbers themselves. `shape` recognises what is no row of the table: titles, totals, notes. Nothing is
//! left out without a finding.

mod contents;
mod headings;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::cell::Cell;
use super::columns::{Known, Others};
use super::gather::Gather;
use super::number::Marks;
use super::shape::{self};
use super::sheet_facts::SheetFacts;
use super::text::{self, Cells, Excess, Positions, cell_begins, separator_of, split, text_of};
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
    rows: Vec<Cells>,
    positions: Positions,
    /// The row whose cells were last looked for, by its first byte, and where each of them begins.
    begins: RefCell<(usize, Vec<usize>)>,
    /// What its sheet says, where the table is one.
    sheet: Option<Rc<SheetFacts>>,
}

impl Table {
    /// Reads a table, with findings about anything in it that is no table.
    #[must_use]
    pub fn read(g: &mut Gather, file: &str, bytes: &[u8], known: &[Known], others: Others) -> Self {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            let format = if bytes.starts_with(b"PK") { "xlsx" } else { "xls" };
            let place = Place { file: file.into(), ..Place::default() };
            g.add(Finding::OtherSpreadsheet { format: format.to_owned() }, place);
            return Self::none(file);
        }
        let text = text_of(g, file, bytes);
        let directive = shape::directive(&text);
        let separator = directive.map_or_else(|| separator_of(&text), |(separator, _)| separator);
        let mut table = Self { text, separator, sheet: g.sheets.get(file).cloned(), ..Self::none(file) };
        let open = table.split(g);
        if let Some((_, end)) = directive {
            table.rows.retain(|row| row.begin >= end);
        }
        if table.rows.is_empty() {
            g.add(Finding::EmptyTable {}, Place { file: file.into(), ..Place::default() });
            return table;
        }
        let above: Vec<Cells> = table.rows.drain(..shape::heading(&table.rows, known)).collect();
        if let Some(first) = above.first() {
            let title = first.iter().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or("").to_owned();
            g.add(Finding::RowsAboveHeading { rows: above.len(), title }, table.place_of(first, 0));
        }
        let mut first = table.rows.remove(0);
        for (at, sign) in first.clean(|_| true) {
            g.add(Finding::HiddenSign { sign }, table.place_of(&first, at));
        }
        table.header = first.iter().map(|name| name.trim().to_owned()).collect();
        table.header_line = table.locate(&first, 0).0;
        table.pad();
        let numbers = table.name_columns(g, &first, known);
        table.check_widths(g, open);
        table.clean(g, &numbers);
        if others == Others::Warn {
            table.leave_out_sub_headings(g, known);
            table.check_merged(g, known);
            if g.case_sound {
                table.say_unread(g, &first, known);
            }
        }
        table.marks = table.settle_marks(&numbers, &g.currency.sign);
        if others == Others::Warn {
            table.leave_out_asides(g, known, &numbers);
            table.check_hidden(g);
        }
        table.check_cells(g, &numbers);
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
            begins: RefCell::default(),
            sheet: None,
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
        let text = self.rows.get(row)?.get(at)?;
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
        let text = self.rows.get(row)?.get(column)?;
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
        self.rows = found.rows;
        found.open_quote.is_some()
    }

    /// Place of a byte of the text.
    fn byte_place(&self, byte: usize) -> Place {
        let (line, column) = self.positions.at(&self.text, byte);
        let (line, column) = (Some(line), Some(column));
        Place { file: self.file.clone().into(), line, column, field: None, sheet: None }
    }

    fn place_of(&self, row: &Cells, column: usize) -> Place {
        let (line, column) = self.locate(row, column);
        let (line, column) = (Some(line), Some(column));
        Place { file: self.file.clone().into(), line, column, field: None, sheet: None }
    }

    /// Line and character at which a cell begins; of a cell the row does not have, of its last.
    fn locate(&self, row: &Cells, column: usize) -> (usize, usize) {
        if column == 0 {
            return self.positions.at(&self.text, row.begin);
        }
        let mut begins = self.begins.borrow_mut();
        if begins.0 != row.begin || begins.1.is_empty() {
            *begins = (row.begin, cell_begins(&self.text, self.separator, row.begin));
        }
        let byte = begins.1.get(column).or(begins.1.last()).copied().unwrap_or(row.begin);
        self.positions.at(&self.text, byte)
    }
}
