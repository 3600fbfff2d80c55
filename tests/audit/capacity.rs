//! Rules on staff and outcomes.

use super::{id, judged, pair};
use crate::common::build::{portfolio, year};
use petajalan::audit::Breach;
use petajalan::portfolio::{Lift, PoolUse};
use petajalan::scenario::{Measure, Rule};
use petajalan::units::{IndicatorIx, Level, PersonMonths, PoolIx, SchemeIx};

#[test]
fn pool() {
    let mut case = portfolio(2, 2);
    let (months, pool) = (PersonMonths, PoolIx(0));
    case.initiatives[0].staff = vec![PoolUse { pool, build: months(100), run: months(30), adds: months(50) }];
    case.initiatives[1].staff = vec![PoolUse { pool, build: months(120), run: months(0), adds: months(0) }];
    let rule = |at| [Rule::Pool { pool, year: year(at), capacity: 100 }];
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
    let lift = |indicator, by| Lift { scheme: SchemeIx(0), indicator: IndicatorIx(indicator), by: Level(by) };
    case.initiatives[0].lifts = vec![lift(0, 200)];
    case.initiatives[1].lifts = vec![lift(0, 700), lift(1, 100)];
    let rule = |measure, at_least| {
        let (scheme, at_least) = (SchemeIx(0), Level(at_least));
        [Rule::Outcome { id: id(), scheme, measure, year: year(2), at_least }]
    };
    let below = |measure, reached: i64, least: i64| Breach::BelowTarget {
        scheme: SchemeIx(0),
        measure,
        year: year(2),
        reached: reached * 100_000,
        least: least * 100_000,
    };
    // 60 % of level 3 and 40 % of level 1; in service only the year after.
    pair(&case, &rule(Measure::Index, 220), &[1, 0], &[2, 0], below(Measure::Index, 100, 220));
    // Capped at level 5: 60 % of 5 and 40 % of 2.
    pair(&case, &rule(Measure::Index, 380), &[0, 1], &[1, 0], below(Measure::Index, 220, 380));
    let second = Measure::Indicator(IndicatorIx(1));
    pair(&case, &rule(second, 200), &[0, 1], &[1, 0], below(second, 100, 200));
}
