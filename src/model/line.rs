//! A linear expression under construction: terms and a constant.

use super::program::{Objective, Origin, Row, Sense, VarIx};
use crate::scenario::Goal;

/// `constant + sum of coefficient * variable`, terms in any order and repeated until finished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    terms: Vec<(VarIx, i128)>,
    constant: i128,
}

impl Line {
    /// Adds `coefficient * variable`.
    pub fn add(&mut self, var: VarIx, coefficient: i128) {
        if coefficient != 0 {
            self.terms.push((var, coefficient));
        }
    }

    /// Adds a number.
    pub fn add_constant(&mut self, amount: i128) {
        self.constant += amount;
    }

    /// Adds `times` another line.
    pub fn add_line(&mut self, other: &Self, times: i128) {
        self.constant += other.constant * times;
        self.terms.extend(other.terms.iter().map(|&(var, coefficient)| (var, coefficient * times)));
    }

    /// Terms ascending by variable, merged, without zeros; and the constant.
    #[must_use]
    pub fn finish(mut self) -> (Vec<(VarIx, i128)>, i128) {
        self.terms.sort_unstable_by_key(|&(var, _)| var);
        let mut merged: Vec<(VarIx, i128)> = Vec::with_capacity(self.terms.len());
        for (var, coefficient) in self.terms {
            match merged.last_mut() {
                Some((last, sum)) if *last == var => *sum += coefficient,
                _ => merged.push((var, coefficient)),
            }
        }
        merged.retain(|&(_, coefficient)| coefficient != 0);
        merged.shrink_to_fit();
        (merged, self.constant)
    }

    /// The row `self (sense) rhs`.
    #[must_use]
    pub fn row(self, origin: Origin, sense: Sense, rhs: i128) -> Row {
        let (terms, constant) = self.finish();
        Row { origin, terms, sense, rhs: rhs - constant }
    }

    /// The objective that makes this as large or as small as it can be.
    #[must_use]
    pub fn objective(self, goal: Goal, maximise: bool) -> Objective {
        let (terms, constant) = self.finish();
        Objective { goal, maximise, terms, constant }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_merge_and_cancel() {
        let mut line = Line::default();
        line.add(2, 5);
        line.add(1, 3);
        line.add(2, -5);
        line.add(1, 4);
        line.add_constant(10);
        let row = line.row(Origin::Definition, Sense::AtMost, 12);
        assert_eq!((row.terms, row.rhs), (vec![(1, 7)], 2));
    }
}
