//! Above and below the rows of a roadmap: years, spending against the ceiling, legend, what was left out.

use super::grid::{Grid, count};
use super::view::{View, YearSum};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{self, Sign, text};
use crate::chart::palette::{self, ALERT, ARROW, GOOD, INK, QUIET, TRACK};
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Stroke, Text};
use crate::units::Money;
use crate::words::charts::{self, RoadmapWord, roadmap_word};
use crate::words::numbers;

/// The year columns, shaded in turn, with their names above.
pub fn years(drawing: &mut Drawing, view: &View, grid: &Grid, head: Area, down_to: f64) {
    let size = (head.h * 0.62).min(10.0);
    for (at, &year) in view.heading.years.iter().enumerate() {
        let x = grid.border(year);
        let area = Area { x, y: head.y, w: grid.column, h: down_to - head.y };
        if at % 2 == 0 {
            drawing.fill(area, palette::SHADE, 0.0);
        }
        let names = numbers::year_forms(view.heading.lang, year);
        let fits = |name: &&String| font::width(name, size, Weight::Bold) <= grid.column - 3.0;
        let name = names.iter().find(fits).cloned().unwrap_or_default();
        let mut label =
            text(x + grid.column / 2.0, 0.0, name, size, Weight::Bold, INK).centred_on(head.middle());
        label.anchor = Anchor::Middle;
        drawing.text(label);
    }
}

/// Spending of every year as a gauge against its ceiling.
pub fn gauges(drawing: &mut Drawing, view: &View, grid: &Grid, area: Area, size: f64) {
    let lang = view.heading.lang;
    let limited = view.spending.iter().any(|year| year.ceiling.is_some());
    let word = if limited { RoadmapWord::SpendingAgainstCeiling } else { RoadmapWord::Spending };
    let most = view.spending.iter().map(|year| year.spent).max().unwrap_or_default();
    drawing.line(
        Point { x: area.x, y: area.y },
        Point { x: area.right(), y: area.y },
        Stroke::plain(TRACK, 0.8),
    );
    let room = grid.years_from - grid.gutter - area.x;
    let words = font::shorten(roadmap_word(lang, word), size, Weight::Medium, room);
    drawing.text(text(area.x, 0.0, words, size, Weight::Medium, INK).centred_on(area.y + area.h * 0.36));
    let full = view.spending.iter().all(|year| {
        let (amount, percent) = gauge_words(view, *year, true);
        let room = grid.right(year.year) - grid.left(year.year);
        font::width(&amount, size, Weight::Regular) + font::width(&percent, size, Weight::Bold) + 3.0 <= room
    });
    for year in &view.spending {
        let (left, right) = (grid.left(year.year), grid.right(year.year));
        let bar = Area { x: left, y: area.y + area.h * 0.25, w: right - left, h: area.h * 0.2 };
        let whole = year.ceiling.unwrap_or(most);
        let over = year.ceiling.is_some_and(|ceiling| year.spent > ceiling);
        let color = if over { ALERT } else { GOOD };
        drawing.fill(bar, TRACK, bar.h / 2.0);
        drawing.fill(Area { w: bar.w * share(year.spent, whole), ..bar }, color, bar.h / 2.0);
        let (amount, percent) = gauge_words(view, *year, full);
        let below = area.y + area.h * 0.72;
        let taken = font::width(&percent, size, Weight::Bold);
        if font::width(&amount, size, Weight::Regular) + taken + 3.0 <= bar.w {
            drawing.text(text(bar.x, 0.0, amount, size, Weight::Regular, INK).centred_on(below));
        }
        if taken <= bar.w {
            let label = text(bar.right(), 0.0, percent, size, Weight::Bold, color).centred_on(below);
            drawing.text(Text { anchor: Anchor::End, ..label });
        }
    }
}

/// A year's amount (with its ceiling where `full`) and the share of the ceiling that is spent.
fn gauge_words(view: &View, year: YearSum, full: bool) -> (String, String) {
    let (lang, currency) = (view.heading.lang, &view.heading.currency);
    let short = |amount| numbers::money_short(lang, currency, amount);
    let percent = year.ceiling.and_then(|ceiling| numbers::percent_share(lang, year.spent, ceiling));
    let amount = match year.ceiling.filter(|_| full) {
        Some(ceiling) => format!("{} / {}", short(year.spent), short(ceiling)),
        None => short(year.spent),
    };
    (amount, percent.unwrap_or_default())
}

/// `part / whole` between 0 and 1.
#[must_use]
pub fn share(part: Money, whole: Money) -> f64 {
    if whole.0 <= 0 {
        return if part.0 > 0 { 1.0 } else { 0.0 };
    }
    (crate::units::real(part.0) / crate::units::real(whole.0)).clamp(0.0, 1.0)
}

/// Height of a line of notes, in parts of the font size.
pub const LINE: f64 = 1.5;
/// Height of [`foot`] in lines of text: legend, note, and the ids of what was left out.
#[must_use]
pub fn foot_lines(page: Page) -> f64 {
    match page {
        Page::A3Landscape => 3.2,
        Page::A4Landscape | Page::A4Portrait | Page::Panel(..) => 4.8,
    }
}

/// Legend, note on money and, where `last`, the ids of what was not chosen; always inside the area.
pub fn foot(drawing: &mut Drawing, view: &View, area: Area, size: f64, last: bool) {
    let lang = view.heading.lang;
    let line = size * LINE;
    let taken = frame::legend(drawing, area, size, &entries(view));
    let mut y = area.y + taken.max(line);
    let note = charts::roadmap_note(lang, &view.heading.currency, false, view.base, view.after);
    // One line is kept for what was left out.
    let lines = (1..=2).take_while(|lines| y + line * (count(*lines) + 1.0) <= area.bottom() + 0.5).count();
    for words in font::wrap(&note, size, Weight::Regular, area.w, lines) {
        drawing.text(text(area.x, y + line * 0.7, words, size, Weight::Regular, QUIET));
        y += line;
    }
    if last && !view.left_out.is_empty() {
        let head = charts::left_out(lang, view.left_out.len());
        let rest = Area { y, h: area.bottom() - y, ..area };
        list(drawing, &head, &view.left_out, rest, (size, line), |more| charts::and_more(lang, more));
    }
}

/// Only the note on money (where there is any) and how many were not chosen, for pictures without marks.
pub fn notes(drawing: &mut Drawing, view: &View, area: Area, size: f64, money: bool) {
    let lang = view.heading.lang;
    let line = size * LINE;
    let note = money.then(|| charts::roadmap_note(lang, &view.heading.currency, true, view.base, view.after));
    let out = (!view.left_out.is_empty()).then(|| charts::left_out_count(lang, view.left_out.len()));
    for (note, y) in note.into_iter().chain(out).zip([area.y + line, area.y + 2.0 * line]) {
        let note = font::shorten(&note, size, Weight::Regular, area.w);
        drawing.text(text(area.x, y, note, size, Weight::Regular, QUIET));
    }
}

fn entries(view: &View) -> Vec<(Sign, String)> {
    let word = |word| roadmap_word(view.heading.lang, word).to_owned();
    let hue = palette::hue(0);
    let arrow = Stroke::plain(ARROW, 0.8);
    let bars = || view.lanes.iter().flat_map(|lane| &lane.bars);
    let waits = |wait| view.ties.iter().any(|tie| tie.wait == wait);
    let dashed = Stroke { dashed: true, ..arrow };
    let candidates = [
        (true, Sign::Fill(hue.fill), RoadmapWord::Execution),
        (true, Sign::Strip(palette::mix(hue.fill, palette::WHITE, 60)), RoadmapWord::Service),
        (waits(super::view::Wait::End), Sign::Arrow(arrow), RoadmapWord::WaitsForEnd),
        (waits(super::view::Wait::Start), Sign::Arrow(dashed), RoadmapWord::WaitsForStart),
        (waits(super::view::Wait::Choice), Sign::Line(dashed), RoadmapWord::WaitsForChoice),
        (bars().any(|bar| bar.mandatory), Sign::Diamond(ALERT), RoadmapWord::Mandatory),
        (bars().any(|bar| bar.deadline.is_some()), Sign::OpenDiamond(ALERT), RoadmapWord::Deadline),
        (bars().any(|bar| bar.decided), Sign::Square(INK), RoadmapWord::Decided),
    ];
    candidates.into_iter().filter(|(shown, ..)| *shown).map(|(_, sign, name)| (sign, word(name))).collect()
}

/// A head and a list of ids, wrapped to the lines an area has; what does not fit is counted.
fn list(
    drawing: &mut Drawing,
    head: &str,
    ids: &[String],
    area: Area,
    (size, line): (f64, f64),
    more: impl Fn(usize) -> String,
) {
    let mut y = area.y + line * 0.7;
    let mut x = area.x;
    let put = |drawing: &mut Drawing, words: String, x: f64, y: f64, weight| {
        drawing.text(text(x, y, words, size, weight, QUIET));
    };
    put(drawing, head.to_owned(), x, y, Weight::Medium);
    x += font::width(head, size, Weight::Medium) + 4.0;
    let mut words = String::new();
    for (at, id) in ids.iter().enumerate() {
        let id = font::shorten(id, size, Weight::Regular, area.w * 0.2);
        let tail = more(ids.len() - at);
        let longer = if words.is_empty() { id.clone() } else { format!("{words}  {id}") };
        let last_line = y + line > area.bottom() + line * 0.3;
        let rest = if last_line && at + 1 < ids.len() { format!("  {tail}") } else { String::new() };
        if x + font::width(&format!("{longer}{rest}"), size, Weight::Regular) <= area.right() {
            words = longer;
            continue;
        }
        if last_line {
            let end = if words.is_empty() { tail } else { format!("{words}  {tail}") };
            put(drawing, font::shorten(&end, size, Weight::Regular, area.right() - x), x, y, Weight::Regular);
            return;
        }
        put(drawing, std::mem::replace(&mut words, id), x, y, Weight::Regular);
        (x, y) = (area.x, y + line);
    }
    put(drawing, words, x, y, Weight::Regular);
}
