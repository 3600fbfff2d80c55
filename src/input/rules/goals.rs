//! `[goals]`: what to aim for, in order.

use super::{Ground, Rows};
use crate::diagnostic::Finding;
use crate::input::cell::Cell;
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::toml_tree::{Node, Value};
use crate::input::values;
use crate::scenario::Goal;
use crate::units::SchemeIx;

/// The goals of a scenario; the id order always comes last.
pub fn goals(g: &mut Gather, ground: &Ground<'_>, rows: &Rows) -> Vec<Goal> {
    let mut goals = match &rows.goals {
        Some(node) => listed(g, ground, node),
        None => Vec::new(),
    };
    if goals.is_empty() {
        goals = vec![Goal::MostValue, Goal::LeastCost, Goal::EarliestStarts];
    }
    goals.push(Goal::FirstInOrder);
    goals
}

fn listed(g: &mut Gather, ground: &Ground<'_>, node: &Node) -> Vec<Goal> {
    let mut goals = Vec::new();
    // Either the list itself, or a table that holds it under `order`.
    let holder = Node::made(String::new(), Value::Table(vec![node.clone()]), node.place(), super::super::number::Marks::Point);
    let cells = match node.value {
        Value::Table(_) => {
            let section = Section { node, name: "goals" };
            section.known(g, &["order"]);
            section.texts(g, "order")
        }
        _ => Section { node: &holder, name: "" }.texts(g, "goals"),
    };
    for cell in cells {
        let Some(goal) = goal(g, ground, &cell) else { continue };
        if goals.contains(&goal) {
            g.at(Finding::GivenTwice { text: cell.text.to_owned() }, &cell);
        } else {
            goals.push(goal);
        }
    }
    goals
}

fn goal(g: &mut Gather, ground: &Ground<'_>, cell: &Cell<'_>) -> Option<Goal> {
    const CHOICES: [&str; 4] = ["value", "cost", "earliest", "index:<id>:<year>"];
    if let Some(rest) = cell.text.strip_prefix("index:") && let Some((scheme, year)) = rest.rsplit_once(':') {
        let scheme = ground.head.schemes.find(g, &cell.part(scheme));
        let calendar = &ground.portfolio.calendar;
        let year = values::year(g, &cell.part(year), calendar)?;
        if year < calendar.first || year > calendar.accounted_to() {
            let finding =
                Finding::YearOutside { year: year.0, from: calendar.first.0, to: calendar.accounted_to().0 };
            g.at(finding, cell);
            return None;
        }
        return scheme.map(|scheme| Goal::HighestIndex { scheme: SchemeIx(scheme), year });
    }
    match values::choice(g, cell, &CHOICES)? {
        0 => Some(Goal::MostValue),
        1 => Some(Goal::LeastCost),
        2 => Some(Goal::EarliestStarts),
        _ => None,
    }
}
