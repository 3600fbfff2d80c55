//! Random rules on amounts, set around what a likely plan uses.

use crate::common::build::TONNAGE;
use crate::common::chance::Chance;
use petajalan::plan::standing::{levels, staff_added, staff_used};
use petajalan::plan::{Ledger, Plan};
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Base, Measure, Period, Rule, Scope};
use petajalan::units::{FundIx, IndicatorIx, Level, Money, PoolIx, SchemeIx, Year};

use super::rules::scope;

/// Limits around what a likely plan uses.
pub struct Around<'a> {
    pub chance: &'a mut Chance,
    pub portfolio: &'a Portfolio,
    pub likely: &'a Plan,
    pub ledger: &'a Ledger<'a>,
}

impl Around<'_> {
    /// Mostly a little more than this, sometimes less.
    fn above(&mut self, used: i64) -> i64 {
        let percent =
            if self.chance.percent(6) { self.chance.between(50, 99) } else { self.chance.between(100, 140) };
        used * percent / 100
    }

    /// Mostly a little less than this, sometimes more.
    fn below(&mut self, reached: i64) -> i64 {
        let percent =
            if self.chance.percent(8) { self.chance.between(101, 125) } else { self.chance.between(50, 100) };
        reached * percent / 100
    }

    pub fn money(&mut self) -> Vec<Rule> {
        let calendar = self.portfolio.calendar;
        let mut rules = Vec::new();
        let (total, some) = (Scope::total(), scope(self.chance, self.portfolio));
        let tail = Year(calendar.last().0 + 1);
        if self.chance.percent(65) {
            let late = self.chance.percent(30);
            for year in calendar.plan_years().chain(late.then_some(tail)) {
                if self.chance.percent(92) {
                    let limit = Money(self.above(self.ledger.spent(&total, year).0));
                    rules.push(Rule::Ceiling { id: "total".into(), scope: total.clone(), year, limit });
                }
            }
        }
        if self.chance.percent(35) {
            for year in calendar.plan_years() {
                let limit = Money(self.above(self.ledger.spent(&some, year).0));
                rules.push(Rule::Ceiling { id: "part".into(), scope: some.clone(), year, limit });
            }
        }
        if self.chance.percent(25) {
            let scope = scope(self.chance, self.portfolio);
            let limit = Money(self.above(self.ledger.spent_in_horizon(&scope).0));
            rules.push(Rule::HorizonCeiling { id: "all".into(), scope, limit });
        }
        if self.chance.percent(20) {
            let (scope, period) = (scope(self.chance, self.portfolio), self.period());
            let amount = Money(self.below(self.spent(&scope, period)));
            rules.push(Rule::Floor { id: "floor".into(), scope, period, amount });
        }
        for at_least in [true, false] {
            if self.chance.percent(18) {
                rules.push(self.share(at_least));
            }
        }
        if self.chance.percent(30) {
            for year in (tail.0..=calendar.accounted_to().0).map(Year) {
                let limit = Money(self.above(self.ledger.spent(&total, year).0));
                rules.push(Rule::Commitments { id: "after".into(), scope: total.clone(), year, limit });
            }
        }
        rules
    }

    fn share(&mut self, at_least: bool) -> Rule {
        let mut scope = scope(self.chance, self.portfolio);
        scope.classes.retain(|class| *class != TONNAGE);
        let (period, base) = (self.period(), self.chance.pick(&[Base::Spending, Base::Ceiling]));
        let (part, whole) = (self.spent(&scope, period), self.spent(&Scope::total(), period).max(1));
        let share = part * 10_000 / whole;
        if at_least {
            Rule::ShareFloor { id: "share".into(), scope, period, base, share: self.below(share) * 3 / 4 }
        } else {
            Rule::ShareCap { id: "cap".into(), scope, period, base, share: self.above(share).min(10_000) }
        }
    }

    fn period(&mut self) -> Period {
        let years: Vec<Year> = self.portfolio.calendar.plan_years().collect();
        if self.chance.percent(50) { Period::Horizon } else { Period::Year(self.chance.pick(&years)) }
    }

    fn spent(&self, scope: &Scope, period: Period) -> i64 {
        match period {
            Period::Year(year) => self.ledger.spent(scope, year).0,
            Period::Horizon => self.ledger.spent_in_horizon(scope).0,
        }
    }

    pub fn funds(&mut self) -> Vec<Rule> {
        let (calendar, total) = (self.portfolio.calendar, Scope::total());
        let count = i64::try_from(self.portfolio.funds.len()).expect("few funds");
        let mut rules = Vec::new();
        for fund in (0..self.portfolio.funds.len()).map(FundIx) {
            let late = self.chance.percent(25);
            for year in calendar.accounted_years().filter(|year| late || *year <= calendar.last()) {
                if self.chance.percent(80) {
                    let part = self.ledger.spent(&total, year).0 * 3 / (2 * count);
                    rules.push(Rule::FundLimit { fund, year, limit: Money(self.above(part)) });
                }
            }
            let part = self.ledger.spent_in_horizon(&total).0 * 3 / (2 * count);
            if self.chance.percent(35) {
                rules.push(Rule::FundHorizonLimit { fund, limit: Money(self.above(part)) });
            }
            if self.chance.percent(50) {
                rules.push(Rule::CarryOver { fund, cap: Money(self.chance.between(0, part)) });
            }
        }
        rules
    }

    pub fn staff_and_outcomes(&mut self) -> Vec<Rule> {
        let calendar = self.portfolio.calendar;
        let mut rules = Vec::new();
        for pool in [PoolIx(0), PoolIx(1)] {
            if self.chance.percent(35) {
                for year in calendar.plan_years() {
                    let used = staff_used(self.portfolio, self.likely, pool, year);
                    let added = staff_added(self.portfolio, self.likely, pool, year);
                    let capacity = self.above((used - added).0.max(0));
                    rules.push(Rule::Pool { pool, year, capacity });
                }
            }
        }
        for measure in [Measure::Index, Measure::Indicator(IndicatorIx(1))] {
            if self.chance.percent(22) {
                let years: Vec<Year> = calendar.plan_years().collect();
                let (scheme, year) = (SchemeIx(0), self.chance.pick(&years));
                let reached = levels(self.portfolio, self.likely, scheme, year);
                let level = match measure {
                    Measure::Index => self.portfolio.scheme(scheme).weighted(&reached) / 100_000,
                    Measure::Indicator(at) => reached[at.0].0,
                };
                let at_least = Level(self.below(level));
                rules.push(Rule::Outcome { id: "goal".into(), scheme, measure, year, at_least });
            }
        }
        rules
    }
}
