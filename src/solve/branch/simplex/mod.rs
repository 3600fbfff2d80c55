//! The dual simplex method for many small relaxations one after the other (Lemke 1954; bound flipping: Maros 2003).
//!
//! Rows wait until they are violated: only *tight* rows, whose slack is nonbasic, enter the basis, and the matrix that is
//! inverted is `A[tight rows, basic columns]`, as large as the number of basic columns, which is small. A row's activity
//! is a variable like any column: at one of its ends where the row is tight, basic elsewhere. Columns all have two ends,
//! so every basis can be made dual feasible by flipping, and bounds only fall while the method works.
//!
//! Nothing it says of a bound is believed before [`Sheet::bound`] has recomputed it from the multipliers.

mod basis;
mod pivot;

pub use self::basis::Basis;
use self::pivot::{Candidate, Pivot};
use super::inverse::Inverse;
use super::sheet::Sheet;

/// Not in the basis (columns), not tight (rows).
const NONE: u32 = u32::MAX;
/// A bound may be missed by this much, in the sheet's scaled units.
const FEASIBLE: f64 = 1e-9;
/// A pivot below this is avoided.
const PIVOT: f64 = 1e-7;
/// Updates of the inverse before it is made anew.
const RENEW: u32 = 80;

/// Where a relaxation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Solved: every bound is kept.
    Optimal,
    /// Nothing above the cutoff is left (which [`Simplex::proves_below`] has confirmed), or nothing at all.
    Below,
    /// The limit on iterations.
    Limit,
    /// Numbers went wrong; nothing is known but what the multipliers prove.
    Trouble,
}

/// A relaxation in some state.
#[derive(Clone)]
pub struct Simplex<'a> {
    sheet: &'a Sheet,
    /// Costs with a little noise, so that ties are rare.
    cost: Vec<f64>,
    /// Bounds of columns, then of rows.
    pub lower: Vec<f64>,
    /// Bounds of columns, then of rows.
    pub upper: Vec<f64>,
    /// Values of columns, then activities of rows.
    pub value: Vec<f64>,
    /// Reduced costs of nonbasic columns, then multipliers of tight rows.
    pub slope: Vec<f64>,
    spot: Vec<u32>,
    at_upper: Vec<bool>,
    tight: Vec<u32>,
    basic: Vec<u32>,
    inverse: Inverse,
    /// The sum of noisy cost times value.
    sum: f64,
    updates: u32,
    /// Iterations so far.
    pub iterations: u64,
    /// What the square of a variable's miss is divided by before it is compared with others; how it has moved may only raise it.
    weight: Vec<f64>,
    /// The weights a basis begins with.
    fresh: Vec<f64>,
    /// Chunks of rows where one may miss an end.
    suspect: Vec<bool>,
    work: Work,
}

/// Scratch, kept to save allocations.
#[derive(Clone, Default)]
struct Work {
    left: Vec<f64>,
    gradient: Vec<f64>,
    image: Vec<f64>,
    change: Vec<f64>,
    right: Vec<f64>,
    candidates: Vec<Candidate>,
    flips: Vec<u32>,
    slope: Vec<f64>,
    sparse: Vec<(usize, f64)>,
    matrix: Vec<f64>,
    group: Vec<u32>,
    found: Vec<u32>,
    /// Columns whose ends differ.
    open: Vec<u32>,
    moves: Vec<f64>,
}

impl<'a> Simplex<'a> {
    /// Every row slack, every column at its better end.
    pub fn new(sheet: &'a Sheet) -> Self {
        let (n, m) = (sheet.width(), sheet.height());
        let mut noise = 0x9e37_79b9_u64;
        let cost = sheet.cost.iter().map(|&cost| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let unit = f64::from(u32::try_from(noise >> 33).unwrap_or(0)) / f64::from(1_u32 << 31);
            cost + NOISE * (unit - 0.5)
        });
        let joined = |a: &[f64], b: &[f64]| a.iter().chain(b).copied().collect::<Vec<f64>>();
        let weight = (0..n + m).map(|at| {
            if at < n { 1.0 } else { 1.0 + sheet.rows.of(at - n).map(|(_, c)| c * c).sum::<f64>() }
        });
        let weight: Vec<f64> = weight.collect();
        let mut made = Self {
            sheet,
            cost: cost.collect(),
            lower: joined(&sheet.lower, &sheet.row_lower),
            upper: joined(&sheet.upper, &sheet.row_upper),
            value: vec![0.0; n + m],
            slope: vec![0.0; n + m],
            spot: vec![NONE; n + m],
            at_upper: vec![false; n + m],
            tight: Vec::new(),
            basic: Vec::new(),
            inverse: Inverse::default(),
            sum: 0.0,
            updates: 0,
            iterations: 0,
            fresh: weight.clone(),
            weight,
            suspect: vec![true; m.div_ceil(CHUNK)],
            work: Work::default(),
        };
        made.renew();
        made
    }

    /// Becomes a copy of another state of the same sheet, without new allocations; its own count of iterations stays.
    pub fn copy_from(&mut self, other: &Self) {
        self.lower.clone_from(&other.lower);
        self.upper.clone_from(&other.upper);
        self.value.clone_from(&other.value);
        self.slope.clone_from(&other.slope);
        self.spot.clone_from(&other.spot);
        self.at_upper.clone_from(&other.at_upper);
        self.tight.clone_from(&other.tight);
        self.basic.clone_from(&other.basic);
        self.weight.clone_from(&other.weight);
        self.suspect.clone_from(&other.suspect);
        self.inverse.copy_from(&other.inverse);
        (self.sum, self.updates) = (other.sum, other.updates);
    }

    fn width(&self) -> usize {
        self.sheet.width()
    }

    /// Whether a column is basic.
    pub fn is_basic(&self, column: usize) -> bool {
        self.spot[column] != NONE
    }

    /// Fixes a nonbasic column where it stands.
    pub fn fix(&mut self, column: usize) {
        let at = self.value[column];
        (self.lower[column], self.upper[column]) = (at, at);
    }

    /// Makes the inverse and everything that follows from it anew.
    pub fn renew(&mut self) {
        let n = self.width();
        let size = self.basic.len();
        let mut matrix = std::mem::take(&mut self.work.matrix);
        matrix.clear();
        matrix.resize(self.tight.len() * size, 0.0);
        for (values, &row) in matrix.chunks_exact_mut(size.max(1)).zip(&self.tight) {
            for (column, coefficient) in self.sheet.rows.of(row as usize) {
                if self.spot[column] != NONE {
                    values[self.spot[column] as usize] = coefficient;
                }
            }
        }
        let (rows, columns) = self.inverse.invert(&mut matrix, self.tight.len(), size);
        self.work.matrix = matrix;
        for at in columns.into_iter().rev() {
            let column = self.basic.remove(at) as usize;
            self.at_upper[column] =
                self.value[column] > f64::midpoint(self.lower[column], self.upper[column]);
            self.spot[column] = NONE;
        }
        for at in rows.into_iter().rev() {
            let row = self.tight.remove(at) as usize;
            self.spot[n + row] = NONE;
        }
        for (at, &column) in self.basic.iter().enumerate() {
            self.spot[column as usize] = index(at);
        }
        for (at, &row) in self.tight.iter().enumerate() {
            self.spot[n + row as usize] = index(at);
        }
        self.updates = 0;
        self.price();
        self.place();
    }

    /// Multipliers and reduced costs; nonbasic columns go to the end they want.
    fn price(&mut self) {
        let n = self.width();
        let costs = self.basic.iter().enumerate().map(|(at, &column)| (at, self.cost[column as usize]));
        let mut multipliers = std::mem::take(&mut self.work.left);
        self.inverse.times_left(costs, &mut multipliers);
        self.slope[..n].copy_from_slice(&self.cost);
        self.slope[n..].fill(0.0);
        for (&row, &multiplier) in self.tight.iter().zip(&multipliers) {
            if multiplier == 0.0 {
                continue;
            }
            self.sheet.subtract(row as usize, multiplier, &mut self.slope[..n]);
            self.slope[n + row as usize] = multiplier;
        }
        self.work.left = multipliers;
        for &column in &self.basic {
            self.slope[column as usize] = 0.0;
        }
        for column in 0..n {
            if self.spot[column] == NONE && self.slope[column] != 0.0 {
                self.at_upper[column] = self.slope[column] > 0.0;
            }
        }
        for &row in &self.tight {
            let at = n + row as usize;
            let wants_upper = self.slope[at] > 0.0;
            let end = if wants_upper { self.upper[at] } else { self.lower[at] };
            if self.slope[at] != 0.0 && end.is_finite() {
                self.at_upper[at] = wants_upper;
            }
            let end = if self.at_upper[at] { self.upper[at] } else { self.lower[at] };
            if !end.is_finite() {
                self.at_upper[at] = !self.at_upper[at];
            }
        }
    }

    /// Values from the basis and the ends of what is not in it.
    pub fn place(&mut self) {
        let n = self.width();
        self.value[n..].fill(0.0);
        for column in 0..n {
            if self.spot[column] != NONE {
                continue;
            }
            let value = if self.at_upper[column] { self.upper[column] } else { self.lower[column] };
            self.value[column] = value;
            if value != 0.0 {
                for (row, coefficient) in self.sheet.columns.of(column) {
                    self.value[n + row] += coefficient * value;
                }
            }
        }
        let ends = self.tight.iter().map(|&row| {
            let at = n + row as usize;
            let end = if self.at_upper[at] { self.upper[at] } else { self.lower[at] };
            end - self.value[at]
        });
        let right: Vec<f64> = ends.collect();
        let mut values = std::mem::take(&mut self.work.change);
        self.inverse.times(&right, &mut values);
        for (&column, &value) in self.basic.iter().zip(&values) {
            self.value[column as usize] = value;
            for (row, coefficient) in self.sheet.columns.of(column as usize) {
                self.value[n + row] += coefficient * value;
            }
        }
        self.work.change = values;
        for &row in &self.tight {
            let at = n + row as usize;
            self.value[at] = if self.at_upper[at] { self.upper[at] } else { self.lower[at] };
        }
        self.suspect.fill(true);
        self.sum = self.cost.iter().zip(&self.value).map(|(cost, value)| cost * value).sum();
    }

    /// Makes the inverse anew where trials from here would have to, each for itself.
    pub fn freshen(&mut self) {
        if self.updates > RENEW / 2 {
            self.renew();
        }
    }

    /// Follows bounds of columns that were narrowed: what is not basic goes to its end, the basic columns with it.
    pub fn follow(&mut self) {
        let n = self.width();
        let mut right = std::mem::take(&mut self.work.right);
        right.clear();
        right.resize(self.tight.len(), 0.0);
        let mut any = false;
        for column in 0..n {
            let end = if self.at_upper[column] { self.upper[column] } else { self.lower[column] };
            let moved = end - self.value[column];
            if self.spot[column] != NONE || moved == 0.0 {
                continue;
            }
            any = true;
            self.value[column] = end;
            self.sum += self.cost[column] * moved;
            for (row, coefficient) in self.sheet.columns.of(column) {
                match self.spot[n + row] {
                    NONE => self.value[n + row] += coefficient * moved,
                    spot => right[spot as usize] -= coefficient * moved,
                }
            }
        }
        if any {
            self.settle(&right);
        }
        self.work.right = right;
    }

    /// The sum of cost times value, with the noise.
    pub fn sum(&self) -> f64 {
        self.sum
    }

    /// The tight rows whose sum with these factors leaves a basic column alone among the basic ones, and whether each is at
    /// its upper side.
    pub fn tableau(&self, column: usize) -> Vec<(usize, f64, bool)> {
        let n = self.width();
        let factors = self.inverse.row(self.spot[column] as usize);
        let rows = self.tight.iter().zip(factors).filter(|(_, factor)| factor.abs() > 1e-12);
        rows.map(|(&row, &factor)| (row as usize, factor, self.at_upper[n + row as usize])).collect()
    }

    /// Multipliers of the tight rows.
    pub fn multipliers(&self) -> Vec<(u32, f64)> {
        let n = self.width();
        self.tight.iter().map(|&row| (row, self.slope[n + row as usize])).collect()
    }

    /// The bound its multipliers prove under its bounds, without the noise.
    pub fn proven(&mut self) -> f64 {
        let (n, multipliers) = (self.width(), self.multipliers());
        self.sheet.bound(
            &multipliers,
            &self.lower[..n],
            &self.upper[..n],
            &self.sheet.cost,
            &mut self.work.slope,
        )
    }

    /// Works until solved, below the cutoff, out of iterations, or told to stop.
    pub fn solve(&mut self, cutoff: f64, limit: u64, stops: &dyn Fn() -> bool) -> End {
        let last = self.iterations + limit;
        let mut troubles = 0;
        let n = self.width();
        self.work.open.clear();
        self.work.open.extend((0..n).filter(|&column| self.lower[column] < self.upper[column]).map(index));
        loop {
            if self.sum < cutoff - MARGIN && self.proven() < cutoff {
                return End::Below;
            }
            if self.iterations >= last || self.iterations % 256 == 255 && stops() {
                return End::Limit;
            }
            if self.updates >= RENEW {
                self.renew();
            }
            let Some((leaving, rises)) = self.leaving() else {
                return End::Optimal;
            };
            self.iterations += 1;
            match self.pivot(leaving, rises) {
                Pivot::Done => {}
                Pivot::Infeasible(certain) => {
                    if certain {
                        return End::Below;
                    }
                    troubles += 1;
                    self.renew();
                }
                Pivot::Trouble => {
                    troubles += 1;
                    self.renew();
                }
            }
            if troubles > 4 {
                return End::Trouble;
            }
        }
    }

    /// The variable of the basis that misses an end most, by its weight, and whether it must rise.
    fn leaving(&self) -> Option<(usize, bool)> {
        let n = self.width();
        let mut best = 0.0;
        let mut found = None;
        let mut look = |at: usize| {
            let value = self.value[at];
            let miss = (self.lower[at] - value).max(value - self.upper[at]);
            if miss > FEASIBLE {
                let score = miss * miss / self.weight[at];
                if score > best {
                    (best, found) = (score, Some(at));
                }
            }
        };
        for &column in &self.basic {
            look(column as usize);
        }
        // Tight rows are at their ends exactly, and most others keep theirs.
        for (chunk, _) in self.suspect.iter().enumerate().filter(|(_, suspect)| **suspect) {
            let from = n + chunk * CHUNK;
            for at in from..self.value.len().min(from + CHUNK) {
                look(at);
            }
        }
        found.map(|at| (at, self.value[at] < self.lower[at]))
    }
}

/// Whether any of these values misses an end.
#[expect(clippy::needless_bitwise_bool, reason = "comparing is cheaper than branching")]
fn misses(values: &[f64], lower: &[f64], upper: &[f64]) -> bool {
    let ends = lower.iter().zip(upper);
    values.iter().zip(ends).fold(false, |any, (&value, (&lower, &upper))| {
        any | (lower - value > FEASIBLE) | (value - upper > FEASIBLE)
    })
}

/// The noise on costs, in the sheet's scaled units.
const NOISE: f64 = 2e-8;
/// Rows looked at together.
const CHUNK: usize = 32;
/// How far the sum must be below the cutoff before the bound is recomputed.
const MARGIN: f64 = 1e-9;

#[expect(clippy::cast_possible_truncation, reason = "programs have fewer than 2^32 columns and rows")]
fn index(at: usize) -> u32 {
    at as u32
}
