//! The price in points: how many points more a year an initiative left out needs to be in a best plan, and how many less a
//! funded one can have before it is in none.
//!
//! With `e` points more a year the value of a start `s` grows by `w_s(e) = sum over its service years t of e / (1+r)^(t-1)`,
//! rounded as every value. Let `V_s` be the best value of a plan with the start `s`, `V_out` that of a plan without the
//! initiative: it is in a best plan when `max over s of V_s + w_s(e) >= V_out`. A plan in hand sets a price; whether any plan
//! sets a better one is one question, asked a millionth beyond it; a plan that answers yes sets the next price (Newton's
//! method for ratios: Dinkelbach 1967), until the answer is no.

use super::super::base::{Base, Effect, Reach};
use super::{first, last};
use crate::plan::{self, Plan};
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Rule, Scenario};
use crate::units::{InitiativeIx, Points, Year};

/// More points than any initiative has: a hundred million a year.
const MOST: i64 = 100_000_000 * Points::PER_POINT;

/// A price in points a year of service, undiscounted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsPrice {
    /// Left out: with so many more it is in a best plan, with a millionth less in none. Zero where it is in another best
    /// plan already.
    Enters(Points),
    /// Funded: with so many less it is still in a best plan, with a millionth less still in none.
    Stays(Points),
    /// Funded, and in every plan whatever it is worth.
    Always,
    /// Left out, and in no plan whatever it is worth.
    Never,
    /// The first goal does not count points.
    NotCounted,
    /// The search ended before it knew.
    Unknown,
}

/// The scenario with so many points more a year of service for one initiative.
#[must_use]
pub fn with_points(
    portfolio: &Portfolio,
    scenario: &Scenario,
    initiative: InitiativeIx,
    extra: Points,
) -> Scenario {
    let values = scenario.values.with_extra(portfolio, initiative, extra);
    Scenario { values, ..scenario.clone() }
}

/// The price; `loss` is what the first goal loses with the initiative forced in, or out where it is funded.
#[must_use]
pub fn points_price(base: &Base, initiative: InitiativeIx, forced: &Effect) -> PointsPrice {
    if base.scenario.goals.first() != Some(&Goal::MostValue) {
        return PointsPrice::NotCounted;
    }
    let Effect::Plan { plan, loss, .. } = forced else {
        let funded = base.plan.start(initiative).is_some();
        return match forced {
            Effect::Impossible if funded => PointsPrice::Always,
            Effect::Impossible => PointsPrice::Never,
            Effect::Plan { .. } | Effect::Unknown => PointsPrice::Unknown,
        };
    };
    let found = match base.plan.start(initiative) {
        Some(start) => stays(base, initiative, start, *loss),
        None => enters(base, initiative, plan, *loss),
    };
    found.unwrap_or(PointsPrice::Unknown)
}

/// What so many points a year add to the value of a start.
fn worth(base: &Base, initiative: InitiativeIx, start: Year, extra: i64) -> i128 {
    base.scenario.values.extra(base.portfolio, initiative, start, Points(extra)).0.into()
}

fn starts(base: &Base, initiative: InitiativeIx) -> impl DoubleEndedIterator<Item = Year> {
    let calendar = &base.portfolio.calendar;
    (calendar.first.0..=calendar.latest_start(base.portfolio.initiative(initiative).duration).0).map(Year)
}

/// The scenario with the initiative in, at so many points more a year, from one of these years on; `None` where there are
/// none. What the plan in hand has proven of its own start is not asked again.
fn with(base: &Base, initiative: InitiativeIx, extra: i64, can: impl Fn(i128) -> bool) -> Option<Scenario> {
    let values = base.scenario.values.with_extra(base.portfolio, initiative, Points(extra));
    let mut scenario = Scenario { values, ..base.with_in(initiative, None) };
    let can = |start: &Year| can(worth(base, initiative, *start, extra));
    let (earliest, latest) = (starts(base, initiative).find(can)?, starts(base, initiative).rfind(can)?);
    scenario.rules.push(Rule::Window { initiative, earliest, latest });
    Some(scenario)
}

/// What a plan with the initiative loses as points stand, and when it starts there.
fn standing(base: &Base, initiative: InitiativeIx, plan: &Plan) -> Option<(Year, i128)> {
    let value = plan::standing::value(base.portfolio, base.scenario, plan);
    Some((plan.start(initiative)?, base.loss_of(value.0.into())))
}

fn enters(base: &Base, initiative: InitiativeIx, plan: &Plan, loss: i128) -> Option<PointsPrice> {
    // The fewest points with which a start makes up for a loss.
    let making_up = |start: Year, loss: i128, most: i64| {
        let enough = |extra: i64| worth(base, initiative, start, extra) >= loss;
        if enough(most) { first(0, most, |extra| Some(enough(extra))) } else { None }
    };
    let mut price = making_up(plan.start(initiative)?, loss, MOST);
    let mut plan = plan.clone();
    loop {
        // Every plan with it loses as much: only a start that makes up for that with less can set another price.
        let below = price.map_or(MOST, |price| price - 1);
        let scenario = with(base, initiative, below, |worth| worth >= loss).filter(|_| below >= 0);
        let Some(scenario) = scenario else { break };
        match base.reaches(base.portfolio, &scenario, base.value, &plan) {
            Reach::No => break,
            Reach::Unknown => return None,
            Reach::Yes(found) => plan = found,
        }
        let (start, loss) = standing(base, initiative, &plan)?;
        price = Some(making_up(start, loss, below)?);
    }
    Some(price.map_or(PointsPrice::Never, |price| PointsPrice::Enters(Points(price))))
}

fn stays(base: &Base, initiative: InitiativeIx, own: Year, loss: i128) -> Option<PointsPrice> {
    // The most points less with which a start that loses `alone` by itself is no worse than being out.
    let bearing = |start: Year, alone: i128| {
        let holds = |less: i64| -worth(base, initiative, start, -less) + alone <= loss;
        if holds(MOST) { Some(MOST) } else { last(0, MOST, |less| Some(holds(less))) }
    };
    let mut price = bearing(own, 0)?;
    let mut plan = base.plan.clone();
    while price < MOST {
        let beyond = price + 1;
        let Some(scenario) = with(base, initiative, -beyond, |worth| -worth <= loss) else { break };
        match base.reaches(base.portfolio, &scenario, base.losing(loss), &plan) {
            Reach::No => break,
            Reach::Unknown => return None,
            Reach::Yes(found) => plan = found,
        }
        let (start, alone) = standing(base, initiative, &plan)?;
        price = bearing(start, alone).filter(|found| *found > price)?;
    }
    Some(if price >= MOST { PointsPrice::Always } else { PointsPrice::Stays(Points(price)) })
}
