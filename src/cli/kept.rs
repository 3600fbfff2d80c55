//! The answer of a scenario from an earlier `petajalan plan`, where it answers these very inputs.
//!
//! Nothing is taken on trust but the solver's word: the certificate must be the one its run wrote, name the same inputs and
//! version, and stand every check of `verify` again (the audit of the plan, the goals, the bound).

use std::path::{Path, PathBuf};

use super::args::Request;
use crate::claims;
use crate::explain::base::Base;
use crate::explain::explained::Explained;
use crate::input::Case;
use crate::report::bundle::folder;
use crate::report::certificate_json::{self, hash};
use crate::report::explain::{CERTIFICATE, json};
use crate::report::manifest::Manifest;
use crate::report::{Shown, VERSION};
use crate::scenario::Scenario;
use crate::solve::{Options, Outcome};
use crate::study::Answer;

/// An answer that was kept, and the folder it stands in.
pub struct Kept {
    /// The answer.
    pub answer: Answer,
    /// Its folder.
    pub folder: PathBuf,
}

/// The kept answer of a scenario, proven or proven impossible; `None` where there is none or it does not hold.
pub fn answer(request: &Request, case: &Case, scenario: &Scenario) -> Option<Kept> {
    let results = request.path("output").join(folder(&case.portfolio.id));
    let names = ["plan".to_owned(), format!("plan-{}", folder(&scenario.id))];
    names.iter().find_map(|name| of_folder(&results.join(name), case, scenario))
}

fn of_folder(results: &Path, case: &Case, scenario: &Scenario) -> Option<Kept> {
    let manifest = std::fs::read(results.join(Manifest::FILE)).ok()?;
    let manifest: Manifest = serde_json::from_slice(&manifest).ok()?;
    let inside = folder(&scenario.id);
    let bytes = std::fs::read(results.join(&inside).join("certificate.json")).ok()?;
    let is_as_written = manifest.files.get(&format!("{inside}/certificate.json")) == Some(&hash(&bytes));
    if !is_as_written || manifest.version != VERSION || !certificate_json::answers(case, &bytes) {
        return None;
    }
    let (id, answer) = certificate_json::claimed(case, &bytes).ok()?;
    let is_settled = matches!(answer.outcome, Outcome::Proven(_) | Outcome::Infeasible);
    let holds =
        id == scenario.id && is_settled && claims::wrong(&case.portfolio, scenario, &answer).is_empty();
    holds.then(|| Kept { answer, folder: results.join(inside) })
}

/// The kept prices of a plan, with their document; `None` where they are of other inputs or of another plan, or do not
/// hold.
pub fn explained(request: &Request, shown: &Shown) -> Option<(Explained, Vec<u8>)> {
    let (case, scenario) = (shown.case, shown.scenario);
    let name = format!("explain-{}", folder(&scenario.id));
    let results = request.path("output").join(folder(&case.portfolio.id)).join(name);
    let read = |name: &str| std::fs::read(results.join(name)).ok();
    let manifest: Manifest = serde_json::from_slice(&read(Manifest::FILE)?).ok()?;
    let (bytes, certificate) = (read(json::FILE)?, read(CERTIFICATE)?);
    let is_as_written = |name: &str, bytes: &[u8]| manifest.files.get(name) == Some(&hash(bytes));
    if !is_as_written(json::FILE, &bytes)
        || !is_as_written(CERTIFICATE, &certificate)
        || !json::answers(case, &bytes)
    {
        return None;
    }
    let (id, explained_answer) = certificate_json::claimed(case, &certificate).ok()?;
    let solved = shown.answer.outcome.solved()?;
    let same = explained_answer.outcome.solved().is_some_and(|one| one.plan == solved.plan);
    let base = Base::of(&case.portfolio, scenario, solved, &Options::default())?;
    let explained = json::claimed(&base, &bytes).ok()?;
    let holds = id == scenario.id && same && claims::explain::wrong(&base, &explained).1.is_empty();
    holds.then_some((explained, bytes))
}
