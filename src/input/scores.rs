//! `scores.csv`: scores by rater, averaged by rater weight; they replace the criterion column of that initiative.

use std::collections::BTreeMap;

use super::case_toml::Head;
use super::columns::{Known, Others};
use super::gather::Gather;
use super::initiatives::score_column;
use super::lookup::Lookup;
use super::table::Table;
use super::values;
use crate::diagnostic::Finding;
use crate::finding::Thing;

/// Scores lie within this many points either side of zero.
const WIDEST: i64 = 1_000_000_000;

/// The columns of `scores.csv`.
#[must_use]
pub fn columns() -> Vec<Known> {
    vec![
        Known::text("rater"),
        Known::text("initiative").or("id"),
        Known::text("criterion"),
        Known::number("score"),
        Known::text("grade"),
    ]
}

/// Evidence grades a score may carry.
const GRADES: [&str; 3] = ["measured", "quoted", "estimated"];

/// Weight and score by rater.
type Ratings<'a> = BTreeMap<&'a str, (f64, f64)>;

/// Averaged scores by initiative and criterion.
#[derive(Debug, Default)]
pub struct Scores {
    table: Option<Table>,
    average: BTreeMap<(String, usize), f64>,
}

impl Scores {
    /// Whether there is no such table.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_none()
    }

    /// Reads the table.
    pub fn read(g: &mut Gather, head: &Head, bytes: Option<&[u8]>) -> Self {
        let Some(bytes) = bytes else {
            return Self::default();
        };
        let table = Table::read(g, "scores.csv", bytes, &columns(), Others::Warn);
        let sound = table.need_all(g, &["rater", "initiative", "criterion", "score"]);
        let average = if sound { average(g, head, &table) } else { BTreeMap::new() };
        Self { table: Some(table), average }
    }

    /// Finds scores of initiatives that do not exist.
    pub fn check_ids(&self, g: &mut Gather, ids: &Lookup) {
        let Some(table) = &self.table else { return };
        for cell in (0..table.len()).filter_map(|row| table.filled(row, "initiative")) {
            ids.find(g, &cell);
        }
    }

    /// The scores of a row in the order of the criteria.
    pub fn of(&self, g: &mut Gather, head: &Head, table: &Table, row: usize, id: &str) -> Vec<f64> {
        let criteria = head.shell.criteria.iter().enumerate();
        criteria
            .map(|(at, criterion)| {
                let column = score_column(&criterion.id);
                let written = match table.filled(row, &column) {
                    Some(cell) => {
                        let score = values::real(g, &cell, -WIDEST, WIDEST);
                        warn_outside(g, head, at, &cell, score);
                        Some(score.unwrap_or(0.0))
                    }
                    None => None,
                };
                let rated = self.average.get(&(id.to_owned(), at)).copied();
                rated.or(written).unwrap_or_else(|| {
                    let cell = table.cell(row, &column);
                    if cell.is_some() || (self.table.is_some() && !table.has(&column)) {
                        let (initiative, criterion) = (id.to_owned(), criterion.id.clone());
                        let place = cell.map_or_else(|| table.row_place(row), |cell| cell.place());
                        g.add(Finding::MissingScore { initiative, criterion }, place);
                    }
                    0.0
                })
            })
            .collect()
    }
}

/// `sum(weight * score) / sum(weight)` over raters in the order of their ids.
fn average(g: &mut Gather, head: &Head, table: &Table) -> BTreeMap<(String, usize), f64> {
    let raters = Lookup::new(Thing::Rater, head.raters.iter().map(|(id, _)| id.as_str()), g.case_sound);
    let mut given: BTreeMap<(String, usize), Ratings<'_>> = BTreeMap::new();
    for row in 0..table.len() {
        if let Some(cell) = table.filled(row, "grade") {
            values::choice(g, &cell, &GRADES);
        }
        let cells = ["rater", "initiative", "criterion", "score"].map(|column| {
            let filled = table.filled(row, column);
            if filled.is_none()
                && let Some(cell) = table.cell(row, column)
            {
                g.at(Finding::MissingValue { field: column.to_owned() }, &cell);
            }
            filled
        });
        let [Some(rater), Some(initiative), Some(criterion), Some(score)] = cells else {
            continue;
        };
        let at = head.criteria.find(g, &criterion);
        let value = values::real(g, &score, -WIDEST, WIDEST);
        let known = if head.raters.is_empty() { Some(0) } else { raters.find(g, &rater) };
        let (Some(at), Some(value), Some(known)) = (at, value, known) else {
            continue;
        };
        warn_outside(g, head, at, &score, Some(value));
        let weight = head.raters.get(known).map_or(1.0, |(_, weight)| *weight);
        let by_rater = given.entry((initiative.text.to_owned(), at)).or_default();
        if by_rater.insert(rater.text, (weight, value)).is_some() {
            g.at(Finding::GivenTwice { text: rater.text.to_owned() }, &rater);
        }
    }
    let mean = |by_rater: Ratings<'_>| {
        let total: f64 = by_rater.values().map(|(weight, _)| weight).sum();
        let sum: f64 = by_rater.values().map(|(weight, score)| weight * score).sum();
        (total > 0.0).then(|| sum / total)
    };
    given.into_iter().filter_map(|(key, by_rater)| Some((key, mean(by_rater)?))).collect()
}

fn warn_outside(g: &mut Gather, head: &Head, at: usize, cell: &super::cell::Cell<'_>, score: Option<f64>) {
    let Some(criterion) = head.shell.criteria.get(at) else {
        return;
    };
    let ends = criterion.curve.first().zip(criterion.curve.last());
    let outside = ends.zip(score).is_some_and(|((low, high), score)| score < low.0 || score > high.0);
    if outside {
        let finding = Finding::ScoreOutside { text: cell.text.to_owned(), criterion: criterion.id.clone() };
        g.at(finding, cell);
    }
}
