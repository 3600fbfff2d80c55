//! How a sheet of the form prints: A4, landscape, headings on every page, columns as narrow as they can be. A sheet is one
//! page wide, or as many as it takes to keep its letters at half their size; names are then repeated on each.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::words::{Lang, form};

/// How many empty rows are printed on sheets that are filled by hand.
pub const ROOM: u32 = 12;
/// The paper: A4, as Excel numbers it.
const A4: u8 = 9;
/// Rows of headings.
const HEADINGS: u32 = 3;

/// What a page holds at half size, in characters of a column's width: 10.9 inches between the margins at 96 dots an inch,
/// of which a character takes 7, and a column's edges about 5.
const WIDEST: u32 = 2 * 109 * 96 / 10 / 7;

/// A sheet as it is to be printed.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// Rows, headings included.
    pub rows: u32,
    /// Columns.
    pub columns: u16,
    /// Columns from the left that name a row.
    pub names: u16,
    /// The width of all columns, and of those that name a row, in characters.
    pub widths: (u32, u32),
    /// Whether the first three rows are headings.
    pub headings: bool,
}

/// Sets up the pages of a sheet.
///
/// # Errors
/// The sheet has no row or no column.
pub fn page(page: &mut Worksheet, sheet: Sheet, lang: Lang) -> Result<(), XlsxError> {
    let wide = pages_wide(sheet.widths);
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(wide, 0);
    // In inches: left, right, top, bottom, header, footer.
    page.set_margins(0.4, 0.4, 0.4, 0.6, 0.2, 0.3);
    page.set_footer(form::footer(lang));
    if sheet.headings {
        page.set_repeat_rows(0, HEADINGS - 1)?;
        page.set_print_gridlines(true);
    }
    if wide > 1 && sheet.names > 0 {
        page.set_repeat_columns(0, sheet.names - 1)?;
    }
    page.set_print_area(0, 0, sheet.rows.saturating_sub(1), sheet.columns.saturating_sub(1))?;
    Ok(())
}

/// How many pages wide a sheet is, its names repeated on each.
fn pages_wide((all, names): (u32, u32)) -> u16 {
    if all <= WIDEST {
        return 1;
    }
    let room = WIDEST.saturating_sub(names).max(1);
    u16::try_from(all.saturating_sub(names).div_ceil(room)).unwrap_or(u16::MAX)
}

/// The width of a column, in characters.
#[must_use]
pub fn width(kind: &str, key: &str) -> u32 {
    match key {
        "key" => 34,
        "value" if kind == "case" => 60,
        "legal_basis" | "cost_basis" => 26,
        "program_or_subkegiatan" | "account" | "peta_rencana_content" => 16,
        _ if is_long(key) => 28,
        "id" | "category" | "owner" | "agency" | "initiative" | "depends_on" | "scenario" => 14,
        "variant_group" | "mutually_exclusive_with" | "funding_sources" => 12,
        _ => 10,
    }
}

/// Whether a column holds sentences, which are wrapped.
#[must_use]
pub fn is_long(key: &str) -> bool {
    key.starts_with("name")
        || key.starts_with("note")
        || matches!(key, "reason" | "force_reason" | "legal_basis" | "cost_basis")
}

/// How many lines a text takes in a cell of this width, with a word now and then moved to the next line.
#[must_use]
pub fn lines(text: &str, width: u32) -> u32 {
    let width = usize::try_from(width).unwrap_or(1).max(1);
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines += 1;
            used = 0;
        }
        // A word longer than the line is broken.
        lines += u32::try_from(length / (width + 1)).unwrap_or(0);
        used += length % (width + 1) + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_never_smaller_than_half() {
        assert_eq!(pages_wide((WIDEST, 80)), 1);
        assert_eq!(pages_wide((WIDEST + 1, 80)), 2);
        assert_eq!(pages_wide((2 * WIDEST - 80, 80)), 2);
        assert_eq!(pages_wide((2 * WIDEST, 80)), 3);
    }

    #[test]
    fn lines_are_counted_by_words() {
        assert_eq!(
            ["", "one", "one two", "one two three", "incomprehensible"].map(|text| lines(text, 8)),
            [1, 1, 1, 2, 2]
        );
    }
}
