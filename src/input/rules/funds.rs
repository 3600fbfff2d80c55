//! `[[fund]]`: limits by year and over the horizon, and carry-over.

use super::{Ground, Placed, Rows};
use crate::finding::{Shape, Thing};
use crate::input::amounts::{Years, by_year, one};
use crate::input::case_toml::default;
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::number::Fit;
use crate::scenario::Rule;
use crate::units::{FundIx, Money};

/// Reads the limits of every fund.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (_, row) in rows.of(g, "fund", Thing::Fund) {
        row.known(g, &["id", "name", "classes", "limits", "horizon_limit", "carry_over_cap"]);
        let Some(cell) = row.cell(g, "id", Shape::Text) else {
            continue;
        };
        let Some(fund) = ground.head.funds.find(g, &cell) else {
            continue;
        };
        limits(g, ground, &row, fund, rules);
        if row.get("carry_over_cap").is_none() && row.get("limits").is_some() {
            default(g, &row, "carry_over_cap", "0");
        }
        let unit = ground.head.money(Fit::Down);
        if let Some(node) = row.get("carry_over_cap")
            && let Some(cap) = one(g, node, unit).filter(|&cap| cap > 0)
        {
            let rule = Rule::CarryOver { fund: FundIx(fund), cap: Money(cap) };
            rules.push(rule.into());
        }
    }
}

/// The limits of a fund, from its own row or a ceiling on it.
pub fn limits(g: &mut Gather, ground: &Ground<'_>, row: &Section<'_>, fund: usize, rules: &mut Vec<Placed>) {
    let unit = ground.head.money(Fit::Down);
    let calendar = &ground.portfolio.calendar;
    let fund = FundIx(fund);
    if let Some(node) = row.get("limits") {
        for (year, limit) in by_year(g, node, calendar, Years::of_plan(calendar), unit) {
            rules.push(Rule::FundLimit { fund, year, limit: Money(limit) }.into());
        }
    }
    if let Some(node) = row.get("horizon_limit")
        && let Some(limit) = one(g, node, unit)
    {
        rules.push(Rule::FundHorizonLimit { fund, limit: Money(limit) }.into());
    }
}
