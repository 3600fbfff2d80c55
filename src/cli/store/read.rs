//! Reading a folder of results, with limits on what is read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Files;
use crate::input::disk::{self, MOST_RESULTS};

/// Reads every file of a folder, by path relative to it with `/` between the parts. Links to folders are not followed.
///
/// # Errors
/// What the file system says, with the path; a folder with more than [`MOST_RESULTS`] is none of ours.
pub fn read(folder: &Path) -> Result<Files, (PathBuf, io::Error)> {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    let mut left = MOST_RESULTS;
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).map_err(|error| (at.clone(), error))? {
            let entry = entry.map_err(|error| (at.clone(), error))?;
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if let Ok(inside) = path.strip_prefix(folder) {
                let parts: Vec<String> =
                    inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
                let bytes = disk::read(&path, left).map_err(|why| (path.clone(), why.into()))?;
                left -= bytes.len() as u64;
                files.insert(parts.join("/"), bytes);
            }
        }
    }
    Ok(files)
}
