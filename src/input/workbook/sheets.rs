//! The sheets of a workbook as [`Sheet`]s: only the cells that hold something, never more than [`MOST_TEXT`] of them.
//!
//! The one file that names the library which parses workbooks. It is asked for one cell after another, because a whole
//! sheet at once would take a place for every empty cell between two filled ones.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxFormulaMetadata};

use super::guard::{self, unreadable};
use super::layout::{self, SheetLayout};
use crate::diagnostic::Finding;
use crate::input::currency;
use crate::input::number::{self, Marks};
use crate::input::sheet_facts::Merged;

/// The most text that is taken from a workbook, in bytes, each filled cell counting a few besides.
const MOST_TEXT: usize = 96 << 20;
/// What a cell counts besides its text.
const PER_CELL: usize = 48;
/// The most characters of a formula that are told.
const LONGEST_FORMULA: usize = 80;
/// The last row and column a spreadsheet has.
const LAST: (u32, u32) = (1_048_576, 16_384);

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Rows that hold something, ascending.
    pub rows: Vec<Row>,
    /// Ranges of merged cells.
    pub merged: Vec<Merged>,
    /// What is hidden.
    pub layout: SheetLayout,
    /// Whether the sheet itself is hidden.
    pub hidden: bool,
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
    /// A number shown with a currency sign, as text with the sign.
    Signed(String),
    /// A number shown as a percentage, with a decimal point: `0.1` for what is shown as `10%`.
    Percent(String),
    /// A formula without a stored value: `=F4*2`.
    Formula(String),
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
            Self::Text(text)
            | Self::Percent(text)
            | Self::Number(text)
            | Self::Signed(text)
            | Self::Formula(text)
            | Self::Date(text)
            | Self::Error(text) => text,
            Self::Truth(true) => "true",
            Self::Truth(false) => "false",
        }
    }
}

/// Reads every sheet.
///
/// # Errors
/// What speaks against the workbook as a whole.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Finding> {
    other_format(bytes)?;
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
    let mut layout = layout::read(bytes);
    let mut room = MOST_TEXT;
    let about = workbook.sheets_metadata().to_vec();
    let uncomputed = layout.uncomputed;
    let read = |about: calamine::Sheet| {
        let hidden = about.visible != SheetVisible::Visible;
        let layout = layout.sheets.remove(&about.name).unwrap_or_default();
        let rows = rows(&mut workbook, &about.name, uncomputed, &mut room)?;
        let merged = workbook.merge_cells_by_sheet_name(&about.name).unwrap_or_default();
        let at = |(row, column): (u32, u32)| (row as usize + 1, column as usize + 1);
        let merged = merged.iter().map(|range| Merged { from: at(range.start), to: at(range.end) }).collect();
        Ok(Sheet { name: about.name, rows, merged, layout, hidden })
    };
    about.into_iter().filter(|about| about.typ == SheetType::WorkSheet).map(read).collect()
}

/// Finds a spreadsheet of another format out loud: an old `.xls`, an `.ods`, an `.xlsb`.
fn other_format(bytes: &[u8]) -> Result<(), Finding> {
    let found = |format: &str| Err(Finding::OtherSpreadsheet { format: format.to_owned() });
    let holds = |part: &[u8]| bytes.windows(part.len()).take(MOST_SEARCHED).any(|window| window == part);
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // A workbook with a password is kept in the same kind of file.
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let reason = || Finding::WorkbookUnreadable { reason: "password".to_owned() };
        return if holds(&locked) { Err(reason()) } else { found("xls") };
    }
    if bytes
        .get(..256.min(bytes.len()))
        .is_some_and(|head| head.windows(MIMETYPE_ODS.len()).any(|window| window == MIMETYPE_ODS))
    {
        return found("ods");
    }
    if bytes.starts_with(b"PK")
        && zip::ZipArchive::new(Cursor::new(bytes))
            .is_ok_and(|zip| zip.index_for_name("xl/workbook.bin").is_some())
    {
        return found("xlsb");
    }
    Ok(())
}

/// What a spreadsheet of LibreOffice says of itself at its beginning.
const MIMETYPE_ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Bytes that are searched for the name of a part.
const MOST_SEARCHED: usize = 1 << 20;

/// How a number format shows a number, where that changes what a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    /// With a currency sign.
    Signed(String),
    /// With a word of size behind it, divided by this many thousands.
    Sized(String, u32),
    /// Divided by this many thousands, without a word that says so.
    Scaled(u32),
    /// As a percentage.
    Percent,
}

impl Shown {
    /// What a number format shows.
    fn of(format: &str) -> Option<Self> {
        let format = format.split(';').next().unwrap_or(format);
        let literals: Vec<&str> = format.split('"').skip(1).step_by(2).map(str::trim).collect();
        let bare: String = format.split('"').step_by(2).collect();
        let last = bare.rfind(['0', '#']).map_or("", |at| bare.get(at + 1..).unwrap_or(""));
        let thousands = u32::try_from(last.chars().take_while(|c| *c == ',').count()).unwrap_or(0);
        if let Some(sign) = shown_sign(format, &literals, &bare) {
            return Some(Self::Signed(sign));
        }
        if bare.contains('%') {
            return Some(Self::Percent);
        }
        match literals.into_iter().find(|word| currency::is_size(word)) {
            Some(word) => Some(Self::Sized(word.to_owned(), thousands)),
            None => (thousands > 0).then_some(Self::Scaled(thousands)),
        }
    }

    /// The number as a person reads it.
    fn held(&self, number: &str) -> Held {
        let divided = |thousands: u32| {
            let read = number::parse(number, Marks::Point)
                .ok()
                .and_then(|number| number.divided_by_ten(3 * thousands));
            read.map_or_else(|| number.to_owned(), number::Decimal::clear)
        };
        match self {
            Self::Signed(sign) => Held::Signed(format!("{sign} {number}")),
            Self::Sized(word, thousands) => Held::Signed(format!("{} {word}", divided(*thousands))),
            Self::Scaled(thousands) => Held::Text(format!("{number} ({})", divided(*thousands))),
            Self::Percent => Held::Percent(number.to_owned()),
        }
    }
}

/// The currency sign that a number format shows, if it shows one.
fn shown_sign(format: &str, literals: &[&str], bare: &str) -> Option<String> {
    if let Some((_, rest)) = format.split_once("[$") {
        let (inside, _) = rest.split_once(']')?;
        let (sign, _) = inside.split_once('-').unwrap_or((inside, ""));
        return (!sign.trim().is_empty()).then(|| sign.trim().to_owned());
    }
    let quoted = literals.iter().find(|text| currency::is_named(text)).map(|text| (*text).to_owned());
    let plain = || ["Rp", "$", "€", "£", "¥"].into_iter().find(|sign| bare.contains(sign)).map(str::to_owned);
    quoted.or_else(plain)
}

/// Formulas whose value is not stored, by position: nothing is, or 0 in a workbook that nobody has computed.
fn uncomputed_formulas(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    uncomputed: bool,
) -> Result<BTreeMap<(u32, u32), String>, Finding> {
    let mut found = BTreeMap::new();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| unreadable(&error))?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| unreadable(&error))? {
        let Some(formula) = cell.formula else { continue };
        let missing = match cell.value {
            DataRef::Empty => true,
            DataRef::Float(number) => uncomputed && number == 0.0,
            DataRef::Int(number) => uncomputed && number == 0,
            _ => false,
        };
        if missing {
            let text = match formula {
                XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
                    formula
                }
                _ => String::new(),
            };
            let short: String = text.chars().take(LONGEST_FORMULA).collect();
            found.insert(cell.pos, format!("={short}"));
        }
    }
    Ok(found)
}

fn rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    uncomputed: bool,
    room: &mut usize,
) -> Result<Vec<Row>, Finding> {
    let mut formulas = uncomputed_formulas(workbook, name, uncomputed)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| unreadable(&error))?;
    let format = |style: &calamine::Style| Shown::of(&style.number_format.as_ref()?.format_code);
    let formats: Vec<Option<Shown>> = cells.styles().iter().map(format).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| unreadable(&error))? {
        let (row, column) = cell.get_position();
        if row >= LAST.0 || column >= LAST.1 {
            return Err(Finding::WorkbookUnreadable { reason: format!("{name}: {row}, {column}") });
        }
        let value = formulas.remove(&(row, column)).map(Held::Formula).or_else(|| held(cell.get_value()));
        let held = match (value, formats.get(style).and_then(Option::as_ref)) {
            (Some(Held::Number(number)), Some(shown)) => shown.held(&number),
            (Some(held), _) => held,
            (None, _) => continue,
        };
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
    Ok(rows)
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
