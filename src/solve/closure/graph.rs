//! A program taken apart: implications between its variables as a graph, everything else as side rows.
//!
//! A row `c a - c b <= 0` with `c > 0` says `a <= b`: an arc `a -> b`. Rows of one variable that hold it at 0 or 1 fix
//! it, and with it everything that implies it or that it implies. What is left free is numbered anew.

use super::arcs::Arcs;
use crate::model::{Key, Program, Row, Sense, VarIx};

/// No node.
const NONE: u32 = u32::MAX;

/// A program as graph and side rows.
pub struct Graph {
    /// Implications between free variables.
    pub arcs: Arcs,
    /// The row of each arc.
    pub rows: Vec<u32>,
    /// The variable of each node.
    pub vars: Vec<VarIx>,
    /// Rows that are no implication and fix nothing, by their position.
    pub side: Vec<u32>,
    /// By variable, what it is.
    pub places: Vec<Place>,
    /// Fixed variables in the order in which they were found, with the row that fixes each.
    pub fixed: Vec<(VarIx, u32)>,
}

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The node with this number.
    Free(u32),
    /// Always 0 or 1.
    Fixed(bool),
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The first variable implies the second; equal variables imply each other.
    Implies(VarIx, VarIx, bool),
    /// The variable is 0 or 1.
    Fixes(VarIx, bool),
    /// It holds for any values between 0 and 1.
    Idle,
    /// Anything else.
    Side,
}

/// What a row over variables between 0 and 1 is.
pub fn kind(row: &Row) -> Kind {
    match *row.terms.as_slice() {
        [(a, c), (b, d)] if c == -d && row.rhs == 0 => match row.sense {
            Sense::Equal => Kind::Implies(a, b, true),
            Sense::AtMost if c > 0 => Kind::Implies(a, b, false),
            Sense::AtLeast if c < 0 => Kind::Implies(a, b, false),
            Sense::AtMost | Sense::AtLeast => Kind::Implies(b, a, false),
        },
        [(var, c)] => single(var, c, row.sense, row.rhs),
        _ => Kind::Side,
    }
}

fn single(var: VarIx, c: i128, sense: Sense, rhs: i128) -> Kind {
    let (least, most) = (c.min(0), c.max(0));
    // At which end of the range the row holds it, if it does.
    let holds = |low: bool| Kind::Fixes(var, low == (c < 0));
    match sense {
        Sense::AtMost if rhs >= most => Kind::Idle,
        Sense::AtLeast if rhs <= least => Kind::Idle,
        Sense::AtMost | Sense::Equal if rhs == least => holds(true),
        Sense::AtLeast | Sense::Equal if rhs == most => holds(false),
        _ => Kind::Side,
    }
}

/// Whether every variable is a yes or no to "started by".
pub fn all_started_by(program: &Program) -> bool {
    program.vars.iter().all(|var| matches!(var.key, Key::StartedBy(..)) && (var.lower, var.upper) == (0, 1))
}

impl Graph {
    /// Takes a program apart; `None` where a variable is no start or must be both 0 and 1.
    pub fn of(program: &Program) -> Option<Self> {
        if !all_started_by(program) || u32::try_from(program.rows.len()).is_err() {
            return None;
        }
        let mut pairs = Vec::new();
        let mut rows = Vec::new();
        let mut side = Vec::new();
        let mut held = Vec::new();
        for (row, at) in program.rows.iter().zip(0_u32..) {
            match kind(row) {
                Kind::Implies(a, b, both) => {
                    pairs.push((a, b));
                    rows.push(at);
                    if both {
                        pairs.push((b, a));
                        rows.push(at);
                    }
                }
                Kind::Fixes(var, value) => held.push((var, value, at)),
                Kind::Idle => {}
                Kind::Side => side.push(at),
            }
        }
        let mut places = vec![Place::Free(NONE); program.vars.len()];
        let fixed = spread(&pairs, &rows, &held, &mut places)?;
        let mut vars = Vec::new();
        for (place, var) in places.iter_mut().zip(0_u32..) {
            if let Place::Free(node) = place {
                *node = u32::try_from(vars.len()).ok()?;
                vars.push(var);
            }
        }
        let mut kept = 0;
        for at in 0..pairs.len() {
            let (a, b) = pairs[at];
            if let (Place::Free(a), Place::Free(b)) = (places[a as usize], places[b as usize]) {
                (pairs[kept], rows[kept]) = ((a, b), rows[at]);
                kept += 1;
            }
        }
        pairs.truncate(kept);
        let (arcs, slots) = Arcs::of(vars.len(), &pairs)?;
        drop(pairs);
        let mut sorted = vec![0; kept];
        for (&row, slot) in rows.iter().zip(slots) {
            sorted[slot as usize] = row;
        }
        Some(Self { arcs, rows: sorted, vars, side, places, fixed })
    }
}

/// Fixes what the rows of one variable hold and what follows from it, first things first. `None` where that
/// contradicts itself.
fn spread(
    pairs: &[(VarIx, VarIx)],
    rows: &[u32],
    held: &[(VarIx, bool, u32)],
    places: &mut [Place],
) -> Option<Vec<(VarIx, u32)>> {
    let mut fixed = Vec::new();
    let fix = |var: VarIx, value: bool, row: u32, places: &mut [Place], fixed: &mut Vec<(VarIx, u32)>| {
        let place = &mut places[var as usize];
        match *place {
            Place::Free(_) => {
                *place = Place::Fixed(value);
                fixed.push((var, row));
                Some(())
            }
            Place::Fixed(before) => (before == value).then_some(()),
        }
    };
    for &(var, value, row) in held {
        fix(var, value, row, places, &mut fixed)?;
    }
    if fixed.is_empty() {
        return Some(fixed);
    }
    // What implies a variable, and what it implies.
    let (into, into_slots) = Arcs::of(places.len(), &pairs.iter().map(|&(a, b)| (b, a)).collect::<Vec<_>>())?;
    let (out, out_slots) = Arcs::of(places.len(), pairs)?;
    let ordered = |slots: Vec<u32>| {
        let mut sorted = vec![0; rows.len()];
        for (&row, slot) in rows.iter().zip(slots) {
            sorted[slot as usize] = row;
        }
        sorted
    };
    let (into_rows, out_rows) = (ordered(into_slots), ordered(out_slots));
    let mut at = 0;
    while let Some(&(var, _)) = fixed.get(at) {
        at += 1;
        let value = places[var as usize] == Place::Fixed(true);
        let (arcs, rows) = if value { (&out, &out_rows) } else { (&into, &into_rows) };
        for arc in arcs.range(var) {
            fix(arcs.head(arc), value, rows[arc as usize], places, &mut fixed)?;
        }
    }
    Some(fixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    #[test]
    fn rows_are_told_apart() {
        let row = |terms: &[(VarIx, i128)], sense, rhs| Row {
            origin: Origin::Definition,
            terms: terms.to_vec(),
            sense,
            rhs,
        };
        let (most, least, equal) = (Sense::AtMost, Sense::AtLeast, Sense::Equal);
        assert_eq!(kind(&row(&[(0, 2), (1, -2)], most, 0)), Kind::Implies(0, 1, false));
        assert_eq!(kind(&row(&[(0, 2), (1, -2)], least, 0)), Kind::Implies(1, 0, false));
        assert_eq!(kind(&row(&[(0, -1), (1, 1)], most, 0)), Kind::Implies(1, 0, false));
        assert_eq!(kind(&row(&[(0, -1), (1, 1)], least, 0)), Kind::Implies(0, 1, false));
        assert_eq!(kind(&row(&[(0, -1), (1, 1)], equal, 0)), Kind::Implies(0, 1, true));
        assert_eq!(kind(&row(&[(0, 1), (1, -2)], most, 0)), Kind::Side);
        assert_eq!(kind(&row(&[(0, 1), (1, -1)], most, 1)), Kind::Side);
        assert_eq!(kind(&row(&[(7, 3)], most, 0)), Kind::Fixes(7, false));
        assert_eq!(kind(&row(&[(7, -3)], most, -3)), Kind::Fixes(7, true));
        assert_eq!(kind(&row(&[(7, 3)], least, 3)), Kind::Fixes(7, true));
        assert_eq!(kind(&row(&[(7, -3)], least, 0)), Kind::Fixes(7, false));
        assert_eq!(kind(&row(&[(7, 3)], equal, 3)), Kind::Fixes(7, true));
        assert_eq!(kind(&row(&[(7, 3)], equal, 0)), Kind::Fixes(7, false));
        assert_eq!(kind(&row(&[(7, 3)], most, 3)), Kind::Idle);
        assert_eq!(kind(&row(&[(7, 3)], least, -1)), Kind::Idle);
        assert_eq!(kind(&row(&[(7, 3)], most, 2)), Kind::Side);
        assert_eq!(kind(&row(&[(7, 3)], most, -1)), Kind::Side);
    }
}
