//! What a running search tells, and how it is told to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::scenario::Goal;

/// A better plan or a better bound, while the search goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Improvement {
    /// The goal being met.
    pub goal: Goal,
    /// Time since the solve began.
    pub elapsed: Duration,
    /// Value of the goal in its own unit (millionths of a point, currency units), once there is a plan.
    pub value: Option<f64>,
    /// Bound on it.
    pub bound: f64,
}

/// A flag that ends searches early, keeping the best plan found.
#[derive(Debug, Default)]
pub struct Interrupt(AtomicBool);

impl Interrupt {
    /// A flag that is down.
    #[must_use]
    pub const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Asks every search that looks at this flag to end.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    pub fn raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
