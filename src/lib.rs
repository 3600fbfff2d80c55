//! Petajalan: yearly investment plans under budget ceilings, proven, explained and charted.
pub mod units;
pub mod finding;
pub mod diagnostic;
pub mod portfolio;
pub mod priority;
pub mod scenario;
pub mod plan;
pub mod input;
pub mod words;
pub mod report;
