//! Staff columns: person-months in each execution year, in every year after, and what an initiative adds to a pool.
//!
//! An initiative uses every pool whose agencies and categories match it; what it adds goes to `capacity_gain_pool`,
//! by default the first pool.

use super::case_toml::Head;
use super::gather::Gather;
use super::number::Fit;
use super::table::Table;
use super::values::{self, Sign, Unit};
use crate::portfolio::PoolUse;
use crate::units::{AgencyIx, CategoryIx, PersonMonths, PoolIx};

/// The most person-months a year an initiative needs or adds.
const MOST_MONTHS: i64 = 1_000_000_000;

/// The pools a row uses or adds to, in declared order.
pub fn read(
    g: &mut Gather,
    head: &Head,
    table: &Table,
    row: usize,
    agency: AgencyIx,
    category: CategoryIx,
) -> Vec<PoolUse> {
    let mut months = |column: &str| {
        let cell = table.filled(row, column)?;
        values::real(g, &cell, 0, MOST_MONTHS)?;
        values::amount(g, &cell, Unit::plain(PersonMonths::PER_MONTH, Fit::Exact), Sign::NotNegative)
    };
    let [build, run, adds] =
        ["staff_pm_build_per_year", "staff_pm_run_per_year", "capacity_gain_pm_per_year"]
            .map(|column| PersonMonths(months(column).unwrap_or(0)));
    let to_pool = match table.filled(row, "capacity_gain_pool") {
        Some(cell) => head.pools.find(g, &cell).map(PoolIx),
        None => Some(PoolIx(0)),
    };
    let pools = head.pool_scopes.iter().enumerate();
    pools
        .filter_map(|(at, scope)| {
            let pool = PoolIx(at);
            let uses = scope.covers(agency, Some(category), None);
            let of = |months: PersonMonths, held: bool| if held { months } else { PersonMonths::ZERO };
            let (build, run, adds) = (of(build, uses), of(run, uses), of(adds, to_pool == Some(pool)));
            let any = [build, run, adds].iter().any(|months| *months != PersonMonths::ZERO);
            any.then_some(PoolUse { pool, build, run, adds })
        })
        .collect()
}
