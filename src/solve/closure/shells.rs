//! The first classes: shells of initiatives by what they are worth to a side row, each split by year.
//!
//! With every initiative held at one value for all years the graph is as many times smaller as there are years. Closures
//! of it under ever higher prices of all side rows, alike for each of them, are nested where rows only limit: their
//! differences are shells of initiatives of about equal worth (the nested pits of mine planning; Lerchs, Grossmann
//! 1965). Any partition may begin; this one makes the first multipliers good ones.

use super::arcs::Arcs;
use super::dual::Dual;
use super::flow::Closure;
use super::graph::{Graph, Place};
use super::{Ask, classes::Classes};
use crate::model::{Key, Program, Sense};
use crate::solve::matrix::float;
use crate::units::{InitiativeIx, Year};

/// Prices tried, each `STEP` times the one before.
const PRICES: i32 = 32;
const STEP: f64 = 1.35;

/// Who owns the nodes.
struct Owners {
    /// The owner of each node, counted from 0, in order.
    of: Vec<u32>,
    /// Its year, counted from the first.
    years: Vec<u32>,
    count: usize,
}

/// Splits the classes by year and by shell.
pub fn split(dual: &Dual, classes: &mut Classes, ask: &Ask) {
    let owners = owners(dual.program, dual.graph);
    let last = owners.years.iter().copied().max().unwrap_or(0);
    for bit in 0..u32::BITS - last.leading_zeros() {
        classes.divide(&owners.years.iter().map(|year| year >> bit & 1 == 1).collect::<Vec<_>>());
    }
    let Some((arcs, _)) = Arcs::of(owners.count, &contracted(dual.graph, &owners.of)) else { return };
    let mut closure = Closure::new(&arcs);
    let prices = even(dual);
    for step in 0..PRICES {
        let price = STEP.powi(step - PRICES / 2);
        let multipliers: Vec<f64> = prices.iter().map(|even| even * price).collect();
        let mut weights = vec![0.0; owners.count];
        for (weight, &owner) in dual.weights(&multipliers).iter().zip(&owners.of) {
            weights[owner as usize] += weight;
        }
        Dual::close(&weights, &mut closure, ask);
        let inside = closure.smallest();
        if ask.stopped().is_some() || !inside.contains(&true) {
            return;
        }
        classes.divide(&owners.of.iter().map(|&owner| inside[owner as usize]).collect::<Vec<_>>());
    }
}

/// Who owns the nodes of a graph.
fn owners(program: &Program, graph: &Graph) -> Owners {
    let key = |&var: &u32| match program.vars[var as usize].key {
        Key::StartedBy(initiative, year) => (initiative, year),
        _ => (InitiativeIx(0), Year(0)),
    };
    let first = graph.vars.iter().map(|var| key(var).1).min().unwrap_or(Year(0));
    let (mut of, mut years) = (Vec::new(), Vec::new());
    let mut before = None;
    let mut count = 0_u32;
    for var in &graph.vars {
        let (initiative, year) = key(var);
        count += u32::from(before != Some(initiative));
        before = Some(initiative);
        of.push(count - 1);
        years.push(year.since(first).unsigned_abs());
    }
    Owners { of, years, count: count as usize }
}

/// Implications between owners, each once.
fn contracted(graph: &Graph, owners: &[u32]) -> Vec<(u32, u32)> {
    let of = |node: u32| owners[node as usize];
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for pair in graph.arcs.pairs().map(|(a, b)| (of(a), of(b))) {
        if pair.0 != pair.1 && pairs.last() != Some(&pair) {
            pairs.push(pair);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Prices at which every row that limits asks for an even share of what nothing limits would be worth.
fn even(dual: &Dual) -> Vec<f64> {
    let none = vec![0.0; dual.side.len()];
    let worth: f64 = dual.weights(&none).iter().map(|weight| weight.max(0.0)).sum();
    let limits = |at: u32| {
        let row = &dual.program.rows[at as usize];
        let fixed = row.terms.iter().filter(|term| dual.graph.places[term.0 as usize] == Place::Fixed(true));
        row.rhs - fixed.map(|term| term.1).sum::<i128>()
    };
    let shares = dual.side.iter().filter(|side| side.sense == Sense::AtMost && limits(side.row) > 0).count();
    let share = worth / f64::from(u32::try_from(shares.max(1)).unwrap_or(u32::MAX));
    let price = |side: &super::Side| match limits(side.row) {
        limit if side.sense == Sense::AtMost && limit > 0 => share / float(limit),
        _ => 0.0,
    };
    dual.side.iter().map(price).collect()
}
