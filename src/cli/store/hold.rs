//! Taking a lock for a command, in words.

use std::cell::Cell;
use std::path::Path;

use super::super::{FAILED, say};
use super::lock::{Busy, Lock};
use super::transaction;
use crate::input::pending;
use crate::words::Lang;
use crate::words::cli::{Message, message};
use crate::words::results as words;

/// Takes the lock whose file is `file`; `shown` is what it guards and `who` the command that asks. Waits for another holder
/// if `waits` says so.
///
/// # Errors
/// The exit code, after saying who holds it or what the system says.
pub fn hold(file: &Path, shown: &str, who: &str, waits: bool, lang: Lang) -> Result<Lock, u8> {
    let is_said = Cell::new(false);
    let keeps_waiting = || {
        if waits && !is_said.replace(true) {
            say::aside(&words::waiting(shown, lang));
        }
        waits
    };
    match Lock::take(file, who, &keeps_waiting) {
        Ok(lock) => {
            if !lock.is_guarded() {
                say::aside(&words::no_locks(shown, lang));
            }
            Ok(lock)
        }
        Err(Busy::Held(holder)) => {
            say::aside(&words::held(shown, &holder, lang));
            Err(FAILED)
        }
        Err(Busy::Failed((at, error))) => {
            say::aside(&message(&Message::CannotWrite(&at.display().to_string(), &error.to_string()), lang));
            Err(FAILED)
        }
    }
}

/// Takes the lock of a case, for a command that writes into it.
///
/// # Errors
/// As [`hold`].
pub fn hold_case(case: &Path, who: &str, waits: bool, lang: Lang) -> Result<Lock, u8> {
    hold(&transaction::lock_of(case), &case.display().to_string(), who, waits, lang)
}

/// Finishes what a killed save left in a case, if nobody writes into it now. Where it cannot be finished, readers see the
/// save as a whole all the same.
pub fn tidy(case: &Path, who: &str) {
    if !case.join(pending::FOLDER).is_dir() {
        return;
    }
    if let Ok(_lock) = Lock::take(&transaction::lock_of(case), who, &|| false) {
        let _ = transaction::finish(case);
    }
}
