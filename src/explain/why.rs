//! Why a change between two plans: which plan's reasons tell it.
//!
//! What was dropped or delayed is blocked in the second plan, and its reasons there say by what. What was added or
//! brought forward was blocked in the first, and no longer is.

use super::compare::{Change, Move};
use super::reasons::Reason;

/// The reason that tells a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why<'a> {
    /// The reason.
    pub reason: &'a Reason,
    /// Whether it held in the first plan (and no longer does), not in the second.
    pub before: bool,
}

/// Why this change, given the reasons of both plans in id order; `None` where they do not cover it.
#[must_use]
pub fn why<'a>(change: &Change, first: &'a [Reason], second: &'a [Reason]) -> Option<Why<'a>> {
    let before = match change.how {
        Move::Added(_) => true,
        Move::Dropped(_) => false,
        Move::Moved { from, to } => to < from,
    };
    let reason = if before { first } else { second }.get(change.initiative.0)?;
    Some(Why { reason, before })
}
