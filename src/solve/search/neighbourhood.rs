//! Which initiatives to set free: small sets in which a plan can still be improved.
//!
//! Kinds take turns: around a random one along dependencies; those for which the relaxation's prices leave another choice
//! nearly as good; where plan and prices disagree; those that start in a few neighbouring years; a plain random draw.

use std::collections::VecDeque;

use crate::plan::Plan;
use crate::portfolio::{Portfolio, Target};
use crate::units::InitiativeIx;

/// `SplitMix64` (Steele, Lea, Flood 2014): the same sequence everywhere.
pub struct Chance(u64);

impl Chance {
    /// A sequence for each seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Uniform in `0..count`; 0 for none.
    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % (count.max(1) as u64)).unwrap_or(0)
    }

    /// Sorts so that any order is as likely as any other (Fisher, Yates 1938).
    fn shuffle(&mut self, list: &mut [usize]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// What neighbourhoods are drawn from.
pub struct Map {
    /// Predecessors, followers and alternatives of each initiative, sorted.
    links: Vec<Vec<usize>>,
    /// Initiatives with more than one choice, those with a second choice nearly as good as the best first.
    torn: Vec<usize>,
}

/// How many kinds there are.
pub const KINDS: usize = 5;

impl Map {
    /// Reads the dependencies; `doubt` says of each initiative what its second choice loses, nothing where it has none.
    pub fn new(portfolio: &Portfolio, doubt: &[Option<i128>]) -> Self {
        let count = portfolio.initiatives.len();
        let mut links = vec![Vec::new(); count];
        let mut tie = |a: usize, b: usize| {
            links[a].push(b);
            links[b].push(a);
        };
        for (InitiativeIx(ix), item) in portfolio.each() {
            for (target, _) in item.dependencies.iter().flat_map(|clause| &clause.any_of) {
                match target {
                    Target::Initiative(other) => tie(ix, other.0),
                    Target::Group(group) => portfolio.group(*group).members.iter().for_each(|m| tie(ix, m.0)),
                }
            }
        }
        for group in &portfolio.groups {
            for pair in group.members.windows(2) {
                tie(pair[0].0, pair[1].0);
            }
        }
        for linked in &mut links {
            linked.sort_unstable();
            linked.dedup();
        }
        let mut torn: Vec<usize> = (0..count).filter(|&ix| doubt[ix].is_some()).collect();
        torn.sort_by_key(|&ix| (doubt[ix], ix));
        Self { links, torn }
    }

    /// Draws initiatives in the order in which they are to be set free, until `enough` says so of the list.
    pub fn draw(
        &self,
        kind: usize,
        plan: &Plan,
        disagree: &[usize],
        chance: &mut Chance,
        enough: &mut dyn FnMut(usize) -> bool,
    ) -> Vec<usize> {
        let mut set = Set { held: vec![false; plan.starts.len()], members: Vec::new(), full: false, enough };
        if self.torn.is_empty() {
            return Vec::new();
        }
        match kind % KINDS {
            0 => {
                let from = self.torn[chance.below(self.torn.len())];
                self.spread(from, &mut set, chance);
            }
            1 => {
                // The core: where plan and prices disagree, then those in doubt, most doubtful first; a few are skipped.
                for &one in disagree.iter().chain(&self.torn) {
                    if chance.below(8) > 0 {
                        set.add(one);
                    }
                }
            }
            2 => {
                let mut list = disagree.to_vec();
                chance.shuffle(&mut list);
                for one in list {
                    set.add(one);
                    if let Some(&linked) = self.links[one].get(chance.below(self.links[one].len())) {
                        set.add(linked);
                    }
                    let other = self.torn[chance.below(self.torn.len())];
                    set.add(other);
                }
            }
            3 => {
                let started: Vec<i32> = plan.starts.iter().flatten().map(|year| year.0).collect();
                if let Some(&year) = started.get(chance.below(started.len())) {
                    let near = |ix: &usize| plan.starts[*ix].is_some_and(|start| (start.0 - year).abs() <= 1);
                    let mut list: Vec<usize> = self.torn.iter().copied().filter(near).collect();
                    chance.shuffle(&mut list);
                    let mut outside: Vec<usize> =
                        self.torn.iter().copied().filter(|&ix| plan.starts[ix].is_none()).take(400).collect();
                    chance.shuffle(&mut outside);
                    let mut outside = outside.into_iter();
                    for one in list {
                        set.add(one);
                        if let Some(other) = outside.next() {
                            set.add(other);
                        }
                    }
                }
            }
            _ => {}
        }
        for _ in 0..4 * self.torn.len() {
            if set.full {
                break;
            }
            let one = self.torn[chance.below(self.torn.len())];
            set.add(one);
            if let Some(&linked) = self.links[one].get(chance.below(self.links[one].len())) {
                set.add(linked);
            }
        }
        set.members
    }

    /// Along dependencies from one initiative, nearest first.
    fn spread(&self, from: usize, set: &mut Set, chance: &mut Chance) {
        let mut waiting = VecDeque::from([from]);
        let mut seen = 0;
        while let Some(one) = waiting.pop_front() {
            if set.full || seen > 4_000 {
                return;
            }
            seen += 1;
            set.add(one);
            let linked = &self.links[one];
            let turn = chance.below(linked.len());
            for step in 0..linked.len() {
                let next = linked[(turn + step) % linked.len()];
                if !set.held[next] {
                    waiting.push_back(next);
                }
            }
        }
    }
}

struct Set<'a> {
    held: Vec<bool>,
    members: Vec<usize>,
    full: bool,
    enough: &'a mut dyn FnMut(usize) -> bool,
}

impl Set<'_> {
    fn add(&mut self, one: usize) {
        if !self.full && !self.held[one] {
            self.held[one] = true;
            self.members.push(one);
            self.full = (self.enough)(one);
        }
    }

    fn all(&mut self, list: &[usize]) {
        list.iter().for_each(|&one| self.add(one));
    }
}
