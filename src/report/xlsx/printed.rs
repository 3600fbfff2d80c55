//! How a sheet of the form prints: A4, landscape, one page wide, headings on every page; columns as narrow as they can be.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::words::{Lang, form};

/// How many empty rows are printed on sheets that are filled by hand.
pub const ROOM: u32 = 12;
/// The paper: A4, as Excel numbers it.
const A4: u8 = 9;
/// Rows of headings.
const HEADINGS: u32 = 3;

/// Sets up the page of a sheet of so many rows and columns; `headings` says whether its first three rows are headings.
///
/// # Errors
/// The sheet has no row or no column.
pub fn page(
    page: &mut Worksheet,
    (rows, columns): (u32, u16),
    headings: bool,
    lang: Lang,
) -> Result<(), XlsxError> {
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    // In inches: left, right, top, bottom, header, footer.
    page.set_margins(0.4, 0.4, 0.4, 0.6, 0.2, 0.3);
    page.set_footer(form::footer(lang));
    if headings {
        page.set_repeat_rows(0, HEADINGS - 1)?;
        page.set_print_gridlines(true);
    }
    page.set_print_area(0, 0, rows.saturating_sub(1), columns.saturating_sub(1))?;
    Ok(())
}

/// The width of a column, in characters.
#[must_use]
pub fn width(kind: &str, key: &str) -> u32 {
    match key {
        "key" => 34,
        "value" if kind == "case" => 60,
        _ if is_long(key) => 28,
        "id" | "category" | "owner" | "agency" | "initiative" | "depends_on" | "scenario" => 14,
        "program_or_subkegiatan" | "account" | "legal_basis" | "cost_basis" | "peta_rencana_content" => 16,
        "variant_group" | "mutually_exclusive_with" | "funding_sources" => 12,
        _ => 10,
    }
}

/// Whether a column holds sentences, which are wrapped.
#[must_use]
pub fn is_long(key: &str) -> bool {
    key.starts_with("name") || key.starts_with("note") || matches!(key, "reason" | "force_reason")
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
