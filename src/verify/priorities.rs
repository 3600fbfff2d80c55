//! Checks a folder of `petajalan priorities`: its plans are judged again, its tables rendered again.

use std::collections::BTreeMap;

use super::{Verdict, listed, whole};
use crate::claims::{Difference, priorities as claims};
use crate::input::Case;
use crate::report::manifest::Manifest;
use crate::report::priorities::{Shown, bundle, ground, json, pictures};

/// Whether these are results of that command.
#[must_use]
pub fn is_one(files: &BTreeMap<String, Vec<u8>>) -> bool {
    files.contains_key(json::FILE)
}

/// Checks the files against the case read from its inputs.
#[must_use]
pub fn verify(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Verdict {
    let mut verdict = Verdict { differences: listed(manifest, files), plans: Some(0), ..Verdict::default() };
    let Some(bytes) = files.get(json::FILE) else { return verdict };
    let id = manifest.scenarios.first().cloned().unwrap_or_default();
    let scenario = case.scenarios.iter().find(|scenario| scenario.id == id);
    let Some((scenario, ground)) = scenario.and_then(|held| Some((held, ground(case, held)?))) else {
        verdict.differences.push(Difference::NoScenario(id));
        return verdict;
    };
    let study = match json::claimed(case, scenario, bytes) {
        Ok(study) => study,
        Err(why) => {
            verdict.differences.push(Difference::Unreadable(json::FILE.to_owned(), why));
            return verdict;
        }
    };
    let (plans, wrong) = claims::wrong(&ground, scenario, &study);
    verdict.plans = Some(plans);
    if !wrong.is_empty() {
        verdict.differences.extend(wrong);
        return verdict;
    }
    let shown = Shown { case, scenario, study: &study, lang: manifest.lang() };
    let whole = whole::Checked { case, manifest, files, draws: true };
    let rest = whole.differences(
        vec![id],
        whole::ended_by_hand(manifest, "priorities"),
        || bundle(&shown, false).files,
        || pictures(&shown),
    );
    verdict.differences.extend(rest);
    verdict
}
