//! Small random problems that, over many seeds, use every rule, link, calendar and goal there is.
//!
//! Limits are set around what a random plan would use, mostly a little above it and sometimes below, so that many
//! bind and some problems have no plan at all.

mod limits;
mod portfolio;
mod rules;

use crate::common::build::{self, FIRST, OPERATING};
use crate::common::chance::Chance;
use petajalan::audit::violations;
use petajalan::plan::{Ledger, Plan};
use petajalan::portfolio::{Label, Portfolio};
use petajalan::priority::{Values, WeightSet};
use petajalan::scenario::{BaseSpending, Goal, Rule, Scenario};
use petajalan::units::{AgencyIx, CategoryIx, FundIx, Money, SchemeIx, Year};

use limits::Around;
use portfolio::random_portfolio;
use rules::{choices, locks, synergies};

/// A problem of up to 8 initiatives and 1 to 3 plan years that the seed decides.
pub fn random_problem(seed: u64) -> (Portfolio, Scenario) {
    let chance = &mut Chance::new(seed);
    let portfolio = random_portfolio(chance);
    let scenario = random_scenario(chance, &portfolio);
    (portfolio, scenario)
}

fn random_scenario(chance: &mut Chance, portfolio: &Portfolio) -> Scenario {
    let mut scenario = build::scenario(portfolio, Vec::new());
    scenario.base = base_spending(chance, portfolio);
    let mut rules = locks(chance, portfolio);
    let locks = rules.clone();
    rules.extend(choices(chance, portfolio));
    rules.extend(synergies(chance, portfolio));
    scenario.rules.clone_from(&rules);
    let tries: Vec<Plan> = (0..40).map(|_| random_plan(chance, portfolio, &locks)).collect();
    let likely = tries
        .into_iter()
        .min_by_key(|plan| violations(portfolio, &scenario, plan).len())
        .expect("some were tried");
    let ledger = Ledger::of(portfolio, &scenario, &likely);
    let mut around = Around { chance, portfolio, likely: &likely, ledger: &ledger };
    rules.extend(around.money());
    rules.extend(around.funds());
    rules.extend(around.staff_and_outcomes());
    scenario.rules = rules;
    if chance.percent(30) {
        let starts = random_plan(chance, portfolio, &[]).started().collect();
        let at_most = u32::try_from(chance.between(0, 6)).expect("small");
        scenario.rules.push(Rule::Stability { source: "earlier".into(), starts, at_most });
    }
    forgive(chance, portfolio, &mut scenario, &likely);
    let committed = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Committed { start, .. } => Some(*start),
        _ => None,
    });
    let earliest = committed.min();
    let weights = WeightSet { id: "w".into(), name: Label::same("w"), weights: vec![0.25, 0.75] };
    scenario.values = Values::of(portfolio, chance.percent(40).then_some(&weights), earliest);
    scenario.goals = goals(chance, portfolio);
    scenario
}

/// Drops most rules that the likely plan breaks, so that enough problems have a plan.
fn forgive(chance: &mut Chance, portfolio: &Portfolio, scenario: &mut Scenario, likely: &Plan) {
    let broken: Vec<usize> = violations(portfolio, scenario, likely).iter().filter_map(|v| v.rule).collect();
    let mut at = 0..;
    scenario.rules.retain(|_| {
        let broken = at.next().is_some_and(|at| broken.contains(&at));
        !broken || chance.percent(18)
    });
}

fn base_spending(chance: &mut Chance, portfolio: &Portfolio) -> Vec<BaseSpending> {
    let every: Vec<FundIx> = (0..portfolio.funds.len()).map(FundIx).collect();
    let count = chance.pick(&[0, 0, 1, 2]);
    let mut one = |at: i32| BaseSpending {
        id: format!("B{at}"),
        agency: AgencyIx(chance.below(2)),
        category: chance.pick(&[None, Some(CategoryIx(0)), Some(CategoryIx(1))]),
        class: OPERATING,
        funds: if every.is_empty() { Vec::new() } else { chance.some_at_least_one(&every, 70) },
        account: None,
        amounts: portfolio
            .calendar
            .accounted_years()
            .map(|year| (year, Money(chance.between(1, 9))))
            .collect(),
    };
    (0..count).map(&mut one).collect()
}

/// A plan that keeps the rules on single starts, if little else.
fn random_plan(chance: &mut Chance, portfolio: &Portfolio, locks: &[Rule]) -> Plan {
    let mut plan = Plan::empty(portfolio);
    for (who, item) in portfolio.each() {
        let latest = portfolio.calendar.latest_start(item.duration);
        let years: Vec<Year> = portfolio.calendar.plan_years().filter(|year| *year <= latest).collect();
        if !years.is_empty() && chance.percent(70) {
            plan.starts[who.0] = Some(chance.pick(&years));
        }
    }
    for rule in locks {
        match rule {
            Rule::Window { initiative, earliest, .. } if plan.start(*initiative).is_some() => {
                plan.starts[initiative.0] = Some(*earliest);
            }
            Rule::Mandatory { initiative, start_by, .. }
            | Rule::ForcedIn { initiative, start: start_by, .. } => {
                plan.starts[initiative.0] = Some(start_by.unwrap_or(FIRST));
            }
            Rule::Committed { initiative, start } => plan.starts[initiative.0] = Some(*start),
            Rule::ForcedOut { initiative, .. } => plan.starts[initiative.0] = None,
            _ => {}
        }
    }
    plan
}

fn goals(chance: &mut Chance, portfolio: &Portfolio) -> Vec<Goal> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let mut free = vec![Goal::LeastCost, Goal::EarliestStarts];
    if chance.percent(40) {
        free.push(Goal::HighestIndex { scheme: SchemeIx(0), year: chance.pick(&years) });
    }
    let mut goals = Vec::new();
    if chance.percent(65) {
        goals.push(Goal::MostValue);
    } else if chance.percent(80) {
        free.push(Goal::MostValue);
    }
    while !free.is_empty() {
        let next = free.remove(chance.below(free.len()));
        if chance.percent(85) {
            goals.push(next);
        }
    }
    goals.push(Goal::FirstInOrder);
    goals
}
