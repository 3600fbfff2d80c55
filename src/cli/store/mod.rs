//! Files on disk: the only module that writes any.
//!
//! [`replace`] writes a folder of results, [`replace_file`] one file, [`read()`] and [`contents`] read a folder of
//! results.

mod read;
mod replace;

use std::collections::BTreeMap;

pub use read::{contents, read};
pub use replace::{replace, replace_file};

/// Files by their path inside the folder, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;
