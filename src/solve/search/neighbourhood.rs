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

    /// Uniform in 0..1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
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

/// The years in which those set free may start, where only some are looked at.
pub type Window = Option<(i32, i32)>;

/// How a set is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Along dependencies from one initiative.
    Linked,
    /// Where plan and prices disagree, then those in doubt, most doubtful first.
    Core,
    /// Where plan and prices disagree, with what is linked to it and some others.
    Wasteful,
    /// What starts in neighbouring years, and some that are left out.
    Years,
    /// Any.
    Random,
}

/// Every kind.
pub const KINDS: [Kind; 5] = [Kind::Linked, Kind::Core, Kind::Wasteful, Kind::Years, Kind::Random];

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
        kind: Kind,
        plan: &Plan,
        disagree: &[usize],
        chance: &mut Chance,
        enough: &mut dyn FnMut(usize, Window) -> bool,
    ) -> Vec<usize> {
        let mut window = None;
        let mut set = Set { held: vec![false; plan.starts.len()], members: Vec::new(), full: false, enough };
        if self.torn.is_empty() {
            return Vec::new();
        }
        match kind {
            Kind::Linked => {
                let from = self.torn[chance.below(self.torn.len())];
                self.spread(from, &mut set, chance);
            }
            Kind::Core => {
                // The core: where plan and prices disagree, then those in doubt, most doubtful first; a few are skipped.
                for &one in disagree.iter().chain(&self.torn) {
                    if chance.below(8) > 0 {
                        set.add(one, window);
                    }
                }
            }
            Kind::Wasteful => {
                let mut list = disagree.to_vec();
                chance.shuffle(&mut list);
                for one in list {
                    set.add(one, window);
                    if let Some(&linked) = self.links[one].get(chance.below(self.links[one].len())) {
                        set.add(linked, window);
                    }
                    let other = self.torn[chance.below(self.torn.len())];
                    set.add(other, window);
                }
            }
            Kind::Years => {
                let middle = chance.below(plan.starts.len());
                let started: Vec<i32> = plan.starts.iter().flatten().map(|year| year.0).collect();
                if let Some(&year) = started.get(middle % started.len().max(1)) {
                    let reach = 1 + i32::try_from(chance.below(3)).unwrap_or(0);
                    window = Some((year - reach, year + reach));
                    let near =
                        |ix: &usize| plan.starts[*ix].is_some_and(|start| (start.0 - year).abs() <= reach);
                    let mut list: Vec<usize> = self.torn.iter().copied().filter(near).collect();
                    chance.shuffle(&mut list);
                    let outside = self.torn.iter().copied().filter(|&ix| plan.starts[ix].is_none());
                    let mut outside: Vec<usize> = outside.take(400).collect();
                    let half = outside.len().min(100);
                    chance.shuffle(&mut outside[..half]);
                    let mut outside = outside.into_iter();
                    for one in list {
                        set.add(one, window);
                        if let Some(other) = outside.next() {
                            set.add(other, window);
                        }
                    }
                }
            }
            Kind::Random => {}
        }
        for _ in 0..4 * self.torn.len() {
            if set.full {
                break;
            }
            let one = self.torn[chance.below(self.torn.len())];
            set.add(one, window);
            if let Some(&linked) = self.links[one].get(chance.below(self.links[one].len())) {
                set.add(linked, window);
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
            set.add(one, None);
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
    enough: &'a mut dyn FnMut(usize, Window) -> bool,
}

impl Set<'_> {
    fn add(&mut self, one: usize, window: Window) {
        if !self.full && !self.held[one] {
            self.held[one] = true;
            self.members.push(one);
            self.full = (self.enough)(one, window);
        }
    }
}
