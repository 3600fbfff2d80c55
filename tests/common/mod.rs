//! What several tests share: small cases by hand, random ones, a judge by enumeration, and the program itself.
#![allow(
    dead_code,
    unused_imports,
    reason = "every test binary compiles this module and uses its own part of it"
)]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

pub mod book;
pub mod browser;
pub mod build;
pub mod chance;
pub mod oracle;
pub mod program;
pub mod random;
pub mod small;
pub mod web;

pub use oracle::best;
pub use random::random_problem;
pub use small::{SMALL, files};
