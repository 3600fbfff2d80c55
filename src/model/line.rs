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
    /// One with room for so many terms, which is then all the memory a row of them takes.
    #[must_use]
    pub fn with_capacity(terms: usize) -> Self {
        Self { terms: Vec::with_capacity(terms), constant: 0 }
    }

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

    /// The most it can be where every variable is 0 or 1.
    #[must_use]
    pub fn most(&self) -> i128 {
        let (terms, constant) = self.clone().finish();
        constant + terms.iter().map(|&(_, coefficient)| coefficient.max(0)).sum::<i128>()
    }

    /// Terms ascending by variable, merged, without zeros; and the constant.
    #[must_use]
    pub fn finish(self) -> (Vec<(VarIx, i128)>, i128) {
        let mut terms = self.terms;
        // Most lines come sorted: initiatives and years are walked in order.
        if !terms.is_sorted_by(|a, b| a.0 < b.0) {
            terms.sort_unstable_by_key(|&(var, _)| var);
            terms.dedup_by(|later, first| {
                let same = later.0 == first.0;
                if same {
                    first.1 += later.1;
                }
                same
            });
        }
        terms.retain(|&(_, coefficient)| coefficient != 0);
        terms.shrink_to_fit();
        (terms, self.constant)
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
