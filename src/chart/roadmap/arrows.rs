//! Runs dependency arrows through the free strips between years, around every text.
//!
//! An arrow leaves the end (or the start) of the predecessor's bar, runs up or down in the strip beside it and
//! then along the follower's row, which is empty before its start. Arrows from one predecessor share a line. What
//! would touch a text, or finds its strip full, is returned as not routed, to be said in words.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::view::{Tie, Wait};
use crate::chart::shape::{Area, Point};
use crate::chart::svg::HEAD;
use crate::units::Year;

/// Distance between neighbouring lines in a strip, at most and at least.
const SPACING: (f64, f64) = (1.9, 1.15);

/// Where a bar stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its left side.
    pub left: f64,
    /// Its right side.
    pub right: f64,
    /// Its middle height.
    pub y: f64,
    /// First execution year.
    pub start: Year,
    /// Last execution year.
    pub end: Year,
}

/// An arrow.
#[derive(Clone, Debug)]
pub struct Route<'a> {
    /// What it shows.
    pub tie: &'a Tie,
    /// Its corners, from the predecessor to the follower.
    pub points: Vec<Point>,
}

/// Arrows of one predecessor that share a line in one strip.
struct Bus<'a> {
    strip: Year,
    ties: Vec<&'a Tie>,
    top: f64,
    bottom: f64,
    lane: usize,
}

/// Finds a way for every tie; returns the routes bus by bus and the ties without one.
#[must_use]
pub fn route<'a>(
    ties: &[&'a Tie],
    places: &BTreeMap<&str, Place>,
    grid: &Grid,
    texts: &[Area],
) -> (Vec<Vec<Route<'a>>>, Vec<&'a Tie>) {
    let mut buses = buses(ties, places, grid);
    let lanes = settle(&mut buses);
    let (mut routed, mut failed) = (Vec::new(), Vec::new());
    for bus in &buses {
        let used = lanes.get(&bus.strip).copied().unwrap_or(1);
        let at = lane_at(grid, bus, used);
        let mut routes = Vec::new();
        for tie in &bus.ties {
            let points = at.and_then(|x| corners(tie, places, x));
            match points.filter(|points| free(points, texts)) {
                Some(points) => routes.push(Route { tie, points }),
                None => failed.push(*tie),
            }
        }
        if !routes.is_empty() {
            routed.push(routes);
        }
    }
    (routed, failed)
}

fn buses<'a>(ties: &[&'a Tie], places: &BTreeMap<&str, Place>, grid: &Grid) -> Vec<Bus<'a>> {
    let mut grouped: BTreeMap<(Year, &str, Wait), Bus> = BTreeMap::new();
    for tie in ties {
        let (Some(from), Some(to)) = (places.get(tie.from.as_str()), places.get(tie.to.as_str())) else {
            continue;
        };
        let strip = match tie.wait {
            Wait::End => from.end.plus(1),
            Wait::Start | Wait::Choice => from.start.min(to.start),
        };
        let strip = strip.max(grid.first);
        let (low, high) = (from.y.min(to.y), from.y.max(to.y));
        let fresh = || Bus {
            strip,
            ties: Vec::new(),
            top: low,
            bottom: high,
            lane: 0,
        };
        let bus = grouped
            .entry((strip, tie.from.as_str(), tie.wait))
            .or_insert_with(fresh);
        bus.ties.push(tie);
        (bus.top, bus.bottom) = (bus.top.min(low), bus.bottom.max(high));
    }
    let mut buses: Vec<Bus> = grouped.into_values().collect();
    // Short spans first: they take the lanes next to the bars, and long ones run around them.
    buses.sort_by(|a, b| {
        let key = |bus: &Bus| bus.bottom - bus.top;
        a.strip
            .cmp(&b.strip)
            .then(key(a).total_cmp(&key(b)))
            .then(a.top.total_cmp(&b.top))
    });
    buses
}

/// Gives every bus the first lane of its strip that is free over its height; returns the lanes used by strip.
fn settle(buses: &mut [Bus]) -> BTreeMap<Year, usize> {
    let mut taken: BTreeMap<Year, Vec<Vec<(f64, f64)>>> = BTreeMap::new();
    for bus in buses {
        let lanes = taken.entry(bus.strip).or_default();
        let clear = |held: &Vec<(f64, f64)>| {
            held.iter()
                .all(|&(top, bottom)| bus.bottom < top || bottom < bus.top)
        };
        bus.lane = lanes.iter().position(clear).unwrap_or(lanes.len());
        if bus.lane == lanes.len() {
            lanes.push(Vec::new());
        }
        if let Some(lane) = lanes.get_mut(bus.lane) {
            lane.push((bus.top, bus.bottom));
        }
    }
    taken
        .into_iter()
        .map(|(strip, lanes)| (strip, lanes.len()))
        .collect()
}

/// The x of a bus; `None` where its strip is full. Lanes count from the right, next to the arrowheads.
fn lane_at(grid: &Grid, bus: &Bus, used: usize) -> Option<f64> {
    let border = grid.border(bus.strip);
    let (low, high) = (border - grid.gutter + 0.9, border + grid.gutter - HEAD.0 - 0.8);
    let steps = f64::from(u32::try_from(used.max(1) - 1).ok()?);
    let spacing = ((high - low) / steps.max(1.0)).clamp(SPACING.1, SPACING.0);
    let x = high - spacing * f64::from(u32::try_from(bus.lane).ok()?);
    (x >= low - 1e-9).then_some(x)
}

fn corners(tie: &Tie, places: &BTreeMap<&str, Place>, x: f64) -> Option<Vec<Point>> {
    let (from, to) = (places.get(tie.from.as_str())?, places.get(tie.to.as_str())?);
    let source = match tie.wait {
        Wait::End => from.right,
        Wait::Start | Wait::Choice => from.left,
    };
    let mut points = vec![
        Point { x: source, y: from.y },
        Point { x, y: from.y },
        Point { x, y: to.y },
        Point { x: to.left, y: to.y },
    ];
    points.dedup();
    Some(points)
}

fn free(points: &[Point], texts: &[Area]) -> bool {
    const EDGE: f64 = 0.6;
    points.windows(2).all(|pair| {
        let Area { x, y, w, h } = Area::around(pair);
        let segment = Area {
            x: x - EDGE,
            y: y - EDGE,
            w: w + 2.0 * EDGE,
            h: h + 2.0 * EDGE,
        };
        texts.iter().all(|text| !segment.overlaps(text))
    })
}
