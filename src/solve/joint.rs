//! Several scenarios decided together, their plans tied: what is funded in a lower one stays funded in a higher one.
//!
//! The joint program is a copy of each scenario's program, side by side, and the rows
//! `started[i, lower] <= sum over j in alternatives(i) of started[j, higher]`.
//! Its objective is `sum over copies k of weight_k * value_k` in exact integers. What no copy can pass (its own optimum)
//! is a row of it; and as every plan in hand leaves each copy only so much to lose, prices rule out most starts
//! beforehand (see `search::lagrange`). Every plan of an answer is audited against its own scenario.

use rayon::prelude::*;

use super::outcome::Stopped;
use super::search::{Choices, Lagrange, fixings};
use super::task::{self, Status, Task};
use super::{Options, closure, matrix, point, relaxation};
use crate::audit::Auditor;
use crate::model::{Formulation, Line, Objective, Origin, Program, Row, Sense, VarIx, formulate};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Scenario};
use crate::units::InitiativeIx;

/// One of the scenarios, the lowest first.
#[derive(Clone, Copy)]
pub struct Copy<'a> {
    /// The scenario; its first goal is the one that counts.
    pub scenario: &'a Scenario,
    /// How much its value weighs.
    pub weight: i128,
    /// What no plan of it passes.
    pub bound: i128,
}

/// If `lower` is started in a scenario, one of `higher` is started in the next.
pub struct Tie {
    /// Who, in the lower one.
    pub lower: InitiativeIx,
    /// Any of these, in the higher one.
    pub higher: Vec<InitiativeIx>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joint {
    /// A plan for each copy, what they are worth together (weighted), and what cannot be passed.
    Reached {
        /// In the order of the copies.
        plans: Vec<Plan>,
        /// `sum of weight * value`.
        value: i128,
        /// The bound on it; equal where proven.
        bound: i128,
        /// What stopped the search where it is not proven.
        stopped: Option<Stopped>,
    },
    /// There are no plans that keep all rules and ties.
    Infeasible,
    /// Neither plans nor a proof that there are none.
    Unknown(Stopped),
}

/// Sets of plans the audit may reject before the search gives up.
const MOST_REJECTED: usize = 50;

/// The best plans for all copies together; `start` are plans in hand that keep everything.
#[must_use]
pub fn joint(
    portfolio: &Portfolio,
    copies: &[Copy],
    ties: &[Tie],
    start: Option<&[Plan]>,
    options: &Options,
) -> Joint {
    let formulations: Vec<Formulation> =
        copies.par_iter().map(|copy| formulate(portfolio, copy.scenario)).collect();
    let Some(parts) = Part::all(portfolio, copies, &formulations) else { return Joint::Infeasible };
    let together = Together { parts: &parts, options };
    let known = start.map(|plans| (plans.to_vec(), together.value(plans)));
    let most: i128 = copies.iter().map(|copy| copy.weight * copy.bound).sum();
    if let Some((plans, value)) = &known
        && *value >= most
    {
        return Joint::Reached { plans: plans.clone(), value: *value, bound: *value, stopped: None };
    }
    let program = together.program(ties, known.as_ref().map(|(_, value)| most - value));
    let objective = &program.objectives[0];
    let mut extra = Vec::new();
    if let Some((_, value)) = &known {
        extra.push(Formulation::holding(objective, value + 1));
    }
    for _ in 0..MOST_REJECTED {
        let answer = together.ask(&program, objective, &extra);
        let bound = answer.bound.and_then(|bound| matrix::whole_bound(bound, true));
        let tightest = bound.unwrap_or(most).min(most);
        let Some(values) = answer.values.as_ref() else {
            let (stopped, proven) = match answer.status {
                Status::Solved | Status::Infeasible => (None, true),
                status => (Some(why(status)), false),
            };
            return match (known, stopped) {
                (Some((plans, value)), _) if proven => {
                    Joint::Reached { plans, value, bound: value, stopped: None }
                }
                (Some((plans, value)), stopped) => {
                    Joint::Reached { plans, value, bound: tightest.max(value), stopped }
                }
                (None, None) => Joint::Infeasible,
                (None, Some(stopped)) => Joint::Unknown(stopped),
            };
        };
        let plans = together.read(values);
        if parts.iter().zip(&plans).all(|(part, plan)| part.auditor.keeps_all(plan)) {
            let value = together.value(&plans);
            // What a solver calls better by less than its floats can tell may not be better.
            let (plans, value) = match known {
                Some((held, best)) if best >= value => (held, best),
                _ => (plans, value),
            };
            let solved = answer.status == Status::Solved && options.limits.gap <= 0.0;
            let bound = if solved { value } else { tightest.max(value) };
            let stopped = (bound != value).then(|| match answer.status {
                Status::Solved => Stopped::Gap,
                status => why(status),
            });
            return Joint::Reached { plans, value, bound, stopped };
        }
        extra.extend(
            parts
                .iter()
                .zip(&plans)
                .find(|(part, plan)| !part.auditor.keeps_all(plan))
                .map(|(part, plan)| part.shifted(&part.formulation.all_but(&plan.starts))),
        );
    }
    match known {
        Some((plans, value)) => Joint::Reached { plans, value, bound: most, stopped: Some(Stopped::Solver) },
        None => Joint::Unknown(Stopped::Solver),
    }
}

fn why(status: Status) -> Stopped {
    match status {
        Status::TimeLimit => Stopped::TimeLimit,
        Status::WorkLimit => Stopped::WorkLimit,
        Status::Interrupted => Stopped::Interrupted,
        Status::Solved | Status::Infeasible | Status::Failed => Stopped::Solver,
    }
}

/// One copy in its place.
struct Part<'a> {
    portfolio: &'a Portfolio,
    copy: Copy<'a>,
    formulation: &'a Formulation,
    objective: &'a Objective,
    auditor: Auditor<'a>,
    /// Position of its first variable.
    first: VarIx,
}

impl<'a> Part<'a> {
    /// Every copy; `None` where one has no goal to weigh.
    fn all(
        portfolio: &'a Portfolio,
        copies: &[Copy<'a>],
        formulations: &'a [Formulation],
    ) -> Option<Vec<Self>> {
        let mut first = 0;
        let part = |(copy, formulation): (&Copy<'a>, &'a Formulation)| {
            let here = first;
            first += VarIx::try_from(formulation.program.vars.len()).ok()?;
            Some(Self {
                portfolio,
                copy: *copy,
                formulation,
                objective: formulation.program.objectives.first()?,
                auditor: Auditor::new(portfolio, copy.scenario),
                first: here,
            })
        };
        copies.iter().zip(formulations).map(part).collect()
    }

    /// A row of the copy's program among all variables.
    fn shifted(&self, row: &Row) -> Row {
        let terms = row.terms.iter().map(|&(var, coefficient)| (var + self.first, coefficient)).collect();
        Row { terms, ..*row }
    }

    /// What of the copy's starts a plan can have that gives away at most `loss` of the weighted sum.
    fn priced(&self, loss: i128, options: &Options) -> Vec<Row> {
        let (backend, deadline) = (options.backend, options.limits.deadline);
        let ask = closure::Ask { backend, deadline, interrupt: options.interrupt };
        let relaxed = relaxation::relax(self.formulation, self.objective, &ask);
        let certified = relaxation::certified(self.formulation, self.objective, &relaxed);
        let lagrange =
            certified.and_then(|known| Lagrange::of(self.formulation, self.objective, &known.multipliers));
        let Some(lagrange) = lagrange else { return Vec::new() };
        let least = self.copy.bound - loss / self.copy.weight.max(1);
        let allowed: Vec<Choices> = lagrange.allowed(self.objective, least);
        fixings(self.formulation, &allowed)
    }

    fn value(&self, plan: &Plan) -> i128 {
        let values = point::values(self.portfolio, self.copy.scenario, self.formulation, plan);
        point::value(self.objective, &values)
    }
}

/// All copies.
struct Together<'a> {
    parts: &'a [Part<'a>],
    options: &'a Options<'a>,
}

impl Together<'_> {
    /// The joint program. Where plans in hand leave at most `loss` to gain, no copy may lose more.
    fn program(&self, ties: &[Tie], loss: Option<i128>) -> Program {
        let options = self.options;
        let priced: Vec<Vec<Row>> = self
            .parts
            .par_iter()
            .map(|part| loss.map(|loss| part.priced(loss, options)).unwrap_or_default())
            .collect();
        let mut program = Program::default();
        let mut line = Line::default();
        for (part, priced) in self.parts.iter().zip(priced) {
            program.vars.extend(part.formulation.program.vars.iter().copied());
            let own = part.formulation.program.rows.iter().cloned().chain(priced);
            program.rows.extend(own.map(|row| part.shifted(&row)));
            let most = Formulation::holding(
                &Objective { maximise: false, ..part.objective.clone() },
                part.copy.bound,
            );
            program.rows.push(part.shifted(&most));
            line.add_constant(part.objective.constant * part.copy.weight);
            for &(var, coefficient) in &part.objective.terms {
                line.add(var + part.first, coefficient * part.copy.weight);
            }
        }
        for pair in self.parts.windows(2) {
            program.rows.extend(ties.iter().map(|tie| tied(&pair[0], &pair[1], tie)));
        }
        program.objectives = vec![line.objective(Goal::MostValue, true)];
        program
    }

    fn ask(&self, program: &Program, objective: &Objective, extra: &[Row]) -> task::Answer {
        let limits = &self.options.limits;
        task::run(&Task {
            backend: self.options.backend,
            program,
            objective,
            extra,
            relaxed: false,
            gap: limits.gap,
            deadline: limits.deadline,
            nodes: limits.nodes,
            interrupt: self.options.interrupt,
            watch: None,
        })
    }

    fn value(&self, plans: &[Plan]) -> i128 {
        self.parts.iter().zip(plans).map(|(part, plan)| part.copy.weight * part.value(plan)).sum()
    }

    fn read(&self, values: &[f64]) -> Vec<Plan> {
        let of = |part: &Part| {
            let set = |var: VarIx| values[(var + part.first) as usize] > 0.5;
            let all = 0..part.portfolio.initiatives.len();
            Plan { starts: all.map(|ix| part.formulation.starts.read(InitiativeIx(ix), set)).collect() }
        };
        self.parts.iter().map(of).collect()
    }
}

/// `started[lower] - sum of started[higher] <= 0`.
fn tied(low: &Part, high: &Part, tie: &Tie) -> Row {
    let mut line = Line::default();
    let mut add = |part: &Part, who: InitiativeIx, sign: i128| {
        let mut own = Line::default();
        part.formulation.starts.started(&mut own, who, 1);
        let (terms, constant) = own.finish();
        for (var, coefficient) in terms {
            line.add(var + part.first, coefficient * sign);
        }
        line.add_constant(constant * sign);
    };
    add(low, tie.lower, 1);
    for &who in &tie.higher {
        add(high, who, -1);
    }
    line.row(Origin::Definition, Sense::AtMost, 0)
}
