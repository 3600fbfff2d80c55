//! Why a scenario has no plan: every conflict found and every way out, as a document for machines, a table and words.
//!
//! The document stands in `explain.json` in the place of prices. It holds a plan for everything that is claimed, so that
//! `verify` can judge it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::certificate_json::{same_inputs, starts};
use super::super::csv_style::Table;
use super::super::{Shown, VERSION, carried, claimed, json, summary};
use super::json::FILE;
use super::{CERTIFICATE, TABLE, TEXT};
use crate::claims::Unreadable;
use crate::explain::conflicts::{Conflicts, Delay, Dropped};
use crate::input::Case;
use crate::portfolio::Portfolio;
use crate::report::bundle::{Files, INPUTS};
use crate::report::certificate_json;
use crate::report::manifest::Manifest;
use crate::scenario::Scenario;
use crate::solve::conflict::Conflict;
use crate::solve::missing::Missing;
use crate::words::conflicts::{self as words, Part};
use crate::words::explain::{Head, head};
use crate::words::{Lang, plain, rules};

/// The format's name.
const FORMAT: &str = "petajalan-conflicts/1";

#[derive(Serialize, Deserialize)]
struct Document {
    format: String,
    case: String,
    scenario: String,
    version: String,
    conflicts: Vec<ConflictRow>,
    /// Whether there is no other conflict.
    complete: bool,
    fewest_rules: Vec<DroppedRow>,
    extra_money: Option<MoneyRow>,
    delay: Option<DelayRow>,
    inputs: BTreeMap<String, String>,
}

type Starts = BTreeMap<String, i32>;

#[derive(Serialize, Deserialize)]
struct ConflictRow {
    rules: Vec<RuleRow>,
    shown_minimal: bool,
    /// For each of its rules a plan that keeps all the others; null where none was found in time.
    without: Vec<Option<Starts>>,
}

#[derive(Serialize, Deserialize)]
struct RuleRow {
    rule: usize,
    id: String,
    en: String,
}

#[derive(Serialize, Deserialize)]
struct DroppedRow {
    rules: Vec<RuleRow>,
    /// A plan that keeps all the others.
    starts: Starts,
}

#[derive(Serialize, Deserialize)]
struct MoneyRow {
    by_year: BTreeMap<i32, i64>,
    starts: Starts,
    proven: bool,
}

#[derive(Serialize, Deserialize)]
struct DelayRow {
    by: Vec<DeadlineRow>,
    starts: Starts,
    proven: bool,
}

#[derive(Serialize, Deserialize)]
struct DeadlineRow {
    rule: usize,
    initiative: String,
    years: i32,
}

/// The document.
#[must_use]
pub fn render(shown: &Shown, found: &Conflicts) -> Vec<u8> {
    let portfolio = &shown.case.portfolio;
    let rows = |rules: &[usize]| {
        let sentence = |at: usize, lang| rules::sentence(portfolio, &shown.scenario.rules[at], lang);
        let row =
            |&rule: &usize| RuleRow { rule, id: sentence(rule, Lang::Id), en: sentence(rule, Lang::En) };
        rules.iter().map(row).collect::<Vec<_>>()
    };
    let conflict = |conflict: &Conflict| ConflictRow {
        rules: rows(&conflict.rules),
        shown_minimal: conflict.is_minimal(),
        without: conflict
            .without
            .iter()
            .map(|plan| plan.as_ref().map(|plan| starts(portfolio, plan)))
            .collect(),
    };
    let deadline = |&(rule, who, years): &(usize, _, i32)| DeadlineRow {
        rule,
        initiative: portfolio.initiative(who).id.clone(),
        years,
    };
    json::carrying(
        &Document {
            format: FORMAT.to_owned(),
            case: portfolio.id.clone(),
            scenario: shown.scenario.id.clone(),
            version: VERSION.to_owned(),
            conflicts: found.conflicts.iter().map(conflict).collect(),
            complete: found.complete,
            fewest_rules: found
                .fewest
                .iter()
                .map(|way| DroppedRow { rules: rows(&way.rules), starts: starts(portfolio, &way.plan) })
                .collect(),
            extra_money: found.money.as_ref().map(|money| MoneyRow {
                by_year: money.by_year.iter().map(|(year, amount)| (year.0, amount.0)).collect(),
                starts: starts(portfolio, &money.plan),
                proven: money.proven,
            }),
            delay: found.delay.as_ref().map(|found| DelayRow {
                by: found.by.iter().map(deadline).collect(),
                starts: starts(portfolio, &found.plan),
                proven: found.proven,
            }),
            inputs: json::inputs(shown.case).into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect(),
        },
        shown.case,
    )
}

/// Whether a document is one of conflicts and names exactly the inputs of this case, decisions apart.
#[must_use]
pub fn answers(case: &Case, bytes: &[u8]) -> bool {
    let Ok(head) = claimed::document::<Document>(bytes) else { return false };
    head.format == FORMAT && head.version == VERSION && same_inputs(case, &head.inputs)
}

/// What a document claims of a scenario. Only its form is checked here.
///
/// # Errors
/// What is wrong with the document, for `words`.
pub fn claimed(portfolio: &Portfolio, scenario: &Scenario, bytes: &[u8]) -> Result<Conflicts, Unreadable> {
    let document: Document = claimed::document(bytes)?;
    if document.format != FORMAT {
        return Err(Unreadable::Format(document.format));
    }
    let known = |rule: usize| {
        if rule < scenario.rules.len() { Ok(rule) } else { Err(Unreadable::Rule(rule)) }
    };
    let rules = |rows: &[RuleRow]| claimed::rules(rows.iter().map(|row| row.rule), scenario.rules.len());
    let plan = |starts: &Starts| claimed::plan(portfolio, starts);
    let shown = document.conflicts.iter().map(|conflict| conflict.without.len()).sum::<usize>();
    let most = document.conflicts.iter().map(|conflict| conflict.rules.len()).sum::<usize>();
    if shown > most {
        return Err(Unreadable::TooMuch);
    }
    claimed::judgeable(shown.saturating_add(document.fewest_rules.len()), portfolio, scenario)?;
    let conflict = |row: &ConflictRow| {
        let without = row.without.iter().map(|starts| starts.as_ref().map(plan).transpose());
        Ok(Conflict { rules: rules(&row.rules)?, without: without.collect::<Result<_, _>>()? })
    };
    let dropped = |row: &DroppedRow| Ok(Dropped { rules: rules(&row.rules)?, plan: plan(&row.starts)? });
    let money = |row: &MoneyRow| {
        let by_year = claimed::amounts(row.by_year.iter().map(|(&year, &amount)| (year, amount)))?;
        Ok(Missing { by_year, plan: plan(&row.starts)?, proven: row.proven })
    };
    let deadline = |row: &DeadlineRow| {
        let who = portfolio.find(&row.initiative);
        if !(0..=9999).contains(&row.years) {
            return Err(Unreadable::Year(row.years));
        }
        Ok((known(row.rule)?, who.ok_or_else(|| Unreadable::Initiative(row.initiative.clone()))?, row.years))
    };
    let delay = |row: &DelayRow| {
        let by = row.by.iter().map(deadline).collect::<Result<Vec<_>, _>>()?;
        let mut seen = BTreeSet::new();
        if let Some(twice) = by.iter().find(|(rule, who, _)| !seen.insert((*rule, *who))) {
            return Err(Unreadable::Rule(twice.0));
        }
        Ok(Delay { by, plan: plan(&row.starts)?, proven: row.proven })
    };
    Ok(Conflicts {
        conflicts: document.conflicts.iter().map(conflict).collect::<Result<_, _>>()?,
        complete: document.complete,
        fewest: document.fewest_rules.iter().map(dropped).collect::<Result<_, _>>()?,
        money: document.extra_money.as_ref().map(money).transpose()?,
        delay: document.delay.as_ref().map(delay).transpose()?,
    })
}

/// A row for each rule of each conflict, then for each step of each way out.
fn table(shown: &Shown, found: &Conflicts) -> Vec<u8> {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let heads = [Head::Part, Head::Number, Head::Rule, Head::Id, Head::Year, Head::Extra, Head::Delay];
    let mut table = Table::with_headings(lang, &heads.map(|of| head(of, lang)));
    let mut row = |part: Part, number: usize, cells: [String; 5]| {
        let first = [words::part(part, lang).to_owned(), (number + 1).to_string()];
        table.row(&first.into_iter().chain(cells).collect::<Vec<_>>());
    };
    let none = String::new;
    let sentence = |at: usize| rules::sentence(portfolio, &shown.scenario.rules[at], lang);
    for (number, conflict) in found.conflicts.iter().enumerate() {
        for &at in &conflict.rules {
            row(Part::Conflict, number, [sentence(at), none(), none(), none(), none()]);
        }
    }
    for (number, way) in found.fewest.iter().enumerate() {
        for &at in &way.rules {
            row(Part::Drop, number, [sentence(at), none(), none(), none(), none()]);
        }
    }
    for &(year, amount) in found.money.iter().flat_map(|money| &money.by_year) {
        let amount = plain::amount(lang, amount, portfolio.currency.decimals);
        row(Part::Money, 0, [none(), none(), year.0.to_string(), amount, none()]);
    }
    for &(at, who, years) in found.delay.iter().flat_map(|delay| &delay.by) {
        let id = portfolio.initiative(who).id.clone();
        row(Part::Delay, 0, [sentence(at), id, none(), none(), years.to_string()]);
    }
    table.finish()
}

/// The words, as a terminal shows them.
#[must_use]
pub fn text(shown: &Shown, found: &Conflicts) -> String {
    let lines = words::lines(&shown.case.portfolio, shown.scenario, found, shown.lang);
    let mut text = summary::body(&[*shown], shown.lang);
    if !lines.is_empty() {
        text.extend(["\n", words::heading(shown.lang), "\n", &lines.join("\n"), "\n"]);
    }
    text + &carried::text(shown.case, shown.lang)
}

/// The table, the document, the words and the certificate, by file name: `verify` renders them again.
#[must_use]
pub fn rendered(shown: &Shown, found: &Conflicts) -> [(&'static str, Vec<u8>); 4] {
    [
        (TABLE, table(shown, found)),
        (FILE, render(shown, found)),
        (TEXT, text(shown, found).into_bytes()),
        (CERTIFICATE, certificate_json::render(shown)),
    ]
}

/// Everything a run writes.
#[must_use]
pub fn bundle(shown: &Shown, found: &Conflicts) -> Files {
    let case = shown.case;
    let mut files: Files =
        rendered(shown, found).into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    files.extend(case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let manifest = Manifest::of(case, vec![shown.scenario.id.clone()], shown.lang, &files);
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    files
}
