//! What stands under the headings: rows of another width, merged and hidden cells, totals and notes, cells without a value,
//! and how numbers are written.

use std::collections::BTreeMap;

use super::Table;
use crate::diagnostic::{Finding, Place};
use crate::input::columns::{Holds, Known};
use crate::input::currency;
use crate::input::decisions;
use crate::input::gather::Gather;
use crate::input::number::Marks;
use crate::input::shape::{self, Aside};
use crate::input::sheet_facts::Merged;

impl Table {
    /// Rows of a sheet end with their last filled cell: here they get the width of the heading.
    pub(super) fn pad(&mut self) {
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
    pub(super) fn clean(&mut self, g: &mut Gather, numbers: &[usize]) {
        if self.file == decisions::FILE {
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

    /// Finds rows of another width than the header's. Of those only the first cell is kept, so that what has slipped
    /// into a wrong column is not complained of. What stands beside the table of a sheet is a note.
    pub(super) fn check_widths(&mut self, g: &mut Gather, last_is_open: bool) {
        let expected = self.header.len();
        let (mut beside, mut place) = (0, None);
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at) else { continue };
            let found = row.len();
            let extra = row.iter().skip(expected).filter(|cell| !cell.trim().is_empty()).count();
            if found >= expected && extra == 0 {
                continue;
            }
            // A line of words below a table is a note, which is told as one.
            if shape::is_note_alone(row) && self.sheet.is_none() {
                let text = row.get(0).unwrap_or("").to_owned();
                let padded = std::iter::once(text).chain(std::iter::repeat_n(String::new(), expected - 1));
                if let Some(row) = self.rows.get_mut(at) {
                    *row = row.with(padded);
                }
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

    /// Merged cells: what they say in words is true of every row they span; a figure could be each row's or all rows'.
    pub(super) fn check_merged(&mut self, g: &mut Gather, known: &[Known]) {
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

    pub(super) fn leave_out_asides(&mut self, g: &mut Gather, known: &[Known], numbers: &[usize]) {
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
                Aside::Numbering => Finding::NumberingRow {},
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

    pub(super) fn check_hidden(&self, g: &mut Gather) {
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
    pub(super) fn check_cells(&mut self, g: &mut Gather, numbers: &[usize]) {
        for at in 0..self.rows.len() {
            let Some(row) = self.rows.get(at) else { continue };
            let is_read = |column: &usize| self.names.get(*column).is_some_and(Option::is_some);
            // In a text file words may begin with `=`; in a sheet they would have an apostrophe before it.
            let may_compute = |column: usize| self.sheet.is_some() || numbers.contains(&column);
            let bad = |column: usize, text: &str| {
                shape::is_error(text) || may_compute(column) && text.trim_start().starts_with('=')
            };
            let bad: Vec<(usize, String)> = row
                .iter()
                .enumerate()
                .filter(|(column, text)| bad(*column, text) && is_read(column))
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
    pub(super) fn settle_marks(&self, numbers: &[usize], sign: &str) -> Marks {
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
}
