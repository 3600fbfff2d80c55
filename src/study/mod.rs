//! Work over many scenarios: each solved, audited and explained, in parallel, answers in input order.
//!
//! Nothing here prints or writes files.

mod answer;
pub mod frontier;
pub mod ladder;

pub use answer::{Answer, answer, answers};
