//! The plan: one row for every initiative in every scenario, funded or not.

use super::{Cell, Sheet, Shown, sum_of_row, text};
use crate::plan::Ledger;
use crate::report::plan_csv::by_initiative;
use crate::units::{Money, Points, Year};
use crate::words::columns::Column as Word;
use crate::words::workbook::Tab;
use crate::words::{Lang, summary};

/// Columns before those of the years.
const BEFORE: usize = 11;

/// Builds the sheet.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Plan, shown, lang);
    let Some(first) = shown.first() else { return sheet };
    let portfolio = &first.case.portfolio;
    let decimals = portfolio.currency.decimals;
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    for (word, width) in [
        (Word::Scenario, 14),
        (Word::Id, 8),
        (Word::Name, 44),
        (Word::Category, 18),
        (Word::Agency, 30),
        (Word::Account, 16),
        (Word::Status, 12),
        (Word::Start, 9),
        (Word::Finish, 9),
        (Word::ServiceFrom, 9),
        (Word::Value, 12),
    ] {
        sheet.column(word, width, lang);
    }
    sheet.years(years.iter().copied());
    sheet.column(Word::TotalInPlan, 18, lang);
    sheet.frozen = 3;
    let totals = BEFORE..=BEFORE + years.len();
    if let Some(column) = sheet.columns.get_mut(BEFORE) {
        // Rows need to know how many stand above them before the totals are known.
        column.total = Some((Money::ZERO, decimals));
    }
    for one in shown {
        rows(one, &years, &mut sheet);
    }
    for column in totals {
        sheet.sum(column, decimals);
    }
    sheet
}

fn rows(one: &Shown, years: &[Year], sheet: &mut Sheet) {
    let Some(solved) = one.answer.outcome.solved() else { return };
    let (portfolio, lang) = (&one.case.portfolio, one.lang);
    let decimals = portfolio.currency.decimals;
    let ledger = Ledger::of(portfolio, one.scenario, &solved.plan);
    let spent = by_initiative(&ledger, portfolio.initiatives.len(), years);
    for (ix, item) in portfolio.each() {
        let start = solved.plan.start(ix);
        let year = |year: Option<Year>| year.map_or(Cell::Empty, Cell::Year);
        let amounts = &spent[ix.0];
        let mut row = vec![
            text(&one.scenario.id),
            text(&item.id),
            text(lang.label(&item.name)),
            text(lang.label(&portfolio.category(item.category).name)),
            text(lang.label(&portfolio.agency(item.agency).name)),
            text(&item.account),
            text(summary::funded(start.is_some(), lang)),
            year(start),
            year(start.map(|start| start.plus(i32::from(item.duration) - 1))),
            year(start.map(|start| portfolio.calendar.service_from(start, item.duration))),
            Cell::Points(start.map_or(Points::ZERO, |start| one.scenario.values.of_start(ix, start))),
        ];
        row.extend(amounts.iter().map(|&amount| Cell::Money(amount, decimals)));
        let at = sheet.row_of(sheet.rows.len());
        let total = amounts.iter().copied().sum();
        row.push(sum_of_row(at, BEFORE, BEFORE + years.len() - 1, total, decimals));
        sheet.rows.push(row);
    }
}
