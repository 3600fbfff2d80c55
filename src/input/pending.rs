//! A save that was not finished: files of a case that are decided but not in their places yet.
//!
//! Whoever saves several files of a case writes all of them to a folder first and gives it the name [`FOLDER`] in one step:
//! from then on they count. Then each goes to its place. Who reads a case in between, or after the program was killed,
//! takes them from there, so that nobody sees one file without the other.

use std::path::{Path, PathBuf};

/// The folder of an unfinished save, in the folder of its case.
pub const FOLDER: &str = ".petajalan-save";
/// In it: the files that take a place.
pub const PUT: &str = "put";
/// In it: a file of the same name for each file that goes away.
pub const REMOVE: &str = "remove";

/// Where a file of a case is read from: its place, or the unfinished save; `None` where that takes it away.
#[must_use]
pub fn place_of(case: &Path, name: &str) -> Option<PathBuf> {
    let save = case.join(FOLDER);
    let put = save.join(PUT).join(name);
    if put.is_file() {
        return Some(put);
    }
    (!save.join(REMOVE).join(name).exists()).then(|| case.join(name))
}
