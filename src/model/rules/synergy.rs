//! Being in service together. The bonus itself is in the objective (points) and in spending (saving).

use crate::model::build::Build;
use crate::model::{Domain, Key, Line, Origin, Sense};
use crate::units::{InitiativeIx, Year};

/// For every year: `z[q,t] <= g[m,t]` for each member, and `z[q,t] >= sum of g[m,t] - (members - 1)`, so that `z` is
/// one exactly when all are in service. Variables beyond [`settled`] are the settled year's.
pub fn rows(build: &Build, at: usize, members: &[InitiativeIx]) {
    let Some(settled) = settled(build, members) else { return };
    let first = build.portfolio.calendar.first;
    for year in (first.0..=settled.max(first).0).map(Year) {
        let together = build.var(Key::Together(at, year), 0, 1, false);
        let mut all = Line::default();
        all.add(together, 1);
        for &member in members {
            let mut line = Line::default();
            line.add(together, 1);
            build.in_service(&mut line, member, year, -1);
            build.row(line.row(Origin::Definition, Sense::AtMost, 0));
            build.in_service(&mut all, member, year, -1);
        }
        let members = i128::try_from(members.len()).unwrap_or(i128::MAX);
        build.row(all.row(Origin::Definition, Sense::AtLeast, 1 - members));
    }
}

/// The first year from which the members' service can no longer change: the latest start of any, in service.
/// `None` where some member can never start, so that nothing is ever together.
pub fn settled(build: &Build, members: &[InitiativeIx]) -> Option<Year> {
    let latest = members.iter().map(|&member| {
        let start = match build.starts.domain(member) {
            Domain::Fixed(start) => start?,
            Domain::Free(_, to) => to,
        };
        Some(build.portfolio.calendar.service_from(start, build.portfolio.initiative(member).duration))
    });
    latest.collect::<Option<Vec<Year>>>()?.into_iter().max()
}
