//! Branch and bound: the node with the highest bound first, diving from it while that is not far above the rest
//! (Land, Doig 1960; pseudo-costs with strong branching: Achterberg, Koch, Martin 2005).
//!
//! Work is counted in iterations. Lanes search their share of the open nodes side by side for a fixed amount of work,
//! then everything is put together in their order: the same tree on one thread and on many.

use std::collections::BinaryHeap;
use std::sync::Arc;

use rayon::prelude::*;

use super::implied::Implied;
use super::sheet::Sheet;
use super::simplex::{Basis, End, Simplex};

/// A column is whole within this.
const WHOLE: f64 = 1e-6;
/// Iterations of one relaxation, at the most; more is trouble.
const MOST: u64 = 50_000;

/// How carefully a column to branch on is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Care {
    /// Columns tried at a node, at the most.
    tried: usize,
    /// Gains of a direction after which a column is no longer tried.
    reliable: u32,
    /// Iterations of a trial.
    trial: u64,
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

#[derive(Clone)]
struct Node {
    bound: f64,
    decisions: Vec<u32>,
    basis: Arc<Basis>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Node {}
impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Node {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bound.total_cmp(&other.bound).then_with(|| other.decisions.cmp(&self.decisions))
    }
}

/// What branching a column up or down has cost so far, per unit moved.
#[derive(Clone, Copy, Default)]
struct Gain {
    sum: f64,
    count: u32,
}

impl Gain {
    fn add(&mut self, gain: f64) {
        self.sum += gain;
        self.count += 1;
    }

    fn mean(self, otherwise: f64) -> f64 {
        if self.count == 0 { otherwise } else { self.sum / f64::from(self.count) }
    }
}

/// Open nodes: the last one first while there is no plan, the highest bound first afterwards.
#[derive(Clone, Default)]
struct Open {
    heap: BinaryHeap<Node>,
    stack: Vec<Node>,
}

impl Open {
    fn push(&mut self, node: Node, planned: bool) {
        if planned {
            self.heap.push(node);
        } else {
            self.stack.push(node);
        }
    }

    fn pop(&mut self, planned: bool) -> Option<Node> {
        if planned {
            self.heap.extend(self.stack.drain(..));
            return self.heap.pop();
        }
        self.stack.pop().or_else(|| self.heap.pop())
    }

    fn len(&self) -> usize {
        self.heap.len() + self.stack.len()
    }

    /// The highest bound.
    fn top(&self) -> Option<f64> {
        let stack = self.stack.iter().map(|node| node.bound);
        self.heap.peek().map(|node| node.bound).into_iter().chain(stack).reduce(f64::max)
    }

    fn clear(&mut self) {
        self.heap.clear();
        self.stack.clear();
    }

    fn take(&mut self) -> Vec<Node> {
        let mut all = std::mem::take(&mut self.heap).into_vec();
        all.append(&mut self.stack);
        all
    }
}

#[derive(Clone)]
struct Lane<'a> {
    search: &'a Search<'a>,
    implied: &'a Implied,
    simplex: Simplex<'a>,
    trial: Simplex<'a>,
    /// Bounds of the columns that hold in the whole tree.
    lower: Vec<f64>,
    upper: Vec<f64>,
    open: Open,
    gains: [Vec<Gain>; 2],
    best: Option<(Vec<f64>, f64)>,
    cutoff: f64,
    /// Another plan as good as the best one was met.
    tied: bool,
    nodes: u64,
    spent: u64,
}

impl Search<'_> {
    /// Below this nothing is looked for: what is not better, or not even as good where ties count.
    fn cutoff(&self, value: f64, tied: bool) -> f64 {
        if self.ties && !tied {
            // Half a unit less, so that rounding hides no tie.
            return self.sheet.sum(value) - 0.5 / self.sheet.unit.abs();
        }
        self.sheet.cutoff(value, self.gap)
    }

    /// The whole columns as decisions.
    fn whole(&self, values: &[f64]) -> Vec<bool> {
        let whole = values.iter().zip(&self.sheet.whole).filter(|(_, whole)| **whole);
        whole.map(|(value, _)| *value > 0.5).collect()
    }

    /// Searches.
    pub fn run(&self) -> Ended {
        let implied = Implied::of(self.sheet);
        let mut first = Lane::new(self, &implied);
        let root = first.simplex.basis();
        first.push(Node { bound: f64::INFINITY, decisions: Vec::new(), basis: Arc::new(root) });
        let mut lanes = vec![first];
        let mut turn = (self.work / 200).clamp(200, ROUND);
        loop {
            let done: u64 = lanes.iter().map(|lane| lane.spent).sum();
            let share = turn.min(self.work.saturating_sub(done) / lanes.len() as u64);
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

/// What a step of a dive says.
enum Next {
    /// Go on from where the relaxation stands.
    On,
    /// This branch is settled.
    Settled,
}

impl<'a> Lane<'a> {
    fn new(search: &'a Search<'a>, implied: &'a Implied) -> Self {
        let sheet = search.sheet;
        let mut simplex = Simplex::new(sheet);
        if !search.guess.tight.is_empty() {
            simplex.begin(&search.guess.tight, &search.guess.basic);
        }
        let cutoff = search.value.map_or(f64::NEG_INFINITY, |value| search.cutoff(value, false));
        Self {
            search,
            implied,
            trial: simplex.clone(),
            simplex,
            lower: sheet.lower.clone(),
            upper: sheet.upper.clone(),
            open: Open::default(),
            gains: [vec![Gain::default(); sheet.width()], vec![Gain::default(); sheet.width()]],
            best: None,
            cutoff,
            tied: false,
            nodes: 0,
            spent: 0,
        }
    }

    fn forget(&mut self) {
        self.simplex.iterations = 0;
        self.trial.iterations = 0;
    }

    /// Works through open nodes for about so many iterations.
    fn work(&mut self, share: u64) {
        let until = self.spent + share;
        while self.spent < until && !(self.search.stops)() {
            let Some(node) = self.open.pop(self.planned()) else { return };
            if node.bound < self.cutoff {
                self.open.clear();
                return;
            }
            self.dive(node);
        }
    }

    /// Whether any plan is in hand.
    fn planned(&self) -> bool {
        self.cutoff > f64::NEG_INFINITY
    }

    fn push(&mut self, node: Node) {
        let planned = self.planned();
        self.open.push(node, planned);
    }

    fn count(&mut self) {
        self.spent = self.simplex.iterations + self.trial.iterations + self.nodes;
    }

    /// From a node downwards, as long as it stays near the best that is open.
    fn dive(&mut self, node: Node) {
        let Node { bound, mut decisions, basis } = node;
        self.simplex.load(&basis, &self.lower, &self.upper);
        let n = self.search.sheet.width();
        for &decision in &decisions {
            let (lower, upper) = (&mut self.simplex.lower[..n], &mut self.simplex.upper[..n]);
            if !self.implied.set(decision as usize / 2, decision % 2 == 1, lower, upper) {
                return;
            }
        }
        self.simplex.renew();
        let mut bound = bound;
        loop {
            self.nodes += 1;
            self.count();
            match self.step(&mut decisions, &mut bound) {
                Next::Settled => return self.count(),
                Next::On => {}
            }
            let top = if self.planned() { self.open.top().unwrap_or(self.cutoff) } else { f64::NEG_INFINITY };
            let floor = top - DIVE * (top - self.cutoff).max(0.0);
            if bound < floor || (self.search.stops)() {
                let basis = Arc::new(self.simplex.basis());
                self.push(Node { bound, decisions, basis });
                return self.count();
            }
        }
    }

    /// Solves the relaxation and branches; the decision taken is added.
    fn step(&mut self, decisions: &mut Vec<u32>, bound: &mut f64) -> Next {
        loop {
            let end = self.simplex.solve(self.cutoff, MOST, self.search.stops);
            if end == End::Below {
                return Next::Settled;
            }
            let proven = self.simplex.proven();
            *bound = bound.min(proven);
            if *bound < self.cutoff {
                return Next::Settled;
            }
            if decisions.is_empty() {
                self.tighten_everywhere(proven);
            }
            self.fix_by_price(proven);
            let fractional = if end == End::Optimal { self.fractional() } else { Vec::new() };
            if fractional.is_empty() {
                if end == End::Optimal && self.leaf() {
                    return Next::Settled;
                }
                self.fix_by_price(proven);
                // Not a plan after all, or numbers in trouble: decide anything that is open.
                let n = self.search.sheet.width();
                let undecided = (0..n).find(|&column| {
                    self.search.sheet.whole[column] && self.simplex.lower[column] < self.simplex.upper[column]
                });
                let Some(column) = undecided else {
                    // Everything is decided, but numbers went wrong: the caller judges what was decided.
                    if end != End::Optimal {
                        let ends = self.simplex.lower[..n].iter().zip(&self.search.sheet.whole);
                        for (value, (&lower, _)) in
                            self.simplex.value.iter_mut().zip(ends).filter(|(_, (_, whole))| **whole)
                        {
                            *value = lower;
                        }
                        self.leaf();
                    }
                    return Next::Settled;
                };
                let up = self.simplex.value[column] > 0.5;
                return self.branch(column, up, *bound, *bound, decisions, bound);
            }
            if !self.planned() {
                // No plan yet: down the way the relaxation leans.
                let leaning = |part: f64| part.max(1.0 - part);
                let near = fractional.iter().max_by(|a, b| leaning(a.1).total_cmp(&leaning(b.1)));
                let Some(&(column, part)) = near else { return Next::Settled };
                return self.branch(column, part > 0.5, *bound, *bound, decisions, bound);
            }
            match self.choose(&fractional, *bound) {
                Choice::Fixed => {}
                Choice::Dead => return Next::Settled,
                Choice::Branch { column, up, here, there } => {
                    return self.branch(column, up, here, there, decisions, bound);
                }
            }
        }
    }

    /// Goes to one side of a column and keeps the other for later.
    fn branch(
        &mut self,
        column: usize,
        up: bool,
        here: f64,
        there: f64,
        decisions: &mut Vec<u32>,
        bound: &mut f64,
    ) -> Next {
        let decide = |up: bool| u32::try_from(2 * column + usize::from(up)).unwrap_or(u32::MAX);
        if there >= self.cutoff {
            let mut other = decisions.clone();
            other.push(decide(!up));
            self.push(Node {
                bound: bound.min(there),
                decisions: other,
                basis: Arc::new(self.simplex.basis()),
            });
        }
        decisions.push(decide(up));
        *bound = bound.min(here);
        if *bound < self.cutoff {
            return Next::Settled;
        }
        if self.set(column, up) { Next::On } else { Next::Settled }
    }

    /// Decides a column in the relaxation as it stands.
    fn set(&mut self, column: usize, up: bool) -> bool {
        set(&mut self.simplex, self.implied, self.search.sheet.width(), column, up)
    }

    /// A column whose reduced cost alone takes the bound below the cutoff stays where it is.
    fn fix_by_price(&mut self, proven: f64) {
        let room = proven - self.cutoff + 1e-7;
        for column in 0..self.search.sheet.width() {
            if self.search.sheet.whole[column]
                && !self.simplex.is_basic(column)
                && self.simplex.lower[column] < self.simplex.upper[column]
                && self.simplex.slope[column].abs() > room
            {
                self.simplex.fix(column);
            }
        }
    }

    /// The same at the root holds in the whole tree.
    fn tighten_everywhere(&mut self, proven: f64) {
        self.fix_by_price(proven);
        let n = self.search.sheet.width();
        self.lower.copy_from_slice(&self.simplex.lower[..n]);
        self.upper.copy_from_slice(&self.simplex.upper[..n]);
    }

    fn fractional(&self) -> Vec<(usize, f64)> {
        let whole = &self.search.sheet.whole;
        (0..self.search.sheet.width())
            .filter(|&column| whole[column] && self.simplex.is_basic(column))
            .map(|column| (column, self.simplex.value[column]))
            .filter(|(_, value)| (value - value.round()).abs() > WHOLE)
            .map(|(column, value)| (column, value - value.floor()))
            .collect()
    }

    /// All whole columns are whole. `false` where that is no plan after all.
    fn leaf(&mut self) -> bool {
        let n = self.search.sheet.width();
        let Some(value) = (self.search.judge)(&self.simplex.value[..n]) else { return false };
        self.offer(value);
        // Where ties count, others as good may lie beside this one.
        !self.search.ties || self.tied
    }

    fn offer(&mut self, value: f64) {
        let sheet = self.search.sheet;
        let found = &self.simplex.value[..sheet.width()];
        let held = self.best.as_ref().map(|best| best.1).or(self.search.value);
        if held.is_none_or(|held| sheet.sum(value) > sheet.sum(held)) {
            self.best = Some((found.to_vec(), value));
            self.tied = false;
            self.cutoff = self.cutoff.max(self.search.cutoff(value, false));
        } else if self.search.ties && held.is_some_and(|held| (held - value).abs() < 0.5) {
            let known = self.best.as_ref().map_or(self.search.known, |best| Some(&best.0[..]));
            if known.is_none_or(|known| self.search.whole(known) != self.search.whole(found)) {
                self.tied = true;
                self.cutoff = self.cutoff.max(self.search.cutoff(value, true));
            }
        }
    }

    /// Chooses a column to branch on: the largest product of what both sides lose.
    fn choose(&mut self, fractional: &[(usize, f64)], bound: f64) -> Choice {
        let average = |gains: &[Gain]| {
            let sum = gains.iter().fold(Gain::default(), |all, one| Gain {
                sum: all.sum + one.sum,
                count: all.count + one.count,
            });
            sum.mean(1.0)
        };
        let averages = [average(&self.gains[0]), average(&self.gains[1])];
        let guess = |lane: &Self, column: usize, part: f64| {
            let down = lane.gains[0][column].mean(averages[0]) * part;
            let up = lane.gains[1][column].mean(averages[1]) * (1.0 - part);
            (down, up)
        };
        let mut ranked: Vec<(f64, usize, f64)> = fractional
            .iter()
            .map(|&(column, part)| {
                let (down, up) = guess(self, column, part);
                (score(down, up), column, part)
            })
            .collect();
        ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let care = self.search.care;
        let mut best: Option<(f64, Choice)> = None;
        let mut tried = 0;
        for (rank, &(_, column, part)) in ranked.iter().enumerate() {
            let known = self.gains[0][column].count.min(self.gains[1][column].count);
            let (down, up, sides) = if known < care.reliable && tried < care.tried {
                tried += 1;
                let down = self.try_side(column, false, part);
                let up = self.try_side(column, true, 1.0 - part);
                match (down >= self.cutoff, up >= self.cutoff) {
                    (false, false) => return Choice::Dead,
                    (true, true) => {}
                    (stays, _) => {
                        // One side is settled already.
                        return if self.set(column, !stays) { Choice::Fixed } else { Choice::Dead };
                    }
                }
                (bound - down, bound - up, (down, up))
            } else {
                let (down, up) = guess(self, column, part);
                (down, up, (bound, bound))
            };
            let score = score(down, up);
            if best.as_ref().is_none_or(|(held, _)| score > *held) {
                let up_first = up < down;
                let (here, there) = if up_first { (sides.1, sides.0) } else { (sides.0, sides.1) };
                best = Some((score, Choice::Branch { column, up: up_first, here, there }));
            }
            if rank >= 16 {
                break;
            }
        }
        best.map_or(Choice::Dead, |(_, choice)| choice)
    }

    /// The bound of one side of a column after a few iterations; its gain is remembered.
    fn try_side(&mut self, column: usize, up: bool, distance: f64) -> f64 {
        let before = self.simplex.sum();
        self.trial.copy_from(&self.simplex);
        if !set(&mut self.trial, self.implied, self.search.sheet.width(), column, up) {
            return f64::NEG_INFINITY;
        }
        let end = self.trial.solve(self.cutoff, self.search.care.trial, self.search.stops);
        if end == End::Below {
            self.gains[usize::from(up)][column].add((before - self.cutoff).max(0.0) / distance);
            return f64::NEG_INFINITY;
        }
        let gain = (before - self.trial.sum()).max(0.0);
        self.gains[usize::from(up)][column].add(gain / distance);
        self.trial.proven()
    }
}

/// How far below the best open node a dive may go, as a share of the way to the cutoff.
const DIVE: f64 = 1.0;

fn score(down: f64, up: f64) -> f64 {
    down.max(1e-9) * up.max(1e-9)
}

enum Choice {
    /// A column was decided without branching.
    Fixed,
    /// Nothing is left here.
    Dead,
    Branch {
        column: usize,
        up: bool,
        here: f64,
        there: f64,
    },
}

fn set(simplex: &mut Simplex, implied: &Implied, width: usize, column: usize, up: bool) -> bool {
    let (lower, upper) = (&mut simplex.lower[..width], &mut simplex.upper[..width]);
    if !implied.set(column, up, lower, upper) {
        return false;
    }
    simplex.place();
    true
}
