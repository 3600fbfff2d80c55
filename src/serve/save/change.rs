//! What a wish changes, as the log of decisions has it: `old -> new`.

use std::collections::BTreeMap;

use super::about;
use super::table::amount;
use crate::input::Case;
use crate::portfolio::Portfolio;
use crate::report::studies::what_if::Wish;
use crate::scenario::{Rule, Scenario};
use crate::units::{Money, Year};

/// Stands for a value that was not there before.
const NONE: &str = "-";

/// The change that a wish makes of a scenario, `held` before and `wished` after; empty where it sets no value.
pub fn change(case: &Case, held: &Scenario, wished: &Scenario, wish: &Wish) -> String {
    let portfolio = &case.portfolio;
    let money = |find: &dyn Fn(&Scenario) -> Limits| moved(portfolio, &find(held), &find(wished));
    match wish {
        Wish::Start { year, .. } => {
            let before = about(wish).and_then(|id| forced(portfolio, held, id));
            format!("{} -> {year}", before.unwrap_or_else(|| NONE.to_owned()))
        }
        Wish::Must(id) => {
            forced(portfolio, held, id).map_or_else(String::new, |before| format!("{before} -> in"))
        }
        Wish::Without(id) => {
            forced(portfolio, held, id).map_or_else(String::new, |before| format!("{before} -> out"))
        }
        Wish::Ceiling { year, .. } => money(&|scenario| total(scenario, Some(*year))),
        Wish::Cut(cut) => {
            format!("{} (-{})", money(&|scenario| total(scenario, Some(cut.year))), percent(cut.share))
        }
        Wish::Scale(share) => format!("{} ({})", money(&|scenario| total(scenario, None)), percent(*share)),
        Wish::CeilingOf { id, year, .. } => money(&|scenario| of_ceiling(scenario, id, Some(*year))),
        Wish::FundOf { fund, year, .. } => money(&|scenario| of_fund(portfolio, scenario, fund, Some(*year))),
        Wish::CutFund { fund, share } => {
            format!("{} (-{})", money(&|scenario| of_fund(portfolio, scenario, fund, None)), percent(*share))
        }
        Wish::Agency { limit, .. } => format!("{NONE} -> {}", shown(portfolio, Money(*limit))),
        Wish::Weights(weights) => of_weights(case, held, weights),
        Wish::Off { .. } => "on -> off".to_owned(),
    }
}

/// Limits by year; over all years where there is none.
type Limits = BTreeMap<Option<Year>, Money>;

/// Each limit that is another one after: `7700 -> 7000`, with its year where there are several.
fn moved(portfolio: &Portfolio, before: &Limits, after: &Limits) -> String {
    let changed: Vec<(&Option<Year>, String)> = after
        .iter()
        .filter(|(year, limit)| before.get(*year) != Some(limit))
        .map(|(year, limit)| {
            let old = before.get(year).map_or_else(|| NONE.to_owned(), |old| shown(portfolio, *old));
            (year, format!("{old} -> {}", shown(portfolio, *limit)))
        })
        .collect();
    match &changed[..] {
        // Nothing moves where the wish is what holds already.
        [] => after.values().next().map(|limit| shown(portfolio, *limit)).unwrap_or_default(),
        [(_, only)] => only.clone(),
        several => {
            let named = several.iter().map(|(year, text)| match year {
                Some(year) => format!("{}: {text}", year.0),
                None => text.clone(),
            });
            named.collect::<Vec<_>>().join("; ")
        }
    }
}

fn total(scenario: &Scenario, only: Option<i32>) -> Limits {
    let all = scenario.total_ceilings().into_iter();
    all.filter(|(year, _)| only.is_none_or(|only| only == year.0))
        .map(|(year, limit)| (Some(year), limit))
        .collect()
}

fn of_ceiling(scenario: &Scenario, of: &str, only: Option<i32>) -> Limits {
    let years = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::Ceiling { id, year, limit, .. } if id == of && only.is_none_or(|only| only == year.0) => {
            Some((Some(*year), *limit))
        }
        _ => None,
    });
    years.collect()
}

fn of_fund(portfolio: &Portfolio, scenario: &Scenario, of: &str, only: Option<i32>) -> Limits {
    let limits = scenario.rules.iter().filter_map(|rule| match rule {
        Rule::FundLimit { fund, year, limit }
            if portfolio.fund(*fund).id == of && only.is_none_or(|only| only == year.0) =>
        {
            Some((Some(*year), *limit))
        }
        Rule::FundHorizonLimit { fund, limit } if only.is_none() && portfolio.fund(*fund).id == of => {
            Some((None, *limit))
        }
        _ => None,
    });
    limits.collect()
}

/// What the scenario decides about an initiative.
fn forced(portfolio: &Portfolio, scenario: &Scenario, id: &str) -> Option<String> {
    let of = portfolio.find(id)?;
    scenario.rules.iter().find_map(|rule| match rule {
        Rule::ForcedIn { initiative, start, .. } if *initiative == of => {
            Some(start.map_or_else(|| "in".to_owned(), |start| start.0.to_string()))
        }
        Rule::ForcedOut { initiative, .. } if *initiative == of => Some("out".to_owned()),
        _ => None,
    })
}

/// Weights in percent: `b_use 60% -> 40%; b_safe 40% -> 60%`.
fn of_weights(case: &Case, held: &Scenario, after: &BTreeMap<String, i64>) -> String {
    let set = case.weight_sets.iter().find(|set| set.id == held.weight_set);
    let criteria = case.portfolio.criteria.iter().enumerate();
    let parts = criteria.map(|(at, criterion)| {
        let old = set
            .and_then(|set| set.weights.get(at))
            .and_then(|weight| crate::units::round_half_even(weight * 1e4));
        let new = after.get(&criterion.id).copied().unwrap_or(0) / 100;
        format!("{} {} -> {}", criterion.id, old.map_or_else(|| NONE.to_owned(), percent), percent(new))
    });
    parts.collect::<Vec<_>>().join("; ")
}

fn shown(portfolio: &Portfolio, money: Money) -> String {
    // A power of ten divides without rest in so many decimals.
    amount(money.0, 10_i64.pow(u32::from(portfolio.currency.decimals))).unwrap_or_default()
}

/// Hundredths of a percent.
fn percent(share: i64) -> String {
    format!("{}%", amount(share, 100).unwrap_or_default())
}
