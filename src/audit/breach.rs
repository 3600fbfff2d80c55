//! A broken promise, as data.
//!
//! [`Breach`] holds what a sentence needs: who, when, how much against how much. `words` says it.

use crate::scenario::{Measure, Period};
use crate::units::{FundIx, GroupIx, InitiativeIx, Money, PersonMonths, PoolIx, SchemeIx, Year};

/// A broken promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which, by its position in `Scenario::rules`; `None` for what every plan must keep.
    pub rule: Option<usize>,
    /// How it is broken.
    pub breach: Breach,
}

/// How a promise is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The plan speaks of another number of initiatives than the portfolio; nothing else was checked.
    Length {
        /// Initiatives in the portfolio.
        expected: usize,
        /// Starts in the plan.
        found: usize,
    },
    /// Starts outside the years of the plan, and is not committed to that start.
    OutsidePlan {
        /// Who.
        initiative: InitiativeIx,
        /// Its start.
        start: Year,
    },
    /// Is still being built after the horizon, and is not committed to that start.
    FinishesLate {
        /// Who.
        initiative: InitiativeIx,
        /// Its start.
        start: Year,
        /// The latest start that finishes in time.
        latest: Year,
    },
    /// Starts sooner than it may.
    TooEarly {
        /// Who.
        initiative: InitiativeIx,
        /// Its start.
        start: Year,
        /// The first year it may start.
        earliest: Year,
    },
    /// Starts later than it may.
    TooLate {
        /// Who.
        initiative: InitiativeIx,
        /// Its start.
        start: Year,
        /// The last year it may start.
        latest: Year,
    },
    /// Must start, and does not.
    NotStarted {
        /// Who.
        initiative: InitiativeIx,
    },
    /// Must start in one year, and starts in another.
    OtherStart {
        /// Who.
        initiative: InitiativeIx,
        /// Its start.
        start: Year,
        /// The start that was fixed.
        fixed: Year,
    },
    /// Must not start, and does.
    StartedAnyway {
        /// Who.
        initiative: InitiativeIx,
        /// Its start.
        start: Year,
    },
    /// No member of the group starts in time.
    NoMemberInTime {
        /// Which group.
        group: GroupIx,
        /// Members that start, but after their deadline.
        late: Vec<InitiativeIx>,
    },
    /// None of what it waits for is there in time.
    DoesNotWait {
        /// Who.
        initiative: InitiativeIx,
        /// Its start.
        start: Year,
    },
    /// More is spent than may be.
    Over {
        /// When.
        period: Period,
        /// What is spent.
        spent: Money,
        /// The most that keeps the rule.
        most: Money,
    },
    /// Less is spent than must be.
    Under {
        /// When.
        period: Period,
        /// What is spent.
        spent: Money,
        /// The least that keeps the rule.
        least: Money,
    },
    /// Eligible funds cannot pay everything; this rule is one that has nothing left.
    Unpaid {
        /// Whose limit it is.
        fund: FundIx,
        /// The year, or the horizon, of the limit.
        period: Period,
        /// How much is missing.
        missing: Money,
    },
    /// Too few are started: of a scope, or of a group.
    TooFew {
        /// How many are.
        started: u32,
        /// How many must be.
        least: u32,
    },
    /// Too many are started: of a scope in a year, or of a group.
    TooMany {
        /// How many are.
        started: u32,
        /// How many may be.
        most: u32,
    },
    /// A bundle is started in part.
    Torn {
        /// Members that are not started.
        missing: Vec<InitiativeIx>,
    },
    /// More staff is needed than there is.
    Understaffed {
        /// Which pool.
        pool: PoolIx,
        /// When.
        year: Year,
        /// Staff used.
        used: PersonMonths,
        /// Staff there is, additions included.
        available: PersonMonths,
    },
    /// An index or indicator stays below its target.
    BelowTarget {
        /// Which scheme.
        scheme: SchemeIx,
        /// The index or an indicator.
        measure: Measure,
        /// By when.
        year: Year,
        /// The level reached, in hundredths of a level times [`Scheme::WHOLE`](crate::portfolio::Scheme::WHOLE).
        reached: i64,
        /// The least that keeps the rule, in the same unit.
        least: i64,
    },
    /// Too much differs from the earlier plan.
    Unstable {
        /// Who starts otherwise.
        changed: Vec<InitiativeIx>,
        /// How many may.
        at_most: u32,
    },
}
