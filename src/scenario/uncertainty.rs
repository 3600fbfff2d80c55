//! What is not known for sure, and how it is drawn: weights, costs, delays, points and ceilings.
//!
//! Factors are thousandths (1000 = as stated), chances and weights millionths, delays whole years, so that a draw is a
//! list of integers and what follows from it is exact. Nothing here draws: `study::robust` does.

/// A factor between two ends, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
}

impl Range {
    /// No change at all.
    pub const FIXED: Self = Self { low: 1000, high: 1000 };
}

/// How weights are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightDraw {
    /// As the scenario has them.
    Fixed,
    /// Every set of weights that sums to 1 is as likely as any other.
    Uniform,
    /// Around the scenario's weights: a Dirichlet distribution with parameters `concentration * weight`.
    Around {
        /// The larger, the closer to the scenario's weights.
        concentration: u32,
    },
    /// One of the case's weight sets, each as likely: one set a rater.
    Sets,
}

/// How the cost ratio of an initiative is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostDraw {
    /// Triangular between two ends, the estimate being the likeliest.
    Range(Range),
    /// A project of the reference class.
    Reference,
}

/// How the delay of an initiative is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DelayDraw {
    /// The chance of no year, one year, two years, ... in millionths, summing to a million.
    Chances(Vec<u32>),
    /// A project of the reference class: the one drawn for the cost, where that is drawn from it too.
    Reference,
}

/// How ceilings are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CeilingDraw {
    /// As the scenario has them.
    Fixed,
    /// All limits of a year times one factor, drawn for each year alone.
    Range(Range),
    /// The rules of one of these scenarios (by position), with its chance in millionths.
    Scenarios(Vec<(usize, u32)>),
}

/// One project of a reference class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Final over first cost, in thousandths.
    pub ratio: i64,
    /// Years late, whole and at least 0; none where it is not known.
    pub delay: Option<u16>,
}

/// Everything that is not known for sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncertainty {
    /// The scenario that is studied unless another is asked for, by position.
    pub scenario: usize,
    /// Weights of criteria.
    pub weights: WeightDraw,
    /// The cost ratio of each initiative.
    pub costs: Vec<CostDraw>,
    /// The delay of each initiative.
    pub delays: Vec<DelayDraw>,
    /// The factor on the points of each initiative.
    pub points: Range,
    /// Ceilings and limits of funds.
    pub ceilings: CeilingDraw,
    /// The reference class, where one is drawn from.
    pub reference: Vec<Reference>,
}
