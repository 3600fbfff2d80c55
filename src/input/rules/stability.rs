//! `[stability]`: an earlier plan, how much may change from it, and what of it has started.

use std::collections::BTreeMap;

use super::{Ground, Placed, Rows};
use crate::diagnostic::Finding;
use crate::finding::Shape;
use crate::input::columns::{Known, Others};
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::odd::no_effect;
use crate::input::table::Table;
use crate::input::values;
use crate::scenario::Rule;
use crate::units::{InitiativeIx, Year};

/// An earlier plan.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    starts: BTreeMap<InitiativeIx, Year>,
    /// Starts before this year are as they were; nothing else starts before it.
    pub frozen_before: Option<Year>,
}

impl Earlier {
    /// When the initiative had started, if that was before the year that froze the plan.
    #[must_use]
    pub fn started(&self, initiative: InitiativeIx) -> Option<Year> {
        let frozen = self.frozen_before?;
        self.starts.get(&initiative).copied().filter(|&start| start < frozen)
    }
}

/// Reads the earlier plan and its rule.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) -> Earlier {
    let Some(node) = &rows.stability else {
        return Earlier::default();
    };
    if rows.drops.has("stability", "") {
        return Earlier::default();
    }
    let row = Section { node, name: "stability" };
    row.known(g, &["plan", "at_most", "started_before"]);
    row.need(g, "plan");
    let Some(cell) = row.cell(g, "plan", Shape::Text) else {
        return Earlier::default();
    };
    let starts =
        ground.files.named(g, &cell).map(|bytes| starts(g, ground, cell.text, bytes)).unwrap_or_default();
    if row.get("at_most").is_none() && row.get("started_before").is_none() {
        g.at(no_effect("plan", &["at_most", "started_before"]), &cell);
    }
    let calendar = &ground.portfolio.calendar;
    let frozen_before = row.number(g, "started_before").and_then(|cell| values::year(g, &cell, calendar));
    if let Some(at_most) = row.number(g, "at_most")
        && let Some(count) = values::whole(g, &at_most, 0, 1_000_000_000)
    {
        let rule = Rule::Stability {
            source: cell.text.to_owned(),
            starts: starts.iter().map(|(ix, year)| (*ix, *year)).collect(),
            at_most: u32::try_from(count).unwrap_or(u32::MAX),
        };
        rules.push(rule.into());
    }
    Earlier { starts, frozen_before }
}

fn starts(g: &mut Gather, ground: &Ground<'_>, file: &str, bytes: &[u8]) -> BTreeMap<InitiativeIx, Year> {
    let known = [Known::text("initiative").or("id"), Known::text("start")];
    let table = Table::read(g, file, bytes, &known, Others::Allow);
    let mut found = BTreeMap::new();
    if !(table.need(g, "initiative") && table.need(g, "start")) {
        return found;
    }
    for row in 0..table.len() {
        let Some(who) = table.filled(row, "initiative") else {
            continue;
        };
        let ix = ground.candidates.ids.find(g, &who);
        let Some(start) = table.filled(row, "start") else {
            continue;
        };
        let year = values::year(g, &start, &ground.portfolio.calendar);
        let (Some(ix), Some(year)) = (ix, year) else {
            continue;
        };
        let calendar = &ground.portfolio.calendar;
        let (from, to) = (calendar.first.plus(-100), calendar.last());
        if year < from || year > to {
            let (year, from, to) = (year.0, from.0, to.0);
            g.at(Finding::YearOutside { year, from, to }, &start);
            continue;
        }
        if found.insert(InitiativeIx(ix), year).is_some() {
            g.at(Finding::GivenTwice { text: who.text.to_owned() }, &who);
        }
    }
    found
}
