//! What the results rest on: every file that was read with its hash, what was found in them, and every default that was
//! used.

use super::{Cell, Sheet, Shown, text};
use crate::diagnostic::Finding;
use crate::report::carried;
use crate::report::findings::place;
use crate::words::Lang;
use crate::words::columns::Column as Word;
use crate::words::findings::severity;
use crate::words::workbook::{Tab, input_kind};

/// Builds the sheet.
pub fn sheet(shown: &[Shown], lang: Lang) -> Sheet {
    let mut sheet = Sheet::of(Tab::Inputs, shown, lang);
    for (word, width) in [(Word::Kind, 18), (Word::Name, 34), (Word::Setting, 70), (Word::Place, 44)] {
        sheet.column(word, width, lang);
    }
    let Some(first) = shown.first() else { return sheet };
    for file in &first.case.inputs {
        let row = vec![text(input_kind(true, lang)), text(&file.name), text(&file.sha256), Cell::Empty];
        sheet.rows.push(row);
    }
    for one in carried::told(first.case, lang) {
        let kind = text(severity(lang, one.severity));
        sheet.rows.push(vec![kind, text(one.code), text(one.sentence), text(one.places.join("; "))]);
    }
    for note in &first.case.findings {
        if let Finding::DefaultUsed { key, value } = &note.finding {
            let place = text(place(lang, &note.place));
            sheet.rows.push(vec![text(input_kind(false, lang)), text(key), text(value), place]);
        }
    }
    sheet
}
