//! A plan for other programs: a Mermaid chart, a project for Microsoft Project and its kin, a calendar of milestones.
//!
//! A `Project` is the plan as all of them see it: sections (categories) with tasks that begin on the first day of a
//! year and end on the last day of another. One format is one file here and one line in `report::RENDERERS`.

pub mod calendar;
pub mod mermaid;
pub mod mspdi;

use std::collections::{BTreeMap, BTreeSet};

use super::Shown;
use super::plan_csv::by_initiative;
use crate::chart::roadmap::view::{Wait, ties};
use crate::plan::Ledger;
use crate::report::bundle;
use crate::scenario::Rule;
use crate::units::{InitiativeIx, Money, Year};
use crate::words::workbook::target;

/// A plan as a project.
struct Project<'a> {
    /// Name of the case and the scenario.
    name: String,
    /// The plan's first and last year.
    years: (Year, Year),
    /// Categories with something funded, in their order.
    sections: Vec<Section<'a>>,
}

/// A category.
struct Section<'a> {
    name: &'a str,
    tasks: Vec<Task<'a>>,
}

/// A funded initiative.
struct Task<'a> {
    /// Its number, from 1, in the order of all sections.
    number: usize,
    id: &'a str,
    name: &'a str,
    agency: &'a str,
    /// First and last execution year.
    years: (Year, Year),
    /// First year of service.
    service: Year,
    /// What it brings, in words.
    brings: String,
    /// What it spends within the plan.
    cost: Money,
    /// Whether a rule demands it.
    demanded: bool,
    /// Numbers of tasks it waits for: for their end, or only for their start.
    waits: Vec<(usize, Wait)>,
}

impl<'a> Project<'a> {
    /// The project of a plan; `None` where there is no plan.
    fn of(shown: &Shown<'a>) -> Option<Self> {
        let input = bundle::input(shown, shown.lang)?;
        let (portfolio, plan, lang) = (&shown.case.portfolio, input.plan, shown.lang);
        let years: Vec<Year> = portfolio.calendar.plan_years().collect();
        let ledger = Ledger::of(portfolio, shown.scenario, plan);
        let spent = by_initiative(&ledger, portfolio.initiatives.len(), &years);
        let demanded: BTreeSet<InitiativeIx> = shown.scenario.rules.iter().filter_map(demands).collect();
        let mut started: Vec<(InitiativeIx, Year)> = plan.started().collect();
        started.sort_by_key(|&(ix, start)| (portfolio.initiative(ix).category, start, ix));
        let ids = started.iter().map(|&(ix, _)| portfolio.initiative(ix).id.as_str());
        let numbers: BTreeMap<&str, usize> = ids.zip(1..).collect();
        let ties = ties(&input);
        let mut waits: BTreeMap<&str, Vec<(usize, Wait)>> = BTreeMap::new();
        for tie in &ties {
            if let Some(number) = numbers.get(tie.from.as_str()) {
                waits.entry(tie.to.as_str()).or_default().push((*number, tie.wait));
            }
        }
        let mut sections: Vec<Section> = Vec::new();
        let mut last = None;
        for (at, &(ix, start)) in started.iter().enumerate() {
            let item = portfolio.initiative(ix);
            if last != Some(item.category) {
                last = Some(item.category);
                let name = lang.label(&portfolio.category(item.category).name);
                sections.push(Section { name, tasks: Vec::new() });
            }
            let task = Task {
                number: at + 1,
                id: &item.id,
                name: lang.label(&item.name),
                agency: lang.label(&portfolio.agency(item.agency).name),
                years: (start, start.plus(i32::from(item.duration) - 1)),
                service: portfolio.calendar.service_from(start, item.duration),
                brings: target(portfolio, ix, start, lang),
                cost: spent[ix.0].iter().copied().sum(),
                demanded: demanded.contains(&ix),
                waits: waits.remove(item.id.as_str()).unwrap_or_default(),
            };
            if let Some(section) = sections.last_mut() {
                section.tasks.push(task);
            }
        }
        let name = format!("{} · {}", lang.label(&portfolio.name), lang.label(&shown.scenario.name));
        Some(Self { name, years: (portfolio.calendar.first, portfolio.calendar.last()), sections })
    }

    /// Every task, in the order of their numbers.
    fn tasks(&self) -> impl Iterator<Item = &Task<'a>> {
        self.sections.iter().flat_map(|section| &section.tasks)
    }
}

/// The initiative that a rule demands, where it demands one.
fn demands(rule: &Rule) -> Option<InitiativeIx> {
    match rule {
        Rule::Mandatory { initiative, .. }
        | Rule::Committed { initiative, .. }
        | Rule::ForcedIn { initiative, .. } => Some(*initiative),
        _ => None,
    }
}
