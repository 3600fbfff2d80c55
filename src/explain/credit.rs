//! What each funded initiative enables: the plan's value shared over what it rests on.
//!
//! A start is worth something only with what it waits for. So every start (and every synergy) is a game of its own: its
//! value `w` is there for a set of initiatives that holds it and, clause by clause, something that meets what it waits
//! for. Its Shapley value shares `w` over those it rests on, its closure, and the credits of an initiative over all games
//! add up. Where nothing can be met in two ways every member is needed, and each gets `w / n`, exactly. Otherwise all sets
//! are looked at up to [`EXACT`] members, and orders are drawn above, from a fixed seed, with their standard error. What
//! rounding leaves over goes one millionth each to the first members, so that credits add up to the plan's value.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::audit::met_by;
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Rule, Scenario};
use crate::units::{InitiativeIx, Points, real, round_half_even};

/// The largest closure with choices of which all sets are looked at.
pub const EXACT: usize = 12;
/// Orders drawn for a larger one.
pub const DRAWS: u32 = 4_000;

/// What is credited to a funded initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// Which.
    pub initiative: InitiativeIx,
    /// What its start is worth by itself in the plan.
    pub own: Points,
    /// Its share of its own value and of everything that rests on it.
    pub credit: Points,
    /// What of that comes from others, by initiative in id order; synergies are not listed.
    pub from: Vec<(InitiativeIx, Points)>,
    /// The standard error, where orders were drawn.
    pub error: Option<Points>,
}

/// The credit of every funded initiative, in id order.
#[must_use]
pub fn credits(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<Credit> {
    let ground = Ground::of(portfolio, scenario, plan);
    let games: Vec<Game> = games(portfolio, scenario, plan);
    let shares: Vec<Shares> = games.par_iter().map(|game| ground.shares(game)).collect();
    let one = |(initiative, start)| {
        let own = scenario.values.of_start(initiative, start);
        let mut found = Credit { initiative, own, credit: Points::ZERO, from: Vec::new(), error: None };
        let mut variance = 0.0;
        for (game, shares) in games.iter().zip(&shares) {
            let Ok(at) = shares.members.binary_search(&initiative) else { continue };
            found.credit += shares.points[at];
            if let Some(other) = game.of.filter(|other| *other != initiative) {
                found.from.push((other, shares.points[at]));
            }
            variance += shares.errors.get(at).map_or(0.0, |error| error * error);
        }
        found.error = (variance > 0.0).then(|| Points(round_half_even(variance.sqrt()).unwrap_or(0)));
        found
    };
    plan.started().map(one).collect()
}

/// A value that is there when all of these are and rest on something.
struct Game {
    /// Whose start it is; none for a synergy.
    of: Option<InitiativeIx>,
    needs: Vec<InitiativeIx>,
    worth: Points,
}

fn games(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<Game> {
    let start = |(initiative, start)| Game {
        of: Some(initiative),
        needs: vec![initiative],
        worth: scenario.values.of_start(initiative, start),
    };
    let mut games: Vec<Game> = plan.started().map(start).collect();
    let starts: Points = games.iter().map(|game| game.worth).sum();
    for (at, rule) in scenario.rules.iter().enumerate() {
        let Rule::Synergy { members, .. } = rule else { continue };
        if members.iter().all(|&member| plan.start(member).is_some()) {
            let worth = standing::value_with(portfolio, scenario, &[at], plan) - starts;
            games.push(Game { of: None, needs: members.clone(), worth });
        }
    }
    games.retain(|game| game.worth != Points::ZERO);
    games
}

/// How a game's worth is shared.
struct Shares {
    /// Its closure, in id order.
    members: Vec<InitiativeIx>,
    points: Vec<Points>,
    /// Standard errors in millionths; empty where the shares are exact.
    errors: Vec<f64>,
}

struct Ground {
    /// For every initiative, clause by clause, who meets it in the plan.
    clauses: Vec<Vec<Vec<InitiativeIx>>>,
}

impl Ground {
    fn of(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Self {
        let mut clauses = vec![Vec::new(); portfolio.initiatives.len()];
        for rule in &scenario.rules {
            if let Rule::Dependency { initiative, clause } = rule {
                let met = met_by(portfolio, plan, *initiative, clause);
                if !met.is_empty() {
                    clauses[initiative.0].push(met);
                }
            }
        }
        Self { clauses }
    }

    fn shares(&self, game: &Game) -> Shares {
        let members = self.closure(&game.needs);
        let has_choices = members.iter().any(|m| self.clauses[m.0].iter().any(|ways| ways.len() > 1));
        let n = members.len();
        if !has_choices {
            return Shares { points: split(game.worth, &vec![1; n]), members, errors: Vec::new() };
        }
        let local = Local::of(self, &members, &game.needs);
        if n <= EXACT {
            return Shares { points: split(game.worth, &local.pivots()), members, errors: Vec::new() };
        }
        let counts = local.drawn(game.needs.first().map_or(0, |first| first.0 as u64));
        let deviation = |&count: &i128| {
            let share = real(i64::try_from(count).unwrap_or(0)) / f64::from(DRAWS);
            real(game.worth.0) * (share * (1.0 - share) / f64::from(DRAWS)).sqrt()
        };
        let errors = counts.iter().map(deviation).collect();
        Shares { points: split(game.worth, &counts), members, errors }
    }

    /// Everything that these may rest on, themselves too, in id order.
    fn closure(&self, needs: &[InitiativeIx]) -> Vec<InitiativeIx> {
        let (mut found, mut open) = (BTreeSet::new(), needs.to_vec());
        while let Some(next) = open.pop() {
            if found.insert(next) {
                open.extend(self.clauses[next.0].iter().flatten());
            }
        }
        found.into_iter().collect()
    }
}

/// A value split in proportion to these, in whole millionths; what rounding leaves goes to the first of them.
fn split(worth: Points, parts: &[i128]) -> Vec<Points> {
    let all: i128 = parts.iter().sum::<i128>().max(1);
    let share = |part: &i128| (i128::from(worth.0) * part).div_euclid(all);
    let mut shares: Vec<i64> = parts.iter().map(|part| i64::try_from(share(part)).unwrap_or(0)).collect();
    let mut left = worth.0 - shares.iter().sum::<i64>();
    for (share, part) in shares.iter_mut().zip(parts) {
        if left > 0 && *part > 0 {
            *share += 1;
            left -= 1;
        }
    }
    shares.into_iter().map(Points).collect()
}

/// A closure with its members numbered from 0.
struct Local {
    size: usize,
    needs: Vec<usize>,
    /// For every member, clause by clause, which members meet it.
    clauses: Vec<Vec<Vec<usize>>>,
}

impl Local {
    fn of(ground: &Ground, members: &[InitiativeIx], needs: &[InitiativeIx]) -> Self {
        let at = |initiative: &InitiativeIx| members.binary_search(initiative).unwrap_or(0);
        let clauses = |member: &InitiativeIx| {
            let clauses = ground.clauses[member.0].iter();
            clauses.map(|ways| ways.iter().map(at).collect()).collect()
        };
        Self {
            size: members.len(),
            needs: needs.iter().map(at).collect(),
            clauses: members.iter().map(clauses).collect(),
        }
    }

    /// Whether the value is there for these.
    fn is_there(&self, mut set: Vec<bool>) -> bool {
        loop {
            if self.needs.iter().any(|&need| !set[need]) {
                return false;
            }
            let unmet = |member: &usize| {
                set[*member] && self.clauses[*member].iter().any(|ways| !ways.iter().any(|&way| set[way]))
            };
            match (0..self.size).find(unmet) {
                Some(member) => set[member] = false,
                None => return true,
            }
        }
    }

    /// In how many of all orders each member is the one that brings the value.
    fn pivots(&self) -> Vec<i128> {
        let set = |mask: usize| (0..self.size).map(|at| mask >> at & 1 == 1).collect();
        let there: Vec<bool> = (0..1_usize << self.size).map(|mask| self.is_there(set(mask))).collect();
        let factorial =
            |n: usize| (1..=n).fold(1_i128, |product, k| product * i128::try_from(k).unwrap_or(1));
        let mut pivots = vec![0; self.size];
        for (mask, _) in there.iter().enumerate().filter(|(_, there)| **there) {
            let before = usize::try_from(mask.count_ones()).unwrap_or(1) - 1;
            let orders = factorial(before) * factorial(self.size - 1 - before);
            for (at, pivots) in pivots.iter_mut().enumerate() {
                if mask >> at & 1 == 1 && !there[mask & !(1 << at)] {
                    *pivots += orders;
                }
            }
        }
        pivots
    }

    /// The same for orders drawn from a seed.
    fn drawn(&self, seed: u64) -> Vec<i128> {
        let mut state = seed;
        let mut counts = vec![0; self.size];
        for _ in 0..DRAWS {
            let mut order: Vec<usize> = (0..self.size).collect();
            for at in (1..self.size).rev() {
                let other = usize::try_from(next(&mut state) % (at as u64 + 1)).unwrap_or(0);
                order.swap(at, other);
            }
            // The value, once there, stays: the pivot is found by halving.
            let there = |count: usize| {
                let mut set = vec![false; self.size];
                order[..count].iter().for_each(|&member| set[member] = true);
                self.is_there(set)
            };
            let (mut without, mut with) = (0, self.size);
            while with - without > 1 {
                let middle = without.midpoint(with);
                if there(middle) { with = middle } else { without = middle }
            }
            counts[order[with - 1]] += 1;
        }
        counts
    }
}

/// The next number of splitmix64 (Steele, Lea, Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_goes_to_the_first() {
        assert_eq!(split(Points(10), &[1, 1, 1]), [Points(4), Points(3), Points(3)]);
        assert_eq!(split(Points(-10), &[1, 1, 1]), [Points(-3), Points(-3), Points(-4)]);
        assert_eq!(split(Points(7), &[0, 2, 1]), [Points(0), Points(5), Points(2)]);
    }

    /// One of two ways is enough: the member itself brings the value in a third of the orders more often.
    fn either() -> Local {
        Local { size: 3, needs: vec![2], clauses: vec![vec![], vec![], vec![vec![0, 1]]] }
    }

    #[test]
    fn of_two_ways_each_gets_a_sixth() {
        assert_eq!(either().pivots(), [1, 1, 4]);
    }

    #[test]
    fn drawn_orders_come_near() {
        let counts = either().drawn(7);
        assert_eq!(counts.iter().sum::<i128>(), i128::from(DRAWS));
        let share = |at: usize| real(i64::try_from(counts[at]).unwrap()) / f64::from(DRAWS);
        assert!((share(2) - 2.0 / 3.0).abs() < 0.03 && (share(0) - 1.0 / 6.0).abs() < 0.03, "{counts:?}");
        assert_eq!(counts, either().drawn(7));
    }
}
