//! Puts a roadmap's rows on pages.

use std::collections::BTreeMap;

use super::arrows::{self, Place};
use super::grid::{self, BAND, GAP, Grid, Piece};
use super::rows::{self, Row};
use super::strips::{self, LINE};
use super::view::{Tie, View, Wait};
use crate::chart::font::{self, Weight};
use crate::chart::frame::{Frame, text};
use crate::chart::palette::{self, ARROW, INK, QUIET, RULE, WHITE};
use crate::chart::shape::{Anchor, Area, Drawing, Page, Point, Shape, Stroke, Tag, Text};
use crate::words::charts::{self, RoadmapWord, roadmap_word};
use crate::words::numbers;

/// Ids of predecessors to be written beside a row, by follower.
type Waits = BTreeMap<String, Vec<String>>;

/// One page's parts, from the top.
struct Sheet {
    frame: Frame,
    drawing: Drawing,
    head: Area,
    rows: Area,
    gauges: Area,
    foot: Area,
}

/// The pages of a roadmap that shows every chosen initiative.
#[must_use]
pub fn draw(view: &View, page: Page) -> Vec<Drawing> {
    let rows = open(view, page, (1, 1)).rows.h / grid::pitches(page).0;
    let pages = grid::paginate(view, rows);
    let count = pages.len();
    pages
        .iter()
        .enumerate()
        .map(|(at, pieces)| paint(view, page, pieces, (at + 1, count)))
        .collect()
}

/// The head of a page and the areas of its parts.
fn open(view: &View, page: Page, (part, parts): (usize, usize)) -> Sheet {
    let heading = &view.heading;
    let index = view
        .index
        .as_ref()
        .map(|index| (&index.name, index.from, index.to));
    let counts = (view.chosen(), view.candidates);
    let money = (view.ceiling(), view.spent());
    let title = charts::roadmap_title(heading.lang, &heading.currency, counts, money, index);
    let mut note = charts::roadmap_note(heading.lang, &heading.currency);
    if parts > 1 {
        note = format!("{} · {note}", charts::page_of(heading.lang, part, parts));
    }
    let frame = Frame::of(page);
    let (drawing, body) = frame.open(page, heading, &title, &note);
    let head = Area {
        h: frame.small * 1.8,
        ..body
    };
    let below = strips::foot_lines(page) * LINE * frame.small;
    let foot = Area {
        y: body.bottom() - below,
        h: below,
        ..body
    };
    let gauges = Area {
        y: foot.y - frame.small * 3.2,
        h: frame.small * 2.9,
        ..body
    };
    let rows = Area {
        y: head.bottom(),
        h: gauges.y - head.bottom() - 3.0,
        ..body
    };
    Sheet {
        frame,
        drawing,
        head,
        rows,
        gauges,
        foot,
    }
}

/// Draws a page; ties for which no arrow can be drawn (the predecessor stands on another page, or every way runs
/// over a text) are written in a column of their own, which is only there when it is needed.
fn paint(view: &View, page: Page, pieces: &[Piece], part: (usize, usize)) -> Drawing {
    let here = |id: &str| pieces.iter().flat_map(|piece| piece.bars).any(|bar| bar.id == id);
    let followers: Vec<&Tie> = view.ties.iter().filter(|tie| here(&tie.to)).collect();
    let (mut drawn, mut written): (Vec<&Tie>, Vec<&Tie>) =
        followers.into_iter().partition(|tie| here(&tie.from));
    loop {
        let (drawing, failed) = attempt(view, page, pieces, part, (&drawn, &written));
        if failed.is_empty() {
            return drawing;
        }
        drawn.retain(|tie| !failed.contains(tie));
        written.extend(failed);
        written.sort();
    }
}

fn attempt<'a>(
    view: &'a View,
    page: Page,
    pieces: &[Piece],
    part: (usize, usize),
    (drawn, written): (&[&'a Tie], &[&'a Tie]),
) -> (Drawing, Vec<&'a Tie>) {
    let Sheet {
        frame,
        mut drawing,
        head,
        rows,
        gauges,
        foot,
    } = open(view, page, part);
    let mut waits = Waits::new();
    for tie in written {
        waits.entry(tie.to.clone()).or_default().push(tie.from.clone());
    }
    let grid = Grid::of(
        view,
        pieces,
        rows,
        page,
        waits_width(view, &waits, frame.small, rows.w),
    );
    let gauges = Area {
        y: (grid.body.bottom() + 4.0).min(gauges.y),
        ..gauges
    };
    strips::years(&mut drawing, view, &grid, head, gauges.y);
    let (places, texts) = rows_of(&mut drawing, view, &grid, pieces, &waits);
    let areas: Vec<Area> = texts.iter().map(Text::area).collect();
    let (routed, failed) = arrows::route(drawn, &places, &grid, &areas);
    for bus in &routed {
        paint_bus(&mut drawing, view, bus);
    }
    texts.into_iter().for_each(|text| drawing.text(text));
    if !written.is_empty() {
        let words = roadmap_word(view.heading.lang, RoadmapWord::WaitsFor).to_owned();
        let words = font::shorten(&words, grid.font, Weight::Medium, grid.waits.1);
        drawing
            .text(text(grid.waits.0, 0.0, words, grid.font, Weight::Medium, QUIET).centred_on(head.middle()));
    }
    if pieces.is_empty() {
        let words = charts::nothing_chosen(view.heading.lang).to_owned();
        drawing.text(text(
            rows.x,
            rows.y + 24.0,
            words,
            frame.small * 1.3,
            Weight::Regular,
            INK,
        ));
    }
    strips::gauges(&mut drawing, view, &grid, gauges, frame.small);
    strips::foot(&mut drawing, view, foot, frame.small, part.0 == part.1);
    (drawing, failed)
}

/// Width of the column of predecessors: the widest list, at most a tenth of the page; 0 where nothing is written.
fn waits_width(view: &View, waits: &Waits, small: f64, room: f64) -> f64 {
    if waits.is_empty() {
        return 0.0;
    }
    let head = font::width(
        roadmap_word(view.heading.lang, RoadmapWord::WaitsFor),
        small,
        Weight::Medium,
    );
    let lists = waits
        .values()
        .map(|ids| font::width(&ids.join(", "), small, Weight::Regular));
    lists.fold(head, f64::max).min(room * 0.1)
}

fn rows_of<'a>(
    drawing: &mut Drawing,
    view: &View,
    grid: &Grid,
    pieces: &[Piece<'a>],
    waits: &Waits,
) -> (BTreeMap<&'a str, Place>, Vec<Text>) {
    let (mut places, mut texts) = (BTreeMap::new(), Vec::new());
    let mut y = grid.body.y;
    for piece in pieces {
        y += GAP * grid.pitch;
        let area = Area {
            x: grid.body.x,
            y,
            w: grid.body.w,
            h: BAND * grid.pitch,
        };
        texts.extend(band(drawing, view, grid, piece, area));
        y = area.bottom();
        for bar in piece.bars {
            let row = Row {
                bar,
                hue: palette::hue(piece.lane.hue),
                y: y + grid.pitch / 2.0,
            };
            let none = Vec::new();
            let (place, words) = rows::draw(drawing, view, grid, row, waits.get(&bar.id).unwrap_or(&none));
            places.insert(bar.id.as_str(), place);
            texts.extend(words);
            y += grid.pitch;
            let (from, to) = (
                Point { x: grid.body.x, y },
                Point {
                    x: grid.body.right(),
                    y,
                },
            );
            drawing.line(from, to, Stroke::plain(RULE, 0.35));
        }
    }
    (places, texts)
}

/// A category's band with its name, count and total.
fn band(drawing: &mut Drawing, view: &View, grid: &Grid, piece: &Piece, area: Area) -> Vec<Text> {
    let (lang, hue) = (view.heading.lang, palette::hue(piece.lane.hue));
    drawing.fill(area, hue.tint, 1.5);
    let size = (grid.font * 1.08).min(area.h * 0.9);
    let total = numbers::money_short(lang, &view.heading.currency, piece.lane.total);
    let count = charts::initiatives(lang, piece.lane.bars.len());
    let room = grid.years_from - grid.gutter - area.x - 4.0;
    let count_room = font::width(&count, grid.font, Weight::Regular) + size;
    let name = font::shorten(
        lang.label(&piece.lane.name),
        size,
        Weight::Bold,
        room - count_room,
    );
    let after = area.x + 4.0 + font::width(&name, size, Weight::Bold) + size * 0.8;
    let mut sum = text(grid.right(grid.last()), 0.0, total, size, Weight::Bold, hue.ink);
    sum.anchor = Anchor::End;
    let texts = [
        text(area.x + 4.0, 0.0, name, size, Weight::Bold, hue.ink),
        text(after, 0.0, count, grid.font, Weight::Regular, hue.ink),
        sum,
    ];
    texts
        .into_iter()
        .map(|text| text.centred_on(area.middle()))
        .collect()
}

/// The arrows of one predecessor, over a white edge where they cross something.
fn paint_bus(drawing: &mut Drawing, view: &View, bus: &[arrows::Route]) {
    const WIDTH: f64 = 0.75;
    for route in bus {
        let points = route.points.clone();
        let stroke = Stroke::plain(WHITE, WIDTH + 1.5);
        drawing.shapes.push(Shape::Line {
            points,
            stroke,
            arrow: false,
            tag: None,
        });
    }
    for route in bus {
        let word = match route.tie.wait {
            Wait::End => RoadmapWord::WaitsForEnd,
            Wait::Start => RoadmapWord::WaitsForStart,
            Wait::Choice => RoadmapWord::WaitsForChoice,
        };
        let stroke = Stroke {
            dashed: route.tie.wait != Wait::End,
            ..Stroke::plain(ARROW, WIDTH)
        };
        let tie = route.tie;
        let tag = Tag {
            key: format!("{}>{}", tie.from, tie.to),
            tip: charts::tie_tip(view.heading.lang, &tie.from, &tie.to, word),
        };
        let arrow = tie.wait != Wait::Choice;
        drawing.shapes.push(Shape::Line {
            points: route.points.clone(),
            stroke,
            arrow,
            tag: Some(tag),
        });
    }
}
