//! Legal but odd: what a careful reader would ask about. Every function here only warns.
//!
//! `money` looks at ceilings, `staff` at pools, `windows` at deadlines, `unused` at what nothing refers to.

mod money;
mod staff;
mod unused;
mod windows;

use super::gather::Gather;
use super::rules::Ground;
use super::scenarios::Draft;
use super::toml_tree::Node;
use crate::diagnostic::{Finding, Place};
use crate::portfolio::Portfolio;
use crate::priority::Values;
use crate::scenario::Rule;
use crate::units::{InitiativeIx, Points, Year};

/// The largest total accepted, as in the portfolio's own check.
const LARGEST: i128 = (i64::MAX / 8) as i128;

/// Looks at a case that has no errors.
pub fn look(g: &mut Gather, ground: &Ground<'_>, case: &Node, drafts: &[Draft]) {
    windows::look(g, ground);
    unused::look(g, ground, case, drafts);
    money::look(g, ground, drafts);
    staff::look(g, ground, drafts);
}

/// Warns where every start is worth nothing.
pub fn look_at_values(g: &mut Gather, portfolio: &Portfolio, values: &[&Values]) {
    let nothing = |values: &Values| starts(portfolio).all(|(ix, year)| values.of_start(ix, year) == Points::ZERO);
    if !portfolio.initiatives.is_empty() && values.iter().all(|values| nothing(values)) {
        let place = Place { file: "initiatives.csv".into(), ..Place::default() };
        g.add(Finding::AllZero {}, place);
    }
}

/// Whether the values of all starts and synergies, and base spending, can be added up exactly.
#[must_use]
pub fn adds_up(portfolio: &Portfolio, values: &Values, draft: &Draft) -> bool {
    let calendar = &portfolio.calendar;
    let dearest = |ix: InitiativeIx| {
        let years = (calendar.first.0 - 100..=calendar.last().0).map(Year);
        years.map(|year| i128::from(values.of_start(ix, year).0).abs()).max().unwrap_or(0)
    };
    let worth: i128 = portfolio.each().map(|(ix, _)| dearest(ix)).sum();
    let served = i128::from(calendar.years) + i128::from(calendar.service_after);
    let together: i128 = draft
        .rules
        .iter()
        .map(|placed| match &placed.rule {
            Rule::Synergy { points, .. } => i128::from(points.0) * served,
            _ => 0,
        })
        .sum();
    let base: i128 = draft.base.iter().flat_map(|base| &base.amounts).map(|(_, amount)| i128::from(amount.0)).sum();
    worth + together <= LARGEST && base <= LARGEST
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
