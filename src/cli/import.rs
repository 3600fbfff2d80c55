//! `petajalan import FORMAT FILES DIR`: a public instance as an ordinary case.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::{self, Request};
use super::{DONE, FAILED, say, store};
use crate::diagnostic::Diagnostic;
use crate::import::{Files, Naming, Source, minelib, mknap, ppssp};
use crate::input::disk;
use crate::report::bundle::folder;
use crate::report::findings;
use crate::words::cli::{Message, message};

pub fn args(command: clap::Command) -> clap::Command {
    let format = |name: &'static str, files: &[(&'static str, &'static str)]| {
        let files = files.iter().map(|(name, shown)| args::path(name, shown));
        clap::Command::new(name).args(files).arg(args::path("dir", "DIR"))
    };
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(format("minelib", &[("prefix", "PREFIX")]))
        .subcommand(format("mknap", &[("file", "FILE")]))
        .subcommand(format("ppssp", &[("projects", "PROJECTS"), ("budgets", "BUDGETS")]))
}

pub fn run(request: &Request) -> u8 {
    let Some((format, matches)) = request.matches.subcommand() else { return FAILED };
    let asked = Request {
        matches,
        lang: args::chosen(matches).or(request.lang),
        command: request.command,
        begun: request.begun,
    };
    let (target, lang) = (asked.path("dir"), asked.lang());
    let shown = target.display().to_string();
    if !args::has_name(&target) || !is_free(&target) {
        say::aside(&message(&Message::NotEmpty(&shown), lang));
        return FAILED;
    }
    let files = match read(&asked, format, &target) {
        Ok(files) => files,
        Err(found) => {
            say::aside(findings::text(lang, &found).trim_end());
            return FAILED;
        }
    };
    if let Err(code) = store::new_folder(&asked, &target, &files, lang) {
        return code;
    }
    let cases: BTreeSet<&str> =
        files.keys().map(|name| name.rsplit_once('/').map_or("", |(at, _)| at)).collect();
    // Folders of several cases are numbers; the first is the shortest, then the smallest.
    let first =
        cases.iter().min_by_key(|at| (at.len(), **at)).map_or_else(|| target.clone(), |at| target.join(at));
    let first = if cases.len() > 1 { first.display().to_string() } else { shown.clone() };
    say::data(format!("{}\n", message(&Message::Imported(cases.len(), &shown, &first), lang)).as_bytes());
    DONE
}

/// Whether nothing is there, or an empty folder.
fn is_free(target: &Path) -> bool {
    match std::fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !target.exists(),
    }
}

/// Opens the instance's files and turns them into those of a case.
fn read(asked: &Request, format: &str, target: &Path) -> Result<Files, Vec<Diagnostic>> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let naming = Naming { id: &folder(&name).replace('%', "-"), language: asked.lang().pick("id", "en") };
    match format {
        "minelib" => {
            let [prec, cpit] = ["prec", "cpit"].map(|ending| {
                let mut path = asked.path("prefix").into_os_string();
                path.push(format!(".{ending}"));
                PathBuf::from(path)
            });
            let [prec, cpit] = open([prec, cpit])?;
            minelib(&naming, &prec.source(), &cpit.source())
        }
        "mknap" => {
            let [file] = open([asked.path("file")])?;
            mknap(&naming, &file.source())
        }
        _ => {
            let [projects, budgets] = open([asked.path("projects"), asked.path("budgets")])?;
            ppssp(&naming, &projects.source(), &budgets.source())
        }
    }
}

/// A file that was opened.
struct Opened {
    name: String,
    bytes: Vec<u8>,
}

impl Opened {
    fn source(&self) -> Source<'_> {
        Source { name: &self.name, bytes: &self.bytes }
    }
}

/// Opens every file, or says of each that cannot be read why.
fn open<const N: usize>(paths: [PathBuf; N]) -> Result<[Opened; N], Vec<Diagnostic>> {
    let mut found = Vec::new();
    let opened = paths.map(|path| {
        let name = path.display().to_string();
        let bytes = disk::read_text(&path).unwrap_or_else(|why| {
            found.extend(why);
            Vec::new()
        });
        Opened { name, bytes }
    });
    if found.is_empty() { Ok(opened) } else { Err(found) }
}
