//! Work over many scenarios: each solved, audited and explained, in parallel, answers in input order.
//!
//! Nothing here prints or writes files.

pub mod alternatives;
mod answer;
mod cut;
pub mod frontier;
mod judged;
pub mod ladder;
pub mod priorities;
pub mod revision;
pub mod robust;
pub mod what_if;

pub use answer::{Answer, Told, answer, answer_given, answers};
pub use cut::cut;
pub use judged::judged;
