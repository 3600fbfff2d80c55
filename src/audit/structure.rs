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
    let calendar = &books.portfolio.calendar;
    let outside = move |(initiative, start): (InitiativeIx, Year)| {
        let latest = calendar.latest_start(books.portfolio.initiative(initiative).duration);
        if start < calendar.first || start > calendar.last() {
            Some(Breach::OutsidePlan { initiative, start })
        } else {
            (start > latest).then_some(Breach::FinishesLate { initiative, start, latest })
        }
    };
    books.plan.started().filter_map(move |fixed| outside(fixed).filter(|_| !is_fact(fixed)))
}

/// Every start that is a fact.
fn committed(rules: &[Rule]) -> BTreeSet<(InitiativeIx, Year)> {
    let fixed = |rule: &Rule| match rule {
        Rule::Committed { initiative, start } => Some((*initiative, *start)),
        _ => None,
    };
    rules.iter().filter_map(fixed).collect()
}
