//! `petajalan decide CASE --action force-in --subject I06 --by WHO --basis WHY`: one entry more in the log of decisions.

use std::fs::File;
use std::io;
use std::path::Path;

use clap::Arg;
use clap::builder::PossibleValuesParser;
use time::OffsetDateTime;

use super::args::{self, Request};
use super::{DONE, FAILED, check, plan, say, store, study};
use crate::input::decisions::{FILE, appended, day, flaw, sealed};
use crate::input::disk::{self, MOST_TEXT, Unread};
use crate::report::studies::Broken;
use crate::scenario::{Action, Decision};
use crate::words::cli::{Message, message};
use crate::words::{Lang, decisions as words};

pub fn args(command: clap::Command) -> clap::Command {
    let text = |name: &'static str, long: &'static str, value: &'static str| {
        Arg::new(name).long(long).value_name(value)
    };
    let actions = PossibleValuesParser::new(Action::ALL.map(|(_, word)| word));
    command
        .arg(args::path("case", "CASE"))
        .arg(text("action", "action", "KIND").required(true).value_parser(actions))
        .arg(text("subject", "subject", "ID"))
        .arg(text("value", "value", "TEXT"))
        .arg(text("decided-for", "scenario", "ID"))
        .arg(text("decided-by", "by", "WHO").required(true))
        .arg(text("basis", "basis", "TEXT").required(true))
        .arg(text("date", "date", "YYYY-MM-DD"))
}

pub fn run(request: &Request) -> u8 {
    let path = request.path("case");
    // One entry at a time: whoever else decides waits until this one is written.
    let folder = path.is_dir().then(|| File::open(&path).ok()).flatten();
    let _lock = folder.filter(|folder| folder.lock().is_ok());
    let (case, lang) = match check::read(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    if !path.join("case.toml").is_file() {
        say::aside(words::no_folder(lang));
        return FAILED;
    }
    let entry = match entry(request, &case, lang) {
        Ok(entry) => sealed(&case.decisions, entry),
        Err(code) => return code,
    };
    if let Some(field) = flaw(&entry) {
        say::aside(&words::flawed(field, lang));
        return FAILED;
    }
    let file = path.join(FILE);
    let written = text_of(&file).and_then(|text| store::replace_file(&file, &appended(&text, &entry)));
    if let Err(error) = written {
        let told = Message::CannotWrite(&file.display().to_string(), &error.to_string());
        say::aside(&message(&told, lang));
        return FAILED;
    }
    say::aside(&words::written(&entry, &file.display().to_string(), lang));
    DONE
}

/// What is there; nothing where there is no file yet.
fn text_of(file: &Path) -> io::Result<Vec<u8>> {
    match disk::read(file, MOST_TEXT) {
        Err(Unread::Missing) => Ok(Vec::new()),
        read => Ok(read?),
    }
}

fn entry(request: &Request, case: &crate::input::Case, lang: Lang) -> Result<Decision, u8> {
    let text = |name: &str| {
        request.matches.get_one::<String>(name).map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let word = text("action");
    let action =
        Action::ALL.iter().find(|(_, known)| *known == word).map_or(Action::Other, |(action, _)| *action);
    let (scenario, subject) = (text("decided-for"), text("subject"));
    if !scenario.is_empty() {
        plan::find(case, &scenario, lang)?;
    }
    let is_initiative = matches!(action, Action::ForceIn | Action::ForceOut);
    if is_initiative && case.portfolio.find(&subject).is_none() {
        return Err(study::refuse(&Broken::NoInitiative(subject), case, lang));
    }
    let given = request.matches.get_one::<String>("date");
    let date = match given {
        Some(given) => day(given.trim()).ok_or_else(|| {
            say::aside(&words::no_day(given, lang));
            FAILED
        })?,
        None => today(),
    };
    Ok(Decision {
        number: 0,
        date,
        actor: text("decided-by"),
        action,
        scenario,
        subject,
        value: text("value"),
        basis: text("basis"),
        previous: String::new(),
        hash: String::new(),
    })
}

/// Today, by universal time.
fn today() -> String {
    OffsetDateTime::now_utc().date().to_string()
}
