//! Index schemes (SPBE, Pemdi, any other): indicators with weights and levels. Schemes are data, never code.
//!
//! `index = sum(weight * level) / 100` with weights in percent, levels from the baseline up to the highest.

use super::Label;
use crate::units::Level;

/// One indicator of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Id used in lifts.
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
    /// Weight in thousandths of a percent (1.3 % = 1300).
    pub weight: i64,
    /// Level today.
    pub baseline: Level,
    /// Level aimed at by the horizon, if stated.
    pub target: Option<Level>,
}

/// A named stretch of the index ("Baik" from 2.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Lowest index in it.
    pub from: Level,
    /// Name shown to readers.
    pub name: Label,
}

/// An index made of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Id used in tables and rules.
    pub id: String,
    /// Name shown to readers.
    pub name: Label,
    /// The highest level of any indicator.
    pub highest: Level,
    /// Indicators in declared order.
    pub indicators: Vec<Indicator>,
    /// Bands, ascending.
    pub bands: Vec<Band>,
}

impl Scheme {
    /// Thousandths of a percent in the whole.
    pub const WHOLE: i64 = 100_000;

    /// The index these levels give, as an exact sum of weight (thousandths of a percent) times level
    /// (hundredths): divide by [`Scheme::WHOLE`] for hundredths of a level.
    #[must_use]
    pub fn weighted(&self, levels: &[Level]) -> i64 {
        self.indicators.iter().zip(levels).map(|(indicator, level)| indicator.weight * level.0).sum()
    }
}
