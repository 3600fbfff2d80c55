//! Every sentence and number format a person reads, in Indonesian and English, matched on enums.

pub mod charts;
pub mod claims;
pub mod cli;
pub mod columns;
pub mod findings;
pub mod frontier;
pub mod help;
pub mod import;
pub mod numbers;
pub mod plain;
pub mod progress;
pub mod reasons;
pub mod rules;
pub mod summary;

use crate::portfolio::Label;

/// The language of an output.
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

    /// The one of two texts that is in this language.
    #[must_use]
    pub fn pick<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }

    /// A name in this language.
    #[must_use]
    pub fn label(self, label: &Label) -> &str {
        self.pick(&label.id, &label.en)
    }
}
