//! What follows from deciding one column: `y_a <= y_b` says that `a` at one takes `b` with it, and `b` at zero `a`.

use super::sheet::Sheet;
use super::strengthen::{Literal, literal};

/// Implications between yes-or-no columns, read off the rows of two, and given ones.
#[derive(Clone, Debug)]
pub struct Implied {
    /// By literal: what holds when it does.
    next: Vec<Vec<Literal>>,
}

impl Implied {
    /// Reads the rows; what is given beside them must hold at every whole point.
    pub fn of(sheet: &Sheet, given: &[(Literal, Literal)]) -> Self {
        let mut found = Self { next: vec![Vec::new(); 2 * sheet.width()] };
        let yes_or_no = |at: usize| sheet.whole[at] && sheet.lower[at] >= 0.0 && sheet.upper[at] <= 1.0;
        for row in 0..sheet.height() {
            let mut terms = sheet.rows.of(row);
            let (Some((a, one)), Some((b, other)), None) = (terms.next(), terms.next(), terms.next()) else {
                continue;
            };
            if !yes_or_no(a) || !yes_or_no(b) {
                continue;
            }
            let breaks = |sum: f64| sum > sheet.row_upper[row] + KEPT || sum < sheet.row_lower[row] - KEPT;
            for (is_a, is_b) in [(false, false), (false, true), (true, false), (true, true)] {
                if breaks(one * f64::from(u8::from(is_a)) + other * f64::from(u8::from(is_b))) {
                    found.add(literal(a, is_a), literal(b, !is_b));
                }
            }
        }
        for &(from, to) in given {
            found.add(from, to);
        }
        for next in &mut found.next {
            next.sort_unstable();
            next.dedup();
        }
        found
    }

    /// That the first takes the second with it, and the other way round.
    fn add(&mut self, from: Literal, to: Literal) {
        self.next[from as usize].push(to);
        self.next[(to ^ 1) as usize].push(from ^ 1);
    }

    /// Sets a column and all that follows. `false` where something that follows is decided otherwise.
    pub fn set(&self, column: usize, one: bool, lower: &mut [f64], upper: &mut [f64]) -> bool {
        let mut waiting = vec![literal(column, one)];
        while let Some(now) = waiting.pop() {
            let (column, one) = (now as usize / 2, now % 2 == 1);
            let end = f64::from(u8::from(one));
            if lower[column] > end || upper[column] < end {
                return false;
            }
            let decided = if one { lower[column] > 0.0 } else { upper[column] < 1.0 };
            if decided {
                continue;
            }
            (lower[column], upper[column]) = (end, end);
            waiting.extend_from_slice(&self.next[now as usize]);
        }
        true
    }
}

/// A pair that misses its row by less may stand: what is decided in the end is judged in integers.
const KEPT: f64 = 1e-7;
