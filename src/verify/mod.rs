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
mod whole;

pub use frontier::{FrontierVerdict, frontier, frontier_undrawn};
use whole::compare;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::claims::{Checked, Difference, wrong};
use crate::input::Case;
use crate::report::bundle::{self, Files, Pictures, folder};
use crate::report::certificate_json;
use crate::report::manifest::{Ended, Manifest, ended};
use crate::report::studies::{self, Asked, Broken};
use crate::report::{Shown, VERSION};
use crate::scenario::Scenario;

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
    plans(whole::Checked { case, manifest, files, draws: true })
}

/// Checks a folder of `plan` without drawing its pictures again, for reports, which draw their own.
#[must_use]
pub fn undrawn(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Verdict {
    plans(whole::Checked { case, manifest, files, draws: false })
}

fn plans(whole: whole::Checked) -> Verdict {
    let (case, lang) = (whole.case, whole.manifest.lang());
    let tables = |shown: &[Shown]| bundle::bundle(case, shown, lang, false, Duration::ZERO).files;
    scenarios(whole, tables, |shown| bundle::pictures(shown, lang))
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
    let lang = manifest.lang();
    let whole = whole::Checked { case: &case, manifest, files, draws: true };
    let charts = |shown: &[Shown]| studies::charts(asked, shown, lang);
    let tables =
        |shown: &[Shown]| studies::bundle(&case, asked, shown, lang, Vec::new(), Duration::ZERO).files;
    let verdict = scenarios(whole, tables, |shown| bundle::paint(charts(shown)));
    Ok((case, verdict))
}

/// Checks the answers of scenarios, then everything that is rendered of them.
fn scenarios(
    whole: whole::Checked,
    tables: impl FnOnce(&[Shown]) -> Files,
    pictures: impl FnOnce(&[Shown]) -> Pictures,
) -> Verdict {
    let whole::Checked { case, manifest, files, .. } = whole;
    let mut verdict = Verdict { differences: listed(manifest, files), ..Verdict::default() };
    let claims: Vec<Difference> = match named(case, manifest) {
        Ok(named) => {
            let one = |(id, scenario)| scenario_of(case, files, id, scenario, &mut verdict.checked);
            named.into_iter().flat_map(one).collect()
        }
        Err(twice) => vec![twice],
    };
    if !claims.is_empty() {
        verdict.differences.extend(claims);
        return verdict;
    }
    let shown = shown(case, &verdict.checked, manifest);
    let ids = shown.iter().map(|one| one.scenario.id.clone()).collect();
    verdict.differences.extend(whole.differences(ids, ended(&shown), || tables(&shown), || pictures(&shown)));
    verdict
}

/// The scenarios that a manifest names, each with what the case has under that id.
///
/// # Errors
/// One that is named twice: a run answers each once.
fn named<'a>(
    case: &'a Case,
    manifest: &'a Manifest,
) -> Result<Vec<(&'a str, Option<&'a Scenario>)>, Difference> {
    let held: BTreeMap<&str, &Scenario> =
        case.scenarios.iter().map(|scenario| (scenario.id.as_str(), scenario)).collect();
    let mut seen = BTreeSet::new();
    if let Some(twice) = manifest.scenarios.iter().find(|id| !seen.insert(*id)) {
        return Err(Difference::Repeated(twice.clone()));
    }
    Ok(manifest.scenarios.iter().map(|id| (id.as_str(), held.get(id.as_str()).copied())).collect())
}

/// What was checked, as renderers show it, in the case's order.
fn shown<'a>(case: &'a Case, checked: &'a [Checked], manifest: &Manifest) -> Vec<Shown<'a>> {
    let held: BTreeMap<&str, &Checked> =
        checked.iter().map(|checked| (checked.scenario.as_str(), checked)).collect();
    let one = |scenario: &'a Scenario| {
        let checked = held.get(scenario.id.as_str())?;
        Some(Shown { case, scenario, answer: &checked.answer, lang: manifest.lang() })
    };
    case.scenarios.iter().filter_map(one).collect()
}

/// The manifest as it should be, of results that answer these scenarios; which files are listed is checked against the files
/// themselves, and what another version wrote names that version.
///
/// A field that a run writes down and that nothing else implies is taken over here, and checked where it is read.
fn expected(case: &Case, manifest: &Manifest, scenarios: Vec<String>, ended: Ended) -> Manifest {
    let fresh = Manifest::of(case, scenarios, manifest.lang(), &BTreeMap::new());
    let files = manifest.files.clone();
    if other_version(manifest).is_some() {
        // Earlier versions did not write down what ended a run, nor the last decision.
        let (ended, decisions) = (manifest.ended.clone(), manifest.decisions.clone());
        return Manifest { files, version: manifest.version.clone(), ended, decisions, ..fresh };
    }
    Manifest { files, ended, ..fresh }
}

/// The version that wrote a folder, where it is another one than this.
#[must_use]
pub fn other_version(manifest: &Manifest) -> Option<&str> {
    (manifest.version != VERSION).then_some(manifest.version.as_str())
}

/// Files that are not as the run left them.
#[must_use]
pub fn listed(manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Vec<Difference> {
    let wrong = manifest.files.iter().filter_map(|(path, hash)| match files.get(path) {
        None => Some(Difference::Missing(path.clone())),
        Some(bytes) if certificate_json::hash(bytes) != *hash => Some(Difference::Changed(path.clone())),
        Some(_) => None,
    });
    let unlisted = files.keys().filter(|path| !manifest.files.contains_key(*path) && !is_left_out(path));
    wrong.chain(unlisted.map(|path| Difference::Unexpected(path.clone()))).collect()
}

/// Whether a file is one that no manifest lists: the manifest itself and `run.json`, at the top or in the folder of a
/// scenario.
#[must_use]
pub fn is_left_out(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    Manifest::leaves_out(path)
        && (path == Manifest::FILE
            || Manifest::is_of_a_file_manager(path)
            || name == "run.json" && path.matches('/').count() < 2)
}

/// Reads and checks the certificate of a scenario; what is wrong with it.
fn scenario_of(
    case: &Case,
    files: &BTreeMap<String, Vec<u8>>,
    id: &str,
    scenario: Option<&Scenario>,
    checked: &mut Vec<Checked>,
) -> Vec<Difference> {
    let path = format!("{}/certificate.json", folder(id));
    let Some(bytes) = files.get(&path) else { return vec![Difference::Missing(path)] };
    let Some(scenario) = scenario else { return vec![Difference::NoScenario(id.to_owned())] };
    match certificate_json::claimed(case, bytes) {
        Err(why) => vec![Difference::Unreadable(path, why)],
        Ok((claimed, _)) if claimed != id => vec![Difference::NoScenario(claimed)],
        Ok((_, answer)) => {
            let found = wrong(&case.portfolio, scenario, &answer);
            checked.push(Checked { scenario: id.to_owned(), answer });
            found
        }
    }
}

/// Every difference between a folder's files and what they should be; what depends on the clock is left out.
#[must_use]
pub fn rendered(expected: &BTreeMap<String, Vec<u8>>, files: &BTreeMap<String, Vec<u8>>) -> Vec<Difference> {
    let unlisted = files.keys().filter(|path| !expected.contains_key(*path) && !is_left_out(path));
    let unlisted = unlisted.map(|path| Difference::Unexpected(path.clone()));
    expected.iter().filter_map(|(path, bytes)| compare(path, bytes, files)).chain(unlisted).collect()
}
