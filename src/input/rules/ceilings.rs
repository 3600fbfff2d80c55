//! `[[ceiling]]`: yearly and horizon ceilings of a scope, or of a fund alone.

use super::{Ground, Placed, Rows, funds, scope};
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::input::amounts::{Years, by_year, one};
use crate::input::gather::Gather;
use crate::input::number::Fit;
use crate::scenario::Rule;
use crate::units::Money;

/// Reads every ceiling.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (id, row) in rows.of(g, "ceiling", Thing::Ceiling) {
        row.known(g, &scope::keys(&["id", "name", "fund", "limits", "horizon_limit"], &scope::OF_SPENDING));
        if row.get("horizon_limit").is_none() {
            row.need(g, "limits");
        }
        if let Some(node) = row.get("fund") {
            let funds = row.texts(g, "fund");
            let mixed = scope::OF_SPENDING.iter().any(|key| row.get(key).is_some()) || funds.len() != 1;
            let found = ground.head.funds.find_all(g, &funds);
            if mixed {
                let fund = funds.first().map_or_else(String::new, |cell| cell.text.to_owned());
                g.add(Finding::FundCeilingMixed { ceiling: id, fund }, node.place());
            } else if let [fund] = found[..] {
                funds::limits(g, ground, &row, fund, rules);
            }
            continue;
        }
        let scope = scope::read(g, ground, &row);
        let unit = scope::unit(g, ground, &row, &id, &scope, Fit::Down);
        let calendar = &ground.portfolio.calendar;
        if let Some(node) = row.get("limits") {
            for (year, limit) in by_year(g, node, calendar, Years::of_plan(calendar), unit) {
                let rule = Rule::Ceiling { id: id.clone(), scope: scope.clone(), year, limit: Money(limit) };
                rules.push(Placed { rule, place: node.place() });
            }
        }
        if let Some(node) = row.get("horizon_limit") && let Some(limit) = one(g, node, unit) {
            let rule = Rule::HorizonCeiling { id, scope, limit: Money(limit) };
            rules.push(Placed { rule, place: node.place() });
        }
    }
}
