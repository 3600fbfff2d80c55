//! `manifest.json`: what a run wrote, with the hash of every file, and in which language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Shown, VERSION, certificate_json, claimed, json, run_json};
use crate::claims::Unreadable;
use crate::input::Case;
use crate::solve::{Outcome, Stopped};
use crate::words::Lang;

/// What a run wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The case's id.
    pub case: String,
    /// The program's version.
    pub version: String,
    /// `id` or `en`.
    pub language: String,
    /// Ids of the scenarios answered, in their order.
    pub scenarios: Vec<String>,
    /// One hash over all inputs.
    pub inputs: String,
    /// Every file the run wrote besides this one and those that depend on the clock, with its SHA-256.
    pub files: BTreeMap<String, String>,
    /// For what is made of results that stand beside it: each of their files it was made of, by its path from the case's
    /// folder of results, with its SHA-256.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, String>,
    /// For a run that ended before everything was proven: each part without a proof (a scenario's id, `curve`, `ladder`,
    /// `explain`) with the reason, a word of `STOPPED` in `report::json`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ended: Ended,
    /// The last entry that the log of decisions had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<LogHead>,
}

/// Parts of a run without a proof, by name.
pub type Ended = BTreeMap<String, Unproven>;

/// A part of a run that has no proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unproven {
    /// Why, a word of `STOPPED` in `report::json`.
    pub why: String,
    /// What there is all the same.
    pub holds: Holds,
}

/// What is known without a full proof, the less first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// No plan.
    Nothing,
    /// A plan.
    Plan,
    /// A plan that is proven the best by the first goal.
    FirstGoal,
}

/// The last entry of a log of decisions: whoever cuts or rewrites the log later cannot reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogHead {
    /// Its number, from 1.
    pub number: usize,
    /// Its hash.
    pub hash: String,
}

/// What file managers leave in folders that somebody looked at.
const OF_FILE_MANAGERS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

impl Manifest {
    /// The manifest's file name.
    pub const FILE: &'static str = "manifest.json";

    /// The manifest of these files.
    #[must_use]
    pub fn of(case: &Case, scenarios: Vec<String>, lang: Lang, files: &BTreeMap<String, Vec<u8>>) -> Self {
        let kept = files.iter().filter(|(path, _)| !Self::leaves_out(path));
        Self {
            case: case.portfolio.id.clone(),
            version: VERSION.to_owned(),
            language: lang.pick("id", "en").to_owned(),
            scenarios,
            inputs: inputs(case),
            files: kept.map(|(path, bytes)| (path.clone(), certificate_json::hash(bytes))).collect(),
            sources: BTreeMap::new(),
            ended: Ended::new(),
            decisions: LogHead::of(case),
        }
    }

    /// Whether a file is not listed: the manifest itself, what depends on the clock, and what file managers leave.
    #[must_use]
    pub fn leaves_out(path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        path == Self::FILE || name == run_json::FILE || Self::is_of_a_file_manager(path)
    }

    /// Whether a file manager left this file: no run wrote it, and it is no reason to stop one.
    #[must_use]
    pub fn is_of_a_file_manager(path: &str) -> bool {
        OF_FILE_MANAGERS.contains(&path.rsplit('/').next().unwrap_or(path))
    }

    /// Whether a result of the same inputs knows more of any part.
    #[must_use]
    pub fn is_weaker_than(&self, earlier: &Self) -> bool {
        let knows_less = |(part, own): (&String, &Unproven)| {
            earlier.ended.get(part).is_none_or(|held| own.holds < held.holds)
        };
        self.inputs == earlier.inputs && self.ended.iter().any(knows_less)
    }

    /// The manifest that somebody wrote.
    ///
    /// # Errors
    /// What is wrong with the document.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        claimed::document(bytes)
    }

    /// The language of the run.
    #[must_use]
    pub fn lang(&self) -> Lang {
        if self.language == "en" { Lang::En } else { Lang::Id }
    }

    /// The document.
    #[must_use]
    pub fn render(&self) -> Vec<u8> {
        json::bytes(self)
    }
}

impl LogHead {
    /// The last entry of the case's log; none where nothing is decided.
    #[must_use]
    pub fn of(case: &Case) -> Option<Self> {
        case.decisions.last().map(|last| Self { number: last.number, hash: last.hash.clone() })
    }
}

/// The scenarios of a run that have no proof, by id.
#[must_use]
pub fn ended(shown: &[Shown]) -> Ended {
    let one = |one: &Shown| {
        let (why, holds) = match &one.answer.outcome {
            Outcome::Proven(_) | Outcome::Infeasible => return None,
            Outcome::Unknown(why) => (*why, Holds::Nothing),
            Outcome::Best(solved, why) if solved.reached.first().is_some_and(|first| first.proven) => {
                (*why, Holds::FirstGoal)
            }
            Outcome::Best(_, why) => (*why, Holds::Plan),
        };
        Some(part(&one.scenario.id, why, holds))
    };
    shown.iter().filter_map(one).collect()
}

/// A part of a run without a proof, as a manifest has it.
#[must_use]
pub fn part(name: &str, why: Stopped, holds: Holds) -> (String, Unproven) {
    (name.to_owned(), Unproven { why: json::stop_word(why).to_owned(), holds })
}

/// The version that a document names as its own; `None` where it names none.
#[must_use]
pub fn named_version(document: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        version: Option<String>,
    }
    claimed::document::<Head>(document).ok()?.version
}

/// One hash over the names and hashes of all inputs.
#[must_use]
pub fn inputs(case: &Case) -> String {
    let lines: Vec<String> =
        case.inputs.iter().map(|file| format!("{} {}\n", file.sha256, file.name)).collect();
    certificate_json::hash(lines.concat().as_bytes())
}
