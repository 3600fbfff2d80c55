//! HiGHS, through `good_lp`, and through its own crate where `good_lp` hides bound, progress and interruption. The only
//! file that names it.
//!
//! HiGHS is never given a plan to start from: with a complete start it was seen (1.16, three of thirty
//! thousand small random programs) to call a worse plan optimal, for a reason not known. A row that asks for something better than the plan in
//! hand says the same and cannot mislead.
//!
//! Always one thread per solve: scenarios run in parallel instead, and results repeat.

use highs::{HighsModelStatus, HighsSolutionStatus};
use highs_sys as ffi;
use std::ffi::{c_char, c_int, c_void};
use std::time::Instant;

use super::branch::Sheet;
use super::lp::{self, Lp};
use super::matrix;
use super::progress::Interrupt;
use super::task::{Answer, Status, Task};

/// Name and version, as reports print it.
pub const NAME: &str = "HiGHS 1.16 (highs-sys 1.16.0)";

/// Answers a task.
pub fn run(task: &Task) -> Answer {
    let lp = Lp::of(task);
    let (problem, _) = lp.write(task, good_lp::highs);
    let Ok(mut model) = problem.try_into_inner() else { return Answer::none(Status::Failed) };
    set_options(&mut model, task);
    let watch = Watch { task, unit: lp.objective.unit, constant: lp.objective.constant };
    watch.attach(&mut model);
    let Ok(solved) = model.try_solve() else { return Answer::none(Status::Failed) };
    let answer = read(task, &lp, &solved);
    if answer.status != Status::Infeasible || was_searched(&solved) {
        return answer;
    }
    // Presolve alone has said so. Where a row holds both very large and very small numbers it may be mistaken, and
    // nothing audits an infeasibility: ask once more without it.
    let mut model = highs::Model::from(solved);
    model.set_option("presolve", "off");
    let Ok(solved) = model.try_solve() else { return Answer::none(Status::Failed) };
    read(task, &lp, &solved)
}

/// A look at a sheet too wide or too much entangled for the tree made for small ones: the best values of its columns after
/// so many nodes, and whether there is nothing better.
pub fn look(sheet: &Sheet, least: Option<f64>, nodes: u64, task: &Task) -> (Option<Vec<f64>>, bool) {
    let Ok(mut model) = lp::write_sheet(sheet, least, good_lp::highs).try_into_inner() else {
        return (None, false);
    };
    set_options(&mut model, &Task { nodes: Some(nodes), gap: LOOK_GAP, ..*task });
    let watch = Watch { task, unit: 1.0, constant: 0.0 };
    watch.attach(&mut model);
    let Ok(solved) = model.try_solve() else { return (None, false) };
    let feasible =
        solved.int_info_value(c"primal_solution_status") == Ok(HighsSolutionStatus::Feasible as i64);
    let values = feasible.then(|| solved.get_solution().columns().to_vec());
    let complete = matches!(solved.status(), HighsModelStatus::Optimal | HighsModelStatus::Infeasible);
    (values, complete)
}

/// A look ends within this gap.
const LOOK_GAP: f64 = 1e-4;

/// Whether the solver has looked at a relaxation, and not only at the rows.
fn was_searched(solved: &highs::SolvedModel) -> bool {
    solved.int_info_value(c"simplex_iteration_count").is_ok_and(|count| count > 0)
}

fn set_options(model: &mut highs::Model, task: &Task) {
    model.make_quiet();
    model.set_option("threads", 1);
    model.set_option("parallel", "off");
    model.set_option("mip_rel_gap", task.gap);
    model.set_option("mip_abs_gap", 0.0);
    if let Some(deadline) = task.deadline {
        model.set_option("time_limit", deadline.saturating_duration_since(Instant::now()).as_secs_f64());
    }
    if let Some(nodes) = task.nodes {
        model.set_option("mip_max_nodes", i32::try_from(nodes).unwrap_or(i32::MAX));
    }
}

fn read(task: &Task, lp: &Lp, solved: &highs::SolvedModel) -> Answer {
    let objective = &lp.objective;
    let status = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Status::Solved,
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Status::Infeasible,
        HighsModelStatus::ReachedSolutionLimit | HighsModelStatus::ReachedIterationLimit => Status::WorkLimit,
        HighsModelStatus::ReachedInterrupt if task.interrupt.is_some_and(Interrupt::raised) => {
            Status::Interrupted
        }
        HighsModelStatus::ReachedInterrupt | HighsModelStatus::ReachedTimeLimit => Status::TimeLimit,
        _ => Status::Failed,
    };
    let real = |scaled: f64| objective.constant + objective.unit * scaled;
    // Read as a number: the typed getter does not know the -1 HiGHS gives where there is no solution.
    let feasible =
        solved.int_info_value(c"primal_solution_status") == Ok(HighsSolutionStatus::Feasible as i64);
    let solution = feasible.then(|| solved.get_solution());
    let values = solution.as_ref().map(|solution| {
        let units = task.program.vars.iter().map(|var| matrix::float(matrix::column_unit(var)));
        solution.columns().iter().zip(units).map(|(value, unit)| value * unit).collect()
    });
    let bound = if task.relaxed {
        feasible.then(|| real(solved.objective_value()))
    } else {
        solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite()).map(real)
    };
    let multipliers = match &solution {
        Some(solution) if task.relaxed => {
            let program_rows = solution.dual_rows().iter().zip(&lp.rows).take(task.program.rows.len());
            program_rows.map(|(dual, row)| dual * objective.unit / row.unit).collect()
        }
        _ => Vec::new(),
    };
    Answer { status, values, bound, multipliers }
}

/// What the solver's callback looks at. It outlives the solve: it is borrowed by `run` until that returns.
struct Watch<'a> {
    task: &'a Task<'a>,
    unit: f64,
    constant: f64,
}

impl Watch<'_> {
    /// Lets the solver call back on improvements and ask whether to stop.
    #[expect(unsafe_code, reason = "the solver's callbacks are only reachable through its C interface")]
    fn attach(&self, model: &mut highs::Model) {
        let data: *const Self = self;
        // SAFETY: `data` points to a `Watch` that lives until the solve has returned (see `run`); the solver calls
        // back only during the solve, from this thread, and `call` only reads through the pointer.
        unsafe {
            ffi::Highs_setCallback(model.as_mut_ptr(), Some(call), data.cast_mut().cast());
            for kind in [
                ffi::kHighsCallbackMipImprovingSolution,
                ffi::kHighsCallbackMipLogging,
                ffi::kHighsCallbackMipInterrupt,
                ffi::kHighsCallbackSimplexInterrupt,
            ] {
                ffi::Highs_startCallback(model.as_mut_ptr(), kind as c_int);
            }
        }
    }

    fn stops(&self) -> bool {
        self.task.interrupt.is_some_and(Interrupt::raised)
            || self.task.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    fn tell(&self, primal: f64, dual: f64) {
        let Some(watch) = self.task.watch else { return };
        if dual.is_finite() {
            let real = |scaled: f64| self.constant + self.unit * scaled;
            watch(primal.is_finite().then(|| real(primal)), real(dual));
        }
    }
}

/// The solver's callback: stops the search when asked, tells improvements.
#[expect(unsafe_code, reason = "the signature is the solver's C interface")]
unsafe extern "C" fn call(
    kind: c_int,
    _message: *const c_char,
    out: *const ffi::HighsCallbackDataOut,
    answer: *mut ffi::HighsCallbackDataIn,
    data: *mut c_void,
) {
    // SAFETY: `data` is the `Watch` given to `Highs_setCallback` (see `attach`); the other pointers are the solver's,
    // valid during the call or null.
    let (watch, out, answer) = unsafe { (data.cast::<Watch>().as_ref(), out.as_ref(), answer.as_mut()) };
    let Some(watch) = watch else { return };
    if let Some(answer) = answer
        && watch.stops()
    {
        answer.user_interrupt = 1;
    }
    let improving = ffi::kHighsCallbackMipImprovingSolution as c_int;
    if let Some(out) = out
        && (kind == improving || kind == ffi::kHighsCallbackMipLogging as c_int)
    {
        watch.tell(out.mip_primal_bound, out.mip_dual_bound);
    }
}
