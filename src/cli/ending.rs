//! Ending a run early: Ctrl-C, SIGTERM and SIGHUP raise one flag that every search looks at, so that what is known by then
//! is kept. A second signal ends the program at once.
//!
//! A signal that was ignored when the program started stays ignored: `nohup` means that.

use std::sync::OnceLock;

use super::{FAILED, say};
use crate::solve::Interrupt;
use crate::words::Lang;
use crate::words::cli::{Message, message};

/// The flag.
pub static INTERRUPT: Interrupt = Interrupt::new();

/// The first signal ends the search with what is known, and says so; the second ends the program.
pub fn listen(lang: Lang, said: Message<'static>) {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| on_signal(move || say::aside(&message(&said, lang))));
}

/// The first signal raises the flag and does this; the second ends the program.
pub fn on_signal(first: impl Fn() + Send + 'static) {
    let act = move || {
        if INTERRUPT.raised() {
            std::process::exit(i32::from(FAILED));
        }
        INTERRUPT.raise();
        first();
    };
    register(act);
}

#[cfg(unix)]
fn register(act: impl Fn() + Send + 'static) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    let is_heard = |signal: &i32| ignored >> (signal - 1) & 1 == 0;
    let heard: Vec<i32> = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(is_heard).collect();
    // Without a handler a signal just ends the program, which loses no results.
    let Ok(mut signals) = signal_hook::iterator::Signals::new(heard) else { return };
    std::thread::spawn(move || signals.forever().for_each(|_| act()));
}

#[cfg(not(unix))]
fn register(act: impl Fn() + Send + 'static) {
    // Without a handler Ctrl-C just ends the program, which loses no results.
    let _ = ctrlc::set_handler(act);
}

/// The signals that are ignored, the first as the lowest bit; none where the system does not tell.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
