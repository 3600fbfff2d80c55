//! Looks at a workbook before anybody parses it: [`check`] refuses what is no zip, is damaged, would grow beyond
//! [`MOST_UNPACKED`] or nests its XML deeper than [`DEEPEST`].
//!
//! Sizes a zip declares can lie, so every part is unpacked once, in small pieces that are thrown away, and counted.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::diagnostic::Finding;

/// The largest workbook, in bytes as it lies on the disk.
pub const MOST_PACKED: u64 = 32 << 20;
/// The largest workbook once unpacked, in bytes: about a million cells.
pub const MOST_UNPACKED: u64 = 96 << 20;
/// The most parts a workbook may have.
const MOST_PARTS: usize = 2_000;
/// The deepest nesting of XML; what spreadsheets write stays below twenty.
const DEEPEST: usize = 64;

/// Whether a workbook may be parsed.
///
/// # Errors
/// What speaks against it.
pub fn check(bytes: &[u8]) -> Result<(), Finding> {
    if bytes.len() as u64 > MOST_PACKED {
        return Err(too_large(MOST_PACKED));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(Finding::WorkbookTooLarge { what: "parts".to_owned(), most: MOST_PARTS.to_string() });
    }
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| unreadable(&error))?;
        if part.size() > left {
            return Err(too_large(MOST_UNPACKED));
        }
        let name = part.name().map_err(|error| unreadable(&error))?.to_lowercase();
        let is_xml = [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending));
        left = unpack(part, left, is_xml)?;
    }
    Ok(())
}

/// Unpacks a part into nothing; what is left of the allowance.
fn unpack(mut part: impl Read, mut left: u64, is_xml: bool) -> Result<u64, Finding> {
    let mut piece = [0; 16 << 10];
    let mut depth = Depth::default();
    loop {
        let read = match part.read(&mut piece) {
            Ok(0) => return Ok(left),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(&error)),
        };
        left = left.checked_sub(read as u64).ok_or_else(|| too_large(MOST_UNPACKED))?;
        if is_xml && piece.iter().take(read).any(|&byte| depth.after(byte) > DEEPEST) {
            let most = DEEPEST.to_string();
            return Err(Finding::WorkbookTooLarge { what: "depth".to_owned(), most });
        }
    }
}

/// How deep the elements of an XML text are nested, byte by byte.
#[derive(Debug, Default)]
struct Depth {
    open: usize,
    inside: Inside,
    quote: u8,
    before: u8,
}

/// Where in a tag a byte stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    /// Between tags.
    #[default]
    Text,
    /// After `<`.
    Begun,
    /// In `<name ...`.
    Opening,
    /// In `</name`, `<!...` or `<?...`.
    Other,
}

impl Depth {
    /// The depth after one more byte.
    fn after(&mut self, byte: u8) -> usize {
        match (self.inside, byte) {
            (Inside::Text, b'<') => self.inside = Inside::Begun,
            (Inside::Begun, b'/') => {
                self.open = self.open.saturating_sub(1);
                self.inside = Inside::Other;
            }
            (Inside::Begun, b'!' | b'?') => self.inside = Inside::Other,
            (Inside::Begun, _) => {
                self.open += 1;
                (self.inside, self.quote) = (Inside::Opening, 0);
            }
            (Inside::Opening, b'"' | b'\'') if self.quote == 0 => self.quote = byte,
            (Inside::Opening, _) if self.quote != 0 => {
                if byte == self.quote {
                    self.quote = 0;
                }
            }
            (Inside::Opening, b'>') => {
                if self.before == b'/' {
                    self.open = self.open.saturating_sub(1);
                }
                self.inside = Inside::Text;
            }
            (Inside::Other, b'>') => self.inside = Inside::Text,
            (Inside::Text | Inside::Opening | Inside::Other, _) => {}
        }
        self.before = byte;
        self.open
    }
}

fn too_large(most: u64) -> Finding {
    Finding::WorkbookTooLarge { what: "size".to_owned(), most: format!("{} MB", most >> 20) }
}

/// A workbook that cannot be opened, in the words of whoever failed.
pub fn unreadable(error: &dyn std::fmt::Display) -> Finding {
    Finding::WorkbookUnreadable { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deepest(text: &str) -> usize {
        let mut depth = Depth::default();
        text.bytes().map(|byte| depth.after(byte)).max().unwrap_or(0)
    }

    #[test]
    fn depth_counts_open_elements_only() {
        assert_eq!(deepest("<?xml version='1.0'?><a><b/><c x=\"/>\"><d></d></c><!-- <x> --></a>"), 3);
        assert_eq!(deepest("<a/><a/><a/>"), 1);
        assert_eq!(deepest(&"<a>".repeat(100)), 100);
    }
}
