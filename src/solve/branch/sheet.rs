//! A program as floats, by rows and by columns: what the search in this room computes with.
//!
//! Every row is scaled by a power of two to a largest coefficient near one, so that one tolerance fits all. A column is
//! maximised by its `cost`; minimising is maximising the negative. `objective = constant + unit * sum of cost * value`.

use crate::model::{Objective, Origin, Program, Row, Var, VarIx};
use crate::solve::matrix;

/// Compressed lists of (position, coefficient), one list after the other.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    begins: Vec<u32>,
    at: Vec<u32>,
    value: Vec<f64>,
}

impl Lists {
    /// No list yet.
    pub fn new() -> Self {
        Self { begins: vec![0], at: Vec::new(), value: Vec::new() }
    }

    /// Adds to the list under construction.
    pub fn push(&mut self, at: u32, value: f64) {
        self.at.push(at);
        self.value.push(value);
    }

    /// Ends the list under construction.
    #[expect(clippy::cast_possible_truncation, reason = "programs have fewer than 2^32 nonzeros")]
    pub fn end(&mut self) {
        self.begins.push(self.at.len() as u32);
    }

    /// The list at this position.
    pub fn of(&self, list: usize) -> impl Iterator<Item = (usize, f64)> + Clone {
        let range = self.begins[list] as usize..self.begins[list + 1] as usize;
        self.at[range.clone()].iter().map(|&at| at as usize).zip(self.value[range].iter().copied())
    }

    /// Number of lists.
    pub fn len(&self) -> usize {
        self.begins.len() - 1
    }

    /// The same numbers, listed the other way; `count` lists.
    #[expect(clippy::cast_possible_truncation, reason = "programs have fewer than 2^32 nonzeros")]
    pub fn transposed(&self, count: usize) -> Self {
        let mut begins = vec![0_u32; count + 1];
        for &at in &self.at {
            begins[at as usize + 1] += 1;
        }
        for list in 0..count {
            begins[list + 1] += begins[list];
        }
        let mut next = begins.clone();
        let (mut at, mut value) = (vec![0; self.at.len()], vec![0.0; self.at.len()]);
        for list in 0..self.len() {
            for (other, coefficient) in self.of(list) {
                let slot = next[other] as usize;
                next[other] += 1;
                (at[slot], value[slot]) = (list as u32, coefficient);
            }
        }
        Self { begins, at, value }
    }
}

/// `max sum of cost * x` over `row_lower <= A x <= row_upper`, `lower <= x <= upper`, some `x` whole.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Coefficients by row.
    pub rows: Lists,
    /// Coefficients by column.
    pub columns: Lists,
    /// Rows of many columns once more, with every zero written, to be worked on without looking positions up; where each
    /// begins, or `u32::MAX` for the others.
    dense: (Vec<u32>, Vec<f64>),
    /// Least activity of each row; may be infinite.
    pub row_lower: Vec<f64>,
    /// Greatest activity of each row; may be infinite.
    pub row_upper: Vec<f64>,
    /// Rows that every whole point keeps which keeps the others: without one of them bounds may rise, and nothing else.
    pub spare: Vec<bool>,
    /// The sum of sizes of a row's terms at the upper ends.
    reach: Vec<f64>,
    /// Least value of each column.
    pub lower: Vec<f64>,
    /// Greatest value of each column.
    pub upper: Vec<f64>,
    /// What each column brings.
    pub cost: Vec<f64>,
    /// Whether a column must be whole.
    pub whole: Vec<bool>,
    /// The objective's constant, in its own unit.
    pub constant: f64,
    /// What one unit of `cost * x` is in the objective's unit; negative where the objective is minimised.
    pub unit: f64,
}

impl Sheet {
    /// Writes a program with rows beside it. `None` where a column has no end, which the search needs.
    pub fn of(program: &Program, objective: &Objective, extra: &[Row]) -> Option<Self> {
        let mut sheet = Self::empty(program.vars.len());
        let mut stretch = Vec::with_capacity(program.vars.len());
        for (at, var) in program.vars.iter().enumerate() {
            (sheet.lower[at], sheet.upper[at]) = matrix::bounds(var);
            sheet.whole[at] = var.whole;
            if !sheet.upper[at].is_finite() {
                return None;
            }
            let unit = stretch_of(var);
            sheet.lower[at] /= unit;
            sheet.upper[at] /= unit;
            stretch.push(unit);
        }
        for row in program.rows.iter().chain(extra) {
            sheet.row(program, row, &stretch);
        }
        sheet.aim(program, objective, &stretch);
        sheet.index();
        Some(sheet)
    }

    /// What one unit of the sheet's column is in the variable's unit.
    pub fn column_unit(var: &Var) -> f64 {
        matrix::float(matrix::column_unit(var)) * stretch_of(var)
    }

    pub(super) fn empty(columns: usize) -> Self {
        Self {
            rows: Lists::new(),
            columns: Lists::new(),
            dense: (Vec::new(), Vec::new()),
            row_lower: Vec::new(),
            row_upper: Vec::new(),
            spare: Vec::new(),
            reach: Vec::new(),
            lower: vec![0.0; columns],
            upper: vec![0.0; columns],
            cost: vec![0.0; columns],
            whole: vec![false; columns],
            constant: 0.0,
            unit: 1.0,
        }
    }

    /// Lists what is written by rows the other ways too.
    #[expect(clippy::cast_possible_truncation, reason = "programs have fewer than 2^32 nonzeros")]
    pub(super) fn index(&mut self) {
        let width = self.width();
        self.columns = self.rows.transposed(width);
        let (mut begins, mut values) = (vec![u32::MAX; self.height()], Vec::new());
        // Large sheets are only cut from, never worked on.
        for row in (0..self.height()).filter(|_| width <= DENSE_WIDTH) {
            if 4 * self.rows.of(row).count() > width && width > 16 {
                begins[row] = (values.len() / width) as u32;
                let from = values.len();
                values.resize(from + width, 0.0);
                for (column, coefficient) in self.rows.of(row) {
                    values[from + column] = coefficient;
                }
            }
        }
        self.dense = (begins, values);
        let reach = |row| self.rows.of(row).map(|(column, c)| (c * self.upper[column]).abs()).sum();
        self.reach = (0..self.height()).map(reach).collect();
    }

    /// Subtracts a multiple of a row.
    pub fn subtract(&self, row: usize, factor: f64, from: &mut [f64]) {
        let width = self.width();
        match self.dense.0[row] {
            u32::MAX => {
                for (column, coefficient) in self.rows.of(row) {
                    from[column] -= factor * coefficient;
                }
            }
            at => {
                let dense = &self.dense.1[at as usize * width..(at as usize + 1) * width];
                for (value, coefficient) in from[..width].iter_mut().zip(dense) {
                    *value -= factor * coefficient;
                }
            }
        }
    }

    fn row(&mut self, program: &Program, row: &Row, stretch: &[f64]) {
        self.spare.push(row.origin == Origin::Implied);
        let mut row = matrix::row(program, row);
        for (var, coefficient) in &mut row.terms {
            *coefficient *= stretch[*var as usize];
        }
        let largest = row.terms.iter().fold(0.0_f64, |most, &(_, c)| most.max(c.abs()));
        let scale = if largest > 0.0 { (-largest.log2().round()).exp2() } else { 1.0 };
        for (var, coefficient) in row.terms {
            self.rows.push(var, coefficient * scale);
        }
        self.rows.end();
        self.row_lower.push(row.lower * scale);
        self.row_upper.push(row.upper * scale);
    }

    fn aim(&mut self, program: &Program, objective: &Objective, stretch: &[f64]) {
        let sign = if objective.maximise { 1.0 } else { -1.0 };
        let real = |(var, c): (VarIx, i128)| {
            let column = matrix::column_unit(&program.vars[var as usize]);
            (var as usize, matrix::float(c * column) * sign * stretch[var as usize])
        };
        let largest = objective.terms.iter().fold(0.0_f64, |most, &term| most.max(real(term).1.abs()));
        let scale = if largest > 0.0 { largest.log2().round().exp2() } else { 1.0 };
        for &term in &objective.terms {
            let (var, cost) = real(term);
            self.cost[var] = cost / scale;
        }
        (self.constant, self.unit) = (matrix::float(objective.constant), scale * sign);
    }

    /// Adds a row as it is, and whether the others imply it; [`Self::index`] comes after the last one.
    #[expect(clippy::cast_possible_truncation, reason = "programs have fewer than 2^32 columns")]
    pub(super) fn push(
        &mut self,
        terms: impl Iterator<Item = (usize, f64)>,
        (lower, upper): (f64, f64),
        spare: bool,
    ) {
        for (column, coefficient) in terms {
            self.rows.push(column as u32, coefficient);
        }
        self.rows.end();
        self.row_lower.push(lower);
        self.row_upper.push(upper);
        self.spare.push(spare);
    }

    /// The least and the greatest activity of a row.
    pub fn ends(&self, row: usize) -> (f64, f64) {
        (self.row_lower[row], self.row_upper[row])
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.cost.len()
    }

    /// Number of rows.
    pub fn height(&self) -> usize {
        self.row_lower.len()
    }

    /// The objective in its own unit from a sum of `cost * x`.
    pub fn real(&self, sum: f64) -> f64 {
        self.unit.mul_add(sum, self.constant)
    }

    /// The sum of `cost * x` that an objective in its own unit stands for.
    pub fn sum(&self, real: f64) -> f64 {
        (real - self.constant) / self.unit
    }

    /// The sum of `cost * x` below which nothing is better than `value` by a unit of the objective, or by `gap` of it.
    pub fn cutoff(&self, value: f64, gap: f64) -> f64 {
        self.sum(value) + (gap * value.abs()).max(1.0 - 1e-4) / self.unit.abs()
    }

    /// A bound on `sum of cost * x` that any multipliers of the rows prove (weak duality), with room for rounding:
    /// `sum over rows of max(m lower, m upper) + sum over columns of max(d lower, d upper)`, `d = cost - m A`.
    pub fn bound(
        &self,
        multipliers: &[(u32, f64)],
        lower: &[f64],
        upper: &[f64],
        cost: &[f64],
        slope: &mut Vec<f64>,
    ) -> f64 {
        slope.clear();
        slope.extend_from_slice(cost);
        let (mut total, mut terms) = (0.0_f64, 0.0_f64);
        for &(row, multiplier) in multipliers {
            let row = row as usize;
            let side = if multiplier > 0.0 { self.row_upper[row] } else { self.row_lower[row] };
            // A multiplier of a sign the row does not allow counts as none.
            if multiplier == 0.0 || !side.is_finite() {
                continue;
            }
            total += multiplier * side;
            terms += (multiplier * side).abs();
            self.subtract(row, multiplier, slope);
            terms += multiplier.abs() * self.reach[row];
        }
        for ((&slope, &lower), &upper) in slope.iter().zip(lower).zip(upper) {
            let best = slope * if slope > 0.0 { upper } else { lower };
            total += best;
            terms += best.abs();
        }
        terms.mul_add(ROUNDING, total)
    }
}

/// Wider sheets keep no dense rows.
const DENSE_WIDTH: usize = 20_000;
/// Room for the rounding of a sum, relative to the sum of sizes: thousands of terms at 2^-53 each.
const ROUNDING: f64 = 1e-12;

/// How many of the solver's units make one of the sheet's: what need not be whole is measured in the size of its range.
fn stretch_of(var: &Var) -> f64 {
    let (lower, upper) = matrix::bounds(var);
    let range = upper.abs().max(lower.abs());
    if var.whole || range <= 0.0 { 1.0 } else { range.log2().ceil().exp2() }
}
