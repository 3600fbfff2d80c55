//! Gathers findings while reading goes on: [`Gather`] never stops at the first.
//!
//! It also holds what every number and every link needs: the currency and the search for the nearest known name, which
//! has a budget so that a file full of errors still reads in linear time.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::alike::alike;
use super::cell::Cell;
use super::currency;
use super::sheet_facts::SheetFacts;
use crate::diagnostic::{Diagnostic, Finding, Place, Severity};

/// Names compared in the search for near ones, over the whole case.
const BUDGET: usize = 100_000;

/// The longest name for which a near one is looked for, in bytes.
const LONGEST: usize = 256;

/// The currency of the case, as it may stand beside amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its sign.
    pub sign: String,
    /// Its decimals.
    pub decimals: u8,
}

impl Default for Currency {
    fn default() -> Self {
        Self { sign: "Rp".to_owned(), decimals: 0 }
    }
}

impl Currency {
    /// The same, for reading an amount.
    #[must_use]
    pub fn as_read(&self) -> currency::Currency<'_> {
        currency::Currency { sign: &self.sign, decimals: self.decimals }
    }
}

/// Everything found so far.
#[derive(Debug)]
pub struct Gather {
    /// The currency that may stand beside amounts.
    pub currency: Currency,
    /// Whether `case.toml` was read whole; where not, ids it defines may be missing through no fault of the
    /// other files.
    pub case_sound: bool,
    /// Whether the plan's years are known; where not, nothing can be said of years outside them.
    pub years_sound: bool,
    /// What a workbook knows of its tables beyond their texts, by the files they stand for.
    pub sheets: BTreeMap<String, Rc<SheetFacts>>,
    found: Vec<Diagnostic>,
    budget: usize,
}

impl Gather {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            currency: Currency::default(),
            case_sound: true,
            years_sound: true,
            sheets: BTreeMap::new(),
            found: Vec::new(),
            budget: BUDGET,
        }
    }

    /// A gatherer of its own for what is read twice, with what this one knows of the case.
    #[must_use]
    pub fn aside(&self) -> Self {
        Self { currency: self.currency.clone(), sheets: self.sheets.clone(), ..Self::new() }
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
                | Finding::TooFewAmounts { .. }
                | Finding::YearsLeftOut { .. }
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

    /// Adds a finding with the name that is meant.
    pub fn nearest_is(&mut self, finding: Finding, place: Place, nearest: String) {
        if !self.follows_from_another(&finding) {
            self.found.push(Diagnostic { finding, place, nearest: Some(nearest) });
        }
    }

    /// The columns of a file that nothing reads.
    #[must_use]
    pub fn unread_columns(&self, file: &str) -> Vec<String> {
        let of_file = self.found.iter().filter(|found| found.place.file.as_os_str() == file);
        let name = |found: &Diagnostic| match &found.finding {
            Finding::UnknownColumn { name } | Finding::FiguresUnread { name, .. } => Some(name.clone()),
            _ => None,
        };
        of_file.filter_map(name).collect()
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
        self.without_consequences()
    }

    /// The findings without what follows from others: of a cell that is known to hold no value, and of a missing column that
    /// is there under a near name.
    fn without_consequences(self) -> Vec<Diagnostic> {
        let at = |one: &Diagnostic| (one.place.file.clone(), one.place.line, one.place.column);
        let is_cause = |one: &&Diagnostic| {
            matches!(one.finding, Finding::FormulaWithoutValue { .. } | Finding::ErrorCell { .. })
        };
        let causes: BTreeSet<_> = self.found.iter().filter(is_cause).map(at).collect();
        let near = |one: &Diagnostic| match &one.finding {
            Finding::NearColumn { meant, .. } => Some((one.place.file.clone(), meant.clone())),
            _ => None,
        };
        let near: BTreeSet<_> = self.found.iter().filter_map(near).collect();
        let follows = |one: &Diagnostic| match &one.finding {
            Finding::MissingColumn { name } => near.contains(&(one.place.file.clone(), name.clone())),
            _ => !is_cause(&one) && causes.contains(&at(one)),
        };
        self.found.into_iter().filter(|one| !follows(one)).collect()
    }

    /// The name most like the written one, the first in order of the nearest; none that needs more than a quarter
    /// of its letters changed (and one more). A name in other letters that looks the same is the nearest of all.
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
            if !(written.is_ascii() && name.is_ascii()) && alike(&written, name) {
                return Some(name.to_owned());
            }
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
