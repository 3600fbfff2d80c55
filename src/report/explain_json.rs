//! Answers of `explain` for machines: losses and prices, amounts of the first goal in its smallest unit.

use serde::Serialize;

use super::Shown;
use crate::explain::base::Effect;
use crate::explain::price::{CeilingPrice, CostPrice, PointsPrice};
use crate::explain::story::Story;

#[derive(Serialize)]
struct Document<'a> {
    case: &'a str,
    scenario: &'a str,
    /// What points and losses are counted in.
    unit: &'static str,
    initiatives: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    start: Option<i32>,
    /// What the first goal loses if it is forced out (funded) or in (not funded); null where no plan is left.
    otherwise_loses: Option<i64>,
    points_price: Option<i64>,
    cost_scale: Option<i64>,
    ceilings: Vec<Ceiling>,
}

#[derive(Serialize)]
struct Ceiling {
    year: i32,
    enters: Option<i64>,
    leaves: Option<i64>,
}

/// Renders it.
#[must_use]
pub fn render(shown: &Shown, stories: &[Story]) -> Vec<u8> {
    let entry = |story: &Story| {
        let loss = match &story.otherwise {
            Effect::Plan { loss, .. } => i64::try_from(*loss).ok(),
            Effect::Impossible | Effect::Unknown => None,
        };
        let points_price = match story.points {
            PointsPrice::Enters(points) | PointsPrice::Stays(points) => Some(points.0),
            PointsPrice::Always | PointsPrice::Never | PointsPrice::NotCounted | PointsPrice::Unknown => None,
        };
        let more = story.more.as_ref();
        let cost_scale = more.and_then(|more| match more.cost {
            CostPrice::Enters(scale) | CostPrice::Stays(scale) => Some(scale),
            CostPrice::NotEvenFree | CostPrice::Always | CostPrice::Unknown => None,
        });
        let ceiling = |&(year, price): &(crate::units::Year, CeilingPrice)| match price {
            CeilingPrice::Enters { extra, leaves } => {
                Ceiling { year: year.0, enters: Some(extra.0), leaves: leaves.map(|at| at.0) }
            }
            CeilingPrice::Never | CeilingPrice::Unknown => {
                Ceiling { year: year.0, enters: None, leaves: None }
            }
        };
        Entry {
            id: &shown.case.portfolio.initiative(story.initiative).id,
            start: story.start.map(|year| year.0),
            otherwise_loses: loss,
            points_price,
            cost_scale,
            ceilings: more.map(|more| more.ceilings.iter().map(ceiling).collect()).unwrap_or_default(),
        }
    };
    let document = Document {
        case: &shown.case.portfolio.id,
        scenario: &shown.scenario.id,
        unit: "millionths of a point; money in its smallest unit; cost_scale in ten-thousandths",
        initiatives: stories.iter().map(entry).collect(),
    };
    super::json::bytes(&document)
}
