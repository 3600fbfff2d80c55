//! Index schemes: `[[index]]` of `case.toml` and the file of indicators each names.

use super::alike::Seen;
use super::case_toml::default;
use super::columns::{Known, Others};
use super::files::Files;
use super::gather::Gather;
use super::keys::{Section, cell_of, label_of, wrong};
use super::lookup::{Lookup, check_id, with_ids};
use super::number::Fit;
use super::table::Table;
use super::toml_tree::{Node, Value};
use super::values::{self, Sign, Unit};
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{Band, Indicator, Label, Scheme};
use crate::units::Level;

/// The highest level any scheme may have.
const MOST_LEVELS: i64 = 1000;

/// Reads every scheme.
pub fn read(g: &mut Gather, file: &Section<'_>, files: &Files) -> Vec<Read> {
    let rows = file.rows(g, "index");
    let rows = with_ids(g, rows, Thing::Index, "id");
    rows.into_iter().map(|(id, row)| scheme(g, id, &row, files)).collect()
}

/// A scheme that was read.
#[derive(Debug)]
pub struct Read {
    /// The scheme.
    pub scheme: Scheme,
    /// The column of `initiatives.csv` with its lifts, in lower case.
    pub lift_column: String,
    /// Ids of its indicators.
    pub ids: Lookup,
}

fn scheme(g: &mut Gather, id: String, row: &Section<'_>, files: &Files) -> Read {
    row.known(g, &["id", "name", "file", "lift_column", "highest", "bands"]);
    let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
    let lift_column = row.text(g, "lift_column").unwrap_or_else(|| format!("{id}_lift"));
    for (key, value) in [("lift_column", lift_column.as_str()), ("highest", "5")] {
        if row.get(key).is_none() {
            default(g, row, key, value);
        }
    }
    let highest = level(g, row, "highest").unwrap_or(Level(5 * Level::PER_LEVEL));
    let bands = bands(g, row);
    row.need(g, "file");
    let named = row.cell(g, "file", Shape::Text);
    let bytes = named.and_then(|cell| files.named(g, &cell).map(|bytes| (cell.text.to_owned(), bytes)));
    let indicators = bytes.and_then(|(file, bytes)| indicators(g, &id, &file, bytes, highest));
    let complete = indicators.is_some();
    let indicators = indicators.unwrap_or_default();
    let ids =
        Lookup::new(Thing::Indicator, indicators.iter().map(|indicator| indicator.id.as_str()), complete);
    let scheme = Scheme { id, name, highest, indicators, bands };
    Read { scheme, lift_column: lift_column.to_lowercase(), ids }
}

fn level(g: &mut Gather, row: &Section<'_>, key: &str) -> Option<Level> {
    let cell = row.number(g, key)?;
    values::amount(g, &cell, Unit::plain(Level::PER_LEVEL, Fit::Exact), Sign::NotNegative).map(Level)
}

fn bands(g: &mut Gather, row: &Section<'_>) -> Vec<Band> {
    let Some(node) = row.get("bands") else {
        return Vec::new();
    };
    let Value::List(items) = &node.value else {
        return wrong(g, node, Shape::List).unwrap_or_default();
    };
    let mut bands: Vec<Band> = items.iter().filter_map(|item| band(g, item)).collect();
    bands.sort_by_key(|band| band.from);
    bands
}

fn band(g: &mut Gather, node: &Node) -> Option<Band> {
    let Value::List(items) = &node.value else {
        return wrong(g, node, Shape::List);
    };
    let [from, name] = &items[..] else {
        g.add(Finding::TooManyAmounts { given: items.len(), most: 2 }, node.place());
        return None;
    };
    let from = cell_of(g, from, Shape::Number)?;
    let from = values::amount(g, &from, Unit::plain(Level::PER_LEVEL, Fit::Exact), Sign::NotNegative)?;
    Some(Band { from: Level(from), name: label_of(g, name)? })
}

/// The indicators of a file; `None` where ids may be missing.
fn indicators(
    g: &mut Gather,
    scheme: &str,
    file: &str,
    bytes: &[u8],
    highest: Level,
) -> Option<Vec<Indicator>> {
    let known = [
        Known::text("id").or("kode").naming_rows(),
        Known::text("name_id").or_any(&["name", "nama", "indicator", "indikator"]).describing(),
        Known::text("name_en").or("indicator_en").describing(),
        Known::number("weight").or_any(&["weight_pct", "bobot"]),
        Known::number("baseline").or("baseline_level"),
        Known::number("target").or("target_level"),
    ];
    let table = Table::read(g, file, bytes, &known, Others::Warn);
    let sound = table.need_all(g, &["id", "weight", "baseline"]);
    if !sound || !table.has_header() {
        return None;
    }
    let mut indicators: Vec<Indicator> = Vec::new();
    let mut complete = true;
    let mut lines = std::collections::BTreeMap::new();
    let mut seen = Seen::new(Thing::Indicator);
    for row in 0..table.len() {
        let Some(indicator) = indicator(g, &table, row, highest) else {
            complete = false;
            continue;
        };
        if let Some(&first_line) = lines.get(&indicator.id) {
            let finding = Finding::DuplicateId { thing: Thing::Indicator, id: indicator.id, first_line };
            g.add(finding, table.cell(row, "id").map_or_else(|| table.row_place(row), |cell| cell.place()));
            continue;
        }
        if let Some(cell) = table.cell(row, "id") {
            seen.take(g, &indicator.id, || cell.place());
        }
        lines.insert(indicator.id.clone(), table.line(row));
        indicators.push(indicator);
    }
    let sum: i64 = indicators.iter().map(|indicator| indicator.weight).sum();
    if sum != Scheme::WHOLE && !indicators.is_empty() && indicators.len() == table.len() {
        let sum = values::Thousandths(sum).to_string();
        g.add(Finding::IndexWeights { index: scheme.to_owned(), sum }, table.header_place());
    }
    complete.then_some(indicators)
}

fn indicator(g: &mut Gather, table: &Table, row: usize, highest: Level) -> Option<Indicator> {
    let id = table.text(row, "id").to_owned();
    let place = table.cell(row, "id").map_or_else(|| table.row_place(row), |cell| cell.place());
    let sound = check_id(g, Thing::Indicator, &id, place);
    let weight = required(g, table, row, "weight", 1000, 100)?;
    let baseline = required(g, table, row, "baseline", Level::PER_LEVEL, MOST_LEVELS)?;
    let too_high = baseline > highest.0;
    if too_high && let Some(cell) = table.cell(row, "baseline") {
        values::whole(g, &cell, 0, highest.0 / Level::PER_LEVEL);
    }
    let target = match table.filled(row, "target") {
        Some(cell) => values::amount(g, &cell, Unit::plain(Level::PER_LEVEL, Fit::Exact), Sign::NotNegative),
        None => None,
    };
    let (indonesian, english) = (table.text(row, "name_id"), table.text(row, "name_en"));
    let either = [indonesian, english, &id].into_iter().find(|name| !name.is_empty()).unwrap_or("");
    let name_or = |name: &str| {
        if name.is_empty() { either.to_owned() } else { name.to_owned() }
    };
    let name = Label { id: name_or(indonesian), en: name_or(english) };
    (sound && !too_high).then_some(Indicator {
        id,
        name,
        weight,
        baseline: Level(baseline),
        target: target.map(Level),
    })
}

/// A number that must be there, times `factor`, at most `most`.
fn required(g: &mut Gather, table: &Table, row: usize, column: &str, factor: i64, most: i64) -> Option<i64> {
    let cell = table.cell(row, column)?;
    if cell.text.is_empty() {
        g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
        return None;
    }
    let amount = values::amount(g, &cell, Unit::plain(factor, Fit::Exact), Sign::NotNegative)?;
    if amount > most * factor {
        let finding =
            Finding::OutOfRange { text: cell.text.to_owned(), least: "0".to_owned(), most: most.to_string() };
        g.at(finding, &cell);
        return None;
    }
    Some(amount)
}
