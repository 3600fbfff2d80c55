//! Whether raters' disagreement changes the plan.
//!
//! The scenario's own best plan `P` is compared with the best plan under each rater's weights and scores, and with the
//! best under each single number that raters dispute, put at its lowest and highest ([`Ground::changes`]). `P` stands
//! where no plan is worth more than `P` under the changed values; a change that lifts another plan above it flips the
//! roadmap, and only such numbers are worth a workshop. Many need no search: no plan gains more than
//! `sum_i max_s (v'_is - v_is)`, so where `P` gains as much it stays the best. `ask` puts the rest, scores in batches.
//!
//! Nothing here prints or writes files. Words and tables are next door.

mod ask;

use rayon::prelude::*;

use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::priority::WeightSet;
use crate::priority::dissent::{Change, Ground, Spread};
use crate::priority::elicited::Own;
use crate::scenario::{Goal, Scenario};
use crate::solve::{self, First, Options, Outcome, Reached};

/// A plan and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// The plan.
    pub plan: Plan,
    /// The first goal under the values it was sought with.
    pub reached: Reached,
}

/// The plan one rater would want.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Position of the rater.
    pub rater: usize,
    /// Its own weights, where it has some.
    pub own: Option<Own>,
    /// How many scores are its own.
    pub scores: usize,
    /// What the group's plan is worth to the rater, in millionths of a point; none without a plan.
    pub group: Option<i128>,
    /// The best plan to the rater; none where nothing was found.
    pub best: Option<Best>,
}

/// What a change does to the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The group's plan stays a best one.
    Stands,
    /// Another plan is worth more; with what the group's plan is then worth.
    Flips(Best, i128),
    /// The search ended before it was decided.
    Open,
}

/// What raters said and what it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Whether the first goal is value, so that weights can decide anything.
    pub decides: bool,
    /// The scenario's own best plan; none where it has none.
    pub group: Option<Best>,
    /// What each rater with weights or scores of its own would want.
    pub views: Vec<View>,
    /// Every number on which raters differ.
    pub spreads: Vec<Spread>,
    /// Every single change asked about.
    pub changes: Vec<Change>,
    /// What each does, in the same order; empty without a plan or where weights decide nothing.
    pub effects: Vec<Effect>,
}

/// Makes the study. Questions are asked in parallel and answered in their order.
#[must_use]
pub fn priorities(ground: &Ground<'_>, scenario: &Scenario, options: &Options) -> Study {
    let outcome = solve::solve(ground.portfolio, scenario, options);
    let group = best_of(&outcome);
    let mut study = outline(ground, scenario, group);
    let Some(group) = study.group.clone().filter(|_| study.decides) else { return study };
    let asked = ask::Asked { ground, scenario, options, group: &group };
    study.views.par_iter_mut().for_each(|view| {
        let (portfolio, seen) = eyes(ground, scenario, view);
        let start = Some(group.plan.clone());
        let options = Options { start, bound: None, enough: None, watch: None, ..options.clone() };
        view.best = best(solve::first_goal(&portfolio, &seen, &options));
    });
    study.effects = asked.effects(&study.changes);
    study
}

/// The study before anything but the group's plan was sought: what follows from the inputs alone.
#[must_use]
pub fn outline(ground: &Ground<'_>, scenario: &Scenario, group: Option<Best>) -> Study {
    let own = ground.own();
    let views = own.into_iter().enumerate().filter_map(|(rater, own)| {
        let (_, scores) = ground.scored_by(rater);
        (own.is_some() || scores > 0).then_some(View { rater, own, scores, group: None, best: None })
    });
    let mut study = Study {
        decides: scenario.goals.first() == Some(&Goal::MostValue),
        group,
        views: views.collect(),
        spreads: ground.spreads(),
        changes: ground.changes(),
        effects: Vec::new(),
    };
    let plan = study.group.as_ref().map(|group| group.plan.clone());
    for view in &mut study.views {
        let (portfolio, seen) = eyes(ground, scenario, view);
        view.group = plan.as_ref().map(|plan| standing::goal(&portfolio, &seen, plan, Goal::MostValue));
    }
    study
}

/// The portfolio and scenario as a rater sees them.
#[must_use]
pub fn eyes(ground: &Ground<'_>, scenario: &Scenario, view: &View) -> (Portfolio, Scenario) {
    let (portfolio, _) = ground.scored_by(view.rater);
    let own = view.own.as_ref().map(|own| own.weights.clone());
    let weights = own.unwrap_or_else(|| ground.set.weights.clone());
    let values = scenario.values.again(&portfolio, &WeightSet { weights, ..ground.set.clone() });
    (portfolio, Scenario { values, ..scenario.clone() })
}

/// The portfolio and scenario after a change.
#[must_use]
pub fn changed(ground: &Ground<'_>, scenario: &Scenario, change: &Change) -> (Portfolio, Scenario) {
    let portfolio = ground.portfolio(change).unwrap_or_else(|| ground.portfolio.clone());
    let set = ground.weights(change).unwrap_or_else(|| ground.set.clone());
    let values = scenario.values.again(&portfolio, &set);
    (portfolio, Scenario { values, ..scenario.clone() })
}

fn best(found: First) -> Option<Best> {
    match found {
        First::Reached(plan, reached, _) => Some(Best { plan, reached }),
        First::Infeasible | First::Unknown(_) => None,
    }
}

fn best_of(outcome: &Outcome) -> Option<Best> {
    let solved = outcome.solved()?;
    Some(Best { plan: solved.plan.clone(), reached: *solved.reached.first()? })
}
