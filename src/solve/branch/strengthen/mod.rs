//! A sheet made stronger before it is searched: choices that no plan can have go, rows get tighter, and what follows from
//! single columns becomes rows (presolve for mixed integer programs: Savelsbergh 1994; Achterberg et al. 2020).
//!
//! Every whole point of the sheet stays one; only mixtures are lost, which no plan is, so bounds fall and nothing else
//! changes.

mod cuts;
mod domains;
mod probe;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::domains::{Domains, Drawing, Parts};
pub use self::probe::{Literal, literal};
use super::sheet::Sheet;
use super::simplex::{End, Simplex};
use super::tree::Guess;

/// A stronger sheet; rows of the old one keep their positions.
pub struct Strong {
    /// The sheet.
    pub sheet: Sheet,
    /// Places that each chain has left, one bit each; the last one stands for no one at all.
    pub places: Vec<u64>,
}

/// Rounds of drawing and tightening.
const LIGHT: usize = 2;

/// Draws what follows and tightens rows. Chains are columns `x_first <= ... <= x_last` from zero to one. `None` where nothing is
/// left.
pub fn light(sheet: &Sheet, chains: &[Range<usize>]) -> Option<Strong> {
    let mut strong: Option<Strong> = None;
    for _ in 0..LIGHT {
        let sheet = strong.as_ref().map_or(sheet, |strong| &strong.sheet);
        let parts = Parts::of(sheet, chains);
        let domains = drawn(&parts, sheet)?;
        let places = domains.places[..chains.len()].to_vec();
        strong = Some(Strong { sheet: rows::tightened(sheet, &parts, &domains), places });
    }
    strong
}

fn drawn(parts: &Parts, sheet: &Sheet) -> Option<Domains> {
    let mut domains = parts.domains(sheet)?;
    let mut drawing = Drawing::new(parts);
    drawing.touch_all();
    drawing.draw(&mut domains).then_some(domains)
}

/// What a deep look leaves.
pub struct Deep {
    /// The sheet.
    pub sheet: Sheet,
    /// Nothing in it passes this, in the sheet's sums.
    pub bound: f64,
    /// Where its relaxation ended.
    pub guess: Guess,
    /// What follows from single columns.
    pub implied: Vec<(Literal, Literal)>,
}

/// Passes of a deep look, at the most.
const PASSES: usize = 5;
/// Another pass is made where the last one decided one of so many that were open.
const AGAIN: usize = 12;
/// Terms looked at in one pass.
const TERMS: u64 = 20_000_000;
/// Rounds of rows in one pass.
const ROUNDS: usize = 40;
/// Cuts added in one round.
const CUTS: usize = 20;
/// A round that brings the bound nearer by less than this share of the way to the cutoff is idle.
const LEAST: f64 = 0.01;
/// Idle rounds before it ends.
const IDLE: usize = 6;
/// Rows added in one round.
const ROWS: usize = 120;
/// A row missed by less is not added.
const MISSED: f64 = 0.01;
/// A row that others imply stays where no more than this is left of it, by its largest coefficient.
const ROOM: f64 = 0.15;
/// Iterations of one relaxation.
const MOST: u64 = 20_000;

/// Tries both sides of every column, adds what follows as rows where the relaxation misses it, and decides columns whose
/// price alone takes the bound below the cutoff; again, as long as that decides much. `None` where nothing reaches the cutoff.
pub fn deep(sheet: &Sheet, chains: &[Range<usize>], cutoff: f64, stops: &dyn Fn() -> bool) -> Option<Deep> {
    let mut made =
        Deep { sheet: sheet.clone(), bound: f64::INFINITY, guess: Guess::default(), implied: Vec::new() };
    for _ in 0..PASSES {
        let parts = Parts::of(&made.sheet, chains);
        let mut domains = parts.domains(&made.sheet)?;
        let mut drawing = Drawing::new(&parts);
        drawing.touch_all();
        if !drawing.draw(&mut domains) {
            return None;
        }
        made.implied.extend(probe::probe(&mut drawing, &mut domains, TERMS)?);
        made.implied.sort_unstable();
        made.implied.dedup();
        made.sheet = compact(&rows::tightened(&made.sheet, &parts, &domains));
        let open = open(&made.sheet);
        made.guess = Guess::default();
        made.relax(cutoff, stops)?;
        let decided = open.saturating_sub(self::open(&made.sheet));
        if stops() || decided * AGAIN < open {
            break;
        }
    }
    Some(made)
}

impl Deep {
    /// Rounds of the relaxation with more and more rows; then prices decide.
    fn relax(&mut self, cutoff: f64, stops: &dyn Fn() -> bool) -> Option<()> {
        let (width, before) = (self.sheet.width(), self.sheet.height());
        let (mut first, mut last, mut idle) = (f64::INFINITY, f64::INFINITY, 0);
        for round in 0.. {
            let mut simplex = Simplex::new(&self.sheet);
            if !self.guess.tight.is_empty() {
                simplex.begin(&self.guess.tight, &self.guess.basic);
            }
            let end = simplex.solve(cutoff, MOST, stops);
            if end == End::Below {
                return None;
            }
            let proven = simplex.proven();
            self.bound = self.bound.min(proven);
            if proven < cutoff {
                return None;
            }
            self.guess = Guess {
                tight: simplex.multipliers().iter().map(|&(row, _)| row).collect(),
                basic: (0..width)
                    .filter(|&at| simplex.is_basic(at))
                    .filter_map(|at| u32::try_from(at).ok())
                    .collect(),
            };
            let moved = last - proven;
            first = if round == 0 { proven } else { first };
            last = proven;
            let way = if cutoff.is_finite() { proven - cutoff } else { first - proven };
            // Rounds go on while they bring the bound nearer to the cutoff.
            idle = if round > 0 && moved <= LEAST * way { idle + 1 } else { 0 };
            if end == End::Optimal && round < ROUNDS && idle < IDLE {
                let pairs = missed(&self.implied, &simplex.value[..width]);
                let cuts = cuts::cuts(&self.sheet, &mut simplex, CUTS);
                if !pairs.is_empty() || !cuts.is_empty() {
                    for pair in pairs {
                        let (terms, most) = row(pair);
                        self.sheet.push(terms.into_iter(), (f64::NEG_INFINITY, most), true);
                    }
                    for cut in cuts {
                        self.sheet.push(cut.terms.into_iter(), (f64::NEG_INFINITY, cut.limit), true);
                    }
                    self.sheet.index();
                    continue;
                }
            }
            let room = proven - cutoff + 1e-7;
            let (mut lower, mut upper) = (self.sheet.lower.clone(), self.sheet.upper.clone());
            for column in (0..width).filter(|&column| self.sheet.whole[column] && !simplex.is_basic(column)) {
                if lower[column] < upper[column] && simplex.slope[column].abs() > room {
                    (lower[column], upper[column]) = (simplex.value[column], simplex.value[column]);
                }
            }
            let activities = simplex.value.split_off(width);
            (self.sheet.lower, self.sheet.upper) = (lower, upper);
            self.forget(before, &activities);
            return Some(());
        }
        None
    }
}

impl Deep {
    /// Drops rows that others imply and that this point, whose activities are given, keeps with room to spare: a tree is
    /// the faster for it, and misses little.
    fn forget(&mut self, before: usize, activities: &[f64]) {
        let sheet = &self.sheet;
        let room = |row: usize| {
            let (low, high) = sheet.ends(row);
            (activities[row] - low).min(high - activities[row])
        };
        let mut kept: Vec<bool> =
            (0..sheet.height()).map(|row| row < before && (!sheet.spare[row] || room(row) < ROOM)).collect();
        for &row in &self.guess.tight {
            kept[row as usize] = true;
        }
        let mut places = Vec::with_capacity(kept.len());
        let mut count = 0_u32;
        for &is_kept in &kept {
            places.push(count);
            count += u32::from(is_kept);
        }
        for row in &mut self.guess.tight {
            *row = places[*row as usize];
        }
        self.sheet = with_rows(&self.sheet, |row| kept[row]);
    }
}

/// Pairs that a point misses most.
fn missed(implied: &[(Literal, Literal)], values: &[f64]) -> Vec<(Literal, Literal)> {
    let value = |literal: Literal| {
        let value = values[literal as usize / 2];
        if literal % 2 == 1 { value } else { 1.0 - value }
    };
    let mut missed: Vec<(f64, (Literal, Literal))> = implied
        .iter()
        .map(|&(from, to)| (value(from) - value(to), (from, to)))
        .filter(|one| one.0 > MISSED)
        .collect();
    missed.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    missed.truncate(ROWS);
    missed.into_iter().map(|one| one.1).collect()
}

/// `from <= to` as terms and what they reach at the most.
fn row((from, to): (Literal, Literal)) -> ([(usize, f64); 2], f64) {
    let term = |literal: Literal, sign: f64| {
        let (column, one) = (literal as usize / 2, literal % 2 == 1);
        let coefficient = if one { sign } else { -sign };
        ((column, coefficient), if one { 0.0 } else { sign })
    };
    let ((one, constant), (other, rest)) = (term(from, 1.0), term(to, -1.0));
    ([one, other], -(constant + rest))
}

/// Whole columns that are not decided.
fn open(sheet: &Sheet) -> usize {
    (0..sheet.width()).filter(|&at| sheet.whole[at] && sheet.lower[at] < sheet.upper[at]).count()
}

/// The sheet without empty rows.
fn compact(sheet: &Sheet) -> Sheet {
    with_rows(sheet, |row| sheet.rows.of(row).next().is_some())
}

/// The sheet with some of its rows.
fn with_rows(sheet: &Sheet, keeps: impl Fn(usize) -> bool) -> Sheet {
    let mut made = Sheet::empty(sheet.width());
    made.cost.clone_from(&sheet.cost);
    made.whole.clone_from(&sheet.whole);
    (made.constant, made.unit) = (sheet.constant, sheet.unit);
    (made.lower, made.upper) = (sheet.lower.clone(), sheet.upper.clone());
    for row in (0..sheet.height()).filter(|&row| keeps(row)) {
        made.push(sheet.rows.of(row), sheet.ends(row), sheet.spare[row]);
    }
    made.index();
    made
}
