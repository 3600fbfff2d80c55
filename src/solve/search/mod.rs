//! The first goal, anytime: a bound from the relaxation, a plan built around it, better plans from small
//! neighbourhoods, then a tree over all that is left with what is known by then.
//!
//! Every stage speaks of the exact program, so every rule is in every stage. Only a tree that has looked at everything says
//! "infeasible" or "proven"; where it gives up, the backend is asked. A plan counts only when the audit accepts it. Work is
//! counted in rounds and iterations, so a run without a clock repeats; lanes are a fixed number, solved in parallel where
//! threads allow and merged in a fixed order, so one thread and many give the same plan.

mod arms;
mod choices;
mod field;
mod lagrange;
mod neighbourhood;
mod repair;

use std::time::Instant;

use rayon::prelude::*;

use self::arms::{Arms, Ease, Tried, WIDTHS};
pub use self::choices::Choices;
pub use self::field::Found;
use self::field::{Effort, Field, Wanted};
use self::lagrange::Lagrange;
use self::neighbourhood::{Chance, KINDS, Map};
use super::branch::Care;
use super::closure;
use super::outcome::Relaxation;
use super::task::{self, Answer, Task};
use super::{Options, matrix, point};
use crate::model::{Domain, Formulation, Line, Objective, Origin, Row, Sense, VarIx};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::units::{InitiativeIx, Year};

/// Neighbourhoods searched side by side.
const LANES: usize = 2;
/// Questions of a lane between two meetings.
const STEPS: usize = 4;
/// A gap that any plan is within.
const ANY: f64 = 0.9;
/// Iterations of the search that builds the first plan.
const BUILD_WORK: u64 = 5_000;
/// Iterations of the search that proves.
const PROOF_WORK: u64 = u64::MAX / 4;
/// Neighbourhoods are drawn from one sequence.
const SEED: u64 = 20_270_101;
/// Below this relative gap a neighbourhood is not searched further.
const LANE_GAP: f64 = 1e-4;

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
    /// Whether no tree is worth trying.
    pub wide: bool,
    /// Nothing passes this, where something is known.
    pub bound: Option<i128>,
}

/// Runs the stages. A tree that finishes proves; that there is no plan at all is left to [`exact`] and the backend.
pub fn approach(ground: &Ground) -> Known {
    let mut known = Known::default();
    let start = ground.options.start.as_ref().filter(|plan| (ground.accepts)(plan));
    known.best = start.map(|plan| (plan.clone(), ground.value(plan)));
    let relaxed = ground.relax();
    let Some(point) = relaxed.values.as_deref() else { return known };
    let Some(relaxation) = super::ladder::certified(ground.formulation, ground.objective, &relaxed) else {
        return known;
    };
    let lagrange = Lagrange::of(ground.formulation, ground.objective, &relaxation.multipliers);
    let bound = lagrange.as_ref().map_or(relaxation.bound, |prices| {
        let bound = prices.bound(ground.objective);
        if ground.objective.maximise { bound.min(relaxation.bound) } else { bound.max(relaxation.bound) }
    });
    known.relaxation = Some(relaxation);
    let Some(field) = Field::of(ground, &relaxed) else { return known };
    let mut climb = Climb {
        field: &field,
        ground,
        lagrange: lagrange.as_ref(),
        bound,
        best: known.best.take(),
        unique: false,
    };
    climb.build(point);
    climb.improve();
    climb.prove();
    known.best = climb.best;
    known.bound = Some(climb.bound);
    known.unique = climb.unique;
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
    let field = Field::with(ground, extra, &Answer::none(task::Status::Failed))?;
    let mut free = field.everything();
    for (ix, choices) in &mut free {
        if let Some(left) = allowed.get(*ix) {
            *choices = *left;
        }
    }
    let work = ground
        .options
        .limits
        .nodes
        .map_or(EXACT_WORK, |nodes| nodes.saturating_mul(NODE_WORK).min(EXACT_WORK));
    let effort =
        Effort { work, lanes: 1, gap: ground.options.limits.gap, care: Care::PROOF, wanted: Wanted::Best };
    let nothing = Plan { starts: vec![None; field.count()] };
    let Some(found) = field.ask(field.point(&nothing), &free, None, effort, &|_, _| {}) else {
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

impl Ground<'_> {
    fn value(&self, plan: &Plan) -> i128 {
        point::value(self.objective, &(self.values)(plan))
    }

    fn ask(&self, objective: &Objective, relaxed: bool) -> Answer {
        task::run(&Task { relaxed, ..self.task(&self.formulation.program, objective) })
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

    /// The relaxation, the way that suits the program. Where a clock runs, closures get a third of what is left.
    fn relax(&self) -> Answer {
        let program = &self.formulation.program;
        if closure::is_for(program) {
            let now = Instant::now();
            let deadline = self.deadline.map(|end| now + end.saturating_duration_since(now) / 3);
            let ask =
                closure::Ask { backend: self.options.backend, deadline, interrupt: self.options.interrupt };
            if let Some(answer) = closure::relax(program, self.objective, &ask) {
                return answer;
            }
        }
        self.ask(self.objective, true)
    }

    fn stops(&self) -> bool {
        self.options.interrupt.is_some_and(super::Interrupt::raised)
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// The search for better plans.
struct Climb<'a> {
    field: &'a Field<'a>,
    ground: &'a Ground<'a>,
    lagrange: Option<&'a Lagrange>,
    bound: i128,
    best: Option<(Plan, i128)>,
    /// No other plan is as good.
    unique: bool,
}

impl Climb<'_> {
    /// Takes a plan where it is better and the audit accepts it.
    fn take(&mut self, plan: Plan) -> bool {
        let value = self.ground.value(&plan);
        let better =
            self.best.as_ref().is_none_or(|(_, held)| point::is_better(self.ground.objective, value, *held));
        if !better || !(self.ground.accepts)(&plan) {
            return false;
        }
        self.best = Some((plan, value));
        self.tell();
        true
    }

    fn tell(&self) {
        if let Some(tell) = self.ground.tell {
            tell(self.best.as_ref().map(|(_, value)| matrix::float(*value)), matrix::float(self.bound));
        }
    }

    /// Whether the best plan is as good as was asked for.
    fn is_good(&self) -> bool {
        let Some((_, value)) = &self.best else { return false };
        let gap = matrix::float((self.bound - value).abs()) / matrix::float(value.abs().max(1));
        gap <= self.ground.options.limits.gap
    }

    /// A first plan: what the relaxation decides is held, the rest is solved; where that has no plan, only what it starts
    /// is held.
    fn build(&mut self, relaxed: &[f64]) {
        self.tell();
        let starts = &self.ground.formulation.starts;
        let mut plan = Plan { starts: Vec::with_capacity(starts.count()) };
        let (mut open, mut wider) = (Vec::new(), Vec::new());
        for ix in 0..starts.count() {
            let start = leaning(self.ground.formulation, InitiativeIx(ix), relaxed);
            plan.starts.push(start);
            let Some((_, _, years)) = starts.span(InitiativeIx(ix)) else { continue };
            if unsettled(self.ground.formulation, InitiativeIx(ix), relaxed) > 1e-6 {
                open.push((ix, Choices::all(years)));
                wider.push((ix, Choices::all(years)));
            } else if start.is_none() {
                wider.push((ix, Choices::all(years)));
            }
        }
        if let Some(lagrange) = self.lagrange {
            let steps = 40 * starts.count() + 1_000;
            // From what a neighbour knew, too, where that is no plan here.
            let hint = self.ground.options.start.as_ref().filter(|_| self.best.is_none());
            let listed = [1e-3, 0.5, 0.95].map(|least| repair::list(self.field, relaxed, least));
            let points = hint.into_iter().chain([&plan]).chain(&listed);
            let repaired: Vec<Plan> =
                points.filter_map(|from| repair::repair(self.field, lagrange, from, steps)).collect();
            let taken = repaired.into_iter().filter(|plan| self.take(plan.clone())).count();
            if taken > 0 {
                return;
            }
        }
        let tries = [(open, Wanted::Best), (wider, Wanted::Any), (self.field.everything(), Wanted::Any)];
        for (free, wanted) in tries {
            if self.ground.stops() || self.best.is_some() && self.is_good() {
                return;
            }
            let effort = Effort { work: BUILD_WORK, lanes: 1, gap: LANE_GAP, care: Care::LOOK, wanted };
            let found = self.field.ask(self.field.point(&plan), &free, None, effort, &|_, _| {});
            if let Some(Found { better: Some((plan, _)), .. }) = found
                && self.take(plan)
            {
                return;
            }
        }
        if !self.ground.stops() {
            self.ask_for_any();
        }
    }

    /// Any plan at all from the exact search, where nothing else found one.
    fn ask_for_any(&mut self) {
        let task =
            Task { gap: ANY, ..self.ground.task(&self.ground.formulation.program, self.ground.objective) };
        if let Some(values) = task::run(&task).values {
            let starts = &self.ground.formulation.starts;
            let read = |ix| starts.read(InitiativeIx(ix), |var| values[var as usize] > 0.5);
            self.take(Plan { starts: (0..starts.count()).map(read).collect() });
        }
    }

    /// Rounds of neighbourhoods until nothing has improved for a while. In a round every lane asks a few questions one
    /// after the other; then what the lanes found is put together.
    fn improve(&mut self) {
        let Some(lagrange) = self.lagrange else { return };
        let doubt: Vec<Option<i128>> = (0..self.field.count()).map(|ix| lagrange.doubt(ix)).collect();
        let map = Map::new(self.ground.portfolio, &doubt);
        let mut arms = Arms::default();
        let patience = patience(self.field.count());
        let (mut round, mut idle) = (0_usize, 0_usize);
        // Where nothing comes after it, it goes on as long as there is time.
        let endless = self.ground.deadline.is_some() && self.field.is_wide();
        while (endless || idle < patience) && !self.ground.stops() && !self.is_good() {
            let Some((plan, value)) = self.best.clone() else { return };
            let room = (self.bound - value).abs().saturating_mul(crate::model::bound::SCALE);
            let climb = &*self;
            let found: Vec<(Plan, Vec<Tried>)> = (0..LANES)
                .into_par_iter()
                .map(|lane| climb.lane(&map, lagrange, round * LANES + lane, room, &arms, (&plan, value)))
                .collect();
            found.iter().flat_map(|(_, tried)| tried).for_each(|tried| arms.learn(tried));
            self.merge(&plan, found.into_iter().map(|(plan, _)| plan).collect());
            let improved = self.best.as_ref().is_some_and(|(_, now)| *now != value);
            idle = if improved { 0 } else { idle + 1 };
            round += 1;
        }
    }

    /// A few questions one after the other; the best plan they lead to, and what came of each.
    fn lane(
        &self,
        map: &Map,
        lagrange: &Lagrange,
        turn: usize,
        room: i128,
        arms: &Arms,
        from: (&Plan, i128),
    ) -> (Plan, Vec<Tried>) {
        let (mut plan, mut value) = (from.0.clone(), from.1);
        let mut chance = Chance::new(SEED ^ turn as u64);
        let mut tried = Vec::new();
        for _ in 0..STEPS {
            if self.ground.stops() {
                break;
            }
            let arm = arms.choose(&mut chance);
            let (kind, width, size) = (KINDS[arm.0], WIDTHS[arm.1], arms.size(arm));
            let disagree = lagrange.wasteful(&plan, |ix| self.field.start(ix, &plan), room / 200);
            let mut free: Vec<(usize, Choices)> = Vec::new();
            let mut open = 0;
            map.draw(kind, &plan, &disagree, &mut chance, &mut |ix, window| {
                let inside =
                    |at: usize| window.is_none_or(|(from, to)| self.field.is_within(ix, at, from, to));
                let mut choices = lagrange.near(ix, width, room, inside);
                choices.allow(self.field.start(ix, &plan));
                if choices.count() > 1 {
                    open += choices.count() as usize - 1;
                    free.push((ix, choices));
                }
                open >= size
            });
            let work = 2_000 + 20 * size as u64;
            let effort = Effort { work, lanes: 1, gap: 0.0, care: Care::LOOK, wanted: Wanted::Best };
            let found = self.field.ask(self.field.point(&plan), &free, Some(value), effort, &|_, _| {});
            let gain =
                found.as_ref().and_then(|found| found.better.as_ref()).map_or(0, |better| better.1 - value);
            let work_done = found.as_ref().map_or(1, |found| found.work);
            let spent = matrix::float(i128::from(work_done) * (100 + open as i128));
            let ease = match &found {
                Some(found) if !found.complete => Ease::Hard,
                Some(found) if found.work * 8 > work => Ease::Fair,
                _ => Ease::Easy,
            };
            tried.push(Tried {
                ease,
                arm,
                gain: matrix::float(gain.abs()) / matrix::float(value.abs().max(1)),
                spent,
            });
            if let Some((better, reached)) = found.and_then(|found| found.better) {
                (plan, value) = (better, reached);
            }
        }
        (plan, tried)
    }

    /// Takes all lanes' changes together where that keeps the rules, else the best lane's.
    fn merge(&mut self, from: &Plan, found: Vec<Plan>) {
        let mut together = from.clone();
        for plan in &found {
            for (ix, start) in plan.starts.iter().enumerate() {
                if *start != from.starts[ix] {
                    together.starts[ix] = *start;
                }
            }
        }
        self.take(together);
        for plan in found {
            self.take(plan);
        }
    }

    /// The tree over everything that may still be part of a better plan.
    fn prove(&mut self) {
        let Some((plan, value)) = self.best.clone() else {
            return;
        };
        let gap = self.ground.options.limits.gap;
        let wanted = if gap > 0.0 { Wanted::Best } else { Wanted::Only };
        let objective = self.ground.objective;
        let mut free = self.field.everything();
        if let Some(lagrange) = self.lagrange {
            let allowed = lagrange.allowed(objective, value);
            for (ix, choices) in &mut free {
                *choices = allowed[*ix];
            }
        }
        let known = matrix::float(self.bound);
        let tell = |value: Option<f64>, bound: f64| {
            if let Some(tell) = self.ground.tell {
                tell(value, if objective.maximise { bound.min(known) } else { bound.max(known) });
            }
        };
        if self.field.is_wide() || gap > 0.0 && self.is_good() {
            return;
        }
        let work =
            self.ground.options.limits.nodes.map_or(PROOF_WORK, |nodes| nodes.saturating_mul(NODE_WORK));
        let effort = Effort { work, lanes: LANES, gap, care: Care::PROOF, wanted };
        let base = self.field.point(&plan);
        let Some(found) = self.field.ask(base, &free, Some(value), effort, &tell) else {
            self.bound = value;
            return;
        };
        if let Some(better) = found.better.clone() {
            self.best = Some(better);
        }
        let value = self.best.as_ref().map_or(value, |best| best.1);
        let proven = found.limit(objective, value, gap).unwrap_or(self.bound);
        let proven = if objective.maximise { proven.min(self.bound) } else { proven.max(self.bound) };
        self.unique = found.complete && wanted == Wanted::Only && !found.tied;
        self.bound = if found.complete && gap <= 0.0 {
            value
        } else if objective.maximise {
            proven.max(value)
        } else {
            proven.min(value)
        };
        self.tell();
    }
}

/// Rounds without improvement before the exact search begins.
fn patience(count: usize) -> usize {
    if count <= 400 { 4 } else { 60 }
}

/// The start the relaxation leans to.
fn leaning(formulation: &Formulation, initiative: InitiativeIx, point: &[f64]) -> Option<Year> {
    formulation.starts.read(initiative, |var| point[var as usize] > 0.5)
}

/// How far from whole the relaxation leaves an initiative: the largest distance of its variables from 0 and 1.
fn unsettled(formulation: &Formulation, initiative: InitiativeIx, point: &[f64]) -> f64 {
    let distance = |(var, _): (VarIx, bool)| {
        let value = point[var as usize];
        value.min(1.0 - value).max(0.0)
    };
    formulation.starts.write(initiative, None).map(distance).fold(0.0, f64::max)
}

/// Rows that forbid every start that is not allowed: `x[i,s] = 0`, and `y[i,T] = 1` for what cannot be left out.
fn fixings(formulation: &Formulation, allowed: &[Choices]) -> Vec<Row> {
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
