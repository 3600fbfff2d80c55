//! Every sentence and number format a person reads, in Indonesian and English, matched on enums.

pub mod carried;
pub mod charts;
pub mod claims;
pub mod cli;
pub mod columns;
pub mod comparison;
pub mod conflicts;
pub mod decisions;
pub mod explain;
pub mod findings;
pub mod form;
pub mod frontier;
pub mod help;
pub mod import;
pub mod interchange;
pub mod memo;
pub mod numbers;
pub mod pdf;
pub mod plain;
pub mod priorities;
pub mod progress;
pub mod reasons;
pub mod results;
pub mod robust;
pub mod room;
pub mod rules;
pub mod serve;
pub mod studies;
pub mod study_charts;
pub mod summary;
pub mod what_if;
pub mod workbook;

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

    /// Both languages, this one first.
    #[must_use]
    pub fn both(self) -> [Self; 2] {
        match self {
            Self::Id => [Self::Id, Self::En],
            Self::En => [Self::En, Self::Id],
        }
    }

    /// A name in this language.
    #[must_use]
    pub fn label(self, label: &Label) -> &str {
        self.pick(&label.id, &label.en)
    }
}

/// Keys stand once, and both languages fill in the same.
#[cfg(test)]
fn check_table(words: &[(&str, &str, &str)]) {
    let holes = |text: &str| (0..9).filter(|at| text.contains(&format!("{{{at}}}"))).collect::<Vec<_>>();
    for (at, (key, id, en)) in words.iter().enumerate() {
        assert!(words[at + 1..].iter().all(|(other, ..)| other != key), "{key} stands twice");
        assert_eq!(holes(id), holes(en), "{key}");
    }
}
