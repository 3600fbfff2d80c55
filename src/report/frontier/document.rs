//! `frontier.json`: every step with its plan, bounds and status, for machines and for `verify`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Shown;
use crate::claims::Unreadable;
use crate::input::Case;
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::report::{VERSION, claimed, json};
use crate::solve::Stopped;
use crate::study::frontier::{Curve, Frontier, Next, Own, Step};
use crate::study::ladder::{Ladder, Nest, Refused, Rung};
use crate::units::{Money, Points};

const FORMAT: &str = "petajalan-frontier/1";

type Starts = BTreeMap<String, i32>;

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    case: String,
    version: String,
    inputs: BTreeMap<String, String>,
    /// The scenario whose profile is scaled.
    scenario: String,
    /// Its money as it stands, in the smallest unit.
    money: i64,
    /// What ended the study before it was through; the curve then lacks steps.
    #[serde(default)]
    stopped: Option<String>,
    curve: CurveRow,
    free: Option<CurveRow>,
    scenarios: Vec<OwnRow>,
    ladder: Option<LadderRow>,
    no_ladder: Option<RefusedRow>,
}

#[derive(Serialize, Deserialize)]
struct CurveRow {
    edge_proven: bool,
    everything_proven: bool,
    steps: Vec<StepRow>,
}

#[derive(Serialize, Deserialize)]
struct StepRow {
    from: i64,
    to: i64,
    value: i64,
    bound: i64,
    status: String,
    stopped: Option<String>,
    starts: Starts,
    next: Option<NextRow>,
}

#[derive(Serialize, Deserialize)]
struct NextRow {
    money: i64,
    value: i64,
    proven: bool,
    starts: Starts,
}

#[derive(Serialize, Deserialize)]
struct OwnRow {
    scenario: String,
    money: i64,
    free_bound: Option<i64>,
    /// Whether it is proven that more money along its own profile buys nothing; not known of results of earlier versions.
    #[serde(default)]
    enough: bool,
    step: Option<StepRow>,
}

#[derive(Serialize, Deserialize)]
struct LadderRow {
    nest: String,
    #[serde(with = "json::integer")]
    expected: i128,
    #[serde(with = "json::integer")]
    bound: i128,
    stopped: Option<String>,
    rungs: Vec<RungRow>,
}

#[derive(Serialize, Deserialize)]
struct RungRow {
    scenario: String,
    probability: i64,
    value: i64,
    alone: i64,
    alone_bound: i64,
    starts: Starts,
}

#[derive(Serialize, Deserialize)]
struct RefusedRow {
    why: String,
    scenarios: Vec<usize>,
    year: Option<i32>,
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let (case, found) = (shown.case, shown.frontier);
    let portfolio = &case.portfolio;
    let id = |at: usize| case.scenarios[at].id.clone();
    let own = |own: &Own| OwnRow {
        scenario: id(own.scenario),
        money: own.money.0,
        free_bound: own.free.map(|free| free.0),
        enough: own.enough,
        step: own.step.as_ref().map(|step| step_row(portfolio, step, own.next.as_ref())),
    };
    json::carrying(
        &Document {
            format: FORMAT.to_owned(),
            case: portfolio.id.clone(),
            version: VERSION.to_owned(),
            inputs: json::inputs(case).into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect(),
            scenario: id(found.scenario),
            money: found.whole.0,
            stopped: found.stopped.map(stop_word),
            curve: curve_row(portfolio, &found.curve, &found.next),
            free: found.free.as_ref().map(|free| curve_row(portfolio, free, &[])),
            scenarios: found.own.iter().map(own).collect(),
            ladder: shown.ladder.as_ref().ok().map(|ladder| LadderRow {
                nest: nest_word(ladder.nest).to_owned(),
                expected: ladder.expected,
                bound: ladder.bound,
                stopped: ladder.stopped.map(stop_word),
                rungs: ladder
                    .rungs
                    .iter()
                    .map(|rung| RungRow {
                        scenario: id(rung.scenario),
                        probability: rung.probability,
                        value: rung.value.0,
                        alone: rung.alone.0,
                        alone_bound: rung.alone_bound.0,
                        starts: starts(portfolio, &rung.plan),
                    })
                    .collect(),
            }),
            no_ladder: shown.ladder.as_ref().err().map(|why| refused_row(*why)),
        },
        shown.case,
    )
}

fn curve_row(portfolio: &Portfolio, curve: &Curve, next: &[Option<Next>]) -> CurveRow {
    let step = |(at, step)| step_row(portfolio, step, next.get(at).and_then(Option::as_ref));
    CurveRow {
        edge_proven: curve.edge_proven,
        everything_proven: curve.everything_proven,
        steps: curve.steps.iter().enumerate().map(step).collect(),
    }
}

fn step_row(portfolio: &Portfolio, step: &Step, next: Option<&Next>) -> StepRow {
    StepRow {
        from: step.from.0,
        to: step.at.0,
        value: step.value.0,
        bound: step.bound.0,
        status: if step.is_proven() { "proven" } else { "best" }.to_owned(),
        stopped: step.stopped.map(stop_word),
        starts: starts(portfolio, &step.plan),
        next: next.map(|next| NextRow {
            money: next.at.0,
            value: next.value.0,
            proven: next.proven,
            starts: starts(portfolio, &next.plan),
        }),
    }
}

fn starts(portfolio: &Portfolio, plan: &Plan) -> Starts {
    plan.started().map(|(ix, year)| (portfolio.initiative(ix).id.clone(), year.0)).collect()
}

fn stop_word(stopped: Stopped) -> String {
    json::STOPPED.iter().find(|known| known.0 == stopped).map(|known| known.1.to_owned()).unwrap_or_default()
}

fn nest_word(nest: Nest) -> &'static str {
    match nest {
        Nest::Initiative => "initiative",
        Nest::Group => "group",
    }
}

fn refused_row(why: Refused) -> RefusedRow {
    let (word, scenarios, year) = match why {
        Refused::TooFew => ("too-few", vec![], None),
        Refused::Unordered { year, lower, higher } => ("unordered", vec![lower, higher], Some(year.0)),
        Refused::OtherValues(a, b) => ("other-values", vec![a, b], None),
        Refused::NoPlan(at) => ("no-plan", vec![at], None),
        Refused::NoNested => ("no-nested", vec![], None),
        Refused::Unknown(_) => ("unknown", vec![], None),
    };
    RefusedRow { why: word.to_owned(), scenarios, year }
}

/// The frontier and ladder a document claims, to be checked; only its form is checked here.
///
/// # Errors
/// What is wrong with the document.
pub fn read(case: &Case, bytes: &[u8]) -> Result<(Frontier, Result<Ladder, Refused>), Unreadable> {
    let document: Document = claimed::document(bytes)?;
    if document.format != FORMAT {
        return Err(Unreadable::Format(document.format));
    }
    let portfolio = &case.portfolio;
    let chosen = position(case, &document.scenario)?;
    let steps = document.curve.steps.len().saturating_mul(2);
    let free = document.free.as_ref().map_or(0, |free| free.steps.len());
    let rungs = document.ladder.as_ref().map_or(0, |ladder| ladder.rungs.len());
    let own = document.scenarios.len().saturating_mul(2);
    let plans = [steps, free, rungs, own].into_iter().fold(0, usize::saturating_add);
    claimed::judgeable(plans, portfolio, &case.scenarios[chosen])?;
    let (curve, next) = curve_of(portfolio, document.curve)?;
    let free = document.free.map(|free| curve_of(portfolio, free)).transpose()?.map(|free| free.0);
    let own = document.scenarios.into_iter().map(|row| own_of(case, row)).collect::<Result<_, _>>()?;
    let frontier = Frontier {
        scenario: chosen,
        whole: Money(document.money),
        curve,
        next,
        free,
        own,
        stopped: stopped_of(document.stopped)?,
    };
    let ladder = match (document.ladder, document.no_ladder) {
        (Some(row), _) => Ok(ladder_of(case, row)?),
        (None, Some(row)) => Err(refused_of(case, &row)?),
        (None, None) => return Err(Unreadable::Word("ladder".to_owned())),
    };
    Ok((frontier, ladder))
}

fn position(case: &Case, id: &str) -> Result<usize, Unreadable> {
    case.scenarios
        .iter()
        .position(|scenario| scenario.id == id)
        .ok_or_else(|| Unreadable::Word(id.to_owned()))
}

fn curve_of(portfolio: &Portfolio, row: CurveRow) -> Result<(Curve, Vec<Option<Next>>), Unreadable> {
    let both: Vec<(Step, Option<Next>)> =
        row.steps.into_iter().map(|row| step_of(portfolio, row)).collect::<Result<_, _>>()?;
    let (steps, next) = both.into_iter().unzip();
    Ok((Curve { steps, edge_proven: row.edge_proven, everything_proven: row.everything_proven }, next))
}

fn step_of(portfolio: &Portfolio, row: StepRow) -> Result<(Step, Option<Next>), Unreadable> {
    let next = row.next.map(|next| {
        Ok(Next {
            at: Money(next.money),
            plan: claimed::plan(portfolio, &next.starts)?,
            value: Points(next.value),
            proven: next.proven,
        })
    });
    let step = Step {
        from: Money(row.from),
        at: Money(row.to),
        plan: claimed::plan(portfolio, &row.starts)?,
        value: Points(row.value),
        bound: Points(row.bound),
        stopped: stopped_of(row.stopped)?,
    };
    Ok((step, next.transpose()?))
}

fn own_of(case: &Case, row: OwnRow) -> Result<Own, Unreadable> {
    let scenario = position(case, &row.scenario)?;
    let both = row.step.map(|step| step_of(&case.portfolio, step)).transpose()?;
    let (step, next) = both.map_or((None, None), |(step, next)| (Some(step), next));
    let (money, free) = (Money(row.money), row.free_bound.map(Points));
    Ok(Own { scenario, money, step, next, enough: row.enough, free })
}

fn ladder_of(case: &Case, row: LadderRow) -> Result<Ladder, Unreadable> {
    let rung = |row: RungRow| {
        Ok(Rung {
            scenario: position(case, &row.scenario)?,
            probability: row.probability,
            plan: claimed::plan(&case.portfolio, &row.starts)?,
            value: Points(row.value),
            alone: Points(row.alone),
            alone_bound: Points(row.alone_bound),
        })
    };
    let nest = [Nest::Initiative, Nest::Group].into_iter().find(|nest| nest_word(*nest) == row.nest);
    Ok(Ladder {
        nest: nest.ok_or(Unreadable::Word(row.nest))?,
        rungs: row.rungs.into_iter().map(rung).collect::<Result<_, _>>()?,
        expected: row.expected,
        bound: row.bound,
        stopped: stopped_of(row.stopped)?,
    })
}

fn stopped_of(word: Option<String>) -> Result<Option<Stopped>, Unreadable> {
    let Some(word) = word else { return Ok(None) };
    let found = json::STOPPED.iter().find(|known| known.1 == word);
    found.map(|known| Some(known.0)).ok_or(Unreadable::Word(word))
}

fn refused_of(case: &Case, row: &RefusedRow) -> Result<Refused, Unreadable> {
    let known = row.scenarios.iter().all(|&at| at < case.scenarios.len());
    match (row.why.as_str(), row.scenarios.as_slice(), row.year) {
        _ if !known => Err(Unreadable::Word(row.why.clone())),
        ("too-few", ..) => Ok(Refused::TooFew),
        ("unordered", &[lower, higher], Some(year)) => {
            Ok(Refused::Unordered { year: claimed::year(year)?, lower, higher })
        }
        ("other-values", &[a, b], _) => Ok(Refused::OtherValues(a, b)),
        ("no-plan", &[at], _) => Ok(Refused::NoPlan(at)),
        ("no-nested", ..) => Ok(Refused::NoNested),
        ("unknown", ..) => Ok(Refused::Unknown(Stopped::Solver)),
        _ => Err(Unreadable::Word(row.why.clone())),
    }
}
