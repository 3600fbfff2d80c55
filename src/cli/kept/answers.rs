//! Single answers that were kept: a scenario's plan, and what `explain` found of it. What was decided since in the log
//! changes neither.

use std::path::{Path, PathBuf};

use super::Folder;
use crate::claims;
use crate::explain::base::Base;
use crate::input::Case;
use crate::report::bundle::folder;
use crate::report::explain::{CERTIFICATE, conflicts, folder_of, json};
use crate::report::kept::{Explained, Found};
use crate::report::{Shown, certificate_json};
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

/// The kept answer of a scenario, proven or proven impossible, from the case's folder of results; `None` where there is
/// none or it does not hold.
pub fn answer(home: &Path, case: &Case, scenario: &Scenario) -> Option<Kept> {
    let names = ["plan".to_owned(), format!("plan-{}", folder(&scenario.id))];
    names.iter().find_map(|name| of_folder(&home.join(name), case, scenario))
}

fn of_folder(results: &Path, case: &Case, scenario: &Scenario) -> Option<Kept> {
    let inside = folder(&scenario.id);
    let bytes = Folder::open(results)?.file(&format!("{inside}/certificate.json"))?;
    if !certificate_json::answers(case, &bytes) {
        return None;
    }
    let (id, answer) = certificate_json::claimed(case, &bytes).ok()?;
    let is_settled = matches!(answer.outcome, Outcome::Proven(_) | Outcome::Infeasible);
    let holds =
        id == scenario.id && is_settled && claims::wrong(&case.portfolio, scenario, &answer).is_empty();
    holds.then(|| Kept { answer, folder: results.join(inside) })
}

/// What `explain` kept of a scenario, with its document; `None` where that is of other inputs or of another plan, or does
/// not hold.
pub fn explained(home: &Path, shown: &Shown) -> Option<Explained> {
    let (case, scenario, portfolio) = (shown.case, shown.scenario, &shown.case.portfolio);
    let results = Folder::open(&home.join(folder_of(scenario)))?;
    let (document, certificate) = (results.file(json::FILE)?, results.file(CERTIFICATE)?);
    let (id, answer) = certificate_json::claimed(case, &certificate).ok()?;
    if id != scenario.id {
        return None;
    }
    let found = match (shown.answer.outcome.solved(), answer.outcome.solved()) {
        (Some(solved), Some(same)) if solved.plan == same.plan && json::answers(case, &document) => {
            let base = Base::of(portfolio, scenario, solved, &Options::default())?;
            let found = json::claimed(&base, &document).ok()?;
            claims::explain::wrong(&base, &found).1.is_empty().then_some(Found::Prices(found))?
        }
        (None, None) if shown.answer.outcome == answer.outcome && conflicts::answers(case, &document) => {
            let found = conflicts::claimed(portfolio, scenario, &document).ok()?;
            let wrong = claims::conflicts::wrong(portfolio, scenario, &answer, &found).1;
            wrong.is_empty().then_some(Found::Conflicts(found))?
        }
        _ => return None,
    };
    Some(Explained { found, file: format!("{}/{}", folder_of(scenario), json::FILE), document })
}
