//! `[[floor]]`: the least a scope spends, as an amount or a share; a share with `at_most` is a cap.

use super::{Ground, Placed, Rows, scope};
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::input::amounts::{Years, by_year, one};
use crate::input::case_toml::default;
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::number::{Fit, Misfit};
use crate::input::odd::no_effect;
use crate::input::values;
use crate::scenario::{Base, Period, Rule, Scope};
use crate::units::{Money, Year};

/// Hundredths of a percent in the whole.
const WHOLE: i64 = 10_000;

/// Reads every floor; ceilings must have been read before.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows, rules: &mut Vec<Placed>) {
    for (id, row) in rows.of(g, "floor", Thing::Floor) {
        let own = ["id", "name", "per", "amount", "share", "of", "at_most"];
        row.known(g, &scope::keys(&own, &scope::OF_SPENDING));
        let scope = scope::read(g, ground, &row);
        if row.get("per").is_none() {
            default(g, &row, "per", "year");
        }
        let horizon =
            row.cell(g, "per", Shape::Text).and_then(|cell| values::choice(g, &cell, &["year", "horizon"]));
        let horizon = horizon == Some(1);
        match (row.get("amount"), row.get("share")) {
            (Some(_), None) => amounts(g, ground, &id, &row, &scope, horizon, rules),
            (None, Some(_)) => share(g, ground, &id, &row, &scope, horizon, rules),
            _ => g.add(Finding::AmountOrShare { floor: id }, row.node.place()),
        }
    }
}

fn amounts(
    g: &mut Gather,
    ground: &Ground<'_>,
    id: &str,
    row: &Section<'_>,
    scope: &Scope,
    horizon: bool,
    rules: &mut Vec<Placed>,
) {
    let Some(node) = row.get("amount") else { return };
    if let Some(of) = row.get("of") {
        g.add(no_effect("of", &["share"]), of.key_place());
    }
    if row.flag(g, "at_most") == Some(true)
        && let Some(at_most) = row.get("at_most")
    {
        g.add(Finding::CapOfAmount { floor: id.to_owned() }, at_most.key_place());
    }
    let unit = scope::unit(g, ground, row, id, scope, Fit::Up);
    let calendar = &ground.portfolio.calendar;
    let amounts: Vec<(Period, i64)> = if horizon {
        one(g, node, unit).into_iter().map(|amount| (Period::Horizon, amount)).collect()
    } else {
        let amounts = by_year(g, node, calendar, Years::of_plan(calendar), unit);
        amounts.into_iter().map(|(year, amount)| (Period::Year(year), amount)).collect()
    };
    for (period, amount) in amounts.into_iter().filter(|(_, amount)| *amount > 0) {
        let rule = Rule::Floor { id: id.to_owned(), scope: scope.clone(), period, amount: Money(amount) };
        rules.push(rule.into());
    }
}

fn share(
    g: &mut Gather,
    ground: &Ground<'_>,
    id: &str,
    row: &Section<'_>,
    scope: &Scope,
    horizon: bool,
    rules: &mut Vec<Placed>,
) {
    let Some(cell) = row.number(g, "share") else {
        return;
    };
    let Some(fraction) = values::fraction(g, &cell, 0, 100) else {
        return;
    };
    let share = match fraction.times(WHOLE, Fit::Exact) {
        Ok(share) => share,
        Err(Misfit::TooFine | Misfit::TooLarge) => {
            g.at(Finding::TooFine { text: cell.text.to_owned() }, &cell);
            return;
        }
    };
    let of = row.cell(g, "of", Shape::Text);
    if of.is_none() {
        default(g, row, "of", "spending");
    }
    let base = of.and_then(|cell| values::choice(g, &cell, &["spending", "ceiling"]));
    let base = if base == Some(1) { Base::Ceiling } else { Base::Spending };
    let at_most = row.flag(g, "at_most").unwrap_or(false);
    // A share of money is a share of money only: another resource has its own unit.
    scope::unit(g, ground, row, id, scope, Fit::Up);
    let money =
        scope.classes.iter().all(|c| ground.head.shell.classes.get(c.0).is_some_and(|class| class.money));
    if !money && let Some(node) = row.get("class") {
        g.add(Finding::MixedClasses { rule: id.to_owned() }, node.place());
    }
    let years: Vec<Year> = ground.portfolio.calendar.plan_years().collect();
    if base == Base::Ceiling
        && let Some(year) = years.iter().find(|year| !has_total(rules, **year, horizon))
    {
        let place = of.map_or_else(|| row.node.place(), |cell| cell.place());
        g.add(Finding::ShareWithoutCeiling { floor: id.to_owned(), year: year.0 }, place);
        return;
    }
    let periods = if horizon { vec![Period::Horizon] } else { years.into_iter().map(Period::Year).collect() };
    for period in periods {
        let (id, scope) = (id.to_owned(), scope.clone());
        let rule = if at_most {
            Rule::ShareCap { id, scope, period, base, share }
        } else {
            Rule::ShareFloor { id, scope, period, base, share }
        };
        rules.push(rule.into());
    }
}

/// Whether a total ceiling stands in the year, or over the horizon where that is enough.
fn has_total(rules: &[Placed], year: Year, horizon: bool) -> bool {
    rules.iter().any(|placed| match &placed.rule {
        Rule::Ceiling { scope, year: at, .. } => scope.is_total() && *at == year,
        Rule::HorizonCeiling { scope, .. } => horizon && scope.is_total(),
        _ => false,
    })
}
