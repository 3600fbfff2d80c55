//! From drawn numbers to the case they describe: costs, durations, points, weights and limits changed, all exact.
//!
//! An initiative that is late takes so many years longer: its capital falls when it was planned, service (and with it
//! operating cost, staff and index levels) begins later, and what waits for it starts later. A start may be as late as
//! before, so work may go on after the horizon; a deadline that delays put out of reach is moved to the first year in
//! reach, since nobody could have kept it.

use super::draw::{Input, Space};
use super::run::WIDEST_MARGIN;
use crate::input::Case;
use crate::portfolio::{Dependency, Finish, Link, Portfolio, Target};
use crate::priority::{Values, WeightSet};
use crate::scenario::{CostDraw, Rule, Scenario};
use crate::units::{InitiativeIx, Money, Points, Year, real};

/// A case as it turns out.
#[derive(Clone, Debug)]
pub struct Turned {
    /// Costs, durations and points.
    pub portfolio: Portfolio,
    /// Values, limits and deadlines.
    pub scenario: Scenario,
}

/// The case under these numbers; `scenario` is the studied one, whose rules hold where they are not drawn.
#[must_use]
pub fn turned(case: &Case, space: &Space, scenario: usize, numbers: &[i64]) -> Turned {
    let mut portfolio = case.portfolio.clone();
    let mut held = &case.scenarios[scenario];
    let mut weights = Vec::new();
    let mut limits: Vec<(Year, i64)> = Vec::new();
    for (&input, &number) in space.inputs.iter().zip(numbers) {
        match input {
            Input::Weight(_) => weights.push(number),
            Input::Cost(ix) => {
                for line in &mut portfolio.initiatives[ix.0].costs {
                    line.amount = Money(times(line.amount.0, number));
                }
            }
            Input::Delay(ix) => {
                let late = u16::try_from(number.clamp(0, 100)).unwrap_or(0);
                portfolio.initiatives[ix.0].duration += late;
            }
            Input::Points(ix) => {
                let item = &mut portfolio.initiatives[ix.0];
                item.reach *= real(number) / 1000.0;
                let scaled = |points: &Points| Points(times(points.0, number));
                item.given.by_execution_year = item.given.by_execution_year.iter().map(scaled).collect();
                item.given.per_service_year = scaled(&item.given.per_service_year);
            }
            Input::Ceiling(year) => limits.push((year, number)),
            Input::Rules => {
                let at = usize::try_from(number).unwrap_or(scenario);
                held = case.scenarios.get(at).unwrap_or(held);
            }
        }
    }
    portfolio.calendar.finish = Finish::Anywhere;
    let mut turned = Turned { scenario: held.clone(), portfolio };
    turned.revalue(case, scenario, &weights);
    turned.limit(&limits);
    turned.relieve(&case.portfolio);
    turned
}

/// An amount times thousandths, rounded half-even.
fn times(amount: i64, thousandths: i64) -> i64 {
    if thousandths == 1000 {
        return amount;
    }
    let product = i128::from(amount) * i128::from(thousandths);
    let (down, rest) = (product.div_euclid(1000), product.rem_euclid(1000));
    let up = rest > 500 || (rest == 500 && down % 2 != 0);
    i64::try_from(down + i128::from(up)).unwrap_or(i64::MAX / 8)
}

impl Turned {
    fn revalue(&mut self, case: &Case, scenario: usize, weights: &[i64]) {
        let stated = &case.scenarios[scenario].weight_set;
        let stated = case.weight_sets.iter().find(|set| set.id == *stated);
        let drawn = stated.filter(|_| !weights.is_empty()).map(|set| WeightSet {
            weights: weights.iter().map(|&weight| real(weight) / 1e6).collect(),
            ..set.clone()
        });
        let committed = self.scenario.rules.iter().filter_map(|rule| match rule {
            Rule::Committed { start, .. } => Some(*start),
            _ => None,
        });
        let earliest = committed.min().filter(|&year| year < self.portfolio.calendar.first);
        self.scenario.values = Values::of(&self.portfolio, drawn.as_ref().or(stated), earliest);
    }

    /// Every limit of a year times that year's factor; of years after the plan, the last one's; of the whole horizon,
    /// the mean.
    fn limit(&mut self, limits: &[(Year, i64)]) {
        let Some(&(_, last)) = limits.last() else { return };
        let count = i64::try_from(limits.len()).unwrap_or(1);
        let mean = limits.iter().map(|limit| limit.1).sum::<i64>() / count;
        let of = |year: Year| limits.iter().find(|limit| limit.0 == year).map_or(last, |limit| limit.1);
        for rule in &mut self.scenario.rules {
            match rule {
                Rule::Ceiling { year, limit, .. }
                | Rule::Commitments { year, limit, .. }
                | Rule::FundLimit { year, limit, .. } => limit.0 = times(limit.0, of(*year)),
                Rule::HorizonCeiling { limit, .. } | Rule::FundHorizonLimit { limit, .. } => {
                    limit.0 = times(limit.0, mean);
                }
                _ => {}
            }
        }
    }

    /// Moves deadlines and latest starts that delays have put out of reach.
    fn relieve(&mut self, stated: &Portfolio) {
        let late =
            |(a, b): (&crate::portfolio::Initiative, &crate::portfolio::Initiative)| a.duration != b.duration;
        if !self.portfolio.initiatives.iter().zip(&stated.initiatives).any(late) {
            return;
        }
        let earliest = reachable(&self.portfolio, &self.scenario);
        let last = self.portfolio.calendar.last();
        let moved = |ix: InitiativeIx, year: Year| year.max(earliest[ix.0].min(last));
        for rule in &mut self.scenario.rules {
            match rule {
                Rule::Window { initiative, latest, .. } => *latest = moved(*initiative, *latest),
                Rule::Mandatory { initiative, start_by: Some(year), .. } => *year = moved(*initiative, *year),
                Rule::MandatoryGroup { start_by, .. } => {
                    for (ix, year) in start_by.iter_mut() {
                        *year = moved(*ix, *year);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The first year in which each initiative can start, by its window and by what it waits for.
fn reachable(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Year> {
    let mut earliest = vec![portfolio.calendar.first; portfolio.initiatives.len()];
    for rule in &scenario.rules {
        match rule {
            Rule::Window { initiative, earliest: from, .. } => earliest[initiative.0] = *from,
            Rule::Committed { initiative, start } => earliest[initiative.0] = *start,
            _ => {}
        }
    }
    // As many rounds as a chain can be long; a ring that can never start would go on for ever.
    for _ in 0..portfolio.initiatives.len() {
        let mut settled = true;
        for rule in &scenario.rules {
            if let Rule::Dependency { initiative, clause } = rule {
                let first = waits_until(portfolio, clause, |ix| Some(earliest[ix.0]));
                if let Some(first) = first.filter(|first| *first > earliest[initiative.0]) {
                    (earliest[initiative.0], settled) = (first, false);
                }
            }
        }
        if settled {
            break;
        }
    }
    earliest
}

/// The first year in which a clause lets its initiative start, given when others do; `None` where it never does.
#[must_use]
pub fn waits_until(
    portfolio: &Portfolio,
    clause: &Dependency,
    start: impl Fn(InitiativeIx) -> Option<Year>,
) -> Option<Year> {
    let one = |ix: InitiativeIx, link: Link| {
        let begun = start(ix)?;
        Some(match link {
            Link::FinishToStart { lag } => {
                begun.plus(i32::from(portfolio.initiative(ix).duration) + i32::from(lag))
            }
            Link::StartToStart => begun,
            Link::Selection => portfolio.calendar.first,
        })
    };
    let of_target = |(target, link): &(Target, Link)| match target {
        Target::Initiative(ix) => one(*ix, *link),
        Target::Group(group) => portfolio.group(*group).members.iter().filter_map(|&ix| one(ix, *link)).min(),
    };
    clause.any_of.iter().filter_map(of_target).min()
}

/// Whether amounts still add up exactly once they are multiplied by the most that a study of the case multiplies them by.
#[must_use]
pub fn adds_up(case: &Case) -> bool {
    let reference = || case.uncertainty.reference.iter().map(|one| one.ratio).max().unwrap_or(0);
    let drawn = case.uncertainty.costs.iter().map(|draw| match draw {
        CostDraw::Range(range) => range.high,
        CostDraw::Reference => reference(),
    });
    let most = drawn.max().unwrap_or(0).max(1000 + WIDEST_MARGIN);
    dearer(&case.portfolio, most - 1000).checked().is_ok()
}

/// Every cost of every initiative raised by so many thousandths: a plan that fits then has that much room.
#[must_use]
pub fn dearer(portfolio: &Portfolio, margin: i64) -> Portfolio {
    let mut raised = portfolio.clone();
    for line in raised.initiatives.iter_mut().flat_map(|item| &mut item.costs) {
        line.amount = Money(times(line.amount.0, 1000 + margin));
    }
    raised
}

/// A weight moved to a new place, the others keeping their proportions; millionths.
#[must_use]
pub fn reweighed(weights: &[i64], at: usize, to: i64) -> Vec<i64> {
    let others: i64 = weights.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, w)| *w).sum();
    let share = |(other, &weight): (usize, &i64)| {
        if other == at {
            real(to) / 1e6
        } else if others == 0 {
            (1.0 - real(to) / 1e6) / real(i64::try_from(weights.len() - 1).unwrap_or(1))
        } else {
            (1.0 - real(to) / 1e6) * real(weight) / real(others)
        }
    };
    super::draw::whole(&weights.iter().enumerate().map(share).collect::<Vec<_>>())
}
