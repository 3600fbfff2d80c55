//! The price in money: the smallest extra ceiling in a named year at which an initiative left out is in some best plan.
//!
//! More money is not monotone here: at a little more it may enter, at still more something larger may push it out again.
//! Let `V_in(e)` be the best value with the initiative at `e` extra, `V(e)` that of all plans. Both only grow. From
//! `e = 0` upwards: the least `e` at which `V_in(e)` reaches the `V` in hand; there `V(e)` again; until both agree. Every
//! least `e` is found by halving between a sum that does and one that does not, and a plan's own need of money jumps ahead.

use super::super::base::{Base, Effect, Reach};
use crate::audit;
use crate::plan::{self, Plan};
use crate::scenario::Scenario;
use crate::solve::missing::raised;
use crate::units::{InitiativeIx, Money, Year};

/// Steps of the scan before it gives up.
const MOST: usize = 40;

/// A price in extra money for one year, added to every money ceiling and fund limit of that year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CeilingPrice {
    /// With so much more it is in some best plan, with less in none; from `leaves` on it is in none again, if that was
    /// found.
    Enters {
        /// The smallest extra.
        extra: Money,
        /// The smallest larger extra at which it is in no best plan any more.
        leaves: Option<Money>,
    },
    /// No money in this year brings it in.
    Never,
    /// The search ended before it knew.
    Unknown,
}

/// The price in this year.
#[must_use]
pub fn ceiling_price(base: &Base, initiative: InitiativeIx, year: Year) -> CeilingPrice {
    let scan = Scan { base, year, all: base.scenario.clone(), with: base.with_in(initiative, None) };
    let out = base.with_out(initiative);
    scan.enters(&out).unwrap_or(CeilingPrice::Unknown)
}

/// The least extra money of one year that makes the plan better, with the better plan; `None` where none does, or nobody
/// knows.
#[must_use]
pub fn next_better(base: &Base, year: Year) -> Option<(Money, Plan)> {
    let scan = Scan { base, year, all: base.scenario.clone(), with: base.scenario.clone() };
    // Without extra money none is better: the known plan is proven.
    match scan.least_above(&scan.all, base.losing(-1), Money(0), base.plan)? {
        Least::Found(extra, plan) => Some((extra, plan)),
        Least::None => None,
    }
}

struct Scan<'a> {
    base: &'a Base<'a>,
    year: Year,
    all: Scenario,
    with: Scenario,
}

enum Least {
    Found(Money, Plan),
    None,
}

impl Scan<'_> {
    fn at(&self, scenario: &Scenario, extra: Money) -> Scenario {
        raised(self.base.portfolio, scenario, &[(self.year, extra)])
    }

    /// More than can be spent in the year.
    fn most(&self) -> Money {
        let portfolio = self.base.portfolio;
        let costs =
            portfolio.initiatives.iter().flat_map(|item| &item.costs).map(|line| line.amount.0.max(0));
        let base =
            self.base.scenario.base.iter().flat_map(|one| &one.amounts).map(|(_, amount)| amount.0.max(0));
        // Prices may have risen since.
        Money(costs.chain(base).sum::<i64>().saturating_mul(4).min(i64::MAX / 16))
    }

    fn reach(&self, scenario: &Scenario, enough: i128, extra: Money, start: &Plan) -> Reach {
        let scenario = self.at(scenario, extra);
        // Where the plan in hand needs more than this, the known one may still be a plan.
        let keeps = |plan: &&Plan| audit::keeps_all(self.base.portfolio, &scenario, plan);
        let start = [start, self.base.plan].into_iter().find(keeps).unwrap_or(start);
        self.base.reaches(self.base.portfolio, &scenario, enough, start)
    }

    /// The least extra from `from` on at which a scenario reaches `enough`.
    fn least(&self, scenario: &Scenario, enough: i128, from: Money, start: &Plan) -> Option<Least> {
        match self.reach(scenario, enough, from, start) {
            Reach::Yes(plan) => Some(Least::Found(from, plan)),
            Reach::No => self.least_above(scenario, enough, from, start),
            Reach::Unknown => None,
        }
    }

    /// The same where `from` is known not to be enough.
    fn least_above(&self, scenario: &Scenario, enough: i128, from: Money, start: &Plan) -> Option<Least> {
        let portfolio = self.base.portfolio;
        let reach = |extra: Money, start: &Plan| self.reach(scenario, enough, extra, start);
        let mut plan = start.clone();
        let mut to = self.most().max(from);
        match self.one_move(scenario, enough, (from, to), &plan) {
            Some(found) => (to, plan) = found,
            None => match reach(to, &plan) {
                Reach::Yes(found) => plan = found,
                Reach::No => return Some(Least::None),
                Reach::Unknown => return None,
            },
        }
        let mut below = from;
        loop {
            // The plan in hand needs no more than this, and one near it may need less.
            let keeps = |extra: i64| audit::keeps_all(portfolio, &self.at(scenario, Money(extra)), &plan);
            to = Money(super::first(below.0 + 1, to.0, |extra| Some(keeps(extra)))?);
            while let Some(found) = self.one_move(scenario, enough, (below, to), &plan) {
                (to, plan) = found;
            }
            if to.0 - below.0 <= 1 {
                return Some(Least::Found(to, plan));
            }
            // Just less first: often nothing does with less.
            match reach(Money(to.0 - 1), &plan) {
                Reach::No => return Some(Least::Found(to, plan)),
                Reach::Unknown => return None,
                Reach::Yes(found) => {
                    plan = found;
                    to = Money(to.0 - 1);
                }
            }
            let middle = Money(below.0 + (to.0 - below.0) / 2);
            if middle > below {
                match reach(middle, &plan) {
                    Reach::Yes(found) => (plan, to) = (found, middle),
                    Reach::No => below = middle,
                    Reach::Unknown => return None,
                }
            }
        }
    }

    /// A plan one move away from this one that reaches `enough` with less than the greater of two sums, and how much it needs:
    /// the least of all such moves, above the smaller sum.
    fn one_move(
        &self,
        scenario: &Scenario,
        enough: i128,
        (below, to): (Money, Money),
        plan: &Plan,
    ) -> Option<(Money, Plan)> {
        if !self.base.counts_points() {
            return None;
        }
        let portfolio = self.base.portfolio;
        let mut held: Option<(Money, Plan)> = None;
        for (initiative, item) in portfolio.each() {
            let calendar = &portfolio.calendar;
            let years =
                (calendar.first.0..=calendar.latest_start(item.duration).0).map(|year| Some(Year(year)));
            for start in years.chain([None]).filter(|start| *start != plan.start(initiative)) {
                let mut moved = plan.clone();
                moved.starts[initiative.0] = start;
                let value = plan::standing::value(portfolio, scenario, &moved);
                let most = held.as_ref().map_or(to, |(held, _)| *held).0 - 1;
                if i128::from(value.0) < enough || most <= below.0 {
                    continue;
                }
                let keeps =
                    |extra: i64| audit::keeps_all(portfolio, &self.at(scenario, Money(extra)), &moved);
                if keeps(most) {
                    let extra = super::first(below.0 + 1, most, |extra| Some(keeps(extra)))?;
                    held = Some((Money(extra), moved));
                }
            }
        }
        held
    }

    fn enters(&self, out: &Scenario) -> Option<CeilingPrice> {
        let (mut extra, mut enough) = (Money(0), self.base.value);
        let mut plan = self.base.plan.clone();
        for _ in 0..MOST {
            let Least::Found(least, found) = self.least(&self.with, enough, extra, &plan)? else {
                return Some(CeilingPrice::Never);
            };
            (extra, plan) = (least, found);
            let Effect::Plan { value: reached, plan: with, .. } =
                self.base.effect_from(self.base.portfolio, &self.at(&self.with, extra), false, &plan)
            else {
                return None;
            };
            // Whether anything is better than that.
            let better = if self.base.least { reached - 1 } else { reached + 1 };
            match self.base.reaches(self.base.portfolio, &self.at(out, extra), better, &with) {
                Reach::No => {
                    let leaves = match self.leaves(out, extra, reached, &with)? {
                        Least::Found(leaves, _) => Some(leaves),
                        Least::None => None,
                    };
                    return Some(CeilingPrice::Enters { extra, leaves });
                }
                Reach::Unknown => return None,
                Reach::Yes(_) => {}
            }
            let Effect::Plan { value, plan: best, .. } =
                self.base.effect_from(self.base.portfolio, &self.at(&self.all, extra), false, &with)
            else {
                return None;
            };
            (enough, plan) = (value, best);
        }
        None
    }

    /// The least larger extra at which it is in no best plan, looked for while it stays.
    fn leaves(&self, out: &Scenario, from: Money, reached: i128, with: &Plan) -> Option<Least> {
        let (mut extra, mut reached, mut with) = (from, reached, with.clone());
        for _ in 0..MOST {
            let better = if self.base.least { reached - 1 } else { reached + 1 };
            let Least::Found(least, plan) = self.least(out, better, extra, &with)? else {
                return Some(Least::None);
            };
            let Effect::Plan { value, .. } =
                self.base.effect_from(self.base.portfolio, &self.at(out, least), false, &plan)
            else {
                return None;
            };
            match self.base.reaches(self.base.portfolio, &self.at(&self.with, least), value, &with) {
                Reach::No => return Some(Least::Found(least, plan)),
                Reach::Unknown => return None,
                Reach::Yes(plan) => {
                    let Effect::Plan { value, plan, .. } =
                        self.base.effect_from(self.base.portfolio, &self.at(&self.with, least), false, &plan)
                    else {
                        return None;
                    };
                    (extra, reached, with) = (least, value, plan);
                }
            }
        }
        Some(Least::None)
    }
}
