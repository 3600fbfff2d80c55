//! The frontier and the budget ladder against enumeration, published golds, and themselves on other numbers of threads.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use common::program::{Ran, binary, petajalan, shipped, temporary, verify};
use common::{best, random_problem};
use petajalan::input;
use petajalan::portfolio::Portfolio;
use petajalan::report::frontier::{Shown, bundle};
use petajalan::scenario::{Rule, Scenario};
use petajalan::solve::{Interrupt, Options, Stopped};
use petajalan::study::frontier::{Extra, Frontier, NoFrontier, Profile, Told, frontier};
use petajalan::study::ladder::{Nest, Refused, is_nested, ladder, valued};
use petajalan::units::{Money, Year};
use petajalan::words::Lang;

/// What enumeration says is the best value under an amount of money.
fn truth(portfolio: &Portfolio, profile: &Profile, money: Money) -> Option<i128> {
    best(portfolio, &profile.scaled(money)).map(|found| found.1[0])
}

#[test]
fn curves_agree_with_enumeration() {
    let (mut curves, mut steps, mut marginal) = (0, 0, 0);
    for seed in 0..120 {
        let (portfolio, scenario) = random_problem(seed);
        let Some(profile) = Profile::of(&portfolio, &scenario) else { continue };
        let scenarios = [scenario];
        let options = Options::default();
        let Ok(found) = frontier(&portfolio, &scenarios, 0, 12, Extra::All, &options, &|_| {}) else {
            continue;
        };
        curves += 1;
        let of = |money: i64| truth(&portfolio, &profile, Money(money));
        let first = &found.curve.steps[0];
        if first.from.0 > 0 {
            assert_eq!(of(first.from.0 - 1), None, "seed {seed}: a plan below the edge");
        }
        for (step, next) in found.curve.steps.iter().zip(&found.next) {
            assert!(step.is_proven(), "seed {seed}");
            let value = Some(i128::from(step.value.0));
            assert_eq!((of(step.from.0), of(step.at.0)), (value, value), "seed {seed}: {step:?}");
            steps += 1;
            if let Some(next) = next {
                marginal += 1;
                assert!(next.proven, "seed {seed}");
                assert_eq!(of(next.at.0 - 1), value, "seed {seed}: less money does it too");
                assert_eq!(of(next.at.0), Some(i128::from(next.value.0)), "seed {seed}: {next:?}");
            }
        }
        let last = &found.curve.steps[found.curve.steps.len() - 1];
        assert_eq!(
            of(last.from.0.saturating_mul(8)),
            Some(i128::from(last.value.0)),
            "seed {seed}: more buys more"
        );
        if found.curve.steps.len() > 1 {
            assert!(of(last.from.0 - 1) < Some(i128::from(last.value.0)), "seed {seed}: less buys as much");
        }
        for own in &found.own {
            let (Some(step), Some(free)) = (&own.step, own.free) else { continue };
            assert!(free >= step.value, "seed {seed}: the free curve is no bound");
        }
    }
    assert!(curves > 30 && steps > 100 && marginal > 40, "{curves} curves, {steps} steps, {marginal} next");
}

/// The best expected value of nested plans, by trying every selection of every plan.
fn nested(portfolio: &Portfolio, scenarios: &[Scenario], weights: &[i64], nest: Nest) -> Option<i128> {
    use petajalan::audit::keeps_all;
    use petajalan::plan::{Plan, standing};
    let years: Vec<Option<Year>> = portfolio.calendar.plan_years().map(Some).chain([None]).collect();
    let mut all = vec![Plan::empty(portfolio)];
    for at in 0..portfolio.initiatives.len() {
        all = all
            .into_iter()
            .flat_map(|plan| {
                years.iter().map(move |year| {
                    let mut plan = plan.clone();
                    plan.starts[at] = *year;
                    plan
                })
            })
            .collect();
    }
    let kept: Vec<Vec<(&Plan, i128)>> = scenarios
        .iter()
        .map(|scenario| {
            let fits = all.iter().filter(|plan| keeps_all(portfolio, scenario, plan));
            fits.map(|plan| (plan, i128::from(standing::value(portfolio, scenario, plan).0))).collect()
        })
        .collect();
    let mut most = None;
    for low in &kept[0] {
        for high in kept[1].iter().filter(|high| is_nested(portfolio, nest, low.0, high.0)) {
            most = most.max(Some(low.1 * i128::from(weights[0]) + high.1 * i128::from(weights[1])));
        }
    }
    most
}

#[test]
fn ladders_agree_with_enumeration() {
    let mut ladders = 0;
    for seed in 0..900 {
        let (mut portfolio, mut scenario) = random_problem(seed);
        let committed = scenario.rules.iter().any(|rule| matches!(rule, Rule::Committed { .. }));
        if portfolio.initiatives.len() > 4 || committed {
            continue;
        }
        portfolio.id = "nested".into();
        scenario = valued(&scenario);
        let Some(profile) = Profile::of(&portfolio, &scenario) else { continue };
        let scenarios = [profile.scaled(Money(profile.whole().0 * 2 / 3)), profile.scaled(profile.whole())];
        let weights = [300_000, 700_000];
        for nest in [Nest::Initiative, Nest::Group] {
            let found = ladder(&portfolio, &scenarios, &weights, nest, &Options::default());
            let expected = nested(&portfolio, &scenarios, &weights, nest);
            match found {
                Ok(found) => {
                    ladders += 1;
                    assert!(found.is_proven(), "seed {seed}");
                    assert_eq!(Some(found.expected), expected, "seed {seed}, {nest:?}");
                    let [low, high] = &found.rungs[..] else { panic!("two rungs") };
                    assert!(is_nested(&portfolio, nest, &low.plan, &high.plan), "seed {seed}");
                    assert!(low.price().0 >= 0 && high.price().0 >= 0, "seed {seed}");
                }
                Err(_) => assert_eq!(expected, None, "seed {seed}, {nest:?}: {found:?}"),
            }
        }
    }
    assert!(ladders > 60, "{ladders} ladders");
}

#[test]
fn the_nested_golds_come_out() {
    const GOLDS: [&str; 10] = [
        "59335512.0059",
        "60396908.097",
        "60507594.0661",
        "69298102.6661",
        "71375778.6248",
        "72206021.13532",
        "72206021.13532",
        "72206021.13532",
        "72206021.13532",
        "77378974.06132",
    ];
    let case = input::load(Path::new(&shipped("logos/test_EE_41_projects"))).expect("a case").value;
    let options = Options::default();
    let found = ladder(&case.portfolio, &case.scenarios, &case.probabilities, Nest::Initiative, &options);
    let found = found.expect("a ladder");
    assert!(found.is_proven());
    for (rung, gold) in found.rungs.iter().zip(GOLDS) {
        let gold: f64 = gold.parse().expect("a number");
        #[allow(clippy::cast_precision_loss, reason = "six decimals of eight digits fit")]
        let value = rung.value.0 as f64 / 1e6;
        assert!((value - gold).abs() < 1e-3, "{} {value} {gold}", case.scenarios[rung.scenario].id);
    }
}

#[test]
fn the_command_repeats_and_verify_finds_a_changed_plan() {
    let (one, two) = (temporary(), temporary());
    for (output, threads) in [(&one, "1"), (&two, "4")] {
        let case = shipped("tiny");
        let output = output.path().to_str().expect("a path");
        petajalan([
            "frontier",
            case.to_str().expect("a path"),
            "--output",
            output,
            "--threads",
            threads,
            "--lang",
            "en",
        ])
        .exits(0);
    }
    let at = |output: &tempfile::TempDir| output.path().join("tiny/frontier");
    let mut names: Vec<_> =
        fs::read_dir(at(&one)).expect("results").flatten().map(|e| e.file_name()).collect();
    names.sort();
    names.retain(|name| name != "run.json");
    for name in names.iter().filter(|name| name.to_str().is_some_and(|name| name.contains('.'))) {
        let read = |output| fs::read(at(output).join(name)).expect("a file");
        assert!(read(&one) == read(&two), "{name:?} depends on threads");
    }
    verify(&at(&one)).exits(0);
    let path = at(&one).join("frontier.json");
    let text = fs::read_to_string(&path).expect("the document");
    fs::write(&path, text.replacen("\"portal\": 2028", "\"portal\": 2027", 1)).expect("changed");
    verify(&at(&one)).exits(1);
}

#[test]
fn crossing_ceilings_have_no_ladder_and_the_year_is_named() {
    let room = temporary();
    let case = room.path().join("tiny");
    fs::create_dir_all(&case).expect("a folder");
    for entry in
        fs::read_dir(shipped("tiny")).expect("a case").flatten().filter(|entry| entry.path().is_file())
    {
        fs::copy(entry.path(), case.join(entry.file_name())).expect("copied");
    }
    let path = case.join("scenarios.toml");
    let crossing = "\n[[scenario]]\nid = \"odd\"\nname = { id = \"Aneh\", en = \"Odd\" }\n\
                    [[scenario.ceiling]]\nid = \"total\"\nlimits = [120, 500, 120]\n";
    let text = fs::read_to_string(&path).expect("scenarios") + crossing;
    fs::write(&path, text).expect("written");
    let output = room.path().join("output");
    let (case, out) = (case.to_str().expect("a path"), output.to_str().expect("a path"));
    let ran = petajalan(["frontier", case, "--no-charts", "--lang", "en", "--output", out]).exits(1);
    assert!(ran.out.contains("in 2027 the total ceiling of ample is above that of odd"), "{}", ran.out);
    let results = output.join("tiny/frontier");
    assert!(results.join("frontier.csv").is_file() && !results.join("ladder.csv").exists());
    verify(&results).exits(0);
}

/// Ended early, it says so, and what it says holds: every step between its value and its bound, by enumeration.
#[test]
fn a_study_that_is_ended_early_says_so_and_what_it_says_holds() {
    let mut ended = 0;
    for seed in 0..150 {
        let (portfolio, scenario) = random_problem(seed);
        let Some(profile) = Profile::of(&portfolio, &scenario) else { continue };
        let scenarios = [scenario];
        let interrupt = Interrupt::new();
        let options = Options { interrupt: Some(&interrupt), ..Options::default() };
        let end = |told: Told| {
            if matches!(told, Told::Steps(steps) if steps >= 2) {
                interrupt.raise();
            }
        };
        let Ok(found) = frontier(&portfolio, &scenarios, 0, 12, Extra::All, &options, &end) else { continue };
        assert_eq!(found.stopped.is_some(), interrupt.raised(), "seed {seed}");
        if found.stopped.is_none() {
            continue;
        }
        ended += 1;
        assert!(found.next.iter().all(Option::is_none) && found.free.is_none(), "seed {seed}");
        let mut timed = found.clone();
        timed.ended_by(Stopped::TimeLimit);
        let reasons = |of: &Frontier| {
            let own = of.own.iter().filter_map(|own| own.step.as_ref());
            let steps = of.curve.steps.iter().chain(own).map(|step| step.stopped);
            steps.chain([of.stopped]).flatten().collect::<Vec<_>>()
        };
        assert_eq!(reasons(&timed).len(), reasons(&found).len(), "seed {seed}");
        assert!(!reasons(&timed).contains(&Stopped::Interrupted), "seed {seed}");
        assert!(reasons(&timed).contains(&Stopped::TimeLimit), "seed {seed}");
        for step in &found.curve.steps {
            for money in [step.from, step.at] {
                let best = truth(&portfolio, &profile, money).expect("a plan");
                let range = i128::from(step.value.0)..=i128::from(step.bound.0);
                assert!(range.contains(&best), "seed {seed}: {best} under {money:?}, {step:?}");
            }
        }
    }
    assert!(ended >= 30, "{ended}");
    // Before anything is known there is nothing to say.
    let (portfolio, scenario) = random_problem(1);
    let interrupt = Interrupt::new();
    interrupt.raise();
    let options = Options { interrupt: Some(&interrupt), ..Options::default() };
    if let Err(why) = frontier(&portfolio, &[scenario], 0, 12, Extra::Own, &options, &|_| {}) {
        assert_eq!(why, NoFrontier::Stopped);
    }
}

/// An incomplete curve is marked in every form it is written in, and `verify` takes it for what it is.
#[test]
fn an_incomplete_curve_is_marked_and_verified() {
    let read = input::load(&shipped("tiny")).unwrap_or_else(|found| panic!("{found:?}")).value;
    let interrupt = Interrupt::new();
    let options = Options { interrupt: Some(&interrupt), ..Options::default() };
    let end = |told: Told| {
        if matches!(told, Told::Steps(_)) {
            interrupt.raise();
        }
    };
    let found =
        frontier(&read.portfolio, &read.scenarios, 0, 12, Extra::Own, &options, &end).expect("a curve");
    assert_eq!(found.stopped, Some(Stopped::Interrupted));
    for (lang, mark) in [(Lang::Id, "KURVA BELUM LENGKAP"), (Lang::En, "THE CURVE IS INCOMPLETE")] {
        let ladder = Err(Refused::Unknown(Stopped::Interrupted));
        let shown = Shown { case: &read, frontier: &found, ladder: &ladder, lang };
        let (files, failed) = bundle(&shown, true);
        assert!(failed.is_empty());
        let room = temporary();
        let folder = room.path().join("frontier");
        common::program::write(&folder, files.iter().map(|(name, bytes)| (name.as_str(), bytes)));
        assert!(fs::read_to_string(folder.join("summary.txt")).expect("read").contains(mark));
        let document: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("frontier.json")).expect("read")).expect("JSON");
        assert_eq!(document["stopped"], "interrupted");
        let chart = fs::read_to_string(folder.join("frontier.svg")).expect("read");
        assert!(chart.contains(petajalan::words::frontier::incomplete_mark(lang)));
        verify(&folder).exits(0);
    }
}

/// A study that takes long, ended by the clock or by Ctrl-C once something is known; its document.
fn ended(output: &Path, after: Duration, by_hand: bool) -> (Ran, Option<serde_json::Value>) {
    let case = shipped("logos/test_EE_41_projects");
    let limit = after.as_secs_f64().to_string();
    let mut command = std::process::Command::new(binary());
    command.arg("frontier").arg(&case).args([
        "--points",
        "10000",
        "--extra",
        "all",
        "--no-charts",
        "--lang",
        "en",
    ]);
    command.arg("--output").arg(output);
    if !by_hand {
        command.args(["--time-limit", &limit]);
    }
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    if by_hand {
        std::thread::sleep(after);
        let pid = child.id().to_string();
        std::process::Command::new("kill").args(["-INT", &pid]).status().expect("a signal");
    }
    let done = child.wait_with_output().expect("an end");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
    let ran = Ran { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) };
    let document = fs::read(output.join("test_EE_41_projects/frontier/frontier.json")).ok();
    (ran, document.map(|bytes| serde_json::from_slice(&bytes).expect("JSON")))
}

/// The first such run by which something is known: a machine that is busy gets more time.
fn ended_in_time(output: &Path, by_hand: bool) -> (Ran, Option<serde_json::Value>) {
    for times in [1, 2, 4, 8] {
        let (ran, document) = ended(output, Duration::from_millis(1_000 * times), by_hand);
        if !ran.err.contains("nothing was written") {
            return (ran, document);
        }
    }
    panic!("nothing is known after eight seconds");
}

/// What is known when a study is ended early is written and marked, and takes the place of what was known before, but never
/// of a complete curve.
#[test]
#[cfg(unix)]
fn what_is_ended_early_never_replaces_a_complete_curve() {
    let (room, case) = (temporary(), shipped("logos/test_EE_41_projects"));
    let output = room.path().join("out");
    let folder = output.join("test_EE_41_projects/frontier");
    for (by_hand, word) in [(true, "interrupted"), (false, "time-limit")] {
        let (ran, document) = ended_in_time(&output, by_hand);
        let document = document.expect("a document");
        assert_eq!((ran.code, document["stopped"].as_str()), (1, Some(word)), "{ran:?}");
        assert!(ran.out.contains("THE CURVE IS INCOMPLETE"), "{ran:?}");
        let other = if by_hand { "time-limit" } else { "interrupted" };
        assert!(!document.to_string().contains(other), "a step says {other}");
        verify(&folder).exits(0);
    }
    let (path, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    petajalan(["frontier", path, "--output", to, "--no-charts", "--points", "2"]).exits(0);
    let before = common::program::read(&folder);
    for by_hand in [true, false] {
        let (ran, document) = ended_in_time(&output, by_hand);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("frontier.partial"), "{ran:?}");
        assert!(ran.out.contains("THE CURVE IS INCOMPLETE"), "what is known is said: {ran:?}");
        assert!(document.expect("a document")["stopped"].is_null());
        assert_eq!(common::program::read(&folder), before);
        verify(&folder.with_file_name("frontier.partial")).exits(0);
    }
}

/// A limit that leaves no time leaves earlier results alone and writes nothing.
#[test]
fn without_time_nothing_is_written_and_nothing_is_lost() {
    let room = temporary();
    let (case, output) = (shipped("tiny"), room.path().join("out"));
    let (path, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    let hurried = ["frontier", path, "--output", to, "--no-charts", "--time-limit", "0", "--lang", "en"];
    let ran = petajalan(hurried).exits(1);
    assert!(ran.err.contains("nothing was written"), "{ran:?}");
    assert!(!output.join("tiny/frontier").exists());
    petajalan(["frontier", path, "--output", to, "--no-charts"]).exits(0);
    let before = common::program::read(&output);
    petajalan(hurried).exits(1);
    assert_eq!(common::program::read(&output), before);
}
