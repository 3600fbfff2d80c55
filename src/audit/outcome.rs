//! The rule on outcomes: a level of an index or an indicator by a year.

use super::{Books, Breach, Unit, Verdict};
use crate::portfolio::Scheme;
use crate::scenario::Measure;
use crate::units::{Level, SchemeIx, Year};

/// `sum(weight * level) >= at_least * WHOLE` for the index, `level >= at_least` for an indicator.
pub(super) fn target(
    books: &Books,
    scheme: SchemeIx,
    measure: Measure,
    year: Year,
    at_least: Level,
) -> Verdict {
    let levels = books.levels(scheme, year);
    let reached = match measure {
        Measure::Index => books.portfolio.scheme(scheme).weighted(&levels),
        Measure::Indicator(indicator) => levels[indicator.0].0 * Scheme::WHOLE,
    };
    let least = at_least.0 * Scheme::WHOLE;
    let margin = i128::from(reached) - i128::from(least);
    Verdict::within(margin, Unit::Level, || Breach::BelowTarget { scheme, measure, year, reached, least })
}
