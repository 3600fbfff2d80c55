//! Where a relaxation begins: from a basis kept, from the one in hand under other bounds, or from a guess.

use super::{NONE, RENEW, Simplex, index};

/// Bases tried from a guess.
const TRIES: usize = 6;
/// A multiplier of the wrong sign below this counts as zero.
const SIGN: f64 = 1e-9;

/// What a basis is made of.
#[derive(Clone, Debug, Default)]
pub struct Basis {
    /// Tight rows, and whether at their upper end.
    tight: Vec<(u32, bool)>,
    basic: Vec<u32>,
    /// Nonbasic columns at their upper end, one bit a column.
    upper: Vec<u64>,
}

impl Simplex<'_> {
    /// The basis as it stands.
    pub fn basis(&self) -> Basis {
        let n = self.width();
        let mut upper = vec![0_u64; n.div_ceil(64)];
        for column in (0..n).filter(|&column| self.at_upper[column]) {
            upper[column / 64] |= 1 << (column % 64);
        }
        let tight = self.tight.iter().map(|&row| (row, self.at_upper[n + row as usize])).collect();
        Basis { tight, basic: self.basic.clone(), upper }
    }

    /// Takes a basis and bounds of the columns; further ones are narrowed before [`Self::renew`].
    pub fn load(&mut self, basis: &Basis, lower: &[f64], upper: &[f64]) {
        let n = self.width();
        self.lower[..n].copy_from_slice(lower);
        self.upper[..n].copy_from_slice(upper);
        self.weight.clone_from(&self.fresh);
        self.spot.fill(NONE);
        for column in 0..n {
            self.at_upper[column] = basis.upper[column / 64] >> (column % 64) & 1 == 1;
        }
        self.tight = basis.tight.iter().map(|&(row, _)| row).collect();
        for &(row, upper) in &basis.tight {
            self.at_upper[n + row as usize] = upper;
        }
        self.basic.clone_from(&basis.basic);
        for (at, &column) in self.basic.iter().enumerate() {
            self.spot[column as usize] = index(at);
        }
        for (at, &row) in self.tight.iter().enumerate() {
            self.spot[n + row as usize] = index(at);
        }
    }

    /// Gives the columns these bounds, which may be wider; they are narrowed before [`Self::go_on`].
    pub fn widen(&mut self, lower: &[f64], upper: &[f64]) {
        let n = self.width();
        self.lower[..n].copy_from_slice(lower);
        self.upper[..n].copy_from_slice(upper);
    }

    /// Goes on with the basis as it stands and other bounds of the columns.
    pub fn go_on(&mut self) {
        if self.updates > RENEW / 2 {
            return self.renew();
        }
        for column in 0..self.width() {
            if self.spot[column] == NONE && self.slope[column] != 0.0 {
                self.at_upper[column] = self.slope[column] > 0.0;
            }
        }
        self.follow();
    }

    /// Trusts the inverse no longer: it is made anew before anything else.
    pub fn doubt(&mut self) {
        self.updates = RENEW;
    }

    /// Begins from rows thought to be tight and columns thought to be between their ends, as far as that is a basis with
    /// multipliers of the right signs.
    pub fn begin(&mut self, tight: &[u32], basic: &[u32]) {
        let n = self.width();
        self.tight = tight.to_vec();
        for _ in 0..TRIES {
            self.spot.fill(NONE);
            self.basic = basic.to_vec();
            for (at, &column) in self.basic.iter().enumerate() {
                self.spot[column as usize] = index(at);
            }
            for (at, &row) in self.tight.iter().enumerate() {
                self.spot[n + row as usize] = index(at);
            }
            self.renew();
            let wrong = |row: u32| {
                let at = n + row as usize;
                let end = if self.slope[at] > 0.0 { self.upper[at] } else { self.lower[at] };
                self.slope[at].abs() > SIGN && !end.is_finite()
            };
            let kept: Vec<u32> = self.tight.iter().copied().filter(|&row| !wrong(row)).collect();
            if kept.len() == self.tight.len() {
                return;
            }
            self.tight = kept;
        }
        self.spot.fill(NONE);
        (self.tight, self.basic) = (Vec::new(), Vec::new());
        self.renew();
    }
}
