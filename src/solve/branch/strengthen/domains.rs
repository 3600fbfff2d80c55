//! What every item of a sheet may still be, and what rows make of it.
//!
//! Columns that start an initiative belong together: `x_first <= ... <= x_last`, so one of `length + 1` places says
//! where the ones begin. A row is looked at place by place, which says more than its columns' ends: what an initiative
//! takes of a ceiling is at least the least over its places, not the sum of its negative coefficients.

use std::collections::VecDeque;
use std::ops::Range;

use crate::solve::branch::sheet::{Lists, Sheet};

/// A row missed by less than this, in scaled units, is kept: what is decided in the end is judged in integers.
pub const KEPT: f64 = 1e-7;
/// Activities this near are one.
pub const TINY: f64 = 1e-12;
/// A range is narrowed when it shrinks to less than this share.
const WORTH: f64 = 0.9;

/// What items may still be.
#[derive(Clone, Debug)]
pub struct Domains {
    /// Places left of each chain, one bit each; the last one stands for no one at all.
    pub places: Vec<u64>,
    /// Ends of the columns that belong to no chain, by column.
    pub lower: Vec<f64>,
    /// Their upper ends.
    pub upper: Vec<f64>,
}

impl Domains {
    /// Becomes a copy of another without new allocations.
    pub fn copy_from(&mut self, other: &Self) {
        self.places.clone_from(&other.places);
        self.lower.clone_from(&other.lower);
        self.upper.clone_from(&other.upper);
    }
}

/// A column by itself or a chain, in a row: what each place adds.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// A chain, or the number of chains plus a column.
    pub item: usize,
    from: usize,
}

/// A sheet's rows by items.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Columns of each chain.
    pub chains: Vec<Range<usize>>,
    begins: Vec<usize>,
    listed: Vec<Part>,
    values: Vec<f64>,
    /// Rows of each item.
    rows: Lists,
    whole: Vec<bool>,
    row_lower: Vec<f64>,
    row_upper: Vec<f64>,
}

/// The places of a chain under which its column at `at` is one; all places where `at` is its length.
pub fn ones(at: usize) -> u64 {
    if at >= 63 { u64::MAX } else { (1 << (at + 1)) - 1 }
}

/// The bits that are set, from the lowest.
pub fn bits(mut mask: u64) -> impl Iterator<Item = usize> + Clone {
    std::iter::from_fn(move || {
        if mask == 0 {
            return None;
        }
        let at = mask.trailing_zeros() as usize;
        mask &= mask - 1;
        Some(at)
    })
}

impl Parts {
    /// Reads a sheet's rows. Chains are ranges of columns from zero to one, none longer than 62; a yes-or-no column
    /// outside of them becomes a chain of its own.
    pub fn of(sheet: &Sheet, chains: &[Range<usize>]) -> Self {
        let width = sheet.width();
        let mut owner = vec![usize::MAX; width];
        let mut chains = chains.to_vec();
        for (item, chain) in chains.iter().enumerate() {
            owner[chain.clone()].fill(item);
        }
        for (column, owner) in owner.iter_mut().enumerate() {
            let yes_or_no = sheet.whole[column] && sheet.lower[column] >= 0.0 && sheet.upper[column] <= 1.0;
            if *owner == usize::MAX && yes_or_no {
                *owner = chains.len();
                chains.push(column..column + 1);
            }
        }
        let (mut begins, mut parts, mut values) = (vec![0], Vec::new(), Vec::new());
        let mut seen: Vec<(usize, usize, f64)> = Vec::new();
        for row in 0..sheet.height() {
            seen.clear();
            for (column, coefficient) in sheet.rows.of(row) {
                let item = owner[column];
                let item = if item == usize::MAX { chains.len() + column } else { item };
                seen.push((item, column, coefficient));
            }
            seen.sort_unstable_by_key(|&(item, column, _)| (item, column));
            let mut at = 0;
            while at < seen.len() {
                let (item, from) = (seen[at].0, values.len());
                if let Some(chain) = chains.get(item) {
                    values.resize(from + chain.len() + 1, 0.0);
                    while at < seen.len() && seen[at].0 == item {
                        let (_, column, coefficient) = seen[at];
                        for value in &mut values[from..=from + (column - chain.start)] {
                            *value += coefficient;
                        }
                        at += 1;
                    }
                } else {
                    values.push(seen[at].2);
                    at += 1;
                }
                parts.push(Part { item, from });
            }
            begins.push(parts.len());
        }
        let mut by_row = Lists::new();
        for row in 0..sheet.height() {
            for part in &parts[begins[row]..begins[row + 1]] {
                by_row.push(u32::try_from(part.item).unwrap_or(u32::MAX), 0.0);
            }
            by_row.end();
        }
        let rows = by_row.transposed(chains.len() + width);
        Self {
            chains,
            begins,
            listed: parts,
            values,
            rows,
            whole: sheet.whole.clone(),
            row_lower: sheet.row_lower.clone(),
            row_upper: sheet.row_upper.clone(),
        }
    }

    /// What the sheet's ends leave. `None` where a chain has no place.
    pub fn domains(&self, sheet: &Sheet) -> Option<Domains> {
        let mut places = Vec::with_capacity(self.chains.len());
        for chain in &self.chains {
            let mut mask = ones(chain.len());
            for (at, column) in chain.clone().enumerate() {
                if sheet.lower[column] > 0.5 {
                    mask &= ones(at);
                }
                if sheet.upper[column] < 0.5 {
                    mask &= !ones(at);
                }
            }
            if mask == 0 {
                return None;
            }
            places.push(mask);
        }
        Some(Domains { places, lower: sheet.lower.clone(), upper: sheet.upper.clone() })
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.row_lower.len()
    }

    /// Items of a row.
    pub fn of_row(&self, row: usize) -> &[Part] {
        &self.listed[self.begins[row]..self.begins[row + 1]]
    }

    /// What each place of a chain adds to a part's row; of a column by itself, its coefficient.
    pub fn values(&self, part: Part) -> &[f64] {
        let length = self.chains.get(part.item).map_or(1, |chain| chain.len() + 1);
        &self.values[part.from..part.from + length]
    }

    /// The least and the most a part adds.
    pub fn ends(&self, part: Part, domains: &Domains) -> (f64, f64) {
        let values = self.values(part);
        if let Some(&mask) = domains.places.get(part.item) {
            let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
            for place in bits(mask) {
                ends = (ends.0.min(values[place]), ends.1.max(values[place]));
            }
            return ends;
        }
        let column = part.item - self.chains.len();
        let (one, other) = (values[0] * domains.lower[column], values[0] * domains.upper[column]);
        (one.min(other), one.max(other))
    }
}

/// Draws what follows.
pub struct Drawing<'a> {
    /// The rows.
    pub parts: &'a Parts,
    waiting: VecDeque<u32>,
    waits: Vec<bool>,
    ends: Vec<(f64, f64)>,
    /// Terms looked at so far.
    pub work: u64,
}

impl<'a> Drawing<'a> {
    /// Nothing waits yet.
    pub fn new(parts: &'a Parts) -> Self {
        Self {
            parts,
            waiting: VecDeque::new(),
            waits: vec![false; parts.height()],
            ends: Vec::new(),
            work: 0,
        }
    }

    /// Rows of an item are to be looked at.
    pub fn touch(&mut self, item: usize) {
        for (row, _) in self.parts.rows.of(item) {
            if !std::mem::replace(&mut self.waits[row], true) {
                self.waiting.push_back(u32::try_from(row).unwrap_or(u32::MAX));
            }
        }
    }

    /// Every row is to be looked at.
    pub fn touch_all(&mut self) {
        for row in 0..self.parts.height() {
            if !std::mem::replace(&mut self.waits[row], true) {
                self.waiting.push_back(u32::try_from(row).unwrap_or(u32::MAX));
            }
        }
    }

    /// Looks at waiting rows until nothing more follows. `false` where nothing is left of some item or row.
    pub fn draw(&mut self, domains: &mut Domains) -> bool {
        while let Some(row) = self.waiting.pop_front() {
            self.waits[row as usize] = false;
            if !self.look(row as usize, domains) {
                for row in self.waiting.drain(..) {
                    self.waits[row as usize] = false;
                }
                return false;
            }
        }
        true
    }

    fn look(&mut self, row: usize, domains: &mut Domains) -> bool {
        let parts = self.parts;
        let (low, high) = (parts.row_lower[row], parts.row_upper[row]);
        let (mut least, mut most) = (0.0, 0.0);
        self.ends.clear();
        for &part in parts.of_row(row) {
            let ends = parts.ends(part, domains);
            least += ends.0;
            most += ends.1;
            self.ends.push(ends);
            self.work += parts.values(part).len() as u64;
        }
        if least > high + KEPT || most < low - KEPT {
            return false;
        }
        let above = if most > high + TINY { high - least } else { f64::INFINITY };
        let below = if least < low - TINY { most - low } else { f64::INFINITY };
        for at in 0..self.ends.len() {
            let (part, (least, most)) = (parts.of_row(row)[at], self.ends[at]);
            if most - least <= above.min(below) + KEPT {
                continue;
            }
            let values = parts.values(part);
            let narrowed = if let Some(mask) = domains.places.get_mut(part.item) {
                let fits = |place: &usize| {
                    values[*place] - least <= above + KEPT && most - values[*place] <= below + KEPT
                };
                let left = bits(*mask).filter(fits).fold(0, |left, place| left | 1 << place);
                if left == 0 {
                    return false;
                }
                std::mem::replace(mask, left) != left
            } else {
                let column = part.item - parts.chains.len();
                let (lower, upper) = (&mut domains.lower[column], &mut domains.upper[column]);
                narrow(values[0], (above, below), (lower, upper), parts.whole[column])
            };
            if narrowed {
                self.touch(part.item);
            }
        }
        true
    }
}

/// Narrows a column by itself to what its row leaves. Ends that are fractions keep a little room.
fn narrow(
    coefficient: f64,
    (above, below): (f64, f64),
    (lower, upper): (&mut f64, &mut f64),
    whole: bool,
) -> bool {
    let size = coefficient.abs();
    let (up, down) = if coefficient > 0.0 { (above, below) } else { (below, above) };
    let (mut most, mut least) = (*lower + (up + KEPT) / size, *upper - (down + KEPT) / size);
    if whole {
        (most, least) = ((most + KEPT).floor(), (least - KEPT).ceil());
    }
    let (most, least) = (most.min(*upper), least.max(*lower));
    if most < least || most - least > WORTH * (*upper - *lower) {
        return false;
    }
    (*lower, *upper) = (least, most);
    true
}
