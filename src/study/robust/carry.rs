//! What becomes of a fixed plan when things turn out otherwise: whether it stays within its limits as it stands, and
//! what is left of it when it is carried out all the same.
//!
//! Carrying out follows two plain habits, no second optimisation. What waits for something late starts as soon as it can,
//! or not at all where the plan's years are over. Where a limit on money is passed, what brings the least value for the
//! money it takes there is left out, with all that waits for it, until the limit holds; nothing mandatory, forced in,
//! committed or needed by a group that must have a member is ever left out.

use std::collections::BTreeSet;

use super::apply::{Turned, waits_until};
use crate::audit::{Breach, keeps_all, violations};
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Choose, Period, Rule, Scenario, Scope};
use crate::units::{InitiativeIx, Money, Points, Year, real};

/// One turn of events, ready to judge many plans.
pub struct Bench<'a> {
    turned: &'a Turned,
    /// The scenario with its limits on money alone.
    limits: Scenario,
    /// The same without who pays.
    ceilings: Scenario,
    /// Every other rule.
    others: Scenario,
    kept: Vec<bool>,
}

/// How a plan fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Years in which it passes a limit as it stands; the year after the plan's last for what is limited there.
    pub over: BTreeSet<Year>,
    /// Whether a limit on the whole horizon is passed.
    pub over_horizon: bool,
    /// The plan as it was carried out; `None` where no leaving out brings it within its limits.
    pub carried: Option<Plan>,
    /// What that reaches of the first goal.
    pub value: Option<i128>,
    /// Whether every other promise held too.
    pub whole: bool,
}

impl Fate {
    /// Whether it stays within every limit as it stands.
    #[must_use]
    pub fn within(&self) -> bool {
        self.over.is_empty() && !self.over_horizon
    }
}

/// Whether a rule limits money.
#[must_use]
pub fn is_limit(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Ceiling { .. }
            | Rule::HorizonCeiling { .. }
            | Rule::Commitments { .. }
            | Rule::FundLimit { .. }
            | Rule::FundHorizonLimit { .. }
    )
}

/// The scenario with nothing but its limits on money, and what belongs to them.
#[must_use]
pub fn limits(scenario: &Scenario) -> Scenario {
    scenario.keeping(|rule| {
        is_limit(rule)
            || matches!(rule, Rule::CarryOver { .. } | Rule::Synergy { .. } | Rule::Committed { .. })
    })
}

/// The years (and whether the horizon) in which a plan passes a limit.
#[must_use]
pub fn passed(portfolio: &Portfolio, limits: &Scenario, plan: &Plan) -> (BTreeSet<Year>, bool) {
    let (mut years, mut horizon) = (BTreeSet::new(), false);
    let last = portfolio.calendar.last();
    for violation in violations(portfolio, limits, plan) {
        match violation.rule.and_then(|rule| limits.rules.get(rule)) {
            Some(
                Rule::Ceiling { year, .. } | Rule::Commitments { year, .. } | Rule::FundLimit { year, .. },
            ) => {
                years.insert((*year).min(last.plus(1)));
            }
            Some(Rule::HorizonCeiling { .. } | Rule::FundHorizonLimit { .. }) => horizon = true,
            _ => {}
        }
    }
    (years, horizon)
}

impl<'a> Bench<'a> {
    /// Looks once at every rule.
    #[must_use]
    pub fn new(turned: &'a Turned) -> Self {
        let (portfolio, scenario) = (&turned.portfolio, &turned.scenario);
        let mut kept = vec![false; portfolio.initiatives.len()];
        let keep_group = |kept: &mut Vec<bool>, group: crate::units::GroupIx| {
            portfolio.group(group).members.iter().for_each(|ix| kept[ix.0] = true);
        };
        for rule in &scenario.rules {
            match rule {
                Rule::Mandatory { initiative, .. }
                | Rule::Committed { initiative, .. }
                | Rule::ForcedIn { initiative, .. } => kept[initiative.0] = true,
                Rule::MandatoryGroup { group, .. }
                | Rule::Alternatives { group, choose: Choose::ExactlyOne | Choose::AtLeast(_) } => {
                    keep_group(&mut kept, *group);
                }
                _ => {}
            }
        }
        let limits = limits(scenario);
        let ceilings =
            limits.keeping(|rule| !matches!(rule, Rule::FundLimit { .. } | Rule::FundHorizonLimit { .. }));
        let others = scenario.keeping(|rule| !is_limit(rule) && !matches!(rule, Rule::CarryOver { .. }));
        Self { turned, limits, ceilings, others, kept }
    }

    /// How a plan fares.
    #[must_use]
    pub fn fate(&self, plan: &Plan) -> Fate {
        let portfolio = &self.turned.portfolio;
        let (over, over_horizon) = passed(portfolio, &self.limits, plan);
        let mut carried = plan.clone();
        self.slip(&mut carried);
        // What is within its limits and starts as planned stays so.
        let fits = (over.is_empty() && !over_horizon && carried == *plan) || self.trim(&mut carried);
        let value = fits.then(|| {
            let goal = self.turned.scenario.goals.first().copied();
            goal.map_or(0, |goal| standing::goal(portfolio, &self.turned.scenario, &carried, goal))
        });
        let whole = fits && keeps_all(portfolio, &self.others, &carried);
        Fate { over, over_horizon, carried: fits.then_some(carried), value, whole }
    }

    /// The plan as it is carried out, where that keeps every rule.
    #[must_use]
    pub fn carried(&self, plan: &Plan) -> Option<Plan> {
        let mut carried = plan.clone();
        self.slip(&mut carried);
        let portfolio = &self.turned.portfolio;
        (self.trim(&mut carried) && keeps_all(portfolio, &self.others, &carried)).then_some(carried)
    }

    /// Moves what waits for something late; what can no longer start is left out.
    fn slip(&self, plan: &mut Plan) {
        let portfolio = &self.turned.portfolio;
        let last = portfolio.calendar.last();
        // A chain is no longer than there are initiatives, and each round moves starts later or takes them out.
        for _ in 0..=portfolio.initiatives.len() {
            let mut settled = true;
            for rule in &self.turned.scenario.rules {
                let moved = match rule {
                    Rule::Dependency { initiative, clause } => {
                        let Some(start) = plan.start(*initiative) else { continue };
                        let earliest = waits_until(portfolio, clause, |ix| plan.start(ix));
                        match earliest {
                            Some(year) if year <= start => continue,
                            Some(year) if year <= last => (*initiative, Some(year)),
                            Some(_) | None => (*initiative, None),
                        }
                    }
                    Rule::Bundle { members, .. } => {
                        let out = members.iter().any(|ix| plan.start(*ix).is_none());
                        let Some(torn) = members.iter().find(|ix| out && plan.start(**ix).is_some()) else {
                            continue;
                        };
                        (*torn, None)
                    }
                    _ => continue,
                };
                if moved.1.is_none() && self.kept[moved.0.0] {
                    // It must start: that it cannot is found by the audit.
                    continue;
                }
                plan.starts[moved.0.0] = moved.1;
                settled = false;
            }
            if settled {
                return;
            }
        }
    }

    /// Leaves out until every limit holds; whether that was possible.
    fn trim(&self, plan: &mut Plan) -> bool {
        let portfolio = &self.turned.portfolio;
        // Ceilings first: who pays is asked only of what is within them, as that answer takes far longer.
        for limits in [&self.ceilings, &self.limits] {
            let mut rounds = 0..=portfolio.initiatives.len();
            loop {
                let broken = violations(portfolio, limits, plan);
                let limit = broken.iter().find_map(|violation| match violation.breach {
                    Breach::Over { spent, most, .. } => {
                        Some((limits.rules.get(violation.rule?)?, spent - most))
                    }
                    Breach::Unpaid { missing, .. } => Some((limits.rules.get(violation.rule?)?, missing)),
                    _ => None,
                });
                let Some((limit, too_much)) = limit else { break };
                if rounds.next().is_none() || !self.leave_out(plan, limit, too_much) {
                    return false;
                }
            }
        }
        true
    }

    /// Leaves out what brings the least for its money under this limit until so much is freed; whether anything was.
    fn leave_out(&self, plan: &mut Plan, limit: &Rule, too_much: Money) -> bool {
        let mut freed = Money::ZERO;
        let mut any = false;
        for (out, money) in self.least_worth(plan, limit) {
            if freed >= too_much {
                break;
            }
            plan.starts[out.0] = None;
            freed += money;
            any = true;
        }
        self.slip(plan);
        any
    }

    /// What may be left out and takes money under this limit, the least value for it first; with that money.
    fn least_worth(&self, plan: &Plan, limit: &Rule) -> Vec<(InitiativeIx, Money)> {
        let portfolio = &self.turned.portfolio;
        let total = Scope::total();
        let (scope, period, fund) = match limit {
            Rule::Ceiling { scope, year, .. } | Rule::Commitments { scope, year, .. } => {
                (scope, Period::Year(*year), None)
            }
            Rule::HorizonCeiling { scope, .. } => (scope, Period::Horizon, None),
            Rule::FundLimit { fund, year, .. } => (&total, Period::Year(*year), Some(*fund)),
            Rule::FundHorizonLimit { fund, .. } => (&total, Period::Horizon, Some(*fund)),
            _ => return Vec::new(),
        };
        let last = portfolio.calendar.last();
        let taken = |ix: InitiativeIx, start: Year| -> Money {
            let item = portfolio.initiative(ix);
            if !scope.covers(item.agency, Some(item.category), Some(ix)) {
                return Money::ZERO;
            }
            let counts = |line: &crate::portfolio::CostLine| {
                scope.counts(line.class, portfolio.class(line.class).money)
                    && fund.is_none_or(|fund| line.funds.contains(&fund))
            };
            let falls = |year: Year| match period {
                Period::Year(at) => at == year,
                Period::Horizon => year <= last,
            };
            let costs = portfolio.costs_if_started(ix, start);
            costs.filter(|(year, line, _)| falls(*year) && counts(line)).map(|(.., amount)| amount).sum()
        };
        let free = plan.started().filter(|(ix, _)| !self.kept[ix.0]);
        let rated = free.filter_map(|(ix, start)| {
            let money = taken(ix, start);
            let points: Points = self.turned.scenario.values.of_start(ix, start);
            (money > Money::ZERO).then(|| (real(points.0) / real(money.0), ix, money))
        });
        let mut rated: Vec<(f64, InitiativeIx, Money)> = rated.collect();
        rated.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        rated.into_iter().map(|(_, ix, money)| (ix, money)).collect()
    }
}
