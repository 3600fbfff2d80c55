//! `run.json`: what depends on the clock, outside the promise of same bytes.

use std::time::Duration;

use serde::Serialize;

use super::json;
use crate::portfolio::Portfolio;
use crate::solve::Improvement;

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
