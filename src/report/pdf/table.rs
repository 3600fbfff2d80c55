//! Tables on paper: rows that wrap, a head on every page, numbers to the right.

use crate::chart::font::{self, Weight};
use crate::chart::frame::text;
use crate::chart::palette::{INK, QUIET, RULE, SHADE};
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Stroke};

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it shows, in one sentence.
    pub title: String,
    /// A line under the title.
    pub note: String,
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

const PAGE: Page = Page::A4Landscape;
/// The edge of every page.
pub const MARGIN: f64 = 36.0;
/// The size of letters.
pub const SIZE: f64 = 8.0;
/// From line to line.
const LINE: f64 = 10.4;
/// Room around the text of a cell.
const PAD: f64 = 3.0;
/// The most lines a cell may take.
const LINES: usize = 12;
/// Room for the foot of a page.
const FOOT: f64 = 14.0;

/// A page with its title and a line below it; returns what is left.
pub fn titled(title: &str, note: &str) -> (Drawing, Area) {
    let (width, height) = PAGE.size();
    let room = width - 2.0 * MARGIN;
    let mut drawing = Drawing::new(PAGE, title);
    let mut y = MARGIN;
    for line in font::wrap(title, 15.0, Weight::Bold, room, 3) {
        y += 15.0 * font::CAP_HEIGHT;
        drawing.text(text(MARGIN, y, line, 15.0, Weight::Bold, INK));
        y += 8.5;
    }
    for line in font::wrap(note, SIZE, Weight::Regular, room, 3) {
        y += LINE;
        drawing.text(text(MARGIN, y, line, SIZE, Weight::Regular, QUIET));
    }
    y += 12.0;
    (drawing, Area { x: MARGIN, y, w: room, h: height - MARGIN - FOOT - y })
}

/// Lays a table out on as many pages as it takes.
pub fn pages(table: &Table) -> Vec<Drawing> {
    let whole: f64 = table.columns.iter().map(|column| column.width).sum();
    let (mut drawing, mut area) = titled(&table.title, &table.note);
    let widths: Vec<f64> =
        table.columns.iter().map(|column| column.width * area.w / whole.max(1e-9)).collect();
    let mut y = head(&mut drawing, table, &widths, area.y);
    let mut pages = Vec::new();
    for row in &table.rows {
        let weight = if row.strong { Weight::Bold } else { Weight::Regular };
        let cells: Vec<Vec<String>> = row
            .cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| font::wrap(cell, SIZE, weight, width - 2.0 * PAD, LINES))
            .collect();
        let height = real(cells.iter().map(Vec::len).max().unwrap_or(1).max(1)) * LINE + 2.0;
        if y + height > area.bottom() {
            pages.push(drawing);
            (drawing, area) = titled(&table.title, "");
            y = head(&mut drawing, table, &widths, area.y);
        }
        if row.strong {
            drawing.fill(Area { x: area.x, y, w: area.w, h: height }, SHADE, 0.0);
        }
        put(&mut drawing, table, &widths, &cells, y, weight);
        y += height;
        let (from, to) = (Point { x: area.x, y }, Point { x: area.right(), y });
        drawing.line(from, to, Stroke::plain(RULE, 0.5));
    }
    pages.push(drawing);
    pages
}

fn real(count: usize) -> f64 {
    crate::units::real(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The headings; returns where rows begin.
fn head(drawing: &mut Drawing, table: &Table, widths: &[f64], y: f64) -> f64 {
    let cells: Vec<Vec<String>> = table
        .columns
        .iter()
        .zip(widths)
        .map(|(column, width)| font::wrap(&column.heading, SIZE, Weight::Medium, width - 2.0 * PAD, 3))
        .collect();
    let height = real(cells.iter().map(Vec::len).max().unwrap_or(1)) * LINE + 3.0;
    put(drawing, table, widths, &cells, y, Weight::Medium);
    let (from, to) = (y + height, MARGIN + widths.iter().sum::<f64>());
    drawing.line(Point { x: MARGIN, y: from }, Point { x: to, y: from }, Stroke::plain(INK, 0.9));
    from + 1.0
}

fn put(drawing: &mut Drawing, table: &Table, widths: &[f64], cells: &[Vec<String>], y: f64, weight: Weight) {
    let mut x = MARGIN;
    for ((column, width), lines) in table.columns.iter().zip(widths).zip(cells) {
        for (at, line) in lines.iter().enumerate() {
            let base = y + real(at + 1) * LINE - 1.6;
            let mut words = text(x + PAD, base, line.clone(), SIZE, weight, INK);
            if column.number {
                words.at.x = x + width - PAD;
                words.anchor = Anchor::End;
            }
            drawing.text(words);
        }
        x += width;
    }
}

/// Puts a small table on a page that has something already, from this height on.
pub fn under(drawing: &mut Drawing, table: &Table, y: f64) {
    let whole: f64 = table.columns.iter().map(|column| column.width).sum();
    let room = PAGE.size().0 - 2.0 * MARGIN;
    let widths: Vec<f64> = table.columns.iter().map(|column| column.width * room / whole.max(1e-9)).collect();
    let mut y = head(drawing, table, &widths, y);
    for row in &table.rows {
        let weight = if row.strong { Weight::Bold } else { Weight::Regular };
        let cells: Vec<Vec<String>> = row.cells.iter().map(|cell| vec![cell.clone()]).collect();
        put(drawing, table, &widths, &cells, y, weight);
        y += LINE + 4.0;
        let (from, to) = (Point { x: MARGIN, y }, Point { x: MARGIN + room, y });
        drawing.line(from, to, Stroke::plain(RULE, 0.5));
    }
}

/// Paragraphs on as many pages as they take, and where the last one ends; one that begins with `# ` is a heading.
pub fn prose(title: &str, note: &str, paragraphs: &[String]) -> (Vec<Drawing>, f64) {
    const LETTERS: f64 = 9.5;
    let (mut drawing, mut area) = titled(title, note);
    let mut y = area.y;
    let mut pages = Vec::new();
    for paragraph in paragraphs {
        let (words, weight) = match paragraph.strip_prefix("# ") {
            Some(heading) => (heading, Weight::Bold),
            None => (paragraph.as_str(), Weight::Regular),
        };
        let lines = font::wrap(words, LETTERS, weight, area.w.min(620.0), 40);
        if y + real(lines.len() + 1) * 13.5 > area.bottom() {
            pages.push(drawing);
            (drawing, area) = titled(title, "");
            y = area.y;
        }
        for line in lines {
            y += 13.5;
            drawing.text(text(MARGIN, y, line, LETTERS, weight, INK));
        }
        y += if weight == Weight::Bold { 2.0 } else { 7.0 };
    }
    pages.push(drawing);
    (pages, y)
}
