//! `petajalan check CASE`: every finding, nothing solved.

use std::path::Path;

use super::args::{self, Request};
use super::{DONE, FAILED, NEGATIVE, kept, say, store};
use crate::diagnostic::{Diagnostic, Severity};
use crate::input;
use crate::report::findings;
use crate::words::Lang;

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("case", "CASE")).arg(args::output()).arg(args::format())
}

pub fn run(request: &Request) -> u8 {
    let path = request.path("case");
    store::tidy(&path, request.command);
    let (found, lang) = match input::load(&path) {
        Ok(warned) => {
            let mut found = warned.findings;
            found.extend(kept::lost(request, &warned.value));
            (found, request.lang_of(&warned.value.language))
        }
        Err(found) => (found, request.lang()),
    };
    if request.json() {
        say::data(findings::json(lang, &found).as_bytes());
    } else {
        say::data(findings::text(lang, &found).as_bytes());
    }
    if path.exists() { code(&found) } else { refused(&path) }
}

/// The exit code findings ask for: an error means the case cannot be used.
pub fn code(found: &[Diagnostic]) -> u8 {
    if found.iter().any(|one| one.finding.severity() == Severity::Error) { NEGATIVE } else { DONE }
}

/// The exit code where a case cannot be used, the same from every command: 2 where nothing is there to be read, 1 where
/// there is something and findings say what is wrong with it.
pub fn refused(path: &Path) -> u8 {
    if path.exists() { NEGATIVE } else { FAILED }
}

/// Reads a case for another command, after finishing what a killed save left.
pub fn read(request: &Request) -> Result<(input::Case, Lang), u8> {
    store::tidy(&request.path("case"), request.command);
    read_locked(request)
}

/// Reads a case for the holder of its lock: what is wrong or odd goes to stderr; notes are left to `check`.
pub fn read_locked(request: &Request) -> Result<(input::Case, Lang), u8> {
    let path = request.path("case");
    let (found, result) = match input::load(&path) {
        Ok(warned) => {
            let lang = request.lang_of(&warned.value.language);
            let lost = kept::lost(request, &warned.value);
            let result = if lost.is_empty() { Ok((warned.value, lang)) } else { Err(NEGATIVE) };
            (warned.findings.into_iter().chain(lost).collect(), result)
        }
        Err(found) => (found, Err(refused(&path))),
    };
    let lang = result.as_ref().map_or_else(|_| request.lang(), |(_, lang)| *lang);
    let told: Vec<Diagnostic> =
        found.into_iter().filter(|one| one.finding.severity() != Severity::Note).collect();
    if !told.is_empty() {
        say::aside(findings::text(lang, &told).trim_end());
    }
    result
}

/// Reads a case for a command that builds on results: under the id these were made with, where the case gives none.
pub fn read_as_kept(request: &Request) -> Result<(input::Case, Lang), u8> {
    let (case, lang) = read(request)?;
    let path = request.path("case");
    let again = kept::earlier_id(request, &case).and_then(|id| input::load_as(&path, &id).ok());
    Ok((again.map_or(case, |warned| warned.value), lang))
}
