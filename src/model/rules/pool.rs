//! Staff.

use crate::model::build::Build;
use crate::model::{Line, Sense};
use crate::plan::standing::{staff_added_if_started, staff_if_started};
use crate::units::{PoolIx, Year};

/// `sum over i, s of (staff[i,s,t] - added[i,s,t]) * x[i,s] <= capacity`, in hundredths of a person-month.
pub fn rows(build: &Build, at: usize, pool: PoolIx, year: Year, capacity: i64) {
    let mut line = Line::default();
    for (ix, item) in build.portfolio.each() {
        if item.staff.iter().any(|need| need.pool == pool) {
            build.starts.by_start(&mut line, ix, |start| {
                let used = staff_if_started(build.portfolio, ix, start, pool, year);
                let added = staff_added_if_started(build.portfolio, ix, start, pool, year);
                i128::from((used - added).0)
            });
        }
    }
    build.rule_row(at, line, Sense::AtMost, capacity.into());
}
