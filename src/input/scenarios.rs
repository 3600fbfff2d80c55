//! `scenarios.toml`: named patches on the rules of `case.toml`.
//!
//! A patch merges its rows with the case's by id, then drops what it names; without the file there is one scenario,
//! `base`. [`read`] gives a [`Draft`] of each, everything but the values of the starts.

use std::collections::BTreeSet;

use super::base;
use super::case_toml::RULE_TABLES;
use super::gather::Gather;
use super::keys::Section;
use super::lookup::{Lookup, with_ids};
use super::number::Fit;
use super::rules::{self, Ground, Placed, Rows};
use super::toml_tree::{Node, Value};
use super::values;
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::Label;
use crate::scenario::{BaseSpending, Goal};

/// A scenario without the values of its starts.
#[derive(Debug)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Why it is asked.
    pub note: Label,
    /// Position of its weight set.
    pub weight_set: usize,
    /// What already runs.
    pub base: Vec<BaseSpending>,
    /// Its rules in their stated order, with their places.
    pub rules: Vec<Placed>,
    /// Its goals.
    pub goals: Vec<Goal>,
    /// Its probability in millionths, where it is given.
    pub probability: Option<i64>,
}

/// Every scenario, in the order of the file.
pub fn read(g: &mut Gather, ground: &Ground<'_>, case: &Node, scenarios: &Node) -> Vec<Draft> {
    let mut rows = Rows::of_case(g, case);
    if let Some(bytes) = ground.files.optional(g, "base.csv") {
        rows.extend("base", base::rows_of_table(g, bytes));
    }
    let file = Section::file(scenarios);
    file.known(g, &["scenario"]);
    let listed = file.rows(g, "scenario");
    if listed.is_empty() {
        let none = Node::empty("scenarios.toml");
        let alone = Section { node: &none, name: "scenario" };
        return vec![draft(g, ground, "base".to_owned(), &alone, &rows)];
    }
    let named = with_ids(g, listed, Thing::Scenario, "id");
    named.into_iter().map(|(id, section)| draft(g, ground, id, &section, &rows)).collect()
}

fn draft(g: &mut Gather, ground: &Ground<'_>, id: String, section: &Section<'_>, case: &Rows) -> Draft {
    section.known(
        g,
        &[
            &["id", "name", "note", "weight_set", "drop", "stability", "goals", "probability"][..],
            &RULE_TABLES,
        ]
        .concat(),
    );
    let name = section.label(g, "name").unwrap_or_else(|| Label::same(&id));
    let note = section.label(g, "note").unwrap_or_default();
    let sets = &ground.head.weight_sets;
    let sets = Lookup::new(Thing::WeightSet, sets.iter().map(|set| set.id.as_str()), g.case_sound);
    let weight_set =
        section.cell(g, "weight_set", Shape::Text).and_then(|cell| sets.find(g, &cell)).unwrap_or(0);
    let mut rows = patched(g, ground, case, section);
    drop(g, ground, section, &mut rows);
    Draft {
        id,
        name,
        note,
        weight_set,
        base: base::read(g, ground, &rows),
        rules: rules::read(g, ground, &rows),
        goals: rules::goals(g, ground, &rows),
        probability: probability(g, section),
    }
}

/// How probable the scenario is, in millionths, `0.25` or `25%`.
fn probability(g: &mut Gather, section: &Section<'_>) -> Option<i64> {
    let cell = section.number(g, "probability")?;
    values::fraction(g, &cell, 0, 100)?.times(1_000_000, Fit::Nearest).ok()
}

/// The case's rows with a scenario's put over them.
fn patched(g: &mut Gather, ground: &Ground<'_>, case: &Rows, section: &Section<'_>) -> Rows {
    let mut rows = case.clone();
    for table in RULE_TABLES {
        let patches = section.rows(g, table);
        for (_, patch) in with_ids(g, patches, rules::thing_of(table), rules::key_of(table)) {
            check_patch(g, ground, table, &patch);
            rows.patch(table, patch.node);
        }
    }
    if let Some(stability) = section.table(g, "stability") {
        rows.stability =
            Some(rows.stability.map_or_else(|| stability.node.clone(), |held| held.patched(stability.node)));
    }
    if let Some(goals) = section.get("goals") {
        rows.goals = Some(goals.clone());
    }
    rows
}

/// Funds, pools and groups belong to the case; a scenario may change their limits only.
fn check_patch(g: &mut Gather, ground: &Ground<'_>, table: &str, patch: &Section<'_>) {
    let (may, ids): (&[&str], &Lookup) = match table {
        "fund" => (&["id", "limits", "horizon_limit", "carry_over_cap"], &ground.head.funds),
        "pool" => (&["id", "capacity"], &ground.head.pools),
        "group" => (&["id", "choose"], &ground.candidates.group_ids),
        _ => return,
    };
    let fixed = ["name", "classes", "agencies", "categories"];
    for entry in patch.node.entries().iter().filter(|entry| fixed.contains(&entry.key.as_str())) {
        if !may.contains(&entry.key.as_str()) {
            g.add(Finding::OnlyInCase { key: format!("{table}.{}", entry.key) }, entry.key_place());
        }
    }
    if let Some(cell) = patch.cell(g, "id", Shape::Text) {
        ids.find(g, &cell);
    }
}

/// Kinds that can be dropped beside the rule tables.
const OF_INITIATIVES: [&str; 4] = ["stability", "dependencies", "mandatory", "windows"];

fn drop(g: &mut Gather, ground: &Ground<'_>, section: &Section<'_>, rows: &mut Rows) {
    for cell in section.texts(g, "drop") {
        let (kind, id) =
            cell.text.split_once(':').map_or((cell.text, None), |(kind, id)| (kind.trim(), Some(id.trim())));
        let kinds = RULE_TABLES.iter().chain(&OF_INITIATIVES);
        let Some(&kind) = kinds.clone().find(|known| **known == kind) else {
            let near = kinds.copied();
            g.near(Finding::UnknownDrop { text: cell.text.to_owned() }, cell.place(), kind, near);
            continue;
        };
        let there = droppable(ground, rows, kind);
        match id {
            Some(id) if !there.contains(id) => {
                let near = there.iter().map(String::as_str);
                g.near(Finding::UnknownDrop { text: cell.text.to_owned() }, cell.place(), id, near);
            }
            None if there.is_empty() => g.at(Finding::DropsNothing { kind: kind.to_owned() }, &cell),
            _ => rows.drops.add(kind, id),
        }
    }
}

/// The ids that a kind has.
fn droppable(ground: &Ground<'_>, rows: &Rows, kind: &str) -> BTreeSet<String> {
    let listed = rows.ids(kind).into_iter();
    let facts = ground.portfolio.initiatives.iter().zip(&ground.candidates.facts);
    let groups = ground.candidates.group_ids.ids().map(str::to_owned);
    let of_rows = |wanted: &dyn Fn(&super::row::Facts) -> bool| -> Vec<String> {
        facts.clone().filter(|(_, facts)| wanted(facts)).map(|(item, _)| item.id.clone()).collect()
    };
    match kind {
        "stability" => rows.stability.iter().map(|_| String::new()).collect(),
        "dependencies" | "windows" => facts.map(|(item, _)| item.id.clone()).collect(),
        "mandatory" => {
            let members = of_rows(&|facts| facts.mandatory != super::row::Mandatory::No);
            members.into_iter().chain(groups).collect()
        }
        "group" => listed.chain(groups).collect(),
        "force_in" => listed.chain(of_rows(&|f| f.force.as_ref().is_some_and(|force| !force.out))).collect(),
        "force_out" => listed.chain(of_rows(&|f| f.force.as_ref().is_some_and(|force| force.out))).collect(),
        _ => listed.collect(),
    }
}

impl Rows {
    /// Puts a scenario's row over the case's row of the same id, or adds it.
    fn patch(&mut self, table: &'static str, patch: &Node) {
        let key = rules::key_of(table);
        let id_of = |node: &Node| node.get(key).and_then(Node::as_cell).map(|cell| cell.text.to_owned());
        let Some(id) = id_of(patch) else {
            self.extend(table, vec![patch.clone()]);
            return;
        };
        let opposite = match table {
            "force_in" => Some("force_out"),
            "force_out" => Some("force_in"),
            _ => None,
        };
        if let Some(opposite) = opposite {
            self.retain(opposite, |node| {
                id_of(node).as_ref() != Some(&id) || node.place().file.as_os_str() != "case.toml"
            });
            self.overruled.insert(id.clone());
        }
        match self.rows_mut(table).iter_mut().find(|node| id_of(node).as_ref() == Some(&id)) {
            Some(held) if matches!(held.value, Value::Table(_)) => *held = held.patched(patch),
            _ => self.extend(table, vec![patch.clone()]),
        }
    }
}
