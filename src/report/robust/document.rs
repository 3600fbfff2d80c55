//! `robust.json`: what was asked, every answer of the solver, and what follows from them, for machines.
//!
//! `answers` is what `verify` reads: every other key and every table follows from it and from the inputs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::{VERSION, claimed as read, json};
use super::Told;
use super::journal::{ENDINGS, word};
use crate::claims::Unreadable;
use crate::input::Case;
use crate::plan::Plan;
use crate::solve::Options;
use crate::study::robust::{
    Asked, Class, Ending, MOST_DRAWS, Origin, Report, Risk, Settings, Solve, Solves, Space, Trial, adds_up,
};
use crate::units::Year;

/// The format's name.
const FORMAT: &str = "petajalan-robust/1";

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    case: String,
    scenario: String,
    version: String,
    solver: String,
    draws: u32,
    seed: u64,
    gap: f64,
    confidence_thousandths: u32,
    inputs: BTreeMap<String, String>,
    results: Results,
    answers: Answers,
}

#[derive(Serialize, Deserialize)]
struct Results {
    draws: BTreeMap<String, u32>,
    targets_given_up: u32,
    initiatives: Vec<InitiativeRow>,
    plans: Vec<PlanRow>,
    least_largest_regret: Option<usize>,
    safe_plan: Option<usize>,
    safe_plan_on_other_draws: Option<RiskRow>,
    survey: Vec<SurveyRow>,
}

#[derive(Serialize, Deserialize)]
struct InitiativeRow {
    id: String,
    class: String,
    funded: u32,
    by_year: BTreeMap<String, u32>,
}

#[derive(Serialize, Deserialize)]
struct PlanRow {
    origin: String,
    starts: String,
    risk: RiskRow,
    cannot_be_carried_out: u32,
    misses_a_promise: u32,
    mean_regret: i64,
    high_regret: i64,
    largest_regret: i64,
}

#[derive(Serialize, Deserialize)]
struct RiskRow {
    draws: u32,
    within: u32,
    over_horizon: u32,
    over_by_year: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct SurveyRow {
    input: String,
    low: i64,
    high: i64,
    rank_correlation_thousandths: i64,
}

/// Answers, the plans they name written once.
#[derive(Serialize, Deserialize)]
struct Answers {
    /// A start year or `-` for every initiative in id order.
    plans: Vec<String>,
    base: Vec<AnswerRow>,
    draws: Vec<AnswerRow>,
    margins: Vec<(i64, AnswerRow)>,
    survey: Vec<(usize, i64, AnswerRow)>,
}

#[derive(Clone, Serialize, Deserialize)]
struct AnswerRow {
    ending: String,
    plan: Option<usize>,
    missed: bool,
    #[serde(with = "json::integer")]
    value: i128,
    #[serde(with = "json::integer")]
    bound: i128,
}

/// Renders it.
#[must_use]
pub fn render(told: &Told) -> Vec<u8> {
    let Told { case, ref settings, solves, report, .. } = *told;
    let inputs = case.inputs.iter().map(|file| (file.name.clone(), file.sha256.clone()));
    json::carrying(
        &Document {
            format: FORMAT.to_owned(),
            case: case.portfolio.id.clone(),
            scenario: case.scenarios[settings.scenario].id.clone(),
            version: VERSION.to_owned(),
            solver: Options::default().backend.name().to_owned(),
            draws: settings.draws,
            seed: settings.seed,
            gap: settings.gap,
            confidence_thousandths: settings.confidence,
            inputs: inputs.collect(),
            results: results(case, settings, report),
            answers: answers(solves),
        },
        case,
    )
}

fn results(case: &Case, settings: &Settings, report: &Report) -> Results {
    let space = Space::of(case, settings.scenario, settings.seed);
    let years: Vec<String> = case.portfolio.calendar.plan_years().map(|year| year.0.to_string()).collect();
    let class = |class: Class| match class {
        Class::Core => "core",
        Class::Borderline => "borderline",
        Class::Never => "never",
    };
    let origin = |origin: Origin| match origin {
        Origin::Base(at) => format!("scenario {}", case.scenarios[at].id),
        Origin::Safe(margin) => format!("margin {margin}"),
        Origin::Draw(k) => format!("draw {k}"),
    };
    let endings = ENDINGS.iter().zip(report.endings).map(|((_, word), count)| ((*word).to_owned(), count));
    Results {
        draws: endings.collect(),
        targets_given_up: report.missed,
        initiatives: report
            .frequencies
            .iter()
            .map(|one| InitiativeRow {
                id: case.portfolio.initiative(one.initiative).id.clone(),
                class: class(one.class).to_owned(),
                funded: one.funded,
                by_year: years.iter().cloned().zip(one.by_year.iter().copied()).collect(),
            })
            .collect(),
        plans: report
            .candidates
            .iter()
            .map(|one| PlanRow {
                origin: origin(one.origin),
                starts: written(&one.plan),
                risk: risk(&one.risk),
                cannot_be_carried_out: one.lost,
                misses_a_promise: one.misses,
                mean_regret: one.regret[0],
                high_regret: one.regret[1],
                largest_regret: one.regret[2],
            })
            .collect(),
        least_largest_regret: report.minimax,
        safe_plan: report.safe,
        safe_plan_on_other_draws: report.checked.as_ref().map(risk),
        survey: report
            .survey
            .iter()
            .map(|one| SurveyRow {
                input: crate::words::robust::input(
                    case,
                    space.inputs[one.moved.input],
                    crate::words::Lang::En,
                ),
                low: one.moved.ends[0],
                high: one.moved.ends[1],
                rank_correlation_thousandths: one.moved.strength,
            })
            .collect(),
    }
}

fn risk(risk: &Risk) -> RiskRow {
    RiskRow {
        draws: risk.draws,
        within: risk.within,
        over_horizon: risk.over_horizon,
        over_by_year: risk.over.clone(),
    }
}

fn written(plan: &Plan) -> String {
    let start = |start: &Option<Year>| start.map_or_else(|| "-".to_owned(), |year| year.0.to_string());
    plan.starts.iter().map(start).collect::<Vec<_>>().join(" ")
}

fn answers(solves: &Solves) -> Answers {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut plans = Vec::new();
    let mut row = |solve: &Solve| {
        let plan = solve.plan.as_ref().map(|plan| {
            let text = written(plan);
            *known.entry(text.clone()).or_insert_with(|| {
                plans.push(text);
                plans.len() - 1
            })
        });
        let ending = word(solve.ending).to_owned();
        AnswerRow { ending, plan, missed: solve.missed, value: solve.value, bound: solve.bound }
    };
    let base = solves.base.iter().map(&mut row).collect();
    let draws = solves.draws.iter().map(&mut row).collect();
    let margins = solves.trials.iter().map(|trial| (trial.margin, row(&trial.solve))).collect();
    let survey = solves.survey.iter().map(|asked| (asked.input, asked.to, row(&asked.solve))).collect();
    Answers { plans, base, draws, margins, survey }
}

/// What a document claims: what was asked, and the solver's answers.
///
/// # Errors
/// Why it cannot be read as one of this case.
pub fn claimed(case: &Case, bytes: &[u8]) -> Result<(Settings, Solves), Unreadable> {
    let document: Document = read::document(bytes)?;
    if document.format != FORMAT {
        return Err(Unreadable::Format(document.format));
    }
    let scenario = case.scenarios.iter().position(|scenario| scenario.id == document.scenario);
    let scenario = scenario.ok_or_else(|| Unreadable::Word(document.scenario.clone()))?;
    let answers = document.answers;
    let (draws, confidence) = (document.draws, document.confidence_thousandths);
    if !(1..=MOST_DRAWS).contains(&draws) || confidence > 1000 || !(0.0..=1.0).contains(&document.gap) {
        return Err(Unreadable::Word(format!("{draws} {confidence} {}", document.gap)));
    }
    let asked = [answers.base.len(), answers.draws.len(), answers.margins.len(), answers.survey.len()];
    read::judgeable(asked.into_iter().sum(), &case.portfolio, &case.scenarios[scenario])?;
    if !adds_up(case) {
        return Err(Unreadable::TooMuch);
    }
    let plans: Vec<Plan> =
        answers.plans.iter().map(|text| plan(case, text)).collect::<Result<_, Unreadable>>()?;
    let solve = |row: &AnswerRow| {
        let ending = ENDINGS.iter().find(|one| one.1 == row.ending).map(|one| one.0);
        let ending = ending.ok_or_else(|| Unreadable::Word(row.ending.clone()))?;
        let plan = match row.plan {
            Some(at) => Some(plans.get(at).cloned().ok_or_else(|| Unreadable::Word(at.to_string()))?),
            None => None,
        };
        if matches!(ending, Ending::Reached | Ending::Short) != plan.is_some() {
            return Err(Unreadable::Word(row.ending.clone()));
        }
        Ok(Solve { ending, plan, missed: row.missed, value: row.value, bound: row.bound })
    };
    let all = |rows: &[AnswerRow]| rows.iter().map(solve).collect::<Result<Vec<_>, Unreadable>>();
    let (base, draws) = (all(&answers.base)?, all(&answers.draws)?);
    if base.len() != case.scenarios.len() || draws.len() != document.draws as usize {
        return Err(Unreadable::Word(document.draws.to_string()));
    }
    let trials =
        answers.margins.iter().map(|(margin, row)| Ok(Trial { margin: *margin, solve: solve(row)? }));
    let inputs = Space::of(case, scenario, document.seed).inputs.len();
    let survey = answers.survey.iter().map(|(input, to, row)| {
        let known = (*input < inputs).then_some(*input);
        let input = known.ok_or_else(|| Unreadable::Word(input.to_string()))?;
        Ok(Asked { input, to: *to, solve: solve(row)? })
    });
    let solves = Solves {
        base,
        draws,
        trials: trials.collect::<Result<_, Unreadable>>()?,
        survey: survey.collect::<Result<_, Unreadable>>()?,
    };
    let settings = Settings {
        scenario,
        draws: document.draws,
        seed: document.seed,
        gap: document.gap,
        confidence: document.confidence_thousandths,
    };
    Ok((settings, solves))
}

fn plan(case: &Case, text: &str) -> Result<Plan, Unreadable> {
    let start = |word: &str| match word {
        "-" => Ok(None),
        _ => word.parse().map_err(|_| Unreadable::Word(word.to_owned())).and_then(read::year).map(Some),
    };
    let starts: Vec<Option<Year>> = text.split_whitespace().map(start).collect::<Result<_, _>>()?;
    if starts.len() == case.portfolio.initiatives.len() {
        Ok(Plan { starts })
    } else {
        Err(Unreadable::Initiative(starts.len().to_string()))
    }
}
