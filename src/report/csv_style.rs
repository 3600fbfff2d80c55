//! How CSV is written: as a spreadsheet of the reader's language opens it.
//!
//! Indonesian: `;` between fields and a decimal comma; English: `,` and a point. Both begin with a byte-order mark, by
//! which Excel knows UTF-8. A text that a spreadsheet would run as a formula is given a leading apostrophe.

use crate::input::guarded;
use crate::signs;
use crate::words::Lang;
use crate::words::columns::{Column, heading};

/// A table being written.
pub struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    /// A table with these headings.
    #[must_use]
    pub fn new(lang: Lang, columns: &[Column]) -> Self {
        Self::with_headings(lang, &columns.iter().map(|&column| heading(column, lang)).collect::<Vec<_>>())
    }

    /// A table with headings of which some are not words (years).
    #[must_use]
    pub fn with_headings(lang: Lang, headings: &[&str]) -> Self {
        let delimiter = match lang {
            Lang::Id => b';',
            Lang::En => b',',
        };
        let mut table =
            Self { writer: csv::WriterBuilder::new().delimiter(delimiter).from_writer("\u{feff}".into()) };
        table.row(headings);
        table
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, fields: &[T]) {
        let safe = fields.iter().map(|field| guarded(&signs::line(field.as_ref())));
        // Writing to memory does not fail, and rows may have any number of fields only by a mistake of ours.
        let written = self.writer.write_record(safe);
        debug_assert!(written.is_ok(), "{written:?}");
    }

    /// The bytes.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_numbers_numbers() {
        let cells = ["=1+1", "-12,5", "-HYPERLINK(1)", "+62", "@x", "plain; text"];
        let mut table = Table::new(Lang::Id, &[Column::Id]);
        for cell in cells {
            table.row(&[cell]);
        }
        let text = String::from_utf8(table.finish()).expect("utf-8");
        assert_eq!(text, "\u{feff}id\n'=1+1\n-12,5\n'-HYPERLINK(1)\n+62\n'@x\n\"plain; text\"\n");
    }
}
