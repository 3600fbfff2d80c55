//! Merges agencies' forms into a case: [`collect`].
//!
//! ```text
//! open: paths -> forms (a workbook, a table, a folder of tables, or a folder of forms)
//! rows of the case + rows of every form, by id  ->  one table; a cell that two sources fill must hold the same value
//! the merged case is then read like any other: what is missing or wrong is said where it was written
//! ```
//!
//! Initiatives are merged cell by cell; cost lines and scores by who and what they speak of. If two values differ,
//! neither is taken, unless the caller prefers forms to the case. Nothing here writes.

mod aside;
mod gaps;
mod merged;
mod open;
mod owners;
mod similar;
mod source;
mod tally;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use self::open::{Opened, open};
pub use self::tally::Tally;

use self::merged::{Kind, Merged, Preference};
use self::source::Source;
use super::gather::{Currency, Gather};
use super::toml_tree::{self, Node};
use super::{Files, build, case_toml, costs, initiatives, scores};
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};

/// A form: the path it is called by, and what it holds.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its path as the user gave it, or as it is found in a folder that the user gave.
    pub path: String,
    /// Its tables.
    pub files: Files,
}

/// What came of merging.
#[derive(Debug)]
pub struct Collected {
    /// The merged case, by file name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Everything found: conflicts, replaced values, similar names, and what is missing or wrong in the merged case.
    pub found: Vec<Diagnostic>,
    /// Whether the forms are in error or two sources disagree, so that the merged case must not be kept.
    pub conflict: bool,
    /// What each form adds, in the order of the forms.
    pub tallies: Vec<Tally>,
    /// What all forms add together, each initiative counted once.
    pub total: Tally,
}

/// The merged tables.
struct Tables {
    initiatives: Merged,
    costs: Merged,
    scores: Merged,
}

impl Tables {
    fn each(&self) -> [&Merged; 3] {
        [&self.initiatives, &self.costs, &self.scores]
    }
}

/// Merges forms into a case. With `prefer_forms`, a form's value replaces the case's; forms never replace each other's.
#[must_use]
pub fn collect(case: &Files, forms: &[Form], prefer_forms: bool) -> Collected {
    let (tree, scenarios) = (tree(case, "case.toml"), tree(case, "scenarios.toml"));
    let head = case_toml::read(&mut Gather::new(), &tree, &scenarios, case);
    let mut found = unreadable(case, None);
    for form in forms {
        found
            .extend(form.files.workbook.iter().flat_map(|book| &book.found).map(|one| at(form, one.clone())));
        found.extend(unreadable(&form.files, Some(form)));
        found.extend(other_unit(&tree, form));
        found.extend(aside::look(case, form));
    }
    let currency =
        Currency { sign: head.shell.currency.sign.clone(), decimals: head.shell.currency.decimals };
    let merge = |kind, known: &[_]| {
        let mut merged = Merged::new(kind);
        let preference = Preference { forms: prefer_forms };
        merged.add(Source::read(kind, case, None, known, &currency), None, preference);
        for (number, form) in forms.iter().enumerate() {
            merged.add(
                Source::read(kind, &form.files, Some(form), known, &currency),
                Some(number),
                preference,
            );
        }
        merged
    };
    let mut tables = Tables {
        initiatives: merge(Kind::Initiatives, &initiatives::columns(&head)),
        costs: merge(Kind::Costs, &costs::columns()),
        scores: merge(Kind::Scores, &scores::columns()),
    };
    for table in [&mut tables.initiatives, &mut tables.costs, &mut tables.scores] {
        found.append(&mut table.found);
    }
    found.extend(similar::names(&tables.initiatives));
    found.extend(owners::look(&tables, forms));
    found.extend(gaps::look(&tables));
    let tallies: Vec<Tally> = (0..forms.len()).map(|form| Tally::of(&tables, Some(form))).collect();
    found.extend(tally::look(forms, &tallies, &found));
    let conflict = found.iter().any(|one| one.finding.severity() == Severity::Error);
    let files = files(case, &tables);
    let gaps: BTreeSet<String> = found.iter().filter_map(gap).collect();
    found.extend(read_back(case, &files, &tables).into_iter().filter(|one| !is_said(&one.finding, &gaps)));
    let total = Tally::of(&tables, None);
    Collected { files, found: once(found), conflict, tallies, total }
}

/// Every finding once, in the order in which they were first found.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    found.into_iter().filter(|one| seen.insert((one.finding.clone(), one.place.clone()))).collect()
}

/// Files of a source that are there but cannot be read: the merged case would lose them.
fn unreadable(files: &Files, form: Option<&Form>) -> Vec<Diagnostic> {
    let finding = |(name, why): (&str, &super::disk::Unread)| {
        let place = Place { file: name.into(), ..Place::default() };
        let found = Diagnostic { finding: why.finding(name), place, nearest: None };
        match form {
            Some(form) => at(form, found),
            None => found,
        }
    };
    files.unreadable().map(finding).collect()
}

/// The merged case's files: the case's own, and the tables to which forms added something.
fn files(case: &Files, tables: &Tables) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        case.each().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
    for table in tables.each().into_iter().filter(|table| table.changed) {
        files.insert(table.kind.file().to_owned(), table.render());
    }
    files
}

/// Reads the merged case; a finding in a merged table stands where its row was written.
fn read_back(case: &Files, files: &BTreeMap<String, Vec<u8>>, tables: &Tables) -> Vec<Diagnostic> {
    let mut merged = Files::new(&case.folder);
    for (name, bytes) in files {
        merged.put(name, bytes.clone());
    }
    let found = match build(&merged) {
        Ok(warned) => warned.findings,
        Err(found) => found,
    };
    let told = found.into_iter().filter(|one| one.finding.severity() != Severity::Note);
    told.map(|one| {
        let is_its = |table: &&Merged| table.changed && one.place.file == Path::new(table.kind.file());
        match tables.each().into_iter().find(is_its) {
            Some(table) => table.locate(one),
            None => case.workbook.as_ref().map_or(one.clone(), |book| book.locate(one)),
        }
    })
    .collect()
}

/// The initiative of a form that has no cost.
fn gap(found: &Diagnostic) -> Option<String> {
    match &found.finding {
        Finding::CostMissing { initiative } => Some(initiative.clone()),
        _ => None,
    }
}

/// Whether a finding of the merged case only repeats these gaps.
fn is_said(finding: &Finding, gaps: &BTreeSet<String>) -> bool {
    matches!(finding, Finding::NoCost { ids } if ids.iter().all(|id| gaps.contains(id)))
}

/// A finding in a form, under the path the user knows it by.
fn at(form: &Form, mut found: Diagnostic) -> Diagnostic {
    let is_folder = form.files.workbook.is_none() && !form.path.to_lowercase().ends_with(".csv");
    let path = Path::new(&form.path);
    found.place.file = if is_folder { path.join(&found.place.file) } else { path.to_path_buf() };
    found
}

/// A finding about a form as a whole.
fn about(form: &Form, finding: Finding) -> Diagnostic {
    Diagnostic { finding, place: Place { file: form.path.clone().into(), ..Place::default() }, nearest: None }
}

/// Whether a form counts money in another unit than the case.
fn other_unit(case: &Node, form: &Form) -> Option<Diagnostic> {
    let held = tree(&form.files, "case.toml");
    let unit = |node: &Node| Some(node.get("money")?.get("unit")?.as_cell()?.text.replace('_', ""));
    let (unit, expected) = (unit(&held)?, unit(case).unwrap_or_else(|| "1".to_owned()));
    if unit == expected {
        return None;
    }
    let place = held.get("money").and_then(|money| money.get("unit")).map(Node::place).unwrap_or_default();
    let found = Diagnostic { finding: Finding::OtherUnit { unit, expected }, place, nearest: None };
    let found = match &form.files.workbook {
        Some(book) => book.locate(found),
        None => found,
    };
    Some(at(form, found))
}

fn tree(files: &Files, name: &'static str) -> Node {
    let bytes = files.each().find(|(held, _)| *held == name).map(|(_, bytes)| bytes);
    bytes.map_or_else(|| Node::empty(name), |bytes| toml_tree::read(&mut Gather::new(), name, bytes).0)
}
