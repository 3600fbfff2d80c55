//! Rules on funds: whether someone can pay for everything.
//!
//! A single limit is never broken by itself, since the split is free: money is missing where all eligible funds
//! have nothing left. Each limit that has nothing left where an eligible demand stays unpaid is then broken by
//! what is missing.

use super::{Books, Breach, Unit, Verdict};
use crate::plan::funding::Unpaid;
use crate::scenario::Period;
use crate::units::{FundIx, Money, Year};

/// `drawn(fund, t) - carried into t + carried out of t <= limit`, while everything that the fund may pay in the
/// year is paid.
pub(super) fn fund_limit(books: &Books, fund: FundIx, year: Year, limit: Money) -> Verdict {
    let funding = books.funding();
    let own = funding.drawn(fund, year) - funding.carried_from(fund, year.plus(-1));
    let used = own + funding.carried_from(fund, year);
    verdict(books, fund, Period::Year(year), limit - used)
}

/// `sum over plan years of drawn(fund, t) <= limit`, while everything that the fund may pay in them is paid.
pub(super) fn fund_horizon_limit(books: &Books, fund: FundIx, limit: Money) -> Verdict {
    let years = books.portfolio.calendar.plan_years();
    let used = years.map(|year| books.funding().drawn(fund, year)).sum();
    verdict(books, fund, Period::Horizon, limit - used)
}

fn verdict(books: &Books, fund: FundIx, period: Period, left: Money) -> Verdict {
    let within = |unpaid: &&Unpaid| match period {
        Period::Year(year) => unpaid.year == year,
        Period::Horizon => unpaid.year <= books.portfolio.calendar.last(),
    };
    let concerned =
        books.funding().unpaid.iter().filter(within).filter(|unpaid| unpaid.funds.contains(&fund));
    let missing: Money = concerned.map(|unpaid| unpaid.amount).sum();
    let margin = if left <= Money::ZERO { -i128::from(missing.0) } else { i128::from(left.0) };
    Verdict::within(margin, Unit::Money, || Breach::Unpaid { fund, period, missing })
}
