//! Answers of a served page as stops: what `petajalan.receive` takes while a question is searched, and when it ends.

use serde::Serialize;

use super::build::{Texts, both};
use super::document::{Proof, Stop, Text};
use super::stops::{Told, empty, limits, planned};
use crate::explain::{Move, compare};
use crate::input::Case;
use crate::plan::{Plan, standing};
use crate::portfolio::Portfolio;
use crate::report::json;
use crate::scenario::{Goal, Scenario};
use crate::solve::{Outcome, Reached};
use crate::study::Answer;
use crate::study::frontier::money;
use crate::units::{Points, round_half_even};
use crate::words::serve::Looking;
use crate::words::{Lang, charts, claims, room, serve, summary, what_if};

/// As many rules are told one by one where they are not shown to be needed.
const FEW: usize = 12;

/// Stops that arrive later, with the sentences they name.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Sentences.
    pub texts: Vec<Text>,
    /// Stops.
    pub stops: Vec<Stop>,
}

impl Part {
    fn of(told: Told) -> Self {
        let mut texts = Texts::default();
        let stop = texts.give(told.0, told.1);
        Self { texts: texts.list, stops: vec![stop] }
    }
}

/// What is asked: a scenario with wishes, beside the plan without them.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The case.
    pub case: &'a Case,
    /// The scenario with the wishes.
    pub scenario: &'a Scenario,
    /// The scenario as it is, and its plan where it has one.
    pub before: (&'a Scenario, Option<&'a Plan>),
    /// The key of its stop.
    pub key: &'a str,
}

impl Question<'_> {
    fn portfolio(&self) -> &Portfolio {
        &self.case.portfolio
    }

    fn name(&self) -> Text {
        both(|lang| serve::name(&self.before.0.name, lang))
    }

    /// The stop of a plan; `reasons` asks for why every initiative is where it is.
    #[must_use]
    pub fn plan(&self, plan: &Plan, reached: &Reached, reasons: bool) -> Part {
        let portfolio = self.portfolio();
        let (stop, why) = planned(self.case, self.scenario, plan, money(portfolio, self.scenario), reasons);
        let gap = round_half_even(reached.gap() * 1e6);
        let proof =
            Proof {
                status: if reached.proven { "proven" } else { "best" },
                badge: both(|lang| {
                    if reached.proven { charts::proven(lang) } else { charts::best_found(lang, gap) }
                }),
                bounds: Some(both(|lang| claims::bounds(portfolio, reached, None, lang))),
                file: String::new(),
                sha256: String::new(),
            };
        let note = self.difference(plan);
        Part::of((Stop { key: self.key.to_owned(), name: self.name(), note, proof, ..stop }, why))
    }

    /// The stop of a question that no plan answers, or none that was found; `looking` is what somebody still looks for.
    #[must_use]
    pub fn none(&self, answer: &Answer, looking: Option<Looking>) -> Part {
        let portfolio = self.portfolio();
        let badge = both(|lang| room::capital(&summary::proof(&answer.outcome, lang)));
        let proof = Proof { status: json::status(&answer.outcome), badge: badge.clone(), ..empty().proof };
        let [id, en] = [Lang::Id, Lang::En].map(|lang| self.reasons(answer, looking, lang));
        let lines = id.into_iter().zip(en).map(|(id, en)| Text(id, en)).collect();
        let stop = Stop {
            key: self.key.to_owned(),
            name: self.name(),
            headline: badge,
            proof,
            money: money(portfolio, self.scenario).map(Into::into),
            lines,
            limits: limits(portfolio, self.scenario),
            ..empty()
        };
        Part::of((stop, Vec::new()))
    }

    /// What is known of why no plan keeps every rule: the rules that cannot all hold, or of which kinds they are, then the
    /// money that would do.
    fn reasons(&self, answer: &Answer, looking: Option<Looking>, lang: Lang) -> Vec<String> {
        let (conflict, missing) = (answer.conflict.as_ref(), answer.missing.as_ref());
        let mut lines = summary::infeasible(self.portfolio(), self.scenario, conflict, missing, lang);
        if let Some(many) = conflict.filter(|found| !found.is_minimal() && found.rules.len() > FEW) {
            let money = lines.pop();
            lines = serve::among(self.scenario, many, lang);
            lines.extend(money);
        }
        if let Some(looking) = looking {
            if conflict.is_some() && missing.is_none() {
                lines.pop();
            }
            lines.push(serve::looking(looking, lang).to_owned());
        } else if lines.is_empty() && answer.outcome == Outcome::Infeasible {
            lines.push(serve::no_reason(lang).to_owned());
        }
        lines
    }

    /// What the wishes change and what they cost, in one line.
    fn difference(&self, plan: &Plan) -> Text {
        let portfolio = self.portfolio();
        let (Some(before), Some(&goal)) = (self.before.1, self.scenario.goals.first()) else {
            return both(|lang| serve::no_plan_before(lang).to_owned());
        };
        let reach = |plan: &Plan| standing::goal(portfolio, self.scenario, plan, goal);
        let gain = reach(plan) - reach(before);
        let changes = compare(before, plan);
        let count = |wanted: fn(&Move) -> bool| changes.iter().filter(|change| wanted(&change.how)).count();
        let last = portfolio.calendar.last();
        let index = (!portfolio.schemes.is_empty()).then(|| {
            let at = |plan: &Plan| standing::index(portfolio, plan, crate::units::SchemeIx(0), last);
            (at(before), at(plan))
        });
        let line = what_if::Headline {
            goal,
            gain: if goal == Goal::LeastCost { -gain } else { gain },
            index,
            changes: [
                count(|how| matches!(how, Move::Added(_))),
                count(|how| matches!(how, Move::Dropped(_))),
                count(|how| matches!(how, Move::Moved { .. })),
            ],
        };
        let other_values = self.scenario.values != self.before.0.values;
        let worth = other_values.then(|| standing::value(portfolio, self.scenario, before));
        both(|lang| {
            let line = what_if::headline(portfolio, &line, lang);
            worth
                .map_or(line.clone(), |worth: Points| format!("{line} {}", serve::other_weights(worth, lang)))
        })
    }
}
