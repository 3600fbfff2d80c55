//! `[[rater]]` and `judgements.csv`: who compares, and which criterion is how many times as important as which.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Seen;
use super::cell::Cell;
use super::columns::{Known, Others};
use super::gather::Gather;
use super::keys::Section;
use super::lookup::{Lookup, with_ids};
use super::table::Table;
use super::values;
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::portfolio::Label;
use crate::priority::elicited::{Judgement, Rater};
use crate::priority::tree::Tree;

/// Ratios lie within this factor of 1 either way.
const LARGEST: f64 = 1_000_000.0;
/// Repeated ratios may differ by this much of their logarithm, so that 3 and 0.33 agree.
const SAME: f64 = 0.02;

/// The columns of `judgements.csv`.
const COLUMNS: [&str; 4] = ["rater", "criterion_a", "criterion_b", "ratio"];

/// `[[rater]]`.
pub fn declared(g: &mut Gather, file: &Section<'_>) -> Vec<Rater> {
    let rows = file.rows(g, "rater");
    let rows = with_ids(g, rows, Thing::Rater, "id");
    rows.into_iter()
        .map(|(id, row)| {
            row.known(g, &["id", "name", "weight"]);
            let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
            let weight = row.number(g, "weight").and_then(|cell| values::real(g, &cell, 0, 1_000_000));
            Rater { id, name, weight: weight.unwrap_or(1.0) }
        })
        .collect()
}

/// Adds those a table names to raters nobody declared, in the order of their ids.
pub fn undeclared<'t>(raters: &mut Vec<Rater>, named: impl IntoIterator<Item = &'t str>) {
    let named: BTreeSet<&str> = named.into_iter().filter(|id| !id.is_empty()).collect();
    for id in named {
        if raters.iter().all(|rater| rater.id != id) {
            raters.push(Rater { id: id.to_owned(), name: Label::same(id), weight: 1.0 });
        }
    }
}

/// Names raters of a table that look alike.
pub fn look_alike(g: &mut Gather, table: &Table) {
    let mut seen = Seen::new(Thing::Rater);
    for cell in (0..table.len()).filter_map(|row| table.filled(row, "rater")) {
        seen.take(g, cell.text, || cell.place());
    }
}

/// `judgements.csv`; where no rater is declared, those of the table become raters.
pub fn judgements(
    g: &mut Gather,
    tree: &Tree,
    raters: &mut Vec<Rater>,
    bytes: Option<&[u8]>,
) -> Vec<Judgement> {
    let Some(bytes) = bytes else { return Vec::new() };
    let known = [
        Known::text("rater").or("penilai").naming_rows(),
        Known::text("criterion_a").or_any(&["kriteria_a", "a"]),
        Known::text("criterion_b").or_any(&["kriteria_b", "b"]),
        Known::number("ratio").or("rasio"),
    ];
    let table = Table::read(g, "judgements.csv", bytes, &known, Others::Warn);
    if !table.need_all(g, &COLUMNS) {
        return Vec::new();
    }
    if raters.is_empty() {
        look_alike(g, &table);
        undeclared(raters, (0..table.len()).map(|row| table.text(row, "rater")));
    }
    let reader = Reader {
        tree,
        raters: Lookup::new(Thing::Rater, raters.iter().map(|rater| rater.id.as_str()), g.case_sound),
        criteria: Lookup::new(Thing::Criterion, tree.nodes.iter().map(|node| node.id.as_str()), g.case_sound),
    };
    let mut first: BTreeMap<(usize, usize, usize), Judgement> = BTreeMap::new();
    let mut found = Vec::new();
    for row in 0..table.len() {
        let Some(judgement) = reader.row(g, &table, row) else { continue };
        let (low, high) = (judgement.first.min(judgement.second), judgement.first.max(judgement.second));
        let held = *first.entry((judgement.rater, low, high)).or_insert(judgement);
        if held.line == judgement.line {
            found.push(judgement);
            continue;
        }
        let repeated = crate::priority::elicited::ratio(&judgement, held.first, held.second);
        let agrees = repeated.is_some_and(|ratio| (ratio / held.ratio).ln().abs() < SAME);
        if let Some(cell) = table.cell(row, "ratio").filter(|_| !agrees) {
            let id = |at: usize| tree.nodes[at].id.clone();
            let (rater, first, second) =
                (raters[held.rater].id.clone(), id(judgement.first), id(judgement.second));
            g.at(Finding::ContradictsEarlier { rater, first, second, line: held.line }, &cell);
        }
    }
    found
}

struct Reader<'a> {
    tree: &'a Tree,
    raters: Lookup,
    criteria: Lookup,
}

impl Reader<'_> {
    fn row(&self, g: &mut Gather, table: &Table, row: usize) -> Option<Judgement> {
        let cells = COLUMNS.map(|column| {
            let filled = table.filled(row, column);
            if filled.is_none()
                && let Some(cell) = table.cell(row, column)
            {
                g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
            }
            filled
        });
        let [Some(rater), Some(first), Some(second), Some(ratio)] = cells else { return None };
        let (by, value) = (self.raters.find(g, &rater), read_ratio(g, &ratio));
        let (a, b) = (self.criteria.find(g, &first), self.criteria.find(g, &second));
        let (by, a, b, value) = (by?, a?, b?, value?);
        if a == b {
            g.at(Finding::ComparesItself { criterion: first.text.to_owned() }, &second);
            return None;
        }
        if self.tree.nodes[a].parent != self.tree.nodes[b].parent {
            let (first, other) = (first.text.to_owned(), second.text.to_owned());
            g.at(Finding::NotSiblings { first, second: other }, &second);
            return None;
        }
        Some(Judgement { rater: by, first: a, second: b, ratio: value, line: table.line(row) })
    }
}

/// `5`, `0.2` or `1/5`.
fn read_ratio(g: &mut Gather, cell: &Cell<'_>) -> Option<f64> {
    let (above, below) = match cell.text.split_once('/') {
        Some((above, below)) => (above, Some(below)),
        None => (cell.text, None),
    };
    let above = values::decimal(g, &cell.part(above))?.real();
    let below = match below {
        Some(below) => values::decimal(g, &cell.part(below))?.real(),
        None => 1.0,
    };
    let ratio = if below > 0.0 { above / below } else { 0.0 };
    if !(1.0 / LARGEST..=LARGEST).contains(&ratio) {
        g.at(Finding::BadRatio { text: cell.text.to_owned() }, cell);
        return None;
    }
    Some(ratio)
}
