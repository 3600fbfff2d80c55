//! What `petajalan explain` writes: `explain.json`, tables, and the same in words; where there is no plan, conflicts and
//! ways out under the same names ([`conflicts`]).
//!
//! [`RENDERERS`] follow from the inputs, the certificate of the plan and `explain.json`, so `verify` renders them again.

pub mod conflicts;
pub mod json;
mod tables;
mod text;

use super::bundle::{Files, INPUTS, folder};
use super::manifest::Manifest;
use super::{carried, certificate_json, summary};
use crate::explain::base::Base;
use crate::explain::explained::Explained;
use crate::input::Case;
use crate::scenario::Scenario;
use crate::study::Answer;
use crate::words::Lang;

/// The certificate of the plan that is explained.
pub const CERTIFICATE: &str = "certificate.json";

/// The table's name.
const TABLE: &str = "explain.csv";

/// The name of the words.
const TEXT: &str = "explain.txt";

/// The folder of a scenario's explanation, in the case's folder of results.
#[must_use]
pub fn folder_of(scenario: &Scenario) -> String {
    format!("explain-{}", folder(&scenario.id))
}

/// What is shown: a scenario of a case, its answer, and what was found.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The case.
    pub case: &'a Case,
    /// The scenario with its plan.
    pub base: &'a Base<'a>,
    /// The answer the plan comes from.
    pub answer: &'a Answer,
    /// What was found.
    pub explained: &'a Explained,
    /// The language of names, headings and sentences.
    pub lang: Lang,
}

impl Shown<'_> {
    fn answered(&self) -> super::Shown<'_> {
        super::Shown { case: self.case, scenario: self.base.scenario, answer: self.answer, lang: self.lang }
    }
}

/// A table or document.
pub struct Renderer {
    /// Its file.
    pub file: &'static str,
    /// The bytes.
    pub render: fn(&Shown) -> Vec<u8>,
}

/// Every table and document.
pub const RENDERERS: [Renderer; 5] = [
    Renderer { file: TABLE, render: tables::initiatives },
    Renderer { file: "rule-costs.csv", render: tables::rules },
    Renderer { file: json::FILE, render: json::render },
    Renderer { file: TEXT, render: text_bytes },
    Renderer { file: CERTIFICATE, render: certificate },
];

/// The words, as a terminal shows them.
#[must_use]
pub fn text(shown: &Shown) -> String {
    let found = carried::text(shown.case, shown.lang);
    summary::body(&[shown.answered()], shown.lang) + &text::render(shown) + &found
}

fn text_bytes(shown: &Shown) -> Vec<u8> {
    text(shown).into_bytes()
}

fn certificate(shown: &Shown) -> Vec<u8> {
    certificate_json::render(&shown.answered())
}

/// Everything a run writes.
#[must_use]
pub fn bundle(shown: &Shown) -> Files {
    let case = shown.case;
    let mut files: Files = RENDERERS.iter().map(|one| (one.file.to_owned(), (one.render)(shown))).collect();
    files.extend(case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let manifest = Manifest::of(case, vec![shown.base.scenario.id.clone()], shown.lang, &files);
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    files
}
