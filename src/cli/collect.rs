//! `petajalan collect CASE FORMS...`: agencies' filled forms merged into the case, every conflict and gap named.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, value_parser};

use super::args::{self, Request};
use super::{FAILED, NEGATIVE, check, output, say};
use crate::diagnostic::Diagnostic;
use crate::input::collect::{Collected, Form, collect};
use crate::input::{Files, disk};
use crate::report::findings;
use crate::words::Lang;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    let forms = Arg::new("forms").value_name("FORMS").required(true).num_args(1..);
    command
        .arg(args::path("case", "CASE"))
        .arg(forms.value_parser(value_parser!(PathBuf)))
        .arg(Arg::new("output").long("output").value_name("DIR").value_parser(value_parser!(PathBuf)))
        .arg(Arg::new("prefer-forms").long("prefer-forms").action(ArgAction::SetTrue))
        .arg(args::format())
}

pub fn run(request: &Request) -> u8 {
    let lang = request.lang();
    let target = target(request, lang);
    let shown = target.display().to_string();
    if target.exists() || !args::has_name(&target) {
        say::aside(&message(&Message::Exists(&shown), lang));
        return FAILED;
    }
    let (case, forms) = match open(request) {
        Ok(opened) => opened,
        Err(found) => {
            say::aside(findings::text(lang, &found).trim_end());
            return FAILED;
        }
    };
    let merged = collect(&case, &forms, request.matches.get_flag("prefer-forms"));
    let told = if request.json() {
        findings::json(lang, &merged.found)
    } else {
        findings::text(lang, &merged.found)
    };
    say::data(told.as_bytes());
    if merged.conflict {
        say::aside(&message(&Message::Conflicts, lang));
        return NEGATIVE;
    }
    write(&target, &shown, &merged, lang)
}

fn write(target: &Path, shown: &str, merged: &Collected, lang: Lang) -> u8 {
    match output::replace(target, &merged.files) {
        Ok(()) => {
            say::aside(&message(&Message::Collected(merged.added, merged.changed, shown), lang));
            check::code(&merged.found)
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

/// `--output`, or a new folder beside the case.
fn target(request: &Request, lang: Lang) -> PathBuf {
    if let Some(target) = request.matches.get_one::<PathBuf>("output") {
        return target.clone();
    }
    let case = request.path("case");
    let case = case.canonicalize().unwrap_or(case);
    let name = case.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    case.with_file_name(format!("{name}-{}", lang.pick("gabungan", "merged")))
}

/// Opens the case and every form, or tells everything that cannot be read.
fn open(request: &Request) -> Result<(Files, Vec<Form>), Vec<Diagnostic>> {
    let mut found = Vec::new();
    let mut keep = |opened: Result<Files, Vec<Diagnostic>>| match opened {
        Ok(files) => files,
        Err(why) => {
            found.extend(why);
            Files::new("")
        }
    };
    let case = keep(Files::open(&request.path("case")));
    let forms = request.matches.get_many::<PathBuf>("forms").into_iter().flatten();
    let forms: Vec<Form> =
        forms.map(|path| Form { path: path.display().to_string(), files: keep(open_form(path)) }).collect();
    if found.is_empty() { Ok((case, forms)) } else { Err(found) }
}

/// A form: a workbook, a folder of tables, or a table of initiatives.
fn open_form(path: &Path) -> Result<Files, Vec<Diagnostic>> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let mut files = Files::new("form");
        files.put("initiatives.csv", disk::read_text(path)?);
        return Ok(files);
    }
    Files::open(path)
}
