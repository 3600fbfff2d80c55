//! What an explanation claims, checked without a solver: every plan that shows what having something otherwise costs keeps
//! the rules it is about and is worth what it is said to be. That none is better, and at which price a choice turns, is the
//! solver's word.

use std::collections::BTreeSet;

use super::Difference;
use crate::audit;
use crate::explain::base::{Base, Effect};
use crate::explain::explained::{Explained, richer};
use crate::explain::rule_costs::Kind;
use crate::plan::standing;
use crate::scenario::Scenario;

/// What is wrong with the claims, and how many plans were looked at.
#[must_use]
pub fn wrong(base: &Base, explained: &Explained) -> (usize, Vec<Difference>) {
    let mut judge = Judge { base, plans: 0, wrong: Vec::new() };
    // A list longer than what there is to list would only be work: no run writes one.
    let mut told = BTreeSet::new();
    let whole = explained.whole.as_ref();
    let kinds: BTreeSet<&str> =
        whole.iter().flat_map(|whole| &whole.rules).map(|(kind, _)| kind.word()).collect();
    let years: BTreeSet<_> = whole.iter().flat_map(|whole| &whole.money).map(|(year, _)| *year).collect();
    let repeats = !explained.stories.iter().all(|story| told.insert(story.initiative))
        || whole.is_some_and(|whole| kinds.len() < whole.rules.len() || years.len() < whole.money.len());
    if repeats {
        return (0, vec![Difference::Repeated(base.scenario.id.clone())]);
    }
    for story in &explained.stories {
        let who = story.initiative;
        let changed = if story.start.is_some() { base.with_out(who) } else { base.with_in(who, None) };
        judge.look(&changed, &story.otherwise);
        if let Some((year, effect)) = story.more.as_ref().and_then(|more| more.earlier.as_ref()) {
            judge.look(&base.with_in(who, Some(*year)), effect);
        }
    }
    if let Some(whole) = &explained.whole {
        for (kind, effect) in &whole.rules {
            judge.look(&base.scenario.keeping(|rule| Kind::of(rule) != Some(*kind)), effect);
        }
        for (year, found) in &whole.money {
            if let Some((extra, effect)) = found {
                judge.look(&richer(base, *year, *extra), effect);
            }
        }
    }
    (judge.plans, judge.wrong)
}

struct Judge<'a> {
    base: &'a Base<'a>,
    plans: usize,
    wrong: Vec<Difference>,
}

impl Judge<'_> {
    fn look(&mut self, scenario: &Scenario, effect: &Effect) {
        let Effect::Plan { plan, value, loss, .. } = effect else { return };
        self.plans += 1;
        let portfolio = self.base.portfolio;
        let broken = audit::violations(portfolio, scenario, plan).into_iter();
        self.wrong.extend(broken.map(|violation| Difference::Broken(scenario.id.clone(), violation)));
        let Some(&goal) = scenario.goals.first() else { return };
        let reached = standing::goal(portfolio, scenario, plan, goal);
        if reached != *value {
            let scenario = scenario.id.clone();
            self.wrong.push(Difference::Goal { scenario, goal, claimed: *value, reached });
        }
        if *loss != self.base.loss_of(*value) {
            self.wrong.push(Difference::Answer(scenario.id.clone()));
        }
    }
}
