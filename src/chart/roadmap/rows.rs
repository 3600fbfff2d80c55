//! One initiative's row: marks, id, name, bar, service, money and agency.

use super::arrows::Place;
use super::grid::Grid;
use super::view::{Bar, View};
use crate::chart::font::{self, Weight};
use crate::chart::frame::text;
use crate::chart::palette::{self, ALERT, Hue, INK, QUIET, WHITE};
use crate::chart::shape::{Area, Drawing, Point, Stroke, Tag, Text};
use crate::words::charts;
use crate::words::numbers;

/// A row to draw.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The initiative.
    pub bar: &'a Bar,
    /// Its category's colours.
    pub hue: Hue,
    /// The middle of the row.
    pub y: f64,
}

/// Draws bar, service and marks; returns where the bar stands and the texts to draw over the arrows.
pub fn draw(
    drawing: &mut Drawing,
    view: &View,
    grid: &Grid,
    row: Row,
    waits: &[String],
) -> (Place, Vec<Text>) {
    let bar = row.bar;
    let place = place(grid, row);
    let mut texts = names(view, grid, row, waits);
    marks(drawing, grid, row);
    let label = label(view, grid, row, place);
    service(
        drawing,
        grid,
        row,
        place,
        label.as_ref().filter(|_| bar.service <= grid.last()),
    );
    let lang = view.heading.lang;
    let who = (bar.id.as_str(), &bar.name, &bar.agency);
    let tip = charts::bar_tip(lang, &view.heading.currency, who, (bar.start, bar.end), bar.total);
    let h = grid.bar();
    let area = Area {
        x: place.left,
        y: row.y - h / 2.0,
        w: place.right - place.left,
        h,
    };
    drawing.tagged(
        area,
        row.hue.fill,
        1.6,
        Some(Tag {
            key: bar.id.clone(),
            tip,
        }),
    );
    if let Some(at) = deadline(grid, row) {
        drawing.diamond(at, grid.font * 0.36, WHITE, Some(Stroke::plain(ALERT, 1.0)));
    }
    texts.extend(label);
    (place, texts)
}

/// The bar from the first to the last execution year inside the plan; what was executed before it leaves a stub.
fn place(grid: &Grid, row: Row) -> Place {
    const STUB: f64 = 3.0;
    let (start, end) = (row.bar.start, row.bar.end);
    let left = if start < grid.first {
        grid.border(grid.first)
    } else {
        grid.left(start)
    };
    let right = if end < grid.first {
        left + STUB
    } else if end > grid.last() {
        grid.border(grid.last().plus(1))
    } else {
        grid.right(end)
    };
    Place {
        left,
        right: right.max(left + STUB),
        y: row.y,
        start,
        end,
    }
}

fn names(view: &View, grid: &Grid, row: Row, waits: &[String]) -> Vec<Text> {
    let (font, y) = (grid.font, row.y);
    let id_room = grid.text.1 - grid.text.0 - 0.5 * font;
    let id = font::shorten(&row.bar.id, font, Weight::Medium, id_room);
    let mut texts = vec![text(grid.text.0, 0.0, id, font, Weight::Medium, QUIET).centred_on(y)];
    let name = view.heading.lang.label(&row.bar.name);
    let lines = font::wrap(name, font, Weight::Regular, grid.name_room, grid.lines);
    let step = font * 1.08;
    let top = y - step * (super::grid::count(lines.len()) - 1.0) / 2.0;
    for (at, line) in lines.into_iter().enumerate() {
        let middle = top + step * super::grid::count(at);
        texts.push(text(grid.text.1, 0.0, line, font, Weight::Regular, INK).centred_on(middle));
    }
    let (x, room) = grid.waits;
    let ids = font::shorten(&waits.join(", "), font, Weight::Regular, room);
    texts.push(text(x, 0.0, ids, font, Weight::Regular, QUIET).centred_on(y));
    texts.retain(|text| !text.words.is_empty());
    texts
}

fn marks(drawing: &mut Drawing, grid: &Grid, row: Row) {
    let radius = grid.font * 0.36;
    if row.bar.mandatory {
        drawing.diamond(
            Point {
                x: grid.body.x + radius + 0.6,
                y: row.y,
            },
            radius,
            ALERT,
            None,
        );
    }
    if row.bar.decided {
        let x = grid.body.x + 1.05 * grid.font;
        drawing.fill(
            Area {
                x,
                y: row.y - radius * 0.75,
                w: radius * 1.5,
                h: radius * 1.5,
            },
            INK,
            0.0,
        );
    }
}

/// The service strip, from the bar (or from the label beside it) to the end of the plan.
fn service(drawing: &mut Drawing, grid: &Grid, row: Row, place: Place, label: Option<&Text>) {
    if row.bar.service > grid.last() {
        return;
    }
    let beside = label.map(|text| text.area()).filter(|area| area.x > place.right);
    let from = beside
        .map_or(place.right, |area| area.right() + 3.0)
        .max(place.right);
    let h = grid.bar() * 0.3;
    let color = palette::mix(row.hue.fill, WHITE, 60);
    drawing.fill(
        Area {
            x: from,
            y: row.y - h / 2.0,
            w: grid.right(grid.last()) - from,
            h,
        },
        color,
        0.0,
    );
}

fn deadline(grid: &Grid, row: Row) -> Option<Point> {
    let year = row
        .bar
        .deadline
        .filter(|year| (grid.first..=grid.last()).contains(year))?;
    Some(Point {
        x: grid.right(year) - grid.font * 0.36 - 1.6,
        y: row.y,
    })
}

/// Money and agency in the first year of the bar, else anywhere in it, else beside it; shorter where nothing
/// else fits.
fn label(view: &View, grid: &Grid, row: Row, place: Place) -> Option<Text> {
    let (lang, font) = (view.heading.lang, grid.font);
    let pad = font * 0.5;
    let amount = numbers::money_short(lang, &view.heading.currency, row.bar.total);
    let both = format!("{amount} · {}", lang.label(&row.bar.agency));
    let mark = deadline(grid, row).map(|at| at.x - font * 0.36);
    let first_year = grid.right(row.bar.start.max(grid.first)).min(place.right);
    let inside_from = place.left + pad;
    let inside = |right: f64| {
        let right = mark.filter(|x| *x > place.left && *x < right).unwrap_or(right);
        (inside_from, right - pad * 0.6 - inside_from, row.hue.on_fill)
    };
    let next = row.bar.end.max(grid.first.plus(-1)).plus(1);
    let beside_from = if next > grid.last() {
        f64::INFINITY
    } else {
        grid.left(next)
    };
    let beside_to = mark
        .filter(|x| *x > place.right)
        .unwrap_or(f64::INFINITY)
        .min(grid.right(grid.last()));
    let beside = (beside_from, beside_to - 2.0 - beside_from, INK);
    let choices = [
        (&both, inside(first_year)),
        (&both, inside(place.right)),
        (&both, beside),
        (&amount, inside(place.right)),
        (&amount, beside),
    ];
    let fits = |words: &str, room: f64| font::width(words, font, Weight::Medium) <= room;
    let (words, (x, _, color)) = choices
        .into_iter()
        .find(|(words, (_, room, _))| fits(words, *room))?;
    Some(text(x, 0.0, words.clone(), font, Weight::Medium, color).centred_on(row.y))
}
