//! Better and better plans: rounds of neighbourhoods of the first one, then the tree over all that is left.

use rayon::prelude::*;

use super::arms::{Arms, Ease, Tried, WIDTHS};
use super::choices::Choices;
use super::field::{Effort, Field, Found, Turn, Wanted};
use super::lagrange::Lagrange;
use super::neighbourhood::{Chance, KINDS, Map};
use super::{Ground, NODE_WORK};
use crate::plan::Plan;
use crate::solve::branch::Care;
use crate::solve::{Options, Stages};
use crate::solve::{matrix, point};

/// Neighbourhoods searched side by side.
const LANES: usize = 2;
/// Questions of a lane between two meetings.
const STEPS: usize = 4;
/// Iterations of the search that proves.
const PROOF_WORK: u64 = u64::MAX / 4;
/// Neighbourhoods are drawn from one sequence.
const SEED: u64 = 20_270_101;

/// The search for better plans.
pub struct Climb<'a> {
    /// What it searches in.
    pub field: &'a Field<'a>,
    /// What it works on.
    pub ground: &'a Ground<'a>,
    /// Exact prices, where there are any.
    pub lagrange: Option<&'a Lagrange>,
    /// Nothing passes this.
    pub bound: i128,
    /// The best plan so far.
    pub best: Option<(Plan, i128)>,
    /// No other plan is as good.
    pub unique: bool,
    /// There is no plan.
    pub nothing: bool,
}

impl Climb<'_> {
    /// Takes a plan where it is better and the audit accepts it.
    pub(super) fn take(&mut self, plan: Plan) -> bool {
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

    pub(super) fn tell(&self) {
        if let Some(tell) = self.ground.tell {
            tell(self.best.as_ref().map(|(_, value)| matrix::float(*value)), matrix::float(self.bound));
        }
        if let (Some(show), Some((plan, value))) = (self.ground.options.planned, &self.best) {
            show(plan, *value, self.bound);
        }
    }

    /// Whether the best plan is as good as was asked for, or none can be.
    pub(super) fn is_good(&self) -> bool {
        let Some((_, value)) = &self.best else { return false };
        if self.is_decided(*value) {
            return true;
        }
        let gap = matrix::float((self.bound - value).abs()) / matrix::float(value.abs().max(1));
        gap <= self.ground.options.limits.gap
    }

    /// Whether value and bound say that there is a plan that is enough, or none.
    fn is_decided(&self, value: i128) -> bool {
        let Options { enough, further, .. } = self.ground.options;
        enough.is_some() && (!further && self.ground.is_enough(value) || !self.ground.is_enough(self.bound))
    }

    /// Neighbourhoods and trees in turns: a tree that does not end soon waits until better plans were looked for again,
    /// and is then given more work.
    pub fn search(&mut self) {
        let mut tries = Tries::default();
        if self.field.is_wide() {
            return self.improve(&mut tries, PATIENCE);
        }
        let count = self.field.count().max(1);
        let patience = if self.is_small() { (count / PER_ROUND).max(1) } else { PATIENCE };
        if self.ground.options.stages == Stages::PlansOnly {
            return self.improve(&mut tries, patience);
        }
        let nodes = self.ground.options.limits.nodes;
        let most = nodes.map_or(PROOF_WORK, |nodes| nodes.saturating_mul(NODE_WORK));
        let mut turns = Turns { patience, work: FIRST_TREE / count as u64, left: most };
        loop {
            // A threshold bounds a tree as well as a plan that reaches it would.
            let is_first = turns.left == most && self.ground.options.enough.is_some();
            if !(is_first && self.is_small()) {
                self.improve(&mut tries, turns.patience);
            }
            if self.prove(&mut tries, &mut turns) || turns.left == 0 || self.ground.stops() {
                return;
            }
            // What cannot go on where it stopped begins again, for longer.
            turns.next();
        }
    }

    pub(super) fn is_small(&self) -> bool {
        self.field.count() <= SMALL
    }

    /// Rounds of neighbourhoods until nothing has improved for a while. In a round every lane asks a few questions one
    /// after the other; then what the lanes found is put together.
    fn improve(&mut self, tries: &mut Tries, patience: usize) {
        let Some(lagrange) = self.lagrange else { return };
        let doubt: Vec<Option<i128>> = (0..self.field.count()).map(|ix| lagrange.doubt(ix)).collect();
        let map = Map::new(self.ground.portfolio, &doubt);
        let mut idle = 0_usize;
        // Where nothing comes after it, it goes on as long as there is time.
        let endless = self.ground.deadline.is_some() && self.field.is_wide();
        while (endless || idle < patience) && !self.ground.stops() && !self.is_good() {
            let Some((plan, value)) = self.best.clone() else { return };
            let room = (self.bound - value).abs().saturating_mul(crate::model::bound::SCALE);
            let climb = &*self;
            let found: Vec<(Plan, Vec<Tried>)> = (0..LANES)
                .into_par_iter()
                .map(|lane| {
                    climb.lane(&map, lagrange, tries.round * LANES + lane, room, &tries.arms, (&plan, value))
                })
                .collect();
            found.iter().flat_map(|(_, tried)| tried).for_each(|tried| tries.arms.learn(tried));
            self.merge(&plan, found.into_iter().map(|(plan, _)| plan).collect());
            // Where a gap is asked for, a round that gains little of it is an idle one.
            let least = matrix::float(value.abs())
                * (self.ground.options.limits.gap / 10.0).max(if self.is_small() { WORTH } else { 0.0 });
            let gained = |now: i128| matrix::float((now - value).abs());
            let improved = self.best.as_ref().is_some_and(|(_, now)| *now != value && gained(*now) >= least);
            idle = if improved { 0 } else { idle + 1 };
            tries.round += 1;
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
                let mut choices = self.field.left(ix, lagrange.near(ix, width, room, inside));
                choices.allow(self.field.start(ix, &plan));
                if choices.count() > 1 {
                    open += choices.count() as usize - 1;
                    free.push((ix, choices));
                }
                open >= size
            });
            let work = if self.is_small() { 500 + 4 * size as u64 } else { 2_000 + 20 * size as u64 };
            // What is far below the gap asked for is not looked for.
            let gap = self.ground.options.limits.gap * LOOK_GAP;
            let effort = Effort { work, lanes: 1, gap, care: Care::LOOK, wanted: Wanted::Best, deep: false };
            let found = self.field.ask(&plan, &free, Some(value), effort, &|_, _| {});
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

    /// The tree over everything that may still be part of a better plan, in turns with neighbourhoods: a tree that does not
    /// end soon waits until better plans were looked for again, and is then given more work. Whether that settled it.
    fn prove(&mut self, tries: &mut Tries, turns: &mut Turns) -> bool {
        let Some((plan, value)) = self.best.clone() else { return true };
        let (gap, objective) = (self.ground.options.limits.gap, self.ground.objective);
        if self.is_done() {
            return true;
        }
        // Where a threshold is asked about, the first plan that passes it may end the search.
        let short = self.ground.options.enough.filter(|_| !self.ground.is_enough(value));
        let least = short.map_or(value, |enough| point::next_worse(objective, enough));
        let wanted = match (short, self.ground.alone || gap > 0.0) {
            (Some(_), _) if !self.ground.options.further => Wanted::Any,
            (_, true) => Wanted::Best,
            (_, false) => Wanted::Only,
        };
        let mut free = self.field.everything();
        if let Some(lagrange) = self.lagrange {
            let allowed = lagrange.allowed(objective, least);
            for (ix, choices) in &mut free {
                *choices = allowed[*ix];
            }
        }
        let (known, tell) = (matrix::float(self.bound), self.ground.tell);
        let tell = |value: Option<f64>, bound: f64| {
            if let Some(tell) = tell {
                tell(value, if objective.maximise { bound.min(known) } else { bound.max(known) });
            }
        };
        let (work, most) = (turns.work.min(turns.left), turns.left);
        let effort = Effort { work, lanes: LANES, gap, care: Care::PROOF, wanted, deep: true };
        let field = self.field;
        let found = field.ask_in_turns(&plan, &free, Some(least), effort, &tell, &mut |found| {
            self.settle(found, least, wanted);
            turns.next();
            let left = most.saturating_sub(found.work);
            if left > 0 && !self.ground.stops() && !self.is_done() {
                self.improve(tries, turns.patience);
            }
            if self.ground.stops() || self.is_done() {
                return Turn { work: 0, plan: None };
            }
            let held = found.better.as_ref().map_or(least, |better| better.1);
            let better = self.best.clone().filter(|(_, value)| point::is_better(objective, *value, held));
            Turn { work: turns.work.min(left), plan: better }
        });
        let Some(found) = found else {
            self.bound = least;
            return true;
        };
        self.settle(&found, least, wanted);
        turns.left = most.saturating_sub(found.work);
        found.complete || wanted == Wanted::Any && found.better.is_some() || self.is_done()
    }

    /// Whether the gap that was asked for is reached, or what is known decides what was asked.
    fn is_done(&self) -> bool {
        let decided = self.best.as_ref().is_some_and(|(_, value)| self.is_decided(*value));
        (self.ground.options.limits.gap > 0.0 || decided) && self.is_good()
    }

    /// Takes what a tree has found so far.
    fn settle(&mut self, found: &Found, least: i128, wanted: Wanted) {
        let (gap, objective) = (self.ground.options.limits.gap, self.ground.objective);
        let better = |held: &(Plan, i128)| {
            found.better.clone().filter(|better| point::is_better(objective, better.1, held.1))
        };
        if let Some(better) = self.best.as_ref().and_then(better) {
            self.best = Some(better);
        }
        let value = self.best.as_ref().map_or(least, |best| best.1);
        // What ended at the first plan has not looked at everything.
        let ended_early = wanted == Wanted::Any && found.better.is_some();
        let nothing_passes = if point::is_better(objective, least, value) { least } else { value };
        let limit = if ended_early { None } else { found.limit(objective, nothing_passes, gap) };
        let proven = self.ground.tighter(limit.unwrap_or(self.bound), Some(self.bound));
        self.unique = found.complete && wanted == Wanted::Only && !found.tied;
        self.bound = if found.complete && gap <= 0.0 && !ended_early {
            nothing_passes
        } else if objective.maximise {
            proven.max(value)
        } else {
            proven.min(value)
        };
        self.tell();
    }
}

/// How long trees and neighbourhoods take in turns.
struct Turns {
    /// Rounds of neighbourhoods without improvement.
    patience: usize,
    /// Iterations of the tree in the next turn.
    work: u64,
    /// Iterations left for trees.
    left: u64,
}

impl Turns {
    /// Each turn is longer than the last.
    fn next(&mut self) {
        (self.patience, self.work) = (2 * self.patience, self.work.saturating_mul(4));
    }
}

/// What neighbourhoods have taught so far.
#[derive(Default)]
struct Tries {
    arms: Arms,
    round: usize,
}

/// Initiatives for each round without improvement before the first tree, where they are few.
const PER_ROUND: usize = 50;
/// Iterations of the first tree times initiatives, as larger ones take longer; each further tree has four times as many,
/// after twice the rounds without improvement.
const FIRST_TREE: u64 = 8_000_000;
/// Initiatives up to which questions are short and one plan is enough to begin with.
const SMALL: usize = 400;
/// A round that gains less than this share of the value is an idle one.
const WORTH: f64 = 1e-4;
/// Neighbourhoods look for what is better by this part of the gap that is asked for.
const LOOK_GAP: f64 = 0.02;
/// Rounds without improvement before a tree, or the end of a wide program, where initiatives are many.
const PATIENCE: usize = 60;
