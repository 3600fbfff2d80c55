//! Checks an output folder without a solver and without trusting it.
//!
//! The inputs kept beside the plans are read again and hashed; every plan is audited; every number is recomputed and
//! every table rendered again and compared byte for byte; the bound that the stored multipliers prove is recomputed in
//! exact integers. What remains is the solver's claim, which is named as such.

use std::collections::BTreeMap;

use crate::audit::{self, Violation};
use crate::input::Case;
use crate::model::{bound, formulate};
use crate::plan::standing;
use crate::portfolio::Portfolio;
use crate::report::certificate_json::{self, Unreadable};
use crate::report::manifest::Manifest;
use crate::report::{RENDERERS, Shown, comparison_csv};
use crate::scenario::{Goal, Scenario};
use crate::solve::{Outcome, Solved, conflict, missing};
use crate::study::Answer;

/// A difference between what a folder says and what is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A file that should be there is not.
    Missing(String),
    /// A file that was not written by the run.
    Unexpected(String),
    /// A file is not the one the run wrote.
    Changed(String),
    /// A table or document says something else than follows from the inputs and the plan; first at this line.
    Rendered {
        /// The file.
        file: String,
        /// Where the first difference is, from 1.
        line: usize,
        /// What it says there.
        found: String,
        /// What it should say.
        expected: String,
    },
    /// A certificate cannot be read.
    Unreadable(String, Unreadable),
    /// A certificate speaks of a scenario the case does not have.
    NoScenario(String),
    /// The plan breaks a rule.
    Broken(String, Violation),
    /// The plan does not reach what is claimed of a goal.
    Goal {
        /// The scenario.
        scenario: String,
        /// Which goal.
        goal: Goal,
        /// What is claimed.
        claimed: i128,
        /// What it reaches.
        reached: i128,
    },
    /// The plan is called proven, but its claimed bound is not its value.
    NotProven(String),
    /// The claimed bound is weaker or stronger than it can be, or the stored multipliers prove another bound.
    Bound {
        /// The scenario.
        scenario: String,
        /// What is claimed.
        claimed: i128,
        /// What was recomputed; `None` where the multipliers are no proof at all.
        checked: Option<i128>,
    },
    /// A plan that should show that a rule of a conflict is needed does not.
    Witness(String, usize),
    /// The extra money said to be enough is not.
    NotEnough(String),
}

/// What was found to be true of one scenario.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its id.
    pub scenario: String,
    /// The answer that was checked.
    pub answer: Answer,
}

/// The result of checking a folder.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Every scenario whose certificate could be read.
    pub checked: Vec<Checked>,
    /// Every difference, in the order of the scenarios and files.
    pub differences: Vec<Difference>,
}

/// Checks the files of an output folder (by their paths relative to it) against the case read from its inputs.
#[must_use]
pub fn verify(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Verdict {
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
    let comparison = comparison_csv::render(&shown, manifest.lang());
    verdict.differences.extend(compare("comparison.csv", &comparison, files));
    verdict
}

/// Files that are not as the run left them.
fn listed(manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Vec<Difference> {
    let wrong = manifest.files.iter().filter_map(|(path, hash)| match files.get(path) {
        None => Some(Difference::Missing(path.clone())),
        Some(bytes) if certificate_json::hash(bytes) != *hash => Some(Difference::Changed(path.clone())),
        Some(_) => None,
    });
    let unlisted = files.keys().filter(|path| !manifest.files.contains_key(*path) && !Manifest::leaves_out(path));
    wrong.chain(unlisted.map(|path| Difference::Unexpected(path.clone()))).collect()
}

fn scenario(
    case: &Case,
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
    id: &str,
    verdict: &mut Verdict,
) {
    let path = format!("{id}/certificate.json");
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
    verdict.differences.extend(claims(&case.portfolio, scenario, &answer));
    let shown = Shown { case, scenario, answer: &answer, lang: manifest.lang() };
    for renderer in RENDERERS.iter().filter(|r| !r.needs_plan || answer.outcome.solved().is_some()) {
        verdict.differences.extend(compare(&format!("{id}/{}", renderer.file), &(renderer.render)(&shown), files));
    }
    verdict.checked.push(Checked { scenario: id.to_owned(), answer });
}

/// Compares a file with what it should be.
fn compare(path: &str, expected: &[u8], files: &BTreeMap<String, Vec<u8>>) -> Option<Difference> {
    let Some(found) = files.get(path) else { return Some(Difference::Missing(path.to_owned())) };
    if found == expected {
        return None;
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

/// What is wrong with the claims about a plan.
fn claims(portfolio: &Portfolio, scenario: &Scenario, answer: &Answer) -> Vec<Difference> {
    let mut wrong = Vec::new();
    let id = &scenario.id;
    if let Some(solved) = answer.outcome.solved() {
        let broken = audit::violations(portfolio, scenario, &solved.plan);
        wrong.extend(broken.into_iter().map(|violation| Difference::Broken(id.clone(), violation)));
        wrong.extend(goals(portfolio, scenario, solved));
        let proven = solved.reached.iter().all(|goal| goal.proven && goal.value == goal.bound);
        if matches!(answer.outcome, Outcome::Proven(_)) && !proven {
            wrong.push(Difference::NotProven(id.clone()));
        }
        wrong.extend(bounds(portfolio, scenario, answer, solved));
    }
    if let Some(found) = &answer.conflict {
        for (at, plan) in found.without.iter().enumerate() {
            let dropped = found.rules.get(at).copied();
            let others: Vec<usize> = found.rules.iter().copied().filter(|rule| Some(*rule) != dropped).collect();
            let reduced = conflict::reduced(portfolio, scenario, &others);
            if plan.as_ref().is_some_and(|plan| !audit::keeps_all(portfolio, &reduced, plan)) {
                wrong.push(Difference::Witness(id.clone(), at));
            }
        }
    }
    if let Some(found) = &answer.missing {
        let raised = missing::raised(portfolio, scenario, &found.by_year);
        if !audit::keeps_all(portfolio, &raised, &found.plan) {
            wrong.push(Difference::NotEnough(id.clone()));
        }
    }
    wrong
}

fn goals(portfolio: &Portfolio, scenario: &Scenario, solved: &Solved) -> Vec<Difference> {
    let wrong = solved.reached.iter().filter_map(|claim| {
        let reached = standing::goal(portfolio, scenario, &solved.plan, claim.goal);
        (reached != claim.value).then(|| Difference::Goal {
            scenario: scenario.id.clone(),
            goal: claim.goal,
            claimed: claim.value,
            reached,
        })
    });
    wrong.collect()
}

/// The multipliers must prove exactly the bound they are said to, and no plan may pass it.
fn bounds(portfolio: &Portfolio, scenario: &Scenario, answer: &Answer, solved: &Solved) -> Option<Difference> {
    let relaxation = answer.relaxation.as_ref()?;
    let program = formulate(portfolio, scenario).program;
    let objective = program.objectives.first()?;
    let checked = bound::checked(&program, objective, &relaxation.multipliers).ok();
    let first = solved.reached.first()?;
    let passed = checked.is_some_and(|checked| {
        if objective.maximise { first.value > checked } else { first.value < checked }
    });
    (checked != Some(relaxation.bound) || passed).then(|| Difference::Bound {
        scenario: scenario.id.clone(),
        claimed: relaxation.bound,
        checked,
    })
}
