//! Amounts by year: one number for every plan year, a list, or a table with years as keys.
//!
//! [`by_year`] gives `(year, amount)` ascending, years without an amount left out.

use std::collections::BTreeMap;

use super::gather::Gather;
use super::keys::cell_of;
use super::toml_tree::{Node, Value};
use super::values::{self, Sign, Unit};
use crate::diagnostic::Finding;
use crate::finding::Shape;
use crate::portfolio::Calendar;
use crate::units::Year;

/// The years a rule speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Years {
    /// The first.
    pub from: Year,
    /// The last for which one number stands.
    pub to: Year,
    /// The last that may be given.
    pub most: Year,
}

impl Years {
    /// The plan's years, and the accounted ones after them where they are given.
    #[must_use]
    pub fn of_plan(calendar: &Calendar) -> Self {
        Self { from: calendar.first, to: calendar.last(), most: calendar.accounted_to() }
    }

    /// The accounted years after the horizon.
    #[must_use]
    pub fn after_horizon(calendar: &Calendar) -> Self {
        let end = calendar.accounted_to();
        Self { from: calendar.last().plus(1), to: end, most: end }
    }

    fn count(self) -> usize {
        usize::try_from(self.most.since(self.from) + 1).unwrap_or(0)
    }
}

/// Reads amounts by year.
pub fn by_year(
    g: &mut Gather,
    node: &Node,
    calendar: &Calendar,
    years: Years,
    unit: Unit,
) -> Vec<(Year, i64)> {
    match &node.value {
        Value::List(items) => listed(g, node, items, years, unit),
        Value::Table(entries) => {
            let found = tabled(g, entries, calendar, years, unit);
            note_years_left_out(g, node, &found, years);
            found
        }
        _ => {
            let amount = one(g, node, unit);
            amount.map_or_else(Vec::new, |amount| {
                (years.from.0..=years.to.0).map(|year| (Year(year), amount)).collect()
            })
        }
    }
}

/// Reads one amount.
pub fn one(g: &mut Gather, node: &Node, unit: Unit) -> Option<i64> {
    let cell = cell_of(g, node, Shape::Amounts)?;
    values::amount(g, &cell, unit, Sign::NotNegative)
}

fn listed(g: &mut Gather, node: &Node, items: &[Node], years: Years, unit: Unit) -> Vec<(Year, i64)> {
    if items.len() > years.count() {
        g.add(Finding::TooManyAmounts { given: items.len(), most: years.count() }, node.place());
    }
    let missing: Vec<i32> = (years.from.0..=years.to.0).skip(items.len()).collect();
    if !missing.is_empty() {
        let expected = items.len() + missing.len();
        let (key, instead) = (node.key.clone(), as_table(&node.key, items, years.from));
        g.add(Finding::TooFewAmounts { key, given: items.len(), expected, missing, instead }, node.place());
    }
    let in_order = items.iter().zip(years.from.0..=years.most.0);
    in_order.filter_map(|(item, year)| Some((Year(year), one(g, item, unit)?))).collect()
}

/// How a list is written as a table by year: `limits = { 2027 = 100, 2028 = 90 }`, cut short after a few years.
fn as_table(key: &str, items: &[Node], from: Year) -> String {
    const SHOWN: usize = 4;
    if items.is_empty() {
        return format!("{key} = {{}}");
    }
    let written = |item: &Node| match (&item.value, item.as_cell()) {
        (Value::Text(text), _) => format!("{text:?}"),
        (_, Some(cell)) => cell.text.to_owned(),
        _ => "...".to_owned(),
    };
    let years = (from.0..).zip(items).take(SHOWN).map(|(year, item)| format!("{year} = {}", written(item)));
    let rest = (items.len() > SHOWN).then(|| "...".to_owned());
    format!("{key} = {{ {} }}", years.chain(rest).collect::<Vec<_>>().join(", "))
}

/// Years that a table does not name have no limit. What already runs may end in any year, so of that nothing is said.
fn note_years_left_out(g: &mut Gather, node: &Node, found: &[(Year, i64)], years: Years) {
    let named = |year: &i32| found.iter().any(|(held, _)| held.0 == *year);
    let left_out: Vec<i32> = (years.from.0..=years.to.0).filter(|year| !named(year)).collect();
    if node.key != "amounts" && !left_out.is_empty() {
        g.add(Finding::YearsLeftOut { key: node.key.clone(), years: left_out }, node.place());
    }
}

fn tabled(
    g: &mut Gather,
    entries: &[Node],
    calendar: &Calendar,
    years: Years,
    unit: Unit,
) -> Vec<(Year, i64)> {
    let mut found = BTreeMap::new();
    for entry in entries {
        let year = entry.key.trim().parse().ok().and_then(|number| values::year_of(number, calendar));
        let Some(year) = year else {
            g.add(Finding::NotAYear { text: entry.key.clone() }, entry.key_place());
            continue;
        };
        if year < years.from || year > years.most {
            let finding = Finding::YearOutside { year: year.0, from: years.from.0, to: years.most.0 };
            g.add(finding, entry.key_place());
            continue;
        }
        let Some(amount) = one(g, entry, unit) else {
            continue;
        };
        if found.insert(year, amount).is_some() {
            g.add(Finding::GivenTwice { text: entry.key.clone() }, entry.key_place());
        }
    }
    found.into_iter().collect()
}

/// How many years after the horizon these amounts reach.
#[must_use]
pub fn reaches_after(node: &Node, calendar: &Calendar) -> i64 {
    let after = |year: Year| i64::from(year.since(calendar.last()));
    match &node.value {
        Value::List(items) => i64::try_from(items.len()).unwrap_or(0) - i64::from(calendar.years),
        Value::Table(entries) => entries
            .iter()
            .filter_map(|entry| values::year_of(entry.key.trim().parse().ok()?, calendar))
            .map(after)
            .max()
            .unwrap_or(0),
        _ => 0,
    }
}
