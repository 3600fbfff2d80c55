//! The linear relaxation of very large precedence programs, where a simplex over all rows is hopeless.
//!
//! Nearly all rows of such a program are implications `y_a <= y_b`; a few side rows `A y <= b` tie everything together.
//! For any multipliers `m` of the side rows, `L(m) = m b + max { (c - m A) y : y closed }` bounds the relaxation, and the
//! maximum is a closure of greatest weight: a flow (Picard 1976; [`flow`]). The method of Bienstock and Zuckerberg (2010;
//! Muñoz, Espinoza, Goycoolea, Moreno, Queyranne, Rivera 2018) alternates that with a small linear program over classes
//! of variables that no closure has separated yet ([`classes`]), whose multipliers are the next `m`. Both meet at the
//! relaxation's value. The flow is the multipliers of the implications, so the answer proves its bound like a simplex'.
//!
//! [`relax`] gives what `task::run` gives for a relaxed task. It decides nothing and rounds nothing: certified bounds are
//! recomputed from the multipliers in exact integers.

mod ascent;
mod classes;
mod dual;
mod flow;
mod graph;
mod shells;

use std::time::Instant;

use self::classes::{Classes, Point};
use self::dual::Dual;
use self::flow::Closure;
use self::graph::{Graph, Kind, Place};
use super::matrix::float;
use super::progress::Interrupt;
use super::task::{Answer, Status};
use super::Backend;
use crate::model::{Objective, Program, Sense};

/// Bound and value this near, relative to them, are one.
const NEAR: f64 = 1e-8;
/// Rounds of closure and master.
const MOST_ROUNDS: usize = 500;
/// Classes above which those of the same value are made one again.
const MOST_CLASSES: usize = 1_500;
/// Rows and variables from which a program is very large.
const LARGE: usize = 150_000;

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
    /// Whether starting nothing that is free breaks it.
    elastic: bool,
}

/// Whether [`relax`] is the better way: very large, nothing but starts, nearly all rows implications.
pub fn is_for(program: &Program) -> bool {
    if program.vars.len() + program.rows.len() < LARGE || !graph::all_started_by(program) {
        return false;
    }
    let side = program.rows.iter().filter(|row| graph::kind(row) == Kind::Side).count();
    side <= 2_000 && side * 20 <= program.rows.len()
}

/// The linear relaxation of an objective. `None` where this is not the way: other variables than starts, rows that
/// cannot be kept, a master that fails. Stopped early, it gives the best point and multipliers so far.
pub fn relax(program: &Program, objective: &Objective, ask: &Ask) -> Option<Answer> {
    let graph = Graph::of(program)?;
    let side = sides(program, &graph);
    let dual = Dual { program, objective, graph: &graph, side: &side };
    let mut closure = Closure::new(&graph.arcs);
    let mut classes = Classes::new(graph.vars.len());
    let mut penalty = first_penalty(objective);
    let debug = std::env::var("PDEBUG").is_ok();
    let env = |name: &str, or: f64| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(or);
    let alpha = env("ALPHA", 0.5);
    let most_classes = env("MOSTC", 1500.0) as usize;
    let begun = Instant::now();
    if env("SHELLS", 1.0) > 0.0 { shells::split(&dual, &mut classes, ask); }
    if debug { eprintln!("shells: {} classes {:?}", classes.count, begun.elapsed()); }
    let mut best = ascent::descend(&dual, &mut closure, &mut classes, env("STEPS", 100.0) as usize, ask);
    if debug { eprintln!("ascent: {} bound {:?}", best.bound, begun.elapsed()); }
    classes.recall(most_classes / 2);
    if debug { eprintln!("recalled: {} side {}", classes.count, side.len()); }
    let mut latest: Option<(Point, Vec<u32>)> = None;
    let mut status = Status::WorkLimit;
    let mut refined = true;
    for round in 0..MOST_ROUNDS {
        if let Some(stopped) = ask.stopped() {
            status = stopped;
            break;
        }
        if round > 0 { classes.split(&closure.smallest()); }
        let t1 = Instant::now();
        let found = classes::solve((program, objective), &graph, &side, &classes, penalty, ask)?;
        let t2 = Instant::now();
        let proved = dual.bound(found.multipliers.iter().zip(&best.multipliers).map(|(m, c)| if false { *m } else { alpha * c + (1.0 - alpha) * m }).collect(), &mut closure, ask);
        if debug {
            eprintln!("BZ {round}: master {:.3} bound {:.3} best {:.3} classes {} master {:?} flow {:?} at {:?}", found.value, proved.bound, best.bound, classes.count, t2-t1, t2.elapsed(), begun.elapsed());
        }
        if proved.bound < best.bound {
            best = proved;
        }
        let near = best.bound - found.value <= NEAR * best.bound.abs().max(1.0);
        let improved = latest.as_ref().is_none_or(|(before, _)| found.value - before.value > NEAR * found.value.abs());
        if classes.count > most_classes && improved {
            classes.merge(&found.values, most_classes / 2);
        }
        latest = Some((found, classes.of.clone()));
        let _ = (&mut penalty, &mut refined);
        if near {
            status = Status::Solved;
            break;
        }
    }
    let (point, of) = latest?;
    let value = |place: &Place| match *place {
        Place::Free(node) => point.values[of[node as usize] as usize],
        Place::Fixed(value) => f64::from(u8::from(value)),
    };
    let sign = if objective.maximise { 1.0 } else { -1.0 };
    Some(Answer {
        status,
        values: Some(graph.places.iter().map(value).collect()),
        bound: Some(best.bound * sign),
        multipliers: dual.multipliers(&best).into_iter().map(|multiplier| multiplier * sign).collect(),
    })
}

fn sides(program: &Program, graph: &Graph) -> Vec<Side> {
    let of = |&at: &u32| {
        let row = &program.rows[at as usize];
        let size = row.terms.iter().map(|term| term.1.abs()).max().unwrap_or(1);
        let fixed = row.terms.iter().filter(|term| graph.places[term.0 as usize] == Place::Fixed(true));
        let given: i128 = fixed.map(|term| term.1).sum();
        let elastic = match row.sense {
            Sense::AtMost => given > row.rhs,
            Sense::AtLeast => given < row.rhs,
            Sense::Equal => given != row.rhs,
        };
        Side { row: at, sense: row.sense, size, elastic }
    };
    graph.side.iter().map(of).collect()
}

fn first_penalty(objective: &Objective) -> i128 {
    objective.terms.iter().map(|term| term.1.abs()).sum::<i128>().max(1)
}
