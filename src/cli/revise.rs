//! `petajalan revise CASE --plan OLD --from YEAR`: mid-plan, what has started stays, and every change has its price.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Arg, ArgAction, value_parser};

use super::args::{self, Request};
use super::study::{self, Finished};
use super::{DONE, FAILED, NEGATIVE, check, say};
use crate::input::{self, ACTUALS, Case, Files, disk};
use crate::report::studies::revise::{Asked as Revision, FREE};
use crate::report::studies::{Asked, derived};
use crate::report::{Shown, findings};
use crate::study::Answer;
use crate::study::revision::steps;
use crate::words::Lang;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    let path = || value_parser!(PathBuf);
    study::args(command)
        .arg(Arg::new("plan").long("plan").value_name("PLAN").required(true).value_parser(path()))
        .arg(Arg::new("from").long("from").value_name("YEAR").required(true).value_parser(value_parser!(i32)))
        .arg(Arg::new("scenario").long("scenario").value_name("ID"))
        .arg(study::cut())
        .arg(Arg::new("cancel").long("cancel").value_name("ID").action(ArgAction::Append))
        .arg(Arg::new("actuals").long("actuals").value_name("FILE").value_parser(path()))
        .arg(Arg::new("changes").long("changes").value_name("N").value_parser(value_parser!(u32)))
}

pub fn run(request: &Request) -> u8 {
    let begun = request.begun;
    let (case, lang) = match read(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    match asked(request, &case, lang) {
        Ok((asked, bytes)) => {
            args::in_pool(request, || solve_and_write(request, &case, asked, &bytes, lang, begun))
        }
        Err(code) => code,
    }
}

/// Reads the case, with the actual spending of another file where one is given.
fn read(request: &Request) -> Result<(Case, Lang), u8> {
    let (case, lang) = check::read_as_kept(request)?;
    let Some(path) = request.matches.get_one::<PathBuf>("actuals") else { return Ok((case, lang)) };
    let bytes = disk::read_text(path).map_err(|found| {
        say::aside(findings::text(lang, &found).trim_end());
        FAILED
    })?;
    let files = Files::of_case(&case).map(|mut files| {
        files.put(ACTUALS, bytes);
        files
    });
    match files.and_then(|files| input::build(&files)) {
        Ok(read) => Ok((read.value, lang)),
        Err(found) => {
            say::aside(findings::text(lang, &found).trim_end());
            Err(NEGATIVE)
        }
    }
}

/// What is asked, and the earlier plan's bytes.
fn asked(request: &Request, case: &Case, lang: Lang) -> Result<(Revision, Vec<u8>), u8> {
    let (plan, bytes) = study::open_plan(&request.path("plan"), lang)?;
    let earlier = study::read_plan(case, &plan, &bytes, lang)?;
    let calendar = &case.portfolio.calendar;
    let from = request.matches.get_one::<i32>("from").copied().unwrap_or(calendar.first.0);
    let from = study::calendar_year(case, from);
    if from < calendar.first.0 || from > calendar.last().0 {
        let told = Message::NotAPlanYear(from, calendar.first.0, calendar.last().0);
        say::aside(&message(&told, lang));
        return Err(FAILED);
    }
    let given = request.matches.get_one::<String>("scenario").cloned().or(earlier.scenario);
    let only =
        || case.scenarios.iter().map(|held| held.id.clone()).next().filter(|_| case.scenarios.len() == 1);
    let Some(scenario) = given.or_else(only) else {
        say::aside(&message(&Message::NoUnder(&request.path("plan").display().to_string()), lang));
        return Err(FAILED);
    };
    let ahead = case.actuals.iter().filter(|actual| actual.year.0 >= from).count();
    if ahead > 0 {
        say::aside(&message(&Message::ActualsAhead(ahead, from), lang));
    }
    let cuts = study::cuts(request, case);
    let cancel = request.matches.get_many::<String>("cancel").into_iter().flatten().cloned().collect();
    Ok((Revision { scenario, cuts, from, cancel, plan, least_changes: None }, bytes))
}

fn solve_and_write(
    request: &Request,
    case: &Case,
    asked: Revision,
    bytes: &[u8],
    lang: Lang,
    begun: Instant,
) -> u8 {
    let name = asked.plan.clone();
    let ground = match asked.ground(case, &name, bytes) {
        Ok(ground) => ground,
        Err(broken) => return study::refuse(&broken, case, lang),
    };
    let target = match study::claim(request, case, "revise", lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    let options = study::options(request, lang);
    let most = request.matches.get_one::<u32>("changes").copied();
    let found = steps(&case.portfolio, &ground, &asked.plan, most, &options);
    // The last step reaches what the free answer does, unless it was stopped before.
    let value = |answer: &Answer| Some(answer.outcome.solved()?.reached.first()?.value);
    let all = found.found.last().is_some_and(|last| value(&last.answer) == value(&found.free));
    let mut ids: Vec<String> = found.found.iter().map(|step| step.changes.to_string()).collect();
    let mut answers: Vec<Answer> = found.found.into_iter().map(|step| step.answer).collect();
    if !all {
        ids.push(FREE.to_owned());
        answers.push(found.free);
    }
    let asked = Asked::Revise(Revision { least_changes: found.least, ..asked });
    let case = match derived(case, &asked, &ids, Some((&name, bytes))) {
        Ok(derived) => derived,
        Err(broken) => return study::refuse(&broken, case, lang),
    };
    let shown: Vec<Shown> = case
        .scenarios
        .iter()
        .zip(&answers)
        .map(|(scenario, answer)| Shown { case: &case, scenario, answer, lang })
        .collect();
    let charts = study::charts(request, &asked, &shown, lang);
    let finished = Finished { case: &case, asked: &asked, shown: &shown, charts, target, begun, lang };
    if let Err(code) = study::write(request, finished) {
        return code;
    }
    if answers.last().is_some_and(|answer| answer.outcome.solved().is_some()) { DONE } else { NEGATIVE }
}
