//! Keeping a question: the case is read again, the new files are read as a case, and only then written, each in one step.

use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::Shared;
use super::line::lock;
use super::store::{self, Busy, Lock, NotSaved, lock_of};
use super::world::{World, answered};
use crate::input::decisions;
use crate::input::{self, Files};
use crate::report::manifest;
use crate::report::room::document::Text;
use crate::report::room::live::{Part, Question as Told};
use crate::serve::panel::Panel;
use crate::serve::problem::Refused;
use crate::serve::question::{Keep, Question};
use crate::serve::save::{Texts, is_the_same, written};
use crate::words::Lang;
use crate::words::serve::{Problem, saved};

/// What the page gets of a scenario that was kept.
#[derive(Serialize)]
struct Kept {
    id: String,
    said: Text,
    panel: Panel,
    part: Part,
}

/// Keeps a question as a scenario of the case.
///
/// # Errors
/// Why it is not kept; nothing has been written then.
pub fn save(shared: &Shared, question: &Question) -> Result<Vec<u8>, Refused> {
    let _one = lock(&shared.saving);
    let world = shared.world();
    let whole = |problem: &Problem| Refused::of("", problem);
    if !shared.path.join("case.toml").is_file() {
        return Err(whole(&Problem::Workbook));
    }
    question.check(&world.case)?;
    let keep = question.save.clone().ok_or_else(|| Refused::of("save", &Problem::Needed))?;
    let _lock = held(&shared.path)?;
    let mut files = Files::open(&shared.path).map_err(|found| Refused::by_reader(&found))?;
    files.folder.clone_from(&world.case.portfolio.id);
    let case = input::build(&files).map_err(|found| Refused::by_reader(&found))?.value;
    if manifest::inputs(&case) != manifest::inputs(&world.case) {
        return Err(whole(&Problem::CaseChanged));
    }
    let wished =
        question.asked.wished(&case).map_err(|broken| whole(&crate::serve::question::problem_of(broken)))?;
    let new = written(&case, question, &keep, &wished.scenario, &texts(&files), &store::now());
    let new = new.map_err(|(field, problem)| Refused::of(&field, &problem))?;
    for (name, bytes) in &new.files {
        files.put(name, bytes.clone());
    }
    let after = input::build(&files).map_err(|found| Refused::by_reader(&found))?.value;
    let id = keep.id.trim().to_owned();
    if !is_the_same(&case, &after, &id, &wished.scenario) {
        return Err(whole(&Problem::NotTheSame));
    }
    // Where the system does not confirm that it is on the disk, it is in place all the same.
    let _synced = store::save(&shared.path, &case.inputs, &new.files).map_err(|why| {
        whole(&match why {
            NotSaved::Changed(_) => Problem::CaseChanged,
            NotSaved::Link(name) => Problem::Link(name),
            NotSaved::Failed((path, error)) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                Problem::CannotWrite(name.unwrap_or_default(), error.to_string())
            }
        })
    })?;
    let fresh = answered(shared.line.known(question));
    let grown = world.grown(after, &fresh, shared.guard.token(), shared.lang);
    let told = kept(&grown, &keep, &question.asked.scenario, new.decisions);
    *shared.world.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(grown);
    Ok(told)
}

/// The case's lock; whoever decides by another command takes it too, for a moment.
fn held(case: &Path) -> Result<Lock, Refused> {
    let asked = Instant::now();
    Lock::take(&lock_of(case), "serve", &|| asked.elapsed() < PATIENCE).map_err(|busy| {
        Refused::of(
            "",
            &match busy {
                Busy::Held(holder) => Problem::Held(holder),
                Busy::Failed((path, error)) => {
                    Problem::CannotWrite(path.display().to_string(), error.to_string())
                }
            },
        )
    })
}

/// How long a save waits for another.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the page is told.
fn kept(world: &World, keep: &Keep, before: &str, decisions: usize) -> Vec<u8> {
    let id = keep.id.trim().to_owned();
    let (Some((scenario, answer)), Some((base, known))) = (world.of_scenario(&id), world.of_scenario(before))
    else {
        return Vec::new();
    };
    let key = format!("s:{id}");
    let plan = known.outcome.solved().map(|solved| &solved.plan);
    let told = Told { case: &world.case, scenario, before: (base, plan), key: &key };
    let solved = answer.outcome.solved().and_then(|solved| Some((&solved.plan, solved.reached.first()?)));
    let mut part = match solved {
        Some((plan, reached)) => told.plan(plan, reached, true),
        None => told.none(answer, None),
    };
    for stop in &mut part.stops {
        (stop.name, stop.note) = (Text::from(&scenario.name), Text::from(&scenario.note));
    }
    let said = Text(saved(&id, decisions, Lang::Id), saved(&id, decisions, Lang::En));
    let panel = Panel::of(&world.case, scenario, answer);
    // Texts and numbers: this cannot fail.
    serde_json::to_vec(&Kept { id, said, panel, part }).unwrap_or_default()
}

fn texts(files: &Files) -> Texts {
    let held = |name: &str| {
        files.each().find(|(held, _)| *held == name).map(|(_, bytes)| bytes.to_vec()).unwrap_or_default()
    };
    let text = |name: &str| String::from_utf8_lossy(&held(name)).into_owned();
    Texts { case: text("case.toml"), scenarios: text("scenarios.toml"), decisions: held(decisions::FILE) }
}
