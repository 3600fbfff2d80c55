//! Which numbers are worth surveying again.
//!
//! Screening: Spearman's rank correlation, over the draws, between an input and the regret of the base plan (how much
//! better one could have done knowing how things turn out). The strongest [`MOST`] are then moved alone, to their low and
//! high decile, and solved again: what that would gain over keeping the plan, and how many starts change.

use std::collections::BTreeSet;

use super::draw::{Numbers, Space};
use super::judge::{base_fates, quantile, regret};
use super::{Settings, Solve};
use crate::input::Case;
use crate::units::real;

/// Inputs that are moved and solved again.
pub const MOST: usize = 16;
/// The deciles they are moved to, in thousandths.
pub const ENDS: [u32; 2] = [100, 900];

/// An input with what moving it is thought to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Its position in `Space::inputs`.
    pub input: usize,
    /// Its low and high decile over the draws.
    pub ends: [i64; 2],
    /// Rank correlation with the base plan's regret, in thousandths.
    pub strength: i64,
}

/// Every input with its deciles and its strength, the strongest first.
#[must_use]
pub fn screened(
    case: &Case,
    space: &Space,
    settings: &Settings,
    base: &[Solve],
    draws: &[Solve],
) -> Vec<Moved> {
    let numbers: Vec<Numbers> = (0..settings.draws).map(|k| space.draw(k)).collect();
    let studied = base.get(settings.scenario).and_then(|solve| solve.plan.as_ref());
    let regrets: Vec<Option<i64>> = match studied {
        Some(plan) => {
            let fates = base_fates(case, space, settings, plan);
            let of_draw = |(solve, fate): (&Solve, &super::Fate)| {
                solve.plan.as_ref().map(|_| regret(case, settings, solve.value, fate))
            };
            draws.iter().zip(&fates).map(of_draw).collect()
        }
        None => vec![None; draws.len()],
    };
    let judged: Vec<usize> = (0..regrets.len()).filter(|&k| regrets[k].is_some()).collect();
    let lost: Vec<i64> = judged.iter().filter_map(|&k| regrets[k]).collect();
    let ranked = ranks(&lost);
    let of_input = |input: usize| {
        let mut all: Vec<i64> = numbers.iter().map(|draw| draw[input]).collect();
        all.sort_unstable();
        let ends = ENDS.map(|share| quantile(&all, share).unwrap_or(space.stated[input]));
        let of_draws: Vec<i64> = judged.iter().map(|&k| numbers[k][input]).collect();
        Moved { input, ends, strength: correlation(&ranks(&of_draws), &ranked) }
    };
    let mut found: Vec<Moved> = (0..space.inputs.len()).map(of_input).collect();
    found.sort_by_key(|moved| (-moved.strength.abs(), moved.input));
    found
}

/// What is solved again: input and where it goes.
#[must_use]
pub fn questions(
    case: &Case,
    space: &Space,
    settings: &Settings,
    base: &[Solve],
    draws: &[Solve],
) -> Vec<(usize, i64)> {
    let chosen = screened(case, space, settings, base, draws).into_iter().take(MOST);
    let asked = chosen.flat_map(|moved| {
        let ends: BTreeSet<i64> = moved.ends.into_iter().collect();
        let stated = space.stated[moved.input];
        ends.into_iter().filter(move |&to| to != stated).map(move |to| (moved.input, to))
    });
    asked.collect()
}

/// The stated numbers with one input moved; a weight takes from the others in proportion.
#[must_use]
pub fn moved(space: &Space, input: usize, to: i64) -> Numbers {
    let mut numbers = space.stated.clone();
    let weights = space.weights();
    if input < weights {
        let all = super::reweighed(&numbers[..weights], input, to);
        numbers[..weights].copy_from_slice(&all);
    } else if let Some(number) = numbers.get_mut(input) {
        *number = to;
    }
    numbers
}

/// Twice the mean rank of every number among all.
fn ranks(numbers: &[i64]) -> Vec<i64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let rank = |number: &i64| {
        let below = sorted.partition_point(|other| other < number);
        let up_to = sorted.partition_point(|other| other <= number);
        i64::try_from(below + up_to).unwrap_or(0)
    };
    numbers.iter().map(rank).collect()
}

/// The correlation of two lists, in thousandths; 0 where one of them does not vary.
fn correlation(a: &[i64], b: &[i64]) -> i64 {
    let count = i64::try_from(a.len()).unwrap_or(0);
    if count < 3 {
        return 0;
    }
    let mean = |list: &[i64]| real(list.iter().sum()) / real(count);
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        a.iter().zip(b).map(|(&x, &y)| of(real(x) - mean_a, real(y) - mean_b)).sum()
    };
    let (both, square_a, square_b) = (sum(&|x, y| x * y), sum(&|x, _| x * x), sum(&|_, y| y * y));
    let scale = (square_a * square_b).sqrt();
    if scale <= 0.0 { 0 } else { crate::units::round_half_even(1000.0 * both / scale).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_is_of_ranks() {
        let up: Vec<i64> = (0..50).map(|x| x * x * x).collect();
        let down: Vec<i64> = (0..50).map(|x| -x).collect();
        let base: Vec<i64> = (0..50).collect();
        assert_eq!(correlation(&ranks(&base), &ranks(&up)), 1000);
        assert_eq!(correlation(&ranks(&base), &ranks(&down)), -1000);
        assert_eq!(correlation(&ranks(&base), &ranks(&[7; 50])), 0);
        assert_eq!(ranks(&[5, 1, 5]), [4, 1, 4], "equals share their rank");
    }
}
