//! Every amount a plan causes, with all the dimensions a reader may sum it over.

use super::Plan;
use crate::portfolio::{CostLine, Portfolio, When};
use crate::scenario::{Rule, Scenario, Scope};
use crate::units::{AgencyIx, CategoryIx, ClassIx, FundIx, InitiativeIx, Money, Year};

/// What causes an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A started initiative.
    Initiative(InitiativeIx),
    /// A system that already runs, by its position in `Scenario::base`.
    Base(usize),
    /// The saving of a synergy, by its position in `Scenario::rules`; its amount is negative.
    Synergy(usize),
}

/// One amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The fiscal year.
    pub year: Year,
    /// What causes it.
    pub source: Source,
    /// Who spends it.
    pub agency: AgencyIx,
    /// Category, where it has one.
    pub category: Option<CategoryIx>,
    /// Its class.
    pub class: ClassIx,
    /// The account code, where one was given for the line.
    pub account: Option<&'a str>,
    /// Funds that may pay it.
    pub funds: &'a [FundIx],
    /// The amount; negative only for savings.
    pub amount: Money,
}

/// Every amount a plan causes in the plan's years and the accounted tail, in a stated order: base spending,
/// initiatives in id order (their lines in order, years ascending), synergies.
#[derive(Clone, Debug)]
pub struct Ledger<'a> {
    portfolio: &'a Portfolio,
    /// The amounts.
    pub entries: Vec<Entry<'a>>,
}

impl<'a> Ledger<'a> {
    /// Adds up what the plan causes in the scenario.
    #[must_use]
    pub fn of(portfolio: &'a Portfolio, scenario: &'a Scenario, plan: &Plan) -> Self {
        let mut entries = Vec::new();
        each(portfolio, scenario, &synergies(scenario), plan, |entry| entries.push(entry));
        Self { portfolio, entries }
    }

    /// What the scope spends in the year.
    #[must_use]
    pub fn spent(&self, scope: &Scope, year: Year) -> Money {
        self.within(scope).filter(|entry| entry.year == year).map(|entry| entry.amount).sum()
    }

    /// What the scope spends in all years of the plan together.
    #[must_use]
    pub fn spent_in_horizon(&self, scope: &Scope) -> Money {
        let last = self.portfolio.calendar.last();
        self.within(scope).filter(|entry| entry.year <= last).map(|entry| entry.amount).sum()
    }

    /// The entries of a scope.
    pub fn within<'s>(&'s self, scope: &'s Scope) -> impl Iterator<Item = &'s Entry<'a>> {
        self.entries.iter().filter(move |entry| {
            let initiative = match entry.source {
                Source::Initiative(initiative) => Some(initiative),
                Source::Base(_) | Source::Synergy(_) => None,
            };
            scope.counts(entry.class, self.portfolio.class(entry.class).money)
                && scope.covers(entry.agency, entry.category, initiative)
        })
    }
}

/// Where the scenario's synergies stand among its rules.
#[must_use]
pub fn synergies(scenario: &Scenario) -> Vec<usize> {
    let rules = scenario.rules.iter().enumerate();
    rules.filter(|(_, rule)| matches!(rule, Rule::Synergy { .. })).map(|(at, _)| at).collect()
}

/// Shows every amount a plan causes, in the order of [`Ledger`]; `synergies` are those of the scenario.
pub fn each<'a>(
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    synergies: &[usize],
    plan: &Plan,
    mut show: impl FnMut(Entry<'a>),
) {
    let mut show = |entry: Entry<'a>| {
        if entry.amount != Money::ZERO {
            show(entry);
        }
    };
    for (at, base) in scenario.base.iter().enumerate() {
        for &(year, amount) in &base.amounts {
            show(Entry {
                year,
                source: Source::Base(at),
                agency: base.agency,
                category: base.category,
                class: base.class,
                account: base.account.as_deref(),
                funds: &base.funds,
                amount,
            });
        }
    }
    for (initiative, start) in plan.started() {
        for (year, line, amount) in portfolio.costs_if_started(initiative, start) {
            show(entry(portfolio, Source::Initiative(initiative), initiative, line, year, amount));
        }
    }
    for &at in synergies {
        let Some(Rule::Synergy { members, saving, .. }) = scenario.rules.get(at) else { continue };
        let Some((first, line)) = synergy_line(portfolio, members) else { continue };
        let together = |year: &Year| members.iter().all(|&member| plan.in_service(portfolio, member, *year));
        for year in portfolio.calendar.accounted_years().filter(together) {
            show(entry(portfolio, Source::Synergy(at), first, line, year, -*saving));
        }
    }
}

fn entry<'a>(
    portfolio: &Portfolio,
    source: Source,
    initiative: InitiativeIx,
    line: &'a CostLine,
    year: Year,
    amount: Money,
) -> Entry<'a> {
    let item = portfolio.initiative(initiative);
    Entry {
        year,
        source,
        agency: item.agency,
        category: Some(item.category),
        class: line.class,
        account: line.account.as_deref(),
        funds: &line.funds,
        amount,
    }
}

/// The cost line a synergy's saving is taken off: the dearest yearly line of its first member (the first of
/// equals). The reader has made sure that it costs at least the saving, so no spending falls below zero.
#[must_use]
pub fn synergy_line<'a>(
    portfolio: &'a Portfolio,
    members: &[InitiativeIx],
) -> Option<(InitiativeIx, &'a CostLine)> {
    let first = *members.first()?;
    let yearly = portfolio.initiative(first).costs.iter().filter(|line| line.when == When::Service);
    let money = yearly.filter(|line| portfolio.class(line.class).money);
    money.rev().max_by_key(|line| line.amount).map(|line| (first, line))
}
