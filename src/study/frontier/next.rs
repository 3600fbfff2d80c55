//! Prices of money with whole initiatives: the least extra money that changes the plan for the better.

use super::curve::{better, fitting, unlimited};
use super::line::{Line, Step};
use crate::plan::Plan;
use crate::solve::{Limits, Options};
use crate::units::{Money, Points};

/// The next better plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The least money under which something better is possible.
    pub at: Money,
    /// The best plan under it.
    pub plan: Plan,
    /// What it is worth.
    pub value: Points,
    /// Whether it is proven that less money changes nothing and that nothing under this money is better.
    pub proven: bool,
}

/// What more money than that of a step buys.
pub enum After {
    /// This, first.
    Better(Next),
    /// Nothing, which is proven.
    Nothing,
    /// Nobody knows: the step itself is not proven, or the search was ended.
    Unknown,
}

impl After {
    /// The next better plan, where one is known.
    pub fn better(self) -> Option<Next> {
        match self {
            Self::Better(next) => Some(next),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

/// What comes after a step; `above` is a step of more money, where one is known.
pub fn next(line: &Line, step: &Step, above: Option<&Step>) -> After {
    if !step.is_proven() {
        return After::Unknown;
    }
    let (high, plan, bound) = if let Some(above) = above {
        (above.from, above.plan.clone(), above.bound)
    } else {
        // A gap may be wider than what more money buys, so that here none is allowed.
        let exact =
            Options { limits: Limits { gap: 0.0, ..line.options.limits.clone() }, ..line.options.clone() };
        let Some(most) = unlimited(line, None, Some(&step.plan), &exact) else { return After::Unknown };
        if most.bound <= step.value {
            return After::Nothing;
        }
        let Some(high) = fitting(line, &most.plan) else { return After::Unknown };
        (high, most.plan, most.bound)
    };
    if line.value(&plan) <= step.value {
        return After::Unknown;
    }
    let found = line.least(step.at.0, high, plan, Some(better(step.value)), Some(&step.plan));
    if let Some(above) = above.filter(|above| above.from == found.at && above.is_proven()) {
        return After::Better(Next {
            at: found.at,
            plan: above.plan.clone(),
            value: above.value,
            proven: found.proven,
        });
    }
    match line.best(found.at, Some(&found.plan), Some(bound)) {
        Some(best) => After::Better(Next {
            at: found.at,
            proven: found.proven && best.is_proven(),
            plan: best.plan,
            value: best.value,
        }),
        None => After::Unknown,
    }
}
