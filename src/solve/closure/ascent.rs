//! Good first multipliers, by steps along subgradients.
//!
//! `L(m)` falls along `b - A y` of its closure `y`. Rows are measured by what they ration: a row's unit is the price at
//! which everything in it would be worth nothing. A step of Polyak's length aims a little below the best bound so far;
//! the aim comes nearer whenever it was not met for a while (Goffin, Kiwiel 1999). Steps are cheap, as every flow starts
//! from the one before; they end after a fixed number.

use super::classes::Classes;
use super::dual::{Dual, Proved};
use super::flow::Closure;
use super::graph::Place;
use super::{Ask, Side};
use crate::model::{Key, Objective, Program, Sense};
use crate::solve::matrix::float;

/// Steps.
const STEPS: usize = 150;
/// Share of the former direction in the next one.
const DRAG: f64 = 0.6;
/// Steps that miss the aim before it comes nearer.
const PATIENCE: usize = 6;
/// The first aim, as a share of the bound.
const FIRST_AIM: f64 = 0.25;
/// The last one.
const LAST_AIM: f64 = 1e-5;

/// The best of so many steps. The classes remember the closures.
pub fn descend(dual: &Dual, closure: &mut Closure, classes: &mut Classes, ask: &Ask) -> Proved {
    let units: Vec<f64> = dual.side.iter().map(|side| side.unit).collect();
    let mut best = dual.bound(vec![0.0; units.len()], closure, ask);
    let (mut here, mut bound) = (best.multipliers.clone(), best.bound);
    let mut direction = vec![0.0; units.len()];
    let mut aim = FIRST_AIM * best.bound.abs();
    let mut missed = 0;
    for _ in 0..STEPS {
        if ask.stopped().is_some() || aim <= LAST_AIM * best.bound.abs() {
            break;
        }
        let inside = closure.smallest();
        classes.remember(&inside);
        let slack = slack(dual, &inside);
        for (at, side) in dual.side.iter().enumerate() {
            let steepest = units[at] * slack[at];
            // What the sign forbids is no direction.
            let blocked = match side.sense {
                Sense::AtMost => here[at] <= 0.0 && steepest > 0.0,
                Sense::AtLeast => here[at] >= 0.0 && steepest < 0.0,
                Sense::Equal => false,
            };
            direction[at] = if blocked { 0.0 } else { DRAG * direction[at] + (1.0 - DRAG) * steepest };
        }
        let length: f64 = direction.iter().map(|d| d * d).sum();
        if length <= 0.0 {
            break;
        }
        let step = (bound - best.bound + aim) / length;
        for ((multiplier, direction), unit) in here.iter_mut().zip(&direction).zip(&units) {
            *multiplier -= step * direction * unit;
        }
        let proved = dual.bound(here, closure, ask);
        (here, bound) = (proved.multipliers.clone(), proved.bound);
        missed = if bound <= best.bound - aim / 2.0 { 0 } else { missed + 1 };
        if proved.bound < best.bound {
            best = proved;
        }
        if missed >= PATIENCE {
            (missed, aim) = (0, aim / 2.0);
            here.clone_from(&best.multipliers);
            bound = best.bound;
        }
    }
    best
}

/// `b - A y`, by side row.
fn slack(dual: &Dual, inside: &[bool]) -> Vec<f64> {
    let chosen = |var: u32| match dual.graph.places[var as usize] {
        Place::Free(node) => inside[node as usize],
        Place::Fixed(value) => value,
    };
    let left = |side: &Side| {
        let row = &dual.program.rows[side.row as usize];
        let used: i128 = row.terms.iter().filter(|term| chosen(term.0)).map(|term| term.1).sum();
        float(row.rhs - used)
    };
    dual.side.iter().map(left).collect()
}

/// What starting in a variable's year is worth by itself, as a size: it and all later ones of its initiative.
pub fn worth(program: &Program, objective: &Objective) -> Vec<f64> {
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
