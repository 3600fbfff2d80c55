//! Windows without a year, deadlines outside the window, groups of one.

use crate::diagnostic::Finding;
use crate::input::gather::Gather;
use crate::input::initiatives::Mandatory;
use crate::input::rules::Ground;
use crate::units::Year;

/// Looks at every initiative's window and at every group's size.
pub fn look(g: &mut Gather, ground: &Ground<'_>) {
    let calendar = &ground.portfolio.calendar;
    for ((ix, item), facts) in ground.portfolio.each().zip(&ground.candidates.facts) {
        if facts.committed.is_some() {
            continue;
        }
        let initiative = || item.id.clone();
        let earliest = item.earliest.into_iter().fold(calendar.first, Year::max);
        let latest = item.latest.into_iter().fold(calendar.latest_start(item.duration), Year::min);
        if earliest > latest {
            let columns = ["earliest_start_year", "latest_start_year", "duration_years"];
            let filled = |column: &&str| ground.candidates.cell(ix.0, column).is_some_and(|c| !c.text.is_empty());
            let column = columns.into_iter().find(filled).unwrap_or("id");
            let finding = Finding::NeverStarts { initiative: initiative(), earliest: earliest.0, latest: latest.0 };
            g.add(finding, ground.candidates.place(ix.0, column));
            continue;
        }
        let Some(deadline) = facts.start_by.filter(|_| facts.mandatory != Mandatory::No) else { continue };
        let columns = ["mandatory_start_deadline_year", "mandatory_finish_deadline_year"];
        let filled = |column: &&str| ground.candidates.cell(ix.0, column).is_some_and(|c| !c.text.is_empty());
        let place = ground.candidates.place(ix.0, columns.into_iter().find(filled).unwrap_or("id"));
        if deadline > latest {
            let (deadline, latest) = (deadline.0, latest.0);
            g.add(Finding::DeadlineBeyondWindow { initiative: initiative(), deadline, latest }, place);
        } else if deadline < earliest {
            let (deadline, earliest) = (deadline.0, earliest.0);
            g.add(Finding::DeadlineBeforeWindow { initiative: initiative(), deadline, earliest }, place);
        }
    }
    for group in ground.portfolio.groups.iter().filter(|group| group.members.len() == 1) {
        let place = group.members.first().map(|ix| ground.candidates.place(ix.0, "variant_group"));
        let others = ground.portfolio.groups.iter().map(|other| other.id.as_str()).filter(|id| *id != group.id);
        let finding = Finding::GroupOfOne { group: group.id.clone(), members: 1 };
        g.near(finding, place.unwrap_or_default(), &group.id, others);
    }
}
