//! The best plan by looking at every plan: the judge of the solver.
//!
//! Start vectors are tried in the order of the last goal, so of equally good plans the first one found stays.
//! Branches are cut only where a rule on one start, or a ceiling on what is spent anyway, is already broken; the
//! audit has the last word on every plan.

use petajalan::audit::keeps_all;
use petajalan::plan::standing::{levels, value};
use petajalan::plan::{Ledger, Plan};
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Goal, Rule, Scenario, Scope};
use petajalan::units::{InitiativeIx, Money, Year};

/// The best plan with the value of every goal but the last, in their order and each in its own sense (the cost
/// as a cost); `None` where no plan keeps the rules.
pub fn best(portfolio: &Portfolio, scenario: &Scenario) -> Option<(Plan, Vec<i128>)> {
    let mut search = Search {
        portfolio,
        scenario,
        options: portfolio.each().map(|(who, _)| options(portfolio, scenario, who)).collect(),
        caps: caps(portfolio, scenario),
        plan: Plan::empty(portfolio),
        best: None,
    };
    search.descend(0);
    search.best.map(|(plan, _)| {
        let values = goal_values(portfolio, scenario, &plan);
        (plan, values)
    })
}

/// The value of every goal but the last, in their order.
pub fn goal_values(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<i128> {
    let of_goal = |goal: &Goal| match goal {
        Goal::MostValue => Some(i128::from(value(portfolio, scenario, plan).0)),
        Goal::LeastCost => {
            let ledger = Ledger::of(portfolio, scenario, plan);
            Some(i128::from(ledger.spent_in_horizon(&Scope::total()).0))
        }
        Goal::HighestIndex { scheme, year } => {
            let levels = levels(portfolio, plan, *scheme, *year);
            Some(i128::from(portfolio.scheme(*scheme).weighted(&levels)))
        }
        Goal::EarliestStarts => {
            let calendar = &portfolio.calendar;
            let years = plan.started().map(|(_, start)| calendar.last().since(start.max(calendar.first)) + 1);
            Some(years.map(i128::from).sum())
        }
        Goal::FirstInOrder => None,
    };
    scenario.goals.iter().filter_map(of_goal).collect()
}

struct Search<'a> {
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    /// Starts to try for each initiative: earlier ones first, none last.
    options: Vec<Vec<Option<Year>>>,
    caps: Vec<Cap>,
    plan: Plan,
    /// The best so far, with its goal values turned so that more is better.
    best: Option<(Plan, Vec<i128>)>,
}

impl Search<'_> {
    fn descend(&mut self, at: usize) {
        if at == self.options.len() {
            return self.judge();
        }
        for option in 0..self.options[at].len() {
            self.plan.starts[at] = self.options[at][option];
            let starts = &self.plan.starts[..=at];
            if self.caps.iter().all(|cap| cap.may_hold(starts)) {
                self.descend(at + 1);
            }
        }
        self.plan.starts[at] = None;
    }

    fn judge(&mut self) {
        let better = |values: &Vec<i128>| self.best.as_ref().is_none_or(|(_, held)| values > held);
        let values = self.turned();
        if better(&values) && keeps_all(self.portfolio, self.scenario, &self.plan) {
            self.best = Some((self.plan.clone(), values));
        }
    }

    fn turned(&self) -> Vec<i128> {
        let values = goal_values(self.portfolio, self.scenario, &self.plan);
        let turn = |(goal, value): (&Goal, i128)| if *goal == Goal::LeastCost { -value } else { value };
        self.scenario.goals.iter().zip(values).map(turn).collect()
    }
}

/// Every start that the rules on this initiative alone leave, in the order of the last goal.
fn options(portfolio: &Portfolio, scenario: &Scenario, who: InitiativeIx) -> Vec<Option<Year>> {
    let calendar = &portfolio.calendar;
    let latest = calendar.latest_start(portfolio.initiative(who).duration);
    let mut starts: Vec<Year> = calendar.plan_years().filter(|year| *year <= latest).collect();
    let committed = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Committed { initiative, start } if *initiative == who => Some(*start),
        _ => None,
    });
    starts.extend(committed);
    starts.sort_unstable();
    starts.dedup();
    let mut options: Vec<Option<Year>> = starts.into_iter().map(Some).chain([None]).collect();
    options.retain(|start| scenario.rules.iter().all(|rule| allows(rule, who, *start)));
    options
}

fn allows(rule: &Rule, who: InitiativeIx, start: Option<Year>) -> bool {
    match rule {
        Rule::Window { initiative, earliest, latest } if *initiative == who => {
            start.is_none_or(|start| *earliest <= start && start <= *latest)
        }
        Rule::Mandatory { initiative, start_by, .. } if *initiative == who => {
            start.is_some_and(|start| start_by.is_none_or(|latest| start <= latest))
        }
        Rule::Committed { initiative, start: fixed } if *initiative == who => start == Some(*fixed),
        Rule::ForcedIn { initiative, start: fixed, .. } if *initiative == who => {
            start.is_some_and(|start| fixed.is_none_or(|fixed| start == fixed))
        }
        Rule::ForcedOut { initiative, .. } if *initiative == who => start.is_none(),
        _ => true,
    }
}

/// A ceiling with what each start alone spends of it. Savings of synergies come on top of the limit, so that it
/// cuts nothing that might still hold.
struct Cap {
    room: Money,
    /// `spends[i]`: every start of `i` that costs something, with its cost.
    spends: Vec<Vec<(Year, Money)>>,
}

impl Cap {
    fn may_hold(&self, starts: &[Option<Year>]) -> bool {
        let cost = |(spends, start): (&Vec<(Year, Money)>, &Option<Year>)| {
            spends.iter().find(|(year, _)| Some(*year) == *start).map_or(Money::ZERO, |(_, cost)| *cost)
        };
        self.spends.iter().zip(starts).map(cost).sum::<Money>() <= self.room
    }
}

fn caps(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Cap> {
    let years = i64::from(portfolio.calendar.years) + i64::from(portfolio.calendar.tail);
    let saved = |rule: &Rule| {
        if let Rule::Synergy { saving, .. } = rule { *saving * years } else { Money::ZERO }
    };
    let savings: Money = scenario.rules.iter().map(saved).sum();
    let without_savings = scenario.keeping(|rule| !matches!(rule, Rule::Synergy { .. }));
    let of_rule = |rule: &Rule| {
        let (scope, year, limit) = match rule {
            Rule::Ceiling { scope, year, limit, .. } | Rule::Commitments { scope, year, limit, .. } => {
                (scope, Some(*year), *limit)
            }
            Rule::HorizonCeiling { scope, limit, .. } => (scope, None, *limit),
            _ => return None,
        };
        let spent = |plan: &Plan| {
            let ledger = Ledger::of(portfolio, &without_savings, plan);
            year.map_or_else(|| ledger.spent_in_horizon(scope), |year| ledger.spent(scope, year))
        };
        let base = spent(&Plan::empty(portfolio));
        let alone = |(who, _): (InitiativeIx, _)| {
            let starts = options(portfolio, scenario, who).into_iter().flatten();
            let cost = |start: Year| {
                let mut plan = Plan::empty(portfolio);
                plan.starts[who.0] = Some(start);
                (start, spent(&plan) - base)
            };
            starts.map(cost).collect()
        };
        Some(Cap { room: limit + savings - base, spends: portfolio.each().map(alone).collect() })
    };
    scenario.rules.iter().filter_map(of_rule).collect()
}
