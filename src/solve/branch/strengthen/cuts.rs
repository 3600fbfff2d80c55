//! Rows that every whole point keeps and a mixture misses: Gomory's mixed integer cuts (Gomory 1960), read as mixed integer
//! rounding of a sum of rows (Nemhauser, Wolsey 1990; Marchand, Wolsey 2001).
//!
//! A row of the inverse says which sum of tight rows is rounded. What is rounded is summed up anew from the sheet, so a cut
//! holds whatever the inverse was worth; a little room is left for the rounding of the sums themselves.

use crate::solve::branch::sheet::Sheet;
use crate::solve::branch::simplex::Simplex;

/// A row `sum of coefficient * x <= limit`.
pub struct Cut {
    /// Columns and coefficients.
    pub terms: Vec<(usize, f64)>,
    /// What they reach at the most.
    pub limit: f64,
    /// How far the point lies beyond it.
    depth: f64,
}

/// A part between whole numbers nearer to one than this is not rounded.
const PART: f64 = 0.02;
/// A cut the point misses by less, by the length of its coefficients, is not worth a row.
const DEPTH: f64 = 1e-3;
/// Coefficients below this share of the largest go.
const SMALL: f64 = 1e-6;
/// Room for the rounding of sums, relative to the sum of sizes.
const ROOM: f64 = 1e-10;
/// Cuts more alike than this (cosine): only the deeper one counts.
const ALIKE: f64 = 0.4;
/// Columns looked at in a round.
const LOOKED_AT: usize = 80;

/// The deepest cuts that the relaxation's point misses, at most so many and not alike.
pub fn cuts(sheet: &Sheet, simplex: &mut Simplex, most: usize) -> Vec<Cut> {
    let width = sheet.width();
    let part = |value: f64| value - value.floor();
    let mut fractional: Vec<(f64, usize)> = (0..width)
        .filter(|&column| sheet.whole[column] && simplex.is_basic(column))
        .map(|column| ((part(simplex.value[column]) - 0.5).abs(), column))
        .filter(|&(distance, _)| distance < 0.5 - PART)
        .collect();
    fractional.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    fractional.truncate(LOOKED_AT);
    let mut found: Vec<Cut> = Vec::new();
    for (_, column) in fractional {
        let rows = simplex.tableau(column);
        found.extend(rounded(sheet, &simplex.value[..width], &rows));
    }
    found.sort_by(|a, b| b.depth.total_cmp(&a.depth));
    let mut kept: Vec<Cut> = Vec::new();
    for cut in found {
        if kept.len() == most {
            break;
        }
        if kept.iter().all(|held| cosine(&held.terms, &cut.terms) < ALIKE) {
            kept.push(cut);
        }
    }
    kept
}

/// Rounds a sum of rows, each with its factor and whether it is at its upper side.
fn rounded(sheet: &Sheet, point: &[f64], rows: &[(usize, f64, bool)]) -> Option<Cut> {
    let mut sum = vec![0.0; sheet.width()];
    let (mut total, mut sizes) = (0.0_f64, 0.0_f64);
    for &(row, factor, upper) in rows {
        let side = if upper { sheet.row_upper[row] } else { sheet.row_lower[row] };
        if !side.is_finite() {
            return None;
        }
        for (column, coefficient) in sheet.rows.of(row) {
            sum[column] += factor * coefficient;
            sizes += (factor * coefficient).abs();
        }
        total += factor * side;
        sizes += (factor * side).abs();
    }
    // Every column is counted from the end it is nearer to.
    let from_upper =
        |column: usize| sheet.upper[column] - point[column] < point[column] - sheet.lower[column];
    for (column, &coefficient) in sum.iter().enumerate().filter(|one| *one.1 != 0.0) {
        total -= coefficient * if from_upper(column) { sheet.upper[column] } else { sheet.lower[column] };
    }
    let over = total - total.floor();
    if !(PART..=1.0 - PART).contains(&over) || sizes > 1e4 {
        return None;
    }
    let whole = |a: f64| a.floor() + ((a - a.floor() - over).max(0.0)) / (1.0 - over);
    let broken = |a: f64| a.min(0.0) / (1.0 - over);
    let mut cut = vec![0.0; sheet.width()];
    let mut limit = total.floor();
    for (column, &coefficient) in sum.iter().enumerate().filter(|one| *one.1 != 0.0) {
        let sign = if from_upper(column) { -1.0 } else { 1.0 };
        let a = sign * coefficient;
        let taken = sign * if sheet.whole[column] { whole(a) } else { broken(a) };
        cut[column] += taken;
        limit += taken * if from_upper(column) { sheet.upper[column] } else { sheet.lower[column] };
    }
    for &(row, factor, upper) in rows {
        // What a row leaves: `side - activity` at its upper side, `activity - side` at its lower one.
        let sign = if upper { 1.0 } else { -1.0 };
        let left = sign * factor;
        let taken = sign * if is_whole(sheet, row) { whole(left) } else { broken(left) };
        if taken == 0.0 {
            continue;
        }
        for (column, coefficient) in sheet.rows.of(row) {
            cut[column] -= taken * coefficient;
        }
        limit -= taken * if upper { sheet.row_upper[row] } else { sheet.row_lower[row] };
    }
    finished(sheet, point, &cut, limit)
}

/// Whether a row leaves whole amounts at whole points.
fn is_whole(sheet: &Sheet, row: usize) -> bool {
    let is = |value: f64| value.is_infinite() || (value - value.round()).abs() <= 0.0;
    is(sheet.row_lower[row])
        && is(sheet.row_upper[row])
        && sheet.rows.of(row).all(|(column, coefficient)| sheet.whole[column] && is(coefficient))
}

/// Drops small coefficients on the safe side, leaves room for rounding, and measures.
fn finished(sheet: &Sheet, point: &[f64], cut: &[f64], mut limit: f64) -> Option<Cut> {
    let largest = cut.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
    if largest <= 1e-9 || !limit.is_finite() {
        return None;
    }
    let scale = (-largest.log2().round()).exp2();
    limit *= scale;
    let mut terms = Vec::new();
    let (mut size, mut square, mut activity) = (limit.abs(), 0.0, 0.0);
    for (column, &coefficient) in cut.iter().enumerate() {
        let c = coefficient * scale;
        if c.abs() < SMALL {
            limit -= c * if c > 0.0 { sheet.lower[column] } else { sheet.upper[column] };
            continue;
        }
        size += (c * sheet.upper[column]).abs();
        square += c * c;
        activity += c * point[column];
        terms.push((column, c));
    }
    limit += ROOM * (1.0 + size);
    let depth = (activity - limit) / f64::sqrt(square);
    (depth > DEPTH).then_some(Cut { terms, limit, depth })
}

fn cosine(a: &[(usize, f64)], b: &[(usize, f64)]) -> f64 {
    let length = |terms: &[(usize, f64)]| terms.iter().map(|term| term.1 * term.1).sum::<f64>().sqrt();
    let (mut at, mut product) = (0, 0.0);
    for &(column, coefficient) in a {
        while at < b.len() && b[at].0 < column {
            at += 1;
        }
        if at < b.len() && b[at].0 == column {
            product += coefficient * b[at].1;
        }
    }
    product / (length(a) * length(b))
}
