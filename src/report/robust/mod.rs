//! What `robust` writes: `robust.json` with every answer of the solver, and tables and words that follow from it.
//!
//! [`bundle`] puts the files of a run together; `verify` reads `robust.json`, works everything out again and compares.

pub mod document;
pub mod journal;
pub mod tables;

use super::bundle::{Bundle, Files, INPUTS, Pictures, pictures_of};
use super::carried;
use super::manifest::Manifest;
use crate::chart;
use crate::input::Case;
use crate::signs;
use crate::study::robust::{Report, Settings, Solves};
use crate::words::charts::illustrative;
use crate::words::{Lang, robust as words};

/// The document's file, which tells such a folder from others.
pub const FILE: &str = "robust.json";

/// A study, ready to be shown.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The case.
    pub case: &'a Case,
    /// What was asked.
    pub settings: Settings,
    /// The solver's answers.
    pub solves: &'a Solves,
    /// What they say.
    pub report: &'a Report,
    /// The language of every word.
    pub lang: Lang,
}

/// Everything that follows from inputs and answers, by file name.
#[must_use]
pub fn texts(told: &Told) -> Files {
    let named = [
        (FILE, document::render(told)),
        ("robust.csv", tables::frequencies(told)),
        ("regret.csv", tables::regret(told)),
        ("risk.csv", tables::risk(told)),
        ("draws.csv", tables::draws(told)),
        ("survey.csv", tables::survey(told)),
        ("summary.txt", signs::visible(&summary(told)).into_owned().into_bytes()),
    ];
    named.map(|(name, bytes)| (name.to_owned(), bytes)).into()
}

/// The study in words.
#[must_use]
pub fn summary(told: &Told) -> String {
    let portfolio = &told.case.portfolio;
    let scenario = &told.case.scenarios[told.settings.scenario];
    let mut text = format!("{} · {}\n", told.lang.label(&portfolio.name), told.lang.label(&scenario.name));
    if portfolio.illustrative {
        text.extend([illustrative(told.lang), ".\n"]);
    }
    for line in words::summary(told.case, &told.settings, told.report, told.lang) {
        text.extend([line.as_str(), "\n"]);
    }
    text + &carried::text(told.case, told.lang)
}

/// Renders a run.
#[must_use]
pub fn bundle(told: &Told, charts: bool) -> Bundle {
    let mut files = texts(told);
    let inputs = &told.case.inputs;
    files.extend(inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let mut failed = Vec::new();
    if charts {
        for (path, result) in pictures(told) {
            match result {
                Ok(bytes) => drop(files.insert(path, bytes)),
                Err(why) => failed.push((path, why)),
            }
        }
    }
    let manifest = manifest(told, &files);
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    Bundle { files, failed }
}

/// Every chart, by path.
#[must_use]
pub fn pictures(told: &Told) -> Pictures {
    pictures_of(chart::of_robustness(told.case, &told.settings, told.report, told.lang))
}

/// The manifest of these files.
#[must_use]
pub fn manifest(told: &Told, files: &Files) -> Manifest {
    let id = told.case.scenarios[told.settings.scenario].id.clone();
    Manifest::of(told.case, vec![id], told.lang, files)
}
