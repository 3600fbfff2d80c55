//! Spending: scenario, agency, category, class, fund, source and account in a row, years across.

use std::collections::BTreeMap;

use super::{Cell, Sheet, Shown, sum_of_row, text};
use crate::plan::{Ledger, Source};
use crate::report::spending_csv::{self, Key};
use crate::units::{Money, Year};
use crate::words::columns::Column as Word;
use crate::words::workbook::Tab;
use crate::words::{Lang, summary};

/// The column with scenarios.
pub const SCENARIO: usize = 0;
/// The column of the first year.
pub const FIRST_YEAR: usize = 8;

/// Builds the sheet. Resources that are not money stand in `spending.csv` alone.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Spending, shown, lang);
    let Some(first) = shown.first() else { return sheet };
    let calendar = &first.case.portfolio.calendar;
    let decimals = first.case.portfolio.currency.decimals;
    for (word, width) in [
        (Word::Scenario, 14),
        (Word::Agency, 34),
        (Word::Category, 18),
        (Word::Class, 16),
        (Word::Fund, 20),
        (Word::Source, 16),
        (Word::Account, 16),
    ] {
        sheet.column(word, width, lang);
    }
    sheet.column(Word::TotalInPlan, 18, lang);
    sheet.years(calendar.accounted_years());
    sheet.frozen = 2;
    if let Some(column) = sheet.columns.get_mut(FIRST_YEAR - 1) {
        column.total = Some((Money::ZERO, decimals));
    }
    for one in shown {
        rows(one, &mut sheet);
    }
    for column in FIRST_YEAR - 1..sheet.columns.len() {
        sheet.sum(column, decimals);
    }
    sheet
}

fn rows(one: &Shown, sheet: &mut Sheet) {
    let Some(solved) = one.answer.outcome.solved() else { return };
    let (portfolio, lang) = (&one.case.portfolio, one.lang);
    let decimals = portfolio.currency.decimals;
    let ledger = Ledger::of(portfolio, one.scenario, &solved.plan);
    let mut by_line: BTreeMap<Key, BTreeMap<Year, Money>> = BTreeMap::new();
    for ((year, agency, category, class, fund, source, account), amount) in spending_csv::sums(one, &ledger) {
        if portfolio.class(class).money {
            let line = (Year(0), agency, category, class, fund, source, account);
            *by_line.entry(line).or_default().entry(year).or_default() += amount;
        }
    }
    let (years, plan_years) = (portfolio.calendar.accounted_years(), portfolio.calendar.plan_years().count());
    for ((_, agency, category, class, fund, source, account), amounts) in by_line {
        let name = |label: &crate::portfolio::Label| text(lang.label(label));
        let sources =
            [Source::Base(0), Source::Initiative(crate::units::InitiativeIx(0)), Source::Synergy(0)];
        let mut row = vec![
            text(&one.scenario.id),
            name(&portfolio.agency(agency).name),
            category.map_or(Cell::Empty, |category| name(&portfolio.category(category).name)),
            name(&portfolio.class(class).name),
            fund.map_or(Cell::Empty, |fund| name(&portfolio.fund(fund).name)),
            text(summary::source(sources[usize::from(source)], lang)),
            text(account),
        ];
        let of = |year: Year| amounts.get(&year).copied().unwrap_or_default();
        let at = sheet.row_of(sheet.rows.len());
        let total = portfolio.calendar.plan_years().map(of).sum();
        row.push(sum_of_row(at, FIRST_YEAR, FIRST_YEAR + plan_years - 1, total, decimals));
        row.extend(years.clone().map(|year| match of(year) {
            Money::ZERO => Cell::Empty,
            amount => Cell::Money(amount, decimals),
        }));
        sheet.rows.push(row);
    }
}
