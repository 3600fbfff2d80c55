//! `scores.csv`: scores by rater, averaged by rater weight; they replace the criterion column of that initiative.

use std::collections::BTreeMap;

use super::case_toml::Head;
use super::cell::Cell;
use super::columns::{Known, Others};
use super::gather::Gather;
use super::initiatives::score_column;
use super::lookup::Lookup;
use super::raters;
use super::table::Table;
use super::values;
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::priority::elicited::Rating;
use crate::priority::evidence::Grade;
use crate::units::InitiativeIx;

/// Scores lie within this many points either side of zero.
const WIDEST: i64 = 1_000_000_000;

/// The columns of `scores.csv`.
#[must_use]
pub fn columns() -> Vec<Known> {
    vec![
        Known::text("rater").or("penilai").naming_rows(),
        Known::text("initiative").or_any(&["id", "inisiatif", "kode"]),
        Known::text("criterion").or("kriteria"),
        Known::number("score").or_any(&["skor", "nilai"]),
        Known::text("grade").or("mutu"),
    ]
}

/// Weight and score by rater.
type Ratings<'a> = BTreeMap<&'a str, (f64, f64)>;

/// Averaged scores by initiative and criterion.
#[derive(Debug, Default)]
pub struct Scores {
    table: Option<Table>,
    average: BTreeMap<(String, usize), f64>,
    each: Vec<Each>,
}

/// One score by one rater.
#[derive(Clone, Debug)]
struct Each {
    rater: String,
    initiative: String,
    criterion: usize,
    score: f64,
    grade: Option<Grade>,
}

/// A grade of evidence.
pub fn grade(g: &mut Gather, cell: &Cell<'_>) -> Option<Grade> {
    values::choice(g, cell, &Grade::WORDS).and_then(|at| Grade::ALL.get(at)).copied()
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
        let (average, each) = if sound { average(g, head, &table) } else { Default::default() };
        Self { table: Some(table), average, each }
    }

    /// Gives the head every score of an initiative that exists, by initiative, criterion and rater.
    pub fn keep_ratings(&self, g: &mut Gather, head: &mut Head, ids: &Lookup) {
        if !head.raters_declared {
            if let Some(table) = &self.table {
                raters::look_alike(g, table);
            }
            raters::undeclared(&mut head.raters, self.each.iter().map(|each| each.rater.as_str()));
        }
        let rating = |each: &Each| {
            Some(Rating {
                rater: head.raters.iter().position(|rater| rater.id == each.rater)?,
                initiative: InitiativeIx(ids.position(&each.initiative)?),
                criterion: each.criterion,
                score: each.score,
                grade: each.grade,
            })
        };
        head.ratings = self.each.iter().filter_map(rating).collect();
        head.ratings.sort_by_key(|rating| (rating.initiative, rating.criterion, rating.rater));
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
fn average(g: &mut Gather, head: &Head, table: &Table) -> (BTreeMap<(String, usize), f64>, Vec<Each>) {
    let raters = Lookup::new(Thing::Rater, head.raters.iter().map(|rater| rater.id.as_str()), g.case_sound);
    let mut each = Vec::new();
    let mut given: BTreeMap<(String, usize), Ratings<'_>> = BTreeMap::new();
    for row in 0..table.len() {
        let grade = table.filled(row, "grade").and_then(|cell| grade(g, &cell));
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
        // Where nobody is declared, whoever scores is a rater of weight 1.
        let known = if head.raters_declared { raters.find(g, &rater).map(Some) } else { Some(None) };
        let (Some(at), Some(value), Some(known)) = (at, value, known) else {
            continue;
        };
        warn_outside(g, head, at, &score, Some(value));
        let weight = known.and_then(|at| head.raters.get(at)).map_or(1.0, |rater| rater.weight);
        let by_rater = given.entry((initiative.text.to_owned(), at)).or_default();
        if by_rater.insert(rater.text, (weight, value)).is_some() {
            g.at(Finding::GivenTwice { text: rater.text.to_owned() }, &rater);
        }
        let (rater, initiative) = (rater.text.to_owned(), initiative.text.to_owned());
        each.push(Each { rater, initiative, criterion: at, score: value, grade });
    }
    let mean = |by_rater: Ratings<'_>| {
        let total: f64 = by_rater.values().map(|(weight, _)| weight).sum();
        let sum: f64 = by_rater.values().map(|(weight, score)| weight * score).sum();
        (total > 0.0).then(|| sum / total)
    };
    (given.into_iter().filter_map(|(key, by_rater)| Some((key, mean(by_rater)?))).collect(), each)
}

fn warn_outside(g: &mut Gather, head: &Head, at: usize, cell: &Cell<'_>, score: Option<f64>) {
    let Some(criterion) = head.shell.criteria.get(at) else {
        return;
    };
    let ends = criterion.curve.first().zip(criterion.curve.last());
    // The last step goes on for ever.
    let open = matches!(criterion.curve[..], [.., a, b] if a.0 >= b.0);
    let outside =
        ends.zip(score).is_some_and(|((low, high), score)| score < low.0 || score > high.0 && !open);
    if outside {
        let finding = Finding::ScoreOutside { text: cell.text.to_owned(), criterion: criterion.id.clone() };
        g.at(finding, cell);
    }
}
