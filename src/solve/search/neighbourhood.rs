//! Which initiatives to set free: small sets in which a plan can still be improved.
//!
//! Kinds take turns: around a random one along dependencies; where plan and relaxation disagree; those that start in a
//! few neighbouring years, and the best of those left out; a plain random draw. Each set is closed over direct
//! predecessors and followers as far as its size allows.

use crate::plan::Plan;
use crate::portfolio::{Portfolio, Target};
use crate::units::{InitiativeIx, Year};

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
}

/// What neighbourhoods are drawn from.
pub struct Map {
    /// Predecessors and followers of each initiative, sorted.
    links: Vec<Vec<usize>>,
    /// Initiatives by how unsettled the relaxation leaves them, most first.
    unsettled: Vec<usize>,
    years: Vec<Year>,
}

impl Map {
    /// Reads the dependencies; `unsettled` says how far from decided the relaxation leaves each initiative, and how much
    /// it disagrees is judged against the plan when a set is drawn.
    pub fn new(portfolio: &Portfolio, unsettled: &[f64]) -> Self {
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
        let mut order: Vec<usize> = (0..count).filter(|&ix| unsettled[ix] > 1e-6).collect();
        order.sort_by(|&a, &b| unsettled[b].total_cmp(&unsettled[a]).then(a.cmp(&b)));
        Self { links, unsettled: order, years: portfolio.calendar.plan_years().collect() }
    }

    /// Draws about `size` initiatives to set free; `disagree` are those whose start differs from the relaxation's.
    pub fn draw(
        &self,
        kind: usize,
        size: usize,
        plan: &Plan,
        disagree: &[usize],
        chance: &mut Chance,
    ) -> Vec<usize> {
        let count = plan.starts.len();
        let mut set = Set::new(count, size);
        match kind % 5 {
            0 => self.spread(chance.below(count), &mut set, chance),
            1 => self.sample(disagree, size * 3 / 4, &mut set, chance),
            2 => self.window(plan, size, &mut set, chance),
            3 => self.sample(&self.unsettled, size / 2, &mut set, chance),
            _ => {}
        }
        while !set.is_full() && set.tries < 4 * size {
            set.tries += 1;
            let one = chance.below(count);
            set.add(one);
            if let Some(&linked) = self.links[one].get(chance.below(self.links[one].len())) {
                set.add(linked);
            }
        }
        set.members
    }

    /// Along dependencies from one initiative, nearest first.
    fn spread(&self, from: usize, set: &mut Set, chance: &mut Chance) {
        let begun = set.members.len();
        set.add(from);
        let mut at = begun;
        while at < set.members.len() && !set.is_full() {
            let linked = &self.links[set.members[at]];
            let turn = chance.below(linked.len());
            for step in 0..linked.len() {
                set.add(linked[(turn + step) % linked.len()]);
            }
            at += 1;
        }
    }

    /// So many of a list, each with one it is linked to.
    fn sample(&self, list: &[usize], many: usize, set: &mut Set, chance: &mut Chance) {
        if list.len() <= many {
            for &one in list {
                set.add(one);
            }
            return;
        }
        let begun = set.members.len();
        for _ in 0..2 * many {
            if set.members.len() - begun >= many {
                return;
            }
            let one = list[chance.below(list.len())];
            set.add(one);
            if let Some(&linked) = self.links[one].get(chance.below(self.links[one].len())) {
                set.add(linked);
            }
        }
    }

    /// What starts in two neighbouring years.
    fn window(&self, plan: &Plan, size: usize, set: &mut Set, chance: &mut Chance) {
        let year = self.years[chance.below(self.years.len())];
        let inside = |start: Year| start == year || start == year.plus(1);
        let listed: Vec<usize> =
            (0..plan.starts.len()).filter(|&ix| plan.starts[ix].is_some_and(inside)).collect();
        self.sample(&listed, size * 2 / 3, set, chance);
    }
}

struct Set {
    held: Vec<bool>,
    members: Vec<usize>,
    most: usize,
    tries: usize,
}

impl Set {
    fn new(count: usize, most: usize) -> Self {
        Self { held: vec![false; count], members: Vec::new(), most: most.min(count), tries: 0 }
    }

    fn add(&mut self, one: usize) {
        if !self.held[one] && !self.is_full() {
            self.held[one] = true;
            self.members.push(one);
        }
    }

    fn is_full(&self) -> bool {
        self.members.len() >= self.most
    }
}
