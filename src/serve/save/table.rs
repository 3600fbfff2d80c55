//! The table of a new scenario: that of the one asked about, with the wishes written into it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::{Texts, about};
use crate::explain::rule_costs::Kind;
use crate::input::{Case, money_unit};
use crate::portfolio::{Label, Portfolio};
use crate::report::studies::what_if::{Asked, Wish};
use crate::scenario::{Rule, Scenario, Scope};
use crate::serve::question::Keep;
use crate::units::{Money, Year};
use crate::words::serve::Problem;
use crate::words::what_if;

/// `scenarios.toml` with the new scenario at its end.
pub fn scenario(
    case: &Case,
    asked: &Asked,
    keep: &Keep,
    wished: &Scenario,
    texts: &Texts,
) -> Result<String, Problem> {
    let held = case.scenarios.iter().find(|scenario| scenario.id == asked.scenario);
    let held = held.ok_or_else(|| Problem::NoScenario(asked.scenario.clone()))?;
    let document: DocumentMut = texts.scenarios.parse().map_err(|_| Problem::CaseChanged)?;
    let listed = document.get("scenario").and_then(Item::as_array_of_tables);
    let is_held = |table: &&Table| table.get("id").and_then(Item::as_str) == Some(&held.id);
    let mut before = texts.scenarios.clone();
    let mut table = match listed {
        Some(tables) => tables.iter().find(is_held).cloned().ok_or(Problem::NotTheSame)?,
        // The only scenario stands in no file; once there is another one it has to be named.
        None if document.is_empty() => {
            let _ = writeln!(before, "[[scenario]]\nid = {}", value(held.id.as_str()));
            Table::new()
        }
        None => return Err(Problem::NotTheSame),
    };
    let portfolio = &case.portfolio;
    table.decor_mut().set_prefix("\n");
    table.remove("probability");
    table.insert("id", value(keep.id.trim()));
    table.insert("name", value(keep.name.trim()));
    let meant = asked.wishes(portfolio).map_err(crate::serve::question::problem_of)?;
    table.insert("note", label(&what_if::name(portfolio, &held.name, &meant)));
    if asked.wishes.iter().any(|wish| matches!(wish, Wish::Weights(_))) {
        table.insert("weight_set", value(keep.id.trim()));
    }
    let money = Limits { portfolio, unit: money_unit(texts.case.as_bytes()) };
    for wish in &asked.wishes {
        if let Wish::Off { rules, id } = wish {
            switch_off(&mut table, asked, rules, id.as_deref())?;
        }
    }
    money.write(&mut table, held, wished)?;
    for wish in &asked.wishes {
        force(&mut table, asked, wish)?;
    }
    let mut own = DocumentMut::new();
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    own.insert("scenario", Item::ArrayOfTables(tables));
    Ok(joined(&before, &own.to_string()))
}

/// `case.toml` with a weight set more, where weights are wished.
pub fn weights(case: &Case, asked: &Asked, keep: &Keep, text: &str) -> Option<String> {
    let wished = asked.wishes.iter().find_map(|wish| match wish {
        Wish::Weights(weights) => Some(weights),
        _ => None,
    })?;
    let mut more = String::new();
    let document: Option<DocumentMut> = text.parse().ok();
    if document.is_some_and(|document| document.get("weight_set").is_none()) {
        // Without any set all criteria weigh the same; the first one written would take that place.
        let even = case.portfolio.criteria.iter().map(|held| (held.id.clone(), 1_000_000));
        let _ =
            write!(more, "[[weight_set]]\nid = \"equal\"\nmethod = \"swing\"\nswings = {}\n\n", shares(even));
    }
    let (id, name) = (value(keep.id.trim()), value(keep.name.trim()));
    let all = case.portfolio.criteria.iter();
    let all = all.map(|held| (held.id.clone(), wished.get(&held.id).copied().unwrap_or(0)));
    let _ = write!(more, "[[weight_set]]\nid = {id}\nname = {name}\nweights = {}\n", shares(all));
    Some(joined(text, &format!("\n{more}")))
}

/// Numbers by id, each in millionths.
fn shares(of: impl Iterator<Item = (String, i64)>) -> InlineTable {
    let mut table = InlineTable::new();
    for (id, millionths) in of {
        let number = amount(millionths, 1_000_000).and_then(|text| text.parse::<Value>().ok());
        table.insert(&id, number.unwrap_or_else(|| Value::from(0)));
    }
    table
}

fn joined(before: &str, after: &str) -> String {
    let end = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    [before, end, after].concat()
}

fn label(label: &Label) -> Item {
    let mut table = InlineTable::new();
    table.insert("id", Value::from(label.id.as_str()));
    table.insert("en", Value::from(label.en.as_str()));
    value(table)
}

/// A whole number of smallest units as a decimal number of units; none where it has no end.
pub fn amount(smallest: i64, unit: i64) -> Option<String> {
    let (size, unit) = (smallest.unsigned_abs(), u64::try_from(unit).ok().filter(|unit| *unit > 0)?);
    let mut text = format!("{}{}", if smallest < 0 { "-" } else { "" }, size / unit);
    let mut rest = u128::from(size % unit);
    if rest > 0 {
        text.push('.');
    }
    for _ in 0..18 {
        if rest == 0 {
            return Some(text);
        }
        rest *= 10;
        let _ = write!(text, "{}", rest / u128::from(unit));
        rest %= u128::from(unit);
    }
    (rest == 0).then_some(text)
}

/// The rows of a table of the scenario, made where there are none.
fn rows<'t>(scenario: &'t mut Table, table: &str) -> Result<&'t mut ArrayOfTables, Problem> {
    let rows = scenario.entry(table).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    rows.as_array_of_tables_mut().ok_or(Problem::NotTheSame)
}

/// The row of an id, made where there is none.
fn row<'t>(scenario: &'t mut Table, table: &str, id: &str) -> Result<&'t mut Table, Problem> {
    let rows = rows(scenario, table)?;
    let at = rows.iter().position(|row| row.get("id").and_then(Item::as_str) == Some(id));
    let at = at.unwrap_or_else(|| {
        let mut row = Table::new();
        row.insert("id", value(id));
        rows.push(row);
        rows.len() - 1
    });
    rows.get_mut(at).ok_or(Problem::NotTheSame)
}

/// The word by which `drop` names the rules of a kind.
fn dropped(kind: Kind) -> &'static str {
    match kind {
        Kind::Ceilings | Kind::HorizonCeilings => "ceiling",
        Kind::Commitments => "commitments",
        Kind::Funds => "fund",
        Kind::Floors | Kind::Shares => "floor",
        Kind::Mandatory => "mandatory",
        Kind::ForcedIn => "force_in",
        Kind::ForcedOut => "force_out",
        Kind::Windows => "windows",
        Kind::Dependencies => "dependencies",
        Kind::Alternatives => "group",
        Kind::Bundles => "bundle",
        Kind::Staff => "pool",
        Kind::Pace => "starts",
        Kind::MinimumStarts => "minimum",
        Kind::Outcomes => "outcome",
        Kind::Stability => "stability",
    }
}

/// Rules that are switched off are dropped; a decision about an initiative that is decided anew is only taken back.
fn switch_off(scenario: &mut Table, asked: &Asked, rules: &str, id: Option<&str>) -> Result<(), Problem> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == rules);
    let word = dropped(kind.ok_or_else(|| Problem::NoRule(rules.to_owned()))?);
    if let (true, Some(id)) = (word.starts_with("force_"), id) {
        forget(scenario, word, id)?;
        if asked.wishes.iter().filter_map(about).any(|decided| decided == id) {
            return Ok(());
        }
    }
    let entry = id.map_or_else(|| word.to_owned(), |id| format!("{word}:{id}"));
    let drops = scenario.entry("drop").or_insert_with(|| value(Array::new()));
    drops.as_array_mut().ok_or(Problem::NotTheSame)?.push(entry);
    Ok(())
}

/// Takes away what the scenario decides about an initiative.
fn forget(scenario: &mut Table, table: &str, id: &str) -> Result<(), Problem> {
    if !scenario.contains_key(table) {
        return Ok(());
    }
    let rows = rows(scenario, table)?;
    rows.retain(|row| row.get("initiative").and_then(Item::as_str) != Some(id));
    if rows.is_empty() {
        scenario.remove(table);
    }
    Ok(())
}

/// Writes a decision about an initiative.
fn force(scenario: &mut Table, asked: &Asked, wish: &Wish) -> Result<(), Problem> {
    let Some(id) = about(wish) else { return Ok(()) };
    let table = if matches!(wish, Wish::Without(_)) { "force_out" } else { "force_in" };
    let mut decided = Table::new();
    decided.insert("initiative", value(id.as_str()));
    if let Wish::Start { year, .. } = wish {
        decided.insert("year", value(i64::from(*year)));
    }
    decided.insert("reason", value(asked.reasons.get(id).map_or("", String::as_str)));
    rows(scenario, table)?.push(decided);
    Ok(())
}

/// Limits on money, by the table and id that a case knows them by.
struct Limits<'a> {
    portfolio: &'a Portfolio,
    unit: i64,
}

/// What is written down about one of them.
#[derive(Default, PartialEq, Eq)]
struct Limit<'r> {
    /// Amounts by year.
    years: BTreeMap<Year, Money>,
    /// The amount of all years together, and the cap of what is carried over.
    whole: Option<Money>,
    cap: Option<Money>,
    scope: Option<&'r Scope>,
}

impl Limits<'_> {
    /// Every limit that is not what it was.
    fn write(&self, table: &mut Table, held: &Scenario, wished: &Scenario) -> Result<(), Problem> {
        let (before, after) = (self.all(held), self.all(wished));
        for ((kind, id), limit) in &after {
            let old = before.get(&(*kind, id.clone()));
            if old == Some(limit) {
                continue;
            }
            let row = row(table, kind, id)?;
            if old.is_none()
                && let Some(Scope { agencies, .. }) = limit.scope
                && let [agency] = agencies[..]
            {
                row.insert("agency", value(self.portfolio.agency(agency).id.as_str()));
            }
            if !limit.years.is_empty() {
                let mut years = InlineTable::new();
                for (year, most) in &limit.years {
                    years.insert(year.0.to_string(), self.number(*most)?);
                }
                row.insert(if *kind == "commitments" { "limit" } else { "limits" }, value(years));
            }
            if let Some(whole) = limit.whole {
                row.insert("horizon_limit", value(self.number(whole)?));
            }
            if let Some(cap) = limit.cap {
                row.insert("carry_over_cap", value(self.number(cap)?));
            }
        }
        Ok(())
    }

    fn number(&self, money: Money) -> Result<Value, Problem> {
        amount(money.0, self.unit).and_then(|text| text.parse().ok()).ok_or(Problem::NotTheSame)
    }

    fn all<'r>(&self, scenario: &'r Scenario) -> BTreeMap<(&'static str, String), Limit<'r>> {
        let mut found: BTreeMap<(&'static str, String), Limit<'r>> = BTreeMap::new();
        let of_fund = |ix| ("fund", self.portfolio.fund(ix).id.clone());
        for rule in &scenario.rules {
            match rule {
                Rule::Ceiling { id, scope, year, limit } => {
                    let held = found.entry(("ceiling", id.clone())).or_default();
                    held.years.insert(*year, *limit);
                    held.scope = Some(scope);
                }
                Rule::HorizonCeiling { id, scope, limit } => {
                    let held = found.entry(("ceiling", id.clone())).or_default();
                    held.whole = Some(*limit);
                    held.scope = Some(scope);
                }
                Rule::Commitments { id, scope, year, limit } => {
                    let held = found.entry(("commitments", id.clone())).or_default();
                    held.years.insert(*year, *limit);
                    held.scope = Some(scope);
                }
                Rule::FundLimit { fund, year, limit } => {
                    found.entry(of_fund(*fund)).or_default().years.insert(*year, *limit);
                }
                Rule::FundHorizonLimit { fund, limit } => {
                    found.entry(of_fund(*fund)).or_default().whole = Some(*limit);
                }
                Rule::CarryOver { fund, cap } => {
                    found.entry(of_fund(*fund)).or_default().cap = Some(*cap);
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_decimals() {
        let cases = [
            (7_700_000_000, 1_000_000, Some("7700")),
            (5_390_123_456, 1_000_000, Some("5390.123456")),
            (5, 100, Some("0.05")),
            (-150, 100, Some("-1.5")),
            (1, 3, None),
        ];
        for (smallest, unit, wanted) in cases {
            assert_eq!(amount(smallest, unit).as_deref(), wanted, "{smallest} / {unit}");
        }
    }
}
