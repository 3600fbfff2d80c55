//! What the panel of questions offers: the limits, rules, agencies and weights of every scenario, as the page reads them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::explain::rule_costs::Kind;
use crate::input::Case;
use crate::plan::{Ledger, Plan};
use crate::portfolio::Portfolio;
use crate::report::room::document::{Text, Whole};
use crate::scenario::{Rule, Scenario, Scope};
use crate::study::Answer;
use crate::study::frontier::is_scaled;
use crate::study::what_if::{given, same_table};
use crate::units::{AgencyIx, FundIx, Money, Year, round_half_even};
use crate::words::{Lang, explain, rules, serve};

/// Rules of a kind are listed one by one up to so many.
const MOST_LISTED: usize = 300;

/// What the served page knows beside the room.
#[derive(Clone, Debug, Serialize)]
pub struct Live {
    /// What its requests carry.
    pub token: String,
    /// Whether scenarios can be saved.
    pub writable: bool,
    /// The criteria, where there are any.
    pub criteria: Vec<Named>,
    /// By scenario.
    pub panels: BTreeMap<String, Panel>,
    /// What is said while a question is on its way.
    pub searching: Text,
    /// What is said where nobody answers.
    pub gone: Text,
}

/// What can be changed about a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    limits: Vec<Limit>,
    rules: Vec<Rules>,
    agencies: Vec<Payer>,
    weights: Option<BTreeMap<String, i64>>,
}

/// A limit by year.
#[derive(Clone, Debug, Serialize)]
struct Limit {
    kind: &'static str,
    id: String,
    name: Text,
    years: Vec<Option<Whole>>,
}

/// Rules of a kind.
#[derive(Clone, Debug, Serialize)]
struct Rules {
    #[serde(rename = "rules")]
    kind: &'static str,
    name: Text,
    count: usize,
    ids: Vec<Named>,
}

/// An agency, and what the scenario's plan gives it in all years together.
#[derive(Clone, Debug, Serialize)]
struct Payer {
    id: String,
    name: Text,
    given: Whole,
}

/// Something with an id.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    id: String,
    name: Text,
}

fn both(of: impl Fn(Lang) -> String) -> Text {
    Text(of(Lang::Id), of(Lang::En))
}

impl Live {
    /// What a page of this case knows; `answers` are those of its scenarios, in their order.
    #[must_use]
    pub fn of(case: &Case, answers: &[Answer], token: &str, writable: bool) -> Self {
        let named =
            |held: &crate::portfolio::Criterion| Named { id: held.id.clone(), name: Text::from(&held.name) };
        Self {
            token: token.to_owned(),
            writable,
            criteria: case.portfolio.criteria.iter().map(named).collect(),
            panels: case
                .scenarios
                .iter()
                .zip(answers)
                .map(|(scenario, answer)| (scenario.id.clone(), Panel::of(case, scenario, answer)))
                .collect(),
            searching: both(|lang| serve::status(serve::Status::Searching, lang)),
            gone: both(|lang| serve::gone(lang).to_owned()),
        }
    }
}

impl Panel {
    /// What can be changed about a scenario with this answer.
    #[must_use]
    pub fn of(case: &Case, scenario: &Scenario, answer: &Answer) -> Self {
        let portfolio = &case.portfolio;
        let plan = answer.outcome.solved().map(|solved| &solved.plan);
        Self {
            limits: limits(portfolio, scenario),
            rules: kinds(portfolio, scenario),
            agencies: plan.map(|plan| agencies(portfolio, scenario, plan)).unwrap_or_default(),
            weights: weights(case, scenario),
        }
    }
}

/// The ceiling of everything, every fund, then ceilings of parts; only limits on money.
fn limits(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Limit> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let row = |kind, id: &str, name: Text, of: &dyn Fn(Year) -> Option<Whole>| Limit {
        kind,
        id: id.to_owned(),
        name,
        years: years.iter().map(|&year| of(year)).collect(),
    };
    let total = row("ceiling", "", both(|lang| serve::ceiling(None, lang)), &|year| {
        scenario.ceiling(&Scope::total(), year).map(Whole::from)
    });
    let funds = portfolio.funds.iter().enumerate().map(|(at, fund)| {
        let limit = |year: Year| {
            scenario.rules.iter().find_map(|rule| match rule {
                Rule::FundLimit { fund, year: on, limit } if *fund == FundIx(at) && *on == year => {
                    Some(Whole::from(*limit))
                }
                _ => None,
            })
        };
        row("fund", &fund.id, both(|lang| serve::fund(&fund.name, lang)), &limit)
    });
    let mut ids: Vec<&String> = Vec::new();
    for rule in &scenario.rules {
        if let Rule::Ceiling { id, scope, .. } = rule
            && !scope.is_total()
            && is_scaled(portfolio, rule)
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    }
    let parts = ids.into_iter().map(|wanted| {
        let limit = |year: Year| {
            scenario.rules.iter().find_map(|rule| match rule {
                Rule::Ceiling { id, year: on, limit, .. } if id == wanted && *on == year => {
                    Some(Whole::from(*limit))
                }
                _ => None,
            })
        };
        row("ceiling-of", wanted, both(|lang| serve::ceiling(Some(wanted), lang)), &limit)
    });
    let rows = [total].into_iter().chain(funds).chain(parts);
    rows.filter(|row| row.years.iter().any(Option::is_some)).collect()
}

/// Every agency that the plan gives money.
fn agencies(portfolio: &Portfolio, scenario: &Scenario, plan: &Plan) -> Vec<Payer> {
    let ledger = Ledger::of(portfolio, scenario, plan);
    let of = |(at, held): (usize, &crate::portfolio::Named)| {
        let amount = given(&ledger, AgencyIx(at));
        let name = Text::from(&held.name);
        (amount > Money::ZERO).then(|| Payer { id: held.id.clone(), name, given: amount.into() })
    };
    portfolio.agencies.iter().enumerate().filter_map(of).collect()
}

/// Every kind of rules that can be switched off, kinds of one table together.
fn kinds(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Rules> {
    let mut found: Vec<Rules> = Vec::new();
    for kind in Kind::ALL {
        if Kind::ALL.iter().take_while(|before| **before != kind).any(|before| same_table(*before, kind)) {
            continue;
        }
        let own =
            scenario.rules.iter().filter(|rule| Kind::of(rule).is_some_and(|own| same_table(own, kind)));
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let each = own.map(|rule| (rule.id(portfolio).to_owned(), rule));
        let order: Vec<(String, &Rule)> = each.filter(|(id, _)| seen.insert(id.clone())).collect();
        if order.is_empty() {
            continue;
        }
        let named = |(id, rule): &(String, &Rule)| Named {
            id: id.clone(),
            name: both(|lang| rules::sentence(portfolio, rule, lang)),
        };
        found.push(Rules {
            kind: kind.word(),
            name: both(|lang| explain::kind(kind, lang).to_owned()),
            count: order.len(),
            ids: if kind == Kind::Stability {
                Vec::new()
            } else {
                order.iter().take(MOST_LISTED).map(named).collect()
            },
        });
    }
    found
}

/// What the criteria weigh in a scenario, in millionths that add up; none where values are given.
fn weights(case: &Case, scenario: &Scenario) -> Option<BTreeMap<String, i64>> {
    let set = case.weight_sets.iter().find(|set| set.id == scenario.weight_set)?;
    let mut whole: Vec<i64> =
        set.weights.iter().map(|weight| round_half_even(weight * 1e6).unwrap_or(0)).collect();
    // What rounding leaves over goes to the heaviest, so that the page's own sum agrees.
    let left = 1_000_000 - whole.iter().sum::<i64>();
    if let Some(most) = whole.iter_mut().max() {
        *most += left;
    }
    let ids = case.portfolio.criteria.iter().map(|held| held.id.clone());
    (!whole.is_empty()).then(|| ids.zip(whole).collect())
}
