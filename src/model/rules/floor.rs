//! Floors under spending.

use super::spent;
use crate::model::Sense;
use crate::model::build::Build;
use crate::scenario::{Period, Scope};
use crate::units::Money;

/// `spending of the scope in the period >= amount`.
pub fn rows(build: &Build, at: usize, scope: &Scope, period: Period, amount: Money) {
    build.rule_row(at, spent(build, scope, period), Sense::AtLeast, amount.0.into());
}
