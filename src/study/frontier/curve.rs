//! A curve of value against money, from the least money with a plan to the least that buys everything.

use rayon::prelude::*;

use super::line::{Line, Step, points};
use super::staircase::{Probe, Staircase};
use crate::plan::Plan;
use crate::scenario::{Goal, Scenario};
use crate::solve::{self, First, Options, Stopped};
use crate::units::{Money, Points};

/// Amounts asked about at a time: a fixed number, so that one thread and many ask the same questions.
const LANES: usize = 4;
/// The most rounds of questions for each point wanted: where many answers turn out to be one step, it ends.
const ROUNDS: usize = 2;
/// Money doubles at most so often until nothing binds.
const DOUBLINGS: u32 = 60;

/// A curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// Its steps, in ascending order of money and value.
    pub steps: Vec<Step>,
    /// Whether it is proven that no plan exists under less money than the first step's.
    pub edge_proven: bool,
    /// Whether it is proven that less money than the last step begins with buys less, and more money nothing.
    pub everything_proven: bool,
}

impl Curve {
    /// The least money with a plan.
    #[must_use]
    pub fn edge(&self) -> Option<&Step> {
        self.steps.first()
    }

    /// The least money from which on more changes nothing.
    #[must_use]
    pub fn everything(&self) -> Option<&Step> {
        self.steps.last()
    }
}

/// The curve with about `wanted` steps, `known` amounts (with plans to start from) among them. `None` where no amount of
/// money gives a plan, or nothing is known within the limits. Plans that are known count everywhere: where a gap is allowed
/// one of them may be better, or need less money, than what the search for the ends of the curve finds.
pub fn curve(
    line: &Line,
    known: &[(Money, Option<Plan>)],
    wanted: usize,
    told: &(dyn Fn(usize) + Sync),
) -> Option<Curve> {
    let in_hand: Vec<&Plan> = known.iter().filter_map(|(_, plan)| plan.as_ref()).collect();
    let most = in_hand.iter().copied().max_by_key(|plan| line.value(plan));
    let best = unlimited(line, None, most, line.options)?;
    let high = fitting(line, &best.plan)?;
    let (everything, edge) = rayon::join(
        || line.least(-1, high, best.plan.clone(), Some(line.value(&best.plan)), None),
        || {
            let cheapest = unlimited(line, Some(Goal::LeastCost), None, line.options);
            let cheapest = cheapest.map(|found| found.plan);
            let others = in_hand.iter().copied().chain(&cheapest);
            let fits = others.filter_map(|plan| Some((fitting(line, plan)?, plan)));
            let (from, plan) = fits.chain([(high, &best.plan)]).min_by_key(|fit| fit.0)?;
            Some(line.least(-1, from, plan.clone(), None, None))
        },
    );
    let edge = edge?;
    let mut stairs = Staircase::default();
    // Whoever reaches the value asked for may pass it.
    let value = line.value(&everything.plan);
    let bound = best.bound.max(value);
    let top = Step {
        from: everything.at,
        at: high.max(everything.at),
        plan: everything.plan,
        value,
        bound,
        stopped: (value != bound).then_some(best.stopped.unwrap_or(Stopped::Gap)),
    };
    let asked: Vec<(Money, Option<&Plan>)> = [(edge.at, Some(&edge.plan))]
        .into_iter()
        .chain(known.iter().map(|(money, plan)| (*money, plan.as_ref())))
        .filter(|(money, _)| *money >= edge.at && *money < everything.at)
        .collect();
    let found: Vec<Option<Step>> =
        asked.par_iter().map(|(money, start)| line.best(*money, *start, Some(top.bound))).collect();
    stairs.add(top);
    found.into_iter().flatten().for_each(|step| stairs.add(step));
    for _ in 0..wanted * ROUNDS {
        told(stairs.steps().len());
        let probes = stairs.probes(LANES.min(wanted.saturating_sub(stairs.steps().len())));
        if probes.is_empty() || super::is_stopped(line.options) {
            break;
        }
        let ask = |probe: &Probe| {
            let steps = stairs.steps();
            let bound = steps.get(probe.below + 1).map(|step| step.bound);
            line.best(probe.money, Some(&steps[probe.below].plan), bound)
        };
        let found: Vec<Option<Step>> = probes.par_iter().map(ask).collect();
        if found.iter().all(Option::is_none) {
            break;
        }
        found.into_iter().flatten().for_each(|step| stairs.add(step));
    }
    let everything_proven = everything.proven && value == bound;
    Some(Curve { steps: stairs.steps().to_vec(), edge_proven: edge.proven, everything_proven })
}

/// What is best when money does not matter.
pub struct Unlimited {
    /// A plan.
    pub plan: Plan,
    /// No plan is worth more; of another goal than value, none reaches more.
    pub bound: Points,
    /// What stopped the search, where it is not proven.
    pub stopped: Option<Stopped>,
}

/// The best plan when money does not matter, by value or another goal, from one that is known where there is one.
pub fn unlimited(
    line: &Line,
    goal: Option<Goal>,
    start: Option<&Plan>,
    options: &Options,
) -> Option<Unlimited> {
    let free = line.profile.unlimited();
    let goals = goal.map_or_else(|| free.goals.clone(), |goal| vec![goal, Goal::FirstInOrder]);
    let scenario = Scenario { goals, ..free };
    let options = Options { start: start.cloned(), bound: None, enough: None, ..options.clone() };
    match solve::first_goal(line.portfolio, &scenario, &options) {
        First::Reached(plan, reached, stopped) => {
            Some(Unlimited { plan, bound: points(reached.bound), stopped })
        }
        First::Infeasible | First::Unknown(_) => None,
    }
}

/// The least money under which a plan that keeps every rule without limits keeps them with limits.
pub fn fitting(line: &Line, plan: &Plan) -> Option<Money> {
    let whole = line.profile.whole().0;
    let tries = (0..DOUBLINGS).map_while(|times| whole.checked_mul(1 << times));
    tries
        .take_while(|money| *money < i64::MAX / 4)
        .find_map(|money| line.profile.fits_from(line.portfolio, plan, Money(money)))
}

/// The value a plan must pass to be better.
pub fn better(value: Points) -> Points {
    Points(value.0.saturating_add(1))
}
