//! The document of a case and its kept plans.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::document::{
    Agency, Case, Currency, Found, Initiative, Named, Numbers, Room, Scheme, Stop, Text, Whole,
};
use super::facts;
use super::stops::{of_scenario, of_step};
use crate::chart::roadmap::view as roadmap;
use crate::plan::{Plan, standing};
use crate::portfolio::{self, Portfolio, Target};
use crate::report::kept::{Kept, Source};
use crate::report::{VERSION, carried, manifest};
use crate::study::frontier::{Frontier, Profile};
use crate::units::{CategoryIx, InitiativeIx, SchemeIx};
use crate::words::findings::severity;
use crate::words::{Lang, frontier as words, numbers, room};

/// The format's name.
const FORMAT: &str = "petajalan-room/1";

/// Of more initiatives than this, times steps, steps of the frontier say nothing of single ones' reasons.
const REASONS: usize = 40_000;

/// A text made in both languages.
pub fn both(of: impl Fn(Lang) -> String) -> Text {
    Text(of(Lang::Id), of(Lang::En))
}

/// Builds the document.
#[must_use]
pub fn build(kept: &Kept) -> Room {
    let portfolio = &kept.case.portfolio;
    let mut told: Vec<(Stop, Vec<Vec<Text>>)> = scenarios(kept);
    let base = base(kept);
    told.extend(kept.frontier.into_iter().flat_map(|(found, source)| steps(kept, found, source)));
    let mut texts = Texts::default();
    let stops = told.into_iter().map(|(stop, reasons)| texts.give(stop, reasons)).collect();
    let name = |held: &portfolio::Named| Named { id: held.id.clone(), name: Text::from(&held.name) };
    Room {
        format: FORMAT,
        version: VERSION,
        lang: kept.lang.pick("id", "en"),
        case: Case {
            id: portfolio.id.clone(),
            name: Text::from(&portfolio.name),
            illustrative: portfolio.illustrative,
            inputs: manifest::inputs(kept.case),
            findings: findings(kept.case),
            found: both(|lang| carried::count(kept.case, lang)),
            defaults: carried::defaults(kept.case),
        },
        years: portfolio.calendar.plan_years().map(|year| year.0).collect(),
        currency: Currency {
            sign: numbers::sign(&portfolio.currency),
            decimals: portfolio.currency.decimals,
        },
        words: languages(|lang| room::words(lang).collect()),
        numbers: languages(written),
        categories: portfolio.categories.iter().map(name).collect(),
        agencies: portfolio.agencies.iter().map(agency).collect(),
        schemes: (0..portfolio.schemes.len()).map(|at| scheme(portfolio, SchemeIx(at))).collect(),
        initiatives: portfolio.each().map(|(ix, _)| initiative(kept, ix)).collect(),
        texts: texts.list,
        stops,
        base,
        free: kept.frontier.map(|(found, _)| free(found)).unwrap_or_default(),
        profile: kept.frontier.map(|(found, _)| {
            let scenario = &kept.case.scenarios[found.scenario];
            both(|lang| {
                let scaling = words::scaling(&scenario.name, found.whole, &portfolio.currency, lang);
                let stopped = found.stopped.map(|why| words::incomplete(why, lang) + " ");
                stopped.unwrap_or_default() + &scaling
            })
        }),
    }
}

/// Every finding that the run carries, in both languages.
fn findings(case: &crate::input::Case) -> Vec<Found> {
    let kind = |told: &carried::Told, lang| format!("{} {}", severity(lang, told.severity), told.code);
    let pair = |(id, en): (carried::Told, carried::Told)| Found {
        kind: Text(kind(&id, Lang::Id), kind(&en, Lang::En)),
        sentence: Text(id.sentence, en.sentence),
        places: id.places.into_iter().zip(en.places).map(|(id, en)| Text(id, en)).collect(),
    };
    carried::told(case, Lang::Id).into_iter().zip(carried::told(case, Lang::En)).map(pair).collect()
}

fn languages<T>(of: impl Fn(Lang) -> T) -> BTreeMap<&'static str, T> {
    BTreeMap::from([("id", of(Lang::Id)), ("en", of(Lang::En))])
}

fn written(lang: Lang) -> Numbers {
    let (group, point) = numbers::marks(lang);
    let steps = [0, 1, 2, 3, 4];
    Numbers {
        group,
        point,
        short: steps.map(|step| numbers::short_unit(lang, step)),
        long: steps.map(|step| numbers::long_unit(lang, step)),
    }
}

fn agency(held: &portfolio::Named) -> Agency {
    let short = roadmap::short(held);
    Agency { id: held.id.clone(), name: Text::from(&held.name), short: Text::from(&short) }
}

/// The key of a scenario's stop.
fn key(id: &str) -> String {
    format!("s:{id}")
}

/// The most probable scenario that has a plan, the first of several; else the first.
fn base(kept: &Kept) -> String {
    let chance = |id: &str| {
        let at = kept.case.scenarios.iter().position(|scenario| scenario.id == id);
        at.and_then(|at| kept.case.probabilities.get(at)).copied().unwrap_or(0)
    };
    let planned = kept.shown.iter().filter(|one| one.answer.outcome.solved().is_some());
    // The last of the greatest is the first in the reverse order.
    let most = planned.rev().max_by_key(|one| chance(&one.scenario.id)).or(kept.shown.first());
    most.map(|one| key(&one.scenario.id)).unwrap_or_default()
}

fn scenarios(kept: &Kept) -> Vec<(Stop, Vec<Vec<Text>>)> {
    let own = |id: &str| {
        let (found, _) = kept.frontier?;
        let own = found.own.iter().find(|own| kept.case.scenarios[own.scenario].id == id)?;
        Some((own.step.as_ref()?, own.next.as_ref()?))
    };
    let stop = |at: usize| {
        let (shown, id) = (&kept.shown[at], &kept.shown[at].scenario.id);
        let explained = kept.explained.get(at).and_then(Option::as_ref);
        of_scenario(shown, key(id), &kept.certificates[at], explained, own(id))
    };
    (0..kept.shown.len().min(kept.certificates.len())).into_par_iter().map(stop).collect()
}

fn steps(kept: &Kept, found: &Frontier, source: &Source) -> Vec<(Stop, Vec<Vec<Text>>)> {
    let portfolio = &kept.case.portfolio;
    let Some(profile) = Profile::of(portfolio, &kept.case.scenarios[found.scenario]) else {
        return Vec::new();
    };
    let told = portfolio.initiatives.len() * found.curve.steps.len() <= REASONS;
    let steps: Vec<_> = found.curve.steps.iter().zip(&found.next).collect();
    let stop = |(step, next)| of_step(kept.case, &profile, step, Option::as_ref(next), source, told);
    steps.into_par_iter().map(stop).collect()
}

fn free(found: &Frontier) -> Vec<(Whole, i64)> {
    let steps = found.free.iter().flat_map(|free| &free.steps);
    steps.flat_map(|step| [(step.from.into(), step.bound.0), (step.at.into(), step.bound.0)]).collect()
}

fn scheme(portfolio: &Portfolio, ix: SchemeIx) -> Scheme {
    let held = portfolio.scheme(ix);
    let nothing = Plan::empty(portfolio);
    Scheme {
        name: Text::from(&held.name),
        before: standing::index(portfolio, &nothing, ix, portfolio.calendar.last()).0,
        highest: held.highest.0,
        bands: held.bands.iter().map(|band| (band.from.0, Text::from(&band.name))).collect(),
    }
}

fn initiative(kept: &Kept, ix: InitiativeIx) -> Initiative {
    let portfolio = &kept.case.portfolio;
    let item = portfolio.initiative(ix);
    let needs =
        item.dependencies.iter().flat_map(|clause| &clause.any_of).flat_map(|(target, _)| match target {
            Target::Initiative(other) => vec![other.0],
            Target::Group(group) => portfolio.group(*group).members.iter().map(|member| member.0).collect(),
        });
    let mut needs: Vec<usize> = needs.filter(|other| *other != ix.0).collect();
    needs.sort_unstable();
    needs.dedup();
    let CategoryIx(category) = item.category;
    Initiative {
        id: item.id.clone(),
        name: Text::from(&item.name),
        category,
        agency: item.agency.0,
        duration: item.duration,
        service: portfolio
            .calendar
            .service_from(portfolio.calendar.first, item.duration)
            .since(portfolio.calendar.first),
        needs,
        facts: facts::of(portfolio, ix),
    }
}

/// Sentences, each held once.
#[derive(Default)]
pub(super) struct Texts {
    /// Every sentence once.
    pub list: Vec<Text>,
    places: BTreeMap<Text, usize>,
}

impl Texts {
    fn place(&mut self, text: Text) -> usize {
        if let Some(place) = self.places.get(&text) {
            return *place;
        }
        self.list.push(text.clone());
        self.places.insert(text, self.list.len() - 1);
        self.list.len() - 1
    }

    /// The stop with its reasons as places in the list.
    pub fn give(&mut self, mut stop: Stop, reasons: Vec<Vec<Text>>) -> Stop {
        for (fate, reasons) in stop.fates.iter_mut().zip(reasons) {
            fate.why = reasons.into_iter().map(|text| self.place(text)).collect();
        }
        stop
    }
}
