//! Mandatory initiatives and groups with their deadlines.

use super::{Ground, Placed, Rows};
use crate::input::initiatives::Mandatory;
use crate::scenario::Rule;
use crate::units::{GroupIx, InitiativeIx, Year};

/// `mandatory = 1`, and groups a member of which says `mandatory = group`.
pub fn read(ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    let facts = &ground.candidates.facts;
    for ((initiative, item), facts) in ground.portfolio.each().zip(facts) {
        if facts.mandatory != Mandatory::Yes || rows.drops.has("mandatory", &item.id) {
            continue;
        }
        let (start_by, reason) = (facts.start_by, item.legal_basis.clone());
        let place = ground.candidates.place(initiative.0, "mandatory");
        rules.push(Placed { rule: Rule::Mandatory { initiative, start_by, reason }, place });
    }
    for (at, group) in ground.portfolio.groups.iter().enumerate() {
        if !is_mandatory(ground, rows, at) {
            continue;
        }
        let deadline = |ix: &InitiativeIx| Some((*ix, facts.get(ix.0)?.start_by?));
        let start_by: Vec<(InitiativeIx, Year)> = group.members.iter().filter_map(deadline).collect();
        let place = group.members.first().map(|ix| ground.candidates.place(ix.0, "mandatory")).unwrap_or_default();
        rules.push(Placed { rule: Rule::MandatoryGroup { group: GroupIx(at), start_by }, place });
    }
}

/// Whether a member of the group says `mandatory = group` and nothing dropped that.
#[must_use]
pub fn is_mandatory(ground: &Ground<'_>, rows: &Rows, group: usize) -> bool {
    let Some(group) = ground.portfolio.groups.get(group) else { return false };
    let says = |ix: &InitiativeIx| {
        let facts = ground.candidates.facts.get(ix.0);
        let id = ground.portfolio.initiatives.get(ix.0).map_or("", |item| item.id.as_str());
        facts.is_some_and(|facts| facts.mandatory == Mandatory::Group) && !rows.drops.has("mandatory", id)
    };
    !rows.drops.has("mandatory", &group.id) && group.members.iter().any(says)
}
