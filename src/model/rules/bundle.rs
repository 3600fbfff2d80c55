//! All or none.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::units::InitiativeIx;

/// `y[m,T] = y[first,T]` for every other member.
pub fn rows(build: &Build, at: usize, members: &[InitiativeIx]) {
    let Some((&first, others)) = members.split_first() else { return };
    for &member in others {
        let mut line = Line::default();
        build.starts.started(&mut line, member, 1);
        build.starts.started(&mut line, first, -1);
        build.rule_row(at, line, Sense::Equal, 0);
    }
}
