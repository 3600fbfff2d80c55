//! `petajalan report CASE`: documents made of plans. What leaders read comes from kept results alone; each format of
//! [`FORMATS`] is asked for by its flag. A new one is one line there.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgGroup};

use super::args::{self, Request};
use super::store::{self, Target};
use super::{DONE, NEGATIVE, check, ending, kept, plan, room, say, study};
use crate::input::Case;
use crate::report::Shown;
use crate::report::bundle::Files;
use crate::report::kept::{Explained, Found};
use crate::report::memo::{self, Subject};
use crate::scenario::Scenario;
use crate::solve::Options;
use crate::study::{Answer, answer};
use crate::words::Lang;
use crate::words::cli::{Message, message};
use crate::words::what_if::from_kept;

/// A kind of document: its flag, which also names its folder, and what makes its files.
struct Format {
    flag: &'static str,
    files: fn(&Request, &[Shown]) -> Files,
}

const FORMATS: [Format; 1] = [Format { flag: "memo", files: memos }];

pub fn args(command: clap::Command) -> clap::Command {
    let flags =
        FORMATS.iter().map(|format| Arg::new(format.flag).long(format.flag).action(ArgAction::SetTrue));
    let names = FORMATS.map(|format| format.flag);
    let command = command
        .arg(args::path("case", "CASE"))
        .args(flags)
        .group(ArgGroup::new("formats").args(names).multiple(true))
        .arg(
            Arg::new("scenario")
                .long("scenario")
                .value_name("ID")
                .action(ArgAction::Append)
                .requires("formats"),
        )
        .arg(args::threads());
    store::args(command)
}

pub fn run(request: &Request) -> u8 {
    let (case, lang) = match check::read_as_kept(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    if FORMATS.iter().all(|format| !request.matches.get_flag(format.flag)) {
        return room::write(request, &case, lang);
    }
    let scenarios = match plan::chosen(&case, request, lang) {
        Ok(scenarios) => scenarios,
        Err(code) => return code,
    };
    let mut targets = Vec::new();
    for format in FORMATS.iter().filter(|format| request.matches.get_flag(format.flag)) {
        match study::claim(request, &case, format.flag, lang) {
            Ok(target) => targets.push((format, target)),
            Err(code) => return code,
        }
    }
    ending::listen(lang, Message::Ending);
    args::in_pool(request, || write(request, &case, &scenarios, targets, lang))
}

fn write(
    request: &Request,
    case: &Case,
    scenarios: &[&Scenario],
    targets: Vec<(&Format, Target)>,
    lang: Lang,
) -> u8 {
    let answers: Vec<Answer> =
        scenarios.iter().map(|scenario| answered(request, case, scenario, lang)).collect();
    let pairs = scenarios.iter().zip(&answers);
    let shown: Vec<Shown> = pairs.map(|(scenario, answer)| Shown { case, scenario, answer, lang }).collect();
    for (format, target) in targets {
        match target.write((format.files)(request, &shown)) {
            Ok(written) => say::aside(&message(&Message::Written(&written.display().to_string()), lang)),
            Err(code) => return code,
        }
    }
    if answers.iter().all(|answer| answer.outcome.solved().is_some()) { DONE } else { NEGATIVE }
}

/// The case's folder of results.
fn home(request: &Request, case: &Case) -> PathBuf {
    kept::home(request, case)
}

/// The kept answer, or a new one.
fn answered(request: &Request, case: &Case, scenario: &Scenario, lang: Lang) -> Answer {
    if let Some(kept) = kept::answer(&home(request, case), case, scenario) {
        say::aside(&from_kept(&kept.folder.display().to_string(), lang));
        return kept.answer;
    }
    let options = Options { interrupt: Some(&ending::INTERRUPT), ..Options::default() };
    answer(&case.portfolio, scenario, &options)
}

fn memos(request: &Request, shown: &[Shown]) -> Files {
    let Some(first) = shown.first() else { return Files::new() };
    let home = home(request, first.case);
    let prices = |one| match kept::explained(&home, one)? {
        Explained { found: Found::Prices(prices), document, .. } => Some((prices, document)),
        _ => None,
    };
    let subjects: Vec<Subject> =
        shown.iter().map(|one| Subject { shown: *one, explained: prices(one) }).collect();
    memo::bundle(first.case, &subjects, first.lang)
}
