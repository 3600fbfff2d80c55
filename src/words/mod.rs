//! Every sentence and number format a person reads, in Indonesian and English, matched on enums.

pub mod charts;
pub mod numbers;

use crate::portfolio::Label;

/// The language of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Indonesian.
    Id,
    /// English.
    En,
}

impl Lang {
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
