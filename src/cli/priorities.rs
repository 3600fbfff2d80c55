//! `petajalan priorities CASE`: weights by set and rater, where raters disagree, and which of it changes the plan.

use clap::Arg;

use super::args::{self, Request};
use super::{DONE, FAILED, NEGATIVE, check, ending, plan, say, store, study};
use crate::input::Case;
use crate::report::bundle::{Bundle, folder};
use crate::report::priorities::{Shown, bundle, ground, json, summary};
use crate::scenario::Scenario;
use crate::solve::Options;
use crate::study::priorities::priorities;
use crate::words::Lang;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    let command = command
        .arg(args::path("case", "CASE"))
        .arg(Arg::new("scenario").long("scenario").value_name("ID"))
        .arg(args::threads())
        .arg(args::no_charts())
        .arg(args::format());
    store::args(command)
}

pub fn run(request: &Request) -> u8 {
    let (case, lang) = match check::read_as_kept(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let scenarios = match plan::chosen(&case, request, lang) {
        Ok(scenarios) => scenarios,
        Err(code) => return code,
    };
    let Some(scenario) = scenarios.first() else { return FAILED };
    args::in_pool(request, || study_and_write(request, &case, scenario, lang))
}

fn study_and_write(request: &Request, case: &Case, scenario: &Scenario, lang: Lang) -> u8 {
    let Some(ground) = ground(case, scenario) else {
        say::aside(&message(&Message::NoCriteria, lang));
        return NEGATIVE;
    };
    // A scenario asked for by name has a folder of its own.
    let named = request.matches.contains_id("scenario").then(|| format!("-{}", folder(&scenario.id)));
    let name = format!("priorities{}", named.unwrap_or_default());
    let target = match study::claim(request, case, &name, lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    ending::listen(lang, Message::Ending);
    let options = Options { interrupt: Some(&ending::INTERRUPT), ..Options::default() };
    let study = priorities(&ground, scenario, &options);
    let shown = Shown { case, scenario, study: &study, lang };
    let Bundle { files, failed } = bundle(&shown, !request.matches.get_flag("no-charts"));
    say::failed_pictures(&failed, lang);
    let written = match target.write_ended(files, study::ended_by(&options, "priorities")) {
        Ok(written) => written,
        Err(code) => return code,
    };
    if request.json() {
        say::data(&json::render(&shown));
    } else {
        say::data(summary(&shown).as_bytes());
        say::aside(&message(&Message::Written(&written.display().to_string()), lang));
    }
    if study.group.is_some() { DONE } else { NEGATIVE }
}
