//! Everything there is to say about one initiative: what it costs to have it otherwise, and at which price that turns.

use super::base::{Base, Effect};
use super::otherwise::{Known, otherwise, turned};
use super::price::{CeilingPrice, CostPrice, PointsPrice, ceiling_price, cost_price, points_price};
use crate::units::{InitiativeIx, Year};
use rayon::prelude::*;

/// An initiative in, or left out of, the best plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Which.
    pub initiative: InitiativeIx,
    /// Its start in the best plan.
    pub start: Option<Year>,
    /// What happens if it is forced out where it is funded, in where it is not.
    pub otherwise: Effect,
    /// Its price in points a year.
    pub points: PointsPrice,
    /// More, where it was asked for.
    pub more: Option<More>,
}

/// What takes longer to work out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Its price as a scale of its cost.
    pub cost: CostPrice,
    /// What happens if it starts a year earlier, where it is funded and that is a year of the plan.
    pub earlier: Option<(Year, Effect)>,
    /// The smallest extra ceiling of each plan year with which it is in; none where it is funded.
    pub ceilings: Vec<(Year, CeilingPrice)>,
}

/// The story of one initiative; `more` asks for all prices.
#[must_use]
pub fn story(base: &Base, initiative: InitiativeIx, more: bool) -> Story {
    let otherwise = base.effect(base.portfolio, &turned(base, initiative), true);
    let start = base.plan.start(initiative);
    let points = points_price(base, initiative, &otherwise, &Known::nothing(base));
    let more = more.then(|| further(base, initiative, start, &otherwise));
    Story { initiative, start, otherwise, points, more }
}

/// The story of every initiative, in id order, and what is known then.
#[must_use]
pub fn stories(base: &Base) -> (Vec<Story>, Known) {
    let (effects, known) = otherwise(base);
    let story = |(ix, otherwise): (usize, Effect)| {
        let initiative = InitiativeIx(ix);
        let points = points_price(base, initiative, &otherwise, &known);
        Story { initiative, start: base.plan.start(initiative), otherwise, points, more: None }
    };
    (effects.into_par_iter().enumerate().map(story).collect(), known)
}

fn further(base: &Base, initiative: InitiativeIx, start: Option<Year>, otherwise: &Effect) -> More {
    let cost = cost_price(base, initiative, otherwise);
    let first = base.portfolio.calendar.first;
    let before = start.map(|start| start.plus(-1)).filter(|before| *before >= first);
    let earlier = before.map(|before| (before, base.put_in(initiative, Some(before))));
    let years: Vec<Year> = base.portfolio.calendar.plan_years().filter(|_| start.is_none()).collect();
    let ceilings = years.into_par_iter().map(|year| (year, ceiling_price(base, initiative, year))).collect();
    More { cost, earlier, ceilings }
}
