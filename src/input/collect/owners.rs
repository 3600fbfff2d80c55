//! Whose initiatives a form changes: a finding if they belong to another agency than the form.
//!
//! Forms do not say whose they are. A form belongs to the agency that most of its initiatives name as their owner. Rows that
//! only repeat the case count if they all name one agency: a form that was filled from the case repeats everybody's.

use std::collections::{BTreeMap, BTreeSet};

use super::merged::{Merged, Row, Touch, same};
use super::{Form, Tables, about};
use crate::diagnostic::{Diagnostic, Finding, Place};

/// What a form says about one initiative.
struct Said<'a> {
    initiative: &'a str,
    /// The agency it belongs to without this form; none if nobody says.
    owner: Option<&'a str>,
    /// The agency that the form's row names, or else the owner.
    named: Option<&'a str>,
    is_new: bool,
    changes: bool,
    place: &'a Place,
    /// Whether the form names another owner than the case, which is a finding of its own.
    moved: bool,
}

/// Findings for every form, in their order.
pub fn look(tables: &Tables, forms: &[Form]) -> Vec<Diagnostic> {
    let by_id: BTreeMap<&str, &Row> =
        tables.initiatives.rows.iter().rev().map(|row| (row.text("id"), row)).collect();
    let mut said: Vec<Vec<Said<'_>>> = forms.iter().map(|_| Vec::new()).collect();
    let in_rows = tables.initiatives.rows.iter().map(|row| (row, row));
    let lines: &Merged = &tables.costs;
    let in_lines = lines.rows.iter().filter_map(|line| Some((line, *by_id.get(line.text("initiative"))?)));
    for (written, row) in in_rows.chain(in_lines) {
        for touch in &written.touches {
            let Some(held) = said.get_mut(touch.form) else { continue };
            let is_line = !std::ptr::eq(written, row);
            let known = held.iter().any(|one| one.initiative == row.text("id"));
            // Lines of an initiative that the form's own row speaks of too add nothing.
            if !(is_line && known) {
                held.push(say(row, touch, is_line));
            }
        }
    }
    forms.iter().zip(&said).flat_map(|(form, said)| of_form(form, said)).collect()
}

fn say<'a>(row: &'a Row, touch: &'a Touch, is_line: bool) -> Said<'a> {
    let owner = owner(row).filter(|_| row.origin != Some(touch.form) || is_line);
    let written = touch.owner.as_deref();
    Said {
        initiative: row.text("id"),
        owner,
        named: written.or(owner),
        is_new: row.origin == Some(touch.form) && !is_line,
        changes: touch.changes(),
        place: &touch.place,
        moved: owner.zip(written).is_some_and(|(owner, written)| !same(owner, written)),
    }
}

/// The owner that the case names, or the form that added the row.
fn owner(row: &Row) -> Option<&str> {
    let entry = row.cells.get("owner")?;
    if entry.form == row.origin { Some(&entry.text) } else { entry.replaced.as_deref() }
}

fn of_form(form: &Form, said: &[Said<'_>]) -> Vec<Diagnostic> {
    let agency = match agency(said) {
        Agency::Unknown => return Vec::new(),
        Agency::Several(agencies) => return vec![about(form, Finding::SeveralAgencies { agencies })],
        Agency::One(agency) => agency,
    };
    let mut found = Vec::new();
    for one in said.iter().filter(|one| one.changes && !one.is_new && !one.moved) {
        let Some(owner) = one.owner.filter(|owner| !same(owner, &agency)) else { continue };
        let finding = Finding::OtherAgency {
            initiative: one.initiative.to_owned(),
            owner: owner.to_owned(),
            agency: agency.clone(),
        };
        found.push(Diagnostic { finding, place: one.place.clone(), nearest: None });
    }
    found
}

/// Whose form it is.
enum Agency {
    One(String),
    /// Nobody's more than the others', although it changes what is theirs.
    Several(Vec<(String, String, usize)>),
    /// It names no owner, or changes nothing.
    Unknown,
}

fn agency(said: &[Said<'_>]) -> Agency {
    let repeated: BTreeSet<&str> =
        said.iter().filter(|one| !one.changes).filter_map(|one| one.named).collect();
    let counts = |one: &&Said<'_>| one.changes || repeated.len() == 1;
    let mut votes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in said.iter().filter(counts) {
        let Some(named) = one.named else { continue };
        let (all, new) = votes.entry(named).or_default();
        *all += 1;
        *new += usize::from(one.is_new);
    }
    let Some((&first, &most)) = votes.iter().max_by_key(|(_, votes)| **votes) else { return Agency::Unknown };
    let is_tie = votes.values().filter(|held| **held == most).count() > 1;
    // New rows of other agencies only: most of the form speaks for one, what it adds for another.
    let adds_for_others = most.1 == 0 && votes.values().any(|(_, new)| *new > 0);
    let changes_any = said.iter().any(|one| one.changes && !one.is_new);
    if (is_tie || adds_for_others) && changes_any {
        let theirs = |name: &str| {
            let mut rows = said.iter().filter(|one| one.changes && one.named == Some(name));
            let first = rows.next()?.initiative.to_owned();
            Some((name.to_owned(), first, 1 + rows.count()))
        };
        return Agency::Several(votes.keys().filter_map(|name| theirs(name)).collect());
    }
    Agency::One(first.to_owned())
}
