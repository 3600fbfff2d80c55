//! What the roadmap shows of a plan, as ids, names, years and integers.

use std::collections::{BTreeMap, BTreeSet};

use super::DETAILED;
use crate::chart::ChartInput;
use crate::chart::frame::Heading;
use crate::plan::{Ledger, Source, standing};
use crate::portfolio::{Dependency, Initiative, Label, Link, Named, Target};
use crate::scenario::{Rule, Scope};
use crate::units::{CategoryIx, InitiativeIx, Level, Money, Points, SchemeIx, Year};

/// The roadmap of one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Case, scenario, proof.
    pub heading: Heading,
    /// How many initiatives could have been chosen.
    pub candidates: usize,
    /// Categories with something chosen, in declared order.
    pub lanes: Vec<Lane>,
    /// What waits for what, among the chosen; nothing where the plan is summed up.
    pub ties: Vec<Tie>,
    /// Spending and ceiling of every plan year.
    pub spending: Vec<YearSum>,
    /// Part of that spending that runs systems which already exist.
    pub base: Money,
    /// What the year after the horizon will cost.
    pub after: Option<(Year, Money)>,
    /// The index before and at the end of the plan.
    pub index: Option<IndexMove>,
    /// Ids of what was not chosen, in order.
    pub left_out: Vec<String>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its name.
    pub name: Label,
    /// Its colour, by position.
    pub hue: usize,
    /// What its bars cost in the plan's years.
    pub total: Money,
    /// Its chosen initiatives by start, then id.
    pub bars: Vec<Bar>,
}

/// One chosen initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Label,
    /// The agency that answers for it: its name where that is short, else its id.
    pub agency: Label,
    /// What it costs in the plan's years.
    pub total: Money,
    /// What its start is worth.
    pub value: Points,
    /// First execution year.
    pub start: Year,
    /// Last execution year.
    pub end: Year,
    /// First year of service.
    pub service: Year,
    /// Whether a rule demands it.
    pub mandatory: bool,
    /// The last year in which it may start, where a rule sets one.
    pub deadline: Option<Year>,
    /// Whether its start was decided before (committed or forced in).
    pub decided: bool,
}

/// The way one initiative waits for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// For its end.
    End,
    /// For its start.
    Start,
    /// Only that it is chosen.
    Choice,
}

/// One initiative waits for another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// Whom it waits for.
    pub from: String,
    /// Who waits.
    pub to: String,
    /// For what.
    pub wait: Wait,
}

/// Spending of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearSum {
    /// The year.
    pub year: Year,
    /// What is spent.
    pub spent: Money,
    /// The total ceiling, where there is one.
    pub ceiling: Option<Money>,
}

/// How far an index moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexMove {
    /// Its name.
    pub name: Label,
    /// Before the plan.
    pub from: Level,
    /// At the end of it.
    pub to: Level,
}

impl View {
    /// What the roadmap shows of a solved scenario.
    #[must_use]
    pub fn of(input: &ChartInput) -> Self {
        let (portfolio, plan) = (input.portfolio, input.plan);
        let calendar = &portfolio.calendar;
        let ledger = Ledger::of(portfolio, input.scenario, plan);
        let costs = costs(input, &ledger);
        let rules = Demands::of(&input.scenario.rules);
        let lanes = (0..portfolio.categories.len()).map(|at| lane(input, CategoryIx(at), &costs, &rules));
        let ceilings = input.scenario.total_ceilings();
        let spent = |year| YearSum {
            year,
            spent: ledger.spent(&Scope::total(), year),
            ceiling: ceilings.get(&year).copied(),
        };
        let after = calendar.last().plus(1);
        let runs_on = ledger.spent(&Scope::total(), after);
        let everything = Scope::total();
        let in_horizon = ledger.within(&everything).filter(|entry| entry.year <= calendar.last());
        let left_out = portfolio.each().filter(|(ix, _)| plan.start(*ix).is_none());
        let base = in_horizon
            .filter(|entry| matches!(entry.source, Source::Base(_)))
            .map(|entry| entry.amount)
            .sum();
        Self {
            heading: Heading::of(input),
            candidates: portfolio.initiatives.len(),
            lanes: lanes.filter(|lane| !lane.bars.is_empty()).collect(),
            ties: if plan.started().count() > DETAILED { Vec::new() } else { ties(input) },
            spending: calendar.plan_years().map(spent).collect(),
            base,
            after: (runs_on != Money::ZERO).then_some((after, runs_on)),
            index: index_move(input),
            left_out: left_out.map(|(_, item)| item.id.clone()).collect(),
        }
    }

    /// How many are chosen.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.lanes.iter().map(|lane| lane.bars.len()).sum()
    }

    /// The total ceiling of all years together, where every year has one.
    #[must_use]
    pub fn ceiling(&self) -> Option<Money> {
        let mut years = self.spending.iter();
        let first = years.next()?.ceiling?;
        years.try_fold(first, |sum, year| sum.0.checked_add(year.ceiling?.0).map(Money))
    }

    /// Spending of all years together.
    #[must_use]
    pub fn spent(&self) -> Money {
        self.spending.iter().map(|year| year.spent).sum()
    }
}

/// What every chosen initiative costs in the plan's years, money only.
fn costs(input: &ChartInput, ledger: &Ledger) -> BTreeMap<InitiativeIx, Money> {
    let mut costs = BTreeMap::new();
    let scope = Scope::total();
    for entry in ledger.within(&scope).filter(|entry| entry.year <= input.portfolio.calendar.last()) {
        if let Source::Initiative(initiative) = entry.source {
            *costs.entry(initiative).or_insert(Money::ZERO) += entry.amount;
        }
    }
    costs
}

/// What the rules demand of single initiatives.
#[derive(Default)]
struct Demands {
    /// Mandatory, with the deadline where there is one.
    mandatory: BTreeMap<InitiativeIx, Option<Year>>,
    /// Committed or forced in.
    decided: BTreeSet<InitiativeIx>,
}

impl Demands {
    fn of(rules: &[Rule]) -> Self {
        let mut found = Self::default();
        for rule in rules {
            match rule {
                Rule::Mandatory { initiative, start_by, .. } => {
                    found.mandatory.insert(*initiative, *start_by);
                }
                Rule::MandatoryGroup { start_by, .. } => {
                    found.mandatory.extend(start_by.iter().map(|&(member, year)| (member, Some(year))));
                }
                Rule::Committed { initiative, .. } | Rule::ForcedIn { initiative, .. } => {
                    found.decided.insert(*initiative);
                }
                _ => {}
            }
        }
        found
    }
}

fn lane(
    input: &ChartInput,
    category: CategoryIx,
    costs: &BTreeMap<InitiativeIx, Money>,
    rules: &Demands,
) -> Lane {
    let held = input.portfolio.category(category);
    let cost = |ix: InitiativeIx| costs.get(&ix).copied().unwrap_or_default();
    let bar = |ix: InitiativeIx, item: &Initiative, start: Year| Bar {
        id: item.id.clone(),
        name: item.name.clone(),
        agency: agency(input, item),
        total: cost(ix),
        value: input.scenario.values.of_start(ix, start),
        start,
        end: start.plus(i32::from(item.duration) - 1),
        service: input.portfolio.calendar.service_from(start, item.duration),
        mandatory: rules.mandatory.contains_key(&ix),
        deadline: rules.mandatory.get(&ix).copied().flatten(),
        decided: rules.decided.contains(&ix),
    };
    let of_category = input.plan.started().map(|(ix, start)| (ix, input.portfolio.initiative(ix), start));
    let chosen = of_category.filter(|(_, item, _)| item.category == category);
    let mut bars: Vec<Bar> = chosen.map(|(ix, item, start)| bar(ix, item, start)).collect();
    bars.sort_by_key(|bar| (bar.start, bar.end));
    let total = bars.iter().map(|bar| bar.total).sum();
    Lane { name: held.name.clone(), hue: category.0, total, bars }
}

fn agency(input: &ChartInput, item: &Initiative) -> Label {
    short(input.portfolio.agency(item.agency))
}

/// The name of an agency where that is short, else its id.
#[must_use]
pub fn short(held: &Named) -> Label {
    const SHORT: usize = 20;
    let short = |name: &str| {
        if name.chars().count() > SHORT { held.id.clone() } else { name.to_owned() }
    };
    Label { id: short(&held.name.id), en: short(&held.name.en) }
}

/// For every clause that somebody chosen waits by, the first predecessor that meets it.
#[must_use]
pub fn ties(input: &ChartInput) -> Vec<Tie> {
    let mut ties: Vec<Tie> = input
        .scenario
        .rules
        .iter()
        .filter_map(|rule| match rule {
            Rule::Dependency { initiative, clause } => tie(input, *initiative, clause),
            _ => None,
        })
        .collect();
    ties.sort();
    ties.dedup();
    ties
}

fn tie(input: &ChartInput, follower: InitiativeIx, clause: &Dependency) -> Option<Tie> {
    let start = input.plan.start(follower)?;
    let meets = |(member, link): (InitiativeIx, Link)| {
        let before = input.plan.start(member)?;
        let end = before.plus(i32::from(input.portfolio.initiative(member).duration));
        let (met, wait) = match link {
            Link::FinishToStart { lag } => (start >= end.plus(i32::from(lag)), Wait::End),
            Link::StartToStart => (start >= before, Wait::Start),
            Link::Selection => (true, Wait::Choice),
        };
        let id = |ix| input.portfolio.initiative(ix).id.clone();
        (met && member != follower).then(|| Tie { from: id(member), to: id(follower), wait })
    };
    let mut members = clause.any_of.iter().flat_map(|&(target, link)| match target {
        Target::Initiative(initiative) => vec![(initiative, link)],
        Target::Group(group) => {
            input.portfolio.group(group).members.iter().map(|&member| (member, link)).collect()
        }
    });
    members.find_map(meets)
}

fn index_move(input: &ChartInput) -> Option<IndexMove> {
    let scheme = SchemeIx(0);
    let held = input.portfolio.schemes.first()?;
    let before = crate::plan::Plan::empty(input.portfolio);
    let last = input.portfolio.calendar.last();
    Some(IndexMove {
        name: held.name.clone(),
        from: standing::index(input.portfolio, &before, scheme, last),
        to: standing::index(input.portfolio, input.plan, scheme, last),
    })
}
