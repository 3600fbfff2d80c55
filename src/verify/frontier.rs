//! Checks a frontier's folder: every plan against its scaled scenario, every number, every table.

use std::collections::BTreeMap;

use super::{listed, whole};
use crate::audit;
use crate::claims::Difference;
use crate::input::Case;
use crate::plan::{Plan, standing};
use crate::report::frontier::{DOCUMENT, Shown, bundle, ended, pictures, read};
use crate::report::manifest::Manifest;
use crate::study::frontier::{Curve, Frontier, Next, Profile, Step, free_scenario};
use crate::study::ladder::{Ladder, is_nested, ordered, valued};
use crate::units::{Money, Points};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct FrontierVerdict {
    /// Plans that were checked.
    pub plans: usize,
    /// Plans that are not what they are said to be, by curve and money.
    pub wrong: Vec<String>,
    /// Every other difference.
    pub differences: Vec<Difference>,
}

/// Checks the files of a frontier's folder against the case read from its inputs.
#[must_use]
pub fn frontier(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> FrontierVerdict {
    look(case, manifest, files, true)
}

/// The same without drawing its pictures again.
#[must_use]
pub fn frontier_undrawn(
    case: &Case,
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
) -> FrontierVerdict {
    look(case, manifest, files, false)
}

fn look(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>, draws: bool) -> FrontierVerdict {
    let mut verdict = FrontierVerdict { differences: listed(manifest, files), ..FrontierVerdict::default() };
    let Some(bytes) = files.get(DOCUMENT) else {
        verdict.differences.push(Difference::Missing(DOCUMENT.to_owned()));
        return verdict;
    };
    let (found, ladder) = match read(case, bytes) {
        Ok(read) => read,
        Err(why) => {
            verdict.differences.push(Difference::Unreadable(DOCUMENT.to_owned(), why));
            return verdict;
        }
    };
    plans(case, &found, &mut verdict);
    if let Ok(ladder) = &ladder {
        rungs(case, ladder, &mut verdict);
    }
    if verdict.wrong.is_empty() {
        let shown = Shown { case, frontier: &found, ladder: &ladder, lang: manifest.lang() };
        let whole = whole::Checked { case, manifest, files, draws };
        let rest =
            whole.differences(Vec::new(), ended(&shown), || bundle(&shown, false).0, || pictures(&shown));
        verdict.differences.extend(rest);
    }
    verdict
}

fn plans(case: &Case, found: &Frontier, verdict: &mut FrontierVerdict) {
    let portfolio = &case.portfolio;
    let chosen = &case.scenarios[found.scenario];
    let profile = Profile::of(portfolio, chosen);
    if let Some(profile) = profile.as_ref().filter(|profile| profile.whole() == found.whole) {
        curve(case, profile, "curve", &found.curve, &found.next, verdict);
    } else {
        verdict.wrong.push("money".to_owned());
    }
    let free =
        free_scenario(portfolio, &case.scenarios, chosen).and_then(|free| Profile::of(portfolio, &free));
    if let (Some(profile), Some(free)) = (&free, &found.free) {
        curve(case, profile, "free", free, &[], verdict);
    }
    for own in &found.own {
        let Some(step) = &own.step else { continue };
        let scenario = &case.scenarios[own.scenario];
        let Some(profile) = Profile::of(portfolio, scenario) else { continue };
        let one = Curve { steps: vec![step.clone()], edge_proven: true, everything_proven: own.enough };
        curve(case, &profile, &scenario.id, &one, std::slice::from_ref(&own.next), verdict);
        // The free curve bounds it.
        if own.free.is_some_and(|free| free < step.value) {
            verdict.wrong.push(format!("{}: free", scenario.id));
        }
        if own.enough && own.next.is_some() {
            verdict.wrong.push(scenario.id.clone());
        }
    }
}

fn curve(
    case: &Case,
    profile: &Profile,
    name: &str,
    curve: &Curve,
    next: &[Option<Next>],
    verdict: &mut FrontierVerdict,
) {
    let mut judge = |money: Money, plan: &Plan, value: Points| {
        let scenario = profile.scaled(money);
        verdict.plans += 1;
        let keeps = audit::keeps_all(&case.portfolio, &scenario, plan);
        if !keeps || standing::value(&case.portfolio, &scenario, plan) != value {
            verdict.wrong.push(format!("{name}, {}", money.0));
        }
    };
    for (at, step) in curve.steps.iter().enumerate() {
        judge(step.from, &step.plan, step.value);
        if let Some(next) = next.get(at).and_then(Option::as_ref) {
            judge(next.at, &next.plan, next.value);
        }
    }
    // A step says the least money under which its plan keeps every rule.
    let least = |step: &Step| profile.fits_from(&case.portfolio, &step.plan, step.from) == Some(step.from);
    let rises = curve.steps.windows(2).all(|pair| {
        pair[0].at < pair[1].from && pair[0].value < pair[1].value && pair[0].bound <= pair[1].bound
    });
    let sound = |step: &Step| {
        step.from <= step.at && step.value <= step.bound && step.is_proven() == step.stopped.is_none()
    };
    let comes = curve.steps.iter().zip(next).all(|(step, next)| {
        next.as_ref().is_none_or(|next| next.at > step.at && next.value > step.value && step.is_proven())
    });
    let ends = !curve.everything_proven || curve.everything().is_some_and(Step::is_proven);
    let all = |holds: &dyn Fn(&Step) -> bool| curve.steps.iter().all(holds);
    if !(rises && all(&sound) && all(&least) && comes && ends) {
        verdict.wrong.push(name.to_owned());
    }
}

fn rungs(case: &Case, ladder: &Ladder, verdict: &mut FrontierVerdict) {
    let portfolio = &case.portfolio;
    let order: Vec<usize> = ladder.rungs.iter().map(|rung| rung.scenario).collect();
    if ordered(portfolio, &case.scenarios, &case.probabilities) != Ok(order) {
        verdict.wrong.push("ladder".to_owned());
    }
    let (mut expected, mut alone) = (0_i128, 0_i128);
    for rung in &ladder.rungs {
        let scenario = valued(&case.scenarios[rung.scenario]);
        verdict.plans += 1;
        let value = standing::value(portfolio, &scenario, &rung.plan);
        let weighs = case.probabilities.get(rung.scenario) == Some(&rung.probability);
        let bounded = rung.value <= rung.alone && rung.alone <= rung.alone_bound;
        if !audit::keeps_all(portfolio, &scenario, &rung.plan) || value != rung.value || !weighs || !bounded {
            verdict.wrong.push(format!("ladder, {}", scenario.id));
        }
        expected += i128::from(rung.probability) * i128::from(rung.value.0);
        alone += i128::from(rung.probability) * i128::from(rung.alone_bound.0);
    }
    let nested =
        ladder.rungs.windows(2).all(|pair| is_nested(portfolio, ladder.nest, &pair[0].plan, &pair[1].plan));
    let bounded = (expected..=alone).contains(&ladder.bound);
    let ended = ladder.is_proven() == ladder.stopped.is_none();
    if !nested || expected != ladder.expected || !bounded || !ended {
        verdict.wrong.push("ladder".to_owned());
    }
}
