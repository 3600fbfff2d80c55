//! `[[group]]`: how many members of each group of alternatives are chosen, and the groups' names.

use std::collections::BTreeMap;

use super::{Ground, Placed, Rows, mandatory};
use crate::diagnostic::{Finding, Place};
use crate::finding::{Shape, Thing};
use crate::input::cell::Cell;
use crate::input::gather::Gather;
use crate::input::initiatives::Candidates;
use crate::input::keys::Section;
use crate::input::toml_tree::Node;
use crate::input::values;
use crate::portfolio::Group;
use crate::scenario::{Choose, Rule};
use crate::units::GroupIx;

/// The groups with the names `[[group]]` gives them.
pub fn named_groups(g: &mut Gather, case: &Node, candidates: &mut Candidates) -> Vec<Group> {
    let mut groups = candidates.groups.clone();
    for row in Section::file(case).rows(&mut Gather::new(), "group") {
        row.known(g, &["id", "name", "choose"]);
        let Some(cell) = row.cell(&mut Gather::new(), "id", Shape::Text) else { continue };
        let Some(name) = row.label(g, "name") else { continue };
        if let Some(group) = candidates.group_ids.position(cell.text).and_then(|at| groups.get_mut(at)) {
            group.name = name;
        }
    }
    groups
}

/// How many of each group.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    let mut said: BTreeMap<usize, (Choose, Place)> = BTreeMap::new();
    for (id, row) in rows.of(g, "group", Thing::Group) {
        let Some(at) = ground.candidates.group_ids.position(&id) else {
            if ground.candidates.group_ids.complete {
                let near = ground.candidates.group_ids.ids();
                let place = row.get("id").unwrap_or(row.node).place();
                g.near(Finding::GroupOfOne { group: id.clone(), members: 0 }, place, &id, near);
            }
            continue;
        };
        let Some(cell) = row.cell(g, "choose", Shape::Text) else { continue };
        let Some(choose) = choose(g, &cell) else { continue };
        check_size(g, ground, at, choose, &cell);
        said.insert(at, (choose, cell.place()));
    }
    for (at, group) in ground.portfolio.groups.iter().enumerate() {
        if rows.drops.has("group", &group.id) {
            continue;
        }
        let default = if mandatory::is_mandatory(ground, rows, at) { Choose::ExactlyOne } else { Choose::AtMostOne };
        let (choose, place) = said.remove(&at).unwrap_or_else(|| {
            let first = group.members.first();
            (default, first.map(|ix| ground.candidates.place(ix.0, "variant_group")).unwrap_or_default())
        });
        rules.push(Placed { rule: Rule::Alternatives { group: GroupIx(at), choose }, place });
    }
}

/// `at most one`, `exactly one` or `at least 2`.
fn choose(g: &mut Gather, cell: &Cell<'_>) -> Option<Choose> {
    const CHOICES: [&str; 3] = ["at most one", "exactly one", "at least 2"];
    let lower = cell.text.to_lowercase();
    if let Some(count) = lower.strip_prefix("at least ") {
        let count = if count.trim() == "one" { "1" } else { count };
        let count = values::whole(g, &cell.part(count), 0, 1_000_000)?;
        return u32::try_from(count).ok().map(Choose::AtLeast);
    }
    match values::choice(g, cell, &CHOICES)? {
        0 => Some(Choose::AtMostOne),
        1 => Some(Choose::ExactlyOne),
        _ => Some(Choose::AtLeast(2)),
    }
}

fn check_size(g: &mut Gather, ground: &Ground<'_>, at: usize, choose: Choose, cell: &Cell<'_>) {
    let Some(group) = ground.portfolio.groups.get(at) else { return };
    let Choose::AtLeast(needed) = choose else { return };
    let needed = usize::try_from(needed).unwrap_or(usize::MAX);
    if needed > group.members.len() {
        let (id, found) = (group.id.clone(), group.members.len());
        g.at(Finding::TooFewMembers { thing: Thing::Group, id, needed, found }, cell);
    }
    for ix in &group.members {
        let excludes = ground.candidates.cell(ix.0, "mutually_exclusive_with").filter(|cell| !cell.text.is_empty());
        if let Some(excludes) = excludes {
            let initiative = ground.portfolio.initiatives.get(ix.0).map_or_else(String::new, |item| item.id.clone());
            let other = excludes.text.to_owned();
            g.at(Finding::ExclusiveContradictsGroup { initiative, other }, &excludes);
        }
    }
}
