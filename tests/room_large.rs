//! How the decision room of a large case behaves in a real browser: how large it is, how long it takes to open and to answer.
//!
//! Left out unless `PETAJALAN_ROOM` names a `report.html`; `benches/README.md` says how one is made and what was measured.
//! `PETAJALAN_PICTURES` keeps pictures.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::browser::{Browser, installed};

/// What a reader still calls an answer at once.
const AT_ONCE: Duration = Duration::from_millis(700);

#[test]
fn a_large_room_opens_and_answers() {
    let (Some(program), Some(page)) = (installed(), std::env::var_os("PETAJALAN_ROOM").map(PathBuf::from))
    else {
        eprintln!("left out: PETAJALAN_ROOM names no page");
        return;
    };
    let page = fs::canonicalize(page).expect("the page is there");
    let keep = |name: &str, bytes: Vec<u8>| {
        if let Some(folder) = std::env::var_os("PETAJALAN_PICTURES") {
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(Path::new(&folder).join(name), bytes).expect("written");
        }
    };
    let mut browser = Browser::start(&program, 1366, 768);
    let begun = Instant::now();
    browser.open(&page, "");
    let mut told = vec![("open", begun.elapsed())];
    keep("large.png", browser.picture(false));
    keep("large-whole.png", browser.picture(true));
    // Until the next frame is painted, as a reader waits for it.
    let painted = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))";
    let set = |selector: &str, value: &str| {
        format!(
            "(() => {{ const one = document.querySelector({selector:?}); one.value = {value:?}; \
             one.dispatchEvent(new Event(one.tagName === 'SELECT' ? 'change' : 'input', {{ bubbles: true }})); \
             return {painted}; }})()"
        )
    };
    let click = |selector: &str| format!("(document.querySelector({selector:?}).click(), {painted})");
    for (name, script) in [
        ("search", set("#query", "12")),
        ("search more", set("#query", "123")),
        ("all again", set("#query", "")),
        ("only funded", set("#show", "funded")),
        ("all", set("#show", "all")),
        ("one category", set("#category", "1")),
        ("every category", set("#category", "")),
        ("another scenario", click("input[name=stop]:not(:checked)")),
        ("a story", click("[data-open]")),
        ("the other language", click("#lang-en")),
    ] {
        let begun = Instant::now();
        browser.run(&script);
        told.push((name, begun.elapsed()));
    }
    keep("large-story.png", browser.picture(false));
    println!("{} bytes", fs::metadata(&page).expect("a page").len());
    for (name, took) in &told {
        println!("{name}: {} ms", took.as_millis());
    }
    println!("{} elements", browser.run("document.querySelectorAll('*').length"));
    for (name, took) in told.iter().filter(|(name, _)| *name != "open") {
        assert!(*took < AT_ONCE, "{name} takes {} ms", took.as_millis());
    }
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}
