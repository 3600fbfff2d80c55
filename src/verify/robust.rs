//! Checks a folder of a study of robustness: every draw is made again from the seed, every plan audited under its own
//! numbers, every table rendered again.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::whole;
use crate::audit;
use crate::claims::{Difference, passes};
use crate::input::Case;
use crate::plan::standing;
use crate::portfolio::Portfolio;
use crate::report::manifest::Manifest;
use crate::report::robust::{FILE, Told, bundle, document, pictures};
use crate::scenario::Scenario;
use crate::solve::Reached;
use crate::study::robust::{
    Asked, Ending, Margins, SURVEY_GAP, Sample, Settings, Solve, Solves, Space, dearer, is_target, judge,
    moved, questions, safety_sample, turned,
};

/// What was found.
pub struct Checked {
    /// What was asked; `None` where the document cannot be read.
    pub settings: Option<Settings>,
    /// Every difference.
    pub differences: Vec<Difference>,
}

/// Checks the files of a folder of `robust` against the case read from its inputs.
#[must_use]
pub fn check(case: &Case, manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>) -> Checked {
    let mut differences = super::listed(manifest, files);
    let bytes = files.get(FILE).map(Vec::as_slice).unwrap_or_default();
    let (settings, solves) = match document::claimed(case, bytes) {
        Ok(claimed) => claimed,
        Err(why) => {
            differences.push(Difference::Unreadable(FILE.to_owned(), why));
            return Checked { settings: None, differences };
        }
    };
    let wrong = wrong(case, &settings, &solves);
    if !wrong.is_empty() {
        differences.extend(wrong);
        return Checked { settings: Some(settings), differences };
    }
    let report = judge(case, &settings, &solves);
    let told = Told { case, settings, solves: &solves, report: &report, lang: manifest.lang() };
    let ids = vec![case.scenarios[settings.scenario].id.clone()];
    let whole = whole::Checked { case, manifest, files, draws: true };
    differences.extend(whole.differences(
        ids,
        BTreeMap::new(),
        || bundle(&told, false).files,
        || pictures(&told),
    ));
    Checked { settings: Some(settings), differences }
}

/// What is wrong with the answers. Each step rests on the ones before: the first with anything wrong ends it.
fn wrong(case: &Case, settings: &Settings, solves: &Solves) -> Vec<Difference> {
    let space = Space::of(case, settings.scenario, settings.seed);
    let steps: [&dyn Fn() -> Vec<Difference>; 4] = [
        &|| base(case, settings, solves),
        &|| draws(case, settings, &space, solves),
        &|| trials(case, settings, &space, solves),
        &|| survey(case, settings, &space, solves),
    ];
    steps.iter().map(|step| step()).find(|wrong| !wrong.is_empty()).unwrap_or_default()
}

/// The studied scenario is answered to proof, the others within the gap of the study.
fn base(case: &Case, settings: &Settings, solves: &Solves) -> Vec<Difference> {
    let one = |(at, (scenario, solve)): (usize, (&Scenario, &Solve))| {
        let gap = if at == settings.scenario { 0.0 } else { settings.gap };
        of_answer(&case.portfolio, scenario, solve, gap, &format!("base {}", scenario.id))
    };
    case.scenarios.iter().zip(&solves.base).enumerate().filter_map(one).collect()
}

fn draws(case: &Case, settings: &Settings, space: &Space, solves: &Solves) -> Vec<Difference> {
    let one = |k: u32| {
        let turned = turned(case, space, settings.scenario, &space.draw(k));
        let solve = solves.draws.get(k as usize)?;
        of_answer(&turned.portfolio, &turned.scenario, solve, settings.gap, &format!("draw {}", k + 1))
    };
    (0..settings.draws).into_par_iter().filter_map(one).collect()
}

/// Which margin is tried next follows from the plans before it.
fn trials(case: &Case, settings: &Settings, space: &Space, solves: &Solves) -> Vec<Difference> {
    let studied = &case.scenarios[settings.scenario];
    let sample = safety_sample(case, space, settings, Sample::Choosing);
    let mut search = Margins::default();
    let mut trials = solves.trials.iter();
    while let Some(margin) = search.next() {
        let name = format!("margin {margin}");
        let Some(trial) = trials.next().filter(|trial| trial.margin == margin) else {
            return vec![Difference::Answer(name)];
        };
        let raised = dearer(&case.portfolio, margin);
        if let Some(wrong) = of_answer(&raised, studied, &trial.solve, settings.gap, &name) {
            return vec![wrong];
        }
        search.learn(trial.solve.plan.as_ref().map(|plan| sample.within(plan)), settings.confidence);
    }
    trials.next().map(|more| Difference::Answer(format!("margin {}", more.margin))).into_iter().collect()
}

/// What is surveyed again follows from the draws.
fn survey(case: &Case, settings: &Settings, space: &Space, solves: &Solves) -> Vec<Difference> {
    let asked = questions(case, space, settings, &solves.base, &solves.draws);
    if !asked.iter().copied().eq(solves.survey.iter().map(|one| (one.input, one.to))) {
        return vec![Difference::Answer("survey".to_owned())];
    }
    let one = |asked: &Asked| {
        let turned = turned(case, space, settings.scenario, &moved(space, asked.input, asked.to));
        let name = format!("survey {} {}", asked.input, asked.to);
        of_answer(&turned.portfolio, &turned.scenario, &asked.solve, SURVEY_GAP, &name)
    };
    solves.survey.par_iter().filter_map(one).collect()
}

/// Whether an answer's plan breaks a rule of its own turn of events, is not worth what it says, passes the claimed bound, or
/// ended otherwise than bound and value say.
fn of_answer(
    portfolio: &Portfolio,
    scenario: &Scenario,
    solve: &Solve,
    gap: f64,
    name: &str,
) -> Option<Difference> {
    let wrong = || Difference::Answer(name.to_owned());
    let Some(plan) = solve.plan.as_ref() else {
        return (solve.value != 0 || solve.bound != 0).then(wrong);
    };
    let without = solve.missed.then(|| scenario.keeping(|rule| !is_target(rule)));
    let rules = without.as_ref().unwrap_or(scenario);
    let mut sound = audit::keeps_all(portfolio, rules, plan);
    // Targets are given up only where no plan keeps them.
    sound &= !solve.missed || !audit::keeps_all(portfolio, scenario, plan);
    if let Some(&goal) = scenario.goals.first() {
        let reached = Reached { goal, value: solve.value, bound: solve.bound, proven: false };
        let ending = if reached.gap() <= gap { Ending::Reached } else { Ending::Short };
        sound &= standing::goal(portfolio, scenario, plan, goal) == solve.value;
        sound &= !passes(&reached) && ending == solve.ending;
    }
    (!sound).then(wrong)
}
