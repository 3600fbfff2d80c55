//! What several tests share: small cases by hand, random ones, and a judge by enumeration.
#![allow(
    dead_code,
    unused_imports,
    reason = "every test binary compiles this module and uses its own part of it"
)]

pub mod build;
pub mod chance;
pub mod oracle;
pub mod random;
pub mod small;

pub use oracle::best;
pub use random::random_problem;
pub use small::{SMALL, files};
