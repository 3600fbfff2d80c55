//! `petajalan frontier CASE`: what each unit of money buys, and the budget ladder.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::{Arg, value_parser};

use super::args::{self, Request};
use super::{DONE, NEGATIVE, check, ending, plan, say, store, study};
use crate::input::Case;
use crate::report::frontier::{self as report, Shown};
use crate::solve::{Limits, Options, Stopped};
use crate::study::frontier::{Extra, Frontier, Told, frontier};
use crate::study::ladder::{Nest, Refused, ladder};
use crate::words::Lang;
use crate::words::cli::{Message, message};
use crate::words::frontier as words;

pub fn args(command: clap::Command) -> clap::Command {
    let command = command
        .arg(args::path("case", "CASE"))
        .arg(Arg::new("profile").long("scenario").value_name("ID"))
        .arg(
            Arg::new("points")
                .long("points")
                .value_name("N")
                .value_parser(value_parser!(u16).range(2..=10_000))
                .default_value("32"),
        )
        .arg(Arg::new("nest").long("nest").value_parser(["initiative", "group"]).default_value("initiative"))
        .arg(Arg::new("extra").long("extra").value_parser(["own", "all"]).default_value("own"))
        .arg(Arg::new("gap").long("gap").value_name("RATIO").value_parser(plan::ratio).default_value("0"))
        .arg(Arg::new("study-limit").long("time-limit").value_name("SECONDS").value_parser(plan::seconds))
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
    let chosen = match chosen(&case, request, lang) {
        Ok(chosen) => chosen,
        Err(code) => return code,
    };
    args::in_pool(request, || solve_and_write(request, &case, chosen, lang))
}

/// The scenario asked for; without a choice the most probable one, the first of several.
fn chosen(case: &Case, request: &Request, lang: Lang) -> Result<usize, u8> {
    if let Some(id) = request.matches.get_one::<String>("profile") {
        return plan::find(case, id, lang);
    }
    let most = case.probabilities.iter().max().copied().unwrap_or_default();
    Ok(case.probabilities.iter().position(|&one| one == most).unwrap_or(0))
}

fn solve_and_write(request: &Request, case: &Case, chosen: usize, lang: Lang) -> u8 {
    let word = |name: &str| request.matches.get_one::<String>(name).map(String::as_str).unwrap_or_default();
    let wanted = usize::from(request.matches.get_one::<u16>("points").copied().unwrap_or(32));
    let nest = if word("nest") == "group" { Nest::Group } else { Nest::Initiative };
    let extra = if word("extra") == "all" { Extra::All } else { Extra::Own };
    let gap = request.matches.get_one("gap").copied().unwrap_or(0.0);
    let target = match study::claim(request, case, "frontier", lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    ending::listen(lang, Message::EndingStudy);
    let is_timed_out = end_at(request.deadline("study-limit"));
    let limits = Limits { gap, ..Limits::default() };
    let options = Options { limits, interrupt: Some(&ending::INTERRUPT), ..Options::default() };
    let bar = say::is_watched().then(indicatif::ProgressBar::new_spinner);
    let told = |told: Told| {
        if let Some(bar) = &bar {
            let (Told::Steps(count) | Told::Free(count)) = told else { return bar.tick() };
            bar.set_message(count.to_string());
            bar.tick();
        }
    };
    let found = frontier(&case.portfolio, &case.scenarios, chosen, wanted, extra, &options, &told);
    let mut ladder = match &found {
        Ok(Frontier { stopped: Some(why), .. }) => Err(Refused::Unknown(*why)),
        _ => ladder(&case.portfolio, &case.scenarios, &case.probabilities, nest, &options),
    };
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let mut found = match found {
        Ok(found) => found,
        Err(why) => {
            say::aside(words::no_frontier(why, lang));
            return NEGATIVE;
        }
    };
    if is_timed_out() {
        found.ended_by(Stopped::TimeLimit);
        if let Ok(ladder) = &mut ladder {
            ladder.stopped =
                ladder.stopped.map(|why| if why == Stopped::Interrupted { Stopped::TimeLimit } else { why });
        }
    }
    let shown = Shown { case, frontier: &found, ladder: &ladder, lang };
    let (files, failed) = report::bundle(&shown, !request.matches.get_flag("no-charts"));
    say::failed_pictures(&failed, lang);
    let written = match target.write(files) {
        Ok(written) => written,
        Err(code) => return code,
    };
    if request.json() {
        say::data(&report::json(&shown));
    } else {
        say::data(report::text(&shown).as_bytes());
        say::aside(&message(&Message::Written(&written.display().to_string()), lang));
    }
    // One scenario alone asks for no ladder.
    if ladder.is_ok() || case.scenarios.len() < 2 { DONE } else { NEGATIVE }
}

/// Ends the study when the time is up; says whether that has happened.
fn end_at(deadline: Option<Instant>) -> impl Fn() -> bool {
    let left = deadline.map(|end| end.saturating_duration_since(Instant::now()));
    let is_over = Arc::new(AtomicBool::new(left.is_some_and(|left| left.is_zero())));
    if is_over.load(Ordering::Relaxed) {
        ending::INTERRUPT.raise();
    } else if let Some(left) = left {
        let is_over = Arc::clone(&is_over);
        std::thread::spawn(move || {
            std::thread::sleep(left);
            if !ending::INTERRUPT.raised() {
                is_over.store(true, Ordering::Relaxed);
                ending::INTERRUPT.raise();
            }
        });
    }
    move || is_over.load(Ordering::Relaxed)
}
