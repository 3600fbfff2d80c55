//! The column to branch on: pseudo-costs with strong branching (Achterberg, Koch, Martin 2005).

use super::lane::{Lane, set};
use super::simplex::End;

/// What branching a column up or down has cost so far, per unit moved.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gain {
    sum: f64,
    count: u32,
}

impl Gain {
    /// One more.
    pub fn add(&mut self, gain: f64) {
        self.sum += gain;
        self.count += 1;
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, count: self.count + other.count }
    }

    /// What came after the other.
    pub fn minus(self, other: Self) -> Self {
        Self { sum: self.sum - other.sum, count: self.count - other.count }
    }

    /// The same mean, counted as no more than so many.
    pub fn at_most(self, most: u32) -> Self {
        if self.count <= most {
            return self;
        }
        Self { sum: self.mean(0.0) * f64::from(most), count: most }
    }

    /// In another unit.
    pub fn scaled(self, unit: f64) -> Self {
        Self { sum: self.sum * unit, ..self }
    }

    fn mean(self, otherwise: f64) -> f64 {
        if self.count == 0 { otherwise } else { self.sum / f64::from(self.count) }
    }
}

/// What branching down, and up, has cost, by column.
pub type Gains = [Vec<Gain>; 2];

/// Columns looked at, the most promising ones by what is known of them.
const RANKED: usize = 30;

fn score(down: f64, up: f64) -> f64 {
    down.max(1e-9) * up.max(1e-9)
}

/// What to do at a node.
pub enum Choice {
    /// A column was decided without branching.
    Fixed,
    /// Nothing is left here.
    Dead,
    /// Both sides are open.
    Branch {
        /// The column.
        column: usize,
        /// Which side first.
        up: bool,
        /// The bound of that side.
        here: f64,
        /// The bound of the other.
        there: f64,
    },
}

impl Lane<'_> {
    /// Chooses a column to branch on: the largest product of what both sides lose.
    pub fn choose(&mut self, fractional: &[(usize, f64)], bound: f64) -> Choice {
        let average =
            |gains: &[Gain]| gains.iter().fold(Gain::default(), |all, one| all.plus(*one)).mean(1.0);
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
        self.simplex.freshen();
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
            if rank >= RANKED {
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
