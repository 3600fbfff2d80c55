//! Large inputs: everything in them is found. What is no ordinary file, or too large, is refused at once.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;
#[path = "common/large.rs"]
mod large;

use std::ffi::OsStr;

use common::SMALL;
use common::program::{petajalan, temporary, write};
use large::{Kind, cells, columns, list, rows};

/// However much is wrong, all of it is found; how long that takes is measured by `benches/reading.rs`.
#[test]
fn everything_is_found_in_large_inputs() {
    let kinds: [Kind; 4] =
        [("columns", columns, 8_000), ("rows", rows, 8_000), ("cells", cells, 8_000), ("list", list, 8_000)];
    for (name, work, count) in kinds {
        let found = work(count).len();
        assert!(found >= count, "{name}: {found} findings");
    }
}

#[test]
#[cfg(unix)]
fn what_is_no_ordinary_file_is_refused_at_once() {
    let folder = temporary();
    let case = folder.path().join("case");
    write(&case, SMALL);
    std::fs::remove_file(case.join("scores.csv")).expect("a file");
    let made = std::process::Command::new("mkfifo").arg(case.join("scores.csv")).status().expect("mkfifo");
    assert!(made.success());
    let check = |path: &OsStr| petajalan([OsStr::new("check"), path, OsStr::new("--lang"), OsStr::new("en")]);
    let ran = check(case.as_os_str());
    assert!(ran.code == 1 && ran.out.contains("error[E131]"), "{ran:?}");
    let pipe = case.join("scores.csv");
    for path in [OsStr::new("/dev/zero"), pipe.as_os_str()] {
        let ran = check(path);
        assert!(ran.code == 1 && ran.out.contains("error[E131]"), "{ran:?}");
        let whole = case.as_os_str();
        let calls: [&[&OsStr]; 4] = [
            &[OsStr::new("import"), OsStr::new("mknap"), path, OsStr::new("--output"), OsStr::new("x")],
            &[OsStr::new("collect"), whole, path],
            &[OsStr::new("revise"), whole, OsStr::new("--plan"), path],
            &[OsStr::new("verify"), path],
        ];
        for call in calls {
            let ran = petajalan(call);
            assert!(ran.code != 0, "{call:?}: {ran:?}");
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = temporary();
    let case = folder.path().join("case");
    write(&case, SMALL);
    for (name, megabytes, most) in [("scores.csv", 300, "32 MB"), ("case.toml", 5, "4 MB")] {
        // A file of holes: large, and nothing on the disk.
        let file = std::fs::File::create(case.join(name)).expect("a file");
        file.set_len(megabytes << 20).expect("a size");
        let ran = petajalan([OsStr::new("check"), case.as_os_str(), OsStr::new("--lang"), OsStr::new("en")]);
        let said = format!("{name} is larger than {most}");
        assert!(ran.code == 1 && ran.out.contains("error[E130]") && ran.out.contains(&said), "{ran:?}");
        write(&case, SMALL);
    }
}
