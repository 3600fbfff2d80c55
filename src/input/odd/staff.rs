//! Initiatives that need more staff than a pool could ever have, even were everything else in service.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Finding;
use crate::input::gather::Gather;
use crate::input::rules::Ground;
use crate::input::scenarios::Draft;
use crate::portfolio::Portfolio;
use crate::scenario::Rule;
use crate::units::{InitiativeIx, PoolIx, Year};

/// Looks at the pools of every scenario; what never fits in any of them is reported.
pub fn look(g: &mut Gather, ground: &Ground<'_>, drafts: &[Draft]) {
    let mut added: BTreeMap<PoolIx, i64> = BTreeMap::new();
    for need in ground.portfolio.initiatives.iter().flat_map(|item| &item.staff) {
        *added.entry(need.pool).or_default() += need.adds.0;
    }
    let mut never: Option<BTreeSet<(InitiativeIx, PoolIx)>> = None;
    for draft in drafts {
        let here = never_staffed(ground.portfolio, draft, &added);
        never = Some(never.map_or_else(|| here.clone(), |held| held.intersection(&here).copied().collect()));
    }
    for (ix, pool) in never.unwrap_or_default() {
        let (initiative, pool) = (ground.portfolio.initiative(ix).id.clone(), ground.portfolio.pool(pool).id.clone());
        let place = ground.candidates.place(ix.0, "staff_pm_build_per_year");
        g.add(Finding::NeverStaffed { initiative, pool }, place);
    }
}

fn never_staffed(
    portfolio: &Portfolio,
    draft: &Draft,
    added: &BTreeMap<PoolIx, i64>,
) -> BTreeSet<(InitiativeIx, PoolIx)> {
    let capacity: BTreeMap<(PoolIx, Year), i64> = draft
        .rules
        .iter()
        .filter_map(|placed| match placed.rule {
            Rule::Pool { pool, year, capacity } => Some(((pool, year), capacity)),
            _ => None,
        })
        .collect();
    let mut never = BTreeSet::new();
    for (ix, earliest, latest) in super::window(&draft.rules).filter(|(_, earliest, latest)| earliest <= latest) {
        let item = portfolio.initiative(ix);
        for need in &item.staff {
            let most = |year: i32| {
                let held = capacity.get(&(need.pool, Year(year)));
                held.map(|held| held + added.get(&need.pool).copied().unwrap_or(0))
            };
            let fits = |year: i32| most(year).is_none_or(|most| need.build.0 <= most);
            let last = i32::from(item.duration) - 1;
            let any_start = (earliest.0..=latest.0).any(|start| (start..=start + last).all(fits));
            if !any_start {
                never.insert((ix, need.pool));
            }
        }
    }
    never
}
