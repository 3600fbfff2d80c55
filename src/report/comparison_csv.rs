//! `comparison.csv`: what changes from each scenario to every later one: added, dropped, moved.

use super::Shown;
use super::csv_style::Table;
use crate::explain::{Move, compare};
use crate::words::columns::Column;
use crate::words::{Lang, summary};

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
    let mut table = Table::new(lang, &columns);
    let plans: Vec<_> =
        shown.iter().filter_map(|one| Some((one, &one.answer.outcome.solved()?.plan))).collect();
    for (at, (first, before)) in plans.iter().enumerate() {
        for (second, after) in &plans[at + 1..] {
            for change in compare(before, after) {
                let item = first.case.portfolio.initiative(change.initiative);
                let (from, to) = match change.how {
                    Move::Added(to) => (None, Some(to)),
                    Move::Dropped(from) => (Some(from), None),
                    Move::Moved { from, to } => (Some(from), Some(to)),
                };
                let year =
                    |year: Option<crate::units::Year>| year.map(|y| y.0.to_string()).unwrap_or_default();
                table.row(&[
                    first.scenario.id.clone(),
                    second.scenario.id.clone(),
                    item.id.clone(),
                    lang.label(&item.name).to_owned(),
                    lang.label(&first.case.portfolio.agency(item.agency).name).to_owned(),
                    summary::change(change.how, lang).to_owned(),
                    year(from),
                    year(to),
                ]);
            }
        }
    }
    table.finish()
}
