//! `scenarios.csv`: every initiative in every scenario: when it starts, in how many it is funded, and whether that is
//! every one, some or none.

use super::Shown;
use super::comparison_csv::planned;
use super::csv_style::Table;
use crate::words::columns::{Column, heading};
use crate::words::{Lang, comparison};

/// Renders it for scenarios in the order of the run; those without a plan are left out.
#[must_use]
pub fn render(shown: &[Shown], lang: Lang) -> Vec<u8> {
    let plans = planned(shown);
    let before = [Column::Id, Column::Name, Column::Category, Column::Agency];
    let mut headings: Vec<&str> = before.iter().map(|&column| heading(column, lang)).collect();
    headings.extend(plans.iter().map(|(one, _)| one.scenario.id.as_str()));
    headings.extend([Column::FundedIn, Column::Presence].map(|column| heading(column, lang)));
    let mut table = Table::with_headings(lang, &headings);
    let Some((first, _)) = plans.first() else { return table.finish() };
    let portfolio = &first.case.portfolio;
    for (initiative, item) in portfolio.each() {
        let starts: Vec<_> = plans.iter().map(|(_, plan)| plan.start(initiative)).collect();
        let some = starts.iter().flatten().count();
        let mut row = vec![
            item.id.clone(),
            lang.label(&item.name).to_owned(),
            lang.label(&portfolio.category(item.category).name).to_owned(),
            lang.label(&portfolio.agency(item.agency).name).to_owned(),
        ];
        row.extend(starts.iter().map(|start| start.map(|year| year.0.to_string()).unwrap_or_default()));
        row.push(some.to_string());
        row.push(comparison::presence(some, starts.len(), lang).to_owned());
        table.row(&row);
    }
    table.finish()
}
