//! A question in the user's words: the scenario as it is, and with something wished.
//!
//! [`Wish`] is one wish, [`wished`] the scenario with all of them, [`answered`] its answer, begun from the known plan. Most
//! wishes only take plans away: then no plan passes the known value, and where the known plan grants them already it is
//! the answer, without a search.

use super::{Answer, Told, answer, cut};
use crate::audit;
use crate::explain::compare;
use crate::model::formulate;
use crate::plan::{Ledger, Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::{Base, Rule, Scenario, Scope};
use crate::solve::{
    First, Limits, Options, Outcome, Solved, Stopped, conflict, first_goal, missing, relaxation,
};
use crate::units::{AgencyIx, FundIx, InitiativeIx, Money, Year};

/// A wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It starts in this year.
    Start(InitiativeIx, Year),
    /// It is in.
    Must(InitiativeIx),
    /// It is out.
    Without(InitiativeIx),
    /// The total ceiling of a year is this.
    Ceiling(Year, Money),
    /// The total ceiling of a year is cut by so many hundredths of a percent.
    CutYear(Year, i64),
    /// A fund's limits are cut by so many hundredths of a percent.
    CutFund(FundIx, i64),
    /// An agency spends no more than this over the plan.
    Agency(AgencyIx, Money),
}

/// A scenario with wishes.
#[derive(Clone, Debug, PartialEq)]
pub struct Wished {
    /// The scenario.
    pub scenario: Scenario,
    /// Whether every plan of it is one of the scenario as it is, too, and worth the same.
    pub only_takes: bool,
}

/// The scenario with these wishes; `reason` is what its rules say of where they come from.
///
/// # Errors
/// The first year without a total ceiling to cut.
pub fn wished(scenario: &Scenario, wishes: &[Wish], reason: &str) -> Result<Wished, Year> {
    let mut found = Wished { scenario: scenario.clone(), only_takes: true };
    for wish in wishes {
        grant(&mut found, wish, reason)?;
    }
    Ok(found)
}

fn grant(granted: &mut Wished, wish: &Wish, reason: &str) -> Result<(), Year> {
    let rules = &mut granted.scenario.rules;
    let forced = |initiative, start| Rule::ForcedIn { initiative, start, reason: reason.to_owned() };
    match wish {
        Wish::Start(initiative, year) => rules.push(forced(*initiative, Some(*year))),
        Wish::Must(initiative) => rules.push(forced(*initiative, None)),
        Wish::Without(initiative) => {
            rules.push(Rule::ForcedOut { initiative: *initiative, reason: reason.to_owned() });
        }
        Wish::Agency(agency, limit) => {
            let scope = Scope { agencies: vec![*agency], ..Scope::total() };
            rules.push(Rule::HorizonCeiling { id: reason.to_owned(), scope, limit: *limit });
        }
        Wish::CutFund(fund, share) => {
            for rule in rules {
                match rule {
                    Rule::FundLimit { fund: of, limit, .. } | Rule::FundHorizonLimit { fund: of, limit }
                        if of == fund =>
                    {
                        *limit = less(*limit, *share);
                    }
                    _ => {}
                }
            }
        }
        Wish::CutYear(year, share) => {
            granted.scenario = cut(&granted.scenario, &[(*year, *share)])?;
            granted.only_takes &= !has_shares_of_ceilings(&granted.scenario);
        }
        Wish::Ceiling(year, most) => {
            let mut there = false;
            for rule in rules.iter_mut() {
                if let Rule::Ceiling { scope, year: at, limit, .. } = rule
                    && at == year
                    && scope.is_total()
                {
                    granted.only_takes &= most <= limit;
                    *limit = *most;
                    there = true;
                }
            }
            if !there {
                let (id, scope, year) = (reason.to_owned(), Scope::total(), *year);
                rules.push(Rule::Ceiling { id, scope, year, limit: *most });
            }
            granted.only_takes &= !has_shares_of_ceilings(&granted.scenario);
        }
    }
    Ok(())
}

/// Whether something is a share of a ceiling, so that less money may allow more.
fn has_shares_of_ceilings(scenario: &Scenario) -> bool {
    let is_one = |rule: &Rule| {
        matches!(
            rule,
            Rule::ShareFloor { base: Base::Ceiling, .. } | Rule::ShareCap { base: Base::Ceiling, .. }
        )
    };
    scenario.rules.iter().any(is_one)
}

/// An amount less so many hundredths of a percent, rounded down.
fn less(amount: Money, share: i64) -> Money {
    let left = i128::from(amount.0) * i128::from(10_000 - share.clamp(0, 10_000));
    Money(i64::try_from(left.div_euclid(10_000)).unwrap_or(0))
}

/// What a plan gives an agency, less so many hundredths of a percent.
#[must_use]
pub fn less_than_given(
    portfolio: &Portfolio,
    scenario: &Scenario,
    plan: &Plan,
    agency: AgencyIx,
    share: i64,
) -> Money {
    let scope = Scope { agencies: vec![agency], ..Scope::total() };
    less(Ledger::of(portfolio, scenario, plan).spent_in_horizon(&scope), share)
}

/// How far a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// By the first goal, and of plans as good one near the known plan.
    FirstGoal,
    /// By every goal, so that the answer is the only one, with a bound that anyone can check.
    AllGoals,
}

/// The answer of a scenario with wishes, begun from that of the scenario as it is.
#[must_use]
pub fn answered(
    portfolio: &Portfolio,
    wished: &Wished,
    known: &Answer,
    depth: Depth,
    options: &Options,
) -> Answer {
    let scenario = &wished.scenario;
    let Some(solved) = known.outcome.solved() else { return answer(portfolio, scenario, options) };
    let proven = matches!(known.outcome, Outcome::Proven(_));
    let all = depth == Depth::AllGoals;
    if wished.only_takes && proven && audit::keeps_all(portfolio, scenario, &solved.plan) {
        return Answer {
            relaxation: all.then(|| relaxation(&formulate(portfolio, scenario))).flatten(),
            conflict: None,
            missing: None,
            trace: Vec::new(),
            told: Told::default(),
            ..known.clone()
        };
    }
    let first = solved.reached.first().filter(|first| wished.only_takes && first.proven);
    let bound = first.map(|first| first.value);
    let from = Options { start: Some(solved.plan.clone()), bound, ..options.clone() };
    if all {
        answer(portfolio, scenario, &from)
    } else {
        by_first_goal(portfolio, scenario, &solved.plan, &from)
    }
}

/// Nodes spent on showing that less extra money does not do, where every goal is not asked for.
const NODES: u64 = 500;

fn by_first_goal(portfolio: &Portfolio, scenario: &Scenario, known: &Plan, options: &Options) -> Answer {
    let quiet = Options { watch: None, start: None, bound: None, enough: None, ..options.clone() };
    let mut found = Answer {
        solver: options.backend.name().to_owned(),
        outcome: Outcome::Infeasible,
        relaxation: None,
        conflict: None,
        missing: None,
        trace: Vec::new(),
        told: Told::default(),
    };
    match first_goal(portfolio, scenario, options) {
        First::Reached(plan, reached, stopped) => {
            let plan = nearer(portfolio, scenario, known, plan);
            let solved = Solved { plan, reached: vec![reached] };
            found.outcome = Outcome::Best(solved, stopped.unwrap_or(Stopped::WorkLimit));
        }
        First::Infeasible => {
            found.conflict = conflict::irreducible(portfolio, scenario, &quiet);
            let limits = Limits { nodes: Some(quiet.limits.nodes.unwrap_or(NODES)), ..quiet.limits.clone() };
            found.missing = missing::least_money(portfolio, scenario, &Options { limits, ..quiet });
        }
        First::Unknown(stopped) => found.outcome = Outcome::Unknown(stopped),
    }
    found
}

/// A plan as good with fewer changes from the known one: each change that nobody needs is taken back.
fn nearer(portfolio: &Portfolio, scenario: &Scenario, known: &Plan, mut plan: Plan) -> Plan {
    let Some(&goal) = scenario.goals.first() else { return plan };
    let auditor = audit::Auditor::new(portfolio, scenario);
    let reach = |plan: &Plan| standing::goal(portfolio, scenario, plan, goal);
    let reached = reach(&plan);
    loop {
        let before = plan.clone();
        for change in compare(known, &before) {
            let at = change.initiative.0;
            let held = std::mem::replace(&mut plan.starts[at], known.starts[at]);
            if reach(&plan) != reached || !auditor.keeps_all(&plan) {
                plan.starts[at] = held;
            }
        }
        if plan == before {
            return plan;
        }
    }
}
