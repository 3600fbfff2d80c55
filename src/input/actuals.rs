//! `actuals.csv`: what was really spent in past years, which `revise` puts in the place of what was planned.
//!
//! Columns `year`, `initiative` or `agency`, `class`, `amount` (in the class's unit, as in `costs.csv`). A row of an
//! agency stands for everything that the agency spent of the class in the year.

use std::collections::BTreeSet;

use super::case_toml::{Head, exact};
use super::columns::{Known, Others};
use super::gather::Gather;
use super::lookup::Lookup;
use super::table::Table;
use super::values::{self, Sign};
use crate::diagnostic::Finding;
use crate::portfolio::Portfolio;
use crate::scenario::{Actual, Spender};
use crate::units::{AgencyIx, ClassIx, InitiativeIx, Money, Year};

/// The file's name.
pub const FILE: &str = "actuals.csv";

/// Reads every row; nothing without the file.
pub fn read(
    g: &mut Gather,
    head: &Head,
    portfolio: &Portfolio,
    ids: &Lookup,
    bytes: Option<&[u8]>,
) -> Vec<Actual> {
    let Some(bytes) = bytes else { return Vec::new() };
    let known = [
        Known::text("year").or("tahun").naming_rows(),
        Known::text("initiative").or("inisiatif"),
        Known::text("agency").or_any(&["owner", "perangkat_daerah", "opd"]),
        Known::text("class").or_any(&["kelas", "jenis_belanja"]),
        Known::number("amount").or_any(&["jumlah", "realisasi"]),
    ];
    let table = Table::read(g, FILE, bytes, &known, Others::Warn);
    if !table.need_all(g, &["year", "class", "amount"]) {
        return Vec::new();
    }
    if !table.has("initiative") && !table.has("agency") {
        table.need(g, "initiative");
        return Vec::new();
    }
    let mut seen: BTreeSet<(Spender, ClassIx, Year)> = BTreeSet::new();
    let mut found = Vec::new();
    for row in 0..table.len() {
        let Some(actual) = of_row(g, head, portfolio, ids, &table, row) else { continue };
        if !seen.insert((actual.spender, actual.class, actual.year)) {
            let who = table.filled(row, "initiative").or_else(|| table.filled(row, "agency"));
            if let Some(cell) = who {
                g.at(Finding::GivenTwice { text: cell.text.to_owned() }, &cell);
            }
            continue;
        }
        found.push(actual);
    }
    found
}

fn of_row(
    g: &mut Gather,
    head: &Head,
    portfolio: &Portfolio,
    ids: &Lookup,
    table: &Table,
    row: usize,
) -> Option<Actual> {
    let calendar = &portfolio.calendar;
    let mut needed = |column: &str| {
        let cell = table.cell(row, column)?;
        if cell.text.is_empty() {
            g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
            return None;
        }
        Some(cell)
    };
    let (year, class, amount) = (needed("year"), needed("class"), needed("amount"));
    let initiative = table.filled(row, "initiative");
    let agency = table.filled(row, "agency");
    let spender = match (initiative, agency) {
        (Some(cell), _) => ids.find(g, &cell).map(|at| Spender::Initiative(InitiativeIx(at))),
        (None, Some(cell)) => head.agencies.find(g, &cell).map(|at| Spender::Agency(AgencyIx(at))),
        (None, None) => {
            g.add(Finding::MissingValue { field: "initiative".to_owned() }, table.row_place(row));
            None
        }
    };
    let class = class.and_then(|cell| head.classes.find(g, &cell)).map(ClassIx);
    let year = year.and_then(|cell| {
        let year = values::year(g, &cell, calendar)?;
        let (from, to) = (calendar.first, calendar.last());
        if year < from || year > to {
            g.at(Finding::YearOutside { year: year.0, from: from.0, to: to.0 }, &cell);
            return None;
        }
        Some(year)
    });
    let class = class?;
    let unit = exact(head, class);
    let amount = values::amount(g, &amount?, unit, Sign::NotNegative)?;
    Some(Actual { spender: spender?, class, year: year?, amount: Money(amount) })
}
