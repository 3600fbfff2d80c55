//! Every promise a plan can be asked to keep.
//!
//! `t` is a year, `s_i` the start of initiative `i` and `d_i` its duration. `i` is in service in `t` when its
//! service has begun by then (see [`Calendar`](crate::portfolio::Calendar)). Each variant is one function in
//! `model::rules`, one check in `audit` and one sentence per language in `words`.

use super::Scope;
use crate::portfolio::{Dependency, Label, Portfolio};
use crate::units::{
    FundIx, GroupIx, IndicatorIx, InitiativeIx, Level, Money, Points, PoolIx, SchemeIx, Year,
};

/// How many members of a group are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choose {
    /// None or one.
    AtMostOne,
    /// One.
    ExactlyOne,
    /// This many or more.
    AtLeast(u32),
}

/// One year or the whole horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// That year alone.
    Year(Year),
    /// All years of the plan together.
    Horizon,
}

/// What a share is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// All money spent in the period.
    Spending,
    /// The total ceiling of the period.
    Ceiling,
}

/// Which part of an index an outcome speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The whole index.
    Index,
    /// One indicator's level.
    Indicator(IndicatorIx),
}

/// A promise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// If started at all, `earliest <= s_i <= latest`.
    Window {
        /// Who.
        initiative: InitiativeIx,
        /// First year it may start.
        earliest: Year,
        /// Last year it may start.
        latest: Year,
    },
    /// Started, and by the deadline where there is one.
    Mandatory {
        /// Who.
        initiative: InitiativeIx,
        /// Last year in which it may start (already moved from a deadline on the finish).
        start_by: Option<Year>,
        /// The legal basis or reason, in the user's words.
        reason: String,
    },
    /// At least one member of the group is started, each counting only if by its deadline.
    MandatoryGroup {
        /// Which group.
        group: GroupIx,
        /// Deadline of each member that has one; members not listed have none.
        start_by: Vec<(InitiativeIx, Year)>,
    },
    /// Started in exactly this year, which may lie before the plan; what falls inside the plan is still to pay.
    Committed {
        /// Who.
        initiative: InitiativeIx,
        /// The fixed start.
        start: Year,
    },
    /// Started, in the named year where there is one, because somebody decided so.
    ForcedIn {
        /// Who.
        initiative: InitiativeIx,
        /// The start, if fixed.
        start: Option<Year>,
        /// Why.
        reason: String,
    },
    /// Not started, because somebody decided so.
    ForcedOut {
        /// Who.
        initiative: InitiativeIx,
        /// Why.
        reason: String,
    },
    /// Spending of the scope in the year is at most the limit.
    Ceiling {
        /// The id of the ceiling it is a year of.
        id: String,
        /// Whose spending.
        scope: Scope,
        /// Which year (of the plan, or after it where a case gives ceilings there).
        year: Year,
        /// The most.
        limit: Money,
    },
    /// Spending of the scope in all years of the plan together is at most the limit.
    HorizonCeiling {
        /// Its id.
        id: String,
        /// Whose spending.
        scope: Scope,
        /// The most.
        limit: Money,
    },
    /// Spending of the scope in the period is at least the amount.
    Floor {
        /// Its id.
        id: String,
        /// Whose spending.
        scope: Scope,
        /// When.
        period: Period,
        /// The least.
        amount: Money,
    },
    /// Spending of the scope is at least this share of its base.
    ShareFloor {
        /// Its id.
        id: String,
        /// Whose spending.
        scope: Scope,
        /// When.
        period: Period,
        /// Share of what.
        base: Base,
        /// The share in hundredths of a percent (15 % = 1500).
        share: i64,
    },
    /// Spending of the scope is at most this share of its base.
    ShareCap {
        /// Its id.
        id: String,
        /// Whose spending.
        scope: Scope,
        /// When.
        period: Period,
        /// Share of what.
        base: Base,
        /// The share in hundredths of a percent.
        share: i64,
    },
    /// At least this many initiatives of the scope are started.
    MinimumStarts {
        /// Its id.
        id: String,
        /// Whose.
        scope: Scope,
        /// How many.
        at_least: u32,
    },
    /// At most this many initiatives of the scope start in the year.
    StartsPerYear {
        /// Its id.
        id: String,
        /// Whose.
        scope: Scope,
        /// When.
        year: Year,
        /// How many.
        at_most: u32,
    },
    /// Money drawn from the fund in the year is at most the limit, plus what was carried over into it.
    FundLimit {
        /// Which fund.
        fund: FundIx,
        /// When.
        year: Year,
        /// The most.
        limit: Money,
    },
    /// Money drawn from the fund in all years of the plan together is at most the limit.
    FundHorizonLimit {
        /// Which fund.
        fund: FundIx,
        /// The most.
        limit: Money,
    },
    /// The fund's unspent limit of a year may be used in the next year only, up to the cap; what is unspent in
    /// the last year of the plan lapses, and a year without a limit leaves the whole cap. A permission: it widens
    /// [`Rule::FundLimit`] and never binds by itself.
    CarryOver {
        /// Which fund.
        fund: FundIx,
        /// The most that is carried from each year to the next.
        cap: Money,
    },
    /// If started, one clause of what the initiative waits for is met.
    Dependency {
        /// Who waits.
        initiative: InitiativeIx,
        /// For what.
        clause: Dependency,
    },
    /// So many members of the group are started.
    Alternatives {
        /// Which group.
        group: GroupIx,
        /// How many.
        choose: Choose,
    },
    /// All of these are started, or none.
    Bundle {
        /// Its id.
        id: String,
        /// Members, sorted.
        members: Vec<InitiativeIx>,
    },
    /// While all of these are in service, extra points and a saving every year. A bonus, kept by definition.
    Synergy {
        /// Its id.
        id: String,
        /// Its name.
        name: Label,
        /// Members, sorted; the saving lowers the operating spending of the first one's agency and category.
        members: Vec<InitiativeIx>,
        /// Extra points a year, undiscounted.
        points: Points,
        /// Money saved a year.
        saving: Money,
    },
    /// Staff used in the pool in the year is at most its capacity plus what initiatives in service add.
    Pool {
        /// Which pool.
        pool: PoolIx,
        /// When.
        year: Year,
        /// Capacity before additions, in hundredths of a person-month.
        capacity: i64,
    },
    /// The index (or one indicator) reaches at least this level by the end of the year.
    Outcome {
        /// Its id.
        id: String,
        /// Which scheme.
        scheme: SchemeIx,
        /// The index or an indicator of it.
        measure: Measure,
        /// By when.
        year: Year,
        /// The least.
        at_least: Level,
    },
    /// Spending of the scope in a year after the horizon is at most the limit.
    Commitments {
        /// Its id.
        id: String,
        /// Whose spending.
        scope: Scope,
        /// Which year after the horizon.
        year: Year,
        /// The most.
        limit: Money,
    },
    /// At most this many initiatives start otherwise (another year, or at all, or no longer) than in an earlier plan.
    Stability {
        /// Where the earlier plan came from.
        source: String,
        /// Its starts; initiatives not listed were not in it.
        starts: Vec<(InitiativeIx, Year)>,
        /// How many may differ.
        at_most: u32,
    },
}

impl Rule {
    /// The initiative it is about, where that is one.
    #[must_use]
    pub fn initiative(&self) -> Option<InitiativeIx> {
        match self {
            Self::Window { initiative, .. }
            | Self::Mandatory { initiative, .. }
            | Self::Committed { initiative, .. }
            | Self::ForcedIn { initiative, .. }
            | Self::ForcedOut { initiative, .. }
            | Self::Dependency { initiative, .. } => Some(*initiative),
            _ => None,
        }
    }

    /// The id that a case knows it by: its own, or that of the initiative, fund, group or pool it is about.
    #[must_use]
    pub fn id<'a>(&'a self, portfolio: &'a Portfolio) -> &'a str {
        match self {
            Self::Window { initiative, .. }
            | Self::Mandatory { initiative, .. }
            | Self::Committed { initiative, .. }
            | Self::ForcedIn { initiative, .. }
            | Self::ForcedOut { initiative, .. }
            | Self::Dependency { initiative, .. } => &portfolio.initiative(*initiative).id,
            Self::MandatoryGroup { group, .. } | Self::Alternatives { group, .. } => {
                &portfolio.group(*group).id
            }
            Self::FundLimit { fund, .. }
            | Self::FundHorizonLimit { fund, .. }
            | Self::CarryOver { fund, .. } => &portfolio.fund(*fund).id,
            Self::Pool { pool, .. } => &portfolio.pool(*pool).id,
            Self::Ceiling { id, .. }
            | Self::HorizonCeiling { id, .. }
            | Self::Floor { id, .. }
            | Self::ShareFloor { id, .. }
            | Self::ShareCap { id, .. }
            | Self::MinimumStarts { id, .. }
            | Self::StartsPerYear { id, .. }
            | Self::Bundle { id, .. }
            | Self::Synergy { id, .. }
            | Self::Outcome { id, .. }
            | Self::Commitments { id, .. }
            | Self::Stability { source: id, .. } => id,
        }
    }
}
