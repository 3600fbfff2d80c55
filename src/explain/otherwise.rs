//! What every initiative leads to that is otherwise than in the plan: those left out forced in, the funded ones forced out.
//!
//! The answers help each other. Where no plan with `j` otherwise loses less than `L_j`, every plan that loses less has `j` as
//! the known plan has it, so a question about such plans may hold it there (variable fixing by bounds: Savelsbergh 1994; here
//! the bounds are whole proofs). So the questions that lose most are answered first, and each answer narrows those that lose
//! less.

use super::base::{Base, Effect};
use crate::plan::Plan;
use crate::scenario::{Rule, Scenario};
use crate::solve::Lessons;
use crate::units::InitiativeIx;
use rayon::prelude::*;
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
    let mut order: Vec<(i128, usize)> =
        all.map(|ix| (known.best(base, InitiativeIx(ix)).map_or(i128::MAX, |(_, loss)| *loss), ix)).collect();
    order.sort_unstable_by_key(|&(loss, ix)| (std::cmp::Reverse(loss), ix));
    let mut effects = vec![Effect::Unknown; order.len()];
    for some in order.chunks(SIDE_BY_SIDE) {
        let ask = |&(_, ix): &(i128, usize)| {
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

impl Known {
    fn ask(&self, base: &Base, initiative: InitiativeIx) -> Effect {
        let scenario = turned(base, initiative);
        if self.losses[initiative.0].is_none() {
            return Effect::Impossible;
        }
        match self.best(base, initiative) {
            Some((plan, loss)) => {
                base.effect_from(base.portfolio, &self.holding(base, scenario, *loss), true, plan)
            }
            None => base.effect(base.portfolio, &scenario, true),
        }
    }
}

/// The scenario in which the initiative is otherwise than in the known plan.
#[must_use]
pub fn turned(base: &Base, initiative: InitiativeIx) -> Scenario {
    match base.plan.start(initiative) {
        Some(_) => base.with_out(initiative),
        None => base.with_in(initiative, None),
    }
}
