//! Rules on spending.

use super::{agency, ceiling, id, judged, pair};
use crate::common::build::{CAPITAL, OPERATING, TONNAGE, line, plan, portfolio, scenario, who, year};
use petajalan::audit::{Breach, Violation, violations};
use petajalan::portfolio::{Label, When};
use petajalan::scenario::{Base, BaseSpending, Period, Rule, Scope};
use petajalan::units::{AgencyIx, CategoryIx, Money, Points};

#[test]
fn ceiling_of_a_year() {
    let over =
        |spent, most| Breach::Over { period: Period::Year(year(1)), spent: Money(spent), most: Money(most) };
    pair(&portfolio(2, 2), &[ceiling(Scope::total(), 1, 10)], &[1, 2], &[1, 1], over(20, 10));
    let mut case = portfolio(2, 2);
    case.initiatives[1].agency = AgencyIx(1);
    case.initiatives[1].category = CategoryIx(1);
    pair(&case, &[ceiling(agency(1), 1, 9)], &[1, 0], &[0, 1], over(10, 9));
    let people = Scope { categories: vec![CategoryIx(1)], classes: vec![CAPITAL], ..Scope::total() };
    pair(&case, &[ceiling(people, 1, 9)], &[1, 0], &[0, 1], over(10, 9));
    let second = Scope { initiatives: vec![who(1)], ..Scope::total() };
    pair(&case, &[ceiling(second, 1, 9)], &[1, 0], &[0, 1], over(10, 9));
}

#[test]
fn ceilings_of_running_cost_and_of_what_is_not_money() {
    let mut case = portfolio(1, 2);
    case.initiatives[0].costs.push(line(TONNAGE, When::Execution(0), 70));
    let class = |class| Scope { classes: vec![class], ..Scope::total() };
    let over = |at, spent, most| Breach::Over {
        period: Period::Year(year(at)),
        spent: Money(spent),
        most: Money(most),
    };
    pair(&case, &[ceiling(class(OPERATING), 2, 0)], &[2], &[1], over(2, 1, 0));
    pair(&case, &[ceiling(class(TONNAGE), 1, 69)], &[2], &[1], over(1, 70, 69));
    assert_eq!(judged(&case, &[ceiling(Scope::total(), 1, 10)], &[1]), [], "tonnes are not money");
}

#[test]
fn base_spending_and_savings_count() {
    let case = portfolio(2, 2);
    let synergy = Rule::Synergy {
        id: id(),
        name: Label::default(),
        members: vec![who(0), who(1)],
        points: Points(0),
        saving: Money(1),
    };
    let mut scenario = scenario(&case, vec![ceiling(Scope::total(), 2, 6), synergy]);
    scenario.base = vec![BaseSpending {
        id: "B".into(),
        agency: AgencyIx(0),
        category: None,
        class: OPERATING,
        funds: vec![],
        account: None,
        amounts: vec![(year(2), Money(5))],
    }];
    assert_eq!(violations(&case, &scenario, &plan(&[1, 1])), [], "5 + 1 + 1 - 1");
    scenario.rules.truncate(1);
    let breach = Breach::Over { period: Period::Year(year(2)), spent: Money(7), most: Money(6) };
    assert_eq!(violations(&case, &scenario, &plan(&[1, 1])), [Violation { rule: Some(0), breach }]);
}

#[test]
fn horizon_ceiling() {
    let rule = [Rule::HorizonCeiling { id: id(), scope: Scope::total(), limit: Money(21) }];
    let breach = Breach::Over { period: Period::Horizon, spent: Money(22), most: Money(21) };
    // Two years of running after a start in the first of three; the tail does not count.
    pair(&portfolio(2, 3), &rule, &[2, 3], &[1, 3], breach);
}

#[test]
fn floor() {
    let rule = |period| [Rule::Floor { id: id(), scope: Scope::total(), period, amount: Money(11) }];
    let under = |period, spent| Breach::Under { period, spent: Money(spent), least: Money(11) };
    pair(&portfolio(2, 2), &rule(Period::Horizon), &[1, 0], &[2, 0], under(Period::Horizon, 10));
    let second = Period::Year(year(2));
    pair(&portfolio(2, 2), &rule(second), &[1, 2], &[1, 0], under(second, 1));
}

#[test]
fn share_floor_and_cap_of_spending() {
    let mut case = portfolio(3, 1);
    case.initiatives[2].agency = AgencyIx(1);
    let period = Period::Year(year(1));
    let floor =
        |share| [Rule::ShareFloor { id: id(), scope: agency(1), period, base: Base::Spending, share }];
    // 10 of 30 is more than 33.33 % and less than 33.34 %.
    assert_eq!(judged(&case, &floor(3333), &[1, 1, 1]), []);
    let under = |spent, least| Breach::Under { period, spent: Money(spent), least: Money(least) };
    pair(&case, &floor(3334), &[1, 0, 1], &[1, 1, 1], under(10, 11));
    let cap = |share| [Rule::ShareCap { id: id(), scope: agency(1), period, base: Base::Spending, share }];
    assert_eq!(judged(&case, &cap(3334), &[1, 1, 1]), []);
    let over = |spent, most| Breach::Over { period, spent: Money(spent), most: Money(most) };
    pair(&case, &cap(3333), &[1, 1, 0], &[1, 1, 1], over(10, 9));
    assert_eq!(judged(&case, &floor(5000), &[0, 0, 0]), [], "half of nothing is nothing");
}

#[test]
fn shares_of_the_ceiling() {
    let case = portfolio(2, 2);
    let rule = |period| Rule::ShareFloor {
        id: id(),
        scope: Scope::total(),
        period,
        base: Base::Ceiling,
        share: 5000,
    };
    let first = Period::Year(year(1));
    let both = [ceiling(Scope::total(), 1, 40), ceiling(Scope::total(), 2, 4)];
    let rules = |period| [&[rule(period)], &both[..]].concat();
    let under = |period, spent, least| Breach::Under { period, spent: Money(spent), least: Money(least) };
    pair(&case, &rules(first), &[1, 1], &[1, 0], under(first, 10, 20));
    pair(&case, &rules(Period::Horizon), &[1, 1], &[1, 0], under(Period::Horizon, 11, 22));
    let second = Period::Year(year(2));
    assert_eq!(judged(&case, &[rule(second), both[0].clone()], &[1, 1]), [], "no ceiling, nothing to share");
    assert_eq!(judged(&case, &[rule(Period::Horizon), both[0].clone()], &[0, 0]), []);
    let cap =
        Rule::ShareCap { id: id(), scope: Scope::total(), period: first, base: Base::Ceiling, share: 2500 };
    let over = Breach::Over { period: first, spent: Money(20), most: Money(10) };
    pair(&case, &[&[cap], &both[..]].concat(), &[1, 0], &[1, 1], over);
}

#[test]
fn commitments() {
    let rule = [Rule::Commitments { id: id(), scope: Scope::total(), year: year(3), limit: Money(1) }];
    let breach = Breach::Over { period: Period::Year(year(3)), spent: Money(2), most: Money(1) };
    pair(&portfolio(2, 2), &rule, &[1, 0], &[1, 2], breach);
}
