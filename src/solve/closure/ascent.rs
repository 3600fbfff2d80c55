//! Good first multipliers, by steps along subgradients.
//!
//! `L(m)` falls along `b - A y` of its closure `y`. Rows are measured by what they ration: a row's unit is the price at
//! which everything in it would be worth nothing. A step of Polyak's length aims a little below the best bound so far;
//! the aim comes nearer whenever it was not met for a while (Goffin, Kiwiel 1999). Steps are cheap, as every flow starts
//! from the one before; they end after a fixed number.

use super::classes::Classes;
use super::dual::{Dual, Proved};
use super::flow::Closure;
use super::Ask;
use crate::model::Sense;
use crate::solve::matrix::float;

/// Share of the former direction in the next one.
const DRAG: f64 = 0.6;
/// Steps that miss the aim before it comes nearer.
const PATIENCE: usize = 6;
/// The first aim, as a share of the bound.
const FIRST_AIM: f64 = 0.25;
/// The last one.
const LAST_AIM: f64 = 1e-5;

/// The best of so many steps. The classes remember the closures.
pub fn descend(dual: &Dual, closure: &mut Closure, classes: &mut Classes, steps: usize, ask: &Ask) -> Proved {
    let units = units(dual);
    let mut best = dual.bound(vec![0.0; units.len()], closure, ask);
    let mut at = best.multipliers.clone();
    let mut here = best.bound;
    let mut direction = vec![0.0; units.len()];
    let mut aim = FIRST_AIM * best.bound.abs();
    let mut missed = 0;
    for _ in 0..steps {
        if ask.stopped().is_some() || aim <= LAST_AIM * best.bound.abs() {
            break;
        }
        let inside = closure.smallest();
        classes.remember(&inside);
        let slack = slack(dual, &inside);
        for ((direction, slack), (unit, (multiplier, side))) in
            direction.iter_mut().zip(&slack).zip(units.iter().zip(at.iter().zip(dual.side)))
        {
            let steepest = unit * slack;
            // What the sign forbids is no direction.
            let blocked = match side.sense {
                Sense::AtMost => *multiplier <= 0.0 && steepest > 0.0,
                Sense::AtLeast => *multiplier >= 0.0 && steepest < 0.0,
                Sense::Equal => false,
            };
            *direction = if blocked { 0.0 } else { DRAG * *direction + (1.0 - DRAG) * steepest };
        }
        let length: f64 = direction.iter().map(|d| d * d).sum();
        if length <= 0.0 {
            break;
        }
        let step = (here - best.bound + aim) / length;
        for ((multiplier, direction), unit) in at.iter_mut().zip(&direction).zip(&units) {
            *multiplier -= step * direction * unit;
        }
        let proved = dual.bound(at, closure, ask);
        at = proved.multipliers.clone();
        here = proved.bound;
        if proved.bound <= best.bound - aim / 2.0 {
            missed = 0;
        } else {
            missed += 1;
        }
        if proved.bound < best.bound {
            best = proved;
        }
        if missed >= PATIENCE {
            (missed, aim) = (0, aim / 2.0);
            at.clone_from(&best.multipliers);
            here = best.bound;
        }
    }
    best
}

/// `b - A y`, by side row.
fn slack(dual: &Dual, inside: &[bool]) -> Vec<f64> {
    let mut point = vec![false; dual.program.vars.len()];
    for (&var, &inside) in dual.graph.vars.iter().zip(inside) {
        point[var as usize] = inside;
    }
    for &(var, _) in &dual.graph.fixed {
        point[var as usize] = dual.graph.places[var as usize] == super::graph::Place::Fixed(true);
    }
    let left = |side: &super::Side| {
        let row = &dual.program.rows[side.row as usize];
        let used: i128 = row.terms.iter().filter(|term| point[term.0 as usize]).map(|term| term.1).sum();
        float(row.rhs - used)
    };
    dual.side.iter().map(left).collect()
}

/// A price for each side row: what its variables are worth in a unit of it.
fn units(dual: &Dual) -> Vec<f64> {
    let mut worth = vec![0.0; dual.program.vars.len()];
    let mut owner: Option<(usize, f64)> = None;
    let weights = dual.weights(&vec![0.0; dual.side.len()]);
    let _ = &mut owner;
    // The worth of starting in a year: all that follows.
    let key = |var: u32| match dual.program.vars[var as usize].key {
        crate::model::Key::StartedBy(initiative, _) => initiative.0,
        _ => 0,
    };
    let mut sum = 0.0;
    let mut before = usize::MAX;
    for (&var, weight) in dual.graph.vars.iter().zip(&weights).rev() {
        if key(var) != before {
            (before, sum) = (key(var), 0.0);
        }
        sum += weight;
        worth[var as usize] = f64::abs(sum);
    }
    let unit = |side: &super::Side| {
        let row = &dual.program.rows[side.row as usize];
        let value: f64 = row.terms.iter().map(|term| worth[term.0 as usize]).sum();
        let size: f64 = row.terms.iter().map(|term| float(term.1.abs())).sum();
        value / size.max(1.0)
    };
    dual.side.iter().map(unit).collect()
}
