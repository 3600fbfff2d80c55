//! Kept results that a report is made of: plans, what explains them, and steps of the frontier, all checked again, never
//! solved anew.

use std::collections::BTreeMap;

use super::Shown;
use super::{certificate_json, pdf, room};
use crate::explain::conflicts::Conflicts;
use crate::explain::explained::Explained as Prices;
use crate::input::Case;
use crate::study::frontier::Frontier;
use crate::words::Lang;

/// What was kept and checked.
#[derive(Clone, Copy)]
pub struct Kept<'a> {
    /// The case.
    pub case: &'a Case,
    /// Every scenario that was answered, in the case's order.
    pub shown: &'a [Shown<'a>],
    /// The certificate of each of them.
    pub certificates: &'a [Source],
    /// What `explain` found of each of them, where it was asked.
    pub explained: &'a [Option<Explained>],
    /// The frontier and the document it was read from, where there is one of the same inputs.
    pub frontier: Option<(&'a Frontier, &'a Source)>,
    /// The language a reader meets first.
    pub lang: Lang,
}

impl Kept<'_> {
    /// Every file a report of this rests on, by path, with its SHA-256.
    #[must_use]
    pub fn sources(&self) -> BTreeMap<String, String> {
        let held = |source: &Source| (source.file.clone(), source.sha256.clone());
        let explained = self.explained.iter().flatten();
        let explained = explained.map(|one| (one.file.clone(), certificate_json::hash(&one.document)));
        let frontier = self.frontier.map(|(_, source)| held(source));
        self.certificates.iter().map(held).chain(explained).chain(frontier).collect()
    }
}

/// A file that a part of a report rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its path from the case's folder of results.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What `explain` found of a scenario, and the document it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What it found.
    pub found: Found,
    /// The document's path from the case's folder of results.
    pub file: String,
    /// The document.
    pub document: Vec<u8>,
}

/// What `explain` finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Prices of the plan.
    Prices(Prices),
    /// Conflicts and ways out, where there is no plan.
    Conflicts(Conflicts),
}

impl Explained {
    /// The prices, where there is a plan.
    #[must_use]
    pub fn prices(&self) -> Option<&Prices> {
        match &self.found {
            Found::Prices(prices) => Some(prices),
            Found::Conflicts(_) => None,
        }
    }
}

/// A renderer of a report: the bytes.
pub type Render = fn(&Kept) -> Vec<u8>;

/// Every report, by file name. A new one is one file and one line here; `verify` renders them again and compares.
pub const REPORTS: [(&str, Render); 2] = [(room::FILE, room::render), (pdf::FILE, pdf::render)];
