//! Ids and what they name: [`Lookup`] turns a written id into a position, or into a finding with the nearest id.

use std::collections::BTreeMap;

use super::alike::{Seen, invisible, shown, told};
use super::cell::Cell;
use super::gather::Gather;
use super::keys::Section;
use crate::diagnostic::{Finding, Place};
use crate::finding::{FolderFlaw, Thing};

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
            let finding = Finding::UnknownId { thing: self.thing, id: told(cell.text) };
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
    let mut seen = Seen::new(thing);
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
        seen.take(g, &id, || cell.place());
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
        .find(|&c| invisible(c) || forbidden.contains(&c))
        .or_else(|| id.chars().next().filter(|&c| folder && (c == '.' || c == '-')));
    let flaw = if folder { folder_flaw(id) } else { None };
    if let Some(sign) = bad {
        g.add(Finding::BadId { id: shown(id), sign: sign.to_string() }, place);
    } else if let Some(flaw) = flaw {
        g.add(Finding::BadFolderName { thing, id: shown(id), flaw, named: false }, place);
    }
    bad.is_none() && flaw.is_none()
}

/// Whether the name of the case's own folder or file can be its id.
pub fn check_folder(g: &mut Gather, name: &str) {
    let sign = name.chars().any(|sign| invisible(sign) || super::identity::FORBIDDEN.contains(&sign));
    if let Some(flaw) = sign.then_some(FolderFlaw::Sign).or_else(|| folder_flaw(name)) {
        let place = Place { file: "case.toml".into(), field: Some("id".to_owned()), ..Place::default() };
        g.add(Finding::BadFolderName { thing: Thing::Case, id: shown(name), flaw, named: true }, place);
    }
}

/// The longest id that names a folder, in bytes.
const LONGEST_FOLDER: usize = 120;

/// Names that Windows keeps for devices, whatever ending follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Why an id cannot name a folder everywhere, where it cannot.
fn folder_flaw(id: &str) -> Option<FolderFlaw> {
    let stem = id.split('.').next().unwrap_or(id).trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        let rest = stem.strip_prefix(port).unwrap_or_default();
        matches!(rest, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "\u{b9}" | "\u{b2}" | "\u{b3}")
    });
    if DEVICES.contains(&stem.as_str()) || numbered {
        Some(FolderFlaw::Reserved)
    } else if id.ends_with(['.', ' ']) {
        Some(FolderFlaw::Ending)
    } else {
        (id.len() > LONGEST_FOLDER).then_some(FolderFlaw::TooLong)
    }
}
