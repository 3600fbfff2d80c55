//! `report.pdf`: the report for signature and print. Cover with all scenarios at a glance, the pictures that compare them,
//! then for each scenario a page that sums it up with its charts, its roadmap, budget by year, agency and fund, the matrix of
//! a master plan, target levels, what was left out; method and proof at the end.
//!
//! Everything is laid out in numbers, as charts are (`flow`, `table`), one thing below the other; `paper` puts it into one
//! file with the fonts embedded, text that can be selected, bookmarks, page numbers and tags for screen readers.

mod appendix;
mod cover;
mod flow;
mod paper;
mod sections;
mod table;

use super::Shown;
use super::kept::{Explained, Found, Kept};
use crate::chart::shape::{Area, Drawing};
use crate::chart::{self, Chart, ChartInput, index, spending};
use crate::report::bundle;
use crate::units::SchemeIx;
use crate::words::{conflicts, pdf as words};
use cover::whole;
use flow::Flow;

/// The file's name.
pub const FILE: &str = "report.pdf";

/// Renders it; nothing where it cannot be drawn, which would be a mistake of ours.
#[must_use]
pub fn render(kept: &Kept) -> Vec<u8> {
    let lang = kept.lang;
    let mut flow = Flow::default();
    let inputs: Vec<_> = kept.shown.iter().filter_map(|one| bundle::input(one, lang)).collect();
    cover::cover(&mut flow, kept, &inputs);
    let is_on_cover = |chart: &Chart| chart.name == "scenarios" && inputs.len() <= cover::MOST;
    let together = chart::of_study(&inputs).into_iter().filter(|chart| !is_on_cover(chart)).collect();
    flow.charts(1, words::together(lang), together);
    for (at, shown) in kept.shown.iter().enumerate() {
        scenario(&mut flow, shown, kept.explained.get(at).and_then(Option::as_ref));
    }
    appendix::appendix(&mut flow, kept);
    let name = lang.label(&kept.case.portfolio.name);
    paper::bind(name, lang, &flow.finish()).unwrap_or_default()
}

fn scenario(flow: &mut Flow, shown: &Shown, explained: Option<&Explained>) {
    let lang = shown.lang;
    let portfolio = &shown.case.portfolio;
    let name = lang.label(&shown.scenario.name);
    flow.chapter(name, name, &sections::note(shown));
    flow.prose(&sections::summary(shown));
    let Some(input) = bundle::input(shown, lang) else {
        if let Some(Found::Conflicts(found)) = explained.map(|held| &held.found) {
            flow.subsection(conflicts::heading(lang));
            flow.prose(&conflicts::lines(portfolio, shown.scenario, found, lang));
        }
        return;
    };
    flow.y += 6.0;
    flow.table(&sections::by_year(shown), 1);
    flow.y += 14.0;
    flow.pictures(&panels(flow, &input));
    flow.charts(2, words::roadmap(lang), chart::roadmap::on_a3(&input));
    let unit = words::unit(&portfolio.currency, lang);
    flow.section(words::budget(lang), &unit);
    flow.table(&sections::budget(shown), 1);
    flow.section(words::matrix(lang), &unit);
    flow.table(&sections::matrix(shown), 1);
    let levels = sections::levels(shown);
    if let Some(first) = levels.first() {
        flow.keep(table::height(first, 2) + 70.0);
        flow.section(words::levels(lang), words::projection(lang));
    }
    for (scheme, table) in portfolio.schemes.iter().zip(levels) {
        flow.keep(table::height(&table, 2) + 24.0);
        flow.subsection(lang.label(&scheme.name));
        flow.table(&table, 2);
    }
    let out = sections::left_out(shown, explained.and_then(Explained::prices));
    if !out.rows.is_empty() {
        flow.section(words::left_out(lang), "");
        flow.table(&out, 1);
    }
}

/// The least height of the row of charts on a scenario's first page.
const LOW: f64 = 190.0;

/// Spending against ceilings, and beside it up to two indices, one below the other, as large as the page lets them be.
fn panels(flow: &Flow, input: &ChartInput) -> Vec<(Drawing, Area)> {
    let rest = flow.rest();
    let (wide, gap) = (rest.w.floor(), 18.0);
    let high = if rest.h < LOW { Flow::area().h - 30.0 } else { rest.h }.min(330.0).floor();
    let count = input.portfolio.schemes.len().min(2);
    let left = if count == 0 { wide } else { (wide * 0.62).floor() };
    let view = spending::View::of(input, spending::Split::Category);
    let mut found =
        vec![(spending::draw_on(&view, whole(left, high)), Area { x: 0.0, y: 0.0, w: left, h: high })];
    let (x, w) = (left + gap, wide - left - gap);
    let parts = f64::from(u8::try_from(count).unwrap_or(1).max(1));
    let h = ((high - gap * (parts - 1.0)) / parts).floor();
    for at in 0..count {
        let y = (h + gap) * f64::from(u8::try_from(at).unwrap_or(0));
        let view = index::View::of(input, SchemeIx(at));
        found.push((index::draw_on(&view, whole(w, h)), Area { x, y, w, h }));
    }
    found
}
