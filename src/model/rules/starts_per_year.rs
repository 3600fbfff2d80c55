//! A pace: at most so many starts in a year.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::scenario::Scope;
use crate::units::Year;

/// `sum over i in scope of x[i,t] <= k`.
pub fn rows(build: &Build, at: usize, scope: &Scope, year: Year, at_most: u32) {
    let mut line = Line::default();
    for (ix, item) in build.portfolio.each() {
        if scope.covers(item.agency, Some(item.category), Some(ix)) {
            build.starts.by_start(&mut line, ix, |start| i128::from(start == year));
        }
    }
    build.rule_row(at, line, Sense::AtMost, at_most.into());
}
