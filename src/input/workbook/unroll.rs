//! A case's files as the sheets of a workbook: what [`Workbook::read`](super::Workbook::read) reads, the other way
//! round. [`unroll`] gives each sheet's header and rows; `report` paints them.

use toml::{Table, Value};

use super::names::by_year;
use super::sheets::Held;
use super::toml_text::{LISTS, ONE_OR_MANY};
use crate::input::Files;

/// A sheet to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Unrolled {
    /// What it holds: `case`, a kind of row (`ceiling`), or the name of a table (`initiatives`).
    pub kind: String,
    /// Its header.
    pub header: Vec<String>,
    /// Its rows, each as long as the header.
    pub rows: Vec<Vec<Option<Held>>>,
}

/// Kinds of rows in the order in which their sheets stand.
const ORDER: [&str; 21] = [
    "category",
    "agency",
    "criterion",
    "weight_set",
    "rater",
    "class",
    "fund",
    "pool",
    "ceiling",
    "floor",
    "minimum",
    "starts",
    "group",
    "bundle",
    "synergy",
    "index",
    "outcome",
    "commitments",
    "force_in",
    "force_out",
    "scenario",
];
/// Keys that stand first in a sheet of rows.
const FIRST: [&str; 6] = ["scenario", "id", "initiative", "name.id", "name.en", "name"];

/// The sheets of a case's files; a file that cannot be parsed gives none.
#[must_use]
pub fn unroll(files: &Files) -> Vec<Unrolled> {
    let tree = |name: &str| {
        let bytes = files.each().find(|(held, _)| *held == name).map(|(_, bytes)| bytes);
        bytes.and_then(|bytes| String::from_utf8_lossy(bytes).parse::<Table>().ok()).unwrap_or_default()
    };
    let (case, scenarios) = (tree("case.toml"), tree("scenarios.toml"));
    let first_year = case.get("first_year").and_then(Value::as_integer).unwrap_or(1);
    let is_rows = |value: &Value| {
        value.as_array().is_some_and(|rows| !rows.is_empty() && rows.iter().all(Value::is_table))
    };
    // Base spending is a table of its own in a workbook, unless there is one already.
    let mut case = case;
    let base = files.each().all(|(name, _)| name != "base.csv").then(|| case.remove("base")).flatten();
    let mut sheets = vec![keys(&case, &is_rows)];
    if let Some(rows) = base.as_ref().and_then(Value::as_array) {
        let rows = rows.iter().filter_map(Value::as_table).map(|row| flat(row, "base", first_year));
        sheets.extend(of_rows("base", rows.collect()));
    }
    for kind in ORDER {
        let mut rows: Vec<Vec<(String, Held)>> = Vec::new();
        for row in rows_of(&case, kind) {
            rows.push(flat(row, kind, first_year));
        }
        for scenario in rows_of(&scenarios, "scenario") {
            let id = scenario.get("id").map_or_else(|| Held::Text(String::new()), |id| held("id", id));
            if kind == "scenario" {
                let own =
                    scenario.iter().filter(|(key, value)| !(is_rows(value) && ORDER.contains(&key.as_str())));
                let own: Table = own.map(|(key, value)| (key.clone(), value.clone())).collect();
                rows.push(flat(&own, kind, first_year));
            }
            for row in rows_of(scenario, kind) {
                let mut cells = flat(row, kind, first_year);
                cells.push(("scenario".to_owned(), id.clone()));
                rows.push(cells);
            }
        }
        sheets.extend(of_rows(kind, rows));
    }
    for (name, bytes) in files.each() {
        if let Some(name) = name.strip_suffix(".csv") {
            sheets.push(of_table(name, bytes));
        }
    }
    sheets.sort_by_key(|sheet| rank(&sheet.kind));
    sheets
}

/// The case first, then initiatives and what belongs to them, then everything else in its order.
fn rank(kind: &str) -> usize {
    match kind {
        "case" => 0,
        "initiatives" => 1,
        "costs" => 2,
        "scores" => 3,
        "base" => 4,
        _ => ORDER.iter().position(|held| *held == kind).map_or(100, |at| at + 5),
    }
}

fn rows_of<'a>(table: &'a Table, kind: &str) -> impl Iterator<Item = &'a Table> {
    let rows = table.get(kind).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    rows.iter().filter_map(Value::as_table)
}

fn keys(case: &Table, is_rows: &impl Fn(&Value) -> bool) -> Unrolled {
    let mut pairs = Vec::new();
    let own = case.iter().filter(|(key, value)| !(is_rows(value) && ORDER.contains(&key.as_str())));
    let (tables, plain): (Vec<_>, Vec<_>) = own.partition(|(_, value)| value.is_table());
    for (key, value) in plain.into_iter().chain(tables) {
        flatten(key, key, value, &mut pairs);
    }
    let first = ["id", "name.id", "name.en", "language", "first_year", "years", "illustrative"];
    pairs.sort_by_key(|(key, _)| {
        let section = usize::from(key.contains('.'));
        first.iter().position(|held| held == key).unwrap_or(first.len() + section)
    });
    let row = |(key, value): (String, Held)| vec![Some(Held::Text(key)), Some(value)];
    Unrolled {
        kind: "case".to_owned(),
        header: vec!["key".to_owned(), "value".to_owned()],
        rows: pairs.into_iter().map(row).collect(),
    }
}

/// A row's cells, amounts by year under their years.
fn flat(row: &Table, kind: &str, first_year: i64) -> Vec<(String, Held)> {
    let mut cells = Vec::new();
    for (key, value) in row {
        match value {
            Value::Array(amounts) if key == by_year(kind) && amounts.iter().all(is_number) => {
                for (year, amount) in (first_year..).zip(amounts) {
                    cells.push((year.to_string(), held(key, amount)));
                }
            }
            Value::Table(amounts) if key == by_year(kind) => {
                for (year, amount) in amounts {
                    cells.push((year.clone(), held(key, amount)));
                }
            }
            _ => flatten(key, key, value, &mut cells),
        }
    }
    cells
}

fn flatten(path: &str, key: &str, value: &Value, into: &mut Vec<(String, Held)>) {
    match value {
        Value::Table(table) if !table.is_empty() => {
            for (key, value) in table {
                flatten(&format!("{path}.{key}"), key, value, into);
            }
        }
        _ => into.push((path.to_owned(), held(key, value))),
    }
}

fn is_number(value: &Value) -> bool {
    value.is_integer() || value.is_float()
}

fn held(key: &str, value: &Value) -> Held {
    match value {
        Value::String(text) => Held::Text(text.clone()),
        Value::Integer(number) => Held::Number(number.to_string()),
        Value::Float(number) => Held::Number(number.to_string()),
        Value::Boolean(truth) => Held::Truth(*truth),
        Value::Array(members)
            if (LISTS.contains(&key) || ONE_OR_MANY.contains(&key)) && members.iter().all(Value::is_str) =>
        {
            let members: Vec<&str> = members.iter().filter_map(Value::as_str).collect();
            Held::Text(members.join("; "))
        }
        other => Held::Text(other.to_string()),
    }
}

fn of_rows(kind: &str, rows: Vec<Vec<(String, Held)>>) -> Option<Unrolled> {
    let mut header: Vec<String> = Vec::new();
    for (key, _) in rows.iter().flatten() {
        if !header.contains(key) {
            header.push(key.clone());
        }
    }
    let is_year = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
    header.sort_by_key(|key| {
        let place = FIRST.iter().position(|held| held == key).unwrap_or(FIRST.len());
        (place, is_year(key), if is_year(key) { key.clone() } else { String::new() })
    });
    let row = |cells: Vec<(String, Held)>| {
        let of = |key: &String| cells.iter().find(|(held, _)| held == key).map(|(_, value)| value.clone());
        header.iter().map(of).collect()
    };
    let rows: Vec<Vec<Option<Held>>> = rows.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| Unrolled { kind: kind.to_owned(), header: header.clone(), rows })
}

/// A CSV table, its numbers as numbers where they are written plainly with a decimal point.
fn of_table(name: &str, bytes: &[u8]) -> Unrolled {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned();
    let separator = crate::input::text::separator_of(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = reader.records().flatten();
    let header: Vec<String> =
        rows.next().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).unwrap_or_default();
    let cell = |cell: &str| {
        let cell = cell.trim();
        let plain = !cell.is_empty()
            && cell.len() <= 15
            && !(cell.len() > 1 && cell.starts_with('0') && !cell.starts_with("0."))
            && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && cell.parse::<f64>().is_ok_and(|number| number.to_string() == cell);
        match (cell.is_empty(), plain) {
            (true, _) => None,
            (false, true) => Some(Held::Number(cell.to_owned())),
            (false, false) => Some(Held::Text(cell.to_owned())),
        }
    };
    let width = header.len();
    let row = |row: csv::StringRecord| (0..width).map(|at| row.get(at).and_then(cell)).collect();
    Unrolled { kind: name.to_owned(), header, rows: rows.map(row).collect() }
}
