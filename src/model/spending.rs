//! Spending as lines: what a scope spends in each year, in terms of the start variables.

use std::collections::HashMap;
use std::rc::Rc;

use super::build::Build;
use super::line::Line;
use crate::plan::synergy_line;
use crate::portfolio::CostLine;
use crate::scenario::{BaseSpending, Rule, Scope};
use crate::units::{FundIx, InitiativeIx, Year};

/// A line for each accounted year, from the first plan year on.
#[derive(Clone, Debug, Default)]
pub struct Yearly {
    first: Year,
    lines: Vec<Line>,
    /// All plan years together.
    horizon: Line,
}

impl Yearly {
    fn new(build: &Build) -> Self {
        let calendar = &build.portfolio.calendar;
        let lines = vec![Line::default(); calendar.accounted_years().count()];
        Self { first: calendar.first, lines, horizon: Line::default() }
    }

    fn at(&mut self, year: Year) -> Option<&mut Line> {
        usize::try_from(year.since(self.first)).ok().and_then(|column| self.lines.get_mut(column))
    }

    /// Spending in the year; nothing outside the accounted years.
    #[must_use]
    pub fn of(&self, year: Year) -> Line {
        let column = usize::try_from(year.since(self.first)).ok();
        column.and_then(|column| self.lines.get(column)).cloned().unwrap_or_default()
    }

    /// Spending in all plan years together.
    #[must_use]
    pub fn in_horizon(&self) -> Line {
        self.horizon.clone()
    }
}

/// Spending lines by scope, each computed once.
#[derive(Debug, Default)]
pub struct Spending {
    by_scope: HashMap<Scope, Rc<Yearly>>,
}

impl Spending {
    /// What the scope spends, by year.
    pub fn of(&mut self, build: &Build, scope: &Scope) -> Rc<Yearly> {
        if let Some(found) = self.by_scope.get(scope) {
            return Rc::clone(found);
        }
        let found = Rc::new(spending(build, scope));
        self.by_scope.insert(scope.clone(), Rc::clone(&found));
        found
    }
}

fn spending(build: &Build, scope: &Scope) -> Yearly {
    let portfolio = build.portfolio;
    let counted = |line: &CostLine| scope.counts(line.class, portfolio.class(line.class).money);
    let of_initiative = |ix: InitiativeIx| {
        let item = portfolio.initiative(ix);
        scope.covers(item.agency, Some(item.category), Some(ix))
    };
    let of_base = |base: &BaseSpending| {
        scope.counts(base.class, portfolio.class(base.class).money)
            && scope.covers(base.agency, base.category, None)
    };
    // A synergy's saving belongs to no initiative, so a scope that lists initiatives does not see it.
    let of_synergy = |ix: InitiativeIx, line: &CostLine| {
        let item = portfolio.initiative(ix);
        counted(line) && scope.covers(item.agency, Some(item.category), None)
    };
    collect(build, of_initiative, counted, of_base, of_synergy)
}

/// Money to be paid by one of these funds, by year.
pub fn demand(build: &Build, funds: &[FundIx]) -> Yearly {
    let portfolio = build.portfolio;
    let money = |line: &CostLine| portfolio.class(line.class).money && line.funds == funds;
    let of_base = |base: &BaseSpending| portfolio.class(base.class).money && base.funds == funds;
    collect(build, |_| true, money, of_base, |_, line| money(line))
}

fn collect(
    build: &Build,
    of_initiative: impl Fn(InitiativeIx) -> bool,
    counted: impl Fn(&CostLine) -> bool,
    of_base: impl Fn(&BaseSpending) -> bool,
    of_synergy: impl Fn(InitiativeIx, &CostLine) -> bool,
) -> Yearly {
    let mut yearly = Yearly::new(build);
    let last = build.portfolio.calendar.last();
    for base in build.scenario.base.iter().filter(|base| of_base(base)) {
        for &(year, amount) in &base.amounts {
            if let Some(line) = yearly.at(year) {
                line.add_constant(amount.0.into());
                if year <= last {
                    yearly.horizon.add_constant(amount.0.into());
                }
            }
        }
    }
    let mut room = Vec::new();
    for (ix, _) in build.portfolio.each().filter(|(ix, _)| of_initiative(*ix)) {
        initiative(build, ix, &counted, &mut yearly, &mut room);
    }
    for (at, rule) in build.scenario.rules.iter().enumerate() {
        let Rule::Synergy { members, saving, .. } = rule else { continue };
        let Some((first, cost)) = synergy_line(build.portfolio, members) else { continue };
        if of_synergy(first, cost) {
            for year in build.portfolio.calendar.accounted_years() {
                if let Some(line) = yearly.at(year) {
                    build.together(line, at, year, -i128::from(saving.0));
                    if year <= last {
                        build.together(&mut yearly.horizon, at, year, -i128::from(saving.0));
                    }
                }
            }
        }
    }
    yearly
}

/// Adds one initiative's counted costs: for each year the cost of every possible start. `cost` is room for that.
fn initiative(
    build: &Build,
    ix: InitiativeIx,
    counted: &impl Fn(&CostLine) -> bool,
    yearly: &mut Yearly,
    cost: &mut Vec<i64>,
) {
    if !build.portfolio.initiative(ix).costs.iter().any(counted) {
        return;
    }
    let mut starts = build.starts.years(ix);
    let Some(first_start) = starts.next() else { return };
    let count = starts.count() + 1;
    cost.clear();
    cost.resize(yearly.lines.len() * count, 0);
    for (row, start) in build.starts.years(ix).enumerate() {
        for (year, line, amount) in build.portfolio.costs_if_started(ix, start) {
            if counted(line)
                && let Ok(column) = usize::try_from(year.since(yearly.first))
            {
                cost[column * count + row] += amount.0;
            }
        }
    }
    let in_plan = &cost[..count * usize::from(build.portfolio.calendar.years)];
    build.starts.by_start(&mut yearly.horizon, ix, |start| {
        let row = start.since(first_start).unsigned_abs() as usize;
        in_plan.iter().skip(row).step_by(count).map(|&amount| i128::from(amount)).sum()
    });
    for (line, of_year) in yearly.lines.iter_mut().zip(cost.chunks_exact(count)) {
        if of_year.iter().any(|&amount| amount != 0) {
            let of_start = |start: Year| of_year[start.since(first_start).unsigned_abs() as usize].into();
            build.starts.by_start(line, ix, of_start);
        }
    }
}
