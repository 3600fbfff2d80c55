//! What each amount of money buys: value against money along one yearly profile, with proof at every step; the same with
//! the profile free; the user's own scenarios; and from each of them the least extra money that changes the plan.
//!
//! [`frontier`] gives a [`Frontier`]. Money is the sum of a scenario's total ceilings ([`Profile`] says what is scaled and
//! how it rounds). A plan says itself under how little money it still fits, so every answer proves a whole step of the
//! curve, and where a plan of less money reaches the bound of more there is nothing to solve. Questions follow from answers
//! in rounds of a fixed number, so the result does not depend on threads.

mod curve;
mod free;
mod line;
mod next;
mod profile;
mod staircase;

pub use curve::Curve;
pub use free::{comparable, scenario as free_scenario};
pub use line::{Step, Threshold};
use next::After;
pub use next::Next;
pub use profile::{Profile, is_scaled, money};

use rayon::prelude::*;

use crate::plan::{Ledger, Plan};
use crate::portfolio::Portfolio;
use crate::scenario::{Scenario, Scope};
use crate::solve::{Interrupt, Options, Stopped};
use crate::units::{Money, Points};
use line::Line;

/// One of the user's own scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Its position among the scenarios.
    pub scenario: usize,
    /// Its money: what its ceilings add up to, or what its plan spends where that is more.
    pub money: Money,
    /// Its best plan; `None` where no plan keeps its rules or none was found.
    pub step: Option<Step>,
    /// What more money along its own profile buys first.
    pub next: Option<Next>,
    /// Whether it is proven that more money along its own profile buys nothing.
    pub enough: bool,
    /// The value of the free curve under its money, which bounds it from above; `None` where values, base spending,
    /// commitments or synergies differ from the profile's scenario, so that they cannot be compared.
    pub free: Option<Points>,
}

/// Value against money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// Position of the scenario whose profile is scaled.
    pub scenario: usize,
    /// Its money as it stands.
    pub whole: Money,
    /// The curve along its profile.
    pub curve: Curve,
    /// For each step of the curve, what more money buys first.
    pub next: Vec<Option<Next>>,
    /// The curve with only the total over the horizon limited.
    pub free: Option<Curve>,
    /// Every scenario, in its order; those that limit no money are left out.
    pub own: Vec<Own>,
    /// What ended the study before it was through: the curve then lacks steps, and extra money was not looked for. What is
    /// there holds all the same.
    pub stopped: Option<Stopped>,
}

impl Frontier {
    /// Says what ended the study, of every step too: searches see a flag and not who raised it.
    pub fn ended_by(&mut self, why: Stopped) {
        let free = self.free.iter_mut().flat_map(|free| &mut free.steps);
        let own = self.own.iter_mut().filter_map(|own| own.step.as_mut());
        let steps = self.curve.steps.iter_mut().chain(free).chain(own).map(|step| &mut step.stopped);
        for stopped in steps.chain([&mut self.stopped]) {
            if *stopped == Some(Stopped::Interrupted) {
                *stopped = Some(why);
            }
        }
    }
}

/// Why there is no frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFrontier {
    /// No rule of the scenario limits money.
    NoMoney,
    /// No amount of money gives a plan.
    NoPlan,
    /// It was ended before anything was known.
    Stopped,
}

/// Where extra money is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extra {
    /// From the user's own scenarios.
    #[default]
    Own,
    /// From every step of the curve too, which takes several times as long.
    All,
}

/// How far the study has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// So many steps of the curve.
    Steps(usize),
    /// So many steps of the free curve.
    Free(usize),
    /// Extra money is being looked for.
    Next,
}

/// The frontier along the profile of the scenario at this position, with about `wanted` steps.
///
/// # Errors
/// Why there is none.
pub fn frontier(
    portfolio: &Portfolio,
    scenarios: &[Scenario],
    chosen: usize,
    wanted: usize,
    extra: Extra,
    options: &Options,
    told: &(dyn Fn(Told) + Sync),
) -> Result<Frontier, NoFrontier> {
    let scenario = scenarios.get(chosen).ok_or(NoFrontier::NoMoney)?;
    let profile = Profile::of(portfolio, scenario).ok_or(NoFrontier::NoMoney)?;
    let line = Line { portfolio, profile: &profile, options };
    let mut own: Vec<Own> = scenarios
        .par_iter()
        .enumerate()
        .filter_map(|(at, scenario)| alone(portfolio, scenario, at, options))
        .collect();
    let stands = own.iter().find(|own| own.scenario == chosen).and_then(|own| own.step.as_ref());
    let known = [(profile.whole(), stands.map(|step| step.plan.clone()))];
    let curve = curve::curve(&line, &known, wanted, &|steps| told(Told::Steps(steps)))
        .ok_or(if is_stopped(options) { NoFrontier::Stopped } else { NoFrontier::NoPlan })?;
    told(Told::Next);
    let steps = &curve.steps;
    let after = |at: usize| {
        let above = steps.get(at + 1)?;
        let wanted = extra == Extra::All || above.from.0 == steps[at].at.0 + 1;
        (wanted && !is_stopped(options))
            .then(|| next::next(&line, &steps[at], Some(above)).better())
            .flatten()
    };
    let next: Vec<Option<Next>> = (0..steps.len()).into_par_iter().map(after).collect();
    let more = |steps| told(Told::Free(steps));
    let free = (!is_stopped(options))
        .then(|| free::free(portfolio, scenarios, chosen, &mut own, wanted / 2, options, &more))
        .flatten();
    told(Told::Next);
    let own = own.into_par_iter().map(|one| with_next(portfolio, scenarios, one, options)).collect();
    let curve = lengthened(curve, &next);
    let stopped = is_stopped(options).then_some(Stopped::Interrupted);
    Ok(Frontier { scenario: chosen, whole: profile.whole(), curve, next, free, own, stopped })
}

/// Whether somebody ended the study.
fn is_stopped(options: &Options) -> bool {
    options.interrupt.is_some_and(Interrupt::raised)
}

/// A scenario as it stands; `None` where it limits no money.
fn alone(portfolio: &Portfolio, scenario: &Scenario, at: usize, options: &Options) -> Option<Own> {
    let profile = Profile::of(portfolio, scenario)?;
    let line = Line { portfolio, profile: &profile, options };
    let step = line.best(profile.whole(), None, None);
    let spent = |plan: &Plan| Ledger::of(portfolio, scenario, plan).spent_in_horizon(&Scope::total());
    let money = step.as_ref().map_or(Money::ZERO, |step| spent(&step.plan)).max(profile.whole());
    Some(Own { scenario: at, money, step, next: None, enough: false, free: None })
}

fn with_next(portfolio: &Portfolio, scenarios: &[Scenario], own: Own, options: &Options) -> Own {
    let after = own.step.as_ref().filter(|_| !is_stopped(options)).and_then(|step| {
        let profile = Profile::of(portfolio, scenarios.get(own.scenario)?)?;
        Some(next::next(&Line { portfolio, profile: &profile, options }, step, None))
    });
    let enough = matches!(after, Some(After::Nothing));
    Own { next: after.and_then(After::better), enough, ..own }
}

/// The curve whose steps reach as far as is proven by what comes next.
fn lengthened(mut curve: Curve, next: &[Option<Next>]) -> Curve {
    for (step, next) in curve.steps.iter_mut().zip(next) {
        if let Some(next) = next.as_ref().filter(|next| next.proven) {
            step.at = step.at.max(Money(next.at.0 - 1));
        }
    }
    curve
}
