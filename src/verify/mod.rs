//! Checks an output folder without a solver and without trusting it.
//!
//! The inputs kept beside the plans are read again and hashed; every plan is audited; every number is recomputed and
//! every table rendered again and compared byte for byte; the bound that the stored multipliers prove is recomputed in
//! exact integers. What remains is the solver's claim, which is named as such.

pub mod explain;
mod frontier;
pub mod memo;
pub mod priorities;
pub mod robust;

pub use frontier::{FrontierVerdict, frontier};

use std::collections::BTreeMap;

use crate::claims::{Checked, Difference, wrong};
use crate::input::Case;
use crate::report::bundle::folder;
use crate::report::certificate_json;
use crate::report::manifest::Manifest;
use crate::report::studies::{self, Asked, Broken};
use crate::report::{RENDERERS, Shown, TOGETHER};

/// The result of checking a folder.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Every scenario whose certificate could be read.
    pub checked: Vec<Checked>,
    /// How many plans of a study were checked; none where scenarios were.
    pub plans: Option<usize>,
    /// Every difference, in the order of the scenarios and files.
    pub differences: Vec<Difference>,
}

/// Checks the files of an output folder (by their paths relative to it) against the case read from its inputs.
#[must_use]
pub fn verify(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Verdict {
    if priorities::is_one(files) {
        return priorities::verify(case, manifest, files);
    }
    if explain::is_one(files) {
        return explain::verify(case, manifest, files);
    }
    if crate::report::memo::is_one(files, manifest) {
        return memo::verify(case, manifest, files);
    }
    let mut verdict = Verdict::default();
    verdict.differences.extend(listed(manifest, files));
    for id in &manifest.scenarios {
        scenario(case, manifest, files, id, &mut verdict);
    }
    let shown: Vec<Shown> = verdict
        .checked
        .iter()
        .filter_map(|checked| {
            let scenario = case.scenarios.iter().find(|scenario| scenario.id == checked.scenario)?;
            Some(Shown { case, scenario, answer: &checked.answer, lang: manifest.lang() })
        })
        .collect();
    for (path, render) in TOGETHER {
        verdict.differences.extend(compare(path, &render(&shown, manifest.lang()), files));
    }
    verdict.differences.extend(compare(Manifest::FILE, &expected(case, manifest).render(), files));
    verdict
}

/// Checks the folder of a study: the scenarios derived from its question, then its own tables.
///
/// # Errors
/// Why the question cannot be put to the case again.
pub fn verify_study(
    case: &Case,
    asked: &Asked,
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(Case, Verdict), Broken> {
    let case = studies::derived(case, asked, &manifest.scenarios, studies::earlier(asked, files))?;
    let mut verdict = verify(&case, manifest, files);
    let shown: Vec<Shown> = verdict
        .checked
        .iter()
        .filter_map(|checked| {
            let scenario = case.scenarios.iter().find(|scenario| scenario.id == checked.scenario)?;
            Some(Shown { case: &case, scenario, answer: &checked.answer, lang: manifest.lang() })
        })
        .collect();
    let wrong: Vec<Difference> = studies::extras(asked, &shown, manifest.lang())
        .into_iter()
        .filter_map(|(path, bytes)| compare(&path, &bytes, files))
        .collect();
    verdict.differences.extend(wrong);
    Ok((case, verdict))
}

/// The manifest as it should be; which files are listed is checked against the files themselves.
fn expected(case: &Case, manifest: &Manifest) -> Manifest {
    let fresh = Manifest::of(case, manifest.scenarios.clone(), manifest.lang(), &BTreeMap::new());
    // What ended a run is checked where its answers are known.
    Manifest { files: manifest.files.clone(), ended: manifest.ended.clone(), ..fresh }
}

/// Files that are not as the run left them.
fn listed(manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Vec<Difference> {
    let wrong = manifest.files.iter().filter_map(|(path, hash)| match files.get(path) {
        None => Some(Difference::Missing(path.clone())),
        Some(bytes) if certificate_json::hash(bytes) != *hash => Some(Difference::Changed(path.clone())),
        Some(_) => None,
    });
    let unlisted =
        files.keys().filter(|path| !manifest.files.contains_key(*path) && !Manifest::leaves_out(path));
    wrong.chain(unlisted.map(|path| Difference::Unexpected(path.clone()))).collect()
}

fn scenario(
    case: &Case,
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
    id: &str,
    verdict: &mut Verdict,
) {
    let inside = folder(id);
    let path = format!("{inside}/certificate.json");
    let Some(bytes) = files.get(&path) else {
        verdict.differences.push(Difference::Missing(path));
        return;
    };
    let (claimed, answer) = match certificate_json::claimed(case, bytes) {
        Ok(read) => read,
        Err(why) => {
            verdict.differences.push(Difference::Unreadable(path, why));
            return;
        }
    };
    let Some(scenario) = case.scenarios.iter().find(|scenario| scenario.id == id && claimed == id) else {
        verdict.differences.push(Difference::NoScenario(claimed));
        return;
    };
    verdict.differences.extend(wrong(&case.portfolio, scenario, &answer));
    let shown = Shown { case, scenario, answer: &answer, lang: manifest.lang() };
    for renderer in RENDERERS.iter().filter(|r| !r.needs_plan || answer.outcome.solved().is_some()) {
        verdict.differences.extend(compare(
            &format!("{inside}/{}", renderer.file),
            &(renderer.render)(&shown),
            files,
        ));
    }
    verdict.checked.push(Checked { scenario: id.to_owned(), answer });
}

/// Every difference between a folder's files and what they should be; what depends on the clock is left out.
#[must_use]
pub fn rendered(expected: &BTreeMap<String, Vec<u8>>, files: &BTreeMap<String, Vec<u8>>) -> Vec<Difference> {
    let unlisted = files.keys().filter(|path| !expected.contains_key(*path) && !Manifest::leaves_out(path));
    let unlisted = unlisted.map(|path| Difference::Unexpected(path.clone()));
    expected.iter().filter_map(|(path, bytes)| compare(path, bytes, files)).chain(unlisted).collect()
}

/// Compares a file with what it should be.
fn compare(path: &str, expected: &[u8], files: &BTreeMap<String, Vec<u8>>) -> Option<Difference> {
    let Some(found) = files.get(path) else { return Some(Difference::Missing(path.to_owned())) };
    if found == expected {
        return None;
    }
    let whole = |ending: &std::ffi::OsStr| ending == "xlsx" || ending == "html" || ending == "pdf";
    if std::path::Path::new(path).extension().is_some_and(whole) {
        return Some(Difference::Changed(path.to_owned()));
    }
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let (found, expected) = (lines(found), lines(expected));
    let same = found.iter().zip(&expected).take_while(|(a, b)| a == b).count();
    let at = |lines: &[String]| lines.get(same).cloned().unwrap_or_default();
    Some(Difference::Rendered {
        file: path.to_owned(),
        line: same + 1,
        found: at(&found),
        expected: at(&expected),
    })
}
