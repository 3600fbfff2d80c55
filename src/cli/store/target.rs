//! Where the results of a run go: a folder that is claimed before anything is solved and written at the end.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction};

use super::super::args::Request;
use super::super::{FAILED, kept, say};
use super::hold::hold;
use super::lock::{Lock, now};
use super::ownership::{self, Ours, Removed, Standing, standing};
use super::{Files, file, replace};
use crate::input::Case;
use crate::report::manifest::{self, Ended, Manifest};
use crate::report::run_json::{self, Run};
use crate::words::Lang;
use crate::words::cli::{Message, message};
use crate::words::results::{self as words, InTheWay};

/// `--wait` and `--replace`, for every command that writes results.
pub fn args(command: clap::Command) -> clap::Command {
    let replace = Arg::new("replace").long("replace").action(ArgAction::SetTrue);
    command.arg(super::super::args::output()).arg(wait()).arg(replace)
}

/// `--wait`, for every command that takes a lock.
pub fn wait() -> Arg {
    Arg::new("wait").long("wait").action(ArgAction::SetTrue)
}

/// A folder for results that nobody else writes to.
pub struct Target {
    path: PathBuf,
    origin: String,
    /// The hash of the case's inputs.
    inputs: String,
    replaces: bool,
    lang: Lang,
    /// Folders that did not exist before: they go again where nothing is written.
    made: Vec<PathBuf>,
    /// `None` only while this is dropped.
    lock: Option<Lock>,
}

/// What stands where results go and may be replaced.
#[derive(Default)]
struct Earlier {
    manifest: Option<Manifest>,
    /// What file managers left: it moves on into the new folder.
    kept: Files,
}

impl Target {
    /// Claims a folder for the results of a command on its case: takes its lock, and looks at what is there.
    ///
    /// # Errors
    /// The exit code, after saying what is in the way and what would do.
    pub fn claim(request: &Request, case: &Case, path: PathBuf, lang: Lang) -> Result<Self, u8> {
        let waits = request.matches.get_flag("wait");
        let (lock, made) = locked(&path, request.command, waits, lang)?;
        let at = request.path("case");
        let origin = kept::real(&at);
        let replaces = request.matches.get_flag("replace");
        let inputs = manifest::inputs(case);
        let target = Self { path, origin, inputs, replaces, lang, made, lock: Some(lock) };
        for path in [target.path.clone(), beside(&target.path, PARTIAL)] {
            replace::recover(&path);
        }
        target.look(&target.path).map_err(|way| target.told(&way))?;
        Ok(target)
    }

    fn told(&self, way: &InTheWay) -> u8 {
        say::aside(&words::in_the_way(&self.path.display().to_string(), way, self.lang));
        FAILED
    }

    /// What stands there, or why it may not be replaced.
    fn look(&self, path: &Path) -> Result<Earlier, InTheWay> {
        let ours = match standing(path) {
            Standing::Free(kept) => return Ok(Earlier { manifest: None, kept }),
            Standing::Foreign(way) => return Err(way),
            Standing::Ours(ours) => *ours,
        };
        let Ours { manifest, origin, mut changed, kept } = ours;
        if origin.is_none() && !WITHOUT_ORIGIN.contains(&manifest.version.as_str()) {
            changed.push(run_json::FILE.to_owned());
        }
        // A case that was moved is not another one.
        let is_moved = |origin: &String| !Path::new(origin).exists() && manifest.inputs == self.inputs;
        let is_other = |origin: &String| *origin != self.origin && !self.replaces && !is_moved(origin);
        match origin.filter(is_other) {
            Some(origin) => Err(InTheWay::OtherOrigin(origin)),
            None if changed.is_empty() || self.replaces => Ok(Earlier { manifest: Some(manifest), kept }),
            None => Err(InTheWay::Changed(ownership::first_named(changed))),
        }
    }

    /// Puts the results in place: in the folder, or beside it where they would take the place of a proof. Gives the folder
    /// they are in.
    ///
    /// # Errors
    /// The exit code, after saying what is in the way; the earlier results are then unchanged.
    pub fn write(self, files: Files) -> Result<PathBuf, u8> {
        self.write_ended(files, Ended::new())
    }

    /// The same for results that do not say themselves which part has no proof: `ended` does, by part, and why.
    ///
    /// # Errors
    /// As [`Target::write`].
    pub fn write_ended(mut self, mut files: Files, ended: Ended) -> Result<PathBuf, u8> {
        let Some(mut manifest) =
            files.get(Manifest::FILE).and_then(|bytes| serde_json::from_slice::<Manifest>(bytes).ok())
        else {
            // Every command writes one.
            return Err(FAILED);
        };
        manifest.ended.extend(ended);
        files.insert(Manifest::FILE.to_owned(), manifest.render());
        let run = Run { origin: self.origin.clone(), written: now(), ended: manifest.ended.clone() };
        files.insert(run_json::FILE.to_owned(), run.render());
        let (path, earlier, code) = self.place_for(&manifest);
        files.extend(earlier.kept.clone());
        self.put(&path, &earlier, &files)?;
        self.made.clear();
        code.map_or_else(
            || Ok(path.clone()),
            |code| {
                say::aside(&message(&Message::Written(&path.display().to_string()), self.lang));
                Err(code)
            },
        )
    }

    /// Where results of this manifest go: the folder, or one beside it where they would take the place of a proof, or where
    /// something came into the folder while this run was solving, which is an error.
    fn place_for(&self, manifest: &Manifest) -> (PathBuf, Earlier, Option<u8>) {
        match self.look(&self.path) {
            Ok(earlier)
                if earlier.manifest.as_ref().is_some_and(|earlier| manifest.is_weaker_than(earlier)) =>
            {
                let (path, earlier) = self.free_beside(PARTIAL);
                let reasons = manifest.ended.iter().map(|(part, one)| (part.as_str(), one.why.as_str()));
                let reasons: Vec<(&str, &str)> = reasons.collect();
                let (proven, shown) = (self.path.display().to_string(), path.display().to_string());
                say::aside(&words::weaker(&reasons, &proven, &shown, self.lang));
                (path, earlier, None)
            }
            Ok(earlier) => (self.path.clone(), earlier, None),
            Err(way) => {
                let code = self.told(&way);
                let (path, earlier) = self.free_beside("new");
                (path, earlier, Some(code))
            }
        }
    }

    /// A folder beside the target where results may go.
    fn free_beside(&self, ending: &str) -> (PathBuf, Earlier) {
        let first = beside(&self.path, ending);
        let others = (2_u32..).map(|number| beside(&self.path, &format!("{ending}-{number}")));
        let mut all = std::iter::once(first.clone()).chain(others.take(1000));
        all.find_map(|path| self.look(&path).ok().map(|earlier| (path, earlier)))
            .unwrap_or((first, Earlier::default()))
    }

    fn put(&self, path: &Path, earlier: &Earlier, files: &Files) -> Result<(), u8> {
        let failed = |(at, error): super::Failed| {
            say::aside(&message(
                &Message::CannotWrite(&at.display().to_string(), &error.to_string()),
                self.lang,
            ));
            FAILED
        };
        let fresh = replace::prepare(path, files).map_err(failed)?;
        let Some(manifest) = &earlier.manifest else {
            for name in earlier.kept.keys() {
                // It is in the new folder; where it cannot be removed the folder is in the way, which is said.
                let _ = std::fs::remove_file(path.join(name));
            }
            let synced = replace::place(fresh, path).map_err(failed)?;
            return confirmed(synced, self.lang);
        };
        let (old, synced) = replace::exchange(fresh, path).map_err(failed)?;
        // What cannot be removed for another reason goes with the next run.
        if ownership::remove(&old, manifest) == Removed::Foreign {
            // Something came there in the last moment: it gets a name that people see.
            let (seen, _) = self.free_beside("left");
            let at = if std::fs::rename(&old, &seen).is_ok() { seen } else { old };
            say::aside(&words::left(&at.display().to_string(), self.lang));
        }
        confirmed(synced, self.lang)
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // The lock's file lies in the last of these folders.
        drop(self.lock.take());
        for folder in self.made.iter().rev() {
            // Only what is empty goes.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Takes the lock of a folder, making the folders above it; gives those too.
fn locked(path: &Path, who: &str, waits: bool, lang: Lang) -> Result<(Lock, Vec<PathBuf>), u8> {
    let mut made: Vec<PathBuf> = file::parent(path)
        .ancestors()
        .take_while(|at| !at.as_os_str().is_empty() && !at.exists())
        .map(Path::to_owned)
        .collect();
    made.reverse();
    let lock = hold(&lock_of(path), &path.display().to_string(), who, waits, lang)?;
    Ok((lock, made))
}

/// The file of a folder's lock, beside the folder.
fn lock_of(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{}{name}.lock", file::PREFIX))
}

/// Versions whose results do not say where their case was.
const WITHOUT_ORIGIN: [&str; 2] = ["0.1.0", "0.2.0"];

/// The ending of the folder for results that would take the place of a proof.
const PARTIAL: &str = "partial";

/// The folder of this name and another ending, beside it.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{name}.{ending}"))
}

/// An error where the system does not say that what is in place is on the disk.
fn confirmed(synced: replace::Synced, lang: Lang) -> Result<(), u8> {
    synced.map_err(|(path, error)| {
        say::aside(&words::unconfirmed(&path.display().to_string(), &error.to_string(), lang));
        FAILED
    })
}

/// Writes a folder that must not be there yet, or is empty.
///
/// # Errors
/// The exit code, after saying what is in the way.
pub fn new_folder(request: &Request, path: &Path, files: &Files, lang: Lang) -> Result<(), u8> {
    let (lock, made) = locked(path, request.command, false, lang)?;
    replace::recover(path);
    let placed = replace::prepare(path, files).and_then(|fresh| replace::place(fresh, path));
    drop(lock);
    let synced = placed.map_err(|(at, error)| {
        for folder in made.iter().rev() {
            // Only what is empty goes.
            let _ = std::fs::remove_dir(folder);
        }
        say::aside(&words::nothing_written(&at.display().to_string(), &error.to_string(), lang));
        FAILED
    })?;
    confirmed(synced, lang)
}

/// Results of the same inputs that ended before everything was proven, beside a proof.
#[must_use]
pub fn unproven_beside(path: &Path, manifest: &Manifest) -> Option<PathBuf> {
    let path = beside(path, PARTIAL);
    match standing(&path) {
        Standing::Ours(ours) if ours.manifest.inputs == manifest.inputs => Some(path),
        _ => None,
    }
}
