//! `[[minimum]]` and `[[starts]]`: how many initiatives of a scope start at all, and in one year.

use super::{Ground, Placed, Rows, scope};
use crate::finding::Thing;
use crate::input::amounts::{Years, by_year};
use crate::input::gather::Gather;
use crate::input::number::Fit;
use crate::input::values::{self, Unit};
use crate::scenario::Rule;

/// The most initiatives a rule can count.
const MOST: i64 = 1_000_000_000;

/// Reads both tables.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (id, row) in rows.of(g, "minimum", Thing::Minimum) {
        row.known(g, &scope::keys(&["id", "name", "at_least"], &scope::OF_STARTS));
        let scope = scope::read(g, ground, &row);
        row.need(g, "at_least");
        let Some(cell) = row.number(g, "at_least") else {
            continue;
        };
        let at_least = values::whole(g, &cell, 0, MOST).and_then(|count| u32::try_from(count).ok());
        if let Some(at_least) = at_least.filter(|&count| count > 0) {
            rules.push(Rule::MinimumStarts { id, scope, at_least }.into());
        }
    }
    for (id, row) in rows.of(g, "starts", Thing::Starts) {
        row.known(g, &scope::keys(&["id", "name", "at_most"], &scope::OF_STARTS));
        let scope = scope::read(g, ground, &row);
        let Some(node) = row.need(g, "at_most") else {
            continue;
        };
        let calendar = &ground.portfolio.calendar;
        let years = Years { most: calendar.last(), ..Years::of_plan(calendar) };
        for (year, count) in by_year(g, node, calendar, years, Unit::plain(1, Fit::Exact)) {
            let at_most = u32::try_from(count).unwrap_or(u32::MAX);
            let rule = Rule::StartsPerYear { id: id.clone(), scope: scope.clone(), year, at_most };
            rules.push(rule.into());
        }
    }
}
