//! What every picture shares: title, subtitle, proof, "illustrative", legend.
//!
//! [`Frame::open`] draws the head of a page and says what is left for the body. Sentences come from `words`.

use super::font::{self, Weight};
use super::palette::{self, ALERT, Color, GOOD, INK, QUIET, WHITE};
use super::shape::{Anchor, Area, Drawing, Page, Point, Shape, Stroke, Text};
use super::{ChartInput, Proof};
use crate::portfolio::{Currency, Label};
use crate::units::Year;
use crate::words::{Lang, charts};

/// What the head of every picture of one plan needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Name of the case.
    pub case: Label,
    /// Name of the scenario; `None` on pictures of several.
    pub scenario: Option<Label>,
    /// Whether the case's figures are only an example.
    pub illustrative: bool,
    /// How good the plan is known to be; `None` on pictures of several.
    pub proof: Option<Proof>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The years of the plan.
    pub years: Vec<Year>,
    /// Language of every word.
    pub lang: Lang,
}

impl Heading {
    /// The heading of a picture of one solved scenario.
    #[must_use]
    pub fn of(input: &ChartInput) -> Self {
        let portfolio = input.portfolio;
        Self {
            case: portfolio.name.clone(),
            scenario: Some(input.scenario.name.clone()),
            illustrative: portfolio.illustrative,
            proof: Some(input.proof),
            currency: portfolio.currency.clone(),
            years: portfolio.calendar.plan_years().collect(),
            lang: input.lang,
        }
    }
}

/// Sizes of a page.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// White edge on every side.
    pub margin: f64,
    /// Size of the title.
    pub title: f64,
    /// Size of the subtitle, legend and notes.
    pub small: f64,
}

impl Frame {
    /// The sizes that suit a sheet.
    #[must_use]
    pub fn of(page: Page) -> Self {
        match page {
            Page::A3Landscape => Self { margin: 22.0, title: 18.0, small: 8.5 },
            Page::A4Landscape => Self { margin: 26.0, title: 15.0, small: 8.0 },
            Page::A4Portrait => Self { margin: 26.0, title: 14.0, small: 7.5 },
            Page::Panel(..) => Self { margin: 1.0, title: 8.5, small: 6.5 },
        }
    }

    /// Opens a page with its head (on a part of a page, where all of that stands above, the title alone); `note` follows case, scenario and years in the subtitle. Returns the drawing
    /// and the area below the head, inside the margins.
    #[must_use]
    pub fn open(self, page: Page, heading: &Heading, title: &str, note: &str) -> (Drawing, Area) {
        let (width, height) = page.size();
        let (left, room) = (self.margin, width - 2.0 * self.margin);
        let mut drawing = Drawing::new(page, title);
        let mut y = self.margin;
        let is_part = matches!(page, Page::Panel(..));
        for line in font::wrap(title, self.title, Weight::Bold, room, if is_part { 3 } else { 2 }) {
            y += self.title * font::CAP_HEIGHT;
            drawing.text(text(left, y, line, self.title, Weight::Bold, INK));
            y += self.title * 0.55;
        }
        if is_part {
            return (drawing, Area { x: left, y, w: room, h: height - self.margin - y });
        }
        let line = Area { x: left, y, w: room, h: self.small * 1.7 };
        let taken = self.pills(&mut drawing, heading, line);
        let scenario = heading.scenario.as_ref();
        let subtitle = charts::subtitle(heading.lang, &heading.case, scenario, &heading.years, note);
        let words = font::shorten(&subtitle, self.small, Weight::Regular, room - taken - 8.0);
        drawing.text(text(left, 0.0, words, self.small, Weight::Regular, QUIET).centred_on(line.middle()));
        let top = line.bottom() + self.small * 0.6;
        (drawing, Area { x: left, y: top, w: room, h: height - self.margin - top })
    }

    /// The proof and the "illustrative" marks at the right end of a line; returns the width they take.
    fn pills(self, drawing: &mut Drawing, heading: &Heading, line: Area) -> f64 {
        let mut marks = Vec::new();
        if heading.illustrative {
            marks.push((charts::illustrative(heading.lang).to_owned(), ALERT));
        }
        if let Some(proof) = heading.proof {
            marks.push(match proof {
                Proof::Proven => (charts::proven(heading.lang), GOOD),
                Proof::Best { gap_ppm } => (charts::best_found(heading.lang, gap_ppm), palette::hue(1).ink),
            });
        }
        let mut right = line.right();
        for (words, color) in marks {
            let w = font::width(&words, self.small, Weight::Medium) + 1.6 * self.small;
            let area = Area { x: right - w, y: line.y, w, h: line.h };
            drawing.fill(area, palette::mix(color, WHITE, 88), line.h / 2.0);
            let at = right - w / 2.0;
            let mut label = text(at, 0.0, words, self.small, Weight::Medium, color).centred_on(area.middle());
            label.anchor = Anchor::Middle;
            drawing.text(label);
            right -= w + 0.6 * self.small;
        }
        line.right() - right
    }
}

/// A line of text from its left end.
#[must_use]
pub fn text(x: f64, y: f64, words: String, size: f64, weight: Weight, color: Color) -> Text {
    Text { at: Point { x, y }, words, size, weight, color, anchor: Anchor::Start }
}

/// The sign before a legend entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// A filled swatch.
    Fill(Color),
    /// A thin strip.
    Strip(Color),
    /// A hatched swatch.
    Hatched,
    /// A line.
    Line(Stroke),
    /// A line that ends in an arrowhead.
    Arrow(Stroke),
    /// A filled diamond.
    Diamond(Color),
    /// The edge of a diamond.
    OpenDiamond(Color),
    /// A small filled square.
    Square(Color),
    /// A filled circle.
    Disc(Color),
    /// The edge of a circle.
    Ring(Color),
}

/// Draws a legend line by line from the top left of an area; returns the height it takes. Entries that do not fit
/// the area's width go to the next line.
pub fn legend(drawing: &mut Drawing, area: Area, size: f64, entries: &[(Sign, String)]) -> f64 {
    const SIGN: f64 = 16.0;
    let (mut x, mut y) = (area.x, area.y);
    for (sign, words) in entries {
        let words = font::shorten(words, size, Weight::Regular, area.w - SIGN - 4.0);
        let w = SIGN + 4.0 + font::width(&words, size, Weight::Regular);
        if x > area.x && x + w > area.right() {
            (x, y) = (area.x, y + size * 1.6);
        }
        let middle = y + size * 0.65;
        draw_sign(drawing, *sign, Area { x, y: middle - size * 0.4, w: SIGN, h: size * 0.8 });
        drawing.text(text(x + SIGN + 4.0, 0.0, words, size, Weight::Regular, QUIET).centred_on(middle));
        x += w + size * 1.8;
    }
    if entries.is_empty() { 0.0 } else { y - area.y + size * 1.6 }
}

fn draw_sign(drawing: &mut Drawing, sign: Sign, area: Area) {
    let (left, right) = (Point { x: area.x, y: area.middle() }, Point { x: area.right(), y: area.middle() });
    let centre = Point { x: area.x + area.w / 2.0, y: area.middle() };
    match sign {
        Sign::Fill(color) => drawing.fill(area, color, 1.2),
        Sign::Strip(color) => {
            drawing.fill(Area { y: area.y + area.h * 0.3, h: area.h * 0.4, ..area }, color, 0.0);
        }
        Sign::Hatched => {
            drawing.fill(area, palette::SHADE, 0.0);
            drawing.hatch(area, 2.6, Stroke::plain(palette::HATCH, 0.6));
        }
        Sign::Line(stroke) => drawing.line(left, right, stroke),
        Sign::Arrow(stroke) => {
            let points = vec![left, right];
            drawing.shapes.push(Shape::Line { points, stroke, arrow: true, tag: None });
        }
        Sign::Diamond(color) => drawing.diamond(centre, area.h * 0.5, color, None),
        Sign::OpenDiamond(color) => {
            drawing.diamond(centre, area.h * 0.5, WHITE, Some(Stroke::plain(color, 1.0)));
        }
        Sign::Disc(color) | Sign::Ring(color) => {
            let circle = |r: f64| Area { x: centre.x - r, y: centre.y - r, w: 2.0 * r, h: 2.0 * r };
            let r = area.h * 0.55;
            drawing.fill(circle(r), color, r);
            if matches!(sign, Sign::Ring(_)) {
                drawing.fill(circle(r - 1.1), WHITE, r - 1.1);
            }
        }
        Sign::Square(color) => {
            let side = area.h * 0.7;
            let y = centre.y - side / 2.0;
            drawing.fill(Area { x: centre.x - side / 2.0, y, w: side, h: side }, color, 0.0);
        }
    }
}
