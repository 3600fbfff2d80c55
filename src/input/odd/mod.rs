//! Legal but odd: what a careful reader would ask about.
//!
//! Two things are errors: a case in which nothing costs anything, or nothing is worth anything (`nothing`).
//!
//! `money` looks at ceilings, `staff` at pools, `windows` at deadlines, `unused` at what nothing refers to, `priorities` at criteria
//! and raters, `decisions` at what the log of decisions does not say.

mod decisions;
mod money;
mod no_effect;
mod nothing;
mod priorities;
mod staff;
mod unused;
mod windows;

pub use no_effect::no_effect;
pub use nothing::{costs as look_for_costs, look as look_for_nothing};

use super::gather::Gather;
use super::rules::Ground;
use super::scenarios::Draft;
use super::toml_tree::{Node, Value};
use crate::diagnostic::Place;
use crate::portfolio::Portfolio;
use crate::priority::Values;
use crate::scenario::{Decision, Rule};
use crate::units::{InitiativeIx, Year};

/// The largest total accepted, as in the portfolio's own check.
const LARGEST: i128 = (i64::MAX / 8) as i128;

/// Looks at a case that has no errors.
pub fn look(g: &mut Gather, ground: &Ground<'_>, case: &Node, drafts: &[Draft], log: &[Decision]) {
    windows::look(g, ground);
    unused::look(g, ground, case, drafts);
    money::look(g, ground, drafts);
    staff::look(g, ground, drafts);
    no_effect::look(g, ground, case, drafts);
    priorities::look(g, ground, case);
    decisions::look(g, ground, log, drafts);
}

/// The sum of the dearest start of every initiative, in millionths of a point.
#[must_use]
pub fn worth(portfolio: &Portfolio, values: &Values) -> i128 {
    let calendar = &portfolio.calendar;
    let dearest = |ix: InitiativeIx| {
        let years = (calendar.first.0 - 100..=calendar.last().0).map(Year);
        years.map(|year| i128::from(values.of_start(ix, year).0).abs()).max().unwrap_or(0)
    };
    portfolio.each().map(|(ix, _)| dearest(ix)).sum()
}

/// Whether values of this [`worth`], the scenario's synergies and its base spending can be added up exactly.
#[must_use]
pub fn adds_up(portfolio: &Portfolio, worth: i128, draft: &Draft) -> bool {
    let calendar = &portfolio.calendar;
    let served = i128::from(calendar.years) + i128::from(calendar.service_after);
    let points = draft.rules.iter().map(|placed| match &placed.rule {
        Rule::Synergy { points, .. } => i128::from(points.0) * served,
        _ => 0,
    });
    let amounts = draft.base.iter().flat_map(|base| &base.amounts);
    let base: i128 = amounts.map(|(_, amount)| i128::from(amount.0)).sum();
    worth + points.sum::<i128>() <= LARGEST && base <= LARGEST
}

/// Where a row of `case.toml` gives its id.
fn place_of(case: &Node, table: &str, id: &str) -> Place {
    let rows = match case.get(table).map(|node| &node.value) {
        Some(Value::List(rows)) => rows.as_slice(),
        _ => &[],
    };
    let ids = rows.iter().filter_map(|row| row.get("id"));
    let mut named = ids.filter(|node| node.as_cell().is_some_and(|cell| cell.text == id));
    named.next().map_or_else(|| case.place(), Node::place)
}

fn starts(portfolio: &Portfolio) -> impl Iterator<Item = (InitiativeIx, Year)> + '_ {
    portfolio.each().flat_map(|(ix, _)| portfolio.calendar.plan_years().map(move |year| (ix, year)))
}

/// The years in which the initiative may start in a scenario that has not fixed its start.
fn window(rules: &[super::rules::Placed]) -> impl Iterator<Item = (InitiativeIx, Year, Year)> + '_ {
    rules.iter().filter_map(|placed| match placed.rule {
        Rule::Window { initiative, earliest, latest } => Some((initiative, earliest, latest)),
        _ => None,
    })
}
