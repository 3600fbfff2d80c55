//! What multipliers say about every single start: bounds and fixings in exact integers.
//!
//! With multipliers `m` on all rows but "starts once", every initiative decides for itself:
//! `L(m) = constant + m b + sum over i of best_i + sum over other variables of max(d lower, d upper)`,
//! `best_i = max(0, max over s of profit[i,s])`, `profit[i,s] = sum over t >= s of d[i,t]`, `d = c - m A`.
//! `L` bounds the optimum (Geoffrion 1974; Fisher 1981), and with the relaxation's multipliers it equals the relaxation.
//! A plan that starts `i` in `s` is worth at most `L - best_i + profit[i,s]`: where that is less than a plan already in
//! hand, no plan at least as good starts there. What is removed is proven, so the later goals may use it too.

use super::choices::Choices;
use crate::model::bound::{self, SCALE};
use crate::model::{Domain, Formulation, Key, Objective, Origin, Program, Row, VarIx};
use crate::plan::Plan;
use crate::solve::matrix;
use crate::units::{InitiativeIx, Year};

/// Profits of every start under some multipliers, in `SCALE`-ths of the objective's unit, for maximising.
pub struct Lagrange {
    /// The bound, in `SCALE`-ths, without the objective's constant.
    total: i128,
    /// By initiative: profits of the years of its window in order.
    profits: Vec<Vec<i128>>,
    /// Rows of few initiatives that have a price: right-hand side, price, and their terms by owner.
    priced: Vec<Priced>,
}

/// A row with a price.
struct Priced {
    rhs: i128,
    price: i128,
    terms: Vec<(InitiativeIx, Year, i128)>,
}

/// Rows of more terms than this say nothing of single initiatives.
const FEW: usize = 12;

impl Lagrange {
    /// Prices every start. `None` where numbers do not fit, which only means that nothing is known.
    pub fn of(formulation: &Formulation, objective: &Objective, multipliers: &[i128]) -> Option<Self> {
        let program = &formulation.program;
        let sign = if objective.maximise { 1 } else { -1 };
        let mut slope = vec![0_i128; program.vars.len()];
        for &(var, coefficient) in &objective.terms {
            slope[var as usize] = coefficient.checked_mul(sign * SCALE)?;
        }
        let mut total = 0_i128;
        for (row, &multiplier) in program.rows.iter().zip(multipliers) {
            if multiplier == 0 || matches!(row.origin, Origin::StartsOnce(_)) {
                continue;
            }
            if bound::allowed(row.sense, multiplier) != multiplier {
                return None;
            }
            total = total.checked_add(multiplier.checked_mul(row.rhs)?)?;
            for &(var, coefficient) in &row.terms {
                let slot = &mut slope[var as usize];
                *slot = slot.checked_sub(multiplier.checked_mul(coefficient)?)?;
            }
        }
        let priced =
            program.rows.iter().zip(multipliers).filter_map(|(row, &price)| priced(program, row, price));
        let priced = priced.collect();
        for (var, &slope) in program.vars.iter().zip(&slope) {
            if !matches!(var.key, Key::StartedBy(..) | Key::StartsIn(..)) {
                let end = if slope > 0 { var.upper } else { var.lower };
                total = total.checked_add(slope.checked_mul(end)?)?;
            }
        }
        let profits: Vec<Vec<i128>> = (0..formulation.starts.count())
            .map(|ix| profits(formulation, InitiativeIx(ix), &slope))
            .collect::<Option<_>>()?;
        for profits in &profits {
            total = total.checked_add(best(profits))?;
        }
        Some(Self { total, profits, priced })
    }

    /// The bound on the objective: no plan passes it.
    pub fn bound(&self, objective: &Objective) -> i128 {
        let whole = self.total.div_euclid(SCALE);
        objective.constant + if objective.maximise { whole } else { -whole }
    }

    /// The starts with which each initiative can be part of a plan worth at least `value`.
    pub fn allowed(&self, objective: &Objective, value: i128) -> Vec<Choices> {
        let sign = if objective.maximise { 1 } else { -1 };
        let least = (value - objective.constant) * sign * SCALE;
        let of = |profits: &Vec<i128>| {
            let room = self.total - best(profits) - least;
            let mut choices = Choices::all(profits.len());
            for (at, profit) in profits.iter().enumerate().filter(|(_, profit)| room + **profit < 0) {
                let _ = profit;
                choices.forbid(at);
            }
            if room < 0 {
                choices.forbid_out();
            }
            choices
        };
        self.profits.iter().map(of).collect()
    }

    /// What each choice of an initiative loses against its best one, in `SCALE`-ths of the objective's unit; being left
    /// out comes last.
    fn losses(&self, initiative: usize) -> impl Iterator<Item = i128> + '_ {
        let profits = &self.profits[initiative];
        let best = best(profits);
        profits.iter().map(move |profit| best - profit).chain([best])
    }

    /// What one choice loses against the best one.
    pub fn loss(&self, initiative: usize, start: Option<usize>) -> i128 {
        let profits = &self.profits[initiative];
        best(profits) - start.and_then(|at| profits.get(at)).copied().unwrap_or(0)
    }

    /// Every choice of an initiative: the positions of its window, then none.
    pub fn choices(&self, initiative: usize) -> impl Iterator<Item = Option<usize>> + use<> {
        (0..self.profits[initiative].len()).map(Some).chain([None])
    }

    /// An amount as a share of the bound.
    pub fn share(&self, amount: i128) -> f64 {
        matrix::float(amount) / matrix::float(self.total.abs().max(1))
    }

    /// Initiatives through which a plan gives away more than `least` against the bound: by a choice of their own, or in a
    /// row of few initiatives that has a price and is not used up.
    pub fn wasteful(&self, plan: &Plan, start: impl Fn(usize) -> Option<usize>, least: i128) -> Vec<usize> {
        let mut found: Vec<usize> =
            (0..self.profits.len()).filter(|&ix| self.loss(ix, start(ix)) > least).collect();
        for row in &self.priced {
            let used =
                row.terms.iter().filter(|(ix, year, _)| plan.started_by(*ix, *year)).map(|term| term.2);
            if (row.rhs - used.sum::<i128>()) * row.price > least {
                found.extend(row.terms.iter().map(|(ix, ..)| ix.0));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What the second choice of an initiative loses; nothing where it has no choice.
    pub fn doubt(&self, initiative: usize) -> Option<i128> {
        if self.profits[initiative].is_empty() {
            return None;
        }
        let mut two = [i128::MAX; 2];
        for loss in self.losses(initiative) {
            if loss < two[0] {
                two = [loss, two[0]];
            } else if loss < two[1] {
                two[1] = loss;
            }
        }
        Some(two[1])
    }

    /// The best so many choices of an initiative, of those `inside` that lose no more than `most`, or being left out.
    pub fn near(
        &self,
        initiative: usize,
        width: usize,
        most: i128,
        inside: impl Fn(usize) -> bool,
    ) -> Choices {
        let mut ranked: Vec<(i128, usize)> = self.losses(initiative).zip(0..).collect();
        let years = self.profits[initiative].len();
        ranked.retain(|&(loss, at)| loss <= most && (at == years || inside(at)));
        ranked.sort_unstable();
        let mut choices = Choices::none();
        for (_, at) in ranked.into_iter().take(width) {
            choices.allow((at < years).then_some(at));
        }
        choices
    }
}

fn priced(program: &Program, row: &Row, price: i128) -> Option<Priced> {
    if price == 0 || row.terms.len() > FEW || matches!(row.origin, Origin::StartsOnce(_)) {
        return None;
    }
    let owned = |&(var, coefficient): &(VarIx, i128)| match program.vars[var as usize].key {
        Key::StartedBy(ix, year) => Some((ix, year, coefficient)),
        _ => None,
    };
    Some(Priced { rhs: row.rhs, price, terms: row.terms.iter().map(owned).collect::<Option<_>>()? })
}

fn best(profits: &[i128]) -> i128 {
    profits.iter().copied().max().unwrap_or(0).max(0)
}

/// Profit of each start of the window; empty where nothing is to decide.
fn profits(formulation: &Formulation, initiative: InitiativeIx, slope: &[i128]) -> Option<Vec<i128>> {
    let Domain::Free(..) = formulation.starts.domain(initiative) else { return Some(Vec::new()) };
    let years: Vec<Year> = formulation.starts.years(initiative).collect();
    years
        .iter()
        .map(|&year| {
            let mut values = formulation.starts.write(initiative, Some(year)).filter(|(_, set)| *set);
            values.try_fold(0_i128, |sum, (var, _)| sum.checked_add(slope[var as usize]))
        })
        .collect()
}
