//! `petajalan collect CASE FORMS...`: agencies' filled forms merged into the case, every conflict and gap named.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, value_parser};

use super::args::{self, Request};
use super::{FAILED, NEGATIVE, check, say, store};
use crate::diagnostic::{Diagnostic, Severity};
use crate::input::Files;
use crate::input::collect::{self, Collected, Opened, collect};
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
            // A form that cannot be opened is an argument that cannot be used.
            let case = request.path("case");
            return if Files::open(&case).is_err() { check::refused(&case) } else { FAILED };
        }
    };
    let mut merged = collect(&case, &forms.forms, request.matches.get_flag("prefer-forms"));
    let no_form = forms.found.iter().any(|one| one.finding.severity() == Severity::Error);
    let mut found = forms.found;
    found.append(&mut merged.found);
    let told = if request.json() { findings::json(lang, &found) } else { findings::text(lang, &found) };
    say::data(told.as_bytes());
    for (form, tally) in forms.forms.iter().zip(&merged.tallies) {
        say::aside(&message(&Message::FormRead(&form.path, *tally), lang));
    }
    if merged.conflict || no_form {
        say::aside(&message(&Message::Conflicts, lang));
        return NEGATIVE;
    }
    let left = left_behind(&request.path("case"), &merged);
    if !left.is_empty() {
        say::aside(&message(&Message::NotCopied(&left.join(", ")), lang));
    }
    write(request, &target, &merged, lang, check::code(&found))
}

/// Writes the merged case; `code` is the exit code if that succeeds.
fn write(request: &Request, target: &Path, merged: &Collected, lang: Lang, code: u8) -> u8 {
    if let Err(code) = store::new_folder(request, target, &merged.files, lang) {
        return code;
    }
    let shown = target.display().to_string();
    let done = if merged.total.is_nothing() {
        Message::NothingNew(&shown)
    } else {
        Message::Collected(merged.total, &shown)
    };
    say::aside(&message(&done, lang));
    code
}

/// Files in the folder of a case that are not part of it, by name.
fn left_behind(case: &Path, merged: &Collected) -> Vec<String> {
    let entries = std::fs::read_dir(case).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut left: Vec<String> =
        names.filter(|name| !name.starts_with(['.', '~']) && !merged.files.contains_key(name)).collect();
    left.sort();
    left
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

/// Opens the case and every form, or says everything that cannot be read.
fn open(request: &Request) -> Result<(Files, Opened), Vec<Diagnostic>> {
    let path = request.path("case");
    let case = Files::open(&path);
    let forms: Vec<PathBuf> =
        request.matches.get_many::<PathBuf>("forms").into_iter().flatten().cloned().collect();
    let mut opened = collect::open(&forms, &path);
    let refused = std::mem::take(&mut opened.refused);
    match case {
        Ok(case) if refused.is_empty() => Ok((case, opened)),
        Ok(_) => Err(refused),
        Err(found) => Err(found.into_iter().chain(refused).collect()),
    }
}
