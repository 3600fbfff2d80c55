//! Petajalan: yearly investment plans under budget ceilings, proven, explained and charted.
//!
//! The pipeline, one room per step: `input` reads a case into a `portfolio` and its `scenario`s, `priority` values
//! every start, `model` writes the exact program, `solve` finds and proves a `plan`, `audit` judges it without the
//! solver, `explain` says why, `chart` and `report` show it, `cli` is the door. `words` holds every sentence.
//! A module uses only modules above it in this list.

#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

pub mod signs;

pub mod units;

pub mod finding;

pub mod diagnostic;

pub mod portfolio;

pub mod priority;

pub mod scenario;

pub mod plan;

pub mod audit;

pub mod input;

pub mod model;

pub mod solve;

pub mod explain;

pub mod study;

pub mod claims;

pub mod words;

pub mod import;

pub mod chart;

pub mod report;

pub mod verify;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
