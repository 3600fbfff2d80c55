//! The text summary of a run, for a terminal.

use comfy_table::{CellAlignment, Table, presets};

use super::{Shown, carried};
use crate::plan::{Ledger, Plan, standing};
use crate::scenario::{Decision, Scope};
use crate::signs;
use crate::units::{Money, SchemeIx};
use crate::words::charts::illustrative;
use crate::words::columns::{Column, heading};
use crate::words::decisions as words;
use crate::words::{Lang, numbers, summary};

/// Renders it: [`body`], then the findings that the run carries.
#[must_use]
pub fn render(shown: &[Shown], lang: Lang) -> String {
    let found = shown.first().map(|first| carried::text(first.case, lang));
    body(shown, lang) + &found.unwrap_or_default()
}

/// A table of the scenarios, what is wrong with those that have no plan, and the log of decisions.
#[must_use]
pub fn body(shown: &[Shown], lang: Lang) -> String {
    let Some(first) = shown.first() else { return String::new() };
    let portfolio = &first.case.portfolio;
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    let columns = [
        Column::Scenario,
        Column::Funded,
        Column::Value,
        Column::Spending,
        Column::Ceiling,
        Column::Index,
        Column::Proof,
    ];
    table.set_header(columns.map(|column| heading(column, lang)));
    for one in shown {
        table.add_row(row(one, lang));
    }
    for at in 1..=5 {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = format!("{}\n", lang.label(&portfolio.name));
    if portfolio.illustrative {
        text.extend([illustrative(lang), ".\n"]);
    }
    text.push_str(&table.to_string());
    text.push('\n');
    for one in shown {
        let (conflict, missing) = (one.answer.conflict.as_ref(), one.answer.missing.as_ref());
        let lines = summary::infeasible(portfolio, one.scenario, conflict, missing, lang);
        if !lines.is_empty() {
            text.extend(["\n", lang.label(&one.scenario.name), "\n", &lines.join("\n"), "\n"]);
        }
    }
    text.push_str(&decisions(&first.case.decisions, lang));
    signs::visible(&text).into_owned()
}

/// The log of decisions; nothing where none is kept.
fn decisions(log: &[Decision], lang: Lang) -> String {
    if log.is_empty() {
        return String::new();
    }
    let lines = log.iter().map(|entry| format!("  {}\n", words::line(entry, lang)));
    format!("\n{}\n{}", words::heading(log, lang), lines.collect::<String>())
}

/// The same as the bytes of `summary.txt`.
#[must_use]
pub fn bytes(shown: &[Shown], lang: Lang) -> Vec<u8> {
    render(shown, lang).into_bytes()
}

fn row(shown: &Shown, lang: Lang) -> Vec<String> {
    let portfolio = &shown.case.portfolio;
    let name = lang.label(&shown.scenario.name).to_owned();
    let proof = summary::proof(&shown.answer.outcome, lang);
    let years = portfolio.calendar.plan_years();
    let ceilings = shown.scenario.total_ceilings();
    let limits: Option<Money> = years.map(|year| ceilings.get(&year).copied()).sum();
    let ceiling =
        limits.map(|limit| numbers::money_short(lang, &portfolio.currency, limit)).unwrap_or_default();
    let Some(solved) = shown.answer.outcome.solved() else {
        return vec![name, String::new(), String::new(), String::new(), ceiling, String::new(), proof];
    };
    let plan = &solved.plan;
    let ledger = Ledger::of(portfolio, shown.scenario, plan);
    let spending = ledger.spent_in_horizon(&Scope::total());
    vec![
        name,
        format!("{}/{}", plan.started().count(), portfolio.initiatives.len()),
        numbers::points(lang, standing::value(portfolio, shown.scenario, plan), 1),
        numbers::money_short(lang, &portfolio.currency, spending),
        ceiling,
        index(shown, plan, lang),
        proof,
    ]
}

/// The default scheme's index today and at the horizon.
fn index(shown: &Shown, plan: &Plan, lang: Lang) -> String {
    let portfolio = &shown.case.portfolio;
    if portfolio.schemes.is_empty() {
        return String::new();
    }
    let at = |plan: &Plan| standing::index(portfolio, plan, SchemeIx(0), portfolio.calendar.last());
    let today = at(&Plan::empty(portfolio));
    format!("{} → {}", numbers::index(lang, today), numbers::index(lang, at(plan)))
}
