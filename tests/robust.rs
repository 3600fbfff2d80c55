//! The study of robustness against enumeration, and what it promises: draws that do not depend on how many there are,
//! bytes that do not depend on threads or on being interrupted, folders that `verify` accepts and tampered ones it does not.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use common::program::{petajalan, read, shipped, temporary};
use common::{SMALL, files, random_problem};
use petajalan::diagnostic::Severity;
use petajalan::input::{Case, build};
use petajalan::plan::Plan;
use petajalan::portfolio::Portfolio;
use petajalan::scenario::{
    CeilingDraw, CostDraw, DelayDraw, Goal, Range, Reference, Scenario, Uncertainty, WeightDraw,
};
use petajalan::study::robust::Input::{Cost, Delay};
use petajalan::study::robust::{
    Bench, Desk, Ending, Settings, Solve, Solves, Space, is_target, judge, run, share, turned,
};
use petajalan::units::InitiativeIx;

fn case(portfolio: Portfolio, scenario: Scenario) -> Case {
    let count = portfolio.initiatives.len();
    let uncertainty = Uncertainty {
        scenario: 0,
        weights: WeightDraw::Fixed,
        costs: vec![CostDraw::Range(Range { low: 800, high: 1500 }); count],
        delays: vec![DelayDraw::Chances(vec![700_000, 300_000]); count],
        points: Range { low: 900, high: 1100 },
        ceilings: CeilingDraw::Range(Range { low: 900, high: 1100 }),
        reference: Vec::new(),
    };
    let (weight_sets, inputs) = (Vec::new(), Vec::new());
    let (actuals, probabilities, findings) = (Vec::new(), vec![1_000_000], Vec::new());
    let (scenarios, language) = (vec![scenario], "en".to_owned());
    let elicited = petajalan::priority::elicited::Elicited::default();
    Case {
        portfolio,
        weight_sets,
        elicited,
        scenarios,
        actuals,
        decisions: Vec::new(),
        uncertainty,
        probabilities,
        language,
        inputs,
        sheets: BTreeMap::new(),
        findings,
        id_from_place: false,
    }
}

fn settings(draws: u32) -> Settings {
    Settings { scenario: 0, draws, seed: 7, gap: 0.0, confidence: 800 }
}

fn solved(
    case: &Case,
    settings: &Settings,
    known: BTreeMap<String, Solve>,
) -> (Solves, BTreeMap<String, Solve>) {
    let kept = Mutex::new(BTreeMap::new());
    let keep = |name: &str, solve: &Solve| {
        kept.lock().expect("alone").insert(name.to_owned(), solve.clone());
    };
    let desk = Desk { known, keep: &keep, tell: &|_, _, _| {}, interrupt: None };
    let solves = run(case, settings, &desk).expect("nobody stops it");
    (solves, kept.into_inner().expect("alone"))
}

/// Every draw's answer is the enumerated best; frequencies are counts of starts; regret is the difference of values.
#[test]
fn small_studies_agree_with_enumeration() {
    let (mut judged, mut planned, mut lost) = (0, 0, 0);
    for seed in 0..40 {
        let (portfolio, mut scenario) = random_problem(seed);
        if portfolio.initiatives.len() > 6 {
            continue;
        }
        scenario.goals = vec![Goal::MostValue, Goal::FirstInOrder];
        let case = case(portfolio, scenario);
        let settings = settings(6);
        let space = Space::of(&case, 0, settings.seed);
        let (solves, _) = solved(&case, &settings, BTreeMap::new());
        let report = judge(&case, &settings, &solves);
        for (k, solve) in (0..).zip(&solves.draws) {
            let turned = turned(&case, &space, 0, &space.draw(k));
            let full = common::best(&turned.portfolio, &turned.scenario);
            let relaxed = turned.scenario.keeping(|rule| !is_target(rule));
            let expected = match (&full, solve.missed) {
                (None, true) => common::best(&turned.portfolio, &relaxed).map(|best| best.1[0]),
                (best, false) => best.as_ref().map(|best| best.1[0]),
                (Some(_), true) => panic!("seed {seed}: targets given up although a plan keeps them"),
            };
            assert_eq!(solve.plan.as_ref().map(|_| solve.value), expected, "seed {seed}, draw {k}");
            assert_eq!(solve.ending == Ending::Infeasible, expected.is_none(), "seed {seed}, draw {k}");
            planned += usize::from(expected.is_some());
            judged += 1;
            let bench = Bench::new(&turned);
            for candidate in &report.candidates {
                let fate = bench.fate(&candidate.plan);
                if let (Some(value), Some(best), true) = (fate.value, expected, fate.whole) {
                    assert!(
                        value <= best || solve.missed,
                        "seed {seed}: a plan that keeps every rule beats the best"
                    );
                }
                lost += usize::from(fate.value.is_none());
            }
        }
        frequencies_are_counts(&report.frequencies, &solves);
        regrets_are_differences(&case, &settings, &solves, &report);
    }
    assert!(judged > 60 && planned > 30, "{judged} draws, {planned} with a plan");
    assert!(lost > 0, "no plan was ever beyond help");
}

fn frequencies_are_counts(found: &[petajalan::study::robust::Frequency], solves: &Solves) {
    let plans: Vec<&Plan> = solves.draws.iter().filter_map(|solve| solve.plan.as_ref()).collect();
    for one in found {
        let funded = plans.iter().filter(|plan| plan.start(one.initiative).is_some()).count();
        assert_eq!(one.funded as usize, funded);
        assert_eq!(one.by_year.iter().sum::<u32>(), one.funded);
    }
}

fn regrets_are_differences(
    case: &Case,
    settings: &Settings,
    solves: &Solves,
    report: &petajalan::study::robust::Report,
) {
    let space = Space::of(case, 0, settings.seed);
    for candidate in &report.candidates {
        let mut worst = 0;
        for (k, (solve, row)) in (0..).zip(solves.draws.iter().zip(&report.rows)) {
            if solve.plan.is_none() {
                continue;
            }
            let turned = turned(case, &space, 0, &space.draw(k));
            let value = Bench::new(&turned).fate(&candidate.plan).value;
            let lost = value.map_or(row.best.abs(), |value| row.best - i64::try_from(value).expect("small"));
            worst = worst.max(lost.max(0));
        }
        assert_eq!(candidate.regret[2], worst);
    }
    if let Some(at) = report.minimax {
        assert!(report.candidates.iter().all(|other| other.regret[2] >= report.candidates[at].regret[2]));
    }
}

#[test]
fn a_draw_is_the_same_however_many_there_are_and_answers_known_are_not_asked_again() {
    let (portfolio, scenario) = (0..1000)
        .map(random_problem)
        .find(|(portfolio, scenario)| {
            portfolio.initiatives.len() > 3 && common::best(portfolio, scenario).is_some()
        })
        .expect("some problem has a plan");
    let case = case(portfolio, scenario);
    let (few, kept) = solved(&case, &settings(5), BTreeMap::new());
    let (many, _) = solved(&case, &settings(30), BTreeMap::new());
    assert_eq!(few.draws[..], many.draws[..5]);
    let (resumed, asked) = solved(&case, &settings(30), kept.clone());
    assert_eq!(resumed, many, "resumed in the middle");
    assert!(kept.keys().filter(|name| name.starts_with("draw")).all(|name| !asked.contains_key(name)));
}

#[test]
fn numbers_follow_their_distributions() {
    let (portfolio, scenario) = random_problem(3);
    let mut case = case(portfolio, scenario);
    case.uncertainty.costs[0] = CostDraw::Reference;
    case.uncertainty.delays[0] = DelayDraw::Reference;
    case.uncertainty.reference = [(900, Some(0)), (1500, Some(1)), (4000, None)]
        .map(|(ratio, delay)| Reference { ratio, delay })
        .into();
    let space = Space::of(&case, 0, 1);
    let draws: Vec<Vec<i64>> = (0..6000).map(|k| space.draw(k)).collect();
    let share_of = |at: usize, wanted: &dyn Fn(i64) -> bool| {
        let count = draws.iter().filter(|draw| wanted(draw[at])).count();
        share(u32::try_from(count).expect("small"), 6000)
    };
    let at = |input| space.inputs.iter().position(|one| *one == input).expect("drawn");
    let near = |found: u32, wanted: u32| assert!(found.abs_diff(wanted) < 25, "{found} instead of {wanted}");
    // Triangular from 800 over 1000 to 1500: 2/7 lie below the top.
    near(share_of(at(Cost(InitiativeIx(1))), &|n| n < 1000), 286);
    near(share_of(at(Delay(InitiativeIx(1))), &|n| n == 1), 300);
    near(share_of(at(Cost(InitiativeIx(0))), &|n| n == 4000), 333);
    // Known delays are 0 and 1; the third project takes one of the others.
    near(share_of(at(Delay(InitiativeIx(0))), &|n| n == 1), 500);
    let joint = |draw: &&Vec<i64>| draw[at(Cost(InitiativeIx(0)))] == 900;
    assert!(draws.iter().filter(joint).all(|draw| draw[at(Delay(InitiativeIx(0)))] == 0), "drawn together");
}

fn folder(output: &Path, more: &[&str]) -> (common::program::Tree, String) {
    let case = shipped("tiny");
    let fixed = ["robust", case.to_str().expect("plain"), "--draws", "40", "--output"];
    let output_text = output.to_str().expect("plain");
    let ran = petajalan(fixed.iter().chain(&[output_text]).chain(more)).exits(0);
    let mut files = read(output);
    files.retain(|name, _| !name.ends_with("run.json"));
    (files, ran.out)
}

#[test]
fn threads_change_nothing_and_verify_agrees() {
    let (one, two) = (temporary(), temporary());
    let (first, second) = (folder(one.path(), &["--threads", "1"]), folder(two.path(), &["--threads", "2"]));
    assert!(first == second, "other bytes on two threads");
    for name in ["robust.json", "robust.csv", "regret.csv", "risk.csv", "draws.csv", "survey.csv", "risk.svg"]
    {
        assert!(first.0.keys().any(|path| path.ends_with(name)), "no {name}");
    }
    assert!(first.0.keys().all(|path| !path.contains(".work")), "the journal is gone");
    let results = one.path().join("tiny/robust");
    let text = results.to_str().expect("plain");
    petajalan(["verify", text]).exits(0);
    // A plan that somebody edited, its manifest mended.
    let json = String::from_utf8(first.0["tiny/robust/robust.json"].clone()).expect("text");
    let plan = json.lines().find(|line| line.contains("2027") && line.contains('-')).expect("a plan");
    let edited = json.replace(plan, &plan.replacen('-', "2029", 1));
    std::fs::write(results.join("robust.json"), edited).expect("written");
    petajalan(["verify", text]).exits(1);
}

/// The chart of what moves the plan shows every input that does, none that does not, and says how many those are.
#[test]
fn the_tornado_shows_what_moves_the_plan() {
    for (lang, word) in [("en", "do not move the plan"), ("id", "tidak menggeser rencana")] {
        let room = temporary();
        let (case, to) = (shipped("tiny"), room.path());
        let (case, to) = (case.to_str().expect("plain"), to.to_str().expect("plain"));
        let more = ["--scenario", "tight", "--draws", "80", "--lang", lang, "--output", to];
        petajalan(["robust", case].iter().chain(&more)).exits(0);
        let results = room.path().join("tiny/robust");
        let results = if results.exists() { results } else { room.path().join("tiny/robust-tight") };
        let table = std::fs::read_to_string(results.join("survey.csv")).expect("a table");
        let chart = std::fs::read_to_string(results.join("tornado.svg")).expect("a chart");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if lang == "id" { b';' } else { b',' })
            .from_reader(table.as_bytes());
        let (mut still, mut moving) = (0, 0);
        for row in reader.records() {
            let row = row.expect("a row");
            // Gains and starts that change, at both ends.
            let moves = (4..8).any(|at| row[at].chars().any(|sign| ('1'..='9').contains(&sign)));
            assert_eq!(chart.contains(&format!(">{}", &row[0])), moves, "{}", &row[0]);
            if moves { moving += 1 } else { still += 1 }
        }
        assert!(moving > 0 && still > 0, "{moving} {still}");
        assert!(chart.contains(&format!(">{still} ")) && chart.contains(word), "{still}");
    }
}

/// A run that is killed goes on where it stopped, and ends with the same bytes.
#[test]
fn a_killed_run_goes_on() {
    let (whole, broken) = (temporary(), temporary());
    let expected = folder(whole.path(), &[]);
    let case = shipped("tiny");
    let mut child = Command::new(env!("CARGO_BIN_EXE_petajalan"))
        .args(["robust", case.to_str().expect("plain"), "--draws", "40", "--no-charts", "--output"])
        .arg(broken.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("started");
    let work = broken.path().join("tiny/.work");
    let lines = || {
        let files = std::fs::read_dir(&work).into_iter().flatten().flatten();
        let texts = files.filter_map(|file| std::fs::read(file.path()).ok());
        texts.map(|text| String::from_utf8_lossy(&text).lines().count()).sum::<usize>()
    };
    for _ in 0..20_000 {
        if lines() >= 5 {
            break;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().expect("killed");
    child.wait().expect("ended");
    if work.exists() {
        assert!(lines() >= 5, "answers were kept");
        // And a line cut short.
        let journal = std::fs::read_dir(&work).expect("there").next().expect("one").expect("file").path();
        let text = std::fs::read(&journal).expect("read");
        std::fs::write(&journal, &text[..text.len() - 7]).expect("cut");
    }
    let resumed = folder(broken.path(), &[]);
    assert!(resumed == expected, "other bytes after going on");
}

#[test]
fn bad_keys_are_found_at_their_place() {
    let lines = [
        ("weights = \"rond\"", "E308"),
        ("cost_range = [1.4, 0.9]", "E306"),
        ("cost_range = [0.9]", "E346"),
        ("cost_range = 1.2", "E112"),
        ("delay_chances = [0.5, 0.2]", "E309"),
        ("scenario = \"nobody\"", "E202"),
        ("ceilings = \"scenarios\"", "E111"),
        ("[[uncertainty.initiative]]\nid = \"Z9\"", "E202"),
        ("[uncertainty.reference]\nfile = \"none.csv\"\n[[uncertainty.grade]]\nbasis = \"\"", "W561"),
        ("costs = \"reference\"\n[uncertainty.reference]\nfile = \"none.csv\"", "E101"),
        ("concentraton = 5", "E415"),
    ];
    for (line, code) in lines {
        let mut texts: Vec<(&str, String)> =
            SMALL.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
        let text = &mut texts[0].1;
        let cut = text.find("\n[uncertainty]").expect("the small case has it");
        text.truncate(cut);
        *text = format!("{text}\n[uncertainty]\n{line}\n");
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let found = match build(&files(&texts)) {
            Ok(warned) => warned.findings,
            Err(found) => found,
        };
        let codes: Vec<&str> = found
            .iter()
            .filter(|one| one.finding.severity() != Severity::Note)
            .map(|one| one.finding.code())
            .collect();
        // A file that nothing draws from is not opened.
        assert_eq!(codes, [code], "{line}: {found:?}");
    }
}
