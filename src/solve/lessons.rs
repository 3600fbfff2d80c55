//! What proofs have taught about branching, for questions that are much alike: what a goal loses when a start is decided one
//! way or the other (pseudo-costs: Bénichou et al. 1971; shared between programs: Gamrath, Hiller, Witzig 2015).
//!
//! Lessons say where to look first, never what is true: whatever they say, answers are the same.

use std::collections::BTreeMap;

use super::branch::Gain;
use crate::model::Key;

/// What is remembered of each variable, in the objective's unit: of deciding it down, and up.
#[derive(Clone, Debug, Default)]
pub struct Lessons(BTreeMap<Key, [Gain; 2]>);

/// Older lessons count as so many, so that new ones matter.
const MOST: u32 = 4;

impl Lessons {
    /// What is known of a variable.
    pub(super) fn of(&self, key: Key) -> Option<[Gain; 2]> {
        self.0.get(&key).map(|sides| sides.map(|gain| gain.at_most(MOST)))
    }

    /// Adds what was learned of a variable.
    pub(super) fn add(&mut self, key: Key, learned: [Gain; 2]) {
        let held = self.0.entry(key).or_default();
        *held = [held[0].plus(learned[0]), held[1].plus(learned[1])];
    }

    /// Adds what others have learned.
    pub fn join(&mut self, others: &Self) {
        others.0.iter().for_each(|(&key, &learned)| self.add(key, learned));
    }
}
