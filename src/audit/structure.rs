//! What every plan must keep, whatever the scenario says: its length, its years, its end.
//!
//! A start that a [`Rule::Committed`] fixes is a fact and exempt from both.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::{Books, Breach};
use crate::scenario::Rule;
use crate::units::{InitiativeIx, Year};

/// One start an initiative.
pub(super) fn length(books: &Books) -> Option<Breach> {
    let (expected, found) = (books.portfolio.initiatives.len(), books.plan.starts.len());
    (expected != found).then_some(Breach::Length { expected, found })
}

/// `first <= s_i <= last`, and `s_i <= latest_start(d_i)` where execution must end inside the plan.
pub(super) fn starts<'b>(books: &'b Books<'_>) -> impl Iterator<Item = Breach> + 'b {
    // Looked for only where a start lies outside: most plans have none, and most scenarios many rules.
    let committed = OnceCell::new();
    let is_fact = move |fixed: (InitiativeIx, Year)| {
        committed.get_or_init(|| self::committed(&books.scenario.rules)).contains(&fixed)
    };
    let started = books.plan.started();
    started.filter_map(move |fixed| outside(books, fixed.0, fixed.1).filter(|_| !is_fact(fixed)))
}

/// The same for one initiative.
pub(super) fn start(books: &Books, initiative: InitiativeIx, start: Year) -> Option<Breach> {
    let is_fact = || committed(&books.scenario.rules).contains(&(initiative, start));
    outside(books, initiative, start).filter(|_| !is_fact())
}

/// Who breaks what every plan must keep.
pub(super) fn who(breach: &Breach) -> Option<InitiativeIx> {
    match breach {
        Breach::OutsidePlan { initiative, .. } | Breach::FinishesLate { initiative, .. } => Some(*initiative),
        _ => None,
    }
}

fn outside(books: &Books, initiative: InitiativeIx, start: Year) -> Option<Breach> {
    let calendar = &books.portfolio.calendar;
    let latest = calendar.latest_start(books.portfolio.initiative(initiative).duration);
    if start < calendar.first || start > calendar.last() {
        Some(Breach::OutsidePlan { initiative, start })
    } else {
        (start > latest).then_some(Breach::FinishesLate { initiative, start, latest })
    }
}

/// Every start that is a fact.
fn committed(rules: &[Rule]) -> BTreeSet<(InitiativeIx, Year)> {
    let fixed = |rule: &Rule| match rule {
        Rule::Committed { initiative, start } => Some((*initiative, *start)),
        _ => None,
    };
    rules.iter().filter_map(fixed).collect()
}
