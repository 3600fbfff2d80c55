//! Goals in strict order, each holding the ones before, until the answer is the only one.
//!
//! After the first goal every further question is asked of all plans but the best one known: is there another that
//! does at least as well? Usually there is none, and one proof settles every remaining goal at once. The last goal,
//! the smallest start vector in id order, is met a few initiatives at a time, their ranks the digits of one number.

mod later;

use std::time::Instant;

use self::later::Standing;
use super::outcome::{First, Outcome, Reached, Relaxation, Stopped};
use super::progress::{Improvement, Interrupt};
use super::task::{self, Status, Task};
use super::{Options, Stages, matrix, point, search};
use crate::audit::Auditor;
use crate::model::{Formulation, Objective, Row, bound, formulate};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Scenario};
use crate::units::InitiativeIx;

/// Plans the audit rejected before a search gives up; each is left out of the next try.
const MOST_REJECTED: usize = 200;

/// Meets the scenario's goals in strict order.
#[must_use]
pub fn solve(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> Outcome {
    certified(portfolio, scenario, options).0
}

/// The same with the relaxation of the first goal, where the search solved it: its multipliers certify a bound.
#[must_use]
pub fn certified(
    portfolio: &Portfolio,
    scenario: &Scenario,
    options: &Options,
) -> (Outcome, Option<Relaxation>) {
    // Writing a large program takes longer than anybody waits who has ended the search.
    if let Some(stopped) = options.ended() {
        return (Outcome::Unknown(stopped), None);
    }
    Search::of(portfolio, scenario, options, &formulate(portfolio, scenario)).run()
}

/// Meets the first goal alone: what studies ask of hundreds of neighbours. Of several plans as good it is any one, the
/// same at every run.
#[must_use]
pub fn first_goal(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> First {
    if let (Some(stopped), None) = (options.ended(), &options.start) {
        return First::Unknown(stopped);
    }
    let formulation = formulate(portfolio, scenario);
    let search = Search::of(portfolio, scenario, options, &formulation);
    let nothing = nothing();
    let objective = formulation.program.objectives.first().unwrap_or(&nothing);
    match search.prove(objective, &search.approach(objective, true)) {
        Found::Infeasible => First::Infeasible,
        Found::Nothing(stopped, _) => First::Unknown(stopped),
        Found::Plan { plan, value, bound, stopped } => {
            let reached = Reached { goal: objective.goal, value, bound, proven: value == bound };
            First::Reached(plan, reached, stopped)
        }
    }
}

/// Whether any plan keeps every rule.
pub(super) enum Feasible {
    /// This one does.
    Yes(Plan),
    /// None does.
    No,
    /// Nobody knows.
    Unknown,
}

/// Looks for any plan that keeps every rule, whatever it is worth.
pub(super) fn feasible(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> Feasible {
    // Whoever asks hundreds of these is not to pay for writing the program once there is no time to search it.
    if options.ended().is_some() {
        return Feasible::Unknown;
    }
    let formulation = formulate(portfolio, scenario);
    let search = Search::of(portfolio, scenario, options, &formulation);
    match search.ask(&nothing(), &[], None, &[]) {
        Found::Plan { plan, .. } => Feasible::Yes(plan),
        Found::Infeasible => Feasible::No,
        Found::Nothing(..) => Feasible::Unknown,
    }
}

/// An objective every plan meets alike.
fn nothing() -> Objective {
    Objective { goal: Goal::FirstInOrder, maximise: true, terms: Vec::new(), constant: 0 }
}

/// Tells somebody a value and a bound.
type Teller<'a> = Box<dyn Fn(Option<f64>, f64) + Sync + 'a>;

/// What one question ends with.
enum Found {
    /// A plan; `bound` equals `value` where it is proven best.
    Plan { plan: Plan, value: i128, bound: i128, stopped: Option<Stopped> },
    /// There is none.
    Infeasible,
    /// Nobody knows; the bound on what there may be, where the solver has one.
    Nothing(Stopped, Option<i128>),
}

struct Search<'a> {
    auditor: Auditor<'a>,
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    formulation: &'a Formulation,
    options: &'a Options<'a>,
    begun: Instant,
    deadline: Option<Instant>,
}

impl<'a> Search<'a> {
    fn of(
        portfolio: &'a Portfolio,
        scenario: &'a Scenario,
        options: &'a Options,
        formulation: &'a Formulation,
    ) -> Self {
        let begun = Instant::now();
        Self {
            auditor: Auditor::new(portfolio, scenario),
            portfolio,
            scenario,
            formulation,
            options,
            begun,
            deadline: options.limits.deadline,
        }
    }

    fn run(&self) -> (Outcome, Option<Relaxation>) {
        let nothing = nothing();
        // Without goals any plan will do, and the last goal chooses.
        let (first, later) = self.formulation.program.objectives.split_first().unwrap_or((&nothing, &[]));
        let known = self.approach(first, false);
        let mut standing = match self.prove(first, &known) {
            Found::Infeasible => return (Outcome::Infeasible, known.relaxation),
            Found::Nothing(stopped, _) => return (Outcome::Unknown(stopped), known.relaxation),
            Found::Plan { plan, value, bound, stopped } => {
                if let Some(tell) = self.telling(first.goal, None) {
                    tell(Some(matrix::float(value)), matrix::float(bound));
                }
                Standing::of(plan).reaching(first, value, bound, stopped)
            }
        };
        standing.held.extend(known.fixings);
        standing.allowed = known.allowed;
        standing.unique = known.unique && standing.stopped.is_none();
        for objective in later {
            if !standing.goes_on() {
                break;
            }
            self.improve(&mut standing, objective);
        }
        (self.finish(standing), known.relaxation)
    }

    /// The fast stages of the first goal, which may be the only one asked for.
    fn approach(&self, objective: &Objective, alone: bool) -> search::Known {
        if self.options.stages == Stages::ExactOnly {
            return search::Known::default();
        }
        let tell = self.telling(objective.goal, None);
        search::approach(&search::Ground {
            portfolio: self.portfolio,
            formulation: self.formulation,
            objective,
            options: self.options,
            deadline: self.deadline,
            accepts: &|plan| self.auditor.keeps_all(plan),
            values: &|plan| point::values(self.portfolio, self.scenario, self.formulation, plan),
            alone,
            tell: tell.as_deref(),
        })
    }

    /// The exact search for the first goal, with what the fast stages know: it asks for a better plan than theirs, and
    /// none means that theirs is the best. The tighter of both bounds counts.
    fn prove(&self, objective: &Objective, known: &search::Known) -> Found {
        let mut rows = known.fixings.clone();
        let plans_only = self.options.stages == Stages::PlansOnly;
        let Some((best, value)) = &known.best else {
            if known.nothing {
                return Found::Infeasible;
            }
            if plans_only && !self.is_broken(&rows) {
                return Found::Nothing(Stopped::WorkLimit, known.bound);
            }
            rows.extend(self.options.enough.map(|enough| Formulation::holding(objective, enough)));
            return self.ask(objective, &rows, None, &[]);
        };
        let enough = self.options.enough.filter(|enough| point::is_better(objective, *enough, *value));
        let wanted = enough.unwrap_or_else(|| point::next_better(objective, *value));
        rows.push(Formulation::holding(objective, wanted));
        let tighter = |bound: Option<i128>| {
            let relaxed = known.relaxation.as_ref().map(|relaxation| relaxation.bound);
            let told = [known.bound, self.options.bound, Some(self.trivial_bound(objective))];
            let both = bound.into_iter().chain(relaxed).chain(told.into_iter().flatten());
            let tightest = if objective.maximise { both.min() } else { both.max() };
            tightest.unwrap_or(i128::MAX)
        };
        let settled = |plan: &Plan, value: i128, bound: i128, stopped: Option<Stopped>| {
            // No plan passes the bound, and this one is in hand.
            let bound = if objective.maximise { bound.max(value) } else { bound.min(value) };
            let stopped = if bound == value { None } else { stopped };
            Found::Plan { plan: plan.clone(), value, bound, stopped }
        };
        let at_once = settled(best, *value, tighter(None), Some(Stopped::Gap));
        if let Found::Plan { value, bound, .. } = at_once
            && (relative(value, bound) <= self.options.limits.gap || self.is_decided(objective, value, bound))
        {
            return at_once;
        }
        if known.wide || plans_only {
            let stopped = if self.stops() { Stopped::TimeLimit } else { Stopped::WorkLimit };
            let stopped = if self.options.interrupt.is_some_and(Interrupt::raised) {
                Stopped::Interrupted
            } else {
                stopped
            };
            return settled(best, *value, tighter(None), Some(stopped));
        }
        match self.ask(objective, &rows, Some((*value, tighter(None))), &[]) {
            Found::Infeasible => {
                let least = point::next_worse(objective, wanted);
                settled(best, *value, tighter(Some(least)), Some(Stopped::Gap))
            }
            Found::Nothing(stopped, bound) => settled(best, *value, tighter(bound), Some(stopped)),
            Found::Plan { plan, value: reached, bound, stopped } => {
                let better = point::is_better(objective, reached, *value);
                let (plan, value) = if better { (&plan, reached) } else { (best, *value) };
                settled(plan, value, tighter(Some(bound)), stopped)
            }
        }
    }

    /// Whether there is a plan that is enough, or surely none.
    fn is_decided(&self, objective: &Objective, value: i128, bound: i128) -> bool {
        let falls_short =
            |reached: i128| self.options.enough.map(|enough| point::is_better(objective, enough, reached));
        !self.options.further && falls_short(value) == Some(false) || falls_short(bound) == Some(true)
    }

    fn stops(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// Whether a row is broken by every plan, as can be seen from the row alone.
    fn is_broken(&self, extra: &[Row]) -> bool {
        let mut rows = self.formulation.program.rows.iter().chain(extra);
        rows.any(|row| row.settled() == Some(false))
    }

    /// Asks the solver, and again without the plans the audit rejects; `known` are value and bound in hand.
    fn ask(
        &self,
        objective: &Objective,
        extra: &[Row],
        known: Option<(i128, i128)>,
        allowed: &[search::Choices],
    ) -> Found {
        if self.is_broken(extra) {
            return Found::Infeasible;
        }
        if known.is_none()
            && let Some(found) = self.ask_tree(objective, extra, allowed)
        {
            return found;
        }
        if self.stops() {
            return Found::Nothing(Stopped::TimeLimit, None);
        }
        let mut extra = extra.to_vec();
        let known = known.map(|known| (known, objective.maximise));
        let tell = self.telling(objective.goal, known);
        let watch = tell.as_deref();
        for _ in 0..MOST_REJECTED {
            let answer = task::run(&Task { watch, ..self.task(objective, &extra) });
            let bound = answer.bound.and_then(|bound| matrix::whole_bound(bound, objective.maximise));
            let Some(plan) = answer.values.as_ref().map(|values| self.read(values)) else {
                return match stopped(answer.status) {
                    None => Found::Infeasible,
                    Some(stopped) => Found::Nothing(stopped, bound),
                };
            };
            if self.auditor.keeps_all(&plan) {
                return self.found(objective, answer.status, bound, plan);
            }
            extra.push(self.formulation.all_but(&plan.starts));
        }
        Found::Nothing(Stopped::Solver, None)
    }

    /// Asks the tree made for small programs; `None` where it did not finish.
    fn ask_tree(&self, objective: &Objective, extra: &[Row], allowed: &[search::Choices]) -> Option<Found> {
        if self.options.stages == Stages::ExactOnly {
            return None;
        }
        let values = |plan: &Plan| point::values(self.portfolio, self.scenario, self.formulation, plan);
        let keeps = |plan: &Plan| {
            let values = values(plan);
            self.auditor.keeps_all(plan) && extra.iter().all(|row| row.holds(&values))
        };
        let ground = search::Ground {
            portfolio: self.portfolio,
            formulation: self.formulation,
            objective,
            options: self.options,
            deadline: self.deadline,
            accepts: &keeps,
            values: &values,
            alone: true,
            tell: None,
        };
        let found = search::exact(&ground, extra, allowed)?;
        let Some((plan, value)) = found.better.clone() else { return Some(Found::Infeasible) };
        let bound = found.limit(objective, value, self.options.limits.gap).unwrap_or(value);
        let bound = if objective.maximise { bound.max(value) } else { bound.min(value) };
        let stopped = (bound != value).then_some(Stopped::Gap);
        Some(Found::Plan { plan, value, bound, stopped })
    }

    fn task<'t>(&'t self, objective: &'t Objective, extra: &'t [Row]) -> Task<'t> {
        Task {
            backend: self.options.backend,
            program: &self.formulation.program,
            objective,
            extra,
            relaxed: false,
            gap: self.options.limits.gap,
            deadline: self.deadline,
            nodes: self.options.limits.nodes,
            interrupt: self.options.interrupt,
            watch: None,
        }
    }

    fn found(&self, objective: &Objective, status: Status, claimed: Option<i128>, plan: Plan) -> Found {
        let value = self.value_of(objective, &plan);
        let proven = status == Status::Solved && self.options.limits.gap <= 0.0;
        // A bound on the wrong side of a plan in hand is rounding: the plan itself is the better bound.
        let clamped =
            claimed.map(|bound| if objective.maximise { bound.max(value) } else { bound.min(value) });
        let bound = if proven { value } else { clamped.unwrap_or_else(|| self.trivial_bound(objective)) };
        let stopped = if bound == value { None } else { Some(stopped(status).unwrap_or(Stopped::Gap)) };
        Found::Plan { plan, value, bound, stopped }
    }

    /// A bound that needs no solver: every variable at its better end.
    fn trivial_bound(&self, objective: &Objective) -> i128 {
        let none = vec![0; self.formulation.program.rows.len()];
        bound::checked(&self.formulation.program, objective, &none).unwrap_or(i128::MAX)
    }

    /// The plan a solution means.
    fn read(&self, values: &[f64]) -> Plan {
        let set = |var: u32| values[var as usize] > 0.5;
        let starts = (0..self.portfolio.initiatives.len())
            .map(|ix| self.formulation.starts.read(InitiativeIx(ix), set))
            .collect();
        Plan { starts }
    }

    /// Tells the options' watcher about one goal. What the solver has not found yet is what is `known`: a value, a bound,
    /// and whether more is better.
    fn telling(&self, goal: Goal, known: Option<((i128, i128), bool)>) -> Option<Teller<'_>> {
        let watch = self.options.watch?;
        let begun = self.begun;
        Some(Box::new(move |value: Option<f64>, bound: f64| {
            let (value, bound) = match known {
                None => (value, bound),
                Some(((held, limit), maximise)) => {
                    let (held, limit) = (matrix::float(held), matrix::float(limit));
                    (value.or(Some(held)), if maximise { bound.min(limit) } else { bound.max(limit) })
                }
            };
            watch(&Improvement { goal, elapsed: begun.elapsed(), value, bound });
        }))
    }

    /// The objective's exact value under a plan.
    fn value_of(&self, objective: &Objective, plan: &Plan) -> i128 {
        let values = point::values(self.portfolio, self.scenario, self.formulation, plan);
        point::value(objective, &values)
    }
}

/// Why a search that did not end by itself ended.
fn stopped(status: Status) -> Option<Stopped> {
    match status {
        Status::Solved | Status::Infeasible => None,
        Status::TimeLimit => Some(Stopped::TimeLimit),
        Status::WorkLimit => Some(Stopped::WorkLimit),
        Status::Interrupted => Some(Stopped::Interrupted),
        Status::Failed => Some(Stopped::Solver),
    }
}

/// `|bound - value| / max(1, |value|)`.
fn relative(value: i128, bound: i128) -> f64 {
    matrix::float((bound - value).abs()) / matrix::float(value.abs().max(1))
}
