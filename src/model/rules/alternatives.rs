//! Variants of one thing.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::scenario::Choose;
use crate::units::GroupIx;

/// `sum over members of y[m,T] <= 1`, `= 1` or `>= k`.
pub fn rows(build: &Build, at: usize, group: GroupIx, choose: Choose) {
    let mut line = Line::default();
    for &member in &build.portfolio.group(group).members {
        build.starts.started(&mut line, member, 1);
    }
    let (sense, count) = match choose {
        Choose::AtMostOne => (Sense::AtMost, 1),
        Choose::ExactlyOne => (Sense::Equal, 1),
        Choose::AtLeast(count) => (Sense::AtLeast, count.into()),
    };
    build.rule_row(at, line, sense, count);
}
