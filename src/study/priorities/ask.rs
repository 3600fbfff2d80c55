//! Questions put to the solver: does the group's plan stay a best one after a change of values?
//!
//! Scores are asked about in batches. Let `r_q(i, s) = d_q(i, s) - d_q(i, P_i)` be what start `s` of initiative `i` gains
//! on the group's plan `P` by change `q` (`d = 0` where it does not start). A plan that beats `P` under any `q` of a batch
//! beats it under `r(i, s) = max(0, max_q r_q(i, s))` too, so where `P` stands under that, one search has settled all of
//! them; where it does not, the batch is halved. What is left alone is asked exactly.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Best, Effect, best, changed};
use crate::plan::standing;
use crate::portfolio::Portfolio;
use crate::priority::dissent::{Change, Ground, Subject};
use crate::scenario::{Goal, Rule, Scenario};
use crate::solve::{self, Options};
use crate::units::{InitiativeIx, Points, Year};

/// Scores asked about at once.
const BATCH: usize = 16;

/// Who asks.
pub struct Asked<'a> {
    /// What raters said.
    pub ground: &'a Ground<'a>,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// How to search.
    pub options: &'a Options<'a>,
    /// The scenario's own best plan.
    pub group: &'a Best,
}

/// What is known of a changed scenario.
enum Verdict {
    Stands,
    Better(Best),
    Open,
}

impl Asked<'_> {
    /// The effect of every change, in their order. Scores come last in it.
    pub fn effects(&self, changes: &[Change]) -> Vec<Effect> {
        let score = |change: &Change| matches!(change.subject, Subject::Score(..));
        let first = changes.iter().position(score).unwrap_or(changes.len());
        let (alone, scores) = changes.split_at(first);
        let mut effects: Vec<Effect> = alone.par_iter().map(|change| self.effect(change)).collect();
        let batches: Vec<Vec<Effect>> = scores.par_chunks(BATCH).map(|batch| self.batch(batch)).collect();
        effects.extend(batches.into_iter().flatten());
        effects
    }

    fn batch(&self, changes: &[Change]) -> Vec<Effect> {
        match changes {
            [] => Vec::new(),
            [one] => vec![self.effect(one)],
            _ if self.stands_against_all(changes) => vec![Effect::Stands; changes.len()],
            _ => {
                let (left, right) = changes.split_at(changes.len() / 2);
                let (mut found, more) = rayon::join(|| self.batch(left), || self.batch(right));
                found.extend(more);
                found
            }
        }
    }

    /// Whether the group's plan stands under a change that is at least as much as each of these.
    fn stands_against_all(&self, changes: &[Change]) -> bool {
        let mut gains: BTreeMap<(InitiativeIx, Option<Year>), i64> = BTreeMap::new();
        for change in changes {
            let Subject::Score(ix, _) = change.subject else { return false };
            let (portfolio, after) = changed(self.ground, self.scenario, change);
            let gain = |start: Option<Year>| start.map_or(0, |year| self.gain(&after, ix, year));
            let own = gain(self.group.plan.start(ix));
            let options = starts(&portfolio, self.scenario, ix).map(Some).chain([None]);
            for start in options {
                let held = gains.entry((ix, start)).or_insert(0);
                *held = (*held).max(gain(start) - own);
            }
        }
        // What not starting gains is taken off every start instead.
        let values = self.scenario.values.mapped(|ix, year, points| {
            let at = |start: Option<Year>| gains.get(&(ix, start)).copied().unwrap_or(0);
            Points(points.0 + at(Some(year)) - at(None))
        });
        let scenario = Scenario { values, ..self.scenario.clone() };
        let held = standing::goal(self.ground.portfolio, &scenario, &self.group.plan, Goal::MostValue);
        matches!(self.verdict(self.ground.portfolio, &scenario, held), Verdict::Stands)
    }

    fn effect(&self, change: &Change) -> Effect {
        let (portfolio, scenario) = changed(self.ground, self.scenario, change);
        let held = standing::goal(&portfolio, &scenario, &self.group.plan, Goal::MostValue);
        match self.verdict(&portfolio, &scenario, held) {
            Verdict::Stands => Effect::Stands,
            Verdict::Open => Effect::Open,
            Verdict::Better(better) => {
                // Better than the group's: now the best of all.
                let bound = Some(self.bound(&portfolio, &scenario));
                let start = Some(better.plan.clone());
                let options = Options { start, bound, enough: None, watch: None, ..self.options.clone() };
                let sought = best(solve::first_goal(&portfolio, &scenario, &options));
                let best = sought.filter(|best| best.reached.value >= better.reached.value);
                Effect::Flips(best.unwrap_or(better), held)
            }
        }
    }

    /// Whether any plan is worth more than `held`, which is what the group's is worth.
    fn verdict(&self, portfolio: &Portfolio, scenario: &Scenario, held: i128) -> Verdict {
        let bound = self.bound(portfolio, scenario);
        if bound <= held {
            return Verdict::Stands;
        }
        let options = Options {
            start: Some(self.group.plan.clone()),
            bound: Some(bound),
            enough: Some(held + 1),
            watch: None,
            ..self.options.clone()
        };
        match best(solve::first_goal(portfolio, scenario, &options)) {
            Some(better) if better.reached.value > held => Verdict::Better(better),
            Some(none) if none.reached.bound <= held => Verdict::Stands,
            _ => Verdict::Open,
        }
    }

    /// No plan is worth more in this scenario, in millionths of a point: the bound in hand and the largest gains.
    fn bound(&self, portfolio: &Portfolio, after: &Scenario) -> i128 {
        let largest = |ix: InitiativeIx| {
            let gains = starts(portfolio, self.scenario, ix).map(|year| self.gain(after, ix, year));
            i128::from(gains.max().unwrap_or(0).max(0))
        };
        self.group.reached.bound + portfolio.each().map(|(ix, _)| largest(ix)).sum::<i128>()
    }

    /// What a start gains, in millionths of a point.
    fn gain(&self, after: &Scenario, ix: InitiativeIx, year: Year) -> i64 {
        after.values.of_start(ix, year).0 - self.scenario.values.of_start(ix, year).0
    }
}

/// The years in which an initiative may start.
fn starts(portfolio: &Portfolio, scenario: &Scenario, ix: InitiativeIx) -> impl Iterator<Item = Year> {
    let calendar = &portfolio.calendar;
    let (mut from, mut to) = (calendar.first, calendar.last());
    for rule in &scenario.rules {
        match rule {
            Rule::Committed { initiative, start, .. } if *initiative == ix => (from, to) = (*start, *start),
            Rule::Window { initiative, earliest, latest } if *initiative == ix && from != to => {
                (from, to) = (from.max(*earliest), to.min(*latest));
            }
            _ => {}
        }
    }
    (from.0..=to.0).map(Year)
}
