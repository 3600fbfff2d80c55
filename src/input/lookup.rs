//! Ids and what they name: [`Lookup`] turns a written id into a position, or into a finding with the nearest id.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::gather::Gather;
use super::keys::Section;
use crate::diagnostic::{Finding, Place};
use crate::finding::Thing;

/// The ids of one kind of thing, with their positions.
#[derive(Clone, Debug)]
pub struct Lookup {
    thing: Thing,
    at: BTreeMap<String, usize>,
    /// Whether every id is known; where a file could not be read, ids not found are passed over in silence.
    pub complete: bool,
}

impl Lookup {
    /// Ids in the order of their positions.
    #[must_use]
    pub fn new<'i>(thing: Thing, ids: impl IntoIterator<Item = &'i str>, complete: bool) -> Self {
        let at = ids.into_iter().enumerate().map(|(at, id)| (id.to_owned(), at)).collect();
        Self { thing, at, complete }
    }

    /// The position of an id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// Every id.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.at.keys().map(String::as_str)
    }

    /// The position of a written id; found out loud where there is none.
    pub fn find(&self, g: &mut Gather, cell: &Cell<'_>) -> Option<usize> {
        let found = self.position(cell.text);
        if found.is_none() && self.complete {
            let finding = Finding::UnknownId { thing: self.thing, id: cell.text.to_owned() };
            g.near(finding, cell.place(), cell.text, self.ids());
        }
        found
    }

    /// The positions of several written ids, sorted, each once.
    pub fn find_all(&self, g: &mut Gather, cells: &[Cell<'_>]) -> Vec<usize> {
        let mut found: Vec<usize> = cells.iter().filter_map(|cell| self.find(g, cell)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The rows of `[[name]]` with their ids: each there, each usable, none twice.
pub fn with_ids<'a>(
    g: &mut Gather,
    rows: Vec<Section<'a>>,
    thing: Thing,
    key: &str,
) -> Vec<(String, Section<'a>)> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for row in rows {
        let Some(node) = row.need(g, key) else { continue };
        let Some(cell) = super::keys::cell_of(g, node, crate::finding::Shape::Text) else {
            continue;
        };
        if !check_id(g, thing, cell.text, cell.place()) {
            continue;
        }
        let id = cell.text.to_owned();
        if let Some(&first_line) = first.get(&id) {
            g.add(Finding::DuplicateId { thing, id, first_line }, cell.place());
            continue;
        }
        first.insert(id.clone(), cell.place().line.unwrap_or(0));
        kept.push((id, row));
    }
    kept
}

/// Whether an id can be used where ids of its kind are listed.
pub fn check_id(g: &mut Gather, thing: Thing, id: &str, place: Place) -> bool {
    if id.is_empty() {
        g.add(Finding::MissingId { thing }, place);
        return false;
    }
    let forbidden: &[char] = match thing {
        Thing::Initiative | Thing::Group => &[';', '|', '@'],
        Thing::Fund => &[';', '/'],
        Thing::Indicator => &[';', ':'],
        Thing::Case | Thing::Scenario => super::identity::FORBIDDEN,
        _ => &[],
    };
    let folder = matches!(thing, Thing::Case | Thing::Scenario);
    let bad = id
        .chars()
        .find(|c| c.is_control() || forbidden.contains(c))
        .or_else(|| id.chars().next().filter(|&c| folder && (c == '.' || c == '-')));
    if let Some(sign) = bad {
        let sign = sign.escape_default().to_string();
        g.add(Finding::BadId { id: id.to_owned(), sign }, place);
    }
    bad.is_none()
}
