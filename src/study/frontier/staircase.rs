//! What is known of a curve: steps of constant value, and where between them most may be hidden.
//!
//! Between a step that ends at `a` and one that begins at `b` the curve runs somewhere in the box
//! `(b - a - 1) x (bound of b - value of a)`: a plan of less money holds under more, and a bound of more money holds
//! under less. [`Staircase::probes`] halves the largest boxes first, so points come to lie where the curve bends.

use super::line::Step;
use crate::units::Money;

/// Steps in ascending order of money, their values ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staircase {
    steps: Vec<Step>,
}

/// Money to ask about, between the steps at `below` and `below + 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// How much.
    pub money: Money,
    /// The step below it.
    pub below: usize,
}

/// A box in which the curve runs.
struct Gap {
    below: usize,
    low: i64,
    high: i64,
    values: (i64, i64),
}

impl Gap {
    fn area(&self) -> i128 {
        i128::from(self.high - self.low - 1).max(0)
            * i128::from(self.values.1.saturating_sub(self.values.0)).max(0)
    }
}

impl Staircase {
    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Takes a step in. Where its value is that of a neighbour the two are one step.
    pub fn add(&mut self, step: Step) {
        let at = self.steps.partition_point(|held| held.at < step.at);
        self.steps.insert(at, step);
        // Bounds of more money hold under less, plans of less money under more.
        for at in (1..self.steps.len()).rev() {
            let above = self.steps[at].bound;
            let held = &mut self.steps[at - 1];
            held.bound = held.bound.min(above).max(held.value);
            if held.value == held.bound {
                held.stopped = None;
            }
        }
        self.steps.dedup_by(|later, first| {
            let same = later.value <= first.value;
            if same {
                if later.value == first.value && later.from < first.from {
                    first.from = later.from;
                    first.plan = later.plan.clone();
                }
                first.at = later.at.max(first.at);
                first.bound = later.bound.max(first.value);
                first.stopped = if first.bound == first.value { None } else { later.stopped };
            }
            same
        });
        // Where a step was not proven, the plan of one above may fit below it and is then the better one there: a step ends
        // before all that is above it begins, and one that has not begun by then is none.
        let mut least = Money(i64::MAX);
        for step in self.steps.iter_mut().rev() {
            step.at = step.at.min(Money(least.0 - 1));
            least = least.min(step.from);
        }
        self.steps.retain(|step| step.from <= step.at);
    }

    /// Up to `count` amounts to ask about next: the largest box is halved, its halves supposed to hold a quarter each.
    #[must_use]
    pub fn probes(&self, count: usize) -> Vec<Probe> {
        let pairs = self.steps.windows(2).enumerate();
        let mut gaps: Vec<Gap> = pairs
            .map(|(below, pair)| Gap {
                below,
                low: pair[0].at.0,
                high: pair[1].from.0,
                values: (pair[0].value.0, pair[1].bound.0),
            })
            .collect();
        let mut probes = Vec::new();
        for _ in 0..count {
            let largest = (0..gaps.len()).max_by_key(|&at| (gaps[at].area(), std::cmp::Reverse(at)));
            let Some(at) = largest.filter(|&at| gaps[at].area() > 0) else { break };
            let Gap { below, low, high, values } = gaps[at];
            let middle = low + (high - low) / 2;
            let value = values.0 + (values.1 - values.0) / 2;
            probes.push(Probe { money: Money(middle), below });
            gaps[at] = Gap { below, low, high: middle, values: (values.0, value) };
            gaps.insert(at + 1, Gap { below, low: middle, high, values: (value, values.1) });
        }
        probes.sort_by_key(|probe| probe.money);
        probes
    }
}
