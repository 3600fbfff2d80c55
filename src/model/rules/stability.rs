//! Staying close to an earlier plan.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::units::{InitiativeIx, Year};

/// `sum over i of changed[i] <= k` with `changed[i] = 1 - x[i,old]` for what the earlier plan starts in `old` and
/// `y[i,T]` for what it leaves out.
pub fn rows(build: &Build, at: usize, starts: &[(InitiativeIx, Year)], at_most: u32) {
    let mut line = Line::default();
    let mut old = vec![None; build.starts.count()];
    for &(initiative, year) in starts {
        old[initiative.0] = Some(year);
    }
    for (ix, year) in old.into_iter().enumerate() {
        match year {
            None => build.starts.started(&mut line, InitiativeIx(ix), 1),
            Some(year) => {
                line.add_constant(1);
                build.starts.by_start(&mut line, InitiativeIx(ix), |start| -i128::from(start == year));
            }
        }
    }
    build.rule_row(at, line, Sense::AtMost, at_most.into());
}
