//! What `petajalan priorities` writes: weights, raters, what they dispute, what belongs into the next workshop.
//!
//! [`RENDERERS`] follow from the inputs and the plans in `priorities.json`, so `verify` renders them again.

pub mod json;
mod summary;
mod tables;

use std::collections::BTreeMap;

pub use summary::render as summary;

use super::bundle::{Bundle, Files, INPUTS, Pictures, pictures_of};
use super::manifest::Manifest;
use crate::chart::{self, weights};
use crate::explain::{Change as Moved, compare};
use crate::input::Case;
use crate::portfolio::Label;
use crate::priority::dissent::{Change, Ground};
use crate::scenario::Scenario;
use crate::signs;
use crate::study::priorities::{Best, Effect, Study};
use crate::units::round_half_even;
use crate::words::Lang;

/// What is shown: the study of one scenario of a case.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The case.
    pub case: &'a Case,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The study.
    pub study: &'a Study,
    /// The language of names, headings and sentences.
    pub lang: Lang,
}

/// A change that flips the plan.
pub struct Flip<'a> {
    /// The change.
    pub change: &'a Change,
    /// The best plan then.
    pub best: &'a Best,
    /// Points by which it is better, in millionths.
    pub lost: i128,
    /// What it does otherwise.
    pub moved: Vec<Moved>,
}

impl Shown<'_> {
    /// Changes that flip the plan, the costliest first.
    #[must_use]
    pub fn flips(&self) -> Vec<Flip<'_>> {
        let Some(group) = &self.study.group else { return Vec::new() };
        let pairs = self.study.changes.iter().zip(&self.study.effects);
        let mut flips: Vec<Flip<'_>> = pairs
            .filter_map(|(change, effect)| match effect {
                Effect::Flips(best, held) => Some(Flip {
                    change,
                    best,
                    lost: best.reached.value - held,
                    moved: compare(&group.plan, &best.plan),
                }),
                Effect::Stands | Effect::Open => None,
            })
            .collect();
        // A stable sort: what costs the same stays in the order of the questions.
        flips.sort_by_key(|flip| -flip.lost);
        flips
    }
}

/// What priorities of a scenario rest on.
#[must_use]
pub fn ground<'a>(case: &'a Case, scenario: &Scenario) -> Option<Ground<'a>> {
    let at = case.weight_sets.iter().position(|set| set.id == scenario.weight_set)?;
    let (portfolio, elicited) = (&case.portfolio, &case.elicited);
    Some(Ground { portfolio, elicited, set: &case.weight_sets[at], source: elicited.sources.get(at)? })
}

/// A table or document.
pub struct Renderer {
    /// Its file.
    pub file: &'static str,
    /// The bytes.
    pub render: fn(&Shown) -> Vec<u8>,
}

/// Every table and document.
pub const RENDERERS: [Renderer; 6] = [
    Renderer { file: "weights.csv", render: tables::weights },
    Renderer { file: "raters.csv", render: tables::raters },
    Renderer { file: "disputed.csv", render: tables::disputed },
    Renderer { file: "workshop.csv", render: tables::workshop },
    Renderer { file: json::FILE, render: json::render },
    Renderer { file: "summary.txt", render: summary_bytes },
];

fn summary_bytes(shown: &Shown) -> Vec<u8> {
    signs::visible(&summary(shown)).into_owned().into_bytes()
}

/// Everything a run writes.
#[must_use]
pub fn bundle(shown: &Shown, charts: bool) -> Bundle {
    let case = shown.case;
    let mut files: Files = RENDERERS.iter().map(|one| (one.file.to_owned(), (one.render)(shown))).collect();
    files.extend(case.inputs.iter().map(|file| (format!("{INPUTS}/{}", file.name), file.bytes.clone())));
    let mut failed = Vec::new();
    if charts {
        for (path, result) in pictures(shown) {
            match result {
                Ok(bytes) => drop(files.insert(path, bytes)),
                Err(why) => failed.push((path, why)),
            }
        }
    }
    let manifest = Manifest::of(case, vec![shown.scenario.id.clone()], shown.lang, &files);
    files.insert(Manifest::FILE.to_owned(), manifest.render());
    Bundle { files, failed }
}

/// Every chart, by path.
#[must_use]
pub fn pictures(shown: &Shown) -> Pictures {
    pictures_of(weights::by_rater(&view(shown)))
}

/// The weights as the chart shows them.
fn view(shown: &Shown) -> weights::View {
    let (portfolio, elicited) = (&shown.case.portfolio, &shown.case.elicited);
    let set = shown.case.weight_sets.iter().find(|set| set.id == shown.scenario.weight_set);
    // Tenths of a percent, as in every other place.
    let hundredths = |weight: f64| round_half_even(weight * 1000.0).unwrap_or(0) * 10;
    let raters = shown.study.views.iter().filter_map(|view| {
        let own = view.own.as_ref()?.weights.iter().copied().map(hundredths).collect();
        Some((elicited.raters.get(view.rater)?.name.clone(), own))
    });
    weights::View {
        heading: chart::frame::Heading {
            case: portfolio.name.clone(),
            scenario: Some(shown.scenario.name.clone()),
            illustrative: portfolio.illustrative,
            proof: None,
            currency: portfolio.currency.clone(),
            years: portfolio.calendar.plan_years().collect(),
            lang: shown.lang,
        },
        criteria: portfolio.criteria.iter().map(|criterion| criterion.name.clone()).collect(),
        set: set.map_or_else(Label::default, |set| set.name.clone()),
        group: set.map(|set| set.weights.iter().copied().map(hundredths).collect()).unwrap_or_default(),
        raters: raters.collect(),
    }
}

/// Starts by id.
fn starts(shown: &Shown, best: &Best) -> BTreeMap<String, i32> {
    let portfolio = &shown.case.portfolio;
    best.plan.started().map(|(ix, year)| (portfolio.initiative(ix).id.clone(), year.0)).collect()
}
