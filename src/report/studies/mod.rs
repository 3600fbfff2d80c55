//! Folders of studies: a study's answers are those of scenarios derived from the case, so that every table, document and
//! check of a scenario serves them too.
//!
//! [`Asked`] is what a study was asked, kept in its JSON document; [`derived`] gives the case whose scenarios its answers
//! belong to; [`extras`] renders the study's own tables. `verify` does the same with what it reads.

pub mod alternatives;
mod bounds;
mod charts;
pub mod compare;
pub mod revise;
pub mod what_if;

pub use bounds::{MOST_ALTERNATIVES, askable};
pub use charts::charts;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::bundle::{self, Bundle, Files, INPUTS};
use super::manifest::{Manifest, ended};
use super::{Shown, carried, claimed, json};
use crate::chart::Chart;
use crate::claims::Unreadable;
use crate::input::{Case, InputFile};
use crate::scenario::Scenario;
use crate::study;
use crate::units::Year;
use crate::words::{Lang, rules};

/// What a study was asked, and what its solver claims beside the plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "lowercase")]
pub enum Asked {
    /// Two plans.
    Compare(compare::Asked),
    /// An earlier plan from a year on.
    Revise(revise::Asked),
    /// Plans nearly as good as the best.
    Alternatives(alternatives::Asked),
    /// A scenario with something wished.
    WhatIf(what_if::Asked),
}

/// The total ceiling of a year cut by a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The year.
    pub year: i32,
    /// The share in hundredths of a percent.
    pub share: i64,
}

/// Why a folder's question cannot be put to its case again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The case has no scenario of this id.
    NoScenario(String),
    /// The case has no initiative of this id.
    NoInitiative(String),
    /// The case has no agency or fund of this id.
    NoPayer(String),
    /// A year without a total ceiling to cut.
    NoCeiling(i32),
    /// The case has no criterion of this id.
    NoCriterion(String),
    /// There is no kind of rules of this word.
    NoRules(String),
    /// The earlier plan is missing or cannot be read.
    NoPlan(String),
    /// An answer that the study cannot have.
    NoAnswer(String),
    /// A number that is out of range, or of too many things.
    OutOfRange(String),
}

impl Asked {
    /// The study's JSON document.
    #[must_use]
    pub fn file(&self) -> &'static str {
        match self {
            Self::Compare(_) => "compare.json",
            Self::Revise(_) => "revise.json",
            Self::Alternatives(_) => "alternatives.json",
            Self::WhatIf(_) => "whatif.json",
        }
    }

    /// What the folder with these files was asked; `None` where it is no study's, and an error where its document
    /// cannot be read.
    #[must_use]
    pub fn of_files(files: &BTreeMap<String, Vec<u8>>) -> Option<Result<Self, (String, Unreadable)>> {
        #[derive(Deserialize)]
        struct Document {
            asked: Asked,
        }
        let name = ["compare.json", "revise.json", "alternatives.json", "whatif.json"]
            .into_iter()
            .find(|n| files.contains_key(*n))?;
        let read = claimed::document::<Document>(&files[name]);
        Some(read.map(|document| document.asked).map_err(|error| (name.to_owned(), error)))
    }
}

/// The case whose scenarios the answers of these ids belong to; `earlier` is the file of an earlier plan.
///
/// # Errors
/// What cannot be put again.
pub fn derived(
    case: &Case,
    asked: &Asked,
    ids: &[String],
    earlier: Option<(&str, &[u8])>,
) -> Result<Case, Broken> {
    askable(case, asked, ids)?;
    let mut found = case.clone();
    match asked {
        Asked::Compare(asked) => found.scenarios = asked.scenarios(case)?,
        Asked::Revise(asked) => {
            let (name, bytes) = earlier.ok_or_else(|| Broken::NoPlan(asked.plan.clone()))?;
            found.scenarios = asked.scenarios(case, ids, name, bytes)?;
            found.inputs.push(revise::input(name, bytes));
            let plan = crate::input::earlier(&case.portfolio, name, bytes);
            found.findings.extend(plan.into_iter().flat_map(|read| read.findings));
        }
        Asked::Alternatives(asked) => found.scenarios = asked.scenarios(case, ids)?,
        Asked::WhatIf(asked) => found.scenarios = asked.scenarios(case)?,
    }
    Ok(found)
}

/// The file of an earlier plan among those of a folder of results: its name and bytes.
#[must_use]
pub fn earlier<'a>(asked: &'a Asked, files: &'a BTreeMap<String, Vec<u8>>) -> Option<(&'a str, &'a [u8])> {
    let Asked::Revise(asked) = asked else { return None };
    let bytes = files.get(&format!("{INPUTS}/{}", revise::input_name(&asked.plan)))?;
    Some((asked.plan.as_str(), bytes.as_slice()))
}

/// The study's own tables and documents.
#[must_use]
pub fn extras(asked: &Asked, shown: &[Shown], lang: Lang) -> Vec<(String, Vec<u8>)> {
    let files = match asked {
        Asked::Compare(_) => compare::files(asked, shown, lang),
        Asked::Revise(own) => revise::files(asked, own, shown, lang),
        Asked::Alternatives(own) => alternatives::files(asked, own, shown, lang),
        Asked::WhatIf(_) => what_if::files(asked, shown, lang),
    };
    let found = shown.first().map(|first| carried::text(first.case, lang)).unwrap_or_default();
    let ended = |(name, mut bytes): (&str, Vec<u8>)| {
        // The words of a study end in what its run carries; its document has it from `document`.
        if std::path::Path::new(name).extension().is_some_and(|ending| ending == "txt") {
            bytes.extend(found.as_bytes());
        }
        (name.to_owned(), bytes)
    };
    files.into_iter().map(ended).collect()
}

/// Everything a study writes; `case` is the derived one.
#[must_use]
pub fn bundle(
    case: &Case,
    asked: &Asked,
    shown: &[Shown],
    lang: Lang,
    charts: Vec<(String, Chart)>,
    before: Duration,
) -> Bundle {
    let Bundle { mut files, mut failed } = bundle::bundle(case, shown, lang, false, before);
    files.remove(Manifest::FILE);
    files.extend(extras(asked, shown, lang));
    for (path, result) in bundle::paint(charts) {
        match result {
            Ok(bytes) => drop(files.insert(path, bytes)),
            Err(why) => failed.push((path, why)),
        }
    }
    seal(case, shown, lang, &mut files);
    Bundle { files, failed }
}

fn seal(case: &Case, shown: &[Shown], lang: Lang, files: &mut Files) {
    let ids = shown.iter().map(|one| one.scenario.id.clone()).collect();
    let manifest = Manifest { ended: ended(shown), ..Manifest::of(case, ids, lang, files) };
    files.insert(Manifest::FILE.to_owned(), manifest.render());
}

/// A scenario of the case.
fn scenario<'a>(case: &'a Case, id: &str) -> Result<&'a Scenario, Broken> {
    let found = case.scenarios.iter().find(|scenario| scenario.id == id);
    found.ok_or_else(|| Broken::NoScenario(id.to_owned()))
}

/// A scenario of the case with its cuts.
fn cut(case: &Case, id: &str, cuts: &[Cut]) -> Result<Scenario, Broken> {
    let cuts: Vec<(Year, i64)> = cuts.iter().map(|cut| (Year(cut.year), cut.share)).collect();
    study::cut(scenario(case, id)?, &cuts).map_err(|year| Broken::NoCeiling(year.0))
}

/// A file as an input.
fn as_input(name: &str, bytes: &[u8]) -> InputFile {
    crate::input::input_file(name, bytes)
}

/// Bytes of a study's document.
fn document(shown: &[Shown], document: &impl Serialize) -> Vec<u8> {
    match shown.first() {
        Some(first) => json::carrying(document, first.case),
        None => json::bytes(document),
    }
}

/// A side without a plan, and why.
#[derive(Serialize)]
pub struct WithoutPlan<'a> {
    scenario: &'a str,
    status: &'static str,
    /// Rules that cannot all hold.
    conflict: Vec<RuleRow>,
    /// The least extra money by year that would do, in the smallest counted unit.
    extra_money: BTreeMap<i32, i64>,
}

#[derive(Serialize)]
struct RuleRow {
    rule: usize,
    id: String,
    en: String,
}

/// Every side that has no plan.
fn without_plan<'a>(shown: &'a [Shown]) -> Vec<WithoutPlan<'a>> {
    let row = |one: &'a Shown| {
        let say = |at: usize, lang| rules::sentence(&one.case.portfolio, &one.scenario.rules[at], lang);
        let rule = |&rule: &usize| RuleRow { rule, id: say(rule, Lang::Id), en: say(rule, Lang::En) };
        let (conflict, missing) = (one.answer.conflict.iter(), one.answer.missing.iter());
        WithoutPlan {
            scenario: &one.scenario.id,
            status: json::status(&one.answer.outcome),
            conflict: conflict.flat_map(|found| &found.rules).map(rule).collect(),
            extra_money: missing
                .flat_map(|found| &found.by_year)
                .map(|(year, money)| (year.0, money.0))
                .collect(),
        }
    };
    shown.iter().filter(|one| one.answer.outcome.solved().is_none()).map(row).collect()
}
