//! Every price, applied: at it the initiative is in a best plan, one step beyond in none, as looking at every plan says.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use common::{best, random_problem};
use petajalan::audit::keeps_all;
use petajalan::explain::base::{Base, Effect};
use petajalan::explain::compare;
use petajalan::explain::otherwise::{Known, otherwise, turned};
use petajalan::explain::price::{
    CeilingPrice, CostPrice, PointsPrice, ceiling_price, cost_price, points_price, scaled, with_points,
};
use petajalan::plan::standing;
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Goal, Rule, Scenario};
use petajalan::solve::missing::raised;
use petajalan::solve::{Options, Outcome, solve};
use petajalan::units::{InitiativeIx, Money, Points, Year};
use rayon::prelude::*;

const CASES: u64 = 400;

fn with(scenario: &Scenario, rule: Rule) -> Scenario {
    let mut changed = scenario.clone();
    changed.rules.push(rule);
    changed
}

/// Whether the initiative is in a best plan by the first goal: looked up among all plans with it and without it.
fn is_in(portfolio: &Portfolio, scenario: &Scenario, initiative: InitiativeIx) -> bool {
    let forced_in = with(scenario, Rule::ForcedIn { initiative, start: None, reason: String::new() });
    let forced_out = with(scenario, Rule::ForcedOut { initiative, reason: String::new() });
    let first = |scenario: &Scenario| best(portfolio, scenario).map(|(_, values)| values[0]);
    let least = scenario.goals[0] == Goal::LeastCost;
    match (first(&forced_in), first(&forced_out)) {
        (Some(with), Some(without)) => {
            if least {
                with <= without
            } else {
                with >= without
            }
        }
        (with, _) => with.is_some(),
    }
}

/// A price: its kind, whether it is right, and how it reads.
type Judged = (&'static str, bool, String);

/// The prices of a case, judged.
fn judged(seed: u64, told: impl Fn(&Base, InitiativeIx) -> Vec<Judged>) -> Vec<Judged> {
    let (portfolio, scenario) = random_problem(seed);
    let options = Options::default();
    let Outcome::Proven(solved) = solve(&portfolio, &scenario, &options) else { return Vec::new() };
    let Some(base) = Base::of(&portfolio, &scenario, &solved, &options) else { return Vec::new() };
    let told = |ix| {
        let named =
            move |(kind, right, price)| (kind, right, format!("seed {seed}, initiative {ix}: {price}"));
        told(&base, InitiativeIx(ix)).into_iter().map(named)
    };
    (0..portfolio.initiatives.len()).flat_map(told).collect()
}

/// All are right, and there are enough of these kinds to say so.
fn assert_right(kinds: &[&str], told: impl Fn(&Base, InitiativeIx) -> Vec<Judged> + Sync) {
    let all: Vec<Judged> = (0..CASES).into_par_iter().flat_map_iter(|seed| judged(seed, &told)).collect();
    let wrong: Vec<&String> = all.iter().filter(|(_, right, _)| !right).map(|(.., price)| price).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for kind in kinds {
        let count = all.iter().filter(|(of, ..)| of == kind).count();
        assert!(count >= 5, "only {count} of {kind}");
    }
}

fn forced(base: &Base, initiative: InitiativeIx) -> Effect {
    base.effect(base.portfolio, &turned(base, initiative), true)
}

#[test]
fn answers_that_help_each_other_are_those_of_each_question_alone() {
    let told = |seed: u64| {
        let (portfolio, scenario) = random_problem(seed);
        let options = Options::default();
        let Outcome::Proven(solved) = solve(&portfolio, &scenario, &options) else { return (0, 0) };
        let Some(base) = Base::of(&portfolio, &scenario, &solved, &options) else { return (0, 0) };
        let (effects, known) = otherwise(&base);
        let (mut plans, mut impossible) = (0, 0);
        for (ix, effect) in effects.iter().enumerate() {
            let initiative = InitiativeIx(ix);
            let there_is = best(&portfolio, &turned(&base, initiative)).map(|(_, values)| values[0]);
            let told = match effect {
                Effect::Plan { value, .. } => Some(*value),
                Effect::Impossible => None,
                Effect::Unknown => panic!("seed {seed}, initiative {ix}: not settled"),
            };
            assert_eq!(told, there_is, "seed {seed}, initiative {ix}");
            if let Effect::Plan { plan, changes, .. } = effect {
                let scenario = turned(&base, initiative);
                assert!(keeps_all(&portfolio, &scenario, plan), "seed {seed}, initiative {ix}");
                assert_eq!(*changes, compare(base.plan, plan), "seed {seed}, initiative {ix}");
                for change in changes {
                    let mut back = plan.clone();
                    back.starts[change.initiative.0] = base.plan.start(change.initiative);
                    let reached = standing::goal(&portfolio, &scenario, &back, scenario.goals[0]);
                    let as_good = Some(reached) == told;
                    let needless = as_good && keeps_all(&portfolio, &scenario, &back);
                    assert!(!needless, "seed {seed}, initiative {ix}: nobody needs {change:?}");
                }
            }
            plans += usize::from(told.is_some());
            impossible += usize::from(told.is_none());
            let alone = points_price(&base, initiative, effect, &Known::nothing(&base));
            let helped = points_price(&base, initiative, effect, &known);
            assert_eq!(helped, alone, "seed {seed}, initiative {ix}");
        }
        (plans, impossible)
    };
    let counts: Vec<(usize, usize)> = (0..CASES).into_par_iter().map(told).collect();
    let (plans, impossible) = counts.iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    assert!(plans > 300 && impossible > 300, "{plans} plans, {impossible} impossible");
}

#[test]
fn points_decide_at_their_price_and_not_one_millionth_beyond() {
    assert_right(&["enters", "stays", "always", "never"], |base, initiative| {
        let at = |extra: i64| {
            let scenario = with_points(base.portfolio, base.scenario, initiative, Points(extra));
            is_in(base.portfolio, &scenario, initiative)
        };
        let price = points_price(base, initiative, &forced(base, initiative), &Known::nothing(base));
        let (kind, right) = match price {
            PointsPrice::Enters(Points(0)) => ("ties", at(0)),
            PointsPrice::Enters(Points(extra)) => ("enters", at(extra) && !at(extra - 1)),
            PointsPrice::Stays(Points(less)) => ("stays", at(-less) && !at(-less - 1)),
            PointsPrice::Always => ("always", at(-1_000 * Points::PER_POINT)),
            PointsPrice::Never => ("never", !at(1_000 * Points::PER_POINT)),
            PointsPrice::NotCounted => ("not counted", base.scenario.goals[0] != Goal::MostValue),
            PointsPrice::Unknown => ("unknown", false),
        };
        vec![(kind, right, format!("{price:?}"))]
    });
}

#[test]
fn cost_decides_at_its_price_and_not_one_step_beyond() {
    assert_right(&["enters", "stays", "always", "not even free"], |base, initiative| {
        // Where spending is asked for, dearer may be better.
        let asks = |rule: &Rule| {
            matches!(rule, Rule::Floor { .. } | Rule::ShareFloor { .. } | Rule::ShareCap { .. })
        };
        if base.scenario.rules.iter().any(asks) {
            return Vec::new();
        }
        let at = |scale: i64| is_in(&scaled(base.portfolio, initiative, scale), base.scenario, initiative);
        let out = forced(base, initiative);
        let price = cost_price(base, initiative, &out);
        let without = with(base.scenario, Rule::ForcedOut { initiative, reason: String::new() });
        let (kind, right) = match price {
            CostPrice::Enters(scale) => ("enters", at(scale) && (scale == 10_000 || !at(scale + 1))),
            CostPrice::NotEvenFree => ("not even free", !at(0)),
            CostPrice::Stays(scale) => ("stays", at(scale) && !at(scale + 1)),
            CostPrice::Always => ("always", at(1_000_000) || best(base.portfolio, &without).is_none()),
            CostPrice::Unknown => ("unknown", false),
        };
        vec![(kind, right, format!("{price:?}"))]
    });
}

#[test]
fn a_ceiling_decides_at_its_price_and_below_it_never() {
    assert_right(&["enters", "never"], |base, initiative| {
        if base.plan.start(initiative).is_some() {
            return Vec::new();
        }
        let asks = |rule: &Rule| matches!(rule, Rule::ShareFloor { .. } | Rule::ShareCap { .. });
        if base.scenario.rules.iter().any(asks) {
            return Vec::new();
        }
        let years: Vec<Year> = base.portfolio.calendar.plan_years().take(2).collect();
        let mut judged = Vec::new();
        for year in years {
            let at = |extra: i64| {
                is_in(
                    base.portfolio,
                    &raised(base.portfolio, base.scenario, &[(year, Money(extra))]),
                    initiative,
                )
            };
            let price = ceiling_price(base, initiative, year);
            let (kind, right) = match price {
                CeilingPrice::Enters { extra: Money(extra), leaves } => {
                    let below = [0, extra / 3, extra / 2, extra * 9 / 10, extra - 1];
                    let right = at(extra)
                        && below.iter().all(|&less| less < 0 || less >= extra || !at(less))
                        && leaves.is_none_or(|Money(leaves)| !at(leaves) && at(leaves - 1));
                    (if leaves.is_some() { "leaves" } else { "enters" }, right)
                }
                CeilingPrice::Never => ("never", !at(0) && !at(1 << 30)),
                CeilingPrice::Unknown => ("unknown", false),
            };
            judged.push((kind, right, format!("{}: {price:?}", year.0)));
        }
        judged
    });
}
