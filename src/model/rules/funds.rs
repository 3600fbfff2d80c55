//! Who pays: every cost by funds that may pay it, each fund within its limits.
//!
//! With `e` a set of funds, `need[e,t]` the money of year `t` that only funds in `e` may pay, `own` paid from the
//! year's limit and `old` from money carried over:
//!
//! - payment: `sum over f in e of (own[f,e,t] + old[f,e,t]) >= need[e,t]`: paying more helps nobody, and where savings
//!   pass what is spent there is nothing to pay
//! - fund limit: `sum over e of own[f,e,t] + sum over e of old[f,e,t+1] <= limit[f,t] (+ extra[t])`
//! - carry-over: `sum over e of old[f,e,t+1] <= cap[f]` (a bound on what is left unspent and used next year)
//! - horizon: `sum over plan years and e of (own + old) <= limit[f] (+ sum of extra)`
//!
//! What the last plan year leaves unspent lapses: money is carried between plan years only. A year without a limit
//! has the whole cap left to carry, so that dropping a limit never hurts.
//!
//! Given the starts this is a network flow with whole data, so the payments need not be whole in the program; the
//! plan's payments are recomputed exactly by `plan::funding`. A set with a fund that nothing limits in the year
//! needs no rows: that fund can always pay.

use std::collections::BTreeMap;

use crate::model::build::Build;
use crate::model::{Key, Line, Origin, Sense};
use crate::scenario::Rule;
use crate::units::{FundIx, Money, Year};

#[derive(Default)]
struct Limits {
    yearly: BTreeMap<(FundIx, Year), (usize, Money)>,
    horizon: BTreeMap<FundIx, (usize, Money)>,
    carry: BTreeMap<FundIx, (usize, Money)>,
}

/// Adds the rows of all rules on funds, each tagged with its own.
pub fn pay(build: &Build) {
    let limits = limits(build);
    if limits.yearly.is_empty() && limits.horizon.is_empty() {
        return;
    }
    if !build.relieves() {
        cuts(build, &limits);
    }
    let mut network = Network { limits, drawn: BTreeMap::new(), carried: BTreeMap::new() };
    for (at, set) in build.fund_sets().iter().enumerate().filter(|(_, set)| !set.is_empty()) {
        let demand = crate::model::spending::demand(build, set);
        for year in build.portfolio.calendar.accounted_years() {
            network.payment(build, at, set, year, &demand.of(year));
        }
    }
    network.limit(build);
}

/// What only some funds may pay is no more than all of them have: for a set of eligible funds, or all funds, `u`,
/// `sum over e inside u of need[e,t] <= sum over f in u of (limit[f,t] + what may be carried into t)`. It follows from the
/// rows of the network, but speaks of starts alone (Gale 1957, who has it of every union of such sets; further unions cost
/// more in every question than they tell).
fn cuts(build: &Build, limits: &Limits) {
    let sets: Vec<Vec<FundIx>> = build.fund_sets().into_iter().filter(|set| !set.is_empty()).collect();
    let mut all = sets.concat();
    all.sort_unstable();
    all.dedup();
    let mut unions = sets.clone();
    unions.push(all);
    unions.sort_unstable();
    unions.dedup();
    let demands: Vec<_> = sets.iter().map(|set| crate::model::spending::demand(build, set)).collect();
    for year in build.portfolio.calendar.accounted_years() {
        for union in &unions {
            let has = |fund: &FundIx| {
                let (_, limit) = limits.yearly.get(&(*fund, year))?;
                Some(i128::from(limit.0) + limits.carried_into(build, *fund, year))
            };
            let Some(total) = union.iter().map(has).sum::<Option<i128>>() else { continue };
            let mut line = Line::default();
            for (set, demand) in sets.iter().zip(&demands) {
                if set.iter().all(|fund| union.contains(fund)) {
                    line.add_line(&demand.of(year), 1);
                }
            }
            if line != Line::default() {
                build.row(line.row(Origin::Implied, Sense::AtMost, total));
            }
        }
    }
}

/// The limits of every fund, the tightest where one is limited twice.
fn limits(build: &Build) -> Limits {
    let mut limits = Limits::default();
    for (at, rule) in build.scenario.rules.iter().enumerate() {
        match *rule {
            Rule::FundLimit { fund, year, limit } => {
                keep_least(&mut limits.yearly, (fund, year), (at, limit));
            }
            Rule::FundHorizonLimit { fund, limit } => keep_least(&mut limits.horizon, fund, (at, limit)),
            Rule::CarryOver { fund, cap } => keep_least(&mut limits.carry, fund, (at, cap)),
            _ => {}
        }
    }
    limits
}

impl Limits {
    /// The most that a fund may carry into a year.
    fn carried_into(&self, build: &Build, fund: FundIx, year: Year) -> i128 {
        let before = year.plus(-1);
        let calendar = &build.portfolio.calendar;
        match self.carry.get(&fund) {
            Some(&(_, cap)) if calendar.first <= before && year <= calendar.last() => {
                let unspent = self.yearly.get(&(fund, before)).map_or(cap, |limit| limit.1);
                cap.min(unspent).0.into()
            }
            _ => 0,
        }
    }
}

fn keep_least<K: Ord>(map: &mut BTreeMap<K, (usize, Money)>, key: K, new: (usize, Money)) {
    let held = map.entry(key).or_insert(new);
    if new.1 < held.1 {
        *held = new;
    }
}

struct Network {
    limits: Limits,
    /// What is drawn from a fund's limit of a year, wherever it is spent.
    drawn: BTreeMap<(FundIx, Year), Line>,
    /// What is drawn from a fund's limit of a year and spent in the next.
    carried: BTreeMap<(FundIx, Year), Line>,
}

impl Network {
    /// Whether nothing limits the fund in the year.
    fn unlimited(&self, build: &Build, fund: FundIx, year: Year) -> bool {
        let horizon = self.limits.horizon.contains_key(&fund) && year <= build.portfolio.calendar.last();
        !horizon && !self.limits.yearly.contains_key(&(fund, year))
    }

    fn payment(&mut self, build: &Build, set_at: usize, set: &[FundIx], year: Year, need: &Line) {
        if *need == Line::default() || set.iter().any(|&fund| self.unlimited(build, fund, year)) {
            return;
        }
        let most = i128::from(i64::MAX / 8);
        let mut balance = Line::default();
        balance.add_line(need, -1);
        for &fund in set {
            let limit = self.limits.yearly.get(&(fund, year)).map_or(most, |limit| limit.1.0.into());
            let own = build.var(Key::Paid(fund, set_at, year), 0, upper(build, limit, need), false);
            balance.add(own, 1);
            self.drawn.entry((fund, year)).or_default().add(own, 1);
            let before = year.plus(-1);
            let most = self.limits.carried_into(build, fund, year);
            if most > 0 {
                let old = build.var(Key::PaidCarried(fund, set_at, year), 0, upper(build, most, need), false);
                balance.add(old, 1);
                self.drawn.entry((fund, before)).or_default().add(old, 1);
                self.carried.entry((fund, before)).or_default().add(old, 1);
            }
        }
        build.row(balance.row(Origin::Payment(year), Sense::AtLeast, 0));
    }

    fn limit(self, build: &Build) {
        let last = build.portfolio.calendar.last();
        for (&(fund, year), &(at, limit)) in &self.limits.yearly {
            if let Some(drawn) = self.drawn.get(&(fund, year)) {
                let mut line = drawn.clone();
                build.relieve(&mut line, year);
                build.rule_row(at, line, Sense::AtMost, limit.0.into());
            }
        }
        for ((fund, _), carried) in self.carried {
            if let Some(&(at, cap)) = self.limits.carry.get(&fund) {
                build.rule_row(at, carried, Sense::AtMost, cap.0.into());
            }
        }
        for (&fund, &(at, limit)) in &self.limits.horizon {
            let mut line = Line::default();
            for (_, drawn) in self.drawn.range((fund, Year(i32::MIN))..=(fund, last)) {
                line.add_line(drawn, 1);
            }
            for year in build.portfolio.calendar.plan_years() {
                build.relieve(&mut line, year);
            }
            build.rule_row(at, line, Sense::AtMost, limit.0.into());
        }
    }
}

/// A payment's upper bound: all there is to pay, and no more than the fund's limit where that cannot be raised. (Columns
/// that may be many times larger than what is paid cost HiGHS its accuracy.)
fn upper(build: &Build, limit: i128, need: &Line) -> i128 {
    let most = need.most().max(0);
    if build.relieves() { most } else { limit.min(most) }
}
