//! What was decided in or out although the log of decisions does not say by whom.

use super::super::decisions::FILE;
use super::super::gather::Gather;
use super::super::rules::Ground;
use super::super::scenarios::Draft;
use crate::diagnostic::{Finding, Place};
use crate::scenario::{Action, Decision, Rule};

/// Warns of initiatives that a rule forces in or out without an entry; a case without a log is left alone.
pub fn look(g: &mut Gather, ground: &Ground<'_>, log: &[Decision], drafts: &[Draft]) {
    if log.is_empty() {
        return;
    }
    for placed in drafts.iter().flat_map(|draft| &draft.rules) {
        let (who, wanted) = match &placed.rule {
            Rule::ForcedIn { initiative, .. } => (*initiative, Action::ForceIn),
            Rule::ForcedOut { initiative, .. } => (*initiative, Action::ForceOut),
            _ => continue,
        };
        let id = &ground.portfolio.initiative(who).id;
        if !log.iter().any(|entry| entry.action == wanted && entry.subject == *id) {
            let place = || Place { file: FILE.into(), ..Place::default() };
            g.add(Finding::NotLogged { initiative: id.clone() }, placed.place.clone().unwrap_or_else(place));
        }
    }
}
