//! The linear relaxation of very large precedence programs, where a simplex over all rows is hopeless.
//!
//! Nearly all rows of such a program are implications `y_a <= y_b`; a few side rows `A y <= b` tie everything together.
//! For any multipliers `m` of the side rows, `L(m) = m b + max { (c - m A) y : y closed }` bounds the relaxation, and the
//! maximum is a closure of greatest weight: a flow (Picard 1976; [`flow`]). The method of Bienstock and Zuckerberg (2010;
//! Muñoz, Espinoza, Goycoolea, Moreno, Queyranne, Rivera 2018) alternates that with a small linear program ([`master`]) over classes
//! of variables that no closure has separated yet ([`classes`]), whose multipliers are the next `m`. Both meet at the
//! relaxation's value. Multipliers are kept in a box around the best ones while they still move far. The flow is the
//! multipliers of the implications, so the answer proves its bound like a simplex'.
//!
//! [`relax`] gives what `task::run` gives for a relaxed task. It decides nothing and rounds nothing: certified bounds are
//! recomputed from the multipliers in exact integers.

mod arcs;
mod classes;
mod dual;
mod flow;
mod forest;
mod graph;
mod master;
mod shells;
mod weight;

pub use weight::greatest;

use std::time::Instant;

use self::classes::Classes;
use self::dual::{Dual, Proved};
use self::flow::Closure;
use self::graph::{Graph, Kind, Place};
use self::master::Point;
use super::Backend;
use super::matrix::float;
use super::progress::Interrupt;
use super::task::{Answer, Status};
use crate::model::{Key, Objective, Program, Sense};

/// Bound and value this near, relative to them, are one.
const NEAR: f64 = 1e-8;
/// Side rows that are broken by less, in units of their largest coefficients, are kept.
const KEPT: f64 = 1e-9;
/// Rounds of closure and master.
const MOST_ROUNDS: usize = 500;
/// The box around the best multipliers, as a share of each.
const WIDTH: f64 = 0.3;
/// The same share of this much of the row's own price is added.
const NEARBY: f64 = 0.3;
/// So many times a row's own price is more than it can cost.
const DEAR: f64 = 1e6;
/// Rows and variables from which a program is very large.
const LARGE: usize = 150_000;
/// The same where side rows are few, so that multipliers are found in a few rounds.
const MIDDLING: usize = 20_000;
const FEW: usize = 40;

/// Who solves the master, and when to stop.
pub struct Ask<'a> {
    /// Who solves the master.
    pub backend: Backend,
    /// When the clock stops it.
    pub deadline: Option<Instant>,
    /// Whether somebody wants to end it.
    pub interrupt: Option<&'a Interrupt>,
}

impl Ask<'_> {
    fn stopped(&self) -> Option<Status> {
        if self.interrupt.is_some_and(Interrupt::raised) {
            return Some(Status::Interrupted);
        }
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline).then_some(Status::TimeLimit)
    }
}

/// A row that is no implication.
struct Side {
    /// Its position.
    row: u32,
    sense: Sense,
    /// Its largest coefficient.
    size: i128,
    /// A price for it: what its variables are worth in a unit of it.
    unit: f64,
    /// Whether starting nothing that is free breaks it.
    elastic: bool,
}

/// Whether [`relax`] is the better way: very large, nothing but starts, nearly all rows implications.
pub fn is_for(program: &Program) -> bool {
    let all = program.vars.len() + program.rows.len();
    if all < MIDDLING || !graph::all_started_by(program) {
        return false;
    }
    let side = program.rows.iter().filter(|row| graph::kind(row) == Kind::Side).count();
    side * 20 <= program.rows.len() && side <= if all < LARGE { FEW } else { 2_000 }
}

/// The linear relaxation of an objective. `None` where this is not the way: other variables than starts, rows that
/// cannot be kept, a master that fails. Stopped early, it gives the best multipliers so far, and the latest point if there
/// is one, which then may break side rows.
pub fn relax(program: &Program, objective: &Objective, ask: &Ask) -> Option<Answer> {
    let graph = Graph::of(program)?;
    let side = sides(program, objective, &graph);
    let dual = Dual { program, objective, graph: &graph, side: &side };
    let mut closure = Closure::new(&graph.arcs);
    let mut classes = Classes::new(graph.vars.len());
    shells::split(&dual, &mut classes, ask);
    let mut best = dual.bound(vec![0.0; side.len()], &mut closure, ask);
    let mut width = Some(WIDTH);
    let mut latest: Option<Latest> = None;
    let mut idle = 0;
    let mut status = Status::WorkLimit;
    for _ in 0..MOST_ROUNDS {
        if let Some(stopped) = ask.stopped() {
            status = stopped;
            break;
        }
        let prices = prices(&side, &best.multipliers, width);
        let Some(point) = master::solve(&dual, &classes, &prices, ask) else {
            status = ask.stopped()?;
            break;
        };
        let moved = latest
            .as_ref()
            .is_none_or(|(before, _)| (point.value - before.value).abs() > NEAR * point.value.abs().max(1.0));
        let proved = dual.bound(point.multipliers.clone(), &mut closure, ask);
        let better = proved.bound < best.bound;
        if better {
            best = proved;
        }
        let near = best.bound - point.value <= NEAR * best.bound.abs().max(1.0);
        let kept = point.broken <= KEPT;
        let before = classes.count;
        let of = classes.of.clone();
        if moved {
            classes.merge(&point.values);
        }
        classes.split(&closure.smallest());
        idle = if better || moved || classes.count != before { 0 } else { idle + 1 };
        latest = Some((point, of));
        match width {
            _ if near && kept => {
                status = Status::Solved;
                break;
            }
            Some(_) if kept => width = None,
            Some(wide) if near => width = Some(2.0 * wide),
            // The closure tells nothing new: rows that cannot be kept, or rounding.
            _ if idle > 2 => break,
            _ => {}
        }
    }
    if status == Status::WorkLimit && latest.as_ref().is_none_or(|(point, _)| point.broken > KEPT) {
        return None;
    }
    Some(answer(&dual, status, latest.as_ref(), &best))
}

fn answer(dual: &Dual, status: Status, latest: Option<&Latest>, best: &Proved) -> Answer {
    let values = latest.map(|(point, of)| {
        let value = |place: &Place| match *place {
            Place::Free(node) => point.values[of[node as usize] as usize],
            Place::Fixed(value) => f64::from(u8::from(value)),
        };
        dual.graph.places.iter().map(value).collect()
    });
    let sign = dual.sign();
    let multipliers = dual.multipliers(best).into_iter().map(|multiplier| multiplier * sign).collect();
    Answer { status, values, bound: Some(best.bound * sign), multipliers }
}

/// The latest point, and the class of each node in it.
type Latest = (Point, Vec<u32>);

fn sides(program: &Program, objective: &Objective, graph: &Graph) -> Vec<Side> {
    let worth = worth(program, objective);
    let of = |&at: &u32| {
        let row = &program.rows[at as usize];
        let size = row.terms.iter().map(|term| term.1.abs()).max().unwrap_or(1);
        let value: f64 = row.terms.iter().map(|term| worth[term.0 as usize]).sum();
        let all: f64 = row.terms.iter().map(|term| float(term.1.abs())).sum();
        let fixed = row.terms.iter().filter(|term| graph.places[term.0 as usize] == Place::Fixed(true));
        let given: i128 = fixed.map(|term| term.1).sum();
        let elastic = match row.sense {
            Sense::AtMost => given > row.rhs,
            Sense::AtLeast => given < row.rhs,
            Sense::Equal => given != row.rhs,
        };
        Side { row: at, sense: row.sense, size, unit: value / all.max(1.0), elastic }
    };
    graph.side.iter().map(of).collect()
}

/// The least and the greatest multiplier of each side row, where it has them: a box around the best ones (Marsten, Hogan,
/// Blankenship 1975), or without a width only what rows that must be worked for may cost at most.
fn prices(side: &[Side], best: &[f64], width: Option<f64>) -> Vec<(Option<f64>, Option<f64>)> {
    let price = |(side, best): (&Side, &f64)| {
        let (low, high) = match width {
            Some(width) => {
                let room = width * (best.abs() + NEARBY * side.unit);
                (Some(best - room), Some(best + room))
            }
            None if side.elastic => (Some(-DEAR * side.unit), Some(DEAR * side.unit)),
            None => (None, None),
        };
        // What the sign says anyway needs no price.
        match side.sense {
            Sense::AtMost => (low.filter(|low| *low > 0.0), high),
            Sense::AtLeast => (low, high.filter(|high| *high < 0.0)),
            Sense::Equal => (low, high),
        }
    };
    side.iter().zip(best).map(price).collect()
}

/// What starting in a variable's year is worth by itself, as a size: it and all later ones of its initiative.
fn worth(program: &Program, objective: &Objective) -> Vec<f64> {
    let mut worth = vec![0.0; program.vars.len()];
    for &(var, coefficient) in &objective.terms {
        worth[var as usize] = float(coefficient);
    }
    let owner = |at: usize| match program.vars[at].key {
        Key::StartedBy(initiative, _) => initiative.0,
        _ => usize::MAX,
    };
    for at in (1..worth.len()).rev().filter(|&at| owner(at) == owner(at - 1)) {
        worth[at - 1] += worth[at];
    }
    worth.into_iter().map(f64::abs).collect()
}

#[cfg(test)]
mod tests;
