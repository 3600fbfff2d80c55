//! The sheets of a workbook as [`Sheet`]s: only the cells that hold something, never more than [`MOST_TEXT`] of them.
//!
//! The one file that names the library which parses workbooks. It is asked for one cell after another, because a whole
//! sheet at once would take a place for every empty cell between two filled ones.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx};

use super::guard::{self, unreadable};
use crate::diagnostic::Finding;

/// The most text that is taken from a workbook, in bytes, each filled cell counting a few besides.
const MOST_TEXT: usize = 96 << 20;
/// What a cell counts besides its text.
const PER_CELL: usize = 48;
/// The last row and column a spreadsheet has.
const LAST: (u32, u32) = (1_048_576, 16_384);

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Rows that hold something, ascending.
    pub rows: Vec<Row>,
}

/// A row that holds something.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// Filled cells with the number of their column, from 1, ascending.
    pub cells: Vec<(usize, Held)>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// A text, without surrounding blanks, in one line.
    Text(String),
    /// A number, with a decimal point.
    Number(String),
    /// A truth.
    Truth(bool),
    /// A date or time, as text.
    Date(String),
    /// An error, such as `#REF!`.
    Error(String),
}

impl Held {
    /// The text a table would have in its place.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Date(text) => text,
            Self::Truth(true) => "1",
            Self::Truth(false) => "0",
            Self::Error(_) => "",
        }
    }
}

/// Reads every sheet.
///
/// # Errors
/// What speaks against the workbook as a whole.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Finding> {
    guard::check(bytes)?;
    // The parser is somebody else's: should it panic on a file nobody has thought of, that is a damaged workbook.
    quietly(|| parse(bytes)).unwrap_or_else(|| {
        Err(Finding::WorkbookUnreadable { reason: "the parser of workbooks failed".to_owned() })
    })
}

thread_local! {
    /// Whether a panic of this thread is expected, and said by whoever catches it.
    static QUIET: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// What `work` gives; `None` where it panics, of which nothing is printed.
fn quietly<T>(work: impl FnOnce() -> T + std::panic::UnwindSafe) -> Option<T> {
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
    QUIET.set(true);
    let done = std::panic::catch_unwind(work);
    QUIET.set(false);
    done.ok()
}

fn parse(bytes: &[u8]) -> Result<Vec<Sheet>, Finding> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut room = MOST_TEXT;
    let names = workbook.sheet_names().clone();
    names.into_iter().map(|name| sheet(&mut workbook, name, &mut room)).collect()
}

fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: String, room: &mut usize) -> Result<Sheet, Finding> {
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(|error| unreadable(&error))?;
    while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error))? {
        let (row, column) = cell.get_position();
        if row >= LAST.0 || column >= LAST.1 {
            return Err(Finding::WorkbookUnreadable { reason: format!("{name}: {row}, {column}") });
        }
        let Some(held) = held(cell.get_value()) else { continue };
        let taken = held.text().len() + PER_CELL;
        *room = room.checked_sub(taken).ok_or_else(too_much)?;
        let (number, column) = (row as usize + 1, column as usize + 1);
        match rows.last_mut() {
            Some(last) if last.number == number => last.cells.push((column, held)),
            _ => rows.push(Row { number, cells: vec![(column, held)] }),
        }
    }
    // Spreadsheets write rows and cells in order; where a file does not, the last of two cells of one place counts.
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, earlier| {
        let same = later.number == earlier.number;
        if same {
            earlier.cells.append(&mut later.cells);
        }
        same
    });
    for row in &mut rows {
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.reverse();
        row.cells.dedup_by_key(|(column, _)| *column);
        row.cells.reverse();
    }
    Ok(Sheet { name, rows })
}

fn too_much() -> Finding {
    Finding::WorkbookTooLarge { what: "size".to_owned(), most: format!("{} MB", MOST_TEXT >> 20) }
}

fn held(value: &DataRef<'_>) -> Option<Held> {
    let text = |text: &str| {
        let line = text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty());
        let line = line.collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(Held::Text(line))
    };
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Held::Number(number.to_string())),
        DataRef::Float(number) if number.is_finite() => Some(Held::Number(plain(*number))),
        DataRef::Float(number) => Some(Held::Error(number.to_string())),
        DataRef::String(held) => text(held),
        DataRef::SharedString(held) => text(held),
        DataRef::Bool(truth) => Some(Held::Truth(*truth)),
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let clock = format!("{hour:02}:{minute:02}");
            let days = date.as_f64();
            Some(Held::Date(if days < 1.0 {
                clock
            } else {
                format!("{year:04}-{month:02}-{day:02} {clock}")
            }))
        }
        DataRef::DateTimeIso(date) | DataRef::DurationIso(date) => Some(Held::Date(date.clone())),
        DataRef::Error(error) => Some(Held::Error(error.to_string())),
    }
}

/// The number as a person would write it: spreadsheets keep fifteen digits, so what differs only beyond them is noise
/// of their sums. Never of a form that reads two ways (`1.125` could be thousands, `1.1250` could not).
fn plain(number: f64) -> String {
    let fifteen: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let text = fifteen.to_string();
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => text + "0",
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_typed() {
        assert_eq!(
            [1250.0, 0.1 + 0.2, 1.125, -3.5, 1e15].map(plain),
            ["1250", "0.3", "1.1250", "-3.5", "1000000000000000"]
        );
    }
}
