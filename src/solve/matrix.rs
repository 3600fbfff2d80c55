//! Exact rows as floating-point ones, without losing a unit.
//!
//! Each row is divided by the greatest common divisor of its coefficients (a row over whole variables only then has
//! its right-hand side rounded to what can be reached, which only tightens it) and scaled by a power of two, so
//! that integers up to 2^53 stay exact. Variables that need not be whole are measured in 2^20 of their unit where
//! they are large. What is decided in floats is judged again in integers by the audit.

use crate::model::{Objective, Program, Row, Sense, Var, VarIx, divisor};

/// A row for the solver: `lower <= sum of coefficient * column <= upper`.
pub struct FloatRow {
    pub terms: Vec<(VarIx, f64)>,
    pub lower: f64,
    pub upper: f64,
    /// A unit of this row in units of the exact one, for a backend that gives multipliers.
    #[cfg(feature = "highs")]
    pub unit: f64,
}

/// An objective for the solver: `value = constant + unit * sum of coefficient * column`.
pub struct FloatObjective {
    pub terms: Vec<(VarIx, f64)>,
    pub constant: f64,
    pub unit: f64,
}

/// The size largest coefficients are brought near to.
const ROW_SIZE: i32 = 17;
const OBJECTIVE_SIZE: i32 = 20;
/// An exact coefficient this far below the largest one still counts in an objective.
const OBJECTIVE_DEPTH: i32 = 30;

/// What one unit of the solver's column is in the variable's unit.
pub fn column_unit(var: &Var) -> i128 {
    if var.whole || var.upper < 1 << 24 { 1 } else { 1 << 20 }
}

/// The column's bounds.
pub fn bounds(var: &Var) -> (f64, f64) {
    let unit = float(column_unit(var));
    let upper = if var.upper >= i128::from(i64::MAX / 8) { f64::INFINITY } else { float(var.upper) / unit };
    (float(var.lower) / unit, upper)
}

/// Writes a row.
pub fn row(program: &Program, row: &Row) -> FloatRow {
    let terms = in_columns(program, &row.terms);
    let divided = Row { terms, ..*row }.divided(&program.vars);
    let row = &divided.0;
    let scale = power(ROW_SIZE - bits(largest(&row.terms))).min(1.0);
    let side = float(row.rhs) * scale;
    let (lower, upper) = match row.sense {
        Sense::AtMost => (f64::NEG_INFINITY, side),
        Sense::AtLeast => (side, f64::INFINITY),
        Sense::Equal => (side, side),
    };
    let terms = row.terms.iter().map(|&(var, c)| (var, float(c) * scale)).collect();
    FloatRow {
        terms,
        lower,
        upper,
        #[cfg(feature = "highs")]
        unit: float(divided.1) / scale,
    }
}

/// Writes an objective.
pub fn objective(program: &Program, objective: &Objective) -> FloatObjective {
    let terms = in_columns(program, &objective.terms);
    let divisor = divisor(&terms);
    let largest = bits(largest(&terms) / divisor);
    let scale =
        power(OBJECTIVE_SIZE.max(largest.min(34).min(largest - OBJECTIVE_DEPTH + OBJECTIVE_SIZE)) - largest)
            .min(1.0);
    let terms = terms.iter().map(|&(var, c)| (var, float(c / divisor) * scale)).collect();
    FloatObjective { terms, constant: float(objective.constant), unit: float(divisor) / scale }
}

/// The terms over the solver's columns.
fn in_columns(program: &Program, terms: &[(VarIx, i128)]) -> Vec<(VarIx, i128)> {
    terms.iter().map(|&(var, c)| (var, c * column_unit(&program.vars[var as usize]))).collect()
}

/// The size of the largest coefficient; 1 where there is none.
fn largest(terms: &[(VarIx, i128)]) -> i128 {
    terms.iter().map(|&(_, c)| c.abs()).max().unwrap_or(1)
}

/// A power of two.
fn power(exponent: i32) -> f64 {
    2.0_f64.powi(exponent)
}

/// The number of binary digits.
fn bits(number: i128) -> i32 {
    i32::try_from(128 - number.unsigned_abs().leading_zeros()).unwrap_or(128)
}

/// The nearest float.
#[expect(clippy::cast_precision_loss, reason = "the edge at which integers become the solver's floats")]
pub fn float(number: i128) -> f64 {
    number as f64
}

/// The whole number a float is, where it is one of a size that fits.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
pub fn whole(number: f64) -> Option<i128> {
    (number.abs() < 1e30).then_some(number as i128)
}

/// A bound as a whole number that is no better than the solver's: rounded inwards by less than a unit, after
/// allowing for the solver's own tolerance of a billionth.
pub fn whole_bound(bound: f64, maximise: bool) -> Option<i128> {
    let slack = 1e-6 + bound.abs() * 1e-9;
    whole(if maximise { (bound + slack).floor() } else { (bound - slack).ceil() })
}
