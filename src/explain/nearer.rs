//! Of plans as good one near another, so that ties do not look like consequences.

use super::compare;
use crate::audit::Auditor;
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;

/// A plan as good by the first goal with fewer changes from the known one: each change that nobody needs is taken back. The
/// plan is one of the scenario; the known one need not be.
#[must_use]
pub fn nearer(portfolio: &Portfolio, scenario: &Scenario, known: &Plan, mut plan: Plan) -> Plan {
    let Some(&goal) = scenario.goals.first() else { return plan };
    let auditor = Auditor::new(portfolio, scenario);
    let reach = |plan: &Plan| standing::goal(portfolio, scenario, plan, goal);
    let reached = reach(&plan);
    loop {
        let before = plan.clone();
        for change in compare(known, &before) {
            let at = change.initiative.0;
            let held = std::mem::replace(&mut plan.starts[at], known.starts[at]);
            if reach(&plan) != reached || !auditor.keeps_all(&plan) {
                plan.starts[at] = held;
            }
        }
        if plan == before {
            return plan;
        }
    }
}
