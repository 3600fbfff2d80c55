//! `[evidence]` and `[checks]`: what grades of evidence leave open, and how strictly priorities are looked at.

use super::gather::Gather;
use super::keys::{Section, cell_of, wrong};
use super::toml_tree::{Node, Value};
use super::values;
use crate::diagnostic::Finding;
use crate::finding::Shape;
use crate::priority::evidence::{EvidenceRanges, Grade, Range};

/// How strictly priorities are looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checks {
    /// Correlation of two criteria from which they are named, 0 to 1.
    pub correlation: f64,
    /// Points from which a score counts as high, 0 to 100.
    pub high_from: f64,
    /// The largest share of initiatives with a high score; none where nobody asked.
    pub high_share: Option<f64>,
}

impl Default for Checks {
    fn default() -> Self {
        Self { correlation: 0.9, high_from: 70.0, high_share: None }
    }
}

/// `[evidence]`: by grade `"10%"` either way, or `["-5%", "30%"]`.
pub fn ranges(g: &mut Gather, file: &Section<'_>) -> EvidenceRanges {
    let mut ranges = EvidenceRanges::default();
    let Some(section) = file.table(g, "evidence") else { return ranges };
    section.known(g, &Grade::WORDS);
    for (grade, word) in Grade::ALL.into_iter().zip(Grade::WORDS) {
        let Some(found) = section.get(word).and_then(|node| range(g, word, node)) else { continue };
        match grade {
            Grade::Measured => ranges.measured = found,
            Grade::Quoted => ranges.quoted = found,
            Grade::Estimated => ranges.estimated = found,
        }
    }
    ranges
}

fn range(g: &mut Gather, word: &str, node: &Node) -> Option<Range> {
    let ends: Vec<&Node> = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let number = |g: &mut Gather, node: &Node| {
        let cell = cell_of(g, node, Shape::Number)?;
        values::fraction(g, &cell, -100, 1000).map(super::number::Decimal::real)
    };
    let range = match ends[..] {
        [one] => {
            let width = number(g, one)?;
            Range { low: -width, high: width }
        }
        [low, high] => {
            let (low, high) = (number(g, low), number(g, high));
            Range { low: low?, high: high? }
        }
        _ => return wrong(g, node, Shape::List),
    };
    if range.low > 0.0 || range.high < 0.0 {
        g.add(Finding::BadRange { grade: word.to_owned() }, node.place());
        return None;
    }
    Some(range)
}

/// `[checks]`.
pub fn checks(g: &mut Gather, file: &Section<'_>) -> Checks {
    let mut checks = Checks::default();
    let Some(section) = file.table(g, "checks") else { return checks };
    section.known(g, &["correlation", "high_from", "high_share"]);
    let fraction = |g: &mut Gather, key: &str| {
        let cell = section.number(g, key)?;
        values::fraction(g, &cell, 0, 100).map(super::number::Decimal::real)
    };
    if let Some(correlation) = fraction(g, "correlation") {
        checks.correlation = correlation;
    }
    if let Some(from) = section.number(g, "high_from").and_then(|cell| values::real(g, &cell, 0, 100)) {
        checks.high_from = from;
    }
    checks.high_share = fraction(g, "high_share");
    checks
}
