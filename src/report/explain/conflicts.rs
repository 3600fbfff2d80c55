//! Why a scenario has no plan, for machines: every conflict found and every way out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{Shown, VERSION, json};
use crate::explain::conflicts::Conflicts;
use crate::words::{Lang, rules};

#[derive(Serialize)]
struct Document<'a> {
    case: &'a str,
    scenario: &'a str,
    version: &'static str,
    conflicts: Vec<ConflictRow>,
    /// Whether there is no other conflict.
    complete: bool,
    fewest_rules: Vec<Vec<RuleRow>>,
    extra_money: Option<BTreeMap<i32, i64>>,
    delay: Option<Vec<DelayRow<'a>>>,
}

#[derive(Serialize)]
struct ConflictRow {
    rules: Vec<RuleRow>,
    shown_minimal: bool,
}

#[derive(Serialize)]
struct RuleRow {
    rule: usize,
    id: String,
    en: String,
}

#[derive(Serialize)]
struct DelayRow<'a> {
    rule: usize,
    initiative: &'a str,
    years: i32,
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown, found: &Conflicts) -> Vec<u8> {
    let portfolio = &shown.case.portfolio;
    let rows = |rules: &[usize]| {
        let sentence = |at: usize, lang| rules::sentence(portfolio, &shown.scenario.rules[at], lang);
        let row =
            |&rule: &usize| RuleRow { rule, id: sentence(rule, Lang::Id), en: sentence(rule, Lang::En) };
        rules.iter().map(row).collect::<Vec<_>>()
    };
    let conflict = |conflict: &crate::solve::conflict::Conflict| ConflictRow {
        rules: rows(&conflict.rules),
        shown_minimal: conflict.is_minimal(),
    };
    let delay = |&(rule, who, years): &(usize, _, i32)| DelayRow {
        rule,
        initiative: &portfolio.initiative(who).id,
        years,
    };
    json::bytes(&Document {
        case: &portfolio.id,
        scenario: &shown.scenario.id,
        version: VERSION,
        conflicts: found.conflicts.iter().map(conflict).collect(),
        complete: found.complete,
        fewest_rules: found.fewest.iter().map(|way| rows(&way.rules)).collect(),
        extra_money: found
            .money
            .as_ref()
            .map(|money| money.by_year.iter().map(|(year, amount)| (year.0, amount.0)).collect()),
        delay: found.delay.as_ref().map(|found| found.by.iter().map(delay).collect()),
    })
}
