//! What the rules cost: the value regained if a kind of them were dropped.

use super::base::{Base, Effect};
use crate::scenario::Rule;
use rayon::prelude::*;

/// A kind of rule that somebody decided on and could drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Ceilings of a year, of all classes and scopes.
    Ceilings,
    /// Ceilings over the horizon.
    HorizonCeilings,
    /// What may be left after the horizon.
    Commitments,
    /// Limits of funds.
    Funds,
    /// Least amounts and shares.
    Floors,
    /// Greatest shares.
    Shares,
    /// What has to be done, and by when.
    Mandatory,
    /// What was decided in.
    ForcedIn,
    /// What was decided out.
    ForcedOut,
    /// Windows of starts.
    Windows,
    /// What waits for what.
    Dependencies,
    /// How many alternatives.
    Alternatives,
    /// All or none.
    Bundles,
    /// People.
    Staff,
    /// Starts in a year.
    Pace,
    /// Least numbers of starts.
    MinimumStarts,
    /// Levels and indices to be reached.
    Outcomes,
    /// Changes from an earlier plan.
    Stability,
}

impl Kind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 18] = [
        Self::Ceilings,
        Self::HorizonCeilings,
        Self::Commitments,
        Self::Funds,
        Self::Floors,
        Self::Shares,
        Self::Mandatory,
        Self::ForcedIn,
        Self::ForcedOut,
        Self::Windows,
        Self::Dependencies,
        Self::Alternatives,
        Self::Bundles,
        Self::Staff,
        Self::Pace,
        Self::MinimumStarts,
        Self::Outcomes,
        Self::Stability,
    ];

    /// Its word for machines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ceilings => "ceilings",
            Self::HorizonCeilings => "horizon-ceilings",
            Self::Commitments => "commitments",
            Self::Funds => "funds",
            Self::Floors => "floors",
            Self::Shares => "shares",
            Self::Mandatory => "mandatory",
            Self::ForcedIn => "forced-in",
            Self::ForcedOut => "forced-out",
            Self::Windows => "windows",
            Self::Dependencies => "dependencies",
            Self::Alternatives => "alternatives",
            Self::Bundles => "bundles",
            Self::Staff => "staff",
            Self::Pace => "pace",
            Self::MinimumStarts => "minimum-starts",
            Self::Outcomes => "outcomes",
            Self::Stability => "stability",
        }
    }

    /// The kind of a rule; `None` for what is no restriction, or past.
    #[must_use]
    pub fn of(rule: &Rule) -> Option<Self> {
        Some(match rule {
            Rule::Ceiling { .. } => Self::Ceilings,
            Rule::HorizonCeiling { .. } => Self::HorizonCeilings,
            Rule::Commitments { .. } => Self::Commitments,
            Rule::FundLimit { .. } | Rule::FundHorizonLimit { .. } => Self::Funds,
            Rule::Floor { .. } | Rule::ShareFloor { .. } => Self::Floors,
            Rule::ShareCap { .. } => Self::Shares,
            Rule::Mandatory { .. } | Rule::MandatoryGroup { .. } => Self::Mandatory,
            Rule::ForcedIn { .. } => Self::ForcedIn,
            Rule::ForcedOut { .. } => Self::ForcedOut,
            Rule::Window { .. } => Self::Windows,
            Rule::Dependency { .. } => Self::Dependencies,
            Rule::Alternatives { .. } => Self::Alternatives,
            Rule::Bundle { .. } => Self::Bundles,
            Rule::Pool { .. } => Self::Staff,
            Rule::StartsPerYear { .. } => Self::Pace,
            Rule::MinimumStarts { .. } => Self::MinimumStarts,
            Rule::Outcome { .. } => Self::Outcomes,
            Rule::Stability { .. } => Self::Stability,
            Rule::Committed { .. } | Rule::CarryOver { .. } | Rule::Synergy { .. } => return None,
        })
    }
}

/// What dropping every rule of a kind leads to, kind by kind, only those the scenario has.
#[must_use]
pub fn rule_costs(base: &Base) -> Vec<(Kind, Effect)> {
    let mut kinds: Vec<Kind> = base.scenario.rules.iter().filter_map(Kind::of).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let without = |kind: Kind| {
        let scenario = base.scenario.keeping(|rule| Kind::of(rule) != Some(kind));
        (kind, base.effect(base.portfolio, &scenario, false))
    };
    kinds.into_par_iter().map(without).collect()
}
