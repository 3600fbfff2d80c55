//! Everything there is to say about one scenario.

use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use crate::explain::{Reason, reasons};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::solve::conflict::{self, Conflict};
use crate::solve::missing::{self, Missing};
use crate::solve::{self, Improvement, Options, Outcome, Relaxation};

/// A scenario's answer: how the solve ended, and what belongs to that ending.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Name and version of the solver that was asked.
    pub solver: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The relaxation whose multipliers prove a bound on the first goal; where there is a plan.
    pub relaxation: Option<Relaxation>,
    /// Rules that cannot all hold; where there is no plan.
    pub conflict: Option<Conflict>,
    /// The least extra money that would do; where there is no plan and money helps.
    pub missing: Option<Missing>,
    /// Improvements in the order they came. They depend on the clock.
    pub trace: Vec<Improvement>,
    /// Reasons of its plan, once somebody has asked for them.
    pub told: Told,
}

/// Reasons that are worked out once, by whoever asks first: several tables tell them.
#[derive(Clone, Debug, Default)]
pub struct Told(OnceLock<Vec<Reason>>);

impl Answer {
    /// Why every initiative is where it is in the plan, in id order; nothing without a plan. `scenario` is the one this
    /// answers.
    #[must_use]
    pub fn reasons(&self, portfolio: &Portfolio, scenario: &Scenario) -> &[Reason] {
        let plan = || self.outcome.solved().map(|solved| &solved.plan);
        self.told.0.get_or_init(|| plan().map_or_else(Vec::new, |plan| reasons(portfolio, scenario, plan)))
    }
}

/// Solves one scenario and finds what belongs to the ending.
#[must_use]
pub fn answer(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> Answer {
    answer_given(portfolio, scenario, options, &|_| false)
}

/// The same where some rules are facts, which are never named in a conflict.
#[must_use]
pub fn answer_given(
    portfolio: &Portfolio,
    scenario: &Scenario,
    options: &Options,
    is_fact: &dyn Fn(&Rule) -> bool,
) -> Answer {
    let trace = Mutex::new(Vec::new());
    let watch = |improvement: &Improvement| {
        if let Ok(mut trace) = trace.lock() {
            trace.push(*improvement);
        }
        if let Some(watch) = options.watch {
            watch(improvement);
        }
    };
    let (outcome, relaxation) =
        solve::certified(portfolio, scenario, &Options { watch: Some(&watch), ..options.clone() });
    let quiet = Options { watch: None, start: None, bound: None, enough: None, ..options.clone() };
    let infeasible = outcome == Outcome::Infeasible;
    let planned = outcome.solved().is_some();
    Answer {
        solver: options.backend.name().to_owned(),
        relaxation: relaxation.filter(|_| planned),
        // What is left of the time is for both questions.
        conflict: infeasible
            .then(|| conflict::irreducible_given(portfolio, scenario, &quiet.share(2), is_fact))
            .flatten(),
        missing: infeasible.then(|| missing::least_money(portfolio, scenario, &quiet)).flatten(),
        outcome,
        trace: trace.into_inner().unwrap_or_default(),
        told: Told::default(),
    }
}

/// Answers every scenario, in parallel, in their order; `watch` is told the scenario's position too. Where a clock runs,
/// every scenario gets its share of the time, so that each has an answer when it ends.
#[must_use]
pub fn answers(
    portfolio: &Portfolio,
    scenarios: &[&Scenario],
    options: &Options,
    watch: &(dyn Fn(usize, &Improvement) + Sync),
) -> Vec<Answer> {
    let one = |at: usize, options: &Options| {
        let tell = |improvement: &Improvement| watch(at, improvement);
        answer(portfolio, scenarios[at], &Options { watch: Some(&tell), ..options.clone() })
    };
    let mut found: Vec<Answer> = Vec::new();
    let mut options = options.clone();
    // With many, the first one's plan is where all others begin: a fixed order, whoever ends first.
    if scenarios.len() >= MANY {
        found.push(one(0, &options.share(1 + waves(scenarios.len() - 1, &options))));
        options.start = found[0].outcome.solved().map(|solved| solved.plan.clone()).or(options.start);
    }
    while found.len() < scenarios.len() {
        let left = scenarios.len() - found.len();
        let waves = waves(left, &options);
        let limited = options.share(waves);
        let wave = found.len()..found.len() + left.div_ceil(waves);
        found.par_extend(wave.into_par_iter().map(|at| one(at, &limited)));
    }
    found
}

/// In how many turns so many scenarios are answered. Without a clock it is one: whoever has nothing to do takes the next.
/// With one only as many are answered at a time as there are threads, because a thread that waits for a part of its own
/// scenario may take up another one meanwhile, and the first would miss its time.
fn waves(scenarios: usize, options: &Options) -> usize {
    if options.limits.deadline.is_some() {
        scenarios.div_ceil(rayon::current_num_threads()).max(1)
    } else {
        1
    }
}

/// From so many scenarios on, the others wait for the first.
const MANY: usize = 8;
