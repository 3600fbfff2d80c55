//! What questions start from: a scenario with a plan that is proven best by its first goal.
//!
//! Every question is the scenario with something changed, asked of the one door again. It starts from the known plan and
//! ends as soon as the answer is decided: by a threshold, or by a bound that carries over because the change only takes
//! plans away.

use super::{Change, compare, nearer};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Goal, Rule, Scenario};
use crate::solve::{First, Lessons, Options, Solved, Stages, first_goal};
use crate::units::{InitiativeIx, Year};
use std::sync::Mutex;

/// A scenario with its best plan.
#[derive(Clone)]
pub struct Base<'a> {
    /// The initiatives.
    pub portfolio: &'a Portfolio,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its best plan.
    pub plan: &'a Plan,
    /// What the plan reaches of the first goal, in its smallest unit; no plan passes it.
    pub value: i128,
    /// Whether less is better: the first goal is least cost.
    pub least: bool,
    options: Options<'a>,
}

/// What a changed scenario leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Its best plan.
    Plan {
        /// The plan.
        plan: Plan,
        /// What it reaches of the first goal, in its smallest unit.
        value: i128,
        /// What the first goal loses against the known plan; negative where it gains.
        loss: i128,
        /// What it does otherwise than the known plan, in id order.
        changes: Vec<Change>,
    },
    /// No plan keeps every rule then.
    Impossible,
    /// The search ended before it knew.
    Unknown,
}

impl Effect {
    /// What the first goal loses, where there is a plan.
    #[must_use]
    pub fn loss(&self) -> Option<i128> {
        match self {
            Self::Plan { loss, .. } => Some(*loss),
            Self::Impossible | Self::Unknown => None,
        }
    }
}

/// Whether a threshold can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This plan does.
    Yes(Plan),
    /// No plan does.
    No,
    /// The search ended before it knew.
    Unknown,
}

/// What a quick look at a changed scenario says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// A plan, with what the first goal loses in it.
    pub plan: Option<(Plan, i128)>,
    /// What the first goal loses at the least.
    pub least: i128,
}

impl<'a> Base<'a> {
    /// Begins with an answer; `None` where its first goal is not proven. Of `options` only who searches, how far and who
    /// may end it count.
    #[must_use]
    pub fn of(
        portfolio: &'a Portfolio,
        scenario: &'a Scenario,
        solved: &'a Solved,
        options: &Options<'a>,
    ) -> Option<Self> {
        let first =
            solved.reached.first().filter(|first| first.proven && first.goal != Goal::FirstInOrder)?;
        let options = Options {
            backend: options.backend,
            limits: options.limits.clone(),
            interrupt: options.interrupt,
            ..Options::default()
        };
        let least = first.goal == Goal::LeastCost;
        Some(Self { portfolio, scenario, plan: &solved.plan, value: first.value, least, options })
    }

    /// The same, with what proofs have taught, and who is told what further ones teach.
    #[must_use]
    pub fn taught<'b>(&self, lessons: &'b Lessons, teaches: Option<&'b Mutex<Lessons>>) -> Base<'b>
    where
        'a: 'b,
    {
        let options = Options { lessons: Some(lessons), teaches, ..self.options.clone() };
        Base { options, ..self.clone() }
    }

    /// Whether the first goal is value, in points.
    #[must_use]
    pub fn counts_points(&self) -> bool {
        self.scenario.goals.first() == Some(&Goal::MostValue)
    }

    /// By how much `value` is worse than the known plan.
    #[must_use]
    pub fn loss_of(&self, value: i128) -> i128 {
        if self.least { value - self.value } else { self.value - value }
    }

    /// The value that is worse than the known plan by this much.
    #[must_use]
    pub fn losing(&self, loss: i128) -> i128 {
        if self.least { self.value + loss } else { self.value - loss }
    }

    /// The best plan of a changed scenario. `only_takes` says that every plan of it is one of the known scenario too, and
    /// worth the same.
    #[must_use]
    pub fn effect(&self, portfolio: &Portfolio, scenario: &Scenario, only_takes: bool) -> Effect {
        self.effect_from(portfolio, scenario, only_takes, self.plan)
    }

    /// The same with a plan to start from.
    #[must_use]
    pub fn effect_from(
        &self,
        portfolio: &Portfolio,
        scenario: &Scenario,
        only_takes: bool,
        start: &Plan,
    ) -> Effect {
        let bound = only_takes.then_some(self.value);
        let options = Options { start: Some(start.clone()), bound, ..self.options.clone() };
        match first_goal(portfolio, scenario, &options) {
            First::Reached(plan, reached, _) if reached.proven => {
                self.known_effect(portfolio, scenario, plan, self.loss_of(reached.value))
            }
            First::Infeasible => Effect::Impossible,
            First::Reached(..) | First::Unknown(_) => Effect::Unknown,
        }
    }

    /// What a changed scenario leads to of which a best plan is known, with what the first goal loses in it: of plans as good
    /// one near the known plan.
    #[must_use]
    pub fn known_effect(&self, portfolio: &Portfolio, scenario: &Scenario, plan: Plan, loss: i128) -> Effect {
        let plan = nearer(portfolio, scenario, self.plan, plan);
        Effect::Plan { value: self.losing(loss), loss, changes: compare(self.plan, &plan), plan }
    }

    /// A quick look at a changed scenario, starting from a plan; `None` where it has no plan.
    #[must_use]
    pub fn glance(&self, scenario: &Scenario, start: &Plan) -> Option<Glance> {
        let options =
            Options { start: Some(start.clone()), stages: Stages::PlansOnly, ..self.options.clone() };
        match first_goal(self.portfolio, scenario, &options) {
            First::Reached(plan, reached, _) => {
                let plan = Some((plan, self.loss_of(reached.value)));
                Some(Glance { plan, least: self.loss_of(reached.bound) })
            }
            First::Infeasible => None,
            First::Unknown(_) => Some(Glance { plan: None, least: 0 }),
        }
    }

    /// Whether a changed scenario has a plan that reaches `enough` of the first goal.
    #[must_use]
    pub fn reaches(&self, portfolio: &Portfolio, scenario: &Scenario, enough: i128, start: &Plan) -> Reach {
        let options = Options { start: Some(start.clone()), enough: Some(enough), ..self.options.clone() };
        let passes = |value: i128| if self.least { value <= enough } else { value >= enough };
        match first_goal(portfolio, scenario, &options) {
            First::Reached(plan, reached, _) if passes(reached.value) => Reach::Yes(plan),
            First::Reached(_, reached, _) if !passes(reached.bound) => Reach::No,
            First::Infeasible => Reach::No,
            First::Reached(..) | First::Unknown(_) => Reach::Unknown,
        }
    }

    /// The best plan of a changed scenario, if it reaches `enough` of the first goal.
    #[must_use]
    pub fn best_reaching(&self, scenario: &Scenario, enough: i128, start: &Plan) -> Reach {
        let options = Options {
            start: Some(start.clone()),
            enough: Some(enough),
            further: true,
            ..self.options.clone()
        };
        let passes = |value: i128| if self.least { value <= enough } else { value >= enough };
        match first_goal(self.portfolio, scenario, &options) {
            First::Reached(plan, reached, _) if passes(reached.value) && reached.proven => Reach::Yes(plan),
            First::Reached(_, reached, _) if !passes(reached.bound) => Reach::No,
            First::Infeasible => Reach::No,
            First::Reached(..) | First::Unknown(_) => Reach::Unknown,
        }
    }

    /// The scenario with one rule more.
    #[must_use]
    pub fn with(&self, rule: Rule) -> Scenario {
        let mut scenario = self.scenario.clone();
        scenario.rules.push(rule);
        scenario
    }

    /// The scenario in which this initiative is in the plan, from this year where one is given.
    #[must_use]
    pub fn with_in(&self, initiative: InitiativeIx, start: Option<Year>) -> Scenario {
        self.with(Rule::ForcedIn { initiative, start, reason: String::new() })
    }

    /// The scenario in which this initiative is not in the plan.
    #[must_use]
    pub fn with_out(&self, initiative: InitiativeIx) -> Scenario {
        self.with(Rule::ForcedOut { initiative, reason: String::new() })
    }

    /// What is lost if the initiative is in (from this year, where one is given).
    #[must_use]
    pub fn put_in(&self, initiative: InitiativeIx, start: Option<Year>) -> Effect {
        self.effect(self.portfolio, &self.with_in(initiative, start), true)
    }

    /// What is lost if the initiative is out: its replacement cost.
    #[must_use]
    pub fn take_out(&self, initiative: InitiativeIx) -> Effect {
        self.effect(self.portfolio, &self.with_out(initiative), true)
    }
}
