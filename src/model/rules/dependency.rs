//! Waiting for others.

use crate::model::build::Build;
use crate::model::{Domain, Line, Sense};
use crate::portfolio::{Dependency, Link, Target};
use crate::units::{InitiativeIx, Year};

/// For every year `t` in which `i` may have started:
/// `y[i,t] <= sum over predecessors p of y[p, t - d_p - lag]` (finish to start), `y[p,t]` (same year allowed) or
/// `y[p,T]` (chosen too).
///
/// The row of the start year is the one that binds: later ones only repeat it, since `y` never falls. What was
/// started before the plan is a fact and waits for nothing.
pub fn rows(build: &Build, at: usize, initiative: InitiativeIx, clause: &Dependency) {
    let last = build.portfolio.calendar.last();
    match build.starts.domain(initiative) {
        Domain::Fixed(None) => {}
        Domain::Fixed(Some(start)) if start < build.portfolio.calendar.first => {}
        Domain::Fixed(Some(start)) => row(build, at, initiative, clause, start),
        Domain::Free(..) if clause.any_of.iter().all(|(_, link)| *link == Link::Selection) => {
            row(build, at, initiative, clause, last);
        }
        Domain::Free(from, to) => {
            (from.0..=to.0).for_each(|year| row(build, at, initiative, clause, Year(year)));
        }
    }
}

fn row(build: &Build, at: usize, initiative: InitiativeIx, clause: &Dependency, year: Year) {
    let mut line = Line::with_capacity(1 + clause.any_of.len());
    build.starts.started_by(&mut line, initiative, year, 1);
    for &(target, link) in &clause.any_of {
        match target {
            Target::Initiative(predecessor) => awaited(build, &mut line, predecessor, link, year),
            Target::Group(group) => {
                for &member in &build.portfolio.group(group).members {
                    awaited(build, &mut line, member, link, year);
                }
            }
        }
    }
    build.rule_row(at, line, Sense::AtMost, 0);
}

fn awaited(build: &Build, line: &mut Line, predecessor: InitiativeIx, tie: Link, year: Year) {
    let duration = i32::from(build.portfolio.initiative(predecessor).duration);
    let by = match tie {
        Link::FinishToStart { lag } => year.plus(-duration - i32::from(lag)),
        Link::StartToStart => year,
        Link::Selection => build.portfolio.calendar.last(),
    };
    build.starts.started_by(line, predecessor, by, -1);
}
