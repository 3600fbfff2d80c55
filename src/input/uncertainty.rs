//! `[uncertainty]`: what is not known for sure, and how it is drawn.
//!
//! An initiative takes the range of its own row, else of the first grade whose `basis` its `cost_basis` begins with,
//! else the general one. The reference class built in is `scenarios/reference/canada_it_projects.csv`.

use super::case_toml::default;
use super::cell::Cell;
use super::columns::{Known, Others};
use super::files::Files;
use super::gather::Gather;
use super::keys::{Section, cell_of, wrong};
use super::lookup::{Lookup, with_ids};
use super::number::Fit;
use super::odd::no_effect;
use super::scenarios::Draft;
use super::table::Table;
use super::toml_tree::{Node, Value};
use super::values;
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{Initiative, Portfolio};
use crate::scenario::{CeilingDraw, CostDraw, DelayDraw, Range, Reference, Uncertainty, WeightDraw};

/// Where nothing is said: estimates may be a tenth too high or 40 % too low, one in five is a year late.
const COSTS: Range = Range { low: 900, high: 1400 };
const CHANCES: [u32; 2] = [800_000, 200_000];
const CONCENTRATION: u32 = 50;

/// The reference class that is built in.
const BUILT_IN: &[u8] = include_bytes!("../../scenarios/reference/canada_it_projects.csv");

const KEYS: [&str; 13] = [
    "scenario",
    "weights",
    "concentration",
    "costs",
    "cost_range",
    "delays",
    "delay_chances",
    "points_range",
    "ceilings",
    "ceiling_range",
    "chances",
    "reference",
    "grade",
];

/// Reads the table, or takes what holds where there is none.
pub fn read(
    g: &mut Gather,
    case: &Node,
    portfolio: &Portfolio,
    drafts: &[Draft],
    files: &Files,
) -> Uncertainty {
    let none = Node::empty("case.toml");
    let file = Section::file(case);
    let given = file.table(g, "uncertainty");
    let section = given.unwrap_or(Section { node: &none, name: "uncertainty" });
    section.known(g, &[&KEYS[..], &["initiative"]].concat());
    if file.get("uncertainty").is_none() {
        let words =
            "weights = around (50), cost_range = [0.9, 1.4], delay_chances = [0.8, 0.2], ceilings = fixed";
        default(g, &file, "uncertainty", words);
    }
    let quiet = file.get("uncertainty").is_none();
    let ids = drafts.iter().map(|draft| draft.id.as_str());
    let scenarios = Lookup::new(Thing::Scenario, ids, g.case_sound);
    let scenario = section.cell(g, "scenario", Shape::Text).and_then(|cell| scenarios.find(g, &cell));
    let reader = Reader { section, quiet };
    let weights = reader.weights(g, portfolio);
    let (costs, delays) = reader.of_initiatives(g, portfolio);
    let points = reader.range(g, "points_range", "[1, 1]", Range::FIXED);
    let ceilings = reader.ceilings(g, &scenarios);
    let drawn = costs.contains(&CostDraw::Reference) || delays.contains(&DelayDraw::Reference);
    let reference = if drawn { reader.reference(g, files) } else { Vec::new() };
    Uncertainty { scenario: scenario.unwrap_or(0), weights, costs, delays, points, ceilings, reference }
}

struct Reader<'a> {
    section: Section<'a>,
    /// Whether the whole table is missing, which has been said.
    quiet: bool,
}

/// What one initiative, a grade or the case says of costs and delays.
#[derive(Clone, Default)]
struct Said {
    costs: Option<CostDraw>,
    delays: Option<DelayDraw>,
}

impl Reader<'_> {
    fn default(&self, g: &mut Gather, key: &str, value: &str) {
        if !self.quiet {
            default(g, &self.section, key, value);
        }
    }

    /// One of several words, the first of which is the default.
    fn choice(&self, g: &mut Gather, key: &str, choices: &[&str]) -> usize {
        let Some(cell) = self.section.cell(g, key, Shape::Text) else {
            self.default(g, key, choices[0]);
            return 0;
        };
        values::choice(g, &cell, choices).unwrap_or(0)
    }

    /// Says that a key has no effect, as another is not what it needs.
    fn unused(&self, g: &mut Gather, key: &str, needs: &[&str], used: bool) {
        if let Some(node) = self.section.get(key).filter(|_| !used) {
            g.add(no_effect(key, needs), node.key_place());
        }
    }

    fn weights(&self, g: &mut Gather, portfolio: &Portfolio) -> WeightDraw {
        if portfolio.criteria.is_empty() {
            return WeightDraw::Fixed;
        }
        let way = self.choice(g, "weights", &["around", "uniform", "sets", "fixed"]);
        self.unused(g, "concentration", &["weights = \"around\""], way == 0);
        match way {
            1 => WeightDraw::Uniform,
            2 => WeightDraw::Sets,
            3 => WeightDraw::Fixed,
            _ => {
                let cell = self.section.number(g, "concentration");
                if cell.is_none() {
                    self.default(g, "concentration", &CONCENTRATION.to_string());
                }
                let read = cell.and_then(|cell| values::whole(g, &cell, 1, 1_000_000));
                let concentration = read.and_then(|read| u32::try_from(read).ok()).unwrap_or(CONCENTRATION);
                WeightDraw::Around { concentration }
            }
        }
    }

    fn range(&self, g: &mut Gather, key: &str, otherwise: &str, held: Range) -> Range {
        if self.section.get(key).is_none() {
            self.default(g, key, otherwise);
            return held;
        }
        range(g, &self.section, key).unwrap_or(held)
    }

    fn ceilings(&self, g: &mut Gather, scenarios: &Lookup) -> CeilingDraw {
        let way = self.choice(g, "ceilings", &["fixed", "range", "scenarios"]);
        self.unused(g, "ceiling_range", &["ceilings = \"range\""], way == 1);
        self.unused(g, "chances", &["ceilings = \"scenarios\""], way == 2);
        match way {
            1 => {
                CeilingDraw::Range(self.range(g, "ceiling_range", "[0.9, 1]", Range { low: 900, high: 1000 }))
            }
            2 => {
                self.section.need(g, "chances");
                let Some(table) = self.section.table(g, "chances") else { return CeilingDraw::Fixed };
                let mut chances = Vec::new();
                for entry in table.node.entries() {
                    let Some(at) = scenarios.position(&entry.key) else {
                        let finding = Finding::UnknownId { thing: Thing::Scenario, id: entry.key.clone() };
                        g.near(finding, entry.key_place(), &entry.key, scenarios.ids());
                        continue;
                    };
                    let cell = cell_of(g, entry, Shape::Number);
                    chances.push((at, cell.and_then(|cell| millionths(g, &cell)).unwrap_or(0)));
                }
                sums_to_one(g, table.node, &chances.iter().map(|chance| chance.1).collect::<Vec<_>>());
                CeilingDraw::Scenarios(chances)
            }
            _ => CeilingDraw::Fixed,
        }
    }

    fn of_initiatives(&self, g: &mut Gather, portfolio: &Portfolio) -> (Vec<CostDraw>, Vec<DelayDraw>) {
        let of_costs = self.choice(g, "costs", &["range", "reference", "fixed"]);
        let of_delays = self.choice(g, "delays", &["chances", "reference", "fixed"]);
        self.unused(g, "cost_range", &["costs = \"range\""], of_costs == 0);
        self.unused(g, "delay_chances", &["delays = \"chances\""], of_delays == 0);
        let reference = ["costs = \"reference\"", "delays = \"reference\""];
        self.unused(g, "reference", &reference, of_costs == 1 || of_delays == 1);
        let costs = match of_costs {
            0 => CostDraw::Range(self.range(g, "cost_range", "[0.9, 1.4]", COSTS)),
            1 => CostDraw::Reference,
            _ => CostDraw::Range(Range::FIXED),
        };
        let delays = match of_delays {
            0 => {
                if self.section.get("delay_chances").is_none() {
                    self.default(g, "delay_chances", "[0.8, 0.2]");
                }
                DelayDraw::Chances(chances(g, &self.section).unwrap_or_else(|| CHANCES.to_vec()))
            }
            1 => DelayDraw::Reference,
            _ => DelayDraw::Chances(vec![1_000_000]),
        };
        let mut grades = Vec::new();
        for row in self.section.rows(g, "grade") {
            row.known(g, &["basis", "cost_range", "delay_chances"]);
            row.need(g, "basis");
            let basis = row.text(g, "basis").unwrap_or_default();
            grades.push((basis, said(g, &row)));
        }
        let ids = portfolio.initiatives.iter().map(|item| item.id.as_str());
        let ids = Lookup::new(Thing::Initiative, ids, g.case_sound);
        let mut own: Vec<Said> = vec![Said::default(); portfolio.initiatives.len()];
        let rows = self.section.rows(g, "initiative");
        for (_, row) in with_ids(g, rows, Thing::Initiative, "id") {
            row.known(g, &["id", "cost_range", "delay_chances"]);
            let Some(at) = row.cell(g, "id", Shape::Text).and_then(|cell| ids.find(g, &cell)) else {
                continue;
            };
            own[at] = said(g, &row);
        }
        let joined = |item: &Initiative, own: &Said| {
            let of_grade =
                grades.iter().find(|(basis, _)| item.cost_basis.trim().starts_with(basis.as_str()));
            let of_grade = of_grade.map(|(_, said)| said.clone()).unwrap_or_default();
            Said { costs: own.costs.or(of_grade.costs), delays: own.delays.clone().or(of_grade.delays) }
        };
        let all: Vec<Said> =
            portfolio.initiatives.iter().zip(&own).map(|(item, own)| joined(item, own)).collect();
        let of_costs = all.iter().map(|said| said.costs.unwrap_or(costs)).collect();
        (of_costs, all.into_iter().map(|said| said.delays.unwrap_or_else(|| delays.clone())).collect())
    }

    /// The reference class: a table with `cost_ratio` and `delay_years`.
    fn reference(&self, g: &mut Gather, files: &Files) -> Vec<Reference> {
        let named = match self.section.table(g, "reference") {
            Some(table) => {
                table.known(g, &["file"]);
                table.need(g, "file");
                table.cell(g, "file", Shape::Text)
            }
            None => None,
        };
        let (name, bytes) = if let Some(cell) = &named {
            let Some(bytes) = files.named(g, cell) else { return Vec::new() };
            (cell.text.to_owned(), bytes)
        } else {
            self.default(g, "reference", "canada_it_projects.csv");
            ("canada_it_projects.csv".to_owned(), BUILT_IN)
        };
        let known = [Known::number("cost_ratio"), Known::number("delay_years")];
        let table = Table::read(g, &name, bytes, &known, Others::Allow);
        if !table.need_all(g, &["cost_ratio"]) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for row in 0..table.len() {
            let Some(ratio) = table.filled(row, "cost_ratio") else { continue };
            let ratio = values::fraction(g, &ratio, 0, 10_000)
                .and_then(|read| read.times(1000, Fit::Nearest).ok())
                .unwrap_or(1000);
            let delay = table.filled(row, "delay_years").and_then(|cell| values::decimal(g, &cell));
            let years = delay.and_then(|years| years.times(1, Fit::Nearest).ok());
            let delay = years.map(|years| u16::try_from(years.clamp(0, 100)).unwrap_or(0));
            found.push(Reference { ratio, delay });
        }
        found.sort_by_key(|one| (one.ratio, one.delay));
        if found.is_empty()
            && let Some(cell) = &named
        {
            g.at(Finding::EmptyTable {}, cell);
        }
        found
    }
}

fn said(g: &mut Gather, row: &Section<'_>) -> Said {
    Said {
        costs: row.get("cost_range").and_then(|_| range(g, row, "cost_range")).map(CostDraw::Range),
        delays: chances(g, row).map(DelayDraw::Chances),
    }
}

/// `[low, high]`, factors written `0.9` or `90%`.
fn range(g: &mut Gather, section: &Section<'_>, key: &str) -> Option<Range> {
    let node = section.get(key)?;
    let cells = cells(g, node)?;
    let [low, high] = &cells[..] else {
        g.add(Finding::NotAPair { key: key.to_owned(), given: cells.len() }, node.place());
        return None;
    };
    let factor = |g: &mut Gather, cell: &Cell<'_>| {
        values::fraction(g, cell, 1, 10_000).and_then(|read| read.times(1000, Fit::Nearest).ok())
    };
    let (least, most) = (factor(g, low)?, factor(g, high)?);
    if least > most {
        let (least, most) = (low.text.to_owned(), "100".to_owned());
        g.at(Finding::OutOfRange { text: high.text.to_owned(), least, most }, high);
        return None;
    }
    Some(Range { low: least, high: most })
}

fn chances(g: &mut Gather, section: &Section<'_>) -> Option<Vec<u32>> {
    let node = section.get("delay_chances")?;
    let cells = cells(g, node)?;
    let read: Option<Vec<u32>> = cells.iter().map(|cell| millionths(g, cell)).collect();
    let read = read?;
    (!read.is_empty() && sums_to_one(g, node, &read)).then_some(read)
}

fn cells<'a>(g: &mut Gather, node: &'a Node) -> Option<Vec<Cell<'a>>> {
    match &node.value {
        Value::List(items) => items.iter().map(|item| cell_of(g, item, Shape::Number)).collect(),
        _ => wrong(g, node, Shape::List),
    }
}

fn millionths(g: &mut Gather, cell: &Cell<'_>) -> Option<u32> {
    let read = values::fraction(g, cell, 0, 100)?;
    read.times(1_000_000, Fit::Nearest).ok().and_then(|read| u32::try_from(read).ok())
}

fn sums_to_one(g: &mut Gather, node: &Node, chances: &[u32]) -> bool {
    let sum: i64 = chances.iter().map(|&chance| i64::from(chance)).sum();
    let sound = (sum - 1_000_000).abs() <= 10;
    if !sound {
        let sum = values::Thousandths(sum / 1000).to_string();
        g.add(Finding::WeightsNotOne { set: node.key.clone(), sum }, node.place());
    }
    sound
}
