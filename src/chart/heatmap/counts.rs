//! The heatmap of a case with too many candidates to show each: for every category, and its agencies with the most
//! candidates, how many are funded in each scenario and what they cost within the plan.

use std::collections::BTreeMap;

use super::super::ChartInput;
use super::super::font::{self, Weight};
use super::super::frame::text;
use super::super::palette::{self, Hue, INK, RULE, SHADE, WHITE};
use super::super::roadmap::count;
use super::super::shape::{Area, Drawing, Point, Stroke};
use super::{Columns, View, cell, centred, frequency};
use crate::plan::{Ledger, Source};
use crate::portfolio::Portfolio;
use crate::scenario::Scope;
use crate::units::{AgencyIx, CategoryIx, InitiativeIx, Money};
use crate::words::charts::{HeatmapWord, heatmap_word};
use crate::words::numbers;

/// The least height of a row.
const LEAST: f64 = 10.5;

/// A category or an agency in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The agency's name in the language of the picture; none for the whole category.
    pub agency: Option<String>,
    /// Candidates.
    pub candidates: usize,
    /// Candidates funded in every scenario.
    pub always: usize,
    /// Funded candidates and their cost within the plan, by scenario.
    pub funded: Vec<(usize, Money)>,
}

impl Tally {
    fn new(agency: Option<String>, scenarios: usize) -> Self {
        Self { agency, candidates: 0, always: 0, funded: vec![(0, Money::ZERO); scenarios] }
    }

    fn count(&mut self, costs: &[Option<Money>]) {
        self.candidates += 1;
        self.always += usize::from(costs.iter().all(Option::is_some));
        for ((funded, cost), own) in self.funded.iter_mut().zip(costs) {
            *funded += usize::from(own.is_some());
            *cost += own.unwrap_or_default();
        }
    }

    fn add(&mut self, other: &Self) {
        self.candidates += other.candidates;
        self.always += other.always;
        for ((funded, cost), (more, dearer)) in self.funded.iter_mut().zip(&other.funded) {
            *funded += more;
            *cost += *dearer;
        }
    }
}

/// What every candidate costs within the plan, by scenario; none where it is not funded.
pub fn costs(portfolio: &Portfolio, inputs: &[ChartInput]) -> Vec<Vec<Option<Money>>> {
    let mut costs = vec![vec![None; inputs.len()]; portfolio.initiatives.len()];
    for (at, input) in inputs.iter().enumerate() {
        for (InitiativeIx(ix), _) in input.plan.started() {
            costs[ix][at] = Some(Money::ZERO);
        }
        let (scope, last) = (Scope::total(), portfolio.calendar.last());
        let ledger = Ledger::of(portfolio, input.scenario, input.plan);
        for entry in ledger.within(&scope).filter(|entry| entry.year <= last) {
            if let Source::Initiative(InitiativeIx(ix)) = entry.source {
                *costs[ix][at].get_or_insert(Money::ZERO) += entry.amount;
            }
        }
    }
    costs
}

/// The tallies of a category: the whole, then its agencies, those with the most candidates first.
pub fn of_category(
    portfolio: &Portfolio,
    category: CategoryIx,
    costs: &[Vec<Option<Money>>],
    name: impl Fn(AgencyIx) -> String,
) -> Vec<Tally> {
    let scenarios = costs.first().map_or(0, Vec::len);
    let mut whole = Tally::new(None, scenarios);
    let mut agencies: BTreeMap<AgencyIx, Tally> = BTreeMap::new();
    for (ix, item) in portfolio.each().filter(|(_, item)| item.category == category) {
        whole.count(&costs[ix.0]);
        let agency = agencies.entry(item.agency);
        agency.or_insert_with(|| Tally::new(Some(name(item.agency)), scenarios)).count(&costs[ix.0]);
    }
    let mut agencies: Vec<Tally> = agencies.into_values().collect();
    agencies.sort_by_key(|tally| std::cmp::Reverse(tally.candidates));
    std::iter::once(whole).chain(agencies).collect()
}

/// Rows of the page.
pub fn draw(drawing: &mut Drawing, view: &View, table: Area) {
    let groups: Vec<(&super::Group, Hue)> =
        view.groups.iter().map(|group| (group, palette::hue(group.hue))).collect();
    let room = (1..=400).take_while(|rows| count(*rows) * LEAST <= table.h).last().unwrap_or(1);
    let share = room.saturating_sub(groups.len()) / groups.len().max(1);
    let mut rows: Vec<(Tally, &super::Group, Hue)> = Vec::new();
    for (group, hue) in groups.into_iter().take(room) {
        rows.extend(shown(view, &group.tallies, share).into_iter().map(|tally| (tally, group, hue)));
    }
    let pitch = (table.h / count(rows.len()).max(1.0)).min(16.0);
    let columns = Columns::of(view, table, pitch);
    super::heads(drawing, view, &columns, table);
    for (at, (tally, group, hue)) in rows.iter().enumerate() {
        let area = Area { y: table.y + pitch * count(at), h: pitch, ..table };
        row(drawing, view, &columns, tally, (view.heading.lang.label(&group.name), *hue), area);
    }
}

/// A category and as many of its agencies as it has rows for; the rest of them share the last.
fn shown(view: &View, tallies: &[Tally], share: usize) -> Vec<Tally> {
    let agencies = tallies.len().saturating_sub(1);
    // One agency alone says no more than its category, and "others" alone says nothing.
    let rows = if agencies > 1 && share > 1 { agencies.min(share) } else { 0 };
    let own = if rows < agencies { rows.saturating_sub(1) } else { rows };
    let mut shown: Vec<Tally> = tallies.iter().take(1 + own).cloned().collect();
    if rows > own {
        let word = heatmap_word(view.heading.lang, HeatmapWord::OtherAgencies).to_owned();
        let mut others = Tally::new(Some(word), view.scenarios.len());
        tallies.iter().skip(1 + own).for_each(|tally| others.add(tally));
        shown.push(others);
    }
    shown
}

fn row(
    drawing: &mut Drawing,
    view: &View,
    columns: &Columns,
    tally: &Tally,
    (category, hue): (&str, Hue),
    area: Area,
) {
    let (lang, size) = (view.heading.lang, columns.font);
    let whole = tally.agency.is_none();
    let name = tally.agency.as_deref().unwrap_or(category);
    let (indent, weight, color) =
        if whole { (4.0, Weight::Bold, hue.ink) } else { (12.0, Weight::Regular, INK) };
    let w = columns.cells - area.x - 2.0;
    if whole {
        drawing.fill(Area { y: area.y + 0.4, h: area.h - 0.8, w, ..area }, hue.tint, 1.0);
    } else {
        let y = area.bottom();
        drawing.line(Point { x: area.x, y }, Point { x: area.right(), y }, Stroke::plain(RULE, 0.35));
    }
    let words = font::shorten(name, size, weight, w - indent - 4.0);
    drawing.text(text(area.x + indent, 0.0, words, size, weight, color).centred_on(area.middle()));
    for (at, (funded, cost)) in tally.funded.iter().enumerate() {
        let cell = cell(columns, at, area);
        let percent = u32::try_from(funded * 100 / tally.candidates.max(1)).unwrap_or(100);
        let fill = if *funded == 0 {
            SHADE
        } else {
            palette::mix(WHITE, palette::ramp(1, 5), 8 + percent * 70 / 100)
        };
        drawing.fill(cell, fill, 1.0);
        let count = numbers::count(lang, *funded);
        let cost = numbers::money_short(lang, &view.heading.currency, *cost);
        let both = format!("{count} · {cost}");
        let fits = *funded > 0 && view.costs() && font::width(&both, size, Weight::Medium) <= cell.w - 3.0;
        centred(drawing, if fits { both } else { count }, cell, size, palette::legible_on(fill));
    }
    frequency(drawing, columns, (tally.always, tally.candidates), hue, area);
}
