//! `report.pdf`: the report for signature and print. Cover, a summary of every scenario with its roadmap, budget by year,
//! agency and fund, the matrix of a master plan, target levels, what was left out, method and proof.
//!
//! Every page is a [`Drawing`], laid out in numbers as charts are, or a chart itself;
//! `paper` puts them into one file with the fonts embedded, text that can be selected, bookmarks and page numbers.

mod appendix;
mod cover;
mod paper;
mod sections;
mod table;

use super::Shown;
use super::kept::Kept;
use crate::chart::shape::{Drawing, Page};
use crate::chart::{self, Chart, svg};
use crate::report::bundle;
use crate::words::pdf as words;

/// The file's name.
pub const FILE: &str = "report.pdf";

/// A page.
pub struct Sheet {
    /// The sheet of paper.
    page: Page,
    /// The picture.
    svg: String,
}

/// A part of the report, with the bookmark that leads to it.
pub struct Part {
    /// The bookmark.
    title: String,
    /// Its pages.
    sheets: Vec<Sheet>,
    /// Parts of it, after its own pages.
    parts: Vec<Part>,
}

impl Part {
    fn new(title: impl Into<String>, drawings: &[Drawing]) -> Self {
        let sheets =
            drawings.iter().map(|drawing| Sheet { page: drawing.page, svg: svg::write(drawing) }).collect();
        Self { title: title.into(), sheets, parts: Vec::new() }
    }

    fn charts(title: impl Into<String>, charts: Vec<Chart>) -> Self {
        let sheets = charts.into_iter().map(|chart| Sheet { page: chart.page, svg: chart.svg }).collect();
        Self { title: title.into(), sheets, parts: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.sheets.is_empty() && self.parts.is_empty()
    }
}

/// Renders it; nothing where it cannot be drawn, which would be a mistake of ours.
#[must_use]
pub fn render(kept: &Kept) -> Vec<u8> {
    let mut parts = vec![Part::new(words::cover(kept.lang), &[cover::cover(kept)])];
    parts.extend(kept.shown.iter().map(|shown| scenario(shown)));
    let inputs: Vec<_> = kept.shown.iter().filter_map(|one| bundle::input(one, kept.lang)).collect();
    let together = chart::of_study(&inputs);
    parts.push(Part::charts(words::together(kept.lang), together));
    parts.push(Part::new(words::appendix(kept.lang), &appendix::appendix(kept)));
    parts.retain(|part| !part.is_empty());
    let name = kept.lang.label(&kept.case.portfolio.name);
    paper::bind(name, kept.lang, &parts).unwrap_or_default()
}

fn scenario(shown: &Shown) -> Part {
    let lang = shown.lang;
    let mut part = Part::new(lang.label(&shown.scenario.name), &[sections::summary(shown)]);
    let Some(input) = bundle::input(shown, lang) else { return part };
    part.parts = vec![
        Part::charts(words::roadmap(lang), chart::roadmap::on_a3(&input)),
        Part::charts(words::spending(lang), chart::spending::by_category(&input)),
        Part::new(words::budget(lang), &table::pages(&sections::budget(shown))),
        Part::new(words::matrix(lang), &table::pages(&sections::matrix(shown))),
        Part::charts(words::index(lang), chart::index::by_year(&input)),
    ];
    part.parts.extend(
        sections::levels(shown).iter().map(|table| Part::new(words::levels(lang), &table::pages(table))),
    );
    let out = sections::left_out(shown);
    if !out.rows.is_empty() {
        part.parts.push(Part::new(words::left_out(lang), &table::pages(&out)));
    }
    part.parts.retain(|part| !part.is_empty());
    part
}
