//! Criteria of `case.toml`, with their groups and value functions.

use super::case_toml::default;
use super::gather::Gather;
use super::keys::{Section, cell_of, wrong};
use super::lookup::{Lookup, with_ids};
use super::toml_tree::{Node, Value};
use super::values;
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{Criterion, Label};
use crate::priority::tree::{Node as Criteria, Tree};

/// Scores and corners lie within this many points either side of zero.
pub const WIDEST: i64 = 1_000_000_000;

/// `[[criterion]]`: what is scored, and the tree it hangs in. A row that another names as its parent is a group.
pub fn criteria(g: &mut Gather, file: &Section<'_>) -> (Vec<Criterion>, Tree) {
    let rows = file.rows(g, "criterion");
    let rows = with_ids(g, rows, Thing::Criterion, "id");
    let ids = Lookup::new(Thing::Criterion, rows.iter().map(|(id, _)| id.as_str()), true);
    let parent = |g: &mut Gather, row: &Section<'_>| {
        row.cell(g, "parent", Shape::Text).and_then(|cell| ids.find(g, &cell))
    };
    let mut parents: Vec<Option<usize>> = rows.iter().map(|(_, row)| parent(g, row)).collect();
    break_rings(g, &rows, &mut parents);
    let (mut criteria, mut tree) = (Vec::new(), Tree::default());
    for (at, (id, row)) in rows.into_iter().enumerate() {
        let name = row.label(g, "name").unwrap_or_else(|| Label::same(&id));
        let group = parents.contains(&Some(at));
        let leaf = (!group).then_some(criteria.len());
        tree.nodes.push(Criteria { id: id.clone(), name: name.clone(), parent: parents[at], leaf });
        if group {
            row.known(g, &["id", "name", "parent"]);
            continue;
        }
        row.known(g, &["id", "name", "parent", "scale", "points", "steps"]);
        let curve = curve(g, &row, &id).unwrap_or_else(|| vec![(0.0, 0.0), (10.0, 100.0)]);
        criteria.push(Criterion { id, name, curve });
    }
    (criteria, tree)
}

/// Finds every ring of parents out loud, and breaks it.
fn break_rings(g: &mut Gather, rows: &[(String, Section<'_>)], parents: &mut [Option<usize>]) {
    for at in 0..parents.len() {
        let mut ring = vec![at];
        while let Some(next) = ring.last().and_then(|&last| parents[last]) {
            if next == at {
                let members = ring.iter().map(|&on| rows[on].0.clone()).collect();
                let row = rows[at].1;
                let place = row.get("parent").map_or_else(|| row.node.place(), Node::place);
                g.add(Finding::CriterionRing { members }, place);
                parents[at] = None;
                break;
            }
            if ring.contains(&next) {
                break;
            }
            ring.push(next);
        }
    }
}

/// The corners of a value function, ascending; a scale that falls (`[10, 0]`) gives fewer points for more, steps share
/// a score.
fn curve(g: &mut Gather, row: &Section<'_>, id: &str) -> Option<Vec<(f64, f64)>> {
    let Some(node) = ["points", "steps", "scale"].into_iter().find_map(|key| row.get(key)) else {
        default(g, row, "scale", "[0, 10]");
        return None;
    };
    for other in ["points", "steps", "scale"].into_iter().filter_map(|key| row.get(key)) {
        if other.key != node.key {
            let (key, by) = (other.key.clone(), node.key.clone());
            g.add(Finding::Overruled { key, by }, other.key_place());
        }
    }
    let corners = if node.key == "scale" {
        let (from, to) = pair(g, node)?;
        if from < to { vec![(from, 0.0), (to, 100.0)] } else { vec![(to, 100.0), (from, 0.0)] }
    } else {
        let Value::List(items) = &node.value else {
            return wrong(g, node, Shape::List);
        };
        items.iter().map(|item| pair(g, item)).collect::<Option<Vec<_>>>()?
    };
    let ascending = corners.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0));
    let on_scale = corners.iter().all(|corner| (0.0..=100.0).contains(&corner.1));
    if corners.len() < 2 || !ascending || !on_scale {
        g.add(Finding::BadCurve { criterion: id.to_owned() }, node.place());
        return None;
    }
    Some(if node.key == "steps" { stepped(&corners) } else { corners })
}

/// `[[0, 0], [3, 40]]`: 0 points below 3, 40 from 3 on.
fn stepped(steps: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let first = steps.first().copied().into_iter();
    let later = steps.windows(2).flat_map(|pair| match pair {
        [(_, before), (score, points)] => vec![(*score, *before), (*score, *points)],
        _ => Vec::new(),
    });
    first.chain(later).collect()
}

/// Two numbers.
pub fn pair(g: &mut Gather, node: &Node) -> Option<(f64, f64)> {
    let Value::List(items) = &node.value else {
        return wrong(g, node, Shape::List);
    };
    let [left, right] = &items[..] else {
        g.add(Finding::NotAPair { key: node.key.clone(), given: items.len() }, node.place());
        return None;
    };
    let number = |g: &mut Gather, node| {
        cell_of(g, node, Shape::Number).and_then(|cell| values::real(g, &cell, -WIDEST, WIDEST))
    };
    let (left, right) = (number(g, left), number(g, right));
    Some((left?, right?))
}
