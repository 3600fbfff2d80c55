//! One question to a solver, and its answer, in the words of the program.

use super::Backend;
use super::branch::Sheet;
use super::progress::Interrupt;
use crate::model::{Objective, Program, Row};
use std::time::Instant;

/// What a backend is asked.
pub struct Task<'a> {
    /// Who is asked.
    pub backend: Backend,
    /// Variables and rows.
    pub program: &'a Program,
    /// What to optimise.
    pub objective: &'a Objective,
    /// Rows beside the program's.
    pub extra: &'a [Row],
    /// Drop wholeness: the linear relaxation, with its multipliers.
    pub relaxed: bool,
    /// Relative gap at which to stop; 0 for proof.
    pub gap: f64,
    /// When to stop.
    pub deadline: Option<Instant>,
    /// Limit on nodes.
    #[cfg_attr(not(feature = "highs"), expect(dead_code, reason = "microlp takes no limit on nodes"))]
    pub nodes: Option<u64>,
    /// Whether somebody wants to end it.
    pub interrupt: Option<&'a Interrupt>,
    /// Is told value and bound of the objective at every improvement.
    #[cfg_attr(not(feature = "highs"), expect(dead_code, reason = "microlp tells nothing on its way"))]
    pub watch: Option<&'a (dyn Fn(Option<f64>, f64) + Sync)>,
}

/// Why a backend stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Proven optimal, or within the gap asked for.
    Solved,
    /// There is no solution.
    Infeasible,
    /// The clock.
    TimeLimit,
    /// The limit on work.
    WorkLimit,
    /// Somebody ended it.
    Interrupted,
    /// The solver failed numerically or internally.
    Failed,
}

/// What a backend answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Why it stopped.
    pub status: Status,
    /// The best solution: a value for each variable, in the variable's own unit.
    pub values: Option<Vec<f64>>,
    /// The bound on the objective, in its own unit; `None` where the solver gives none.
    pub bound: Option<f64>,
    /// For relaxations: a multiplier for each row of the program, in units of the objective per unit of the row.
    pub multipliers: Vec<f64>,
}

impl Answer {
    /// An answer without a solution.
    pub fn none(status: Status) -> Self {
        Self { status, values: None, bound: None, multipliers: Vec::new() }
    }
}

/// Asks the task's backend; `relaxed` tasks too.
pub fn run(task: &Task) -> Answer {
    let broken = |row: &Row| row.settled() == Some(false);
    if task.program.rows.iter().chain(task.extra).any(broken) {
        return Answer::none(Status::Infeasible);
    }
    if task.program.vars.is_empty() {
        // Nothing to decide: no row is broken, so the only plan there is stands.
        let values = Some(Vec::new());
        let bound = Some(super::matrix::float(task.objective.constant));
        return Answer {
            status: Status::Solved,
            values,
            bound,
            multipliers: vec![0.0; task.program.rows.len()],
        };
    }
    if task.interrupt.is_some_and(Interrupt::raised) {
        return Answer::none(Status::Interrupted);
    }
    match task.backend {
        #[cfg(feature = "highs")]
        Backend::Highs => super::highs::run(task),
        #[cfg(feature = "microlp")]
        Backend::Microlp => super::microlp::run(task),
    }
}

/// Asks the task's backend to look at a sheet instead of the task's program. `None` where the backend is not made for it.
#[cfg(feature = "highs")]
pub fn look(sheet: &Sheet, least: Option<f64>, nodes: u64, task: &Task) -> Option<(Option<Vec<f64>>, bool)> {
    match task.backend {
        Backend::Highs => Some(super::highs::look(sheet, least, nodes, task)),
        #[cfg(feature = "microlp")]
        Backend::Microlp => None,
    }
}

/// Of this build's backends none looks at a sheet.
#[cfg(not(feature = "highs"))]
pub fn look(_: &Sheet, _: Option<f64>, _: u64, _: &Task) -> Option<(Option<Vec<f64>>, bool)> {
    None
}
