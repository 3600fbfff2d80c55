//! A first plan from nothing: initiatives in the order in which the relaxation starts them on average, each in the first
//! year in which it breaks no row more (Chicoisne, Espinoza, Goycoolea, Moreno, Rubio 2012). What only costs something is
//! put off, or taken out again with all that hangs on it, and the rest is listed anew with the room that gives.

use std::collections::BTreeSet;

use super::field::Field;
use super::repair::Work;
use crate::plan::Plan;
use crate::portfolio::{Portfolio, Target};
use crate::solve::closure::greatest;
use crate::solve::matrix;
use crate::units::InitiativeIx;

/// Passes over what did not fit yet.
const PASSES: usize = 3;
/// Lists, each without what the one before was better off without.
const LISTS: usize = 6;
/// A row is broken more by more than this.
const MORE: f64 = 1e-12;

/// What initiatives wait for, and an order in which everyone comes after that.
pub struct Chains {
    /// (who waits, for whom), of every clause.
    arcs: Vec<(u32, u32)>,
    /// The position of each initiative in the order.
    position: Vec<usize>,
}

impl Chains {
    /// Reads the dependencies.
    #[expect(clippy::cast_possible_truncation, reason = "a portfolio has fewer than 2^32 initiatives")]
    pub fn of(portfolio: &Portfolio) -> Self {
        let count = portfolio.initiatives.len();
        let mut arcs = Vec::new();
        for (InitiativeIx(ix), item) in portfolio.each() {
            for (target, _) in item.dependencies.iter().flat_map(|clause| &clause.any_of) {
                match target {
                    Target::Initiative(other) => arcs.push((ix as u32, other.0 as u32)),
                    Target::Group(group) => {
                        let members = &portfolio.group(*group).members;
                        arcs.extend(members.iter().map(|member| (ix as u32, member.0 as u32)));
                    }
                }
            }
        }
        let mut waits = vec![0_usize; count];
        let mut followers: Vec<Vec<u32>> = vec![Vec::new(); count];
        for &(one, before) in &arcs {
            waits[one as usize] += 1;
            followers[before as usize].push(one);
        }
        let mut ready: BTreeSet<usize> = (0..count).filter(|&ix| waits[ix] == 0).collect();
        let mut position = vec![count; count];
        let mut next = 0;
        while let Some(ix) = ready.pop_first() {
            position[ix] = next;
            next += 1;
            for &follower in &followers[ix] {
                waits[follower as usize] -= 1;
                if waits[follower as usize] == 0 {
                    ready.insert(follower as usize);
                }
            }
        }
        Self { arcs, position }
    }
}

/// When the relaxation starts an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On average.
    Mean,
    /// When it has started the half of it.
    Half,
}

/// How a list is made.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// What its order is by.
    pub when: When,
    /// What the relaxation starts by no more than this is left out from the beginning.
    pub least: f64,
    /// Whether nobody starts before the relaxation starts it.
    pub wait: bool,
}

/// The list, better and better while that goes: everyone in order; what only costs is put off as long as it can be, which
/// leaves room for others to start earlier, and left out where nothing is gained by it (forward and backward as in project
/// scheduling: Li, Willis 1992).
pub fn list(field: &Field, chains: &Chains, relaxed: &[f64], how: How) -> Plan {
    let starts = &field.ground.formulation.starts;
    let mut order: Vec<(f64, usize, usize)> = Vec::new();
    for ix in 0..field.count() {
        let Some((first, _, years)) = starts.span(InitiativeIx(ix)) else { continue };
        let started: Vec<f64> = (0..years).map(|at| relaxed[first as usize + at]).collect();
        if started.last().is_some_and(|part| *part > how.least) {
            let mean = match how.when {
                When::Mean => started.iter().map(|part| 1.0 - part).sum(),
                When::Half => matrix::float(started.iter().filter(|part| **part < 0.5).count() as i128),
            };
            order.push((mean, chains.position[ix], ix));
        }
    }
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut work = Work::new(field, &Plan { starts: vec![None; field.count()] });
    let mut best: Option<(f64, Plan)> = None;
    for turn in 0..LISTS {
        place(field, &mut work, &order, turn == 0 && how.wait);
        delay(field, &mut work, &order);
        let kept = kept(field, chains, &work);
        for &(.., ix) in order.iter().rev().filter(|&&(.., ix)| !kept[ix]) {
            work.take(ix, None);
        }
        let worth = worth(field, &work);
        if best.as_ref().is_some_and(|(held, _)| worth <= *held) || field.ground.stops() {
            break;
        }
        best = Some((worth, work.plan.clone()));
        order.retain(|&(.., ix)| kept[ix]);
        for (start, _, ix) in &mut order {
            *start = field.start(*ix, &work.plan).map_or(f64::INFINITY, |at| matrix::float(at as i128));
        }
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for &(.., ix) in &order {
            work.take(ix, None);
        }
    }
    best.map_or(work.plan, |(_, plan)| plan)
}

/// What only costs is put off as long as it can be.
fn delay(field: &Field, work: &mut Work, order: &[(f64, usize, usize)]) {
    let mut scratch = Vec::new();
    let mut last: Vec<(usize, usize, usize)> = order
        .iter()
        .filter_map(|&(_, position, ix)| Some((field.start(ix, &work.plan)?, position, ix)))
        .collect();
    last.sort_unstable();
    for &(held, _, ix) in last.iter().rev() {
        if field.ground.stops() {
            return;
        }
        let years = field.ground.formulation.starts.span(InitiativeIx(ix)).map_or(0, |span| span.2);
        for at in (held + 1..years).rev() {
            let changes = work.changes(ix, Some(at));
            let gain: f64 = changes.iter().map(|&(column, moved)| field.sheet.cost[column] * moved).sum();
            if gain > 0.0 && work.effect(&changes, &mut scratch) <= MORE {
                work.take(ix, Some(at));
                break;
            }
        }
    }
}

/// Everyone in order, in the first year in which it fits.
fn place(field: &Field, work: &mut Work, order: &[(f64, usize, usize)], wait: bool) {
    let starts = &field.ground.formulation.starts;
    let mut scratch = Vec::new();
    let mut waiting = order.to_vec();
    for _ in 0..PASSES {
        let before = waiting.len();
        waiting.retain(|&(mean, _, ix)| {
            if field.ground.stops() {
                return true;
            }
            let years = starts.span(InitiativeIx(ix)).map_or(0, |span| span.2);
            let fits = (0..years)
                .skip_while(|&at| wait && matrix::float(at as i128 + 1) < mean)
                .find(|&at| work.effect(&work.changes(ix, Some(at)), &mut scratch) <= MORE);
            fits.map(|at| work.take(ix, Some(at))).is_none()
        });
        if waiting.len() == before {
            return;
        }
    }
}

/// Who is worth having with all it waits for: the closure of greatest weight among what is started. Whoever has to start
/// is kept.
fn kept(field: &Field, chains: &Chains, work: &Work) -> Vec<bool> {
    let count = field.count();
    let started = |ix: u32| work.plan.starts[ix as usize].is_some();
    let arcs: Vec<(u32, u32)> =
        chains.arcs.iter().copied().filter(|&(one, before)| started(one) && started(before)).collect();
    let losses: Vec<Option<f64>> = (0..count).map(|ix| loss(field, work, ix)).collect();
    greatest(&arcs, &losses, &|| field.ground.stops()).unwrap_or_else(|| vec![true; count])
}

/// What leaving an initiative out loses; `None` where it cannot be left out, or is not started.
fn loss(field: &Field, work: &Work, ix: usize) -> Option<f64> {
    let (first, _, years) = field.ground.formulation.starts.span(InitiativeIx(ix))?;
    let must = field.sheet.lower[first as usize + years - 1] > 0.5;
    if must || work.plan.starts[ix].is_none() {
        return None;
    }
    Some(work.changes(ix, None).iter().map(|&(column, moved)| -field.sheet.cost[column] * moved).sum())
}

/// What the plan is worth, in units of the sheet, up to a constant.
fn worth(field: &Field, work: &Work) -> f64 {
    work.point.values.iter().zip(&field.sheet.cost).map(|(value, cost)| value * cost).sum()
}
