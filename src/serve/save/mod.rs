//! Keeping a question: the text that is added to the case's files, so that the case has the scenario that was asked about.
//!
//! What stands in the files stays, byte for byte; a scenario is added at the end of `scenarios.toml`, a weight set at the end of
//! `case.toml`, decisions at the end of `decisions.csv`. The new scenario is the table of the one asked about with what
//! was wished written into it (`table`). Whoever writes the files reads the case again with them first and compares
//! ([`is_the_same`]): what cannot be written down exactly is not kept.

mod change;
mod table;

use self::change::change;
use super::question::{Keep, Question};
use crate::input::Case;
use crate::input::decisions::{self, appended, sealed};
use crate::report::studies::what_if::{Asked, Wish};
use crate::scenario::{Action, Decision, Rule, Scenario};
use crate::words::serve::Problem;

/// The texts of a case's files.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// `case.toml`.
    pub case: String,
    /// `scenarios.toml`; empty where there is none.
    pub scenarios: String,
    /// `decisions.csv`; empty where there is none.
    pub decisions: Vec<u8>,
}

/// Files to be written, in the order in which to write them, and how many decisions they put on record.
#[derive(Clone, Debug)]
pub struct Written {
    /// Name and contents.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// Decisions.
    pub decisions: usize,
}

/// What the files hold once the question is kept. `wished` is the scenario that was asked about, `date` is now.
///
/// # Errors
/// What is needed and missing, with its field, or what cannot be written down.
pub fn written(
    case: &Case,
    question: &Question,
    keep: &Keep,
    wished: &Scenario,
    texts: &Texts,
    date: &str,
) -> Result<Written, (String, Problem)> {
    for (name, text) in [("id", &keep.id), ("name", &keep.name), ("by", &keep.by), ("basis", &keep.basis)] {
        if text.trim().is_empty() {
            return Err((format!("save.{name}"), Problem::Needed));
        }
    }
    let asked = &question.asked;
    for id in asked.wishes.iter().filter_map(about) {
        if !asked.reasons.contains_key(id) {
            return Err((format!("reasons.{id}"), Problem::Needed));
        }
    }
    // A last entry that is dated ahead by mistake must not close the log.
    let last = case.decisions.last().filter(|last| !decisions::is_ahead(&last.date, date));
    if let Some(last) = last.filter(|last| decisions::is_before(date, &last.date)) {
        return Err((String::new(), Problem::DatedBack(last.date.clone())));
    }
    let entries = entries(case, asked, keep, wished, date);
    if let Some(entry) = entries.iter().find(|entry| decisions::flaw(entry).is_some()) {
        let field =
            decisions::flaw(entry).map_or("basis", |column| if column == "actor" { "by" } else { "basis" });
        return Err((format!("save.{field}"), Problem::BadText));
    }
    let whole = |problem| (String::new(), problem);
    let mut files = Vec::new();
    if let Some(text) = table::weights(case, asked, keep, &texts.case) {
        files.push(("case.toml", text.into_bytes()));
    }
    let scenarios = table::scenario(case, asked, keep, wished, texts).map_err(whole)?;
    files.push(("scenarios.toml", scenarios.into_bytes()));
    let (mut log, mut text) = (case.decisions.clone(), texts.decisions.clone());
    for entry in entries {
        let entry = sealed(&log, entry);
        text = appended(&text, &entry);
        log.push(entry);
    }
    files.push((decisions::FILE, text));
    Ok(Written { files, decisions: log.len() - case.decisions.len() })
}

/// The initiative that a wish decides about.
fn about(wish: &Wish) -> Option<&String> {
    match wish {
        Wish::Start { id, .. } | Wish::Must(id) | Wish::Without(id) => Some(id),
        _ => None,
    }
}

/// What goes on record: one decision for each wish, with the value before and after.
fn entries(case: &Case, asked: &Asked, keep: &Keep, wished: &Scenario, date: &str) -> Vec<Decision> {
    let held = case.scenarios.iter().find(|scenario| scenario.id == asked.scenario);
    let entry = |wish: &Wish| {
        let (action, subject) = match wish {
            Wish::Start { id, .. } | Wish::Must(id) => (Action::ForceIn, id.clone()),
            Wish::Without(id) => (Action::ForceOut, id.clone()),
            Wish::Ceiling { year, .. } => (Action::Ceiling, year.to_string()),
            Wish::CeilingOf { id, year, .. } => (Action::Ceiling, format!("{id} {year}")),
            Wish::FundOf { fund, year, .. } => (Action::Ceiling, format!("{fund} {year}")),
            Wish::Agency { agency, .. } => (Action::Ceiling, agency.clone()),
            Wish::Cut(cut) => (Action::Ceiling, cut.year.to_string()),
            Wish::CutFund { fund, .. } => (Action::Ceiling, fund.clone()),
            Wish::Scale(_) => (Action::Ceiling, "*".to_owned()),
            Wish::Weights(_) => (Action::Weight, keep.id.clone()),
            Wish::Off { rules, id } => {
                let subject = id.as_ref().map_or_else(|| rules.clone(), |id| format!("{rules}:{id}"));
                (Action::Rule, subject)
            }
        };
        let value = held.map(|held| change(case, held, wished, wish)).unwrap_or_default();
        let reason = about(wish).and_then(|id| asked.reasons.get(id));
        let basis = reason.map_or_else(
            || keep.basis.trim().to_owned(),
            |reason| format!("{reason} ({})", keep.basis.trim()),
        );
        Decision {
            number: 0,
            date: date.to_owned(),
            actor: keep.by.trim().to_owned(),
            action,
            scenario: keep.id.trim().to_owned(),
            subject,
            value,
            basis,
            previous: String::new(),
            hash: String::new(),
        }
    };
    asked.wishes.iter().map(entry).collect()
}

/// Whether the case with the new files has the scenario that was asked about, and every other as it was.
#[must_use]
pub fn is_the_same(before: &Case, after: &Case, id: &str, wished: &Scenario) -> bool {
    let same = |one: &Scenario, other: &Scenario| {
        sorted(&one.rules) == sorted(&other.rules)
            && (&one.values, &one.base, &one.goals) == (&other.values, &other.base, &other.goals)
    };
    let find = |id: &str| after.scenarios.iter().find(|scenario| scenario.id == id);
    before.portfolio == after.portfolio
        && find(id).is_some_and(|found| same(found, wished))
        && before.scenarios.iter().all(|held| find(&held.id).is_some_and(|found| found == held))
}

/// Rules in an order that does not depend on where they came from.
fn sorted(rules: &[Rule]) -> Vec<String> {
    let mut told: Vec<String> = rules.iter().map(|rule| format!("{rule:?}")).collect();
    told.sort();
    told
}
