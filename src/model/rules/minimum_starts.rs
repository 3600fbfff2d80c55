//! A least number of initiatives for a scope.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::scenario::Scope;

/// `sum over i in scope of y[i,T] >= k`.
pub fn rows(build: &Build, at: usize, scope: &Scope, at_least: u32) {
    let mut line = Line::default();
    for (ix, item) in build.portfolio.each() {
        if scope.covers(item.agency, Some(item.category), Some(ix)) {
            build.starts.started(&mut line, ix, 1);
        }
    }
    build.rule_row(at, line, Sense::AtLeast, at_least.into());
}
