//! The decision room in a real browser: it opens without a network, follows every control, prints, and shows whatever a
//! name holds as text.
//!
//! Left out where there is no Chromium. Pictures of the key states are written to `PETAJALAN_PICTURES`, where that is set.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::browser::{Browser, axe, installed};
use common::program::{Ran, copy, petajalan, plan, read, shipped, temporary, verify};
use petajalan::portfolio::Currency;
use petajalan::units::Money;
use petajalan::words::{Lang, numbers};
use serde_json::Value;

fn report(case: &Path, output: &Path, more: &[&str]) -> Ran {
    let fixed = [OsStr::new("report"), case.as_os_str(), OsStr::new("--output"), output.as_os_str()];
    petajalan(fixed.into_iter().chain(more.iter().map(OsStr::new)))
}

/// A case planned, its frontier sought, its report written: the page.
fn made(case: &Path, output: &Path, lang: &str) -> PathBuf {
    plan(case, output, &["--lang", lang]).exits(0);
    // The frontier of the example case takes minutes.
    if !case.ends_with("paser") {
        let frontier =
            ["frontier", "--no-charts", "--points", "6", "--lang", lang, "--output"].map(OsStr::new);
        petajalan(frontier.into_iter().chain([output.as_os_str(), case.as_os_str()]));
    }
    report(case, output, &["--lang", lang]).exits(0);
    let found = read(output).into_keys().find(|path| path.ends_with("report.html")).expect("a page");
    output.join(found)
}

/// The document inside a page.
fn document(page: &Path) -> Value {
    let text = fs::read_to_string(page).expect("a page");
    let (_, rest) = text.split_once("<script type=\"application/json\" id=\"data\">").expect("data");
    serde_json::from_str(rest.split_once("</script>").expect("an end").0).expect("JSON")
}

fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("PETAJALAN_PICTURES") {
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(Path::new(&folder).join(name), bytes).expect("written");
    }
}

#[test]
fn a_report_needs_results_of_these_inputs_and_is_verified() {
    let room = temporary();
    let (case, output) = (room.path().join("tiny"), room.path().join("out"));
    copy(&shipped("tiny"), &case);
    let ran = report(&case, &output, &["--lang", "en"]).exits(2);
    assert!(ran.err.contains("run petajalan plan first"), "{ran:?}");
    let page = made(&case, &output, "en");
    let folder = page.parent().expect("a folder").to_owned();
    let once = read(&folder);
    verify(&folder).exits(0);
    report(&case, &output, &["--lang", "en"]).exits(0);
    assert_eq!(read(&folder), once, "the same bytes twice");

    // Every stop rests on a file that is there, with its fingerprint.
    let found = document(&page);
    let home = folder.parent().expect("the case's results");
    let stops = found["stops"].as_array().expect("stops");
    assert!(
        stops.iter().any(|stop| stop["key"] == "s:tight")
            && stops.iter().any(|stop| stop["key"].as_str().is_some_and(|key| key.starts_with("m:")))
    );
    for stop in stops {
        let proof = &stop["proof"];
        let bytes = fs::read(home.join(proof["file"].as_str().expect("a file"))).expect("the file is there");
        assert_eq!(proof["sha256"], petajalan::report::certificate_json::hash(&bytes), "{}", stop["key"]);
    }
    let tight = stops.iter().find(|stop| stop["key"] == "s:tight").expect("tight");
    assert_eq!((tight["value"].as_i64(), tight["money"].as_i64()), (Some(290_000_000), Some(300_000_000)));

    // A page that somebody edited is found out; results of other inputs are not used.
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replacen("290000000", "390000000", 1)).expect("written");
    let ran = verify(&folder).exits(1);
    assert!(ran.err.contains("report.html"), "{ran:?}");
    fs::write(&page, text).expect("written");
    let toml = fs::read_to_string(case.join("case.toml")).expect("a case");
    fs::write(case.join("case.toml"), toml + "\n# changed\n").expect("written");
    let ran = report(&case, &output, &["--lang", "en"]).exits(2);
    assert!(ran.err.contains("is of other inputs"), "{ran:?}");
}

/// Asks `explain` about a scenario.
fn explain(case: &Path, output: &Path, scenario: &str) -> Ran {
    let fixed = [OsStr::new("explain"), case.as_os_str(), OsStr::new("--output"), output.as_os_str()];
    petajalan(fixed.into_iter().chain(["--scenario", scenario, "--lang", "en"].map(OsStr::new)))
}

/// What is said under every initiative of a stop, in English, and where the prices come from.
fn said(found: &Value, key: &str) -> (Vec<String>, String) {
    let stops = found["stops"].as_array().expect("stops");
    let stop = stops.iter().find(|stop| stop["key"] == key).expect("a stop");
    let text = |at: &Value| {
        found["texts"][usize::try_from(at.as_u64().expect("a place")).expect("small")][1]
            .as_str()
            .expect("a text")
    };
    let of = |fate: &Value| {
        fate["why"].as_array().expect("reasons").iter().map(text).collect::<Vec<_>>().join("\n")
    };
    let fates = stop["fates"].as_array().expect("fates").iter().map(of).collect();
    (fates, stop["prices"][1].as_str().unwrap_or_default().to_owned())
}

#[test]
fn prices_are_told_where_explain_has_worked_them_out() {
    let (case, room) = (shipped("tiny"), temporary());
    let output = room.path();
    let page = made(&case, output, "en");
    let (before, how) = said(&document(&page), "s:tight");
    assert!(how.contains("run petajalan explain CASE --scenario tight"), "{how}");
    assert!(before.iter().all(|told| !told.is_empty() && !told.contains('\n')), "{before:?}");

    let ran = explain(&case, output, "tight").exits(0);
    report(&case, output, &["--lang", "en"]).exits(0);
    let (after, from) = said(&document(&page), "s:tight");
    let file = output.join("tiny/explain-tight/explain.json");
    let bytes = fs::read(&file).expect("a document");
    assert!(from.contains(&petajalan::report::certificate_json::hash(&bytes)), "{from}");
    for (before, after) in before.iter().zip(&after) {
        let (reason, price) = after.split_once('\n').expect("a reason and a price");
        assert_eq!(reason, before);
        // What the command said, word for word.
        let sentence = price.split_once(". ").map_or(price, |(first, _)| first);
        assert!(ran.out.contains(sentence), "{sentence} is not in\n{}", ran.out);
    }
    assert!(after.iter().any(|told| told.contains("Entry price")), "{after:?}");
    assert!(said(&document(&page), "s:ample").1.contains("run petajalan explain"));
    verify(page.parent().expect("a folder")).exits(0);

    // Prices that somebody edited are not used, and that is said.
    let text = String::from_utf8(bytes).expect("a text");
    fs::write(&file, text.replacen("\"loss\": ", "\"loss\": 1", 1)).expect("written");
    let ran = report(&case, output, &["--lang", "en"]).exits(0);
    assert!(ran.err.contains("explain-tight") && ran.err.contains("was changed"), "{ran:?}");
    assert_eq!(said(&document(&page), "s:tight").0, before);
}

/// A report is what its own sources gave. What is explained later takes nothing from it; what is another one now does.
#[test]
fn a_report_from_before_the_explanations_stands() {
    let (case, room) = (shipped("tiny"), temporary());
    let output = room.path();
    plan(&case, output, &["--lang", "en"]).exits(0);
    report(&case, output, &["--lang", "en"]).exits(0);
    let home = output.join("tiny");
    let folder = home.join("report");
    let said = |words: &str| {
        let ran = verify(&folder).exits(0);
        assert!(ran.err.contains(words), "{ran:?}");
        assert_eq!(ran.err.contains("later than the report"), !words.is_empty(), "{ran:?}");
    };
    said("");
    explain(&case, output, "tight").exits(0);
    said("not in it: explain-tight/explain.json; run petajalan report again");
    let to = output.to_str().expect("plain");
    let path = case.to_str().expect("plain");
    petajalan(["frontier", path, "--no-charts", "--points", "6", "--output", to]).exits(0);
    said("not in it: explain-tight/explain.json, frontier/frontier.json;");

    // The same after it, in the other language; an edited page is found out all the same.
    let ran = petajalan(["verify", folder.to_str().expect("plain"), "--lang", "id"]).exits(0);
    assert!(ran.err.contains("lebih baru daripada laporan"), "{ran:?}");
    let page = folder.join("report.html");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replacen("290000000", "390000000", 1)).expect("written");
    assert!(verify(&folder).exits(1).err.contains("report.html"));

    // Made again it holds them; once they are gone or changed, that is what is said.
    report(&case, output, &["--lang", "en", "--replace"]).exits(0);
    said("");
    let explained = home.join("explain-tight");
    fs::rename(&explained, home.join("elsewhere")).expect("moved");
    let ran = verify(&folder).exits(1);
    assert!(ran.err.contains("made of another explain-tight/explain.json"), "{ran:?}");
    assert!(!ran.err.contains("report.html"), "{ran:?}");
    fs::rename(home.join("elsewhere"), &explained).expect("moved back");
    said("");
}

#[test]
fn plans_that_somebody_edited_are_not_shown() {
    let room = temporary();
    let output = room.path().join("out");
    plan(&shipped("tiny"), &output, &["--lang", "en"]).exits(0);
    let certificate = output.join("tiny/plan/tight/certificate.json");
    let text = fs::read_to_string(&certificate).expect("a certificate");
    fs::write(&certificate, text.replacen("\"training\": 2029", "\"training\": 2028", 1)).expect("written");
    report(&shipped("tiny"), &output, &["--lang", "en"]).exits(1);
    assert!(!output.join("tiny/report").exists());
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
fn headline(browser: &mut Browser) -> String {
    browser.text("document.getElementById('headline').textContent")
}

#[test]
fn the_page_follows_every_control_without_a_network() {
    let Some(program) = installed() else { return };
    let room = temporary();
    let page = made(&shipped("tiny"), room.path(), "en");
    assert!(fs::metadata(&page).expect("a page").len() < 5_000_000);
    let mut browser = Browser::start(&program, 1366, 768);
    browser.open(&page, "#at=s%3Aample");
    let first = headline(&mut browser);
    assert!(first.contains("4 of 5"), "{first}");

    // Another scenario: the headline, the changes and the roadmap follow, and the reader is told.
    click(&mut browser, "input[value='s:tight']");
    assert!(headline(&mut browser).contains("3 of 5"));
    choose(&mut browser, "#against", "s:ample");
    assert_eq!(count(&mut browser, ".group.dropped li"), 2, "backup and build fall off");
    assert_eq!(count(&mut browser, ".group.added li"), 1, "the lease is added");
    assert_eq!(count(&mut browser, ".group.delayed li"), 1, "training comes later");
    assert_eq!(count(&mut browser, ".bar.then"), 3, "where changed initiatives stand in the other plan");
    let told = browser.text(
        "new Promise((done) => setTimeout(() => done(document.getElementById('live').textContent), 500))",
    );
    assert!(told.contains("3 of 5") && told.contains("Proven optimal"), "{told}");
    click(&mut browser, "#swap");
    assert!(headline(&mut browser).contains("4 of 5"));
    assert_eq!(count(&mut browser, ".group.added li"), 2);

    // The ceiling along the curve, by keyboard.
    browser.run("document.getElementById('money').focus()");
    browser.press("Home", 36);
    let least = browser.text("petajalan.state().at");
    browser.press("ArrowRight", 39);
    let next = browser.text("petajalan.state().at");
    let money = |key: &str| key.trim_start_matches("m:").parse::<i64>().expect("an amount");
    assert!(money(&next) > money(&least), "{least} {next}");
    assert_eq!(browser.text("document.activeElement.id"), "money", "the keyboard stays where it is");
    assert!(
        browser.text("document.getElementById('money').getAttribute('aria-valuetext')").contains("funded")
    );

    // Search, filter, story.
    choose(&mut browser, "#query", "backup");
    assert_eq!(count(&mut browser, ".list tbody tr"), 1);
    browser.run("document.getElementById('query').focus()");
    browser.press("Enter", 13);
    assert!(browser.run("document.getElementById('story').open").as_bool().expect("a dialog"));
    let story = browser.text("document.getElementById('story').textContent");
    assert!(
        story.contains("Data backup") && story.contains("Tight ceiling") && story.contains("Ample ceiling"),
        "{story}"
    );
    browser.press("Escape", 27);
    assert!(!browser.run("document.getElementById('story').open").as_bool().expect("a dialog"));
    click(&mut browser, "#clear");
    choose(&mut browser, "#agency", "1");
    assert!(count(&mut browser, ".list tbody tr") < 5);
    click(&mut browser, "#clear");
    choose(&mut browser, "#show", "out");
    assert_eq!(
        count(&mut browser, ".list td.when .chip") + count(&mut browser, ".roadmap .bar.now"),
        count(&mut browser, ".list .chip")
    );
    click(&mut browser, "#clear");

    // The other language, everywhere.
    browser.run("document.getElementById('lang-id').focus()");
    click(&mut browser, "#lang-id");
    assert!(headline(&mut browser).contains("inisiatif"));
    assert_eq!(browser.text("document.documentElement.lang"), "id");
    assert_eq!(browser.text("document.activeElement.id"), "lang-id");
    browser.is_quiet();

    // A plan that arrives later takes the place of the one that is shown.
    browser.run(
        "(() => { const room = JSON.parse(document.getElementById('data').textContent); \
         const stop = room.stops.find((one) => one.key === 's:tight'); stop.headline = ['baru', 'new']; \
         petajalan.go('s:tight'); petajalan.receive({ texts: room.texts, stops: [stop] }); })()",
    );
    assert_eq!(headline(&mut browser), "baru");
    browser.is_quiet();
}

/// The page's numbers are the program's, in both languages, down to halves and whatever is too large for a float.
#[test]
fn amounts_are_written_as_everywhere_else() {
    let Some(program) = installed() else { return };
    let room = temporary();
    let page = made(&shipped("tiny"), room.path(), "en");
    let mut browser = Browser::start(&program, 800, 600);
    browser.open(&page, "");
    let currency = Currency { sign: "Rp".to_owned(), decimals: 0 };
    let amounts = [
        0,
        7,
        999,
        1_000,
        1_250_000_000,
        1_350_000_000,
        1_245_000_000,
        1_255_000_000,
        999_960_000,
        999_999_999,
        -1_500_000,
        -5,
        78_000_000_000,
        12_345_000_000_000_000,
        9_007_199_254_740_993,
        i64::MAX,
        450_000,
        49_950,
        50_050,
    ];
    for (code, lang) in [("id", Lang::Id), ("en", Lang::En)] {
        click(&mut browser, &format!("#lang-{code}"));
        for amount in amounts {
            let written = |how: &str| format!("petajalan.number.{how}({:?})", amount.to_string());
            let money = Money(amount);
            assert_eq!(browser.text(&written("short")), numbers::money_short(lang, &currency, money));
            assert_eq!(browser.text(&written("long")), numbers::money_long(lang, &currency, money));
            let full = numbers::money(lang, &currency, money).replace('-', "\u{2212}");
            assert_eq!(browser.text(&written("full")), full);
        }
    }
}

/// Names that mean something to a browser, a spreadsheet or a template are text and nothing else.
#[test]
fn hostile_names_are_text() {
    const NAMES: [&str; 4] = [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(2)>",
        "=HYPERLINK(\"\"http://x\"\",\"\"y\"\")",
        "{{data}} ${1} \"\"' &lt;b&gt; <!-- ]]>",
    ];
    let Some(program) = installed() else { return };
    let room = temporary();
    let case = room.path().join("hostile");
    copy(&shipped("tiny"), &case);
    let table = fs::read_to_string(case.join("initiatives.csv")).expect("a table");
    let mut hostile = NAMES.iter();
    let rows: Vec<String> = table
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            if let Some(name) = hostile.next_if_row(at) {
                cells[1] = format!("\"{name}\"");
                cells[2] = format!("\"{name}\"");
            }
            cells.join(",")
        })
        .collect();
    fs::write(case.join("initiatives.csv"), rows.join("\n") + "\n").expect("written");
    let toml = fs::read_to_string(case.join("case.toml")).expect("a case");
    fs::write(
        case.join("case.toml"),
        toml.replacen("Tiny example", "Tiny </title><script>alert(3)</script>", 1),
    )
    .expect("written");
    let page = made(&case, &room.path().join("out"), "en");
    let text = fs::read_to_string(&page).expect("a page");
    assert_eq!(text.matches("<script").count(), 2, "the data and the page's own script");
    let mut browser = Browser::start(&program, 1366, 768);
    browser.open(&page, "");
    let shown = browser.text("document.body.innerText");
    for name in NAMES {
        let name = name.replace("\"\"", "\"");
        assert!(shown.contains(&name), "{name} is not shown as it is");
    }
    assert_eq!(count(&mut browser, "img"), 0);
    assert_eq!(count(&mut browser, "script"), 2);
    browser.is_quiet();
}

/// Steps through a list at the rows after the heading.
trait NextIfRow {
    fn next_if_row(&mut self, row: usize) -> Option<&'static str>;
}
impl NextIfRow for std::slice::Iter<'_, &'static str> {
    fn next_if_row(&mut self, row: usize) -> Option<&'static str> {
        if row == 0 { None } else { self.next().copied() }
    }
}

/// The example case, as its readers meet it: on a desk, on a phone, in the dark, on paper.
#[test]
fn the_example_case_is_shown_everywhere() {
    let Some(program) = installed() else { return };
    let room = temporary();
    let page = made(&shipped("paser"), room.path(), "id");
    let size = fs::metadata(&page).expect("a page").len();
    assert!(size < 5_000_000, "{size} bytes");
    let found = document(&page);
    let mut browser = Browser::start(&program, 1366, 768);
    browser.open(&page, "");
    keep("desk.png", &browser.picture(false));
    keep("desk-whole.png", &browser.picture(true));
    click(&mut browser, "input[value='s:krisis']");
    keep("crisis.png", &browser.picture(false));
    keep("crisis-whole.png", &browser.picture(true));

    // What the crisis ceiling drops is what the data say.
    let fates = |key: &str| {
        let stops = found["stops"].as_array().expect("stops");
        let stop = stops.iter().find(|stop| stop["key"] == key).expect("a stop");
        stop["fates"]
            .as_array()
            .expect("fates")
            .iter()
            .map(|fate| !fate["start"].is_null())
            .collect::<Vec<_>>()
    };
    let base = found["base"].as_str().expect("a base");
    let dropped = fates(base).iter().zip(fates("s:krisis")).filter(|&(&before, now)| before && !now).count();
    assert_eq!(count(&mut browser, ".group.dropped li"), dropped as u64);

    // It prints on A4 landscape, its text selectable.
    let paper = browser.pdf();
    keep("print.pdf", &paper);
    let file = room.path().join("print.pdf");
    fs::write(&file, &paper).expect("written");
    if let Ok(ran) = Command::new("pdftotext").args(["-layout"]).arg(&file).arg("-").output() {
        let text = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(text.contains("Peta jalan") && text.contains("Krisis"), "{text}");
    }
    if let Ok(ran) = Command::new("pdfinfo").arg(&file).output() {
        let text = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(text.contains("841.9") || text.contains("842"), "A4 landscape: {text}");
    }

    click(&mut browser, "[data-open='0']");
    keep("story.png", &browser.picture(false));
    browser.press("Escape", 27);
    choose(&mut browser, "#theme", "dark");
    keep("dark.png", &browser.picture(false));
    keep("dark-whole.png", &browser.picture(true));
    choose(&mut browser, "#theme", "auto");
    browser.resize(390, 844);
    browser.open(&page, "#at=s%3Akrisis");
    keep("phone.png", &browser.picture(false));
    keep("phone-whole.png", &browser.picture(true));
    let wide = browser.run("document.documentElement.scrollWidth").as_u64().expect("a width");
    assert!(wide <= 390, "the page is {wide} wide on a phone");
    browser.is_quiet();
}

/// Accessibility by axe-core.
#[test]
fn axe_finds_nothing() {
    let Some(program) = installed() else { return };
    let Some(axe) = axe() else { return };
    let room = temporary();
    let page = made(&shipped("tiny"), room.path(), "en");
    let mut browser = Browser::start(&program, 1366, 768);
    for (scheme, width) in [("light", 1366), ("dark", 1366), ("light", 390)] {
        browser.resize(width, 800);
        browser.prefers(scheme);
        browser.open(&page, "#at=s%3Atight&to=s%3Aample");
        browser.run(&axe);
        for story in [false, true] {
            if story {
                click(&mut browser, "[data-open='0']");
            }
            let found = browser.violations();
            assert_eq!(found, Value::Array(Vec::new()), "{scheme}, {width} wide, story {story}");
        }
    }
}
