//! What a page is told of its question. Only the latest counts: a slow reader misses what was overtaken, and keeps
//! nobody waiting.

use std::fmt::Write as _;

use crate::report::room::document::Text;
use crate::report::room::live::Part;
use crate::words::Lang;
use crate::words::serve::{Status, status};

/// The latest.
#[derive(Clone, Debug)]
pub struct News {
    /// Where the search is.
    pub status: Status,
    /// The stop to show, as JSON, and how many came before it.
    pub part: Option<(u64, std::sync::Arc<str>)>,
    /// Whether nothing more will come.
    pub ended: bool,
}

impl News {
    /// Before anything is found.
    pub fn new() -> Self {
        Self { status: Status::Searching, part: None, ended: false }
    }

    /// A newer stop to show.
    pub fn show(&mut self, part: &Part) {
        let count = self.part.as_ref().map_or(1, |(count, _)| count + 1);
        // Texts and numbers: this cannot fail.
        self.part = Some((count, serde_json::to_string(part).unwrap_or_default().into()));
    }

    /// As the data of an event; the stop only where the reader has not got it.
    pub fn data(&self, number: u64, had: u64) -> String {
        let words = Text(status(self.status, Lang::Id), status(self.status, Lang::En));
        let words = serde_json::to_string(&words).unwrap_or_default();
        let mut text =
            format!("{{\"number\":{number},\"state\":\"{}\",\"status\":{words}", state(self.status));
        if let Some(gap) = gap(self.status) {
            // Writing to a string does not fail.
            let _ = write!(text, ",\"gap\":{gap}");
        }
        if let Some((count, part)) = &self.part
            && *count > had
        {
            let _ = write!(text, ",\"part\":{part}");
        }
        text.push('}');
        text
    }
}

/// The word by which the page knows a status.
fn state(status: Status) -> &'static str {
    match status {
        Status::Searching | Status::Improving(_) => "searching",
        Status::Proven => "proven",
        Status::Impossible => "none",
        Status::TimeUp(_) => "best",
        Status::Nothing => "unknown",
        Status::Replaced | Status::Ending => "stopped",
    }
}

/// What may be missing, in millionths.
fn gap(status: Status) -> Option<i64> {
    match status {
        Status::Improving(gap) | Status::TimeUp(gap) => gap,
        Status::Proven => Some(0),
        Status::Searching | Status::Impossible | Status::Nothing | Status::Replaced | Status::Ending => None,
    }
}
