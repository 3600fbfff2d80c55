//! Checks a folder of memos: the certificates and prices they rest on are judged again, the memos written again.

use std::collections::BTreeMap;

use super::{Verdict, compare, expected, listed};
use crate::claims::{self, Checked, Difference};
use crate::explain::base::Base;
use crate::input::Case;
use crate::report::bundle::folder;
use crate::report::explain::json;
use crate::report::manifest::Manifest;
use crate::report::memo::{Subject, memos};
use crate::report::{Shown, certificate_json};
use crate::solve::Options;

/// Checks the files against the case read from its inputs.
#[must_use]
pub fn verify(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Verdict {
    let mut verdict = Verdict { differences: listed(manifest, files), ..Verdict::default() };
    verdict.differences.extend(compare(Manifest::FILE, &expected(case, manifest).render(), files));
    for id in &manifest.scenarios {
        if let Err(difference) = look(case, manifest, files, id, &mut verdict) {
            verdict.differences.push(difference);
        }
    }
    verdict
}

fn look(
    case: &Case,
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
    id: &str,
    verdict: &mut Verdict,
) -> Result<(), Difference> {
    let inside = folder(id);
    let path = format!("{inside}/certificate.json");
    let bytes = files.get(&path).ok_or_else(|| Difference::Missing(path.clone()))?;
    let (claimed, answer) =
        certificate_json::claimed(case, bytes).map_err(|why| Difference::Unreadable(path.clone(), why))?;
    let scenario = case.scenarios.iter().find(|scenario| scenario.id == id && claimed == id);
    let scenario = scenario.ok_or(Difference::NoScenario(claimed))?;
    verdict.differences.extend(claims::wrong(&case.portfolio, scenario, &answer));
    let path_of_prices = format!("{inside}/{}", json::FILE);
    let explained = match files.get(&path_of_prices) {
        None => None,
        Some(bytes) => {
            let solved = answer.outcome.solved();
            let options = Options::default();
            let base = solved.and_then(|solved| Base::of(&case.portfolio, scenario, solved, &options));
            let base = base.ok_or_else(|| Difference::NotProven(id.to_owned()))?;
            let explained =
                json::claimed(&base, bytes).map_err(|why| Difference::Unreadable(path_of_prices, why))?;
            verdict.differences.extend(claims::explain::wrong(&base, &explained).1);
            Some((explained, bytes.clone()))
        }
    };
    let shown = Shown { case, scenario, answer: &answer, lang: manifest.lang() };
    verdict.differences.extend(compare(&path, &certificate_json::render(&shown), files));
    for (name, bytes) in memos(&Subject { shown, explained }) {
        verdict.differences.extend(compare(&format!("{inside}/{name}"), &bytes, files));
    }
    verdict.checked.push(Checked { scenario: id.to_owned(), answer });
    Ok(())
}
