//! Public instances as ordinary cases: [`minelib`], [`mknap`] and [`ppssp`] turn the text of published files into the
//! files of a case, or into every finding that stands in the way.
//!
//! ```text
//! minelib(PREFIX.prec, PREFIX.cpit) -> case.toml, initiatives.csv, costs.csv
//! ```
//!
//! One file here per format, each with the meaning it carries over; under them `scan` (words and their places),
//! `decimal` (numbers that stay text, so nothing is rounded) and `write` (TOML and CSV). Nothing here opens or writes
//! files, solves, or judges the case: what it produces is read like any other.

mod decimal;
mod minelib;
mod mknap;
mod ppssp;
mod scan;
mod write;

use std::collections::BTreeMap;

pub use minelib::minelib;
pub use mknap::mknap;
pub use ppssp::ppssp;

/// Files by their path inside the folder that is written; several instances have a folder each.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A file of an instance.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, for findings.
    pub name: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// What the cases written are called, and in which language their outputs will be.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// The id of the case, or what the ids of several begin with.
    pub id: &'a str,
    /// The language code, `id` or `en`.
    pub language: &'a str,
}
