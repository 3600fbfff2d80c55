//! Why there is no plan, seen from several sides, and the cheapest ways out.
//!
//! Whoever drops rules so that a plan exists drops one of every conflict: a set that hits them all. So the smallest set
//! that hits the conflicts known so far is asked about: with it dropped there is a plan, and it is a repair, or there is
//! another conflict among the rest. Repairs come in the order of their size, so the first are the fewest rules that can
//! be dropped. (Implicit hitting sets; Reiter 1987, Liffiton and Sakallah 2008.)

use std::collections::BTreeSet;

use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Choose, Goal, Rule, Scenario};
use crate::solve::conflict::{Conflict, irreducible};
use crate::solve::missing::Missing;
use crate::solve::{First, Options, first_goal};
use crate::units::{GroupIx, InitiativeIx, Points, Year};

/// Conflicts that are looked for.
pub const MOST_CONFLICTS: usize = 5;
/// Repairs that are looked for.
pub const MOST_REPAIRS: usize = 5;
/// Questions before the search gives up.
const MOST_QUESTIONS: usize = 40;
/// Steps of the search for a set that hits every conflict.
const MOST_STEPS: usize = 200_000;

/// Conflicts and ways out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflicts {
    /// Irreducible sets of rules, in the order in which they were found.
    pub conflicts: Vec<Conflict>,
    /// Whether there is no other.
    pub complete: bool,
    /// The fewest rules that can be dropped, in one or several ways.
    pub fewest: Vec<Dropped>,
    /// The least extra money, where money helps.
    pub money: Option<Missing>,
    /// The least delay of deadlines, where that helps.
    pub delay: Option<Delay>,
}

/// A repair: rules that are dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Positions in the scenario's rules, ascending.
    pub rules: Vec<usize>,
    /// A plan that keeps all the others.
    pub plan: Plan,
}

/// A repair: deadlines that are moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delay {
    /// Which deadline (the position of its rule, and whose it is), and by how many years, at least one.
    pub by: Vec<(usize, InitiativeIx, i32)>,
    /// A plan that keeps every rule then.
    pub plan: Plan,
    /// Whether no smaller sum of years does.
    pub proven: bool,
}

impl Delay {
    /// Years of delay in all.
    #[must_use]
    pub fn years(&self) -> i32 {
        self.by.iter().map(|one| one.2).sum()
    }
}

/// Conflicts and repairs of an infeasible scenario; `first` is the conflict and `money` the extra money known already.
#[must_use]
pub fn conflicts(
    portfolio: &Portfolio,
    scenario: &Scenario,
    first: Option<&Conflict>,
    money: Option<&Missing>,
    options: &Options,
) -> Conflicts {
    let mut found = Conflicts {
        conflicts: first.cloned().into_iter().collect(),
        money: money.cloned(),
        delay: least_delay(portfolio, scenario, options),
        ..Conflicts::default()
    };
    if first.is_none() {
        return found;
    }
    let mut repairs: Vec<Vec<usize>> = Vec::new();
    for _ in 0..MOST_QUESTIONS {
        let sets: Vec<&[usize]> = found.conflicts.iter().map(|one| &one.rules[..]).collect();
        let dropped = match hitting(&sets, &repairs) {
            Hitting::Found(dropped) => dropped,
            Hitting::None => {
                found.complete = true;
                break;
            }
            Hitting::Unknown => break,
        };
        let fewest = found.fewest.first().map(|repair| repair.rules.len());
        let settled =
            fewest.is_some_and(|fewest| dropped.len() > fewest) || found.fewest.len() >= MOST_REPAIRS;
        if settled && found.conflicts.len() >= MOST_CONFLICTS {
            break;
        }
        let (rest, positions) = without(scenario, &dropped);
        match some_plan(portfolio, &rest, options) {
            First::Reached(plan, ..) => {
                if fewest.is_none_or(|fewest| dropped.len() == fewest) && found.fewest.len() < MOST_REPAIRS {
                    found.fewest.push(Dropped { rules: dropped.clone(), plan });
                }
                repairs.push(dropped);
            }
            First::Infeasible => {
                let Some(conflict) = irreducible(portfolio, &rest, options) else { break };
                let rules = conflict.rules.iter().map(|&at| positions[at]).collect();
                found.conflicts.push(Conflict { rules, ..conflict });
            }
            First::Unknown(_) => break,
        }
    }
    found.conflicts.truncate(MOST_CONFLICTS.max(1));
    found
}

/// The scenario without the rules at these positions, and where the others stood.
#[must_use]
pub fn without(scenario: &Scenario, dropped: &[usize]) -> (Scenario, Vec<usize>) {
    let kept: Vec<usize> = (0..scenario.rules.len()).filter(|at| !dropped.contains(at)).collect();
    let rules = kept.iter().map(|&at| scenario.rules[at].clone()).collect();
    (Scenario { rules, ..scenario.clone() }, kept)
}

/// Any plan that keeps every rule.
fn some_plan(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> First {
    let scenario = Scenario { goals: vec![Goal::FirstInOrder], ..scenario.clone() };
    first_goal(portfolio, &scenario, options)
}

enum Hitting {
    Found(Vec<usize>),
    /// There is no other.
    None,
    Unknown,
}

/// The smallest set that shares an element with every one of these and holds none of the others whole; of several the
/// first in order.
fn hitting(sets: &[&[usize]], closed: &[Vec<usize>]) -> Hitting {
    let elements: BTreeSet<usize> = sets.iter().flat_map(|set| set.iter().copied()).collect();
    let mut search = Hits { sets, closed, steps: 0, best: None };
    for size in 1..=elements.len() {
        search.look(&mut Vec::new(), size);
        if search.steps > MOST_STEPS {
            return Hitting::Unknown;
        }
        if let Some(best) = search.best {
            return Hitting::Found(best.into_iter().collect());
        }
    }
    Hitting::None
}

struct Hits<'a> {
    sets: &'a [&'a [usize]],
    closed: &'a [Vec<usize>],
    steps: usize,
    best: Option<BTreeSet<usize>>,
}

impl Hits<'_> {
    fn look(&mut self, chosen: &mut Vec<usize>, size: usize) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.closed.iter().any(|set| set.iter().all(|at| chosen.contains(at))) {
            return;
        }
        let Some(missed) = self.sets.iter().find(|set| !set.iter().any(|at| chosen.contains(at))) else {
            let found: BTreeSet<usize> = chosen.iter().copied().collect();
            if self.best.as_ref().is_none_or(|best| found < *best) {
                self.best = Some(found);
            }
            return;
        };
        if chosen.len() == size {
            return;
        }
        for &element in *missed {
            chosen.push(element);
            self.look(chosen, size);
            chosen.pop();
        }
    }
}

/// The least delay of deadlines with which there is a plan; `None` where there is none to move, or it does not help.
///
/// The deadlines are dropped and every year beyond one costs a point: most value is least delay.
#[must_use]
pub fn least_delay(portfolio: &Portfolio, scenario: &Scenario, options: &Options) -> Option<Delay> {
    let deadlines = deadlines(scenario);
    if deadlines.is_empty() {
        return None;
    }
    let beyond = |initiative: InitiativeIx, start: Year| -> i64 {
        let own = deadlines.iter().filter(|one| one.1 == initiative);
        own.map(|one| i64::from(start.since(one.2).max(0))).sum()
    };
    let values =
        scenario.values.mapped(|initiative, start, _| Points(-beyond(initiative, start) * Points::PER_POINT));
    let mut relaxed =
        Scenario { values, goals: vec![Goal::MostValue, Goal::FirstInOrder], ..scenario.clone() };
    for (at, rule) in relaxed.rules.iter_mut().enumerate() {
        match rule {
            Rule::Mandatory { start_by, .. } => *start_by = None,
            Rule::MandatoryGroup { start_by, .. } => {
                start_by.retain(|one| !deadlines.iter().any(|(rule, who, _)| (*rule, *who) == (at, one.0)));
            }
            Rule::Synergy { points, .. } => *points = Points::ZERO,
            _ => {}
        }
    }
    let First::Reached(plan, reached, _) = first_goal(portfolio, &relaxed, options) else { return None };
    let by = deadlines.iter().filter_map(|&(rule, initiative, latest)| {
        let years = plan.start(initiative)?.since(latest);
        (years > 0).then_some((rule, initiative, years))
    });
    Some(Delay { by: by.collect(), plan, proven: reached.proven })
}

/// Every deadline that can be moved: the position of its rule, whose it is, the latest start. Deadlines of a group's
/// members count where at most one of them can be chosen.
fn deadlines(scenario: &Scenario) -> Vec<(usize, InitiativeIx, Year)> {
    let is_exclusive = |group: GroupIx| {
        scenario.rules.iter().any(|rule| match rule {
            Rule::Alternatives { group: of, choose: Choose::AtMostOne | Choose::ExactlyOne } => *of == group,
            _ => false,
        })
    };
    let mut found = Vec::new();
    for (at, rule) in scenario.rules.iter().enumerate() {
        match rule {
            Rule::Mandatory { initiative, start_by: Some(latest), .. } => {
                found.push((at, *initiative, *latest));
            }
            Rule::MandatoryGroup { group, start_by } if is_exclusive(*group) => {
                found.extend(start_by.iter().map(|&(member, latest)| (at, member, latest)));
            }
            _ => {}
        }
    }
    found
}

/// The scenario with deadlines moved so.
#[must_use]
pub fn delayed(scenario: &Scenario, by: &[(usize, InitiativeIx, i32)]) -> Scenario {
    let mut found = scenario.clone();
    for &(at, initiative, years) in by {
        match found.rules.get_mut(at) {
            Some(Rule::Mandatory { start_by: Some(latest), .. }) => *latest = latest.plus(years),
            Some(Rule::MandatoryGroup { start_by, .. }) => {
                start_by
                    .iter_mut()
                    .filter(|one| one.0 == initiative)
                    .for_each(|one| one.1 = one.1.plus(years));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smallest(sets: &[&[usize]], closed: &[Vec<usize>]) -> Option<Vec<usize>> {
        match hitting(sets, closed) {
            Hitting::Found(set) => Some(set),
            Hitting::None | Hitting::Unknown => None,
        }
    }

    #[test]
    fn the_smallest_set_that_hits_all_and_then_the_next() {
        let sets: [&[usize]; 3] = [&[1, 2], &[2, 3], &[3, 4]];
        assert_eq!(smallest(&sets, &[]), Some(vec![1, 3]));
        assert_eq!(smallest(&sets, &[vec![1, 3]]), Some(vec![2, 3]));
        assert_eq!(smallest(&[&[5]], &[vec![5]]), None);
    }
}
