//! How well a number is known: a grade, and the range a case says the grade leaves.
//!
//! `around(x, whole) = [x + low * whole, x + high * whole]`: for a score the whole is the width of its scale, for a cost
//! the cost itself. Studies of robustness draw from these ranges; nothing here draws.

/// What a number rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Somebody measured it.
    Measured,
    /// Somebody offered it: a quotation, a document.
    Quoted,
    /// Somebody judged it.
    Estimated,
}

impl Grade {
    /// Every grade, in the order of [`Grade::WORDS`].
    pub const ALL: [Self; 3] = [Self::Measured, Self::Quoted, Self::Estimated];
    /// How tables write them.
    pub const WORDS: [&'static str; 3] = ["measured", "quoted", "estimated"];
}

/// How far below and above the truth may lie, as fractions of the whole; `low <= 0 <= high`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// Below, zero or less.
    pub low: f64,
    /// Above, zero or more.
    pub high: f64,
}

impl Range {
    /// The lowest and highest the number may be.
    #[must_use]
    pub fn around(self, number: f64, whole: f64) -> (f64, f64) {
        (number + self.low * whole, number + self.high * whole)
    }
}

/// The ranges of a case's grades; a grade the case does not speak of leaves none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EvidenceRanges {
    /// What measuring leaves.
    pub measured: Range,
    /// What quoting leaves.
    pub quoted: Range,
    /// What estimating leaves.
    pub estimated: Range,
}

impl EvidenceRanges {
    /// The range of a grade.
    #[must_use]
    pub fn of(&self, grade: Grade) -> Range {
        match grade {
            Grade::Measured => self.measured,
            Grade::Quoted => self.quoted,
            Grade::Estimated => self.estimated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_lies_around_its_number() {
        let estimated = Range { low: -0.1, high: 0.4 };
        let ranges = EvidenceRanges { estimated, ..EvidenceRanges::default() };
        let (low, high) = ranges.of(Grade::Estimated).around(50.0, 50.0);
        assert!((low - 45.0).abs() < 1e-12 && (high - 70.0).abs() < 1e-12);
        assert_eq!(ranges.of(Grade::Measured).around(50.0, 50.0), (50.0, 50.0));
    }
}
