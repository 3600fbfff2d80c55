//! The findings of a run that its results carry: warnings, and notes that can change a number.
//!
//! ```text
//! warning[W501]: nothing reads the column note (initiatives.csv:1:80; costs.csv:1:12)
//! ```
//!
//! One place for every result: [`rows`] for JSON, [`text`] for summaries, [`told`] for what draws its own tables. Findings
//! that say the same stand once, with all their places; the defaults used stand together in one sentence.

use std::collections::BTreeMap;

use super::findings::{self, Row, place};
use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::input::Case;
use crate::words::{Lang, carried as words, findings as sentences};

/// Places of one finding that are listed; the others are counted.
const PLACES: usize = 12;

/// What is said once, and everywhere it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// A warning or a note.
    pub severity: Severity,
    /// The finding's code.
    pub code: &'static str,
    /// What was found.
    pub sentence: String,
    /// The places, as findings name them; too many end in their number.
    pub places: Vec<String>,
}

impl Told {
    /// All of it in one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let severity = sentences::severity(lang, self.severity);
        let places = self.places.join("; ");
        let places = if places.is_empty() { places } else { format!(" ({places})") };
        format!("{severity}[{}]: {}{places}", self.code, self.sentence)
    }
}

/// Everything but defaults: warnings first, each in the order in which they were found.
#[must_use]
pub fn told(case: &Case, lang: Lang) -> Vec<Told> {
    let mut groups: Vec<(&Finding, Vec<&Diagnostic>)> = Vec::new();
    let mut known: BTreeMap<&Finding, usize> = BTreeMap::new();
    for found in case.carried().filter(|found| default(&found.finding).is_none()) {
        let at = *known.entry(&found.finding).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, group)) => group.push(found),
            None => groups.push((&found.finding, vec![found])),
        }
    }
    groups.sort_by_key(|(finding, _)| finding.severity());
    let one = |(finding, group): &(&Finding, Vec<&Diagnostic>)| {
        let mut places: Vec<String> =
            group.iter().take(PLACES).map(|found| place(lang, &found.place)).collect();
        places.retain(|place| !place.is_empty());
        if group.len() > PLACES {
            places.push(words::more_places(group.len() - PLACES, lang));
        }
        Told {
            severity: finding.severity(),
            code: finding.code(),
            sentence: sentences::sentence(lang, finding),
            places,
        }
    };
    groups.iter().map(one).collect()
}

/// How many findings there are besides defaults, in words; empty where there is none.
#[must_use]
pub fn count(case: &Case, lang: Lang) -> String {
    let of = |severity| {
        let other = case.carried().filter(|found| default(&found.finding).is_none());
        other.filter(|found| found.finding.severity() == severity).count()
    };
    words::count(of(Severity::Warning), of(Severity::Note), lang)
}

/// Settings that have their default value: `service.discount_rate = 0`, with a count where it is said of several rows.
#[must_use]
pub fn defaults(case: &Case) -> Vec<String> {
    let mut order: Vec<(String, usize)> = Vec::new();
    for (key, value) in case.carried().filter_map(|found| default(&found.finding)) {
        let setting = format!("{key} = {value}");
        match order.iter_mut().find(|(held, _)| *held == setting) {
            Some((_, count)) => *count += 1,
            None => order.push((setting, 1)),
        }
    }
    let one = |(setting, count): (String, usize)| {
        if count == 1 { setting } else { format!("{setting} ({count}×)") }
    };
    order.into_iter().map(one).collect()
}

/// The setting and value of a default.
fn default(finding: &Finding) -> Option<(&str, &str)> {
    match finding {
        Finding::DefaultUsed { key, value } => Some((key, value)),
        _ => None,
    }
}

/// The end of a summary; nothing where there is nothing but defaults.
#[must_use]
pub fn text(case: &Case, lang: Lang) -> String {
    let told = told(case, lang);
    if told.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{} ({}):\n", words::heading(lang), count(case, lang));
    for one in told {
        text.extend(["  ", &one.line(lang), "\n"]);
    }
    let defaults = case.carried().filter(|found| default(&found.finding).is_some()).count();
    if defaults > 0 {
        text.extend(["  ", &words::defaults_counted(defaults, lang), "\n"]);
    }
    text
}

/// Every finding for machines, as `check --format json` has it.
#[must_use]
pub fn rows(case: &Case, lang: Lang) -> Vec<Row<'_>> {
    case.carried().map(|found| findings::row(lang, found)).collect()
}
