//! Rules on funds.

use super::{judged, pair};
use crate::common::build::{plan, portfolio, scenario, with_funds, year};
use petajalan::audit::{Breach, slack};
use petajalan::scenario::{Period, Rule};
use petajalan::units::{FundIx, Money};

#[test]
fn fund_limit_and_carry_over() {
    let mut case = portfolio(2, 2);
    with_funds(&mut case, 1);
    let limit = |at, limit| Rule::FundLimit { fund: FundIx(0), year: year(at), limit: Money(limit) };
    let unpaid = |at, missing| Breach::Unpaid {
        fund: FundIx(0),
        period: Period::Year(year(at)),
        missing: Money(missing),
    };
    pair(&case, &[limit(1, 15)], &[1, 2], &[1, 1], unpaid(1, 5));
    // The second year needs 11: its own 8 and what the cap lets over from the first.
    let rules = |cap| [limit(2, 8), limit(1, 14), Rule::CarryOver { fund: FundIx(0), cap: Money(cap) }];
    assert_eq!(judged(&case, &rules(3), &[1, 2]), []);
    pair(&case, &rules(2), &[0, 2], &[1, 2], unpaid(2, 1));
}

#[test]
fn fund_horizon_limit() {
    let mut case = portfolio(2, 2);
    with_funds(&mut case, 2);
    for cost in case.initiatives.iter_mut().flat_map(|item| &mut item.costs) {
        cost.funds = vec![FundIx(1)];
    }
    let rule = |fund, limit| Rule::FundHorizonLimit { fund: FundIx(fund), limit: Money(limit) };
    let breach = Breach::Unpaid { fund: FundIx(1), period: Period::Horizon, missing: Money(1) };
    // The other fund has nothing left either, but may not pay.
    pair(&case, &[rule(1, 20), rule(0, 0)], &[2, 2], &[1, 2], breach);
}

#[test]
fn what_the_next_year_spends_is_no_longer_left() {
    let mut case = portfolio(2, 2);
    with_funds(&mut case, 1);
    let limit = |at, limit| Rule::FundLimit { fund: FundIx(0), year: year(at), limit: Money(limit) };
    let rules = vec![limit(1, 14), limit(2, 8), Rule::CarryOver { fund: FundIx(0), cap: Money(9) }];
    let left: Vec<i128> =
        slack(&case, &scenario(&case, rules), &plan(&[1, 2])).iter().map(|slack| slack.slack).collect();
    assert_eq!(left, [1, 0], "14 - 10 - 3 carried, 8 + 3 - 11");
}
