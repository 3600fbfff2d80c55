//! `petajalan plan CASE`: the main job.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Arg, ArgAction, value_parser};

use super::args::{self, Request};
use super::progress::Lines;
use super::store::{self, Target};
use super::{DONE, FAILED, NEGATIVE, check, ending, say};
use crate::input::Case;
use crate::model::formulate;
use crate::report::bundle::{Bundle, bundle, folder};
use crate::report::{Shown, mps, plan_json, program, summary};
use crate::scenario::Scenario;
use crate::solve::{Limits, Options};
use crate::study::{Answer, answers};
use crate::words::Lang;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    let command = command
        .arg(args::path("case", "CASE"))
        .arg(Arg::new("scenario").long("scenario").value_name("ID").action(ArgAction::Append))
        .arg(Arg::new("gap").long("gap").value_name("RATIO").value_parser(ratio).default_value("0"))
        .arg(Arg::new("time-limit").long("time-limit").value_name("SECONDS").value_parser(seconds))
        .arg(Arg::new("nodes").long("nodes").value_name("N").value_parser(value_parser!(u64)))
        .arg(args::threads())
        .arg(Arg::new("show-program").long("show-program").action(ArgAction::SetTrue))
        .arg(
            Arg::new("program-format")
                .long("program-format")
                .value_parser(["text", "mps"])
                .default_value("text")
                .requires("show-program"),
        )
        .arg(args::no_charts())
        .arg(args::format());
    store::args(command)
}

pub fn ratio(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(ratio) if (0.0..=1.0).contains(&ratio) => Ok(ratio),
        _ => Err("0..1".to_owned()),
    }
}

pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "0.1, 30, 600".to_owned())?;
    if (0.0..=1e7).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("0..10000000".to_owned())
    }
}

pub fn run(request: &Request) -> u8 {
    let begun = request.begun;
    let (case, lang) = match check::read(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let scenarios = match chosen(&case, request, lang) {
        Ok(scenarios) => scenarios,
        Err(code) => return code,
    };
    if request.matches.get_flag("show-program") {
        let mps = request.matches.get_one::<String>("program-format").is_some_and(|format| format == "mps");
        let render = if mps { mps::render } else { program::render };
        for scenario in scenarios {
            let formulation = formulate(&case.portfolio, scenario);
            say::data(&render(&case.portfolio, scenario, &formulation.program));
        }
        return DONE;
    }
    args::in_pool(request, || solve_and_write(request, &case, &scenarios, lang, begun))
}

/// The scenarios asked for, in the case's order; all without a choice.
pub fn chosen<'a>(case: &'a Case, request: &Request, lang: Lang) -> Result<Vec<&'a Scenario>, u8> {
    let Some(asked) = request.matches.get_many::<String>("scenario") else {
        return Ok(case.scenarios.iter().collect());
    };
    let asked: Vec<&String> = asked.collect();
    for id in &asked {
        find(case, id, lang)?;
    }
    Ok(case.scenarios.iter().filter(|scenario| asked.iter().any(|id| **id == scenario.id)).collect())
}

/// The position of a scenario; where there is none, the nearest is named.
pub fn find(case: &Case, id: &str, lang: Lang) -> Result<usize, u8> {
    let found = case.scenarios.iter().position(|scenario| scenario.id == id);
    found.ok_or_else(|| {
        let near = case
            .scenarios
            .iter()
            .map(|scenario| (strsim::damerau_levenshtein(id, &scenario.id), &scenario.id));
        let nearest = near.min().map(|(_, id)| id.clone());
        say::aside(&message(&Message::NoScenario(id, nearest.as_deref()), lang));
        FAILED
    })
}

fn solve_and_write(
    request: &Request,
    case: &Case,
    scenarios: &[&Scenario],
    lang: Lang,
    begun: Instant,
) -> u8 {
    let path = target(request, case, scenarios);
    let target = match Target::claim(request, case, path, lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    ending::listen(lang, Message::Ending);
    let limits = Limits {
        gap: request.matches.get_one("gap").copied().unwrap_or(0.0),
        deadline: request.deadline("time-limit"),
        nodes: request.matches.get_one("nodes").copied(),
    };
    let options = Options { limits, interrupt: Some(&ending::INTERRUPT), ..Options::default() };
    let lines = Lines::new(scenarios, lang);
    let before = begun.elapsed();
    let answers =
        answers(&case.portfolio, scenarios, &options, &|at, improvement| lines.tell(case, at, improvement));
    lines.finish();
    let shown: Vec<Shown> = scenarios
        .iter()
        .zip(&answers)
        .map(|(scenario, answer)| Shown { case, scenario, answer, lang })
        .collect();
    let Bundle { files, failed } = bundle(case, &shown, lang, !request.matches.get_flag("no-charts"), before);
    say::failed_pictures(&failed, lang);
    let written = match target.write(files) {
        Ok(written) => written,
        Err(code) => return code,
    };
    if request.json() {
        for one in &shown {
            say::data(&plan_json::render(one));
        }
    } else {
        say::data(summary::render(&shown, lang).as_bytes());
        say::aside(&message(&Message::Written(&written.display().to_string()), lang));
    }
    code(&answers)
}

/// `output/<case>/plan`, or `plan-<ids>` where only some scenarios were asked for, so that the results of a whole run
/// stay whole.
fn target(request: &Request, case: &Case, scenarios: &[&Scenario]) -> PathBuf {
    let mut name = "plan".to_owned();
    if scenarios.len() < case.scenarios.len() {
        for scenario in scenarios {
            name.push('-');
            name.push_str(&folder(&scenario.id));
        }
    }
    request.output().join(folder(&case.portfolio.id)).join(name)
}

fn code(answers: &[Answer]) -> u8 {
    if answers.iter().all(|answer| answer.outcome.solved().is_some()) { DONE } else { NEGATIVE }
}
