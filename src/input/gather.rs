//! Gathers findings while reading goes on: [`Gather`] never stops at the first.
//!
//! It also holds the two things every number and every link needs: the currency sign and the search for the
//! nearest known name, which has a budget so that a file full of errors still reads in linear time.

use super::cell::Cell;
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};

/// Names compared in the search for near ones, over the whole case.
const BUDGET: usize = 100_000;

/// The longest name for which a near one is looked for, in bytes.
const LONGEST: usize = 256;

/// Everything found so far.
#[derive(Debug)]
pub struct Gather {
    /// The currency sign that may stand beside amounts.
    pub sign: String,
    /// Whether `case.toml` was read whole; where not, ids it defines may be missing through no fault of the
    /// other files.
    pub case_sound: bool,
    /// Whether the plan's years are known; where not, nothing can be said of years outside them.
    pub years_sound: bool,
    found: Vec<Diagnostic>,
    budget: usize,
}

impl Gather {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self { sign: "Rp".to_owned(), case_sound: true, years_sound: true, found: Vec::new(), budget: BUDGET }
    }

    /// Adds a finding at a place.
    pub fn add(&mut self, finding: Finding, place: Place) {
        if !self.follows_from_another(&finding) {
            self.found.push(Diagnostic { finding, place, nearest: None });
        }
    }

    /// Whether a finding says nothing new, because what it speaks of could not be read.
    fn follows_from_another(&self, finding: &Finding) -> bool {
        let of_rules = finding.code().starts_with("E4") || finding.code().starts_with("N6");
        let of_years = matches!(
            finding,
            Finding::TooManyAmounts { .. }
                | Finding::YearOutside { .. }
                | Finding::CommittedOutside { .. }
                | Finding::ShareWithoutCeiling { .. }
        );
        (of_rules && !self.case_sound) || (of_years && !self.years_sound)
    }

    /// Adds a finding about a cell.
    pub fn at(&mut self, finding: Finding, cell: &Cell<'_>) {
        self.add(finding, cell.place());
    }

    /// Adds a finding with the candidate most like what was written.
    pub fn near<'n>(
        &mut self,
        finding: Finding,
        place: Place,
        written: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        let nearest = self.nearest(written, names);
        self.found.push(Diagnostic { finding, place, nearest });
    }

    /// Whether an error was found.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.found.iter().any(|d| d.finding.severity() == Severity::Error)
    }

    /// Every finding once, in the order of files, lines and columns.
    #[must_use]
    pub fn into_findings(mut self) -> Vec<Diagnostic> {
        let rank = |place: &Place| match place.file.to_str() {
            Some("case.toml") => 0,
            Some("scenarios.toml") => 1,
            Some("initiatives.csv") => 2,
            _ => 3,
        };
        self.found.sort_by(|a, b| {
            let by_file = rank(&a.place).cmp(&rank(&b.place));
            by_file.then_with(|| a.place.cmp(&b.place)).then_with(|| a.finding.cmp(&b.finding))
        });
        self.found.dedup();
        self.found
    }

    /// The name most like the written one, the first in order of the nearest; none that needs more than a quarter
    /// of its letters changed (and one more).
    fn nearest<'n>(&mut self, written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
        // Nobody mistypes a name of this length, and to compare two costs the product of theirs.
        if written.len() > LONGEST {
            return None;
        }
        let written = written.to_lowercase();
        let most = 1 + written.chars().count() / 4;
        let mut best: Option<(usize, &str)> = None;
        for name in names {
            if self.budget == 0 {
                break;
            }
            self.budget -= 1;
            if name.len().abs_diff(written.len()) > 4 * most {
                continue;
            }
            let distance = strsim::osa_distance(&written, &name.to_lowercase());
            if distance <= most && best.is_none_or(|held| (distance, name) < held) {
                best = Some((distance, name));
            }
        }
        best.map(|(_, name)| name.to_owned())
    }
}
