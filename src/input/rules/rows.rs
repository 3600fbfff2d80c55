//! The rows that hold a scenario's rules, after its patch: [`Rows`], and what it dropped: [`Drops`].

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Thing;
use crate::input::case_toml::RULE_TABLES;
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::lookup::with_ids;
use crate::input::toml_tree::Node;

/// What a scenario drops.
#[derive(Clone, Debug, Default)]
pub struct Drops {
    kinds: BTreeSet<&'static str>,
    ids: BTreeSet<(&'static str, String)>,
}

impl Drops {
    /// Drops a kind, or one of it.
    pub fn add(&mut self, kind: &'static str, id: Option<&str>) {
        match id {
            Some(id) => {
                self.ids.insert((kind, id.to_owned()));
            }
            None => {
                self.kinds.insert(kind);
            }
        }
    }

    /// Whether this one is dropped.
    #[must_use]
    pub fn has(&self, kind: &'static str, id: &str) -> bool {
        self.kinds.contains(kind) || (!self.ids.is_empty() && self.ids.contains(&(kind, id.to_owned())))
    }
}

/// Every row of the rule tables of one scenario.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    tables: BTreeMap<&'static str, Vec<Node>>,
    /// `[stability]`.
    pub stability: Option<Node>,
    /// `[goals]`, or the list a scenario gives.
    pub goals: Option<Node>,
    /// What is dropped.
    pub drops: Drops,
    /// Initiatives whose forcing in the case the scenario has replaced.
    pub overruled: BTreeSet<String>,
}

impl Rows {
    /// The rows of `case.toml`.
    pub fn of_case(g: &mut Gather, case: &Node) -> Self {
        let file = Section::file(case);
        let mut rows = Self::default();
        for table in RULE_TABLES {
            let found = file.rows(g, table).into_iter().map(|row| row.node.clone()).collect();
            rows.tables.insert(table, found);
        }
        rows.stability = file.table(g, "stability").map(|section| section.node.clone());
        rows.goals = file.get("goals").cloned();
        rows
    }

    /// Adds rows to a table.
    pub fn extend(&mut self, table: &'static str, rows: Vec<Node>) {
        self.tables.entry(table).or_default().extend(rows);
    }

    /// The rows of a table, to change them.
    pub fn rows_mut(&mut self, table: &'static str) -> &mut Vec<Node> {
        self.tables.entry(table).or_default()
    }

    /// Keeps only some rows of a table.
    pub fn retain(&mut self, table: &'static str, keep: impl Fn(&Node) -> bool) {
        self.rows_mut(table).retain(keep);
    }

    /// The ids of a table's rows.
    #[must_use]
    pub fn ids(&self, table: &str) -> Vec<String> {
        let rows = self.tables.get(table).map_or(&[][..], Vec::as_slice);
        let id = |node: &Node| Some(node.get(key_of(table))?.as_cell()?.text.to_owned());
        rows.iter().filter_map(id).collect()
    }

    /// The rows of a table that were not dropped, with their ids.
    pub fn of(&self, g: &mut Gather, table: &'static str, thing: Thing) -> Vec<(String, Section<'_>)> {
        let nodes = self.tables.get(table).map_or(&[][..], Vec::as_slice);
        let sections = nodes.iter().map(|node| Section { node, name: table }).collect();
        let mut rows = with_ids(g, sections, thing, key_of(table));
        rows.retain(|(id, _)| !self.drops.has(table, id));
        rows
    }
}

/// The key that names a row of a table.
#[must_use]
pub fn key_of(table: &str) -> &'static str {
    if matches!(table, "force_in" | "force_out") { "initiative" } else { "id" }
}

/// What the rows of a table are.
#[must_use]
pub fn thing_of(table: &str) -> Thing {
    match table {
        "fund" => Thing::Fund,
        "pool" => Thing::Pool,
        "ceiling" => Thing::Ceiling,
        "floor" => Thing::Floor,
        "minimum" => Thing::Minimum,
        "starts" => Thing::Starts,
        "group" => Thing::Group,
        "bundle" => Thing::Bundle,
        "synergy" => Thing::Synergy,
        "base" => Thing::Base,
        "outcome" => Thing::Outcome,
        "commitments" => Thing::Commitments,
        "force_in" => Thing::ForceIn,
        _ => Thing::ForceOut,
    }
}
