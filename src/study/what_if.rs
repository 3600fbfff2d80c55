//! A question in the user's words: the scenario as it is, and with something wished.
//!
//! [`Wish`] is one wish, [`wished`] the scenario with all of them, [`answered`] its answer, begun from the known plan. Most
//! wishes only take plans away: then no plan passes the known value, and where the known plan grants them already it is
//! the answer, without a search.

use super::frontier::is_scaled;
use super::{Answer, Told, answer, cut};
use crate::audit;
use crate::explain::nearer;
use crate::explain::rule_costs::Kind;
use crate::model::formulate;
use crate::plan::{Ledger, Plan};
use crate::portfolio::{Label, Portfolio};
use crate::priority::WeightSet;
use crate::scenario::{Base, Rule, Scenario, Scope};
use crate::solve::{
    First, Limits, Options, Outcome, Solved, Stopped, conflict, first_goal, missing, relaxation,
};
use crate::units::{AgencyIx, FundIx, InitiativeIx, Money, Year, real};

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
    /// A year of the ceiling of this id is this.
    CeilingOf(String, Year, Money),
    /// A year of a fund's limits is this.
    FundOf(FundIx, Year, Money),
    /// Every limit on money is so many hundredths of a percent of what it is: ceilings, funds, commitments.
    Scale(i64),
    /// The criteria weigh this, in millionths, in the order of `Portfolio::criteria`.
    Weights(Vec<i64>),
    /// Rules of a kind are switched off: all, or those of one id ([`Rule::id`]).
    Off(Kind, Option<String>),
}

/// A scenario with wishes.
#[derive(Clone, Debug, PartialEq)]
pub struct Wished {
    /// The scenario.
    pub scenario: Scenario,
    /// Whether every plan of it is one of the scenario as it is, too, and worth the same.
    pub only_takes: bool,
}

/// The scenario with these wishes; `reason` is what the rule of a wish says of where it comes from. What is switched off
/// goes first and what is scaled next, so that neither touches what else is wished; otherwise the later wish counts.
///
/// # Errors
/// The first year without a total ceiling to cut.
pub fn wished(
    portfolio: &Portfolio,
    scenario: &Scenario,
    wishes: &[Wish],
    reason: &dyn Fn(&Wish) -> String,
) -> Result<Wished, Year> {
    let mut found = Wished { scenario: scenario.clone(), only_takes: true };
    let turn = |wish: &&Wish| match wish {
        Wish::Off(..) => 0,
        Wish::Scale(_) => 1,
        _ => 2,
    };
    let mut wishes: Vec<&Wish> = wishes.iter().collect();
    wishes.sort_by_key(turn);
    for wish in wishes {
        grant(portfolio, &mut found, wish, reason)?;
    }
    Ok(found)
}

fn grant(
    portfolio: &Portfolio,
    granted: &mut Wished,
    wish: &Wish,
    reason: &dyn Fn(&Wish) -> String,
) -> Result<(), Year> {
    let rules = &mut granted.scenario.rules;
    let reason = reason(wish);
    let forced = |initiative, start| Rule::ForcedIn { initiative, start, reason: reason.clone() };
    match wish {
        Wish::Start(initiative, year) => rules.push(forced(*initiative, Some(*year))),
        Wish::Must(initiative) => rules.push(forced(*initiative, None)),
        Wish::Without(initiative) => {
            rules.push(Rule::ForcedOut { initiative: *initiative, reason });
        }
        Wish::Agency(agency, limit) => {
            let own = Scope { agencies: vec![*agency], ..Scope::total() };
            // A scenario that was kept from such a question has this rule already: the lower limit says both.
            let held = rules.iter_mut().find_map(|rule| match rule {
                Rule::HorizonCeiling { id, scope, limit } if *id == reason && *scope == own => Some(limit),
                _ => None,
            });
            match held {
                Some(held) => *held = (*held).min(*limit),
                None => rules.push(Rule::HorizonCeiling { id: reason, scope: own, limit: *limit }),
            }
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
                let (id, scope, year) = (reason, Scope::total(), *year);
                rules.push(Rule::Ceiling { id, scope, year, limit: *most });
            }
            granted.only_takes &= !has_shares_of_ceilings(&granted.scenario);
        }
        Wish::CeilingOf(..) | Wish::FundOf(..) => limit(granted, wish),
        Wish::Scale(share) => {
            for rule in rules.iter_mut().filter(|rule| is_scaled(portfolio, rule)) {
                if let Some(limit) = amount_of(rule) {
                    *limit = scaled(*limit, *share);
                }
            }
            granted.only_takes &= *share <= 10_000 && !has_shares_of_ceilings(&granted.scenario);
        }
        Wish::Weights(weights) => {
            let weights = weights.iter().map(|weight| real(*weight) / 1e6).collect();
            let set = WeightSet { id: reason, name: Label::default(), weights };
            granted.scenario.values = granted.scenario.values.again(portfolio, &set);
            granted.scenario.weight_set = set.id;
            granted.only_takes = false;
        }
        Wish::Off(kind, id) => {
            let is_meant = |rule: &Rule| {
                let of_kind = Kind::of(rule).or(with_funds(rule)).is_some_and(|own| same_table(own, *kind));
                of_kind && id.as_ref().is_none_or(|id| rule.id(portfolio) == *id)
            };
            rules.retain(|rule| !is_meant(rule));
            granted.only_takes = false;
        }
    }
    Ok(())
}

/// Sets the limit of one year of a ceiling or a fund, where there is one.
fn limit(granted: &mut Wished, wish: &Wish) {
    let mut there = false;
    for rule in &mut granted.scenario.rules {
        let (held, most) = match (rule, wish) {
            (Rule::Ceiling { id, year, limit, .. }, Wish::CeilingOf(of, at, most))
                if id == of && year == at =>
            {
                (limit, most)
            }
            (Rule::FundLimit { fund, year, limit }, Wish::FundOf(of, at, most))
                if fund == of && year == at =>
            {
                (limit, most)
            }
            _ => continue,
        };
        granted.only_takes &= most <= held;
        *held = *most;
        there = true;
    }
    if let (false, Wish::FundOf(fund, year, most)) = (there, wish) {
        granted.scenario.rules.push(Rule::FundLimit { fund: *fund, year: *year, limit: *most });
    }
    granted.only_takes &= !has_shares_of_ceilings(&granted.scenario);
}

/// The amount of a rule that limits money.
fn amount_of(rule: &mut Rule) -> Option<&mut Money> {
    match rule {
        Rule::Ceiling { limit, .. }
        | Rule::HorizonCeiling { limit, .. }
        | Rule::Commitments { limit, .. }
        | Rule::FundLimit { limit, .. }
        | Rule::FundHorizonLimit { limit, .. }
        | Rule::CarryOver { cap: limit, .. } => Some(limit),
        _ => None,
    }
}

/// So many hundredths of a percent of an amount, rounded down, and never beyond what adds up.
fn scaled(amount: Money, share: i64) -> Money {
    let wanted = i128::from(amount.0) * i128::from(share.max(0)) / 10_000;
    Money(i64::try_from(wanted).unwrap_or(i64::MAX).min(amount.0.max(i64::MAX / 128)))
}

/// Carrying over belongs to the limits of its fund.
fn with_funds(rule: &Rule) -> Option<Kind> {
    matches!(rule, Rule::CarryOver { .. }).then_some(Kind::Funds)
}

/// Kinds that a case writes down in one table are switched off together.
#[must_use]
pub fn same_table(one: Kind, other: Kind) -> bool {
    let table = |kind| match kind {
        Kind::HorizonCeilings => Kind::Ceilings,
        Kind::Shares => Kind::Floors,
        kind => kind,
    };
    table(one) == table(other)
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
    less(given(&Ledger::of(portfolio, scenario, plan), agency), share)
}

/// What a plan gives an agency in all its years together.
#[must_use]
pub fn given(ledger: &Ledger, agency: AgencyIx) -> Money {
    ledger.spent_in_horizon(&Scope { agencies: vec![agency], ..Scope::total() })
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
    let all = depth == Depth::AllGoals;
    if let Some(found) = at_once(portfolio, wished, known) {
        let relaxation = all.then(|| relaxation(&formulate(portfolio, scenario), options)).flatten();
        return Answer { relaxation, ..found };
    }
    let from = Options { start: Some(solved.plan.clone()), bound: bound(wished, known), ..options.clone() };
    if all {
        answer(portfolio, scenario, &from)
    } else {
        by_first_goal(portfolio, scenario, &solved.plan, &from)
    }
}

/// The answer that needs no search: the known best plan grants wishes that only take plans away.
#[must_use]
pub fn at_once(portfolio: &Portfolio, wished: &Wished, known: &Answer) -> Option<Answer> {
    let Outcome::Proven(solved) = &known.outcome else { return None };
    let stands = wished.only_takes && audit::keeps_all(portfolio, &wished.scenario, &solved.plan);
    stands.then(|| Answer {
        relaxation: None,
        conflict: None,
        missing: None,
        trace: Vec::new(),
        told: Told::default(),
        ..known.clone()
    })
}

/// What no plan with these wishes passes, from what is known without them.
#[must_use]
pub fn bound(wished: &Wished, known: &Answer) -> Option<i128> {
    let first = known.outcome.solved()?.reached.first()?;
    (wished.only_takes && first.proven).then_some(first.value)
}

/// Nodes spent on showing that less extra money does not do, where every goal is not asked for.
const NODES: u64 = 500;

/// The answer by the first goal, of plans as good one near the known plan.
fn by_first_goal(portfolio: &Portfolio, scenario: &Scenario, known: &Plan, options: &Options) -> Answer {
    let quiet =
        Options { watch: None, planned: None, start: None, bound: None, enough: None, ..options.clone() };
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
