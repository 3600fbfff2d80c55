//! What every initiative leads to that is otherwise than in the plan: those left out forced in, the funded ones forced out.
//!
//! The answers help each other. Where no plan with `j` otherwise loses less than `L_j`, every plan that loses less has `j` as
//! the known plan has it, so a question about such plans may hold it there (variable fixing by bounds: Savelsbergh 1994; here
//! the bounds are whole proofs). So the questions that lose most are answered first, and each answer narrows those that lose
//! less. Where `i` otherwise brings `j` otherwise with it, no plan with `i` otherwise loses less than `L_j`: a plan that loses
//! just that is the answer.

use super::base::{Base, Effect, Reach};
use crate::plan::Plan;
use crate::portfolio::{Initiative, Portfolio, Target};
use crate::scenario::{Rule, Scenario};
use crate::solve::Lessons;
use crate::units::InitiativeIx;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::sync::Mutex;

/// Questions answered side by side before what they found helps the next ones.
const SIDE_BY_SIDE: usize = 8;

/// What is known of plans that differ from the known one.
#[derive(Clone, Debug)]
pub struct Known {
    /// What the first goal loses at the least in a plan that has the initiative otherwise; nothing where no such plan exists.
    losses: Vec<Option<i128>>,
    /// Plans of the scenario, with what the first goal loses in each.
    plans: Vec<(Plan, i128)>,
    /// What proofs have taught about branching.
    lessons: Lessons,
}

impl Known {
    /// What is known when nothing was asked yet.
    #[must_use]
    pub fn nothing(base: &Base) -> Self {
        Self {
            losses: vec![Some(0); base.portfolio.initiatives.len()],
            plans: vec![(base.plan.clone(), 0)],
            lessons: Lessons::default(),
        }
    }

    /// Plans of the scenario, with what the first goal loses in each; the known plan is the first.
    #[must_use]
    pub fn plans(&self) -> &[(Plan, i128)] {
        &self.plans
    }

    /// What proofs have taught about branching.
    #[must_use]
    pub fn lessons(&self) -> &Lessons {
        &self.lessons
    }

    /// Adds to a scenario what holds in every plan of it that loses no more than this. Each plan of it must be one of the
    /// known scenario, and worth the same.
    #[must_use]
    pub fn holding(&self, base: &Base, scenario: Scenario, loss: i128) -> Scenario {
        let mut scenario = scenario;
        for ((initiative, _), least) in base.portfolio.each().zip(&self.losses) {
            if least.is_some_and(|least| least <= loss) {
                continue;
            }
            let reason = String::new();
            scenario.rules.push(match base.plan.start(initiative) {
                Some(_) => Rule::ForcedIn { initiative, start: None, reason },
                None => Rule::ForcedOut { initiative, reason },
            });
        }
        scenario
    }

    /// The plan with the initiative otherwise that loses least.
    fn best(&self, base: &Base, initiative: InitiativeIx) -> Option<&(Plan, i128)> {
        let funded = base.plan.start(initiative).is_some();
        let otherwise = self.plans.iter().filter(|(plan, _)| plan.start(initiative).is_some() != funded);
        otherwise.min_by_key(|(_, loss)| *loss)
    }
}

/// What each initiative leads to otherwise, in id order, and what is known then.
#[must_use]
pub fn otherwise(base: &Base) -> (Vec<Effect>, Known) {
    let mut known = Known::nothing(base);
    let all = 0..base.portfolio.initiatives.len();
    let glances: Vec<_> = all
        .clone()
        .into_par_iter()
        .map(|ix| base.glance(&turned(base, InitiativeIx(ix)), base.plan))
        .collect();
    for (least, glance) in known.losses.iter_mut().zip(&glances) {
        *least = glance.as_ref().map(|glance| glance.least.max(0));
    }
    known.plans.extend(glances.into_iter().flatten().filter_map(|glance| glance.plan));
    let mut waiting = known.order(base);
    let mut effects = vec![Effect::Unknown; waiting.len()];
    while !waiting.is_empty() {
        let some = drawn(&mut waiting);
        let ask = |&(_, ix): &Waiting| {
            let learned = Mutex::default();
            let effect = known.ask(&base.taught(&known.lessons, Some(&learned)), InitiativeIx(ix));
            (ix, effect, learned.into_inner().unwrap_or_default())
        };
        let found: Vec<(usize, Effect, Lessons)> = some.par_iter().map(ask).collect();
        for (ix, effect, learned) in found {
            known.lessons.join(&learned);
            match &effect {
                Effect::Plan { plan, loss, .. } => {
                    known.losses[ix] = Some(*loss);
                    known.plans.push((plan.clone(), *loss));
                }
                Effect::Impossible => known.losses[ix] = None,
                Effect::Unknown => {}
            }
            effects[ix] = effect;
        }
    }
    (effects, known)
}

/// A question that waits: what is lost in a known plan that answers it, where there is one, and about whom it is.
type Waiting = (Option<i128>, usize);

/// Takes the next questions out: of those that may lose as much, one at a time, as its answer may be the others'.
fn drawn(waiting: &mut Vec<Waiting>) -> Vec<Waiting> {
    let mut some: Vec<Waiting> = Vec::with_capacity(SIDE_BY_SIDE);
    waiting.retain(|&one| {
        let is_alone = one.0.is_none() || some.iter().all(|held| held.0 != one.0);
        let takes = some.len() < SIDE_BY_SIDE && is_alone;
        if takes {
            some.push(one);
        }
        !takes
    });
    some
}

impl Known {
    /// In which order to ask: what loses most first. Of those that lose as much, what follows from others comes before them:
    /// who waits is out where who is waited for is, and the other way round.
    fn order(&self, base: &Base) -> Vec<Waiting> {
        let depths = depths(base.portfolio);
        let of = |(initiative, _): (InitiativeIx, &Initiative)| {
            let loss = self.best(base, initiative).map(|(_, loss)| *loss);
            let depth = depths[initiative.0];
            let follows = if base.plan.start(initiative).is_some() { -depth } else { depth };
            (Reverse(loss.unwrap_or(i128::MAX)), follows, (loss, initiative.0))
        };
        let mut order: Vec<_> = base.portfolio.each().map(of).collect();
        order.sort_unstable();
        order.into_iter().map(|(.., waiting)| waiting).collect()
    }

    fn ask(&self, base: &Base, initiative: InitiativeIx) -> Effect {
        let scenario = turned(base, initiative);
        if self.losses[initiative.0].is_none() {
            return Effect::Impossible;
        }
        let Some((plan, loss)) = self.best(base, initiative) else {
            return base.effect(base.portfolio, &scenario, true);
        };
        // Whatever loses less has the others that lose as much as the known plan has them: often that settles it.
        let as_much = |(ix, least): (usize, &Option<i128>)| ix != initiative.0 && *least == Some(*loss);
        if *loss > 0 && self.losses.iter().enumerate().any(as_much) {
            let better = self.holding(base, scenario.clone(), loss - 1);
            if base.reaches(base.portfolio, &better, base.losing(loss - 1), plan) == Reach::No {
                return base.known_effect(base.portfolio, &scenario, plan.clone(), *loss);
            }
        }
        base.effect_from(base.portfolio, &self.holding(base, scenario, *loss), true, plan)
    }
}

/// How long the longest way down to somebody who waits for nobody is, by initiative.
fn depths(portfolio: &Portfolio) -> Vec<i32> {
    let mut depths = vec![0; portfolio.initiatives.len()];
    for _ in 0..depths.len() {
        let before = depths.clone();
        for (initiative, item) in portfolio.each() {
            let targets = item.dependencies.iter().flat_map(|clause| &clause.any_of);
            let below = targets.map(|(target, _)| match target {
                Target::Initiative(other) => depths[other.0],
                Target::Group(group) => {
                    portfolio.group(*group).members.iter().map(|member| depths[member.0]).max().unwrap_or(0)
                }
            });
            depths[initiative.0] = below.max().map_or(0, |below| below + 1);
        }
        if depths == before {
            break;
        }
    }
    depths
}

/// The scenario in which the initiative is otherwise than in the known plan.
#[must_use]
pub fn turned(base: &Base, initiative: InitiativeIx) -> Scenario {
    match base.plan.start(initiative) {
        Some(_) => base.with_out(initiative),
        None => base.with_in(initiative, None),
    }
}
