//! Ceilings that never bind, and initiatives that never fit under the total ceiling.
//!
//! What could be spent at most in a year is bounded from above: each cost line at its price wherever a permitted
//! start puts it, base spending added. So a ceiling reported here certainly never binds.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Finding, Place};
use crate::input::gather::Gather;
use crate::input::rules::Ground;
use crate::input::scenarios::Draft;
use crate::portfolio::{CostLine, Portfolio, When};
use crate::scenario::{Rule, Scope};
use crate::units::{AgencyIx, CategoryIx, ClassIx, InitiativeIx, Year};

/// Looks at the ceilings of every scenario.
pub fn look(g: &mut Gather, ground: &Ground<'_>, drafts: &[Draft]) {
    let mut never: Option<BTreeSet<InitiativeIx>> = None;
    for draft in drafts {
        never_binding(g, ground, draft);
        let here = never_affordable(ground.portfolio, draft);
        never = Some(never.map_or_else(|| here.clone(), |held| held.intersection(&here).copied().collect()));
    }
    for ix in never.unwrap_or_default() {
        let initiative = ground.portfolio.initiative(ix).id.clone();
        g.add(Finding::NeverAffordable { initiative }, ground.candidates.place(ix.0, "id"));
    }
}

/// Amounts by whose they are and by accounted year.
type Most = BTreeMap<(AgencyIx, Option<CategoryIx>, ClassIx), Vec<i128>>;

fn never_binding(g: &mut Gather, ground: &Ground<'_>, draft: &Draft) {
    let portfolio = ground.portfolio;
    let has_ceilings =
        draft.rules.iter().any(|p| matches!(p.rule, Rule::Ceiling { .. } | Rule::HorizonCeiling { .. }));
    if !has_ceilings {
        return;
    }
    let most = most_by_part(portfolio, draft);
    let first = portfolio.calendar.first;
    let most_in = |scope: &Scope, year: Year| -> i128 {
        let column = usize::try_from(year.since(first)).unwrap_or(usize::MAX);
        let parts = most.iter().filter(|((agency, category, class), _)| {
            let any = Scope { initiatives: Vec::new(), ..scope.clone() };
            any.counts(*class, portfolio.class(*class).money) && any.covers(*agency, *category, None)
        });
        parts.filter_map(|(_, years)| years.get(column)).sum()
    };
    let mut by_ceiling: BTreeMap<&Place, (&str, Vec<(Option<Year>, bool)>)> = BTreeMap::new();
    for placed in &draft.rules {
        let (id, year, never) = match &placed.rule {
            Rule::Ceiling { id, scope, year, limit } => {
                (id, Some(*year), i128::from(limit.0) >= most_in(scope, *year))
            }
            Rule::HorizonCeiling { id, scope, limit } => {
                let most: i128 = portfolio.calendar.plan_years().map(|year| most_in(scope, year)).sum();
                (id, None, i128::from(limit.0) >= most)
            }
            _ => continue,
        };
        by_ceiling.entry(&placed.place).or_insert((id, Vec::new())).1.push((year, never));
    }
    for (place, (id, years)) in by_ceiling {
        let ceiling = || id.to_owned();
        if years.iter().all(|(_, never)| *never) {
            g.add(Finding::NeverBinds { ceiling: ceiling(), year: None }, place.clone());
            continue;
        }
        for (year, _) in years.into_iter().filter(|(_, never)| *never) {
            g.add(Finding::NeverBinds { ceiling: ceiling(), year: year.map(|y| y.0) }, place.clone());
        }
    }
}

fn most_by_part(portfolio: &Portfolio, draft: &Draft) -> Most {
    let calendar = &portfolio.calendar;
    let years: Vec<Year> = calendar.accounted_years().collect();
    let mut most = Most::new();
    let windows = super::window(&draft.rules);
    let committed = draft.rules.iter().filter_map(|placed| match placed.rule {
        Rule::Committed { initiative, start } => Some((initiative, start, start)),
        _ => None,
    });
    for (ix, earliest, latest) in windows.chain(committed).filter(|(_, earliest, latest)| earliest <= latest) {
        let item = portfolio.initiative(ix);
        for line in &item.costs {
            let part = most.entry((item.agency, Some(item.category), line.class));
            let held = part.or_insert_with(|| vec![0; years.len()]);
            for (held, &year) in held.iter_mut().zip(&years) {
                if may_fall(portfolio, line, item.duration, earliest, latest, year) {
                    *held += i128::from(portfolio.price(line, year).0);
                }
            }
        }
    }
    for base in &draft.base {
        let held = most.entry((base.agency, base.category, base.class)).or_insert_with(|| vec![0; years.len()]);
        for (year, amount) in &base.amounts {
            let column = usize::try_from(year.since(calendar.first)).ok();
            if let Some(held) = column.and_then(|column| held.get_mut(column)) {
                *held += i128::from(amount.0);
            }
        }
    }
    most
}

fn may_fall(portfolio: &Portfolio, line: &CostLine, duration: u16, earliest: Year, latest: Year, year: Year) -> bool {
    match line.when {
        When::Execution(k) => (earliest.plus(k)..=latest.plus(k)).contains(&year),
        When::Service => portfolio.calendar.service_from(earliest, duration) <= year,
    }
}

/// Initiatives that break the total ceiling of some year whenever they start.
fn never_affordable(portfolio: &Portfolio, draft: &Draft) -> BTreeSet<InitiativeIx> {
    let mut limits: BTreeMap<Year, i128> = BTreeMap::new();
    for placed in &draft.rules {
        if let Rule::Ceiling { scope, year, limit, .. } = &placed.rule
            && scope.is_total()
        {
            let held = limits.entry(*year).or_insert(i128::MAX);
            *held = (*held).min(i128::from(limit.0));
        }
    }
    if limits.is_empty() {
        return BTreeSet::new();
    }
    let is_money = |class: ClassIx| portfolio.class(class).money;
    for (year, amount) in draft.base.iter().filter(|base| is_money(base.class)).flat_map(|base| &base.amounts) {
        if let Some(limit) = limits.get_mut(year) {
            *limit -= i128::from(amount.0);
        }
    }
    let fits = |ix: InitiativeIx, start: Year| {
        let mut spent: BTreeMap<Year, i128> = BTreeMap::new();
        for (year, line, amount) in portfolio.costs_if_started(ix, start) {
            if is_money(line.class) {
                *spent.entry(year).or_default() += i128::from(amount.0);
            }
        }
        spent.iter().all(|(year, amount)| limits.get(year).is_none_or(|limit| amount <= limit))
    };
    super::window(&draft.rules)
        .filter(|(_, earliest, latest)| earliest <= latest)
        .filter(|&(ix, earliest, latest)| !(earliest.0..=latest.0).any(|start| fits(ix, Year(start))))
        .map(|(ix, _, _)| ix)
        .collect()
}
