//! The log of decisions beside the results that were made with it: they keep its last number and hash, so a log that was
//! cut, deleted or written anew since then shows.

use std::path::{Path, PathBuf};

use super::super::args::Request;
use super::{Folder, home};
use crate::diagnostic::Diagnostic;
use crate::input::disk::{self, Unread};
use crate::input::{Case, decisions, pending};
use crate::report::manifest::Manifest;
use crate::report::run_json::{self, Run};

/// So many folders of results are looked at.
const MOST: usize = 1000;
/// The largest file that says where results come from.
const MOST_RUN: u64 = 1 << 20;

/// What results of a case say against its log.
pub fn lost(request: &Request, case: &Case) -> Vec<Diagnostic> {
    let own = real(&request.path("case"));
    let mut folders: Vec<_> = std::fs::read_dir(home(request, case))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .take(MOST)
        .collect();
    folders.sort();
    let found = folders.iter().filter_map(|path| {
        let head = Folder::open(path)?.manifest.decisions?;
        let is_other = origin(path).is_some_and(|origin| origin != own && Path::new(&origin).exists());
        let shown = path.display().to_string();
        (!is_other).then(|| decisions::lost(&case.decisions, &shown, head.number, &head.hash)).flatten()
    });
    // One is enough: all say the same of one log.
    found.take(1).collect()
}

/// What a folder of results says against the log of its case as that is now; nothing where the case is not there any more.
pub fn lost_since(results: &Path, manifest: &Manifest) -> Option<Diagnostic> {
    let (head, origin) = (manifest.decisions.as_ref()?, PathBuf::from(origin(results)?));
    // In a workbook the log is a sheet, which is read with the case.
    if !origin.is_dir() {
        return None;
    }
    let place = pending::place_of(&origin, decisions::FILE);
    let log = match place.map(|place| disk::read(&place, disk::MOST_TEXT)) {
        Some(Ok(bytes)) => decisions::logged(&bytes),
        None | Some(Err(Unread::Missing)) => Vec::new(),
        // What cannot be read says nothing.
        Some(Err(_)) => return None,
    };
    decisions::lost(&log, &results.display().to_string(), head.number, &head.hash)
}

/// The real path of the case that results were made of, where they say.
fn origin(results: &Path) -> Option<String> {
    let bytes = disk::read(&results.join(run_json::FILE), MOST_RUN).ok()?;
    Run::read(&bytes).map(|run| run.origin)
}

/// The real path of a case, in a form that tells every path from every other.
pub fn real(path: &Path) -> String {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.to_str()
        .map_or_else(|| path.as_os_str().as_encoded_bytes().escape_ascii().to_string(), str::to_owned)
}
