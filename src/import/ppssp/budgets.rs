//! The table of budgets.

use std::collections::BTreeSet;

use crate::diagnostic::Finding;
use crate::import::Source;
use crate::import::decimal::Decimal;
use crate::import::scan::Found;

use super::table::{Row, Table};

/// Every limit, the planning window and the discount rate.
#[derive(Clone, Debug, Default)]
pub struct Budgets {
    /// Years in which a project may start.
    pub window: usize,
    /// Discount rate a year.
    pub discount: Decimal,
    /// The limit on first-year costs by year, from year 1 on.
    pub initiation: Vec<Option<Decimal>>,
    /// The limit on the costs of later years by year.
    pub ongoing: Vec<Option<Decimal>>,
    /// The limit of each stream inside the window, in the order of the file.
    pub streams: Vec<(String, Decimal)>,
}

/// Most years of a plan, and most with limits.
const YEARS: [usize; 2] = [50, 150];

/// Reads every row.
pub fn read(found: &mut Found, source: &Source<'_>) -> Budgets {
    let mut budgets = Budgets::default();
    let Some(table) = Table::read(found, source) else { return budgets };
    if !table.has(found, &["kind", "index", "total", "initiation", "ongoing"]) {
        return budgets;
    }
    let mut first: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in table.rows() {
        if !first.insert((row.text("kind"), row.text("index"))) {
            let text = format!("{} {}", row.text("kind"), row.text("index"));
            found.add(Finding::GivenTwice { text: text.trim().to_owned() }, row.place("index"));
        }
        budgets.take(found, &row);
    }
    for kind in ["planning_window", "discount_rate"] {
        if !first.iter().any(|(given, _)| *given == kind) {
            source.ends_early(found, kind);
        }
    }
    let years = budgets.window.max(budgets.ongoing.len());
    budgets.initiation.resize(years, None);
    budgets.ongoing.resize(years, None);
    budgets
}

impl Budgets {
    fn take(&mut self, found: &mut Found, row: &Row<'_>) {
        const KINDS: [&str; 5] = ["year", "stream", "planning_window", "discount_rate", "initiation_range"];
        match row.text("kind") {
            "year" => {
                let (Some(year), Some(initiation), Some(ongoing)) = (
                    need(found, row, "index", |f, c| row.whole(f, c, 1, YEARS[1])),
                    need(found, row, "initiation", |f, c| row.amount(f, c, usize::MAX)),
                    need(found, row, "ongoing", |f, c| row.amount(f, c, usize::MAX)),
                ) else {
                    return;
                };
                for (held, limit) in [(&mut self.initiation, initiation), (&mut self.ongoing, ongoing)] {
                    held.resize(held.len().max(year), None);
                    if let Some(held) = held.get_mut(year - 1) {
                        *held = Some(limit);
                    }
                }
            }
            "stream" => {
                let total = need(found, row, "total", |f, c| row.amount(f, c, usize::MAX));
                self.streams.extend(total.map(|total| (row.text("index").to_owned(), total)));
            }
            "planning_window" => {
                self.window = need(found, row, "index", |f, c| row.whole(f, c, 1, YEARS[0])).unwrap_or(0);
            }
            "discount_rate" => {
                let rate = need(found, row, "total", |f, c| row.amount(f, c, usize::MAX));
                self.discount = rate.unwrap_or_default();
            }
            // Starts are limited by the window; a range that is shorter would limit them further.
            "initiation_range" => {
                let range = need(found, row, "total", |f, c| row.whole(f, c, 0, 1_000_000));
                if range.is_some_and(|range| range < YEARS[1]) {
                    let (field, text) = ("initiation_range".to_owned(), row.text("total").to_owned());
                    found.add(Finding::NotCarriedOver { field, text }, row.place("total"));
                }
            }
            other => {
                let choices = KINDS.map(str::to_owned).into();
                found.add(Finding::NotAChoice { text: other.to_owned(), choices }, row.place("kind"));
            }
        }
    }
}

/// A cell that must be filled.
fn need<T>(
    found: &mut Found,
    row: &Row<'_>,
    column: &str,
    read: impl Fn(&mut Found, &str) -> Option<T>,
) -> Option<T> {
    if row.text(column).is_empty() {
        found.add(Finding::MissingValue { field: column.to_owned() }, row.place(column));
        return None;
    }
    read(found, column)
}
