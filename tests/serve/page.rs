//! The page with its panel in a real browser: asked, shown, accessible, and its key states for eyes.

use std::fs;
use std::path::{Path, PathBuf};

use petajalan::input;
use petajalan::scenario::Rule;
use serde_json::json;

use super::common::browser::{Browser, axe, installed};
use super::common::program::{binary, plan, shipped, temporary};
use super::common::web::Server;
use super::tiny;

fn keep_picture(name: &str, browser: &mut Browser, whole: bool) {
    if let Some(folder) = std::env::var_os("PETAJALAN_PICTURES") {
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(Path::new(&folder).join(name), browser.picture(whole)).expect("written");
    }
}

fn click(browser: &mut Browser, selector: &str) {
    browser.run(&format!("document.querySelector({selector:?}).click()"));
}
fn enter(browser: &mut Browser, selector: &str, value: &str) {
    browser.run(&format!(
        "(() => {{ const one = document.querySelector({selector:?}); one.value = {value:?}; \
         one.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    ));
}
fn text(browser: &mut Browser, id: &str) -> String {
    browser.text(&format!("document.getElementById({id:?}).textContent"))
}
const PROVEN: &str = "document.getElementById('status').className === 'status proven'";

#[test]
fn the_page_asks_and_shows() {
    let Some(program) = installed() else { return };
    let (_room, path, server) = tiny();
    let address = format!("http://127.0.0.1:{}/", server.port);
    let mut browser = Browser::start(&program, 1366, 900);
    browser.visit(&server.address);
    let there = browser.text("location.origin + location.pathname + location.search");
    assert_eq!(there, address, "the secret does not stay in the address bar");
    assert_eq!(browser.text("document.cookie"), "", "no script reads the cookie");
    assert!(text(&mut browser, "whatif-title").starts_with("What if"));

    // A ceiling, by hand: the answer comes, is proven, and its difference is told.
    enter(&mut browser, "#whatif-base", "tight");
    click(&mut browser, "#tool-ceilings");
    enter(&mut browser, "#limit-ceiling--2028", "1x0");
    assert!(text(&mut browser, "wrong-limits").contains("1x0"));
    for year in [2027, 2028, 2029] {
        enter(&mut browser, &format!("#limit-ceiling--{year}"), "160");
    }
    browser.until(PROVEN);
    assert!(
        text(&mut browser, "difference").contains("The value rises by 140 points"),
        "{}",
        text(&mut browser, "difference")
    );
    assert_eq!(browser.text("petajalan.state().at"), "q:");
    assert!(text(&mut browser, "headline").contains("4 of 5"));
    assert_eq!(browser.run("document.querySelectorAll('#wishes li').length"), json!(3));

    // One initiative with its reason; nothing that is typed is taken for anything but text.
    click(&mut browser, "#tool-initiative");
    enter(&mut browser, "#who", "nobody <img src=x onerror=alert(1)>");
    click(&mut browser, "#add-forced");
    assert!(text(&mut browser, "wrong-initiative").contains("nobody <img"));
    enter(&mut browser, "#who", "portal");
    enter(&mut browser, "#how", "without");
    enter(&mut browser, "#reason", "Not ready <b>yet</b>");
    click(&mut browser, "#add-forced");
    browser.until(PROVEN);
    assert!(text(&mut browser, "wishes").contains("Not ready <b>yet</b>"));
    assert_eq!(browser.run("document.querySelectorAll('#wishes b, img').length"), json!(0));

    // The other language, at once.
    click(&mut browser, "#lang-id");
    browser.until("document.getElementById('whatif-title').textContent.startsWith('Bagaimana')");
    assert!(text(&mut browser, "status").contains("Terbukti"));
    assert!(text(&mut browser, "wishes").contains("tanpa portal"));
    click(&mut browser, "#lang-en");
    browser.until("document.getElementById('whatif-title').textContent.startsWith('What')");

    // Removed by keyboard, one after the other.
    browser.run("document.getElementById('remove-0').focus()");
    browser.press("Enter", 13);
    assert_eq!(browser.run("document.querySelectorAll('#wishes li').length"), json!(3));
    assert_eq!(browser.text("document.activeElement.id"), "remove-0", "the keyboard stays where it is");
    browser.until(PROVEN);

    // A rule is switched off, then everything is taken back.
    click(&mut browser, "#tool-rules");
    click(&mut browser, "#add-off");
    browser.until(PROVEN);
    click(&mut browser, "#clear-wishes");
    assert_eq!(browser.text("petajalan.state().at"), "s:tight");

    // Where no plan keeps every rule, the rules in conflict are shown.
    click(&mut browser, "#tool-initiative");
    enter(&mut browser, "#who", "build");
    enter(&mut browser, "#how", "must");
    click(&mut browser, "#add-forced");
    browser.until("document.getElementById('status').className === 'status none'");
    browser.until("document.querySelectorAll('.lines .rule').length > 0");
    click(&mut browser, "#clear-wishes");
    click(&mut browser, "#tool-initiative");

    // Kept: an id that is there already is complained about beside its field; another one is written.
    click(&mut browser, "#tool-initiative");
    enter(&mut browser, "#who", "portal · Citizen portal");
    enter(&mut browser, "#how", "without");
    enter(&mut browser, "#reason", "Not ready yet");
    click(&mut browser, "#add-forced");
    browser.until(PROVEN);
    click(&mut browser, "#tool-save");
    for (name, value) in
        [("id", "ample"), ("name", "Without the portal"), ("by", "Regent"), ("basis", "Meeting")]
    {
        enter(&mut browser, &format!("#save-{name}"), value);
    }
    click(&mut browser, "#save");
    browser.until("document.getElementById('wrong-id').textContent !== ''");
    assert_eq!(browser.text("document.activeElement.id"), "save-id");
    enter(&mut browser, "#save-id", "no-portal");
    click(&mut browser, "#save");
    browser.until("document.getElementById('saved').textContent !== ''");
    assert_eq!(browser.text("petajalan.state().at"), "s:no-portal");
    assert!(
        input::load(&path).expect("a case").value.scenarios.iter().any(|scenario| scenario.id == "no-portal")
    );

    // It asked its own server and nobody else; the refusal is the only thing the console speaks of.
    assert!(
        browser.requests.iter().all(|asked| asked.starts_with(&address) || asked.starts_with("data:")),
        "{:?}",
        browser.requests
    );
    let others: Vec<&String> = browser.complaints.iter().filter(|one| !one.contains("422")).collect();
    assert!(others.is_empty(), "{others:?}");
}

/// A browser that was never here sees one sentence; with the printed address it is let in, and stays so when it loads again.
#[test]
fn a_browser_needs_the_printed_address_once() {
    let Some(program) = installed() else { return };
    let (_room, _case, server) = tiny();
    let plain = format!("http://127.0.0.1:{}/", server.port);
    let mut browser = Browser::start(&program, 800, 600);
    browser.visit(&plain);
    let told = browser.text("document.body.innerText");
    assert!(told.contains("alamat lengkap") && told.contains("the whole address"), "{told}");
    assert_eq!(browser.run("document.getElementById('data')"), json!(null));
    for address in [&server.address, &plain, &server.address] {
        browser.visit(address);
        assert!(text(&mut browser, "whatif-title").starts_with("What if"), "{address}");
    }
    let mut other = Browser::start(&program, 800, 600);
    other.visit(&plain);
    assert!(other.text("document.body.innerText").contains("the whole address"));
}

/// An agency gets a share less than by the plan without changes: what is left of it is told, in both languages, and it follows
/// the scenario that is asked about.
#[test]
fn an_agency_gets_so_many_percent_less() {
    let Some(program) = installed() else { return };
    let (_room, path, server) = tiny();
    let mut browser = Browser::start(&program, 1366, 900);
    browser.visit(&server.address);
    enter(&mut browser, "#whatif-base", "tight");
    click(&mut browser, "#tool-agency");
    let offered = text(&mut browser, "payer");
    assert!(
        offered.contains("ICT office: Rp180 million") && offered.contains("Personnel office"),
        "{offered}"
    );
    for nonsense in ["", "0", "-5", "101"] {
        enter(&mut browser, "#less", nonsense);
        click(&mut browser, "#add-share");
        assert!(text(&mut browser, "wrong-agency").contains("at most 100"), "{nonsense}");
        assert_eq!(browser.text("document.activeElement.id"), "less");
    }
    assert_eq!(browser.run("document.querySelectorAll('#wishes li').length"), json!(0));

    // By keyboard. By hand: 180 less a tenth leaves 162, which pays for the lease in 2027 and the backup in 2028, not
    // for the portal beside something else: 120 + 90 + 50.
    enter(&mut browser, "#less", "10");
    browser.run("document.getElementById('less').focus()");
    browser.press("Enter", 13);
    browser.until(PROVEN);
    let wish = text(&mut browser, "wishes");
    assert!(wish.contains("ICT office at most Rp162 million over the plan (\u{2212}10 %)"), "{wish}");
    let difference = text(&mut browser, "difference");
    assert!(difference.contains("The value falls by 30 points"), "{difference}");
    assert_eq!(text(&mut browser, "wrong-agency"), "");
    assert_eq!(browser.text("document.activeElement.id"), "less", "the keyboard stays where it is");
    click(&mut browser, "#lang-id");
    browser.until("document.getElementById('whatif-title').textContent.startsWith('Bagaimana')");
    let wish = text(&mut browser, "wishes");
    assert!(wish.contains("paling banyak Rp162 juta selama rencana"), "{wish}");
    assert!(text(&mut browser, "tool-agency").contains("Perangkat daerah"));

    // The share stays, and is of the other scenario's plan.
    enter(&mut browser, "#whatif-base", "ample");
    browser.until(PROVEN);
    let given: i64 =
        server.document()["live"]["panels"]["ample"]["agencies"][0]["given"].as_i64().expect("one");
    let wanted = format!("Rp{} juta", given / 10 * 9 / 1_000_000);
    let wish = text(&mut browser, "wishes");
    assert!(wish.contains(&wanted) && wish.contains("10 %"), "{wish}, {wanted}");

    // Kept, it is a ceiling of the agency.
    click(&mut browser, "#tool-save");
    for (name, value) in [("id", "hemat"), ("name", "Hemat"), ("by", "Sekda"), ("basis", "Rapat")] {
        enter(&mut browser, &format!("#save-{name}"), value);
    }
    click(&mut browser, "#save");
    browser.until("document.getElementById('saved').textContent !== ''");
    let case = input::load(&path).expect("a case").value;
    let kept = case.scenarios.iter().find(|scenario| scenario.id == "hemat").expect("kept");
    let is_ceiling =
        |rule: &Rule| matches!(rule, Rule::HorizonCeiling { limit, .. } if limit.0 == given / 10 * 9);
    assert!(kept.rules.iter().any(is_ceiling), "{:?}", kept.rules);
    // Once more, of what it gives now: the lower ceiling takes the place of the other, and can be kept too.
    click(&mut browser, "#tool-agency");
    click(&mut browser, "#add-share");
    browser.until(PROVEN);
    click(&mut browser, "#tool-save");
    for (name, value) in [("id", "hemat-2"), ("name", "Hemat lagi"), ("by", "Sekda"), ("basis", "Rapat")] {
        enter(&mut browser, &format!("#save-{name}"), value);
    }
    click(&mut browser, "#save");
    browser.until("document.getElementById('saved').textContent.includes('hemat-2')");
}

/// Under other weights the row of figures tells the value and subtracts nothing; money is still compared.
#[test]
fn points_by_other_weights_are_not_subtracted() {
    let Some(program) = installed() else { return };
    let (_room, _path, server) = tiny();
    let mut browser = Browser::start(&program, 1366, 900);
    browser.visit(&server.address);
    enter(&mut browser, "#whatif-base", "tight");
    click(&mut browser, "#tool-ceilings");
    enter(&mut browser, "#limit-ceiling--2029", "120");
    browser.until(PROVEN);
    let figures = |browser: &mut Browser| {
        browser.text("document.querySelector('.figures').innerText.replace(/\\s+/g, ' ')")
    };
    let told = figures(&mut browser);
    assert!(told.contains("against 290"), "{told}");
    click(&mut browser, "#clear-wishes");
    click(&mut browser, "#tool-weights");
    enter(&mut browser, "#weight-service", "0");
    browser.until(PROVEN);
    let told = figures(&mut browser);
    assert!(told.contains("they do not compare") && !told.contains("290"), "{told}");
    assert!(told.contains("against Rp"), "{told}");
    click(&mut browser, "#lang-id");
    let told = figures(&mut browser);
    assert!(told.contains("tidak dapat dibandingkan") && told.contains("pembanding Rp"), "{told}");
    keep_picture("weights.png", &mut browser, false);
}

/// Accessibility by axe-core.
#[test]
fn axe_finds_nothing_in_the_panel() {
    let Some(program) = installed() else { return };
    let Some(axe) = axe() else { return };
    let (_room, _path, server) = tiny();
    let mut browser = Browser::start(&program, 1366, 768);
    for (scheme, width) in [("light", 1366), ("dark", 1366), ("light", 390)] {
        browser.resize(width, 800);
        browser.prefers(scheme);
        browser.visit(&server.address);
        browser.run(&axe);
        enter(&mut browser, "#whatif-base", "tight");
        for tool in ["ceilings", "initiative", "agency", "weights", "rules", "save"] {
            browser.run(&format!(
                "(() => {{ const one = document.getElementById('tool-{tool}'); if (one) one.click(); }})()"
            ));
            if tool == "initiative" {
                enter(&mut browser, "#who", "portal");
                enter(&mut browser, "#how", "without");
                click(&mut browser, "#add-forced");
                browser.until(PROVEN);
            }
            let found = browser.violations();
            assert_eq!(found, json!([]), "{scheme}, {width} wide, {tool}");
        }
        let wide = browser.run("document.documentElement.scrollWidth").as_u64().expect("a width");
        assert!(wide <= u64::from(width), "{wide} on {width}");
    }
}

/// The key states of the page, for eyes: `PETAJALAN_PICTURES=folder`.
#[test]
fn pictures_of_the_key_states() {
    if std::env::var_os("PETAJALAN_PICTURES").is_none() {
        return;
    }
    let Some(program) = installed() else { return };
    let room = temporary();
    let output = std::env::var_os("PETAJALAN_OUTPUT").map_or_else(|| room.path().join("out"), PathBuf::from);
    if !output.join("paser/plan").is_dir() {
        plan(&shipped("paser"), &output, &["--lang", "id"]).exits(0);
    }
    let server = Server::start(binary(), &shipped("paser"), &output, &["--lang", "id"]);
    let mut browser = Browser::start(&program, 1366, 900);
    browser.visit(&server.address);
    keep_picture("start.png", &mut browser, false);
    for tool in ["ceilings", "initiative", "agency", "weights", "rules", "save"] {
        click(&mut browser, &format!("#tool-{tool}"));
        keep_picture(&format!("tool-{tool}.png"), &mut browser, false);
    }
    click(&mut browser, "#tool-ceilings");
    click(&mut browser, "#scale-10");
    browser.until("document.getElementById('status').textContent !== ''");
    keep_picture("searching.png", &mut browser, false);
    browser.until("!document.getElementById('status').className.includes('searching')");
    keep_picture("answer.png", &mut browser, false);
    keep_picture("answer-whole.png", &mut browser, true);
    click(&mut browser, "#tool-initiative");
    enter(&mut browser, "#who", "I06");
    enter(&mut browser, "#reason", "Amanat rapat");
    click(&mut browser, "#add-forced");
    browser.until("!document.getElementById('status').className.includes('searching')");
    keep_picture("forced.png", &mut browser, false);
    browser.prefers("dark");
    keep_picture("dark.png", &mut browser, false);
    browser.prefers("light");
    browser.resize(390, 844);
    keep_picture("phone.png", &mut browser, true);
}
