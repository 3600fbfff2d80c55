//! A decision somebody took about the case: who, when, what, and on what basis.

/// An entry of the log of decisions. Texts are as they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number, from 1.
    pub number: usize,
    /// The day, `2026-11-24`, or the moment by universal time, `2026-11-24T13:22:05Z`.
    pub date: String,
    /// Who decided.
    pub actor: String,
    /// What kind of decision it is.
    pub action: Action,
    /// The scenario it is about; empty for all.
    pub scenario: String,
    /// What it is about: an initiative, a ceiling, a weight.
    pub subject: String,
    /// What it was set to, where it was set to something; `old -> new` where it was something before.
    pub value: String,
    /// On what basis.
    pub basis: String,
    /// The hash of the entry before; zeros for the first.
    pub previous: String,
    /// The hash of this entry: SHA-256 of all the fields above, a line each.
    pub hash: String,
}

/// What a decision does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// An initiative is in.
    ForceIn,
    /// An initiative is out.
    ForceOut,
    /// A weight changes.
    Weight,
    /// A score changes.
    Score,
    /// A ceiling or a fund's limit changes.
    Ceiling,
    /// A cost changes.
    Cost,
    /// Another rule changes.
    Rule,
    /// Something else.
    Other,
}

impl Action {
    /// Every kind, with its word in `decisions.csv`.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::ForceIn, "force-in"),
        (Self::ForceOut, "force-out"),
        (Self::Weight, "weight"),
        (Self::Score, "score"),
        (Self::Ceiling, "ceiling"),
        (Self::Cost, "cost"),
        (Self::Rule, "rule"),
        (Self::Other, "other"),
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(action, _)| *action == self).map_or("", |(_, word)| word)
    }
}
