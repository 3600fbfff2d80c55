//! What changes from each scenario to every later one: who falls off, who comes in, who moves, what it saves, and why.

use super::{Cell, Sheet, Shown, sum_of_row, text};
use crate::explain::{Move, compare};
use crate::plan::{Ledger, Plan};
use crate::report::plan_csv::by_initiative;
use crate::units::{Money, Year};
use crate::words::columns::Column as Word;
use crate::words::workbook::Tab;
use crate::words::{Lang, reasons as words, summary};

/// Columns before those of the years.
const BEFORE: usize = 9;

/// Builds the sheet; scenarios without a plan are left out.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Comparison, shown, lang);
    let Some(first) = shown.first() else { return sheet };
    let decimals = first.case.portfolio.currency.decimals;
    let years: Vec<Year> = first.case.portfolio.calendar.plan_years().collect();
    for (word, width) in [
        (Word::From, 14),
        (Word::To, 14),
        (Word::Id, 8),
        (Word::Name, 44),
        (Word::Agency, 30),
        (Word::Change, 14),
        (Word::StartFrom, 10),
        (Word::StartTo, 10),
    ] {
        sheet.column(word, width, lang);
    }
    sheet.column(Word::Difference, 18, lang);
    sheet.years(years.iter().copied());
    sheet.column(Word::Reason, 80, lang);
    sheet.frozen = 4;
    if let Some(column) = sheet.columns.get_mut(BEFORE) {
        column.total = Some((Money::ZERO, decimals));
    }
    let plans = planned(shown);
    for (at, (first, before)) in plans.iter().enumerate() {
        for (second, after) in &plans[at + 1..] {
            pair((first, before), (second, after), &years, &mut sheet);
        }
    }
    for column in BEFORE - 1..BEFORE + years.len() {
        sheet.sum(column, decimals);
    }
    sheet
}

/// The scenarios that have a plan, with it.
pub fn planned<'a>(shown: &'a [Shown<'a>]) -> Vec<(&'a Shown<'a>, &'a Plan)> {
    shown.iter().filter_map(|one| Some((one, &one.answer.outcome.solved()?.plan))).collect()
}

fn pair(first: (&Shown, &Plan), second: (&Shown, &Plan), years: &[Year], sheet: &mut Sheet) {
    let (portfolio, lang) = (&first.0.case.portfolio, first.0.lang);
    let decimals = portfolio.currency.decimals;
    let spent = |(shown, plan): (&Shown, &Plan)| {
        by_initiative(&Ledger::of(portfolio, shown.scenario, plan), portfolio.initiatives.len(), years)
    };
    let (before, after) = (spent(first), spent(second));
    let why = second.0.answer.reasons(portfolio, second.0.scenario);
    for change in compare(first.1, second.1) {
        let item = portfolio.initiative(change.initiative);
        let (from, to) = match change.how {
            Move::Added(to) => (None, Some(to)),
            Move::Dropped(from) => (Some(from), None),
            Move::Moved { from, to } => (Some(from), Some(to)),
        };
        let year = |year: Option<Year>| year.map_or(Cell::Empty, Cell::Year);
        let of = |spent: &[Vec<Money>]| spent[change.initiative.0].clone();
        let differences: Vec<Money> =
            of(&after).iter().zip(of(&before)).map(|(&after, before)| after - before).collect();
        let reason = why.iter().find(|reason| reason.initiative == change.initiative);
        let at = sheet.row_of(sheet.rows.len());
        let mut row = vec![
            text(&first.0.scenario.id),
            text(&second.0.scenario.id),
            text(&item.id),
            text(lang.label(&item.name)),
            text(lang.label(&portfolio.agency(item.agency).name)),
            text(summary::change(change.how, lang)),
            year(from),
            year(to),
            sum_of_row(at, BEFORE, BEFORE + years.len() - 1, differences.iter().copied().sum(), decimals),
        ];
        row.extend(differences.iter().map(|&amount| Cell::Money(amount, decimals)));
        row.push(
            reason.map_or(Cell::Empty, |reason| {
                text(words::sentence(portfolio, second.0.scenario, reason, lang))
            }),
        );
        sheet.rows.push(row);
    }
}
