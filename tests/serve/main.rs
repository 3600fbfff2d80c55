//! The live what-if page, its real server on the loopback address: who may ask, answers streamed to their proof, questions that
//! take the place of older ones, scenarios that are kept, and the page in a real browser.

#![cfg(feature = "serve")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

#[path = "../common/mod.rs"]
mod common;
mod page;
mod strangers;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use common::program::{binary, copy, petajalan, plan, read, shipped, temporary};
use common::web::{Server, Told, paser_questions};
use petajalan::audit::keeps_all;
use petajalan::input::{self, Case};
use petajalan::plan::Plan;
use petajalan::report::room::document::Text;
use petajalan::report::room::live::Question;
use petajalan::report::studies::what_if::Asked;
use petajalan::solve::Outcome;
use petajalan::solve::conflict::Conflict;
use petajalan::study::Answer;
use petajalan::units::Year;
use petajalan::words::serve::Looking;
use serde_json::{Value, json};

fn serve(case: &Path, output: &Path) -> Server {
    Server::start(binary(), case, output, &["--lang", "en"])
}

/// A copy of the tiny case, served.
fn tiny() -> (tempfile::TempDir, PathBuf, Server) {
    let room = temporary();
    let case = room.path().join("tiny");
    copy(&shipped("tiny"), &case);
    let server = serve(&case, &room.path().join("out"));
    (room, case, server)
}

fn field(reply: &common::web::Reply) -> (String, String) {
    let found = &reply.json()["findings"][0];
    let text = |key: &str| found[key].as_str().expect("a text").to_owned();
    assert!(
        found["message"].as_array().is_some_and(|pair| pair.len() == 2 && pair.iter().all(|one| one != ""))
    );
    (text("code"), text("field"))
}

/// The plan of a stop, which is looked at in exact integers against the scenario with the wishes.
fn audited(case: &Case, question: &Value, told: &Told) -> Option<Plan> {
    let fates = told.news["part"]["stops"][0]["fates"].as_array()?;
    if fates.is_empty() {
        return None;
    }
    let start = |fate: &Value| fate["start"].as_i64().map(|year| Year(i32::try_from(year).expect("a year")));
    let plan = Plan { starts: fates.iter().map(start).collect() };
    let asked = json!({"scenario": question["scenario"], "wishes": question["wishes"], "reasons": question["reasons"]});
    let asked: Asked = serde_json::from_value(asked).expect("a question");
    let wished = asked.wished(case).expect("wished");
    assert!(keeps_all(&case.portfolio, &wished.scenario, &plan), "{question}");
    Some(plan)
}

fn state(told: &[Told]) -> &str {
    told.last().and_then(|last| last.news["state"].as_str()).expect("an end")
}

/// What the last stop that was told is worth.
fn worth(told: &[Told]) -> i64 {
    let stops = told.iter().rev().map(|one| &one.news["part"]["stops"][0]["value"]);
    stops.into_iter().find_map(Value::as_i64).expect("a value")
}

#[test]
fn what_is_too_large_or_elsewhere_is_refused() {
    let (room, case, server) = tiny();
    let large = " ".repeat(200_000);
    let reply = server.send("POST", "/ask", &server.own(), &large);
    assert_eq!((reply.status, field(&reply).0.as_str()), (413, "S03"));
    // The same without saying beforehand how much it will be.
    let chunks = format!("{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
    let reply = server.send("POST", "/ask", &server.but("transfer-encoding", Some("chunked")), &chunks);
    assert_eq!((reply.status, field(&reply).0.as_str()), (413, "S03"));
    fs::write(room.path().join("secret.txt"), "secret words").expect("written");
    let paths = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//etc/passwd",
        "/scenarios.toml",
        "/ask",
        "/?file=../secret.txt/..",
    ];
    for path in paths {
        let reply = server.send("GET", path, &server.own(), "");
        let is_page = path.starts_with("/?");
        assert_eq!(reply.status, if is_page { 200 } else { 404 }, "{path}");
        assert!(!reply.body.contains("secret words") && !reply.body.contains("root:x:"), "{path}");
    }
    assert_eq!(read(&case), read(&shipped("tiny")), "nothing was written");
}

#[test]
fn what_means_nothing_is_named_by_its_field() {
    let (_room, _case, server) = tiny();
    let refused =
        |question: &Value| field(&server.send("POST", "/ask", &server.own(), &question.to_string()));
    let asked =
        |wish: Value| refused(&Server::question("page", 1, "tight", &json!([{"must": "lease"}, wish])));
    let wishes = [
        (json!({"without": "<img src=x onerror=alert(1)>"}), "S09"),
        (json!({"start": {"id": "portal", "year": 2040}}), "S14"),
        (json!({"ceiling": {"year": 1999, "limit": 5}}), "S14"),
        (json!({"ceiling": {"year": 2028, "limit": -5}}), "S15"),
        (json!({"ceiling-of": {"id": "nothing", "year": 2028, "limit": 5}}), "S11"),
        (json!({"fund-of": {"fund": "PAD", "year": 2028, "limit": 5}}), "S10"),
        (json!({"scale": 999_999}), "S16"),
        (json!({"weights": {"nothing": 1_000_000}}), "S12"),
        (json!({"off": {"rules": "nothing"}}), "S13"),
        (json!({"off": {"rules": "ceilings", "id": "nothing"}}), "S13"),
        (json!({"remove": "everything"}), "S04"),
        (json!(5), "S04"),
    ];
    for (wish, code) in wishes {
        assert_eq!(asked(wish.clone()), (code.to_owned(), "wishes[1]".to_owned()), "{wish}");
    }
    let good = json!([{"without": "portal"}]);
    assert_eq!(
        refused(&Server::question("page", 1, "nothing", &good)),
        ("S08".to_owned(), "scenario".to_owned())
    );
    assert_eq!(
        refused(&Server::question("a/../b", 1, "tight", &good)),
        ("S05".to_owned(), "page".to_owned())
    );
    assert_eq!(
        refused(&Server::question("page", 1, "tight", &json!([]))),
        ("S07".to_owned(), "wishes".to_owned())
    );
    let many: Vec<Value> = (0..300).map(|_| json!({"must": "lease"})).collect();
    assert_eq!(
        refused(&Server::question("page", 1, "tight", &json!(many))),
        ("S06".to_owned(), "wishes".to_owned())
    );
    let reply = server.send("POST", "/ask", &server.own(), "{");
    assert_eq!((reply.status, field(&reply).0.as_str()), (400, "S04"));
}

#[test]
fn questions_are_answered_to_their_proof() {
    let (_room, path, server) = tiny();
    let case = input::load(&path).expect("a case").value;
    // Values by hand: scenarios/tiny/README.md.
    let questions = [
        ("tight", json!([{"without": "portal"}]), "proven", Some(285)),
        ("tight", json!([{"scale": 16_000}]), "proven", Some(430)),
        ("ample", json!([{"scale": 6_250}]), "proven", Some(290)),
        (
            "tight",
            json!([{"ceiling": {"year": 2027, "limit": 160_000_000}}, {"ceiling": {"year": 2028, "limit": 160_000_000}},
            {"ceiling": {"year": 2029, "limit": 160_000_000}}]),
            "proven",
            Some(430),
        ),
        ("tight", json!([{"must": "portal"}]), "proven", Some(290)),
        ("tight", json!([{"start": {"id": "portal", "year": 2029}}]), "proven", None),
        ("tight", json!([{"off": {"rules": "ceilings"}}]), "proven", None),
        ("tight", json!([{"must": "build"}]), "none", None),
    ];
    for (at, (scenario, wishes, ending, value)) in questions.into_iter().enumerate() {
        let question = Server::question("page", at as u64 + 1, scenario, &wishes);
        let told = server.ask(&question, |_| true);
        assert_eq!(state(&told), ending, "{question}");
        let plans: Vec<Plan> = told.iter().filter_map(|one| audited(&case, &question, one)).collect();
        assert_eq!(plans.is_empty(), ending == "none", "{question}");
        if let Some(value) = value {
            assert_eq!(worth(&told), value * 1_000_000, "{question}");
        }
        if ending == "none" {
            let lines = &told.iter().rev().find(|one| one.news["part"].is_object()).expect("a stop").news["part"]
                ["stops"][0]["lines"];
            assert!(
                lines[0][1].as_str().is_some_and(|line| line.contains("rules cannot all hold")),
                "{lines}"
            );
        }
        let gaps: Vec<i64> = told.iter().filter_map(|one| one.news["gap"].as_i64()).collect();
        assert!(ending == "none" || gaps.last() == Some(&0), "{gaps:?}");
    }
}

/// What is known of a conflict is told while it is looked for: many rules by their kinds, in both languages.
#[test]
fn a_conflict_that_is_not_minimal_yet_is_told_as_such() {
    let case = input::load(&shipped("paser")).expect("a case").value;
    let scenario = &case.scenarios[0];
    let question = Question { case: &case, scenario, before: (scenario, None), key: "q:" };
    let lines = |conflict: Option<usize>, looking| {
        let rules = |count| Conflict { rules: (0..count).collect(), without: vec![None; count] };
        let answer = Answer {
            solver: String::new(),
            outcome: Outcome::Infeasible,
            relaxation: None,
            conflict: conflict.map(rules),
            missing: None,
            trace: Vec::new(),
            told: petajalan::study::Told::default(),
        };
        question.none(&answer, looking).stops[0].lines.clone()
    };
    let begun = lines(None, Some(Looking::Rules));
    assert!(begun.len() == 1 && begun[0].1.starts_with("Still looking for which rules"), "{begun:?}");
    let count = scenario.rules.len();
    let many = lines(Some(count), Some(Looking::Rules));
    assert!(
        many[0].1.contains("perhaps not all") && many[0].0.contains("mungkin tidak semuanya"),
        "{many:?}"
    );
    assert!(
        many.len() < 22 && many.iter().any(|line| line.1.starts_with("  - yearly ceilings: ")),
        "{many:?}"
    );
    let number = |line: &Text| -> usize {
        let digits: String = line.1.chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    };
    let counted = many[1..].iter().filter(|line| line.1.starts_with("  - ")).map(number);
    assert_eq!((counted.sum::<usize>(), number(&many[0])), (count, count), "{many:?}");
    let few = lines(Some(3), Some(Looking::Money));
    assert!(few[0].1.contains("not shown minimal") && few.len() == 5, "{few:?}");
    assert!(few[4].1.starts_with("Still looking for the money"), "{few:?}");
    let last = lines(Some(3), None);
    assert!(last[4].1.contains("More money does not solve it, or none was found"), "{last:?}");
    assert!(lines(None, None)[0].0.starts_with("Aturan mana yang bertentangan tidak ditemukan"));
}

#[test]
fn ctrl_c_ends_it_cleanly() {
    let (_room, _case, mut server) = tiny();
    server.ask(&Server::question("page", 1, "tight", &json!([{"without": "portal"}])), |_| true);
    assert_eq!(server.interrupt(), Some(0));
}

fn keep(server: &Server, question: &Value, keep: &Value) -> common::web::Reply {
    let mut question = question.clone();
    question["save"] = keep.clone();
    server.send("POST", "/save", &server.own(), &question.to_string())
}

#[test]
fn a_question_is_kept_as_a_scenario() {
    let (room, path, server) = tiny();
    let before = read(&path);
    let wishes = json!([{"without": "portal"}, {"ceiling": {"year": 2029, "limit": 120_500_000}}]);
    let mut question = Server::question("page", 1, "tight", &wishes);
    let told = server.ask(&question, |_| true);
    let as_what =
        json!({"id": "tanpa-portal", "name": "=cmd|'<b>'", "by": "Sekda", "basis": "Rapat 24 November"});

    // A decision about an initiative needs its reason, and a scenario everything that is asked for.
    assert_eq!(field(&keep(&server, &question, &as_what)), ("S21".to_owned(), "reasons.portal".to_owned()));
    question["reasons"] = json!({"portal": "Belum siap"});
    for name in ["id", "name", "by", "basis"] {
        let mut less = as_what.clone();
        less[name] = json!(" ");
        assert_eq!(field(&keep(&server, &question, &less)), ("S21".to_owned(), format!("save.{name}")));
    }
    let mut bad = as_what.clone();
    bad["id"] = json!("../evil");
    assert_eq!(field(&keep(&server, &question, &bad)).1, "save.id");
    assert_eq!(read(&path), before, "nothing was written");

    let reply = keep(&server, &question, &as_what);
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.json()["id"], "tanpa-portal");
    let after = read(&path);
    let text =
        |files: &common::program::Tree, name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    assert!(
        text(&after, "scenarios.toml").starts_with(&text(&before, "scenarios.toml")),
        "what stood there stands there"
    );
    assert_eq!(after["case.toml"], before["case.toml"]);
    let log = text(&after, "decisions.csv");
    assert!(log.contains("force-out,tanpa-portal,portal,,Belum siap (Rapat 24 November)"), "{log}");
    assert!(log.contains("ceiling,tanpa-portal,2029,100000000 -> 120500000,Rapat 24 November"), "{log}");
    let path_text = path.to_str().expect("plain");
    let checked = petajalan(["check", path_text, "--lang", "en"]).exits(0);
    assert!(checked.out.contains("0 errors"), "{checked:?}");

    // It is the scenario that was asked about.
    let case = input::load(&path).expect("a case").value;
    assert_eq!(case.scenarios.len(), 3);
    let solved =
        plan(&path, &room.path().join("again"), &["--scenario", "tanpa-portal", "--format", "json"]).exits(0);
    let value = solved.documents()[0]["value"].as_f64().expect("a value");
    assert!((value * 1e6 - petajalan::units::real(worth(&told))).abs() < 1e-3, "{value}");

    // The same id again is found out and named; whatever it is asked about next starts from it.
    let again = keep(&server, &question, &as_what);
    let (code, of) = field(&again);
    assert_eq!((again.status, of.as_str()), (422, "save.id"), "{}", again.body);
    assert!(code.starts_with('E'), "{code}");
    assert_eq!(read(&path), after, "nothing was written");
    let next = Server::question("page", 2, "tanpa-portal", &json!([{"without": "training"}]));
    assert_eq!(state(&server.ask(&next, |_| true)), "proven");

    // Somebody else changes the case meanwhile.
    fs::write(path.join("case.toml"), text(&after, "case.toml") + "\n# changed\n").expect("written");
    let mut other = as_what;
    other["id"] = json!("lain");
    let reply = keep(&server, &question, &other);
    assert_eq!((reply.status, field(&reply).0.as_str()), (409, "S19"));
}

#[test]
fn a_workbook_is_not_written_to() {
    let room = temporary();
    let book = room.path().join("form");
    let (from, to) = (shipped("tiny"), book.to_str().expect("plain").to_owned());
    petajalan(["new", &to, "--xlsx", "--from", from.to_str().expect("plain")]).exits(0);
    let server = serve(&book, &room.path().join("out"));
    let question = json!({"page": "page", "number": 1, "scenario": "tight", "wishes": [{"without": "portal"}], "reasons": {"portal": "x"}});
    assert_eq!(state(&server.ask(&question, |_| true)), "proven");
    let before = read(&book);
    let reply = keep(&server, &question, &json!({"id": "x", "name": "x", "by": "x", "basis": "x"}));
    assert_eq!((reply.status, field(&reply).0.as_str()), (422, "S20"));
    assert_eq!(read(&book), before);
}

#[test]
fn a_hundred_questions_about_the_example_case() {
    let room = temporary();
    let output = room.path().join("out");
    plan(&shipped("paser"), &output, &["--lang", "en"]).exits(0);
    let server = Server::start(binary(), &shipped("paser"), &output, &["--lang", "en", "--seconds", "4"]);
    let case = input::load(&shipped("paser")).expect("a case").value;

    // Of a page only the newest question counts, in whatever order they come.
    let hard = Server::question("same", 1, "moderat", &json!([{"scale": 10_700}]));
    let newer = Server::question("same", 3, "moderat", &json!([{"without": "A01"}]));
    std::thread::scope(|scope| {
        let (server, hard, newer) = (&server, &hard, &newer);
        let old = scope.spawn(move || server.ask(hard, |_| true));
        std::thread::sleep(std::time::Duration::from_millis(60));
        let new = scope.spawn(move || server.ask(newer, |told| told.news["part"].is_null()));
        assert_eq!(state(&old.join().expect("an end")), "stopped");
        assert!(!new.join().expect("an answer").is_empty());
    });
    let late = Server::question("same", 2, "moderat", &json!([{"scale": 10_800}]));
    let newest = Server::question("same", 4, "moderat", &json!([{"scale": 10_900}]));
    std::thread::scope(|scope| {
        let (server, newest) = (&server, &newest);
        let (tell, told) = std::sync::mpsc::channel();
        scope.spawn(move || {
            let mut first = true;
            server.ask(newest, |_| {
                // The first event, and then nothing more is read: the page is gone.
                !std::mem::take(&mut first) || tell.send(()).is_err()
            })
        });
        told.recv().expect("a first answer");
        let overtaken = server.ask(&late, |_| true);
        assert!(["stopped", "proven", "best"].contains(&state(&overtaken)));
    });

    let questions = paser_questions(&server.document());
    let next = AtomicUsize::new(0);
    let proven = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some((scenario, wishes)) = questions.get(at) else { return };
                    let question = Server::question(&format!("page-{at}"), 1, scenario, wishes);
                    let told = server.ask(&question, |_| true);
                    let ending = state(&told);
                    assert!(["proven", "best", "none", "unknown"].contains(&ending), "{question}: {ending}");
                    let plans = told.iter().filter_map(|one| audited(&case, &question, one)).count();
                    assert!(plans > 0 || ["none", "unknown"].contains(&ending), "{question}: {ending}");
                    proven.fetch_add(usize::from(["proven", "none"].contains(&ending)), Ordering::SeqCst);
                }
            });
        }
    });
    println!("{} of 100 proven", proven.load(Ordering::SeqCst));
    assert!(next.load(Ordering::SeqCst) >= 100 && proven.load(Ordering::SeqCst) >= 20);
}
