//! Robustness: what of a plan still holds when weights, costs, delays and ceilings turn out otherwise.
//!
//! [`run`] draws many turns of events ([`Space`]), solves each, and gives [`Solves`]: every answer of the solver, nothing
//! else. [`judge`] makes the [`Report`] of it (how often each initiative is funded, how plans fare, what is worth
//! surveying again) without a solver, so that `verify` can make it again and compare.
//!
//! Every draw starts from the same few plans ([`FIRST`] draws from the base plan, the others from the best of those), so
//! results do not depend on threads, on the number of draws, or on a run being interrupted.

mod apply;
mod carry;
mod draw;
mod judge;
mod report;
mod run;
mod survey;

pub use apply::{Turned, adds_up, dearer, reweighed, turned};
pub use carry::{Bench, Fate};
pub use draw::{Input, Numbers, Space};
pub use judge::{CORE, MOST_CANDIDATES, NEVER, QUANTILES, Sample, judge, safety_sample, share};
pub use report::{Candidate, Class, End, Frequency, Origin, Report, Risk, Row, Surveyed};
pub use run::{Desk, Margins, SURVEY_GAP, Stage, WIDEST_MARGIN, is_target, run};
pub use survey::{Moved, moved, questions, screened};

use crate::plan::Plan;

/// Draws that start from the base plan; all later ones start from the best plan of these.
pub const FIRST: u32 = 16;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The studied scenario, by position.
    pub scenario: usize,
    /// How many turns of events.
    pub draws: u32,
    /// What the streams begin with.
    pub seed: u64,
    /// Relative gap at which a draw counts as solved.
    pub gap: f64,
    /// The chance, in thousandths, with which the safe plan is to stay within its ceilings.
    pub confidence: u32,
}

/// How a solve ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Within the gap asked for.
    Reached,
    /// A plan, but the gap is wider.
    Short,
    /// No plan keeps every rule.
    Infeasible,
    /// Neither a plan nor a proof that there is none.
    Unknown,
}

/// One answer of the solver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solve {
    /// How it ended.
    pub ending: Ending,
    /// The plan, where there is one.
    pub plan: Option<Plan>,
    /// Whether targets (index levels, floors, least numbers of starts) had to be given up to find any plan.
    pub missed: bool,
    /// What it reaches of the first goal.
    pub value: i128,
    /// What the solver says cannot be passed.
    pub bound: i128,
}

/// The most draws of a study.
pub const MOST_DRAWS: u32 = 1_000_000;

/// A plan made with all costs raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// By so many thousandths.
    pub margin: i64,
    /// The answer.
    pub solve: Solve,
}

/// One input moved alone, and solved again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which, by its position in `Space::inputs`.
    pub input: usize,
    /// Where it was moved.
    pub to: i64,
    /// The answer.
    pub solve: Solve,
}

/// Every answer of the solver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solves {
    /// Each scenario of the case as it is stated; the studied one to proof.
    pub base: Vec<Solve>,
    /// Each draw.
    pub draws: Vec<Solve>,
    /// Plans with costs raised, in the order in which they were tried.
    pub trials: Vec<Trial>,
    /// Inputs moved one at a time.
    pub survey: Vec<Asked>,
}
