//! Rules on the start of one initiative: windows, deadlines, decisions, and what it waits for.

use super::{Books, Breach, Unit, Verdict};
use crate::plan::Plan;
use crate::portfolio::{Dependency, Link, Portfolio, Target};
use crate::units::{InitiativeIx, Year};

/// If started at all, `earliest <= s_i <= latest`.
pub(super) fn window(books: &Books, initiative: InitiativeIx, earliest: Year, latest: Year) -> Verdict {
    let Some(start) = books.plan.start(initiative) else {
        return Verdict::kept();
    };
    if start < earliest {
        return Verdict {
            breach: Some(Breach::TooEarly { initiative, start, earliest }),
            margin: Some((i128::from(start.since(earliest)), Unit::Years)),
        };
    }
    in_time(initiative, start, latest)
}

/// `s_i <= start_by`, and started.
pub(super) fn mandatory(books: &Books, initiative: InitiativeIx, start_by: Option<Year>) -> Verdict {
    match (books.plan.start(initiative), start_by) {
        (None, _) => Verdict::of(Some(Breach::NotStarted { initiative })),
        (Some(_), None) => Verdict::kept(),
        (Some(start), Some(latest)) => in_time(initiative, start, latest),
    }
}

fn in_time(initiative: InitiativeIx, start: Year, latest: Year) -> Verdict {
    let years = i128::from(latest.since(start));
    Verdict::within(years, Unit::Years, || Breach::TooLate { initiative, start, latest })
}

/// Started, and `s_i = fixed` where a year is fixed.
pub(super) fn forced_in(books: &Books, initiative: InitiativeIx, fixed: Option<Year>) -> Verdict {
    let breach = match (books.plan.start(initiative), fixed) {
        (None, _) => Some(Breach::NotStarted { initiative }),
        (Some(start), Some(fixed)) if start != fixed => Some(Breach::OtherStart { initiative, start, fixed }),
        (Some(_), _) => None,
    };
    Verdict::of(breach)
}

/// Not started.
pub(super) fn forced_out(books: &Books, initiative: InitiativeIx) -> Verdict {
    let start = books.plan.start(initiative);
    Verdict::of(start.map(|start| Breach::StartedAnyway { initiative, start }))
}

/// If started inside the plan, one of the clause's ties holds; a group is met by any of its members. A start
/// before the plan is a fact and waits for nothing.
pub(super) fn dependency(books: &Books, initiative: InitiativeIx, clause: &Dependency) -> Verdict {
    let Some(start) = books.plan.start(initiative).filter(|&start| start >= books.portfolio.calendar.first)
    else {
        return Verdict::kept();
    };
    let met = ways(books.portfolio, books.plan, start, clause).next().is_some();
    Verdict::of((!met).then_some(Breach::DoesNotWait { initiative, start }))
}

/// The initiatives of the plan that meet a clause of this one, each by itself, in the clause's order; none for what is
/// not in the plan, or starts before it and waits for nothing.
#[must_use]
pub fn met_by(
    portfolio: &Portfolio,
    plan: &Plan,
    initiative: InitiativeIx,
    clause: &Dependency,
) -> Vec<InitiativeIx> {
    let start = plan.start(initiative).filter(|&start| start >= portfolio.calendar.first);
    start.map(|start| ways(portfolio, plan, start, clause).collect()).unwrap_or_default()
}

/// Who meets a clause of an initiative that starts in this year.
fn ways<'a>(
    portfolio: &'a Portfolio,
    plan: &'a Plan,
    start: Year,
    clause: &'a Dependency,
) -> impl Iterator<Item = InitiativeIx> + 'a {
    clause.any_of.iter().flat_map(move |(target, link)| {
        let targets = match target {
            Target::Initiative(predecessor) => std::slice::from_ref(predecessor),
            Target::Group(group) => &portfolio.group(*group).members[..],
        };
        targets.iter().copied().filter(move |&predecessor| holds(portfolio, plan, start, predecessor, *link))
    })
}

/// With the predecessor's start `p` and duration `d`: finish to start `s >= p + d + lag`, start to start
/// `s >= p`, selection `p` exists.
fn holds(portfolio: &Portfolio, plan: &Plan, start: Year, predecessor: InitiativeIx, link: Link) -> bool {
    let Some(before) = plan.start(predecessor) else {
        return false;
    };
    wait(portfolio, predecessor, link).is_none_or(|years| start >= before.plus(years))
}

/// How many years after the predecessor's start; none where any start will do.
fn wait(portfolio: &Portfolio, predecessor: InitiativeIx, link: Link) -> Option<i32> {
    let duration = i32::from(portfolio.initiative(predecessor).duration);
    match link {
        Link::FinishToStart { lag } => Some(duration + i32::from(lag)),
        Link::StartToStart => Some(0),
        Link::Selection => None,
    }
}

/// A dependency on one initiative and nothing else, ready to be judged for many plans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    initiative: InitiativeIx,
    predecessor: InitiativeIx,
    wait: Option<i32>,
}

/// The clause as a tie; none where it can be met in several ways.
pub(super) fn tie(portfolio: &Portfolio, initiative: InitiativeIx, clause: &Dependency) -> Option<Tie> {
    let [(Target::Initiative(predecessor), link)] = clause.any_of[..] else { return None };
    Some(Tie { initiative, predecessor, wait: wait(portfolio, predecessor, link) })
}

impl Tie {
    /// The same verdict as [`dependency`]'s.
    pub(super) fn holds(&self, plan: &Plan, first: Year) -> bool {
        let Some(start) = plan.start(self.initiative).filter(|&start| start >= first) else { return true };
        let Some(before) = plan.start(self.predecessor) else { return false };
        self.wait.is_none_or(|years| start >= before.plus(years))
    }
}
