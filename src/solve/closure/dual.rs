//! The bound that multipliers of the side rows prove, and the multipliers of all other rows that go with them.

use super::flow::Closure;
use super::graph::{Graph, Place};
use super::{Ask, Side};
use crate::model::{Objective, Program, Sense};
use crate::solve::matrix::float;

/// What the sum of all weights is scaled to, so that no sum of them is too large for an `i64`.
const WEIGHTS: i32 = 60;

/// The dual of the side rows.
pub struct Dual<'a> {
    /// Rows.
    pub program: &'a Program,
    /// What is optimised; minimising is maximising the negative.
    pub objective: &'a Objective,
    /// Its implications.
    pub graph: &'a Graph,
    /// Its other rows.
    pub side: &'a [Side],
}

/// Multipliers and what they prove, as if maximising.
pub struct Proved {
    /// The bound.
    pub bound: f64,
    /// Of the side rows.
    pub multipliers: Vec<f64>,
    /// Of the implications: arc, its tail, and the flow.
    flows: Vec<(u32, u32, i64)>,
    /// What a unit of flow is in units of the objective.
    unit: f64,
}

impl Dual<'_> {
    /// `L(m) = constant + m b + greatest weight of a closure under c - m A`.
    pub fn bound(&self, mut multipliers: Vec<f64>, closure: &mut Closure, ask: &Ask) -> Proved {
        for (multiplier, side) in multipliers.iter_mut().zip(self.side) {
            *multiplier = match side.sense {
                Sense::AtMost => multiplier.max(0.0),
                Sense::AtLeast => multiplier.min(0.0),
                Sense::Equal => *multiplier,
            };
        }
        let reduced = self.reduced(&multipliers);
        let weights: Vec<f64> = self.graph.vars.iter().map(|&var| reduced[var as usize]).collect();
        let scale = Self::close(&weights, closure, ask);
        let given: f64 = self
            .side
            .iter()
            .zip(&multipliers)
            .map(|(side, m)| m * float(self.program.rows[side.row as usize].rhs))
            .sum();
        let fixed =
            self.graph.fixed.iter().filter(|(var, _)| self.graph.places[*var as usize] == Place::Fixed(true));
        let fixed: f64 = fixed.map(|(var, _)| reduced[*var as usize]).sum();
        let constant = float(self.objective.constant) * self.sign();
        Proved {
            bound: constant + given + fixed + float(closure.value()) / scale,
            flows: closure.flows().collect(),
            multipliers,
            unit: 1.0 / scale,
        }
    }

    /// The closure of greatest weight; what the weights were multiplied by.
    pub fn close(weights: &[f64], closure: &mut Closure, ask: &Ask) -> f64 {
        let scale = scale(weights.iter().map(|weight| weight.abs()).sum());
        let weights: Vec<i64> = weights.iter().map(|weight| whole(weight * scale)).collect();
        closure.solve(&weights, &|| ask.stopped().is_some());
        scale
    }

    /// The weights of the nodes, `c - m A`.
    pub fn weights(&self, multipliers: &[f64]) -> Vec<f64> {
        let reduced = self.reduced(multipliers);
        self.graph.vars.iter().map(|&var| reduced[var as usize]).collect()
    }

    /// A multiplier for every row, as if maximising.
    pub fn multipliers(&self, proved: &Proved) -> Vec<f64> {
        let rows = &self.program.rows;
        let mut all = vec![0.0; rows.len()];
        let mut reduced = self.reduced(&proved.multipliers);
        for (side, multiplier) in self.side.iter().zip(&proved.multipliers) {
            all[side.row as usize] = *multiplier;
        }
        // An implication's multiplier times the coefficient of its tail is the flow.
        let coefficient = |row: u32, var: u32| {
            let term = rows[row as usize].terms.iter().find(|term| term.0 == var);
            float(term.map_or(1, |term| term.1))
        };
        for &(arc, tail, flow) in &proved.flows {
            let row = self.graph.rows[arc as usize];
            all[row as usize] +=
                float(flow.into()) * proved.unit / coefficient(row, self.graph.vars[tail as usize]);
        }
        // What fixes a variable carries whatever would change it, the last one found first.
        for &(var, row) in self.graph.fixed.iter().rev() {
            let fixed = self.graph.places[var as usize] == Place::Fixed(true);
            let pull = reduced[var as usize];
            if (pull > 0.0) == fixed {
                continue;
            }
            all[row as usize] += pull / coefficient(row, var);
            for &(other, _) in rows[row as usize].terms.iter().filter(|term| term.0 != var) {
                reduced[other as usize] += pull;
            }
        }
        all
    }

    /// 1 when maximising, else -1.
    pub fn sign(&self) -> f64 {
        if self.objective.maximise { 1.0 } else { -1.0 }
    }

    /// `c - m A` over the side rows, by variable.
    fn reduced(&self, multipliers: &[f64]) -> Vec<f64> {
        let mut reduced = vec![0.0; self.program.vars.len()];
        for &(var, coefficient) in &self.objective.terms {
            reduced[var as usize] += float(coefficient) * self.sign();
        }
        for (side, &multiplier) in
            self.side.iter().zip(multipliers).filter(|(_, multiplier)| **multiplier != 0.0)
        {
            for &(var, coefficient) in &self.program.rows[side.row as usize].terms {
                reduced[var as usize] -= multiplier * float(coefficient);
            }
        }
        reduced
    }
}

/// The power of two that brings a sum near `2^WEIGHTS`.
fn scale(sum: f64) -> f64 {
    if sum > 0.0 && sum.is_finite() { 2.0_f64.powf((f64::from(WEIGHTS) - sum.log2()).floor()) } else { 1.0 }
}

/// The nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "scaled to fit")]
fn whole(number: f64) -> i64 {
    number.round_ties_even() as i64
}
