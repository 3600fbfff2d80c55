//! The roadmap: a Gantt chart by category with money, agencies, dependencies and spending against the ceiling.
//!
//! [`on_a3`] puts everything on one A3 page (more only where text would fall below 6 points), [`on_a4`] pages it
//! by category. Plans with more than [`DETAILED`] chosen initiatives are summed up by category and agency, with the
//! largest initiatives by name: a picture of a thousand bars tells nobody anything.

mod arrows;
mod grid;
mod layout;
mod rows;
mod strips;
mod summary;
pub mod view;

pub(crate) use grid::count;
use view::View;

use super::shape::{Drawing, Page};
use super::{Chart, ChartInput};

/// The most initiatives that are drawn one by one.
pub const DETAILED: usize = 150;

/// The roadmap on A3 landscape.
#[must_use]
pub fn on_a3(input: &ChartInput) -> Vec<Chart> {
    Chart::pages("roadmap", false, &draw(&View::of(input), Page::A3Landscape))
}

/// The roadmap on A4 landscape, a page or more for the categories; one page where the plan is summed up.
#[must_use]
pub fn on_a4(input: &ChartInput) -> Vec<Chart> {
    Chart::pages("roadmap-a4", true, &draw(&View::of(input), Page::A4Landscape))
}

/// The pages of the roadmap.
#[must_use]
pub fn draw(view: &View, page: Page) -> Vec<Drawing> {
    if view.chosen() > DETAILED { vec![summary::draw(view, page)] } else { layout::draw(view, page) }
}

#[cfg(test)]
mod tests;
