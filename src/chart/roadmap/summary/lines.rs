//! The rows of a roadmap that is summed up: categories, their agencies, and their largest initiatives by name.

use std::collections::BTreeMap;

use crate::chart::roadmap::view::{Bar, Lane, View};
use crate::units::{Money, Year};
use crate::words::charts::{self, RoadmapWord, roadmap_word};
use crate::words::{Lang, numbers};

/// The most categories with rows of their own; the smallest others share one.
pub const CATEGORIES: usize = 24;
/// The most agencies, and the most initiatives, of one category.
const MOST: usize = 40;

/// What starts in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// How many initiatives.
    pub count: usize,
    /// What they cost within the plan.
    pub cost: Money,
}

/// What a row shows.
#[derive(Clone, Debug)]
pub enum Kind<'a> {
    /// A category.
    Category(BTreeMap<Year, Start>),
    /// An agency in the category above it.
    Agency(BTreeMap<Year, Start>),
    /// One of the category's largest initiatives.
    Named(&'a Bar),
}

/// One row.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Its name.
    pub name: String,
    /// What stands at the end of its name.
    pub total: String,
    /// Its category's colour by position; none for several categories together.
    pub hue: Option<usize>,
    /// What it shows.
    pub kind: Kind<'a>,
}

/// A category with its bars; the last may hold several small ones.
struct Part<'a> {
    name: String,
    hue: Option<usize>,
    bars: Vec<&'a Bar>,
    agencies: Vec<(&'a str, Vec<&'a Bar>)>,
}

/// The rows, at most so many besides those of the categories themselves.
#[must_use]
pub fn lines(view: &View, room: usize) -> Vec<Line<'_>> {
    let parts = parts(view);
    let by_cost = has_money(view);
    let shares = shares(&parts, room);
    let mut lines = Vec::new();
    for (part, (agencies, named)) in parts.iter().zip(shares) {
        lines.push(line(view, part.name.clone(), part.hue, &part.bars, Kind::Category));
        let shown = if agencies < part.agencies.len() { agencies.saturating_sub(1) } else { agencies };
        for (name, bars) in part.agencies.iter().take(shown) {
            lines.push(line(view, (*name).to_owned(), part.hue, bars, Kind::Agency));
        }
        if agencies > shown {
            let others: Vec<&Bar> =
                part.agencies.iter().skip(shown).flat_map(|(_, bars)| bars.clone()).collect();
            let name = roadmap_word(view.heading.lang, RoadmapWord::OtherAgencies).to_owned();
            lines.push(line(view, name, part.hue, &others, Kind::Agency));
        }
        let mut largest = part.bars.clone();
        // Of equally large ones the earlier, then the first by id, which is their order in the lane.
        largest.sort_by_key(|bar| std::cmp::Reverse(size(bar, by_cost)));
        lines.extend(largest.into_iter().take(named).map(|bar| one(view, part.hue, bar, by_cost)));
    }
    lines
}

/// Whether anything costs money; where nothing does, what is largest goes by value.
#[must_use]
pub fn has_money(view: &View) -> bool {
    view.lanes.iter().any(|lane| lane.total != Money::ZERO)
}

/// How many categories have a row.
#[must_use]
pub fn categories(view: &View) -> usize {
    view.lanes.len().min(CATEGORIES)
}

fn size(bar: &Bar, by_cost: bool) -> i64 {
    if by_cost { bar.total.0 } else { bar.value.0 }
}

fn parts(view: &View) -> Vec<Part<'_>> {
    let lang = view.heading.lang;
    let mut ranked: Vec<usize> = (0..view.lanes.len()).collect();
    ranked.sort_by_key(|&at| std::cmp::Reverse(view.lanes.get(at).map_or(0, |lane| lane.bars.len())));
    let own = if view.lanes.len() > CATEGORIES { CATEGORIES - 1 } else { CATEGORIES };
    let alone = |at: &usize| ranked.iter().position(|held| held == at).is_some_and(|rank| rank < own);
    let (mut found, mut rest) = (Vec::new(), Vec::new());
    for (at, lane) in view.lanes.iter().enumerate() {
        if alone(&at) {
            found.push(of_lanes(lang, lang.label(&lane.name).to_owned(), Some(lane.hue), &[lane]));
        } else {
            rest.push(lane);
        }
    }
    if !rest.is_empty() {
        let name = roadmap_word(lang, RoadmapWord::OtherCategories).to_owned();
        found.push(of_lanes(lang, name, None, &rest));
    }
    found
}

fn of_lanes<'a>(lang: Lang, name: String, hue: Option<usize>, lanes: &[&'a Lane]) -> Part<'a> {
    let bars: Vec<&Bar> = lanes.iter().flat_map(|lane| &lane.bars).collect();
    let mut agencies: BTreeMap<&str, Vec<&Bar>> = BTreeMap::new();
    for bar in &bars {
        agencies.entry(lang.label(&bar.agency)).or_default().push(bar);
    }
    let mut agencies: Vec<(&str, Vec<&Bar>)> = agencies.into_iter().collect();
    let cost = |bars: &[&Bar]| bars.iter().map(|bar| bar.total).sum::<Money>();
    agencies.sort_by_key(|(_, bars)| std::cmp::Reverse((cost(bars), bars.len())));
    Part { name, hue, bars, agencies }
}

/// Rows of agencies and of named initiatives for each part: one more of each in turn, as long as there is room.
fn shares(parts: &[Part], mut room: usize) -> Vec<(usize, usize)> {
    let mut shares = vec![(0, 0); parts.len()];
    for round in 1..=MOST {
        for named in [true, false] {
            for (share, part) in shares.iter_mut().zip(parts) {
                // One agency alone says no more than its category, and "others" alone says nothing.
                let agencies = if part.agencies.len() > 1 { part.agencies.len() } else { 0 };
                let step = match (named, round) {
                    (true, _) => usize::from(share.1 < part.bars.len()),
                    (false, 1) => 2 * usize::from(agencies > 1),
                    (false, _) => usize::from(share.0 < agencies),
                };
                if step == 0 || step > room {
                    continue;
                }
                room -= step;
                if named { share.1 += step } else { share.0 += step }
            }
        }
    }
    shares
}

fn line<'a>(
    view: &View,
    name: String,
    hue: Option<usize>,
    bars: &[&Bar],
    kind: impl Fn(BTreeMap<Year, Start>) -> Kind<'a>,
) -> Line<'a> {
    let lang = view.heading.lang;
    let first = view.heading.years.first().copied().unwrap_or_default();
    let mut starts: BTreeMap<Year, Start> = BTreeMap::new();
    for bar in bars {
        // What began before the plan is shown in its first year.
        let start = starts.entry(bar.start.max(first)).or_default();
        start.count += 1;
        start.cost += bar.total;
    }
    let mut total = charts::initiatives(lang, bars.len());
    if has_money(view) {
        let cost = bars.iter().map(|bar| bar.total).sum();
        total = format!("{total} · {}", numbers::money_short(lang, &view.heading.currency, cost));
    }
    Line { name, total, hue, kind: kind(starts) }
}

fn one<'a>(view: &View, hue: Option<usize>, bar: &'a Bar, by_cost: bool) -> Line<'a> {
    let lang = view.heading.lang;
    let name = format!("{} {}", bar.id, lang.label(&bar.name));
    let total = if by_cost {
        numbers::money_short(lang, &view.heading.currency, bar.total)
    } else {
        charts::in_points(lang, bar.value)
    };
    Line { name, total, hue, kind: Kind::Named(bar) }
}
