//! What an initiative drags along: starts that are too early for everything it waits for to have been paid.
//!
//! Whoever starts in `s` needs all its predecessors started by then, each by `s - delay`, `delay` the longest way to it.
//! With `cum[j,b]` the least that `j` has cost by the end of `s` when it starts by `b`, and `limit[t]` the ceilings of a
//! scope, starting `i` in `s` is impossible where
//! `sum over predecessors j of cum[j, s - delay[i,j]] + cum[i,s] > sum over t <= s of limit[t]`:
//! `y[i,s] <= 0` (earliest periods of open-pit scheduling: Gaupp 2008; Chicoisne et al. 2012). Ceilings of one year alone
//! say far less when what is dragged along may be spread over many.

use super::build::Build;
use super::line::Line;
use super::program::{Origin, Row, Sense};
use crate::portfolio::{Link, Target};
use crate::scenario::{Rule, Scope};
use crate::units::{InitiativeIx, Money, Year};

/// Dependencies looked at before it ends with what it has: what is left out is only not said.
const MOST_STEPS: usize = 60_000_000;

/// The rows that follow from ceilings and dependencies together.
pub fn earliest(build: &Build) -> Vec<Row> {
    let Some(order) = Order::of(build) else { return Vec::new() };
    let mut first = Order::windows(build);
    let mut said = vec![false; first.len()];
    let mut steps = 0;
    let mut seen = Seen::new(first.len());
    for scope in scopes(build) {
        let Some(money) = Cumulated::of(build, scope) else { continue };
        for (position, &ix) in order.topological.iter().enumerate() {
            if steps > MOST_STEPS {
                break;
            }
            let Some((_, from, years)) = build.starts.span(InitiativeIx(ix)) else { continue };
            let dragged = order.dragged(position, &mut seen, &mut steps);
            let waits = dragged.iter().map(|&(j, delay)| first[j].saturating_add(delay)).max();
            let mut start = first[ix].max(waits.unwrap_or(i32::MIN));
            let implied = start;
            let last = from.plus(i32::try_from(years).unwrap_or(i32::MAX) - 1).0;
            while start <= last && money.exceeded(ix, start, &dragged) {
                start += 1;
            }
            steps += dragged.len() * usize::try_from(start - implied).unwrap_or(0);
            first[ix] = start;
            said[ix] |= start > implied;
        }
    }
    let mut rows = Vec::new();
    for (ix, &start) in first.iter().enumerate().filter(|(ix, _)| said[*ix]) {
        let mut line = Line::default();
        build.starts.started_by(&mut line, InitiativeIx(ix), Year(start - 1), 1);
        if line != Line::default() {
            rows.push(line.row(Origin::Implied, Sense::AtMost, 0));
        }
    }
    rows
}

/// Scopes with a ceiling in the first plan year, each once.
fn scopes<'a>(build: &'a Build) -> Vec<&'a Scope> {
    let mut found: Vec<&Scope> = Vec::new();
    for rule in &build.scenario.rules {
        if let Rule::Ceiling { scope, year, .. } = rule
            && *year == build.portfolio.calendar.first
            && !found.contains(&scope)
        {
            found.push(scope);
        }
    }
    found
}

/// Who waits for whom, and an order in which predecessors come first.
struct Order {
    /// By position in the order: how many predecessors an initiative has, and those in the order by position, with how much
    /// earlier each must start. Rings of same-year starts stay out of the order, and so does what waits for them.
    before: Vec<(usize, Vec<(usize, i32)>)>,
    /// Initiatives by position.
    topological: Vec<usize>,
}

impl Order {
    /// Dependencies with one way to be met; `None` where there are none.
    fn of(build: &Build) -> Option<Self> {
        let count = build.portfolio.initiatives.len();
        let mut before = vec![Vec::new(); count];
        let mut any = false;
        for rule in &build.scenario.rules {
            let Rule::Dependency { initiative, clause } = rule else { continue };
            let [(Target::Initiative(other), link)] = clause.any_of[..] else { continue };
            let delay = match link {
                Link::FinishToStart { lag } => {
                    i32::from(build.portfolio.initiative(other).duration) + i32::from(lag)
                }
                Link::StartToStart => 0,
                Link::Selection => continue,
            };
            before[initiative.0].push((other.0, delay));
            any = true;
        }
        let mut after = vec![Vec::new(); count];
        let mut waits = vec![0_usize; count];
        for (ix, list) in before.iter().enumerate() {
            waits[ix] = list.len();
            for &(other, _) in list {
                after[other].push(ix);
            }
        }
        let mut topological: Vec<usize> = (0..count).filter(|&ix| waits[ix] == 0).collect();
        let mut at = 0;
        while at < topological.len() {
            for &next in &after[topological[at]] {
                waits[next] -= 1;
                if waits[next] == 0 {
                    topological.push(next);
                }
            }
            at += 1;
        }
        let mut position = vec![None; count];
        topological.iter().enumerate().for_each(|(at, &ix)| position[ix] = Some(at));
        let placed = |ix: usize| {
            let list = before[ix].iter().filter_map(|&(other, delay)| Some((position[other]?, delay)));
            (before[ix].len(), list.collect())
        };
        let before = topological.iter().map(|&ix| placed(ix)).collect();
        any.then_some(Self { before, topological })
    }

    /// The first year of each window; the end of time where nothing can start.
    fn windows(build: &Build) -> Vec<i32> {
        (0..build.portfolio.initiatives.len())
            .map(|ix| build.starts.years(InitiativeIx(ix)).next().map_or(i32::MAX / 2, |year| year.0))
            .collect()
    }

    /// Everything that whoever stands at a position waits for, with how much earlier it must start.
    fn dragged(&self, position: usize, seen: &mut Seen, steps: &mut usize) -> Vec<(usize, i32)> {
        let mut found = Vec::new();
        // By position, last first: when one is taken out, every way to it has been looked at.
        self.before[position].1.iter().for_each(|&(other, delay)| seen.put(other, delay));
        while let Some((other, delay)) = seen.pop_last() {
            found.push((self.topological[other], delay));
            let (count, before) = &self.before[other];
            *steps += count + 1;
            for &(other, more) in before {
                seen.put(other, delay + more);
            }
        }
        found
    }
}

/// Positions with the longest delay known of each, to be taken out by falling position; what is put in while others are
/// taken out stands before those. A bit for each position is much quicker here than a tree: this is the largest part of
/// writing a program with long chains.
struct Seen {
    /// By position; meaningless where its bit is not set.
    delays: Vec<i32>,
    bits: Vec<u64>,
    /// No bit is set in a word after this one.
    last: usize,
}

impl Seen {
    fn new(count: usize) -> Self {
        Self { delays: vec![0; count], bits: vec![0; count.div_ceil(64)], last: 0 }
    }

    fn put(&mut self, position: usize, delay: i32) {
        let (word, bit) = (position / 64, 1_u64 << (position % 64));
        let held = &mut self.delays[position];
        *held = if self.bits[word] & bit == 0 { delay } else { delay.max(*held) };
        self.bits[word] |= bit;
        self.last = self.last.max(word);
    }

    fn pop_last(&mut self) -> Option<(usize, i32)> {
        while self.bits.get(self.last) == Some(&0) {
            self.last = self.last.checked_sub(1)?;
        }
        let word = self.bits.get_mut(self.last)?;
        let bit = word.ilog2();
        *word ^= 1 << bit;
        let position = self.last * 64 + bit as usize;
        Some((position, self.delays[position]))
    }
}

/// What initiatives have cost by the end of a year, and what may have been spent by then.
struct Cumulated {
    first: i32,
    years: usize,
    /// By year: what may have been spent by its end beside what already runs; `None` from the first year without a ceiling.
    limits: Vec<Option<i128>>,
    /// By year, then start by, then initiative: the least that has been spent by the year's end.
    least: Vec<i64>,
    /// By initiative, then start, then year: the same for exactly that start; nothing where the scope does not cover it.
    exact: Vec<Vec<i64>>,
    /// Number of initiatives.
    initiatives: usize,
}

impl Cumulated {
    /// `None` where savings could give money back.
    fn of(build: &Build, scope: &Scope) -> Option<Self> {
        let saves = |rule: &Rule| matches!(rule, Rule::Synergy { saving, .. } if *saving != Money::ZERO);
        if build.scenario.rules.iter().any(saves) {
            return None;
        }
        let calendar = &build.portfolio.calendar;
        let years: Vec<Year> = calendar.plan_years().collect();
        let mut limits = Vec::new();
        let mut total = Some(0_i128);
        for &year in &years {
            total = total.and_then(|total| Some(total + i128::from(build.scenario.ceiling(scope, year)?.0)));
            limits.push(total);
        }
        let count = years.len();
        let initiatives = build.portfolio.initiatives.len();
        let (mut least, mut exact) = (vec![0_i64; count * count * initiatives], Vec::new());
        for (ix, item) in build.portfolio.each() {
            let covered = scope.covers(item.agency, Some(item.category), Some(ix));
            let mut costs = vec![0_i64; if covered { count * count } else { 0 }];
            for start in build.starts.years(ix).filter(|_| covered && build.starts.span(ix).is_some()) {
                let Ok(row) = usize::try_from(start.since(calendar.first)) else { continue };
                for (year, line, amount) in build.portfolio.costs_if_started(ix, start) {
                    if scope.counts(line.class, build.portfolio.class(line.class).money)
                        && let Ok(column) = usize::try_from(year.since(calendar.first))
                        && column < count
                    {
                        costs[row * count + column] += amount.0;
                    }
                }
                for column in 1..count {
                    costs[row * count + column] += costs[row * count + column - 1];
                }
            }
            for column in 0..count {
                let mut held: Option<i64> = None;
                for at in (0..count).filter(|_| covered) {
                    let year = calendar.first.plus(i32::try_from(at).unwrap_or(i32::MAX));
                    if build.starts.years(ix).any(|start| start == year) {
                        let here = costs[at * count + column];
                        held = Some(held.map_or(here, |held| held.min(here)));
                    }
                    least[(column * count + at) * initiatives + ix.0] = held.unwrap_or(0);
                }
            }
            exact.push(costs);
        }
        Some(Self { first: calendar.first.0, years: count, limits, least, exact, initiatives })
    }

    /// Whether starting in the year, with everything dragged along, has cost more by its end than there may be.
    fn exceeded(&self, ix: usize, start: i32, dragged: &[(usize, i32)]) -> bool {
        let Ok(year) = usize::try_from(start - self.first) else { return false };
        let Some(Some(limit)) = self.limits.get(year) else { return false };
        let row = |by: i32| usize::try_from(by - self.first).unwrap_or(0);
        let least = |&(j, delay): &(usize, i32)| {
            let at = (year * self.years + row(start - delay)) * self.initiatives + j;
            self.least.get(at).copied().map_or(0, i128::from)
        };
        let own = self.exact[ix].get(row(start) * self.years + year).copied().map_or(0, i128::from);
        dragged.iter().map(least).sum::<i128>() + own > *limit
    }
}
