//! The curve with the profile free: only the total over the horizon counts.
//!
//! Kept are the rules that every comparable scenario has, but for those on money: yearly ceilings, also of agencies,
//! categories and classes, limits of funds and their carry-over, ceilings after the horizon and shares of ceilings are
//! dropped, and one ceiling over the horizon on all spending takes their place. So every plan of a comparable scenario
//! keeps the rules of this one under the same money, and the curve bounds them all from above.

use super::Own;
use super::curve::{Curve, curve};
use super::line::Line;
use super::profile::{Profile, is_scaled, money};
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::{Base, Rule, Scenario, Scope};
use crate::solve::Options;
use crate::units::Money;

/// Whether the plans of two scenarios can be compared by value and money: the same values, base spending, synergies and
/// commitments.
#[must_use]
pub fn comparable(one: &Scenario, other: &Scenario) -> bool {
    let fixed = |scenario: &Scenario| {
        let rules = scenario.rules.iter();
        rules
            .filter(|rule| matches!(rule, Rule::Synergy { .. } | Rule::Committed { .. }))
            .cloned()
            .collect::<Vec<_>>()
    };
    one.values == other.values && one.base == other.base && fixed(one) == fixed(other)
}

/// The scenario in which only the total over the horizon limits money.
#[must_use]
pub fn scenario(portfolio: &Portfolio, scenarios: &[Scenario], chosen: &Scenario) -> Option<Scenario> {
    let peers: Vec<&Scenario> = scenarios.iter().filter(|other| comparable(chosen, other)).collect();
    let kept = |rule: &&Rule| {
        let of_ceiling = matches!(
            rule,
            Rule::ShareFloor { base: Base::Ceiling, .. } | Rule::ShareCap { base: Base::Ceiling, .. }
        );
        !is_scaled(portfolio, rule) && !of_ceiling && peers.iter().all(|peer| peer.rules.contains(rule))
    };
    let limit = money(portfolio, chosen)?;
    let total = Rule::HorizonCeiling { id: TOTAL.to_owned(), scope: Scope::total(), limit };
    let rules = chosen.rules.iter().filter(kept).cloned().chain([total]).collect();
    Some(Scenario { rules, ..chosen.clone() })
}

/// The id of the only ceiling.
const TOTAL: &str = "total";

/// The free curve, and its value at the money of every scenario that can be compared.
pub fn free(
    portfolio: &Portfolio,
    scenarios: &[Scenario],
    chosen: usize,
    own: &mut [Own],
    wanted: usize,
    options: &Options,
    told: &(dyn Fn(usize) + Sync),
) -> Option<Curve> {
    let chosen = scenarios.get(chosen)?;
    let relaxed = scenario(portfolio, scenarios, chosen)?;
    let profile = Profile::of(portfolio, &relaxed)?;
    let line = Line { portfolio, profile: &profile, options };
    let is_peer =
        |own: &Own| scenarios.get(own.scenario).is_some_and(|scenario| comparable(chosen, scenario));
    let known: Vec<(Money, Option<Plan>)> = own
        .iter()
        .filter(|own| is_peer(own))
        .map(|own| (own.money, own.step.as_ref().map(|step| step.plan.clone())))
        .collect();
    let found = curve(&line, &known, wanted.max(known.len() + 2), told)?;
    for own in own.iter_mut() {
        if is_peer(own) {
            // The bound of the first step that reaches this money; beyond the last one nothing is gained.
            let above = found.steps.iter().find(|step| step.at >= own.money).or(found.steps.last());
            own.free = above.map(|step| step.bound);
        }
    }
    Some(found)
}
