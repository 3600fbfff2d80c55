//! `petajalan decide CASE --action force-in --subject I06 --by WHO --basis WHY`: one entry more in the log of decisions.

use super::args::{self, Request};
use super::store::{self, NotSaved};
use super::{DONE, FAILED, check, plan, say, study};
use crate::input::decisions::{FILE, appended, flaw, is_ahead, is_before, moment, sealed};
use crate::report::studies::Broken;
use crate::scenario::{Action, Decision};
use crate::words::{Lang, decisions as words, results};
use clap::Arg;
use clap::builder::PossibleValuesParser;

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
        .arg(text("old", "old", "TEXT").requires("value"))
        .arg(text("decided-for", "scenario", "ID"))
        .arg(text("decided-by", "by", "WHO").required(true))
        .arg(text("basis", "basis", "TEXT").required(true))
        .arg(text("date", "date", "YYYY-MM-DD[THH:MM]"))
        .arg(store::wait())
}

pub fn run(request: &Request) -> u8 {
    let path = request.path("case");
    if path.is_file() {
        say::aside(words::no_folder(request.lang()));
        return FAILED;
    }
    if !path.is_dir() {
        // Says that there is none.
        return check::read(request).map_or_else(|code| code, |_| FAILED);
    }
    let lock = store::hold_case(&path, request.command, request.matches.get_flag("wait"), request.lang());
    let _lock = match lock {
        Ok(lock) => lock,
        Err(code) => return code,
    };
    let (case, lang) = match check::read_locked(request) {
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
    let now = store::now();
    if is_ahead(&entry.date, &now) {
        say::aside(&words::dated_ahead(&entry.date, lang));
        return FAILED;
    }
    // A last entry that is dated ahead by mistake must not close the log.
    let last = case.decisions.last().filter(|last| !is_ahead(&last.date, &now));
    if let Some(last) = last.filter(|last| is_before(&entry.date, &last.date)) {
        say::aside(&words::dated_back(&entry.date, &last.date, lang));
        return FAILED;
    }
    let before = case.inputs.iter().find(|file| file.name == FILE).map(|file| file.bytes.as_slice());
    let text = appended(before.unwrap_or_default(), &entry);
    let synced = match store::save(&path, &case.inputs, &[(FILE, text)]) {
        Ok(synced) => synced,
        Err(why) => {
            say::aside(&not_saved(&why, lang));
            return FAILED;
        }
    };
    say::aside(&words::written(&entry, &path.join(FILE).display().to_string(), lang));
    match synced {
        Ok(()) => DONE,
        Err((path, error)) => {
            say::aside(&results::unconfirmed(&path.display().to_string(), &error.to_string(), lang));
            FAILED
        }
    }
}

/// Why the entry is not in the log.
fn not_saved(why: &NotSaved, lang: Lang) -> String {
    match why {
        NotSaved::Changed(name) => results::changed(name, lang),
        NotSaved::Link(name) => results::link(name, lang),
        NotSaved::Failed((path, error)) => {
            results::not_saved(&path.display().to_string(), &error.to_string(), lang)
        }
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
        Some(given) => moment(given.trim()).ok_or_else(|| {
            say::aside(&words::no_day(given, lang));
            FAILED
        })?,
        None => store::now(),
    };
    let (old, new) = (text("old"), text("value"));
    let value = if old.is_empty() { new } else { format!("{old} -> {new}") };
    Ok(Decision {
        number: 0,
        date,
        actor: text("decided-by"),
        action,
        scenario,
        subject,
        value,
        basis: text("basis"),
        previous: String::new(),
        hash: String::new(),
    })
}
