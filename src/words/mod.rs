//! Every sentence a person reads, in Indonesian and English, matched on enums.
//!
//! [`Lang`] chooses the language. One file per subject; nothing here reads files or knows the solver.

pub mod findings;

/// A language readers can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// The language of a code, `id` or `en`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "id" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}
