//! `certificate.json`: what an auditor needs to check a plan without trusting the optimizer.
//!
//! It names the inputs by hash, the plan, how far every rule is from breaking, what the solver claims cannot be
//! passed, and multipliers from which `verify` recomputes a bound in exact integers (see `model::bound`). Claimed and
//! checked are two different words here, always.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Shown, VERSION, claimed, json, program};
use crate::audit::{self, Unit};
use crate::claims::Unreadable;
use crate::input::{Case, decisions};
use crate::model::{bound, formulate};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::solve::conflict::Conflict;
use crate::solve::missing::Missing;
use crate::solve::{Outcome, Reached, Relaxation, Solved, Stopped};
use crate::study::{Answer, Told};
use crate::words::{Lang, rules};

/// The format's name.
const FORMAT: &str = "petajalan-certificate/1";

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    case: String,
    scenario: String,
    version: String,
    solver: String,
    status: String,
    stopped: Option<String>,
    inputs: BTreeMap<String, String>,
    program: ProgramRow,
    starts: BTreeMap<String, i32>,
    goals: Vec<json::GoalRow>,
    checked_bound: Option<CheckedRow>,
    rules: Vec<RuleRow>,
    conflict: Option<ConflictRow>,
    missing: Option<MissingRow>,
}

#[derive(Serialize, Deserialize)]
struct ProgramRow {
    variables: usize,
    rows: usize,
    nonzeros: usize,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
struct CheckedRow {
    #[serde(with = "json::integer")]
    bound: i128,
    /// Each multiplier stands for this fraction: number / `scale`.
    #[serde(with = "json::integer")]
    scale: i128,
    /// Row number (from 0, in the order of `--show-program`) and multiplier; rows not listed have none.
    multipliers: Vec<(usize, String)>,
}

#[derive(Serialize, Deserialize)]
struct RuleRow {
    rule: usize,
    id: String,
    en: String,
    #[serde(with = "json::integer")]
    slack: i128,
    unit: String,
}

#[derive(Serialize, Deserialize)]
struct ConflictRow {
    rules: Vec<usize>,
    /// For each of them, starts of a plan that keeps all the others.
    without: Vec<Option<BTreeMap<String, i32>>>,
}

#[derive(Serialize, Deserialize)]
struct MissingRow {
    by_year: Vec<(i32, i64)>,
    starts: BTreeMap<String, i32>,
    proven: bool,
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let (portfolio, scenario, answer) = (&shown.case.portfolio, shown.scenario, shown.answer);
    let formulation = formulate(portfolio, scenario);
    let mut text = Hash::default();
    program::write(portfolio, scenario, &formulation.program, &mut text);
    let solved = answer.outcome.solved();
    json::bytes(&Document {
        format: FORMAT.to_owned(),
        case: portfolio.id.clone(),
        scenario: scenario.id.clone(),
        version: VERSION.to_owned(),
        solver: answer.solver.clone(),
        status: json::status(&answer.outcome).to_owned(),
        stopped: json::stopped(&answer.outcome).map(str::to_owned),
        inputs: json::inputs(shown.case).into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect(),
        program: ProgramRow {
            variables: formulation.program.vars.len(),
            rows: formulation.program.rows.len(),
            nonzeros: formulation.program.nonzeros(),
            sha256: text.finish(),
        },
        starts: solved.map(|solved| starts(portfolio, &solved.plan)).unwrap_or_default(),
        goals: solved.map(|solved| json::goals(portfolio, &solved.reached)).unwrap_or_default(),
        checked_bound: answer.relaxation.as_ref().map(checked),
        rules: solved.map(|solved| slacks(portfolio, scenario, &solved.plan)).unwrap_or_default(),
        conflict: answer.conflict.as_ref().map(|conflict| ConflictRow {
            rules: conflict.rules.clone(),
            without: conflict
                .without
                .iter()
                .map(|plan| plan.as_ref().map(|p| starts(portfolio, p)))
                .collect(),
        }),
        missing: answer.missing.as_ref().map(|missing| MissingRow {
            by_year: missing.by_year.iter().map(|&(year, amount)| (year.0, amount.0)).collect(),
            starts: starts(portfolio, &missing.plan),
            proven: missing.proven,
        }),
    })
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The SHA-256 of a text that is never held as a whole.
#[derive(Default)]
struct Hash {
    sum: Sha256,
    /// What is not yet part of the sum: a text is written in very small pieces.
    held: String,
}

impl Hash {
    /// Bytes held before they are summed up.
    const HELD: usize = 1 << 16;

    fn finish(mut self) -> String {
        self.sum.update(self.held.as_bytes());
        hexadecimal(&self.sum.finalize())
    }
}

impl std::fmt::Write for Hash {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.held.push_str(text);
        if self.held.len() >= Self::HELD {
            self.sum.update(self.held.as_bytes());
            self.held.clear();
        }
        Ok(())
    }
}

/// The start years of a plan, by id.
pub(super) fn starts(portfolio: &Portfolio, plan: &Plan) -> BTreeMap<String, i32> {
    plan.started().map(|(ix, year)| (portfolio.initiative(ix).id.clone(), year.0)).collect()
}

fn checked(relaxation: &Relaxation) -> CheckedRow {
    let listed = relaxation.multipliers.iter().enumerate().filter(|(_, multiplier)| **multiplier != 0);
    CheckedRow {
        bound: relaxation.bound,
        scale: bound::SCALE,
        multipliers: listed.map(|(row, multiplier)| (row, multiplier.to_string())).collect(),
    }
}

fn slacks(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<RuleRow> {
    let row = |slack: audit::Slack| RuleRow {
        rule: slack.rule,
        id: rules::sentence(portfolio, &scenario.rules[slack.rule], Lang::Id),
        en: rules::sentence(portfolio, &scenario.rules[slack.rule], Lang::En),
        slack: slack.slack,
        unit: unit(slack.unit).to_owned(),
    };
    audit::slack(portfolio, scenario, plan).into_iter().map(row).collect()
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Money => "smallest unit of the resource",
        Unit::Starts => "initiatives",
        Unit::PersonMonths => "hundredths of a person-month",
        Unit::Level => "hundredths of a level times thousandths of a percent",
        Unit::Years => "years",
    }
}

/// Whether a certificate is of this format and names exactly the inputs of this case; what was decided since changes no
/// plan by itself.
#[must_use]
pub fn answers(case: &Case, bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        case: String,
        inputs: BTreeMap<String, String>,
    }
    let Ok(head) = claimed::document::<Head>(bytes) else { return false };
    same_inputs(case, &head.inputs) && head.format == FORMAT && head.case == case.portfolio.id
}

/// Whether these are the names and hashes of the case's inputs, the log of decisions apart.
#[must_use]
pub fn same_inputs(case: &Case, inputs: &BTreeMap<String, String>) -> bool {
    let counts = |one: &(&str, &str)| one.0 != decisions::FILE;
    let given = inputs.iter().map(|(name, hash)| (name.as_str(), hash.as_str()));
    given.filter(counts).eq(json::inputs(case).into_iter().filter(counts))
}

/// The answer a certificate claims, to be checked: the plan, what is said about it and the multipliers. Only its
/// form is checked here.
///
/// # Errors
/// What is wrong with the document, for `words`.
pub fn claimed(case: &Case, bytes: &[u8]) -> Result<(String, Answer), Unreadable> {
    let document: Document = claimed::document(bytes)?;
    if document.format != FORMAT {
        return Err(Unreadable::Format(document.format));
    }
    let portfolio = &case.portfolio;
    let held = case.scenarios.iter().find(|scenario| scenario.id == document.scenario);
    let outcome = outcome(portfolio, &document)?;
    let relaxation = match document.checked_bound.zip(held) {
        // Of a scenario that the case does not have, the id alone is wrong enough.
        None => None,
        Some((checked, held)) => {
            // As many as the program has rows, whatever the document says: it may be anybody's.
            let mut multipliers = vec![0; formulate(portfolio, held).program.rows.len()];
            for (row, text) in checked.multipliers {
                let slot = multipliers.get_mut(row).ok_or(Unreadable::Multiplier(row))?;
                *slot = text.parse().map_err(|_| Unreadable::Multiplier(row))?;
            }
            Some(Relaxation { multipliers, bound: checked.bound })
        }
    };
    let conflict = match document.conflict {
        None => None,
        Some(row) => Some(Conflict {
            rules: known_rules(portfolio, held, row.rules, row.without.len())?,
            without: row
                .without
                .iter()
                .map(|starts| starts.as_ref().map(|starts| claimed::plan(portfolio, starts)).transpose())
                .collect::<Result<_, _>>()?,
        }),
    };
    let missing = match document.missing {
        None => None,
        Some(row) => Some(Missing {
            by_year: claimed::amounts(row.by_year)?,
            plan: claimed::plan(portfolio, &row.starts)?,
            proven: row.proven,
        }),
    };
    let (solver, trace) = (document.solver, Vec::new());
    Ok((
        document.scenario,
        Answer { solver, outcome, relaxation, conflict, missing, trace, told: Told::default() },
    ))
}

/// Positions of the rules of a conflict, where the scenario has them all and each stands once; at most as many plans show
/// them to be needed.
fn known_rules(
    portfolio: &Portfolio,
    scenario: Option<&Scenario>,
    rules: Vec<usize>,
    plans: usize,
) -> Result<Vec<usize>, Unreadable> {
    let count = scenario.map_or(0, |held| held.rules.len());
    claimed::rules(rules.iter().copied(), count)?;
    if plans > rules.len() {
        return Err(Unreadable::TooMuch);
    }
    scenario.map_or(Ok(()), |held| claimed::judgeable(plans, portfolio, held))?;
    Ok(rules)
}

fn outcome(portfolio: &Portfolio, document: &Document) -> Result<Outcome, Unreadable> {
    let stopped = || -> Result<Stopped, Unreadable> {
        let word = document.stopped.as_deref().unwrap_or_default();
        let found = json::STOPPED.iter().find(|(_, known)| *known == word);
        found.map(|(stopped, _)| *stopped).ok_or_else(|| Unreadable::Word(word.to_owned()))
    };
    let solved = || -> Result<Solved, Unreadable> {
        let reached = document.goals.iter().map(|row| {
            let goal =
                json::goal_of(portfolio, &row.goal).ok_or_else(|| Unreadable::Word(row.goal.clone()))?;
            Ok(Reached { goal, value: row.value, bound: row.claimed_bound, proven: row.proven })
        });
        Ok(Solved {
            plan: claimed::plan(portfolio, &document.starts)?,
            reached: reached.collect::<Result<_, _>>()?,
        })
    };
    match document.status.as_str() {
        "proven" => Ok(Outcome::Proven(solved()?)),
        "best" => Ok(Outcome::Best(solved()?, stopped()?)),
        "infeasible" => Ok(Outcome::Infeasible),
        "unknown" => Ok(Outcome::Unknown(stopped()?)),
        other => Err(Unreadable::Word(other.to_owned())),
    }
}
