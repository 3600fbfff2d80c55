//! A task as a `good_lp` problem, whichever backend solves it.

use good_lp::solvers::{ResolutionError, SolverModel};
use good_lp::variable::UnsolvedProblem;
use good_lp::{Expression, ProblemVariables, Variable, constraint, variable};

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
