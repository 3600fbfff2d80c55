//! Where the results of a case lie, and the id they were made with.
//!
//! Results lie in `OUTPUT/ID/`. The id of a case that gives none is the name of its folder or workbook, which may have been
//! renamed since, as may the folder of results: both are then known by their inputs, which are the same.

use std::path::{Path, PathBuf};

use super::super::args::Request;
use super::Folder;
use crate::input::Case;
use crate::report::bundle::folder;

/// The folder of the case's results: the one named for its id; where that is not there, the only one with results of the
/// same inputs and id.
pub fn home(request: &Request, case: &Case) -> PathBuf {
    let output = request.output();
    let named = output.join(folder(&case.portfolio.id));
    if named.exists() {
        return named;
    }
    let is_same = |folder: &Folder| folder.manifest.case == case.portfolio.id;
    only(&output, |home| made_of(home, case).is_some_and(|folder| is_same(&folder))).unwrap_or(named)
}

/// The id under which results of a case without an id of its own were made, where that is another one.
pub fn earlier_id(request: &Request, case: &Case) -> Option<String> {
    if !case.id_from_place {
        return None;
    }
    let output = request.output();
    let named = output.join(folder(&case.portfolio.id));
    let home = if named.exists() { Some(named) } else { only(&output, |home| made_of(home, case).is_some()) };
    let id = made_of(&home?, case)?.manifest.case;
    (id != case.portfolio.id).then_some(id)
}

/// Plans in a folder of results that were made of the same inputs.
fn made_of(home: &Path, case: &Case) -> Option<Folder> {
    let mut plans: Vec<PathBuf> = inside(home);
    // `plan` comes before `plan-A`.
    plans.sort();
    plans.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("plan")));
    plans.iter().filter_map(|path| Folder::open(path)).find(|folder| folder.is_of(case))
}

/// The folder that is so, where there is exactly one.
fn only(output: &Path, is_so: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut found = inside(output).into_iter().filter(|path| is_so(path));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}
