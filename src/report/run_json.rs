//! `run.json`: what depends on the clock, outside the promise of same bytes.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::json;
use super::manifest::Ended;
use crate::portfolio::Portfolio;
use crate::solve::Improvement;

/// The name of the file: in a folder of results what is known of the run, in a scenario's folder its improvements.
pub const FILE: &str = "run.json";

/// The run that made a folder of results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The case's folder or workbook, by its real path.
    pub origin: String,
    /// When the results were written, by universal time, as `2026-12-01T13:22:05Z`.
    pub written: String,
    /// Why the run ended before everything was proven, by part; empty where it did not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ended: Ended,
}

impl Run {
    /// The document.
    #[must_use]
    pub fn render(&self) -> Vec<u8> {
        json::bytes(self)
    }

    /// Reads the document; `None` where it is not one.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

#[derive(Serialize)]
struct Row {
    goal: String,
    elapsed_seconds: f64,
    solve_seconds: f64,
    value: Option<f64>,
    bound: f64,
    gap: Option<f64>,
}

/// Renders the improvements of one scenario; `before` is the time from the start of the process to that of the
/// solves, the first of which begin then. `elapsed_seconds` count from the start of the process as if this solve had not
/// waited for a free core, `solve_seconds` from its own start. Values and bounds are in points, currency units or the goal's own unit.
#[must_use]
pub fn render(portfolio: &Portfolio, trace: &[Improvement], before: Duration) -> Vec<u8> {
    let rows: Vec<Row> = trace
        .iter()
        .map(|one| {
            let unit = json::in_points(portfolio, one.goal, 1);
            Row {
                goal: json::goal_word(portfolio, one.goal),
                elapsed_seconds: (before + one.elapsed).as_secs_f64(),
                solve_seconds: one.elapsed.as_secs_f64(),
                value: one.value.map(|value| value * unit),
                bound: one.bound * unit,
                gap: one.value.map(|value| (one.bound - value).abs() / value.abs().max(1.0)),
            }
        })
        .collect();
    json::bytes(&rows)
}
