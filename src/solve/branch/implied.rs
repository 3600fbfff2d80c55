//! What follows from deciding one column: `y_a <= y_b` says that `a` at one takes `b` with it, and `b` at zero `a`.

use super::sheet::Sheet;

/// Implications between whole columns from zero to one, read off the rows of two.
#[derive(Clone, Debug)]
pub struct Implied {
    /// By column: columns that are one when it is.
    up: Vec<Vec<u32>>,
    /// By column: columns that are zero when it is.
    down: Vec<Vec<u32>>,
}

impl Implied {
    /// Reads the rows.
    #[expect(clippy::float_cmp, reason = "both coefficients were written from one number")]
    #[expect(clippy::cast_possible_truncation, reason = "programs have fewer than 2^32 columns")]
    pub fn of(sheet: &Sheet) -> Self {
        let mut found = Self { up: vec![Vec::new(); sheet.width()], down: vec![Vec::new(); sheet.width()] };
        let yes_or_no = |at: usize| sheet.whole[at] && sheet.lower[at] >= 0.0 && sheet.upper[at] <= 1.0;
        for row in 0..sheet.height() {
            let mut terms = sheet.rows.of(row);
            let (Some((a, one)), Some((b, other)), None) = (terms.next(), terms.next(), terms.next()) else {
                continue;
            };
            if one != -other || !yes_or_no(a) || !yes_or_no(b) {
                continue;
            }
            let (less, more) = if one > 0.0 { (a, b) } else { (b, a) };
            if sheet.row_upper[row] == 0.0 {
                found.up[less].push(more as u32);
                found.down[more].push(less as u32);
            }
            if sheet.row_lower[row] == 0.0 {
                found.up[more].push(less as u32);
                found.down[less].push(more as u32);
            }
        }
        found
    }

    /// Sets a column and all that follows. `false` where something that follows is decided otherwise.
    pub fn set(&self, column: usize, one: bool, lower: &mut [f64], upper: &mut [f64]) -> bool {
        let mut waiting = vec![column];
        while let Some(column) = waiting.pop() {
            let end = f64::from(u8::from(one));
            if lower[column] > end || upper[column] < end {
                return false;
            }
            let decided = if one { lower[column] > 0.0 } else { upper[column] < 1.0 };
            if decided {
                continue;
            }
            (lower[column], upper[column]) = (end, end);
            let next = if one { &self.up[column] } else { &self.down[column] };
            waiting.extend(next.iter().map(|&at| at as usize));
        }
        true
    }
}
