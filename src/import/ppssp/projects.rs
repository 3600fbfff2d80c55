//! The table of projects.

use std::collections::BTreeSet;

use crate::diagnostic::{Finding, Place};
use crate::finding::Thing;
use crate::import::Source;
use crate::import::decimal::Decimal;
use crate::import::scan::Found;

use super::DECIMALS;
use super::table::{Row, Table};

/// A project.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Its id.
    pub id: String,
    /// Its name; the id where it has none.
    pub name: String,
    /// Its stream.
    pub stream: String,
    /// Years it takes.
    pub duration: usize,
    /// Finished before it starts.
    pub prerequisites: Vec<String>,
    /// Never chosen together with it.
    pub exclusions: Vec<String>,
    /// By year of execution.
    pub costs: Vec<Decimal>,
    /// By year of execution.
    pub values: Vec<Decimal>,
}

/// Longest execution a case can hold.
const LONGEST: usize = 100;

/// Reads every project.
pub fn read(found: &mut Found, source: &Source<'_>) -> Vec<Project> {
    let Some(table) = Table::read(found, source) else { return Vec::new() };
    if !table.has(found, &["id", "stream", "duration", "cost_1", "value_1"]) {
        return Vec::new();
    }
    let projects: Vec<(Project, Place)> =
        table.rows().map(|row| (project(found, &row), row.place("id"))).collect();
    if projects.is_empty() {
        source.ends_early(found, "id,stream,duration,...");
    }
    check(found, &table, &projects);
    projects.into_iter().map(|(project, _)| project).collect()
}

fn project(found: &mut Found, row: &Row<'_>) -> Project {
    let text = |column: &str| row.text(column).to_owned();
    let list = |column: &str| {
        let parts = row.text(column).split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    for column in ["id", "stream", "duration"] {
        if row.text(column).is_empty() {
            found.add(Finding::MissingValue { field: column.to_owned() }, row.place(column));
        }
    }
    for column in ["completion_window"] {
        if !row.text(column).is_empty() {
            let finding = Finding::NotCarriedOver { field: column.to_owned(), text: text(column) };
            found.add(finding, row.place(column));
        }
    }
    let duration = row.whole(found, "duration", 1, LONGEST).unwrap_or(LONGEST);
    let years = |found: &mut Found, kind: &str, any: bool| {
        let mut amounts = Vec::new();
        for year in 1..=row.years(kind) {
            let column = format!("{kind}_{year}");
            let amount = if any { row.decimal(found, &column) } else { row.amount(found, &column, DECIMALS) };
            let amount = amount.unwrap_or_default();
            if year > duration && !amount.is_zero() {
                let (year, duration) =
                    (i64::try_from(year).unwrap_or(0), i64::try_from(duration).unwrap_or(0));
                let finding = Finding::CostAfterExecution { initiative: text("id"), year, duration };
                found.add(finding, row.place(&column));
            }
            amounts.push(amount);
        }
        amounts.truncate(duration);
        amounts
    };
    let (costs, values) = (years(found, "cost", false), years(found, "value", true));
    let name = if row.text("name").is_empty() { text("id") } else { text("name") };
    let (prerequisites, exclusions) = (list("prerequisites"), list("exclusions"));
    Project {
        id: text("id"),
        name,
        stream: text("stream"),
        duration,
        prerequisites,
        exclusions,
        costs,
        values,
    }
}

/// Ids that stand twice, and ids named that no row has.
fn check(found: &mut Found, table: &Table<'_>, projects: &[(Project, Place)]) {
    let mut ids = BTreeSet::new();
    for (project, place) in projects {
        if !ids.insert(project.id.as_str()) {
            found.add(Finding::GivenTwice { text: project.id.clone() }, place.clone());
        }
    }
    for ((project, _), row) in projects.iter().zip(table.rows()) {
        for (column, named) in
            [("prerequisites", &project.prerequisites), ("exclusions", &project.exclusions)]
        {
            for id in named {
                let finding = if *id == project.id {
                    Finding::DependsOnItself { initiative: id.clone(), on: id.clone() }
                } else if !table.whole || ids.contains(id.as_str()) {
                    continue;
                } else {
                    Finding::UnknownId { thing: Thing::Initiative, id: id.clone() }
                };
                found.add(finding, row.place(column));
            }
        }
    }
}
