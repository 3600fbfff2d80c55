//! What is drawn: a list of whole numbers, one for each [`Input`] that is not known for sure.
//!
//! Every number has a stream of its own: `SHA-256(seed, draw, input)` read as a fraction. Draw `k` is therefore the same
//! however many draws there are, and an initiative keeps its numbers when others come or go.

use sha2::{Digest, Sha256};

use crate::input::Case;
use crate::portfolio::Portfolio;
use crate::scenario::{CeilingDraw, CostDraw, DelayDraw, Reference, Uncertainty, WeightDraw};
use crate::units::{InitiativeIx, Year, real, round_half_even};

/// A number that is not known for sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// The weight of a criterion (by position), in millionths.
    Weight(usize),
    /// What an initiative costs, in thousandths of its estimate.
    Cost(InitiativeIx),
    /// How many years an initiative is late.
    Delay(InitiativeIx),
    /// The points of an initiative, in thousandths of its own.
    Points(InitiativeIx),
    /// The limits of a year, in thousandths of what the scenario says.
    Ceiling(Year),
    /// Which scenario's rules hold, by position.
    Rules,
}

/// One draw: a number for each of [`Space::inputs`].
pub type Numbers = Vec<i64>;

/// What can be drawn of a case, and its numbers as they are stated.
#[derive(Clone, Debug)]
pub struct Space<'a> {
    case: &'a Case,
    uncertainty: &'a Uncertainty,
    /// Weights of the studied scenario, in millionths; empty where values are given.
    weights: Vec<i64>,
    /// Every input, in a stated order: weights, then costs, delays and points by id, then ceilings by year, then rules.
    pub inputs: Vec<Input>,
    /// The stated numbers: what a draw without uncertainty gives.
    pub stated: Numbers,
    /// What streams begin with.
    seed: u64,
}

impl<'a> Space<'a> {
    /// The inputs of a scenario of the case that vary at all.
    #[must_use]
    pub fn of(case: &'a Case, scenario: usize, seed: u64) -> Self {
        let portfolio = &case.portfolio;
        let uncertainty = &case.uncertainty;
        let used = case.scenarios.get(scenario).map_or("", |scenario| scenario.weight_set.as_str());
        let set = case.weight_sets.iter().find(|set| set.id == used);
        let weights: Vec<i64> = set.map(|set| whole(&set.weights)).unwrap_or_default();
        let mut space = Self { case, uncertainty, weights, inputs: Vec::new(), stated: Vec::new(), seed };
        if space.draws_weights() {
            for (at, weight) in space.weights.clone().into_iter().enumerate() {
                space.add(Input::Weight(at), weight);
            }
        }
        let all = || (0..portfolio.initiatives.len()).map(InitiativeIx);
        for ix in all().filter(|ix| varies_in_cost(&uncertainty.costs[ix.0])) {
            space.add(Input::Cost(ix), 1000);
        }
        for ix in all().filter(|ix| varies_in_time(&uncertainty.delays[ix.0])) {
            space.add(Input::Delay(ix), 0);
        }
        if uncertainty.points.low < uncertainty.points.high {
            all().for_each(|ix| space.add(Input::Points(ix), 1000));
        }
        match &uncertainty.ceilings {
            CeilingDraw::Range(range) if range.low < range.high => {
                portfolio.calendar.plan_years().for_each(|year| space.add(Input::Ceiling(year), 1000));
            }
            CeilingDraw::Scenarios(_) => {
                space.add(Input::Rules, i64::try_from(scenario).unwrap_or(0));
            }
            CeilingDraw::Fixed | CeilingDraw::Range(_) => {}
        }
        space
    }

    fn add(&mut self, input: Input, stated: i64) {
        self.inputs.push(input);
        self.stated.push(stated);
    }

    fn draws_weights(&self) -> bool {
        self.weights.len() > 1 && self.uncertainty.weights != WeightDraw::Fixed
    }

    /// The criteria's count, which is how many of the first inputs are weights.
    #[must_use]
    pub fn weights(&self) -> usize {
        if self.draws_weights() { self.weights.len() } else { 0 }
    }

    /// The portfolio whose numbers are drawn.
    #[must_use]
    pub fn portfolio(&self) -> &Portfolio {
        &self.case.portfolio
    }

    /// The numbers of draw `k`, counted from 0.
    #[must_use]
    pub fn draw(&self, k: u32) -> Numbers {
        let mut numbers = self.drawn_weights(k);
        for &input in &self.inputs[numbers.len()..] {
            numbers.push(self.one(k, input));
        }
        numbers
    }

    fn drawn_weights(&self, k: u32) -> Numbers {
        if !self.draws_weights() {
            return Vec::new();
        }
        let count = self.weights.len();
        let shares: Vec<f64> = match self.uncertainty.weights {
            WeightDraw::Sets => {
                let sets = &self.case.weight_sets;
                let at = pick(self.fraction(k, "set", 0), sets.len());
                return sets.get(at).map_or_else(|| self.weights.clone(), |set| whole(&set.weights));
            }
            WeightDraw::Fixed => return self.weights.clone(),
            WeightDraw::Uniform => (0..count).map(|at| self.gamma(k, at, 1.0)).collect(),
            WeightDraw::Around { concentration } => {
                let shape = |at: usize| f64::from(concentration) * real(self.weights[at]) / 1e6;
                (0..count).map(|at| self.gamma(k, at, shape(at))).collect()
            }
        };
        let sum: f64 = shares.iter().sum();
        if sum > 0.0 {
            whole(&shares.iter().map(|share| share / sum).collect::<Vec<_>>())
        } else {
            self.weights.clone()
        }
    }

    fn one(&self, k: u32, input: Input) -> i64 {
        let portfolio = self.portfolio();
        let id = |ix: InitiativeIx| portfolio.initiative(ix).id.as_str();
        match input {
            Input::Weight(at) => self.weights[at],
            Input::Cost(ix) => match self.uncertainty.costs[ix.0] {
                CostDraw::Range(range) => triangular(self.of_id(k, "cost", id(ix)), range.low, range.high),
                CostDraw::Reference => self.project(k, id(ix)).map_or(1000, |project| project.ratio),
            },
            Input::Delay(ix) => match &self.uncertainty.delays[ix.0] {
                DelayDraw::Chances(chances) => position(self.of_id(k, "delay", id(ix)), chances),
                DelayDraw::Reference => {
                    let joint = self.project(k, id(ix)).and_then(|project| project.delay);
                    i64::from(joint.or_else(|| self.other_delay(k, id(ix))).unwrap_or(0))
                }
            },
            Input::Points(ix) => {
                let range = self.uncertainty.points;
                triangular(self.of_id(k, "points", id(ix)), range.low, range.high)
            }
            Input::Ceiling(year) => {
                let CeilingDraw::Range(range) = self.uncertainty.ceilings else { return 1000 };
                between(self.of_id(k, "ceiling", &year.0.to_string()), range.low, range.high)
            }
            Input::Rules => {
                let CeilingDraw::Scenarios(chances) = &self.uncertainty.ceilings else { return 0 };
                let weights: Vec<u32> = chances.iter().map(|chance| chance.1).collect();
                let at = usize::try_from(position(self.of_id(k, "rules", ""), &weights)).unwrap_or(0);
                chances.get(at).map_or(0, |chance| i64::try_from(chance.0).unwrap_or(0))
            }
        }
    }

    /// The project of the reference class that this initiative turns out like.
    fn project(&self, k: u32, id: &str) -> Option<&Reference> {
        let class = &self.uncertainty.reference;
        class.get(pick(self.of_id(k, "project", id), class.len()))
    }

    /// A delay of the class, for a project whose own is not known.
    fn other_delay(&self, k: u32, id: &str) -> Option<u16> {
        let known: Vec<u16> = self.uncertainty.reference.iter().filter_map(|one| one.delay).collect();
        known.get(pick(self.of_id(k, "other delay", id), known.len())).copied()
    }

    /// A number of 0 (included) to 1 (not), of an initiative, a year or a scenario.
    fn of_id(&self, k: u32, kind: &str, id: &str) -> f64 {
        fraction(&[
            b"petajalan robust",
            &self.seed.to_le_bytes(),
            &k.to_le_bytes(),
            kind.as_bytes(),
            id.as_bytes(),
        ])
    }

    fn fraction(&self, k: u32, kind: &str, count: usize) -> f64 {
        self.of_id(k, kind, &count.to_string())
    }

    /// A gamma variate of this shape and scale 1 (Marsaglia and Tsang 2000; below shape 1 by the usual power).
    fn gamma(&self, k: u32, criterion: usize, shape: f64) -> f64 {
        if shape <= 0.0 {
            return 0.0;
        }
        let mut count = 0;
        let mut next = || {
            count += 1;
            // Never exactly 0, of which there is no logarithm.
            self.of_id(k, "weight", &format!("{criterion}.{count}")).max(f64::MIN_POSITIVE)
        };
        let raised = if shape < 1.0 { shape + 1.0 } else { shape };
        let d = raised - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        let drawn = loop {
            let normal = (-2.0 * next().ln()).sqrt() * (std::f64::consts::TAU * next()).cos();
            let v = (1.0 + c * normal).powi(3);
            if v > 0.0 && next().ln() < 0.5 * normal * normal + d - d * v + d * v.ln() {
                break d * v;
            }
        };
        if shape < 1.0 { drawn * next().powf(1.0 / shape) } else { drawn }
    }
}

/// The first 53 bits of the hash of these parts, as a fraction; parts are kept apart by their lengths.
fn fraction(parts: &[&[u8]]) -> f64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(0).to_le_bytes());
        hash.update(part);
    }
    let bits = hash.finalize().iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let kept = i64::try_from(bits >> 11).unwrap_or(0);
    real(kept) / real(1 << 53)
}

/// The position of `count` equally likely ones.
fn pick(fraction: f64, count: usize) -> usize {
    let drawn = (fraction * real(i64::try_from(count).unwrap_or(0))).floor();
    let drawn = round_half_even(drawn).and_then(|drawn| usize::try_from(drawn).ok()).unwrap_or(0);
    drawn.min(count.saturating_sub(1))
}

/// The position at which the sum of these chances passes the fraction.
fn position(fraction: f64, chances: &[u32]) -> i64 {
    let total: i64 = chances.iter().map(|&chance| i64::from(chance)).sum();
    let drawn = fraction * real(total);
    let mut sum = 0;
    for (at, &chance) in (0..).zip(chances) {
        sum += i64::from(chance);
        if drawn < real(sum) {
            return at;
        }
    }
    0
}

/// Uniform between two ends.
fn between(fraction: f64, low: i64, high: i64) -> i64 {
    round_half_even(real(low) + fraction * real(high - low)).unwrap_or(low)
}

/// Triangular between two ends, the top at 1000 or the end nearest to it.
fn triangular(fraction: f64, low: i64, high: i64) -> i64 {
    let top = 1000.clamp(low, high);
    let (wide, left) = (real(high - low), real(top - low));
    if wide <= 0.0 {
        return low;
    }
    let drawn = if fraction < left / wide {
        real(low) + (fraction * wide * left).sqrt()
    } else {
        real(high) - ((1.0 - fraction) * wide * (wide - left)).sqrt()
    };
    round_half_even(drawn).unwrap_or(1000)
}

fn varies_in_cost(draw: &CostDraw) -> bool {
    match draw {
        CostDraw::Range(range) => *range != crate::scenario::Range::FIXED,
        CostDraw::Reference => true,
    }
}

fn varies_in_time(draw: &DelayDraw) -> bool {
    match draw {
        DelayDraw::Chances(chances) => chances.iter().skip(1).any(|&chance| chance > 0),
        DelayDraw::Reference => true,
    }
}

/// Shares as millionths that sum to a million: rounded, the difference taken by the largest.
#[must_use]
pub fn whole(shares: &[f64]) -> Vec<i64> {
    let mut rounded: Vec<i64> =
        shares.iter().map(|share| round_half_even(share * 1e6).unwrap_or(0)).collect();
    let missing = 1_000_000 - rounded.iter().sum::<i64>();
    if let Some(largest) = (0..rounded.len()).rev().max_by_key(|&at| rounded[at]) {
        rounded[largest] += missing;
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_tops_of_the_distributions() {
        assert_eq!((triangular(0.0, 900, 1400), triangular(1.0 - 1e-12, 900, 1400)), (900, 1400));
        assert_eq!(triangular(0.2, 900, 1400), 1000, "a fifth of the area lies below the estimate");
        assert_eq!((between(0.0, 800, 1000), between(0.5, 800, 1000)), (800, 900));
        assert_eq!([0.0, 0.79, 0.81, 0.99].map(|f| position(f, &[800_000, 150_000, 50_000])), [0, 0, 1, 2]);
        assert_eq!((pick(0.0, 3), pick(0.999_999, 3), pick(0.5, 0)), (0, 2, 0));
        assert_eq!(whole(&[1.0 / 3.0; 3]).iter().sum::<i64>(), 1_000_000);
    }

    #[test]
    fn fractions_fill_the_unit_evenly() {
        let drawn: Vec<f64> = (0..20_000_u32).map(|k| fraction(&[&k.to_le_bytes()])).collect();
        for tenth in 0..10 {
            let (from, to) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
            let inside = drawn.iter().filter(|x| (from..to).contains(*x)).count();
            assert!((1850..2150).contains(&inside), "{inside} of 20,000 in {from}..{to}");
        }
    }
}
