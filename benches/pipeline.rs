//! How long each room takes: load, formulate, solve (first goal to proof or 1 %), render.

#[path = "support/mod.rs"]
mod support;

use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use petajalan::chart::{self, ChartInput, Proof};
use petajalan::input::{Case, Files, build, load};
use petajalan::model::{Form, Slackening, formulate_as};
use petajalan::solve::{Limits, Options, Outcome, relaxation, solve};
use petajalan::words::Lang;
use support::random_case;

fn case(name: &str) -> Case {
    load(&Path::new("scenarios").join(name)).expect("the example case loads").value
}

fn loading(c: &mut Criterion) {
    for name in ["tiny", "paser"] {
        c.bench_function(&format!("load/{name}"), |b| b.iter(|| case(name)));
    }
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    for count in [1_000, 10_000] {
        let files = many(count);
        assert!(build(&files).is_ok(), "the generated case is sound");
        group.bench_function(format!("{count} initiatives from memory"), |b| b.iter(|| build(&files)));
    }
    group.finish();
}

/// A case of this many initiatives with three dependencies each, as files in memory.
fn many(count: usize) -> Files {
    let mut rows =
        String::from("id,name,category,owner,capex_e1,opex_annual,duration_years,depends_on,value_service\n");
    for at in 0..count {
        let waits: Vec<String> =
            [1, 7, 31].iter().filter(|back| at >= **back).map(|back| format!("P{:05}", at - back)).collect();
        let (capital, yearly, value) = (100 + at * 37 % 900, 5 + at % 40, 1 + at * 13 % 97);
        let row = format!(
            "P{at:05},Project {at},c{},a{},{capital},{yearly},1,{},{value}\n",
            at % 6,
            at % 40,
            waits.join(";")
        );
        rows.push_str(&row);
    }
    let toml = "name = \"many\"\nfirst_year = 2027\nyears = 5\n[value]\nfrom = \"given\"\n[[ceiling]]\nid = \"total\"\nlimits = 100000\n";
    let mut files = Files::new("many");
    files.put("case.toml", toml.into());
    files.put("initiatives.csv", rows.into_bytes());
    files
}

fn formulating(c: &mut Criterion) {
    let paser = case("paser");
    let forms = [("started-by", Form::StartedBy), ("starts-in", Form::StartsIn)];
    for (name, form) in forms {
        c.bench_function(&format!("formulate/paser/{name}"), |b| {
            b.iter(|| formulate_as(&paser.portfolio, &paser.scenarios[0], form, Slackening::None));
        });
    }
    for (count, years) in [(200, 5), (1_000, 10)] {
        let (portfolio, scenario) = random_case(count, years, 0);
        c.bench_function(&format!("formulate/random {count}x{years}"), |b| {
            b.iter(|| formulate_as(&portfolio, &scenario, Form::StartedBy, Slackening::None));
        });
    }
}

/// The relaxation in both forms: the same bound, at what price.
fn relaxing(c: &mut Criterion) {
    let paser = case("paser");
    let (portfolio, scenario) = random_case(1_000, 10, 0);
    let options = Options::default();
    let mut group = c.benchmark_group("relax");
    group.sample_size(10);
    for (name, form) in [("started-by", Form::StartedBy), ("starts-in", Form::StartsIn)] {
        let small = formulate_as(&paser.portfolio, &paser.scenarios[0], form, Slackening::None);
        let nonzeros = small.program.nonzeros();
        group.bench_function(format!("paser/{name}, {nonzeros} nonzeros"), |b| {
            b.iter(|| relaxation(&small, &options));
        });
        let large = formulate_as(&portfolio, &scenario, form, Slackening::None);
        let nonzeros = large.program.nonzeros();
        group.bench_function(format!("random 1000x10/{name}, {nonzeros} nonzeros"), |b| {
            b.iter(|| relaxation(&large, &options));
        });
    }
    group.finish();
}

fn solving(c: &mut Criterion) {
    let mut group = c.benchmark_group("solve");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for name in ["tiny", "paser"] {
        let case = case(name);
        let last = case.scenarios.len() - 1;
        group.bench_function(format!("{name} {} to proof", case.scenarios[last].id), |b| {
            b.iter(|| solve(&case.portfolio, &case.scenarios[last], &Options::default()));
        });
    }
    for (count, years) in [(200, 5), (1_000, 10)] {
        let (portfolio, scenario) = random_case(count, years, 0);
        let options = Options { limits: Limits { gap: 0.01, ..Limits::default() }, ..Options::default() };
        group.bench_function(format!("random {count}x{years} to 1 %"), |b| {
            b.iter(|| solve(&portfolio, &scenario, &options));
        });
    }
    group.finish();
}

fn rendering(c: &mut Criterion) {
    let case = case("paser");
    let options = Options { limits: Limits { gap: 0.05, ..Limits::default() }, ..Options::default() };
    let outcome = solve(&case.portfolio, &case.scenarios[2], &options);
    let Some(plan) = outcome.solved().map(|solved| &solved.plan) else { return };
    let proof =
        if matches!(outcome, Outcome::Proven(_)) { Proof::Proven } else { Proof::Best { gap_ppm: None } };
    let input =
        ChartInput { portfolio: &case.portfolio, scenario: &case.scenarios[2], plan, proof, lang: Lang::Id };
    let roadmap = chart::of_plan(&input).into_iter().next().expect("a roadmap");
    c.bench_function("render/all charts as SVG", |b| b.iter(|| chart::of_plan(&input)));
    let mut group = c.benchmark_group("render");
    group.sample_size(10);
    group.bench_function("roadmap as PNG", |b| b.iter(|| chart::png(&roadmap.svg, 2.0)));
    group.finish();
}

criterion_group!(benches, loading, formulating, relaxing, solving, rendering);
criterion_main!(benches);
