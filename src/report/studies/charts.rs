//! The charts of a study, drawn from its answers: for its folder, and for whoever checks that folder.

use super::Asked;
use super::revise::{Asked as Revision, Row, Told};
use crate::chart::{self, Chart, ChartInput, Proof, changes, difference};
use crate::report::Shown;
use crate::report::bundle::{folder, input};
use crate::words::{Lang, studies, summary};

/// Every chart of a study, by path without ending.
#[must_use]
pub fn charts(asked: &Asked, shown: &[Shown], lang: Lang) -> Vec<(String, Chart)> {
    match asked {
        Asked::Compare(_) | Asked::WhatIf(_) => of_two(shown, lang),
        Asked::Alternatives(_) => of_alternatives(shown, lang),
        Asked::Revise(own) => of_revision(own, shown, lang),
    }
}

/// The difference of both plans, then what every run draws of several.
fn of_two(shown: &[Shown], lang: Lang) -> Vec<(String, Chart)> {
    let inputs: Vec<_> = shown.iter().filter_map(|one| input(one, lang)).collect();
    let [first, second] = &inputs[..] else { return Vec::new() };
    let mut charts = difference::of_plans(first, second);
    charts.extend(chart::of_study(&inputs));
    charts.into_iter().map(|chart| (chart.stem(), chart)).collect()
}

/// Which initiative starts when in every plan, and each against the best.
fn of_alternatives(shown: &[Shown], lang: Lang) -> Vec<(String, Chart)> {
    let inputs: Vec<(&str, ChartInput)> =
        shown.iter().filter_map(|one| Some((one.scenario.id.as_str(), input(one, lang)?))).collect();
    let all: Vec<ChartInput> = inputs.iter().map(|(_, input)| *input).collect();
    let mut charts: Vec<(String, Chart)> =
        chart::of_study(&all).into_iter().map(|chart| (chart.stem(), chart)).collect();
    let Some(((_, best), others)) = inputs.split_first() else { return charts };
    for (id, other) in others {
        let pages = difference::of_plans(best, other).into_iter();
        charts.extend(pages.map(|chart| (format!("{}/{}", folder(id), chart.stem()), chart)));
    }
    charts
}

/// Value against changes, the earlier plan against the last one, and the last plan's own charts.
fn of_revision(asked: &Revision, shown: &[Shown], lang: Lang) -> Vec<(String, Chart)> {
    let Some((told, last)) = Told::of(asked, shown).zip(shown.iter().rev().find_map(|one| input(one, lang)))
    else {
        return Vec::new();
    };
    let mut earlier = told.scenario().clone();
    earlier.name = studies::earlier_name();
    let before = ChartInput {
        portfolio: last.portfolio,
        scenario: &earlier,
        plan: told.reference(),
        proof: Proof::Best { gap_ppm: None },
        lang,
    };
    let mut charts = difference::of_plans(&before, &last);
    charts.extend(changes::of_steps(&view(&told, &last, lang)));
    let inputs: Vec<ChartInput> = shown.iter().filter_map(|one| input(one, lang)).collect();
    charts.extend(chart::of_study(&inputs));
    let mut named: Vec<(String, Chart)> = charts.into_iter().map(|chart| (chart.stem(), chart)).collect();
    let folder = shown.iter().rev().find(|one| one.answer.outcome.solved().is_some());
    let folder = folder.map(|one| super::super::bundle::folder(&one.scenario.id)).unwrap_or_default();
    named
        .extend(chart::of_plan(&last).into_iter().map(|chart| (format!("{folder}/{}", chart.stem()), chart)));
    named
}

fn view(told: &Told, last: &ChartInput, lang: Lang) -> changes::View {
    let portfolio = last.portfolio;
    let planned = || told.steps.iter().filter(|row| row.reached.is_some());
    let steps: Vec<_> = planned().filter(|row| row.changes.is_some()).collect();
    let goal = planned().find_map(|row| row.reached).map(|(goal, _)| goal);
    let number =
        |value: i128| goal.map(|goal| studies::number(portfolio, goal, value, lang)).unwrap_or_default();
    let small = |value: i128| i64::try_from(value).unwrap_or(i64::MAX);
    let value = |row: &Row| row.reached.map_or(0, |(_, value)| value);
    changes::View {
        heading: changes::View::heading(last, &told.scenario().name),
        steps: steps
            .iter()
            .map(|row| (row.changes.map_or(0, |changes| changes as usize), small(value(row))))
            .collect(),
        free: planned().next_back().map_or(0, |row| small(value(row))),
        told: steps
            .iter()
            .map(|row| {
                let gain = goal.zip(row.gain);
                let gain = gain.map(|(goal, gain)| studies::gain(portfolio, goal, gain, lang));
                (gain.unwrap_or_default(), told.step(row, lang))
            })
            .collect(),
        shown: steps.iter().map(|row| number(value(row))).collect(),
        goal: goal.map(|goal| summary::goal(portfolio, goal, lang)).unwrap_or_default(),
    }
}
