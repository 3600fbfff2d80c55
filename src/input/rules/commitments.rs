//! `[[commitments]]`: what a scope may spend in each accounted year after the horizon.

use super::{Ground, Placed, Rows, scope};
use crate::finding::Thing;
use crate::input::amounts::{Years, by_year};
use crate::input::gather::Gather;
use crate::input::number::Fit;
use crate::scenario::Rule;
use crate::units::Money;

/// Reads every limit.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (id, row) in rows.of(g, "commitments", Thing::Commitments) {
        row.known(g, &scope::keys(&["id", "name", "limit"], &scope::OF_SPENDING));
        let Some(node) = row.need(g, "limit") else {
            continue;
        };
        let scope = scope::read(g, ground, &row);
        let unit = scope::unit(g, ground, &row, &id, &scope, Fit::Down);
        let calendar = &ground.portfolio.calendar;
        for (year, limit) in by_year(g, node, calendar, Years::after_horizon(calendar), unit) {
            let rule = Rule::Commitments { id: id.clone(), scope: scope.clone(), year, limit: Money(limit) };
            rules.push(rule.into());
        }
    }
}
