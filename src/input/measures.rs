//! Criteria, weight sets and raters of `case.toml`.

use super::case_toml::default;
use super::gather::Gather;
use super::keys::{Section, cell_of, wrong};
use super::lookup::{Lookup, with_ids};
use super::toml_tree::{Node, Value};
use super::values;
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{Criterion, Label};
use crate::priority::WeightSet;
use crate::units::real;

/// How far from 1 the weights of a set may sum.
const TOLERANCE: f64 = 0.000_001;

/// Scores and corners lie within this many points either side of zero.
const WIDEST: i64 = 1_000_000_000;

/// `[[criterion]]`.
pub fn criteria(g: &mut Gather, file: &Section<'_>) -> Vec<Criterion> {
    let rows = file.rows(g, "criterion");
    let rows = with_ids(g, rows, Thing::Criterion, "id");
    rows.into_iter()
        .map(|(id, row)| {
            row.known(g, &["id", "name", "scale", "points"]);
            let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
            let curve = curve(g, &row, &id).unwrap_or_else(|| vec![(0.0, 0.0), (10.0, 100.0)]);
            Criterion { id, name, curve }
        })
        .collect()
}

/// The corners of a value function, ascending; a scale that falls (`[10, 0]`) gives fewer points for more.
fn curve(g: &mut Gather, row: &Section<'_>, id: &str) -> Option<Vec<(f64, f64)>> {
    let Some(node) = row.get("points").or_else(|| row.get("scale")) else {
        default(g, row, "scale", "[0, 10]");
        return None;
    };
    let corners = if node.key == "points" {
        let Value::List(items) = &node.value else { return wrong(g, node, Shape::List) };
        items.iter().map(|item| pair(g, item)).collect::<Option<Vec<_>>>()?
    } else {
        let (from, to) = pair(g, node)?;
        if from < to { vec![(from, 0.0), (to, 100.0)] } else { vec![(to, 100.0), (from, 0.0)] }
    };
    let ascending = corners.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0));
    let on_scale = corners.iter().all(|corner| (0.0..=100.0).contains(&corner.1));
    if corners.len() < 2 || !ascending || !on_scale {
        g.add(Finding::BadCurve { criterion: id.to_owned() }, node.place());
        return None;
    }
    Some(corners)
}

fn pair(g: &mut Gather, node: &Node) -> Option<(f64, f64)> {
    let Value::List(items) = &node.value else { return wrong(g, node, Shape::List) };
    let [left, right] = &items[..] else {
        g.add(Finding::TooManyAmounts { given: items.len(), most: 2 }, node.place());
        return None;
    };
    let number = |g: &mut Gather, node| {
        cell_of(g, node, Shape::Number).and_then(|cell| values::real(g, &cell, -WIDEST, WIDEST))
    };
    let (left, right) = (number(g, left), number(g, right));
    Some((left?, right?))
}

/// `[[weight_set]]`; without any, every criterion weighs the same.
pub fn weight_sets(g: &mut Gather, file: &Section<'_>, criteria: &[Criterion], given: bool) -> Vec<WeightSet> {
    if criteria.is_empty() {
        if !given && g.case_sound {
            file.need(g, "criterion");
        }
        return Vec::new();
    }
    let ids = Lookup::new(Thing::Criterion, criteria.iter().map(|c| c.id.as_str()), g.case_sound);
    let rows = file.rows(g, "weight_set");
    let rows = with_ids(g, rows, Thing::WeightSet, "id");
    let sets: Vec<WeightSet> = rows.into_iter().map(|(id, row)| weight_set(g, id, &row, &ids, criteria)).collect();
    if !sets.is_empty() {
        return sets;
    }
    if file.get("weight_set").is_none() {
        default(g, file, "weight_set", &format!("1/{}", criteria.len()));
    }
    let share = 1.0 / real(i64::try_from(criteria.len()).unwrap_or(1));
    vec![WeightSet { id: "equal".to_owned(), name: Label::same("="), weights: vec![share; criteria.len()] }]
}

fn weight_set(g: &mut Gather, id: String, row: &Section<'_>, ids: &Lookup, criteria: &[Criterion]) -> WeightSet {
    row.known(g, &["id", "name", "weights"]);
    let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
    let mut weights = vec![0.0; criteria.len()];
    row.need(g, "weights");
    let Some(table) = row.table(g, "weights") else { return WeightSet { id, name, weights } };
    let mut sound = true;
    for entry in table.node.entries() {
        let Some(at) = ids.position(&entry.key) else {
            let finding = Finding::UnknownId { thing: Thing::Criterion, id: entry.key.clone() };
            g.near(finding, entry.key_place(), &entry.key, ids.ids());
            sound = false;
            continue;
        };
        let weight = cell_of(g, entry, Shape::Number).and_then(|cell| values::fraction(g, &cell, 0, 10_000));
        match (weight, weights.get_mut(at)) {
            (Some(weight), Some(held)) => *held = weight.real(),
            _ => sound = false,
        }
    }
    let sum: f64 = weights.iter().sum();
    if sound && (sum - 1.0).abs() > TOLERANCE {
        let finding = Finding::WeightsNotOne { set: id.clone(), sum: format!("{sum:.6}") };
        g.add(finding, table.node.place());
    }
    WeightSet { id, name, weights }
}

/// `[[rater]]`.
pub fn raters(g: &mut Gather, file: &Section<'_>) -> Vec<(String, f64)> {
    let rows = file.rows(g, "rater");
    let rows = with_ids(g, rows, Thing::Rater, "id");
    rows.into_iter()
        .map(|(id, row)| {
            row.known(g, &["id", "name", "weight"]);
            let weight = row.number(g, "weight").and_then(|cell| values::real(g, &cell, 0, 1_000_000));
            (id, weight.unwrap_or(1.0))
        })
        .collect()
}
