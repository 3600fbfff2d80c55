//! Kept results of a case for a report: read, compared with the case as it is now, and checked again as `verify` does.
//! Nothing is solved.

use std::path::Path;

use super::{FAILED, NEGATIVE, output, say};
use crate::claims::Checked;
use crate::input::Case;
use crate::report::Shown;
use crate::report::bundle::folder;
use crate::report::kept::{Kept, Source};
use crate::report::manifest::{self, Manifest};
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
    frontier: Option<(Frontier, Source)>,
}

/// Reads what `plan` (and `frontier`, where it was run) kept of the case in its folder of results.
///
/// # Errors
/// The exit code, after saying what is missing, stale or wrong.
pub fn read(case: &Case, results: &Path, lang: Lang) -> Result<Results, u8> {
    let plan = results.join("plan");
    let Some((found, files)) = folder_of(case, &plan, lang)? else {
        say::aside(&message(&Message::RunFirst("plan", &plan.display().to_string()), lang));
        return Err(FAILED);
    };
    let verdict = verify::verify(case, &found, &files);
    tell(case, &verdict.differences, lang)?;
    let source = |file: String, bytes: &[u8]| Source { file, sha256: certificate_json::hash(bytes) };
    let certificate = |checked: &Checked| {
        let path = format!("{}/certificate.json", folder(&checked.scenario));
        files.get(&path).map(|bytes| source(format!("plan/{path}"), bytes)).unwrap_or_default()
    };
    let certificates = verdict.checked.iter().map(certificate).collect();
    let frontier = read_frontier(case, &results.join("frontier"), lang)?;
    Ok(Results { checked: verdict.checked, certificates, frontier })
}

fn read_frontier(case: &Case, path: &Path, lang: Lang) -> Result<Option<(Frontier, Source)>, u8> {
    let Some((manifest, files)) = folder_of(case, path, lang)? else { return Ok(None) };
    let Some(bytes) = files.get(frontier::DOCUMENT) else { return Ok(None) };
    let verdict = verify::frontier(case, &manifest, &files);
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
fn folder_of(case: &Case, path: &Path, lang: Lang) -> Result<Option<(Manifest, output::Files)>, u8> {
    if !path.is_dir() {
        return Ok(None);
    }
    let shown = path.display().to_string();
    let files = output::read(path).map_err(|(path, error)| {
        say::aside(&message(&Message::CannotRead(&path.display().to_string(), &error.to_string()), lang));
        FAILED
    })?;
    let found = files.get(Manifest::FILE).and_then(|bytes| serde_json::from_slice::<Manifest>(bytes).ok());
    let Some(found) = found else {
        say::aside(&message(&Message::NoResults(&shown), lang));
        return Err(FAILED);
    };
    if found.inputs != manifest::inputs(case) {
        say::aside(&message(&Message::Stale(&shown), lang));
        return Ok(None);
    }
    Ok(Some((found, files)))
}

impl Results {
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
        Kept { case, shown, certificates: &self.certificates, frontier, lang }
    }
}
