//! A CSV file as a [`Table`]: rows of cells that know their line and column.
//!
//! The separator (`,`, `;` or a tab) is the one the header uses most; decimal marks are settled by the numbers
//! themselves. Texts are parsed by the `csv` crate, which gives the byte at which a record begins; the column of a
//! cell, needed only for findings, is found by a short walk from there.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::gather::Gather;
use super::number::{self, Marks};
use crate::diagnostic::{Finding, Place};

/// A column that a table may have.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its name, in lower case; for a family the part before the number (`capex_e`).
    pub name: String,
    /// Other names for it.
    pub also: Vec<String>,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether it stands for `name1`, `name2`, ...
    pub family: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// Numbers, which show how the file writes decimals.
    Numbers,
}

/// What to do with columns nobody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Warn of them.
    Warn,
    /// Pass them over: the table may be an output of ours.
    Allow,
}

impl Known {
    /// A column of words.
    #[must_use]
    pub fn text(name: &str) -> Self {
        Self { name: name.to_lowercase(), also: Vec::new(), holds: Holds::Text, family: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(name: &str) -> Self {
        Self { holds: Holds::Numbers, ..Self::text(name) }
    }

    /// The same column under another name too.
    #[must_use]
    pub fn or(mut self, name: &str) -> Self {
        self.also.push(name.to_lowercase());
        self
    }

    /// Columns `name1`, `name2`, ... of numbers.
    #[must_use]
    pub fn family(name: &str) -> Self {
        Self { family: true, ..Self::number(name) }
    }

    fn matches(&self, header: &str) -> bool {
        if self.family {
            let number = header.strip_prefix(self.name.as_str());
            return number.is_some_and(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
        }
        self.name == header || self.also.iter().any(|name| name == header)
    }
}

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
    columns: BTreeMap<String, usize>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    /// Byte at which the record begins, possibly on blank lines before it.
    offset: usize,
    line: usize,
    cells: csv::StringRecord,
}

impl Table {
    /// Reads a table, with findings about anything in it that is no table.
    #[must_use]
    pub fn read(g: &mut Gather, file: &str, bytes: &[u8], known: &[Known], others: Others) -> Self {
        let text = text_of(g, file, bytes);
        let separator = separator_of(&text);
        let mut table = Self { separator, text, ..Self::none(file) };
        table.split();
        if table.rows.is_empty() {
            g.add(Finding::EmptyTable {}, Place { file: file.into(), ..Place::default() });
            return table;
        }
        let first = table.rows.remove(0);
        table.header = first.cells.iter().map(|name| name.trim().to_owned()).collect();
        let numbers = table.name_columns(g, &first, known, others);
        table.find_open_quote(g);
        table.check_widths(g);
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

    /// The cell of a column that is there, be it empty.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> Option<Cell<'_>> {
        let &at = self.columns.get(column)?;
        let text = self.rows.get(row)?.cells.get(at).unwrap_or("");
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
        Place { file: self.file.clone().into(), line: Some(self.line(row)), column: Some(1), field: None }
    }

    /// Place of the header as a whole.
    #[must_use]
    pub fn header_place(&self) -> Place {
        Place { file: self.file.clone().into(), line: Some(1), column: Some(1), field: None }
    }

    /// Place of a cell.
    #[must_use]
    pub fn place(&self, row: usize, column: usize) -> Place {
        let (line, character) = self.rows.get(row).map_or((1, 1), |row| self.locate(row, column));
        let field = self.header.get(column).cloned();
        Place { file: self.file.clone().into(), line: Some(line), column: Some(character), field }
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
            self.rows.push(Row { offset, line, cells: record.clone() });
        }
    }

    /// Gives columns their names; returns the positions of those that hold numbers.
    fn name_columns(&mut self, g: &mut Gather, first: &Row, known: &[Known], others: Others) -> Vec<usize> {
        let mut numbers = Vec::new();
        for (at, header) in self.header.clone().into_iter().enumerate() {
            let lower = header.to_lowercase();
            let (line, column) = self.locate(first, at);
            let place =
                Place { file: self.file.clone().into(), line: Some(line), column: Some(column), field: None };
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

    fn check_widths(&self, g: &mut Gather) {
        let expected = self.header.len();
        for (at, row) in self.rows.iter().enumerate() {
            let extra_empty = row.cells.iter().skip(expected).all(|cell| cell.trim().is_empty());
            if row.cells.len() < expected || !extra_empty {
                g.add(Finding::RaggedRow { expected, found: row.cells.len() }, self.row_place(at));
            }
        }
    }

    /// A quote that never ends swallows the rest of the file into the last row.
    fn find_open_quote(&self, g: &mut Gather) {
        let header = Row { offset: 0, line: 1, cells: csv::StringRecord::new() };
        let walk = walk(&self.text, self.separator, self.rows.last().unwrap_or(&header), usize::MAX);
        if let Some((line, column)) = walk.open_quote {
            let place =
                Place { file: self.file.clone().into(), line: Some(line), column: Some(column), field: None };
            g.add(Finding::OpenQuote {}, place);
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
        walk(&self.text, self.separator, row, column).at
    }
}

struct Walk {
    /// Line and character at which the wanted cell begins.
    at: (usize, usize),
    /// Where a quote opened that never closed.
    open_quote: Option<(usize, usize)>,
}

/// Walks a record's characters to the beginning of its cell number `wanted`, quoted line breaks included.
fn walk(text: &str, separator: u8, row: &Row, wanted: usize) -> Walk {
    let separator = char::from(separator);
    let raw = text.get(row.offset..).unwrap_or("");
    let (mut line, mut character, mut cell) = (row.line, 1, 0);
    let (mut quoted, mut cell_start, mut at) = (None, true, (line, 1));
    let mut signs = raw.chars().peekable();
    while signs.next_if(|&c| c == '\n' || c == '\r').inspect(|&c| line += usize::from(c == '\n')).is_some() {}
    at.0 = line;
    while let Some(sign) = signs.next() {
        if cell_start && cell == wanted {
            return Walk { at: (line, character), open_quote: None };
        }
        match (sign, quoted) {
            ('"', None) if cell_start => quoted = Some((line, character)),
            ('"', Some(_)) if signs.peek() == Some(&'"') => {
                signs.next();
                character += 1;
            }
            ('"', Some(_)) => quoted = None,
            ('\n' | '\r', None) => break,
            (c, None) if c == separator => {
                cell += 1;
                cell_start = true;
                character += 1;
                at = (line, character);
                continue;
            }
            _ => {}
        }
        cell_start = false;
        character += 1;
        if sign == '\n' {
            (line, character) = (line + 1, 1);
        }
    }
    Walk { at, open_quote: quoted }
}

/// The text of a file: without byte-order mark, with a finding where it is not clean UTF-8.
pub fn text_of(g: &mut Gather, file: &str, bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let place_of = |before: &[u8]| {
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let column = before.get(start..).map_or(0, |part| String::from_utf8_lossy(part).chars().count()) + 1;
        Place { file: file.into(), line: Some(line), column: Some(column), field: None }
    };
    if let Err(error) = std::str::from_utf8(bytes) {
        let before = bytes.get(..error.valid_up_to()).unwrap_or(bytes);
        g.add(Finding::NotUtf8 {}, place_of(before));
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        g.add(Finding::NulByte {}, place_of(bytes.get(..at).unwrap_or(bytes)));
    }
    String::from_utf8_lossy(bytes).into_owned()
}

/// The sign that separates most cells of the header line.
fn separator_of(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // The first of equals: a comma unless another sign is used more.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}
