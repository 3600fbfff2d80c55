//! What an answer within a gap, or one ended early, says holds all the same: against enumeration, and by `verify` and
//! `report`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::path::Path;

use common::program::{petajalan, shipped, temporary, verify};
use common::{best, random_problem};
use petajalan::input::{self, Case};
use petajalan::portfolio::Portfolio;
use petajalan::report::frontier::{Shown, bundle};
use petajalan::report::manifest::Manifest;
use petajalan::scenario::Scenario;
use petajalan::solve::{Interrupt, Limits, Options};
use petajalan::study::frontier::{Curve, Extra, Frontier, Profile, Told, frontier};
use petajalan::study::ladder::{Ladder, Nest, Refused, ladder};
use petajalan::units::Money;
use petajalan::words::Lang;

const GAPS: [f64; 4] = [0.01, 0.1, 0.5, 1.0];

/// A case around scenarios of less, as much and more money than a random one; `None` where it limits none.
fn case(seed: u64, frame: &Case) -> Option<Case> {
    let (portfolio, scenario) = random_problem(seed);
    let profile = Profile::of(&portfolio, &scenario)?;
    let money = |parts: i64| Money(profile.whole().0.saturating_mul(parts) / 4);
    let named = |id: &str, scenario: Scenario| Scenario { id: id.to_owned(), ..scenario };
    let scenarios = vec![
        named("less", profile.scaled(money(3))),
        named("own", scenario.clone()),
        named("more", profile.scaled(money(6))),
    ];
    let probabilities = vec![300_000, 500_000, 200_000];
    Some(Case { portfolio, scenarios, probabilities, ..frame.clone() })
}

/// What `verify` finds wrong with what would be written.
fn wrong(case: &Case, found: &Frontier, ladder: &Result<Ladder, Refused>) -> Vec<String> {
    let shown = Shown { case, frontier: found, ladder, lang: Lang::En };
    let (files, failed) = bundle(&shown, false);
    assert!(failed.is_empty());
    let manifest: Manifest = serde_json::from_slice(&files[Manifest::FILE]).expect("a manifest");
    let verdict = petajalan::verify::frontier(case, &manifest, &files);
    let differences = verdict.differences.iter().map(|difference| format!("{difference:?}"));
    verdict.wrong.iter().cloned().chain(differences).collect()
}

fn truth(portfolio: &Portfolio, profile: &Profile, money: i64) -> Option<i128> {
    best(portfolio, &profile.scaled(Money(money))).map(|found| found.1[0])
}

/// Every step between its value and its bound; ends that are called proven are.
fn assert_holds(portfolio: &Portfolio, profile: &Profile, curve: &Curve, told: &str) {
    let of = |money: i64| truth(portfolio, profile, money);
    for step in &curve.steps {
        let range = i128::from(step.value.0)..=i128::from(step.bound.0);
        for money in [step.from, step.at] {
            let best = of(money.0).expect("a plan");
            assert!(range.contains(&best), "{told}: {best} under {money:?}, {step:?}");
        }
    }
    let (first, last) = (curve.edge().expect("a step"), curve.everything().expect("a step"));
    assert!(!curve.edge_proven || first.from.0 == 0 || of(first.from.0 - 1).is_none(), "{told}: below");
    if curve.everything_proven {
        let value = Some(i128::from(last.value.0));
        assert_eq!(of(last.from.0.saturating_mul(8)), value, "{told}: more buys more");
        assert!(last.from.0 == 0 || of(last.from.0 - 1) < value, "{told}: less buys as much");
    }
}

#[test]
fn frontiers_within_a_gap_hold_and_are_verified() {
    let frame = input::load(&shipped("tiny")).expect("a case").value;
    let (mut open, mut ladders, mut nothing_more) = (0, 0, 0);
    for seed in 0..160 {
        let Some(case) = case(seed, &frame) else { continue };
        let gap = GAPS[usize::try_from(seed % 4).expect("small")];
        let told = format!("seed {seed}, gap {gap}");
        let options = Options { limits: Limits { gap, ..Limits::default() }, ..Options::default() };
        let extra = if seed % 3 == 0 { Extra::All } else { Extra::Own };
        let points = 2 + usize::try_from(seed % 9).expect("small");
        let (portfolio, scenarios) = (&case.portfolio, &case.scenarios);
        let Ok(found) = frontier(portfolio, scenarios, 1, points, extra, &options, &|_| {}) else {
            continue;
        };
        let nest = if seed % 2 == 0 { Nest::Initiative } else { Nest::Group };
        let ladder = ladder(portfolio, scenarios, &case.probabilities, nest, &options);
        assert_eq!(wrong(&case, &found, &ladder), Vec::<String>::new(), "{told}");
        let profile = Profile::of(portfolio, &scenarios[1]).expect("money");
        assert_holds(portfolio, &profile, &found.curve, &told);
        open += found.curve.steps.iter().filter(|step| !step.is_proven()).count();
        for own in &found.own {
            let (Some(step), profile) = (&own.step, Profile::of(portfolio, &scenarios[own.scenario])) else {
                continue;
            };
            if own.enough {
                nothing_more += 1;
                let profile = profile.expect("money");
                let most = truth(portfolio, &profile, profile.whole().0.saturating_mul(64));
                assert_eq!(most, Some(i128::from(step.value.0)), "{told}: more money buys more");
            }
        }
        for rung in ladder.iter().flat_map(|ladder| &ladder.rungs) {
            ladders += 1;
            let best = best(portfolio, &petajalan::study::ladder::valued(&scenarios[rung.scenario]));
            let best = best.expect("a plan").1[0];
            let range = i128::from(rung.alone.0)..=i128::from(rung.alone_bound.0);
            assert!(range.contains(&best) && rung.price().0 >= 0, "{told}: {best}, {rung:?}");
        }
    }
    assert!(open > 20 && ladders > 30 && nothing_more > 10, "{open} open, {ladders} rungs, {nothing_more}");
}

#[test]
fn a_frontier_within_a_gap_that_is_ended_early_is_verified() {
    let frame = input::load(&shipped("tiny")).expect("a case").value;
    let mut ended = 0;
    for seed in 0..120 {
        let Some(case) = case(seed, &frame) else { continue };
        let interrupt = Interrupt::new();
        let limits = Limits { gap: GAPS[usize::try_from(seed % 4).expect("small")], ..Limits::default() };
        let options = Options { limits, interrupt: Some(&interrupt), ..Options::default() };
        let last = usize::try_from(seed % 5).expect("small");
        let heard = std::sync::atomic::AtomicUsize::new(0);
        let end = |_: Told| {
            if heard.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == last {
                interrupt.raise();
            }
        };
        let (portfolio, scenarios) = (&case.portfolio, &case.scenarios);
        let Ok(found) = frontier(portfolio, scenarios, 1, 9, Extra::All, &options, &end) else { continue };
        ended += usize::from(found.stopped.is_some());
        let ladder = ladder(portfolio, scenarios, &case.probabilities, Nest::Group, &options);
        assert_eq!(wrong(&case, &found, &ladder), Vec::<String>::new(), "seed {seed}");
        let profile = Profile::of(portfolio, &scenarios[1]).expect("money");
        assert_holds(portfolio, &profile, &found.curve, &format!("seed {seed}"));
    }
    assert!(ended > 20, "{ended}");
}

/// Runs a command with a gap on a case and verifies what it wrote.
fn verified(case: &Path, output: &Path, command: &[&str], gap: &str, folder: &str) {
    let (case, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
    let name = Path::new(case).file_name().expect("a name");
    let rest = ["--output", to, "--no-charts", "--lang", "en", "--gap", gap];
    let ran = petajalan([&[command[0], case], &command[1..], &rest].concat());
    assert!(ran.code < 2, "{command:?} {gap}: {ran:?}");
    let results = output.join(name).join(folder);
    let told = verify(&results);
    assert_eq!(told.code, 0, "{command:?} {gap}: {told:?}");
}

#[test]
fn what_every_command_writes_within_a_gap_is_verified_and_reported() {
    for gap in ["0.01", "0.05", "0.3"] {
        let room = temporary();
        let (case, output) = (shipped("tiny"), room.path().join("out"));
        let old = output.join("tiny/plan/tight");
        let old = old.to_str().expect("plain");
        let run = |command: &[&str], folder: &str| verified(&case, &output, command, gap, folder);
        run(&["plan"], "plan");
        run(&["frontier", "--extra", "all", "--nest", "group", "--points", "8"], "frontier");
        run(&["compare", "--from", "tight", "--to", "ample"], "compare-tight-ample");
        run(&["whatif", "--scenario", "tight", "--cut", "2027=5%"], "whatif-tight-cut-2027-500");
        run(&["alternatives", "--scenario", "tight", "--within", "0.2"], "alternatives-tight-all");
        run(&["revise", "--plan", old, "--from", "2028"], "revise");
        run(&["robust", "--draws", "8"], "robust");
        let (case, to) = (case.to_str().expect("plain"), output.to_str().expect("plain"));
        petajalan(["report", case, "--output", to, "--lang", "en"]).exits(0);
        verify(&output.join("tiny/report")).exits(0);
    }
}

/// The public case whose ladder and curve leave most open within a gap.
#[test]
fn a_public_frontier_within_a_gap_is_verified() {
    let room = temporary();
    let case = shipped("logos/test_EE_41_projects");
    for (gap, points) in [("0.02", "6"), ("0.3", "12")] {
        let command = ["frontier", "--points", points];
        verified(&case, &room.path().join(gap), &command, gap, "frontier");
    }
}
