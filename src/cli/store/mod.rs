//! Files on disk: the only module that writes any.
//!
//! A command claims its folder of results before it solves ([`Target::claim`]): nobody else writes to it then, and nothing
//! is in it that no run wrote. [`Target::write`] puts the results in place, whole or not at all. [`new_folder`] makes a
//! folder that was not there, [`save`] replaces files of a case, [`read()`] and [`contents`] read a folder
//! of results.

mod file;
mod hold;
mod lock;
mod ownership;
mod read;
mod replace;
mod target;
mod transaction;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

pub use hold::{hold_case, tidy};
pub use lock::{Busy, Lock, now};
pub use read::{contents, read};
pub use target::{Target, args, new_folder, unproven_beside, wait};
pub use transaction::{NotSaved, lock_of, save};

/// Files by their path inside the folder, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A file or folder and what the system says of it.
pub type Failed = (PathBuf, io::Error);
