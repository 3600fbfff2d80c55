//! A plan of nothing: cases in which nothing costs anything or nothing is worth anything, and single initiatives
//! without a cost or a value.
//!
//! A cost is an amount of money, of another resource or of staff. A value is what a start is worth under any weights;
//! who earns a synergy, lifts an index that counts or adds staff is useful too. A member of a group of alternatives
//! that costs nothing and is worth nothing (or less) is "do nothing", which is a choice.

use std::collections::BTreeSet;

use crate::diagnostic::{Finding, Place};
use crate::input::gather::Gather;
use crate::input::rules::Ground;
use crate::portfolio::Initiative;
use crate::scenario::{Goal, Rule, Scenario};
use crate::units::{InitiativeIx, Points};

const TABLE: &str = "initiatives.csv";

/// Finds out whether anything costs anything, in a case that has no errors so far.
pub fn costs(g: &mut Gather, ground: &Ground<'_>) {
    if !ground.portfolio.initiatives.iter().any(has_cost) {
        g.add(Finding::NothingCosts { unread: g.unread_columns(TABLE) }, whole_table());
    }
}

/// Looks at single initiatives, and at values as a whole.
pub fn look(g: &mut Gather, ground: &Ground<'_>, scenarios: &[Scenario]) {
    let portfolio = ground.portfolio;
    let all: BTreeSet<InitiativeIx> = portfolio.each().map(|(ix, _)| ix).collect();
    let costly: BTreeSet<InitiativeIx> =
        portfolio.each().filter(|(_, item)| has_cost(item)).map(|(ix, _)| ix).collect();
    let worthy = worthy(ground, scenarios);
    let useful = useful(ground, scenarios);
    let is_choice = |ix: &InitiativeIx| {
        let grouped = portfolio.groups.iter().any(|group| group.members.contains(ix));
        grouped && !costly.contains(ix) && !gains(ground, scenarios, *ix)
    };
    let named = |missing: Vec<InitiativeIx>| -> Vec<String> {
        missing.into_iter().map(|ix| portfolio.initiative(ix).id.clone()).collect()
    };
    let asked = scenarios.iter().any(|scenario| scenario.goals.contains(&Goal::MostValue));
    if asked && worthy.is_empty() {
        let finding = if is_due(scenarios) {
            Finding::OnlyDuties {}
        } else {
            Finding::NothingWorth { given: ground.head.value_given, unread: g.unread_columns(TABLE) }
        };
        g.add(finding, whole_table());
    }
    let free: Vec<InitiativeIx> = all.difference(&costly).copied().filter(|ix| !is_choice(ix)).collect();
    if let Some(first) = free.first() {
        g.add(Finding::NoCost { ids: named(free.clone()) }, ground.candidates.place(first.0, "id"));
    }
    let idle = all.difference(&worthy).copied().filter(|ix| !is_choice(ix) && !useful.contains(ix));
    let idle: Vec<InitiativeIx> = idle.collect();
    if let Some(first) = idle.first().filter(|_| asked && !worthy.is_empty()) {
        g.add(Finding::NoValue { ids: named(idle.clone()) }, ground.candidates.place(first.0, "id"));
    }
}

/// Whether something must start in some scenario, so that the cheapest way to do so is a question of its own.
fn is_due(scenarios: &[Scenario]) -> bool {
    let mut rules = scenarios.iter().flat_map(|scenario| &scenario.rules);
    rules.any(|rule| {
        matches!(
            rule,
            Rule::Mandatory { .. }
                | Rule::MandatoryGroup { .. }
                | Rule::ForcedIn { .. }
                | Rule::MinimumStarts { .. }
                | Rule::Outcome { .. }
        )
    })
}

fn whole_table() -> Place {
    Place { file: TABLE.into(), ..Place::default() }
}

/// Whether an initiative is worth more than nothing in some scenario, whenever it starts.
fn gains(ground: &Ground<'_>, scenarios: &[Scenario], ix: InitiativeIx) -> bool {
    let mut years = ground.portfolio.calendar.plan_years();
    years.any(|year| scenarios.iter().any(|scenario| scenario.values.of_start(ix, year) > Points::ZERO))
}

/// Initiatives that help others: they add staff, or save money together.
fn useful(ground: &Ground<'_>, scenarios: &[Scenario]) -> BTreeSet<InitiativeIx> {
    let adds = |item: &Initiative| item.staff.iter().any(|need| need.adds.0 > 0);
    let mut found: BTreeSet<InitiativeIx> =
        ground.portfolio.each().filter(|(_, item)| adds(item)).map(|(ix, _)| ix).collect();
    for rule in scenarios.iter().flat_map(|scenario| &scenario.rules) {
        if let Rule::Synergy { members, saving, .. } = rule
            && saving.0 != 0
        {
            found.extend(members.iter().copied());
        }
    }
    found
}

/// Whether an initiative costs anything: money, another resource or staff.
fn has_cost(item: &Initiative) -> bool {
    item.costs.iter().any(|line| line.amount.0 != 0)
        || item.staff.iter().any(|need| need.build.0 != 0 || need.run.0 != 0)
}

/// Initiatives that are worth something in some scenario, whenever they start.
fn worthy(ground: &Ground<'_>, scenarios: &[Scenario]) -> BTreeSet<InitiativeIx> {
    let portfolio = ground.portfolio;
    let mut found = BTreeSet::new();
    for (ix, year) in super::starts(portfolio) {
        if scenarios.iter().any(|scenario| scenario.values.of_start(ix, year) != Points::ZERO) {
            found.insert(ix);
        }
    }
    let rules = || scenarios.iter().flat_map(|scenario| &scenario.rules);
    for rule in rules() {
        match rule {
            Rule::Synergy { members, points, .. } if points.0 != 0 => {
                found.extend(members.iter().copied());
            }
            // A committed start may lie before the plan.
            Rule::Committed { initiative, start } => {
                let worth =
                    |scenario: &Scenario| scenario.values.of_start(*initiative, *start) != Points::ZERO;
                if scenarios.iter().any(worth) {
                    found.insert(*initiative);
                }
            }
            _ => {}
        }
    }
    let goals = scenarios.iter().flat_map(|scenario| &scenario.goals);
    let counts = goals.into_iter().any(|goal| matches!(goal, Goal::HighestIndex { .. }))
        || rules().any(|rule| matches!(rule, Rule::Outcome { .. }));
    if counts {
        found.extend(portfolio.each().filter(|(_, item)| !item.lifts.is_empty()).map(|(ix, _)| ix));
    }
    found
}
