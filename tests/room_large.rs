//! The decision room of a large case in a real browser: what is summed up, how long it takes to open and to answer.
//!
//! Left out where there is no Chromium. Times are taken where `PETAJALAN_ROOM` names a `report.html`; `benches/README.md` says how one is made and what was measured.
//! `PETAJALAN_PICTURES` keeps pictures.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::browser::{Browser, installed};
use common::program::{Ran, copy, petajalan, plan, shipped, temporary};

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

fn report(case: &Path, output: &Path, more: &[&str]) -> Ran {
    let fixed = [OsStr::new("report"), case.as_os_str(), OsStr::new("--output"), output.as_os_str()];
    petajalan(fixed.into_iter().chain(more.iter().map(OsStr::new)))
}

/// Clicks what a selector names, or changes its value.
fn click(browser: &mut Browser, selector: &str) {
    browser.run(&format!("document.querySelector({selector:?}).click()"));
}

fn choose(browser: &mut Browser, selector: &str, value: &str) {
    browser.run(&format!(
        "(() => {{ const one = document.querySelector({selector:?}); one.value = {value:?}; \
         one.dispatchEvent(new Event(one.tagName === 'SELECT' ? 'change' : 'input', {{ bubbles: true }})); }})()"
    ));
}

fn count(browser: &mut Browser, selector: &str) -> u64 {
    browser.run(&format!("document.querySelectorAll({selector:?}).length")).as_u64().expect("a count")
}

/// Of many initiatives the roadmap is summed up by category and the list begins with its first rows; a filter shows what it
/// leaves, and the keyboard stays where it is.
#[test]
fn many_initiatives_are_summed_up() {
    let Some(program) = installed() else { return };
    let room = temporary();
    let case = room.path().join("tiny");
    copy(&shipped("tiny"), &case);
    let table = case.join("initiatives.csv");
    let mut text = fs::read_to_string(&table).expect("a table");
    let header: Vec<String> = text.lines().next().expect("a header").split(',').map(str::to_owned).collect();
    let like: Vec<String> = text.lines().nth(1).expect("a row").split(',').map(str::to_owned).collect();
    for number in 0..400 {
        let cell = |(name, cell): (&String, &String)| match name.as_str() {
            "id" => format!("x{number:03}"),
            "name_id" | "name_en" => format!("Small thing {number:03}"),
            "owner" | "category" => cell.clone(),
            "duration_years" | "capex_e1" => "1".to_owned(),
            _ if name.starts_with("b_") => (1 + number % 5).to_string(),
            _ => String::new(),
        };
        text += &(header.iter().zip(&like).map(cell).collect::<Vec<_>>().join(",") + "\n");
    }
    fs::write(&table, text).expect("written");
    plan(&case, room.path(), &["--lang", "en", "--gap", "0.02"]).exits(0);
    report(&case, room.path(), &["--lang", "en"]).exits(0);
    let mut browser = Browser::start(&program, 1366, 768);
    browser.open(&room.path().join("tiny/report/report.html"), "#at=s%3Atight");
    assert!(count(&mut browser, ".map .sum") > 0, "no category is summed up");
    assert_eq!(count(&mut browser, ".map tr[data-row]"), 0);
    assert_eq!(count(&mut browser, "#list .part:has(> .more) tbody tr"), 60);
    // What is summed up is what is drawn once it is unfolded.
    let told = browser.text("document.querySelector('.map .sum .more').textContent");
    click(&mut browser, ".map .sum .more");
    let shown = count(&mut browser, ".map tr[data-row]");
    assert!(shown > 0 && told.contains(&shown.to_string()), "{told}: {shown} rows");
    assert!(browser.text("document.activeElement.dataset.more").starts_with("lane"));
    click(&mut browser, ".map .lane .more");
    assert_eq!(count(&mut browser, ".map tr[data-row]"), 0);
    // A search leaves few, which are shown: 39, 139, 239, 339 and 390 to 399.
    choose(&mut browser, "#query", "thing 39");
    assert_eq!(count(&mut browser, ".map .sum"), 0);
    assert_eq!(count(&mut browser, "#list .part tbody tr"), 14);
    browser.is_quiet();
}
