//! Printing: data to stdout, the rest to stderr. A reader that has gone away is not an error.

use std::io::{IsTerminal as _, Write as _};

/// Data, as it is.
pub fn data(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// A message beside the data.
pub fn aside(text: &str) {
    if text.is_empty() {
        return;
    }
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "{text}");
}

/// Whether somebody watches stderr.
pub fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}
