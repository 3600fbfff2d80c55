//! Checks a folder of memos: the certificates and prices they rest on are judged again, the memos written again.

use std::collections::BTreeMap;

use super::{Verdict, listed, named, whole};
use crate::claims::{self, Checked, Difference};
use crate::explain::base::Base;
use crate::explain::explained::Explained;
use crate::input::Case;
use crate::report::bundle::folder;
use crate::report::certificate_json;
use crate::report::explain::{Shown as Explanation, json};
use crate::report::manifest::{Manifest, ended};
use crate::report::memo::{Subject, bundle};
use crate::scenario::Scenario;
use crate::solve::Options;

/// What `explain` found of a scenario, and its document.
type Prices = Option<(Explained, Vec<u8>)>;

/// Checks the files against the case read from its inputs.
#[must_use]
pub fn verify(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Verdict {
    let mut verdict = Verdict { differences: listed(manifest, files), ..Verdict::default() };
    let whole = whole::Checked { case, manifest, files, draws: true };
    let named = match named(case, manifest) {
        Ok(named) => named,
        Err(twice) => {
            verdict.differences.push(twice);
            return verdict;
        }
    };
    let (mut prices, mut wrong) = (Vec::new(), Vec::new());
    for (id, scenario) in named {
        match look(whole, id, scenario, &mut wrong) {
            Ok((checked, explained)) => {
                verdict.checked.push(checked);
                prices.push(explained);
            }
            Err(difference) => wrong.push(difference),
        }
    }
    if wrong.is_empty() {
        let shown = super::shown(case, &verdict.checked, manifest);
        let ended = ended(&shown);
        let subjects: Vec<Subject> =
            shown.into_iter().zip(prices).map(|(shown, explained)| Subject { shown, explained }).collect();
        let ids = subjects.iter().map(|subject| subject.shown.scenario.id.clone()).collect();
        wrong = whole.differences(ids, ended, || bundle(case, &subjects, manifest.lang()), Vec::new);
    }
    verdict.differences.extend(wrong);
    verdict
}

fn look(
    whole: whole::Checked,
    id: &str,
    scenario: Option<&Scenario>,
    wrong: &mut Vec<Difference>,
) -> Result<(Checked, Prices), Difference> {
    let whole::Checked { case, manifest, files, .. } = whole;
    let path = format!("{}/certificate.json", folder(id));
    let bytes = files.get(&path).ok_or_else(|| Difference::Missing(path.clone()))?;
    let (claimed, answer) =
        certificate_json::claimed(case, bytes).map_err(|why| Difference::Unreadable(path, why))?;
    let scenario = scenario.filter(|_| claimed == id).ok_or(Difference::NoScenario(claimed))?;
    wrong.extend(claims::wrong(&case.portfolio, scenario, &answer));
    let path = format!("{}/{}", folder(id), json::FILE);
    let Some(document) = files.get(&path) else {
        return Ok((Checked { scenario: id.to_owned(), answer }, None));
    };
    let solved = answer.outcome.solved();
    let options = Options::default();
    let base = solved.and_then(|solved| Base::of(&case.portfolio, scenario, solved, &options));
    let base = base.ok_or_else(|| Difference::NotProven(id.to_owned()))?;
    let explained =
        json::claimed(&base, document).map_err(|why| Difference::Unreadable(path.clone(), why))?;
    let untrue = claims::explain::wrong(&base, &explained).1;
    let shown =
        Explanation { case, base: &base, answer: &answer, explained: &explained, lang: manifest.lang() };
    if untrue.is_empty() && !whole.is_of_another_version() && !json::follows(&shown, document) {
        wrong.push(Difference::Changed(path));
    }
    wrong.extend(untrue);
    Ok((Checked { scenario: id.to_owned(), answer }, Some((explained, document.clone()))))
}
