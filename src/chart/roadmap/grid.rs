//! Where rows and years stand on a page of the roadmap.

use super::view::{Bar, Lane, View};
use crate::chart::font::{self, Weight};
use crate::chart::shape::{Area, Page};
use crate::units::Year;
use crate::words::Lang;

/// Height of a category's band, and of the gap above it, in rows.
pub const BAND: f64 = 1.15;
/// See [`BAND`].
pub const GAP: f64 = 0.25;

/// The largest font size of rows on a sheet.
#[must_use]
pub fn largest(page: Page) -> f64 {
    match page {
        Page::A3Landscape => 10.0,
        Page::A4Landscape | Page::A4Portrait | Page::Panel(..) => 8.2,
    }
}

/// A stretch of one category's rows that stands on one page.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The category.
    pub lane: &'a Lane,
    /// Its rows on this page.
    pub bars: &'a [Bar],
}

/// The least and greatest height of a row on a sheet. The least keeps the smallest text at 6 points.
#[must_use]
pub fn pitches(page: Page) -> (f64, f64) {
    match page {
        Page::A3Landscape => (6.8, 26.0),
        Page::A4Landscape | Page::A4Portrait | Page::Panel(..) => (16.0, 24.0),
    }
}

/// Splits the rows into pages of at most `rows` rows' height. A category begins a page unless it fits below the
/// one before; only a category taller than a page is split.
#[must_use]
pub fn paginate(view: &View, rows: f64) -> Vec<Vec<Piece<'_>>> {
    let head = BAND + GAP;
    let mut pages: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0.0;
    for lane in &view.lanes {
        let mut rest = lane.bars.as_slice();
        while !rest.is_empty() {
            let needed = head + count(rest.len());
            if used > 0.0 && used + needed > rows {
                pages.push(Vec::new());
                used = 0.0;
            }
            let room = (1..rest.len()).take_while(|n| head + count(n + 1) <= rows).count() + 1;
            let (now, later) = rest.split_at(room.min(rest.len()));
            if let Some(page) = pages.last_mut() {
                page.push(Piece { lane, bars: now });
            }
            used += head + count(now.len());
            rest = later;
        }
    }
    pages
}

/// How many rows' height the pieces take.
#[must_use]
pub fn height(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| BAND + GAP + count(piece.bars.len())).sum()
}

/// A count of rows as a length.
#[must_use]
pub fn count(rows: usize) -> f64 {
    f64::from(u32::try_from(rows).unwrap_or(u32::MAX))
}

/// Columns and row height of one page.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    /// From the first category's gap to the last row.
    pub body: Area,
    /// Height of a row.
    pub pitch: f64,
    /// Font size of rows.
    pub font: f64,
    /// Lines a name may take.
    pub lines: usize,
    /// Left end of ids, and of names.
    pub text: (f64, f64),
    /// Room for names.
    pub name_room: f64,
    /// Left end and room of the column of predecessors that no arrow shows.
    pub waits: (f64, f64),
    /// Left side of the first year.
    pub years_from: f64,
    /// Width of a year.
    pub column: f64,
    /// Half the width of the free strip around the border of two years, where arrows run.
    pub gutter: f64,
    /// The first year.
    pub first: Year,
    /// How many years.
    pub years: i32,
}

impl Grid {
    /// Lays out the columns; `waits` is the width wanted for the column of predecessors (0 for none).
    #[must_use]
    pub fn of(view: &View, pieces: &[Piece], body: Area, page: Page, waits: f64) -> Self {
        let (least, most) = pitches(page);
        let pitch = (body.h / height(pieces).max(1.0)).clamp(least, most);
        let lines = if pitch >= 15.0 { 2 } else { 1 };
        // One line of 8 points keeps money and agency inside a year's bar; taller rows hold larger text.
        let font =
            if lines == 2 { (pitch * 0.43).min(largest(page)) } else { (pitch * 0.82).min(8.0) }.max(6.0);
        let lang = view.heading.lang;
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let bars = || pieces.iter().flat_map(|piece| piece.bars);
        let ids = widest(&mut bars().map(|bar| font::width(&bar.id, font, Weight::Medium))).min(body.w * 0.1);
        let names = widest(&mut bars().map(|bar| name_width(bar, lang, font)));
        let marks = 2.0 * font;
        let share = if lines == 2 { 0.24 } else { 0.34 };
        let name_room = names.clamp(body.w * 0.1, body.w * share);
        let text = (body.x + marks, body.x + marks + ids + 0.9 * font);
        let years = i32::try_from(view.heading.years.len()).unwrap_or(1).max(1);
        let waits_from = text.1 + name_room + 0.8 * font;
        let after = if waits > 0.0 { waits_from + waits + 4.0 } else { waits_from };
        let column_at = |from: f64| (body.right() - from) / f64::from(years);
        let gutter = (column_at(after) * 0.055).clamp(3.4, 10.0);
        let years_from = after + gutter;
        let first = view.heading.years.first().copied().unwrap_or_default();
        Self {
            body: Area { h: pitch * height(pieces), ..body },
            pitch,
            font,
            lines,
            text,
            name_room,
            waits: (waits_from, waits),
            years_from,
            column: column_at(years_from),
            gutter,
            first,
            years,
        }
    }

    /// The border before a year, inside the plan's years.
    #[must_use]
    pub fn border(&self, year: Year) -> f64 {
        self.years_from + f64::from(year.since(self.first).clamp(0, self.years)) * self.column
    }

    /// Where a bar that starts in the year begins.
    #[must_use]
    pub fn left(&self, year: Year) -> f64 {
        self.border(year) + self.gutter
    }

    /// Where a bar that ends in the year ends.
    #[must_use]
    pub fn right(&self, year: Year) -> f64 {
        self.border(year.plus(1)) - self.gutter
    }

    /// The last year.
    #[must_use]
    pub fn last(&self) -> Year {
        self.first.plus(self.years - 1)
    }

    /// Height of a bar.
    #[must_use]
    pub fn bar(&self) -> f64 {
        (self.pitch - 0.6).min(self.font * 1.55).max(self.font * 1.05)
    }
}

fn name_width(bar: &Bar, lang: Lang, font: f64) -> f64 {
    font::width(lang.label(&bar.name), font, Weight::Regular)
}
