//! What writing files and folders has in common.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Begins the names of temporary files and folders: hidden, so that nobody takes them for results.
pub const PREFIX: &str = ".petajalan-";

/// The folder of a path; the current one for a bare name.
#[must_use]
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a new file and waits until it is on the disk.
///
/// # Errors
/// What the file system says.
pub fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_data()
}

/// Waits until the names in a folder are on the disk.
///
/// # Errors
/// What the file system says.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder)?.sync_all() {
        // Some file systems cannot do this for folders.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}

/// Other systems keep the order of names by themselves.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
