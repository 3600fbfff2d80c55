//! A sheet over fewer columns: some held where a point has them, others moving together as one.
//!
//! Only rows that a free column touches are written, and of those only the ones that some value of the free columns can
//! break. What it costs grows with the free columns, not with the sheet.

use super::sheet::Sheet;

/// A smaller sheet and how its columns are those of the large one.
#[derive(Clone, Debug)]
pub struct Restricted {
    /// The smaller sheet.
    pub sheet: Sheet,
    /// The large sheet's columns that move with each column.
    pub members: Vec<Vec<u32>>,
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
            if !small.add(sheet, row as usize, rest, &merged) {
                return None;
            }
        }
        small.columns = small.rows.transposed(members.len());
        Some(Self { sheet: small, members })
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

impl Sheet {
    /// Adds a row of a larger sheet, of whose activity `rest` is decided. `false` where nothing can keep it.
    fn add(&mut self, from: &Sheet, row: usize, rest: f64, terms: &[(u32, f64)]) -> bool {
        let (mut least, mut most) = (rest, rest);
        for &(column, c) in terms {
            let (lower, upper) = (self.lower[column as usize], self.upper[column as usize]);
            least += if c > 0.0 { c * lower } else { c * upper };
            most += if c > 0.0 { c * upper } else { c * lower };
        }
        let (lower, upper) = (from.row_lower[row], from.row_upper[row]);
        if most < lower - KEPT || least > upper + KEPT {
            return false;
        }
        if least >= lower - 1e-12 && most <= upper + 1e-12 {
            return true;
        }
        let largest = terms.iter().fold(0.0_f64, |most, &(_, c)| most.max(c.abs()));
        if largest <= 0.0 {
            return true;
        }
        let scale = (-largest.log2().round()).exp2();
        for &(column, c) in terms.iter().filter(|term| term.1 != 0.0) {
            self.rows.push(column, c * scale);
        }
        self.rows.end();
        self.row_lower.push((lower - rest) * scale);
        self.row_upper.push((upper - rest) * scale);
        self.row_unit.push(from.row_unit[row] / scale);
        true
    }
}
