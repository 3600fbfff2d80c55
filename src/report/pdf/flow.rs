//! Content set one below the other on as many pages as it takes, with what each part of it is: heading, paragraph, table,
//! figure. [`Flow`] lays it out in numbers; `paper` draws the [`Book`] and tags it for readers who cannot see it.

use super::table::{self, Table};
use crate::chart::font::{self, Weight};
use crate::chart::frame::text;
use crate::chart::palette::{INK, QUIET};
use crate::chart::shape::{Area, Drawing, Page, Text};
use crate::chart::{Chart, svg};
use crate::units::real;

/// A whole document.
#[derive(Default)]
pub struct Book {
    /// Its pages.
    pub sheets: Vec<Sheet>,
    /// What it holds, in the order in which it is read.
    pub nodes: Vec<Node>,
    /// Its bookmarks, in order.
    pub marks: Vec<Mark>,
}

/// A page.
pub struct Sheet {
    /// Rules and shades, which say nothing by themselves; its page is the sheet of paper.
    pub under: Drawing,
    /// What is drawn over them.
    pub pieces: Vec<Piece>,
}

/// Something on a page. Pieces without a number repeat what stands elsewhere.
pub struct Piece {
    /// The number a [`Node`] knows it by.
    pub leaf: Option<usize>,
    /// What is drawn.
    pub ink: Ink,
}

/// What a piece is drawn from.
pub enum Ink {
    /// Lines of text.
    Words(Vec<Text>),
    /// A picture, set into an area.
    Picture {
        /// The picture.
        svg: String,
        /// Where it goes.
        at: Area,
    },
}

/// A part of a document; numbers name pieces.
pub enum Node {
    /// A heading: its level from 1, its words.
    Heading(u16, String, usize),
    /// A paragraph.
    Paragraph(usize),
    /// A picture, and what it says.
    Figure(String, usize),
    /// A table: its head and its rows, cell by cell.
    Table(Vec<usize>, Vec<Vec<usize>>),
}

/// A bookmark.
pub struct Mark {
    /// 1, or 2 for a part of the one before.
    pub level: u16,
    /// Its words.
    pub title: String,
    /// The page it leads to, from 0.
    pub page: usize,
    /// How far down.
    pub y: f64,
}

/// Pages of text.
pub const PAGE: Page = Page::A4Landscape;
/// The edge of every page.
pub const MARGIN: f64 = 36.0;
/// Room for the foot of a page.
const FOOT: f64 = 14.0;
/// A heading needs so much room below it.
const KEEP: f64 = 96.0;
/// The size of letters of paragraphs, and from line to line.
const PROSE: (f64, f64) = (9.5, 13.5);
/// The size of letters of notes, and from line to line.
const NOTE: (f64, f64) = (8.0, 10.4);
/// The widest paragraph that is pleasant to read.
const WIDEST: f64 = 680.0;

/// A document in the making.
#[derive(Default)]
pub struct Flow {
    book: Book,
    leaves: usize,
    /// Where the next thing goes.
    pub y: f64,
    /// The title of the part.
    chapter: String,
    /// What stands at the head of a page that goes on with something.
    running: String,
}

impl Flow {
    /// The document.
    pub fn finish(self) -> Book {
        self.book
    }

    /// The place for text on a page.
    pub fn area() -> Area {
        let (width, height) = PAGE.size();
        Area { x: MARGIN, y: MARGIN, w: width - 2.0 * MARGIN, h: height - 2.0 * MARGIN - FOOT }
    }

    /// What is left of the page.
    pub fn rest(&self) -> Area {
        let area = Self::area();
        Area { y: self.y, h: area.bottom() - self.y, ..area }
    }

    /// A part of its own, on a new page: its bookmark, its title, a line under it.
    pub fn chapter(&mut self, mark: &str, title: &str, note: &str) {
        self.running.clear();
        self.new_page();
        self.mark(1, mark);
        self.heading(1, title, 15.0, 8.5);
        title.clone_into(&mut self.chapter);
        title.clone_into(&mut self.running);
        self.note(note);
        self.y += 4.0;
    }

    /// A section with its bookmark.
    pub fn section(&mut self, title: &str, note: &str) {
        self.chapter.clone_into(&mut self.running);
        self.keep(KEEP);
        self.running = format!("{} · {title}", self.chapter);
        if self.y > MARGIN + 20.0 {
            self.y += 14.0;
        }
        self.mark(2, title);
        self.heading(2, title, 12.0, 6.0);
        self.note(note);
        self.y += 2.0;
    }

    /// A heading inside a section.
    pub fn subsection(&mut self, title: &str) {
        self.keep(KEEP);
        self.y += 6.0;
        self.heading(3, title, 9.5, 4.0);
    }

    /// Begins a page where less than this is left, and a page has as much.
    pub fn keep(&mut self, height: f64) {
        if self.rest().h < height && height < Self::area().h - 30.0 {
            self.new_page();
        }
    }

    /// A bookmark to this place.
    fn mark(&mut self, level: u16, title: &str) {
        let page = self.book.sheets.len().saturating_sub(1);
        self.book.marks.push(Mark { level, title: title.to_owned(), page, y: self.y });
    }

    fn heading(&mut self, level: u16, words: &str, size: f64, gap: f64) {
        let mut lines = Vec::new();
        for line in font::wrap(words, size, Weight::Bold, Self::area().w, 3) {
            self.y += size * font::CAP_HEIGHT;
            lines.push(text(MARGIN, self.y, line, size, Weight::Bold, INK));
            self.y += gap;
        }
        let leaf = self.tagged(Ink::Words(lines));
        self.book.nodes.push(Node::Heading(level, words.to_owned(), leaf));
    }

    /// A small line; nothing where it is empty.
    fn note(&mut self, words: &str) {
        self.paragraph(words, NOTE, Weight::Regular, QUIET, Self::area().w);
    }

    /// Paragraphs; one that begins with `# ` is a heading.
    pub fn prose(&mut self, paragraphs: &[String]) {
        for words in paragraphs {
            match words.strip_prefix("# ") {
                Some(heading) => self.subsection(heading),
                None => self.paragraph(words, PROSE, Weight::Regular, INK, WIDEST),
            }
            self.y += 4.0;
        }
    }

    /// A paragraph in a colour of its own.
    pub fn stressed(&mut self, words: &str, color: crate::chart::palette::Color) {
        self.paragraph(words, PROSE, Weight::Bold, color, WIDEST);
    }

    fn paragraph(
        &mut self,
        words: &str,
        (size, pitch): (f64, f64),
        weight: Weight,
        color: crate::chart::palette::Color,
        room: f64,
    ) {
        const MOST: usize = 30;
        let lines = font::wrap(words, size, weight, room, MOST);
        if lines.is_empty() {
            return;
        }
        if real(i64::try_from(lines.len()).unwrap_or(0)) * pitch > self.rest().h {
            self.new_page();
        }
        let mut set = Vec::new();
        for line in lines {
            self.y += pitch;
            set.push(text(MARGIN, self.y - pitch * 0.25, line, size, weight, color));
        }
        let leaf = self.tagged(Ink::Words(set));
        self.book.nodes.push(Node::Paragraph(leaf));
    }

    /// A table, in so many columns side by side.
    pub fn table(&mut self, table: &Table, columns: usize) {
        if !table.rows.is_empty() {
            let (head, rows) = table::set(self, table, columns.max(1));
            self.book.nodes.push(Node::Table(head, rows));
        }
    }

    /// Pictures side by side, each laid out for its place: from the left edge, from here down.
    pub fn pictures(&mut self, pictures: &[(Drawing, Area)]) {
        let height = pictures.iter().map(|(_, area)| area.bottom()).fold(0.0, f64::max);
        if height > self.rest().h {
            self.new_page();
        }
        for (drawing, area) in pictures {
            let at = Area { x: MARGIN + area.x, y: self.y + area.y, ..*area };
            let leaf = self.tagged(Ink::Picture { svg: svg::write(drawing), at });
            self.book.nodes.push(Node::Figure(drawing.title.clone(), leaf));
        }
        self.y += height;
    }

    /// Charts, each on a sheet of its own, with a bookmark; what follows begins a new page.
    pub fn charts(&mut self, level: u16, title: &str, charts: Vec<Chart>) {
        for (at, chart) in charts.into_iter().enumerate() {
            let (w, h) = chart.page.size();
            self.book.sheets.push(Sheet { under: Drawing::new(chart.page, ""), pieces: Vec::new() });
            self.y = 0.0;
            if at == 0 {
                self.mark(level, title);
            }
            let leaf = self.tagged(Ink::Picture { svg: chart.svg, at: Area { x: 0.0, y: 0.0, w, h } });
            self.book.nodes.push(Node::Figure(chart.title, leaf));
            // Full.
            self.y = Self::area().bottom();
        }
    }

    /// Begins a page, which says at its head what it goes on with.
    pub fn new_page(&mut self) {
        self.book.sheets.push(Sheet { under: Drawing::new(PAGE, ""), pieces: Vec::new() });
        self.y = MARGIN;
        if !self.running.is_empty() {
            let words = font::shorten(&self.running, NOTE.0, Weight::Regular, Self::area().w);
            self.repeated(vec![text(MARGIN, MARGIN + 4.0, words, NOTE.0, Weight::Regular, QUIET)]);
            self.y += 16.0;
        }
    }

    /// Draws a paragraph that stands where it was put.
    pub fn read(&mut self, ink: Ink) {
        let leaf = self.tagged(ink);
        self.book.nodes.push(Node::Paragraph(leaf));
    }

    /// Draws something that is read; returns its number.
    pub fn tagged(&mut self, ink: Ink) -> usize {
        let leaf = self.leaves;
        self.leaves += 1;
        self.draw(Piece { leaf: Some(leaf), ink });
        leaf
    }

    /// Draws words that are not read again.
    pub fn repeated(&mut self, words: Vec<Text>) {
        self.draw(Piece { leaf: None, ink: Ink::Words(words) });
    }

    fn draw(&mut self, piece: Piece) {
        if let Some(sheet) = self.book.sheets.last_mut() {
            sheet.pieces.push(piece);
        }
    }

    /// Where rules and shades of this page go.
    pub fn under(&mut self) -> Option<&mut Drawing> {
        self.book.sheets.last_mut().map(|sheet| &mut sheet.under)
    }
}
