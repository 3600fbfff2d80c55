//! The years before a revision: what was spent is spent.
//!
//! Where the case says what was really spent, the difference from what was planned becomes spending of its own (minus
//! where less was spent), so that every sum and fund shows what is true; what was planned for a cancelled initiative in
//! those years stays as spent unless the case says otherwise. What a past year's funds could not have paid raises the
//! first of them that may pay, so that the past never makes a revision impossible. Unspent money of the last past year
//! carries over as the fund's rule says, with the true amounts.

use super::Asked;
use crate::plan::{Entry, Funding, Ledger, Plan, Source};
use crate::scenario::{Actual, BaseSpending, Rule, Scenario, Spender};
use crate::units::{CategoryIx, ClassIx, FundIx, InitiativeIx, Money, Year};

/// Adds to the scenario what was spent before the year.
pub fn spend(
    asked: &Asked,
    frozen: &[(InitiativeIx, Year)],
    cancelled: &[(InitiativeIx, Year)],
    scenario: &mut Scenario,
) {
    let portfolio = asked.portfolio;
    let is_past = |year: Year| year < asked.from;
    for &(initiative, start) in cancelled {
        let item = portfolio.initiative(initiative);
        for (year, line, amount) in portfolio.costs_if_started(initiative, start) {
            if is_past(year) && amount != Money::ZERO {
                scenario.base.push(BaseSpending {
                    id: item.id.clone(),
                    agency: item.agency,
                    category: Some(item.category),
                    class: line.class,
                    funds: line.funds.clone(),
                    account: line.account.clone(),
                    amounts: vec![(year, amount)],
                });
            }
        }
    }
    let mut plan = Plan::empty(portfolio);
    let committed = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Committed { initiative, start } => Some((*initiative, *start)),
        _ => None,
    });
    for (initiative, start) in committed.chain(frozen.iter().copied()) {
        plan.starts[initiative.0] = Some(start);
    }
    // Initiatives before agencies: a row of an agency is everything, what its initiatives are said to have spent too.
    let (single, whole): (Vec<&Actual>, Vec<&Actual>) = asked
        .actuals
        .iter()
        .filter(|actual| is_past(actual.year))
        .partition(|actual| matches!(actual.spender, Spender::Initiative(_)));
    for actuals in [single, whole] {
        let corrections = {
            let ledger = Ledger::of(portfolio, scenario, &plan);
            let more = actuals.iter().flat_map(|actual| corrections(asked, &ledger, scenario, actual));
            more.collect::<Vec<_>>()
        };
        scenario.base.extend(corrections);
    }
    let unpaid = {
        let ledger = Ledger::of(portfolio, scenario, &plan);
        Funding::of(portfolio, scenario, &ledger).unpaid
    };
    for missing in unpaid.into_iter().filter(|missing| is_past(missing.year)) {
        raise(scenario, &missing.funds, missing.year, missing.amount);
    }
}

/// What was spent more, or less, than planned, as spending of its own.
fn corrections(asked: &Asked, ledger: &Ledger, scenario: &Scenario, actual: &Actual) -> Vec<BaseSpending> {
    let portfolio = asked.portfolio;
    let belongs = |entry: &&Entry| {
        let whose = match actual.spender {
            Spender::Agency(agency) => entry.agency == agency,
            Spender::Initiative(initiative) => match entry.source {
                Source::Initiative(held) => held == initiative,
                Source::Base(at) => {
                    scenario.base.get(at).is_some_and(|base| base.id == portfolio.initiative(initiative).id)
                }
                Source::Synergy(_) => false,
            },
        };
        whose && entry.class == actual.class && entry.year == actual.year
    };
    let planned: Vec<&Entry> = ledger.entries.iter().filter(belongs).collect();
    let (id, agency, category) = match actual.spender {
        Spender::Agency(agency) => (portfolio.agency(agency).id.clone(), agency, None),
        Spender::Initiative(initiative) => {
            let item = portfolio.initiative(initiative);
            (item.id.clone(), item.agency, Some(item.category))
        }
    };
    let spending =
        |category: Option<CategoryIx>, funds: Vec<FundIx>, account: Option<&str>, amount: Money| {
            BaseSpending {
                id: id.clone(),
                agency,
                category,
                class: actual.class,
                funds,
                account: account.map(str::to_owned),
                amounts: vec![(actual.year, amount)],
            }
        };
    let sum: Money = planned.iter().map(|entry| entry.amount).sum();
    let mut left = actual.amount - sum;
    if left > Money::ZERO {
        let first = planned.iter().find(|entry| entry.amount > Money::ZERO);
        let funds = first.map_or_else(|| payers(asked, actual.class), |entry| entry.funds.to_vec());
        let category = first.map_or(category, |entry| entry.category);
        return vec![spending(category, funds, first.and_then(|entry| entry.account), left)];
    }
    let mut found = Vec::new();
    for entry in planned.iter().filter(|entry| entry.amount > Money::ZERO) {
        let step = Money((-left.0).min(entry.amount.0));
        if step > Money::ZERO {
            found.push(spending(entry.category, entry.funds.to_vec(), entry.account, -step));
            left += step;
        }
    }
    found
}

/// Every fund that may pay a class; none where it is not money.
fn payers(asked: &Asked, class: ClassIx) -> Vec<FundIx> {
    let portfolio = asked.portfolio;
    if !portfolio.class(class).money {
        return Vec::new();
    }
    let funds = portfolio.funds.iter().enumerate();
    let may_pay = funds.filter(|(_, fund)| fund.classes.is_empty() || fund.classes.contains(&class));
    may_pay.map(|(at, _)| FundIx(at)).collect()
}

/// Raises the limit of the first of these funds that has one in the year.
fn raise(scenario: &mut Scenario, funds: &[FundIx], wanted: Year, by: Money) {
    let limits = scenario.rules.iter_mut().filter_map(|rule| match rule {
        Rule::FundLimit { fund, year, limit } if *year == wanted && funds.contains(fund) => {
            Some((*fund, limit))
        }
        _ => None,
    });
    if let Some((_, limit)) = limits.min_by_key(|(fund, _)| *fund) {
        *limit += by;
    }
}
