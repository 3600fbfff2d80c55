//! What earlier runs kept, for commands that build on it. [`Folder`] is the one reader of a folder of results; [`answers`]
//! takes single answers out of it, [`Results`] everything a report is made of.
//!
//! Nothing is taken on trust but the solver's word: files must be the ones their run wrote, of the same inputs and version,
//! and what they claim must stand the checks of `verify` again. Nothing is solved.

mod answers;
mod home;
mod log;
mod results;

pub use answers::{answer, explained};
pub use home::{earlier_id, home};
pub use log::{lost, lost_since, real};
pub use results::Results;

use std::io;
use std::path::{Path, PathBuf};

use super::store;
use crate::input::Case;
use crate::input::disk::{self, MOST_RESULTS};
use crate::report::VERSION;
use crate::report::certificate_json::hash;
use crate::report::manifest::{self, Manifest};

/// A folder of results with its manifest.
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// What its run wrote.
    pub manifest: Manifest,
}

impl Folder {
    /// Opens a folder; `None` where it is not there or has no manifest that can be read.
    pub fn open(path: &Path) -> Option<Self> {
        let manifest = disk::read_unlinked(&path.join(Manifest::FILE), MOST_RESULTS).ok()?;
        Some(Self { path: path.to_owned(), manifest: Manifest::read(&manifest).ok()? })
    }

    /// Whether it was written by this version from the inputs as they are now, the log of decisions among them.
    pub fn is_of(&self, case: &Case) -> bool {
        self.manifest.version == VERSION && self.manifest.inputs == manifest::inputs(case)
    }

    /// A file as its run wrote it; `None` where the run did not write it, or it is gone or changed.
    pub fn file(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = disk::read_unlinked(&self.path.join(name), MOST_RESULTS).ok()?;
        let is_as_written = self.manifest.files.get(name) == Some(&hash(&bytes));
        (is_as_written && self.manifest.version == VERSION).then_some(bytes)
    }

    /// Every file, as it is.
    ///
    /// # Errors
    /// What the file system says, with the path.
    pub fn files(&self) -> Result<store::Files, (PathBuf, io::Error)> {
        store::read(&self.path)
    }
}
