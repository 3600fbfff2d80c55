//! A folder of results beside what it should hold: every file that follows from what was checked, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use super::expected;
use crate::claims::Difference;
use crate::input::Case;
use crate::report::VERSION;
use crate::report::bundle::{Files, INPUTS, Pictures};
use crate::report::manifest::{self, Ended, Holds, Manifest, named_version};
use crate::solve::Stopped;

/// A folder whose claims were checked and hold.
#[derive(Clone, Copy)]
pub(super) struct Checked<'a> {
    /// The case its answers belong to.
    pub case: &'a Case,
    /// What it says of itself.
    pub manifest: &'a Manifest,
    /// What it holds.
    pub files: &'a BTreeMap<String, Vec<u8>>,
    /// Whether its pictures are drawn again.
    pub draws: bool,
}

impl Checked<'_> {
    /// Whether the folder was written by another version of the program, whose words and pictures may be others.
    pub fn is_of_another_version(&self) -> bool {
        self.manifest.version != VERSION
    }

    /// Documents that name another version than the manifest does: one run writes all of them.
    fn of_two_versions(&self) -> impl Iterator<Item = Difference> {
        let is_document = |path: &&String| ending(path) == Some("json") && !path.starts_with(INPUTS);
        self.manifest.files.keys().filter(is_document).filter_map(|path| {
            let bytes = self.files.get(path)?;
            let named = named_version(bytes).unwrap_or_else(|| self.manifest.version.clone());
            (named != self.manifest.version).then(|| Difference::Changed(path.clone()))
        })
    }

    /// Everything that differs from what a run with these answers writes: `scenarios` are the ids that its manifest names,
    /// `ended` its parts without a proof, `tables` all its files but the pictures, which are drawn where the folder lists some and only once all else agrees.
    /// Nothing is rendered of another version; its manifest is compared all the same.
    pub fn differences(
        &self,
        scenarios: Vec<String>,
        ended: Ended,
        tables: impl FnOnce() -> Files,
        pictures: impl FnOnce() -> Pictures,
    ) -> Vec<Difference> {
        let mut found: Vec<Difference> = compare(
            Manifest::FILE,
            &expected(self.case, self.manifest, scenarios, ended).render(),
            self.files,
        )
        .into_iter()
        .collect();
        if self.is_of_another_version() {
            found.extend(self.of_two_versions());
            return found;
        }
        let mut expected = tables();
        expected.retain(|path, _| !Manifest::leaves_out(path));
        found.extend(expected.iter().filter_map(|(path, bytes)| compare(path, bytes, self.files)));
        if !found.is_empty() {
            return found;
        }
        let mut known: BTreeSet<String> = expected.into_keys().collect();
        if !self.draws {
            known.extend(self.manifest.files.keys().filter(|path| is_picture(path)).cloned());
        } else if self.manifest.files.keys().any(|path| is_picture(path)) {
            for (path, drawn) in pictures() {
                // What cannot be drawn was not written either.
                let Ok(bytes) = drawn else { continue };
                found.extend(compare(&path, &bytes, self.files));
                known.insert(path);
            }
        }
        let listed = self.manifest.files.keys().filter(|path| !known.contains(*path));
        found.extend(listed.map(|path| Difference::Unexpected(path.clone())));
        found
    }
}

/// What a manifest says of one part that somebody ended by hand, which nothing else in its folder tells.
pub(super) fn ended_by_hand(manifest: &Manifest, part: &str) -> Ended {
    let (part, by_hand) = manifest::part(part, Stopped::Interrupted, Holds::Plan);
    let is_said = manifest.ended.get(&part) == Some(&by_hand);
    is_said.then_some((part, by_hand)).into_iter().collect()
}

/// What follows the last dot of a file's name.
fn ending(path: &str) -> Option<&str> {
    std::path::Path::new(path).extension().and_then(std::ffi::OsStr::to_str)
}

fn is_picture(path: &str) -> bool {
    !path.starts_with(INPUTS) && matches!(ending(path), Some("svg" | "png"))
}

/// Compares a file with what it should be.
pub(super) fn compare(path: &str, expected: &[u8], files: &BTreeMap<String, Vec<u8>>) -> Option<Difference> {
    let Some(found) = files.get(path) else { return Some(Difference::Missing(path.to_owned())) };
    if found == expected {
        return None;
    }
    let whole = ["xlsx", "html", "pdf", "png", "svg"];
    if path.starts_with(INPUTS) || ending(path).is_some_and(|ending| whole.contains(&ending)) {
        return Some(Difference::Changed(path.to_owned()));
    }
    let (mut found, mut expected) = (lines(found), lines(expected));
    let mut line = 1;
    loop {
        let (says, should) = (found.next(), expected.next());
        // Both end together where only the last newline differs.
        if says != should || says.is_none() {
            let text = |line: Option<&[u8]>| String::from_utf8_lossy(line.unwrap_or_default()).into_owned();
            return Some(Difference::Rendered {
                file: path.to_owned(),
                line,
                found: text(says),
                expected: text(should),
            });
        }
        line += 1;
    }
}

/// The lines of a text without their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let without_end = |line: &'_ [u8]| line.len() - usize::from(line.ends_with(b"\n"));
    bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(move |line| line.get(..without_end(line)).unwrap_or(line))
}
