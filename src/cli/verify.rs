//! `petajalan verify DIR`: checks a folder of results without a solver.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::args::{self, Request};
use super::kept::Results;
use super::{DONE, FAILED, NEGATIVE, check, room, say, store, study};
use crate::claims::{Difference, Unreadable};
use crate::input;
use crate::report::bundle::INPUTS;
use crate::report::findings;
use crate::report::frontier::DOCUMENT;
use crate::report::manifest::Manifest;
use crate::report::robust::FILE;
use crate::report::room::FILE as PAGE;
use crate::report::studies::Asked;
use crate::verify::{frontier, rendered, robust, verify, verify_study};
use crate::words::Lang;
use crate::words::claims as words;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("dir", "DIR"))
}

pub fn run(request: &Request) -> u8 {
    let (folder, lang) = (request.path("dir"), request.lang());
    let files = match store::read(&folder) {
        Ok(files) => files,
        Err((path, error)) => {
            say::aside(&message(&Message::CannotRead(&path.display().to_string(), &error.to_string()), lang));
            return FAILED;
        }
    };
    let manifest = files.get(Manifest::FILE).and_then(|bytes| serde_json::from_slice::<Manifest>(bytes).ok());
    let Some(manifest) = manifest else {
        say::aside(&message(&Message::NoResults(&folder.display().to_string()), lang));
        return FAILED;
    };
    let lang = request.lang.unwrap_or(manifest.lang());
    if let Some(beside) = store::unproven_beside(&folder, &manifest) {
        let (proven, beside) = (folder.display().to_string(), beside.display().to_string());
        say::aside(&crate::words::results::proven_used(&proven, &beside, lang));
    }
    let inputs = folder.join(INPUTS);
    let case = match input::load_kept(&inputs, &manifest.case) {
        Ok(warned) => warned.value,
        Err(found) => {
            say::aside(findings::text(lang, &found).trim_end());
            return check::refused(&inputs);
        }
    };
    if manifest.files.contains_key(PAGE) {
        return of_report(&case, &folder, &manifest, &files, lang);
    }
    if manifest.files.contains_key(DOCUMENT) {
        let verdict = frontier(&case, &manifest, &files);
        for difference in &verdict.differences {
            say::aside(&words::difference(&case.portfolio, &case.scenarios, difference, lang));
        }
        for what in &verdict.wrong {
            say::aside(&crate::words::frontier::wrong(what, lang));
        }
        if verdict.differences.is_empty() && verdict.wrong.is_empty() {
            say::data(format!("{}\n", crate::words::frontier::verified(verdict.plans, lang)).as_bytes());
            return DONE;
        }
        return NEGATIVE;
    }
    if files.contains_key(FILE) {
        return of_study(&case, &manifest, &files, lang);
    }
    let (case, verdict) = match Asked::of_files(&files) {
        None => {
            let verdict = verify(&case, &manifest, &files);
            (case, verdict)
        }
        Some(Ok(asked)) => match verify_study(&case, &asked, &manifest, &files) {
            Ok(checked) => checked,
            Err(broken) => {
                study::refuse(&broken, &case, lang);
                return NEGATIVE;
            }
        },
        Some(Err((name, error))) => {
            let why = Unreadable::Json { line: error.line(), column: error.column() };
            let found = Difference::Unreadable(name, why);
            say::aside(&words::difference(&case.portfolio, &case.scenarios, &found, lang));
            return NEGATIVE;
        }
    };
    for difference in &verdict.differences {
        say::aside(&words::difference(&case.portfolio, &case.scenarios, difference, lang));
    }
    let lines: Vec<String> =
        verdict.checked.iter().map(|checked| words::checked(&case.portfolio, checked, lang) + "\n").collect();
    say::data(lines.concat().as_bytes());
    if verdict.differences.is_empty() {
        let told = match verdict.plans {
            Some(plans) => Message::VerifiedPlans(plans),
            None => Message::Verified(verdict.checked.len()),
        };
        say::data(format!("{}\n", message(&told, lang)).as_bytes());
        DONE
    } else {
        NEGATIVE
    }
}

/// A folder of `report`: the results beside it are checked, and the reports made again of those they name. What came later is
/// not in them and is told; what is another one now is told in the place of a comparison.
fn of_report(case: &input::Case, folder: &Path, manifest: &Manifest, files: &store::Files, lang: Lang) -> u8 {
    let home = folder.parent().filter(|home| !home.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut results = match Results::read(case, home, lang) {
        Ok(results) => results,
        Err(code) => return code,
    };
    let later = results.leave_out_later(&manifest.sources);
    let shown = results.shown(case, manifest.lang());
    let kept = results.kept(case, &shown, manifest.lang());
    let changed = differing(&manifest.sources, &kept.sources());
    if !changed.is_empty() {
        say::aside(&message(&Message::OtherSources(&changed.join(", ")), lang));
        return NEGATIVE;
    }
    let expected = room::files(&kept);
    let differences = rendered(&expected, files);
    for difference in &differences {
        say::aside(&words::difference(&case.portfolio, &case.scenarios, difference, lang));
    }
    if !differences.is_empty() {
        return NEGATIVE;
    }
    say::data(format!("{}\n", message(&Message::VerifiedReport(shown.len()), lang)).as_bytes());
    if !later.is_empty() {
        say::aside(&message(&Message::LaterThanReport(&later.join(", ")), lang));
    }
    DONE
}

/// The files that are not the same, or only in one of the two, by their paths.
fn differing(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<String> {
    let paths: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != now.get(*path)).cloned().collect()
}

/// A folder of `robust`.
fn of_study(case: &input::Case, manifest: &Manifest, files: &store::Files, lang: Lang) -> u8 {
    let checked = robust::check(case, manifest, files);
    for difference in &checked.differences {
        say::aside(&words::difference(&case.portfolio, &case.scenarios, difference, lang));
    }
    match checked.settings {
        Some(settings) if checked.differences.is_empty() => {
            say::data(format!("{}\n", crate::words::robust::verified(&settings, lang)).as_bytes());
            DONE
        }
        _ => NEGATIVE,
    }
}
