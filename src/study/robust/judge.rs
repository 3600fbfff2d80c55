//! What the solver's answers say, worked out without it: [`judge`] makes the [`Report`].
//!
//! Regret of a plan in a draw is the best known value there less what the plan brings when it is carried out (see
//! `carry`); the best known is the draw's own answer or any candidate that keeps every rule as it stands, whichever is
//! better. A plan that cannot be brought within its limits brings nothing. For a goal that is to be made small, regret is
//! what it costs more.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::apply::turned;
use super::carry::{Bench, Fate, limits, passed};
use super::draw::{Input, Numbers, Space};
use super::report::{Candidate, Class, End, Frequency, Origin, Report, Risk, Row, Surveyed};
use super::survey;
use super::{Ending, Settings, Solve, Solves};
use crate::input::Case;
use crate::plan::{Plan, standing};
use crate::scenario::Goal;
use crate::units::{InitiativeIx, Year, real, round_half_even};

/// Candidates found in draws, beside the plans of the scenarios and the safe one.
pub const MOST_CANDIDATES: usize = 12;
/// Funded at least this often, in thousandths of the draws, is core; at most the other is never.
pub const CORE: u32 = 950;
/// See [`CORE`].
pub const NEVER: u32 = 50;
/// The quantiles of value that are told, in thousandths.
pub const QUANTILES: [u32; 5] = [50, 200, 500, 800, 950];

/// Which draws a plan's safety is counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// The draws of the study.
    Choosing,
    /// As many draws that nothing was chosen by.
    Checking,
}

/// Draws on which safety is counted.
pub struct Safety<'a> {
    case: &'a Case,
    space: &'a Space<'a>,
    scenario: usize,
    draws: std::ops::Range<u32>,
}

/// The sample of a study.
#[must_use]
pub fn safety_sample<'a>(
    case: &'a Case,
    space: &'a Space<'a>,
    settings: &Settings,
    sample: Sample,
) -> Safety<'a> {
    let draws = match sample {
        Sample::Choosing => 0..settings.draws,
        Sample::Checking => settings.draws..settings.draws.saturating_mul(2),
    };
    Safety { case, space, scenario: settings.scenario, draws }
}

impl Safety<'_> {
    /// The share of draws, in thousandths rounded down, in which the plan stays within every limit as it stands.
    #[must_use]
    pub fn within(&self, plan: &Plan) -> u32 {
        share(self.risk(plan).within, u32::try_from(self.draws.len()).unwrap_or(1))
    }

    /// How often the plan passes its limits.
    #[must_use]
    pub fn risk(&self, plan: &Plan) -> Risk {
        let one = |k: u32| {
            let numbers = self.space.draw(k);
            let own = |(&input, number): (&Input, i64)| match input {
                Input::Rules => i64::try_from(self.scenario).unwrap_or(number),
                _ => number,
            };
            let numbers: Numbers = self.space.inputs.iter().zip(numbers).map(own).collect();
            let turned = turned(self.case, self.space, self.scenario, &numbers);
            passed(&turned.portfolio, &limits(&turned.scenario), plan)
        };
        let passed: Vec<(BTreeSet<Year>, bool)> = self.draws.clone().into_par_iter().map(one).collect();
        counted(self.case, passed.iter().map(|(years, horizon)| (years, *horizon)))
    }
}

fn counted<'a>(case: &Case, passed: impl Iterator<Item = (&'a BTreeSet<Year>, bool)>) -> Risk {
    let calendar = &case.portfolio.calendar;
    let years: Vec<Year> = calendar.plan_years().chain([calendar.last().plus(1)]).collect();
    let mut risk = Risk { draws: 0, over: vec![0; years.len()], over_horizon: 0, within: 0 };
    for (over, horizon) in passed {
        risk.draws += 1;
        risk.over_horizon += u32::from(horizon);
        risk.within += u32::from(over.is_empty() && !horizon);
        for (count, year) in risk.over.iter_mut().zip(&years) {
            *count += u32::from(over.contains(year));
        }
    }
    risk
}

/// `part` of `all`, in thousandths rounded down.
#[must_use]
pub fn share(part: u32, all: u32) -> u32 {
    u32::try_from(u64::from(part) * 1000 / u64::from(all.max(1))).unwrap_or(0)
}

/// The smallest number that at least this many thousandths of the sorted numbers do not pass.
#[must_use]
pub fn quantile(sorted: &[i64], thousandths: u32) -> Option<i64> {
    let rank = (sorted.len() * thousandths as usize).div_ceil(1000);
    sorted.get(rank.max(1) - 1).copied()
}

fn quantiles(mut numbers: Vec<i64>) -> [i64; 5] {
    numbers.sort_unstable();
    QUANTILES.map(|share| quantile(&numbers, share).unwrap_or(0))
}

fn narrow(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 8)
}

fn minimises(case: &Case, settings: &Settings) -> bool {
    case.scenarios[settings.scenario].goals.first() == Some(&Goal::LeastCost)
}

/// What is lost by a plan that fared so, where this is the best.
#[must_use]
pub fn regret(case: &Case, settings: &Settings, best: i128, fate: &Fate) -> i64 {
    let lost = match fate.value {
        Some(value) if minimises(case, settings) => value - best,
        Some(value) => best - value,
        None => best.abs(),
    };
    narrow(lost.max(0))
}

/// How a plan fares in every draw.
#[must_use]
pub fn base_fates(case: &Case, space: &Space, settings: &Settings, plan: &Plan) -> Vec<Fate> {
    let one = |k: u32| {
        let turned = turned(case, space, settings.scenario, &space.draw(k));
        Bench::new(&turned).fate(plan)
    };
    (0..settings.draws).into_par_iter().map(one).collect()
}

/// Works out what the answers say.
#[must_use]
pub fn judge(case: &Case, settings: &Settings, solves: &Solves) -> Report {
    let space = Space::of(case, settings.scenario, settings.seed);
    let choosing = safety_sample(case, &space, settings, Sample::Choosing);
    let (margin, safe_plan) = safe(settings, solves, &choosing);
    let plans = candidates(settings, solves, margin.zip(safe_plan).as_ref());
    let draws: Vec<(i128, Vec<Fate>)> = (0..settings.draws)
        .into_par_iter()
        .map(|k| faring(case, &space, settings, solves, &plans, k))
        .collect();
    let planned: Vec<usize> = (0..draws.len()).filter(|&k| solves.draws[k].plan.is_some()).collect();
    let of_plan = |(at, (origin, plan)): (usize, &(Origin, Plan))| {
        let fates: Vec<&Fate> = planned.iter().map(|&k| &draws[k].1[at]).collect();
        let regrets = planned.iter().map(|&k| regret(case, settings, draws[k].0, &draws[k].1[at])).collect();
        Candidate {
            origin: *origin,
            plan: plan.clone(),
            found: number(solves.draws.iter().filter(|solve| solve.plan.as_ref() == Some(plan)).count()),
            risk: counted(case, draws.iter().map(|(_, fates)| (&fates[at].over, fates[at].over_horizon))),
            lost: number(fates.iter().filter(|fate| fate.value.is_none()).count()),
            misses: number(fates.iter().filter(|fate| fate.value.is_some() && !fate.whole).count()),
            regret: told(regrets),
            values: quantiles(fates.iter().map(|fate| fate.value.map_or(0, narrow)).collect()),
        }
    };
    let candidates: Vec<Candidate> = plans.iter().enumerate().map(of_plan).collect();
    let minimax =
        (0..candidates.len()).min_by_key(|&at| (candidates[at].regret[2], candidates[at].regret[0], at));
    let safe_at = candidates.iter().position(|candidate| matches!(candidate.origin, Origin::Safe(_)));
    let safe_at = safe_at.or_else(|| {
        let held = margin?;
        (held == 0).then(|| candidates.iter().position(|c| c.origin == Origin::Base(settings.scenario)))?
    });
    let checking = safety_sample(case, &space, settings, Sample::Checking);
    let base = solves.base.get(settings.scenario).and_then(|solve| solve.plan.as_ref());
    let own = |(at, solve): (usize, &Solve)| {
        let sample = Safety { case, space: &space, scenario: at, draws: 0..settings.draws };
        Some((at, sample.risk(solve.plan.as_ref()?)))
    };
    Report {
        endings: endings(solves),
        missed: number(solves.draws.iter().filter(|solve| solve.missed && solve.plan.is_some()).count()),
        frequencies: frequencies(case, settings, solves),
        minimax: minimax.filter(|_| !planned.is_empty()),
        safe: safe_at,
        checked: safe_at.map(|at| checking.risk(&candidates[at].plan)),
        own: solves.base.iter().enumerate().filter_map(own).collect(),
        rows: rows(solves, base, &draws),
        values: (!planned.is_empty())
            .then(|| quantiles(planned.iter().map(|&k| narrow(draws[k].0)).collect())),
        survey: surveyed(case, &space, settings, solves),
        inputs: space.inputs.len(),
        candidates,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn told(mut regrets: Vec<i64>) -> [i64; 3] {
    regrets.sort_unstable();
    let count = i64::try_from(regrets.len().max(1)).unwrap_or(1);
    let sum: i128 = regrets.iter().map(|&regret| i128::from(regret)).sum();
    let mean = round_half_even(real(narrow(sum)) / real(count)).unwrap_or(0);
    [mean, quantile(&regrets, 950).unwrap_or(0), regrets.last().copied().unwrap_or(0)]
}

fn endings(solves: &Solves) -> [u32; 4] {
    let of = |ending| number(solves.draws.iter().filter(|solve| solve.ending == ending).count());
    [Ending::Reached, Ending::Short, Ending::Infeasible, Ending::Unknown].map(of)
}

/// The least margin whose plan is safe often enough; where none is, the plan that is most often. The margin is 0 for the
/// base plan.
fn safe(settings: &Settings, solves: &Solves, sample: &Safety) -> (Option<i64>, Option<Plan>) {
    let base = solves.base.get(settings.scenario).and_then(|solve| solve.plan.clone());
    let tried = solves.trials.iter().filter_map(|trial| Some((trial.margin, trial.solve.plan.clone()?)));
    let mut all: Vec<(i64, Plan)> = base.into_iter().map(|plan| (0, plan)).chain(tried).collect();
    all.sort_by_key(|(margin, _)| *margin);
    let rated: Vec<u32> = all.iter().map(|(_, plan)| sample.within(plan)).collect();
    let enough = rated.iter().position(|&within| within >= settings.confidence);
    let most = || (0..rated.len()).rev().max_by_key(|&at| rated[at]);
    match enough.or_else(most) {
        Some(at) => (Some(all[at].0), Some(all[at].1.clone())),
        None => (None, None),
    }
}

fn candidates(settings: &Settings, solves: &Solves, safe: Option<&(i64, Plan)>) -> Vec<(Origin, Plan)> {
    let mut found: Vec<(Origin, Plan)> = Vec::new();
    let mut add = |origin: Origin, plan: &Plan| {
        if found.iter().all(|(_, held)| held != plan) {
            found.push((origin, plan.clone()));
        }
    };
    let studied = settings.scenario;
    let others = (0..solves.base.len()).filter(|at| *at != studied);
    for at in [studied].into_iter().chain(others) {
        if let Some(plan) = solves.base.get(at).and_then(|solve| solve.plan.as_ref()) {
            add(Origin::Base(at), plan);
        }
    }
    if let Some((margin, plan)) = safe {
        add(Origin::Safe(*margin), plan);
    }
    // What was found most often, then first.
    let mut counts: BTreeMap<Vec<Option<i32>>, (u32, u32)> = BTreeMap::new();
    for (k, plan) in (0..).zip(&solves.draws).filter_map(|(k, solve)| Some((k, solve.plan.as_ref()?))) {
        let key = plan.starts.iter().map(|start| start.map(|year| year.0)).collect();
        counts.entry(key).or_insert((0, k)).0 += 1;
    }
    let mut order: Vec<(u32, u32)> = counts.into_values().collect();
    order.sort_by_key(|&(count, first)| (std::cmp::Reverse(count), first));
    for (_, first) in order.into_iter().take(MOST_CANDIDATES) {
        if let Some(plan) = solves.draws.get(first as usize).and_then(|solve| solve.plan.as_ref()) {
            add(Origin::Draw(first), plan);
        }
    }
    found
}

/// The best known value of a draw, and how every candidate fares there.
fn faring(
    case: &Case,
    space: &Space,
    settings: &Settings,
    solves: &Solves,
    plans: &[(Origin, Plan)],
    k: u32,
) -> (i128, Vec<Fate>) {
    let turned = turned(case, space, settings.scenario, &space.draw(k));
    let bench = Bench::new(&turned);
    let fates: Vec<Fate> = plans.iter().map(|(_, plan)| bench.fate(plan)).collect();
    // A candidate that was carried out and kept every rule is a plan of this draw too.
    let known = fates.iter().filter(|fate| fate.whole).filter_map(|fate| fate.value);
    let own = solves.draws.get(k as usize).filter(|solve| solve.plan.is_some()).map(|solve| solve.value);
    let all = own.into_iter().chain(known);
    let best = if minimises(case, settings) { all.min() } else { all.max() };
    (best.unwrap_or(0), fates)
}

fn rows(solves: &Solves, base: Option<&Plan>, draws: &[(i128, Vec<Fate>)]) -> Vec<Row> {
    let row = |(solve, (best, fates)): (&Solve, &(i128, Vec<Fate>))| {
        // The studied scenario's plan is the first candidate, where there is one.
        let fate = base.and_then(|_| fates.first());
        Row {
            ending: solve.ending,
            missed: solve.missed,
            value: solve.plan.as_ref().map(|_| solve.value),
            bound: solve.bound,
            best: narrow(*best),
            of_base: fate.and_then(|fate| fate.value).map(narrow),
            base_within: fate.is_some_and(Fate::within),
            changed: base.zip(solve.plan.as_ref()).map_or(0, |(a, b)| changed(a, b)),
        }
    };
    solves.draws.iter().zip(draws).map(row).collect()
}

fn changed(a: &Plan, b: &Plan) -> usize {
    a.starts.iter().zip(&b.starts).filter(|(a, b)| a != b).count()
}

fn frequencies(case: &Case, settings: &Settings, solves: &Solves) -> Vec<Frequency> {
    let plans: Vec<&Plan> = solves.draws.iter().filter_map(|solve| solve.plan.as_ref()).collect();
    let base = solves.base.get(settings.scenario).and_then(|solve| solve.plan.as_ref());
    let first = case.portfolio.calendar.first;
    let one = |initiative: InitiativeIx| {
        let mut by_year = vec![0; usize::from(case.portfolio.calendar.years)];
        for start in plans.iter().filter_map(|plan| plan.start(initiative)) {
            let column = usize::try_from(start.since(first)).unwrap_or(0);
            if let Some(count) = by_year.get_mut(column) {
                *count += 1;
            }
        }
        let funded: u32 = by_year.iter().sum();
        let often = share(funded, number(plans.len()));
        let class = if plans.is_empty() || (often < CORE && often > NEVER) {
            Class::Borderline
        } else if often >= CORE {
            Class::Core
        } else {
            Class::Never
        };
        Frequency { initiative, by_year, funded, class, base: base.and_then(|plan| plan.start(initiative)) }
    };
    (0..case.portfolio.initiatives.len()).map(|ix| one(InitiativeIx(ix))).collect()
}

fn surveyed(case: &Case, space: &Space, settings: &Settings, solves: &Solves) -> Vec<Surveyed> {
    let Some(base) = solves.base.get(settings.scenario) else { return Vec::new() };
    let Some(plan) = &base.plan else { return Vec::new() };
    let asked: BTreeMap<(usize, i64), &Solve> =
        solves.survey.iter().map(|asked| ((asked.input, asked.to), &asked.solve)).collect();
    let sign = if minimises(case, settings) { -1 } else { 1 };
    let end = |input: usize, to: i64| {
        let solve = *asked.get(&(input, to))?;
        let Some(best) = &solve.plan else {
            return Some(End { ending: solve.ending, change: 0, gain: 0, changed: 0 });
        };
        let turned = turned(case, space, settings.scenario, &survey::moved(space, input, to));
        let fate = Bench::new(&turned).fate(plan);
        let gain = regret(case, settings, solve.value, &fate);
        let reached = standing::goal(
            &turned.portfolio,
            &turned.scenario,
            best,
            turned.scenario.goals.first().copied().unwrap_or(Goal::FirstInOrder),
        );
        let change = narrow((reached - base.value) * sign);
        Some(End { ending: solve.ending, change, gain, changed: changed(plan, best) })
    };
    let screened = survey::screened(case, space, settings, &solves.base, &solves.draws);
    let mut found: Vec<Surveyed> = screened
        .into_iter()
        .take(survey::MOST)
        .map(|moved| Surveyed { moved, ends: moved.ends.map(|to| end(moved.input, to)) })
        .filter(|one| one.ends.iter().any(Option::is_some))
        .collect();
    let most = |one: &Surveyed| {
        let of = |value: fn(&End) -> i64| one.ends.iter().flatten().map(value).max().unwrap_or(0);
        (of(|end| end.gain), of(|end| i64::try_from(end.changed).unwrap_or(0)))
    };
    found.sort_by_key(|one| (std::cmp::Reverse(most(one)), one.moved.input));
    found
}
