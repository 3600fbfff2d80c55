//! Paints [`Sheet`]s: the one file that names the library which writes workbooks, besides `form`.

use rust_xlsxwriter::{
    Chart as Native, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};

use super::{Area, Cell, Chart, Sheet, letters};
use crate::signs;
use crate::units::Money;
use crate::words::Lang;
use crate::words::workbook::{cut, total};

/// From this width on, in characters, the texts of a column are wrapped.
const WRAPPED: u16 = 40;
/// The last row a sheet has room for, with room for a remark.
const LAST_ROW: usize = 1_048_000;
/// The longest text a cell holds.
const LONGEST: usize = 32_000;
/// Amounts up to here are whole in a spreadsheet's numbers; larger ones are written as texts, every digit.
const EXACT: i64 = 1 << 53;
const HEADER: u32 = 0x1F_4E79;
const TOTAL: u32 = 0xDD_EBF7;
const QUIET: u32 = 0x59_5959;

/// The bytes of a workbook with these sheets.
#[must_use]
pub fn workbook(title: &str, lang: Lang, sheets: &[Sheet]) -> Vec<u8> {
    // Numbers, texts and formulas of ours within a sheet's bounds: nothing here can fail but by a mistake of ours.
    let painted = paint(title, lang, sheets);
    debug_assert!(painted.is_ok(), "{painted:?}");
    painted.unwrap_or_default()
}

fn paint(title: &str, lang: Lang, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(title)?);
    let looks = Looks::new(lang);
    for sheet in sheets {
        let page = book.add_worksheet();
        one(page, sheet, &looks, lang)?;
    }
    book.save_to_buffer()
}

/// Properties with a fixed date: a workbook that knew when it was made would never be the same twice.
pub fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title(title).set_author("Petajalan").set_creation_datetime(&date))
}

/// How cells look.
struct Looks {
    lang: Lang,
    title: Format,
    quiet: Format,
    header: Format,
    total: Format,
    text: Format,
    plain: Format,
    quoted: Format,
    points: Format,
    count: Format,
    year: Format,
    level: Format,
    share: Format,
}

/// The locale of number formats: Indonesian writes `1.250.000,5`, English `1,250,000.5`.
pub fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "[$-421]",
        Lang::En => "[$-409]",
    }
}

/// A number format for amounts with these decimals.
pub fn amounts(lang: Lang, decimals: u8) -> String {
    let rest = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(usize::from(decimals))) };
    format!("{}#,##0{rest}", locale(lang))
}

impl Looks {
    fn new(lang: Lang) -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let number = |format: &str| top().set_num_format(format!("{}{format}", locale(lang)));
        Self {
            lang,
            title: Format::new().set_bold().set_font_size(14),
            quiet: Format::new().set_font_color(QUIET),
            header: Format::new()
                .set_bold()
                .set_font_color(0xFF_FFFF)
                .set_background_color(HEADER)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin)
                .set_border_color(0xFF_FFFF),
            total: Format::new().set_bold().set_background_color(TOTAL),
            text: top().set_text_wrap(),
            plain: top(),
            quoted: top().set_quote_prefix(),
            points: number("#,##0.0"),
            count: number("#,##0"),
            year: top().set_num_format("0").set_align(FormatAlign::Center),
            level: number("0.00"),
            share: number("0.0%"),
        }
    }

    fn money(&self, decimals: u8) -> Format {
        Format::new().set_align(FormatAlign::Top).set_num_format(amounts(self.lang, decimals))
    }
}

fn one(page: &mut Worksheet, sheet: &Sheet, looks: &Looks, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    page.write_string_with_format(0, 0, &sheet.title, &looks.title)?;
    for (at, remark) in (1..).zip(&sheet.remarks) {
        page.write_string_with_format(at, 0, shortened(remark), &looks.quiet)?;
    }
    let header = row_number(sheet.header_row() - 1);
    let kept = sheet.rows.len().min(LAST_ROW.saturating_sub(sheet.header_row()));
    page.set_row_height(header, 45)?;
    for (at, column) in (0..).zip(&sheet.columns) {
        page.set_column_width(at, f64::from(column.width))?;
        // A year is a number, so that a spreadsheet does not complain of one stored as text.
        match column.heading.parse::<u32>() {
            Ok(year) => page.write_number_with_format(header, at, year, &looks.header)?,
            Err(_) => page.write_string_with_format(header, at, shortened(&column.heading), &looks.header)?,
        };
    }
    totals(page, sheet, kept, looks, lang)?;
    for (at, row) in sheet.rows.iter().take(kept).enumerate() {
        let number = row_number(sheet.row_of(at) - 1);
        page.set_row_height(number, height(sheet, row))?;
        for (column, cell) in (0..).zip(row) {
            let wide = sheet.columns.get(usize::from(column)).is_some_and(|held| held.width >= WRAPPED);
            write(page, number, column, cell, looks, wide)?;
        }
    }
    if kept < sheet.rows.len() {
        page.write_string_with_format(row_number(sheet.row_of(kept)), 0, cut(lang), &looks.quiet)?;
    }
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(0);
    let last_row = row_number(sheet.row_of(kept.max(1)) - 2);
    page.set_freeze_panes(header + 1, sheet.frozen)?;
    page.autofilter(header, 0, last_row.max(header), last_column)?;
    // A4, or A3 where a line would be too small to read.
    let width: u16 = sheet.columns.iter().map(|column| column.width).sum();
    page.set_landscape().set_paper_size(if width > 180 { 8 } else { 9 }).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(header, header)?;
    for (at, chart) in (0..).zip(&sheet.charts) {
        let row = row_number(sheet.row_of(kept) + 1) + at * 22;
        page.insert_chart(row, 0, &native(chart, sheet, lang))?;
    }
    Ok(())
}

/// Height of a row in points: as many lines as its longest wrapped text takes.
fn height(sheet: &Sheet, row: &[Cell]) -> u16 {
    let lines = |(column, cell): (&super::Column, &Cell)| match cell {
        Cell::Text(text) if column.width >= WRAPPED => {
            text.chars().count().div_ceil(usize::from(column.width))
        }
        _ => 1,
    };
    let lines = sheet.columns.iter().zip(row).map(lines).max().unwrap_or(1);
    u16::try_from(15 * lines.clamp(1, 20)).unwrap_or(15)
}

/// The row of totals above the header. Each follows the filter, and holds its value with nothing filtered.
fn totals(
    page: &mut Worksheet,
    sheet: &Sheet,
    kept: usize,
    looks: &Looks,
    lang: Lang,
) -> Result<(), XlsxError> {
    let held = |column: &super::Column| column.total;
    let Some(first) = sheet.columns.iter().position(|column| held(column).is_some()) else { return Ok(()) };
    let row = row_number(sheet.header_row() - 2);
    for at in 0..sheet.columns.len() {
        page.write_blank(row, column_number(at), &looks.total)?;
    }
    page.write_string_with_format(
        row,
        column_number(first.saturating_sub(1).min(1)),
        total(lang),
        &looks.total,
    )?;
    let (from, to) = (sheet.row_of(0), sheet.row_of(kept.max(1)) - 1);
    for (at, column) in sheet.columns.iter().enumerate() {
        if let Some((amount, decimals)) = column.total {
            let letters = letters(at);
            let formula = Formula::new(format!("=SUBTOTAL(109,{letters}{from}:{letters}{to})"));
            let format = looks.total.clone().set_num_format(amounts(lang, decimals));
            page.write_formula_with_format(
                row,
                column_number(at),
                formula.set_result(number(amount, decimals).to_string()),
                &format,
            )?;
        }
    }
    Ok(())
}

fn write(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    looks: &Looks,
    wide: bool,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            // A text that looks like a formula stays one for whoever edits the cell, too.
            let look = match (text.starts_with(['=', '+', '-', '@']), wide) {
                (true, _) => &looks.quoted,
                (false, true) => &looks.text,
                (false, false) => &looks.plain,
            };
            page.write_string_with_format(row, column, shortened(text), look)?;
        }
        Cell::Money(amount, decimals) if amount.0.abs() > EXACT => {
            let text = crate::words::plain::amount(looks.lang, *amount, *decimals);
            page.write_string_with_format(row, column, text, &looks.text)?;
        }
        Cell::Money(amount, decimals) => {
            let format = looks.money(*decimals);
            page.write_number_with_format(row, column, number(*amount, *decimals), &format)?;
        }
        Cell::Points(points) => {
            page.write_number_with_format(row, column, number(Money(points.0), 6), &looks.points)?;
        }
        Cell::Year(year) => {
            page.write_number_with_format(row, column, year.0, &looks.year)?;
        }
        Cell::Count(count) => {
            page.write_number_with_format(
                row,
                column,
                u32::try_from(*count).unwrap_or(u32::MAX),
                &looks.count,
            )?;
        }
        Cell::Level(level) => {
            page.write_number_with_format(row, column, number(Money(level.0), 2), &looks.level)?;
        }
        Cell::Share(share) => {
            page.write_number_with_format(row, column, *share, &looks.share)?;
        }
        Cell::Formula(formula, amount, decimals) => {
            let formula =
                Formula::new(format!("={formula}")).set_result(number(*amount, *decimals).to_string());
            page.write_formula_with_format(row, column, formula, &looks.money(*decimals))?;
        }
        Cell::Counted(formula, count) => {
            let formula = Formula::new(format!("={formula}")).set_result(count.to_string());
            page.write_formula_with_format(row, column, formula, &looks.count)?;
        }
    }
    Ok(())
}

/// An amount as a spreadsheet's number: the nearest there is.
fn number(amount: Money, decimals: u8) -> f64 {
    // A decimal text parses to the nearest number; a division would round twice.
    format!("{}e-{decimals}", amount.0).parse().unwrap_or(0.0)
}

fn native(chart: &Chart, sheet: &Sheet, lang: Lang) -> Native {
    let kind = if chart.curve { ChartType::ScatterStraightWithMarkers } else { ChartType::Column };
    let mut native = Native::new(kind);
    let header = row_number(sheet.header_row() - 1);
    let cells = |area: Area| match area {
        Area::Header(from, to) => (header, from, header, to),
        Area::Row(row, from, to) => (header + 1 + row, from, header + 1 + row, to),
        Area::Column(column, from, to) => (header + 1 + from, column, header + 1 + to, column),
    };
    for series in &chart.series {
        let (up, across) = (cells(series.up), cells(series.across));
        let name = sheet.name.as_str();
        native
            .add_series()
            .set_name(series.name.as_str())
            .set_values((name, up.0, up.1, up.2, up.3))
            .set_categories((name, across.0, across.1, across.2, across.3));
    }
    native.title().set_name(chart.title.as_str());
    let format = format!("{}#,##0", locale(lang));
    native.y_axis().set_num_format(format.as_str());
    if chart.curve {
        native.x_axis().set_num_format(format.as_str());
    }
    native.x_axis().set_name(chart.across.as_str());
    native.y_axis().set_name(chart.up.as_str());
    native.set_width(960).set_height(420);
    native
}

/// The text, cut to what a cell holds.
fn shortened(text: &str) -> String {
    let text = signs::visible(text);
    if text.chars().count() <= LONGEST { text.into_owned() } else { text.chars().take(LONGEST).collect() }
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
