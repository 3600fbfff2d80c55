//! What a study of robustness reports, as data.

use super::Ending;
use super::survey::Moved;
use crate::plan::Plan;
use crate::units::{InitiativeIx, Year};

/// How often an initiative is funded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// In nearly every draw.
    Core,
    /// In some.
    Borderline,
    /// In nearly none.
    Never,
}

/// An initiative over all draws with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// Which.
    pub initiative: InitiativeIx,
    /// Draws in which it starts, by plan year; the first holds earlier starts too.
    pub by_year: Vec<u32>,
    /// Draws in which it starts at all.
    pub funded: u32,
    /// What that makes it.
    pub class: Class,
    /// Its start in the base plan.
    pub base: Option<Year>,
}

/// Where a candidate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The plan of a scenario as it is stated.
    Base(usize),
    /// Made with all costs raised by so many thousandths.
    Safe(i64),
    /// First found in this draw.
    Draw(u32),
}

/// How often a plan passes its limits as it stands, costs and delays being drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Draws judged.
    pub draws: u32,
    /// Draws in which it passes a limit of the year: every plan year, then the years after.
    pub over: Vec<u32>,
    /// Draws in which it passes a limit on the horizon.
    pub over_horizon: u32,
    /// Draws in which it passes none.
    pub within: u32,
}

/// A plan that could be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it comes from.
    pub origin: Origin,
    /// The plan.
    pub plan: Plan,
    /// How many draws it was the answer of.
    pub found: u32,
    /// How it keeps within the studied scenario's limits.
    pub risk: Risk,
    /// Draws in which nothing brings it within its limits.
    pub lost: u32,
    /// Draws in which, carried out, it misses another promise.
    pub misses: u32,
    /// Regret: mean, ninety-fifth percentile, largest.
    pub regret: [i64; 3],
    /// Value when carried out, at [`QUANTILES`](super::QUANTILES).
    pub values: [i64; 5],
}

/// One draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How its solve ended.
    pub ending: Ending,
    /// Whether targets had to be given up to find any plan.
    pub missed: bool,
    /// Best value found by the solver, where there is a plan.
    pub value: Option<i128>,
    /// The solver's bound.
    pub bound: i128,
    /// The best known value, of the solver's plan or a candidate.
    pub best: i64,
    /// What the base plan brings there; `None` where it cannot be carried out.
    pub of_base: Option<i64>,
    /// Whether the base plan stays within its limits as it stands.
    pub base_within: bool,
    /// Starts that differ between the draw's plan and the base plan.
    pub changed: usize,
}

/// One input moved alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Surveyed {
    /// Which, its deciles, its strength.
    pub moved: Moved,
    /// At the low and the high decile: where it was solved again, what came of it.
    pub ends: [Option<End>; 2],
}

impl Surveyed {
    /// Whether moving it changes the plan, or what planning again gains.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.ends.iter().flatten().any(|end| end.changed > 0 || end.gain > 0)
    }
}

/// What comes of moving an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// How the solve ended.
    pub ending: Ending,
    /// The best value less the stated one.
    pub change: i64,
    /// The best value less what the base plan brings there.
    pub gain: i64,
    /// Starts that differ from the base plan.
    pub changed: usize,
}

/// What a study of robustness says.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Draws with a plan within the gap, with a plan only, without any plan, undecided.
    pub endings: [u32; 4],
    /// Draws in which targets had to be given up to find any plan.
    pub missed: u32,
    /// Every initiative, in id order.
    pub frequencies: Vec<Frequency>,
    /// Candidates: the studied scenario's plan first, then the other scenarios', the safe one, those found in draws.
    pub candidates: Vec<Candidate>,
    /// Position of the candidate with the least largest regret.
    pub minimax: Option<usize>,
    /// Position of the safe plan.
    pub safe: Option<usize>,
    /// The safe plan on draws that it was not chosen by.
    pub checked: Option<Risk>,
    /// The plan of each scenario under its own limits; by position, where it has a plan.
    pub own: Vec<(usize, Risk)>,
    /// Each draw.
    pub rows: Vec<Row>,
    /// Best values at [`QUANTILES`](super::QUANTILES).
    pub values: Option<[i64; 5]>,
    /// Inputs that were moved alone, what gains most first.
    pub survey: Vec<Surveyed>,
    /// Inputs that varied at all.
    pub inputs: usize,
}
