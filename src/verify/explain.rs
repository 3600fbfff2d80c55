//! Checks a folder of `petajalan explain`: the plan and every plan that shows a loss (without a plan: a need or a way out)
//! are judged again, the tables rendered again.

use std::collections::BTreeMap;

use super::{Verdict, listed, whole};
use crate::claims::{self, Checked, Difference};
use crate::explain::base::Base;
use crate::input::Case;
use crate::report::explain::{CERTIFICATE, Shown as Explanation, bundle, conflicts, json};
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
    if let Err(difference) = look(whole::Checked { case, manifest, files, draws: true }, &mut verdict) {
        verdict.differences.push(difference);
    }
    verdict
}

fn look(whole: whole::Checked, verdict: &mut Verdict) -> Result<(), Difference> {
    let whole::Checked { case, manifest, files, .. } = whole;
    let bytes = |name: &str| files.get(name).ok_or_else(|| Difference::Missing(name.to_owned()));
    let (id, answer) = certificate_json::claimed(case, bytes(CERTIFICATE)?)
        .map_err(|why| Difference::Unreadable(CERTIFICATE.to_owned(), why))?;
    let scenario = case.scenarios.iter().find(|scenario| scenario.id == id);
    let scenario = scenario.ok_or_else(|| Difference::NoScenario(id.clone()))?;
    let wrong = claims::wrong(&case.portfolio, scenario, &answer);
    verdict.checked.push(Checked { scenario: id.clone(), answer: answer.clone() });
    if !wrong.is_empty() {
        verdict.differences.extend(wrong);
        return Ok(());
    }
    let lang = manifest.lang();
    if answer.outcome == Outcome::Infeasible {
        return look_at_conflicts(whole, &Shown { case, scenario, answer: &answer, lang }, verdict);
    }
    let solved = answer.outcome.solved();
    let base = solved.and_then(|solved| Base::of(&case.portfolio, scenario, solved, &Options::default()));
    let base = base.ok_or_else(|| Difference::NotProven(id.clone()))?;
    let explained = json::claimed(&base, bytes(json::FILE)?)
        .map_err(|why| Difference::Unreadable(json::FILE.to_owned(), why))?;
    let (plans, wrong) = claims::explain::wrong(&base, &explained);
    verdict.plans = Some(plans + 1);
    let shown = Explanation { case, base: &base, answer: &answer, explained: &explained, lang };
    let rest = || {
        whole.differences(
            vec![id.clone()],
            whole::ended_by_hand(manifest, "explain"),
            || bundle(&shown),
            Vec::new,
        )
    };
    verdict.differences.extend(if wrong.is_empty() { rest() } else { wrong });
    Ok(())
}

/// A scenario without a plan: its conflicts and ways out.
fn look_at_conflicts(whole: whole::Checked, shown: &Shown, verdict: &mut Verdict) -> Result<(), Difference> {
    let (portfolio, scenario) = (&shown.case.portfolio, shown.scenario);
    let bytes = whole.files.get(json::FILE).ok_or_else(|| Difference::Missing(json::FILE.to_owned()))?;
    let found = conflicts::claimed(portfolio, scenario, bytes)
        .map_err(|why| Difference::Unreadable(json::FILE.to_owned(), why))?;
    let (plans, wrong) = claims::conflicts::wrong(portfolio, scenario, shown.answer, &found);
    verdict.plans = Some(plans);
    let ids = vec![scenario.id.clone()];
    let rest = || {
        whole.differences(
            ids,
            whole::ended_by_hand(whole.manifest, "explain"),
            || conflicts::bundle(shown, &found),
            Vec::new,
        )
    };
    verdict.differences.extend(if wrong.is_empty() { rest() } else { wrong });
    Ok(())
}
