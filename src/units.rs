//! Quantities with their units, and only the arithmetic that makes sense on them.
//!
//! Everything is an integer in the smallest unit that counts, so sums and comparisons are exact:
//! money in whole currency units, points in millionths, staff time in hundredths of a person-month,
//! levels in hundredths of a level. The release profile keeps overflow checks on, and the portfolio's
//! constructor bounds every total beforehand, so no sum wraps and none panics.
//!
//! This module does not format: words and number styles live in `words`.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

/// An amount of a resource in its smallest counted unit.
///
/// For money that is the whole currency unit (one rupiah) unless the case declares decimals; for another
/// resource (tonnes, say) it is 10^-decimals of that resource's unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

/// Value in millionths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub i64);

/// Staff time in hundredths of a person-month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonMonths(pub i64);

/// A maturity level (or an index made of levels) in hundredths of a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(pub i64);

/// A calendar year, which is also the fiscal year (`TA 2027`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

macro_rules! additive {
    ($($name:ident),*) => {$(
        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0);
        }
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }
        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
                items.fold(Self::ZERO, Add::add)
            }
        }
        impl Mul<i64> for $name {
            type Output = Self;
            fn mul(self, times: i64) -> Self {
                Self(self.0 * times)
            }
        }
    )*};
}
additive!(Money, Points, PersonMonths, Level);

impl Points {
    /// Millionths in one point.
    pub const PER_POINT: i64 = 1_000_000;
}

impl PersonMonths {
    /// Hundredths in one person-month.
    pub const PER_MONTH: i64 = 100;
}

impl Level {
    /// Hundredths in one level.
    pub const PER_LEVEL: i64 = 100;
}

impl Year {
    /// The year `years` later (earlier when negative).
    #[must_use]
    pub fn plus(self, years: i32) -> Self {
        Self(self.0 + years)
    }

    /// Years from `earlier` to this one; negative when this one comes first.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

/// Rounds half to even, the rounding of every stated conversion from a real number to an integer unit.
///
/// `None` when the number is not finite or does not fit.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "the range is checked on the line before")]
pub fn round_half_even(real: f64) -> Option<i64> {
    let rounded = real.round_ties_even();
    (rounded.abs() < 9.0e18).then_some(rounded as i64)
}

/// A count as a real number, for formulas that are stated in real numbers and for the solver's matrix.
///
/// Exact up to 2^53; beyond it the nearest representable number.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "this is the one stated place where integers become reals")]
pub fn real(count: i64) -> f64 {
    count as f64
}

/// Declares a typed index into one table of the portfolio, so that an agency's row can never be used as a
/// fund's.
macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    )*};
}
index!(
    /// Position of an initiative in `Portfolio::initiatives`, which is sorted by id.
    InitiativeIx,
    /// Position of an agency in `Portfolio::agencies`.
    AgencyIx,
    /// Position of a category in `Portfolio::categories`.
    CategoryIx,
    /// Position of a cost class in `Portfolio::classes`.
    ClassIx,
    /// Position of a fund in `Portfolio::funds`, the declared order in which funds are drawn.
    FundIx,
    /// Position of a staff pool in `Portfolio::pools`.
    PoolIx,
    /// Position of a group of alternatives in `Portfolio::groups`.
    GroupIx,
    /// Position of an index scheme in `Portfolio::schemes`.
    SchemeIx,
    /// Position of an indicator in its scheme's `indicators`.
    IndicatorIx,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_goes_to_even() {
        assert_eq!([0.5, 1.5, 2.5, -0.5, -1.5].map(round_half_even), [0, 2, 2, 0, -2].map(Some));
        assert_eq!(round_half_even(f64::NAN), None);
        assert_eq!(round_half_even(1e300), None);
    }
}
