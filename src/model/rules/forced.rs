//! What somebody decided, with a reason.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::units::{InitiativeIx, Year};

/// `y[i,T] >= 1`, or `x[i,start] >= 1` where the year is fixed.
pub fn into(build: &Build, at: usize, initiative: InitiativeIx, start: Option<Year>) {
    let mut line = Line::default();
    match start {
        Some(start) => build.starts.by_start(&mut line, initiative, |year| i128::from(year == start)),
        None => build.starts.started(&mut line, initiative, 1),
    }
    build.rule_row(at, line, Sense::AtLeast, 1);
}

/// `y[i,T] <= 0`.
pub fn out(build: &Build, at: usize, initiative: InitiativeIx) {
    let mut line = Line::default();
    build.starts.started(&mut line, initiative, 1);
    build.rule_row(at, line, Sense::AtMost, 0);
}
