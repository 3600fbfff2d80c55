//! microlp, the pure-Rust backend, through `good_lp`: for machines without a C++ compiler, and as a second judge in
//! tests. It gives no bound, no multipliers and no progress, and cannot be interrupted.

use good_lp::solvers::SolutionStatus;
use good_lp::{ResolutionError, Solution as _, SolverModel as _, WithMipGap as _, WithTimeLimit as _};
use std::time::Instant;

use super::lp::Lp;
use super::matrix;
use super::task::{Answer, Status, Task};

/// Name and version, as reports print it.
pub const NAME: &str = "microlp 0.6";

/// Answers a task.
#[expect(clippy::cast_possible_truncation, reason = "good_lp takes a gap as f32")]
pub fn run(task: &Task) -> Answer {
    let lp = Lp::of(task);
    let (mut problem, vars) = lp.write(task, good_lp::microlp);
    if let Some(deadline) = task.deadline {
        problem = problem.with_time_limit(deadline.saturating_duration_since(Instant::now()).as_secs_f64());
    }
    let Ok(problem) = problem.with_mip_gap(task.gap as f32) else { return Answer::none(Status::Failed) };
    match problem.solve() {
        Err(ResolutionError::Infeasible) => Answer::none(Status::Infeasible),
        Err(ResolutionError::Other(_)) => Answer::none(Status::TimeLimit),
        Err(_) => Answer::none(Status::Failed),
        Ok(solution) => {
            let units = task.program.vars.iter().map(|var| matrix::float(matrix::column_unit(var)));
            let values: Vec<f64> =
                vars.iter().zip(units).map(|(var, unit)| solution.value(*var) * unit).collect();
            let terms = lp.objective.terms.iter();
            let scaled: f64 = terms.map(|&(var, c)| c * solution.value(vars[var as usize])).sum();
            let (status, optimal) = match solution.status() {
                SolutionStatus::Optimal => (Status::Solved, true),
                SolutionStatus::GapLimit => (Status::Solved, false),
                SolutionStatus::TimeLimit => (Status::TimeLimit, false),
            };
            Answer {
                status,
                values: Some(values),
                bound: optimal.then_some(lp.objective.constant + lp.objective.unit * scaled),
                multipliers: Vec::new(),
            }
        }
    }
}
