//! Searches that end early say so, and calls that cannot be answered are refused, with the exit code for each.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::program::{Ran, binary, petajalan, plan, read, shipped, temporary, verify};
use common::random_problem;
use petajalan::scenario::Scenario;
use petajalan::solve::{Limits, Options, Outcome, Stopped};
use petajalan::study::answers;
use petajalan::study::frontier::Profile;
use petajalan::units::Money;
use serde_json::Value;

/// Plans one scenario of the large case; the answer and its document, checked by `verify`.
fn limited(scenario: &str, more: &[&str]) -> (Ran, Value) {
    let output = temporary();
    let fixed = ["--scenario", scenario, "--lang", "en"];
    let ran = plan(&shipped("paser"), output.path(), &[&fixed, more].concat());
    let results = output.path().join(format!("paser/plan-{scenario}"));
    verify(&results).exits(0);
    let document = &read(&results)[&format!("{scenario}/plan.json")];
    let document = serde_json::from_slice(document).expect("plan.json is JSON");
    (ran, document)
}

/// Numbers of a plan that is not proven hang together: the bound is no lower than the value, the gap is theirs.
fn assert_honest(document: &Value) {
    for goal in document["goals"].as_array().expect("goals") {
        let number = |key: &str| goal[key].as_i64().unwrap_or_else(|| panic!("{key} of {goal}"));
        let (value, bound) = (number("value"), number("claimed_bound"));
        let ahead = if goal["goal"] == "cost" { value - bound } else { bound - value };
        assert!(ahead >= 0, "a plan passes its bound: {goal}");
        assert!(goal["goal"] == "order" || goal["proven"] == (value == bound), "{goal}");
        let gap = goal["gap"].as_f64().expect("a gap");
        #[expect(clippy::cast_precision_loss, reason = "a ratio to compare with")]
        let expected = ahead as f64 / value.abs().max(1) as f64;
        assert!((gap - expected).abs() < 1e-12, "{goal}");
    }
}

#[test]
fn a_moment_is_not_enough() {
    let begun = Instant::now();
    let (ran, document) = limited("krisis", &["--time-limit", "0.05"]);
    assert!(begun.elapsed() < Duration::from_secs(8), "the clock was not heeded");
    assert_eq!(document["stopped"], "time-limit");
    assert!(ran.out.contains("stopped by the clock, not repeatable"), "{ran:?}");
    match document["status"].as_str() {
        Some("unknown") => {
            assert!(ran.code == 1 && ran.out.contains("unknown; "), "{ran:?}");
            assert!(document["starts"].is_null() && document["value"].is_null(), "{document}");
        }
        Some("best") => {
            assert!(ran.code == 0 && ran.out.contains("best so far, gap"), "{ran:?}");
            assert_honest(&document);
        }
        other => panic!("{other:?}: {document}"),
    }
}

#[test]
fn some_seconds_give_a_plan_with_its_gap() {
    // The first of these that is enough for a plan is not enough for its proof, however fast the machine.
    for seconds in ["0.1", "0.15", "0.2", "0.3", "0.4", "0.6", "0.8", "1.2", "1.6", "2.4"] {
        let (ran, document) = limited("krisis", &["--time-limit", seconds]);
        if document["status"] == "unknown" {
            assert_eq!(ran.code, 1);
            continue;
        }
        assert_eq!((ran.code, &document["stopped"]), (0, &Value::from("time-limit")), "{ran:?}");
        assert_eq!(document["status"], "best");
        return assert_honest(&document);
    }
}

#[test]
fn a_gap_is_a_gap() {
    let (ran, document) = limited("moderat", &["--gap", "0.05"]);
    assert_eq!((ran.code, &document["status"]), (0, &Value::from("best")), "{ran:?}");
    assert_eq!(document["stopped"], "gap");
    assert!(ran.out.contains("best so far, gap") && ran.out.contains("stopped at the gap asked for"));
    assert!(document["gap"].as_f64().is_some_and(|gap| 0.0 < gap && gap <= 0.05), "{document}");
    assert_honest(&document);
    let again = limited("moderat", &["--gap", "0.05"]).1;
    assert_eq!(document, again, "a gap repeats");
}

#[test]
fn nodes_are_counted() {
    let (ran, document) = limited("krisis", &["--nodes", "1"]);
    assert_eq!(document["stopped"], "work-limit", "{ran:?}");
    assert!(ran.out.contains("stopped at the work limit"), "{ran:?}");
    assert_eq!(ran.code, i32::from(document["status"] == "unknown"));
    assert_honest(&document);
    let again = limited("krisis", &["--nodes", "1"]).1;
    assert_eq!(document, again, "a limit on nodes repeats");
}

/// Interrupts a run after some time; what it then leaves.
#[cfg(unix)]
fn interrupted(after: Duration) -> (Option<i32>, String, Value) {
    let output = temporary();
    let mut command = Command::new(binary());
    command.arg("plan").arg(shipped("paser")).args(["--scenario", "krisis", "--no-charts", "--lang", "en"]);
    command.arg("--output").arg(output.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program starts");
    sleep(after);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success(), "the run was over before {after:?}");
    let ended = child.wait_with_output().expect("the program ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let told = text(&ended.stdout) + &text(&ended.stderr);
    let results = output.path().join("paser/plan-krisis");
    verify(&results).exits(0);
    let document = serde_json::from_slice(&read(&results)["krisis/plan.json"]).expect("plan.json is JSON");
    (ended.status.code(), told, document)
}

#[test]
#[cfg(unix)]
fn an_interrupt_keeps_the_best_plan() {
    // When the first plan is found depends on the machine: later interrupts are tried until there is one.
    let later = std::iter::successors(Some(150_u64), |milliseconds| Some(milliseconds * 3 / 2));
    for milliseconds in later.take_while(|milliseconds| *milliseconds < 10_000) {
        let (code, told, document) = interrupted(Duration::from_millis(milliseconds));
        assert!(told.contains("ending the search with the best plan so far"), "{told}");
        assert_eq!(document["stopped"], "interrupted", "{document}");
        assert!(told.contains("stopped by hand, not repeatable"), "{told}");
        if document["status"] == "best" {
            assert_eq!(code, Some(0));
            return assert_honest(&document);
        }
        assert_eq!((code, &document["status"]), (Some(1), &Value::from("unknown")));
    }
    panic!("no plan was found before the last interrupt");
}

#[test]
#[cfg(unix)]
fn an_interrupt_at_once_writes_what_is_known() {
    let (_, _, document) = interrupted(Duration::from_millis(150));
    assert_eq!(document["stopped"], "interrupted", "{document}");
}

#[test]
fn calls_nobody_understands() {
    let (case, output) = (shipped("tiny"), temporary());
    let case = case.to_str().expect("a plain path");
    let calls: &[&[&str]] = &[
        &[],
        &["plot"],
        &["plan"],
        &["plan", case, "--gap", "1.5"],
        &["plan", case, "--gap", "-0.1"],
        &["plan", case, "--gap", "small"],
        &["plan", case, "--gap", "nan"],
        &["plan", case, "--time-limit", "-1"],
        &["plan", case, "--time-limit", "soon"],
        &["plan", case, "--time-limit", "inf"],
        &["plan", case, "--nodes", "-5"],
        &["plan", case, "--threads", "0"],
        &["plan", case, "--format", "xml"],
        &["plan", case, "--lang", "fr"],
        &["plan", case, "--colour"],
        &["verify"],
        &["check"],
        &["completions", "cobol"],
    ];
    for call in calls {
        let fixed = if call.first() == Some(&"plan") {
            vec!["--output", output.path().to_str().expect("a plain path")]
        } else {
            Vec::new()
        };
        let ran = petajalan(call.iter().chain(&fixed)).exits(2);
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{call:?}: {ran:?}");
    }
    assert!(read(output.path()).is_empty(), "something was written");
}

#[test]
fn unknown_scenarios_and_missing_folders() {
    let output = temporary();
    let ran = plan(&shipped("paser"), output.path(), &["--scenario", "moderate", "--lang", "en"]).exits(2);
    assert!(ran.err.contains("there is no scenario moderate; the nearest is moderat"), "{ran:?}");
    let both = ["--scenario", "krisis", "--scenario", "krsis", "--lang", "id"];
    let ran = plan(&shipped("paser"), output.path(), &both).exits(2);
    assert!(ran.err.contains("tidak ada skenario krsis; yang terdekat krisis"), "{ran:?}");
    let ran = plan(&shipped("atlantis"), output.path(), &["--lang", "en"]).exits(2);
    assert!(ran.err.contains("E101") && ran.err.contains("atlantis"), "{ran:?}");
    let empty = temporary();
    let ran = plan(empty.path(), output.path(), &["--lang", "en"]).exits(1);
    assert!(ran.err.contains("case.toml") && ran.err.contains("initiatives.csv"), "{ran:?}");
    assert!(read(output.path()).is_empty(), "something was written");
}

#[test]
fn the_program_can_be_read() {
    let output = temporary();
    let ran = plan(&shipped("tiny"), output.path(), &["--scenario", "tight", "--show-program"]).exits(0);
    assert!(read(output.path()).is_empty(), "something was solved and written");
    let lines: Vec<&str> = ran.out.lines().collect();
    let known = |line: &str| lines.contains(&line);
    // Worked by hand: costs in rupiah, y[i,t] = started by the end of t, points in millionths, 3, 2 or 1 years.
    assert!(
        known(
            "rule 5 ceiling total 2027: +50000000 y[backup,2027] +120000000 y[build,2027] +20000000 y[lease,2027] \
             +60000000 y[portal,2027] +30000000 y[training,2027] <= 100000000"
        ),
        "{ran:?}"
    );
    assert!(
        known("rule 8 dependency portal: -1 y[build,2027] -1 y[lease,2027] +1 y[portal,2028] <= 0"),
        "{ran:?}"
    );
    assert!(
        lines[0].starts_with("maximise value: +25000000 y[backup,2027] +25000000 y[backup,2028]"),
        "{ran:?}"
    );
    assert!(lines[1].starts_with("minimise cost:") && lines[2].starts_with("maximise earliest:"), "{ran:?}");
    assert!(known("rule 9 group NET: +1 y[build,2029] +1 y[lease,2029] <= 1"), "{ran:?}");
    assert!(known("0 <= y[lease,2027] <= 1, whole"), "{ran:?}");
    // Structure first, then the rules in their order, then the variables.
    let rank = |line: &&str| match line.split_once(' ') {
        Some(("maximise" | "minimise", _)) => (0, 0),
        Some(("rule", rest)) => (2, rest.split(' ').next().and_then(|n| n.parse().ok()).expect("a number")),
        Some(("implied:", _)) => (3, 0),
        Some(("0", _)) => (4, 0),
        _ => (1, 0_usize),
    };
    assert!(lines.iter().map(rank).is_sorted(), "{ran:?}");
    let terms = |line: &&str| {
        let words = line.split(['+', '-', '<', '>', '=']).filter_map(|term| term.trim().split_once(' '));
        words
            .map(|(_, name)| name.trim().to_owned())
            .filter(|name| name.starts_with("y["))
            .collect::<Vec<_>>()
    };
    let rows = lines.iter().filter(|line| line.starts_with("rule"));
    assert!(rows.map(terms).all(|names| names.is_sorted()), "{ran:?}");
}

#[test]
fn every_scenario_shows_its_program() {
    let output = temporary();
    let ran = plan(&shipped("paser"), output.path(), &["--show-program"]).exits(0);
    assert_eq!(ran.out.lines().filter(|line| line.starts_with("maximise value:")).count(), 5);
    let again = plan(&shipped("paser"), output.path(), &["--show-program"]);
    assert!(ran.out == again.out, "the program is printed in another order");
}

#[test]
fn completions_and_the_manual() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = petajalan(["completions", shell]).exits(0);
        let whole = ["petajalan", "verify", "show-program"].iter().all(|word| ran.out.contains(word));
        assert!(whole && ran.err.is_empty(), "{shell}: {ran:?}");
    }
    let ran = petajalan(["man"]).exits(0);
    assert!(ran.out.contains(".TH petajalan 1") && ran.out.contains("verify"), "{ran:?}");
}

#[test]
fn help_in_both_languages() {
    let listed = petajalan(["--help", "--lang", "en"]).exits(0).out;
    let commands = listed.lines().skip_while(|line| *line != "Commands:").skip(1);
    // A command is indented by two, the rest of a long sentence by more.
    let commands = commands.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    let commands: Vec<&str> =
        commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(commands.len() >= 5 && commands.contains(&"plan"), "{listed}");
    for command in commands {
        let help = |lang| petajalan([command, "--help", "--lang", lang]).exits(0);
        let (id, en) = (help("id"), help("en"));
        assert!(id.out.contains("petajalan ") && id.err.is_empty(), "{command}: {id:?}");
        assert!(id.out != en.out, "{command}: one text for both languages");
    }
    let (id, en) =
        (petajalan(["--help", "--lang", "id"]).exits(0), petajalan(["--help", "--lang", "en"]).exits(0));
    assert!(id.out.contains("rencana") && en.out.contains("plan"), "{id:?} {en:?}");
    assert_eq!(petajalan(["--help"]).exits(0).out, id.out, "Indonesian is the default");
    let version = petajalan(["--version"]).exits(0);
    assert_eq!(version.out, format!("petajalan {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_part_gets_an_equal_share_of_the_time_that_is_left() {
    let begun = Instant::now();
    let end = begun + Duration::from_secs(4_000);
    let limits = Limits { deadline: Some(end), ..Limits::default() };
    let share = limits.share(4).deadline.expect("a point in time");
    assert!((begun + Duration::from_secs(1_000)..end).contains(&share), "{share:?}");
    assert_eq!(limits.share(1).deadline, Some(end));
    assert_eq!((Limits::default().share(4).deadline, Limits::default().is_over()), (None, false));
    let over = Limits { deadline: Some(begun), ..Limits::default() };
    assert!(over.is_over() && over.share(3).is_over() && !limits.is_over());
}

/// Scenarios that wait for their turn are answered as without a clock, and none is left out when there is no time.
#[test]
fn scenarios_that_share_a_clock_are_all_answered() {
    let mut compared = 0;
    for seed in 0..40 {
        let (portfolio, scenario) = random_problem(seed);
        let Some(profile) = Profile::of(&portfolio, &scenario) else { continue };
        let scaled = |parts: i64| profile.scaled(Money(profile.whole().0.saturating_mul(parts) / 8));
        let count = if seed % 2 == 0 { 5 } else { 10 };
        let scenarios: Vec<Scenario> = (5..5 + count).map(scaled).collect();
        let scenarios: Vec<&Scenario> = scenarios.iter().collect();
        let solved = |deadline: Option<Instant>, threads: usize| {
            let limits = Limits { deadline, ..Limits::default() };
            let options = Options { limits, ..Options::default() };
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let found = pool.install(|| answers(&portfolio, &scenarios, &options, &|_, _| {}));
            found.into_iter().map(|answer| answer.outcome).collect::<Vec<_>>()
        };
        let plain = solved(None, 2);
        for threads in 1..=3 {
            let timed = solved(Some(Instant::now() + Duration::from_hours(1)), threads);
            assert_eq!(timed, plain, "seed {seed}, {threads} threads");
        }
        let late = solved(Some(Instant::now()), 2);
        assert_eq!(late, vec![Outcome::Unknown(Stopped::TimeLimit); scenarios.len()], "seed {seed}");
        compared += plain.len();
    }
    assert!(compared > 100, "{compared}");
}
