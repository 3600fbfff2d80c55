//! Printing: data to stdout, the rest to stderr. A reader that has gone away is not an error.
//!
//! Nothing that somebody else wrote can command a terminal: hidden signs are written out (`\u001b`), which JSON reads as
//! the signs themselves.

use std::borrow::Cow;
use std::io::{IsTerminal as _, Write as _};

use crate::chart::PngError;
use crate::signs;
use crate::words::Lang;
use crate::words::cli::{Message, message};

/// Data: texts without hidden signs, other bytes as they are.
pub fn data(bytes: &[u8]) {
    let shown = std::str::from_utf8(bytes).map(signs::visible);
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(shown.as_deref().map_or(bytes, str::as_bytes)).and_then(|()| out.flush());
}

/// A message beside the data.
pub fn aside(text: &str) {
    if text.is_empty() {
        return;
    }
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "{}", signs::visible(text));
}

/// What the reader of arguments says of them: in its colours, unless it repeats a hidden sign.
pub fn refused(error: &clap::Error) {
    let text = error.render().to_string();
    match signs::visible(&text) {
        Cow::Borrowed(_) => drop(error.print()),
        Cow::Owned(shown) => drop(std::io::stderr().lock().write_all(shown.as_bytes())),
    }
}

/// Charts that could not be drawn, and why.
pub fn failed_pictures(failed: &[(String, PngError)], lang: Lang) {
    for (name, why) in failed {
        aside(&message(&Message::NoPicture(name, &format!("{why:?}")), lang));
    }
}

/// Whether somebody watches stderr.
pub fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}
