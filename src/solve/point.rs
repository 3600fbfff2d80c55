//! The point of the program that a plan is: the exact values of the variables that goals are measured by.

use crate::model::{Formulation, Key, Objective};
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::units::InitiativeIx;

/// The value of every variable under a plan, in the program's order; payments, which no goal measures, are left at zero.
pub fn values(
    portfolio: &Portfolio,
    scenario: &Scenario,
    formulation: &Formulation,
    plan: &Plan,
) -> Vec<i128> {
    let of = |key: Key| match key {
        Key::Together(rule, year) => {
            let Rule::Synergy { members, .. } = &scenario.rules[rule] else { return 0 };
            i128::from(members.iter().all(|&member| plan.in_service(portfolio, member, year)))
        }
        Key::Level(scheme, indicator, year) => {
            standing::levels(portfolio, plan, scheme, year)[indicator.0].0.into()
        }
        Key::StartedBy(..)
        | Key::StartsIn(..)
        | Key::Paid(..)
        | Key::PaidCarried(..)
        | Key::Extra(_)
        | Key::Apart(_) => 0,
    };
    let mut values: Vec<i128> = formulation.program.vars.iter().map(|var| of(var.key)).collect();
    for ix in (0..plan.starts.len()).map(InitiativeIx) {
        for (var, set) in formulation.starts.write(ix, plan.start(ix)) {
            values[var as usize] = i128::from(set);
        }
    }
    values
}

/// The objective's exact value at these values of the variables.
pub fn value(objective: &Objective, values: &[i128]) -> i128 {
    objective.constant + objective.terms.iter().map(|&(var, c)| c * values[var as usize]).sum::<i128>()
}

/// The value that is one unit better.
pub fn next_better(objective: &Objective, value: i128) -> i128 {
    if objective.maximise { value + 1 } else { value - 1 }
}

/// The value that is one unit worse.
pub fn next_worse(objective: &Objective, value: i128) -> i128 {
    if objective.maximise { value - 1 } else { value + 1 }
}

/// Whether one value of the objective is better than another.
pub fn is_better(objective: &Objective, value: i128, than: i128) -> bool {
    if objective.maximise { value > than } else { value < than }
}
