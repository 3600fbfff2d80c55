//! Why a plan is as it is, as data: words are in `words`, tables in `report`.
//!
//! [`reasons`] says of every initiative why it is in, why not earlier, or what keeps it out; [`compare`] is one plan
//! minus another, [`nearer`] which differences nobody needs, and [`why`] what stood in the way of a change, or still does.

pub mod base;
mod compare;
pub mod conflicts;
pub mod credit;
pub mod explained;
mod nearer;
pub mod otherwise;
pub mod price;
pub mod ranking;
mod reasons;
pub mod rule_costs;
pub mod story;
mod why;

pub use compare::{Change, Move, compare};
pub use nearer::nearer;
pub use reasons::{Because, Blocked, Reason, Status, reasons};
pub use why::{Why, why};
