//! What a plan uses and reaches besides money: staff, levels, value.

use super::{Plan, Totals, synergies};
use crate::portfolio::{Portfolio, Scheme};
use crate::scenario::{Goal, Rule, Scenario, Scope};
use crate::units::{InitiativeIx, Level, PersonMonths, Points, PoolIx, SchemeIx, Year};

/// Staff an initiative uses in the pool in `year` if it starts in `start`, net of nothing.
#[must_use]
pub fn staff_if_started(
    portfolio: &Portfolio,
    initiative: InitiativeIx,
    start: Year,
    pool: PoolIx,
    year: Year,
) -> PersonMonths {
    let item = portfolio.initiative(initiative);
    let in_pool = item.staff.iter().filter(|need| need.pool == pool);
    let last = start.plus(i32::from(item.duration) - 1);
    in_pool
        .map(|need| {
            if year < start {
                PersonMonths::ZERO
            } else if year <= last {
                need.build
            } else {
                need.run
            }
        })
        .sum()
}

/// Staff an initiative adds to the pool in `year` if it starts in `start`.
#[must_use]
pub fn staff_added_if_started(
    portfolio: &Portfolio,
    initiative: InitiativeIx,
    start: Year,
    pool: PoolIx,
    year: Year,
) -> PersonMonths {
    let item = portfolio.initiative(initiative);
    if portfolio.calendar.service_from(start, item.duration) > year {
        return PersonMonths::ZERO;
    }
    item.staff.iter().filter(|need| need.pool == pool).map(|need| need.adds).sum()
}

/// Staff the plan uses in the pool in the year.
#[must_use]
pub fn staff_used(portfolio: &Portfolio, plan: &Plan, pool: PoolIx, year: Year) -> PersonMonths {
    plan.started().map(|(initiative, start)| staff_if_started(portfolio, initiative, start, pool, year)).sum()
}

/// Staff the plan adds to the pool by the year.
#[must_use]
pub fn staff_added(portfolio: &Portfolio, plan: &Plan, pool: PoolIx, year: Year) -> PersonMonths {
    plan.started()
        .map(|(initiative, start)| staff_added_if_started(portfolio, initiative, start, pool, year))
        .sum()
}

/// Staff a plan uses and adds, by pool and year, added up once.
#[derive(Clone, Debug)]
pub struct Staff {
    first: Year,
    years: usize,
    /// By pool and year: used, added.
    sums: Vec<(PersonMonths, PersonMonths)>,
}

impl Staff {
    /// Adds up what the plan uses in the years of the plan and after it that are accounted.
    #[must_use]
    pub fn by_year(portfolio: &Portfolio, plan: &Plan) -> Self {
        let calendar = &portfolio.calendar;
        let years = calendar.accounted_years().count();
        let mut staff = Self {
            first: calendar.first,
            years,
            sums: vec![Default::default(); years * portfolio.pools.len()],
        };
        for (initiative, start) in plan.started() {
            let item = portfolio.initiative(initiative);
            let (last, served) =
                (start.plus(i32::from(item.duration) - 1), calendar.service_from(start, item.duration));
            for need in &item.staff {
                for (year, (used, added)) in calendar.accounted_years().zip(staff.of_pool(need.pool)) {
                    if year >= start {
                        *used += if year <= last { need.build } else { need.run };
                    }
                    if year >= served {
                        *added += need.adds;
                    }
                }
            }
        }
        staff
    }

    fn of_pool(&mut self, pool: PoolIx) -> &mut [(PersonMonths, PersonMonths)] {
        &mut self.sums[pool.0 * self.years..][..self.years]
    }

    /// Used and added in the pool in the year; `None` outside the accounted years.
    #[must_use]
    pub fn of(&self, pool: PoolIx, year: Year) -> Option<(PersonMonths, PersonMonths)> {
        let column = usize::try_from(year.since(self.first)).ok().filter(|column| *column < self.years)?;
        self.sums.get(pool.0 * self.years + column).copied()
    }
}

/// The level of every indicator of the scheme at the end of the year: the baseline raised by what is in service,
/// at most the highest.
#[must_use]
pub fn levels(portfolio: &Portfolio, plan: &Plan, scheme: SchemeIx, year: Year) -> Vec<Level> {
    let held = portfolio.scheme(scheme);
    let mut levels: Vec<Level> = held.indicators.iter().map(|indicator| indicator.baseline).collect();
    for (initiative, _) in plan.started().filter(|&(i, _)| plan.in_service(portfolio, i, year)) {
        for lift in portfolio.initiative(initiative).lifts.iter().filter(|lift| lift.scheme == scheme) {
            levels[lift.indicator.0] += lift.by;
        }
    }
    levels.into_iter().map(|level| level.min(held.highest)).collect()
}

/// The index at the end of the year, in hundredths of a level, rounded half up (for readers; rules compare the
/// exact sum).
#[must_use]
pub fn index(portfolio: &Portfolio, plan: &Plan, scheme: SchemeIx, year: Year) -> Level {
    let weighted = portfolio.scheme(scheme).weighted(&levels(portfolio, plan, scheme, year));
    Level((weighted + Scheme::WHOLE / 2).div_euclid(Scheme::WHOLE))
}

/// What the plan is worth: every start and every synergy in service, up to the last year whose service counts.
#[must_use]
pub fn value(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Points {
    value_with(portfolio, scenario, &synergies(scenario), plan)
}

/// The same, where it is known which of the scenario's rules are synergies: for many plans of one scenario.
#[must_use]
pub fn value_with(portfolio: &Portfolio, scenario: &Scenario, synergies: &[usize], plan: &Plan) -> Points {
    let starts: Points = plan.started().map(|(i, start)| scenario.values.of_start(i, start)).sum();
    starts + bonuses(portfolio, scenario, synergies, plan)
}

fn bonuses(portfolio: &Portfolio, scenario: &Scenario, synergies: &[usize], plan: &Plan) -> Points {
    let calendar = &portfolio.calendar;
    let bonus = |members: &[InitiativeIx], points: Points| -> Points {
        let together = |year: &Year| members.iter().all(|&m| plan.in_service(portfolio, m, *year));
        let years = (calendar.first.0..=calendar.served_to().0).map(Year);
        years.filter(together).map(|year| scenario.values.discounted(points, year)).sum()
    };
    let of_rule = |rule: &Rule| match rule {
        Rule::Synergy { members, points, .. } => bonus(members, *points),
        _ => Points::ZERO,
    };
    synergies.iter().filter_map(|&at| scenario.rules.get(at)).map(of_rule).sum()
}

/// What the plan reaches of a goal, in the goal's integer unit: millionths of a point, currency units, hundredths of a
/// level times thousandths of a percent, initiative-years. The order of ids has no number and is 0.
#[must_use]
pub fn goal(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan, goal: Goal) -> i128 {
    match goal {
        Goal::MostValue => value(portfolio, scenario, plan).0.into(),
        Goal::LeastCost => {
            let totals = Totals::of(portfolio, scenario, &synergies(scenario), plan);
            totals.of_scope(plan, &Scope::total()).until(portfolio.calendar.last()).0.into()
        }
        Goal::HighestIndex { scheme, year } => {
            portfolio.scheme(scheme).weighted(&levels(portfolio, plan, scheme, year)).into()
        }
        Goal::EarliestStarts => {
            let (first, last) = (portfolio.calendar.first, portfolio.calendar.last());
            plan.started().map(|(_, start)| i128::from(last.since(start.max(first)) + 1)).sum()
        }
        Goal::FirstInOrder => 0,
    }
}
