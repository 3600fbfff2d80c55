//! The goals after the first one, and the last, which makes the answer unique.

use super::{Found, Search};
use crate::model::{Formulation, Objective, Origin, Row, Sense};
use crate::plan::{Plan, standing};
use crate::scenario::Goal;
use crate::solve::outcome::{Outcome, Reached, Solved, Stopped};
use crate::solve::search;
use crate::units::InitiativeIx;

/// The best plan so far and what is known about it.
pub struct Standing {
    /// The plan.
    pub plan: Plan,
    /// What it reaches, goal by goal.
    pub reached: Vec<Reached>,
    /// Rows that hold what was reached.
    pub held: Vec<Row>,
    /// Starts left in every plan at least as good; empty where nothing is known.
    pub allowed: Vec<search::Choices>,
    /// What stopped a goal, if anything did.
    pub stopped: Option<Stopped>,
    /// No other plan does as well: every further goal is settled.
    pub unique: bool,
}

impl Search<'_> {
    /// Meets one more goal, holding the ones before.
    pub fn improve(&self, standing: &mut Standing, objective: &Objective) {
        let value = self.value_of(objective, &standing.plan);
        if standing.unique {
            standing.reach(objective, value, value, None);
            return;
        }
        if standing.stopped.is_some() {
            // Not everything before is proven: hold what was reached and do the best.
            let mut rows = standing.held.clone();
            rows.push(Formulation::holding(objective, value));
            match self.ask(objective, &rows, None, &standing.allowed) {
                Found::Plan { plan, value, bound, stopped } => {
                    standing.plan = plan;
                    standing.reach(objective, value, bound, stopped);
                }
                Found::Infeasible => {
                    // The plan in hand says otherwise, so this is rounding: nothing is known but the trivial bound.
                    standing.reach(objective, value, self.trivial_bound(objective), None);
                }
                Found::Nothing(stopped, bound) => {
                    let bound = bound.unwrap_or_else(|| self.trivial_bound(objective));
                    standing.reach(objective, value, bound, Some(stopped));
                }
            }
            return;
        }
        match self.ask_for_another(standing, objective, value) {
            Found::Infeasible => {
                standing.unique = true;
                standing.reach(objective, value, value, None);
            }
            Found::Plan { plan, value: other, bound, stopped } => {
                standing.plan = plan;
                standing.reach(objective, other, bound, stopped);
            }
            Found::Nothing(stopped, bound) => {
                let bound = bound.unwrap_or_else(|| self.trivial_bound(objective));
                standing.reach(objective, value, bound, Some(stopped));
            }
        }
    }

    /// The best of all other plans that do at least as well by every goal so far and by this one.
    fn ask_for_another(&self, standing: &Standing, objective: &Objective, value: i128) -> Found {
        let mut rows = standing.held.clone();
        rows.push(Formulation::holding(objective, value));
        rows.push(self.formulation.all_but(&standing.plan.starts));
        self.ask(objective, &rows, None, &standing.allowed)
    }

    /// The last goal, then the verdict.
    pub fn finish(&self, mut standing: Standing) -> Outcome {
        if standing.stopped.is_none() && !standing.unique {
            self.first_in_order(&mut standing);
        }
        let proven = standing.stopped.is_none();
        for reached in &mut standing.reached {
            self.restate(reached, &standing.plan);
        }
        standing.reached.push(Reached { goal: Goal::FirstInOrder, value: 0, bound: 0, proven });
        let solved = Solved { plan: standing.plan, reached: standing.reached };
        match standing.stopped {
            None => Outcome::Proven(solved),
            Some(stopped) => Outcome::Best(solved, stopped),
        }
    }

    /// Says what the plan reaches of a goal: a later goal may have found one that does better by an earlier goal that
    /// was not proven.
    fn restate(&self, reached: &mut Reached, plan: &Plan) {
        let value = standing::goal(self.portfolio, self.scenario, plan, reached.goal);
        let least = reached.goal == Goal::LeastCost;
        let bound = if least { reached.bound.min(value) } else { reached.bound.max(value) };
        *reached = Reached { value, bound, proven: bound == value, ..*reached };
    }

    fn first_in_order(&self, standing: &mut Standing) {
        let base = f64::from(self.portfolio.calendar.years) + 1.0;
        let mut size = 1;
        while base.powi(size + 1) < f64::from(1 << 20) {
            size += 1;
        }
        let all: Vec<InitiativeIx> = (0..self.portfolio.initiatives.len()).map(InitiativeIx).collect();
        for block in all.chunks(size.unsigned_abs() as usize) {
            if !standing.goes_on() || standing.unique {
                return;
            }
            let objective = self.formulation.in_order(self.portfolio, block);
            let value = self.value_of(&objective, &standing.plan);
            match self.ask_for_another(standing, &objective, value) {
                Found::Infeasible => standing.unique = true,
                Found::Plan { plan, stopped, .. } => {
                    standing.plan = plan;
                    standing.stopped = stopped;
                }
                Found::Nothing(stopped, _) => standing.stopped = Some(stopped),
            }
            for &initiative in block {
                standing.held.extend(self.fixing(initiative, &standing.plan));
            }
        }
    }

    /// Rows that hold an initiative's start where it is.
    fn fixing(&self, initiative: InitiativeIx, plan: &Plan) -> impl Iterator<Item = Row> {
        self.formulation.starts.write(initiative, plan.start(initiative)).map(move |(var, set)| Row {
            origin: Origin::Fixed(initiative),
            terms: vec![(var, 1)],
            sense: Sense::Equal,
            rhs: i128::from(set),
        })
    }
}

impl Standing {
    /// Begins with a plan.
    pub fn of(plan: Plan) -> Self {
        Self {
            plan,
            reached: Vec::new(),
            held: Vec::new(),
            allowed: Vec::new(),
            stopped: None,
            unique: false,
        }
    }

    /// Whether what stopped one goal leaves time for the next.
    pub fn goes_on(&self) -> bool {
        match self.stopped {
            None | Some(Stopped::Gap | Stopped::WorkLimit) => true,
            Some(Stopped::TimeLimit | Stopped::Interrupted | Stopped::Solver) => false,
        }
    }

    /// The same with what it reaches of the first goal.
    pub fn reaching(
        mut self,
        objective: &Objective,
        value: i128,
        bound: i128,
        stopped: Option<Stopped>,
    ) -> Self {
        if !objective.terms.is_empty() || objective.goal != Goal::FirstInOrder {
            self.reach(objective, value, bound, stopped);
        }
        self
    }

    fn reach(&mut self, objective: &Objective, value: i128, bound: i128, stopped: Option<Stopped>) {
        self.reached.push(Reached { goal: objective.goal, value, bound, proven: bound == value });
        self.held.push(Formulation::holding(objective, value));
        self.stopped = self.stopped.or(stopped);
    }
}
