//! What `robust` writes: `robust.json` with every answer of the solver, and tables and words that follow from it.
//!
//! [`bundle`] puts the files of a run together; `verify` reads `robust.json`, works everything out again and compares.

pub mod journal;
