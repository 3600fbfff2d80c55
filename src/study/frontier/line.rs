//! Questions to one profile: the best value under an amount of money, and the least money for a value.

use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::solve::{self, First, Options, Stopped};
use crate::units::{Money, Points};

use super::profile::Profile;

/// The best plan under an amount of money: its value holds from `from` to `at`, and neither may be any other amount in
/// between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The least money under which this plan keeps every rule.
    pub from: Money,
    /// The most money for which nothing better is known to exist.
    pub at: Money,
    /// The plan.
    pub plan: Plan,
    /// What it is worth.
    pub value: Points,
    /// No plan under `at` is worth more.
    pub bound: Points,
    /// What stopped the search, where value and bound differ.
    pub stopped: Option<Stopped>,
}

impl Step {
    /// Whether the value is proven to be the best everywhere from `from` to `at`.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.value == self.bound
    }
}

/// The least money for which a plan reaches a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// That money.
    pub at: Money,
    /// A plan that reaches it.
    pub plan: Plan,
    /// Whether it is proven that less money does not do.
    pub proven: bool,
}

/// What is asked of a profile, and how.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The initiatives.
    pub portfolio: &'a Portfolio,
    /// The profile.
    pub profile: &'a Profile,
    /// Limits of every solve; start, bound and threshold are set by the question.
    pub options: &'a Options<'a>,
}

/// An answer to a yes-or-no question.
enum Reach {
    Yes(Plan),
    No,
    Unknown,
}

impl Line<'_> {
    /// The best value under `money`: from a plan of less money, below a bound of more. Where the search is ended before it
    /// knows anything, what was known before is still true.
    pub fn best(&self, money: Money, start: Option<&Plan>, bound: Option<Points>) -> Option<Step> {
        let options = Options {
            start: start.cloned(),
            bound: bound.map(|bound| bound.0.into()),
            enough: None,
            ..self.options.clone()
        };
        match solve::first_goal(self.portfolio, &self.profile.scaled(money), &options) {
            First::Reached(plan, reached, stopped) => self.step(money, plan, points(reached.bound), stopped),
            First::Unknown(stopped) => self.step(money, start?.clone(), bound?, Some(stopped)),
            First::Infeasible => None,
        }
    }

    /// A step from a plan, its bound under `money` and why nothing better is known.
    pub fn step(&self, money: Money, plan: Plan, bound: Points, stopped: Option<Stopped>) -> Option<Step> {
        let from = self.profile.fits_from(self.portfolio, &plan, money)?;
        let value = self.value(&plan);
        let bound = bound.max(value);
        let stopped = if value == bound { None } else { stopped.or(Some(Stopped::Gap)) };
        Some(Step { from, at: money, plan, value, bound, stopped })
    }

    /// What a plan is worth; money does not change it.
    pub fn value(&self, plan: &Plan) -> Points {
        standing::value(self.portfolio, &self.profile.scaled(self.profile.whole()), plan)
    }

    /// The least money above `no`, at most `yes`, with which a plan is worth at least `target` (any plan where there is
    /// none): nothing does with `no`, and `plan` does with `yes`. Halving finds it; a plan that is found says itself from
    /// where on it fits, and after every "no" the amount just below the best "yes" is asked about, which usually ends it.
    pub fn least(
        &self,
        no: i64,
        yes: Money,
        plan: Plan,
        target: Option<Points>,
        start: Option<&Plan>,
    ) -> Threshold {
        let (mut no, mut found) = (no, Threshold { at: yes, plan, proven: true });
        let mut just_below = false;
        while found.at.0 - no > 1 {
            let probe = if just_below { found.at.0 - 1 } else { no + (found.at.0 - no) / 2 };
            just_below = false;
            match self.reaches(Money(probe), target, start) {
                Reach::Yes(plan) => {
                    let at = self.profile.fits_from(self.portfolio, &plan, Money(probe));
                    found = Threshold { at: at.unwrap_or(Money(probe)), plan, proven: true };
                }
                Reach::No => (no, just_below) = (probe, true),
                Reach::Unknown => {
                    found.proven = false;
                    return found;
                }
            }
        }
        found
    }

    /// Whether a plan under `money` is worth at least `target`.
    fn reaches(&self, money: Money, target: Option<Points>, start: Option<&Plan>) -> Reach {
        let mut options = Options { start: start.cloned(), bound: None, ..self.options.clone() };
        options.limits.gap = 0.0;
        options.enough = Some(target.map_or(i128::from(i64::MIN), |target| target.0.into()));
        match solve::first_goal(self.portfolio, &self.profile.scaled(money), &options) {
            First::Infeasible => Reach::No,
            First::Unknown(_) => Reach::Unknown,
            First::Reached(plan, reached, _) => match target {
                Some(target) if self.value(&plan) < target => {
                    if points(reached.bound) < target {
                        Reach::No
                    } else {
                        Reach::Unknown
                    }
                }
                _ => Reach::Yes(plan),
            },
        }
    }
}

/// A goal's number as points; one that no points can be is as good as none.
pub fn points(number: i128) -> Points {
    Points(i64::try_from(number).unwrap_or(if number > 0 { i64::MAX } else { i64::MIN }))
}
