//! What is already decided.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::units::{InitiativeIx, Year};

/// `x[i,start] = 1`. The start is a constant of the program, so the row only remains (and then cannot hold) where
/// two commitments contradict each other.
pub fn rows(build: &Build, at: usize, initiative: InitiativeIx, start: Year) {
    let mut line = Line::default();
    build.starts.by_start(&mut line, initiative, |year| i128::from(year == start));
    build.rule_row(at, line, Sense::Equal, 1);
}
