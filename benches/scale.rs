//! How long everything around the solver takes on a large case, and how much memory: load, formulate, audit, explain,
//! render. No solver is asked: the plan is a greedy one that keeps most rules.
//!
//! `cargo bench --bench scale -- FOLDER [reports] [pictures OUT]`; `benches/instances.py` and `petajalan import` make the folders.

use std::path::Path;
use std::time::Instant;

use petajalan::audit;
use petajalan::chart::{self, ChartInput, Proof};
use petajalan::explain::reasons;
use petajalan::input::{Case, load};
use petajalan::model::{bound, formulate};
use petajalan::plan::{Ledger, Plan, standing};
use petajalan::portfolio::{Link, Target};
use petajalan::report::bundle::bundle;
use petajalan::report::{RENDERERS, Shown};
use petajalan::scenario::{Choose, Rule, Scope};
use petajalan::solve::{Outcome, Reached, Relaxation, Solved, Stopped};
use petajalan::study::Answer;
use petajalan::units::{InitiativeIx, Year};
use petajalan::words::Lang;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let Some(folder) = arguments.first() else {
        // `cargo bench` without a folder has nothing to measure here.
        return;
    };
    let case = timed("load", 1, || load(Path::new(folder)).unwrap_or_else(|found| panic!("{found:?}")).value);
    let (portfolio, scenario) = (&case.portfolio, &case.scenarios[0]);
    println!("{} initiatives, {} rules", portfolio.initiatives.len(), scenario.rules.len());
    let plan = timed("greedy plan (this bench's own)", 1, || greedy(&case, 0));
    println!(
        "{} started, {} violations",
        plan.started().count(),
        audit::violations(portfolio, scenario, &plan).len()
    );
    timed("audit::keeps_all", 20, || audit::keeps_all(portfolio, scenario, &plan));
    let auditor = timed("audit::Auditor::new", 1, || audit::Auditor::new(portfolio, scenario));
    timed("audit::Auditor::keeps_all", 100, || auditor.keeps_all(&plan));
    timed("audit::slack", 3, || audit::slack(portfolio, scenario, &plan));
    timed("plan::Ledger", 5, || Ledger::of(portfolio, scenario, &plan));
    let value = timed("standing::value", 5, || standing::value(portfolio, scenario, &plan));
    let formulation = timed("formulate", 1, || formulate(portfolio, scenario));
    let program = &formulation.program;
    println!(
        "{} variables, {} rows, {} nonzeros",
        program.vars.len(),
        program.rows.len(),
        program.nonzeros()
    );
    let multipliers = vec![0; program.rows.len()];
    let bound = timed("bound::checked", 1, || bound::checked(program, &program.objectives[0], &multipliers));
    let relaxation = bound.ok().map(|bound| Relaxation { multipliers, bound });
    drop(formulation);
    if !arguments.iter().any(|word| word == "reports") {
        return;
    }
    timed("explain::reasons", 1, || reasons(portfolio, scenario, &plan));
    let value = i128::from(value.0);
    let goal = scenario.goals[0];
    let reached = Reached { goal, value, bound: value * 2, proven: false };
    let answer = Answer {
        solver: "none".to_owned(),
        outcome: Outcome::Best(Solved { plan, reached: vec![reached] }, Stopped::Gap),
        relaxation,
        conflict: None,
        missing: None,
        trace: Vec::new(),
        told: petajalan::study::Told::default(),
    };
    let shown = Shown { case: &case, scenario, answer: &answer, lang: Lang::En };
    for renderer in &RENDERERS {
        let bytes = timed(renderer.file, 1, || (renderer.render)(&shown));
        println!("    {} bytes", bytes.len());
    }
    let plan = &answer.outcome.solved().expect("a plan").plan;
    let input =
        ChartInput { portfolio, scenario, plan, proof: Proof::Best { gap_ppm: None }, lang: Lang::En };
    let charts = timed("charts as SVG", 1, || chart::of_plan(&input));
    println!(
        "    {} pictures, {} bytes",
        charts.len(),
        charts.iter().map(|chart| chart.svg.len()).sum::<usize>()
    );
    if let Some(at) = arguments.iter().position(|word| word == "pictures") {
        let out = Path::new(arguments.get(at + 1).map_or(".", String::as_str));
        let plans: Vec<Plan> = (0..case.scenarios.len()).map(|at| greedy(&case, at)).collect();
        for lang in [Lang::Id, Lang::En] {
            let proof = Proof::Best { gap_ppm: Some(7_300) };
            let of = |(scenario, plan)| ChartInput { portfolio, scenario, plan, proof, lang };
            let inputs: Vec<ChartInput> = case.scenarios.iter().zip(&plans).map(of).collect();
            for picture in chart::of_plan(&inputs[0]).into_iter().chain(chart::of_study(&inputs)) {
                let name = format!("{}-{}", lang.pick("id", "en"), picture.stem());
                std::fs::create_dir_all(out).expect("a folder");
                std::fs::write(out.join(name + ".png"), chart::png(&picture.svg, 2.0).expect("a picture"))
                    .expect("a file");
            }
        }
    }
    let bundle = timed("everything a run writes", 1, || {
        bundle(&case, &[shown], Lang::En, true, std::time::Duration::ZERO)
    });
    println!("    {} files, {} failed", bundle.files.len(), bundle.failed.len());
}

fn timed<T>(name: &str, times: u32, work: impl Fn() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    for _ in 1..times {
        std::hint::black_box(work());
    }
    let spent = begun.elapsed() / times;
    println!("{name:<32} {:>10.3} ms   peak {} MB", spent.as_secs_f64() * 1e3, peak());
    result
}

/// The most memory the process has held so far, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Every initiative, those others wait for first, in the first year in which its predecessors and the ceilings allow
/// it; alternatives one at most. Floors, pools and funds are not looked at.
fn greedy(case: &Case, at: usize) -> Plan {
    let (portfolio, scenario) = (&case.portfolio, &case.scenarios[at]);
    let mut left: Vec<(&Scope, Option<Year>, i64)> = Vec::new();
    let mut closed = vec![false; portfolio.initiatives.len()];
    let mut rivals: Vec<Vec<InitiativeIx>> = vec![Vec::new(); portfolio.initiatives.len()];
    for rule in &scenario.rules {
        match rule {
            Rule::Ceiling { scope, year, limit, .. } => left.push((scope, Some(*year), limit.0)),
            Rule::HorizonCeiling { scope, limit, .. } => left.push((scope, None, limit.0)),
            Rule::Alternatives { group, choose: Choose::AtMostOne | Choose::ExactlyOne } => {
                let members = &portfolio.group(*group).members;
                for member in members {
                    rivals[member.0].extend(members);
                }
            }
            _ => {}
        }
    }
    let mut plan = Plan::empty(portfolio);
    let last = portfolio.calendar.last();
    for ix in order(case) {
        let item = portfolio.initiative(ix);
        let mut ready = item.dependencies.iter().map(|clause| {
            let ways = clause.any_of.iter().filter_map(|(target, link)| {
                let Target::Initiative(other) = *target else { return None };
                let start = plan.start(other)?;
                let wait = i32::from(portfolio.initiative(other).duration);
                Some(match link {
                    Link::FinishToStart { lag } => start.plus(wait + i32::from(*lag)),
                    Link::StartToStart => start,
                    Link::Selection => portfolio.calendar.first,
                })
            });
            ways.min()
        });
        let earliest = ready.try_fold(portfolio.calendar.first, |at, year| Some(at.max(year?)));
        let latest = portfolio.calendar.latest_start(item.duration).min(last);
        let Some(earliest) = earliest.filter(|_| !closed[ix.0]) else { continue };
        for start in (earliest.0..=latest.0).map(Year) {
            let costs: Vec<_> = portfolio.costs_if_started(ix, start).collect();
            let uses = |scope: &Scope, year: Option<Year>| -> i64 {
                let counted = |(at, line, _): &&(Year, &petajalan::portfolio::CostLine, _)| {
                    year.map_or(*at <= last, |year| year == *at)
                        && scope.counts(line.class, portfolio.class(line.class).money)
                        && scope.covers(item.agency, Some(item.category), Some(ix))
                };
                costs
                    .iter()
                    .filter(counted)
                    .map(|(.., amount): &(_, _, petajalan::units::Money)| amount.0)
                    .sum()
            };
            if left.iter().all(|(scope, year, limit)| uses(scope, *year) <= *limit) {
                for (scope, year, limit) in &mut left {
                    *limit -= uses(scope, *year);
                }
                plan.starts[ix.0] = Some(start);
                for rival in &rivals[ix.0] {
                    closed[rival.0] = true;
                }
                break;
            }
        }
    }
    plan
}

/// Predecessors before those that wait for them (Kahn), by position where nothing says.
fn order(case: &Case) -> Vec<InitiativeIx> {
    let portfolio = &case.portfolio;
    let count = portfolio.initiatives.len();
    let (mut after, mut waits) = (vec![Vec::new(); count], vec![0; count]);
    for (ix, item) in portfolio.each() {
        for (target, _) in item.dependencies.iter().flat_map(|clause| &clause.any_of) {
            if let Target::Initiative(other) = target {
                after[other.0].push(ix.0);
                waits[ix.0] += 1;
            }
        }
    }
    let mut ready: std::collections::BTreeSet<usize> = (0..count).filter(|&at| waits[at] == 0).collect();
    let mut order = Vec::new();
    while let Some(at) = ready.pop_first() {
        order.push(InitiativeIx(at));
        for &next in &after[at] {
            waits[next] -= 1;
            if waits[next] == 0 {
                ready.insert(next);
            }
        }
    }
    order
}
