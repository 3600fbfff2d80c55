//! Lift columns: `16:2;1:1` raises indicator 16 by two levels and indicator 1 by one.

use super::case_toml::Head;
use super::gather::Gather;
use super::number::Fit;
use super::table::Table;
use super::values::{self, Sign, Unit};
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::portfolio::Lift;
use crate::units::{IndicatorIx, Level, SchemeIx};

/// The most levels one initiative lifts an indicator by.
const MOST_LEVELS: i64 = 1000;

/// The lifts of a row in every scheme, sorted by scheme and indicator.
pub fn read(g: &mut Gather, head: &Head, table: &Table, row: usize) -> Vec<Lift> {
    let mut lifts: Vec<Lift> = Vec::new();
    for (scheme, (column, indicators)) in head.lift_columns.iter().zip(&head.indicators).enumerate() {
        let Some(cell) = table.filled(row, column) else {
            continue;
        };
        for text in cell.text.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            let Some((id, by)) = text.split_once(':') else {
                g.at(Finding::BadLift { text: text.to_owned() }, &cell);
                continue;
            };
            let indicator = indicators.find(g, &cell.part(id));
            let part = cell.part(by);
            let by = values::real(g, &part, 0, MOST_LEVELS).and_then(|_| {
                values::amount(g, &part, Unit::plain(Level::PER_LEVEL, Fit::Exact), Sign::NotNegative)
            });
            let (Some(indicator), Some(by)) = (indicator, by) else {
                continue;
            };
            let lift = Lift { scheme: SchemeIx(scheme), indicator: IndicatorIx(indicator), by: Level(by) };
            if lifts.iter().any(|held| (held.scheme, held.indicator) == (lift.scheme, lift.indicator)) {
                let finding = Finding::DuplicateId {
                    thing: Thing::Indicator,
                    id: id.trim().to_owned(),
                    first_line: table.line(row),
                };
                g.at(finding, &cell);
                continue;
            }
            lifts.push(lift);
        }
    }
    lifts.sort_by_key(|lift| (lift.scheme, lift.indicator));
    lifts
}
