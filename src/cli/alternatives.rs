//! `petajalan alternatives CASE --scenario ID`: plans nearly as good as the best that differ most.

use std::time::Instant;

use clap::{Arg, value_parser};

use super::args::{self, Request};
use super::plan::ratio;
use super::study::{self, Finished};
use super::{DONE, NEGATIVE, check};
use crate::input::Case;
use crate::plan::Apart;
use crate::report::Shown;
use crate::report::bundle::folder;
use crate::report::studies::alternatives::{Asked as Wanted, BEST};
use crate::report::studies::{Asked, Broken, MOST_ALTERNATIVES, derived};
use crate::study::Answer;
use crate::study::alternatives::{self, alternatives};
use crate::units::round_half_even;
use crate::words::{Lang, studies};

pub fn args(command: clap::Command) -> clap::Command {
    study::args(command)
        .arg(Arg::new("scenario").long("scenario").value_name("ID"))
        .arg(
            Arg::new("count")
                .short('k')
                .long("count")
                .value_name("K")
                .value_parser(value_parser!(u8).range(1..=i64::from(MOST_ALTERNATIVES)))
                .default_value("5"),
        )
        .arg(Arg::new("within").long("within").value_name("RATIO").value_parser(ratio).default_value("0.01"))
        .arg(
            Arg::new("by")
                .long("by")
                .value_parser(Apart::ALL.map(studies::by_word).to_vec())
                .default_value("all"),
        )
}

pub fn run(request: &Request) -> u8 {
    let begun = request.begun;
    let (case, lang) = match check::read_as_kept(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    args::in_pool(request, || solve_and_write(request, &case, lang, begun))
}

fn solve_and_write(request: &Request, case: &Case, lang: Lang, begun: Instant) -> u8 {
    let first = case.scenarios.first().map(|scenario| scenario.id.clone()).unwrap_or_default();
    let id = request.matches.get_one::<String>("scenario").cloned().unwrap_or(first);
    let Some(scenario) = case.scenarios.iter().find(|scenario| scenario.id == id) else {
        return study::refuse(&Broken::NoScenario(id), case, lang);
    };
    let by = request.matches.get_one::<String>("by").cloned().unwrap_or_default();
    let within = request.matches.get_one::<f64>("within").copied().unwrap_or(0.01);
    let mut wanted = Wanted {
        scenario: id.clone(),
        count: request.matches.get_one::<u8>("count").copied().unwrap_or(5).into(),
        within: round_half_even(within * 1e6).and_then(|ppm| u32::try_from(ppm).ok()).unwrap_or(0),
        by,
        farthest: Vec::new(),
    };
    let name = format!("alternatives-{}-{}", folder(&id), wanted.by);
    let target = match study::claim(request, case, &name, lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    let apart = wanted.apart().unwrap_or(Apart::Starts);
    let question = alternatives::Asked { count: wanted.count, within: wanted.within, apart };
    let found = alternatives(&case.portfolio, scenario, question, &study::options(request, lang));
    wanted.farthest = found.others.iter().map(|other| other.stopped.is_none()).collect();
    let answers: Vec<Answer> =
        std::iter::once(found.best).chain(found.others.into_iter().map(|other| other.answer)).collect();
    let ids: Vec<String> =
        (0..answers.len()).map(|at| if at == 0 { BEST.to_owned() } else { at.to_string() }).collect();
    let asked = Asked::Alternatives(wanted);
    let case = match derived(case, &asked, &ids, None) {
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
    if answers.iter().all(|answer| answer.outcome.solved().is_some()) { DONE } else { NEGATIVE }
}
