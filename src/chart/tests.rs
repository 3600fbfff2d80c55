//! What holds for every chart.

use super::fixture::{Case, SMALL, Spec, assert_legible, case};
use super::*;
use crate::words::charts;

const ODD: [(&str, Spec); 8] = [
    ("25 years", Spec { initiatives: 60, years: 25, ..SMALL }),
    ("one year", Spec { years: 1, ..SMALL }),
    ("nothing chosen", Spec { skip_every: 1, ..SMALL }),
    ("long names", Spec { name: 200, ..SMALL }),
    ("huge amounts", Spec { money: 1_000_000_000_000, ..SMALL }),
    ("negative amounts", Spec { money: -1_000_000, ..SMALL }),
    ("no ceiling", Spec { ceiling: 0, ..SMALL }),
    ("many categories", Spec { initiatives: 90, categories: 30, ..SMALL }),
];

fn drawings(case: &Case, lang: Lang) -> Vec<shape::Drawing> {
    let input = case.input(lang);
    let spending = |split| spending::draw(&spending::View::of(&input, split));
    let index = index::draw(&index::View::of(&input, crate::units::SchemeIx(0)));
    let bubble = bubble::draw(&bubble::View::of(&input));
    vec![spending(spending::Split::Category), spending(spending::Split::Class), index, bubble]
}

#[test]
fn axes_charts_are_legible_whatever_the_case() {
    for (name, spec) in [("small", SMALL)].into_iter().chain(ODD) {
        for lang in [Lang::Id, Lang::En] {
            let case = case(spec);
            for drawing in drawings(&case, lang) {
                assert_legible(&drawing, name);
            }
        }
    }
}

#[test]
fn heatmaps_are_legible_and_show_every_start() {
    let wide = Spec { initiatives: 88, categories: 6, ..SMALL };
    for (name, spec, scenarios) in [
        ("two", SMALL, 2),
        ("eighty-eight rows, five scenarios", wide, 5),
        ("many scenarios", wide, 40),
        ("several pages", Spec { initiatives: 300, ..wide }, 5),
        ("counted", Spec { initiatives: 2000, ..wide }, 5),
        ("long names", Spec { name: 200, ..wide }, 5),
    ] {
        let cases: Vec<Case> =
            (0..scenarios).map(|at| case(Spec { skip_every: 2 + at % 5, ..spec })).collect();
        for lang in [Lang::Id, Lang::En] {
            let inputs: Vec<ChartInput> = cases.iter().map(|case| case.input(lang)).collect();
            let view = heatmap::View::of(&inputs).expect("there are scenarios");
            let pages = heatmap::draw(&view);
            for drawing in &pages {
                assert_legible(drawing, name);
            }
            let cells = pages.iter().flat_map(|page| &page.shapes);
            let cells = cells.filter(|shape| matches!(shape, shape::Shape::Box { tag: Some(_), .. })).count();
            let shown = inputs.iter().take(heatmap::SCENARIOS);
            let starts: usize = shown.map(|input| input.plan.started().count()).sum();
            assert_eq!(cells, if spec.initiatives > heatmap::DETAILED { 0 } else { starts }, "{name}");
        }
    }
}

#[test]
fn counted_heatmaps_count_everybody_once() {
    let spec = Spec { initiatives: 2000, categories: 6, ..SMALL };
    let cases: Vec<Case> = (0..3).map(|at| case(Spec { skip_every: 2 + at, ..spec })).collect();
    let inputs: Vec<ChartInput> = cases.iter().map(|case| case.input(Lang::Id)).collect();
    let view = heatmap::View::of(&inputs).expect("there are scenarios");
    for (at, input) in inputs.iter().enumerate() {
        let of = |agencies: bool| {
            let tallies = view.groups.iter().flat_map(|group| &group.tallies);
            let kind = tallies.filter(|tally| tally.agency.is_some() == agencies);
            kind.fold((0, 0), |(count, cost), tally| {
                (count + tally.funded[at].0, cost + tally.funded[at].1.0)
            })
        };
        let ledger = crate::plan::Ledger::of(input.portfolio, input.scenario, input.plan);
        let spent = ledger.spent_in_horizon(&crate::scenario::Scope::total()).0;
        assert_eq!(of(false), (input.plan.started().count(), spent));
        assert_eq!(of(true), of(false));
    }
}

#[test]
fn eighty_eight_rows_and_five_scenarios_fit_one_page() {
    let spec = Spec { initiatives: 88, categories: 6, ..SMALL };
    let cases: Vec<Case> = (0..5).map(|_| case(spec)).collect();
    let inputs: Vec<ChartInput> = cases.iter().map(|case| case.input(Lang::Id)).collect();
    assert_eq!(of_study(&inputs).len(), 2, "the heatmap, and the scenarios side by side");
    assert!(of_study(&inputs[..1]).is_empty(), "one scenario compares with nothing");
}

#[test]
fn columns_stand_on_each_other_and_reach_the_sum() {
    let case = case(SMALL);
    let view = spending::View::of(&case.input(Lang::Id), spending::Split::Category);
    let ledger = crate::plan::Ledger::of(&case.portfolio, &case.scenario, &case.plan);
    for (at, year) in view.heading.years.iter().enumerate() {
        let sum: crate::units::Money = view.series.iter().map(|series| series.amounts[at]).sum();
        assert_eq!(sum, ledger.spent(&crate::scenario::Scope::total(), *year));
    }
    let boxes = |drawing: &shape::Drawing| -> Vec<shape::Area> {
        let fills: Vec<palette::Color> = (0..4).map(|at| palette::hue(at).fill).collect();
        let shapes = drawing.shapes.iter();
        shapes
            .filter_map(|shape| match shape {
                shape::Shape::Box { area, fill, .. } if fills.contains(fill) => Some(*area),
                _ => None,
            })
            .collect()
    };
    for pair in boxes(&spending::draw(&view)).windows(2).filter(|pair| (pair[0].x - pair[1].x).abs() < 0.1) {
        assert!((pair[1].bottom() - pair[0].y).abs() < 0.15, "{pair:?} leave a gap");
    }
}

#[test]
fn series_of_many_categories_keep_colours_apart() {
    let case = case(Spec { initiatives: 90, categories: 30, ..SMALL });
    let view = spending::View::of(&case.input(Lang::En), spending::Split::Category);
    let mut fills: Vec<palette::Color> =
        view.series.iter().map(|series| series.hue.map_or(palette::NEUTRAL, palette::hue).fill).collect();
    let all = fills.len();
    fills.sort_unstable();
    fills.dedup();
    assert_eq!((fills.len(), all), (8, 8));
}

#[test]
fn spending_over_the_ceiling_is_said() {
    let case = case(Spec { ceiling: 10, ..SMALL });
    let drawing = spending::draw(&spending::View::of(&case.input(Lang::Id), spending::Split::Category));
    assert!(drawing.title.contains("melampaui pagu"), "{}", drawing.title);
    assert!(drawing.texts().any(|text| text.words.starts_with("lebih Rp")));
    assert!(!drawing.texts().any(|text| text.words.starts_with("sisa \u{2212}")));
}

#[test]
fn user_text_never_becomes_markup() {
    let mut case = case(SMALL);
    let evil = "<script>alert(\"x\")</script> & ]]> <b>'%{}\u{0}\u{202e}";
    case.portfolio.name = crate::portfolio::Label::same(evil);
    case.scenario.name = crate::portfolio::Label::same(evil);
    for item in &mut case.portfolio.initiatives {
        item.name = crate::portfolio::Label::same(evil);
        item.id = format!("<{}", item.id);
    }
    for named in case.portfolio.categories.iter_mut().chain(&mut case.portfolio.agencies) {
        named.name = crate::portfolio::Label::same("<i>&");
    }
    case.portfolio.currency.sign = "<$>".to_owned();
    let mut charts = of_plan(&case.input(Lang::Id));
    charts.extend(of_study(&[case.input(Lang::Id), case.input(Lang::Id)]));
    assert!(charts.len() >= 6);
    for chart in charts {
        assert!(!chart.svg.contains("<script") && !chart.svg.contains("<b>") && !chart.svg.contains("<i>"));
        png(&chart.svg, 0.3).unwrap_or_else(|error| panic!("{}: {error:?}", chart.stem()));
    }
}

#[test]
fn the_largest_ceiling_is_drawn() {
    let mut case = case(SMALL);
    for rule in &mut case.scenario.rules {
        if let crate::scenario::Rule::Ceiling { limit, .. } = rule {
            *limit = crate::units::Money(i64::MAX);
        }
    }
    assert_eq!(of_plan(&case.input(Lang::En)).len(), 6);
    for drawing in drawings(&case, Lang::Id) {
        assert_legible(&drawing, "largest ceiling");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let charts = || {
        let case = case(Spec { initiatives: 40, ..SMALL });
        let mut charts = of_plan(&case.input(Lang::En));
        charts.extend(of_study(&[case.input(Lang::En), case.input(Lang::En)]));
        charts.iter().map(|chart| (chart.stem(), chart.svg.clone(), png(&chart.svg, 0.5))).collect::<Vec<_>>()
    };
    assert_eq!(charts(), charts());
}

#[test]
fn charts_are_in_one_language() {
    use charts::RoadmapWord as W;
    let case = case(SMALL);
    let words = |lang| -> Vec<String> {
        let mut all = drawings(&case, lang);
        all.extend(roadmap::draw(&roadmap::view::View::of(&case.input(lang)), Page::A3Landscape));
        all.iter().flat_map(shape::Drawing::texts).map(|text| text.words.clone()).collect()
    };
    let (id, en) = (words(Lang::Id), words(Lang::En));
    for word in [W::Execution, W::Service, W::WaitsForEnd, W::Mandatory, W::Deadline, W::Decided] {
        let (indonesian, english) =
            (charts::roadmap_word(Lang::Id, word), charts::roadmap_word(Lang::En, word));
        assert!(
            id.iter().any(|text| text == indonesian) && en.iter().any(|text| text == english),
            "{word:?}"
        );
        assert!(
            !id.iter().any(|text| text == english) && !en.iter().any(|text| text == indonesian),
            "{word:?}"
        );
    }
    for english in
        ["ceiling", "Spending", "initiatives", "unused", "target", "index ", "FY ", "proven", "Illustrative"]
    {
        let found = id.iter().find(|text| text.contains(english));
        assert!(found.is_none(), "{found:?} on an Indonesian chart");
    }
}

#[test]
fn every_chart_can_be_drawn() {
    let case = case(SMALL);
    let mut charts = of_plan(&case.input(Lang::Id));
    charts.extend(of_study(&[case.input(Lang::Id), case.input(Lang::Id)]));
    let names: Vec<String> = charts.iter().map(Chart::stem).collect();
    assert_eq!(
        names,
        ["roadmap", "roadmap-a4-01", "spending", "spending-class", "index", "bubble", "heatmap", "scenarios"]
    );
    for chart in charts {
        let picture = png(&chart.svg, 1.5);
        assert!(picture.is_ok_and(|bytes| bytes.starts_with(b"\x89PNG")), "{}", chart.stem());
    }
}

#[test]
fn comparing_charts_are_legible_whatever_the_case() {
    let counted = |at: usize, spec: Spec| case(Spec { skip_every: 2 + at % 5, ..spec });
    for (name, spec) in [("small", SMALL)].into_iter().chain(ODD) {
        let cases: Vec<Case> = (0..7).map(|at| counted(at, spec)).collect();
        for lang in [Lang::Id, Lang::En] {
            let inputs: Vec<ChartInput> = cases.iter().map(|case| case.input(lang)).collect();
            let view = scenarios::View::of(&inputs).expect("there are scenarios");
            assert_legible(&scenarios::draw(&view), name);
            let view = difference::View::of(&inputs[0], &inputs[1]);
            let pages = difference::draw(&view);
            for page in &pages {
                assert_legible(page, name);
            }
            let rows: usize = view.groups.iter().map(|(_, rows)| rows.len()).sum();
            assert_eq!(rows, crate::explain::compare(inputs[0].plan, inputs[1].plan).len());
            let none = difference::draw(&difference::View::of(&inputs[0], &inputs[0]));
            assert_eq!(none.len(), 1);
            for steps in [1_usize, 4, 40] {
                let step = |at: usize| (at + 6, 1000 + 37 * i64::try_from(at).expect("few"));
                let told = "A01 ditunda (2027 → 2028); A02 dilepas (semula 2029)".to_owned();
                let view = changes::View {
                    heading: changes::View::heading(&inputs[0], &inputs[0].scenario.name),
                    steps: (0..steps).map(step).collect(),
                    free: 4000,
                    told: vec![("+37".to_owned(), told); steps],
                    shown: (0..steps).map(|at| step(at).1.to_string()).collect(),
                    goal: "manfaat terbesar".to_owned(),
                };
                assert_legible(&changes::draw(&view), name);
            }
        }
    }
}

#[test]
fn weights_are_legible_for_few_and_many() {
    let heading = |lang| frame::Heading { proof: None, ..frame::Heading::of(&case(SMALL).input(lang)) };
    let label = |word: &str, at: usize, long: usize| {
        crate::portfolio::Label::same(&format!("{word} {at} {}", "panjang ".repeat(long)))
    };
    for (criteria, raters, long) in [(1, 1, 0), (2, 0, 0), (5, 3, 1), (14, 8, 6), (30, 25, 12)] {
        for lang in [Lang::Id, Lang::En] {
            let weights = |seed: usize| {
                let weight = |at: usize| i64::try_from((at * 7 + seed * 13) % 100 * 100).expect("small");
                (0..criteria).map(weight).collect::<Vec<_>>()
            };
            let view = weights::View {
                heading: heading(lang),
                criteria: (0..criteria).map(|at| label("Kriteria", at, long)).collect(),
                set: label("Bersama", 1, long),
                group: weights(3),
                raters: (0..raters).map(|at| (label("Penilai", at, long), weights(at))).collect(),
            };
            let rows: Vec<usize> = (0..criteria).collect();
            for rows in rows.chunks(14) {
                assert_legible(&weights::draw(&view, rows), &format!("{criteria} criteria, {raters} raters"));
            }
            assert_eq!(weights::by_rater(&view).len(), criteria.div_ceil(14));
        }
    }
}
