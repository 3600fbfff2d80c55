//! The price in cost: by how much all cost lines of an initiative left out have to shrink alike for it to be in a best
//! plan, and by how much those of a funded one can grow before it is in none.

use super::super::base::{Base, Effect, Reach};
use super::last;
use crate::audit;
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::units::{InitiativeIx, Money};

/// A scale is counted in so many steps to 1: hundredths of a percent.
pub const STEPS: i64 = 10_000;
/// The largest scale looked at: a hundred times as dear.
const MOST: i64 = 100 * STEPS;

/// A price as a scale of all cost lines, in [`STEPS`]-ths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostPrice {
    /// Left out: at this scale it is in a best plan, one step dearer in none.
    Enters(i64),
    /// Left out, and even for nothing in no best plan.
    NotEvenFree,
    /// Funded: at this scale it is still in a best plan, one step dearer in none.
    Stays(i64),
    /// Funded, and even at a hundred times its cost.
    Always,
    /// The search ended before it knew.
    Unknown,
}

/// The portfolio in which all cost lines of one initiative are scaled alike, each rounded up to a whole unit.
#[must_use]
pub fn scaled(portfolio: &Portfolio, initiative: InitiativeIx, scale: i64) -> Portfolio {
    let mut changed = portfolio.clone();
    for line in &mut changed.initiatives[initiative.0].costs {
        let amount = i128::from(line.amount.0) * i128::from(scale);
        let up = amount.div_euclid(STEPS.into()) + i128::from(amount.rem_euclid(STEPS.into()) > 0);
        line.amount = Money(i64::try_from(up).unwrap_or(i64::MAX / 4));
    }
    changed
}

/// The price; `out` is the best that is reached without the initiative: the known plan's, or what is left when it is
/// forced out.
#[must_use]
pub fn cost_price(base: &Base, initiative: InitiativeIx, out: &Effect) -> CostPrice {
    let funded = base.plan.start(initiative).is_some();
    let enough = match out {
        _ if !funded => base.value,
        Effect::Plan { value, .. } => *value,
        Effect::Impossible => return CostPrice::Always,
        Effect::Unknown => return CostPrice::Unknown,
    };
    let mut search = Scales { base, initiative, enough, plan: base.plan.clone() };
    let found = if funded { search.most() } else { search.least() };
    found.unwrap_or(CostPrice::Unknown)
}

struct Scales<'a> {
    base: &'a Base<'a>,
    initiative: InitiativeIx,
    enough: i128,
    /// The last plan that did.
    plan: Plan,
}

impl Scales<'_> {
    /// Whether it is in a best plan at this scale.
    fn is_in(&mut self, scale: i64) -> Option<bool> {
        let portfolio = scaled(self.base.portfolio, self.initiative, scale);
        let scenario = self.base.with_in(self.initiative, None);
        match self.base.reaches(&portfolio, &scenario, self.enough, &self.plan) {
            Reach::Yes(plan) => {
                self.plan = plan;
                Some(true)
            }
            Reach::No => Some(false),
            Reach::Unknown => None,
        }
    }

    /// The largest scale up to `to` at which the plan in hand is one.
    fn reach_of_plan(&self, from: i64, to: i64) -> i64 {
        let keeps = |scale: i64| {
            let portfolio = scaled(self.base.portfolio, self.initiative, scale);
            audit::keeps_all(&portfolio, self.base.scenario, &self.plan)
        };
        last(from, to, |scale| Some(keeps(scale))).unwrap_or(from)
    }

    fn between(&mut self, mut from: i64, mut to: i64) -> Option<i64> {
        // Where the goal counts money a plan's value moves with the scale, and says nothing about the next one.
        let jumps = !self.base.least;
        while from < to {
            if jumps {
                from = self.reach_of_plan(from, to);
            }
            if from >= to {
                break;
            }
            let middle = from + (to - from + 1) / 2;
            if self.is_in(middle)? { from = middle } else { to = middle - 1 }
        }
        Some(from)
    }

    fn least(&mut self) -> Option<CostPrice> {
        if !self.is_in(0)? {
            return Some(CostPrice::NotEvenFree);
        }
        self.between(0, STEPS).map(CostPrice::Enters)
    }

    fn most(&mut self) -> Option<CostPrice> {
        let (mut from, mut to) = (STEPS, 2 * STEPS);
        while to < MOST && self.is_in(to)? {
            (from, to) = (to, (2 * to).min(MOST));
        }
        if to >= MOST && self.is_in(MOST)? {
            return Some(CostPrice::Always);
        }
        self.between(from, to - 1).map(CostPrice::Stays)
    }
}
