//! Everything a report is made of: what `plan`, `frontier` and `explain` kept of a case, checked again as `verify` does.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::{FAILED, NEGATIVE, say, store};
use super::{Folder, explained};
use crate::claims::Checked;
use crate::input::Case;
use crate::report::Shown;
use crate::report::bundle::folder;
use crate::report::explain::folder_of;
use crate::report::kept::{Explained, Kept, Source};
use crate::report::{certificate_json, frontier};
use crate::study::frontier::Frontier;
use crate::verify;
use crate::words::Lang;
use crate::words::claims as words;
use crate::words::cli::{Message, message};

/// What is needed for a report, owned.
pub struct Results {
    checked: Vec<Checked>,
    certificates: Vec<Source>,
    explained: Vec<Option<Explained>>,
    frontier: Option<(Frontier, Source)>,
}

fn read_frontier(case: &Case, path: &Path, lang: Lang) -> Result<Option<(Frontier, Source)>, u8> {
    let Some((folder, files)) = open(case, path, lang)? else { return Ok(None) };
    let Some(bytes) = files.get(frontier::DOCUMENT) else { return Ok(None) };
    let verdict = verify::frontier_undrawn(case, &folder.manifest, &files);
    for what in &verdict.wrong {
        say::aside(&crate::words::frontier::wrong(what, lang));
    }
    tell(case, &verdict.differences, lang)?;
    if !verdict.wrong.is_empty() {
        return Err(NEGATIVE);
    }
    let source =
        Source { file: format!("frontier/{}", frontier::DOCUMENT), sha256: certificate_json::hash(bytes) };
    Ok(frontier::read(case, bytes).ok().map(|(found, _)| (found, source)))
}

fn tell(case: &Case, differences: &[crate::claims::Difference], lang: Lang) -> Result<(), u8> {
    for difference in differences {
        say::aside(&words::difference(&case.portfolio, &case.scenarios, difference, lang));
    }
    if differences.is_empty() { Ok(()) } else { Err(NEGATIVE) }
}

/// A folder of results of the inputs as they are now; `None` where there is none, or one of other inputs, which is said.
fn open(case: &Case, path: &Path, lang: Lang) -> Result<Option<(Folder, store::Files)>, u8> {
    if !path.is_dir() {
        return Ok(None);
    }
    let shown = path.display().to_string();
    let Some(folder) = Folder::open(path) else {
        say::aside(&message(&Message::NoResults(&shown), lang));
        return Err(FAILED);
    };
    if !folder.is_of(case) {
        say::aside(&message(&Message::Stale(&shown), lang));
        return Ok(None);
    }
    let files = folder.files().map_err(|(path, error)| {
        say::aside(&message(&Message::CannotRead(&path.display().to_string(), &error.to_string()), lang));
        FAILED
    })?;
    Ok(Some((folder, files)))
}

/// What `explain` kept of a scenario; where it is there and cannot be used, that is said.
fn read_explained(home: &Path, shown: &Shown) -> Option<Explained> {
    let found = explained(home, shown);
    let path = home.join(folder_of(shown.scenario));
    if found.is_none() && path.is_dir() {
        say::aside(&message(&Message::Stale(&path.display().to_string()), shown.lang));
    }
    found
}

impl Results {
    /// Reads the case's folder of results: `plan`, and what is there of `frontier` and `explain`.
    ///
    /// # Errors
    /// The exit code, after saying what is missing, stale or wrong.
    pub fn read(case: &Case, home: &Path, lang: Lang) -> Result<Self, u8> {
        let plan = home.join("plan");
        let Some((found, files)) = open(case, &plan, lang)? else {
            say::aside(&message(&Message::RunFirst("plan", &plan.display().to_string()), lang));
            return Err(FAILED);
        };
        if let Some(beside) = store::unproven_beside(&plan, &found.manifest) {
            let (plan, beside) = (plan.display().to_string(), beside.display().to_string());
            say::aside(&crate::words::results::proven_used(&plan, &beside, lang));
        }
        let verdict = verify::undrawn(case, &found.manifest, &files);
        tell(case, &verdict.differences, lang)?;
        let source = |file: String, bytes: &[u8]| Source { file, sha256: certificate_json::hash(bytes) };
        let certificate = |checked: &Checked| {
            let path = format!("{}/certificate.json", folder(&checked.scenario));
            files.get(&path).map(|bytes| source(format!("plan/{path}"), bytes)).unwrap_or_default()
        };
        let certificates = verdict.checked.iter().map(certificate).collect();
        let frontier = read_frontier(case, &home.join("frontier"), lang)?;
        let mut results = Self { checked: verdict.checked, certificates, explained: Vec::new(), frontier };
        results.explained =
            results.shown(case, lang).iter().map(|shown| read_explained(home, shown)).collect();
        Ok(results)
    }

    /// Leaves out the explanations and the frontier that a report of these sources was not made of: they came later. Their
    /// documents.
    pub fn leave_out_later(&mut self, sources: &BTreeMap<String, String>) -> Vec<String> {
        let mut later = Vec::new();
        for held in &mut self.explained {
            later.extend(held.take_if(|held| !sources.contains_key(&held.file)).map(|held| held.file));
        }
        let frontier = self.frontier.take_if(|(_, source)| !sources.contains_key(&source.file));
        later.extend(frontier.map(|(_, source)| source.file));
        later
    }

    /// Every checked scenario, as renderers show it.
    #[must_use]
    pub fn shown<'a>(&'a self, case: &'a Case, lang: Lang) -> Vec<Shown<'a>> {
        let shown = |checked: &'a Checked| {
            let scenario = case.scenarios.iter().find(|scenario| scenario.id == checked.scenario)?;
            Some(Shown { case, scenario, answer: &checked.answer, lang })
        };
        self.checked.iter().filter_map(shown).collect()
    }

    /// What reports are made of.
    #[must_use]
    pub fn kept<'a>(&'a self, case: &'a Case, shown: &'a [Shown<'a>], lang: Lang) -> Kept<'a> {
        let frontier = self.frontier.as_ref().map(|(found, source)| (found, source));
        let (certificates, explained) = (&self.certificates, &self.explained);
        Kept { case, shown, certificates, explained, frontier, lang }
    }
}
