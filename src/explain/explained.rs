//! Everything `explain` has to say of a scenario with a plan, as one value.

use super::base::{Base, Effect};
use super::credit::{Credit, credits};
use super::price::next_better;
use super::ranking::{Ranked, SCALES, ranked};
use super::rule_costs::{Kind, rule_costs};
use super::story::{Story, stories, story};
use crate::scenario::Scenario;
use crate::solve::missing::raised;
use crate::units::{InitiativeIx, Money, Year};
use rayon::prelude::*;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The initiatives asked about, or all, in the order asked.
    pub stories: Vec<Story>,
    /// What every funded initiative enables.
    pub credits: Vec<Credit>,
    /// What there is to say of the scenario as a whole, where all were asked about.
    pub whole: Option<Whole>,
}

/// A scenario as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Scales of priorities.
    pub ranking: Vec<Ranked>,
    /// What each kind of rule costs.
    pub rules: Vec<(Kind, Effect)>,
    /// The least extra money of each plan year that makes the plan better, and what it leads to.
    pub money: Vec<(Year, Option<(Money, Effect)>)>,
}

/// Explains these initiatives with all prices, or all of them and the scenario as a whole.
#[must_use]
pub fn explained(base: &Base, asked: Option<&[InitiativeIx]>) -> Explained {
    let credits = credits(base.portfolio, base.scenario, base.plan);
    if let Some(asked) = asked {
        let stories = asked.iter().map(|&initiative| story(base, initiative, true)).collect();
        return Explained { stories, credits, whole: None };
    }
    let (stories, known) = stories(base);
    Explained { stories, credits, whole: Some(whole(&base.taught(known.lessons(), None))) }
}

fn whole(base: &Base) -> Whole {
    let years: Vec<Year> = base.portfolio.calendar.plan_years().collect();
    Whole {
        ranking: rankings(base),
        rules: rule_costs(base),
        money: years.into_par_iter().map(|year| (year, with_more(base, year))).collect(),
    }
}

/// Every scale of priorities.
#[must_use]
pub fn rankings(base: &Base) -> Vec<Ranked> {
    SCALES.iter().map(|&scale| ranked(base.portfolio, base.scenario, scale)).collect()
}

/// The scenario with so much more money in a year.
#[must_use]
pub fn richer(base: &Base, year: Year, extra: Money) -> Scenario {
    raised(base.portfolio, base.scenario, &[(year, extra)])
}

fn with_more(base: &Base, year: Year) -> Option<(Money, Effect)> {
    let (extra, plan) = next_better(base, year)?;
    Some((extra, base.effect_from(base.portfolio, &richer(base, year, extra), false, &plan)))
}
