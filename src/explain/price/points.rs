//! The price in points: how many points more a year an initiative left out needs to be in a best plan, and how many less a
//! funded one can have before it is in none.
//!
//! With `e` points more a year the value of a start `s` grows by `w_s(e) = sum over its service years t of e / (1+r)^(t-1)`,
//! rounded as every value. Let `V_s` be the best value of a plan with the start `s`, `V_out` that of a plan without the
//! initiative: it is in a best plan when `max over s of V_s + w_s(e) >= V_out`. A plan in hand sets a price; whether any plan
//! sets a better one is one question, asked a millionth beyond it; a plan that answers yes sets the next price (Newton's
//! method for ratios: Dinkelbach 1967), until the answer is no.

use super::super::base::{Base, Effect, Reach};
use super::super::otherwise::Known;
use super::{first, last};
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
    let asked = Asked { base, initiative, known };
    let found = match base.plan.start(initiative) {
        Some(_) => asked.stays(*loss),
        None => asked.enters(plan, *loss),
    };
    found.unwrap_or(PointsPrice::Unknown)
}

/// An initiative with a price to be found.
struct Asked<'a> {
    base: &'a Base<'a>,
    initiative: InitiativeIx,
    known: &'a Known,
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

    /// The scenario with the initiative in, at so many points more a year, from the first to the last of the starts that
    /// `can`, holding what a plan must have that loses no more than `loss` and what such a start adds; `None` where no start
    /// can. What the plan in hand has proven of its own start is not asked again.
    fn scenario(&self, extra: i64, loss: i128, can: impl Fn(i128) -> bool) -> Option<Scenario> {
        let Base { portfolio, .. } = self.base;
        let initiative = self.initiative;
        let can = |start: &Year| can(self.worth(*start, extra));
        let (earliest, latest) = (self.starts().find(can)?, self.starts().rfind(can)?);
        let within = self.starts().filter(|start| (earliest..=latest).contains(start));
        let most = within.map(|start| self.worth(start, extra)).max()?;
        let scenario = self.known.holding(self.base, self.base.with_in(initiative, None), loss + most);
        let values = self.base.scenario.values.with_extra(portfolio, initiative, Points(extra));
        let mut scenario = Scenario { values, ..scenario };
        scenario.rules.push(Rule::Window { initiative, earliest, latest });
        Some(scenario)
    }

    /// What a plan with the initiative loses as points stand, and when it starts there.
    fn standing(&self, plan: &Plan) -> Option<(Year, i128)> {
        let value = plan::standing::value(self.base.portfolio, self.base.scenario, plan);
        Some((plan.start(self.initiative)?, self.base.loss_of(value.0.into())))
    }

    /// Plans with the initiative, as they are known or with another start of it: the best one by its price, if it is better
    /// than the price in hand.
    fn of_known(
        &self,
        price: &mut Option<i64>,
        of: &dyn Fn(Year, i128) -> Option<i64>,
        better: &dyn Fn(i64, i64) -> bool,
    ) -> Option<Plan> {
        let mut found = None;
        let mut take = |plan: &Plan, start: Year, loss: i128, is_plan: bool| {
            let Some(one) = of(start, loss).filter(|one| price.is_none_or(|price| better(*one, price)))
            else {
                return;
            };
            if is_plan || audit::keeps_all(self.base.portfolio, self.base.scenario, plan) {
                (*price, found) = (Some(one), Some(plan.clone()));
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
        found
    }

    /// A plan no worse than the one that reached what was asked: the better it is, the fewer questions follow.
    fn better(&self, scenario: &Scenario, found: Plan) -> Plan {
        let glance = self.base.glance(scenario, &found);
        glance.and_then(|glance| glance.plan).map_or(found, |(plan, _)| plan)
    }

    fn enters(&self, plan: &Plan, loss: i128) -> Option<PointsPrice> {
        // The fewest points with which a start makes up for a loss.
        let making_up = |start: Year, loss: i128, most: i64| {
            let enough = |extra: i64| self.worth(start, extra) >= loss;
            if enough(most) { first(0, most, |extra| Some(enough(extra))) } else { None }
        };
        let mut price = making_up(plan.start(self.initiative)?, loss, MOST);
        let of = |start: Year, loss: i128| making_up(start, loss, MOST);
        let mut plan =
            self.of_known(&mut price, &of, &|one, held| one < held).unwrap_or_else(|| plan.clone());
        loop {
            // Every plan with it loses as much: only a start that makes up for that with less can set another price.
            let below = price.map_or(MOST, |price| price - 1);
            let scenario = self.scenario(below, 0, |worth| worth >= loss).filter(|_| below >= 0);
            let Some(scenario) = scenario else { break };
            match self.base.reaches(self.base.portfolio, &scenario, self.base.value, &plan) {
                Reach::No => break,
                Reach::Unknown => return None,
                Reach::Yes(found) => plan = self.better(&scenario, found),
            }
            let (start, loss) = self.standing(&plan)?;
            price = Some(making_up(start, loss, below)?);
        }
        Some(price.map_or(PointsPrice::Never, |price| PointsPrice::Enters(Points(price))))
    }

    fn stays(&self, loss: i128) -> Option<PointsPrice> {
        // The most points less with which a start that loses `alone` by itself is no worse than being out.
        let bearing = |start: Year, alone: i128| {
            let holds = |less: i64| -self.worth(start, -less) + alone <= loss;
            if holds(MOST) { Some(MOST) } else { last(0, MOST, |less| Some(holds(less))) }
        };
        let mut price = None;
        let of = |start: Year, alone: i128| bearing(start, alone).filter(|_| alone <= loss);
        let mut plan = self.of_known(&mut price, &of, &|one, held| one > held)?;
        let mut price = price?;
        while price < MOST {
            let beyond = price + 1;
            let Some(scenario) = self.scenario(-beyond, loss, |worth| -worth <= loss) else { break };
            match self.base.reaches(self.base.portfolio, &scenario, self.base.losing(loss), &plan) {
                Reach::No => break,
                Reach::Unknown => return None,
                Reach::Yes(found) => plan = self.better(&scenario, found),
            }
            let (start, alone) = self.standing(&plan)?;
            price = bearing(start, alone).filter(|found| *found > price)?;
        }
        Some(if price >= MOST { PointsPrice::Always } else { PointsPrice::Stays(Points(price)) })
    }
}
