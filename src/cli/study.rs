//! What the commands of studies share: their arguments, reading plans, writing their folder.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::{Arg, ArgAction, value_parser};

use super::args::{self, Request};
use super::store::{self, Target};
use super::{FAILED, ending, kept, plan, say};
use crate::chart::Chart;
use crate::diagnostic::Diagnostic;
use crate::input::{self, Case, Earlier, disk};
use crate::report::bundle::Bundle;
use crate::report::findings;
use crate::report::manifest::{self, Ended, Holds};
use crate::report::studies::{self, Asked, Broken, Cut};
use crate::report::{Shown, plan_json};

use crate::solve::{Interrupt, Limits, Options, Stopped};
use crate::words::cli::{Message, message};
use crate::words::{Lang, claims, what_if};

/// The arguments every study has.
pub fn args(command: clap::Command) -> clap::Command {
    let command = command
        .arg(args::path("case", "CASE"))
        .arg(Arg::new("gap").long("gap").value_name("RATIO").value_parser(plan::ratio).default_value("0"))
        .arg(Arg::new("time-limit").long("time-limit").value_name("SECONDS").value_parser(plan::seconds))
        .arg(Arg::new("nodes").long("nodes").value_name("N").value_parser(value_parser!(u64)))
        .arg(args::threads())
        .arg(args::no_charts())
        .arg(args::format());
    store::args(command)
}

/// Claims the folder of this name among the case's results.
///
/// # Errors
/// The exit code, after saying what is in the way.
pub fn claim(request: &Request, case: &Case, name: &str, lang: Lang) -> Result<Target, u8> {
    Target::claim(request, case, kept::home(request, case).join(name), lang)
}

/// `--cut YEAR=PERCENT`, repeatable.
pub fn cut() -> Arg {
    Arg::new("cut").long("cut").value_name("YEAR=PERCENT").action(ArgAction::Append).value_parser(one_cut)
}

fn one_cut(text: &str) -> Result<(i32, i64), String> {
    const FORM: &str = "2029=40%";
    let (year, share) = text.split_once('=').ok_or_else(|| FORM.to_owned())?;
    let year: i32 = year.trim().parse().map_err(|_| FORM.to_owned())?;
    Ok((year, self::share(share)?))
}

/// A share as it is written, in hundredths of a percent.
pub fn share(text: &str) -> Result<i64, String> {
    let share = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let share: f64 = share.parse().map_err(|_| "40%".to_owned())?;
    let hundredths = crate::units::round_half_even(share * 100.0).filter(|h| (0..=10_000).contains(h));
    hundredths.ok_or_else(|| "0%..100%".to_owned())
}

/// The cuts asked for, plan years as calendar years, in the order of years.
pub fn cuts(request: &Request, case: &Case) -> Vec<Cut> {
    let asked = request.matches.get_many::<(i32, i64)>("cut").into_iter().flatten();
    let mut cuts: Vec<Cut> =
        asked.map(|&(year, share)| Cut { year: calendar_year(case, year), share }).collect();
    cuts.sort_by_key(|cut| cut.year);
    cuts
}

/// A year as it is written on the command line: below 1000 a plan year.
pub fn calendar_year(case: &Case, year: i32) -> i32 {
    if (1..1000).contains(&year) { case.portfolio.calendar.first.plus(year - 1).0 } else { year }
}

/// How to search, by the arguments; Ctrl-C ends it with the best so far.
pub fn options(request: &Request, lang: Lang) -> Options<'static> {
    ending::listen(lang, Message::Ending);
    let limits = Limits {
        gap: request.matches.get_one("gap").copied().unwrap_or(0.0),
        deadline: request.deadline("time-limit"),
        nodes: request.matches.get_one("nodes").copied(),
    };
    Options { limits, interrupt: Some(&ending::INTERRUPT), ..Options::default() }
}

/// A plan's file: its name and bytes. Of a folder, its `plan.json` or `plan.csv`.
pub fn open_plan(path: &Path, lang: Lang) -> Result<(String, Vec<u8>), u8> {
    let inside = ["plan.json", "plan.csv"].map(|name| path.join(name));
    let file = if path.is_dir() {
        inside.iter().find(|file| file.is_file()).unwrap_or(&inside[0]).clone()
    } else {
        path.to_owned()
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = disk::read_text(&file).map_err(|found| {
        say::aside(findings::text(lang, &found).trim_end());
        FAILED
    })?;
    Ok((name, bytes))
}

/// Reads an earlier plan, or says every finding.
pub fn read_plan(case: &Case, name: &str, bytes: &[u8], lang: Lang) -> Result<Earlier, u8> {
    let told = |found: &[Diagnostic]| say::aside(findings::text(lang, found).trim_end());
    match input::earlier(&case.portfolio, name, bytes) {
        Ok(read) => {
            if !read.findings.is_empty() {
                told(&read.findings);
            }
            Ok(read.value)
        }
        Err(found) => {
            told(&found);
            Err(FAILED)
        }
    }
}

/// Says why something cannot be asked of the case.
pub fn refuse(broken: &Broken, case: &Case, lang: Lang) -> u8 {
    match broken {
        Broken::NoScenario(id) => {
            let ids = case.scenarios.iter();
            let near = ids.map(|held| (strsim::damerau_levenshtein(id, &held.id), &held.id)).min();
            let near = near.map(|(_, id)| id.as_str());
            say::aside(&message(&Message::NoScenario(id, near), lang));
        }
        Broken::NoInitiative(id) => {
            let ids = case.portfolio.initiatives.iter();
            let near = ids.map(|held| (strsim::damerau_levenshtein(id, &held.id), &held.id)).min();
            say::aside(&message(&Message::NoInitiative(id, near.map(|(_, id)| id.as_str())), lang));
        }
        Broken::NoPayer(id) => {
            let agencies = case.portfolio.agencies.iter().map(|held| &held.id);
            let ids = agencies.chain(case.portfolio.funds.iter().map(|held| &held.id));
            let near = ids.map(|held| (strsim::damerau_levenshtein(id, held), held)).min();
            say::aside(&what_if::no_payer(id, near.map(|(_, id)| id.as_str()), lang));
        }
        Broken::NoCeiling(year) => say::aside(&message(&Message::NoCeiling(*year), lang)),
        Broken::OutOfRange(number) => say::aside(&claims::out_of_range(number, lang)),
        Broken::NoPlan(name) | Broken::NoAnswer(name) | Broken::NoCriterion(name) | Broken::NoRules(name) => {
            say::aside(&message(&Message::NoSide(name), lang));
        }
    }
    FAILED
}

/// This part of a run, with the reason, where somebody has ended the search.
pub fn ended_by(options: &Options, part: &str) -> Ended {
    let is_ended = options.interrupt.is_some_and(Interrupt::raised);
    is_ended.then(|| manifest::part(part, Stopped::Interrupted, Holds::Plan)).into_iter().collect()
}

/// A finished study, to be written and told.
pub struct Finished<'a> {
    /// The derived case.
    pub case: &'a Case,
    /// What was asked.
    pub asked: &'a Asked,
    /// Its answers.
    pub shown: &'a [Shown<'a>],
    /// Its charts, by path without ending.
    pub charts: Vec<(String, Chart)>,
    /// Its folder.
    pub target: Target,
    /// When it began.
    pub begun: Instant,
    /// The language.
    pub lang: Lang,
}

/// Writes the folder and prints the words (or the documents).
///
/// # Errors
/// The exit code where nothing can be written.
pub fn write(request: &Request, finished: Finished) -> Result<(), u8> {
    let Finished { case, asked, shown, charts, target, begun, lang } = finished;
    let before: Duration = begun.elapsed();
    let Bundle { files, failed } = studies::bundle(case, asked, shown, lang, charts, before);
    say::failed_pictures(&failed, lang);
    let words = asked.file().replace(".json", ".txt");
    let told = if request.json() { asked.file() } else { words.as_str() };
    let told = files.get(told).cloned();
    let written = target.write(files)?;
    match told {
        Some(bytes) => say::data(&bytes),
        None => shown.iter().for_each(|one| say::data(&plan_json::render(one))),
    }
    if !request.json() {
        say::aside(&message(&Message::Written(&written.display().to_string()), lang));
    }
    Ok(())
}

/// The charts of a study, unless none are wanted.
pub fn charts(request: &Request, asked: &Asked, shown: &[Shown], lang: Lang) -> Vec<(String, Chart)> {
    if request.matches.get_flag("no-charts") { Vec::new() } else { studies::charts(asked, shown, lang) }
}
