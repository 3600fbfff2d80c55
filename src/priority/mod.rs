//! From scores and weights to what every start is worth, in integers, once.
//!
//! `p_i = reach_i * sum_c w_c * v_c(score_ic)` points per year of service, weights summing to 1 and `v_c` a value
//! function onto 0..100; the value of starting in year `s` is `sum over service years t of p_i / (1+r)^(t-1)`,
//! `t` counted from 1 at the first plan year. Values given by the user follow the same discounting: an execution
//! year's value counts in its year, also past the horizon, a service year's as above. Years before the plan
//! count nothing.
//!
//! Where weights come from is next door: `tree` (criteria with groups), `swing`, `pairwise`, `elicited` (raters), `dissent` (where they
//! disagree), and
//! `evidence` for how well numbers are known.
//!
//! The order of every sum is stated (criteria as declared, years ascending) and the result is rounded half-even
//! to millionths of a point, so program, audit and certificate share the same integers.

pub mod dissent;
pub mod elicited;
pub mod evidence;
pub mod pairwise;
pub mod swing;
pub mod tree;

use crate::portfolio::{Criterion, Initiative, Portfolio};
use crate::units::{InitiativeIx, Points, Year, real, round_half_even};

/// Weights of the criteria, in the order of `Portfolio::criteria`, summing to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightSet {
    /// Id used in scenarios.
    pub id: String,
    /// Name shown to readers.
    pub name: crate::portfolio::Label,
    /// One weight a criterion.
    pub weights: Vec<f64>,
}

/// What every start is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// The year of the first column: the first plan year or the earliest committed start before it.
    from: Year,
    /// First plan year, from which discounting counts.
    first: Year,
    /// Discount rate a year.
    discount: f64,
    /// `by_start[i][s - from]`.
    by_start: Vec<Vec<Points>>,
}

impl Values {
    /// Values every start of every initiative under these weights; `earliest` is the earliest committed start
    /// where one lies before the plan. Without weights only given values count.
    #[must_use]
    pub fn of(portfolio: &Portfolio, weights: Option<&WeightSet>, earliest: Option<Year>) -> Self {
        let calendar = &portfolio.calendar;
        let from = earliest.map_or(calendar.first, |year| year.min(calendar.first));
        let value_of = |item: &Initiative| {
            let yearly = weights.map_or(0.0, |set| yearly_points(item, &portfolio.criteria, set));
            (from.0..=calendar.last().0).map(|year| value(portfolio, item, yearly, Year(year))).collect()
        };
        let by_start = portfolio.initiatives.iter().map(value_of).collect();
        Self { from, first: calendar.first, discount: portfolio.discount, by_start }
    }

    /// The same starts under other weights or of a portfolio with other scores.
    #[must_use]
    pub fn again(&self, portfolio: &Portfolio, weights: &WeightSet) -> Self {
        Self::of(portfolio, Some(weights), Some(self.from))
    }

    /// The same starts, each worth what `of` makes of it.
    #[must_use]
    pub fn mapped(&self, of: impl Fn(InitiativeIx, Year, Points) -> Points) -> Self {
        let year = |column: usize| self.from.plus(i32::try_from(column).unwrap_or(i32::MAX));
        let row = |(ix, row): (usize, &Vec<Points>)| {
            let starts = row.iter().enumerate();
            starts.map(|(column, points)| of(InitiativeIx(ix), year(column), *points)).collect()
        };
        Self { by_start: self.by_start.iter().enumerate().map(row).collect(), ..self.clone() }
    }

    /// What starting `initiative` in `start` is worth; nothing outside the years covered.
    #[must_use]
    pub fn of_start(&self, initiative: InitiativeIx, start: Year) -> Points {
        usize::try_from(start.since(self.from))
            .ok()
            .and_then(|column| self.by_start[initiative.0].get(column))
            .copied()
            .unwrap_or(Points::ZERO)
    }

    /// What `extra` points more a year of service add to the value of starting in `start`:
    /// `sum over service years t of extra / (1+r)^(t-1)`, rounded half-even.
    #[must_use]
    pub fn extra(
        &self,
        portfolio: &Portfolio,
        initiative: InitiativeIx,
        start: Year,
        extra: Points,
    ) -> Points {
        let calendar = &portfolio.calendar;
        let duration = portfolio.initiative(initiative).duration;
        let service = calendar.service_from(start, duration).max(calendar.first).0..=calendar.served_to().0;
        let worth = |year: i32| real(extra.0) / growth(self.discount, Year(year).since(self.first));
        Points(round_half_even(service.map(worth).sum()).unwrap_or(0))
    }

    /// The values with `extra` points more a year of service for one initiative.
    #[must_use]
    pub fn with_extra(&self, portfolio: &Portfolio, initiative: InitiativeIx, extra: Points) -> Self {
        let mut changed = self.clone();
        for (value, year) in changed.by_start[initiative.0].iter_mut().zip(self.from.0..) {
            *value += self.extra(portfolio, initiative, Year(year), extra);
        }
        changed
    }

    /// What `points` in `year` are worth today: `points / (1+r)^(t-1)`, rounded half-even.
    #[must_use]
    pub fn discounted(&self, points: Points, year: Year) -> Points {
        Points(round_half_even(real(points.0) / growth(self.discount, year.since(self.first))).unwrap_or(0))
    }
}

/// `p_i`: points per year of service before discounting.
#[must_use]
pub fn yearly_points(item: &Initiative, criteria: &[Criterion], set: &WeightSet) -> f64 {
    let terms = criteria.iter().zip(&set.weights).zip(&item.scores);
    item.reach
        * terms.map(|((criterion, weight), score)| weight * on_curve(&criterion.curve, *score)).sum::<f64>()
}

/// The value function: straight between its corners, level beyond the first and last. Where two corners share a score
/// it steps there, and the second counts from that score on.
#[must_use]
pub fn on_curve(corners: &[(f64, f64)], score: f64) -> f64 {
    let (Some(&(low, at_low)), Some(&(high, at_high))) = (corners.first(), corners.last()) else {
        return score;
    };
    if score <= low {
        return at_low;
    }
    if score >= high {
        return at_high;
    }
    let right = corners.partition_point(|&(x, _)| x <= score).min(corners.len() - 1);
    let ((x0, y0), (x1, y1)) = (corners[right - 1], corners[right]);
    y0 + (y1 - y0) * (score - x0) / (x1 - x0)
}

/// `(1+r)^n` by repeated multiplication; 1 for `n <= 0`.
fn growth(rate: f64, years: i32) -> f64 {
    (0..years).fold(1.0, |product, _| product * (1.0 + rate))
}

fn value(portfolio: &Portfolio, item: &Initiative, yearly: f64, start: Year) -> Points {
    let calendar = &portfolio.calendar;
    let scale = real(Points::PER_POINT);
    let worth = |micro: f64, year: Year| micro / growth(portfolio.discount, year.since(calendar.first));
    let executed =
        item.given.by_execution_year.iter().zip(start.0..).filter(|(_, year)| *year >= calendar.first.0);
    let given: f64 = executed.map(|(points, year)| worth(real(points.0), Year(year))).sum();
    let per_year = yearly * scale + real(item.given.per_service_year.0);
    let service = calendar.service_from(start, item.duration).max(calendar.first).0..=calendar.served_to().0;
    let served: f64 = service.map(|year| worth(per_year, Year(year))).sum();
    // The constructor of the portfolio and the reader bound values far below what can fail here.
    Points(round_half_even(given + served).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_straight_between_corners_and_level_beyond() {
        let corners = [(0.0, 0.0), (5.0, 80.0), (10.0, 100.0)];
        let at = |x| on_curve(&corners, x);
        assert!(
            [(-1.0, 0.0), (2.5, 40.0), (5.0, 80.0), (7.5, 90.0), (11.0, 100.0)]
                .iter()
                .all(|&(x, y): &(f64, f64)| (at(x) - y).abs() < 1e-12)
        );
        let steps = [(0.0, 0.0), (3.0, 0.0), (3.0, 40.0), (7.0, 40.0), (7.0, 100.0)];
        let at = |x| on_curve(&steps, x);
        let wanted = [(0.0, 0.0), (2.99, 0.0), (3.0, 40.0), (6.5, 40.0), (7.0, 100.0), (9.0, 100.0)];
        assert!(wanted.iter().all(|&(x, y): &(f64, f64)| (at(x) - y).abs() < 1e-12));
    }
}
