//! `petajalan report CASE`: what leaders read, from results that were kept and are checked again.

use super::args::{self, Request};
use super::{DONE, FAILED, check, output, results, say};
use crate::report::bundle::{Files, INPUTS, folder};
use crate::report::kept::{Kept, REPORTS};
use crate::report::manifest::Manifest;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    command.arg(args::path("case", "CASE")).arg(args::output())
}

pub fn run(request: &Request) -> u8 {
    let (case, lang) = match check::read(request) {
        Ok(read) => read,
        Err(code) => return code,
    };
    let home = request.path("output").join(folder(&case.portfolio.id));
    let results = match results::read(&case, &home, lang) {
        Ok(results) => results,
        Err(code) => return code,
    };
    let shown = results.shown(&case, lang);
    let files = files(&results.kept(&case, &shown, lang));
    let target = home.join("report");
    if let Err((path, error)) = output::replace(&target, &files) {
        say::aside(&message(&Message::CannotWrite(&path.display().to_string(), &error.to_string()), lang));
        return FAILED;
    }
    for (name, _) in REPORTS {
        say::aside(&message(&Message::Written(&target.join(name).display().to_string()), lang));
    }
    DONE
}

/// Every report, the inputs they follow from, and the manifest.
pub fn files(kept: &Kept) -> Files {
    let mut files: Files = REPORTS.iter().map(|(name, render)| ((*name).to_owned(), render(kept))).collect();
    files.extend(kept.case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let ids = kept.shown.iter().map(|one| one.scenario.id.clone()).collect();
    files.insert(Manifest::FILE.to_owned(), Manifest::of(kept.case, ids, kept.lang, &files).render());
    files
}
