//! A case in one `.xlsx`: its sheets become the texts of a case's files, and what is found in them is told by cell.
//!
//! ```text
//! guard (sizes, depth) -> sheets (filled cells) -> texts (one row a line, one key a line) -> build, as for a folder
//!                                                                   findings -> Workbook::locate -> initiatives!C7
//! ```
//!
//! A table's line is its sheet's row, so lines need no translation; of a TOML line the cell behind it is kept.

mod claims;
mod guard;
mod layout;
mod names;
mod sheets;
mod toml_text;
mod unroll;
mod written;

use std::collections::BTreeMap;
use std::rc::Rc;

pub use guard::MOST_PACKED;
pub use sheets::{Held, Row, Sheet};
pub use toml_text::{is_remark, rows};
pub use unroll::{Unrolled, unroll};

use self::names::Role;
use self::toml_text::Lines;
use self::written::Written;
use super::gather::Gather;
use super::shape::is_error;
use super::sheet_facts::SheetFacts;
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::finding::Thing;

/// A workbook that was read as a case.
#[derive(Clone, Debug, Default)]
pub struct Workbook {
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The texts made of its sheets, by the names of a case's files.
    pub texts: BTreeMap<String, String>,
    /// What was found on the way.
    pub found: Vec<Diagnostic>,
    /// What is known of the cells of its tables beyond their texts, by the same names.
    pub facts: BTreeMap<String, Rc<SheetFacts>>,
    sheets: Vec<String>,
    origins: BTreeMap<String, Origin>,
}

/// The most cells of a sheet's table, empty ones included.
const MOST_CELLS: usize = 20_000_000;

/// Where a text comes from.
#[derive(Clone, Debug)]
enum Origin {
    /// A table: its lines are the rows of this sheet.
    Table(usize, Written),
    /// TOML: each line has its cell.
    Lines(Vec<toml_text::At>),
}

/// Reads the sheets of a workbook.
///
/// # Errors
/// What speaks against the workbook as a whole.
pub fn sheets_of(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Vec<Diagnostic>> {
    let place = Place { file: name.into(), ..Place::default() };
    sheets::read(bytes).map_err(|finding| vec![Diagnostic { finding, place, nearest: None }])
}

impl Workbook {
    /// Reads a workbook as a case.
    ///
    /// # Errors
    /// What speaks against the workbook as a whole.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, Vec<Diagnostic>> {
        let sheets = sheets_of(name, &bytes)?;
        let mut book = Self { name: name.to_owned(), bytes, ..Self::default() };
        book.sheets = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let mut g = Gather::new();
        book.given_twice(&mut g, &sheets);
        for (number, sheet) in sheets.iter().enumerate() {
            match Role::of(&sheet.name) {
                // Of two sheets of one table the first is read; that there are two is an error already.
                Role::Table(table) if book.texts.contains_key(&format!("{table}.csv")) => {}
                Role::Table(table) => {
                    let refused = |finding| {
                        let sheet = Some(sheet.name.clone());
                        let place = Place { file: name.into(), sheet, ..Place::default() };
                        vec![Diagnostic { finding, place, nearest: None }]
                    };
                    book.table(number, sheet, &format!("{table}.csv")).map_err(refused)?;
                }
                Role::Toml(file) => book.toml(number, sheet, file),
                Role::Keys | Role::Rows(_) | Role::Aside => {}
            }
        }
        book.keys_and_rows(&mut g, &sheets);
        book.found = g.into_findings();
        Ok(book)
    }

    /// Finds sheets of which one would take the place of the other: two of one table, or a TOML text beside sheets that say the
    /// same in rows.
    fn given_twice(&self, g: &mut Gather, sheets: &[Sheet]) {
        let mut first: BTreeMap<String, &str> = BTreeMap::new();
        for (number, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| rows(sheet).next().is_some()) {
            let files: &[&str] = match Role::of(&sheet.name) {
                Role::Table(table) => &[&format!("{table}.csv")],
                Role::Toml(file) => &[file],
                Role::Rows("scenario") => &["scenarios.toml"],
                Role::Keys | Role::Rows(_) => &["case.toml"],
                Role::Aside => &[],
            };
            for file in files {
                let rows_of = !matches!(Role::of(&sheet.name), Role::Table(_) | Role::Toml(_));
                let kind = if rows_of { format!("{file} in rows") } else { (*file).to_owned() };
                let other = if rows_of { (*file).to_owned() } else { format!("{file} in rows") };
                let held = first.get(&other).or_else(|| first.get(&kind).filter(|_| !rows_of)).copied();
                if let Some(held) = held {
                    let (first, second) = (held.to_owned(), sheet.name.clone());
                    g.add(Finding::SheetsOfOne { first, second }, self.place((number, 1, 1), None));
                }
                first.entry(kind).or_insert(&sheet.name);
            }
        }
    }

    /// A table's text: a line for every row up to its last, empty where a row is empty or a remark, and as long as its last
    /// filled cell.
    fn table(&mut self, number: usize, sheet: &Sheet, file: &str) -> Result<(), Finding> {
        let filled: Vec<&Row> = rows(sheet).collect();
        if filled.is_empty() {
            return Ok(());
        }
        let width = filled.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max();
        if filled.len().saturating_mul(width.unwrap_or(1)) > MOST_CELLS {
            return Err(Finding::WorkbookTooLarge { what: "cells".to_owned(), most: MOST_CELLS.to_string() });
        }
        let (mut text, mut written) = (String::new(), Written::default());
        let mut facts = SheetFacts {
            merged: sheet.merged.clone(),
            hidden_rows: sheet.layout.hidden_rows.clone(),
            hidden_columns: sheet.layout.hidden_columns.clone(),
            filtered: sheet.layout.filtered,
            hidden: sheet.hidden,
            ..SheetFacts::default()
        };
        let mut line = 1;
        for row in &filled {
            while line < row.number {
                text.push('\n');
                line += 1;
            }
            // The next column without its separator, and the character at which it stands.
            let (mut next, mut character) = (1, 1);
            for (column, held) in &row.cells {
                let apostrophe = match held {
                    Held::Number(number) if number.contains('.') => {
                        facts.fractions.insert((line, *column));
                        ""
                    }
                    Held::Date(_) => {
                        facts.dates.insert((line, *column));
                        ""
                    }
                    Held::Text(text) if text.starts_with('=') => "'",
                    _ => "",
                };
                let cell = match held {
                    Held::Percent(number) => format!("\"{}\"", toml_text::percent(number)),
                    _ => format!("\"{apostrophe}{}\"", held.text().replace('"', "\"\"")),
                };
                text.extend(std::iter::repeat_n(',', column.saturating_sub(next)));
                character += column.saturating_sub(next);
                let length = cell.chars().count();
                written.push(line, character, length, *column);
                text.push_str(&cell);
                (next, character) = (*column, character + length);
            }
            text.push('\n');
            line += 1;
        }
        self.texts.insert(file.to_owned(), text);
        self.origins.insert(file.to_owned(), Origin::Table(number, written));
        self.facts.insert(file.to_owned(), Rc::new(facts));
        Ok(())
    }

    fn toml(&mut self, number: usize, sheet: &Sheet, file: &str) {
        let mut lines = Lines::default();
        for row in &sheet.rows {
            while lines.from.len() + 1 < row.number {
                let at = (number, lines.from.len() + 1, 1);
                lines.push("", at);
            }
            let first = row.cells.first();
            lines.push(first.map_or("", |(_, held)| held.text()), (number, row.number, 1));
        }
        self.keep(file, lines);
    }

    fn keep(&mut self, file: &str, lines: Lines) {
        self.texts.insert(file.to_owned(), lines.text);
        self.origins.insert(file.to_owned(), Origin::Lines(lines.from));
    }

    /// `case.toml` and `scenarios.toml` out of sheets of keys and rows, unless sheets of those names give their text.
    fn keys_and_rows(&mut self, g: &mut Gather, sheets: &[Sheet]) {
        let (mut case, mut scenarios) = (Lines::default(), Lines::default());
        let mut belongs: BTreeMap<String, Vec<(&str, usize, &Row)>> = BTreeMap::new();
        let mut ids: Vec<(String, usize, &Row)> = Vec::new();
        let mut is_case = false;
        for (number, sheet) in sheets.iter().enumerate() {
            if Role::of(&sheet.name) == Role::Keys {
                is_case = true;
                for row in rows(sheet) {
                    row.cells
                        .iter()
                        .for_each(|(column, held)| self.complain(g, number, row.number, *column, held));
                }
                toml_text::keys(sheet, number, &mut case);
            }
        }
        for (number, sheet) in sheets.iter().enumerate() {
            let Role::Rows(kind) = Role::of(&sheet.name) else { continue };
            let header = toml_text::header(sheet, kind);
            let at = toml_text::header_at(sheet);
            self.look_beside(g, number, sheet, at);
            let scenario_at = header.iter().find(|(_, key)| key == "scenario").map(|(column, _)| *column);
            for row in rows(sheet).skip(at + 1) {
                for (column, held) in &row.cells {
                    if header.iter().any(|(at, _)| at == column) {
                        self.complain(g, number, row.number, *column, held);
                    }
                }
                let scenario = scenario_at.and_then(|column| toml_text::cell(row, column));
                match (kind, scenario) {
                    ("scenario", _) => {
                        let id = header.iter().find(|(_, key)| key == "id").map(|(column, _)| *column);
                        let id = id.and_then(|column| toml_text::cell(row, column));
                        ids.push((id.map(|held| held.text().to_owned()).unwrap_or_default(), number, row));
                    }
                    (_, None) => toml_text::row(&header, kind, row, kind, number, &mut case),
                    (_, Some(id)) => {
                        belongs.entry(id.text().to_owned()).or_default().push((kind, number, row));
                    }
                }
            }
        }
        for (id, number, row) in &ids {
            let write = |kind: &str, number: usize, row: &Row, table: &str, into: &mut Lines| {
                let header = sheets.get(number).map(|sheet| toml_text::header(sheet, kind));
                toml_text::row(&header.unwrap_or_default(), kind, row, table, number, into);
            };
            write("scenario", *number, row, "scenario", &mut scenarios);
            for (kind, number, row) in belongs.remove(id).unwrap_or_default() {
                write(kind, number, row, &format!("scenario.{kind}"), &mut scenarios);
            }
        }
        for (id, rows) in belongs {
            for (kind, number, row) in rows {
                let header =
                    sheets.get(number).map(|sheet| toml_text::header(sheet, kind)).unwrap_or_default();
                let column =
                    header.iter().find(|(_, key)| key == "scenario").map_or(1, |(column, _)| *column);
                let place = self.place((number, row.number, column), Some("scenario".to_owned()));
                let names = ids.iter().map(|(id, ..)| id.as_str());
                g.near(Finding::UnknownId { thing: Thing::Scenario, id: id.clone() }, place, &id, names);
            }
        }
        if !self.texts.contains_key("case.toml") && (is_case || !case.from.is_empty()) {
            self.keep("case.toml", case);
        }
        if !self.texts.contains_key("scenarios.toml") && !ids.is_empty() {
            self.keep("scenarios.toml", scenarios);
        }
    }

    /// What stands above the header of a sheet of rows, and what stands under no heading.
    fn look_beside(&self, g: &mut Gather, number: usize, sheet: &Sheet, header_at: usize) {
        if let Some(title) = rows(sheet).next().filter(|_| header_at > 0) {
            let (column, text) = title.cells.first().map_or((1, ""), |(column, held)| (*column, held.text()));
            let finding = Finding::RowsAboveHeading { rows: header_at, title: text.to_owned() };
            g.add(finding, self.place((number, title.number, column), None));
        }
        let Some(header) = rows(sheet).nth(header_at) else { return };
        let under_none = rows(sheet).skip(header_at + 1).flat_map(|row| {
            let beside = row.cells.iter().filter(|(column, _)| toml_text::cell(header, *column).is_none());
            beside.map(move |(column, _)| (number, row.number, *column))
        });
        let found: Vec<toml_text::At> = under_none.collect();
        if let Some(&first) = found.first() {
            g.add(Finding::NotesBeside { cells: found.len() }, self.place(first, None));
        }
    }

    /// A cell no reader can use as it is meant.
    fn complain(&self, g: &mut Gather, number: usize, row: usize, column: usize, held: &Held) {
        let finding = match held {
            Held::Error(text) => Finding::ErrorCell { text: text.clone() },
            Held::Date(text) => Finding::DateCell { text: text.clone() },
            Held::Formula(text) => Finding::FormulaWithoutValue { text: text.clone() },
            Held::Text(text) if is_error(text) => Finding::ErrorCell { text: text.clone() },
            Held::Text(_) | Held::Number(_) | Held::Percent(_) | Held::Signed(_) | Held::Truth(_) => return,
        };
        g.add(finding, self.place((number, row, column), None));
    }

    fn place(&self, (number, row, column): toml_text::At, field: Option<String>) -> Place {
        let sheet = self.sheets.get(number).cloned();
        Place { file: self.name.clone().into(), line: Some(row), column: Some(column), field, sheet }
    }

    /// The sheets whose rows are the lines of a table, by the file they stand for.
    #[must_use]
    pub fn places(&self) -> BTreeMap<String, Place> {
        let place = |(file, origin): (&String, &Origin)| match origin {
            Origin::Table(number, _) => {
                let sheet = self.sheets.get(*number).cloned();
                Some((file.clone(), Place { file: self.name.clone().into(), sheet, ..Place::default() }))
            }
            Origin::Lines(_) => None,
        };
        self.origins.iter().filter_map(place).collect()
    }

    /// Sheets that hold no table anybody reads: neither a standard one nor one of these files.
    #[must_use]
    pub fn unread(&self, named: &[String]) -> Vec<Diagnostic> {
        let mut g = Gather::new();
        for sheet in &self.sheets {
            let Role::Table(table) = Role::of(sheet) else { continue };
            if names::is_standard(table) || named.contains(&format!("{table}.csv")) {
                continue;
            }
            let place =
                Place { file: self.name.clone().into(), sheet: Some(sheet.clone()), ..Place::default() };
            match names::meant(sheet) {
                Some(meant) => {
                    g.nearest_is(Finding::NearSheet { name: sheet.clone() }, place, meant.to_owned());
                }
                None => g.near(Finding::UnknownSheet { name: sheet.clone() }, place, sheet, names::known()),
            }
        }
        g.into_findings()
    }

    /// A line of a text, named as the cell behind it; the number of a line is then left out.
    fn located(&self, file: String, line: usize) -> (String, usize) {
        let at = match self.origins.get(&file) {
            Some(Origin::Lines(from)) => from.get(line.saturating_sub(1)).copied(),
            Some(Origin::Table(number, _)) => Some((*number, line, 1)),
            None => None,
        };
        at.map_or((file, line), |at| (self.place(at, None).short(), 0))
    }

    /// The finding as it concerns the workbook: its place a cell, its files sheets.
    #[must_use]
    pub fn locate(&self, found: Diagnostic) -> Diagnostic {
        let Diagnostic { finding, place, nearest } = found;
        let file = place.file.display().to_string();
        let origin = self.origins.get(&file);
        let finding = match finding {
            Finding::FileMissing { file } => Finding::MissingSheet { name: sheet_name(&file) },
            Finding::DuplicateId { thing, id, first_line } => {
                let first_line = match origin {
                    Some(Origin::Lines(from)) => from.get(first_line - 1).map_or(0, |(_, row, _)| *row),
                    _ => first_line,
                };
                Finding::DuplicateId { thing, id, first_line }
            }
            Finding::LookAlike { thing, id, other, file, line } => {
                let (file, line) = self.located(file, line);
                Finding::LookAlike { thing, id, other, file, line }
            }
            Finding::SameFolder { id, other, file, line } => {
                let (file, line) = self.located(file, line);
                Finding::SameFolder { id, other, file, line }
            }
            other => other,
        };
        let is_missing = matches!(finding, Finding::MissingSheet { .. });
        let nearest = nearest.map(|name| if is_missing { sheet_name(&name) } else { name });
        let place = match (origin, place.line) {
            (Some(Origin::Table(number, written)), Some(line)) => {
                let column = written.column(line, place.column.unwrap_or(1));
                self.place((*number, line, column), place.field)
            }
            (Some(Origin::Lines(from)), Some(line)) => match from.get(line - 1).or(from.last()) {
                Some(&at) => self.place(at, place.field),
                None => Place { file: self.name.clone().into(), field: place.field, ..Place::default() },
            },
            (Some(Origin::Lines(from)), None) => Place {
                file: self.name.clone().into(),
                sheet: from.first().and_then(|(number, ..)| self.sheets.get(*number)).cloned(),
                field: place.field,
                ..Place::default()
            },
            (Some(Origin::Table(number, _)), None) => Place {
                file: self.name.clone().into(),
                sheet: self.sheets.get(*number).cloned(),
                field: place.field,
                ..Place::default()
            },
            (None, _) if place.sheet.is_none() => {
                Place { file: self.name.clone().into(), field: place.field, ..Place::default() }
            }
            _ => place,
        };
        Diagnostic { finding, place, nearest }
    }
}

/// The sheet a file of a case would be.
fn sheet_name(file: &str) -> String {
    match file {
        "case.toml" => "case".to_owned(),
        "scenarios.toml" => "scenario".to_owned(),
        _ => file.trim_end_matches(".csv").to_owned(),
    }
}
