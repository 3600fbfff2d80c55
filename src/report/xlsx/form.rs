//! The Excel form: a case's sheets with drop-downs, checks and comments, and a sheet of instructions.
//!
//! ```text
//! row 1  # what the sheet is for
//! row 2  # headings in the reader's language
//! row 3  keys and columns, as `scenarios/README.md` names them
//! row 4  data, then rows to fill
//! ```

use rust_xlsxwriter::{
    DataValidation, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use super::checks::{check, is_text, words};
use super::paint::properties;
use super::printed;
use crate::input::workbook::{Held, Unrolled};
use crate::words::{Lang, form};

/// The first row of data, counted from 0.
pub(super) const DATA: u32 = 3;
/// How many rows can be filled and are checked.
pub(super) const ROOM: u32 = 500;
/// Sheets that agencies fill: empty rows are printed below what they hold.
const FILLED: [&str; 3] = ["initiatives", "costs", "scores"];
/// Kinds of which a form always has a sheet, with the columns it has at least.
const ALWAYS: [(&str, &[&str]); 4] = [
    ("costs", &["initiative", "class", "year", "amount", "account", "fund"]),
    ("scores", &["rater", "initiative", "criterion", "score", "grade"]),
    ("force_in", &["initiative", "year", "reason", "scenario"]),
    ("force_out", &["initiative", "reason", "scenario"]),
];

/// The bytes of a form that holds these sheets.
#[must_use]
pub fn form(sheets: Vec<Unrolled>, lang: Lang) -> Vec<u8> {
    // Texts and numbers within a sheet's bounds: nothing here can fail but by a mistake of ours.
    let painted = paint(&with_always(sheets), lang);
    debug_assert!(painted.is_ok(), "{painted:?}");
    painted.unwrap_or_default()
}

fn with_always(mut sheets: Vec<Unrolled>) -> Vec<Unrolled> {
    for (kind, columns) in ALWAYS {
        let header = || columns.iter().map(|&column| column.to_owned()).collect();
        if !sheets.iter().any(|sheet| sheet.kind == kind) {
            sheets.push(Unrolled { kind: kind.to_owned(), header: header(), rows: Vec::new() });
        }
    }
    // What agencies fill stands first.
    let place = |kind: &str| FILLED.iter().position(|filled| *filled == kind).unwrap_or(FILLED.len());
    sheets.sort_by_key(|sheet| if sheet.kind == "case" { 0 } else { place(&sheet.kind) + 1 });
    // Rules may be given for a single scenario, wherever there are scenarios.
    if sheets.iter().any(|sheet| sheet.kind == "scenario") {
        for sheet in sheets.iter_mut().filter(|sheet| matches!(sheet.kind.as_str(), "ceiling" | "floor")) {
            if !sheet.header.iter().any(|column| column == "scenario") {
                sheet.header.push("scenario".to_owned());
            }
        }
    }
    sheets
}

fn paint(sheets: &[Unrolled], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(form::instructions(lang).first().copied().unwrap_or_default())?);
    instructions(book.add_worksheet(), lang)?;
    let looks = Looks::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(form::sheet(&sheet.kind, lang))?;
        one(page, sheet, sheets, &looks, lang)?;
    }
    book.save_to_buffer()
}

struct Looks {
    quiet: Format,
    people: Format,
    keys: Format,
    text: Format,
    wrapped: Format,
    plain: Format,
}

impl Looks {
    fn new() -> Self {
        let bold =
            |back: u32| Format::new().set_bold().set_background_color(back).set_border(FormatBorder::Thin);
        Self {
            quiet: Format::new().set_italic().set_font_color(0x59_5959),
            people: bold(0x1F_4E79)
                .set_font_color(0xFF_FFFF)
                .set_font_size(9)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            keys: Format::new()
                .set_font_color(0x59_5959)
                .set_background_color(0xD9_D9D9)
                .set_font_size(8)
                .set_text_wrap(),
            text: Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            plain: Format::new().set_align(FormatAlign::Top),
        }
    }
}

fn instructions(page: &mut Worksheet, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(form::instructions_sheet(lang))?;
    page.set_column_width(0, 120)?;
    let lines = form::instructions(lang);
    for (row, line) in (0..).zip(&lines) {
        let look =
            if row == 0 { Format::new().set_bold().set_font_size(14) } else { Format::new().set_text_wrap() };
        page.write_string_with_format(row, 0, *line, &look)?;
    }
    let rows = u32::try_from(lines.len()).unwrap_or(1);
    let sheet = printed::Sheet { rows, columns: 1, names: 0, widths: (120, 0), headings: false };
    printed::page(page, sheet, lang)
}

fn one(
    page: &mut Worksheet,
    sheet: &Unrolled,
    all: &[Unrolled],
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    page.write_string_with_format(0, 0, format!("# {}", form::purpose(&sheet.kind, lang)), &looks.quiet)?;
    headings(page, sheet, all, looks, lang)?;
    for (row, cells) in (DATA..).zip(&sheet.rows) {
        if sheet.kind == "case" {
            case_check(page, row, cells, &facts(all), lang)?;
        }
        data(page, row, cells, sheet, looks)?;
    }
    let is_name = |key: &&String| *key == "id" || key.starts_with("name");
    let names = sheet.header.iter().take_while(is_name).count();
    page.set_freeze_panes(DATA, u16::try_from(names.min(2)).unwrap_or(0))?;
    let room = if FILLED.contains(&sheet.kind.as_str()) { printed::ROOM } else { 0 };
    let rows = DATA + u32::try_from(sheet.rows.len()).unwrap_or(0).max(1) + room;
    let width =
        |keys: usize| sheet.header.iter().take(keys).map(|key| printed::width(&sheet.kind, key)).sum();
    let sheet = printed::Sheet {
        rows,
        columns: u16::try_from(sheet.header.len()).unwrap_or(1),
        names: u16::try_from(names).unwrap_or(0),
        widths: (width(sheet.header.len()), width(names)),
        headings: true,
    };
    printed::page(page, sheet, lang)
}

/// The headings for people, the keys, and what each column expects.
fn headings(
    page: &mut Worksheet,
    sheet: &Unrolled,
    all: &[Unrolled],
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    let facts = facts(all);
    let (mut names, mut keys) = (1, 1);
    for (at, key) in (0..).zip(&sheet.header) {
        let name = form::column(key, lang).unwrap_or_else(|| key.clone());
        let mark = if at == 0 { "# " } else { "" };
        let width = printed::width(&sheet.kind, key);
        names = names.max(printed::lines(&name, width));
        // Keys are written in smaller letters.
        keys = keys.max(printed::lines(key, width * 11 / 8));
        page.write_string_with_format(1, at, format!("{mark}{name}"), &looks.people)?;
        match key.parse::<u32>() {
            Ok(year) => page.write_number_with_format(2, at, year, &looks.keys)?,
            Err(_) => page.write_string_with_format(2, at, key, &looks.keys)?,
        };
        page.set_column_width(at, width)?;
        if is_text(key) {
            page.set_column_format(at, &looks.text)?;
        } else if printed::is_long(key) {
            page.set_column_format(at, &looks.wrapped)?;
        }
        let expected = form::expects(&sheet.kind, key, &facts, scale(key, all).as_ref(), lang);
        if let Some(text) = &expected {
            let note = Note::new(text).add_author_prefix(false).set_author("Petajalan").set_width(260);
            page.insert_note(1, at, &note)?;
        }
        let check = check(key, &sheet.kind, all, lang)?;
        if check.is_some() || expected.is_some() {
            let check = told(check.unwrap_or_else(DataValidation::new), key, expected.as_deref(), lang)?;
            page.add_data_validation(DATA, at, DATA + ROOM, at, &check)?;
        }
    }
    page.set_row_height(1, 13 * names)?;
    page.set_row_height(2, 12 * keys)?;
    Ok(())
}

/// A check with the message that a spreadsheet shows when the cell is chosen.
fn told(
    check: DataValidation,
    key: &str,
    expected: Option<&str>,
    lang: Lang,
) -> Result<DataValidation, XlsxError> {
    match expected {
        Some(text) => check.set_input_title(form::title(key, lang))?.set_input_message(text),
        None => Ok(check),
    }
}

/// The case's own sheet holds a key and its value in each row.
fn case_check(
    page: &mut Worksheet,
    row: u32,
    cells: &[Option<Held>],
    facts: &form::Facts,
    lang: Lang,
) -> Result<(), XlsxError> {
    let Some(key) = cells.first().and_then(Option::as_ref).map(Held::text) else { return Ok(()) };
    let expected = form::expects("case", key, facts, None, lang);
    let check = match words(key) {
        Some(words) => {
            DataValidation::new().allow_list_strings(words)?.set_error_message(form::refused(lang))?
        }
        None if expected.is_some() => DataValidation::new(),
        None => return Ok(()),
    };
    page.add_data_validation(row, 1, row, 1, &told(check, key, expected.as_deref(), lang)?)?;
    Ok(())
}

/// The cells of a row.
fn data(
    page: &mut Worksheet,
    row: u32,
    cells: &[Option<Held>],
    sheet: &Unrolled,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let mut lines = 1;
    for (at, cell) in (0..).zip(cells) {
        let key = sheet.header.get(usize::from(at)).map_or("", String::as_str);
        if let Some(held) = cell.as_ref().filter(|_| is_text(key) || printed::is_long(key)) {
            lines = lines.max(printed::lines(held.text(), printed::width(&sheet.kind, key)));
        }
        match cell {
            None => {}
            Some(Held::Number(number)) if !is_text(key) => {
                page.write_number_with_format(row, at, number.parse::<f64>().unwrap_or(0.0), &looks.plain)?;
            }
            Some(Held::Truth(truth)) => {
                page.write_boolean_with_format(row, at, *truth, &looks.plain)?;
            }
            Some(held) if is_text(key) => {
                page.write_string_with_format(row, at, held.text(), &looks.text)?;
            }
            Some(held) if printed::is_long(key) => {
                page.write_string_with_format(row, at, held.text(), &looks.wrapped)?;
            }
            Some(held) => {
                page.write_string_with_format(row, at, held.text(), &looks.plain)?;
            }
        }
    }
    if lines > 1 {
        page.set_row_height(row, 15 * lines)?;
    }
    Ok(())
}

/// What the messages need to know of the case.
fn facts(all: &[Unrolled]) -> form::Facts {
    let case = all.iter().find(|sheet| sheet.kind == "case");
    let value = |key: &str| {
        let is_its = |row: &&Vec<Option<Held>>| {
            row.first().and_then(Option::as_ref).is_some_and(|held| held.text() == key)
        };
        case?.rows.iter().find(is_its)?.get(1)?.as_ref().map(|held| held.text().to_owned())
    };
    form::Facts {
        unit: value("money.unit").and_then(|unit| unit.replace('_', "").parse().ok()).unwrap_or(1),
        sign: value("money.sign").unwrap_or_else(|| "Rp".to_owned()),
    }
}

/// The lowest and highest score of the criterion that a column of initiatives names; none if its row says it otherwise
/// than by a scale.
fn scale(key: &str, all: &[Unrolled]) -> Option<(String, String)> {
    let criterion = key.strip_prefix("b_")?;
    let sheet = all.iter().find(|sheet| sheet.kind == "criterion")?;
    let column = |key: &str| sheet.header.iter().position(|held| held == key);
    let cell =
        |row: &[Option<Held>], key: &str| row.get(column(key)?)?.as_ref().map(|held| held.text().to_owned());
    let row = sheet.rows.iter().find(|row| cell(row, "id").as_deref() == Some(criterion))?;
    if cell(row, "points").or_else(|| cell(row, "steps")).is_some() {
        return None;
    }
    let Some(scale) = cell(row, "scale") else { return Some(("0".to_owned(), "10".to_owned())) };
    let (low, high) = scale.trim_matches(['[', ']', ' ']).split_once([',', ';'])?;
    Some((low.trim().to_owned(), high.trim().to_owned()))
}
