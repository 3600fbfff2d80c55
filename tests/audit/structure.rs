//! What every plan must keep, the order of breaches, and slack.

use super::{ceiling, id, judged};
use crate::common::build::{FIRST, plan, portfolio, scenario, who, with_funds, year};
use petajalan::audit::{Breach, Slack, Unit, Violation, slack, violations};
use petajalan::plan::Plan;
use petajalan::portfolio::{Finish, Label};
use petajalan::scenario::{Measure, Rule, Scope};
use petajalan::units::{FundIx, Level, Money, Points, PoolIx, SchemeIx};

#[test]
fn length() {
    let breach = Breach::Length { expected: 2, found: 1 };
    assert_eq!(judged(&portfolio(2, 1), &[], &[1]), [Violation { rule: None, breach }]);
    let case = portfolio(2, 1);
    assert_eq!(slack(&case, &scenario(&case, vec![ceiling(Scope::total(), 1, 5)]), &plan(&[1])), []);
}

#[test]
fn starts_stay_inside_the_plan_unless_committed() {
    let case = portfolio(1, 2);
    for (at, outside) in [(0, FIRST.plus(-1)), (3, year(3))] {
        let plan = Plan { starts: vec![Some(year(at))] };
        let breach = Breach::OutsidePlan { initiative: who(0), start: outside };
        assert_eq!(violations(&case, &scenario(&case, vec![]), &plan), [Violation { rule: None, breach }]);
        let committed = Rule::Committed { initiative: who(0), start: year(at) };
        assert_eq!(violations(&case, &scenario(&case, vec![committed]), &plan), []);
    }
}

#[test]
fn execution_ends_inside_the_horizon_unless_told_otherwise() {
    let mut case = portfolio(1, 2);
    case.initiatives[0].duration = 2;
    let breach = Breach::FinishesLate { initiative: who(0), start: year(2), latest: year(1) };
    assert_eq!(judged(&case, &[], &[1]), []);
    assert_eq!(judged(&case, &[], &[2]), [Violation { rule: None, breach }]);
    assert_eq!(judged(&case, &[Rule::Committed { initiative: who(0), start: year(2) }], &[2]), []);
    case.calendar.finish = Finish::Anywhere;
    assert_eq!(judged(&case, &[], &[2]), []);
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
    assert_eq!(judged(&case, &[Rule::CarryOver { fund: FundIx(0), cap: Money(0) }, bonus], &[1]), []);
}

#[test]
fn several_breaches_come_in_the_order_of_the_rules() {
    let rules = [
        Rule::ForcedOut { initiative: who(0), reason: "withdrawn".into() },
        ceiling(Scope::total(), 1, 10),
        ceiling(Scope::total(), 1, 9),
    ];
    let broken: Vec<_> = judged(&portfolio(1, 1), &rules, &[1]).into_iter().map(|found| found.rule).collect();
    assert_eq!(broken, [Some(0), Some(2)]);
}

#[test]
fn slack_is_the_distance_to_the_limit() {
    let mut case = portfolio(2, 2);
    with_funds(&mut case, 1);
    let rules = vec![
        Rule::ForcedOut { initiative: who(1), reason: "withdrawn".into() },
        Rule::Mandatory { initiative: who(0), start_by: Some(year(2)), reason: "law".into() },
        ceiling(Scope::total(), 1, 12),
        ceiling(Scope::total(), 1, 7),
        Rule::StartsPerYear { id: id(), scope: Scope::total(), year: year(1), at_most: 3 },
        Rule::FundLimit { fund: FundIx(0), year: year(1), limit: Money(16) },
        Rule::FundHorizonLimit { fund: FundIx(0), limit: Money(9) },
        Rule::Pool { pool: PoolIx(0), year: year(1), capacity: 40 },
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
    assert_eq!(found, expected.map(|(rule, slack, unit)| Slack { rule, slack, unit }));
}
