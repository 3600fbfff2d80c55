//! `plan.csv`: one row per initiative, funded or not, with its years and its money by year.

use super::Shown;
use super::csv_style::Table;
use crate::plan::{Ledger, Source};
use crate::scenario::Scope;
use crate::units::{InitiativeIx, Money, Points, Year};
use crate::words::columns::{Column, heading};
use crate::words::plain;
use crate::words::summary;

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let Some(solved) = shown.answer.outcome.solved() else { return Vec::new() };
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let calendar = &portfolio.calendar;
    let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
    let money = |amount: Money| plain::amount(lang, amount, portfolio.currency.decimals);
    let before = [
        Column::Id,
        Column::Name,
        Column::Category,
        Column::Agency,
        Column::Account,
        Column::Status,
        Column::Start,
        Column::Finish,
        Column::ServiceFrom,
    ];
    let years: Vec<Year> = calendar.plan_years().collect();
    let mut headings: Vec<String> = before.iter().map(|&column| heading(column, lang).to_owned()).collect();
    headings.extend(years.iter().map(|year| year.0.to_string()));
    headings.extend([Column::TotalInPlan, Column::Value].map(|column| heading(column, lang).to_owned()));
    let mut table = Table::with_headings(lang, &headings.iter().map(String::as_str).collect::<Vec<_>>());
    let spent = by_initiative(&ledger, portfolio.initiatives.len(), &years);
    for (ix, item) in portfolio.each() {
        let start = solved.plan.start(ix);
        let year = |year: Option<Year>| year.map(|year| year.0.to_string()).unwrap_or_default();
        let finish = start.map(|start| start.plus(i32::from(item.duration) - 1));
        let service = start.map(|start| calendar.service_from(start, item.duration));
        let mut row = vec![
            item.id.clone(),
            lang.label(&item.name).to_owned(),
            lang.label(&portfolio.category(item.category).name).to_owned(),
            lang.label(&portfolio.agency(item.agency).name).to_owned(),
            item.account.clone(),
            summary::funded(start.is_some(), lang).to_owned(),
            year(start),
            year(finish),
            year(service),
        ];
        let amounts = &spent[ix.0];
        row.extend(amounts.iter().map(|&amount| money(amount)));
        row.push(money(amounts.iter().copied().sum()));
        let value = start.map_or(Points::ZERO, |start| shown.scenario.values.of_start(ix, start));
        row.push(plain::points(lang, value));
        table.row(&row);
    }
    table.finish()
}

/// Money each initiative spends in each of these years, savings not included.
pub(super) fn by_initiative(ledger: &Ledger, count: usize, years: &[Year]) -> Vec<Vec<Money>> {
    let mut sums = vec![vec![Money::ZERO; years.len()]; count];
    for entry in ledger.within(&Scope::total()) {
        if let Source::Initiative(InitiativeIx(ix)) = entry.source
            && let Ok(column) = years.binary_search(&entry.year)
        {
            sums[ix][column] += entry.amount;
        }
    }
    sums
}
