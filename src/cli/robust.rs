//! `petajalan robust CASE`: what still holds when weights, costs, delays and ceilings turn out otherwise.
//!
//! Answers are written to a journal as they come (`output/<case>/.work/robust-<key>.jsonl`, the key a hash of inputs,
//! program version, solver and what was asked), so that an interrupted run goes on where it stopped; it is removed when
//! the results are in their place.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::{Arg, value_parser};

use super::args::{self, Request};
use super::progress::Bar;
use super::store::{self, Target};
use super::{DONE, FAILED, NEGATIVE, check, ending, kept, plan, say};
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::input::Case;
use crate::input::disk::{self, MOST_RESULTS, Unread};
use crate::report::bundle::{Bundle, folder};
use crate::report::findings;
use crate::report::robust::{self, Told, journal};
use crate::solve::Options;
use crate::study::robust::{Desk, MOST_DRAWS, Settings, Solve, Solves, adds_up, judge, run as ask};
use crate::words::Lang;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    let command = command
        .arg(args::path("case", "CASE"))
        .arg(Arg::new("of-scenario").long("scenario").value_name("ID"))
        .arg(
            Arg::new("draws")
                .long("draws")
                .value_name("N")
                .value_parser(value_parser!(u32).range(1..=i64::from(MOST_DRAWS)))
                .default_value("200"),
        )
        .arg(
            Arg::new("seed").long("seed").value_name("N").value_parser(value_parser!(u64)).default_value("1"),
        )
        .arg(
            Arg::new("draw-gap")
                .long("gap")
                .value_name("RATIO")
                .value_parser(plan::ratio)
                .default_value("0.005"),
        )
        .arg(
            Arg::new("confidence")
                .long("confidence")
                .value_name("CHANCE")
                .value_parser(plan::ratio)
                .default_value("0.8"),
        )
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
    let settings = match settings(&case, request, lang) {
        Ok(settings) => settings,
        Err(code) => return code,
    };
    if let Some(finding) = too_large(&case) {
        say::aside(findings::text(lang, &[finding]).trim_end());
        return NEGATIVE;
    }
    args::in_pool(request, || solve_and_write(request, &case, &settings, lang))
}

/// Whether amounts could no longer be added up exactly once they are multiplied.
fn too_large(case: &Case) -> Option<Diagnostic> {
    if adds_up(case) {
        return None;
    }
    let place = Place { file: "initiatives.csv".into(), ..Place::default() };
    Some(Diagnostic { finding: Finding::TooLargeTogether {}, place, nearest: None })
}

fn settings(case: &Case, request: &Request, lang: Lang) -> Result<Settings, u8> {
    let number = |name: &str| request.matches.get_one::<f64>(name).copied();
    let scenario = match request.matches.get_one::<String>("of-scenario") {
        Some(id) => plan::find(case, id, lang)?,
        None => case.uncertainty.scenario,
    };
    let confidence = crate::units::round_half_even(number("confidence").unwrap_or(0.8) * 1000.0);
    Ok(Settings {
        scenario,
        draws: request.matches.get_one("draws").copied().unwrap_or(200),
        seed: request.matches.get_one("seed").copied().unwrap_or(1),
        gap: number("draw-gap").unwrap_or(0.005),
        confidence: confidence.and_then(|thousandths| u32::try_from(thousandths).ok()).unwrap_or(800),
    })
}

fn solve_and_write(request: &Request, case: &Case, settings: &Settings, lang: Lang) -> u8 {
    let place = kept::home(request, case);
    let target = match Target::claim(request, case, target(&place, case, settings), lang) {
        Ok(target) => target,
        Err(code) => return code,
    };
    ending::listen(lang, Message::Keeping);
    let journal = match Journal::open(&place, case, settings) {
        Ok(journal) => journal,
        Err((path, error)) => {
            let (path, why) = (path.display().to_string(), error.to_string());
            say::aside(&message(&Message::CannotWrite(&path, &why), lang));
            return FAILED;
        }
    };
    let Some(solves) = answers(case, settings, &journal, lang) else {
        say::aside(&message(&Message::Kept(journal.count()), lang));
        return FAILED;
    };
    let report = judge(case, settings, &solves);
    let told = Told { case, settings: *settings, solves: &solves, report: &report, lang };
    let Bundle { files, failed } = robust::bundle(&told, !request.matches.get_flag("no-charts"));
    say::failed_pictures(&failed, lang);
    let document = files.get(robust::FILE).cloned().unwrap_or_default();
    let written = match target.write(files) {
        Ok(written) => written,
        Err(code) => return code,
    };
    journal.remove();
    if request.json() {
        say::data(&document);
    } else {
        say::data(robust::summary(&told).as_bytes());
    }
    say::aside(&message(&Message::Written(&written.display().to_string()), lang));
    if report.candidates.is_empty() { NEGATIVE } else { DONE }
}

/// Where results go: a study of another scenario than the case's own has a folder of its own.
fn target(place: &Path, case: &Case, settings: &Settings) -> PathBuf {
    let mut name = "robust".to_owned();
    if settings.scenario != case.uncertainty.scenario {
        name.push('-');
        name.push_str(&folder(&case.scenarios[settings.scenario].id));
    }
    place.join(name)
}

fn answers(case: &Case, settings: &Settings, journal: &Journal, lang: Lang) -> Option<Solves> {
    let bar = Bar::new(lang);
    let desk = Desk {
        known: journal.known.clone(),
        keep: &|name, solve| journal.add(name, solve),
        tell: &|stage, done, total| bar.tell(stage, done, total),
        interrupt: Some(&ending::INTERRUPT),
    };
    let solves = ask(case, settings, &desk);
    bar.finish();
    solves
}

/// The answers of this study so far.
struct Journal {
    path: PathBuf,
    known: BTreeMap<String, Solve>,
    file: Mutex<(fs::File, usize)>,
}

impl Journal {
    /// Opens the journal of exactly this study, with what is in it.
    fn open(place: &Path, case: &Case, settings: &Settings) -> Result<Self, (PathBuf, std::io::Error)> {
        let work = place.join(".work");
        let path = work.join(format!("robust-{}.jsonl", key(case, settings)));
        let at = |error| (path.clone(), error);
        fs::create_dir_all(&work).map_err(|error| (work.clone(), error))?;
        let bytes = match disk::read(&path, MOST_RESULTS) {
            Ok(bytes) => bytes,
            Err(Unread::Missing) => Vec::new(),
            Err(why) => return Err(at(why.into())),
        };
        let known = journal::read(&bytes, case.portfolio.initiatives.len());
        let mut file = fs::OpenOptions::new().create(true).append(true).open(&path).map_err(at)?;
        if bytes.last().is_some_and(|last| *last != b'\n') {
            // What a killed run left unfinished ends here.
            file.write_all(b"\n").map_err(at)?;
        }
        let count = known.len();
        Ok(Self { known, file: Mutex::new((file, count)), path })
    }

    /// Adds an answer; where the disk is full the run goes on, and would only have to ask again.
    fn add(&self, name: &str, solve: &Solve) {
        if let Ok(mut file) = self.file.lock() {
            let written = file.0.write_all(&journal::line(name, solve)).and_then(|()| file.0.flush());
            file.1 += usize::from(written.is_ok());
        }
    }

    fn count(&self) -> usize {
        self.file.lock().map_or(0, |file| file.1)
    }

    fn remove(&self) {
        let _ = fs::remove_file(&self.path);
        if let Some(work) = self.path.parent() {
            // Only where nothing else is in it.
            let _ = fs::remove_dir(work);
        }
    }
}

/// What the answers depend on: inputs, program, solver, scenario, seed and gap. How many draws there are changes none.
fn key(case: &Case, settings: &Settings) -> String {
    let inputs = crate::report::manifest::inputs(case);
    let scenario = &case.scenarios[settings.scenario].id;
    let solver = Options::default().backend.name();
    let text = format!(
        "{inputs} {} {solver} {scenario:?} {} {:?}",
        crate::report::VERSION,
        settings.seed,
        settings.gap
    );
    crate::report::certificate_json::hash(text.as_bytes()).chars().take(16).collect()
}
