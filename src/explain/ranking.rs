//! The plain ranking: the same rules met by a scale of priorities instead of by optimising.
//!
//! What a rule asks for comes first, then the others in order of their score: each from its first year in which nothing
//! breaks that was not broken before, passed over otherwise, until a pass adds nothing. This is what a list of priorities
//! does when nobody looks at combinations.

use std::collections::BTreeSet;

use crate::audit::violations;
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::units::{InitiativeIx, Money, Points, Year};

/// What the scale is by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The value of the best start.
    Value,
    /// The value of the best start for each unit of money.
    ValueForMoney,
}

/// Every scale.
pub const SCALES: [Scale; 2] = [Scale::Value, Scale::ValueForMoney];

/// What a scale of priorities leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// By which scale.
    pub scale: Scale,
    /// The plan.
    pub plan: Plan,
    /// What it is worth.
    pub value: Points,
    /// Rules it breaks all the same, by position; those that no order can meet by adding alone.
    pub broken: Vec<usize>,
}

/// Spends the ceilings by a scale of priorities.
#[must_use]
pub fn ranked(portfolio: &Portfolio, scenario: &Scenario, scale: Scale) -> Ranked {
    let mut plan = Plan::empty(portfolio);
    for rule in &scenario.rules {
        if let Rule::Committed { initiative, start } = rule {
            plan.starts[initiative.0] = Some(*start);
        }
    }
    let mut broken = broken_by(portfolio, scenario, &plan);
    let order = order(portfolio, scenario, scale);
    loop {
        let before = plan.clone();
        for &initiative in &order {
            if plan.start(initiative).is_some() {
                continue;
            }
            for start in starts(portfolio, initiative) {
                plan.starts[initiative.0] = Some(start);
                let now = broken_by(portfolio, scenario, &plan);
                if now.is_subset(&broken) {
                    broken = now;
                    break;
                }
                plan.starts[initiative.0] = None;
            }
        }
        if plan == before {
            break;
        }
    }
    let value = standing::value(portfolio, scenario, &plan);
    Ranked { scale, value, plan, broken: broken.into_iter().flatten().collect() }
}

fn broken_by(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> BTreeSet<Option<usize>> {
    violations(portfolio, scenario, plan).iter().map(|violation| violation.rule).collect()
}

fn starts(portfolio: &Portfolio, initiative: InitiativeIx) -> impl Iterator<Item = Year> {
    let calendar = &portfolio.calendar;
    (calendar.first.0..=calendar.latest_start(portfolio.initiative(initiative).duration).0).map(Year)
}

/// What rules ask for first, then the highest on the scale; equal ones in id order.
fn order(portfolio: &Portfolio, scenario: &Scenario, scale: Scale) -> Vec<InitiativeIx> {
    let asked: BTreeSet<InitiativeIx> = scenario
        .rules
        .iter()
        .filter_map(|rule| match rule {
            Rule::Mandatory { initiative, .. } | Rule::ForcedIn { initiative, .. } => Some(*initiative),
            _ => None,
        })
        .collect();
    let worth = |initiative: InitiativeIx| {
        let values = starts(portfolio, initiative).map(|start| scenario.values.of_start(initiative, start));
        i128::from(values.max().unwrap_or(Points::ZERO).0)
    };
    let cost = |initiative: InitiativeIx| {
        let item = portfolio.initiative(initiative);
        let money =
            item.costs.iter().filter(|line| portfolio.class(line.class).money).map(|line| line.amount);
        i128::from(money.sum::<Money>().0.max(1))
    };
    let mut order: Vec<InitiativeIx> = portfolio.each().map(|(initiative, _)| initiative).collect();
    // Compared as fractions, so that no rounding decides.
    order.sort_by(|&a, &b| {
        let by_scale = match scale {
            Scale::Value => worth(b).cmp(&worth(a)),
            Scale::ValueForMoney => (worth(b) * cost(a)).cmp(&(worth(a) * cost(b))),
        };
        asked.contains(&b).cmp(&asked.contains(&a)).then(by_scale).then(a.cmp(&b))
    });
    order
}
