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
/// The smallest size of letters of a table with many columns.
const SMALLEST: f64 = 5.0;
/// From line to line, in sizes of letters.
const LINE: f64 = 1.3;
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
    /// The size of letters.
    size: f64,
    head: Wrapped,
    rows: Vec<Wrapped>,
}

fn layout(table: &Table, across: usize) -> Layout {
    let wide = (Flow::area().w - GUTTER * real(across - 1)) / real(across);
    let (widths, size) = widths(table, wide);
    let headings: Vec<String> = table.columns.iter().map(|column| column.heading.clone()).collect();
    let head = wrap(&headings, &widths, size, Weight::Medium, 1.0);
    let of_row = |row: &Row| {
        let weight = if row.strong { Weight::Bold } else { Weight::Regular };
        Wrapped { strong: row.strong, ..wrap(&row.cells, &widths, size, weight, 0.0) }
    };
    let rows = table.rows.iter().map(of_row).collect();
    Layout { wide, widths, size, head, rows }
}

/// How wide each column is: as its share says, but wide enough for its numbers, which are never cut, and for its words; and
/// the size of letters, smaller where that is too much.
fn widths(table: &Table, wide: f64) -> (Vec<f64>, f64) {
    let mut size = SIZE;
    loop {
        let needed: Vec<f64> =
            (0..table.columns.len()).map(|at| needed(table, at, size) + 2.0 * PAD).collect();
        if needed.iter().sum::<f64>() <= wide || size <= SMALLEST {
            return (shared(table, &needed, wide), size);
        }
        size -= 0.5;
    }
}

/// Room for the widest number of a column, or its longest word as far as words may ask.
fn needed(table: &Table, at: usize, size: f64) -> f64 {
    const WORD: f64 = 70.0;
    let column = &table.columns[at];
    let word = |text: &str, weight| {
        text.split_whitespace().map(|word| font::width(word, size, weight)).fold(0.0, f64::max).min(WORD)
    };
    let cell = |row: &Row| {
        let weight = if row.strong { Weight::Bold } else { Weight::Regular };
        let text = row.cells.get(at).map_or("", String::as_str);
        if column.number { font::width(text, size, weight) } else { word(text, weight) }
    };
    let widest = table.rows.iter().map(cell).fold(word(&column.heading, Weight::Medium), f64::max);
    // Sums of widths are not exact to the last digit.
    widest + 0.1
}

/// The width shared out as the columns say, none narrower than what it needs.
fn shared(table: &Table, needed: &[f64], wide: f64) -> Vec<f64> {
    let mut fixed = vec![false; needed.len()];
    loop {
        let taken: f64 = needed.iter().zip(&fixed).filter(|(_, fixed)| **fixed).map(|(need, _)| need).sum();
        let free = table.columns.iter().zip(&fixed).filter(|(_, fixed)| !**fixed);
        let whole: f64 = free.map(|(column, _)| column.width).sum();
        let share = |at: usize| table.columns[at].width * (wide - taken).max(0.0) / whole.max(1e-9);
        let tight: Vec<usize> =
            (0..needed.len()).filter(|&at| !fixed[at] && share(at) < needed[at]).collect();
        if tight.is_empty() {
            return (0..needed.len()).map(|at| if fixed[at] { needed[at] } else { share(at) }).collect();
        }
        for at in tight {
            fixed[at] = true;
        }
    }
}

/// Sets a table in so many columns of the page; returns the numbers of its head's cells and of every row's.
pub fn set(flow: &mut Flow, table: &Table, across: usize) -> (Vec<usize>, Vec<Vec<usize>>) {
    let Layout { wide, widths, size, head, rows } = layout(table, across);
    if flow.rest().h < head.height + rows.first().map_or(0.0, |row| row.height) {
        flow.new_page();
    }
    let mut setter =
        Setter { flow, table, widths: &widths, size, wide, head: &head, leaves: Vec::new(), lowest: 0.0 };
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
    size: f64,
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
        let cells = self.cells(self.head, x, y, Weight::Medium);
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
        let cells = self.cells(row, x, y, weight);
        cells.into_iter().map(|cell| self.flow.tagged(Ink::Words(cell))).collect()
    }

    /// The lines of every cell in their places.
    fn cells(&self, row: &Wrapped, from: f64, y: f64, weight: Weight) -> Vec<Vec<Text>> {
        let mut x = from;
        let mut found = Vec::new();
        for ((column, width), lines) in self.table.columns.iter().zip(self.widths).zip(&row.cells) {
            let set = |(at, line): (usize, &String)| {
                let base = y + real(at + 1) * self.size * LINE - 1.6;
                let words = text(x + PAD, base, line.clone(), self.size, weight, INK);
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

    fn rule(&mut self, x: f64, y: f64, stroke: Stroke) {
        let wide = self.wide;
        if let Some(under) = self.flow.under() {
            under.line(Point { x, y }, Point { x: x + wide, y }, stroke);
        }
    }
}

fn wrap(cells: &[String], widths: &[f64], size: f64, weight: Weight, more: f64) -> Wrapped {
    let lines = |(cell, width): (&String, &f64)| font::wrap(cell, size, weight, width - 2.0 * PAD, LINES);
    let cells: Vec<Vec<String>> = cells.iter().zip(widths).map(lines).collect();
    let count = real(cells.iter().map(Vec::len).max().unwrap_or(1).max(1));
    Wrapped { cells, height: count * size * LINE + 2.0 + 2.0 * more, strong: false }
}

fn real(count: usize) -> f64 {
    crate::units::real(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of many years the amounts are whole, whatever the size of letters takes, and columns fill the page.
    #[test]
    fn numbers_are_never_cut() {
        for years in [5, 10, 12] {
            let mut table = Table::default();
            table.words("agency", 30.0);
            table.words("fund", 14.0);
            (0..years).for_each(|year| table.numbers((2027 + year).to_string(), 12.0));
            let amount = "1.250.000.000";
            let cells = ["Dinas Komunikasi dan Informatika", "PAD"].into_iter().map(str::to_owned);
            let amounts = (0..years).map(|_| amount.to_owned());
            table.rows.push(Row::strong(cells.chain(amounts).collect()));
            let layout = layout(&table, 1);
            assert!(layout.rows[0].cells[2..].iter().all(|lines| lines == &[amount]), "{years} years");
            assert!((layout.widths.iter().sum::<f64>() - layout.wide).abs() < 0.5, "{years} years");
            assert!(years > 5 || (layout.size - SIZE).abs() < 0.01);
        }
    }
}
