//! Forced in and out: columns of `initiatives.csv`, `[[force_in]]` and `[[force_out]]`.
//!
//! A scenario's row replaces what the case says of the same initiative; within one of them, in and out at once is an
//! error.

use std::collections::BTreeMap;

use super::{Ground, Placed, Rows};
use crate::diagnostic::{Finding, Place};
use crate::finding::{Shape, Thing};
use crate::input::gather::Gather;
use crate::input::initiatives::Force;
use crate::input::values;
use crate::scenario::Rule;
use crate::units::InitiativeIx;

/// Reads every forcing.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    let mut forced: BTreeMap<InitiativeIx, (Force, Place)> = BTreeMap::new();
    for ((initiative, item), facts) in ground.portfolio.each().zip(&ground.candidates.facts) {
        let Some(force) = &facts.force else { continue };
        let kind = if force.out { "force_out" } else { "force_in" };
        if !rows.overruled.contains(&item.id) && !rows.drops.has(kind, &item.id) {
            forced.insert(initiative, (force.clone(), ground.candidates.place(initiative.0, "force")));
        }
    }
    for (table, thing, out) in [("force_in", Thing::ForceIn, false), ("force_out", Thing::ForceOut, true)] {
        for (id, row) in rows.of(g, table, thing) {
            let keys: &[&str] = if out { &["initiative", "reason"] } else { &["initiative", "year", "reason"] };
            row.known(g, keys);
            let cell = row.cell(g, "initiative", Shape::Text);
            let Some(at) = cell.and_then(|cell| ground.candidates.ids.find(g, &cell)) else { continue };
            row.need(g, "reason");
            let reason = row.text(g, "reason").unwrap_or_default();
            let year = if out { None } else { row.number(g, "year") };
            let year = year.and_then(|cell| values::year(g, &cell, &ground.portfolio.calendar));
            let place = row.get("initiative").unwrap_or(row.node).place();
            let force = Force { out, year, reason };
            let held = forced.insert(InitiativeIx(at), (force, place.clone()));
            if held.is_some_and(|(held, _)| held.out != out) {
                g.add(Finding::ForcedBothWays { initiative: id }, place);
            }
        }
    }
    for (initiative, (Force { out, year, reason }, place)) in forced {
        let rule = if out {
            Rule::ForcedOut { initiative, reason }
        } else {
            Rule::ForcedIn { initiative, start: year, reason }
        };
        rules.push(Placed { rule, place });
    }
}
