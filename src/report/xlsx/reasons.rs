//! Why each initiative is in, not earlier, or out; and where a scenario has no plan, the rules in conflict.

use super::{Cell, Sheet, Shown, text};
use crate::explain::Status;
use crate::words::columns::Column as Word;
use crate::words::reasons::sentence;
use crate::words::workbook::Tab;
use crate::words::{Lang, summary};

/// Builds the sheet.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Reasons, shown, lang);
    for (word, width) in [
        (Word::Scenario, 14),
        (Word::Id, 8),
        (Word::Name, 44),
        (Word::Agency, 30),
        (Word::Status, 12),
        (Word::Start, 9),
        (Word::Reason, 100),
    ] {
        sheet.column(word, width, lang);
    }
    sheet.frozen = 3;
    for one in shown {
        rows(one, &mut sheet);
    }
    sheet
}

fn rows(one: &Shown, sheet: &mut Sheet) {
    let (portfolio, scenario, lang) = (&one.case.portfolio, one.scenario, one.lang);
    if one.answer.outcome.solved().is_none() {
        let (conflict, missing) = (one.answer.conflict.as_ref(), one.answer.missing.as_ref());
        for line in summary::infeasible(portfolio, scenario, conflict, missing, lang) {
            let mut row = vec![text(&scenario.id)];
            row.resize(6, Cell::Empty);
            row.push(text(line.trim()));
            sheet.rows.push(row);
        }
        return;
    }
    for reason in one.answer.reasons(portfolio, scenario) {
        let item = portfolio.initiative(reason.initiative);
        let start = match reason.status {
            Status::Funded { start, .. } => Some(start),
            Status::Out(_) => None,
        };
        sheet.rows.push(vec![
            text(&scenario.id),
            text(&item.id),
            text(lang.label(&item.name)),
            text(lang.label(&portfolio.agency(item.agency).name)),
            text(summary::funded(start.is_some(), lang)),
            start.map_or(Cell::Empty, Cell::Year),
            text(sentence(portfolio, scenario, reason, lang)),
        ]);
    }
}
