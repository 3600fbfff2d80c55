//! Windows, committed starts and dependencies, which come from the initiatives' own rows.

use super::{Ground, Placed, Rows};
use crate::portfolio::Initiative;
use crate::scenario::Rule;
use crate::units::{InitiativeIx, Year};

use super::stability::Earlier;

/// One window or committed start for each initiative.
///
/// A committed start (from the table, or of an earlier plan before the year that froze it) replaces the window.
pub fn read(ground: &Ground<'_>, rows: &Rows, earlier: &Earlier, rules: &mut Vec<Placed>) {
    let calendar = &ground.portfolio.calendar;
    for (initiative, item) in ground.portfolio.each() {
        let facts = ground.candidates.facts.get(initiative.0);
        let committed = facts.and_then(|facts| facts.committed).or_else(|| earlier.started(initiative));
        if let Some(start) = committed {
            let place = ground.candidates.place(initiative.0, "committed_start");
            rules.push(Placed { rule: Rule::Committed { initiative, start }, place });
            continue;
        }
        let asked = !rows.drops.has("windows", &item.id);
        let (earliest, latest) = window(item, asked);
        let earliest = earliest.into_iter().chain(earlier.frozen_before).fold(calendar.first, Year::max);
        let latest = latest.into_iter().fold(calendar.latest_start(item.duration), Year::min);
        let place = ground.candidates.place(initiative.0, "earliest_start_year");
        rules.push(Placed { rule: Rule::Window { initiative, earliest, latest }, place });
    }
}

fn window(item: &Initiative, asked: bool) -> (Option<Year>, Option<Year>) {
    if asked { (item.earliest, item.latest) } else { (None, None) }
}

/// What each initiative waits for. Those committed before the plan wait for nothing: they have started.
pub fn dependencies(ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    let first = ground.portfolio.calendar.first;
    let started: std::collections::BTreeSet<InitiativeIx> = rules
        .iter()
        .filter_map(|placed| match placed.rule {
            Rule::Committed { initiative, start } if start < first => Some(initiative),
            _ => None,
        })
        .collect();
    for (initiative, item) in ground.portfolio.each() {
        if item.dependencies.is_empty() || started.contains(&initiative) || rows.drops.has("dependencies", &item.id) {
            continue;
        }
        let place = ground.candidates.place(initiative.0, "depends_on");
        rules.extend(item.dependencies.iter().map(|clause| Placed {
            rule: Rule::Dependency { initiative, clause: clause.clone() },
            place: place.clone(),
        }));
    }
}
