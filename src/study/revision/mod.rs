//! Mid-plan: what has started is frozen, the rest may change, and every changed decision has its price.
//!
//! [`Ground`] is the scenario as it stands in the year of the revision, with the earlier plan's decisions it is measured
//! against; [`Ground::within`] is the same with at most so many of them changed; [`steps`] solves for 0, 1, 2, ...
//! changes until more change nothing.
//!
//! Started before the year and not cancelled: committed to its start, whatever its window, deadline or dependencies.
//! Forced out, committed or forced into a year by the case: already decided, so no change. Everything else starts in the
//! year or later, and counts as changed where its start is not the earlier plan's.

mod past;
mod steps;

pub use steps::{Step, Steps, steps};

use crate::input::Earlier;
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::priority::{Values, WeightSet};
use crate::scenario::{Actual, Rule, Scenario};
use crate::units::{InitiativeIx, Year};

/// What is revised.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The candidates.
    pub portfolio: &'a Portfolio,
    /// Weight sets of the case, for values of starts before the plan.
    pub weight_sets: &'a [WeightSet],
    /// The scenario of now: its ceilings, locks and goals.
    pub scenario: &'a Scenario,
    /// The earlier plan.
    pub earlier: &'a Earlier,
    /// The first year that is still open.
    pub from: Year,
    /// What was really spent; only years before `from` count.
    pub actuals: &'a [Actual],
}

/// A scenario in the middle of its plan.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The scenario without a limit on changes.
    pub scenario: Scenario,
    /// The decisions that changes are counted from.
    pub reference: Vec<(InitiativeIx, Year)>,
    /// Started before the year and going on.
    pub frozen: Vec<(InitiativeIx, Year)>,
    /// In the earlier plan and forced out now.
    pub cancelled: Vec<(InitiativeIx, Year)>,
    /// Candidates of now that the earlier plan does not know.
    pub fresh: Vec<InitiativeIx>,
}

impl Ground {
    /// Freezes what has started.
    #[must_use]
    pub fn of(asked: &Asked) -> Self {
        let Asked { portfolio, scenario, earlier, from, .. } = *asked;
        let locks = Locks::of(portfolio, scenario);
        let (mut frozen, mut cancelled, mut reference) = (Vec::new(), Vec::new(), Plan::empty(portfolio));
        for (initiative, _) in portfolio.each() {
            let old = earlier.plan.start(initiative);
            let decided = locks.decided[initiative.0];
            match (old, decided) {
                (Some(start), Decided::Out) => cancelled.push((initiative, start)),
                (Some(start), Decided::Open) if start < from => frozen.push((initiative, start)),
                _ => {}
            }
            reference.starts[initiative.0] = match decided {
                Decided::Open => old,
                Decided::Out => None,
                Decided::In(start) => Some(start),
            };
        }
        let rules = scenario.rules.iter().filter_map(|rule| rule_of_now(rule, from, &frozen));
        let mut rules: Vec<Rule> = rules.collect();
        rules.splice(0..0, open_windows(portfolio, scenario, from, &frozen));
        let commitments = frozen.iter().map(|&(initiative, start)| Rule::Committed { initiative, start });
        let at = rules.iter().position(|rule| !comes_first(rule)).unwrap_or(rules.len());
        rules.splice(at..at, commitments);
        let earliest = rules.iter().filter_map(|rule| match rule {
            Rule::Committed { start, .. } => Some(*start),
            _ => None,
        });
        let earliest = earliest.min().filter(|&year| year < portfolio.calendar.first);
        let set = asked.weight_sets.iter().find(|set| set.id == scenario.weight_set);
        let values = match earliest {
            Some(_) => Values::of(portfolio, set, earliest),
            None => scenario.values.clone(),
        };
        let mut held = Scenario { values, rules, ..scenario.clone() };
        past::spend(asked, &frozen, &cancelled, &mut held);
        let fresh = portfolio.each().map(|(ix, _)| ix).filter(|ix| !earlier.known[ix.0]);
        let reference = reference.started().collect();
        Self { scenario: held, reference, frozen, cancelled, fresh: fresh.collect() }
    }

    /// The scenario with at most so many decisions changed; `source` names the earlier plan.
    #[must_use]
    pub fn within(&self, at_most: u32, source: &str) -> Scenario {
        let mut scenario = self.scenario.clone();
        let starts = self.reference.clone();
        scenario.rules.push(Rule::Stability { source: source.to_owned(), starts, at_most });
        scenario
    }

    /// The earlier plan as far as it still stands: what changes are counted from.
    #[must_use]
    pub fn reference(&self, portfolio: &Portfolio) -> Plan {
        let mut plan = Plan::empty(portfolio);
        for &(initiative, start) in &self.reference {
            plan.starts[initiative.0] = Some(start);
        }
        plan
    }
}

/// What the case decides of an initiative by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decided {
    /// Nothing.
    Open,
    /// It does not start.
    Out,
    /// It starts in this year.
    In(Year),
}

/// What the case decides of every initiative.
struct Locks {
    decided: Vec<Decided>,
}

impl Locks {
    fn of(portfolio: &Portfolio, scenario: &Scenario) -> Self {
        let mut decided = vec![Decided::Open; portfolio.initiatives.len()];
        for rule in &scenario.rules {
            match *rule {
                Rule::ForcedOut { initiative, .. } => decided[initiative.0] = Decided::Out,
                Rule::ForcedIn { initiative, start: Some(start), .. }
                | Rule::Committed { initiative, start } => {
                    decided[initiative.0] = Decided::In(start);
                }
                _ => {}
            }
        }
        Self { decided }
    }
}

/// Windows from the year on for what has none of its own, and is neither frozen nor committed.
fn open_windows(
    portfolio: &Portfolio,
    scenario: &Scenario,
    from: Year,
    frozen: &[(InitiativeIx, Year)],
) -> Vec<Rule> {
    let mut bound = vec![false; portfolio.initiatives.len()];
    for (initiative, _) in frozen {
        bound[initiative.0] = true;
    }
    for rule in &scenario.rules {
        if let Rule::Window { initiative, .. } | Rule::Committed { initiative, .. } = rule {
            bound[initiative.0] = true;
        }
    }
    let free = portfolio.each().filter(|(initiative, _)| !bound[initiative.0]);
    free.map(|(initiative, item)| {
        let latest = portfolio.calendar.latest_start(item.duration);
        Rule::Window { initiative, earliest: from, latest }
    })
    .collect()
}

/// Kinds of rules that stand before commitments in the order of a scenario.
#[must_use]
pub fn comes_first(rule: &Rule) -> bool {
    matches!(rule, Rule::Window { .. } | Rule::Mandatory { .. } | Rule::MandatoryGroup { .. })
}

/// What a rule of the scenario means from this year on; `None` where it is about the past, or about what has started.
fn rule_of_now(rule: &Rule, from: Year, frozen: &[(InitiativeIx, Year)]) -> Option<Rule> {
    use crate::scenario::Period;
    let has_started = |initiative: &InitiativeIx| frozen.iter().any(|(held, _)| held == initiative);
    let is_past = |year: &Year| *year < from;
    let keep = match rule {
        Rule::Window { initiative, earliest, latest } => {
            let window = (*earliest.max(&from), *latest);
            let (earliest, latest) = window;
            return (!has_started(initiative)).then_some(Rule::Window {
                initiative: *initiative,
                earliest,
                latest,
            });
        }
        Rule::MandatoryGroup { group, start_by } => {
            let start_by = start_by.iter().filter(|(who, _)| !has_started(who)).copied().collect();
            return Some(Rule::MandatoryGroup { group: *group, start_by });
        }
        Rule::Mandatory { initiative, .. }
        | Rule::ForcedIn { initiative, .. }
        | Rule::Dependency { initiative, .. } => !has_started(initiative),
        Rule::Ceiling { year, .. }
        | Rule::StartsPerYear { year, .. }
        | Rule::Pool { year, .. }
        | Rule::Outcome { year, .. } => !is_past(year),
        Rule::Floor { period, .. } | Rule::ShareFloor { period, .. } | Rule::ShareCap { period, .. } => {
            !matches!(period, Period::Year(year) if is_past(year))
        }
        // An earlier plan the case knows of gives way to the one that is revised.
        Rule::Stability { .. } => false,
        Rule::Committed { .. }
        | Rule::ForcedOut { .. }
        | Rule::HorizonCeiling { .. }
        | Rule::MinimumStarts { .. }
        | Rule::FundLimit { .. }
        | Rule::FundHorizonLimit { .. }
        | Rule::CarryOver { .. }
        | Rule::Alternatives { .. }
        | Rule::Bundle { .. }
        | Rule::Synergy { .. }
        | Rule::Commitments { .. } => true,
    };
    keep.then(|| rule.clone())
}
