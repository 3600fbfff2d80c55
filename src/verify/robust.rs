//! Checks a folder of a study of robustness: every draw is made again from the seed, every plan audited under its own
//! numbers, every table rendered again.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::compare;
use crate::audit;
use crate::claims::Difference;
use crate::input::Case;
use crate::plan::standing;
use crate::portfolio::Portfolio;
use crate::report::manifest::Manifest;
use crate::report::robust::{FILE, Told, document, texts};
use crate::scenario::Scenario;
use crate::study::robust::{Settings, Solve, Solves, Space, dearer, is_target, judge, moved, turned};

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
    differences.extend(wrong(case, &settings, &solves));
    let report = judge(case, &settings, &solves);
    let told = Told { case, settings, solves: &solves, report: &report, lang: manifest.lang() };
    for (path, bytes) in texts(&told) {
        differences.extend(compare(&path, &bytes, files));
    }
    let fresh = super::expected(case, manifest);
    differences.extend(compare(Manifest::FILE, &fresh.render(), files));
    Checked { settings: Some(settings), differences }
}

/// Answers whose plan breaks a rule of its own turn of events, or is not worth what it says.
fn wrong(case: &Case, settings: &Settings, solves: &Solves) -> Vec<Difference> {
    let space = Space::of(case, settings.scenario, settings.seed);
    let studied = &case.scenarios[settings.scenario];
    let portfolio = &case.portfolio;
    let mut wrong: Vec<Difference> = Vec::new();
    for (scenario, solve) in case.scenarios.iter().zip(&solves.base) {
        wrong.extend(of_answer(portfolio, scenario, solve, &format!("base {}", scenario.id)));
    }
    let draws: Vec<Difference> = (0..settings.draws)
        .into_par_iter()
        .filter_map(|k| {
            let turned = turned(case, &space, settings.scenario, &space.draw(k));
            let solve = solves.draws.get(k as usize)?;
            of_answer(&turned.portfolio, &turned.scenario, solve, &format!("draw {}", k + 1))
        })
        .collect();
    wrong.extend(draws);
    for trial in &solves.trials {
        let raised = dearer(portfolio, trial.margin);
        wrong.extend(of_answer(&raised, studied, &trial.solve, &format!("margin {}", trial.margin)));
    }
    for asked in &solves.survey {
        let numbers = moved(&space, asked.input, asked.to);
        let turned = turned(case, &space, settings.scenario, &numbers);
        let name = format!("survey {} {}", asked.input, asked.to);
        wrong.extend(of_answer(&turned.portfolio, &turned.scenario, &asked.solve, &name));
    }
    wrong
}

fn of_answer(portfolio: &Portfolio, scenario: &Scenario, solve: &Solve, name: &str) -> Option<Difference> {
    let plan = solve.plan.as_ref()?;
    let without = solve.missed.then(|| scenario.keeping(|rule| !is_target(rule)));
    let rules = without.as_ref().unwrap_or(scenario);
    let goal = scenario.goals.first().copied();
    let sound = audit::keeps_all(portfolio, rules, plan)
        && goal.is_none_or(|goal| standing::goal(portfolio, scenario, plan, goal) == solve.value);
    (!sound).then(|| Difference::Answer(name.to_owned()))
}
