//! All scenarios side by side: the start year of every initiative in each, and in how many plans it is.

use super::comparison::planned;
use super::{Cell, Column, Sheet, Shown, letters, text};
use crate::words::Lang;
use crate::words::columns::Column as Word;
use crate::words::workbook::{Tab, standing};

/// Columns before those of the scenarios.
const BEFORE: usize = 4;

/// Builds the sheet; scenarios without a plan are left out.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Scenarios, shown, lang);
    let Some(first) = shown.first() else { return sheet };
    let portfolio = &first.case.portfolio;
    for (word, width) in [(Word::Id, 8), (Word::Name, 44), (Word::Category, 18), (Word::Agency, 30)] {
        sheet.column(word, width, lang);
    }
    let plans = planned(shown);
    let column = |one: &Shown| Column { heading: one.scenario.id.clone(), width: 13, total: None };
    sheet.columns.extend(plans.iter().map(|(one, _)| column(one)));
    sheet.column(Word::InPlans, 12, lang);
    sheet.column(Word::Standing, 14, lang);
    sheet.frozen = 2;
    for (ix, item) in portfolio.each() {
        let at = sheet.row_of(sheet.rows.len());
        let starts: Vec<_> = plans.iter().map(|(_, plan)| plan.start(ix)).collect();
        let count = starts.iter().flatten().count();
        let mut row = vec![
            text(&item.id),
            text(lang.label(&item.name)),
            text(lang.label(&portfolio.category(item.category).name)),
            text(lang.label(&portfolio.agency(item.agency).name)),
        ];
        row.extend(starts.iter().map(|start| start.map_or(Cell::Empty, Cell::Year)));
        row.push(if plans.is_empty() {
            Cell::Empty
        } else {
            let (from, to) = (letters(BEFORE), letters(BEFORE + plans.len() - 1));
            Cell::Counted(format!("COUNT({from}{at}:{to}{at})"), count)
        });
        row.push(text(standing(count, plans.len(), lang)));
        sheet.rows.push(row);
    }
    sheet
}
