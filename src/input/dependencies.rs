//! `depends_on`: `;` and, `|` or (binds tighter); `A01` finished before, `A01@FS+1` and a year between, `A01@SS` may
//! start in the same year, `A01@SEL` chosen too; a group's id means any of its members.

use super::alike::told;
use super::cell::Cell;
use super::gather::Gather;
use super::lookup::Lookup;
use super::table::Table;
use crate::diagnostic::Finding;
use crate::portfolio::{Dependency, Link, Target};
use crate::units::{GroupIx, InitiativeIx};

/// Longest wait between two initiatives, in years.
const LONGEST_LAG: u16 = 100;

/// The clauses of a row, sorted, each once.
pub fn read(
    g: &mut Gather,
    table: &Table,
    row: usize,
    at: usize,
    group: Option<GroupIx>,
    ids: &Lookup,
    groups: &Lookup,
) -> Vec<Dependency> {
    let Some(cell) = table.filled(row, "depends_on") else {
        return Vec::new();
    };
    let who = table.text(row, "id");
    let mut clauses: Vec<Vec<(Target, Link)>> = Vec::new();
    for clause in cell.text.split(';').filter(|clause| !clause.trim().is_empty()) {
        let mut any_of = Vec::new();
        for text in clause.split('|') {
            let Some((on, link)) = parse(text.trim()) else {
                g.at(Finding::BadDependency { text: text.trim().to_owned() }, &cell);
                continue;
            };
            let Some(target) = target(g, &cell, who, on, ids, groups) else {
                continue;
            };
            if target == Target::Initiative(InitiativeIx(at))
                || group.is_some_and(|own| target == Target::Group(own))
            {
                let finding = Finding::DependsOnItself { initiative: who.to_owned(), on: on.to_owned() };
                g.at(finding, &cell);
                continue;
            }
            any_of.push((target, link));
        }
        any_of.sort_unstable();
        any_of.dedup();
        clauses.push(any_of);
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses.sort_unstable();
    clauses.dedup();
    clauses.into_iter().map(|any_of| Dependency { any_of }).collect()
}

fn target(
    g: &mut Gather,
    cell: &Cell<'_>,
    who: &str,
    on: &str,
    ids: &Lookup,
    groups: &Lookup,
) -> Option<Target> {
    let initiative = ids.position(on).map(|at| Target::Initiative(InitiativeIx(at)));
    let found = initiative.or_else(|| groups.position(on).map(|at| Target::Group(GroupIx(at))));
    if found.is_none() && ids.complete {
        let finding = Finding::DependsOnUnknown { initiative: who.to_owned(), on: told(on) };
        g.near(finding, cell.place(), on, ids.ids().chain(groups.ids()));
    }
    found
}

/// `A01@FS+1` -> (`A01`, finish to start with a lag of 1).
fn parse(text: &str) -> Option<(&str, Link)> {
    let (id, tie) = text.split_once('@').map_or((text, "FS"), |(id, tie)| (id.trim(), tie.trim()));
    let tie = tie.to_ascii_uppercase();
    let link = match (tie.as_str(), tie.strip_prefix("FS+")) {
        ("FS", _) => Link::FinishToStart { lag: 0 },
        ("SS", _) => Link::StartToStart,
        ("SEL", _) => Link::Selection,
        (_, Some(lag)) => {
            let lag = lag.trim().parse().ok().filter(|lag| *lag <= LONGEST_LAG)?;
            Link::FinishToStart { lag }
        }
        _ => return None,
    };
    (!id.is_empty()).then_some((id, link))
}
