//! A plan: one start year per initiative, or none, and the exact sums that follow from it.
//!
//! [`Plan`] is the decision; [`Ledger`] is every amount it causes, [`Totals`] their sums; [`standing`] are staff, levels and value;
//! [`funding`] is who pays. All in integers; nothing here knows of a program or a solver.

mod apart;
mod flow;
pub mod funding;
mod ledger;
pub mod standing;
mod totals;

pub use apart::{Apart, cost_within};
pub use funding::Funding;
pub use ledger::{Entry, Ledger, Source, synergies, synergy_line};
pub use totals::{Totals, Yearly};

use crate::portfolio::Portfolio;
use crate::units::{InitiativeIx, Year};

/// The start year of every initiative, in the portfolio's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Plan {
    /// One entry an initiative; `None` where it is not started.
    pub starts: Vec<Option<Year>>,
}

impl Plan {
    /// Nothing started.
    #[must_use]
    pub fn empty(portfolio: &Portfolio) -> Self {
        Self { starts: vec![None; portfolio.initiatives.len()] }
    }

    /// When the initiative starts.
    #[must_use]
    pub fn start(&self, initiative: InitiativeIx) -> Option<Year> {
        self.starts[initiative.0]
    }

    /// Every start, in id order.
    pub fn started(&self) -> impl Iterator<Item = (InitiativeIx, Year)> {
        self.starts.iter().enumerate().filter_map(|(at, start)| start.map(|year| (InitiativeIx(at), year)))
    }

    /// Whether the initiative has started by the end of the year.
    #[must_use]
    pub fn started_by(&self, initiative: InitiativeIx, year: Year) -> bool {
        self.start(initiative).is_some_and(|start| start <= year)
    }

    /// Whether the initiative is in service in the year.
    #[must_use]
    pub fn in_service(&self, portfolio: &Portfolio, initiative: InitiativeIx, year: Year) -> bool {
        let duration = portfolio.initiative(initiative).duration;
        self.start(initiative).is_some_and(|start| portfolio.calendar.service_from(start, duration) <= year)
    }
}
