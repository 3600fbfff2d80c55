//! A picture as numbers: the shapes of a page with their places, before anything is written as text.
//!
//! One unit is one typographic point (1/72 inch), x to the right, y down, so a font size is a printed size. A
//! [`Drawing`] is what layouts return and tests look at; `svg` writes it. Nothing here knows of plans or money.

use super::font::{self, Weight};
use super::palette::Color;

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 420 x 297 mm.
    A3Landscape,
    /// 297 x 210 mm.
    A4Landscape,
    /// 210 x 297 mm.
    A4Portrait,
    /// A part of a page, so many points wide and high.
    Panel(u16, u16),
}

impl Page {
    /// Width and height in points.
    #[must_use]
    pub fn size(self) -> (f64, f64) {
        let points = |wide: u16, high: u16| (f64::from(wide) * 72.0 / 25.4, f64::from(high) * 72.0 / 25.4);
        match self {
            Self::A3Landscape => points(420, 297),
            Self::A4Landscape => points(297, 210),
            Self::A4Portrait => points(210, 297),
            Self::Panel(wide, high) => (f64::from(wide), f64::from(high)),
        }
    }
}

/// A place on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

/// A rectangle with its sides along the page's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Area {
    /// The right side.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// The lower side.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Half way down.
    #[must_use]
    pub fn middle(&self) -> f64 {
        self.y + self.h / 2.0
    }

    /// Whether the two share more than their edges.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The smallest area that holds these points.
    #[must_use]
    pub fn around(points: &[Point]) -> Self {
        let low = |at: fn(&Point) -> f64| points.iter().map(at).fold(f64::INFINITY, f64::min);
        let high = |at: fn(&Point) -> f64| points.iter().map(at).fold(f64::NEG_INFINITY, f64::max);
        let (x, y) = (low(|p| p.x), low(|p| p.y));
        Self { x, y, w: high(|p| p.x) - x, h: high(|p| p.y) - y }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width.
    pub width: f64,
    /// Whether it is broken into dashes.
    pub dashed: bool,
}

impl Stroke {
    /// A plain line.
    #[must_use]
    pub fn plain(color: Color, width: f64) -> Self {
        Self { color, width, dashed: false }
    }
}

/// Which end of a text its place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// What a shape stands for, for readers of the drawing: programs find it by the key, people see the tip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The id of the initiative, category or year it stands for.
    pub key: String,
    /// A sentence shown when pointed at.
    pub tip: String,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where its baseline begins, is centred or ends.
    pub at: Point,
    /// The words.
    pub words: String,
    /// Font size.
    pub size: f64,
    /// Font weight.
    pub weight: Weight,
    /// Colour.
    pub color: Color,
    /// Which end `at` is.
    pub anchor: Anchor,
}

impl Text {
    /// The room it takes, from the top of capitals to the bottom of descenders.
    #[must_use]
    pub fn area(&self) -> Area {
        let w = font::width(&self.words, self.size, self.weight);
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - w / 2.0,
            Anchor::End => self.at.x - w,
        };
        let up = self.size * font::CAP_HEIGHT;
        Area { x, y: self.at.y - up, w, h: up + self.size * font::DESCENT }
    }

    /// The same text, its capitals centred on this height.
    #[must_use]
    pub fn centred_on(mut self, y: f64) -> Self {
        self.at.y = y + self.size * font::CAP_HEIGHT / 2.0;
        self
    }
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Box {
        /// Where.
        area: Area,
        /// Its colour.
        fill: Color,
        /// Radius of its corners.
        radius: f64,
        /// What it stands for.
        tag: Option<Tag>,
    },
    /// A line through points; `arrow` ends it in an arrowhead.
    Line {
        /// Its corners.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
        /// Whether its last point is the tip of an arrowhead.
        arrow: bool,
        /// What it stands for.
        tag: Option<Tag>,
    },
    /// A filled polygon.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// Its colour.
        fill: Color,
        /// Its edge.
        edge: Option<Stroke>,
    },
    /// Many short lines of one kind.
    Hatch {
        /// Their ends.
        lines: Vec<(Point, Point)>,
        /// How they are drawn.
        stroke: Stroke,
    },
    /// A line of text.
    Text(Text),
}

/// Everything on one page, in the order in which it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The sheet.
    pub page: Page,
    /// What the picture says, in one sentence, also for readers who cannot see it.
    pub title: String,
    /// The shapes, the first at the bottom.
    pub shapes: Vec<Shape>,
}

impl Drawing {
    /// An empty page.
    #[must_use]
    pub fn new(page: Page, title: &str) -> Self {
        Self { page, title: title.to_owned(), shapes: Vec::new() }
    }

    /// Adds a filled rectangle; nothing where it has no extent.
    pub fn fill(&mut self, area: Area, fill: Color, radius: f64) {
        self.tagged(area, fill, radius, None);
    }

    /// Adds a filled rectangle that stands for something; nothing where it has no extent.
    pub fn tagged(&mut self, area: Area, fill: Color, radius: f64, tag: Option<Tag>) {
        if area.w > 0.0 && area.h > 0.0 {
            self.shapes.push(Shape::Box { area, fill, radius, tag });
        }
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.shapes.push(Shape::Line { points: vec![from, to], stroke, arrow: false, tag: None });
    }

    /// Adds a text; nothing where it has no letters.
    pub fn text(&mut self, text: Text) {
        if !text.words.is_empty() {
            self.shapes.push(Shape::Text(text));
        }
    }

    /// A small diamond around a point, filled or only its edge.
    pub fn diamond(&mut self, at: Point, radius: f64, fill: Color, edge: Option<Stroke>) {
        let corner = |dx: f64, dy: f64| Point { x: at.x + dx * radius, y: at.y + dy * radius };
        let points = vec![corner(0.0, -1.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(-1.0, 0.0)];
        self.shapes.push(Shape::Polygon { points, fill, edge });
    }

    /// Slanted lines over an area, for what is left unused. Plain lines, so that no picture needs a pattern with
    /// a name that could clash with another picture's on the same page.
    pub fn hatch(&mut self, area: Area, gap: f64, stroke: Stroke) {
        if area.w <= 0.0 || area.h <= 0.0 || gap <= 0.0 {
            return;
        }
        let (mut reach, mut lines) = (gap, Vec::new());
        while reach < area.w + area.h {
            let low = Point { x: area.x + (reach - area.h).max(0.0), y: area.y + reach.min(area.h) };
            let high = Point { x: area.x + reach.min(area.w), y: area.y + (reach - area.w).max(0.0) };
            lines.push((low, high));
            reach += gap;
        }
        self.shapes.push(Shape::Hatch { lines, stroke });
    }

    /// Every text on the page.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
    }
}
