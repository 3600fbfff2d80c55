//! For every rule a plan that keeps it and one that breaks it, by hand.
//!
//! The plain case (see `common::build`): initiatives of one year that cost 10 to build and 1 a year to run, from
//! 2027 on. Plans are written as plan years, 0 for not started.

mod common;

use common::build::{
    CAPITAL, FIRST, OPERATING, TONNAGE, line, plan, portfolio, scenario, who, with_funds, with_group, year,
};
use petajalan::audit::{Breach, Slack, Unit, Violation, keeps_all, slack, violations};
use petajalan::plan::Plan;
use petajalan::portfolio::{
    Dependency, Finish, Label, Lift, Link, PoolUse, Portfolio, ServiceStart, Target, When,
};
use petajalan::scenario::{Base, BaseSpending, Choose, Measure, Period, Rule, Scope};
use petajalan::units::{
    AgencyIx, CategoryIx, FundIx, IndicatorIx, Level, Money, PersonMonths, Points, PoolIx, SchemeIx, Year,
};

fn judged(portfolio: &Portfolio, rules: &[Rule], years: &[i32]) -> Vec<Violation> {
    let scenario = scenario(portfolio, rules.to_vec());
    let found = violations(portfolio, &scenario, &plan(years));
    assert_eq!(keeps_all(portfolio, &scenario, &plan(years)), found.is_empty());
    found
}

/// The first rule holds in one plan and breaks in the other, just so; the rest holds in both.
fn pair(portfolio: &Portfolio, rules: &[Rule], kept: &[i32], broken: &[i32], breach: Breach) {
    assert_eq!(judged(portfolio, rules, kept), []);
    assert_eq!(
        judged(portfolio, rules, broken),
        [Violation {
            rule: Some(0),
            breach
        }]
    );
}

fn agency(at: usize) -> Scope {
    Scope {
        agencies: vec![AgencyIx(at)],
        ..Scope::total()
    }
}

fn id() -> String {
    "rule".into()
}

fn ceiling(scope: Scope, at: i32, limit: i64) -> Rule {
    Rule::Ceiling {
        id: id(),
        scope,
        year: year(at),
        limit: Money(limit),
    }
}

#[test]
fn length() {
    let breach = Breach::Length {
        expected: 2,
        found: 1,
    };
    assert_eq!(
        judged(&portfolio(2, 1), &[], &[1]),
        [Violation { rule: None, breach }]
    );
    let case = portfolio(2, 1);
    assert_eq!(
        slack(
            &case,
            &scenario(&case, vec![ceiling(Scope::total(), 1, 5)]),
            &plan(&[1])
        ),
        []
    );
}

#[test]
fn starts_stay_inside_the_plan_unless_committed() {
    let case = portfolio(1, 2);
    for (at, outside) in [(0, FIRST.plus(-1)), (3, year(3))] {
        let plan = Plan {
            starts: vec![Some(year(at))],
        };
        let breach = Breach::OutsidePlan {
            initiative: who(0),
            start: outside,
        };
        assert_eq!(
            violations(&case, &scenario(&case, vec![]), &plan),
            [Violation { rule: None, breach }]
        );
        let committed = Rule::Committed {
            initiative: who(0),
            start: year(at),
        };
        assert_eq!(violations(&case, &scenario(&case, vec![committed]), &plan), []);
    }
}

#[test]
fn execution_ends_inside_the_horizon_unless_told_otherwise() {
    let mut case = portfolio(1, 2);
    case.initiatives[0].duration = 2;
    let breach = Breach::FinishesLate {
        initiative: who(0),
        start: year(2),
        latest: year(1),
    };
    assert_eq!(judged(&case, &[], &[1]), []);
    assert_eq!(judged(&case, &[], &[2]), [Violation { rule: None, breach }]);
    assert_eq!(
        judged(
            &case,
            &[Rule::Committed {
                initiative: who(0),
                start: year(2)
            }],
            &[2]
        ),
        []
    );
    case.calendar.finish = Finish::Anywhere;
    assert_eq!(judged(&case, &[], &[2]), []);
}

#[test]
fn window() {
    let rule = Rule::Window {
        initiative: who(0),
        earliest: year(2),
        latest: year(3),
    };
    let early = Breach::TooEarly {
        initiative: who(0),
        start: year(1),
        earliest: year(2),
    };
    let late = Breach::TooLate {
        initiative: who(0),
        start: year(4),
        latest: year(3),
    };
    pair(&portfolio(1, 4), &[rule.clone()], &[2], &[1], early);
    pair(&portfolio(1, 4), &[rule], &[0], &[4], late);
}

#[test]
fn mandatory() {
    let rule = |start_by| {
        [Rule::Mandatory {
            initiative: who(0),
            start_by,
            reason: "law".into(),
        }]
    };
    let missing = Breach::NotStarted { initiative: who(0) };
    let late = Breach::TooLate {
        initiative: who(0),
        start: year(3),
        latest: year(2),
    };
    pair(&portfolio(1, 3), &rule(None), &[3], &[0], missing.clone());
    pair(&portfolio(1, 3), &rule(Some(year(2))), &[2], &[0], missing);
    pair(&portfolio(1, 3), &rule(Some(year(2))), &[1], &[3], late);
}

#[test]
fn mandatory_group() {
    let mut case = portfolio(3, 3);
    let group = with_group(&mut case, &[0, 1]);
    let rule = [Rule::MandatoryGroup {
        group,
        start_by: vec![(who(0), year(1))],
    }];
    pair(
        &case,
        &rule,
        &[1, 0, 0],
        &[0, 0, 1],
        Breach::NoMemberInTime { group, late: vec![] },
    );
    pair(
        &case,
        &rule,
        &[2, 3, 0],
        &[2, 0, 0],
        Breach::NoMemberInTime {
            group,
            late: vec![who(0)],
        },
    );
}

#[test]
fn committed() {
    let rule = [Rule::Committed {
        initiative: who(0),
        start: year(2),
    }];
    let other = Breach::OtherStart {
        initiative: who(0),
        start: year(1),
        fixed: year(2),
    };
    pair(&portfolio(1, 2), &rule, &[2], &[1], other);
    pair(
        &portfolio(1, 2),
        &rule,
        &[2],
        &[0],
        Breach::NotStarted { initiative: who(0) },
    );
}

#[test]
fn forced_in_and_out() {
    let forced = |start| {
        [Rule::ForcedIn {
            initiative: who(0),
            start,
            reason: "promised".into(),
        }]
    };
    let other = Breach::OtherStart {
        initiative: who(0),
        start: year(1),
        fixed: year(2),
    };
    pair(
        &portfolio(1, 2),
        &forced(None),
        &[2],
        &[0],
        Breach::NotStarted { initiative: who(0) },
    );
    pair(&portfolio(1, 2), &forced(Some(year(2))), &[2], &[1], other);
    let out = [Rule::ForcedOut {
        initiative: who(0),
        reason: "withdrawn".into(),
    }];
    pair(
        &portfolio(1, 2),
        &out,
        &[0],
        &[2],
        Breach::StartedAnyway {
            initiative: who(0),
            start: year(2),
        },
    );
}

#[test]
fn ceiling_of_a_year() {
    let over = |spent, most| Breach::Over {
        period: Period::Year(year(1)),
        spent: Money(spent),
        most: Money(most),
    };
    pair(
        &portfolio(2, 2),
        &[ceiling(Scope::total(), 1, 10)],
        &[1, 2],
        &[1, 1],
        over(20, 10),
    );
    let mut case = portfolio(2, 2);
    case.initiatives[1].agency = AgencyIx(1);
    case.initiatives[1].category = CategoryIx(1);
    pair(&case, &[ceiling(agency(1), 1, 9)], &[1, 0], &[0, 1], over(10, 9));
    let people = Scope {
        categories: vec![CategoryIx(1)],
        classes: vec![CAPITAL],
        ..Scope::total()
    };
    pair(&case, &[ceiling(people, 1, 9)], &[1, 0], &[0, 1], over(10, 9));
    let second = Scope {
        initiatives: vec![who(1)],
        ..Scope::total()
    };
    pair(&case, &[ceiling(second, 1, 9)], &[1, 0], &[0, 1], over(10, 9));
}

#[test]
fn ceilings_of_running_cost_and_of_what_is_not_money() {
    let mut case = portfolio(1, 2);
    case.initiatives[0]
        .costs
        .push(line(TONNAGE, When::Execution(0), 70));
    let class = |class| Scope {
        classes: vec![class],
        ..Scope::total()
    };
    let over = |at, spent, most| Breach::Over {
        period: Period::Year(year(at)),
        spent: Money(spent),
        most: Money(most),
    };
    pair(
        &case,
        &[ceiling(class(OPERATING), 2, 0)],
        &[2],
        &[1],
        over(2, 1, 0),
    );
    pair(
        &case,
        &[ceiling(class(TONNAGE), 1, 69)],
        &[2],
        &[1],
        over(1, 70, 69),
    );
    assert_eq!(
        judged(&case, &[ceiling(Scope::total(), 1, 10)], &[1]),
        [],
        "tonnes are not money"
    );
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
    let breach = Breach::Over {
        period: Period::Year(year(2)),
        spent: Money(7),
        most: Money(6),
    };
    assert_eq!(
        violations(&case, &scenario, &plan(&[1, 1])),
        [Violation {
            rule: Some(0),
            breach
        }]
    );
}

#[test]
fn horizon_ceiling() {
    let rule = [Rule::HorizonCeiling {
        id: id(),
        scope: Scope::total(),
        limit: Money(21),
    }];
    let breach = Breach::Over {
        period: Period::Horizon,
        spent: Money(22),
        most: Money(21),
    };
    // Two years of running after a start in the first of three; the tail does not count.
    pair(&portfolio(2, 3), &rule, &[2, 3], &[1, 3], breach);
}

#[test]
fn floor() {
    let rule = |period| {
        [Rule::Floor {
            id: id(),
            scope: Scope::total(),
            period,
            amount: Money(11),
        }]
    };
    let under = |period, spent| Breach::Under {
        period,
        spent: Money(spent),
        least: Money(11),
    };
    pair(
        &portfolio(2, 2),
        &rule(Period::Horizon),
        &[1, 0],
        &[2, 0],
        under(Period::Horizon, 10),
    );
    let second = Period::Year(year(2));
    pair(
        &portfolio(2, 2),
        &rule(second),
        &[1, 2],
        &[1, 0],
        under(second, 1),
    );
}

#[test]
fn share_floor_and_cap_of_spending() {
    let mut case = portfolio(3, 1);
    case.initiatives[2].agency = AgencyIx(1);
    let period = Period::Year(year(1));
    let floor = |share| {
        [Rule::ShareFloor {
            id: id(),
            scope: agency(1),
            period,
            base: Base::Spending,
            share,
        }]
    };
    // 10 of 30 is more than 33.33 % and less than 33.34 %.
    assert_eq!(judged(&case, &floor(3333), &[1, 1, 1]), []);
    let under = |spent, least| Breach::Under {
        period,
        spent: Money(spent),
        least: Money(least),
    };
    pair(&case, &floor(3334), &[1, 0, 1], &[1, 1, 1], under(10, 11));
    let cap = |share| {
        [Rule::ShareCap {
            id: id(),
            scope: agency(1),
            period,
            base: Base::Spending,
            share,
        }]
    };
    assert_eq!(judged(&case, &cap(3334), &[1, 1, 1]), []);
    let over = |spent, most| Breach::Over {
        period,
        spent: Money(spent),
        most: Money(most),
    };
    pair(&case, &cap(3333), &[1, 1, 0], &[1, 1, 1], over(10, 9));
    assert_eq!(
        judged(&case, &floor(5000), &[0, 0, 0]),
        [],
        "half of nothing is nothing"
    );
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
    let under = |period, spent, least| Breach::Under {
        period,
        spent: Money(spent),
        least: Money(least),
    };
    pair(&case, &rules(first), &[1, 1], &[1, 0], under(first, 10, 20));
    pair(
        &case,
        &rules(Period::Horizon),
        &[1, 1],
        &[1, 0],
        under(Period::Horizon, 11, 22),
    );
    let second = Period::Year(year(2));
    assert_eq!(
        judged(&case, &[rule(second), both[0].clone()], &[1, 1]),
        [],
        "no ceiling, nothing to share"
    );
    assert_eq!(
        judged(&case, &[rule(Period::Horizon), both[0].clone()], &[0, 0]),
        []
    );
    let cap = Rule::ShareCap {
        id: id(),
        scope: Scope::total(),
        period: first,
        base: Base::Ceiling,
        share: 2500,
    };
    let over = Breach::Over {
        period: first,
        spent: Money(20),
        most: Money(10),
    };
    pair(&case, &[&[cap], &both[..]].concat(), &[1, 0], &[1, 1], over);
}

#[test]
fn minimum_starts() {
    let mut case = portfolio(3, 1);
    case.initiatives[2].agency = AgencyIx(1);
    let rule = [Rule::MinimumStarts {
        id: id(),
        scope: agency(0),
        at_least: 2,
    }];
    pair(
        &case,
        &rule,
        &[1, 1, 0],
        &[1, 0, 1],
        Breach::TooFew { started: 1, least: 2 },
    );
}

#[test]
fn starts_per_year() {
    let rule = [Rule::StartsPerYear {
        id: id(),
        scope: agency(0),
        year: year(2),
        at_most: 1,
    }];
    pair(
        &portfolio(2, 2),
        &rule,
        &[1, 2],
        &[2, 2],
        Breach::TooMany { started: 2, most: 1 },
    );
    let mut case = portfolio(2, 2);
    case.initiatives[1].agency = AgencyIx(1);
    assert_eq!(
        judged(&case, &rule, &[2, 2]),
        [],
        "the other agency's start does not count"
    );
}

#[test]
fn fund_limit_and_carry_over() {
    let mut case = portfolio(2, 2);
    with_funds(&mut case, 1);
    let limit = |at, limit| Rule::FundLimit {
        fund: FundIx(0),
        year: year(at),
        limit: Money(limit),
    };
    let unpaid = |at, missing| Breach::Unpaid {
        fund: FundIx(0),
        period: Period::Year(year(at)),
        missing: Money(missing),
    };
    pair(&case, &[limit(1, 15)], &[1, 2], &[1, 1], unpaid(1, 5));
    // The second year needs 11: its own 8 and what the cap lets over from the first.
    let rules = |cap| {
        [
            limit(2, 8),
            limit(1, 14),
            Rule::CarryOver {
                fund: FundIx(0),
                cap: Money(cap),
            },
        ]
    };
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
    let rule = |fund, limit| Rule::FundHorizonLimit {
        fund: FundIx(fund),
        limit: Money(limit),
    };
    let breach = Breach::Unpaid {
        fund: FundIx(1),
        period: Period::Horizon,
        missing: Money(1),
    };
    // The other fund has nothing left either, but may not pay.
    pair(&case, &[rule(1, 20), rule(0, 0)], &[2, 2], &[1, 2], breach);
}

/// The first initiative takes two years; the last one depends on a clause.
fn chain(clause: Vec<(Target, Link)>) -> (Portfolio, [Rule; 1]) {
    let mut case = portfolio(3, 5);
    case.initiatives[0].duration = 2;
    case.calendar.service = ServiceStart::SameYear;
    (
        case,
        [Rule::Dependency {
            initiative: who(2),
            clause: Dependency { any_of: clause },
        }],
    )
}

fn waits_not(at: i32) -> Breach {
    Breach::DoesNotWait {
        initiative: who(2),
        start: year(at),
    }
}

#[test]
fn dependency_on_the_end() {
    let (case, rule) = chain(vec![(Target::Initiative(who(0)), Link::FinishToStart { lag: 0 })]);
    pair(&case, &rule, &[1, 0, 3], &[1, 0, 2], waits_not(2));
    pair(&case, &rule, &[0, 0, 0], &[0, 0, 5], waits_not(5));
    let (case, rule) = chain(vec![(Target::Initiative(who(0)), Link::FinishToStart { lag: 1 })]);
    pair(&case, &rule, &[1, 0, 4], &[1, 0, 3], waits_not(3));
}

#[test]
fn dependency_on_the_start_or_the_choice() {
    let (case, rule) = chain(vec![(Target::Initiative(who(0)), Link::StartToStart)]);
    pair(&case, &rule, &[2, 0, 2], &[2, 0, 1], waits_not(1));
    let (case, rule) = chain(vec![(Target::Initiative(who(0)), Link::Selection)]);
    pair(&case, &rule, &[4, 0, 1], &[0, 1, 1], waits_not(1));
}

#[test]
fn dependency_on_any_of_several_or_on_a_group() {
    let either = vec![
        (Target::Initiative(who(0)), Link::FinishToStart { lag: 0 }),
        (Target::Initiative(who(1)), Link::StartToStart),
    ];
    let (case, rule) = chain(either);
    pair(&case, &rule, &[0, 2, 2], &[1, 3, 2], waits_not(2));
    let (mut case, _) = chain(vec![]);
    let group = with_group(&mut case, &[0, 1]);
    let any_of = vec![(Target::Group(group), Link::FinishToStart { lag: 0 })];
    let rule = [Rule::Dependency {
        initiative: who(2),
        clause: Dependency { any_of },
    }];
    pair(&case, &rule, &[1, 1, 2], &[1, 2, 2], waits_not(2));
}

#[test]
fn what_started_before_the_plan_waits_for_nothing() {
    let (case, [rule]) = chain(vec![(Target::Initiative(who(0)), Link::FinishToStart { lag: 0 })]);
    let start = Year(FIRST.0 - 1);
    let rules = vec![
        rule,
        Rule::Committed {
            initiative: who(2),
            start,
        },
    ];
    let plan = Plan {
        starts: vec![None, None, Some(start)],
    };
    assert_eq!(violations(&case, &scenario(&case, rules), &plan), []);
}

#[test]
fn alternatives() {
    let mut case = portfolio(3, 1);
    let group = with_group(&mut case, &[0, 1, 2]);
    let rule = |choose| [Rule::Alternatives { group, choose }];
    let (many, few) = (
        Breach::TooMany { started: 2, most: 1 },
        Breach::TooFew { started: 0, least: 1 },
    );
    pair(
        &case,
        &rule(Choose::AtMostOne),
        &[0, 0, 0],
        &[1, 0, 1],
        many.clone(),
    );
    pair(&case, &rule(Choose::ExactlyOne), &[0, 1, 0], &[1, 0, 1], many);
    pair(&case, &rule(Choose::ExactlyOne), &[0, 1, 0], &[0, 0, 0], few);
    pair(
        &case,
        &rule(Choose::AtLeast(2)),
        &[1, 1, 1],
        &[1, 0, 0],
        Breach::TooFew { started: 1, least: 2 },
    );
}

#[test]
fn bundle() {
    let rule = [Rule::Bundle {
        id: id(),
        members: vec![who(0), who(2)],
    }];
    pair(
        &portfolio(3, 2),
        &rule,
        &[1, 0, 2],
        &[1, 1, 0],
        Breach::Torn {
            missing: vec![who(2)],
        },
    );
    assert_eq!(judged(&portfolio(3, 2), &rule, &[0, 1, 0]), []);
}

#[test]
fn pool() {
    let mut case = portfolio(2, 2);
    let (months, pool) = (PersonMonths, PoolIx(0));
    case.initiatives[0].staff = vec![PoolUse {
        pool,
        build: months(100),
        run: months(30),
        adds: months(50),
    }];
    case.initiatives[1].staff = vec![PoolUse {
        pool,
        build: months(120),
        run: months(0),
        adds: months(0),
    }];
    let rule = |at| {
        [Rule::Pool {
            pool,
            year: year(at),
            capacity: 100,
        }]
    };
    let short = |at, used, available| Breach::Understaffed {
        pool,
        year: year(at),
        used: months(used),
        available: months(available),
    };
    pair(&case, &rule(1), &[1, 0], &[1, 1], short(1, 220, 100));
    pair(&case, &rule(2), &[1, 0], &[0, 2], short(2, 120, 100));
    assert_eq!(judged(&case, &rule(2), &[1, 2]), [], "30 + 120 of 100 + 50");
}

#[test]
fn outcome() {
    let mut case = portfolio(2, 3);
    let lift = |indicator, by| Lift {
        scheme: SchemeIx(0),
        indicator: IndicatorIx(indicator),
        by: Level(by),
    };
    case.initiatives[0].lifts = vec![lift(0, 200)];
    case.initiatives[1].lifts = vec![lift(0, 700), lift(1, 100)];
    let rule = |measure, at_least| {
        let (scheme, at_least) = (SchemeIx(0), Level(at_least));
        [Rule::Outcome {
            id: id(),
            scheme,
            measure,
            year: year(2),
            at_least,
        }]
    };
    let below = |measure, reached: i64, least: i64| Breach::BelowTarget {
        scheme: SchemeIx(0),
        measure,
        year: year(2),
        reached: reached * 100_000,
        least: least * 100_000,
    };
    // 60 % of level 3 and 40 % of level 1; in service only the year after.
    pair(
        &case,
        &rule(Measure::Index, 220),
        &[1, 0],
        &[2, 0],
        below(Measure::Index, 100, 220),
    );
    // Capped at level 5: 60 % of 5 and 40 % of 2.
    pair(
        &case,
        &rule(Measure::Index, 380),
        &[0, 1],
        &[1, 0],
        below(Measure::Index, 220, 380),
    );
    let second = Measure::Indicator(IndicatorIx(1));
    pair(
        &case,
        &rule(second, 200),
        &[0, 1],
        &[1, 0],
        below(second, 100, 200),
    );
}

#[test]
fn commitments() {
    let rule = [Rule::Commitments {
        id: id(),
        scope: Scope::total(),
        year: year(3),
        limit: Money(1),
    }];
    let breach = Breach::Over {
        period: Period::Year(year(3)),
        spent: Money(2),
        most: Money(1),
    };
    pair(&portfolio(2, 2), &rule, &[1, 0], &[1, 2], breach);
}

#[test]
fn stability() {
    let starts = vec![(who(0), year(1)), (who(1), year(2))];
    let rule = [Rule::Stability {
        source: "earlier".into(),
        starts,
        at_most: 1,
    }];
    // Moved, dropped and added all count; the same does not.
    let changed = vec![who(0), who(1), who(2)];
    pair(
        &portfolio(3, 2),
        &rule,
        &[1, 2, 1],
        &[2, 0, 1],
        Breach::Unstable { changed, at_most: 1 },
    );
}

#[test]
fn permissions_and_bonuses_are_never_broken() {
    let mut case = portfolio(1, 1);
    with_funds(&mut case, 1);
    let bonus = Rule::Synergy {
        id: id(),
        name: Label::default(),
        members: vec![who(0)],
        points: Points(1),
        saving: Money(0),
    };
    assert_eq!(
        judged(
            &case,
            &[
                Rule::CarryOver {
                    fund: FundIx(0),
                    cap: Money(0)
                },
                bonus
            ],
            &[1]
        ),
        []
    );
}

#[test]
fn several_breaches_come_in_the_order_of_the_rules() {
    let rules = [
        Rule::ForcedOut {
            initiative: who(0),
            reason: "withdrawn".into(),
        },
        ceiling(Scope::total(), 1, 10),
        ceiling(Scope::total(), 1, 9),
    ];
    let broken: Vec<_> = judged(&portfolio(1, 1), &rules, &[1])
        .into_iter()
        .map(|found| found.rule)
        .collect();
    assert_eq!(broken, [Some(0), Some(2)]);
}

#[test]
fn slack_is_the_distance_to_the_limit() {
    let mut case = portfolio(2, 2);
    with_funds(&mut case, 1);
    let rules = vec![
        Rule::ForcedOut {
            initiative: who(1),
            reason: "withdrawn".into(),
        },
        Rule::Mandatory {
            initiative: who(0),
            start_by: Some(year(2)),
            reason: "law".into(),
        },
        ceiling(Scope::total(), 1, 12),
        ceiling(Scope::total(), 1, 7),
        Rule::StartsPerYear {
            id: id(),
            scope: Scope::total(),
            year: year(1),
            at_most: 3,
        },
        Rule::FundLimit {
            fund: FundIx(0),
            year: year(1),
            limit: Money(16),
        },
        Rule::FundHorizonLimit {
            fund: FundIx(0),
            limit: Money(9),
        },
        Rule::Pool {
            pool: PoolIx(0),
            year: year(1),
            capacity: 40,
        },
        Rule::Outcome {
            id: id(),
            scheme: SchemeIx(0),
            measure: Measure::Index,
            year: year(1),
            at_least: Level(99),
        },
    ];
    let found = slack(&case, &scenario(&case, rules), &plan(&[1, 0]));
    let expected = [
        (1, 1, Unit::Years),
        (2, 2, Unit::Money),
        (3, -3, Unit::Money),
        (4, 2, Unit::Starts),
        // Only 9 of 10 + 1 can be paid: what the horizon lacks is missing there, not in the year.
        (5, 7, Unit::Money),
        (6, -2, Unit::Money),
        (7, 40, Unit::PersonMonths),
        (8, 100_000, Unit::Level),
    ];
    assert_eq!(
        found,
        expected.map(|(rule, slack, unit)| Slack { rule, slack, unit })
    );
}
