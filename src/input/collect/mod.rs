//! Merges agencies' forms into a case: [`collect`].
//!
//! ```text
//! rows of the case + rows of every form, by id  ->  one table; a cell filled twice must say the same twice
//! the merged case is then read like any other: what is missing or wrong is told where it was written
//! ```
//!
//! Initiatives are merged cell by cell; cost lines and scores by who and what they speak of. It decides nothing: of two
//! values that differ it takes neither, unless the caller prefers forms to the case.

mod merged;
mod similar;

use std::collections::BTreeMap;
use std::path::Path;

use self::merged::{Kind, Merged, Preference};
use super::gather::{Currency, Gather};
use super::toml_tree::{self, Node};
use super::{Files, build, case_toml, costs, initiatives, scores};
use crate::diagnostic::{Diagnostic, Finding, Severity};

/// A form: the path it is called by, and what it holds.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its path as the user gave it.
    pub path: String,
    /// Its tables.
    pub files: Files,
}

/// What came of merging.
#[derive(Debug)]
pub struct Collected {
    /// The merged case, by file name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Everything found: conflicts, similar names, and what is missing or wrong in the merged case.
    pub found: Vec<Diagnostic>,
    /// Whether two sources disagree, so that the merged case holds values nobody agreed on and must not be kept.
    pub conflict: bool,
    /// Initiatives that only forms have.
    pub added: usize,
    /// Initiatives of the case to which forms add something.
    pub changed: usize,
}

/// Merges forms into a case. With `prefer_forms`, a form's value replaces the case's; forms never replace each other's.
#[must_use]
pub fn collect(case: &Files, forms: &[Form], prefer_forms: bool) -> Collected {
    let mut found = Vec::new();
    let (tree, scenarios) = (tree(case, "case.toml"), tree(case, "scenarios.toml"));
    let head = case_toml::read(&mut Gather::new(), &tree, &scenarios, case);
    for form in forms {
        found
            .extend(form.files.workbook.iter().flat_map(|book| &book.found).map(|one| at(form, one.clone())));
        found.extend(other_unit(&tree, form));
    }
    let preference = Preference { forms: prefer_forms };
    let kinds = [
        (Kind::Initiatives, initiatives::columns(&head)),
        (Kind::Costs, costs::columns()),
        (Kind::Scores, scores::columns()),
    ];
    let currency =
        Currency { sign: head.shell.currency.sign.clone(), decimals: head.shell.currency.decimals };
    let mut tables: BTreeMap<&str, Merged> = BTreeMap::new();
    for (kind, known) in kinds {
        let mut merged = Merged::new(kind, currency.clone());
        merged.add(case, None, &known, preference);
        for form in forms {
            merged.add(&form.files, Some(form), &known, preference);
        }
        found.append(&mut merged.found);
        tables.insert(kind.file(), merged);
    }
    let rows = tables.get(Kind::Initiatives.file());
    found.extend(rows.map(similar::names).unwrap_or_default());
    let (added, changed) = rows.map_or((0, 0), Merged::counts);
    let conflict = found.iter().any(|one| one.finding.severity() == Severity::Error);
    let files = files(case, &tables);
    found.extend(read_back(case, &files, &tables));
    Collected { files, found, conflict, added, changed }
}

/// The merged case's files: the case's own, with the tables that have rows.
fn files(case: &Files, tables: &BTreeMap<&str, Merged>) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        case.each().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
    for (name, table) in tables.iter().filter(|(_, table)| table.changed) {
        files.insert((*name).to_owned(), table.render());
    }
    files
}

/// Reads the merged case; findings in merged rows stand where the row was written.
fn read_back(
    case: &Files,
    files: &BTreeMap<String, Vec<u8>>,
    tables: &BTreeMap<&str, Merged>,
) -> Vec<Diagnostic> {
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
        let table = one.place.file.to_str().and_then(|file| tables.get(file)).filter(|table| table.changed);
        match table {
            Some(table) => table.locate(one),
            None => case.workbook.as_ref().map_or(one.clone(), |book| book.locate(one)),
        }
    })
    .collect()
}

/// A finding in a form, under the path the user knows it by.
fn at(form: &Form, mut found: Diagnostic) -> Diagnostic {
    let is_folder = form.files.workbook.is_none() && !form.path.to_lowercase().ends_with(".csv");
    let path = Path::new(&form.path);
    found.place.file = if is_folder { path.join(&found.place.file) } else { path.to_path_buf() };
    found
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
