//! `plan.json`: the plan for machines. Its keys stay stable; it holds nothing that depends on the clock.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Shown, VERSION, json};
use crate::plan::{Ledger, Plan, standing};
use crate::portfolio::natural;
use crate::scenario::Scope;
use crate::units::{Level, SchemeIx, real};

#[derive(Serialize)]
struct Document<'a> {
    case: &'a str,
    scenario: &'a str,
    status: &'static str,
    stopped: Option<&'static str>,
    goal: Option<String>,
    value: Option<f64>,
    bound: Option<f64>,
    gap: Option<f64>,
    goals: Vec<json::GoalRow>,
    starts: Option<Starts<'a>>,
    spending: Option<BTreeMap<String, i64>>,
    spending_decimals: u8,
    index: Option<BTreeMap<&'a str, BTreeMap<String, f64>>>,
    inputs: BTreeMap<&'a str, &'a str>,
    version: &'static str,
}

/// Starts in the order of ids a person expects.
struct Starts<'a>(Vec<(&'a str, Option<i32>)>);

impl Serialize for Starts<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let portfolio = &shown.case.portfolio;
    let solved = shown.answer.outcome.solved();
    let first = solved.and_then(|solved| solved.reached.first());
    json::carrying(
        &Document {
            case: &portfolio.id,
            scenario: &shown.scenario.id,
            status: json::status(&shown.answer.outcome),
            stopped: json::stopped(&shown.answer.outcome),
            goal: first.map(|first| json::goal_word(portfolio, first.goal)),
            value: first.map(|first| json::in_points(portfolio, first.goal, first.value)),
            bound: first.map(|first| json::in_points(portfolio, first.goal, first.bound)),
            gap: first.map(crate::solve::Reached::gap),
            goals: solved.map(|solved| json::goals(portfolio, &solved.reached)).unwrap_or_default(),
            starts: solved.map(|solved| starts(shown, &solved.plan)),
            spending: solved.map(|solved| spending(shown, &solved.plan)),
            spending_decimals: portfolio.currency.decimals,
            index: solved.map(|solved| index(shown, &solved.plan)),
            inputs: json::inputs(shown.case),
            version: VERSION,
        },
        shown.case,
    )
}

fn starts<'a>(shown: &Shown<'a>, plan: &Plan) -> Starts<'a> {
    let mut starts: Vec<(&str, Option<i32>)> = shown
        .case
        .portfolio
        .each()
        .map(|(ix, item)| (item.id.as_str(), plan.start(ix).map(|y| y.0)))
        .collect();
    starts.sort_by(|a, b| natural(a.0, b.0));
    Starts(starts)
}

/// Money spent in each accounted year, in the currency's smallest counted unit.
fn spending(shown: &Shown, plan: &Plan) -> BTreeMap<String, i64> {
    let portfolio = &shown.case.portfolio;
    let ledger = Ledger::of(portfolio, shown.scenario, plan);
    let years = portfolio.calendar.accounted_years();
    years.map(|year| (year.0.to_string(), ledger.spent(&Scope::total(), year).0)).collect()
}

/// The index of every scheme at the end of each plan year.
fn index<'a>(shown: &Shown<'a>, plan: &Plan) -> BTreeMap<&'a str, BTreeMap<String, f64>> {
    let portfolio = &shown.case.portfolio;
    let by_year = |at: usize| {
        let years = portfolio.calendar.plan_years();
        let level =
            |year| real(standing::index(portfolio, plan, SchemeIx(at), year).0) / real(Level::PER_LEVEL);
        years.map(|year| (year.0.to_string(), level(year))).collect()
    };
    portfolio.schemes.iter().enumerate().map(|(at, scheme)| (scheme.id.as_str(), by_year(at))).collect()
}
