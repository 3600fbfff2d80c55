//! Branch and bound: the node with the highest bound first, diving from it and through what was left aside on the way
//! (Land, Doig 1960; pseudo-costs with strong branching: Achterberg, Koch, Martin 2005).
//!
//! Work is counted in iterations. Lanes search their share of the open nodes side by side for a fixed amount of work,
//! then everything is put together in their order: the same tree on one thread and on many.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::choose::Gains;
use super::implied::Implied;
use super::lane::Lane;
use super::open::Node;
use super::sheet::Sheet;
use super::strengthen::{self, Deep, Literal};

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
    pub const PROOF: Self = Self { tried: 20, reliable: 8, trial: 20 };
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
    /// What is known of branching beforehand.
    pub taught: Option<&'a Gains>,
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
    /// What is known of branching now.
    pub gains: Gains,
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

    /// Searches in turns; where a quick search does not end, in a sheet that a deep look has made stronger. After every turn
    /// `between` says how it goes on.
    pub fn deeper(&self, chains: &[Range<usize>], between: &mut dyn FnMut(&Ended) -> Next) -> Ended {
        let quick = Search { work: self.work.min(QUICK), guess: self.guess.clone(), ..*self };
        let mut held = quick.run();
        let mut allowed = self.work;
        let mut stronger: Option<Deep> = None;
        while !self.is_over(&held) && held.work < allowed {
            let value = held.best.as_ref().map(|best| best.1).or(self.value);
            let cutoff = value.map_or(f64::NEG_INFINITY, |value| self.cutoff(value, held.tied));
            let sheet = stronger.as_ref().map_or(self.sheet, |deep| &deep.sheet);
            let Some(deep) = strengthen::deep(sheet, chains, cutoff, self.stops) else {
                let bound = self.real(self.sheet.sum(held.bound).min(cutoff));
                return Ended { bound, complete: true, ..held };
            };
            (self.tell)(value, self.real(deep.bound.max(cutoff)));
            (held, allowed) = self.turns(&deep, cutoff, &held, allowed, between);
            stronger = Some(deep);
        }
        held
    }

    /// Whether what is held ends the search.
    fn is_over(&self, held: &Ended) -> bool {
        held.complete || self.any && held.best.is_some() || (self.stops)()
    }

    /// Turns in one stronger sheet, until they are over or a deep look is worth repeating; with the iterations allowed then.
    fn turns(
        &self,
        deep: &Deep,
        cutoff: f64,
        before: &Ended,
        mut allowed: u64,
        between: &mut dyn FnMut(&Ended) -> Next,
    ) -> (Ended, u64) {
        let best = before.best.as_ref();
        let again = Search {
            sheet: &deep.sheet,
            value: best.map(|best| best.1).or(self.value),
            known: best.map(|best| &best.0[..]).or(self.known),
            work: allowed - before.work,
            guess: deep.guess.clone(),
            implied: &deep.implied,
            taught: Some(&before.gains),
            ..*self
        };
        let implied = Implied::of(again.sheet, again.implied);
        let mut tree = Tree::new(&again, &implied);
        loop {
            let ended = tree.work(allowed - before.work);
            let mut held = Ended {
                bound: self.real(self.sheet.sum(ended.bound).min(self.sheet.sum(before.bound))),
                tied: ended.tied || ended.best.is_none() && before.tied,
                best: ended.best.or_else(|| best.cloned()),
                work: before.work + ended.work,
                complete: ended.complete,
                gains: ended.gains,
            };
            if self.is_over(&held) {
                return (held, allowed);
            }
            let next = between(&held);
            if next.work == 0 {
                return (held, 0);
            }
            allowed = held.work + next.work;
            if let Some((columns, value)) = next.raised {
                tree.raise(&columns, value);
                (held.best, held.tied) = (Some((columns, value)), false);
            }
            // With a much better plan in hand a deep look decides much more.
            let (way, left) = (deep.bound - cutoff, deep.bound - tree.cutoff());
            if tree.cutoff().is_finite() && left < AGAIN * way {
                return (held, allowed);
            }
        }
    }

    fn real(&self, sum: f64) -> f64 {
        if sum.is_finite() { self.sheet.real(sum) } else { self.sheet.unit * f64::INFINITY }
    }

    /// Searches.
    pub fn run(&self) -> Ended {
        let implied = Implied::of(self.sheet, self.implied);
        Tree::new(self, &implied).work(self.work)
    }
}

/// How a search in turns goes on.
pub struct Next {
    /// Iterations of the next turn; none ends it.
    pub work: u64,
    /// A better plan that somebody else found: columns and value.
    pub raised: Option<(Vec<f64>, f64)>,
}

/// A deep look is worth repeating where the way to the cutoff has shrunk to this share.
const AGAIN: f64 = 0.6;

/// A tree that is searched in turns.
struct Tree<'a> {
    search: &'a Search<'a>,
    lanes: Vec<Lane<'a>>,
    turn: u64,
    /// What all lanes knew of branching when they last met.
    gains: Gains,
}

impl<'a> Tree<'a> {
    fn new(search: &'a Search<'a>, implied: &'a Implied) -> Self {
        let mut first = Lane::new(search, implied);
        let root = first.simplex.basis();
        first.push(Node { bound: f64::INFINITY, decisions: Vec::new(), basis: Arc::new(root), taken: None });
        let gains = first.gains.clone();
        Self { search, lanes: vec![first], turn: (search.work / 200).clamp(200, ROUND), gains }
    }

    fn cutoff(&self) -> f64 {
        self.lanes[0].cutoff
    }

    /// Takes a better plan.
    fn raise(&mut self, columns: &[f64], value: f64) {
        let cutoff = self.search.cutoff(value, false);
        for lane in &mut self.lanes {
            lane.best = Some((columns.to_vec(), value));
            (lane.tied, lane.cutoff) = (false, lane.cutoff.max(cutoff));
        }
    }

    /// Searches until so many iterations were made in all.
    fn work(&mut self, most: u64) -> Ended {
        let search = self.search;
        loop {
            let lanes = &mut self.lanes;
            let done: u64 = lanes.iter().map(|lane| lane.spent).sum();
            let share = self.turn.min(most.saturating_sub(done).div_ceil(lanes.len() as u64));
            if lanes.len() == 1 {
                lanes[0].work(share);
            } else {
                lanes.par_iter_mut().for_each(|lane| lane.work(share));
            }
            let best = join(lanes);
            learn(lanes, &mut self.gains);
            let open: usize = lanes.iter().map(|lane| lane.open.len()).sum();
            let bound = lanes.iter().filter_map(|lane| lane.open.top());
            let bound = bound.fold(lanes[0].cutoff, f64::max);
            let value = best.as_ref().map(|best| best.1).or(search.value);
            let real = search.real(bound);
            let work: u64 = lanes.iter().map(|lane| lane.spent).sum();
            if open == 0 || work >= most || search.any && best.is_some() || (search.stops)() {
                let tied = lanes.iter().any(|lane| lane.tied);
                let gains = self.gains.clone();
                return Ended { best, bound: real, complete: open == 0, tied, work, gains };
            }
            (search.tell)(value, real);
            if lanes.len() < search.lanes && open >= 8 * search.lanes {
                let more = lanes[0].clone();
                lanes.resize(search.lanes, more);
                for lane in &mut lanes[1..] {
                    (lane.nodes, lane.spent) = (0, 0);
                    lane.open.clear();
                    lane.forget();
                }
            }
            deal(lanes);
            self.turn = (self.turn * 2).min(ROUND);
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

/// What every lane has learned of branching since they last met becomes everyone's.
fn learn(lanes: &mut [Lane], gains: &mut Gains) {
    if lanes.len() < 2 {
        gains.clone_from(&lanes[0].gains);
        return;
    }
    for (side, gains) in gains.iter_mut().enumerate() {
        for (column, gain) in gains.iter_mut().enumerate() {
            let before = *gain;
            for lane in lanes.iter() {
                *gain = gain.plus(lane.gains[side][column].minus(before));
            }
        }
        for lane in lanes.iter_mut() {
            lane.gains[side].clone_from(gains);
        }
    }
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
