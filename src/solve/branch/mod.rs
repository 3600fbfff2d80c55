//! Exact search made for small hard programs: branch and bound over relaxations that are solved in microseconds.
//!
//! A node of a general solver costs milliseconds; the programs asked here (neighbourhoods of a plan, cases of a few
//! hundred initiatives) have few rows that bind, so a dual simplex method on those alone is many times faster. Bounds
//! are recomputed from multipliers with room for rounding, whole solutions are judged by the caller.

mod choose;
mod implied;
mod inverse;
mod lane;
mod open;
mod restrict;
mod sheet;
mod simplex;
mod strengthen;
#[cfg(test)]
mod tests;
mod tree;

pub use choose::{Gain, Gains};
pub use restrict::{Point, Restricted};
pub use sheet::Sheet;
pub use strengthen::light;
pub use tree::{Care, Ended, Guess, Next, Search};
