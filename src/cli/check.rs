//! `petajalan check CASE`: every finding, nothing solved.

use super::args::{self, Request};
use super::{DONE, FAILED, NEGATIVE, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::input;
use crate::report::findings;
use crate::words::Lang;

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("case", "CASE")).arg(args::format())
}

pub fn run(request: &Request) -> u8 {
    let path = request.path("case");
    let (found, lang) = match input::load(&path) {
        Ok(warned) => (warned.findings, request.lang_of(&warned.value.language)),
        Err(found) => (found, request.lang()),
    };
    if request.json() {
        say::data(findings::json(lang, &found).as_bytes());
    } else {
        say::data(findings::text(lang, &found).as_bytes());
    }
    code(&found)
}

/// The exit code findings ask for: an error means the case cannot be used.
pub fn code(found: &[Diagnostic]) -> u8 {
    if found.iter().any(|one| one.finding.severity() == Severity::Error) { NEGATIVE } else { DONE }
}

/// Reads a case for another command: what is wrong or odd goes to stderr; notes are left to `check`.
pub fn read(request: &Request) -> Result<(input::Case, Lang), u8> {
    let path = request.path("case");
    let (found, result) = match input::load(&path) {
        Ok(warned) => {
            let lang = request.lang_of(&warned.value.language);
            (warned.findings, Ok((warned.value, lang)))
        }
        Err(found) => (found, Err(FAILED)),
    };
    let lang = result.as_ref().map_or_else(|_| request.lang(), |(_, lang)| *lang);
    let told: Vec<Diagnostic> =
        found.into_iter().filter(|one| one.finding.severity() != Severity::Note).collect();
    if !told.is_empty() {
        say::aside(findings::text(lang, &told).trim_end());
    }
    result
}
