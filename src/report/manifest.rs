//! `manifest.json`: what a run wrote, with the hash of every file, and in which language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{VERSION, certificate_json, claimed, json};
use crate::claims::Unreadable;
use crate::input::Case;
use crate::words::Lang;

/// What a run wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The case's id.
    pub case: String,
    /// The program's version.
    pub version: String,
    /// `id` or `en`.
    pub language: String,
    /// Ids of the scenarios answered, in their order.
    pub scenarios: Vec<String>,
    /// One hash over all inputs.
    pub inputs: String,
    /// Every file the run wrote besides this one and those that depend on the clock, with its SHA-256.
    pub files: BTreeMap<String, String>,
    /// For what is made of results that stand beside it: each of their files it was made of, by its path from the case's
    /// folder of results, with its SHA-256.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest's file name.
    pub const FILE: &'static str = "manifest.json";

    /// The manifest of these files.
    #[must_use]
    pub fn of(case: &Case, scenarios: Vec<String>, lang: Lang, files: &BTreeMap<String, Vec<u8>>) -> Self {
        let kept = files.iter().filter(|(path, _)| !Self::leaves_out(path));
        Self {
            case: case.portfolio.id.clone(),
            version: VERSION.to_owned(),
            language: lang.pick("id", "en").to_owned(),
            scenarios,
            inputs: inputs(case),
            files: kept.map(|(path, bytes)| (path.clone(), certificate_json::hash(bytes))).collect(),
            sources: BTreeMap::new(),
        }
    }

    /// Whether a file is not listed: the manifest itself and what depends on the clock.
    #[must_use]
    pub fn leaves_out(path: &str) -> bool {
        path == Self::FILE || path.ends_with("run.json")
    }

    /// The manifest that somebody wrote.
    ///
    /// # Errors
    /// What is wrong with the document.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        claimed::document(bytes)
    }

    /// The language of the run.
    #[must_use]
    pub fn lang(&self) -> Lang {
        if self.language == "en" { Lang::En } else { Lang::Id }
    }

    /// The document.
    #[must_use]
    pub fn render(&self) -> Vec<u8> {
        json::bytes(self)
    }
}

/// The version that a document names as its own; `None` where it names none.
#[must_use]
pub fn named_version(document: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        version: Option<String>,
    }
    claimed::document::<Head>(document).ok()?.version
}

/// One hash over the names and hashes of all inputs.
#[must_use]
pub fn inputs(case: &Case) -> String {
    let lines: Vec<String> =
        case.inputs.iter().map(|file| format!("{} {}\n", file.sha256, file.name)).collect();
    certificate_json::hash(lines.concat().as_bytes())
}
