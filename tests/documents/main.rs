//! Documents are tested: what they show is what the program prints, what they name is there.
//!
//! Outputs in `console` blocks are renewed by `PETAJALAN_RENEW=1 cargo test --release --test documents`.

mod session;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every document a newcomer may be sent to.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_dir() {
                if !hidden && !path.ends_with("target") && !path.starts_with(root().join("output")) {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn commands_of_the_readme_print_what_it_shows() {
    session::check(root(), "README.md");
}

/// Whatever a run writes is explained: a file's name without the number of a page.
#[test]
fn every_file_of_a_run_is_in_the_readme_and_in_the_outputs_page() {
    let room = tempfile::tempdir().unwrap();
    let program = Command::new(env!("CARGO_BIN_EXE_petajalan"))
        .args(["plan", "scenarios/tiny", "--output"])
        .arg(room.path())
        .current_dir(root())
        .output()
        .unwrap();
    assert!(program.status.success(), "{program:?}");
    let results = room.path().join("tiny/plan");
    let (readme, page) = (text("README.md"), text("output/README.md"));
    let folders = [results.clone(), results.join("tight")];
    for entry in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let chart = path.extension().is_some_and(|ending| ending == "svg" || ending == "png");
        let stem = path.file_stem().unwrap().to_string_lossy();
        let plain = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        let wanted = if chart { plain } else { &name };
        assert!(readme.contains(wanted), "README.md does not say what {name} is for");
        assert!(page.contains(wanted), "output/README.md does not name {name}");
    }
}

#[test]
fn every_command_is_in_the_readme() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_petajalan")).args(["--lang", "en", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A command is indented by two, the rest of its sentence by more.
    let names = listed.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let names: Vec<&str> =
        names.filter_map(|line| line.split(' ').next()).filter(|name| *name != "help").collect();
    assert!(names.contains(&"plan"), "{help}");
    let readme = text("README.md");
    for name in names {
        assert!(readme.contains(&format!("| `petajalan {name}")), "README.md does not list {name}");
    }
}

/// Links to files of this repository lead somewhere.
#[test]
fn links_lead_somewhere() {
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.contains(' ') {
                continue;
            }
            let there = document.parent().unwrap().join(target).exists();
            assert!(there, "{}: the link to {target} leads nowhere", document.display());
        }
    }
}

#[test]
fn the_changelog_begins_with_this_version() {
    let changelog = text("CHANGELOG.md");
    let top = changelog.lines().find_map(|line| line.strip_prefix("## "));
    let version = top.and_then(|line| line.split(' ').next());
    assert_eq!(version, Some(env!("CARGO_PKG_VERSION")));
}

/// The table of layers in ARCHITECTURE.md has the modules of the library, in their order.
#[test]
fn the_layers_are_those_of_the_library() {
    let library = text("src/lib.rs");
    let modules: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let architecture = text("ARCHITECTURE.md");
    let table = architecture.lines().skip_while(|line| !line.starts_with("| module |")).skip(2);
    let rows = table.map_while(|line| line.strip_prefix("| `")).filter_map(|row| row.split('`').next());
    assert_eq!(rows.collect::<Vec<_>>(), modules);
}

/// Paths that ARCHITECTURE.md names, as in `src/model/rules/`, exist.
#[test]
fn paths_in_the_architecture_exist() {
    let architecture = text("ARCHITECTURE.md");
    let quoted: BTreeSet<&str> = architecture.split('`').skip(1).step_by(2).collect();
    let known = |word: &&str| {
        ["src/", "tests/", "scenarios/", "scripts/", ".ci/"].iter().any(|at| word.starts_with(at))
    };
    for path in quoted.into_iter().filter(known).filter(|path| !path.contains(['<', '*', ' '])) {
        assert!(root().join(path).exists(), "ARCHITECTURE.md names {path}, which is not there");
    }
}

/// The first command a newcomer types is the one that is tested.
#[test]
fn scripts_of_the_readme_can_be_run() {
    let readme = text("README.md");
    for script in ["scripts/demo", "scripts/test"] {
        assert!(readme.contains(script), "README.md does not name {script}");
        assert!(root().join(script).is_file(), "{script} is not there");
    }
    assert!(text(".ci/run").contains("\nscripts/test "), ".ci/run does not run the README's test command");
}
