//! Tables on paper: rows that wrap, a head on every page, numbers to the right; narrow ones in columns side by side.

use super::flow::{Flow, Ink, MARGIN};
use crate::chart::font::{self, Weight};
use crate::chart::frame::text;
use crate::chart::palette::{INK, RULE, SHADE};
use crate::chart::shape::{Anchor, Area, Point, Stroke, Text};

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its share of the width.
    pub width: f64,
    /// Whether it holds numbers, which stand to the right.
    pub number: bool,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<String>,
    /// Whether it is a total or a heading.
    pub strong: bool,
}

impl Row {
    /// An ordinary row.
    pub fn plain(cells: Vec<String>) -> Self {
        Self { cells, strong: false }
    }

    /// A total or a heading.
    pub fn strong(cells: Vec<String>) -> Self {
        Self { cells, strong: true }
    }
}

impl Table {
    /// A column of words.
    pub fn words(&mut self, heading: impl Into<String>, width: f64) {
        self.columns.push(Column { heading: heading.into(), width, number: false });
    }

    /// A column of numbers.
    pub fn numbers(&mut self, heading: impl Into<String>, width: f64) {
        self.columns.push(Column { heading: heading.into(), width, number: true });
    }
}

/// The size of letters.
pub const SIZE: f64 = 8.0;
/// From line to line.
const LINE: f64 = 10.4;
/// Room around the text of a cell.
const PAD: f64 = 3.0;
/// The most lines a cell may take.
const LINES: usize = 14;
/// Between columns of the page.
const GUTTER: f64 = 24.0;

/// A row as lines, and how high it is.
struct Wrapped {
    cells: Vec<Vec<String>>,
    height: f64,
    strong: bool,
}

/// How high a table is in so many columns of one page.
pub fn height(table: &Table, across: usize) -> f64 {
    let Layout { head, rows, .. } = layout(table, across);
    let highest = rows.iter().map(|row| row.height).fold(0.0, f64::max);
    head.height + rows.iter().map(|row| row.height).sum::<f64>() / real(across) + highest
}

/// A table as lines.
struct Layout {
    /// How wide a column of the page is.
    wide: f64,
    /// How wide each column of the table is.
    widths: Vec<f64>,
    head: Wrapped,
    rows: Vec<Wrapped>,
}

fn layout(table: &Table, across: usize) -> Layout {
    let whole: f64 = table.columns.iter().map(|column| column.width).sum();
    let wide = (Flow::area().w - GUTTER * real(across - 1)) / real(across);
    let widths: Vec<f64> = table.columns.iter().map(|column| column.width * wide / whole.max(1e-9)).collect();
    let headings: Vec<String> = table.columns.iter().map(|column| column.heading.clone()).collect();
    let head = wrap(&headings, &widths, Weight::Medium, 1.0);
    let of_row = |row: &Row| {
        let weight = if row.strong { Weight::Bold } else { Weight::Regular };
        Wrapped { strong: row.strong, ..wrap(&row.cells, &widths, weight, 0.0) }
    };
    let rows = table.rows.iter().map(of_row).collect();
    Layout { wide, widths, head, rows }
}

/// Sets a table in so many columns of the page; returns the numbers of its head's cells and of every row's.
pub fn set(flow: &mut Flow, table: &Table, across: usize) -> (Vec<usize>, Vec<Vec<usize>>) {
    let Layout { wide, widths, head, rows } = layout(table, across);
    if flow.rest().h < head.height + rows.first().map_or(0.0, |row| row.height) {
        flow.new_page();
    }
    let mut setter =
        Setter { flow, table, widths: &widths, wide, head: &head, leaves: Vec::new(), lowest: 0.0 };
    let mut left = &rows[..];
    let mut found = Vec::new();
    loop {
        left = setter.page(left, across, &mut found);
        if left.is_empty() {
            break;
        }
        setter.flow.new_page();
    }
    let (head, y) = (setter.leaves, setter.lowest);
    flow.y = y;
    (head, found)
}

struct Setter<'a> {
    flow: &'a mut Flow,
    table: &'a Table,
    widths: &'a [f64],
    /// How wide a column of the page is.
    wide: f64,
    head: &'a Wrapped,
    /// The numbers of the head's cells, once it was set for the first time.
    leaves: Vec<usize>,
    /// Where the table ends on this page.
    lowest: f64,
}

impl Setter<'_> {
    /// Fills a page; returns the rows that are left.
    fn page<'r>(
        &mut self,
        mut rows: &'r [Wrapped],
        across: usize,
        found: &mut Vec<Vec<usize>>,
    ) -> &'r [Wrapped] {
        let area = self.flow.rest();
        let all: f64 = rows.iter().map(|row| row.height).sum();
        // Columns of one height, as far as the page goes.
        let even = self.head.height + all / real(across);
        self.lowest = area.y;
        for column in 0..across {
            if rows.is_empty() {
                break;
            }
            let x = MARGIN + (self.wide + GUTTER) * real(column);
            self.put_head(x, area.y);
            let mut y = area.y + self.head.height;
            let first = rows.len();
            while let Some(row) = rows.first() {
                let fits = y + row.height <= area.bottom();
                let is_even = column + 1 == across || y + row.height / 2.0 <= area.y + even;
                // A row that is higher than a page is cut off by its lines; it must go somewhere.
                if !(fits && is_even) && rows.len() < first {
                    break;
                }
                found.push(self.put_row(row, x, y));
                y += row.height;
                rows = &rows[1..];
            }
            self.lowest = self.lowest.max(y);
        }
        rows
    }

    fn put_head(&mut self, x: f64, y: f64) {
        let cells = cells(self.table, self.widths, self.head, x, y, Weight::Medium);
        if self.leaves.is_empty() {
            self.leaves = cells.into_iter().map(|cell| self.flow.tagged(Ink::Words(cell))).collect();
        } else {
            self.flow.repeated(cells.into_iter().flatten().collect());
        }
        self.rule(x, y + self.head.height - 1.0, Stroke::plain(INK, 0.9));
    }

    fn put_row(&mut self, row: &Wrapped, x: f64, y: f64) -> Vec<usize> {
        if row.strong
            && let Some(under) = self.flow.under()
        {
            under.fill(Area { x, y, w: self.wide, h: row.height }, SHADE, 0.0);
        }
        self.rule(x, y + row.height, Stroke::plain(RULE, 0.5));
        let weight = if row.strong { Weight::Bold } else { Weight::Regular };
        let cells = cells(self.table, self.widths, row, x, y, weight);
        cells.into_iter().map(|cell| self.flow.tagged(Ink::Words(cell))).collect()
    }

    fn rule(&mut self, x: f64, y: f64, stroke: Stroke) {
        let wide = self.wide;
        if let Some(under) = self.flow.under() {
            under.line(Point { x, y }, Point { x: x + wide, y }, stroke);
        }
    }
}

fn wrap(cells: &[String], widths: &[f64], weight: Weight, more: f64) -> Wrapped {
    let lines = |(cell, width): (&String, &f64)| font::wrap(cell, SIZE, weight, width - 2.0 * PAD, LINES);
    let cells: Vec<Vec<String>> = cells.iter().zip(widths).map(lines).collect();
    let height = real(cells.iter().map(Vec::len).max().unwrap_or(1).max(1)) * LINE + 2.0 + 2.0 * more;
    Wrapped { cells, height, strong: false }
}

/// The lines of every cell in their places.
fn cells(table: &Table, widths: &[f64], row: &Wrapped, from: f64, y: f64, weight: Weight) -> Vec<Vec<Text>> {
    let mut x = from;
    let mut found = Vec::new();
    for ((column, width), lines) in table.columns.iter().zip(widths).zip(&row.cells) {
        let set = |(at, line): (usize, &String)| {
            let base = y + real(at + 1) * LINE - 1.6;
            let words = text(x + PAD, base, line.clone(), SIZE, weight, INK);
            if !column.number {
                return words;
            }
            Text { at: Point { x: x + width - PAD, y: base }, anchor: Anchor::End, ..words }
        };
        found.push(lines.iter().enumerate().map(set).collect());
        x += width;
    }
    found
}

fn real(count: usize) -> f64 {
    crate::units::real(i64::try_from(count).unwrap_or(i64::MAX))
}
