//! The first goal, anytime: a bound from the relaxation, a plan built around it, better plans from small
//! neighbourhoods, then the exact search with what is known by then.
//!
//! Every stage speaks of the exact program, so every rule is in every stage; whatever a stage cannot do is left to the
//! last one, which alone can say "infeasible" or "proven". A plan counts only when the audit accepts it. Work is
//! counted in rounds and nodes, so a run without a clock repeats; lanes are a fixed number, solved in parallel where
//! threads allow and merged in a fixed order, so one thread and many give the same plan.

mod lagrange;
mod neighbourhood;
mod reduced;

use std::time::Instant;

use rayon::prelude::*;

use self::lagrange::{Allowed, Lagrange};
use self::neighbourhood::{Chance, Map};
use self::reduced::reduce;
use super::outcome::Relaxation;
use super::task::{self, Answer, Status, Task};
use super::{Options, matrix, point};
use crate::model::{Domain, Formulation, Line, Objective, Origin, Row, Sense, VarIx};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::units::{InitiativeIx, Year};

/// Neighbourhoods searched side by side.
const LANES: usize = 2;
/// Nodes of a neighbourhood's tree search.
const LANE_NODES: u64 = 60;
/// Nodes of the search that builds the first plan.
const BUILD_NODES: u64 = 20;
/// Neighbourhoods are drawn from one sequence.
const SEED: u64 = 20_270_101;
/// Below this relative gap a neighbourhood is not searched further.
const LANE_GAP: f64 = 1e-4;

/// What a search works on, and how it judges and tells.
pub struct Ground<'a> {
    /// The initiatives.
    pub portfolio: &'a Portfolio,
    /// The program.
    pub formulation: &'a Formulation,
    /// The first goal.
    pub objective: &'a Objective,
    /// When to stop, and who watches.
    pub options: &'a Options<'a>,
    /// When the clock stops the search.
    pub deadline: Option<Instant>,
    /// Whether a plan keeps every rule.
    pub accepts: &'a (dyn Fn(&Plan) -> bool + Sync),
    /// The values of all variables under a plan.
    pub values: &'a (dyn Fn(&Plan) -> Vec<i128> + Sync),
    /// Is told value and bound at every improvement.
    pub tell: Option<&'a (dyn Fn(Option<f64>, f64) + Sync)>,
}

/// What a smaller search may do with an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    /// Whatever it likes.
    Free,
    /// Nothing: it starts then, or not at all.
    At(Option<Year>),
}

/// What the fast stages know.
#[derive(Default)]
pub struct Known {
    /// The best plan so far and its value.
    pub best: Option<(Plan, i128)>,
    /// The relaxation with its checked bound.
    pub relaxation: Option<Relaxation>,
    /// Rows that every plan at least as good as the best one keeps.
    pub fixings: Vec<Row>,
}

/// Runs the fast stages. They never decide: infeasibility and proof are left to the exact search.
pub fn approach(ground: &Ground) -> Known {
    let mut known = Known::default();
    let start = ground.options.start.as_ref().filter(|plan| (ground.accepts)(plan));
    known.best = start.map(|plan| (plan.clone(), ground.value(plan)));
    let relaxed = ground.ask(ground.objective, true);
    let Some(point) = relaxed.values.as_deref() else { return known };
    let Some(relaxation) = super::ladder::certified(ground.formulation, ground.objective, &relaxed) else {
        return known;
    };
    let lagrange = Lagrange::of(ground.formulation, ground.objective, &relaxation.multipliers);
    let bound = lagrange.as_ref().map_or(relaxation.bound, |prices| {
        let bound = prices.bound(ground.objective);
        if ground.objective.maximise { bound.min(relaxation.bound) } else { bound.max(relaxation.bound) }
    });
    known.relaxation = Some(relaxation);
    let mut climb = Climb { ground, bound, best: known.best.take() };
    climb.build(point);
    climb.improve(point);
    known.best = climb.best;
    if let (Some(lagrange), Some((_, value))) = (&lagrange, &known.best) {
        let allowed = lagrange.allowed(ground.formulation, ground.objective, *value);
        known.fixings = fixings(ground.formulation, &allowed);
    }
    known
}

impl Ground<'_> {
    fn value(&self, plan: &Plan) -> i128 {
        point::value(self.objective, &(self.values)(plan))
    }

    fn ask(&self, objective: &Objective, relaxed: bool) -> Answer {
        task::run(&Task { relaxed, ..self.task(&self.formulation.program, objective) })
    }

    fn task<'t>(&'t self, program: &'t crate::model::Program, objective: &'t Objective) -> Task<'t> {
        Task {
            backend: self.options.backend,
            program,
            objective,
            extra: &[],
            relaxed: false,
            gap: 0.0,
            deadline: self.deadline,
            nodes: None,
            interrupt: self.options.interrupt,
            watch: None,
        }
    }

    fn stops(&self) -> bool {
        self.options.interrupt.is_some_and(super::Interrupt::raised)
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// Values for the variables of the initiatives that are held, by their start.
    fn hold(&self, holds: &[Hold]) -> Vec<Option<i128>> {
        let mut held = vec![None; self.formulation.program.vars.len()];
        for (ix, hold) in holds.iter().enumerate() {
            if let Hold::At(start) = *hold {
                for (var, set) in self.formulation.starts.write(InitiativeIx(ix), start) {
                    held[var as usize] = Some(i128::from(set));
                }
            }
        }
        held
    }

    /// The best plan with some initiatives held; only one better than `than`, where that is given.
    fn solve_held(
        &self,
        holds: &[Hold],
        than: Option<i128>,
        nodes: u64,
        gap: f64,
    ) -> Option<(Option<Plan>, Status)> {
        let held = self.hold(holds);
        let reduced = reduce(&self.formulation.program, self.objective, &held)?;
        let better =
            |value| Formulation::holding(&reduced.objective, point::next_better(self.objective, value));
        let extra: Vec<Row> = than.map(better).into_iter().collect();
        let task = Task {
            extra: &extra,
            nodes: Some(nodes),
            gap,
            ..self.task(&reduced.program, &reduced.objective)
        };
        let answer = task::run(&task);
        let mut set: Vec<bool> = held.iter().map(|value| *value == Some(1)).collect();
        let Some(values) = answer.values else { return Some((None, answer.status)) };
        for (&var, value) in reduced.full.iter().zip(values) {
            set[var as usize] = value > 0.5;
        }
        let read = |ix| self.formulation.starts.read(InitiativeIx(ix), |var: VarIx| set[var as usize]);
        let starts = (0..self.formulation.starts.count()).map(read).collect();
        Some((Some(Plan { starts }), answer.status))
    }
}

/// The search for better plans.
struct Climb<'a> {
    ground: &'a Ground<'a>,
    bound: i128,
    best: Option<(Plan, i128)>,
}

impl Climb<'_> {
    /// Takes a plan where it is better and the audit accepts it.
    fn take(&mut self, plan: Plan) -> bool {
        let value = self.ground.value(&plan);
        let better =
            self.best.as_ref().is_none_or(|(_, held)| point::is_better(self.ground.objective, value, *held));
        if !better || !(self.ground.accepts)(&plan) {
            return false;
        }
        self.best = Some((plan, value));
        self.tell();
        true
    }

    fn tell(&self) {
        if let Some(tell) = self.ground.tell {
            tell(self.best.as_ref().map(|(_, value)| matrix::float(*value)), matrix::float(self.bound));
        }
    }

    /// Whether the best plan is as good as was asked for.
    fn is_good(&self) -> bool {
        let Some((_, value)) = &self.best else { return false };
        let gap = matrix::float((self.bound - value).abs()) / matrix::float(value.abs().max(1));
        gap <= self.ground.options.limits.gap
    }

    /// A first plan: what the relaxation decides is held, the rest is solved; where that has no plan, only what it starts
    /// is held.
    fn build(&mut self, point: &[f64]) {
        self.tell();
        let formulation = self.ground.formulation;
        let count = formulation.starts.count();
        let decided: Vec<_> = (0..count).map(|ix| decided(formulation, InitiativeIx(ix), point)).collect();
        let started =
            decided.iter().map(|hold| if *hold == Hold::At(None) { Hold::Free } else { *hold }).collect();
        for held in [decided, started] {
            if self.ground.stops() || self.best.is_some() && self.is_good() {
                return;
            }
            if let Some((Some(plan), _)) = self.ground.solve_held(&held, None, BUILD_NODES, LANE_GAP)
                && self.take(plan)
            {
                return;
            }
        }
    }

    /// Rounds of neighbourhoods until nothing has improved for a while.
    fn improve(&mut self, point: &[f64]) {
        let formulation = self.ground.formulation;
        let count = formulation.starts.count();
        let unsettled: Vec<f64> =
            (0..count).map(|ix| unsettled(formulation, InitiativeIx(ix), point)).collect();
        let leaning: Vec<_> = (0..count).map(|ix| leaning(formulation, InitiativeIx(ix), point)).collect();
        let map = Map::new(self.ground.portfolio, &unsettled);
        let years = usize::from(self.ground.portfolio.calendar.years);
        let most = count.div_ceil(2).max(1);
        let mut sizes = [(1_200 / years).clamp(20, 400).min(most); LANES];
        let patience = patience(count);
        let (mut round, mut idle) = (0_usize, 0_usize);
        while idle < patience && !self.ground.stops() && !self.is_good() {
            let Some((plan, value)) = self.best.clone() else { return };
            let disagree: Vec<usize> = (0..count).filter(|&ix| plan.starts[ix] != leaning[ix]).collect();
            let searched: Vec<Option<(Option<Plan>, Status)>> = (0..LANES)
                .into_par_iter()
                .map(|lane| {
                    let turn = round * LANES + lane;
                    let mut chance = Chance::new(SEED ^ turn as u64);
                    let free = map.draw(turn, sizes[lane], &plan, &disagree, &mut chance);
                    let mut holds: Vec<Hold> = plan.starts.iter().map(|start| Hold::At(*start)).collect();
                    for ix in free {
                        holds[ix] = Hold::Free;
                    }
                    self.ground.solve_held(&holds, Some(value), LANE_NODES, LANE_GAP)
                })
                .collect();
            for (size, found) in sizes.iter_mut().zip(&searched) {
                *size = match found {
                    Some((_, Status::Solved | Status::Infeasible)) => (*size * 6).div_ceil(5).min(most),
                    _ => (*size * 4 / 5).max(10),
                };
            }
            self.merge(&plan, searched.into_iter().flatten().filter_map(|(found, _)| found).collect());
            let improved = self.best.as_ref().is_some_and(|(_, now)| *now != value);
            idle = if improved { 0 } else { idle + 1 };
            round += 1;
        }
    }

    /// Takes all lanes' changes together where that keeps the rules, else the best lane's.
    fn merge(&mut self, from: &Plan, found: Vec<Plan>) {
        let mut together = from.clone();
        for plan in &found {
            for (ix, start) in plan.starts.iter().enumerate() {
                if *start != from.starts[ix] {
                    together.starts[ix] = *start;
                }
            }
        }
        self.take(together);
        for plan in found {
            self.take(plan);
        }
    }
}

/// Rounds without improvement before the exact search begins. Up to a few hundred initiatives the exact search finds
/// better plans by itself, sooner than neighbourhoods do.
fn patience(count: usize) -> usize {
    if count <= 400 { 0 } else { 24 }
}

/// The start the relaxation decides on, where it is whole.
fn decided(formulation: &Formulation, initiative: InitiativeIx, point: &[f64]) -> Hold {
    if unsettled(formulation, initiative, point) < 1e-6 {
        Hold::At(leaning(formulation, initiative, point))
    } else {
        Hold::Free
    }
}

/// The start the relaxation leans to.
fn leaning(formulation: &Formulation, initiative: InitiativeIx, point: &[f64]) -> Option<Year> {
    formulation.starts.read(initiative, |var| point[var as usize] > 0.5)
}

/// How far from whole the relaxation leaves an initiative: the largest distance of its variables from 0 and 1.
fn unsettled(formulation: &Formulation, initiative: InitiativeIx, point: &[f64]) -> f64 {
    let distance = |(var, _): (VarIx, bool)| {
        let value = point[var as usize];
        value.min(1.0 - value).max(0.0)
    };
    formulation.starts.write(initiative, None).map(distance).fold(0.0, f64::max)
}

/// Rows that forbid every start that is not allowed: `x[i,s] = 0`, and `y[i,T] = 1` for what cannot be left out.
fn fixings(formulation: &Formulation, allowed: &[Allowed]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (ix, allowed) in allowed.iter().enumerate() {
        let initiative = InitiativeIx(ix);
        if !matches!(formulation.starts.domain(initiative), Domain::Free(..)) {
            continue;
        }
        for year in formulation.starts.years(initiative).filter(|year| !allowed.starts.contains(year)) {
            let mut line = Line::default();
            formulation.starts.by_start(&mut line, initiative, |start| i128::from(start == year));
            rows.push(line.row(Origin::Fixed(initiative), Sense::Equal, 0));
        }
        if !allowed.out {
            let mut line = Line::default();
            formulation.starts.started(&mut line, initiative, 1);
            rows.push(line.row(Origin::Fixed(initiative), Sense::Equal, 1));
        }
    }
    rows
}
