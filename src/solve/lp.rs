//! A task as a `good_lp` problem, whichever backend solves it.

use good_lp::solvers::{ResolutionError, SolverModel};
use good_lp::variable::UnsolvedProblem;
use good_lp::{Expression, ProblemVariables, Variable, constraint, variable};

#[cfg(feature = "highs")]
use super::branch::Sheet;
use super::matrix::{self, FloatObjective, FloatRow};
use super::task::Task;

/// The floating-point form of a task.
pub struct Lp {
    /// What is optimised.
    pub objective: FloatObjective,
    /// The program's rows, then the task's own.
    pub rows: Vec<FloatRow>,
}

impl Lp {
    /// Scales a task.
    pub fn of(task: &Task) -> Self {
        let rows = task.program.rows.iter().chain(task.extra);
        Self {
            objective: matrix::objective(task.program, task.objective),
            rows: rows.map(|row| matrix::row(task.program, row)).collect(),
        }
    }

    /// Writes it for a backend; the variables are in the program's order.
    pub fn write<S: SolverModel<Error = ResolutionError>>(
        &self,
        task: &Task,
        using: impl FnOnce(UnsolvedProblem) -> S,
    ) -> (S, Vec<Variable>) {
        let mut columns = ProblemVariables::new();
        let vars: Vec<Variable> = task
            .program
            .vars
            .iter()
            .map(|var| {
                let (lower, upper) = matrix::bounds(var);
                let definition = variable().min(lower).max(upper);
                columns.add(if var.whole && !task.relaxed { definition.integer() } else { definition })
            })
            .collect();
        let sum = |terms: &[(u32, f64)]| {
            let mut line = Expression::with_capacity(terms.len());
            for &(var, coefficient) in terms {
                line.add_mul(coefficient, vars[var as usize]);
            }
            line
        };
        let goal = sum(&self.objective.terms);
        let unsolved = if task.objective.maximise { columns.maximise(goal) } else { columns.minimise(goal) };
        let mut problem = using(unsolved);
        for row in &self.rows {
            let line = sum(&row.terms);
            #[expect(clippy::float_cmp, reason = "both sides of an equality were written from one number")]
            let equal = row.lower == row.upper;
            problem.add_constraint(if equal {
                constraint!(line == row.upper)
            } else if row.upper.is_finite() {
                constraint!(line <= row.upper)
            } else {
                constraint!(line >= row.lower)
            });
        }
        (problem, vars)
    }
}

/// Writes a sheet for a backend that looks at sheets; `least` is a sum of cost times value that must be passed.
#[cfg(feature = "highs")]
pub fn write_sheet<S: SolverModel<Error = ResolutionError>>(
    sheet: &Sheet,
    least: Option<f64>,
    using: impl FnOnce(UnsolvedProblem) -> S,
) -> S {
    let mut columns = ProblemVariables::new();
    let vars: Vec<Variable> = (0..sheet.width())
        .map(|at| {
            let definition = variable().min(sheet.lower[at]).max(sheet.upper[at]);
            columns.add(if sheet.whole[at] { definition.integer() } else { definition })
        })
        .collect();
    let mut goal = Expression::with_capacity(sheet.width());
    for (&cost, &var) in sheet.cost.iter().zip(&vars) {
        goal.add_mul(cost, var);
    }
    let mut problem = using(columns.maximise(goal.clone()));
    if let Some(least) = least {
        problem.add_constraint(constraint!(goal >= least));
    }
    for row in 0..sheet.height() {
        let mut line = Expression::with_capacity(8);
        for (at, coefficient) in sheet.rows.of(row) {
            line.add_mul(coefficient, vars[at]);
        }
        let (lower, upper) = (sheet.row_lower[row], sheet.row_upper[row]);
        if upper.is_finite() && (upper - lower).abs() <= 0.0 {
            problem.add_constraint(constraint!(line == upper));
            continue;
        }
        if lower.is_finite() {
            problem.add_constraint(constraint!(line.clone() >= lower));
        }
        if upper.is_finite() {
            problem.add_constraint(constraint!(line <= upper));
        }
    }
    problem
}
