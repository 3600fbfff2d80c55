//! The program itself, run as a user runs it, on cases and outputs in temporary folders.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Files of a folder by their path inside it.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// What a run of the program left: exit code, stdout, stderr.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Itself, where the exit code is this one.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code; {self:?}");
        self
    }

    /// The JSON documents on stdout.
    pub fn documents(&self) -> Vec<Value> {
        let documents = serde_json::Deserializer::from_str(&self.out).into_iter::<Value>();
        documents.map(|one| one.expect("stdout is JSON")).collect()
    }
}

/// Runs the program with these arguments.
pub fn petajalan<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    let output = assert_cmd::Command::new(binary()).args(arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// The program.
pub fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_petajalan"))
}

/// Runs `plan` without charts, the results in `output`.
pub fn plan(case: &Path, output: &Path, more: &[&str]) -> Ran {
    let fixed = [OsStr::new("plan"), case.as_os_str(), OsStr::new("--no-charts"), OsStr::new("--output")];
    petajalan(fixed.into_iter().chain([output.as_os_str()]).chain(more.iter().map(OsStr::new)))
}

/// Runs `verify` on a folder of results, in English.
pub fn verify(results: &Path) -> Ran {
    petajalan([OsStr::new("verify"), results.as_os_str(), OsStr::new("--lang"), OsStr::new("en")])
}

/// A case that comes with the program.
pub fn shipped(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(case)
}

/// A temporary folder.
pub fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Every file of a folder.
pub fn read(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let inside = entry.strip_prefix(folder).expect("inside the folder");
                let name = inside.to_str().expect("a plain name").replace('\\', "/");
                files.insert(name, fs::read(&entry).expect("a readable file"));
            }
        }
    }
    files
}

/// Writes a folder of files.
pub fn write<'a, T: AsRef<[u8]> + 'a>(folder: &Path, files: impl IntoIterator<Item = (&'a str, T)>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a written file");
    }
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    write(to, read(from).iter().map(|(name, bytes)| (name.as_str(), bytes)));
}
