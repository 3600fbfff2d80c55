//! A CSV file as a [`Table`]: rows of cells that know their line and column.
//!
//! The separator (`,`, `;` or a tab) is the one the heading uses most, or the one a first line `sep=;` names; decimal marks
//! are settled by the numbers themselves. `shape` recognises what is no row of the table: titles, totals, notes. Nothing is
//! left out without a finding.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::cell::Cell;
use super::columns::{Holds, Known, Others, meant};
use super::currency;
use super::gather::Gather;
use super::number::Marks;
use super::shape::{self, Aside};
use super::sheet_facts::{Merged, SheetFacts};
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
        table.check_cells(g);
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

    /// Rows of a sheet end with their last filled cell: here they get the width of the heading.
    fn pad(&mut self) {
        let width = self.header.len();
        if self.sheet.is_none() {
            return;
        }
        for row in self.rows.iter_mut().filter(|row| row.len() < width) {
            *row = row.with((0..width).map(|at| row.get(at).unwrap_or("").to_owned()));
        }
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
            let wanted = |at: usize| is_words.get(at).copied().unwrap_or(false);
            let taken = self.rows.get_mut(row).map(|cells| cells.clean(wanted));
            for (at, sign) in taken.unwrap_or_default() {
                g.add(Finding::HiddenSign { sign }, self.place(row, at));
            }
        }
    }

    /// Gives columns their names; returns the positions of those that hold numbers. Of two headings for one column the one
    /// with its own name counts, and the other is not read; two of the same rank are an error.
    fn name_columns(&mut self, g: &mut Gather, first: &Cells, known: &[Known]) -> Vec<usize> {
        let read = |header: &String| known.iter().find_map(|column| Some((column, column.reads(header)?)));
        let found: Vec<Option<(&Known, String)>> = self.header.iter().map(read).collect();
        let own =
            |at: usize, name: &str| self.header.get(at).is_some_and(|held| held.eq_ignore_ascii_case(name));
        let owned: BTreeSet<&str> = found
            .iter()
            .enumerate()
            .filter_map(|(at, found)| found.as_ref().map(|(_, name)| (at, name.as_str())))
            .filter(|(at, name)| own(*at, name))
            .map(|(_, name)| name)
            .collect();
        let mut numbers = Vec::new();
        let mut columns = BTreeMap::new();
        self.names = vec![None; self.header.len()];
        for (at, found) in found.iter().enumerate() {
            let Some((column, name)) = found else { continue };
            if owned.contains(name.as_str()) && !own(at, name) {
                continue;
            }
            if columns.contains_key(name) {
                let header = self.header.get(at).cloned().unwrap_or_default();
                g.add(Finding::DuplicateColumn { name: header }, self.place_of(first, at));
            } else {
                columns.insert(name.clone(), at);
                if column.holds == Holds::Numbers {
                    numbers.push(at);
                }
            }
            if let Some(held) = self.names.get_mut(at) {
                *held = Some(name.clone());
            }
        }
        self.columns = columns;
        numbers
    }

    fn say_unread(&self, g: &mut Gather, first: &Cells, known: &[Known]) {
        let unread = (0..self.header.len()).filter(|&at| self.known(at).is_none());
        for at in unread {
            self.say_one_unread(g, first, at, known);
        }
    }

    /// A column that nothing reads: an error where one that is read seems to be meant, and named with its sum where it holds
    /// figures. A heading that begins with `#` is for people.
    fn say_one_unread(&self, g: &mut Gather, first: &Cells, at: usize, known: &[Known]) {
        let header = self.header.get(at).map_or("", String::as_str);
        if header.starts_with('#') && !shape::is_error(header) {
            return;
        }
        let read = |cell: &&str| currency::read(cell, Marks::Point, Marks::Point, g.currency.as_read()).ok();
        let cells = self.rows.iter().filter_map(|row| row.get(at)).map(str::trim);
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let figures: Vec<_> = filled.iter().filter_map(|cell| Some(read(cell)?.number)).collect();
        let mostly = figures.len() * 2 > filled.len();
        let place = self.place_of(first, at);
        if header.is_empty() {
            if figures.is_empty() {
                if !filled.is_empty() {
                    g.add(Finding::NotesBeside { cells: filled.len() }, place);
                }
            } else {
                g.add(Finding::UnnamedColumn { numbers: figures.len() }, place);
            }
            return;
        }
        let name = || header.to_owned();
        let meant = meant(known, header, mostly).filter(|meant| !self.has(&meant.name));
        match meant {
            Some(meant) if meant.weighs && !filled.is_empty() => {
                g.nearest_is(
                    Finding::NearColumn { name: name(), meant: meant.name.clone() },
                    place,
                    meant.name,
                );
            }
            _ if mostly => {
                let sum = super::number::Decimal::sum(&figures).map(super::number::Decimal::clear);
                let sum = sum.unwrap_or_default();
                g.add(Finding::FiguresUnread { name: name(), count: figures.len(), sum }, place);
            }
            meant => {
                let finding = Finding::UnknownColumn { name: name() };
                let names = known.iter().map(|k| k.name.as_str());
                match meant {
                    Some(meant) => g.nearest_is(finding, place, meant.name),
                    None => g.near(finding, place, header, names),
                }
            }
        }
    }

    /// Finds rows of another width than the header's. Of those only the first cell is kept, so that what has slipped
    /// into a wrong column is not complained of. What stands beside the table of a sheet is a note.
    fn check_widths(&mut self, g: &mut Gather, last_is_open: bool) {
        let expected = self.header.len();
        let (mut beside, mut place) = (0, None);
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at) else { continue };
            let found = row.len();
            let extra = row.iter().skip(expected).filter(|cell| !cell.trim().is_empty()).count();
            if found >= expected && extra == 0 {
                continue;
            }
            if self.sheet.is_some() {
                place.get_or_insert_with(|| self.place_of(row, expected));
                beside += extra;
            } else if !(last_is_open && at + 1 == self.rows.len()) {
                g.add(Finding::RaggedRow { expected, found }, self.row_place(at));
            }
            let kept = if self.sheet.is_some() { expected } else { 1 };
            if let Some(row) = self.rows.get_mut(at) {
                row.truncate(kept);
            }
        }
        if let Some(place) = place {
            g.add(Finding::NotesBeside { cells: beside }, place);
        }
    }

    /// The position of the column that says which row it is.
    fn key(&self, known: &[Known]) -> Option<usize> {
        let key = known.iter().find(|column| column.key)?;
        self.columns.get(&key.name).copied()
    }

    fn leave_out_sub_headings(&mut self, g: &mut Gather, known: &[Known]) {
        let is_known = |at: usize| self.known(at).is_some();
        let more = shape::sub_headings(&self.rows, self.key(known), is_known);
        if more > 0 {
            g.add(Finding::HeadingOfRows { rows: more + 1 }, self.header_place());
            self.rows.drain(..more);
        }
    }

    /// Merged cells: what they say in words is true of every row they span; a figure could be each row's or all rows'.
    fn check_merged(&mut self, g: &mut Gather, known: &[Known]) {
        let Some(sheet) = self.sheet.clone() else { return };
        let lines: BTreeMap<usize, usize> =
            self.rows.iter().enumerate().map(|(at, row)| (self.locate(row, 0).0, at)).collect();
        for merged in &sheet.merged {
            let held = self.names.iter().enumerate().skip(merged.from.1 - 1);
            let columns: Vec<usize> = held
                .take(merged.to.1 - merged.from.1 + 1)
                .filter_map(|(at, name)| name.as_ref().map(|_| at))
                .collect();
            let rows: Vec<usize> = lines.range(merged.from.0..=merged.to.0).map(|(_, at)| *at).collect();
            let (Some(&column), Some(&top)) = (columns.first(), rows.first()) else { continue };
            self.merged(g, known, *merged, column, top, &rows, columns.len());
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one range with what it spans")]
    fn merged(
        &mut self,
        g: &mut Gather,
        known: &[Known],
        merged: Merged,
        column: usize,
        top: usize,
        rows: &[usize],
        columns: usize,
    ) {
        let name = self.known(column).unwrap_or_default().to_owned();
        let holds = known.iter().find(|known| known.matches(&name)).map(|known| (known.holds, known.key));
        let text = self.rows.get(top).and_then(|row| row.get(column)).unwrap_or("").to_owned();
        let filled = !text.trim().is_empty();
        let range = Self::range(merged);
        let place = self.place(top, column);
        if columns == 1 && holds == Some((Holds::Text, false)) && filled {
            for at in rows {
                self.replace(*at, |at, held| if at == column { text.clone() } else { held.to_owned() });
            }
            g.add(Finding::MergedWords { range, text: text.trim().to_owned(), rows: rows.len() }, place);
        } else if filled && (rows.len() > 1 || columns > 1) {
            g.add(Finding::MergedCells { range }, place);
        }
    }

    /// Gives the cells of a row other texts.
    fn replace(&mut self, row: usize, text: impl Fn(usize, &str) -> String) {
        if let Some(row) = self.rows.get_mut(row) {
            let texts: Vec<String> = row.iter().enumerate().map(|(at, held)| text(at, held)).collect();
            *row = row.with(texts.into_iter());
        }
    }

    fn range(merged: Merged) -> String {
        let cell = |(line, column): (usize, usize)| {
            Place { line: Some(line), column: Some(column), ..Place::default() }.cell().unwrap_or_default()
        };
        format!("{}:{}", cell(merged.from), cell(merged.to))
    }

    fn leave_out_asides(&mut self, g: &mut Gather, known: &[Known], numbers: &[usize]) {
        let Some(key) = self.key(known) else { return };
        let found = shape::asides(&self.rows, &self.header, key, numbers, self.marks, &g.currency.sign);
        let mut gone = Vec::new();
        for (at, aside) in found {
            let text =
                self.rows.get(at).and_then(|row| row.iter().map(str::trim).find(|cell| !cell.is_empty()));
            let text = text.unwrap_or_default().to_owned();
            let finding = match aside {
                Aside::Total => Finding::TotalRow { text },
                Aside::Repeats => Finding::RepeatsSums { text },
                Aside::Heading => Finding::HeadingAgain {},
                Aside::Note => Finding::NoteRow { text },
            };
            g.add(finding, self.row_place(at));
            if aside != Aside::Repeats {
                gone.push(at);
            }
        }
        let mut at = 0;
        self.rows.retain(|_| {
            at += 1;
            gone.binary_search(&(at - 1)).is_err()
        });
    }

    fn check_hidden(&self, g: &mut Gather) {
        let Some(sheet) = &self.sheet else { return };
        let lines = self.rows.iter().map(|row| self.locate(row, 0).0);
        let rows: Vec<usize> = lines.filter(|line| sheet.hidden_rows.contains(line)).collect();
        if let Some(&first) = rows.first() {
            let place = Place { line: Some(first), column: Some(1), ..self.header_place() };
            g.add(Finding::HiddenRows { rows: rows.clone(), filtered: sheet.filtered }, place);
        }
        for (at, name) in self.names.iter().enumerate() {
            if let Some(name) = name.as_ref().filter(|_| sheet.hidden_columns.contains(&(at + 1))) {
                g.add(Finding::HiddenColumn { name: name.clone() }, self.header_place());
            }
        }
        if sheet.hidden {
            g.add(Finding::HiddenSheet {}, self.header_place());
        }
    }

    /// Finds cells that hold something, but no value: an error of a spreadsheet, a formula that was never computed, a date
    /// where none is meant. They are then taken as empty, so that they are told of once.
    fn check_cells(&mut self, g: &mut Gather) {
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at) else { continue };
            let is_read = |column: &usize| self.names.get(*column).is_some_and(Option::is_some);
            let bad = |text: &str| text.trim_start().starts_with('=') || shape::is_error(text);
            let bad: Vec<(usize, String)> = row
                .iter()
                .enumerate()
                .filter(|(column, text)| bad(text) && is_read(column))
                .map(|(column, text)| (column, text.trim().to_owned()))
                .collect();
            for (column, text) in &bad {
                let text = text.clone();
                let finding = if text.starts_with('=') {
                    Finding::FormulaWithoutValue { text }
                } else {
                    Finding::ErrorCell { text }
                };
                g.add(finding, self.place(at, *column));
            }
            if !bad.is_empty() {
                let is_bad = |column: usize| bad.iter().any(|(at, _)| *at == column);
                self.replace(at, |at, text| if is_bad(at) { String::new() } else { text.to_owned() });
            }
        }
        let Some(sheet) = self.sheet.clone().filter(|sheet| !sheet.dates.is_empty()) else { return };
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at) else { continue };
            let line = self.locate(row, 0).0;
            for &(_, column) in sheet.dates.range((line, 0)..=(line, usize::MAX)) {
                if let Some(text) = row.get(column - 1).filter(|_| self.known(column - 1).is_some()) {
                    g.add(Finding::DateCell { text: text.to_owned() }, self.place(at, column - 1));
                }
            }
        }
    }

    /// The file's decimal mark, where its clear numbers agree on one. Numbers that a spreadsheet keeps as numbers are
    /// written by nobody, so they do not count.
    fn settle_marks(&self, numbers: &[usize], sign: &str) -> Marks {
        let (mut point, mut comma) = (false, false);
        for row in &self.rows {
            let line = self.sheet.as_ref().map(|sheet| (sheet, self.locate(row, 0).0));
            let written =
                |at: &usize| line.is_none_or(|(sheet, line)| !sheet.fractions.contains(&(line, at + 1)));
            for cell in numbers.iter().filter(|at| written(at)).filter_map(|&at| row.get(at)) {
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
