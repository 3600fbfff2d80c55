//! `petajalan compare CASE --from X --to Y`: two scenarios or plans, what differs, why, and what it saves.

use std::path::Path;
use std::time::Instant;

use clap::Arg;

use super::args::{self, Request};
use super::study::{self, Finished};
use super::{DONE, FAILED, NEGATIVE, check, say};
use crate::input::Case;
use crate::plan::Plan;
use crate::report::Shown;
use crate::report::bundle::folder;
use crate::report::studies::compare::{Asked as Sides, Side};
use crate::report::studies::{Asked, Cut, derived};
use crate::study::{Answer, answers, judged};
use crate::words::Lang;
use crate::words::cli::{Message, message};
use crate::words::rules;

pub fn args(command: clap::Command) -> clap::Command {
    study::args(command)
        .arg(Arg::new("from").long("from").value_name("SCENARIO|PLAN").required(true))
        .arg(Arg::new("to").long("to").value_name("SCENARIO|PLAN"))
        .arg(study::cut())
        .arg(Arg::new("under").long("under").value_name("ID"))
}

pub fn run(request: &Request) -> u8 {
    let begun = request.begun;
    let (case, lang) = match check::read_as_kept(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    match sides(request, &case, lang) {
        Ok(sides) => args::in_pool(request, || solve_and_write(request, &case, sides, lang, begun)),
        Err(code) => code,
    }
}

/// Both sides: the scenario each is seen with, and its plan where it comes from a file.
type Given = [(Side, Option<Plan>); 2];

fn sides(request: &Request, case: &Case, lang: Lang) -> Result<Given, u8> {
    let text = |name: &str| request.matches.get_one::<String>(name);
    let cuts = study::cuts(request, case);
    let from = text("from").map_or("", String::as_str);
    let to = text("to").map_or(from, String::as_str);
    let first = side(request, case, from, Vec::new(), lang)?;
    // What is cut is solved again, so without another side it is the scenario that is cut, not a plan from a file.
    let second = if text("to").is_none() && first.1.is_some() {
        (Side { cuts, file: false, ..first.0.clone() }, None)
    } else {
        side(request, case, to, cuts, lang)?
    };
    if first == second {
        say::aside(&message(&Message::SameSides, lang));
        return Err(FAILED);
    }
    Ok([first, second])
}

fn side(
    request: &Request,
    case: &Case,
    text: &str,
    cuts: Vec<Cut>,
    lang: Lang,
) -> Result<(Side, Option<Plan>), u8> {
    let is_known = |id: &str| case.scenarios.iter().any(|scenario| scenario.id == id);
    if is_known(text) {
        return Ok((Side { scenario: text.to_owned(), cuts, file: false }, None));
    }
    let path = Path::new(text);
    if !path.exists() {
        say::aside(&message(&Message::NoSide(text), lang));
        let ids = case.scenarios.iter();
        let near = ids.map(|held| (strsim::damerau_levenshtein(text, &held.id), &held.id)).min();
        say::aside(&message(&Message::NoScenario(text, near.map(|(_, id)| id.as_str())), lang));
        return Err(FAILED);
    }
    let (name, bytes) = study::open_plan(path, lang)?;
    let earlier = study::read_plan(case, &name, &bytes, lang)?;
    let under = request.matches.get_one::<String>("under").cloned().or(earlier.scenario);
    let Some(scenario) = under.filter(|id| is_known(id)) else {
        say::aside(&message(&Message::NoUnder(text), lang));
        return Err(FAILED);
    };
    Ok((Side { scenario, cuts, file: true }, Some(earlier.plan)))
}

fn solve_and_write(request: &Request, case: &Case, given: Given, lang: Lang, begun: Instant) -> u8 {
    let [(from, first), (to, second)] = given;
    let plans = [first, second];
    let name = format!("compare-{}", name(&from, &to));
    let asked = Asked::Compare(Sides { from, to });
    let case = match derived(case, &asked, &[], None) {
        Ok(derived) => derived,
        Err(broken) => return study::refuse(&broken, case, lang),
    };
    let target = match study::claim(request, &case, &name, lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    let options = study::options(request, lang);
    let portfolio = &case.portfolio;
    let open: Vec<&crate::scenario::Scenario> =
        case.scenarios.iter().zip(&plans).filter(|(_, plan)| plan.is_none()).map(|(one, _)| one).collect();
    let mut solved = answers(portfolio, &open, &options, &|_, _| {}).into_iter();
    let mut sound = true;
    let mut found: Vec<Answer> = Vec::new();
    for (scenario, plan) in case.scenarios.iter().zip(&plans) {
        let Some(plan) = plan else {
            found.extend(solved.next());
            continue;
        };
        let (answer, broken) = judged(portfolio, scenario, plan, &options);
        for violation in &broken {
            let told = rules::breach(portfolio, scenario, violation, lang);
            say::aside(&message(&Message::Breaks(&told), lang));
        }
        sound &= broken.is_empty();
        found.push(answer);
    }
    let shown: Vec<Shown> = case
        .scenarios
        .iter()
        .zip(&found)
        .map(|(scenario, answer)| Shown { case: &case, scenario, answer, lang })
        .collect();
    let charts = study::charts(request, &asked, &shown, lang);
    let finished = Finished { case: &case, asked: &asked, shown: &shown, charts, target, begun, lang };
    if let Err(code) = study::write(request, finished) {
        return code;
    }
    sound &= found.iter().all(|answer| answer.outcome.solved().is_some());
    if sound { DONE } else { NEGATIVE }
}

/// A name for the folder: both scenarios, and what makes them special.
fn name(from: &Side, to: &Side) -> String {
    let of = |side: &Side| {
        let cuts: Vec<String> =
            side.cuts.iter().map(|cut| format!("-{}-{}", cut.year, cut.share / 100)).collect();
        let plan = if side.file { "-plan" } else { "" };
        format!("{}{}{plan}", folder(&side.scenario), cuts.concat())
    };
    format!("{}-{}", of(from), of(to))
}
