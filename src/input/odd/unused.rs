//! What is declared and never used: weight sets, criteria, funds, pools; and reach that is missing.

use std::collections::BTreeSet;

use super::place_of;
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::input::gather::Gather;
use crate::input::rules::Ground;
use crate::input::scenarios::Draft;
use crate::input::toml_tree::Node;
use crate::portfolio::Initiative;

/// Costs that differ more than this many times make reach worth asking for.
const WIDE: i64 = 50;

/// Looks at everything that can be declared in vain.
pub fn look(g: &mut Gather, ground: &Ground<'_>, case: &Node, drafts: &[Draft]) {
    let portfolio = ground.portfolio;
    let lines = portfolio.initiatives.iter().flat_map(|item| &item.costs).flat_map(|line| &line.funds);
    let base = drafts.iter().flat_map(|draft| &draft.base).flat_map(|base| &base.funds);
    let funds: BTreeSet<usize> = lines.chain(base).map(|fund| fund.0).collect();
    let staff = portfolio.initiatives.iter().flat_map(|item| &item.staff);
    let pools: BTreeSet<usize> = staff.map(|need| need.pool.0).collect();
    let elicited = ground.head.elicited();
    let owned = (0..elicited.sources.len()).filter(|&at| elicited.sources[at].rater.is_some());
    let sets: BTreeSet<usize> = drafts.iter().map(|draft| draft.weight_set).chain(owned).collect();
    let weighed = |at: &usize| {
        ground.head.weight_sets.iter().any(|set| set.weights.get(*at).is_some_and(|weight| *weight > 0.0))
    };
    let criteria: BTreeSet<usize> = (0..portfolio.criteria.len()).filter(weighed).collect();
    let mut report = |table: &str, thing: Thing, ids: Vec<&str>, used: &BTreeSet<usize>| {
        for (_, id) in ids.into_iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            g.add(Finding::Unused { thing, id: id.to_owned() }, place_of(case, table, id));
        }
    };
    report("fund", Thing::Fund, portfolio.funds.iter().map(|fund| fund.id.as_str()).collect(), &funds);
    report("pool", Thing::Pool, portfolio.pools.iter().map(|pool| pool.id.as_str()).collect(), &pools);
    if !ground.head.value_given {
        let ids = portfolio.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        report("criterion", Thing::Criterion, ids, &criteria);
        let ids = ground.head.weight_sets.iter().map(|set| set.id.as_str()).collect();
        report("weight_set", Thing::WeightSet, ids, &sets);
        reach(g, ground);
    }
}

fn reach(g: &mut Gather, ground: &Ground<'_>) {
    if ground.candidates.table.has("reach") {
        return;
    }
    let portfolio = ground.portfolio;
    let cost = |item: &Initiative| -> i64 {
        let money =
            item.costs.iter().filter(|line| portfolio.classes.get(line.class.0).is_some_and(|c| c.money));
        money.fold(0, |sum: i64, line| sum.saturating_add(line.amount.0))
    };
    let costs = || portfolio.initiatives.iter().map(cost).filter(|&cost| cost > 0);
    let (Some(least), Some(most)) = (costs().min(), costs().max()) else {
        return;
    };
    let factor = most / least;
    if factor > WIDE {
        g.add(Finding::NoReach { factor }, ground.candidates.table.header_place());
    }
}
