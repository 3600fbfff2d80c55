//! A plan as a place to stand at: of a scenario, or of a step of the frontier.

use super::build::both;
use super::document::{Fate, Limit, Other, Proof, Stop, Text, Whole};
use super::prices;
use crate::explain::{compare, reasons};
use crate::input::Case;
use crate::plan::{Ledger, Plan, Source as Cause, standing};
use crate::portfolio::Portfolio;
use crate::report::kept::{Explained, Source};
use crate::report::plan_csv::by_initiative;
use crate::report::{Shown, json};
use crate::scenario::{Rule, Scenario, Scope};
use crate::study::frontier::{Next, Profile, Step, money};
use crate::units::{
    AgencyIx, CategoryIx, InitiativeIx, Level, Money, Points, SchemeIx, Year, round_half_even,
};
use crate::words::reasons::sentence;
use crate::words::{charts, claims, comparison, room, rules, summary};

/// A stop, and the reasons of every initiative.
pub type Told = (Stop, Vec<Vec<Text>>);

/// A scenario that was answered, with what `explain` found of it.
pub fn of_scenario(
    shown: &Shown,
    key: String,
    source: &Source,
    explained: Option<&Explained>,
    own: Option<(&Step, &Next)>,
) -> Told {
    let (case, scenario, answer) = (shown.case, shown.scenario, shown.answer);
    let portfolio = &case.portfolio;
    let (name, note) = (Text::from(&scenario.name), Text::from(&scenario.note));
    let proof = Proof {
        status: json::status(&answer.outcome),
        badge: both(|lang| room::capital(&summary::proof(&answer.outcome, lang))),
        bounds: answer.outcome.solved().and_then(|solved| solved.reached.first()).map(|first| {
            let checked = answer.relaxation.as_ref().map(|relaxation| relaxation.bound);
            both(|lang| claims::bounds(portfolio, first, checked, lang))
        }),
        file: source.file.clone(),
        sha256: source.sha256.clone(),
    };
    let money = money(portfolio, scenario);
    let Some(solved) = answer.outcome.solved() else {
        let lines = [summary_lines(portfolio, shown), prices::ways_out(shown, explained)].concat();
        let headline = proof.badge.clone();
        let limits = limits(portfolio, scenario);
        let stop = Stop {
            key,
            name,
            note,
            headline,
            proof,
            money: money.map(Whole::from),
            lines,
            limits,
            ..empty()
        };
        return (stop, Vec::new());
    };
    let next = own.map(|(step, next)| {
        let (more, gain) = (Money(next.at.0 - step.at.0), Points(next.value.0 - step.value.0));
        both(|lang| {
            let buys = comparison::list(portfolio, &compare(&solved.plan, &next.plan), lang);
            room::next(&portfolio.currency, more, gain, &buys, next.proven, lang)
        })
    });
    let (stop, mut why) = planned(case, scenario, &solved.plan, money, true);
    let prices = Some(prices::add(shown, solved, explained, &mut why));
    (Stop { key, name, note, proof, prices, next, ..stop }, why)
}

/// A step of the frontier; `told` asks for reasons.
pub fn of_step(
    case: &Case,
    profile: &Profile,
    step: &Step,
    next: Option<&Next>,
    source: &Source,
    told: bool,
) -> Told {
    let portfolio = &case.portfolio;
    let scenario = profile.scaled(step.from);
    let gap = (step.bound.0 - step.value.0).unsigned_abs();
    let gap = crate::units::real(i64::try_from(gap).unwrap_or(i64::MAX))
        / crate::units::real(i64::try_from(step.value.0.unsigned_abs().max(1)).unwrap_or(i64::MAX));
    let badge = both(|lang| {
        if step.is_proven() {
            charts::proven(lang)
        } else {
            charts::best_found(lang, round_half_even(gap * 1e6))
        }
    });
    let proof = Proof {
        status: if step.is_proven() { "proven" } else { "best" },
        badge,
        bounds: Some(both(|lang| claims::solver_bound(step.value, step.bound, lang))),
        file: source.file.clone(),
        sha256: source.sha256.clone(),
    };
    let next = next.map(|next| {
        let (more, gain) = (Money(next.at.0 - step.from.0), Points(next.value.0 - step.value.0));
        both(|lang| {
            let buys = comparison::list(portfolio, &compare(&step.plan, &next.plan), lang);
            room::next(&portfolio.currency, more, gain, &buys, next.proven, lang)
        })
    });
    let (plan, why) = planned(case, &scenario, &step.plan, Some(step.from), told);
    let name = both(|lang| room::step(&portfolio.currency, step.from, lang));
    let key = format!("m:{}", step.from.0);
    (Stop { key, name, proof, next, until: Some(step.at.into()), ..plan }, why)
}

pub(super) fn empty() -> Stop {
    let nothing = || Text(String::new(), String::new());
    Stop {
        key: String::new(),
        name: nothing(),
        note: nothing(),
        headline: nothing(),
        proof: Proof {
            status: "unknown",
            badge: nothing(),
            bounds: None,
            file: String::new(),
            sha256: String::new(),
        },
        money: None,
        until: None,
        value: None,
        measure: None,
        limits: Vec::new(),
        other: Vec::new(),
        after: None,
        index: Vec::new(),
        fates: Vec::new(),
        prices: None,
        lines: Vec::new(),
        next: None,
    }
}

pub(super) fn summary_lines(portfolio: &Portfolio, shown: &Shown) -> Vec<Text> {
    let (conflict, missing) = (shown.answer.conflict.as_ref(), shown.answer.missing.as_ref());
    let lines = |lang| summary::infeasible(portfolio, shown.scenario, conflict, missing, lang);
    let pairs = lines(crate::words::Lang::Id).into_iter().zip(lines(crate::words::Lang::En));
    pairs.map(|(id, en)| Text(id, en)).collect()
}

pub(super) fn planned(
    case: &Case,
    scenario: &Scenario,
    plan: &Plan,
    money: Option<Money>,
    told: bool,
) -> Told {
    let portfolio = &case.portfolio;
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let ledger = Ledger::of(portfolio, scenario, plan);
    let spent = by_initiative(&ledger, portfolio.initiatives.len(), &years);
    let demanded = |ix: InitiativeIx| {
        scenario.rules.iter().any(|rule| match rule {
            Rule::Mandatory { initiative, .. }
            | Rule::Committed { initiative, .. }
            | Rule::ForcedIn { initiative, .. } => *initiative == ix,
            _ => false,
        })
    };
    let fate = |ix: InitiativeIx| match plan.start(ix) {
        None => Fate { demanded: demanded(ix), ..Fate::default() },
        Some(start) => Fate {
            start: Some(start.0),
            spent: spent[ix.0].iter().map(|amount| Whole::from(*amount)).collect(),
            value: scenario.values.of_start(ix, start).0,
            why: Vec::new(),
            demanded: demanded(ix),
        },
    };
    let why = if told {
        let found = reasons(portfolio, scenario, plan);
        found.iter().map(|one| vec![both(|lang| sentence(portfolio, scenario, one, lang))]).collect()
    } else {
        Vec::new()
    };
    let schemes = (0..portfolio.schemes.len()).map(SchemeIx);
    let index = |scheme| years.iter().map(|&year| standing::index(portfolio, plan, scheme, year).0).collect();
    let first = portfolio.schemes.first().map(|held| {
        let at = |plan: &Plan| standing::index(portfolio, plan, SchemeIx(0), portfolio.calendar.last());
        (&held.name, at(&Plan::empty(portfolio)), at(plan))
    });
    let everything = Scope::total();
    let chosen = (plan.started().count(), portfolio.initiatives.len());
    let total = (money, ledger.spent_in_horizon(&everything));
    let after = ledger.spent(&everything, portfolio.calendar.last().plus(1));
    let stop = Stop {
        headline: both(|lang| {
            let index: Option<(_, Level, Level)> = first;
            charts::roadmap_title(lang, &portfolio.currency, chosen, total, index)
        }),
        money: money.map(Whole::from),
        value: Some(standing::value(portfolio, scenario, plan).0),
        measure: case.scenarios.iter().position(|held| held.values == scenario.values),
        limits: limits(portfolio, scenario),
        other: other(portfolio, scenario, &ledger, &years),
        after: Some(after.into()),
        index: schemes.map(index).collect(),
        fates: portfolio.each().map(|(ix, _)| fate(ix)).collect(),
        ..empty()
    };
    (stop, why)
}

/// Ceilings on all money: of everything, of one agency, of one category.
pub(super) fn limits(portfolio: &Portfolio, scenario: &Scenario) -> Vec<Limit> {
    let years: Vec<Year> = portfolio.calendar.plan_years().collect();
    let agencies = (0..portfolio.agencies.len()).map(|at| {
        let scope = Scope { agencies: vec![AgencyIx(at)], ..Scope::default() };
        (Some(at), None, scope)
    });
    let categories = (0..portfolio.categories.len()).map(|at| {
        let scope = Scope { categories: vec![CategoryIx(at)], ..Scope::default() };
        (None, Some(at), scope)
    });
    let scopes = [(None, None, Scope::total())].into_iter().chain(agencies).chain(categories);
    let limit = |(agency, category, scope): (Option<usize>, Option<usize>, Scope)| {
        let years = years.iter().map(|&year| scenario.ceiling(&scope, year).map(Whole::from)).collect();
        Limit { agency, category, years }
    };
    scopes.map(limit).filter(|limit| limit.years.iter().any(Option::is_some)).collect()
}

/// What is spent on running systems and saved by synergies.
fn other(portfolio: &Portfolio, scenario: &Scenario, ledger: &Ledger, years: &[Year]) -> Vec<Other> {
    let mut found: Vec<(Cause, Other)> = Vec::new();
    let everything = Scope::total();
    for entry in ledger.within(&everything) {
        if matches!(entry.source, Cause::Initiative(_)) {
            continue;
        }
        let Some(column) = years.iter().position(|year| *year == entry.year) else { continue };
        let place = found.iter().position(|(source, _)| *source == entry.source);
        let place = place.unwrap_or_else(|| {
            let name = match entry.source {
                Cause::Synergy(at) => match &scenario.rules[at] {
                    Rule::Synergy { name, .. } => Text::from(name),
                    rule => both(|lang| rules::sentence(portfolio, rule, lang)),
                },
                source => both(|lang| room::capital(summary::source(source, lang))),
            };
            let other = Other {
                name,
                agency: entry.agency.0,
                category: entry.category.map(|category| category.0),
                years: vec![Whole(0); years.len()],
            };
            found.push((entry.source, other));
            found.len() - 1
        });
        found[place].1.years[column].0 += entry.amount.0;
    }
    found.into_iter().map(|(_, other)| other).collect()
}
