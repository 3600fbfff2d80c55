//! Pictures of a study of robustness: how often what is funded, what moves the plan, how often limits are passed.

mod frequency;
mod risk;
mod tornado;

use super::Chart;
use super::frame::Heading;
use super::shape::{Area, Drawing, Text};
use crate::input::Case;
use crate::study::robust::{Report, Settings};
use crate::words::Lang;

/// What every picture of a study is drawn from.
#[derive(Clone, Copy)]
pub struct Study<'a> {
    /// The case.
    pub case: &'a Case,
    /// What was asked.
    pub settings: &'a Settings,
    /// What came of it.
    pub report: &'a Report,
    /// The language of every word.
    pub lang: Lang,
}

impl Study<'_> {
    fn heading(&self) -> Heading {
        let portfolio = &self.case.portfolio;
        Heading {
            case: portfolio.name.clone(),
            scenario: self.case.scenarios.get(self.settings.scenario).map(|scenario| scenario.name.clone()),
            illustrative: portfolio.illustrative,
            proof: None,
            currency: portfolio.currency.clone(),
            years: portfolio.calendar.plan_years().collect(),
            lang: self.lang,
        }
    }
}

/// Every picture of a study.
#[must_use]
pub fn of_robustness(case: &Case, settings: &Settings, report: &Report, lang: Lang) -> Vec<Chart> {
    let study = Study { case, settings, report, lang };
    let charts = [
        ("frequency", frequency::draw(&study)),
        ("tornado", tornado::draw(&study)),
        ("risk", risk::draw(&study)),
    ];
    charts.into_iter().flat_map(|(name, drawings)| Chart::pages(name, false, &drawings)).collect()
}

/// A text centred in an area.
fn centred(drawing: &mut Drawing, label: Text, area: Area) {
    let mut label = label.centred_on(area.middle());
    label.at.x = area.x + area.w / 2.0;
    label.anchor = super::shape::Anchor::Middle;
    drawing.text(label);
}
