//! Rules on the start of one initiative.

use super::pair;
use crate::common::build::{FIRST, portfolio, scenario, who, with_group, year};
use petajalan::audit::{Breach, violations};
use petajalan::plan::Plan;
use petajalan::portfolio::{Dependency, Link, Portfolio, ServiceStart, Target};
use petajalan::scenario::Rule;
use petajalan::units::Year;

#[test]
fn window() {
    let rule = Rule::Window { initiative: who(0), earliest: year(2), latest: year(3) };
    let early = Breach::TooEarly { initiative: who(0), start: year(1), earliest: year(2) };
    let late = Breach::TooLate { initiative: who(0), start: year(4), latest: year(3) };
    pair(&portfolio(1, 4), std::slice::from_ref(&rule), &[2], &[1], early);
    pair(&portfolio(1, 4), &[rule], &[0], &[4], late);
}

#[test]
fn mandatory() {
    let rule = |start_by| [Rule::Mandatory { initiative: who(0), start_by, reason: "law".into() }];
    let missing = Breach::NotStarted { initiative: who(0) };
    let late = Breach::TooLate { initiative: who(0), start: year(3), latest: year(2) };
    pair(&portfolio(1, 3), &rule(None), &[3], &[0], missing.clone());
    pair(&portfolio(1, 3), &rule(Some(year(2))), &[2], &[0], missing);
    pair(&portfolio(1, 3), &rule(Some(year(2))), &[1], &[3], late);
}

#[test]
fn committed() {
    let rule = [Rule::Committed { initiative: who(0), start: year(2) }];
    let other = Breach::OtherStart { initiative: who(0), start: year(1), fixed: year(2) };
    pair(&portfolio(1, 2), &rule, &[2], &[1], other);
    pair(&portfolio(1, 2), &rule, &[2], &[0], Breach::NotStarted { initiative: who(0) });
}

#[test]
fn forced_in_and_out() {
    let forced = |start| [Rule::ForcedIn { initiative: who(0), start, reason: "promised".into() }];
    let other = Breach::OtherStart { initiative: who(0), start: year(1), fixed: year(2) };
    pair(&portfolio(1, 2), &forced(None), &[2], &[0], Breach::NotStarted { initiative: who(0) });
    pair(&portfolio(1, 2), &forced(Some(year(2))), &[2], &[1], other);
    let out = [Rule::ForcedOut { initiative: who(0), reason: "withdrawn".into() }];
    pair(&portfolio(1, 2), &out, &[0], &[2], Breach::StartedAnyway { initiative: who(0), start: year(2) });
}

/// The first initiative takes two years; the last one depends on a clause.
fn chain(clause: Vec<(Target, Link)>) -> (Portfolio, [Rule; 1]) {
    let mut case = portfolio(3, 5);
    case.initiatives[0].duration = 2;
    case.calendar.service = ServiceStart::SameYear;
    (case, [Rule::Dependency { initiative: who(2), clause: Dependency { any_of: clause } }])
}

fn waits_not(at: i32) -> Breach {
    Breach::DoesNotWait { initiative: who(2), start: year(at) }
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
    let rule = [Rule::Dependency { initiative: who(2), clause: Dependency { any_of } }];
    pair(&case, &rule, &[1, 1, 2], &[1, 2, 2], waits_not(2));
}

#[test]
fn what_started_before_the_plan_waits_for_nothing() {
    let (case, [rule]) = chain(vec![(Target::Initiative(who(0)), Link::FinishToStart { lag: 0 })]);
    let start = Year(FIRST.0 - 1);
    let rules = vec![rule, Rule::Committed { initiative: who(2), start }];
    let plan = Plan { starts: vec![None, None, Some(start)] };
    assert_eq!(violations(&case, &scenario(&case, rules), &plan), []);
}
