//! `petajalan new DIR [--xlsx [--from CASE]]`: a commented starter case, or an Excel form.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, value_parser};

use super::args::{self, Request};
use super::{DONE, FAILED, check, say, store};
use crate::diagnostic::Diagnostic;
use crate::input::workbook::unroll;
use crate::input::{Files, build, identity, starter};
use crate::report::bundle::folder;
use crate::report::findings;
use crate::report::xlsx::form::form;
use crate::words::Lang;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("dir", "DIR")).arg(Arg::new("xlsx").long("xlsx").action(ArgAction::SetTrue)).arg(
        Arg::new("filled-from")
            .long("from")
            .value_name("CASE")
            .value_parser(value_parser!(PathBuf))
            .requires("xlsx"),
    )
}

pub fn run(request: &Request) -> u8 {
    let (path, lang) = (request.path("dir"), request.lang());
    let shown = path.display().to_string();
    if path.exists() || !args::has_name(&path) {
        say::aside(&message(&Message::Exists(&shown), lang));
        return FAILED;
    }
    let files = match files(request, lang) {
        Ok(files) => files,
        Err(code) => return code,
    };
    if let Err(code) = store::new_folder(request, &path, &files, lang) {
        return code;
    }
    say::data(format!("{}\n", message(&Message::Started(&shown), lang)).as_bytes());
    DONE
}

/// The files to be written.
fn files(request: &Request, lang: Lang) -> Result<BTreeMap<String, Vec<u8>>, u8> {
    let id = identity::plain(&request.path("dir").file_name().unwrap_or_default().to_string_lossy());
    let texts = starter(lang.pick("id", "en"), &id);
    if !request.matches.get_flag("xlsx") {
        return Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect());
    }
    let case = match request.matches.get_one::<PathBuf>("filled-from") {
        Some(case) => filled(case, lang)?,
        None => {
            texts.into_iter().fold(Files::new(lang.pick("formulir", "form")), |mut files, (name, text)| {
                files.put(name, text.into_bytes());
                files
            })
        }
    };
    let name = format!("{}.xlsx", folder(&case.folder));
    Ok([(name, form(unroll(&case), lang))].into())
}

/// The files of a case for its form. An id taken from the name of the case's folder is written down, since the form lies
/// in another one.
fn filled(path: &Path, lang: Lang) -> Result<Files, u8> {
    let mut case = Files::open(path).map_err(|found| {
        say::aside(findings::text(lang, &found).trim_end());
        check::refused(path)
    })?;
    // A form may be filled from a case that is not whole yet, but not from files that cannot be read as what they are.
    if let Err(found) = build(&case) {
        let broken: Vec<_> = found.into_iter().filter(is_of_files).collect();
        if !broken.is_empty() {
            say::aside(findings::text(lang, &broken).trim_end());
            return Err(check::refused(path));
        }
    }
    case.write_id();
    Ok(case)
}

/// Whether a finding is about a file itself, its syntax, its limits or the shape of its rows: codes `E101` to `E109` and
/// `E130` to `E139`.
fn is_of_files(found: &Diagnostic) -> bool {
    ["E10", "E13"].iter().any(|codes| found.finding.code().starts_with(codes))
}
