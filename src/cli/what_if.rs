//! `petajalan whatif CASE --scenario ID --start A12=2028 ...`: a question in the user's words, answered by a difference.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::time::Instant;

use clap::{Arg, ArgAction};

use super::args::{self, Request};
use super::study::{self, Finished};
use super::{DONE, FAILED, NEGATIVE, check, kept, plan, say};
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::input::{self, Case};
use crate::report::Shown;
use crate::report::bundle::{folder, shortened};
use crate::report::findings;
use crate::report::studies::what_if::{Asked as Question, Wish};
use crate::report::studies::{Asked, Broken, Cut, charts, derived};
use crate::scenario::Scenario;
use crate::study::what_if::{Depth, answered, less_than_given};
use crate::study::{Answer, answer};
use crate::units::{AgencyIx, Money, Year};
use crate::words::{Lang, what_if as words};

pub fn args(command: clap::Command) -> clap::Command {
    let many = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).action(ArgAction::Append)
    };
    study::args(command)
        .arg(Arg::new("scenario-of").long("scenario").value_name("ID"))
        .arg(many("start", "ID=YEAR").value_parser(start))
        .arg(many("must", "ID"))
        .arg(many("without", "ID"))
        .arg(many("ceiling", "YEAR=AMOUNT").value_parser(ceiling))
        .arg(many("cut-of", "YEAR|AGENCY|FUND=PERCENT").long("cut").value_parser(cut))
        .arg(Arg::new("all-goals").long("all-goals").action(ArgAction::SetTrue))
        .arg(Arg::new("charts").long("charts").action(ArgAction::SetTrue).conflicts_with("no-charts"))
}

fn pair<'a>(text: &'a str, form: &str) -> Result<(&'a str, &'a str), String> {
    let (key, value) = text.rsplit_once('=').ok_or_else(|| form.to_owned())?;
    if key.trim().is_empty() { Err(form.to_owned()) } else { Ok((key.trim(), value.trim())) }
}

fn start(text: &str) -> Result<(String, i32), String> {
    let (id, year) = pair(text, "A12=2028")?;
    Ok((id.to_owned(), year.parse().map_err(|_| "A12=2028".to_owned())?))
}

fn ceiling(text: &str) -> Result<(i32, String), String> {
    const FORM: &str = "2028=5000000000, 2028=5miliar, 2028=5.5bn";
    let (year, amount) = pair(text, FORM)?;
    Ok((year.parse().map_err(|_| FORM.to_owned())?, amount.to_owned()))
}

/// A ceiling as it was written, in the smallest counted unit; where it cannot be read, or stands a thousand times away from
/// the one the scenario has, that is said.
fn limit(case: &Case, scenario: &Scenario, year: Year, text: &str, lang: Lang) -> Result<i64, u8> {
    let refuse = |finding: Finding| {
        let place = Place { file: format!("--ceiling {}={text}", year.0).into(), ..Place::default() };
        say::aside(findings::text(lang, &[Diagnostic { finding, place, nearest: None }]).trim_end());
        FAILED
    };
    let calendar = &case.portfolio.calendar;
    let (from, to) = (calendar.first, calendar.last());
    if !(from..=to).contains(&year) {
        return Err(refuse(Finding::YearOutside { year: year.0, from: from.0, to: to.0 }));
    }
    let currency = &case.portfolio.currency;
    let held = scenario.total_ceilings().get(&year).map(|limit| limit.0);
    input::amount_of(text, currency, lang == Lang::Id, held).map_err(refuse)
}

fn cut(text: &str) -> Result<(String, i64), String> {
    let (key, share) = pair(text, "2029=40%, Dinkes=10%")?;
    Ok((key.to_owned(), study::share(share)?))
}

pub fn run(request: &Request) -> u8 {
    let begun = request.begun;
    let (case, lang) = match check::read_as_kept(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let at = match request.matches.get_one::<String>("scenario-of") {
        None => 0,
        Some(id) => match plan::find(&case, id, lang) {
            Ok(at) => at,
            Err(code) => return code,
        },
    };
    args::in_pool(request, || solve_and_write(request, &case, &case.scenarios[at], lang, begun))
}

fn solve_and_write(request: &Request, case: &Case, scenario: &Scenario, lang: Lang, begun: Instant) -> u8 {
    // Only a cut of what a plan gives an agency needs that plan before the question is known.
    let known = LazyCell::new(|| known(request, case, scenario, lang));
    let wishes = match wishes(request, case, scenario, &known, lang) {
        Ok(wishes) => wishes,
        Err(code) => return code,
    };
    let question = Question { scenario: scenario.id.clone(), wishes, reasons: BTreeMap::new() };
    let changed = match question.wished(case) {
        Ok(changed) => changed,
        Err(broken) => return study::refuse(&broken, case, lang),
    };
    let target = match study::claim(request, case, &name(&question), lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    let options = study::options(request, lang);
    let known = Answer::clone(&known);
    let all = request.matches.get_flag("all-goals");
    let depth = if all { Depth::AllGoals } else { Depth::FirstGoal };
    let answers = [answered(&case.portfolio, &changed, &known, depth, &options), known];
    let [found, known] = &answers;
    let asked = Asked::WhatIf(question);
    let case = match derived(case, &asked, &[], None) {
        Ok(derived) => derived,
        Err(broken) => return study::refuse(&broken, case, lang),
    };
    let pairs = case.scenarios.iter().zip([known, found]);
    let shown: Vec<Shown> =
        pairs.map(|(scenario, answer)| Shown { case: &case, scenario, answer, lang }).collect();
    let charts = if request.matches.get_flag("charts") { charts(&asked, &shown, lang) } else { Vec::new() };
    let finished = Finished { case: &case, asked: &asked, shown: &shown, charts, target, begun, lang };
    if let Err(code) = study::write(request, finished) {
        return code;
    }
    if answers.iter().all(|answer| answer.outcome.solved().is_some()) { DONE } else { NEGATIVE }
}

/// The kept answer of the scenario, or a new one.
fn known(request: &Request, case: &Case, scenario: &Scenario, lang: Lang) -> Answer {
    if let Some(kept) = kept::answer(&kept::home(request, case), case, scenario) {
        say::aside(&words::from_kept(&kept.folder.display().to_string(), lang));
        return kept.answer;
    }
    // The question gets the other half of the time.
    answer(&case.portfolio, scenario, &study::options(request, lang).share(2))
}

/// What is wished, in the order of the arguments' kinds.
fn wishes(
    request: &Request,
    case: &Case,
    scenario: &Scenario,
    known: &dyn Deref<Target = Answer>,
    lang: Lang,
) -> Result<Vec<Wish>, u8> {
    let calendar = &case.portfolio.calendar;
    let ids = |name: &str| request.matches.get_many::<String>(name).into_iter().flatten().cloned();
    let mut found = Vec::new();
    for (id, year) in request.matches.get_many::<(String, i32)>("start").into_iter().flatten() {
        let year = study::calendar_year(case, *year);
        if let Some(who) = case.portfolio.find(id) {
            let latest = calendar.latest_start(case.portfolio.initiative(who).duration);
            if !(calendar.first.0..=latest.0).contains(&year) {
                say::aside(&words::no_start(id, year, calendar.first.0, latest.0, lang));
                return Err(FAILED);
            }
        }
        found.push(Wish::Start { id: id.clone(), year });
    }
    found.extend(ids("must").map(Wish::Must));
    found.extend(ids("without").map(Wish::Without));
    for (year, text) in request.matches.get_many::<(i32, String)>("ceiling").into_iter().flatten() {
        let year = study::calendar_year(case, *year);
        let limit = limit(case, scenario, Year(year), text, lang)?;
        found.push(Wish::Ceiling { year, limit });
    }
    for (key, share) in request.matches.get_many::<(String, i64)>("cut-of").into_iter().flatten() {
        found.push(cut_of(case, scenario, known, key, *share, lang)?);
    }
    if found.is_empty() {
        say::aside(words::nothing(lang));
        return Err(FAILED);
    }
    Ok(found)
}

/// A cut of a year's ceiling, of a fund, or of what the plan gives an agency.
fn cut_of(
    case: &Case,
    scenario: &Scenario,
    known: &dyn Deref<Target = Answer>,
    key: &str,
    share: i64,
    lang: Lang,
) -> Result<Wish, u8> {
    let portfolio = &case.portfolio;
    if let Ok(year) = key.parse() {
        return Ok(Wish::Cut(Cut { year: study::calendar_year(case, year), share }));
    }
    if portfolio.funds.iter().any(|fund| fund.id == key) {
        return Ok(Wish::CutFund { fund: key.to_owned(), share });
    }
    let Some(agency) = portfolio.agencies.iter().position(|agency| agency.id == key) else {
        return Err(study::refuse(&Broken::NoPayer(key.to_owned()), case, lang));
    };
    let Some(solved) = known.outcome.solved() else {
        say::aside(words::no_plan_to_cut(lang));
        return Err(NEGATIVE);
    };
    let Money(limit) = less_than_given(portfolio, scenario, &solved.plan, AgencyIx(agency), share);
    Ok(Wish::Agency { agency: key.to_owned(), limit })
}

/// A name for the folder: the scenario and what is wished.
fn name(question: &Question) -> String {
    let wish = |wish: &Wish| match wish {
        Wish::Start { id, year } => format!("start-{id}-{year}"),
        Wish::Must(id) => format!("must-{id}"),
        Wish::Without(id) => format!("without-{id}"),
        Wish::Ceiling { year, limit } => format!("ceiling-{year}-{limit}"),
        Wish::Cut(cut) => format!("cut-{}-{}", cut.year, cut.share),
        Wish::CutFund { fund, share } => format!("cut-{fund}-{share}"),
        Wish::Agency { agency, limit } => format!("cut-{agency}-{limit}"),
        Wish::CeilingOf { id, year, limit } => format!("ceiling-{id}-{year}-{limit}"),
        Wish::FundOf { fund, year, limit } => format!("fund-{fund}-{year}-{limit}"),
        Wish::Scale(share) => format!("scale-{share}"),
        Wish::Weights(weights) => {
            let parts: Vec<String> = weights.iter().map(|(id, weight)| format!("{id}-{weight}")).collect();
            format!("weights-{}", parts.join("-"))
        }
        Wish::Off { rules, id } => format!("off-{rules}-{}", id.as_deref().unwrap_or("all")),
    };
    let parts = std::iter::once(question.scenario.clone()).chain(question.wishes.iter().map(wish));
    shortened(folder(&format!("whatif-{}", parts.collect::<Vec<_>>().join("-"))))
}
