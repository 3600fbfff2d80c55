//! The linear relaxation of the first goal: who solves it, and the bound that its multipliers prove.

use std::time::Instant;

use super::closure;
use super::outcome::Relaxation;
use super::task::{self, Answer, Task};
use super::{Options, matrix};
use crate::model::{Formulation, Objective, Row, bound};

/// The linear relaxation of the first goal, with the bound its multipliers prove in exact integers. Multipliers the
/// solver does not give (within the limits) are zero, which proves little but nothing wrong.
#[must_use]
pub fn relaxation(formulation: &Formulation, options: &Options) -> Option<Relaxation> {
    let objective = formulation.program.objectives.first()?;
    let (backend, deadline) = (options.backend, options.limits.deadline);
    let ask = closure::Ask { backend, deadline, interrupt: options.interrupt };
    certified(formulation, objective, &relax(formulation, objective, &ask))
}

/// Solves it, the way that suits the program. Where a clock runs, closures get a third of what is left.
pub(super) fn relax(formulation: &Formulation, objective: &Objective, ask: &closure::Ask) -> Answer {
    let program = &formulation.program;
    if closure::is_for(program) {
        let now = Instant::now();
        let deadline = ask.deadline.map(|end| now + end.saturating_duration_since(now) / 3);
        if let Some(answer) = closure::relax(program, objective, &closure::Ask { deadline, ..*ask }) {
            return answer;
        }
    }
    task::run(&Task {
        backend: ask.backend,
        program,
        objective,
        extra: &[],
        relaxed: true,
        gap: 0.0,
        deadline: ask.deadline,
        nodes: None,
        interrupt: ask.interrupt,
        watch: None,
    })
}

/// A relaxation's multipliers as stored fractions, with the bound they prove.
pub(super) fn certified(
    formulation: &Formulation,
    objective: &Objective,
    answer: &Answer,
) -> Option<Relaxation> {
    let program = &formulation.program;
    let sign = if objective.maximise { 1.0 } else { -1.0 };
    let stored = |(row, multiplier): (&Row, f64)| {
        let units = (multiplier * sign * matrix::float(bound::SCALE)).round_ties_even();
        bound::allowed(row.sense, matrix::whole(units).unwrap_or(0))
    };
    let given = answer.multipliers.iter().copied().chain(std::iter::repeat(0.0));
    let multipliers: Vec<i128> = program.rows.iter().zip(given).map(stored).collect();
    let bound = bound::checked(program, objective, &multipliers).ok()?;
    Some(Relaxation { multipliers, bound })
}
