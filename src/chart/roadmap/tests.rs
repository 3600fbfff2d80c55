use std::collections::BTreeMap;

use super::summary::lines::Kind;
use super::view::{Tie, View, Wait};
use super::*;
use crate::chart::fixture::{self, Case, SMALL, Spec, assert_legible};
use crate::chart::shape::{Area, Point, Shape, Text};
use crate::words::Lang;

fn cases() -> Vec<(&'static str, Case)> {
    let of = |spec: Spec| fixture::case(spec);
    vec![
        ("small", of(SMALL)),
        ("begun before the plan", begun_before()),
        ("88 rows", of(Spec { initiatives: 88, skip_every: 1000, categories: 6, ..SMALL })),
        ("25 years", of(Spec { initiatives: 60, years: 25, ..SMALL })),
        ("crowded", of(Spec { initiatives: 140, years: 25, skip_every: 1000, categories: 2, ..SMALL })),
        ("one year", of(Spec { years: 1, ..SMALL })),
        ("nothing chosen", of(Spec { skip_every: 1, ..SMALL })),
        ("no candidates", of(Spec { initiatives: 0, ..SMALL })),
        ("long names", of(Spec { name: 200, initiatives: 40, ..SMALL })),
        ("huge amounts", of(Spec { money: 1_000_000_000_000, ..SMALL })),
        ("negative amounts", of(Spec { money: -1_000_000, ..SMALL })),
        ("zero amounts", of(Spec { money: 0, ..SMALL })),
        ("no ceiling", of(Spec { ceiling: 0, ..SMALL })),
        ("thin ceiling", of(Spec { ceiling: 1, ..SMALL })),
        ("2,000 initiatives", of(Spec { initiatives: 2000, years: 25, categories: 9, ..SMALL })),
    ]
}

/// Something that runs on from before the plan, beside systems that already run.
fn begun_before() -> Case {
    let mut case = fixture::case(SMALL);
    let first = case.portfolio.calendar.first;
    case.plan.starts[0] = Some(first.plus(-4));
    case.plan.starts[1] = Some(first.plus(-1));
    case.portfolio.initiatives[1].duration = 3;
    case.scenario.base.push(crate::scenario::BaseSpending {
        id: "existing".to_owned(),
        agency: crate::units::AgencyIx(0),
        category: None,
        class: crate::units::ClassIx(1),
        funds: Vec::new(),
        account: None,
        amounts: vec![(first, crate::units::Money(800_000_000))],
    });
    case
}

fn each(check: impl Fn(&str, &View, &[Drawing])) {
    for (name, case) in cases() {
        for lang in [Lang::Id, Lang::En] {
            let view = View::of(&case.input(lang));
            for page in [Page::A3Landscape, Page::A4Landscape] {
                check(&format!("{name} {lang:?} {page:?}"), &view, &draw(&view, page));
            }
        }
    }
}

/// The bars of a page by initiative, and its arrows by what they join.
fn marks(drawing: &Drawing) -> (BTreeMap<&str, Area>, BTreeMap<&str, &[Point]>) {
    let (mut bars, mut arrows) = (BTreeMap::new(), BTreeMap::new());
    for shape in &drawing.shapes {
        match shape {
            Shape::Box { area, tag: Some(tag), .. } => {
                assert!(bars.insert(tag.key.as_str(), *area).is_none(), "{} is drawn twice", tag.key);
            }
            Shape::Line { points, tag: Some(tag), .. } => {
                arrows.insert(tag.key.as_str(), points.as_slice());
            }
            _ => {}
        }
    }
    (bars, arrows)
}

fn key(tie: &Tie) -> String {
    format!("{}>{}", tie.from, tie.to)
}

#[test]
fn texts_are_legible() {
    each(|what, _, pages| pages.iter().for_each(|drawing| assert_legible(drawing, what)));
}

#[test]
fn every_chosen_initiative_has_a_bar_on_one_page() {
    each(|what, view, pages| {
        if view.chosen() > DETAILED {
            assert_eq!(pages.len(), 1, "{what}");
            return;
        }
        let mut drawn: Vec<&str> = pages.iter().flat_map(|drawing| marks(drawing).0.into_keys()).collect();
        let mut chosen: Vec<&str> =
            view.lanes.iter().flat_map(|lane| &lane.bars).map(|bar| bar.id.as_str()).collect();
        drawn.sort_unstable();
        chosen.sort_unstable();
        assert_eq!(drawn, chosen, "{what}");
        for drawing in pages {
            let (width, height) = drawing.page.size();
            let page = Area { x: 0.0, y: 0.0, w: width, h: height };
            let inside = |area: &Area| area.right() <= page.w && area.bottom() <= page.h && area.w > 0.0;
            assert!(marks(drawing).0.values().all(inside), "{what}");
        }
    });
}

#[test]
fn eighty_eight_rows_fit_one_a3_page() {
    let mut case = fixture::case(Spec { initiatives: 88, categories: 6, ..SMALL });
    let first = case.portfolio.calendar.first;
    case.plan.starts.iter_mut().for_each(|start| *start = start.or(Some(first)));
    let view = View::of(&case.input(Lang::Id));
    assert_eq!(view.chosen(), 88);
    assert_eq!(draw(&view, Page::A3Landscape).len(), 1);
    assert!(draw(&view, Page::A4Landscape).len() > 1);
}

#[test]
fn arrows_join_bars_and_cross_no_text() {
    let mut seen = 0;
    for (name, case) in cases() {
        let view = View::of(&case.input(Lang::Id));
        for drawing in draw(&view, Page::A3Landscape).iter().chain(&draw(&view, Page::A4Landscape)) {
            let (bars, arrows) = marks(drawing);
            let texts: Vec<Area> = drawing.texts().map(Text::area).collect();
            for tie in &view.ties {
                let Some(points) = arrows.get(key(tie).as_str()) else {
                    continue;
                };
                seen += 1;
                let (from, to) = (bars[tie.from.as_str()], bars[tie.to.as_str()]);
                let source = if tie.wait == Wait::End { from.right() } else { from.x };
                let (first, last) = (points[0], points[points.len() - 1]);
                let close = |a: f64, b: f64| (a - b).abs() < 0.01;
                assert!(
                    close(first.x, source) && close(first.y, from.middle()),
                    "{name}: {} starts elsewhere",
                    key(tie)
                );
                assert!(
                    close(last.x, to.x) && close(last.y, to.middle()),
                    "{name}: {} ends elsewhere",
                    key(tie)
                );
                for pair in points.windows(2) {
                    let Area { x, y, w, h } = Area::around(pair);
                    let line = Area { x: x - 0.3, y: y - 0.3, w: w + 0.6, h: h + 0.6 };
                    let covered = texts.iter().find(|text| line.overlaps(text));
                    assert!(covered.is_none(), "{name}: {} runs over a text at {covered:?}", key(tie));
                }
            }
        }
    }
    assert!(seen > 50, "only {seen} arrows were looked at");
}

#[test]
fn what_no_arrow_shows_is_written() {
    for (name, case) in cases() {
        let view = View::of(&case.input(Lang::En));
        for drawing in draw(&view, Page::A4Landscape).iter().filter(|_| view.chosen() <= DETAILED) {
            let (bars, arrows) = marks(drawing);
            let here = view.ties.iter().filter(|tie| bars.contains_key(tie.to.as_str()));
            for tie in here.filter(|tie| !arrows.contains_key(key(tie).as_str())) {
                let row = bars[tie.to.as_str()].middle();
                let written = |text: &Text| {
                    let on_row = (text.area().middle() - row).abs() < text.size;
                    on_row && text.area().right() < bars[tie.to.as_str()].x && text.words.contains(&tie.from)
                };
                assert!(drawing.texts().any(written), "{name}: {} is nowhere", key(tie));
            }
        }
    }
}

#[test]
fn what_began_before_the_plan_is_cut_at_its_edge() {
    let case = begun_before();
    let view = View::of(&case.input(Lang::Id));
    let drawing = &draw(&view, Page::A3Landscape)[0];
    let (bars, _) = marks(drawing);
    assert!((bars["X00"].x - bars["X01"].x).abs() < 0.01 && bars["X00"].w < bars["X01"].w);
    assert_eq!(view.base, crate::units::Money(800_000_000));
    assert!(drawing.texts().any(|text| text.words.contains("Rp800 juta untuk sistem yang sudah berjalan")));
}

#[test]
fn the_title_says_the_finding() {
    let case = fixture::case(SMALL);
    let title = |lang| draw(&View::of(&case.input(lang)), Page::A3Landscape)[0].title.clone();
    assert_eq!(
        title(Lang::Id),
        "Dengan pagu Rp18,2 miliar, 10 dari 14 inisiatif berjalan; indeks Pemdi 1,30 → 3,30"
    );
    assert_eq!(
        title(Lang::En),
        "With a ceiling of Rp18.2 billion, 10 of 14 initiatives go ahead; Pemdi index 1.30 → 3.30"
    );
}

/// Numbers written in the cells of one kind of row add up to what the plan holds.
#[test]
fn a_summed_up_roadmap_counts_everybody_once() {
    let many = Spec { initiatives: 2000, years: 8, categories: 40, ..SMALL };
    for spec in [Spec { categories: 5, ..many }, many] {
        let case = fixture::case(spec);
        let view = View::of(&case.input(Lang::En));
        assert!(view.ties.is_empty() && view.chosen() > DETAILED);
        for room in [0, 10, 60, 500] {
            let lines = summary::lines::lines(&view, room);
            let of = |category: bool| {
                let kinds = lines.iter().filter_map(move |line| match &line.kind {
                    Kind::Category(starts) if category => Some(starts),
                    Kind::Agency(starts) if !category => Some(starts),
                    _ => None,
                });
                kinds
                    .flat_map(|starts| starts.values())
                    .fold((0, 0), |(count, cost), start| (count + start.count, cost + start.cost.0))
            };
            let total: i64 = view.lanes.iter().map(|lane| lane.total.0).sum();
            assert_eq!(of(true), (view.chosen(), total), "{room}");
            let agencies = lines.iter().filter(|line| matches!(line.kind, Kind::Agency(_))).count();
            let categories = lines.iter().filter(|line| matches!(line.kind, Kind::Category(_))).count();
            assert!(lines.len() - categories <= room && categories == view.lanes.len().min(24));
            if agencies > 2 * categories {
                assert_eq!(of(false), (view.chosen(), total), "{room}");
            }
        }
    }
}

#[test]
fn a_summed_up_roadmap_names_the_largest() {
    let mut case = fixture::case(Spec { initiatives: 2000, categories: 3, ..SMALL });
    let dearest = case.plan.started().map(|(ix, _)| ix).nth(77).expect("many are chosen");
    case.portfolio.initiatives[dearest.0].costs.iter_mut().for_each(|line| line.amount.0 *= 1000);
    let id = case.portfolio.initiatives[dearest.0].id.clone();
    for page in [Page::A3Landscape, Page::A4Landscape] {
        let drawing = &draw(&View::of(&case.input(Lang::Id)), page)[0];
        assert!(marks(drawing).0.contains_key(id.as_str()), "{id} is not named");
        assert!(drawing.texts().any(|text| text.words.starts_with(&format!("{id} "))), "{id} is not named");
    }
    // Where nothing costs money, value decides and no money is spoken of.
    case.portfolio.initiatives.iter_mut().for_each(|item| item.costs.clear());
    let view = View::of(&case.input(Lang::En));
    let drawing = &draw(&view, Page::A3Landscape)[0];
    assert!(drawing.texts().any(|text| text.words.ends_with("points")));
    assert!(drawing.texts().all(|text| !text.words.contains("Rp0")), "money where there is none");
}
