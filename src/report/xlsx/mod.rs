//! Workbooks: sheets are plain data ([`Sheet`]), [`workbook`] paints them, and `petajalan.xlsx` is a list of them.
//!
//! A sheet is a title, remarks and one table with a frozen header, filters, and totals that are formulas with the
//! values they have. Texts are written as texts whatever they begin with, amounts as numbers, dates nowhere: the same
//! results give the same bytes. Another study's sheet is a function that returns a [`Sheet`] (with a [`Chart`], if it
//! has one) and a line where its workbook is listed.

mod agencies;
mod ceilings;
mod checks;
mod comparison;
mod decisions;
pub mod form;
mod inputs;
mod matrix;
mod paint;
mod plan;
mod printed;
mod reasons;
mod scenarios;
mod spending;
mod summary;

pub use paint::workbook;

use super::{Shown, carried};
use crate::units::{Level, Money, Points, Year};
use crate::words::Lang;
use crate::words::carried as words;
use crate::words::columns::{Column as Word, heading};
use crate::words::workbook::{Tab, remark, tab, title, unit};

/// The workbook's file name.
pub const FILE: &str = "petajalan.xlsx";

/// The sheets of `petajalan.xlsx`. A new one is one new file and one line here.
const SHEETS: [fn(&[Shown], Lang) -> Sheet; 11] = [
    summary::sheet,
    plan::sheet,
    spending::sheet,
    ceilings::sheet,
    comparison::sheet,
    agencies::sheet,
    scenarios::sheet,
    matrix::sheet,
    reasons::sheet,
    decisions::sheet,
    inputs::sheet,
];

/// `petajalan.xlsx` for the scenarios of a run.
#[must_use]
pub fn render(shown: &[Shown], lang: Lang) -> Vec<u8> {
    let Some(first) = shown.first() else { return Vec::new() };
    // A case that keeps no log of decisions has no sheet for it.
    let logged = |sheet: &Sheet| !first.case.decisions.is_empty() || sheet.name != tab(Tab::Decisions, lang);
    let sheets: Vec<Sheet> = SHEETS.iter().map(|sheet| sheet(shown, lang)).filter(logged).collect();
    workbook(lang.label(&first.case.portfolio.name), lang, &sheets)
}

/// A sheet with one table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The name on its tab, at most 31 characters.
    pub name: String,
    /// What stands above everything.
    pub title: String,
    /// Lines under the title.
    pub remarks: Vec<String>,
    /// The columns of its table.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// How many columns on the left stay in view.
    pub frozen: u16,
    /// Charts, which stand under the table.
    pub charts: Vec<Chart>,
}

/// A column of a sheet's table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its width in characters.
    pub width: u16,
    /// The total of its rows, where it has one: a formula that follows the filter, and its value now.
    pub total: Option<(Money, u8)>,
}

/// What a cell shows.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// An amount, with the decimals of its resource.
    Money(Money, u8),
    /// A value in points.
    Points(Points),
    /// A year.
    Year(Year),
    /// A number of things.
    Count(usize),
    /// A level or index.
    Level(Level),
    /// A share, 1 being the whole.
    Share(f64),
    /// A formula, its value now, and the decimals of the amount it gives.
    Formula(String, Money, u8),
    /// A formula that counts, and its value now.
    Counted(String, usize),
}

/// A native chart of a sheet: lines with markers over columns of its table.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What stands above it.
    pub title: String,
    /// What the horizontal axis measures.
    pub across: String,
    /// What the vertical axis measures.
    pub up: String,
    /// Whether the horizontal axis is one of numbers (a curve) rather than of labels (bars).
    pub curve: bool,
    /// Its lines or groups of bars.
    pub series: Vec<Series>,
}

/// A line of a chart: cells of its sheet's table, rows and columns counted from 0 inside it (row 0 is the first row
/// under the header). Labels may also stand in the header.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Where its horizontal values stand.
    pub across: Area,
    /// Where its vertical values stand.
    pub up: Area,
}

/// Cells of a table.
#[derive(Clone, Copy, Debug)]
pub enum Area {
    /// Part of the header: first and last column.
    Header(u16, u16),
    /// Part of a row: the row, first and last column.
    Row(u32, u16, u16),
    /// Part of a column: the column, first and last row.
    Column(u16, u32, u32),
}

impl Sheet {
    /// A sheet of `petajalan.xlsx`, still without a table.
    #[must_use]
    fn of(which: Tab, shown: &[Shown], lang: Lang) -> Self {
        let sign = shown.first().map(|one| one.case.portfolio.currency.sign.as_str()).unwrap_or_default();
        let illustrative = shown.first().is_some_and(|one| one.case.portfolio.illustrative);
        let mut remarks = vec![remark(which, lang).to_owned()];
        if matches!(which, Tab::Summary | Tab::Plan | Tab::Spending | Tab::Ceilings | Tab::Matrix)
            && !sign.is_empty()
        {
            remarks.push(unit(lang, sign));
        }
        if illustrative {
            remarks.push(format!("{}.", crate::words::charts::illustrative(lang)));
        }
        if which == Tab::Summary {
            remarks.extend(shown.first().and_then(|first| found(first, lang)));
        }
        remarks.retain(|remark| !remark.is_empty());
        Self {
            name: tab(which, lang).to_owned(),
            title: title(which, lang).to_owned(),
            remarks: vec![remarks.join(" ")],
            ..Self::default()
        }
    }

    /// Adds a column.
    fn column(&mut self, word: Word, width: u16, lang: Lang) {
        self.columns.push(Column { heading: heading(word, lang).to_owned(), width, total: None });
    }

    /// Adds columns headed by years.
    fn years(&mut self, years: impl Iterator<Item = Year>) {
        let column = |year: Year| Column { heading: year.0.to_string(), width: 16, total: None };
        self.columns.extend(years.map(column));
    }

    /// The row of the sheet (from 1) in which a row of the table (from 0) stands.
    #[must_use]
    pub fn row_of(&self, row: usize) -> usize {
        self.header_row() + row + 1
    }

    /// The row of the header, from 1: under the title, the remarks and the totals.
    #[must_use]
    pub fn header_row(&self) -> usize {
        let totals = usize::from(self.columns.iter().any(|column| column.total.is_some()));
        2 + self.remarks.len() + totals
    }

    /// Gives a column the total of the amounts in its rows.
    fn sum(&mut self, column: usize, decimals: u8) {
        let amount = |cell: Option<&Cell>| match cell {
            Some(Cell::Money(amount, _) | Cell::Formula(_, amount, _)) => *amount,
            _ => Money::ZERO,
        };
        let total = self.rows.iter().map(|row| amount(row.get(column))).sum();
        if let Some(column) = self.columns.get_mut(column) {
            column.total = Some((total, decimals));
        }
    }
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The sum of a row's cells, as a formula.
fn sum_of_row(row: usize, first: usize, last: usize, total: Money, decimals: u8) -> Cell {
    Cell::Formula(format!("SUM({}{row}:{}{row})", letters(first), letters(last)), total, decimals)
}

/// How many findings the run carries, and that the sheet of inputs lists them; nothing where there is none.
fn found(shown: &Shown, lang: Lang) -> Option<String> {
    let count = carried::count(shown.case, lang);
    (!count.is_empty()).then(|| words::on_sheet(&count, tab(Tab::Inputs, lang), lang))
}

/// A text cell.
fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
