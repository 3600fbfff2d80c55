//! The memo: what a scenario's plan does and why, as Markdown and HTML, in both languages.
//!
//! [`compose`] makes a [`Memo`] of a scenario with its answer and, where they have been worked out, its prices: a list of
//! sentences, each with what it rests on. The formats only set it. Nothing in it is computed that the results do not hold.

mod compose;
mod html;
mod markdown;

pub use compose::compose;

use super::Shown;
use super::bundle::{Files, INPUTS, folder};
use super::certificate_json;
use super::explain::json;
use super::manifest::{Manifest, ended};
use crate::explain::explained::Explained;
use crate::input::Case;
use crate::words::Lang;

/// A scenario to write about.
pub struct Subject<'a> {
    /// The scenario with its answer.
    pub shown: Shown<'a>,
    /// Its prices, and the document they come from.
    pub explained: Option<(Explained, Vec<u8>)>,
}

/// A memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memo {
    /// The case.
    pub title: String,
    /// What stands under it.
    pub subtitles: Vec<String>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A part of a memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Its contents.
    pub blocks: Vec<Block>,
}

/// Something in a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Sentences that belong together, and what they rest on.
    Sentences {
        /// What they are about, in bold; empty for nothing.
        about: String,
        /// The sentences.
        text: String,
        /// Rows of the inputs, rules and decisions.
        rests_on: Vec<String>,
    },
    /// A table: its head, then rows as wide; numbers from the second column on.
    Table {
        /// The headings.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
        /// What it rests on.
        rests_on: Vec<String>,
    },
}

/// The name of a memo's file.
const STEM: &str = "memo";

/// The memos of a scenario, both languages in both formats, by name.
#[must_use]
pub fn memos(subject: &Subject) -> Vec<(String, Vec<u8>)> {
    let of = |lang: Lang| {
        let memo = compose(&Subject {
            shown: Shown { lang, ..subject.shown },
            explained: subject.explained.clone(),
        });
        let code = lang.pick("id", "en");
        [
            (format!("{STEM}.{code}.md"), markdown::render(&memo).into_bytes()),
            (format!("{STEM}.{code}.html"), html::render(&memo, code).into_bytes()),
        ]
    };
    [Lang::Id, Lang::En].into_iter().flat_map(of).collect()
}

/// Everything a run writes: for each scenario its memos, the certificate they rest on and, where there are prices, their
/// document.
#[must_use]
pub fn bundle(case: &Case, subjects: &[Subject], lang: Lang) -> Files {
    let mut files = Files::new();
    for subject in subjects {
        let inside = folder(&subject.shown.scenario.id);
        let mut put = |name: &str, bytes: Vec<u8>| drop(files.insert(format!("{inside}/{name}"), bytes));
        for (name, bytes) in memos(subject) {
            put(&name, bytes);
        }
        put("certificate.json", certificate_json::render(&subject.shown));
        if let Some((_, document)) = &subject.explained {
            put(json::FILE, document.clone());
        }
    }
    files.extend(case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let ids = subjects.iter().map(|subject| subject.shown.scenario.id.clone()).collect();
    let shown: Vec<Shown> = subjects.iter().map(|subject| subject.shown).collect();
    let manifest = Manifest { ended: ended(&shown), ..Manifest::of(case, ids, lang, &files) };
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    files
}

/// Whether these are memos: by the name of the first one.
#[must_use]
pub fn is_one(files: &Files, manifest: &Manifest) -> bool {
    let first = manifest.scenarios.first().map(|id| format!("{}/{STEM}.id.md", folder(id)));
    first.is_some_and(|path| files.contains_key(&path))
}
