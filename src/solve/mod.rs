//! From a scenario to an audited plan and what is proven about it.
//!
//! [`solve`] is the one door: it writes the program, meets the goals in strict order, audits every plan in exact
//! integers before it counts, and answers with an [`Outcome`]. A plan the audit rejects (an artefact of floating
//! point) is left out by a row of its own and the search goes on, so a wrong plan can never come out and a bound
//! is never lost.
//!
//! Only `highs` and `microlp` name a solver's library; everything else speaks tasks and
//! answers. Nothing here reads files or forms sentences.

#[cfg(feature = "highs")]
mod highs;
mod lp;
mod matrix;
#[cfg(feature = "microlp")]
mod microlp;

mod apart;
mod branch;
mod closure;
pub mod conflict;
pub mod joint;
mod ladder;
mod lessons;
pub mod missing;
mod outcome;
mod point;
pub mod progress;
mod relaxation;
mod search;
mod task;

pub use apart::{Far, farthest, nearest};
pub use ladder::{certified, first_goal, solve};
pub use lessons::Lessons;
pub use outcome::{First, Outcome, Reached, Relaxation, Solved, Stopped};
pub use progress::{Improvement, Interrupt};
pub use relaxation::relaxation;

use std::time::Instant;

/// A solver behind [`solve`]; the default is the first one of this build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backend {
    /// HiGHS, what every promise is measured with.
    #[cfg(feature = "highs")]
    #[default]
    Highs,
    /// microlp, pure Rust.
    #[cfg(feature = "microlp")]
    #[cfg_attr(not(feature = "highs"), default)]
    Microlp,
}

#[cfg(not(any(feature = "highs", feature = "microlp")))]
compile_error!("one of the features `highs` and `microlp` must be on");

impl Backend {
    /// Name and version, as reports print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "highs")]
            Self::Highs => highs::NAME,
            #[cfg(feature = "microlp")]
            Self::Microlp => microlp::NAME,
        }
    }
}

/// How the first goal is searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stages {
    /// Relaxation, a plan built around it, neighbourhoods, then trees over all that prices leave.
    #[default]
    All,
    /// The relaxation, a plan built around it and neighbourhoods alone: a good plan soon, and no proof that needs a tree.
    PlansOnly,
    /// The exact search alone: the solver on the program as it is, to measure the others against.
    ExactOnly,
}

/// How far to search. The default searches until everything is proven.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Relative gap at which a goal counts as answered; 0 asks for proof.
    pub gap: f64,
    /// When the clock ends the search: for all questions of a study together, as it is a point in time. Runs it stops are
    /// not repeatable.
    pub deadline: Option<Instant>,
    /// Limit on the nodes of each tree search; repeatable.
    pub nodes: Option<u64>,
}

impl Limits {
    /// The same for the next of so many parts of a study: an equal share of the time that is left. What it does not use is
    /// left to the others.
    #[must_use]
    pub fn share(&self, parts: usize) -> Self {
        let now = Instant::now();
        let parts = u32::try_from(parts).unwrap_or(u32::MAX).max(1);
        let share = |end: Instant| now + end.saturating_duration_since(now) / parts;
        Self { deadline: self.deadline.map(share), ..self.clone() }
    }

    /// Whether the clock has ended the search.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.deadline.is_some_and(|end| Instant::now() >= end)
    }
}

/// Is shown a plan, its value and what no plan passes.
pub type Planned<'a> = dyn Fn(&crate::plan::Plan, i128, i128) + Sync + 'a;

impl Options<'_> {
    /// The same for the next of so many parts of a study: see [`Limits::share`].
    #[must_use]
    pub fn share(&self, parts: usize) -> Self {
        Self { limits: self.limits.share(parts), ..self.clone() }
    }

    /// Why the search is over, where the clock or somebody has ended it.
    #[must_use]
    pub fn ended(&self) -> Option<Stopped> {
        if self.interrupt.is_some_and(Interrupt::raised) {
            return Some(Stopped::Interrupted);
        }
        self.limits.is_over().then_some(Stopped::TimeLimit)
    }
}

/// How to search.
#[derive(Clone, Default)]
pub struct Options<'a> {
    /// Who searches.
    pub backend: Backend,
    /// When to stop.
    pub limits: Limits,
    /// How the first goal is searched.
    pub stages: Stages,
    /// A plan to start from; where it breaks a rule of this scenario it is repaired.
    pub start: Option<crate::plan::Plan>,
    /// No plan passes this value of the first goal, in its smallest unit: a bound proven for a scenario that allows all
    /// that this one does.
    pub bound: Option<i128>,
    /// A value of the first goal that is asked about: the search ends when a plan reaches it, or none can.
    pub enough: Option<i128>,
    /// Where a value is asked about: whether to go on to the best plan once one reaches it.
    pub further: bool,
    /// What proofs of questions like this one have taught, and who is told what this one teaches.
    pub lessons: Option<&'a Lessons>,
    /// Is told what this one teaches.
    pub teaches: Option<&'a std::sync::Mutex<Lessons>>,
    /// Lets somebody end the search early.
    pub interrupt: Option<&'a Interrupt>,
    /// Is told of every improvement while the search goes on.
    pub watch: Option<&'a (dyn Fn(&Improvement) + Sync)>,
    /// Is shown the best plan of the first goal so far, audited, with its value and what no plan passes.
    pub planned: Option<&'a Planned<'a>>,
}
