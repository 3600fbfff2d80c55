//! Branch and bound: the node with the highest bound first, diving from it while that is not far above the rest
//! (Land, Doig 1960; pseudo-costs with strong branching: Achterberg, Koch, Martin 2005).
//!
//! Work is counted in iterations. Lanes search their share of the open nodes side by side for a fixed amount of work,
//! then everything is put together in their order: the same tree on one thread and on many.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::implied::Implied;
use super::lane::Lane;
use super::open::Node;
use super::sheet::Sheet;
use super::strengthen::{self, Literal};

/// How carefully a column to branch on is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Care {
    /// Columns tried at a node, at the most.
    pub tried: usize,
    /// Gains of a direction after which a column is no longer tried.
    pub reliable: u32,
    /// Iterations of a trial.
    pub trial: u64,
}

impl Care {
    /// For trees that are to be finished.
    pub const PROOF: Self = Self { tried: 8, reliable: 4, trial: 40 };
    /// For a quick look.
    pub const LOOK: Self = Self { tried: 4, reliable: 1, trial: 20 };
}

/// Where to begin: rows thought to be tight, columns thought to be between their ends.
#[derive(Clone, Debug, Default)]
pub struct Guess {
    /// Rows.
    pub tight: Vec<u32>,
    /// Columns.
    pub basic: Vec<u32>,
}

/// How a tree search is asked.
pub struct Search<'a> {
    /// What is searched.
    pub sheet: &'a Sheet,
    /// The value of whole columns in the objective's unit; `None` where they are no plan after all.
    pub judge: &'a (dyn Fn(&[f64]) -> Option<f64> + Sync),
    /// Whether to end now.
    pub stops: &'a (dyn Fn() -> bool + Sync),
    /// Is told value and bound.
    pub tell: &'a (dyn Fn(Option<f64>, f64) + Sync),
    /// Nothing better than a value by this share of it is looked for.
    pub gap: f64,
    /// The value in hand: only better ones count.
    pub value: Option<f64>,
    /// Its columns, where they are known.
    pub known: Option<&'a [f64]>,
    /// Iterations, at the most.
    pub work: u64,
    /// Shares of the tree searched side by side.
    pub lanes: usize,
    /// How carefully to branch.
    pub care: Care,
    /// Where the first relaxation begins.
    pub guess: Guess,
    /// What is known to follow from single columns, beside the rows of two.
    pub implied: &'a [(Literal, Literal)],
    /// Whether to end with the first plan.
    pub any: bool,
    /// Whether other plans of the same value are looked for, too: a plan is told apart by its whole columns.
    pub ties: bool,
}

/// How a tree search ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The best whole columns better than the value in hand.
    pub best: Option<(Vec<f64>, f64)>,
    /// Nothing passes this, in the objective's unit.
    pub bound: f64,
    /// Whether every node was settled.
    pub complete: bool,
    /// Whether another plan as good as the best one was met, where that was asked.
    pub tied: bool,
    /// Iterations made.
    pub work: u64,
}

impl Search<'_> {
    /// Below this nothing is looked for: what is not better, or not even as good where ties count.
    pub fn cutoff(&self, value: f64, tied: bool) -> f64 {
        if self.ties && !tied {
            // Half a unit less, so that rounding hides no tie.
            return self.sheet.sum(value) - 0.5 / self.sheet.unit.abs();
        }
        self.sheet.cutoff(value, self.gap)
    }

    /// The whole columns as decisions.
    pub fn whole(&self, values: &[f64]) -> Vec<bool> {
        let whole = values.iter().zip(&self.sheet.whole).filter(|(_, whole)| **whole);
        whole.map(|(value, _)| *value > 0.5).collect()
    }

    /// Searches; where a quick search does not end, again with a sheet that a deep look has made stronger.
    pub fn deeper(&self, chains: &[Range<usize>]) -> Ended {
        let quick = Search { work: self.work.min(QUICK), guess: self.guess.clone(), ..*self };
        let first = quick.run();
        if first.complete || first.work >= self.work || (self.stops)() || self.any && first.best.is_some() {
            return first;
        }
        let value = first.best.as_ref().map(|best| best.1).or(self.value);
        let cutoff = value.map_or(f64::NEG_INFINITY, |value| self.cutoff(value, first.tied));
        let ended = |best, tied, more: Option<Ended>| {
            let nothing =
                Ended { best: None, bound: self.sheet.real(cutoff), complete: true, tied: false, work: 0 };
            let mut ended = more.unwrap_or(nothing);
            ended.bound = self.sheet.real(self.sheet.sum(ended.bound).min(self.sheet.sum(first.bound)));
            ended.tied |= ended.best.is_none() && tied;
            ended.best = ended.best.or(best);
            ended.work += first.work;
            ended
        };
        let Some(deep) = strengthen::deep(self.sheet, chains, cutoff, self.stops) else {
            return ended(first.best, first.tied, None);
        };
        (self.tell)(value, self.sheet.real(deep.bound.max(cutoff)));
        let known = first.best.as_ref().map(|best| &best.0[..]).or(self.known);
        let again = Search {
            sheet: &deep.sheet,
            value,
            known,
            work: self.work - first.work,
            guess: deep.guess,
            implied: &deep.implied,
            ..*self
        };
        let more = again.run();
        ended(first.best, first.tied, Some(more))
    }

    /// Searches.
    pub fn run(&self) -> Ended {
        let implied = Implied::of(self.sheet, self.implied);
        let mut first = Lane::new(self, &implied);
        let root = first.simplex.basis();
        first.push(Node { bound: f64::INFINITY, decisions: Vec::new(), basis: Arc::new(root) });
        let mut lanes = vec![first];
        let mut turn = (self.work / 200).clamp(200, ROUND);
        loop {
            let done: u64 = lanes.iter().map(|lane| lane.spent).sum();
            let share = turn.min(self.work.saturating_sub(done).div_ceil(lanes.len() as u64));
            if lanes.len() == 1 {
                lanes[0].work(share);
            } else {
                lanes.par_iter_mut().for_each(|lane| lane.work(share));
            }
            let best = join(&mut lanes);
            let open: usize = lanes.iter().map(|lane| lane.open.len()).sum();
            let bound = lanes.iter().filter_map(|lane| lane.open.top());
            let cutoff = lanes[0].cutoff;
            let bound = bound.fold(cutoff, f64::max);
            let value = best.as_ref().map(|best| best.1).or(self.value);
            let real =
                if bound.is_finite() { self.sheet.real(bound) } else { self.sheet.unit * f64::INFINITY };
            let work: u64 = lanes.iter().map(|lane| lane.spent).sum();
            let over = open == 0 || work >= self.work || self.any && best.is_some() || (self.stops)();
            if over {
                let tied = lanes.iter().any(|lane| lane.tied);
                return Ended { best, bound: real, complete: open == 0, tied, work };
            }
            (self.tell)(value, real);
            if lanes.len() < self.lanes && open >= 8 * self.lanes {
                let more = lanes[0].clone();
                lanes.resize(self.lanes, more);
                for lane in &mut lanes[1..] {
                    (lane.nodes, lane.spent) = (0, 0);
                    lane.open.clear();
                    lane.forget();
                }
            }
            deal(&mut lanes);
            turn = (turn * 2).min(ROUND);
        }
    }
}

/// Iterations of the search before a deep look.
const QUICK: u64 = 1_000;
/// Iterations of a lane between two meetings.
const ROUND: u64 = 20_000;

/// The best plan, cutoff and bounds of all lanes become everyone's.
fn join(lanes: &mut [Lane]) -> Option<(Vec<f64>, f64)> {
    let mut best: Option<(Vec<f64>, f64)> = None;
    for lane in lanes.iter() {
        if let Some(found) = &lane.best {
            let sheet = lane.search.sheet;
            if best.as_ref().is_none_or(|held| sheet.sum(found.1) > sheet.sum(held.1)) {
                best = Some(found.clone());
            }
        }
    }
    let Some((_, value)) = &best else { return best };
    let same = |lane: &Lane| lane.best.as_ref().is_some_and(|held| (held.1 - value).abs() < 0.5);
    // Two lanes may have met two plans of one value.
    let search = lanes[0].search;
    let whole = |values: &[f64]| search.whole(values);
    let differ = |lane: &Lane| {
        lane.best
            .as_ref()
            .is_some_and(|held| best.as_ref().is_some_and(|best| whole(&held.0) != whole(&best.0)))
    };
    let tied = lanes.iter().any(|lane| same(lane) && (lane.tied || differ(lane)));
    let cutoff = lanes[0].search.cutoff(*value, tied);
    for lane in lanes {
        lane.cutoff = lane.cutoff.max(cutoff);
        lane.tied = tied;
        lane.best.clone_from(&best);
    }
    best
}

/// Deals all open nodes to the lanes, best first in turns.
fn deal(lanes: &mut [Lane]) {
    if lanes.len() < 2 {
        return;
    }
    let mut all: Vec<Node> = lanes.iter_mut().flat_map(|lane| lane.open.take()).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let count = lanes.len();
    for (at, node) in all.into_iter().enumerate() {
        lanes[at % count].push(node);
    }
}
