//! Asks the solver everything a study of robustness needs, in a fixed order of dependence.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::apply::{Turned, dearer, turned};
use super::carry::Bench;
use super::draw::Space;
use super::survey;
use super::{Asked, Ending, FIRST, Settings, Solve, Solves, Trial, judge};
use crate::input::Case;
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Rule, Scenario};
use crate::solve::{First, Interrupt, Limits, Options, first_goal};

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The scenarios as they are stated.
    Base,
    /// The draws.
    Draws,
    /// The plan that is safe with the chance asked for.
    Safe,
    /// Inputs moved one at a time.
    Survey,
}

/// Where answers are kept as they come, so that an interrupted study goes on where it stopped.
pub struct Desk<'a> {
    /// Answers known from before, by name.
    pub known: BTreeMap<String, Solve>,
    /// Is given every new answer with its name.
    pub keep: &'a (dyn Fn(&str, &Solve) + Sync),
    /// Is told the stage, how many of its questions are answered, and how many there are.
    pub tell: &'a (dyn Fn(Stage, usize, usize) + Sync),
    /// Lets somebody stop.
    pub interrupt: Option<&'a Interrupt>,
}

/// The most room that is thought of, and how finely it is sought, in thousandths of all costs.
pub const WIDEST_MARGIN: i64 = 2000;
const FINEST_MARGIN: i64 = 10;
/// Relative gap of the studied scenario and of the survey: what changes must not be noise.
pub const SURVEY_GAP: f64 = 0.001;
/// Nodes a question of the survey may take.
const SURVEY_NODES: u64 = 500;

/// Asks everything. `None` where somebody stopped it.
#[must_use]
pub fn run(case: &Case, settings: &Settings, desk: &Desk) -> Option<Solves> {
    let space = Space::of(case, settings.scenario, settings.seed);
    let asker = Asker { case, settings, space: &space, desk, done: Mutex::new((Stage::Base, 0, 0)) };
    let base = asker.base()?;
    let draws = asker.draws(&base)?;
    let trials = asker.trials(&base)?;
    let survey = asker.survey(&base, &draws)?;
    Some(Solves { base, draws, trials, survey })
}

struct Asker<'a> {
    case: &'a Case,
    settings: &'a Settings,
    space: &'a Space<'a>,
    desk: &'a Desk<'a>,
    done: Mutex<(Stage, usize, usize)>,
}

impl Asker<'_> {
    fn begin(&self, stage: Stage, total: usize) {
        if let Ok(mut done) = self.done.lock() {
            *done = (stage, 0, total);
        }
        (self.desk.tell)(stage, 0, total);
    }

    fn stopped(&self) -> bool {
        self.desk.interrupt.is_some_and(Interrupt::raised)
    }

    /// The answer of this name: known from before, or asked now. `None` where somebody stopped it.
    fn answer(&self, name: &str, ask: impl FnOnce() -> Option<Solve>) -> Option<Solve> {
        let solve = if let Some(known) = self.desk.known.get(name) {
            known.clone()
        } else {
            if self.stopped() {
                return None;
            }
            let solve = ask()?;
            (self.desk.keep)(name, &solve);
            solve
        };
        if let Ok(mut done) = self.done.lock() {
            done.1 += 1;
            (self.desk.tell)(done.0, done.1, done.2);
        }
        Some(solve)
    }

    fn solve(
        &self,
        portfolio: &Portfolio,
        scenario: &Scenario,
        start: Option<Plan>,
        gap: f64,
        nodes: Option<u64>,
    ) -> Option<Solve> {
        let limits = Limits { gap, nodes, ..Limits::default() };
        let options = Options { limits, start, interrupt: self.desk.interrupt, ..Options::default() };
        let solve = solved(portfolio, scenario, &options, false);
        // When things turn out badly a target may be out of reach whatever is chosen; limits are not given up.
        let solve = if solve.ending == Ending::Infeasible && scenario.rules.iter().any(is_target) {
            let limits = scenario.keeping(|rule| !is_target(rule));
            solved(portfolio, &limits, &options, true)
        } else {
            solve
        };
        // What ended because somebody stopped it may call itself something else.
        (!self.stopped()).then_some(solve)
    }

    fn base(&self) -> Option<Vec<Solve>> {
        self.begin(Stage::Base, self.case.scenarios.len());
        let one = |(at, scenario): (usize, &Scenario)| {
            let studied = at == self.settings.scenario;
            let gap = if studied { 0.0 } else { self.settings.gap };
            self.answer(&format!("base {}", scenario.id), || {
                self.solve(&self.case.portfolio, scenario, None, gap, None)
            })
        };
        self.case.scenarios.par_iter().enumerate().map(one).collect()
    }

    fn draws(&self, base: &[Solve]) -> Option<Vec<Solve>> {
        let total = self.settings.draws;
        self.begin(Stage::Draws, usize::try_from(total).unwrap_or(0));
        let starts: Vec<Plan> = base.iter().filter_map(|solve| solve.plan.clone()).collect();
        let mut found = self.some_draws(0..total.min(FIRST), &starts)?;
        let firsts = found.iter().filter_map(|solve| solve.plan.clone());
        let starts: Vec<Plan> = starts.into_iter().chain(firsts).collect();
        found.extend(self.some_draws(total.min(FIRST)..total, &starts)?);
        Some(found)
    }

    fn some_draws(&self, draws: std::ops::Range<u32>, starts: &[Plan]) -> Option<Vec<Solve>> {
        let one = |k: u32| {
            self.answer(&format!("draw {k}"), || {
                let turned = self.turned(&self.space.draw(k));
                let start = best_start(&turned, starts);
                self.solve(&turned.portfolio, &turned.scenario, start, self.settings.gap, None)
            })
        };
        draws.into_par_iter().map(one).collect()
    }

    fn turned(&self, numbers: &[i64]) -> Turned {
        turned(self.case, self.space, self.settings.scenario, numbers)
    }

    /// Bisection on the margin: the least room with which the plan stays within its limits often enough. One scale of
    /// steps for all, so that a trial is the same in every run.
    fn trials(&self, base: &[Solve]) -> Option<Vec<Trial>> {
        let steps = (WIDEST_MARGIN / FINEST_MARGIN).ilog2() + 2;
        self.begin(Stage::Safe, usize::try_from(steps).unwrap_or(0));
        let scenario = &self.case.scenarios[self.settings.scenario];
        let mut trials = Vec::new();
        let mut search = Margins::default();
        let mut start = base.get(self.settings.scenario).and_then(|solve| solve.plan.clone());
        let sample = judge::safety_sample(self.case, self.space, self.settings, judge::Sample::Choosing);
        while let Some(margin) = search.next() {
            let solve = self.answer(&format!("margin {margin}"), || {
                let raised = dearer(&self.case.portfolio, margin);
                self.solve(&raised, scenario, start.clone(), self.settings.gap, None)
            })?;
            let safe = solve.plan.as_ref().map(|plan| sample.within(plan));
            search.learn(safe, self.settings.confidence);
            if let Some(plan) = &solve.plan {
                start = Some(plan.clone());
            }
            trials.push(Trial { margin, solve });
        }
        Some(trials)
    }

    fn survey(&self, base: &[Solve], draws: &[Solve]) -> Option<Vec<Asked>> {
        let questions = survey::questions(self.case, self.space, self.settings, base, draws);
        self.begin(Stage::Survey, questions.len());
        let plan = base.get(self.settings.scenario).and_then(|solve| solve.plan.clone());
        let one = |&(input, to): &(usize, i64)| {
            let solve = self.answer(&format!("survey {input} {to}"), || {
                let numbers = survey::moved(self.space, input, to);
                let turned = self.turned(&numbers);
                self.solve(&turned.portfolio, &turned.scenario, plan.clone(), SURVEY_GAP, Some(SURVEY_NODES))
            })?;
            Some(Asked { input, to, solve })
        };
        questions.par_iter().map(one).collect()
    }
}

/// Bisection on the margin: which is tried next follows from how safe the plans of those before are.
#[derive(Clone, Copy, Debug)]
pub struct Margins {
    low: i64,
    high: i64,
}

impl Default for Margins {
    fn default() -> Self {
        Self { low: 0, high: WIDEST_MARGIN }
    }
}

impl Margins {
    /// The margin to try, in thousandths; `None` where the search is through.
    #[must_use]
    pub fn next(&self) -> Option<i64> {
        (self.high - self.low > FINEST_MARGIN).then(|| i64::midpoint(self.low, self.high))
    }

    /// Takes in how safe the plan with that margin is, in thousandths; `None` where there is no plan with so much room, so
    /// that less must do.
    pub fn learn(&mut self, safe: Option<u32>, confidence: u32) {
        let margin = i64::midpoint(self.low, self.high);
        if safe.is_none_or(|safe| safe >= confidence) {
            self.high = margin;
        } else {
            self.low = margin;
        }
    }
}

/// Whether a rule asks for at least something, which is given up where nothing can reach it.
#[must_use]
pub fn is_target(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Outcome { .. } | Rule::Floor { .. } | Rule::ShareFloor { .. } | Rule::MinimumStarts { .. }
    )
}

fn solved(portfolio: &Portfolio, scenario: &Scenario, options: &Options, missed: bool) -> Solve {
    let without = |ending| Solve { ending, plan: None, missed, value: 0, bound: 0 };
    match first_goal(portfolio, scenario, options) {
        First::Infeasible => without(Ending::Infeasible),
        First::Unknown(_) => without(Ending::Unknown),
        First::Reached(plan, reached, _) => {
            let ending = if reached.gap() <= options.limits.gap { Ending::Reached } else { Ending::Short };
            Solve { ending, plan: Some(plan), missed, value: reached.value, bound: reached.bound }
        }
    }
}

/// The best of these plans, as they would be carried out, that keeps every rule; the first of them, to be repaired, where
/// none does.
fn best_start(turned: &Turned, starts: &[Plan]) -> Option<Plan> {
    let bench = Bench::new(turned);
    let goal = turned.scenario.goals.first().copied().unwrap_or(Goal::FirstInOrder);
    let worth = |plan: &&Plan| {
        let value = standing::goal(&turned.portfolio, &turned.scenario, plan, goal);
        if goal == Goal::LeastCost { -value } else { value }
    };
    let carried: Vec<Plan> = starts.iter().filter_map(|plan| bench.carried(plan)).collect();
    // Of equals the first: `max_by_key` takes the last.
    carried.iter().rev().max_by_key(worth).or(starts.first()).cloned()
}
