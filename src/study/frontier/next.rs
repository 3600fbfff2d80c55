//! The marginal value of money with whole initiatives: the least extra money that changes the plan for the better.

use super::curve::{better, fitting, unlimited};
use super::line::{Line, Step};
use crate::plan::Plan;
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

/// The next plan after a step; `above` is a step of more money, where one is known. `None` where more money changes nothing,
/// or the step itself is not proven.
pub fn next(line: &Line, step: &Step, above: Option<&Step>) -> Option<Next> {
    if !step.is_proven() {
        return None;
    }
    let (high, plan, bound) = if let Some(above) = above {
        (above.from, above.plan.clone(), Some(above.bound))
    } else {
        let (plan, bound) = unlimited(line, None)?;
        (fitting(line, &plan)?, plan, Some(super::line::points(bound)))
    };
    if line.value(&plan) <= step.value {
        return None;
    }
    let found = line.least(step.at.0, high, plan, Some(better(step.value)), Some(&step.plan));
    if let Some(above) = above.filter(|above| above.from == found.at && above.is_proven()) {
        return Some(Next {
            at: found.at,
            plan: above.plan.clone(),
            value: above.value,
            proven: found.proven,
        });
    }
    let best = line.best(found.at, Some(&found.plan), bound)?;
    Some(Next { at: found.at, proven: found.proven && best.is_proven(), plan: best.plan, value: best.value })
}
