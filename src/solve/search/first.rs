//! A first plan: lists and repairs around the relaxation, and where those lead to none, trees that end at any plan; one that
//! has looked at everything says that there is none.

use super::choices::Choices;
use super::climb::Climb;
use super::field::{Effort, Found, Wanted};
use super::lagrange::Lagrange;
use super::list::{Chains, How, When, list};
use super::repair;
use crate::model::{Formulation, VarIx};
use crate::plan::Plan;
use crate::solve::branch::Care;
use crate::solve::task::{self, Task};
use crate::units::{InitiativeIx, Year};

/// A gap that any plan is within.
const ANY: f64 = 0.9;
/// Iterations of a short tree.
const BUILD_WORK: u64 = 5_000;
/// How first plans are listed.
const LISTED: [How; 5] = [
    How { when: When::Mean, least: 1e-3, wait: false },
    How { when: When::Mean, least: 1e-3, wait: true },
    How { when: When::Half, least: 1e-3, wait: false },
    How { when: When::Mean, least: 0.5, wait: true },
    How { when: When::Mean, least: 0.95, wait: true },
];
/// Rows up to which a program's leanings are repaired even where a list is a plan already.
const REPAIRED: usize = 1_000_000;
/// Repairs before trees are tried, where initiatives are few.
const FEW: usize = 2;
/// Below this relative gap the first tree is not searched further.
const FIRST_GAP: f64 = 1e-4;

impl Climb<'_> {
    /// A first plan.
    pub fn build(&mut self, relaxed: &[f64]) {
        self.tell();
        let held = self.best.is_some();
        if held && self.is_small() {
            // Neighbourhoods of a plan in hand lead further.
            return;
        }
        let formulation = self.ground.formulation;
        let each = (0..formulation.starts.count()).map(InitiativeIx);
        let plan = Plan { starts: each.map(|ix| leaning(formulation, ix, relaxed)).collect() };
        let lagrange = self.lagrange;
        let listed = lagrange.is_some_and(|lagrange| self.list_and_repair(lagrange, relaxed, &plan));
        if !(listed || held && lagrange.is_some()) {
            self.ask_trees(relaxed, &plan);
        }
    }

    /// Lists, and what repairs make of them, of what the relaxation leans to and of the plan to start from. Whether one is a
    /// plan.
    fn list_and_repair(&mut self, lagrange: &Lagrange, relaxed: &[f64], plan: &Plan) -> bool {
        // From what a neighbour knew, too, where that is no plan here.
        let hint = self.ground.options.start.as_ref().filter(|_| self.best.is_none());
        let hint = hint.map(|hint| nearest(self.ground.formulation, hint));
        let chains = Chains::of(self.ground.portfolio);
        let mut taken = false;
        let mut lists = Vec::new();
        for how in LISTED {
            if self.ground.stops() {
                return taken;
            }
            let listed = list(self.field, &chains, relaxed, how);
            taken |= self.take(listed.clone());
            lists.push(listed);
        }
        // Where a list is a plan, a program of very many rows is not repaired: that looks at one row at a time.
        if taken && self.field.sheet.height() > REPAIRED {
            return true;
        }
        let count = self.ground.formulation.starts.count();
        // Where initiatives are few, a repair that leads anywhere does so soon, and trees are quick.
        let (few, steps) =
            if self.is_small() { (FEW, 10 * count + 250) } else { (usize::MAX, 40 * count + 1_000) };
        for from in hint.into_iter().chain([plan.clone()]).chain(lists).take(few) {
            if taken && self.is_small() || self.ground.stops() {
                break;
            }
            let repaired = repair::repair(self.field, lagrange, &from, steps);
            taken |= repaired.is_some_and(|plan| self.take(plan));
        }
        taken
    }

    /// What the relaxation decides is held, the rest is solved; where that has no plan, only what it starts is held, then
    /// nothing.
    fn ask_trees(&mut self, relaxed: &[f64], plan: &Plan) {
        let formulation = self.ground.formulation;
        let everything = self.field.everything();
        let is_open = |ix: usize| unsettled(formulation, InitiativeIx(ix), relaxed) > 1e-6;
        let keeping = |may: &dyn Fn(usize) -> bool| -> Vec<(usize, Choices)> {
            everything.iter().copied().filter(|&(ix, _)| may(ix)).collect()
        };
        let open = keeping(&is_open);
        let wider = keeping(&|ix| is_open(ix) || plan.starts[ix].is_none());
        for (free, wanted) in [(&open, Wanted::Best), (&wider, Wanted::Any), (&everything, Wanted::Any)] {
            if self.ground.stops() || self.best.is_some() && self.is_good() {
                return;
            }
            let effort =
                Effort { work: BUILD_WORK, lanes: 1, gap: FIRST_GAP, care: Care::LOOK, wanted, deep: false };
            let found = self.field.ask(plan, free, None, effort, &|_, _| {});
            if free.len() == everything.len() && has_none(found.as_ref()) {
                self.nothing = true;
                return;
            }
            if let Some(Found { better: Some((plan, _)), .. }) = found
                && self.take(plan)
            {
                return;
            }
        }
        if !self.ground.stops() {
            self.ask_for_any();
        }
    }

    /// Any plan at all, where nothing else found one: from a tree over everything, and where that does not end, from the
    /// exact search. Where a threshold is asked about, only plans that reach it are looked for, and the rest is left to
    /// the exact search of those.
    fn ask_for_any(&mut self) {
        if self.ground.options.enough.is_some() || !self.field.is_wide() && self.looks_for_any() {
            return;
        }
        let task =
            Task { gap: ANY, ..self.ground.task(&self.ground.formulation.program, self.ground.objective) };
        if let Some(values) = task::run(&task).values {
            let starts = &self.ground.formulation.starts;
            let read = |ix| starts.read(InitiativeIx(ix), |var| values[var as usize] > 0.5);
            self.take(Plan { starts: (0..starts.count()).map(read).collect() });
        }
    }

    /// Looks for any plan with a tree; whether that is settled then.
    fn looks_for_any(&mut self) -> bool {
        let nothing = Plan { starts: vec![None; self.field.count()] };
        let effort = Effort {
            work: super::EXACT_WORK,
            lanes: 1,
            gap: 0.0,
            care: Care::PROOF,
            wanted: Wanted::Any,
            deep: true,
        };
        let found = self.field.ask(&nothing, &self.field.everything(), None, effort, &|_, _| {});
        self.nothing = has_none(found.as_ref());
        self.nothing || found.and_then(|found| found.better).is_some_and(|(plan, _)| self.take(plan))
    }
}

/// Whether a question about everything was looked at whole and has no plan.
fn has_none(found: Option<&Found>) -> bool {
    found.is_none_or(|found| found.complete && found.better.is_none())
}

/// A plan with every start brought to where it may be.
fn nearest(formulation: &Formulation, plan: &Plan) -> Plan {
    let starts = plan.starts.iter().enumerate();
    Plan { starts: starts.map(|(ix, start)| formulation.starts.nearest(InitiativeIx(ix), *start)).collect() }
}

/// The start the relaxation leans to.
fn leaning(formulation: &Formulation, initiative: InitiativeIx, point: &[f64]) -> Option<Year> {
    formulation.starts.read(initiative, |var| point[var as usize] > 0.5)
}

/// How far from whole the relaxation leaves an initiative: the largest distance of its variables from 0 and 1.
fn unsettled(formulation: &Formulation, initiative: InitiativeIx, point: &[f64]) -> f64 {
    let distance = |(var, _): (VarIx, bool)| {
        let value = point[var as usize];
        value.min(1.0 - value).max(0.0)
    };
    formulation.starts.write(initiative, None).map(distance).fold(0.0, f64::max)
}
