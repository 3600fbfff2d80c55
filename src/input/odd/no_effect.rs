//! Cells and keys that are read but change nothing, because another that gives them a meaning is missing.

use super::place_of;
use crate::diagnostic::Finding;
use crate::input::gather::Gather;
use crate::input::rules::Ground;
use crate::input::scenarios::Draft;
use crate::input::toml_tree::Node;
use crate::scenario::Rule;
use crate::units::FundIx;

/// Looks at the columns of initiatives, at values beside scores, and at carry-over of funds without a limit.
pub fn look(g: &mut Gather, ground: &Ground<'_>, case: &Node, drafts: &[Draft]) {
    forced(g, ground);
    staff(g, ground);
    values(g, ground, case);
    carry_over(g, ground, case, drafts);
}

/// A finding that one key has no effect without any of these.
#[must_use]
pub fn no_effect(key: &str, needs: &[&str]) -> Finding {
    Finding::NoEffect { key: key.to_owned(), needs: needs.iter().map(|&need| need.to_owned()).collect() }
}

fn forced(g: &mut Gather, ground: &Ground<'_>) {
    let table = &ground.candidates.table;
    for facts in &ground.candidates.facts {
        let filled = |column: &str| table.filled(facts.row, column);
        let force = filled("force");
        for column in ["force_year", "force_reason"] {
            if let Some(cell) = filled(column).filter(|_| force.is_none()) {
                g.at(no_effect(column, &["force"]), &cell);
            }
        }
        if facts.force.as_ref().is_some_and(|force| force.out)
            && let Some(cell) = filled("force_year")
        {
            g.at(no_effect("force_year", &["force = in"]), &cell);
        }
        if filled("capacity_gain_pm_per_year").is_none()
            && let Some(cell) = filled("capacity_gain_pool")
        {
            g.at(no_effect("capacity_gain_pool", &["capacity_gain_pm_per_year"]), &cell);
        }
    }
}

/// Staff counts in a pool only.
fn staff(g: &mut Gather, ground: &Ground<'_>) {
    let table = &ground.candidates.table;
    if !ground.portfolio.pools.is_empty() {
        return;
    }
    for column in ["staff_pm_build_per_year", "staff_pm_run_per_year", "capacity_gain_pm_per_year"] {
        if let Some(cell) = (0..table.len()).find_map(|row| table.filled(row, column)) {
            g.at(no_effect(column, &["[[pool]]"]), &cell);
        }
    }
}

/// Values that are given where scores count, and criteria where given values do.
fn values(g: &mut Gather, ground: &Ground<'_>, case: &Node) {
    if ground.head.value_given {
        if let Some(criterion) = ground.portfolio.criteria.first() {
            let place = place_of(case, "criterion", &criterion.id);
            g.add(no_effect("criterion", &["value.from = \"scores\""]), place);
        }
        return;
    }
    let table = &ground.candidates.table;
    let by_year = table.family("value_e").into_iter().map(|(_, column)| column);
    for column in ["value", "value_service"].map(str::to_owned).into_iter().chain(by_year) {
        if let Some(cell) = (0..table.len()).find_map(|row| table.filled(row, &column)) {
            g.at(no_effect(&column, &["value.from = \"given\""]), &cell);
        }
    }
}

/// What no limit holds back cannot be carried over.
fn carry_over(g: &mut Gather, ground: &Ground<'_>, case: &Node, drafts: &[Draft]) {
    let rules = || drafts.iter().flat_map(|draft| &draft.rules).map(|placed| &placed.rule);
    for (at, fund) in ground.portfolio.funds.iter().enumerate() {
        let fund_at = FundIx(at);
        let carries = rules().any(|rule| matches!(rule, Rule::CarryOver { fund, .. } if *fund == fund_at));
        let limited = rules().any(|rule| matches!(rule, Rule::FundLimit { fund, .. } if *fund == fund_at));
        if carries && !limited {
            g.add(no_effect("carry_over_cap", &["limits"]), place_of(case, "fund", &fund.id));
        }
    }
}
