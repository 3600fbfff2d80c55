//! Shares of spending or of the total ceiling. A share is in hundredths of a percent, so both sides are whole.

use super::{base, spent};
use crate::model::Sense;
use crate::model::build::Build;
use crate::scenario::{Base, Period, Scope};

/// Hundredths of a percent in the whole.
const WHOLE: i128 = 10_000;

/// `10000 * spending of the scope - share * base >= 0`.
pub fn at_least(build: &Build, at: usize, scope: &Scope, period: Period, of: Base, share: i64) {
    row(build, at, scope, period, of, share, Sense::AtLeast);
}

/// `10000 * spending of the scope - share * base <= 0`.
pub fn at_most(build: &Build, at: usize, scope: &Scope, period: Period, of: Base, share: i64) {
    row(build, at, scope, period, of, share, Sense::AtMost);
}

fn row(build: &Build, at: usize, scope: &Scope, period: Period, of: Base, share: i64, sense: Sense) {
    let Some(mut line) = base(build, period, of, -i128::from(share)) else { return };
    line.add_line(&spent(build, scope, period), WHOLE);
    build.rule_row(at, line, sense, 0);
}
