//! Checks a folder of `petajalan explain`: the plan and every plan that shows a loss (without a plan: a need or a way out)
//! are judged again, the tables rendered again.

use std::collections::BTreeMap;

use super::{Verdict, compare, expected, listed};
use crate::claims::{self, Checked, Difference};
use crate::explain::base::Base;
use crate::input::Case;
use crate::report::explain::{CERTIFICATE, RENDERERS, Shown as Explanation, conflicts, json};
use crate::report::manifest::Manifest;
use crate::report::{Shown, certificate_json};
use crate::solve::{Options, Outcome};

/// Whether these are results of that command.
#[must_use]
pub fn is_one(files: &BTreeMap<String, Vec<u8>>) -> bool {
    files.contains_key(json::FILE) && files.contains_key(CERTIFICATE)
}

/// Checks the files against the case read from its inputs.
#[must_use]
pub fn verify(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Verdict {
    let mut verdict = Verdict { differences: listed(manifest, files), plans: Some(0), ..Verdict::default() };
    verdict.differences.extend(compare(Manifest::FILE, &expected(case, manifest).render(), files));
    if let Err(difference) = look(case, manifest, files, &mut verdict) {
        verdict.differences.push(difference);
    }
    verdict
}

fn look(
    case: &Case,
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
    verdict: &mut Verdict,
) -> Result<(), Difference> {
    let bytes = |name: &str| files.get(name).ok_or_else(|| Difference::Missing(name.to_owned()));
    let (id, answer) = certificate_json::claimed(case, bytes(CERTIFICATE)?)
        .map_err(|why| Difference::Unreadable(CERTIFICATE.to_owned(), why))?;
    let scenario = case.scenarios.iter().find(|scenario| scenario.id == id);
    let scenario = scenario.ok_or_else(|| Difference::NoScenario(id.clone()))?;
    verdict.differences.extend(claims::wrong(&case.portfolio, scenario, &answer));
    if answer.outcome == Outcome::Infeasible {
        return look_at_conflicts(
            &Shown { case, scenario, answer: &answer, lang: manifest.lang() },
            files,
            verdict,
        );
    }
    let solved = answer.outcome.solved();
    let base = solved.and_then(|solved| Base::of(&case.portfolio, scenario, solved, &Options::default()));
    let base = base.ok_or_else(|| Difference::NotProven(id.clone()))?;
    let explained = json::claimed(&base, bytes(json::FILE)?)
        .map_err(|why| Difference::Unreadable(json::FILE.to_owned(), why))?;
    let (plans, wrong) = claims::explain::wrong(&base, &explained);
    verdict.plans = Some(plans + 1);
    verdict.differences.extend(wrong);
    let shown =
        Explanation { case, base: &base, answer: &answer, explained: &explained, lang: manifest.lang() };
    for renderer in RENDERERS {
        verdict.differences.extend(compare(renderer.file, &(renderer.render)(&shown), files));
    }
    verdict.checked.push(Checked { scenario: id, answer: answer.clone() });
    Ok(())
}

/// A scenario without a plan: its conflicts and ways out.
fn look_at_conflicts(
    shown: &Shown,
    files: &BTreeMap<String, Vec<u8>>,
    verdict: &mut Verdict,
) -> Result<(), Difference> {
    let (portfolio, scenario) = (&shown.case.portfolio, shown.scenario);
    let bytes = files.get(json::FILE).ok_or_else(|| Difference::Missing(json::FILE.to_owned()))?;
    let found = conflicts::claimed(portfolio, scenario, bytes)
        .map_err(|why| Difference::Unreadable(json::FILE.to_owned(), why))?;
    let (plans, wrong) = claims::conflicts::wrong(portfolio, scenario, shown.answer, &found);
    verdict.plans = Some(plans);
    verdict.differences.extend(wrong);
    let expected = conflicts::rendered(shown, &found);
    verdict.differences.extend(expected.into_iter().filter_map(|(name, bytes)| compare(name, &bytes, files)));
    verdict.checked.push(Checked { scenario: scenario.id.clone(), answer: shown.answer.clone() });
    Ok(())
}
