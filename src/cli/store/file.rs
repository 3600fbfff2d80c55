//! Replacing one file: readers find the old text or the new one, never a part.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Begins the names of temporary files and folders: hidden, so that nobody takes them for results.
pub const PREFIX: &str = ".petajalan-";

/// Replaces one file.
///
/// # Errors
/// What the file system says; the old file is then still there, unchanged.
pub fn replace_file(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = parent(target);
    let mut fresh = tempfile::Builder::new().prefix(PREFIX).tempfile_in(parent)?;
    fresh.write_all(bytes)?;
    fresh.as_file().sync_data()?;
    open_to_readers(fresh.path(), target)?;
    fresh.persist(target).map(drop).map_err(|error| error.error)?;
    sync_folder(parent)
}

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

/// Temporary files are private; a file keeps the rights of the one it replaces, and a new one is for everybody to read.
#[cfg(unix)]
fn open_to_readers(fresh: &Path, target: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let rights = fs::metadata(target).map_or(fs::Permissions::from_mode(0o644), |about| about.permissions());
    fs::set_permissions(fresh, rights)
}

#[cfg(not(unix))]
fn open_to_readers(_fresh: &Path, _target: &Path) -> io::Result<()> {
    Ok(())
}
