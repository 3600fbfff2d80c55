//! Nested plans to begin with: the best next one given the one below, or given the one above, then each in turn between
//! its neighbours, as long as that helps. What it finds is proven or improved by the joint program.

use super::{Nest, instead};
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::solve::joint::Copy;
use crate::solve::{self, First, Options};
use crate::units::InitiativeIx;

/// Rounds over all rungs.
const ROUNDS: usize = 8;

struct Climb<'a> {
    portfolio: &'a Portfolio,
    copies: &'a [Copy<'a>],
    nest: Nest,
    options: &'a Options<'a>,
}

/// Nested plans, from the best plans of every rung alone; `None` where none were found.
pub fn climb(
    portfolio: &Portfolio,
    copies: &[Copy],
    alone: &[Plan],
    nest: Nest,
    options: &Options,
) -> Option<Vec<Plan>> {
    let climb = Climb { portfolio, copies, nest, options };
    let (up, down) = rayon::join(|| climb.up(alone), || climb.down(alone));
    let mut best = [up, down].into_iter().flatten().max_by_key(|plans| climb.value(plans))?;
    for _ in 0..ROUNDS {
        let before = climb.value(&best);
        for at in 0..copies.len() {
            let below = at.checked_sub(1).and_then(|at| best.get(at)).cloned();
            let above = best.get(at + 1).cloned();
            let start = best[at].clone();
            if let Some(plan) = climb.between(at, below.as_ref(), above.as_ref(), &start) {
                best[at] = plan;
            }
        }
        if climb.value(&best) == before {
            break;
        }
    }
    Some(best)
}

impl Climb<'_> {
    fn up(&self, alone: &[Plan]) -> Option<Vec<Plan>> {
        let mut plans: Vec<Plan> = vec![alone.first()?.clone()];
        for (at, free) in alone.iter().enumerate().skip(1) {
            plans.push(self.between(at, plans.last(), None, free)?);
        }
        Some(plans)
    }

    fn down(&self, alone: &[Plan]) -> Option<Vec<Plan>> {
        let mut plans: Vec<Plan> = vec![alone.last()?.clone()];
        for (at, free) in alone.iter().enumerate().rev().skip(1) {
            plans.push(self.between(at, None, plans.last(), free)?);
        }
        plans.reverse();
        Some(plans)
    }

    /// The best plan of a rung between its neighbours.
    fn between(&self, at: usize, below: Option<&Plan>, above: Option<&Plan>, start: &Plan) -> Option<Plan> {
        let scenario = self.copies[at].scenario;
        let mut rules = scenario.rules.clone();
        rules.extend(below.into_iter().flat_map(|below| self.kept(below)));
        rules.extend(above.into_iter().flat_map(|above| self.barred(above)));
        let tied = Scenario { rules, ..scenario.clone() };
        let options =
            Options { start: Some(start.clone()), bound: None, enough: None, ..self.options.clone() };
        match solve::first_goal(self.portfolio, &tied, &options) {
            First::Reached(plan, ..) => Some(plan),
            First::Infeasible | First::Unknown(_) => None,
        }
    }

    /// What a plan below demands.
    fn kept(&self, below: &Plan) -> Vec<Rule> {
        let demand = |(who, _): (InitiativeIx, _)| match (self.nest, self.portfolio.initiative(who).group) {
            (Nest::Group, Some(group)) => Rule::MandatoryGroup { group, start_by: Vec::new() },
            _ => Rule::ForcedIn { initiative: who, start: None, reason: String::new() },
        };
        below.started().map(demand).collect()
    }

    /// What a plan above rules out.
    fn barred(&self, above: &Plan) -> Vec<Rule> {
        let all = (0..above.starts.len()).map(InitiativeIx);
        let out = all.filter(|&who| {
            instead(self.portfolio, self.nest, who).into_iter().all(|other| above.start(other).is_none())
        });
        out.map(|initiative| Rule::ForcedOut { initiative, reason: String::new() }).collect()
    }

    fn value(&self, plans: &[Plan]) -> i128 {
        let of = |(copy, plan): (&Copy, &Plan)| {
            copy.weight * i128::from(standing::value(self.portfolio, copy.scenario, plan).0)
        };
        self.copies.iter().zip(plans).map(of).sum()
    }
}
