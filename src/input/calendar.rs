//! The years of a case: `first_year`, `years` and `[service]`.

use super::amounts;
use super::case_toml::{RULE_TABLES, default, needed_whole, optional_whole, part};
use super::gather::Gather;
use super::keys::Section;
use super::toml_tree::{Node, Value};
use super::values;
use crate::diagnostic::Finding;
use crate::finding::Shape;
use crate::portfolio::{Calendar, Finish, ServiceStart};
use crate::units::Year;

/// Reads the calendar; `scenarios` is looked at only for how far its amounts reach.
pub fn read(g: &mut Gather, file: &Section<'_>, case: &Node, scenarios: &Node) -> Calendar {
    let first = needed_whole(g, file, "first_year", 1, 9000);
    let years = needed_whole(g, file, "years", 1, 50);
    g.years_sound = first.is_some() && years.is_some();
    let (first, years) = (first.unwrap_or(2000), years.unwrap_or(50));
    if (2..1000).contains(&first)
        && let Some(cell) = file.number(g, "first_year")
    {
        g.at(Finding::NotAYear { text: cell.text.to_owned() }, &cell);
    }
    let none = Node::empty("case.toml");
    let service = part(g, file, "service", &none);
    service.known(
        g,
        &["starts", "years_after_horizon", "discount_rate", "finish_after_horizon", "accounted_years_after"],
    );
    if service.get("starts").is_none() {
        default(g, &service, "starts", "next year");
    }
    let starts = service.cell(g, "starts", Shape::Text);
    let starts = starts.and_then(|cell| values::choice(g, &cell, &["next year", "same year"]));
    let after = optional_whole(g, &service, "years_after_horizon", 0, 100, 0);
    let late = service.flag(g, "finish_after_horizon");
    if late.is_none() {
        default(g, &service, "finish_after_horizon", "false");
    }
    let mut calendar = Calendar {
        first: Year(i32::try_from(first).unwrap_or(2000)),
        years: u16::try_from(years).unwrap_or(1),
        service_after: u16::try_from(after).unwrap_or(0),
        tail: 1,
        service: if starts == Some(1) { ServiceStart::SameYear } else { ServiceStart::NextYear },
        finish: if late == Some(true) { Finish::Anywhere } else { Finish::Inside },
    };
    let needed = late_years(case, scenarios, &calendar).clamp(1, 100);
    let tail = optional_whole(g, &service, "accounted_years_after", 1, 100, needed);
    calendar.tail = u16::try_from(tail).unwrap_or(1);
    calendar
}

/// How many years after the horizon the case gives amounts for.
fn late_years(case: &Node, scenarios: &Node, calendar: &Calendar) -> i64 {
    let rows = |node: &Node| match node.get("scenario").map(|scenarios| &scenarios.value) {
        Some(Value::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let patches = rows(scenarios);
    let sections = std::iter::once(case).chain(&patches);
    let rules = sections.flat_map(|section| RULE_TABLES.iter().filter_map(|table| section.get(table)));
    let rows = rules.flat_map(|table| match &table.value {
        Value::List(rows) => rows.as_slice(),
        _ => &[],
    });
    let late = rows.flat_map(|row| {
        let commitments = row.key == "commitments";
        let keys = ["limits", "amounts", "amount", "capacity", "at_most", "limit"];
        let nodes = keys.into_iter().filter_map(|key| row.get(key));
        nodes.map(move |node| match &node.value {
            Value::List(items) if commitments => i64::try_from(items.len()).unwrap_or(0),
            _ => amounts::reaches_after(node, calendar),
        })
    });
    late.max().unwrap_or(0)
}
