//! Pictures of plans, as SVG and PNG.
//!
//! Every chart goes the same way: domain types -> a plain view (ids, names, integers) -> a [`shape::Drawing`] of
//! placed shapes, which tests read as numbers -> SVG text ([`svg`]) -> PNG ([`fn@png`]). A new chart is one file
//! and one line in [`CHARTS`]. Charts with axes are drawn by plotters onto the same drawing ([`axes`]), the
//! others by hand. Nothing here reads or writes a file, and no font of the machine is used.

pub mod axes;
pub mod bubble;
pub mod changes;
pub mod difference;
pub mod font;
pub mod frame;
pub mod frontier;
pub mod heatmap;
pub mod index;
pub mod ladder;
pub mod palette;
mod png;
pub mod roadmap;
mod robust;
pub mod scenarios;
pub mod shape;
pub mod spending;
pub mod svg;
pub mod weights;

pub use robust::of_robustness;

pub use png::{LARGEST_SIDE, PngError, png, tree};
pub use shape::Page;

use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::words::Lang;

/// How good the plan is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// No plan is better.
    Proven,
    /// The best plan found.
    Best {
        /// How far at most it is from the best possible, in millionths of its value; `None` where no bound is known.
        gap_ppm: Option<i64>,
    },
}

/// One solved scenario, ready to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct ChartInput<'a> {
    /// The candidates.
    pub portfolio: &'a Portfolio,
    /// The rules and values.
    pub scenario: &'a Scenario,
    /// The decision.
    pub plan: &'a Plan,
    /// How good it is.
    pub proof: Proof,
    /// The language of every word on the picture.
    pub lang: Lang,
}

/// A finished picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Which chart, for file names: `roadmap`, `roadmap-a4`, ...
    pub name: &'static str,
    /// Page number from 1 where the chart has several pages.
    pub part: Option<usize>,
    /// What the picture says, in one sentence.
    pub title: String,
    /// The picture.
    pub svg: String,
    /// The paper it is laid out for.
    pub page: Page,
}

impl Chart {
    /// The file name without its ending: `roadmap`, `roadmap-a4-02`.
    #[must_use]
    pub fn stem(&self) -> String {
        self.part.map_or_else(|| self.name.to_owned(), |part| format!("{}-{part:02}", self.name))
    }

    /// The pages of one chart, numbered where there are several or the chart always has pages.
    pub(crate) fn pages(name: &'static str, numbered: bool, drawings: &[shape::Drawing]) -> Vec<Self> {
        let numbered = numbered || drawings.len() > 1;
        let chart = |(at, drawing): (usize, &shape::Drawing)| Self {
            name,
            part: numbered.then_some(at + 1),
            title: drawing.title.clone(),
            svg: svg::write(drawing),
            page: drawing.page,
        };
        drawings.iter().enumerate().map(chart).collect()
    }
}

/// What a chart is drawn from.
#[derive(Clone, Copy, Debug)]
pub enum Draw {
    /// One solved scenario.
    Plan(fn(&ChartInput) -> Vec<Chart>),
    /// Several scenarios of one portfolio, in the order to show them.
    Study(fn(&[ChartInput]) -> Vec<Chart>),
}

/// Every chart.
pub const CHARTS: &[Draw] = &[
    Draw::Plan(roadmap::on_a3),
    Draw::Plan(roadmap::on_a4),
    Draw::Plan(spending::by_category),
    Draw::Plan(spending::by_class),
    Draw::Plan(index::by_year),
    Draw::Plan(bubble::of_plan),
    Draw::Study(heatmap::of_starts),
    Draw::Study(scenarios::side_by_side),
];

/// Every chart of one solved scenario.
#[must_use]
pub fn of_plan(input: &ChartInput) -> Vec<Chart> {
    let plans = CHARTS.iter().filter_map(|draw| match draw {
        Draw::Plan(draw) => Some(draw),
        Draw::Study(_) => None,
    });
    plans.flat_map(|draw| draw(input)).collect()
}

/// Every chart that compares scenarios; none where there is nothing to compare.
#[must_use]
pub fn of_study(inputs: &[ChartInput]) -> Vec<Chart> {
    let studies = CHARTS.iter().filter_map(|draw| match draw {
        Draw::Study(draw) => Some(draw),
        Draw::Plan(_) => None,
    });
    studies.flat_map(|draw| draw(inputs)).collect()
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
