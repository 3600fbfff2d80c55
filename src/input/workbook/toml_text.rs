//! Sheets with keys and rows as TOML text in which every line comes from one cell, so that whatever is found in a line
//! is found in the cell: [`Lines`].

use super::names::by_year;
use super::sheets::{Held, Row, Sheet};
use crate::input::columns::calendar_year;
use crate::input::number::{self, Marks};
use crate::input::shape::is_error;

/// A sheet's position, a row and a column, rows and columns from 1.
pub type At = (usize, usize, usize);

/// TOML text and the cell behind each of its lines.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The text.
    pub text: String,
    /// The cell each line comes from.
    pub from: Vec<At>,
}

impl Lines {
    /// Adds a line.
    pub fn push(&mut self, line: &str, from: At) {
        self.text.push_str(line);
        self.text.push('\n');
        self.from.push(from);
    }
}

/// Keys whose value is a list: `;` separates its members in a cell.
pub const LISTS: [&str; 7] = ["members", "classes", "agencies", "categories", "drop", "order", "goals"];
/// Keys whose value is one id or a list of them.
pub const ONE_OR_MANY: [&str; 4] = ["agency", "category", "class", "initiative"];
/// Keys that are true or false.
const TRUTHS: [&str; 4] = ["illustrative", "finish_after_horizon", "money", "at_most"];

/// The lines of a sheet with a key and its value in each row. Keys stand in the column headed `key` (or `kunci`) and
/// values in the one headed `value` (or `nilai`); without such a header in the first two columns.
pub fn keys(sheet: &Sheet, number: usize, into: &mut Lines) {
    let header = rows(sheet).next().filter(|row| heading(row, &["key", "kunci"]).is_some());
    let key_at = header.and_then(|row| heading(row, &["key", "kunci"])).unwrap_or(1);
    let value_at = header.and_then(|row| heading(row, &["value", "nilai"])).unwrap_or(key_at + 1);
    for row in rows(sheet).skip(usize::from(header.is_some())) {
        if let (Some(key), Some(value)) = (cell(row, key_at), cell(row, value_at)) {
            into.push(&line(key.text(), value, ""), (number, row.number, value_at));
        }
    }
}

/// A row of a sheet of rows as lines, headed `[[table]]`.
pub fn row(header: &[(usize, String)], kind: &str, row: &Row, table: &str, number: usize, into: &mut Lines) {
    let first = row.cells.first().map_or(1, |(column, _)| *column);
    into.push(&format!("[[{table}]]"), (number, row.number, first));
    for (column, key) in header {
        if let Some(value) = cell(row, *column).filter(|_| key != "scenario") {
            into.push(&line(key, value, kind), (number, row.number, *column));
        }
    }
}

/// Indonesian headings of sheets of rows, and the keys they stand for.
const INDONESIAN: [(&str, &str); 16] = [
    ("kode", "id"),
    ("nama", "name"),
    ("skenario", "scenario"),
    ("inisiatif", "initiative"),
    ("perangkat_daerah", "agency"),
    ("opd", "agency"),
    ("kategori", "category"),
    ("jenis_belanja", "class"),
    ("sumber_dana", "fund"),
    ("anggota", "members"),
    ("alasan", "reason"),
    ("tahun", "year"),
    ("jumlah", "amount"),
    ("kapasitas", "capacity"),
    ("bobot", "weight"),
    ("skala", "scale"),
];

/// How many rows are searched for the header.
const SEARCHED: usize = 30;

/// The position of the header among the rows of a sheet: the first row, unless a later one has a heading that names rows and
/// the first has none.
#[must_use]
pub fn header_at(sheet: &Sheet) -> usize {
    let names = |row: &&Row| {
        let key = |held: &Held| matches!(key_of(held.text(), "").as_str(), "id" | "initiative" | "scenario");
        row.cells.len() > 1 && row.cells.iter().any(|(_, held)| key(held))
    };
    rows(sheet).take(SEARCHED).position(|row| names(&row)).unwrap_or(0)
}

/// The header of a sheet of rows: columns with the keys they hold. A year stands for the amounts of that year; a column
/// whose heading begins with `#` is for people.
pub fn header(sheet: &Sheet, kind: &str) -> Vec<(usize, String)> {
    let Some(row) = rows(sheet).nth(header_at(sheet)) else { return Vec::new() };
    let read = row.cells.iter().filter(|(_, held)| !held.text().trim_start().starts_with('#'));
    read.map(|(column, held)| (*column, key_of(held.text(), kind))).collect()
}

/// The key that a heading stands for.
fn key_of(heading: &str, kind: &str) -> String {
    let text = heading.trim().to_lowercase();
    let joined = text.replace([' ', '-'], "_");
    if let Some((_, key)) = INDONESIAN.iter().find(|(word, _)| *word == joined) {
        return (*key).to_owned();
    }
    if let Some(year) = calendar_year(&text) {
        return format!("{}.{year}", by_year(kind));
    }
    match text.as_str() {
        "name_id" | "name_en" | "note_id" | "note_en" => text.replace('_', "."),
        _ if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}.{text}", by_year(kind))
        }
        _ => heading.trim().to_owned(),
    }
}

/// The rows of a sheet that are not remarks: those whose first cell does not begin with `#`.
pub fn rows(sheet: &Sheet) -> impl Iterator<Item = &Row> {
    sheet.rows.iter().filter(|row| !is_remark(row))
}

/// Whether a row is a remark.
#[must_use]
pub fn is_remark(row: &Row) -> bool {
    let is_remark =
        |held: &Held| matches!(held, Held::Text(text) if text.starts_with('#') && !is_error(text));
    row.cells.first().is_some_and(|(_, held)| is_remark(held))
}

/// The cell in a column.
pub fn cell(row: &Row, column: usize) -> Option<&Held> {
    // Cells stand in the order of their columns.
    let at = row.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
    row.cells.get(at).map(|(_, held)| held)
}

/// The column headed by one of these words.
fn heading(row: &Row, words: &[&str]) -> Option<usize> {
    let is = |held: &Held| words.iter().any(|word| held.text().eq_ignore_ascii_case(word));
    row.cells.iter().find(|(_, held)| is(held)).map(|(column, _)| *column)
}

fn line(key: &str, held: &Held, kind: &str) -> String {
    let parts: Vec<String> = key.split('.').map(|part| bare(part.trim())).collect();
    let last = key.rsplit('.').next().unwrap_or_default().trim();
    format!("{} = {}", parts.join("."), value(last, held, kind))
}

/// A number that a sheet shows as a percentage, as it shows it.
#[must_use]
pub fn percent(number: &str) -> String {
    let read = number::parse(number, Marks::Point).ok().and_then(|number| number.times_ten(2));
    read.map_or_else(|| number.to_owned(), number::Decimal::clear) + "%"
}

fn bare(part: &str) -> String {
    let plain =
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if plain { part.to_owned() } else { quoted(part) }
}

fn value(key: &str, held: &Held, kind: &str) -> String {
    let is_truth = TRUTHS.contains(&key) && (key != "at_most" || kind == "floor");
    match held {
        Held::Truth(truth) => truth.to_string(),
        Held::Number(number) if is_truth && matches!(number.as_str(), "0" | "1") => {
            (number == "1").to_string()
        }
        // Amounts of money are no percentages; a share, a rate or a weight may be.
        Held::Percent(number) if by_year(kind) == key || key.bytes().all(|b| b.is_ascii_digit()) => {
            quoted(&percent(number))
        }
        Held::Number(number) if LISTS.contains(&key) => format!("[{}]", quoted(number)),
        Held::Number(number) | Held::Percent(number) => number.clone(),
        Held::Text(text) if is_truth => match text.to_lowercase().as_str() {
            "true" | "yes" | "ya" => "true".to_owned(),
            "false" | "no" | "tidak" => "false".to_owned(),
            _ => quoted(text),
        },
        Held::Text(text) if text.starts_with(['[', '{']) && is_toml(text) => text.clone(),
        Held::Text(text) if LISTS.contains(&key) || (ONE_OR_MANY.contains(&key) && text.contains(';')) => {
            let members = text.split(';').map(str::trim).filter(|member| !member.is_empty()).map(quoted);
            format!("[{}]", members.collect::<Vec<_>>().join(", "))
        }
        Held::Text(text) | Held::Signed(text) | Held::Date(text) => quoted(text),
        Held::Error(_) | Held::Formula(_) => quoted(""),
    }
}

/// Whether a text is a value as TOML writes it, in one line.
fn is_toml(text: &str) -> bool {
    format!("x = {text}").parse::<toml::Table>().is_ok_and(|table| table.len() == 1)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            _ if sign.is_control() => quoted.extend(["\\u", &hex(sign)]),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

/// A control character's number, as TOML escapes it.
fn hex(sign: char) -> String {
    format!("{:04X}", u32::from(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_values() {
        let text = |text: &str| Held::Text(text.to_owned());
        assert_eq!(line("name.id", &text("Kab. \"A\""), ""), r#"name.id = "Kab. \"A\"""#);
        assert_eq!(line("limits.2027", &Held::Number("15000".into()), "ceiling"), "limits.2027 = 15000");
        assert_eq!(line("members", &text("A01; A03"), "bundle"), r#"members = ["A01", "A03"]"#);
        assert_eq!(line("agency", &text("Dinkes"), "ceiling"), r#"agency = "Dinkes""#);
        assert_eq!(line("at_most", &Held::Number("1".into()), "floor"), "at_most = true");
        assert_eq!(line("at_most", &Held::Number("1".into()), "starts"), "at_most = 1");
        assert_eq!(line("points", &text("[[0, 0], [10, 100]]"), "criterion"), "points = [[0, 0], [10, 100]]");
        assert_eq!(line("weights.a b", &Held::Number("0.5".into()), ""), "weights.\"a b\" = 0.5");
        assert_eq!(line("illustrative", &text("Ya"), ""), "illustrative = true");
        assert_eq!(line("reason", &text("[not toml"), ""), r#"reason = "[not toml""#);
    }
}
