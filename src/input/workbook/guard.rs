//! Looks at a workbook before anybody parses it: [`check`] refuses what is no zip, is damaged, would grow beyond
//! [`MOST_UNPACKED`], nests its XML deeper than [`DEEPEST`] or claims what it does not hold ([`Claims`]).
//!
//! Sizes a zip declares can lie, so every part is unpacked once, event by event with the reader that will parse it, and
//! counted.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::claims::Claims;
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
    let (mut left, mut claims) = (MOST_UNPACKED, Claims::default());
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| unreadable(&error))?;
        if part.size() > left {
            return Err(too_large(MOST_UNPACKED));
        }
        let name = part.name().map_err(|error| unreadable(&error))?.to_lowercase();
        let mut part = BufReader::new(Counted { part, left });
        let is_xml = [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending));
        claims.begin(&name);
        scan(&mut part, is_xml, &mut claims)?;
        // What is not XML, or not to its end, is unpacked all the same.
        std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| failed(&error))?;
        left = part.into_inner().left;
        claims.end()?;
    }
    Ok(())
}

/// Reads the elements of a part; one that is not well formed is left to whoever parses it.
fn scan(part: &mut impl BufRead, is_xml: bool, claims: &mut Claims) -> Result<(), Finding> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    // As the parser of workbooks reads it, or it could see elements that are hidden from us.
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let (mut piece, mut depth) = (Vec::new(), 0_usize);
    loop {
        piece.clear();
        match reader.read_event_into(&mut piece) {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(element)) => {
                depth += 1;
                if is_xml && depth > DEEPEST {
                    let most = DEEPEST.to_string();
                    return Err(Finding::WorkbookTooLarge { what: "depth".to_owned(), most });
                }
                claims.element(&element)?;
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
            Err(quick_xml::Error::Io(error)) => return Err(failed(&error)),
            Err(_) => return Ok(()),
        }
    }
}

/// A part that ends with an error where it would pass the allowance.
struct Counted<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(piece)?;
        self.left = self.left.checked_sub(read as u64).ok_or(std::io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

fn failed(error: &std::io::Error) -> Finding {
    match error.kind() {
        std::io::ErrorKind::FileTooLarge => too_large(MOST_UNPACKED),
        _ => unreadable(error),
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

    fn scanned(text: &str) -> Result<(), Finding> {
        let mut claims = Claims::default();
        claims.begin("xl/sharedStrings.xml");
        scan(&mut text.as_bytes(), true, &mut claims)?;
        claims.end()
    }

    #[test]
    fn only_open_elements_count_as_depth() {
        let opened = |depth: usize| "<a>".repeat(depth);
        assert!(scanned(&opened(DEEPEST)).is_ok() && scanned(&opened(DEEPEST + 1)).is_err());
        assert!(scanned(&"<a/><b></b><!-- <c> -->".repeat(100)).is_ok());
    }

    #[test]
    fn a_claim_cannot_hide() {
        for text in [
            "<sst uniqueCount='99999999999'><si/></sst>",
            "<x:sst count='1' uniqueCount=\"0099999999999\"/>",
            "<!-- > <a b=\" --><sst uniqueCount=\"99999999999\"/>",
            "<![CDATA[ <a b=' ]]><sst uniqueCount=\"99999999999\"/>",
        ] {
            assert!(scanned(text).is_err(), "{text}");
        }
        for text in [
            "<sst uniqueCount='3'><si/></sst>",
            "<sst uniqueCount='many'/>",
            "<!-- <sst uniqueCount='99999999999'/> --><sst/>",
        ] {
            assert!(scanned(text).is_ok(), "{text}");
        }
    }
}
