//! The first goal, anytime: a bound from the relaxation, a plan built around it, better plans from small
//! neighbourhoods, and in turns with them a tree over all that is left with what is known by then.
//!
//! Every stage speaks of the exact program, so every rule is in every stage. Only a tree that has looked at everything says
//! "infeasible" or "proven"; where it gives up, the backend is asked. A plan counts only when the audit accepts it. Work is
//! counted in rounds and iterations, so a run without a clock repeats; lanes are a fixed number, solved in parallel where
//! threads allow and merged in a fixed order, so one thread and many give the same plan.

mod arms;
mod choices;
mod climb;
mod field;
mod first;
mod lagrange;
mod list;
mod neighbourhood;
mod repair;

use std::time::Instant;

pub use self::choices::Choices;
use self::climb::Climb;
pub use self::field::Found;
use self::field::{Effort, Field, Wanted};
pub(super) use self::lagrange::Lagrange;
use super::branch::Care;
use super::outcome::Relaxation;
use super::task::{Answer, Status, Task};
use super::{Options, closure, point, relaxation};
use crate::model::{Domain, Formulation, Line, Objective, Origin, Row, Sense};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::units::InitiativeIx;

/// What a search works on, and how it judges and tells.
pub struct Ground<'a> {
    /// The initiatives.
    pub portfolio: &'a Portfolio,
    /// The program.
    pub formulation: &'a Formulation,
    /// The first goal.
    pub objective: &'a Objective,
    /// When to stop, and who watches.
    pub options: &'a Options<'a>,
    /// When the clock stops the search.
    pub deadline: Option<Instant>,
    /// Whether a plan keeps every rule.
    pub accepts: &'a (dyn Fn(&Plan) -> bool + Sync),
    /// The values of all variables under a plan.
    pub values: &'a (dyn Fn(&Plan) -> Vec<i128> + Sync),
    /// Whether this is the only goal: other plans as good are of no interest.
    pub alone: bool,
    /// Is told value and bound at every improvement.
    pub tell: Option<&'a (dyn Fn(Option<f64>, f64) + Sync)>,
}

/// What the fast stages know.
#[derive(Default)]
pub struct Known {
    /// The best plan so far and its value.
    pub best: Option<(Plan, i128)>,
    /// The relaxation with its checked bound.
    pub relaxation: Option<Relaxation>,
    /// Rows that every plan at least as good as the best one keeps.
    pub fixings: Vec<Row>,
    /// The same as the starts that are left.
    pub allowed: Vec<Choices>,
    /// No other plan is as good as the best one.
    pub unique: bool,
    /// No plan keeps every rule.
    pub nothing: bool,
    /// Whether no tree is worth trying.
    pub wide: bool,
    /// Nothing passes this, where something is known.
    pub bound: Option<i128>,
}

/// Runs the stages. A tree that finishes proves, also that there is no plan at all; what does not finish is left to
/// [`exact`] and the backend.
pub fn approach(ground: &Ground) -> Known {
    let mut known = Known::default();
    let start = ground.options.start.as_ref().filter(|plan| (ground.accepts)(plan));
    known.best = start.map(|plan| (plan.clone(), ground.value(plan)));
    let relaxed = ground.relax();
    let Some(point) = relaxed.values.as_deref() else { return known };
    let Some(certified) = relaxation::certified(ground.formulation, ground.objective, &relaxed) else {
        return known;
    };
    let lagrange = Lagrange::of(ground.formulation, ground.objective, &certified.multipliers);
    let priced = lagrange.as_ref().map(|prices| prices.bound(ground.objective));
    let bound = ground.tighter(ground.tighter(certified.bound, priced), ground.options.bound);
    known.relaxation = Some(certified);
    known.bound = Some(bound);
    if ground.stops() {
        return known;
    }
    let Some(field) = Field::of(ground, &relaxed) else { return known };
    let mut climb = Climb {
        field: &field,
        ground,
        lagrange: lagrange.as_ref(),
        bound,
        best: known.best.take(),
        unique: false,
        nothing: false,
    };
    climb.build(point);
    climb.search();
    known.best = climb.best;
    known.bound = Some(climb.bound);
    (known.unique, known.nothing) = (climb.unique, climb.nothing);
    known.wide = field.is_wide();
    if let (Some(lagrange), Some((_, value))) = (&lagrange, &known.best) {
        let allowed = lagrange.allowed(ground.objective, *value);
        known.fixings = fixings(ground.formulation, &allowed);
        known.allowed = allowed;
    }
    known
}

/// What the tree alone finds of a question: rows beside the program's, and the starts that are left where that is known.
/// `None` where it is not made for the program, or did not finish.
pub fn exact(ground: &Ground, extra: &[Row], allowed: &[Choices]) -> Option<Found> {
    if ground.formulation.program.vars.len() > WIDEST {
        return None;
    }
    let field = Field::with(ground, extra, &Answer::none(Status::Failed))?;
    let mut free = field.everything();
    for (ix, choices) in &mut free {
        if let Some(left) = allowed.get(*ix) {
            *choices = *left;
        }
    }
    // A threshold bounds the tree, and it may take longer; less so where an iteration costs more.
    let columns = ground.formulation.program.vars.len().max(1) as u64;
    let most =
        if ground.options.enough.is_some() { EXACT_WORK.max(THRESHOLD_WORK / columns) } else { EXACT_WORK };
    let work = ground.options.limits.nodes.map_or(most, |nodes| nodes.saturating_mul(NODE_WORK).min(most));
    let effort = Effort {
        work,
        lanes: 1,
        gap: ground.options.limits.gap,
        care: Care::PROOF,
        wanted: Wanted::Best,
        deep: true,
    };
    let nothing = Plan { starts: vec![None; field.count()] };
    // Where a threshold is asked about, only what reaches it is of interest.
    let least = ground.options.enough.map(|enough| point::next_worse(ground.objective, enough));
    let Some(found) = field.ask(&nothing, &free, least, effort, &|_, _| {}) else {
        return Some(Found { better: None, bound: 0.0, complete: true, tied: false, work: 0 });
    };
    found.complete.then_some(found)
}

/// Programs wider than this are not asked of a tree.
const WIDEST: usize = 20_000;
/// Iterations that count as one node where a limit on nodes was given.
const NODE_WORK: u64 = 50;
/// Iterations of such a question.
const EXACT_WORK: u64 = 150_000;
/// Iterations times columns where only what reaches a threshold is asked for.
const THRESHOLD_WORK: u64 = 2_000_000_000;

impl Ground<'_> {
    fn value(&self, plan: &Plan) -> i128 {
        point::value(self.objective, &(self.values)(plan))
    }

    pub(super) fn task<'t>(
        &'t self,
        program: &'t crate::model::Program,
        objective: &'t Objective,
    ) -> Task<'t> {
        Task {
            backend: self.options.backend,
            program,
            objective,
            extra: &[],
            relaxed: false,
            gap: 0.0,
            deadline: self.deadline,
            nodes: None,
            interrupt: self.options.interrupt,
            watch: None,
        }
    }

    fn relax(&self) -> Answer {
        let ask = closure::Ask {
            backend: self.options.backend,
            deadline: self.deadline,
            interrupt: self.options.interrupt,
        };
        relaxation::relax(self.formulation, self.objective, &ask)
    }

    /// The tighter of two bounds.
    fn tighter(&self, one: i128, other: Option<i128>) -> i128 {
        other.map_or(one, |other| if self.objective.maximise { one.min(other) } else { one.max(other) })
    }

    /// Whether this value answers what was asked for.
    fn is_enough(&self, value: i128) -> bool {
        self.options.enough.is_some_and(|enough| !point::is_better(self.objective, enough, value))
    }

    fn stops(&self) -> bool {
        self.options.interrupt.is_some_and(super::Interrupt::raised)
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// Rows that forbid every start that is not allowed: `x[i,s] = 0`, and `y[i,T] = 1` for what cannot be left out.
pub(super) fn fixings(formulation: &Formulation, allowed: &[Choices]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (ix, allowed) in allowed.iter().enumerate() {
        let initiative = InitiativeIx(ix);
        if !matches!(formulation.starts.domain(initiative), Domain::Free(..)) {
            continue;
        }
        for (_, year) in formulation.starts.years(initiative).enumerate().filter(|(at, _)| !allowed.may(*at))
        {
            let mut line = Line::default();
            formulation.starts.by_start(&mut line, initiative, |start| i128::from(start == year));
            rows.push(line.row(Origin::Fixed(initiative), Sense::Equal, 0));
        }
        if !allowed.may_stay_out() {
            let mut line = Line::default();
            formulation.starts.started(&mut line, initiative, 1);
            rows.push(line.row(Origin::Fixed(initiative), Sense::Equal, 1));
        }
    }
    rows
}
