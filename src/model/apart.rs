//! How far a plan is from others, as an objective over the program's variables.
//!
//! With plans `P` held against it and `D[P]` the distance from each (see [`Apart`]):
//!
//! * starts: `D = sum over i of (1 - x[i,P_i])` for what `P` starts, `y[i,T]` for what it leaves out; in the first year
//!   likewise over `x[i,1]`;
//! * money by group `g`: `D = sum over g of a[g]`, `a <= N - n + 2U (1 - b)`, `a <= n - N + 2U b` with `N` the money of the
//!   group, `n` what it is in `P`, `U` the most that either can be, `b` whether the group gets more than in `P`;
//! * of several plans the nearest counts: `max z`, `z <= D[P]`.

use super::build::Formulation;
use super::line::Line;
use super::program::{Key, Objective, Origin, Sense, Var, VarIx};
use crate::plan::{Apart, Plan, cost_within};
use crate::portfolio::Portfolio;
use crate::scenario::Goal;
use crate::units::{InitiativeIx, Year};
use std::collections::BTreeMap;

impl Formulation {
    /// The number of decisions that differ from a plan, to be made small.
    #[must_use]
    pub fn changes(&self, plan: &Plan) -> Objective {
        self.differing(plan, |start| start).objective(Goal::FirstInOrder, false)
    }

    /// The distance from the nearest of these plans, to be made great. Adds the variables and rows it needs.
    pub fn distance(&mut self, portfolio: &Portfolio, apart: Apart, from: &[Plan]) -> Objective {
        let mut lines: Vec<Line> = Vec::with_capacity(from.len());
        for plan in from {
            let first = portfolio.calendar.first;
            lines.push(match apart {
                Apart::Starts => self.differing(plan, |start| start),
                Apart::FirstYear => self.differing(plan, |start| start.filter(|year| *year == first)),
                Apart::Agency | Apart::Category => self.money(portfolio, apart, plan),
            });
        }
        if let [only] = &mut lines[..] {
            return std::mem::take(only).objective(Goal::FirstInOrder, true);
        }
        let most = lines.iter().map(|line| self.most(line)).max().unwrap_or(0);
        let nearest = self.aux(most, false);
        for line in lines {
            let mut row = Line::default();
            row.add(nearest, 1);
            row.add_line(&line, -1);
            self.program.rows.push(row.row(Origin::Definition, Sense::AtMost, 0));
        }
        let mut line = Line::default();
        line.add(nearest, 1);
        line.objective(Goal::FirstInOrder, true)
    }

    /// How many initiatives differ in what `seen` lets through of their start: a start it hides counts as none.
    fn differing(&self, plan: &Plan, seen: impl Fn(Option<Year>) -> Option<Year>) -> Line {
        let mut line = Line::default();
        for (ix, start) in plan.starts.iter().enumerate() {
            let held = seen(*start);
            if held.is_some() {
                line.add_constant(1);
            }
            self.starts.by_start(&mut line, InitiativeIx(ix), |year| match (held, seen(Some(year))) {
                (None, Some(_)) => 1,
                (Some(held), Some(year)) if held == year => -1,
                // Started otherwise: differs already by not being what it was.
                _ => 0,
            });
        }
        line
    }

    /// `sum over groups of |money of the group - what it is in the plan|`.
    fn money(&mut self, portfolio: &Portfolio, apart: Apart, plan: &Plan) -> Line {
        let mut groups: BTreeMap<Option<usize>, (Line, i128, i128)> = BTreeMap::new();
        for (ix, _) in portfolio.each() {
            let cost = |start: Year| i128::from(cost_within(portfolio, ix, start).0);
            let (line, held, most) = groups.entry(apart.group(portfolio, ix)).or_default();
            self.starts.by_start(line, ix, cost);
            let now = plan.start(ix).map_or(0, cost);
            *held += now;
            *most += self.starts.years(ix).map(cost).max().unwrap_or(0).max(now).max(0);
        }
        let mut sum = Line::default();
        for (money, held, most) in groups.into_values() {
            let (more, gap) = (self.aux(1, true), self.aux(most, false));
            let mut above = Line::default();
            above.add(gap, 1);
            above.add_line(&money, -1);
            above.add(more, 2 * most);
            self.program.rows.push(above.row(Origin::Definition, Sense::AtMost, 2 * most - held));
            let mut below = Line::default();
            below.add(gap, 1);
            below.add_line(&money, 1);
            below.add(more, -2 * most);
            self.program.rows.push(below.row(Origin::Definition, Sense::AtMost, held));
            sum.add(gap, 1);
        }
        sum
    }

    /// Another variable, from 0 to this.
    fn aux(&mut self, upper: i128, whole: bool) -> VarIx {
        let vars = &mut self.program.vars;
        let at = VarIx::try_from(vars.len()).unwrap_or(VarIx::MAX);
        vars.push(Var { key: Key::Apart(at), lower: 0, upper, whole });
        at
    }

    /// The most a line can be within the bounds of its variables.
    fn most(&self, line: &Line) -> i128 {
        let (terms, constant) = line.clone().finish();
        let end = |&(var, coefficient): &(VarIx, i128)| {
            let var = self.program.vars[var as usize];
            (coefficient * var.upper).max(coefficient * var.lower)
        };
        (constant + terms.iter().map(end).sum::<i128>()).max(0)
    }
}
