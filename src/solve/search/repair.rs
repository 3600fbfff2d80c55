//! A first plan from a point that breaks rows: one initiative at a time takes the choice that lessens what is broken most
//! (in the manner of the feasibility jump: Luteberget, Sartor 2023).
//!
//! Who pays is not looked at, and what follows from several starts together only now and then; the audit judges what
//! comes out.

use super::field::Field;
use super::lagrange::Lagrange;
use super::neighbourhood::Chance;
use crate::model::{Key, Origin};
use crate::plan::Plan;
use crate::solve::branch::Point;
use crate::units::InitiativeIx;

/// A row may be missed by this much, in scaled units.
const MISSED: f64 = 1e-9;
/// Initiatives of a broken row that are looked at in one step.
const LOOKED_AT: usize = 60;

/// Changes a plan until no row that speaks of starts is broken, or the steps are used up.
pub fn repair(field: &Field, lagrange: &Lagrange, plan: &Plan, steps: usize) -> Option<Plan> {
    let mut work = Work::new(field, plan);
    let mut chance = Chance::new(7);
    for _ in 0..steps {
        if field.ground.stops() {
            return None;
        }
        if work.broken.is_empty() {
            if work.settle() {
                return Some(work.plan);
            }
            continue;
        }
        let row = work.broken[chance.below(work.broken.len())];
        work.step(row, lagrange, &mut chance);
    }
    None
}

/// A plan under change, with the rows it breaks.
pub struct Work<'a> {
    field: &'a Field<'a>,
    /// The plan.
    pub plan: Plan,
    /// Its point.
    pub point: Point,
    /// The level a row defines from above, where it does.
    defines: Vec<Option<usize>>,
    /// Whether a row is looked at.
    counts: Vec<bool>,
    weights: Vec<f64>,
    /// The rows that are broken.
    pub broken: Vec<usize>,
    place: Vec<usize>,
    owner: Vec<usize>,
}

impl<'a> Work<'a> {
    /// Begins with a plan.
    pub fn new(field: &'a Field<'a>, plan: &Plan) -> Self {
        let sheet = &field.sheet;
        let mut owner = vec![usize::MAX; sheet.width()];
        for ix in 0..field.count() {
            for (column, _) in field.ground.formulation.starts.write(InitiativeIx(ix), None) {
                owner[column as usize] = ix;
            }
        }
        let program = &field.ground.formulation.program;
        let paid = |column: usize| matches!(program.vars[column].key, Key::Paid(..) | Key::PaidCarried(..));
        let level = |column: usize| matches!(program.vars[column].key, Key::Level(..));
        let defines = program.rows.iter().enumerate().map(|(row, held)| {
            let mut levels = sheet.rows.of(row).filter(|(column, _)| level(*column));
            levels.next().filter(|_| held.origin == Origin::Definition).map(|(column, _)| column)
        });
        let defines = defines.collect();
        let counts = program.rows.iter().enumerate().map(|(row, held)| {
            held.origin != Origin::Definition
                && sheet.rows.of(row).any(|(column, _)| owner[column] != usize::MAX || level(column))
                && !sheet.rows.of(row).any(|(column, _)| paid(column))
        });
        let counts = counts.collect();
        let mut work = Self {
            field,
            plan: plan.clone(),
            point: field.point(plan),
            defines,
            counts,
            weights: vec![1.0; sheet.height()],
            broken: Vec::new(),
            place: vec![usize::MAX; sheet.height()],
            owner,
        };
        work.settle();
        work
    }

    /// Brings what follows from the starts up to date. Whether nothing is broken then.
    pub fn settle(&mut self) -> bool {
        self.point = self.field.point(&self.plan);
        for row in 0..self.field.sheet.height() {
            self.note(row);
        }
        self.broken.is_empty()
    }

    fn miss(&self, row: usize, activity: f64) -> f64 {
        let sheet = &self.field.sheet;
        (activity - sheet.row_upper[row]).max(sheet.row_lower[row] - activity).max(0.0)
    }

    /// Keeps the list of broken rows.
    fn note(&mut self, row: usize) {
        let broken = self.counts[row] && self.miss(row, self.point.activity(row)) > MISSED;
        let at = self.place[row];
        if broken && at == usize::MAX {
            self.place[row] = self.broken.len();
            self.broken.push(row);
        } else if !broken && at != usize::MAX {
            self.broken.swap_remove(at);
            self.place[row] = usize::MAX;
            if let Some(&moved) = self.broken.get(at) {
                self.place[moved] = at;
            }
        }
    }

    /// The columns that change when an initiative takes another start, with how much.
    pub fn changes(&self, ix: usize, start: Option<usize>) -> Vec<(usize, f64)> {
        let Some((first, _, years)) = self.field.ground.formulation.starts.span(InitiativeIx(ix)) else {
            return Vec::new();
        };
        let held = self.field.start(ix, &self.plan).unwrap_or(years);
        let (from, to) = (held, start.unwrap_or(years));
        let range = from.min(to)..from.max(to);
        range.map(|at| (first as usize + at, if to < from { 1.0 } else { -1.0 })).collect()
    }

    /// What a change does to all that is broken, by weight.
    pub fn effect(&self, changes: &[(usize, f64)], scratch: &mut Vec<(usize, f64)>) -> f64 {
        scratch.clear();
        for &(column, moved) in changes {
            scratch.extend(self.field.sheet.columns.of(column).map(|(row, c)| (row, c * moved)));
        }
        scratch.sort_unstable_by_key(|&(row, _)| row);
        let mut total = 0.0;
        let (mut at, mut until) = (0, scratch.len());
        while at < until {
            let row = scratch[at].0;
            let mut moved = 0.0;
            while at < until && scratch[at].0 == row {
                moved += scratch[at].1;
                at += 1;
            }
            if let Some((level, lifted)) = self.lift(row, moved)
                && lifted != 0.0
            {
                // What the level moves is looked at next.
                scratch.extend(self.field.sheet.columns.of(level).map(|(row, c)| (row, c * lifted)));
            }
            if self.counts[row] && moved != 0.0 {
                let before = self.point.activity(row);
                total += self.weights[row] * (self.miss(row, before + moved) - self.miss(row, before));
            }
            if at == until && until < scratch.len() {
                scratch.drain(..until);
                scratch.retain(|(row, _)| self.defines[*row].is_none());
                scratch.sort_unstable_by_key(|&(row, _)| row);
                (at, until) = (0, scratch.len());
            }
        }
        total
    }

    /// How a level moves when the starts in the row that defines it move its activity.
    fn lift(&self, row: usize, moved: f64) -> Option<(usize, f64)> {
        let level = self.defines[row]?;
        let sheet = &self.field.sheet;
        let held = self.point.values[level];
        let coefficient = sheet.rows.of(row).find(|(column, _)| *column == level)?.1;
        let others = self.point.activity(row) - coefficient * held + moved;
        let raw = (sheet.row_upper[row] - others) / coefficient;
        Some((level, raw.clamp(sheet.lower[level], sheet.upper[level]) - held))
    }

    fn step(&mut self, row: usize, lagrange: &Lagrange, chance: &mut Chance) {
        let sheet = &self.field.sheet;
        let mut owners: Vec<usize> = Vec::new();
        for (column, _) in sheet.rows.of(row) {
            if self.owner[column] == usize::MAX {
                // Through a level: whoever lifts it.
                let defining = sheet.columns.of(column).filter(|(row, _)| self.defines[*row] == Some(column));
                let lifting =
                    defining.flat_map(|(row, _)| sheet.rows.of(row)).map(|(other, _)| self.owner[other]);
                owners.extend(lifting.filter(|&owner| owner != usize::MAX));
            } else {
                owners.push(self.owner[column]);
            }
        }
        owners.dedup();
        if owners.len() > LOOKED_AT {
            let begin = chance.below(owners.len());
            owners.rotate_left(begin);
            owners.truncate(LOOKED_AT);
        }
        let mut scratch = Vec::new();
        let mut best: Option<(f64, usize, Option<usize>)> = None;
        for ix in owners {
            let held = self.field.start(ix, &self.plan);
            let before = lagrange.loss(ix, held);
            for choice in lagrange.choices(ix).filter(|choice| *choice != held) {
                let effect = self.effect(&self.changes(ix, choice), &mut scratch);
                if effect >= -1e-12 {
                    continue;
                }
                // What it lessens against what it gives away.
                let lost = lagrange.share(lagrange.loss(ix, choice) - before).max(0.0);
                let merit = effect / (lost + 1e-6);
                if best.is_none_or(|(held, ..)| merit < held) {
                    best = Some((merit, ix, choice));
                }
            }
        }
        match best {
            Some((_, ix, choice)) => self.take(ix, choice),
            None => self.weights[row] *= 1.5,
        }
    }

    /// Gives an initiative another start.
    pub fn take(&mut self, ix: usize, choice: Option<usize>) {
        let changes = self.changes(ix, choice);
        for &(column, moved) in &changes {
            let value = self.point.values[column] + moved;
            self.point.set(&self.field.sheet, column, value);
        }
        let mut touched: Vec<usize> = changes.iter().map(|change| change.0).collect();
        for (column, _) in changes {
            for (row, _) in self.field.sheet.columns.of(column) {
                if let Some((level, lifted)) = self.lift(row, 0.0) {
                    let value = self.point.values[level] + lifted;
                    self.point.set(&self.field.sheet, level, value);
                    touched.push(level);
                }
            }
        }
        for column in touched {
            for (row, _) in self.field.sheet.columns.of(column) {
                self.note(row);
            }
        }
        self.plan.starts[ix] = choice.and_then(|at| {
            let (_, from, _) = self.field.ground.formulation.starts.span(InitiativeIx(ix))?;
            Some(from.plus(i32::try_from(at).ok()?))
        });
    }
}
