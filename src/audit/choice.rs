//! Rules on which initiatives, and how many: groups, bundles, counts, and changes against an earlier plan.

use super::{Books, Breach, Unit, Verdict};
use crate::scenario::{Choose, Scope};
use crate::units::{GroupIx, InitiativeIx, Year};

/// At least one member is started by its deadline, members without one whenever.
pub(super) fn mandatory_group(books: &Books, group: GroupIx, start_by: &[(InitiativeIx, Year)]) -> Verdict {
    let deadline = |member| start_by.iter().filter(|(who, _)| *who == member).map(|(_, year)| *year).min();
    let in_time = |member, start| deadline(member).is_none_or(|latest| start <= latest);
    let started = |&member: &InitiativeIx| books.plan.start(member).map(|start| (member, start));
    let starts: Vec<_> = books.portfolio.group(group).members.iter().filter_map(started).collect();
    if starts.iter().any(|&(member, start)| in_time(member, start)) {
        return Verdict::kept();
    }
    let late = starts.into_iter().map(|(member, _)| member).collect();
    Verdict::of(Some(Breach::NoMemberInTime { group, late }))
}

/// The number of started members is at most one, exactly one, or at least k.
pub(super) fn alternatives(books: &Books, group: GroupIx, choose: Choose) -> Verdict {
    let members = &books.portfolio.group(group).members;
    let started = count(members.iter().filter(|&&member| books.plan.start(member).is_some()));
    match choose {
        Choose::ExactlyOne if started == 0 => at_least(started, 1),
        Choose::AtMostOne | Choose::ExactlyOne => at_most(started, 1),
        Choose::AtLeast(least) => at_least(started, least),
    }
}

/// All members are started, or none.
pub(super) fn bundle(books: &Books, members: &[InitiativeIx]) -> Verdict {
    let missing: Vec<_> = members.iter().copied().filter(|&m| books.plan.start(m).is_none()).collect();
    let torn = !missing.is_empty() && missing.len() < members.len();
    Verdict::of(torn.then_some(Breach::Torn { missing }))
}

/// At least so many initiatives of the scope are started. Classes of the scope mean nothing here.
pub(super) fn minimum_starts<'a>(books: &Books<'a>, scope: &'a Scope, least: u32) -> Verdict {
    at_least(books.starts(scope).values().sum(), least)
}

/// At most so many initiatives of the scope start in the year. Classes of the scope mean nothing here.
pub(super) fn starts_per_year<'a>(books: &Books<'a>, scope: &'a Scope, year: Year, most: u32) -> Verdict {
    at_most(books.starts(scope).get(&year).copied().unwrap_or(0), most)
}

/// At most so many initiatives have another start (a year, or none) than in the earlier plan.
pub(super) fn stability(books: &Books, earlier: &[(InitiativeIx, Year)], most: u32) -> Verdict {
    let mut before = vec![None; books.plan.starts.len()];
    for &(who, start) in earlier {
        if let Some(held) = before.get_mut(who.0) {
            *held = Some(start);
        }
    }
    let pairs = books.plan.starts.iter().zip(before).enumerate();
    let changed: Vec<_> =
        pairs.filter(|(_, (now, before))| *now != before).map(|(at, _)| InitiativeIx(at)).collect();
    let margin = i128::from(most) - i128::from(count(changed.iter()));
    Verdict::within(margin, Unit::Starts, || Breach::Unstable { changed, at_most: most })
}

fn at_least(started: u32, least: u32) -> Verdict {
    let margin = i128::from(started) - i128::from(least);
    Verdict::within(margin, Unit::Starts, || Breach::TooFew { started, least })
}

fn at_most(started: u32, most: u32) -> Verdict {
    let margin = i128::from(most) - i128::from(started);
    Verdict::within(margin, Unit::Starts, || Breach::TooMany { started, most })
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    items.fold(0, |so_far: u32, _| so_far.saturating_add(1))
}
