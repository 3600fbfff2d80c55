//! The log of decisions: who decided what, when, on what basis, and the chain of hashes.

use super::{Cell, Sheet, Shown, text};
use crate::words::Lang;
use crate::words::columns::Column as Word;
use crate::words::decisions::action;
use crate::words::workbook::Tab;

/// Builds the sheet.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Decisions, shown, lang);
    let columns = [
        (Word::Number, 6),
        (Word::Date, 12),
        (Word::Actor, 28),
        (Word::Kind, 18),
        (Word::Scenario, 14),
        (Word::Subject, 18),
        (Word::Setting, 18),
        (Word::Basis, 60),
        (Word::Hash, 66),
    ];
    for (word, width) in columns {
        sheet.column(word, width, lang);
    }
    let Some(first) = shown.first() else { return sheet };
    for entry in &first.case.decisions {
        sheet.rows.push(vec![
            Cell::Count(entry.number),
            text(&entry.date),
            text(&entry.actor),
            text(action(entry.action, lang)),
            text(&entry.scenario),
            text(&entry.subject),
            text(&entry.value),
            text(&entry.basis),
            text(&entry.hash),
        ]);
    }
    sheet
}
