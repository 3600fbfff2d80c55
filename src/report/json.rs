//! What the JSON documents share: statuses, inputs, goals and how numbers are written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::carried;
use super::claimed;
use super::findings::Row;
use crate::input::Case;
use crate::portfolio::Portfolio;
use crate::scenario::Goal;
use crate::signs;
use crate::solve::{Outcome, Reached, Stopped};
use crate::units::{Points, SchemeIx, real};
use crate::words::Lang;

/// Bytes of a document, indented, with a newline at the end; hidden signs are written as their numbers.
pub fn bytes(document: &impl Serialize) -> Vec<u8> {
    let text = serde_json::to_string_pretty(document).unwrap_or_default() + "\n";
    signs::visible(&text).into_owned().into_bytes()
}

/// A document with the findings that its run carries.
#[derive(Serialize)]
struct Carrying<'a, D> {
    #[serde(flatten)]
    document: &'a D,
    findings: Vec<Row<'a>>,
}

/// The same of a document of a run, which ends in the findings that can change its numbers. They are in the language of the
/// case, so that the document is the same whatever language its run speaks.
pub fn carrying(document: &impl Serialize, case: &Case) -> Vec<u8> {
    let lang = Lang::from_code(&case.language).unwrap_or(Lang::Id);
    bytes(&Carrying { document, findings: carried::rows(case, lang) })
}

/// The status word of an outcome.
pub fn status(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Proven(_) => "proven",
        Outcome::Best(..) => "best",
        Outcome::Infeasible => "infeasible",
        Outcome::Unknown(_) => "unknown",
    }
}

/// The word for what stopped a search.
pub fn stopped(outcome: &Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Best(_, stopped) | Outcome::Unknown(stopped) => Some(stop_word(*stopped)),
        Outcome::Proven(_) | Outcome::Infeasible => None,
    }
}

/// The word for a reason.
#[must_use]
pub const fn stop_word(stopped: Stopped) -> &'static str {
    match stopped {
        Stopped::Gap => "gap",
        Stopped::TimeLimit => "time-limit",
        Stopped::WorkLimit => "work-limit",
        Stopped::Interrupted => "interrupted",
        Stopped::Solver => "solver",
    }
}

/// Words for what stopped a search.
pub const STOPPED: [(Stopped, &str); 5] = {
    const fn of(stopped: Stopped) -> (Stopped, &'static str) {
        (stopped, stop_word(stopped))
    }
    [
        of(Stopped::Gap),
        of(Stopped::TimeLimit),
        of(Stopped::WorkLimit),
        of(Stopped::Interrupted),
        of(Stopped::Solver),
    ]
};

/// Input files and their hashes.
pub fn inputs(case: &Case) -> BTreeMap<&str, &str> {
    case.inputs.iter().map(|file| (file.name.as_str(), file.sha256.as_str())).collect()
}

/// A goal as it is written in `case.toml`.
pub fn goal_word(portfolio: &Portfolio, goal: Goal) -> String {
    match goal {
        Goal::MostValue => "value".to_owned(),
        Goal::LeastCost => "cost".to_owned(),
        Goal::HighestIndex { scheme, year } => format!("index:{}:{}", portfolio.scheme(scheme).id, year.0),
        Goal::EarliestStarts => "earliest".to_owned(),
        Goal::FirstInOrder => "order".to_owned(),
    }
}

/// A goal from its word.
pub fn goal_of(portfolio: &Portfolio, word: &str) -> Option<Goal> {
    match word {
        "value" => Some(Goal::MostValue),
        "cost" => Some(Goal::LeastCost),
        "earliest" => Some(Goal::EarliestStarts),
        "order" => Some(Goal::FirstInOrder),
        _ => {
            let (scheme, year) = word.strip_prefix("index:")?.rsplit_once(':')?;
            let scheme = SchemeIx(portfolio.schemes.iter().position(|held| held.id == scheme)?);
            Some(Goal::HighestIndex { scheme, year: claimed::year(year.parse().ok()?).ok()? })
        }
    }
}

/// A goal as far as it was met, in its smallest unit: millionths of a point, currency units, initiative-years,
/// hundredths of a level times thousandths of a percent.
#[derive(Serialize, Deserialize)]
pub struct GoalRow {
    pub goal: String,
    #[serde(with = "integer")]
    pub value: i128,
    #[serde(with = "integer")]
    pub claimed_bound: i128,
    pub gap: f64,
    pub proven: bool,
}

/// Every goal of a plan.
pub fn goals(portfolio: &Portfolio, reached: &[Reached]) -> Vec<GoalRow> {
    reached.iter().map(|one| goal_row(portfolio, one)).collect()
}

/// One goal of a plan.
pub fn goal_row(portfolio: &Portfolio, one: &Reached) -> GoalRow {
    GoalRow {
        goal: goal_word(portfolio, one.goal),
        value: one.value,
        claimed_bound: one.bound,
        gap: one.gap(),
        proven: one.proven,
    }
}

/// The number readers see for a goal's integer: points for value, the integer itself otherwise.
pub fn in_points(portfolio: &Portfolio, goal: Goal, number: i128) -> f64 {
    let number = real(i64::try_from(number).unwrap_or(i64::MAX));
    match goal {
        Goal::MostValue => number / real(Points::PER_POINT),
        Goal::LeastCost => number / 10_f64.powi(i32::from(portfolio.currency.decimals)),
        _ => number,
    }
}

/// Integers as JSON numbers where they fit 64 bits, as text where they do not.
pub mod integer {
    use serde::{Deserializer, Serializer};

    /// Writes one.
    pub fn serialize<S: Serializer>(number: &i128, serializer: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(*number) {
            Ok(number) => serializer.serialize_i64(number),
            Err(_) => serializer.serialize_str(&number.to_string()),
        }
    }

    /// Reads one.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
        super::super::claimed::wide(deserializer)
    }
}
