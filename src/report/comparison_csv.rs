//! `comparison.csv`: what changes from each scenario to every later one: added, dropped, moved, and why.

use super::Shown;
use super::csv_style::Table;
use crate::explain::{Move, Reason, compare, why};
use crate::plan::Plan;
use crate::units::Year;
use crate::words::columns::{Column, heading};
use crate::words::{Lang, comparison, summary};

/// The scenarios that have a plan, with it.
#[must_use]
pub fn planned<'a>(shown: &'a [Shown<'a>]) -> Vec<(&'a Shown<'a>, &'a Plan)> {
    shown.iter().filter_map(|one| Some((one, &one.answer.outcome.solved()?.plan))).collect()
}

/// Every pair of planned scenarios, the earlier one first.
pub fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items.iter().enumerate().flat_map(|(at, first)| items[at + 1..].iter().map(move |second| (first, second)))
}

/// Renders it for scenarios in the order of the run; those without a plan are left out.
#[must_use]
pub fn render(shown: &[Shown], lang: Lang) -> Vec<u8> {
    let columns = [
        Column::From,
        Column::To,
        Column::Id,
        Column::Name,
        Column::Agency,
        Column::Change,
        Column::StartFrom,
        Column::StartTo,
    ];
    let languages = lang.both();
    let mut headings: Vec<&str> = columns.iter().map(|&column| heading(column, lang)).collect();
    headings.extend(languages.map(|lang| heading(Column::Reason, lang)));
    let mut table = Table::with_headings(lang, &headings);
    let plans = planned(shown);
    // One plan alone is compared with nothing, and its reasons may be long in coming.
    let told: Vec<(&Shown, &Plan, Vec<Reason>)> = if plans.len() < 2 {
        Vec::new()
    } else {
        let of = |one: &Shown| one.answer.reasons(&one.case.portfolio, one.scenario).to_vec();
        plans.iter().map(|&(one, plan)| (one, plan, of(one))).collect()
    };
    for ((first, before, because), (second, after, since)) in pairs(&told) {
        let portfolio = &first.case.portfolio;
        for change in compare(before, after) {
            let item = portfolio.initiative(change.initiative);
            let (from, to) = match change.how {
                Move::Added(to) => (None, Some(to)),
                Move::Dropped(from) => (Some(from), None),
                Move::Moved { from, to } => (Some(from), Some(to)),
            };
            let year = |year: Option<Year>| year.map(|y| y.0.to_string()).unwrap_or_default();
            let mut row = vec![
                first.scenario.id.clone(),
                second.scenario.id.clone(),
                item.id.clone(),
                lang.label(&item.name).to_owned(),
                lang.label(&portfolio.agency(item.agency).name).to_owned(),
                summary::change(change.how, lang).to_owned(),
                year(from),
                year(to),
            ];
            let why = why(&change, because, since);
            row.extend(languages.map(|lang| {
                let tell =
                    |why| comparison::because(portfolio, (first.scenario, second.scenario), &why, lang);
                why.map(tell).unwrap_or_default()
            }));
            table.row(&row);
        }
    }
    table.finish()
}
