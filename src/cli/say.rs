//! Printing: data to stdout, the rest to stderr. A reader that has gone away is not an error; anything else that keeps words
//! from where they should go is, and [`finished`] says so at the end.
//!
//! Nothing that somebody else wrote can command a terminal: hidden signs are written out (`\u001b`), which JSON reads as
//! the signs themselves.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::OnceLock;

use super::FAILED;
use crate::chart::PngError;
use crate::signs;
use crate::words::Lang;
use crate::words::cli::{Message, message};

/// Data: texts without hidden signs, other bytes as they are.
pub fn data(bytes: &[u8]) {
    let shown = std::str::from_utf8(bytes).map(signs::visible);
    let mut out = io::stdout().lock();
    note(out.write_all(shown.as_deref().map_or(bytes, str::as_bytes)).and_then(|()| out.flush()));
}

/// A message beside the data.
pub fn aside(text: &str) {
    if text.is_empty() {
        return;
    }
    let mut out = io::stderr().lock();
    note(writeln!(out, "{}", signs::visible(text)));
}

/// The first reason why something could not be printed.
static FAILED_BY: OnceLock<String> = OnceLock::new();

fn note(printed: io::Result<()>) {
    if let Err(error) = printed
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        FAILED_BY.get_or_init(|| error.to_string());
    }
}

/// The exit code of a run that would end with this one: an error where not everything could be printed.
#[must_use]
pub fn finished(code: u8, lang: Lang) -> u8 {
    let Some(why) = FAILED_BY.get() else { return code };
    aside(&message(&Message::CannotPrint(why), lang));
    FAILED
}

/// What the reader of arguments says of them: in its colours, unless it repeats a hidden sign.
pub fn refused(error: &clap::Error) {
    let text = error.render().to_string();
    match signs::visible(&text) {
        Cow::Borrowed(_) => note(error.print()),
        Cow::Owned(shown) => note(io::stderr().lock().write_all(shown.as_bytes())),
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
    io::stderr().is_terminal()
}
