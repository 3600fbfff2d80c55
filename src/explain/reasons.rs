//! Why each initiative is in, not earlier, or out: what one change to the plan would break.
//!
//! For a funded initiative every earlier start is tried in the plan as it is, for one left out every start of its
//! window; the audit says which rules would break. The answer names the start that breaks least, and of its broken
//! rules the one that says most to a reader. These are reasons of this plan, not prices: what a re-solve would
//! change is another question.

use std::cell::RefCell;

use crate::audit::{Breach, Violation, WhatIf};
use crate::plan::Plan;
use crate::portfolio::{Portfolio, Target};
use crate::scenario::{Choose, Rule, Scenario};
use crate::units::{InitiativeIx, Points, Year};

/// Above this much work (starts tried times what judging one takes) only what can be said without auditing is said.
const MOST_WORK: usize = 100_000_000;

/// Why an initiative is where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which.
    pub initiative: InitiativeIx,
    /// In or out.
    pub status: Status,
}

/// In or out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Funded from this year.
    Funded {
        /// Its start.
        start: Year,
        /// Why it is in.
        because: Because,
        /// What keeps it from starting earlier; `None` where nothing does and this start is simply worth most.
        earlier: Option<Blocked>,
        /// Funded initiatives that wait for it.
        enables: Vec<InitiativeIx>,
    },
    /// Not funded.
    Out(Blocked),
}

/// Why a funded initiative is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// Already decided, with this start.
    Committed,
    /// A rule wants it: its position in the scenario's rules.
    Rule(usize),
    /// It is the member chosen of a group that needs one.
    Chosen(usize),
    /// It is worth its place: its points from this start.
    Worth(Points),
}

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Its window opens only then.
    Window(Year),
    /// No start keeps its window and the horizon.
    Never,
    /// Another member of its group was chosen.
    Alternative {
        /// The one chosen.
        chosen: InitiativeIx,
    },
    /// It waits for one of these, which are not in the plan in time for a start in that year.
    Waits {
        /// What it waits for: the members of the clause.
        for_any: Vec<InitiativeIx>,
        /// The start that was tried.
        start: Year,
    },
    /// A rule would break if it started in that year and nothing else changed.
    Breaks {
        /// The rule and how it would break.
        violation: Violation,
        /// The start that was tried.
        start: Year,
    },
    /// Nothing would break, but it would not make the plan better.
    NotBetter,
    /// Too many initiatives to say more than this.
    Outranked,
}

/// A reason for every initiative, in id order.
#[must_use]
pub fn reasons(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<Reason> {
    let what_if = WhatIf::new(portfolio, scenario, plan).filter(|what_if| {
        // Some rules are judged by looking at every start again.
        let count = portfolio.initiatives.len();
        let one = if scenario.rules.iter().any(looks_at_all) { count } else { what_if.shared() };
        count * usize::from(portfolio.calendar.years) * one <= MOST_WORK
    });
    let study = Study {
        portfolio,
        scenario,
        plan,
        what_if: what_if.map(RefCell::new),
        by_initiative: by_initiative(portfolio, scenario),
        waiting: waiting(portfolio, plan),
    };
    let of = |(initiative, _)| {
        let status = match plan.start(initiative) {
            Some(start) => study.funded(initiative, start),
            None => Status::Out(study.out(initiative)),
        };
        Reason { initiative, status }
    };
    portfolio.each().map(of).collect()
}

/// Whether judging the rule means looking at every start of a plan.
fn looks_at_all(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::FundLimit { .. }
            | Rule::FundHorizonLimit { .. }
            | Rule::Pool { .. }
            | Rule::Outcome { .. }
            | Rule::StartsPerYear { .. }
            | Rule::MinimumStarts { .. }
            | Rule::Stability { .. }
    )
}

struct Study<'a> {
    portfolio: &'a Portfolio,
    scenario: &'a Scenario,
    plan: &'a Plan,
    /// None where there is too much to try.
    what_if: Option<RefCell<WhatIf<'a>>>,
    /// Positions of the rules that name each initiative itself or its group.
    by_initiative: Vec<Vec<usize>>,
    /// Funded initiatives with a clause each initiative is needed for, in id order.
    waiting: Vec<Vec<InitiativeIx>>,
}

/// For every initiative, who is funded and waits for it, or for its group.
fn waiting(portfolio: &Portfolio, plan: &Plan) -> Vec<Vec<InitiativeIx>> {
    let mut found = vec![Vec::new(); portfolio.initiatives.len()];
    for (waits, item) in portfolio.each().filter(|(ix, _)| plan.start(*ix).is_some()) {
        for (target, _) in item.dependencies.iter().flat_map(|clause| &clause.any_of) {
            match target {
                Target::Initiative(other) => found[other.0].push(waits),
                Target::Group(group) => {
                    let members = portfolio.group(*group).members.iter();
                    let own = members.filter(|member| portfolio.initiative(**member).group == Some(*group));
                    own.for_each(|member| found[member.0].push(waits));
                }
            }
        }
    }
    found.iter_mut().for_each(Vec::dedup);
    found
}

fn by_initiative(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); portfolio.initiatives.len()];
    for (at, rule) in scenario.rules.iter().enumerate() {
        match rule {
            Rule::Window { initiative, .. }
            | Rule::Mandatory { initiative, .. }
            | Rule::Committed { initiative, .. }
            | Rule::ForcedIn { initiative, .. }
            | Rule::ForcedOut { initiative, .. }
            | Rule::Dependency { initiative, .. } => found[initiative.0].push(at),
            Rule::MandatoryGroup { group, .. } | Rule::Alternatives { group, .. } => {
                portfolio.group(*group).members.iter().for_each(|member| found[member.0].push(at));
            }
            _ => {}
        }
    }
    found
}

impl Study<'_> {
    fn rules(&self, initiative: InitiativeIx) -> impl Iterator<Item = (usize, &Rule)> {
        self.by_initiative[initiative.0].iter().map(|&at| (at, &self.scenario.rules[at]))
    }

    fn window(&self, initiative: InitiativeIx) -> (Year, Year) {
        let calendar = &self.portfolio.calendar;
        let latest = calendar.latest_start(self.portfolio.initiative(initiative).duration);
        let windows = self.rules(initiative).filter_map(|(_, rule)| match rule {
            Rule::Window { earliest, latest, .. } => Some((*earliest, *latest)),
            _ => None,
        });
        windows.fold((calendar.first, latest), |(from, to), (a, b)| (from.max(a), to.min(b)))
    }

    fn funded(&self, initiative: InitiativeIx, start: Year) -> Status {
        let because = self.because(initiative, start);
        let (from, _) = self.window(initiative);
        let earlier = match because {
            Because::Committed => None,
            _ if start <= from => (from > self.portfolio.calendar.first).then_some(Blocked::Window(from)),
            _ => Some(self.blocked(initiative, from, start.plus(-1)))
                .filter(|found| *found != Blocked::NotBetter),
        };
        Status::Funded { start, because, earlier, enables: self.waiting[initiative.0].clone() }
    }

    fn because(&self, initiative: InitiativeIx, start: Year) -> Because {
        if self.rules(initiative).any(|(_, rule)| matches!(rule, Rule::Committed { .. })) {
            return Because::Committed;
        }
        let found = self.rules(initiative).find_map(|(at, rule)| match rule {
            Rule::Mandatory { .. } | Rule::ForcedIn { .. } => Some(Because::Rule(at)),
            Rule::MandatoryGroup { .. } | Rule::Alternatives { choose: Choose::ExactlyOne, .. } => {
                Some(Because::Chosen(at))
            }
            _ => None,
        });
        found.unwrap_or_else(|| Because::Worth(self.scenario.values.of_start(initiative, start)))
    }

    fn out(&self, initiative: InitiativeIx) -> Blocked {
        let forced = self.rules(initiative).find(|(_, rule)| matches!(rule, Rule::ForcedOut { .. }));
        let (from, to) = self.window(initiative);
        if let Some((at, _)) = forced {
            let breach = Breach::StartedAnyway { initiative, start: from };
            return Blocked::Breaks { violation: Violation { rule: Some(at), breach }, start: from };
        }
        if from > to { Blocked::Never } else { self.blocked(initiative, from, to) }
    }

    /// What stands in the way of a start in these years: the verdict on the year that breaks least.
    fn blocked(&self, initiative: InitiativeIx, from: Year, to: Year) -> Blocked {
        if let Some(chosen) = self.chosen_instead(initiative) {
            return Blocked::Alternative { chosen };
        }
        let Some(what_if) = &self.what_if else { return Blocked::Outranked };
        let tried = (from.0..=to.0).map(Year);
        let tried = tried.map(|start| (what_if.borrow_mut().violations(initiative, start), start));
        // Of equally few broken rules the latest start: it is the nearest miss.
        let Some((broken, start)) = tried.min_by_key(|(broken, start)| (broken.len(), -start.0)) else {
            return Blocked::NotBetter;
        };
        broken.into_iter().max_by_key(|violation| self.telling(violation)).map_or(
            Blocked::NotBetter,
            |violation| {
                self.unmet(initiative, &violation, start).unwrap_or(Blocked::Breaks { violation, start })
            },
        )
    }

    fn chosen_instead(&self, initiative: InitiativeIx) -> Option<InitiativeIx> {
        let limited = self.rules(initiative).any(|(_, rule)| {
            matches!(rule, Rule::Alternatives { choose: Choose::AtMostOne | Choose::ExactlyOne, .. })
        });
        let group = self.portfolio.initiative(initiative).group.filter(|_| limited)?;
        let mut members = self.portfolio.group(group).members.iter().copied();
        members.find(|&member| member != initiative && self.plan.start(member).is_some())
    }

    /// A dependency of this initiative that is not met, as who it waits for.
    fn unmet(&self, initiative: InitiativeIx, violation: &Violation, start: Year) -> Option<Blocked> {
        let Rule::Dependency { initiative: waiting, clause } = &self.scenario.rules[violation.rule?] else {
            return None;
        };
        let members = clause.any_of.iter().flat_map(|(target, _)| match target {
            Target::Initiative(other) => vec![*other],
            Target::Group(group) => self.portfolio.group(*group).members.clone(),
        });
        (*waiting == initiative).then(|| Blocked::Waits { for_any: members.collect(), start })
    }

    /// How much a broken rule tells a reader: what it waits for, then who decided, then money by year.
    fn telling(&self, violation: &Violation) -> u8 {
        match violation.rule.map(|at| &self.scenario.rules[at]) {
            Some(Rule::Dependency { .. }) => 6,
            Some(Rule::Bundle { .. } | Rule::MandatoryGroup { .. } | Rule::Mandatory { .. }) => 5,
            Some(Rule::Ceiling { .. }) => 4,
            Some(Rule::FundLimit { .. } | Rule::HorizonCeiling { .. } | Rule::Pool { .. }) => 3,
            Some(_) => 2,
            None => 1,
        }
    }
}
