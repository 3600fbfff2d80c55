//! A bound anyone can check: Lagrangian duality in exact integers.
//!
//! For `max c v` over `A v <= b`, `lower <= v <= upper` and any multipliers `m >= 0`,
//! `bound(m) = constant + m b + sum over j of max(d_j lower_j, d_j upper_j)` with `d = c - m A` is at least the
//! optimum (weak duality; Geoffrion 1974). `>=` rows take `m <= 0`, equalities any sign. Minimising is maximising
//! the negative. Whether `v` must be whole does not matter: the bound holds for the relaxation.
//!
//! Multipliers are fractions with the denominator [`SCALE`]; a multiplier of the wrong sign is an error, so nobody
//! can store numbers that only look like a proof.

use super::program::{Objective, Program, Sense};

/// Denominator of stored multipliers: a multiplier `m` stands for `m / SCALE` units of the objective per unit of
/// the row.
pub const SCALE: i128 = 1 << 40;

/// Why multipliers prove nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBound {
    /// Not one multiplier for each row.
    Count,
    /// The multiplier of this row has a sign its comparison does not allow.
    Sign(usize),
    /// The sum does not fit.
    TooLarge,
}

/// The bound these multipliers prove on the objective: an upper bound when maximising (rounded down to a whole
/// unit, which the optimum cannot exceed), a lower bound when minimising (rounded up).
///
/// # Errors
/// [`NoBound`], when the multipliers are not a proof.
pub fn checked(program: &Program, objective: &Objective, multipliers: &[i128]) -> Result<i128, NoBound> {
    if multipliers.len() != program.rows.len() {
        return Err(NoBound::Count);
    }
    let sign = if objective.maximise { 1 } else { -1 };
    let mut reduced = vec![0_i128; program.vars.len()];
    for &(var, coefficient) in &objective.terms {
        reduced[var as usize] = times(coefficient * sign, SCALE)?;
    }
    let mut total = 0_i128;
    for (at, (row, &multiplier)) in program.rows.iter().zip(multipliers).enumerate() {
        if allowed(row.sense, multiplier) != multiplier {
            return Err(NoBound::Sign(at));
        }
        if multiplier == 0 {
            continue;
        }
        total = plus(total, times(multiplier, row.rhs)?)?;
        for &(var, coefficient) in &row.terms {
            let slot = &mut reduced[var as usize];
            *slot = plus(*slot, -times(multiplier, coefficient)?)?;
        }
    }
    for (var, slope) in program.vars.iter().zip(reduced) {
        total = plus(total, times(slope, if slope > 0 { var.upper } else { var.lower })?)?;
    }
    Ok(objective.constant + sign * total.div_euclid(SCALE))
}

/// The nearest multiplier whose sign the comparison allows.
#[must_use]
pub fn allowed(sense: Sense, multiplier: i128) -> i128 {
    match sense {
        Sense::AtMost => multiplier.max(0),
        Sense::AtLeast => multiplier.min(0),
        Sense::Equal => multiplier,
    }
}

fn times(a: i128, b: i128) -> Result<i128, NoBound> {
    a.checked_mul(b).ok_or(NoBound::TooLarge)
}

fn plus(a: i128, b: i128) -> Result<i128, NoBound> {
    a.checked_add(b).ok_or(NoBound::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::program::{Key, Origin, Row, Var};
    use crate::scenario::Goal;
    use crate::units::{InitiativeIx, Year};

    /// max 6a + 5b + 4c, 3a + 3b + 3c <= 7, all 0..1: relaxation 6 + 5 + 4/3 = 12.33.
    #[test]
    fn the_dual_of_a_small_knapsack() {
        let var =
            |at| Var { key: Key::StartedBy(InitiativeIx(at), Year(1)), lower: 0, upper: 1, whole: true };
        let row = Row {
            origin: Origin::Definition,
            terms: vec![(0, 3), (1, 3), (2, 3)],
            sense: Sense::AtMost,
            rhs: 7,
        };
        let objective = Objective {
            goal: Goal::MostValue,
            maximise: true,
            terms: vec![(0, 6), (1, 5), (2, 4)],
            constant: 0,
        };
        let program =
            Program { vars: (0..3).map(var).collect(), rows: vec![row], objectives: vec![objective.clone()] };
        // The best multiplier is 4/3 a unit of the row.
        assert_eq!(checked(&program, &objective, &[SCALE * 4 / 3]), Ok(12));
        assert_eq!(checked(&program, &objective, &[0]), Ok(15));
        assert_eq!(checked(&program, &objective, &[-1]), Err(NoBound::Sign(0)));
        assert_eq!(checked(&program, &objective, &[]), Err(NoBound::Count));
    }
}
