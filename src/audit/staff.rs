//! The rule on staff: what a pool can do in a year.

use super::{Books, Breach, Unit, Verdict};
use crate::plan::standing::{staff_added, staff_used};
use crate::units::{PersonMonths, PoolIx, Year};

/// `used(pool, t) <= capacity + added(pool, t)`.
pub(super) fn pool(books: &Books, pool: PoolIx, year: Year, capacity: PersonMonths) -> Verdict {
    let (used, added) = books.staff().of(pool, year).unwrap_or_else(|| {
        (
            staff_used(books.portfolio, books.plan, pool, year),
            staff_added(books.portfolio, books.plan, pool, year),
        )
    });
    let available = capacity + added;
    let margin = i128::from(available.0) - i128::from(used.0);
    Verdict::within(margin, Unit::PersonMonths, || Breach::Understaffed { pool, year, used, available })
}
