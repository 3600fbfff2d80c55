//! The matrix of a master plan, for every scenario.

use super::{Cell, Sheet, Shown, text};
use crate::report::matrix_csv::rows;
use crate::units::Year;
use crate::words::Lang;
use crate::words::columns::Column as Word;
use crate::words::workbook::Tab;

/// Builds the sheet.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Matrix, shown, lang);
    let Some(first) = shown.first() else { return sheet };
    let decimals = first.case.portfolio.currency.decimals;
    let years: Vec<Year> = first.case.portfolio.calendar.plan_years().collect();
    for (word, width) in [
        (Word::Scenario, 14),
        (Word::Number, 6),
        (Word::Program, 46),
        (Word::Domain, 20),
        (Word::Target, 34),
        (Word::Responsible, 34),
    ] {
        sheet.column(word, width, lang);
    }
    sheet.years(years.iter().copied());
    for column in sheet.columns.iter_mut().rev().take(years.len()) {
        column.width = 9;
    }
    sheet.column(Word::AccountCode, 16, lang);
    sheet.column(Word::Estimate, 18, lang);
    let last = sheet.columns.len() - 1;
    if let Some(column) = sheet.columns.last_mut() {
        column.total = Some((crate::units::Money::ZERO, decimals));
    }
    sheet.frozen = 3;
    for one in shown {
        for row in rows(one) {
            let mut cells = vec![
                text(&one.scenario.id),
                Cell::Count(row.number),
                text(row.program),
                text(row.domain),
                text(row.target),
                text(row.agency),
            ];
            cells.extend(row.stages.into_iter().map(text));
            cells.push(text(row.account));
            cells.push(Cell::Money(row.estimate, decimals));
            sheet.rows.push(cells);
        }
    }
    sheet.sum(last, decimals);
    sheet
}
