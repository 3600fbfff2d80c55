//! What a form says besides initiatives, costs and scores: it is not merged, so a finding says where it differs from the
//! case.

use std::collections::{BTreeMap, BTreeSet};

use super::{Form, Kind, about};
use crate::diagnostic::{Diagnostic, Finding};
use crate::input::Files;
use crate::input::workbook::{Held, Unrolled, unroll};

/// A row's filled cells by heading.
type Row = BTreeMap<String, String>;

/// A finding for every sheet of a form with rows that the case does not have.
pub fn look(case: &Files, form: &Form) -> Vec<Diagnostic> {
    let merged = [Kind::Initiatives, Kind::Costs, Kind::Scores].map(Kind::file);
    let is_merged = |sheet: &Unrolled| merged.contains(&format!("{}.csv", sheet.kind).as_str());
    let said: Vec<Unrolled> =
        unroll(&form.files).into_iter().filter(|sheet| !is_merged(sheet) && !sheet.rows.is_empty()).collect();
    if said.is_empty() {
        return Vec::new();
    }
    let mut known: BTreeMap<String, BTreeSet<Row>> = BTreeMap::new();
    for sheet in unroll(case) {
        known.entry(sheet.kind.clone()).or_default().extend(rows(&sheet));
    }
    let nothing = BTreeSet::new();
    let differs = |sheet: &Unrolled| {
        let held = known.get(&sheet.kind).unwrap_or(&nothing);
        let is_new = |row: &Row| !row.is_empty() && !is_unit(row) && !held.contains(row);
        let rows = rows(sheet).filter(is_new).count();
        (rows > 0).then(|| about(form, Finding::NotMerged { sheet: sheet.kind.clone(), rows }))
    };
    said.iter().filter_map(differs).collect()
}

/// Whether a row gives the unit of money, of which `other_unit` speaks.
fn is_unit(row: &Row) -> bool {
    row.get("key").is_some_and(|key| key == "money.unit")
}

fn rows(sheet: &Unrolled) -> impl Iterator<Item = Row> {
    sheet.rows.iter().map(|cells| {
        let filled = sheet.header.iter().zip(cells);
        filled.filter_map(|(key, cell)| Some((key.clone(), text(cell.as_ref()?)))).collect()
    })
}

/// A cell's text, numbers in one form.
fn text(held: &Held) -> String {
    let text = held.text().trim();
    text.parse::<f64>().map_or_else(|_| text.to_owned(), |number| number.to_string())
}
