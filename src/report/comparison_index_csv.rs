//! `comparison-index.csv`: how far every index differs at the end of each plan year, from each scenario to every later
//! one.

use super::Shown;
use super::comparison_csv::{pairs, planned};
use super::csv_style::Table;
use crate::plan::standing;
use crate::units::{Level, Money, SchemeIx};
use crate::words::columns::Column;
use crate::words::{Lang, plain};

/// Renders it for scenarios in the order of the run; those without a plan are left out.
#[must_use]
pub fn render(shown: &[Shown], lang: Lang) -> Vec<u8> {
    let columns = [
        Column::From,
        Column::To,
        Column::Index,
        Column::Year,
        Column::Before,
        Column::After,
        Column::Difference,
    ];
    let mut table = Table::new(lang, &columns);
    let plans = planned(shown);
    let level = |level: Level| plain::amount(lang, Money(level.0), 2);
    for ((first, before), (second, after)) in pairs(&plans) {
        let portfolio = &first.case.portfolio;
        for (at, scheme) in portfolio.schemes.iter().enumerate() {
            for year in portfolio.calendar.plan_years() {
                let of = |plan| standing::index(portfolio, plan, SchemeIx(at), year);
                let (from, to) = (of(before), of(after));
                table.row(&[
                    first.scenario.id.clone(),
                    second.scenario.id.clone(),
                    lang.label(&scheme.name).to_owned(),
                    year.0.to_string(),
                    level(from),
                    level(to),
                    level(to - from),
                ]);
            }
        }
    }
    table.finish()
}
