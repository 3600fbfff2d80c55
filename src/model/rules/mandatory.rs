//! What must be started.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::units::{GroupIx, InitiativeIx, Year};

/// `y[i,deadline] >= 1`, the horizon standing in for a missing deadline.
pub fn one(build: &Build, at: usize, initiative: InitiativeIx, start_by: Option<Year>) {
    let mut line = Line::default();
    build.starts.started_by(&mut line, initiative, start_by.unwrap_or(build.portfolio.calendar.last()), 1);
    build.rule_row(at, line, Sense::AtLeast, 1);
}

/// `sum over members m of y[m,deadline_m] >= 1`.
pub fn group(build: &Build, at: usize, group: GroupIx, start_by: &[(InitiativeIx, Year)]) {
    let mut line = Line::default();
    for &member in &build.portfolio.group(group).members {
        let deadline = start_by.iter().find(|(who, _)| *who == member).map(|&(_, year)| year);
        build.starts.started_by(&mut line, member, deadline.unwrap_or(build.portfolio.calendar.last()), 1);
    }
    build.rule_row(at, line, Sense::AtLeast, 1);
}
