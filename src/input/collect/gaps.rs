//! Initiatives of forms that have no cost.

use std::collections::BTreeSet;

use super::Tables;
use super::merged::{Row, Touch};
use crate::diagnostic::{Diagnostic, Finding};

/// A finding for every initiative that a form adds or changes and that has no amount above zero, neither in the cost
/// columns of its row nor in a cost line.
pub fn look(tables: &Tables) -> Vec<Diagnostic> {
    let costs = tables.costs.rows.iter().filter(|row| has_amount(row.text("amount")));
    let in_lines: BTreeSet<&str> = costs.map(|row| row.text("initiative")).collect();
    let has_cost = |row: &Row| {
        in_lines.contains(row.text("id"))
            || row.cells.iter().any(|(column, entry)| is_cost(column) && has_amount(&entry.text))
    };
    let gap = |row: &Row| {
        let touch = row.touches.iter().find(|touch| touch.changes())?;
        let finding = Finding::CostMissing { initiative: row.text("id").to_owned() };
        (!has_cost(row)).then(|| Diagnostic { finding, place: Touch::clone(touch).place, nearest: None })
    };
    tables.initiatives.rows.iter().filter_map(gap).collect()
}

/// Whether a column of initiatives holds a cost: by execution year, by year of service, or by calendar year.
fn is_cost(column: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    column == "opex_annual"
        || column.strip_prefix("capex_e").is_some_and(is_number)
        || (column.len() == 4 && is_number(column))
}

/// Whether a cell holds a number other than zero.
fn has_amount(text: &str) -> bool {
    text.chars().any(|sign| sign.is_ascii_digit() && sign != '0')
}
