//! What a change of scenario means for each agency and fund, by year.

use std::collections::BTreeMap;

use super::comparison::planned;
use super::{Cell, Sheet, Shown, sum_of_row, text};
use crate::plan::Ledger;
use crate::report::spending_csv;
use crate::units::{AgencyIx, FundIx, Money, Year};
use crate::words::Lang;
use crate::words::columns::Column as Word;
use crate::words::workbook::Tab;

/// Columns before those of the years.
const BEFORE: usize = 5;

/// Spending of an agency out of a fund, by year.
type Sums = BTreeMap<(AgencyIx, Option<FundIx>), BTreeMap<Year, Money>>;

/// Builds the sheet; scenarios without a plan are left out.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Agencies, shown, lang);
    let Some(first) = shown.first() else { return sheet };
    let decimals = first.case.portfolio.currency.decimals;
    let years: Vec<Year> = first.case.portfolio.calendar.plan_years().collect();
    for (word, width) in [(Word::From, 14), (Word::To, 14), (Word::Agency, 44), (Word::Fund, 20)] {
        sheet.column(word, width, lang);
    }
    sheet.column(Word::Difference, 18, lang);
    sheet.years(years.iter().copied());
    sheet.frozen = 3;
    if let Some(column) = sheet.columns.get_mut(BEFORE) {
        column.total = Some((Money::ZERO, decimals));
    }
    let sums: Vec<(&Shown, Sums)> = planned(shown).into_iter().map(|(one, _)| (one, sums(one))).collect();
    for (at, (first, before)) in sums.iter().enumerate() {
        for (second, after) in &sums[at + 1..] {
            pair((first, before), (second, after), &years, &mut sheet);
        }
    }
    for column in BEFORE - 1..BEFORE + years.len() {
        sheet.sum(column, decimals);
    }
    sheet
}

fn sums(one: &Shown) -> Sums {
    let portfolio = &one.case.portfolio;
    let mut sums = Sums::new();
    let Some(solved) = one.answer.outcome.solved() else { return sums };
    let ledger = Ledger::of(portfolio, one.scenario, &solved.plan);
    for ((year, agency, _, class, fund, ..), amount) in spending_csv::sums(one, &ledger) {
        if portfolio.class(class).money {
            *sums.entry((agency, fund)).or_default().entry(year).or_default() += amount;
        }
    }
    sums
}

fn pair(first: (&Shown, &Sums), second: (&Shown, &Sums), years: &[Year], sheet: &mut Sheet) {
    let (portfolio, lang) = (&first.0.case.portfolio, first.0.lang);
    let decimals = portfolio.currency.decimals;
    let mut lines: Vec<_> = first.1.keys().chain(second.1.keys()).copied().collect();
    lines.sort_unstable();
    lines.dedup();
    for line in lines {
        let of = |sums: &Sums, year: &Year| {
            sums.get(&line).and_then(|by| by.get(year)).copied().unwrap_or_default()
        };
        let differences: Vec<Money> =
            years.iter().map(|year| of(second.1, year) - of(first.1, year)).collect();
        if differences.iter().all(|&amount| amount == Money::ZERO) {
            continue;
        }
        let at = sheet.row_of(sheet.rows.len());
        let mut row = vec![
            text(&first.0.scenario.id),
            text(&second.0.scenario.id),
            text(lang.label(&portfolio.agency(line.0).name)),
            line.1.map_or(Cell::Empty, |fund| text(lang.label(&portfolio.fund(fund).name))),
            sum_of_row(at, BEFORE, BEFORE + years.len() - 1, differences.iter().copied().sum(), decimals),
        ];
        row.extend(differences.iter().map(|&amount| Cell::Money(amount, decimals)));
        sheet.rows.push(row);
    }
}
