//! An earlier plan from a file: `plan.json` or `plan.csv` of an earlier run, or a table `initiative, start`.
//!
//! A plan of another case, an initiative nobody knows and a year outside are findings, with the line they stand in.

use std::collections::BTreeMap;
use std::path::Path;

use super::columns::{Known, Others};
use super::gather::Gather;
use super::lookup::Lookup;
use super::table::Table;
use super::text::Positions;
use super::values;
use crate::diagnostic::{Diagnostic, Finding, Place, Warned};
use crate::finding::{Shape, Thing};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::units::Year;

/// How far before the plan something may have started.
const BEFORE: i32 = 100;

/// An earlier plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its starts.
    pub plan: Plan,
    /// The id of the scenario it answers, where the file says it.
    pub scenario: Option<String>,
    /// Which initiatives the file speaks of at all, in id order: others were no candidates then.
    pub known: Vec<bool>,
}

/// Reads an earlier plan of this case; `name` decides the form: `.json`, or else a table.
///
/// # Errors
/// Every finding, at least one of them an error.
pub fn earlier(portfolio: &Portfolio, name: &str, bytes: &[u8]) -> Result<Warned<Earlier>, Vec<Diagnostic>> {
    let mut g = Gather::new();
    let json = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let found =
        if json { of_json(&mut g, portfolio, name, bytes) } else { of_table(&mut g, portfolio, name, bytes) };
    let failed = g.failed();
    let findings = g.into_findings();
    match found {
        Some(value) if !failed => Ok(Warned { value, findings }),
        _ => Err(findings),
    }
}

fn nothing(portfolio: &Portfolio) -> Earlier {
    Earlier { plan: Plan::empty(portfolio), scenario: None, known: vec![false; portfolio.initiatives.len()] }
}

fn inside(portfolio: &Portfolio, year: Year) -> Result<Year, Finding> {
    let (from, to) = (portfolio.calendar.first.plus(-BEFORE), portfolio.calendar.last());
    if (from..=to).contains(&year) {
        Ok(year)
    } else {
        Err(Finding::YearOutside { year: year.0, from: from.0, to: to.0 })
    }
}

fn of_table(g: &mut Gather, portfolio: &Portfolio, name: &str, bytes: &[u8]) -> Option<Earlier> {
    // `mulai` heads the starts in a `plan.csv` written in Indonesian.
    let known = [Known::text("initiative").or("id"), Known::text("start").or("mulai")];
    let table = Table::read(g, name, bytes, &known, Others::Allow);
    if !table.need_all(g, &["initiative", "start"]) {
        return None;
    }
    let ids = portfolio.initiatives.iter().map(|item| item.id.as_str());
    let ids = Lookup::new(Thing::Initiative, ids, true);
    let mut found = nothing(portfolio);
    for row in 0..table.len() {
        let Some(who) = table.filled(row, "initiative") else { continue };
        let Some(at) = ids.find(g, &who) else { continue };
        if std::mem::replace(&mut found.known[at], true) {
            g.at(Finding::GivenTwice { text: who.text.to_owned() }, &who);
        }
        let Some(start) = table.filled(row, "start") else { continue };
        let Some(year) = values::year(g, &start, &portfolio.calendar) else { continue };
        match inside(portfolio, year) {
            Ok(year) => found.plan.starts[at] = Some(year),
            Err(finding) => g.at(finding, &start),
        }
    }
    Some(found)
}

fn of_json(g: &mut Gather, portfolio: &Portfolio, name: &str, bytes: &[u8]) -> Option<Earlier> {
    let text = super::text::text_of(g, name, bytes);
    let place = |line: Option<usize>, column: Option<usize>, field: Option<&str>| Place {
        sheet: None,
        file: name.into(),
        line,
        column,
        field: field.map(str::to_owned),
    };
    let document: serde_json::Value = match serde_json::from_str(&text) {
        Ok(document) => document,
        Err(error) => {
            let expected = "{ \"case\": \"...\", \"starts\": { \"A01\": 2027, \"A02\": null } }".to_owned();
            let at = place(Some(error.line().max(1)), Some(error.column().max(1)), None);
            g.add(Finding::LineShape { expected }, at);
            return None;
        }
    };
    // JSON values know no place: the first line that holds the key in quotes is it.
    let (positions, keys) = (Positions::of(&text), keys(&text));
    let at = |key: &str| {
        let quoted = serde_json::Value::from(key).to_string();
        let found = keys.get(quoted.as_str()).map(|&byte| positions.at(&text, byte));
        place(found.map(|(line, _)| line), found.map(|(_, column)| column), Some(key))
    };
    let word = |key: &str| document.get(key).and_then(serde_json::Value::as_str);
    if let Some(case) = word("case").filter(|case| *case != portfolio.id) {
        let finding = Finding::UnknownId { thing: Thing::Case, id: case.to_owned() };
        g.near(finding, at("case"), case, [portfolio.id.as_str()]);
        return None;
    }
    let Some(starts) = document.get("starts").filter(|starts| !starts.is_null()) else {
        let finding = Finding::MissingKey { table: String::new(), key: "starts".to_owned() };
        g.add(finding, place(None, None, None));
        return None;
    };
    let Some(starts) = starts.as_object() else {
        let (key, expected) = ("starts".to_owned(), Shape::Table);
        g.add(Finding::WrongShape { key, expected, found: shape(starts) }, at("starts"));
        return None;
    };
    let mut found = Earlier { scenario: word("scenario").map(str::to_owned), ..nothing(portfolio) };
    for (id, start) in starts {
        let Some(who) = portfolio.find(id) else {
            let ids = portfolio.initiatives.iter().map(|item| item.id.as_str());
            let finding = Finding::UnknownId { thing: Thing::Initiative, id: id.clone() };
            g.near(finding, at(id), id, ids);
            continue;
        };
        found.known[who.0] = true;
        if start.is_null() {
            continue;
        }
        let year = start.as_i64().and_then(|number| values::year_of(number, &portfolio.calendar));
        match year.ok_or_else(|| Finding::NotAYear { text: start.to_string() }) {
            Ok(year) => match inside(portfolio, year) {
                Ok(year) => found.plan.starts[who.0] = Some(year),
                Err(finding) => g.add(finding, at(id)),
            },
            Err(finding) => g.add(finding, at(id)),
        }
    }
    Some(found)
}

/// The keys of a JSON text in their quotes, each with the byte at which it first stands. A key that holds a quote is left
/// out.
fn keys(text: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for (end, _) in text.match_indices("\":") {
        let begin = text.get(..end).and_then(|before| before.rfind('"'));
        if let Some((begin, key)) = begin.and_then(|begin| Some((begin, text.get(begin..=end)?))) {
            found.entry(key).or_insert(begin);
        }
    }
    found
}

fn shape(value: &serde_json::Value) -> Shape {
    match value {
        serde_json::Value::Bool(_) => Shape::Truth,
        serde_json::Value::Number(_) => Shape::Number,
        serde_json::Value::Array(_) => Shape::List,
        serde_json::Value::Object(_) => Shape::Table,
        serde_json::Value::Null | serde_json::Value::String(_) => Shape::Text,
    }
}
