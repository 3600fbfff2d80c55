//! `petajalan new DIR [--xlsx [--from CASE]]`: a commented starter case, or an Excel form.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Arg, ArgAction, value_parser};

use super::args::{self, Request};
use super::{DONE, FAILED, output, say};
use crate::input::workbook::unroll;
use crate::input::{Files, starter};
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
    match output::replace(&path, &files) {
        Ok(()) => {
            say::data(format!("{}\n", message(&Message::Started(&shown), lang)).as_bytes());
            DONE
        }
        Err((path, error)) => {
            say::aside(&message(
                &Message::CannotWrite(&path.display().to_string(), &error.to_string()),
                lang,
            ));
            FAILED
        }
    }
}

/// The files to be written.
fn files(request: &Request, lang: Lang) -> Result<BTreeMap<String, Vec<u8>>, u8> {
    let texts = starter(lang.pick("id", "en"));
    if !request.matches.get_flag("xlsx") {
        return Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect());
    }
    let case = if let Some(case) = request.matches.get_one::<PathBuf>("filled-from") {
        Files::open(case).map_err(|found| {
            say::aside(findings::text(lang, &found).trim_end());
            FAILED
        })?
    } else {
        let mut files = Files::new(lang.pick("formulir", "form"));
        for (name, text) in texts {
            files.put(name, text.into_bytes());
        }
        files
    };
    let name = format!("{}.xlsx", folder(&case.folder));
    Ok([(name, form(unroll(&case), lang))].into())
}
