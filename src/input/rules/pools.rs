//! `[[pool]]`: staff capacity by year.

use super::{Ground, Placed, Rows};
use crate::finding::{Shape, Thing};
use crate::input::amounts::{Years, by_year};
use crate::input::gather::Gather;
use crate::input::number::Fit;
use crate::input::values::Unit;
use crate::scenario::Rule;
use crate::units::{PersonMonths, PoolIx};

/// Reads the capacity of every pool.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (_, row) in rows.of(g, "pool", Thing::Pool) {
        row.known(g, &["id", "name", "agencies", "categories", "capacity"]);
        let Some(node) = row.need(g, "capacity") else {
            continue;
        };
        let Some(cell) = row.cell(g, "id", Shape::Text) else {
            continue;
        };
        let Some(pool) = ground.head.pools.find(g, &cell) else {
            continue;
        };
        let calendar = &ground.portfolio.calendar;
        let unit = Unit::plain(PersonMonths::PER_MONTH, Fit::Down);
        for (year, capacity) in by_year(g, node, calendar, Years::of_plan(calendar), unit) {
            rules.push(Rule::Pool { pool: PoolIx(pool), year, capacity }.into());
        }
    }
}
