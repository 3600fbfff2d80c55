//! One lane of the search: from an open node downwards, relaxation by relaxation.

use std::sync::Arc;

use super::choose::{Choice, Gain, Gains};
use super::implied::Implied;
use super::open::{Node, Open, Taken};
use super::simplex::{End, Simplex};
use super::tree::Search;

/// A column is whole within this.
const WHOLE: f64 = 1e-6;
/// Iterations of one relaxation, at the most; more is trouble.
const MOST: u64 = 50_000;
/// How far below the best open node a dive may go, as a share of the way to the cutoff.
const DIVE: f64 = 1.0;
/// Decisions nearer than this say nothing of what a unit costs.
const FAR: f64 = 1e-3;

/// Nodes left aside on the way down that are looked at before the best open one.
const NEAR: usize = 16;

/// A share of the tree with what is known there.
#[derive(Clone)]
pub struct Lane<'a> {
    /// What is asked.
    pub search: &'a Search<'a>,
    /// What follows from a decision.
    pub implied: &'a Implied,
    /// The relaxation in hand.
    pub simplex: Simplex<'a>,
    /// One to try sides with.
    pub trial: Simplex<'a>,
    /// The decision whose relaxation comes next.
    taken: Option<Taken>,
    /// Bounds of the columns that hold in the whole tree.
    lower: Vec<f64>,
    upper: Vec<f64>,
    /// What is still to search.
    pub open: Open,
    /// What was left aside on the way down.
    aside: Vec<Node>,
    /// What branching down and up has cost, by column.
    pub gains: Gains,
    /// The best plan met, or handed on.
    pub best: Option<(Vec<f64>, f64)>,
    /// Below this nothing is looked for.
    pub cutoff: f64,
    /// Another plan as good as the best one was met.
    pub tied: bool,
    /// Nodes looked at.
    pub nodes: u64,
    /// Iterations made.
    pub spent: u64,
}

/// What a step of a dive says.
enum Next {
    /// Go on from where the relaxation stands.
    On,
    /// This branch is settled.
    Settled,
}

impl<'a> Lane<'a> {
    /// Begins at the root.
    pub fn new(search: &'a Search<'a>, implied: &'a Implied) -> Self {
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
            aside: Vec::new(),
            taken: None,
            gains: search
                .taught
                .cloned()
                .unwrap_or_else(|| [(); 2].map(|()| vec![Gain::default(); sheet.width()])),
            best: None,
            cutoff,
            tied: false,
            nodes: 0,
            spent: 0,
        }
    }

    /// Counts from zero again.
    pub fn forget(&mut self) {
        self.simplex.iterations = 0;
        self.trial.iterations = 0;
    }

    /// Works through open nodes for about so many iterations.
    pub fn work(&mut self, share: u64) {
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

    /// Adds an open node.
    pub fn push(&mut self, node: Node) {
        let planned = self.planned();
        self.open.push(node, planned);
    }

    fn count(&mut self) {
        self.spent = self.simplex.iterations + self.trial.iterations + self.nodes;
    }

    /// Narrows the relaxation's columns to a node's. `false` where that leaves nothing.
    fn decide(&mut self, decisions: &[u32]) -> bool {
        let n = self.search.sheet.width();
        decisions.iter().all(|&decision| {
            let (lower, upper) = (&mut self.simplex.lower[..n], &mut self.simplex.upper[..n]);
            self.implied.set(decision as usize / 2, decision % 2 == 1, lower, upper)
        })
    }

    /// From a node downwards, as long as it stays near the best that is open, then through what was left aside on the way.
    fn dive(&mut self, node: Node) {
        self.simplex.load(&node.basis, &self.lower, &self.upper);
        if !self.decide(&node.decisions) {
            return;
        }
        self.simplex.renew();
        self.plunge(node);
        for _ in 0..NEAR {
            if (self.search.stops)() {
                break;
            }
            // The one left aside last is near: its relaxation goes on from where this one stands.
            let Some(node) = self.aside.pop() else { break };
            if node.bound < self.cutoff {
                continue;
            }
            self.simplex.widen(&self.lower, &self.upper);
            if self.decide(&node.decisions) {
                self.simplex.go_on();
                self.plunge(node);
            }
        }
        for node in std::mem::take(&mut self.aside) {
            self.push(node);
        }
    }

    fn plunge(&mut self, node: Node) {
        let Node { mut bound, mut decisions, taken, .. } = node;
        self.taken = taken;
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
                self.push(Node { bound, decisions, basis, taken: None });
                return self.count();
            }
        }
    }

    /// What the last decision has cost, as the relaxation that came after it says.
    fn learn(&mut self, end: End) {
        let now = match end {
            End::Optimal => self.simplex.sum(),
            End::Below => self.cutoff,
            End::Limit | End::Trouble => f64::NEG_INFINITY,
        };
        if let Some(Taken { column, up, distance, before }) = self.taken.take()
            && now.is_finite()
            && distance > FAR
        {
            self.gains[usize::from(up)][column].add((before - now).max(0.0) / distance);
        }
    }

    /// Solves the relaxation and branches; the decision taken is added.
    fn step(&mut self, decisions: &mut Vec<u32>, bound: &mut f64) -> Next {
        loop {
            let end = self.simplex.solve(self.cutoff, MOST, self.search.stops);
            self.learn(end);
            if end == End::Trouble {
                self.simplex.doubt();
            }
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
        let (value, before) = (self.simplex.value[column], self.simplex.sum());
        let taken = |up: bool| Taken { column, up, distance: if up { 1.0 - value } else { value }, before };
        let decide = |up: bool| u32::try_from(2 * column + usize::from(up)).unwrap_or(u32::MAX);
        if there >= self.cutoff {
            let mut other = decisions.clone();
            other.push(decide(!up));
            self.aside.push(Node {
                bound: bound.min(there),
                decisions: other,
                basis: Arc::new(self.simplex.basis()),
                taken: Some(taken(!up)),
            });
        }
        decisions.push(decide(up));
        self.taken = Some(taken(up));
        *bound = bound.min(here);
        if *bound < self.cutoff {
            return Next::Settled;
        }
        if self.set(column, up) { Next::On } else { Next::Settled }
    }

    /// Decides a column in the relaxation as it stands.
    pub fn set(&mut self, column: usize, up: bool) -> bool {
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

    /// Open columns between two whole numbers. One that is decided and between them all the same is numbers in trouble, and
    /// nothing to branch on.
    fn fractional(&self) -> Vec<(usize, f64)> {
        let whole = &self.search.sheet.whole;
        let is_open = |column: usize| self.simplex.lower[column] < self.simplex.upper[column];
        (0..self.search.sheet.width())
            .filter(|&column| whole[column] && self.simplex.is_basic(column) && is_open(column))
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
}

/// Decides a column and what follows from it.
pub fn set(simplex: &mut Simplex, implied: &Implied, width: usize, column: usize, up: bool) -> bool {
    let (lower, upper) = (&mut simplex.lower[..width], &mut simplex.upper[..width]);
    if !implied.set(column, up, lower, upper) {
        return false;
    }
    simplex.follow();
    true
}
