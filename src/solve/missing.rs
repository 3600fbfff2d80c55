//! How much money is missing: the least extra money, by year, with which every rule can hold.
//!
//! `min sum over t of extra[t]`, where `extra[t]` is added to every money ceiling and fund limit of year `t` (and the
//! sum over the plan's years to limits over the horizon). The amounts are made exact and the plan that shows them is
//! audited against the raised limits before anyone hears of it.

use super::ladder::{Feasible, feasible};
use super::task::{self, Status, Task};
use super::{Options, matrix};
use crate::audit;
use crate::model::{Form, Formulation, Key, Slackening, formulate_as};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario, Scope};
use crate::units::{InitiativeIx, Money, Year};

/// The least extra money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// By year, ascending, only years in which something is missing.
    pub by_year: Vec<(Year, Money)>,
    /// A plan that keeps every rule with it.
    pub plan: Plan,
    /// Whether it is proven to be the least.
    pub proven: bool,
}

impl Missing {
    /// The sum over the years.
    #[must_use]
    pub fn total(&self) -> Money {
        self.by_year.iter().map(|&(_, amount)| amount).sum()
    }
}

/// The least extra money with which the scenario has a plan; `None` where no amount helps or none was found within
/// the limits.
#[must_use]
pub fn least_money(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> Option<Missing> {
    let formulation = formulate_as(portfolio, scenario, Form::default(), Slackening::ExtraMoney);
    let objective = formulation.program.objectives.first()?;
    let answer = task::run(&Task {
        backend: options.backend,
        program: &formulation.program,
        objective,
        extra: &[],
        relaxed: false,
        gap: options.limits.gap,
        deadline: options.limits.deadline,
        nodes: options.limits.nodes,
        interrupt: options.interrupt,
        watch: None,
    });
    let values = answer.values?;
    let plan = read(&formulation, portfolio, &values);
    let proven = answer.status == Status::Solved && options.limits.gap <= 0.0;
    let accepted = |by_year: &Vec<(Year, Money)>| {
        audit::violations(portfolio, &raised(portfolio, scenario, by_year), &plan).is_empty()
    };
    let by_year = candidates(portfolio, scenario, &plan, &formulation, &values).into_iter().find(accepted)?;
    Some(lessened(portfolio, scenario, options, Missing { by_year, plan, proven }))
}

/// Rounds of lessening.
const MOST_ROUNDS: usize = 50;

/// Takes off what the solver's tolerance left too much of: as long as a unit less in some year does as well, with any
/// plan, that year's amount falls to what that plan needs.
fn lessened(portfolio: &Portfolio, scenario: &Scenario, options: &Options, mut found: Missing) -> Missing {
    for _ in 0..MOST_ROUNDS {
        let before = found.by_year.clone();
        for at in 0..found.by_year.len() {
            let mut less = found.by_year.clone();
            less[at].1 -= Money(1);
            match feasible(portfolio, &raised(portfolio, scenario, &less), options) {
                Feasible::Yes(plan) => {
                    let enough = |amount: i64| {
                        let mut tried = less.clone();
                        tried[at].1 = Money(amount);
                        audit::keeps_all(portfolio, &raised(portfolio, scenario, &tried), &plan)
                    };
                    let (mut low, mut high) = (0, less[at].1.0);
                    while low < high {
                        let middle = low + (high - low) / 2;
                        if enough(middle) { high = middle } else { low = middle + 1 }
                    }
                    less[at].1 = Money(high);
                    found = Missing { by_year: less, plan, ..found };
                }
                Feasible::No => {}
                Feasible::Unknown => found.proven = false,
            }
        }
        if found.by_year == before {
            break;
        }
    }
    found.by_year.retain(|one| one.1 > Money::ZERO);
    found
}

fn read(formulation: &Formulation, portfolio: &Portfolio, values: &[f64]) -> Plan {
    let set = |var: u32| values[var as usize] > 0.5;
    let count = portfolio.initiatives.len();
    Plan { starts: (0..count).map(|ix| formulation.starts.read(InitiativeIx(ix), set)).collect() }
}

/// Exact amounts to try, the least first: what the plan spends above its yearly ceilings; then the solver's amounts,
/// rounded up ever more coarsely, for limits that no single year's spending shows.
fn candidates(
    portfolio: &Portfolio,
    scenario: &Scenario,
    plan: &Plan,
    formulation: &Formulation,
    values: &[f64],
) -> Vec<Vec<(Year, Money)>> {
    let ledger = crate::plan::Ledger::of(portfolio, scenario, plan);
    let over = |year: Year| {
        let of_rule = |rule: &Rule| match rule {
            Rule::Ceiling { scope, year: at, limit, .. }
            | Rule::Commitments { scope, year: at, limit, .. }
                if *at == year && is_money(portfolio, scope) =>
            {
                ledger.spent(scope, year) - *limit
            }
            _ => Money::ZERO,
        };
        scenario.rules.iter().map(of_rule).max().unwrap_or(Money::ZERO).max(Money::ZERO)
    };
    let missing = |amounts: Vec<(Year, Money)>| amounts.into_iter().filter(|a| a.1 > Money::ZERO).collect();
    let exact = missing(portfolio.calendar.accounted_years().map(|year| (year, over(year))).collect());
    let rounded_to = |grain: i128, less: f64| {
        let amounts = formulation.program.vars.iter().zip(values).filter_map(|(var, &value)| match var.key {
            Key::Extra(year) => {
                let grains = matrix::whole((value / matrix::float(grain) - less).ceil())?;
                Some((year, Money(i64::try_from(grains * grain).ok()?)))
            }
            _ => None,
        });
        missing(amounts.collect())
    };
    let mut all = vec![exact];
    // To the nearest first: the audit says whether that was too little.
    all.extend(
        [(1, 0.5), (1, 1e-4), (1_000, 1e-4), (1_000_000, 1e-4)].map(|(grain, less)| rounded_to(grain, less)),
    );
    all
}

/// The scenario with its money limits raised by these amounts.
#[must_use]
pub fn raised(portfolio: &Portfolio, scenario: &Scenario, by_year: &[(Year, Money)]) -> Scenario {
    let of_year = |year: Year| by_year.iter().filter(|a| a.0 == year).map(|a| a.1).sum::<Money>();
    let last = portfolio.calendar.last();
    let of_horizon: Money = by_year.iter().filter(|a| a.0 <= last).map(|a| a.1).sum();
    let mut raised = scenario.clone();
    for rule in &mut raised.rules {
        match rule {
            Rule::Ceiling { scope, year, limit, .. } | Rule::Commitments { scope, year, limit, .. }
                if is_money(portfolio, scope) =>
            {
                *limit += of_year(*year);
            }
            Rule::HorizonCeiling { scope, limit, .. } if is_money(portfolio, scope) => *limit += of_horizon,
            Rule::FundLimit { year, limit, .. } => *limit += of_year(*year),
            Rule::FundHorizonLimit { limit, .. } => *limit += of_horizon,
            _ => {}
        }
    }
    raised
}

fn is_money(portfolio: &Portfolio, scope: &Scope) -> bool {
    scope.classes.iter().all(|class| portfolio.class(*class).money)
}
