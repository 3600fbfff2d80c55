//! `[[bundle]]` and `[[synergy]]`: initiatives that go together.

use std::collections::BTreeMap;

use super::{Ground, Placed, Rows};
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::number::Fit;
use crate::input::odd::no_effect;
use crate::input::values::{self, Sign, Unit};
use crate::plan::synergy_line;
use crate::portfolio::Label;
use crate::scenario::Rule;
use crate::units::{InitiativeIx, Money, Points};

/// Reads both tables.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (id, row) in rows.of(g, "bundle", Thing::Bundle) {
        row.known(g, &["id", "name", "members"]);
        if let Some(members) = members(g, ground, &row, Thing::Bundle, &id) {
            rules.push(Rule::Bundle { id, members }.into());
        }
    }
    let mut saved: BTreeMap<InitiativeIx, i64> = BTreeMap::new();
    let mut synergies = rows.of(g, "synergy", Thing::Synergy);
    synergies.sort_by(|a, b| crate::portfolio::natural(&a.0, &b.0));
    for (id, row) in synergies {
        row.known(g, &["id", "name", "members", "points", "saving"]);
        let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
        let points = row.number(g, "points").and_then(|cell| {
            values::real(g, &cell, 0, 1_000_000_000)?;
            values::amount(g, &cell, Unit::points(Fit::Nearest), Sign::NotNegative)
        });
        if row.get("points").is_none() && row.get("saving").is_none() {
            let place = row.get("members").unwrap_or(row.node).key_place();
            g.add(no_effect("members", &["points", "saving"]), place);
        }
        let saving = row.number(g, "saving");
        let saving = saving
            .and_then(|cell| values::amount(g, &cell, ground.head.money(Fit::Exact), Sign::NotNegative));
        let saving = saving.unwrap_or(0);
        let Some(members) = members(g, ground, &row, Thing::Synergy, &id) else {
            continue;
        };
        if let Some(&first) = members.first() {
            let total = saved.entry(first).or_default();
            *total = total.saturating_add(saving);
            if saving > 0 && *total > cheapest_yearly(ground, &members) {
                let first = ground
                    .portfolio
                    .initiatives
                    .get(first.0)
                    .map_or_else(String::new, |item| item.id.clone());
                let place = row.get("saving").unwrap_or(row.node).place();
                g.add(Finding::SavingTooLarge { synergy: id, first }, place);
                continue;
            }
        }
        let (points, saving) = (Points(points.unwrap_or(0)), Money(saving));
        rules.push(Rule::Synergy { id, name, members, points, saving }.into());
    }
}

fn members(
    g: &mut Gather,
    ground: &Ground<'_>,
    row: &Section<'_>,
    thing: Thing,
    id: &str,
) -> Option<Vec<InitiativeIx>> {
    let node = row.need(g, "members")?;
    let listed = row.texts(g, "members");
    let members: Vec<InitiativeIx> =
        ground.candidates.ids.find_all(g, &listed).into_iter().map(InitiativeIx).collect();
    if members.len() < 2 {
        if listed.len() < 2 || members.len() == 1 {
            let (id, found) = (id.to_owned(), members.len());
            g.add(Finding::TooFewMembers { thing, id, needed: 2, found }, node.place());
        }
        return None;
    }
    Some(members)
}

/// The lowest price, over the accounted years, of the yearly cost a saving is taken off.
fn cheapest_yearly(ground: &Ground<'_>, members: &[InitiativeIx]) -> i64 {
    let line = synergy_line(ground.portfolio, members).map(|(_, line)| line);
    let years = ground.portfolio.calendar.accounted_years();
    line.and_then(|line| years.map(|year| ground.portfolio.price(line, year).0).min()).unwrap_or(0)
}
