//! The second judge: whether a plan keeps every promise of a scenario, in exact integers.
//!
//! [`violations`] checks each [`Rule`] by its definition and what every plan must keep besides; [`slack`] says how
//! far each rule is from breaking. Both come from one verdict per rule, so they cannot disagree. One file per
//! family of rules, one function per rule.
//!
//! It knows nothing of a program or a solver, uses no real numbers, and says nothing in words.

mod auditor;
mod books;
mod breach;
mod choice;
mod funding;
mod money;
mod outcome;
mod staff;
mod structure;
mod timing;
mod what_if;

pub use auditor::Auditor;
pub use breach::{Breach, Violation};
pub use timing::met_by;
pub use what_if::WhatIf;

use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Period, Rule, Scenario};
use crate::units::PersonMonths;
use books::Books;

/// How far a rule is from breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slack {
    /// Which rule, by its position in `Scenario::rules`.
    pub rule: usize,
    /// How far, in the unit; below zero where it is broken.
    pub slack: i128,
    /// In what.
    pub unit: Unit,
}

/// What a slack is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The smallest unit of money, or of the resource where the scope names a class that is not money.
    Money,
    /// Started initiatives.
    Starts,
    /// Hundredths of a person-month.
    PersonMonths,
    /// Hundredths of a level times [`Scheme::WHOLE`](crate::portfolio::Scheme::WHOLE).
    Level,
    /// Years until the latest start.
    Years,
}

/// Every promise the plan breaks: first what every plan must keep, then the rules in the scenario's order.
#[must_use]
pub fn violations(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<Violation> {
    broken(&Books::open(portfolio, scenario, plan)).collect()
}

/// Whether the plan breaks nothing; the same judgement as [`violations`], made up to the first breach. To judge many
/// plans of one scenario, an [`Auditor`] is faster.
#[must_use]
pub fn keeps_all(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> bool {
    broken(&Books::open(portfolio, scenario, plan)).next().is_none()
}

/// How far each rule is from breaking, in the scenario's order. Rules without a number (forced, bundles,
/// dependencies, ...) are left out, and so are rules that have nothing to bind on in this plan.
///
/// Empty for a plan of another length than the portfolio.
#[must_use]
pub fn slack(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<Slack> {
    let books = Books::open(portfolio, scenario, plan);
    if structure::length(&books).is_some() {
        return Vec::new();
    }
    let of_rule = |(at, rule)| {
        let margin: Option<(i128, Unit)> = judge(&books, rule).margin;
        margin.map(|(slack, unit)| Slack { rule: at, slack, unit })
    };
    scenario.rules.iter().enumerate().filter_map(of_rule).collect()
}

fn broken<'a>(books: &'a Books<'a>) -> Box<dyn Iterator<Item = Violation> + 'a> {
    if let Some(breach) = structure::length(books) {
        return Box::new(std::iter::once(Violation { rule: None, breach }));
    }
    let structural = structure::starts(books).map(|breach| Violation { rule: None, breach });
    let of_rule = |(at, rule)| judge(books, rule).breach.map(|breach| Violation { rule: Some(at), breach });
    Box::new(structural.chain(books.scenario.rules.iter().enumerate().filter_map(of_rule)))
}

/// The judgement on one rule.
#[derive(Clone, Debug, Default)]
struct Verdict {
    /// How it is broken, if it is.
    breach: Option<Breach>,
    /// How far it is from breaking, where that is a number; below zero exactly where it is broken.
    margin: Option<(i128, Unit)>,
}

impl Verdict {
    /// A rule without a number.
    fn of(breach: Option<Breach>) -> Self {
        Self { breach, margin: None }
    }

    /// A rule that holds by definition, or has nothing to bind on.
    fn kept() -> Self {
        Self::default()
    }

    /// A rule that is broken exactly where its margin is below zero.
    fn within(margin: i128, unit: Unit, breach: impl FnOnce() -> Breach) -> Self {
        Self { breach: (margin < 0).then(breach), margin: Some((margin, unit)) }
    }
}

fn judge<'a>(books: &Books<'a>, rule: &'a Rule) -> Verdict {
    match rule {
        Rule::Window { initiative, earliest, latest } => {
            timing::window(books, *initiative, *earliest, *latest)
        }
        Rule::Mandatory { initiative, start_by, .. } => timing::mandatory(books, *initiative, *start_by),
        Rule::MandatoryGroup { group, start_by } => choice::mandatory_group(books, *group, start_by),
        Rule::Committed { initiative, start } => timing::forced_in(books, *initiative, Some(*start)),
        Rule::ForcedIn { initiative, start, .. } => timing::forced_in(books, *initiative, *start),
        Rule::ForcedOut { initiative, .. } => timing::forced_out(books, *initiative),
        Rule::Ceiling { scope, year, limit, .. } | Rule::Commitments { scope, year, limit, .. } => {
            money::ceiling(books, scope, Period::Year(*year), *limit)
        }
        Rule::HorizonCeiling { scope, limit, .. } => money::ceiling(books, scope, Period::Horizon, *limit),
        Rule::Floor { scope, period, amount, .. } => money::floor(books, scope, *period, *amount),
        Rule::ShareFloor { scope, period, base, share, .. } => {
            money::share_floor(books, scope, *period, *base, *share)
        }
        Rule::ShareCap { scope, period, base, share, .. } => {
            money::share_cap(books, scope, *period, *base, *share)
        }
        Rule::MinimumStarts { scope, at_least, .. } => choice::minimum_starts(books, scope, *at_least),
        Rule::StartsPerYear { scope, year, at_most, .. } => {
            choice::starts_per_year(books, scope, *year, *at_most)
        }
        Rule::FundLimit { fund, year, limit } => funding::fund_limit(books, *fund, *year, *limit),
        Rule::FundHorizonLimit { fund, limit } => funding::fund_horizon_limit(books, *fund, *limit),
        Rule::CarryOver { .. } | Rule::Synergy { .. } => Verdict::kept(),
        Rule::Dependency { initiative, clause } => timing::dependency(books, *initiative, clause),
        Rule::Alternatives { group, choose } => choice::alternatives(books, *group, *choose),
        Rule::Bundle { members, .. } => choice::bundle(books, members),
        Rule::Pool { pool, year, capacity } => staff::pool(books, *pool, *year, PersonMonths(*capacity)),
        Rule::Outcome { scheme, measure, year, at_least, .. } => {
            outcome::target(books, *scheme, *measure, *year, *at_least)
        }
        Rule::Stability { starts, at_most, .. } => choice::stability(books, starts, *at_most),
    }
}
