//! The price in points: how many points more a year an initiative left out needs to be in a best plan, and how many less a
//! funded one can have before it is in none.
//!
//! With `e` points more a year the value of a start `s` grows by `w_s(e) = sum over its service years t of e / (1+r)^(t-1)`,
//! rounded as every value. Let `V_s` be the best value of a plan with the start `s`, `V_out` that of a plan without the
//! initiative: it is in a best plan when `max over s of V_s + w_s(e) >= V_out`. A plan in hand sets a price. The best plan a
//! millionth beyond it, if it still reaches `V_out`, sets the next one (Newton's method for ratios: Dinkelbach 1967), and says
//! of every start that was asked about what it loses at the least: only starts that may yet set a better price are asked
//! about again.

use super::super::base::{Base, Effect, Reach};
use super::super::otherwise::Known;
use super::first;
use crate::audit;
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

/// The price; `forced` is what the initiative forced in, or out where it is funded, leads to.
#[must_use]
pub fn points_price(base: &Base, initiative: InitiativeIx, forced: &Effect, known: &Known) -> PointsPrice {
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
    let base = &base.taught(known.lessons(), None);
    match base.plan.start(initiative) {
        None => {
            let asked = Asked { base, initiative, known, gives: 0, least: 0 };
            match asked.price(asked.extra(plan.start(initiative), *loss, MOST), *loss) {
                Ok(Some(extra)) => PointsPrice::Enters(Points(extra)),
                Ok(None) => PointsPrice::Never,
                Err(Unsettled) => PointsPrice::Unknown,
            }
        }
        Some(start) => {
            let asked = Asked { base, initiative, known, gives: *loss, least: -MOST };
            match asked.price(asked.extra(Some(start), 0, MOST), 0) {
                Ok(Some(extra)) if extra > -MOST => PointsPrice::Stays(Points(-extra)),
                Ok(Some(_)) => PointsPrice::Always,
                Ok(None) | Err(Unsettled) => PointsPrice::Unknown,
            }
        }
    }
}

/// The search ended before it knew.
struct Unsettled;

/// An initiative with a price to be found: the fewest points more (a negative number for less) with which it is in a best plan.
struct Asked<'a> {
    base: &'a Base<'a>,
    initiative: InitiativeIx,
    known: &'a Known,
    /// What the first goal loses in the best plan without it.
    gives: i128,
    /// Fewer are of no interest.
    least: i64,
}

impl Asked<'_> {
    /// What so many points a year add to the value of a start.
    fn worth(&self, start: Year, extra: i64) -> i128 {
        let Base { portfolio, scenario, .. } = self.base;
        scenario.values.extra(portfolio, self.initiative, start, Points(extra)).0.into()
    }

    fn starts(&self) -> impl DoubleEndedIterator<Item = Year> + use<> {
        let Base { portfolio, .. } = self.base;
        let latest = portfolio.calendar.latest_start(portfolio.initiative(self.initiative).duration);
        (portfolio.calendar.first.0..=latest.0).map(Year)
    }

    /// The fewest points more, not more than `most`, with which a plan that loses so much as points stand, and has this start,
    /// is as good as the best one without the initiative.
    fn extra(&self, start: Option<Year>, loss: i128, most: i64) -> Option<i64> {
        let start = start?;
        let enough = |extra: i64| self.worth(start, extra) >= loss - self.gives;
        if enough(most) { first(self.least, most, |extra| Some(enough(extra))) } else { None }
    }

    /// The scenario with the initiative in, from one of these years, at so many points more a year, holding what a plan must
    /// have that is as good as the best one without it.
    fn scenario(&self, extra: i64, from: Year, to: Year) -> Scenario {
        let Base { portfolio, .. } = self.base;
        let initiative = self.initiative;
        let most =
            self.starts().filter(|start| (from..=to).contains(start)).map(|start| self.worth(start, extra));
        let loss = self.gives + most.max().unwrap_or(0);
        let scenario = self.known.holding(self.base, self.base.with_in(initiative, None), loss);
        let values = self.base.scenario.values.with_extra(portfolio, initiative, Points(extra));
        let mut scenario = Scenario { values, ..scenario };
        scenario.rules.push(Rule::Window { initiative, earliest: from, latest: to });
        scenario
    }

    /// What a plan with the initiative loses as points stand, and when it starts there.
    fn standing(&self, plan: &Plan) -> Option<(Year, i128)> {
        let value = plan::standing::value(self.base.portfolio, self.base.scenario, plan);
        Some((plan.start(self.initiative)?, self.base.loss_of(value.0.into())))
    }

    /// Of the known plans, as they are or with another start of the initiative, the one with the least rank; `rank` says
    /// nothing of what is of no interest.
    fn of_known<R: Ord>(&self, mut rank: impl FnMut(Year, i128) -> Option<R>) -> Option<(R, Plan)> {
        let mut held: Option<(R, Plan)> = None;
        let mut take = |plan: &Plan, start: Year, loss: i128, is_plan: bool| {
            let Some(one) = rank(start, loss) else { return };
            let better = held.as_ref().is_none_or(|(held, _)| one < *held);
            if better && (is_plan || audit::keeps_all(self.base.portfolio, self.base.scenario, plan)) {
                held = Some((one, plan.clone()));
            }
        };
        for (plan, loss) in self.known.plans() {
            let Some(own) = plan.start(self.initiative) else { continue };
            take(plan, own, *loss, true);
            for start in self.starts().filter(|start| *start != own) {
                let mut moved = plan.clone();
                moved.starts[self.initiative.0] = Some(start);
                if let Some((start, loss)) = self.standing(&moved) {
                    take(&moved, start, loss, false);
                }
            }
        }
        held
    }

    /// The price, from one that a plan sets; every plan with the initiative loses `loss` at the least. `None` where no points
    /// are enough.
    fn price(&self, price: Option<i64>, loss: i128) -> Result<Option<i64>, Unsettled> {
        let known = self.of_known(|start, loss| self.extra(Some(start), loss, MOST)).map(|(extra, _)| extra);
        let mut price = price.into_iter().chain(known).min();
        let mut losses: Vec<(Year, i128)> = self.starts().map(|start| (start, loss)).collect();
        loop {
            let below = price.map_or(MOST, |price| price - 1);
            // Only a start that loses little enough can set a better price.
            let can = |&&(start, loss): &&(Year, i128)| self.extra(Some(start), loss, below).is_some();
            let (Some(&(from, _)), Some(&(to, _))) = (losses.iter().find(can), losses.iter().rfind(can))
            else {
                return Ok(price);
            };
            if below < self.least {
                return Ok(price);
            }
            let scenario = self.scenario(below, from, to);
            let worth = |start: Year| Some(self.worth(start, below)).filter(|_| (from..=to).contains(&start));
            let known = self.of_known(|start, loss| worth(start).map(|worth| loss - worth));
            let start = known.map_or_else(|| self.base.plan.clone(), |(_, plan)| plan);
            let plan = match self.base.best_reaching(&scenario, self.base.losing(self.gives), &start) {
                Reach::No => return Ok(price),
                Reach::Unknown => return Err(Unsettled),
                Reach::Yes(plan) => plan,
            };
            let (start, loss) = self.standing(&plan).ok_or(Unsettled)?;
            price = Some(self.extra(Some(start), loss, below).ok_or(Unsettled)?);
            // No plan with a start that was asked about is better at those points than this one.
            let best = self.worth(start, below) - loss;
            for (start, loss) in losses.iter_mut().filter(|(start, _)| (from..=to).contains(start)) {
                *loss = (*loss).max(self.worth(*start, below) - best);
            }
        }
    }
}
