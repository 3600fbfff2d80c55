//! `matrix.csv`: the matrix of a master plan: number, programme, domain, target, agency, stages by year, account code,
//! estimate. Funded initiatives only, by category, then start, then id.

use super::Shown;
use super::csv_style::Table;
use super::plan_csv::by_initiative;
use crate::plan::Ledger;
use crate::units::{Money, Year};
use crate::words::columns::{Column, heading};
use crate::words::plain;
use crate::words::workbook::{stage, target};

/// A row of the matrix.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// The initiative's name.
    pub program: String,
    /// Its category.
    pub domain: String,
    /// What it serves.
    pub target: String,
    /// The agency responsible.
    pub agency: String,
    /// What happens in each year of the plan.
    pub stages: Vec<&'static str>,
    /// Its account code and the version of it.
    pub account: String,
    /// What it spends in all years of the plan.
    pub estimate: Money,
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown) -> Vec<u8> {
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let before = [Column::Number, Column::Program, Column::Domain, Column::Target, Column::Responsible];
    let mut headings: Vec<String> = before.map(|column| heading(column, lang).to_owned()).into();
    headings.extend(portfolio.calendar.plan_years().map(|year| year.0.to_string()));
    headings.extend([Column::AccountCode, Column::Estimate].map(|column| heading(column, lang).to_owned()));
    let mut table = Table::with_headings(lang, &headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in rows(shown) {
        let mut cells = vec![row.number.to_string(), row.program, row.domain, row.target, row.agency];
        cells.extend(row.stages.iter().map(|stage| (*stage).to_owned()));
        cells.push(row.account);
        cells.push(plain::amount(lang, row.estimate, portfolio.currency.decimals));
        table.row(&cells);
    }
    table.finish()
}

/// The rows; none without a plan.
#[must_use]
pub fn rows(shown: &Shown) -> Vec<Row> {
    let Some(solved) = shown.answer.outcome.solved() else { return Vec::new() };
    let (portfolio, lang) = (&shown.case.portfolio, shown.lang);
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let ledger = Ledger::of(portfolio, shown.scenario, &solved.plan);
    let spent = by_initiative(&ledger, portfolio.initiatives.len(), &years);
    let mut started: Vec<_> = solved.plan.started().collect();
    started.sort_by_key(|&(ix, start)| (portfolio.initiative(ix).category, start, ix));
    let row = |(number, (ix, start))| {
        let item = portfolio.initiative(ix);
        let parts = [item.account.as_str(), item.account_version.as_str()];
        Row {
            number,
            program: lang.label(&item.name).to_owned(),
            domain: lang.label(&portfolio.category(item.category).name).to_owned(),
            target: target(portfolio, ix, start, lang),
            agency: lang.label(&portfolio.agency(item.agency).name).to_owned(),
            stages: years.iter().map(|&year| stage(portfolio, ix, start, year, lang)).collect(),
            account: parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" / "),
            estimate: spent[ix.0].iter().copied().sum(),
        }
    };
    (1..).zip(started).map(row).collect()
}
