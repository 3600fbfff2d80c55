//! What a solve ends with. Proven, best so far, infeasible and unknown are four different things for a reader.

use crate::plan::Plan;
use crate::scenario::Goal;

/// Why a search ended before it had proven everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The gap asked for was reached.
    Gap,
    /// The wall-clock limit.
    TimeLimit,
    /// The limit on work.
    WorkLimit,
    /// Somebody ended it.
    Interrupted,
    /// The solver gave up for numerical or internal reasons.
    Solver,
}

/// How far a goal was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Which goal.
    pub goal: Goal,
    /// What the plan reaches, exactly, in the goal's unit.
    pub value: i128,
    /// What the solver says cannot be passed, given the goals before.
    pub bound: i128,
    /// Whether that is proven to be the best: value and bound agree.
    pub proven: bool,
}

impl Reached {
    /// `|bound - value| / max(1, |value|)`, in the goal's smallest unit.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a ratio for readers and tolerances")]
    pub fn gap(&self) -> f64 {
        (self.bound - self.value).unsigned_abs() as f64 / self.value.unsigned_abs().max(1) as f64
    }
}

/// The linear relaxation of the first goal: where a bound anyone can check comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxation {
    /// One multiplier for each row of the program, in `model::bound::SCALE`-ths.
    pub multipliers: Vec<i128>,
    /// The bound they prove.
    pub bound: i128,
}

/// A plan with what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// The plan; the audit found nothing against it.
    pub plan: Plan,
    /// Every goal in order, as far as it was met.
    pub reached: Vec<Reached>,
}

/// How a solve ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The best plan there is, by every goal, and the only one.
    Proven(Solved),
    /// The best plan found, and what stopped the search.
    Best(Solved, Stopped),
    /// No plan keeps every rule; where a threshold was asked about, none that reaches it does.
    Infeasible,
    /// Neither a plan nor a proof that there is none.
    Unknown(Stopped),
}

/// What is known about the first goal alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// The best plan found and how far it reaches; what stopped the search where that is not proven the best.
    Reached(Plan, Reached, Option<Stopped>),
    /// No plan keeps every rule.
    Infeasible,
    /// Neither a plan nor a proof that there is none.
    Unknown(Stopped),
}

impl First {
    /// The plan and what it reaches, where there is one.
    #[must_use]
    pub fn reached(&self) -> Option<(&Plan, &Reached)> {
        match self {
            Self::Reached(plan, reached, _) => Some((plan, reached)),
            Self::Infeasible | Self::Unknown(_) => None,
        }
    }
}

impl Outcome {
    /// The plan, where there is one.
    #[must_use]
    pub fn solved(&self) -> Option<&Solved> {
        match self {
            Self::Proven(solved) | Self::Best(solved, _) => Some(solved),
            Self::Infeasible | Self::Unknown(_) => None,
        }
    }
}
