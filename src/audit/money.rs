//! Rules on spending: ceilings, floors and shares, by year or over the horizon.
//!
//! Spending is what the [`Totals`](crate::plan::Totals) of the ledger say of the scope: base spending and savings included.
//! Shares are compared as products, so nothing is rounded: `10_000 * spent` against `share * base`.

use super::{Books, Breach, Unit, Verdict};
use crate::plan::Yearly;
use crate::scenario::{Base, Period, Scope};
use crate::units::Money;

/// Hundredths of a percent in the whole.
const WHOLE_SHARE: i128 = 10_000;

/// `spent(scope, period) <= limit`.
pub(super) fn ceiling<'a>(books: &Books<'a>, scope: &'a Scope, period: Period, most: Money) -> Verdict {
    let spent = spent(books, scope, period);
    let margin = i128::from(most.0) - i128::from(spent.0);
    Verdict::within(margin, Unit::Money, || Breach::Over { period, spent, most })
}

/// `spent(scope, period) >= amount`.
pub(super) fn floor<'a>(books: &Books<'a>, scope: &'a Scope, period: Period, least: Money) -> Verdict {
    let spent = spent(books, scope, period);
    let margin = i128::from(spent.0) - i128::from(least.0);
    Verdict::within(margin, Unit::Money, || Breach::Under { period, spent, least })
}

/// `10_000 * spent(scope, period) >= share * base(period)`: at least that share rounded up.
pub(super) fn share_floor<'a>(
    books: &Books<'a>,
    scope: &'a Scope,
    period: Period,
    base: Base,
    share: i64,
) -> Verdict {
    base_amount(books, period, base).map_or_else(Verdict::kept, |whole| {
        let least = -(-i128::from(share) * whole).div_euclid(WHOLE_SHARE);
        floor(books, scope, period, money(least))
    })
}

/// `10_000 * spent(scope, period) <= share * base(period)`: at most that share rounded down.
pub(super) fn share_cap<'a>(
    books: &Books<'a>,
    scope: &'a Scope,
    period: Period,
    base: Base,
    share: i64,
) -> Verdict {
    base_amount(books, period, base).map_or_else(Verdict::kept, |whole| {
        let most = (i128::from(share) * whole).div_euclid(WHOLE_SHARE);
        ceiling(books, scope, period, money(most))
    })
}

/// What a share is a share of; `None` where a year of the period has no total ceiling, so that there is nothing
/// to take a share of.
fn base_amount(books: &Books, period: Period, base: Base) -> Option<i128> {
    let ceiling = |year| books.total_ceiling(year).map(|limit| i128::from(limit.0));
    match (base, period) {
        (Base::Spending, _) => Some(i128::from(within(books, &books.spent_in_all(), period).0)),
        (Base::Ceiling, Period::Year(year)) => ceiling(year),
        (Base::Ceiling, Period::Horizon) => books.portfolio.calendar.plan_years().map(ceiling).sum(),
    }
}

fn spent<'a>(books: &Books<'a>, scope: &'a Scope, period: Period) -> Money {
    within(books, &books.spent(scope), period)
}

fn within(books: &Books, yearly: &Yearly, period: Period) -> Money {
    match period {
        Period::Year(year) => yearly.of(year),
        Period::Horizon => yearly.until(books.portfolio.calendar.last()),
    }
}

/// An amount as money; one beyond what money can hold is beyond every spending too.
fn money(amount: i128) -> Money {
    Money(i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX }))
}
