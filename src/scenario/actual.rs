//! What was really spent in a past year.

use crate::units::{AgencyIx, ClassIx, InitiativeIx, Money, Year};

/// Who spent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spender {
    /// One initiative.
    Initiative(InitiativeIx),
    /// A whole agency: everything it spent of the class, base spending included.
    Agency(AgencyIx),
}

/// An amount that takes the place of what was planned for this spender, class and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actual {
    /// Who.
    pub spender: Spender,
    /// Of which class.
    pub class: ClassIx,
    /// When.
    pub year: Year,
    /// How much, in the smallest unit of the class.
    pub amount: Money,
}
