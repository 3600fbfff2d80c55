//! For every rule a plan that keeps it and one that breaks it, by hand.
//!
//! The plain case (see `common::build`): initiatives of one year that cost 10 to build and 1 a year to run, from
//! 2027 on. Plans are written as plan years, 0 for not started.

#[path = "../common/mod.rs"]
mod common;

mod capacity;
mod choice;
mod funding;
mod money;
mod structure;
mod timing;

use crate::common::build::{plan, scenario, year};
use petajalan::audit::{Breach, Violation, keeps_all, violations};
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{Rule, Scope};
use petajalan::units::{AgencyIx, Money};

fn judged(portfolio: &Portfolio, rules: &[Rule], years: &[i32]) -> Vec<Violation> {
    let scenario = scenario(portfolio, rules.to_vec());
    let found = violations(portfolio, &scenario, &plan(years));
    assert_eq!(keeps_all(portfolio, &scenario, &plan(years)), found.is_empty());
    found
}

/// The first rule holds in one plan and breaks in the other, just so; the rest holds in both.
fn pair(portfolio: &Portfolio, rules: &[Rule], kept: &[i32], broken: &[i32], breach: Breach) {
    assert_eq!(judged(portfolio, rules, kept), []);
    assert_eq!(judged(portfolio, rules, broken), [Violation { rule: Some(0), breach }]);
}

fn agency(at: usize) -> Scope {
    Scope { agencies: vec![AgencyIx(at)], ..Scope::total() }
}

fn id() -> String {
    "rule".into()
}

fn ceiling(scope: Scope, at: i32, limit: i64) -> Rule {
    Rule::Ceiling { id: id(), scope, year: year(at), limit: Money(limit) }
}
