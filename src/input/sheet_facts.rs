//! What a workbook knows of a table's cells beyond their text: [`SheetFacts`]. Lines and columns count from 1.

use std::collections::BTreeSet;

/// What is known of the cells of one sheet.
#[derive(Clone, Debug, Default)]
pub struct SheetFacts {
    /// Cells that hold a number with decimals. They say nothing of how people write decimals in the sheet's texts.
    pub fractions: BTreeSet<(usize, usize)>,
    /// Cells that hold a date or time.
    pub dates: BTreeSet<(usize, usize)>,
    /// Ranges of merged cells.
    pub merged: Vec<Merged>,
    /// Rows that are hidden.
    pub hidden_rows: BTreeSet<usize>,
    /// Columns that are hidden.
    pub hidden_columns: BTreeSet<usize>,
    /// Whether a filter is set.
    pub filtered: bool,
    /// Whether the sheet itself is hidden.
    pub hidden: bool,
}

/// A range of cells merged into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// First line and column.
    pub from: (usize, usize),
    /// Last line and column.
    pub to: (usize, usize),
}
