//! What single rows say about single starts: rows that no plan breaks and that make the relaxation tighter.
//!
//! With `a[i,s]` what start `s` of initiative `i` adds to a row `sum <= rhs` (nothing where it is left out), `least[i]` the
//! smallest of them, and `room = rhs - sum of least`:
//!
//! a start with `a[i,s] - least[i] > room` is impossible, whatever else is decided: `x[i,s] = 0`. Leaving `i` out is
//! impossible where `-least[i] > room`: `y[i,T] = 1`.
//!
//! Both follow from rows alone, so whoever has the rows can check them. Sums are exact.

use super::line::Line;
use super::program::{Key, Origin, Row, Sense, Var};
use super::starts::Starts;
use crate::units::InitiativeIx;

/// Passes over the rows; what one forbids may let the next forbid more.
const PASSES: usize = 3;
/// The choices an initiative still has: a bit for each year of its window, and whether it may be left out.
#[derive(Clone, Copy)]
struct Left {
    starts: u64,
    out: bool,
}

/// An initiative's part of a row.
struct Part {
    initiative: InitiativeIx,
    /// By position in the window.
    adds: Vec<i128>,
}

/// The rows that follow from `rows`.
pub fn implied(starts: &Starts, vars: &[Var], rows: &[Row]) -> Vec<Row> {
    let mut left: Vec<Option<Left>> = (0..starts.count())
        .map(|ix| {
            let (_, _, years) = starts.span(InitiativeIx(ix))?;
            (years < 64).then(|| Left { starts: (1 << years) - 1, out: true })
        })
        .collect();
    let candidates: Vec<&Row> = rows.iter().filter(|row| speaks(row)).collect();
    for _ in 0..PASSES {
        let mut changed = false;
        for row in &candidates {
            for (signed, rhs) in sides(row) {
                changed |= forbid(starts, vars, row, signed, rhs, &mut left);
            }
        }
        if !changed {
            break;
        }
    }
    forbidden(starts, &left)
}

/// Rows of two terms say of single starts only what propagation finds anyway.
fn speaks(row: &Row) -> bool {
    row.terms.len() != 2 && !matches!(row.origin, Origin::StartsOnce(_) | Origin::Definition)
}

/// A row as one or two of the kind `sign * sum <= rhs`.
fn sides(row: &Row) -> impl Iterator<Item = (i128, i128)> + use<> {
    let (most, least) = ((1, row.rhs), (-1, -row.rhs));
    let both = match row.sense {
        Sense::AtMost => [Some(most), None],
        Sense::AtLeast => [Some(least), None],
        Sense::Equal => [Some(most), Some(least)],
    };
    both.into_iter().flatten()
}

/// The parts of a row, and the least that everything else adds.
fn parts(starts: &Starts, vars: &[Var], row: &Row, sign: i128) -> (Vec<Part>, i128) {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = 0_i128;
    for &(var, coefficient) in &row.terms {
        let coefficient = sign * coefficient;
        let Var { key, lower, upper, .. } = vars[var as usize];
        let Key::StartedBy(initiative, year) = key else {
            let end = if coefficient > 0 { lower } else { upper };
            rest = rest.saturating_add(coefficient.saturating_mul(end));
            continue;
        };
        let Some((_, from, years)) = starts.span(initiative) else { continue };
        if parts.last().is_none_or(|part| part.initiative != initiative) {
            parts.push(Part { initiative, adds: vec![0; years] });
        }
        if let Some(part) = parts.last_mut() {
            let at = year.since(from).unsigned_abs() as usize;
            // Started by a year: by it or earlier.
            part.adds[..=at].iter_mut().for_each(|adds| *adds += coefficient);
        }
    }
    (parts, rest)
}

fn least(part: &Part, left: Left) -> i128 {
    let starts =
        part.adds.iter().enumerate().filter(|(at, _)| left.starts >> at & 1 == 1).map(|(_, adds)| *adds);
    let out = left.out.then_some(0);
    starts.chain(out).min().unwrap_or(0)
}

fn room(parts: &[Part], rest: i128, rhs: i128, left: &[Option<Left>]) -> i128 {
    let leasts = parts.iter().map(|part| left[part.initiative.0].map_or(0, |left| least(part, left)));
    rhs.saturating_sub(rest).saturating_sub(leasts.sum())
}

/// Takes choices away that the row alone forbids.
fn forbid(
    starts: &Starts,
    vars: &[Var],
    row: &Row,
    sign: i128,
    rhs: i128,
    left: &mut [Option<Left>],
) -> bool {
    let (parts, rest) = parts(starts, vars, row, sign);
    let room = room(&parts, rest, rhs, left);
    if room < 0 {
        // No plan at all; the search will say so.
        return false;
    }
    let mut changed = false;
    for part in &parts {
        let Some(held) = left[part.initiative.0] else { continue };
        let least = least(part, held);
        let mut now = held;
        for (at, adds) in part.adds.iter().enumerate().filter(|(_, adds)| **adds - least > room) {
            let _ = adds;
            now.starts &= !(1 << at);
        }
        now.out &= -least <= room;
        changed |= now.starts != held.starts || now.out != held.out;
        left[part.initiative.0] = Some(now);
    }
    changed
}

/// `x[i,s] = 0` for what is forbidden, `y[i,T] = 1` for what cannot be left out.
fn forbidden(starts: &Starts, left: &[Option<Left>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (ix, left) in left.iter().enumerate() {
        let initiative = InitiativeIx(ix);
        let (Some(left), Some((_, from, years))) = (left, starts.span(initiative)) else { continue };
        for at in (0..years).filter(|at| left.starts >> at & 1 == 0) {
            let mut line = Line::default();
            let year = from.plus(i32::try_from(at).unwrap_or(i32::MAX));
            starts.by_start(&mut line, initiative, |start| i128::from(start == year));
            rows.push(line.row(Origin::Implied, Sense::AtMost, 0));
        }
        if !left.out {
            let mut line = Line::default();
            starts.started(&mut line, initiative, 1);
            rows.push(line.row(Origin::Implied, Sense::AtLeast, 1));
        }
    }
    rows
}
