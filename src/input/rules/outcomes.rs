//! `[[outcome]]`: an index, or one indicator, at least so high by a year.

use super::{Ground, Placed, Rows};
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::number::Fit;
use crate::input::values::{self, Sign, Unit};
use crate::scenario::{Measure, Rule};
use crate::units::{IndicatorIx, Level, SchemeIx, Year};

/// Reads every outcome.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (id, row) in rows.of(g, "outcome", Thing::Outcome) {
        row.known(g, &["id", "name", "index", "indicator", "year", "at_least"]);
        for key in ["index", "year", "at_least"] {
            row.need(g, key);
        }
        let scheme = row.cell(g, "index", Shape::Text).and_then(|cell| ground.head.schemes.find(g, &cell));
        let year = year(g, ground, &row);
        let level = row.number(g, "at_least");
        let at_least = level.and_then(|cell| {
            values::amount(g, &cell, Unit::plain(Level::PER_LEVEL, Fit::Up), Sign::NotNegative)
        });
        let (Some(scheme), Some(year), Some(at_least)) = (scheme, year, at_least) else {
            continue;
        };
        let highest = ground.portfolio.schemes.get(scheme).map_or(Level::ZERO, |scheme| scheme.highest);
        if at_least > highest.0
            && let Some(cell) = level
        {
            values::amount_within(g, &cell, 0, highest.0 / Level::PER_LEVEL);
            continue;
        }
        let measure = match row.cell(g, "indicator", Shape::Text) {
            None => Measure::Index,
            Some(cell) => {
                let ids = ground.head.indicators.get(scheme);
                let Some(found) = ids.and_then(|ids| ids.find(g, &cell)) else {
                    continue;
                };
                Measure::Indicator(IndicatorIx(found))
            }
        };
        let rule = Rule::Outcome { id, scheme: SchemeIx(scheme), measure, year, at_least: Level(at_least) };
        rules.push(rule.into());
    }
}

/// A year of the plan or of the accounted years after it.
fn year(g: &mut Gather, ground: &Ground<'_>, row: &Section<'_>) -> Option<Year> {
    let cell = row.number(g, "year")?;
    let calendar = &ground.portfolio.calendar;
    let year = values::year(g, &cell, calendar)?;
    let (from, to) = (calendar.first, calendar.accounted_to());
    if year < from || year > to {
        g.at(Finding::YearOutside { year: year.0, from: from.0, to: to.0 }, &cell);
        return None;
    }
    Some(year)
}
