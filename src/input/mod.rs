//! Reading a case: a folder of tables becomes a [`Case`], or every finding that stands in the way.
//!
//! ```text
//! load(path) = open the files, then build
//! build(files): case.toml -> Head -> initiatives.csv -> Portfolio -> scenarios.toml -> rules -> Scenario
//! ```
//!
//! One file here per table of a case (`scenarios/README.md` is the contract), under them the layers: `cell` and
//! `table` (CSV), `toml_tree` and `keys` (TOML), `number` and `values` (from text to value), `gather` (findings).
//! Nothing here solves, prints or guesses: every default used is a note.

mod actuals;
mod alike;
mod amounts;
mod base;
mod calendar;
mod case_toml;
mod cell;
pub mod collect;
mod columns;
mod costs;
mod currency;
pub mod decisions;
mod dependencies;
pub mod disk;
mod earlier;
mod evidence;
mod files;
mod fuzz;
mod gather;
mod groups;
pub mod identity;
mod indexes;
mod initiatives;
mod keys;
mod lifts;
mod lookup;
mod measures;
mod money;
mod number;
mod odd;
pub mod pending;
mod raters;
mod row;
mod rules;
mod scale;
mod scenarios;
mod scores;
mod shape;
mod sheet_facts;
mod staff;
mod starter;
mod table;
mod text;
mod toml_tree;
mod uncertainty;
mod unread;
mod values;
mod weights;
pub mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

pub use actuals::FILE as ACTUALS;
pub use cell::guarded;
pub use disk::workbook_bytes;
pub use earlier::{Earlier, earlier};
pub use files::Files;
#[doc(hidden)]
pub use fuzz::{amount as fuzz_amount, table as fuzz_table};
pub use money::BUILT_IN_CLASSES;
pub use money::unit as money_unit;
pub use starter::starter;

use crate::diagnostic::{Diagnostic, Finding, Place, Severity, Warned};
use crate::portfolio::{Flaw, Portfolio};
use crate::priority::elicited::Elicited;
use crate::priority::{Values, WeightSet};
use crate::scenario::{Actual, Decision, Rule, Scenario, Uncertainty};
use crate::units::{InitiativeIx, Year};
use columns::Others;
use gather::Gather;
use initiatives::Candidates;
use keys::Section;
use scenarios::Draft;
use table::Table;
use toml_tree::Node;

/// A case that was read.
#[derive(Clone, Debug)]
pub struct Case {
    /// What is true whatever the budget.
    pub portfolio: Portfolio,
    /// Weight sets, the default first; empty where values are given.
    pub weight_sets: Vec<WeightSet>,
    /// What was asked of raters, and what stands behind the weight sets.
    pub elicited: Elicited,
    /// The scenarios, in the order of their file.
    pub scenarios: Vec<Scenario>,
    /// What was really spent in past years; only a revision asks.
    pub actuals: Vec<Actual>,
    /// What is not known for sure, for the study of robustness.
    pub uncertainty: Uncertainty,
    /// Who decided what, in order; empty where no log is kept.
    pub decisions: Vec<Decision>,
    /// How much each scenario weighs in the budget ladder, in millionths, in their order: only proportions count, and a
    /// scenario with none stays out of it. All the same where no scenario gives a probability.
    pub probabilities: Vec<i64>,
    /// Language of outputs unless the reader chooses another: `id` or `en`.
    pub language: String,
    /// Every file that was read, sorted by name.
    pub inputs: Vec<InputFile>,
    /// The sheets that stand for files, by those files' names, where the case is a workbook.
    pub sheets: BTreeMap<String, Place>,
    /// Whether the case gives no id of its own, so that its id is the name of its folder or workbook.
    pub id_from_place: bool,
    /// Warnings, and notes of the defaults that were used, in the order of the files.
    pub findings: Vec<Diagnostic>,
}

impl Case {
    /// The findings that every result shows: those that can change a number.
    pub fn carried(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(|found| found.finding.can_change_numbers())
    }

    /// Where a line of one of its tables stands (the table itself without a line), as findings name it: in a workbook the
    /// sheet and the first cell of the row.
    #[must_use]
    pub fn place(&self, file: &str, line: Option<usize>) -> String {
        let place = match self.sheets.get(file) {
            Some(sheet) => Place { line, column: line.map(|_| 1), ..sheet.clone() },
            None => Place { file: file.into(), line, ..Place::default() },
        };
        place.short()
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Its name, relative to the case's folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its contents, as they were read.
    pub bytes: Vec<u8>,
}

/// Opens a case (a folder, or a workbook) and builds it.
///
/// # Errors
/// Every finding, at least one of them an error.
pub fn load(path: &Path) -> Result<Warned<Case>, Vec<Diagnostic>> {
    build(&Files::open(path)?)
}

/// Opens a case under the id that its results were made with; a case that gives an id keeps its own.
///
/// # Errors
/// Every finding, at least one of them an error.
pub fn load_as(path: &Path, id: &str) -> Result<Warned<Case>, Vec<Diagnostic>> {
    let mut files = Files::open(path)?;
    files.folder = identity::of_name(id);
    build(&files)
}

/// Opens the copy of a case that results hold, under the id they were made with.
///
/// # Errors
/// Every finding, at least one of them an error.
pub fn load_kept(inputs: &Path, id: &str) -> Result<Warned<Case>, Vec<Diagnostic>> {
    let mut files = Files::open_kept(inputs)?;
    files.folder = identity::of_name(id);
    build(&files)
}

/// Builds a case from files already read.
///
/// # Errors
/// Every finding, at least one of them an error.
pub fn build(files: &Files) -> Result<Warned<Case>, Vec<Diagnostic>> {
    let mut gather = Gather::new();
    gather.sheets = files.workbook.as_ref().map(|book| book.facts.clone()).unwrap_or_default();
    files.say_beside(&mut gather);
    let case = read(&mut gather, files);
    let failed = gather.failed();
    let mut findings = gather.into_findings();
    let mut failed = failed;
    if let Some(book) = &files.workbook {
        let located = findings.into_iter().map(|found| book.locate(found));
        findings = book.found.iter().cloned().chain(located).collect();
        once_a_column(&mut findings);
        failed = findings.iter().any(|found| found.finding.severity() == Severity::Error);
    }
    match case {
        Some(mut value) if !failed => {
            value.findings.clone_from(&findings);
            Ok(Warned { value, findings })
        }
        _ => Err(findings),
    }
}

/// Of a workbook's column that nothing reads, every row says the same: the first is enough.
fn once_a_column(findings: &mut Vec<Diagnostic>) {
    let mut said = BTreeSet::new();
    findings.retain(|found| {
        let is_key = matches!(
            found.finding,
            Finding::UnreadRuleKey { .. } | Finding::MisspelledKey { .. } | Finding::UnknownKey { .. }
        );
        // In a sheet that holds TOML text the column says nothing.
        let sheet =
            found.place.sheet.clone().filter(|sheet| is_key && !sheet.to_lowercase().contains(".toml"));
        sheet.is_none_or(|sheet| said.insert((sheet, found.place.column, found.finding.clone())))
    });
}

fn read(g: &mut Gather, files: &Files) -> Option<Case> {
    let (case, scenarios) = trees(g, files);
    let mut head = case_toml::read(g, &case, &scenarios, files);
    let bytes = files.needed(g, "initiatives.csv").unwrap_or_default();
    let known = initiatives::columns(&head);
    let table = if files.holds("initiatives.csv") {
        Table::read(g, "initiatives.csv", bytes, &known, Others::Warn)
    } else {
        Table::none("initiatives.csv")
    };
    let (lines, scores) = (files.optional(g, "costs.csv"), files.optional(g, "scores.csv"));
    let lines = costs::Lines::read(g, lines);
    let scores = scores::Scores::read(g, &head, scores);
    let mut candidates = initiatives::read(g, &case, &mut head, table, &lines, &scores);
    lines.check_ids(g, &candidates.ids);
    scores.check_ids(g, &candidates.ids);
    scores.keep_ratings(g, &mut head, &candidates.ids);
    let base = files.optional(&mut Gather::new(), "base.csv");
    let base = base.map(|bytes| base::rows_of_table(&mut g.aside(), bytes)).unwrap_or_default();
    scale::check(g, &head, &candidates.table, lines.table(), &case, &scenarios, &base);
    let portfolio = Portfolio {
        initiatives: std::mem::take(&mut candidates.initiatives),
        groups: rules::named_groups(g, &case, &mut candidates),
        ..head.shell.clone()
    };
    let ground = rules::Ground { head: &head, portfolio: &portfolio, candidates: &candidates, files };
    let drafts = scenarios::read(g, &ground, &case, &scenarios);
    let actuals = files.optional(g, ACTUALS);
    let actuals = actuals::read(g, &head, &portfolio, &candidates.ids, actuals);
    let log = files.optional(g, decisions::FILE);
    let decisions = decisions::read(g, log);
    let portfolio = checked(g, portfolio, &candidates)?;
    let uncertainty = uncertainty::read(g, &case, &portfolio, &drafts, files);
    if g.failed() {
        return None;
    }
    let ground = rules::Ground { head: &head, portfolio: &portfolio, candidates: &candidates, files };
    odd::look_for_costs(g, &ground);
    if g.failed() {
        return None;
    }
    odd::look(g, &ground, &case, &drafts, &decisions);
    let inputs = match &files.workbook {
        Some(book) => vec![input_file(&book.name, &book.bytes)],
        None => files.each().map(|(name, bytes)| input_file(name, bytes)).collect(),
    };
    let probabilities = probabilities(g, &scenarios, &drafts);
    let scenarios = assemble(g, &portfolio, &head.weight_sets, drafts);
    odd::look_for_nothing(g, &ground, &scenarios);
    let elicited = Elicited { cost_grades: candidates.cost_grades, ..head.elicited() };
    let (weight_sets, language) = (head.weight_sets, head.language);
    Some(Case {
        portfolio,
        weight_sets,
        elicited,
        scenarios,
        actuals,
        decisions,
        probabilities,
        uncertainty,
        language,
        inputs,
        sheets: files.workbook.as_ref().map(|book| book.places()).unwrap_or_default(),
        id_from_place: Section::file(&case).get("id").is_none(),
        findings: Vec::new(),
    })
}

/// What scenarios weigh in the budget ladder: what is given, or all the same.
fn probabilities(g: &mut Gather, file: &Node, drafts: &[Draft]) -> Vec<i64> {
    if drafts.iter().any(|draft| draft.probability.is_some()) {
        return drafts.iter().map(|draft| draft.probability.unwrap_or(0)).collect();
    }
    if drafts.len() > 1 {
        let equal = format!("1/{}", drafts.len());
        case_toml::default(g, &Section::file(file), "scenario.probability", &equal);
    }
    vec![1_000_000 / i64::try_from(drafts.len().max(1)).unwrap_or(1); drafts.len()]
}

fn trees(g: &mut Gather, files: &Files) -> (Node, Node) {
    let case = files.needed(g, "case.toml").map(<[u8]>::to_vec);
    let (case, whole) = match case {
        Some(bytes) => toml_tree::read(g, "case.toml", &bytes),
        None => (Node::empty("case.toml"), false),
    };
    g.case_sound = whole;
    let scenarios = files.optional(g, "scenarios.toml").map(<[u8]>::to_vec);
    let scenarios = scenarios.map(|bytes| toml_tree::read(g, "scenarios.toml", &bytes).0);
    (case, scenarios.unwrap_or_else(|| Node::empty("scenarios.toml")))
}

/// The portfolio's own last check, its flaws turned into findings.
fn checked(g: &mut Gather, portfolio: Portfolio, candidates: &Candidates) -> Option<Portfolio> {
    let ids: Vec<String> = portfolio.initiatives.iter().map(|item| item.id.clone()).collect();
    let id = |ix: &InitiativeIx| ids.get(ix.0).cloned().unwrap_or_default();
    match portfolio.checked() {
        Ok(portfolio) => Some(portfolio),
        Err(flaws) => {
            for flaw in flaws {
                match flaw {
                    Flaw::Cycle(ring) => {
                        let place = ring.first().map(|ix| candidates.place(ix.0, "depends_on"));
                        let members = ring.iter().map(id).collect();
                        g.add(Finding::Cycle { members }, place.unwrap_or_default());
                    }
                    Flaw::TooLarge => too_large(g),
                    // Only where something was left out of the portfolio, which has been said.
                    Flaw::Order(_) | Flaw::Dangling(_) => {}
                }
            }
            None
        }
    }
}

fn too_large(g: &mut Gather) {
    let place = Place { file: "initiatives.csv".into(), ..Place::default() };
    g.add(Finding::TooLargeTogether {}, place);
}

/// An amount of money given outside a case, such as with a flag, in the smallest counted unit; a number alone counts whole
/// units of the currency. `comma` says that numbers around it have a decimal comma, `held` is the amount it replaces.
///
/// # Errors
/// Why it is not read, or that it is a thousand times away from what it replaces.
pub fn amount_of(
    text: &str,
    currency: &crate::portfolio::Currency,
    comma: bool,
    held: Option<i64>,
) -> Result<i64, Finding> {
    let language = if comma { number::Marks::Comma } else { number::Marks::Point };
    let own = currency::Currency { sign: &currency.sign, decimals: currency.decimals };
    let read = currency::read(text, number::Marks::Unsettled, language, own);
    let written = read.map_err(|why| values::unread(text, why, &currency.sign))?;
    if written.number.is_negative() {
        return Err(Finding::Negative { text: text.to_owned() });
    }
    let whole = 10_i64.pow(u32::from(currency.decimals));
    let counted = written.number.times(whole, number::Fit::Down);
    let counted = counted.ok().filter(|counted| *counted <= values::LARGEST);
    let counted = counted.ok_or_else(|| Finding::TooLarge { text: text.to_owned() })?;
    match held.filter(|held| *held > 0 && counted > 0 && !written.absolute) {
        Some(held) => scale::near(text, counted, held, currency),
        None => Ok(counted),
    }
}

/// Values every start under each scenario's weights, once for scenarios that share them.
fn assemble(g: &mut Gather, portfolio: &Portfolio, sets: &[WeightSet], drafts: Vec<Draft>) -> Vec<Scenario> {
    let mut known: BTreeMap<(usize, Option<Year>), (Values, i128)> = BTreeMap::new();
    let mut scenarios = Vec::new();
    let mut sound = true;
    for draft in drafts {
        let committed = draft.rules.iter().filter_map(|placed| match placed.rule {
            Rule::Committed { start, .. } => Some(start),
            _ => None,
        });
        let earliest = committed.min().filter(|&year| year < portfolio.calendar.first);
        let set = sets.get(draft.weight_set);
        let (values, worth) = known.entry((draft.weight_set, earliest)).or_insert_with(|| {
            let values = Values::of(portfolio, set, earliest);
            let worth = odd::worth(portfolio, &values);
            (values, worth)
        });
        sound = sound && odd::adds_up(portfolio, *worth, &draft);
        scenarios.push(Scenario {
            id: draft.id,
            name: draft.name,
            note: draft.note,
            weight_set: set.map_or_else(String::new, |set| set.id.clone()),
            values: values.clone(),
            base: draft.base,
            rules: draft.rules.into_iter().map(|placed| placed.rule).collect(),
            goals: draft.goals,
        });
    }
    if !sound {
        too_large(g);
    }
    scenarios
}

/// A file with the hash of its bytes.
#[must_use]
pub fn input_file(name: &str, bytes: &[u8]) -> InputFile {
    InputFile { name: name.to_owned(), sha256: hexadecimal(&Sha256::digest(bytes)), bytes: bytes.to_vec() }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let hex =
        |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or('0'));
    bytes.iter().flat_map(hex).collect()
}

#[cfg(test)]
#[path = "amount_tests.rs"]
mod tests;
