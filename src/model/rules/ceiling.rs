//! Ceilings on spending.

use crate::model::Sense;
use crate::model::build::Build;
use crate::scenario::Scope;
use crate::units::{Money, Year};

/// `sum over i in scope, s of cost[i,s,t] * x[i,s] + base[t] - savings[t] <= limit (+ extra[t])`.
pub fn yearly(build: &Build, at: usize, scope: &Scope, year: Year, limit: Money) {
    let mut line = build.spending(scope).of(year);
    if is_money(build, scope) {
        build.relieve(&mut line, year);
    }
    build.rule_row(at, line, Sense::AtMost, limit.0.into());
}

/// `sum over plan years t of spending[t] <= limit (+ sum of extra[t])`.
pub fn horizon(build: &Build, at: usize, scope: &Scope, limit: Money) {
    let mut line = build.spending(scope).in_horizon();
    if is_money(build, scope) {
        for year in build.portfolio.calendar.plan_years() {
            build.relieve(&mut line, year);
        }
    }
    build.rule_row(at, line, Sense::AtMost, limit.0.into());
}

/// More money does not help where the limited thing is not money.
fn is_money(build: &Build, scope: &Scope) -> bool {
    scope.classes.iter().all(|class| build.portfolio.class(*class).money)
}
