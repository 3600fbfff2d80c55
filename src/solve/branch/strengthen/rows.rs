//! Tighter rows: a place at which a row is kept whatever the others do may as well take all that is then left (Savelsbergh
//! 1994, coefficient improvement, here for a whole chain of columns at once).
//!
//! Let `M` be the most a row `sum of f_g(place of g) <= b` can reach and `d = M - b`. Where `f_g(place) < max f_g - d`, the row is
//! kept by every choice of the others, and stays so with `max f_g - d` in its stead: every whole point that kept the row
//! keeps the new one, and no other does, while the relaxation loses the mixtures in between.

use super::domains::{Domains, Part, Parts, TINY, bits};
use crate::solve::branch::sheet::Sheet;

/// Room for rounding in a raised coefficient, in scaled units.
const ROOM: f64 = 1e-11;

/// The sheet with its ends narrowed to what is left, and every row as tight as it can be made. A row that nothing can break
/// stays as an empty one, so that rows keep their positions; rows that close the gaps of chains come after them.
pub fn tightened(sheet: &Sheet, parts: &Parts, domains: &Domains) -> Sheet {
    let mut made = Sheet::empty(sheet.width());
    made.cost.clone_from(&sheet.cost);
    made.whole.clone_from(&sheet.whole);
    (made.constant, made.unit) = (sheet.constant, sheet.unit);
    (made.lower, made.upper) = (domains.lower.clone(), domains.upper.clone());
    for (chain, &mask) in parts.chains.iter().zip(&domains.places) {
        let (first, last) = (mask.trailing_zeros() as usize, 63 - mask.leading_zeros() as usize);
        for (at, column) in chain.clone().enumerate() {
            made.lower[column] = f64::from(u8::from(at >= last));
            made.upper[column] = f64::from(u8::from(at >= first));
        }
    }
    for row in 0..sheet.height() {
        match tighter(sheet, parts, domains, row) {
            Row::Idle => made.push(std::iter::empty(), (f64::NEG_INFINITY, f64::INFINITY), true),
            Row::Same => made.push(sheet.rows.of(row), sheet.ends(row), sheet.spare[row]),
            Row::Tighter(terms, limit) => {
                made.push(terms.into_iter(), (f64::NEG_INFINITY, limit), sheet.spare[row]);
            }
        }
    }
    for (chain, &mask) in parts.chains.iter().zip(&domains.places) {
        let places = bits(mask);
        for (one, next) in places.clone().zip(places.skip(1)) {
            // Nothing starts between two places that are left.
            for at in one + 1..next.min(chain.len()) {
                let pair = [(chain.start + at - 1, -1.0), (chain.start + at, 1.0)];
                made.push(pair.into_iter(), (f64::NEG_INFINITY, 0.0), false);
            }
        }
    }
    made.index();
    made
}

enum Row {
    /// Nothing can break it.
    Idle,
    /// As it was.
    Same,
    /// Terms and what they reach at the most.
    Tighter(Vec<(usize, f64)>, f64),
}

fn tighter(sheet: &Sheet, parts: &Parts, domains: &Domains, row: usize) -> Row {
    let (low, high) = (sheet.row_lower[row], sheet.row_upper[row]);
    let of_row = parts.of_row(row);
    if of_row.len() < 2 {
        return Row::Same;
    }
    let ends: Vec<(f64, f64)> = of_row.iter().map(|&part| parts.ends(part, domains)).collect();
    let (least, most) = ends.iter().fold((0.0, 0.0), |sum, end| (sum.0 + end.0, sum.1 + end.1));
    if most <= high + TINY && least >= low - TINY {
        return Row::Idle;
    }
    if low.is_finite() == high.is_finite() {
        return Row::Same;
    }
    // As `<=`: a row that must reach something is its negative.
    let sign = if high.is_finite() { 1.0 } else { -1.0 };
    let excess = if high.is_finite() { most - high } else { low - least };
    let mut limit = if high.is_finite() { high } else { -low };
    let mut terms = Vec::new();
    let mut raised = false;
    for (&part, &(least, most)) in of_row.iter().zip(&ends) {
        let top = if sign > 0.0 { most } else { -least };
        let level = top - excess - ROOM;
        match domains.places.get(part.item) {
            Some(&mask) => raised |= chain(parts, part, mask, sign, level, &mut terms, &mut limit),
            None => terms.push((part.item - parts.chains.len(), sign * parts.values(part)[0])),
        }
    }
    if !raised {
        return Row::Same;
    }
    terms.sort_unstable_by_key(|&(column, _)| column);
    let largest = terms.iter().fold(0.0_f64, |most, &(_, c)| most.max(c.abs()));
    if largest <= 0.0 {
        return Row::Same;
    }
    let scale = (-largest.log2().round()).exp2();
    for (_, coefficient) in &mut terms {
        *coefficient *= scale;
    }
    Row::Tighter(terms, limit * scale)
}

/// Writes a chain's columns with what lies below `level` raised to it; whether anything was.
fn chain(
    parts: &Parts,
    part: Part,
    mask: u64,
    sign: f64,
    level: f64,
    terms: &mut Vec<(usize, f64)>,
    limit: &mut f64,
) -> bool {
    let range = parts.chains[part.item].clone();
    let values = parts.values(part);
    let mut raised = false;
    let mut taken = vec![0.0; values.len()];
    for place in bits(mask) {
        let value = sign * values[place];
        raised |= value < level - TINY;
        taken[place] = value.max(level);
    }
    // What is not possible is like what comes after it, or like the last that is.
    let last = 63 - mask.leading_zeros() as usize;
    for place in last + 1..values.len() {
        taken[place] = taken[last];
    }
    for place in (0..last).rev() {
        if mask >> place & 1 == 0 {
            taken[place] = taken[place + 1];
        }
    }
    *limit -= taken[values.len() - 1];
    for (at, column) in range.enumerate() {
        let coefficient = taken[at] - taken[at + 1];
        if coefficient != 0.0 {
            terms.push((column, coefficient));
        }
    }
    raised
}
