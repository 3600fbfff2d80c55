//! The memo: every number in it is in the results, every sentence rests on something, names stay text, `verify` writes it
//! again.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::program::{copy, petajalan, plan, shipped, temporary, verify};

struct Room {
    _held: tempfile::TempDir,
    case: PathBuf,
    output: PathBuf,
}

fn run(arguments: &[&str]) -> common::program::Ran {
    petajalan(arguments)
}

/// A case planned, explained where asked, and written about.
fn written(name: &str, explained: &[&str], edit: impl Fn(&Path)) -> Room {
    let held = temporary();
    let (case, output) = (held.path().join(name), held.path().join("out"));
    copy(&shipped(name), &case);
    edit(&case);
    let (path, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    plan(&case, &output, &[]);
    for scenario in explained {
        run(&["explain", path, "--scenario", scenario, "--output", to]).exits(0);
        verify(&output.join(name).join(format!("explain-{scenario}"))).exits(0);
    }
    run(&["report", path, "--memo", "--output", to]);
    Room { _held: held, case, output: output.join(name) }
}

fn memo(room: &Room, scenario: &str, file: &str) -> String {
    fs::read_to_string(room.output.join("memo").join(scenario).join(file)).expect("a memo")
}

/// Every number of a text: digits, thousands marks, decimals; without sign. `comma` says that decimals have a comma.
fn numbers(text: &str, comma: bool) -> Vec<String> {
    let (mark, point) = if comma { ('.', ',') } else { (',', '.') };
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        // What belongs to an id (`A12`, `E104`) is no number.
        let in_word = at > 0 && (chars[at - 1].is_alphanumeric() && !text_of(&chars, at).starts_with("Rp"));
        if !chars[at].is_ascii_digit() || in_word {
            at += 1;
            continue;
        }
        let mut number = String::new();
        let mut decimals = false;
        while at < chars.len() {
            let next_is_digit = chars.get(at + 1).is_some_and(char::is_ascii_digit);
            match chars[at] {
                digit if digit.is_ascii_digit() => number.push(digit),
                sign if sign == mark && next_is_digit && !decimals => {}
                sign if sign == point && next_is_digit && !decimals => {
                    decimals = true;
                    number.push('.');
                }
                _ => break,
            }
            at += 1;
        }
        found.push(number);
    }
    found
}

/// The two signs before a digit: a currency may stand there.
fn text_of(chars: &[char], at: usize) -> String {
    chars[at.saturating_sub(2)..at].iter().collect()
}

/// Whether a number is one of the results, rounded to the decimals it shows.
fn is_known(number: &str, results: &BTreeSet<String>) -> bool {
    let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let unit = 10_f64.powi(i32::try_from(places).expect("few"));
    let wanted = number.parse::<f64>().expect("a number") * unit;
    results.contains(number)
        || results.iter().any(|result| {
            let result = result.parse::<f64>().expect("a number") * unit;
            result.fract() != 0.0 && (result - wanted).abs() <= 0.5
        })
}

/// The numbers of every result that is not the memo, differences of the spending and ceilings of a year too.
fn results(room: &Room, scenario: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |path: PathBuf, comma: bool| {
        if let Ok(text) = fs::read_to_string(&path) {
            found.extend(numbers(&text, comma));
        }
    };
    let plan = room.output.join("plan");
    for name in ["plan.csv", "spending.csv", "reasons.csv"] {
        add(plan.join(scenario).join(name), true);
    }
    add(plan.join("summary.txt"), true);
    let documents = ["plan.json", "certificate.json"].map(|name| plan.join(scenario).join(name));
    let explained = room.output.join(format!("explain-{scenario}/explain.json"));
    let mut raw = String::new();
    for path in documents.into_iter().chain([explained]) {
        raw += &fs::read_to_string(path).unwrap_or_default();
    }
    for name in ["case.toml", "scenarios.toml", "initiatives.csv", "decisions.csv"] {
        raw += &fs::read_to_string(room.case.join(name)).unwrap_or_default();
    }
    // In documents a number is a run of digits with a point.
    let digits = raw.split(|c: char| !c.is_ascii_digit() && c != '.');
    let parsed: Vec<f64> = digits.filter_map(|text| text.trim_matches('.').parse().ok()).collect();
    for number in parsed {
        // Points and amounts stand there in their smallest units.
        for scale in [1.0, 1e6] {
            found.insert(format!("{}", number / scale));
        }
    }
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(plan.join(scenario).join("plan.json")).expect("a plan"))
            .expect("json");
    let starts = json["starts"].as_object();
    let counts =
        starts.map(|starts| (starts.values().filter(|start| !start.is_null()).count(), starts.len()));
    found.extend(counts.into_iter().flat_map(|(some, all)| [some.to_string(), all.to_string()]));
    let spending = json["spending"].as_object();
    let spent =
        spending.map(|years| years.values().filter_map(serde_json::Value::as_i64).collect::<Vec<_>>());
    let known: Vec<i64> =
        found.iter().filter_map(|number| number.parse().ok()).filter(|number| *number < 1 << 40).collect();
    for spent in spent.unwrap_or_default() {
        found.extend(known.iter().map(|limit| (limit - spent).abs().to_string()));
        found.extend(known.iter().map(|limit| (limit * 1_000_000 - spent).abs().to_string()));
    }
    let total: i64 = spending.map_or(0, |years| years.values().filter_map(serde_json::Value::as_i64).sum());
    found.insert(total.to_string());
    // The ceiling of the whole plan, and what the optimum adds to each plain ranking.
    let case = petajalan::input::load(&room.case).unwrap_or_else(|wrong| panic!("{wrong:?}")).value;
    let held = case.scenarios.iter().find(|held| held.id == scenario).expect("the scenario");
    found.insert(held.total_ceilings().values().map(|limit| limit.0).sum::<i64>().to_string());
    let certificate = fs::read(plan.join(scenario).join("certificate.json")).expect("a certificate");
    let certificate: serde_json::Value = serde_json::from_slice(&certificate).expect("json");
    let value = certificate["goals"][0]["value"].as_f64().unwrap_or_default();
    let explained =
        fs::read(room.output.join(format!("explain-{scenario}/explain.json"))).unwrap_or_default();
    let explained: serde_json::Value = serde_json::from_slice(&explained).unwrap_or_default();
    for ranked in explained["whole"]["ranking"].as_array().into_iter().flatten() {
        found.insert(format!("{}", (value - ranked["value"].as_f64().expect("a value")) / 1e6));
    }
    found
}

fn strange(text: &str, comma: bool, results: &BTreeSet<String>) -> Vec<String> {
    let small = |number: &String| number.len() <= 2 && !number.contains('.');
    numbers(text, comma).into_iter().filter(|number| !small(number) && !is_known(number, results)).collect()
}

/// The text of a memo without its references and list of rules, whose numbers are checked by `verify`.
fn said(text: &str) -> String {
    let body =
        text.split("\n## ").filter(|part| !part.starts_with("Aturan yang") && !part.starts_with("The rules"));
    let lines =
        body.flat_map(str::lines).map(|line| line.split(" \\[").next().unwrap_or_default().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_number_is_in_the_results() {
    let room = written("raters", &["base"], |_| {});
    let results = results(&room, "base");
    for (file, comma) in [("memo.id.md", true), ("memo.en.md", false)] {
        let text = said(&memo(&room, "base", file));
        assert!(numbers(&text, comma).len() > 60, "{text}");
        let found = strange(&text, comma, &results);
        assert!(found.is_empty(), "{file}: not in the results: {found:?}\n{text}");
        // The test can fail: a number that somebody changes is found.
        let value = numbers(&text, comma).into_iter().find(|number| number.len() > 6).expect("a long number");
        let (first, rest) = text.split_at(text.find(&value[..1]).expect("there"));
        let digit = if rest.starts_with('9') { "8" } else { "9" };
        let changed = format!("{first}{digit}7{digit}5{digit}{rest}");
        assert!(!strange(&changed, comma, &results).is_empty(), "a changed number was not found");
    }
    verify(&room.output.join("memo")).exits(0);
}

#[test]
fn memos_rest_on_their_inputs_and_are_written_again_by_verify() {
    let room = written("tiny", &["tight", "ample"], |_| {});
    for scenario in ["tight", "ample"] {
        for file in ["memo.id.md", "memo.en.md"] {
            let text = memo(&room, scenario, file);
            assert!(text.contains("portal initiatives.csv:4"), "{text}");
            for line in text.lines().filter(|line| line.starts_with("- ")) {
                let is_plain = line.contains("petajalan verify") || line.starts_with("- **");
                assert!(is_plain || line.ends_with("\\]"), "rests on nothing: {line}");
            }
        }
    }
    let folder = room.output.join("memo");
    verify(&folder).exits(0);
    let path = folder.join("tight/memo.en.html");
    let text = fs::read_to_string(&path).expect("a memo");
    fs::write(&path, text.replace("290", "390")).expect("written");
    let ran = verify(&folder).exits(1);
    assert!(ran.err.contains("tight/memo.en.html"), "{}", ran.err);
}

#[test]
fn two_runs_write_the_same_bytes() {
    let [first, second] = [(); 2].map(|()| written("tiny", &["tight"], |_| {}));
    let [first, second] = [&first, &second].map(|room| {
        let mut files = common::program::read(&room.output.join("memo"));
        files.remove("run.json");
        files
    });
    assert_eq!(first, second);
}

#[test]
fn names_stay_text() {
    let room = written("tiny", &[], |case| {
        let table = case.join("initiatives.csv");
        let rows = fs::read_to_string(&table).expect("read");
        let rows = rows
            .replace("Operator training", "<script>alert(1)</script>")
            .replace("Data backup", "'=1+1")
            .replace("Build the network", "*bold* [x](y) & \"q\"");
        fs::write(table, rows.replace(",*bold* [x](y) & \"q\",", ",\"*bold* [x](y) & \"\"q\"\"\","))
            .expect("written");
    });
    let html = memo(&room, "tight", "memo.en.html");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && html.contains("=1+1"), "{html}");
    assert!(html.contains("*bold* [x](y) &amp; &quot;q&quot;"), "{html}");
    for forbidden in ["<script", "http://", "https://", "src=", "href="] {
        assert!(!html.contains(forbidden), "{forbidden} in\n{html}");
    }
    assert!(html.contains("size:A4") && html.contains("lang=\"en\""));
    let markdown = memo(&room, "tight", "memo.en.md");
    assert!(
        markdown.contains("&lt;script&gt;") && markdown.contains("\\*bold\\* \\[x\\](y) &amp;"),
        "{markdown}"
    );
    verify(&room.output.join("memo")).exits(0);
}

#[test]
fn a_scenario_without_a_plan_says_why_and_decisions_are_shown() {
    let room = written("tiny", &[], |case| {
        let toml = case.join("case.toml");
        let text = fs::read_to_string(&toml).expect("read");
        let more = "\n[[force_in]]\ninitiative = \"build\"\nyear = 2028\nreason = \"a promise\"\n";
        fs::write(&toml, text + more).expect("written");
        let path = case.to_str().expect("plain");
        let entry = ["--action", "force-in", "--subject", "build", "--by", "Bupati", "--basis", "janji"];
        let fixed = ["decide", path, "--date", "2026-11-24"];
        run(&[&fixed[..], &entry[..]].concat()).exits(0);
    });
    let text = memo(&room, "tight", "memo.en.md");
    for said in ["Why there is no plan", "cannot all hold", "Rp20,000,000", "Bupati", "decision 1"] {
        assert!(text.contains(said), "{said} is missing in\n{text}");
    }
    verify(&room.output.join("memo")).exits(0);
}

/// A memo of a case in a workbook points at the sheet and the row, where a reader finds them.
#[test]
fn a_workbooks_memo_names_its_sheets() {
    use petajalan::input::Files;
    use petajalan::input::workbook::unroll;
    use petajalan::report::xlsx::form::form;
    use petajalan::words::Lang;
    let held = temporary();
    let (case, output) = (held.path().join("kasus.xlsx"), held.path().join("out"));
    let sheets = unroll(&Files::open(&shipped("tiny")).expect("a case"));
    let rows = &sheets.iter().find(|sheet| sheet.kind == "initiatives").expect("a table").rows;
    let portal = rows.iter().position(|row| row.iter().flatten().any(|cell| cell.text() == "portal"));
    // Three rows of remarks and headings come first; rows count from 1.
    let row = portal.expect("portal") + 4;
    fs::write(&case, form(sheets, Lang::Id)).expect("written");
    let (path, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    run(&["report", path, "--memo", "--scenario", "tight", "--output", to]).exits(0);
    let folder = output.join("tiny/memo");
    for (file, html) in [("memo.id.md", false), ("memo.en.html", true)] {
        // Markdown takes a mark of its own for what it is only with a stroke before it.
        let text = fs::read_to_string(folder.join("tight").join(file)).expect("a memo").replace('\\', "");
        let place = format!("portal kasus.xlsx, Inisiatif!A{row}");
        assert!(text.contains(&place), "{place} is not in\n{text}");
        assert!(
            !text.contains("initiatives.csv") && (html || text.contains("kasus.xlsx, Inisiatif")),
            "{text}"
        );
    }
    verify(&folder).exits(0);
}
