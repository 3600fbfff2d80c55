//! `petajalan verify DIR`: checks a folder of results without a solver.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::args::{self, Request};
use super::kept::Results;
use super::{DONE, FAILED, NEGATIVE, check, kept, room, say, store, study};
use crate::claims::Difference;
use crate::input::{self, Case};
use crate::report::bundle::{Files, INPUTS};
use crate::report::findings;
use crate::report::frontier::DOCUMENT;
use crate::report::manifest::Manifest;
use crate::report::robust::FILE;
use crate::report::room::FILE as PAGE;
use crate::report::studies::Asked;
use crate::verify::{
    Verdict, frontier, is_left_out, listed, other_version, rendered, robust, verify, verify_study,
};
use crate::words::Lang;
use crate::words::claims::{self as words, Of};
use crate::words::cli::{Message, message};

/// More differences than these are counted and not told.
const MOST_TOLD: usize = 100;

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("dir", "DIR"))
}

/// What checking a folder came to, in words.
struct Told {
    /// What is different, each by itself.
    differences: Vec<String>,
    /// What was found to be true, line by line.
    lines: Vec<String>,
    /// That everything agrees.
    agrees: String,
    /// What the folder holds, which says what is left unchecked.
    of: Of,
}

pub fn run(request: &Request) -> u8 {
    let (folder, lang) = (request.path("dir"), request.lang());
    let contents = match store::contents(&folder) {
        Ok(contents) => contents,
        Err((path, error)) => {
            say::aside(&message(&Message::CannotRead(&path.display().to_string(), &error.to_string()), lang));
            return FAILED;
        }
    };
    let files = contents.files;
    let manifest = files.get(Manifest::FILE).and_then(|bytes| Manifest::read(bytes).ok());
    let Some(manifest) = manifest else {
        tell(
            &contents.others.into_iter().map(|path| words::not_a_file(&path, lang)).collect::<Vec<_>>(),
            lang,
        );
        say::aside(&message(&Message::NoResults(&folder.display().to_string()), lang));
        return FAILED;
    };
    let lang = request.lang.unwrap_or(manifest.lang());
    if let Some(beside) = store::unproven_beside(&folder, &manifest) {
        let (proven, beside) = (folder.display().to_string(), beside.display().to_string());
        say::aside(&crate::words::results::proven_used(&proven, &beside, lang));
    }
    // No link or pipe is followed, so the inputs are not read where one stands among them.
    let others: Vec<String> = contents.others.iter().map(|path| words::not_a_file(path, lang)).collect();
    if contents.others.iter().any(|path| path.starts_with(INPUTS)) {
        tell(&others, lang);
        return NEGATIVE;
    }
    let inputs = folder.join(INPUTS);
    let case = match input::load_kept(&inputs, &manifest.case) {
        Ok(warned) => warned.value,
        Err(found) => {
            say::aside(findings::text(lang, &found).trim_end());
            return check::refused(&inputs);
        }
    };
    let lost =
        kept::lost_since(&folder, &manifest).map(|lost| findings::text(lang, &[lost]).trim_end().to_owned());
    let told = match look(&case, &folder, &manifest, &files, lang) {
        Ok(told) => told,
        Err(code) => return code,
    };
    // What is missing may be told by the manifest and by what should be there.
    let mut seen = BTreeSet::new();
    let all = others.into_iter().chain(lost).chain(told.differences);
    let differences: Vec<String> = all.filter(|one| seen.insert(one.clone())).collect();
    tell(&differences, lang);
    say::data(told.lines.concat().as_bytes());
    if !differences.is_empty() {
        return NEGATIVE;
    }
    let other = other_version(&manifest);
    let mut lines = vec![told.agrees];
    lines.extend(other.map(|version| words::other_version(version, lang)));
    lines.push(words::unchecked(told.of, files.keys().any(|path| is_clock(path)), lang));
    say::data((lines.join("\n") + "\n").as_bytes());
    DONE
}

fn is_clock(path: &str) -> bool {
    path != Manifest::FILE && is_left_out(path)
}

/// Says differences, the first ones of very many.
fn tell(differences: &[String], lang: Lang) {
    for difference in differences.iter().take(MOST_TOLD) {
        say::aside(difference);
    }
    if let Some(more) = differences.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        say::aside(&words::more(more, lang));
    }
}

/// Checks a folder as what it is.
fn look(case: &Case, folder: &Path, manifest: &Manifest, files: &Files, lang: Lang) -> Result<Told, u8> {
    let say = |differences: &[Difference]| -> Vec<String> {
        differences.iter().map(|one| words::difference(&case.portfolio, &case.scenarios, one, lang)).collect()
    };
    if manifest.files.contains_key(PAGE) {
        return of_report(case, folder, manifest, files, lang);
    }
    if manifest.files.contains_key(DOCUMENT) {
        let verdict = frontier(case, manifest, files);
        let wrong = verdict.wrong.iter().map(|what| crate::words::frontier::wrong(what, lang));
        let differences = say(&verdict.differences).into_iter().chain(wrong).collect();
        let agrees = crate::words::frontier::verified(verdict.plans, lang);
        return Ok(Told { differences, lines: Vec::new(), agrees, of: Of::Frontier });
    }
    if files.contains_key(FILE) {
        let checked = robust::check(case, manifest, files);
        let agrees = checked.settings.map(|settings| crate::words::robust::verified(&settings, lang));
        let (differences, agrees) = (say(&checked.differences), agrees.unwrap_or_default());
        return Ok(Told { differences, lines: Vec::new(), agrees, of: Of::Robust });
    }
    match Asked::of_files(files) {
        None => Ok(of_verdict(case, &verify(case, manifest, files), lang)),
        Some(Ok(asked)) => match verify_study(case, &asked, manifest, files) {
            Ok((case, verdict)) => Ok(Told { of: Of::Study, ..of_verdict(&case, &verdict, lang) }),
            Err(broken) => {
                study::refuse(&broken, case, lang);
                Err(NEGATIVE)
            }
        },
        Some(Err((name, why))) => {
            let differences = say(&[Difference::Unreadable(name, why)]);
            Ok(Told { differences, lines: Vec::new(), agrees: String::new(), of: Of::Study })
        }
    }
}

fn of_verdict(case: &Case, verdict: &Verdict, lang: Lang) -> Told {
    let say = |one: &Difference| words::difference(&case.portfolio, &case.scenarios, one, lang);
    let agrees = match verdict.plans {
        Some(plans) => message(&Message::VerifiedPlans(plans), lang),
        None => words::agree(&verdict.checked, lang),
    };
    Told {
        differences: verdict.differences.iter().map(say).collect(),
        lines: verdict
            .checked
            .iter()
            .map(|checked| words::checked(&case.portfolio, checked, lang) + "\n")
            .collect(),
        agrees,
        of: if verdict.plans.is_some() { Of::Losses } else { Of::Plans },
    }
}

/// A folder of `report`: the results beside it are checked, and the reports made again of those they name. What came later is
/// not in them and is told; what is another one now is told in the place of a comparison. Of another version only the files
/// are compared with what its manifest says of them.
fn of_report(case: &Case, folder: &Path, manifest: &Manifest, files: &Files, lang: Lang) -> Result<Told, u8> {
    let told = |differences: Vec<Difference>, agrees: String| {
        let say = |one: &Difference| words::difference(&case.portfolio, &case.scenarios, one, lang);
        let differences = differences.iter().map(say).collect();
        Told { differences, lines: Vec::new(), agrees, of: Of::Report }
    };
    if other_version(manifest).is_some() {
        return Ok(told(listed(manifest, files), words::report_as_listed(lang).to_owned()));
    }
    let home = folder.parent().filter(|home| !home.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut results = Results::read(case, home, lang)?;
    let later = results.leave_out_later(&manifest.sources);
    let shown = results.shown(case, manifest.lang());
    let kept = results.kept(case, &shown, manifest.lang());
    let changed = differing(&manifest.sources, &kept.sources());
    if !changed.is_empty() {
        say::aside(&message(&Message::OtherSources(&changed.join(", ")), lang));
        return Err(NEGATIVE);
    }
    let differences = rendered(&room::files(&kept), files);
    if differences.is_empty() && !later.is_empty() {
        say::aside(&message(&Message::LaterThanReport(&later.join(", ")), lang));
    }
    Ok(told(differences, message(&Message::VerifiedReport(shown.len()), lang)))
}

/// The files that are not the same, or only in one of the two, by their paths.
fn differing(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<String> {
    let paths: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != now.get(*path)).cloned().collect()
}
