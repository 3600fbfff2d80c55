//! A sheet over fewer columns: some held where a point has them, others moving together as one.
//!
//! Only rows that a free column touches are written, and of those only the ones that some value of the free columns can
//! break. What it costs grows with the free columns, not with the sheet.

use std::collections::BTreeMap;

use super::sheet::Sheet;

/// A smaller sheet and how its columns are those of the large one.
#[derive(Clone, Debug)]
pub struct Restricted {
    /// The smaller sheet.
    pub sheet: Sheet,
    /// The large sheet's columns that move with each column.
    pub members: Vec<Vec<u32>>,
    /// The large sheet's row of each row.
    pub rows: Vec<u32>,
}

/// A point of a sheet with the activities of its rows.
#[derive(Clone, Debug)]
pub struct Point {
    /// A value for each column.
    pub values: Vec<f64>,
    activities: Vec<f64>,
}

impl Point {
    /// Sums up the activities.
    pub fn of(sheet: &Sheet, values: Vec<f64>) -> Self {
        let mut activities = vec![0.0; sheet.height()];
        for (column, &value) in values.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            for (row, coefficient) in sheet.columns.of(column) {
                activities[row] += coefficient * value;
            }
        }
        Self { values, activities }
    }

    /// The activity of a row.
    pub fn activity(&self, row: usize) -> f64 {
        self.activities[row]
    }

    /// Changes the value of a column.
    pub fn set(&mut self, sheet: &Sheet, column: usize, value: f64) {
        let moved = value - self.values[column];
        if moved != 0.0 {
            self.values[column] = value;
            for (row, coefficient) in sheet.columns.of(column) {
                self.activities[row] += coefficient * moved;
            }
        }
    }
}

/// A row missed by less than this, in scaled units, is kept: what is decided in the end is judged in integers.
const KEPT: f64 = 1e-7;

impl Restricted {
    /// Frees these groups of columns, each moving as one; all other columns stay at the point. `None` where a row that no
    /// free column touches any more is broken among those touched.
    #[expect(clippy::cast_possible_truncation, reason = "programs have fewer than 2^32 columns and rows")]
    pub fn of(sheet: &Sheet, point: &Point, members: Vec<Vec<u32>>) -> Option<Self> {
        let mut terms: Vec<(u32, u32, f64)> = Vec::new();
        let mut small = Sheet::empty(members.len());
        (small.unit, small.constant) = (sheet.unit, sheet.constant);
        let mut held = 0.0;
        for (at, group) in members.iter().enumerate() {
            let first = group[0] as usize;
            (small.lower[at], small.upper[at]) = (sheet.lower[first], sheet.upper[first]);
            small.whole[at] = sheet.whole[first];
            for &column in group {
                let column = column as usize;
                small.cost[at] += sheet.cost[column];
                held -= sheet.cost[column] * point.values[column];
                terms.extend(sheet.columns.of(column).map(|(row, c)| (row as u32, at as u32, c)));
            }
        }
        held += sheet.cost.iter().zip(&point.values).map(|(cost, value)| cost * value).sum::<f64>();
        small.constant += held * sheet.unit;
        terms.sort_unstable_by_key(|&(row, column, _)| (row, column));
        let mut freed: Vec<(u32, f64)> = Vec::new();
        for group in &members {
            for &column in group {
                let value = point.values[column as usize];
                if value != 0.0 {
                    freed.extend(sheet.columns.of(column as usize).map(|(row, c)| (row as u32, c * value)));
                }
            }
        }
        freed.sort_unstable_by_key(|&(row, _)| row);
        let mut freed = freed.into_iter().peekable();
        let mut merged: Vec<(u32, f64)> = Vec::new();
        let (mut pairs, mut rows) = (Pairs::new(), Vec::new());
        let mut from = 0;
        while from < terms.len() {
            let row = terms[from].0;
            merged.clear();
            while from < terms.len() && terms[from].0 == row {
                let (_, column, coefficient) = terms[from];
                match merged.last_mut() {
                    Some((last, sum)) if *last == column => *sum += coefficient,
                    _ => merged.push((column, coefficient)),
                }
                from += 1;
            }
            let mut rest = point.activities[row as usize];
            while let Some((_, part)) = freed.next_if(|one| one.0 == row) {
                rest -= part;
            }
            if !small.add(sheet, row as usize, rest, &merged, &mut pairs)? {
                continue;
            }
            rows.push(row);
        }
        small.index();
        Some(Self { sheet: small, members, rows })
    }

    /// The columns of a point of the large sheet; a group is where its first member is.
    pub fn narrowed(&self, point: &[f64]) -> Vec<f64> {
        self.members.iter().map(|group| point[group[0] as usize]).collect()
    }

    /// A point of the large sheet: the given one with these values of the small sheet's columns.
    pub fn widen(&self, point: &[f64], values: &[f64]) -> Vec<f64> {
        let mut wide = point.to_vec();
        for (group, &value) in self.members.iter().zip(values) {
            for &column in group {
                wide[column as usize] = value;
            }
        }
        wide
    }
}

/// Rows of two columns by their columns and coefficients: of several only the tightest counts.
type Pairs = BTreeMap<(u32, u32, u64), usize>;

impl Sheet {
    /// Adds a row of a larger sheet, of whose activity `rest` is decided. `None` where nothing can keep it, `false` where
    /// no row was needed.
    fn add(
        &mut self,
        from: &Sheet,
        row: usize,
        rest: f64,
        terms: &[(u32, f64)],
        pairs: &mut Pairs,
    ) -> Option<bool> {
        let (mut least, mut most) = (rest, rest);
        let (mut count, mut largest) = (0, 0.0_f64);
        for &(column, c) in terms.iter().filter(|term| term.1 != 0.0) {
            let (lower, upper) = (self.lower[column as usize], self.upper[column as usize]);
            least += if c > 0.0 { c * lower } else { c * upper };
            most += if c > 0.0 { c * upper } else { c * lower };
            count += 1;
            largest = largest.max(c.abs());
        }
        let (lower, upper) = (from.row_lower[row], from.row_upper[row]);
        if most < lower - KEPT || least > upper + KEPT {
            return None;
        }
        if count == 0 || least >= lower - 1e-12 && most <= upper + 1e-12 {
            return Some(false);
        }
        let scale = (-largest.log2().round()).exp2();
        let (low, high) = ((lower - rest) * scale, (upper - rest) * scale);
        let scaled = terms.iter().filter(|term| term.1 != 0.0).map(|&(column, c)| (column, c * scale));
        let scaled: Vec<(u32, f64)> = scaled.collect();
        if let [(one, c)] = scaled[..]
            && self.whole[one as usize]
        {
            return self.end(one as usize, (low / c).min(high / c), (low / c).max(high / c));
        }
        if let [(one, c), (other, d)] = scaled[..] {
            let held = *pairs.entry((one, other, (c / d).to_bits())).or_insert(self.height());
            if held < self.height() && (self.first_coefficient(held) - c).abs() <= 0.0 {
                self.row_lower[held] = self.row_lower[held].max(low);
                self.row_upper[held] = self.row_upper[held].min(high);
                self.spare[held] &= from.spare[row];
                return Some(false);
            }
        }
        for (column, c) in scaled {
            self.rows.push(column, c);
        }
        self.rows.end();
        self.row_lower.push(low);
        self.row_upper.push(high);
        self.spare.push(from.spare[row]);
        Some(true)
    }

    fn first_coefficient(&self, row: usize) -> f64 {
        self.rows.of(row).next().map_or(0.0, |(_, coefficient)| coefficient)
    }

    /// Narrows a whole column's ends to what a row of it alone allows.
    fn end(&mut self, column: usize, low: f64, high: f64) -> Option<bool> {
        let (low, high) = ((low - KEPT).ceil(), (high + KEPT).floor());
        self.lower[column] = self.lower[column].max(low);
        self.upper[column] = self.upper[column].min(high);
        (self.lower[column] <= self.upper[column]).then_some(false)
    }
}
