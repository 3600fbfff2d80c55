//! Plans near to others, and far from them.
//!
//! [`nearest`] asks for the fewest changed decisions with which a scenario has a plan at all; [`farthest`] for the plan that
//! differs most from others while its value stays within reach of the best. Both are programs of their own for the
//! backend; distances are counted again on the plan, and the audit has the last word.

use super::outcome::Stopped;
use super::task::{self, Status, Task};
use super::{Options, matrix};
use crate::audit;
use crate::model::{Formulation, Objective, Row, formulate};
use crate::plan::{Apart, Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::units::InitiativeIx;

/// Plans the audit rejected before a search gives up.
const MOST_REJECTED: usize = 50;

/// A plan far from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Far {
    /// The plan; it keeps every rule and reaches the value asked for.
    pub plan: Plan,
    /// How far it is from the nearest of the others, counted on the plan.
    pub distance: i128,
    /// Why the search for a farther one ended; `None` where the solver says that there is none.
    pub stopped: Option<Stopped>,
}

/// The plan with the fewest decisions changed, and their number; `None` where there is no plan or it was not shown to
/// be the fewest.
#[must_use]
pub fn nearest(
    portfolio: &Portfolio,
    scenario: &Scenario,
    from: &Plan,
    options: &Options,
) -> Option<(Plan, usize)> {
    let formulation = formulate(portfolio, scenario);
    let objective = formulation.changes(from);
    let question = Question { portfolio, scenario, formulation: &formulation, options };
    let (plan, stopped) = question.ask(&objective, Vec::new())?;
    let changes = Apart::Starts.between(portfolio, from, &plan);
    stopped.is_none().then_some(())?;
    Some((plan, usize::try_from(changes).ok()?))
}

/// The plan farthest from the nearest of `from`, of those whose first goal is at least as good as `least`; of several,
/// one that is best by that goal as far as the limits on work allow. `None` where none was found.
#[must_use]
pub fn farthest(
    portfolio: &Portfolio,
    scenario: &Scenario,
    apart: Apart,
    from: &[Plan],
    least: i128,
    options: &Options,
) -> Option<Far> {
    let mut formulation = formulate(portfolio, scenario);
    let goal = formulation.program.objectives.first().cloned();
    let objective = formulation.distance(portfolio, apart, from);
    let held: Vec<Row> = goal.iter().map(|goal| Formulation::holding(goal, least)).collect();
    let question = Question { portfolio, scenario, formulation: &formulation, options };
    let (plan, stopped) = question.ask(&objective, held.clone())?;
    let nearest = |plan: &Plan| {
        from.iter().map(|other| apart.between(portfolio, other, plan)).min().unwrap_or_default()
    };
    let distance = nearest(&plan);
    let mut far = Far { plan, distance, stopped };
    if let Some(goal) = goal.filter(|_| far.stopped.is_none()) {
        let mut rows = held;
        rows.push(Formulation::holding(&objective, distance));
        let reach = |plan: &Plan| standing::goal(portfolio, scenario, plan, goal.goal);
        let better = |plan: &Plan| {
            let (now, then) = (reach(plan), reach(&far.plan));
            if goal.maximise { now > then } else { now < then }
        };
        if let Some((plan, _)) = question.ask(&goal, rows)
            && nearest(&plan) >= distance
            && better(&plan)
        {
            far.distance = nearest(&plan);
            far.plan = plan;
        }
    }
    Some(far)
}

struct Question<'a> {
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    formulation: &'a Formulation,
    options: &'a Options<'a>,
}

impl Question<'_> {
    /// The best plan the audit accepts, and what stopped the search for a better one.
    fn ask(&self, objective: &Objective, mut extra: Vec<Row>) -> Option<(Plan, Option<Stopped>)> {
        let limits = &self.options.limits;
        for _ in 0..MOST_REJECTED {
            let answer = task::run(&Task {
                backend: self.options.backend,
                program: &self.formulation.program,
                objective,
                extra: &extra,
                relaxed: false,
                gap: limits.gap,
                deadline: limits.deadline,
                nodes: limits.nodes,
                interrupt: self.options.interrupt,
                watch: None,
            });
            let values = answer.values?;
            let plan = self.read(&values);
            if audit::keeps_all(self.portfolio, self.scenario, &plan) {
                let stopped = match answer.status {
                    Status::Solved | Status::Infeasible if limits.gap > 0.0 => Some(Stopped::Gap),
                    Status::Solved | Status::Infeasible => None,
                    Status::TimeLimit => Some(Stopped::TimeLimit),
                    Status::WorkLimit => Some(Stopped::WorkLimit),
                    Status::Interrupted => Some(Stopped::Interrupted),
                    Status::Failed => Some(Stopped::Solver),
                };
                return Some((plan, stopped));
            }
            extra.push(self.formulation.all_but(&plan.starts));
        }
        None
    }

    fn read(&self, values: &[f64]) -> Plan {
        let set = |var: u32| matrix::whole(values[var as usize].round()).is_some_and(|value| value > 0);
        let count = self.portfolio.initiatives.len();
        Plan { starts: (0..count).map(|ix| self.formulation.starts.read(InitiativeIx(ix), set)).collect() }
    }
}
