//! Groups of alternatives: `variant_group`, checked against `mutually_exclusive_with`.
//!
//! Where no group says so already, a pair that excludes each other becomes a group of two, `A01/A02`.

use std::collections::BTreeMap;

use super::alike::Seen;
use super::gather::Gather;
use super::lookup::{Lookup, check_id};
use super::table::Table;
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::portfolio::{Group, Label, natural};
use crate::units::InitiativeIx;

/// The ids of groups and the groups, sorted by id.
pub fn read(g: &mut Gather, table: &Table, order: &[usize], ids: &Lookup) -> (Lookup, Vec<Group>) {
    let mut members: BTreeMap<String, Vec<InitiativeIx>> = BTreeMap::new();
    let mut seen = Seen::new(Thing::Group);
    for (at, &row) in order.iter().enumerate() {
        let Some(cell) = table.filled(row, "variant_group") else {
            continue;
        };
        if check_id(g, Thing::Group, cell.text, cell.place()) {
            seen.take(g, cell.text, || cell.place());
            members.entry(cell.text.to_owned()).or_default().push(InitiativeIx(at));
        }
    }
    for (a, b) in pairs(g, table, order, ids) {
        let id = |at: usize| order.get(at).map_or("", |&row| table.text(row, "id"));
        members.insert(format!("{}/{}", id(a), id(b)), vec![InitiativeIx(a), InitiativeIx(b)]);
    }
    for cell in
        order.iter().filter_map(|&row| table.cell(row, "id")).filter(|cell| members.contains_key(cell.text))
    {
        g.at(Finding::AmbiguousId { id: cell.text.to_owned() }, &cell);
    }
    let of_id = |(id, members): (String, Vec<InitiativeIx>)| Group { name: Label::same(&id), id, members };
    let mut groups: Vec<Group> = members.into_iter().map(of_id).collect();
    groups.sort_by(|a, b| natural(&a.id, &b.id));
    (
        Lookup::new(
            Thing::Group,
            groups.iter().map(|group| group.id.as_str()),
            table.has("id") && !table.is_empty(),
        ),
        groups,
    )
}

/// Pairs outside every group that exclude each other, the smaller position first.
fn pairs(
    g: &mut Gather,
    table: &Table,
    order: &[usize],
    ids: &Lookup,
) -> std::collections::BTreeSet<(usize, usize)> {
    let mut pairs = std::collections::BTreeSet::new();
    for (at, &row) in order.iter().enumerate() {
        let Some(cell) = table.filled(row, "mutually_exclusive_with") else {
            continue;
        };
        let own = table.text(row, "variant_group");
        for text in cell.text.split([';', '|']).map(str::trim).filter(|text| !text.is_empty()) {
            let part = cell.part(text);
            let Some(other) = ids.find(g, &part) else { continue };
            let theirs = order.get(other).map_or("", |&row| table.text(row, "variant_group"));
            if other == at {
                let (initiative, on) = (text.to_owned(), text.to_owned());
                g.at(Finding::DependsOnItself { initiative, on }, &cell);
            } else if own.is_empty() && theirs.is_empty() {
                pairs.insert((at.min(other), at.max(other)));
            } else if own != theirs {
                let initiative = table.text(row, "id").to_owned();
                g.at(Finding::ExclusiveContradictsGroup { initiative, other: text.to_owned() }, &cell);
            }
        }
    }
    pairs
}
