//! Bytes to text, and where in a text things stand.

use super::gather::Gather;
use crate::diagnostic::{Finding, Place};

/// The text of a file: without byte-order mark, with a finding where it is not clean UTF-8.
pub fn text_of(g: &mut Gather, file: &str, bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let place_of = |before: &[u8]| {
        let line = before.split(|&b| b == b'\n').count();
        let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let column = before.get(start..).map_or(0, |part| String::from_utf8_lossy(part).chars().count()) + 1;
        Place { file: file.into(), line: Some(line), column: Some(column), field: None, sheet: None }
    };
    if let Err(error) = std::str::from_utf8(bytes) {
        let before = bytes.get(..error.valid_up_to()).unwrap_or(bytes);
        g.add(Finding::NotUtf8 {}, place_of(before));
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        g.add(Finding::NulByte {}, place_of(bytes.get(..at).unwrap_or(bytes)));
    }
    String::from_utf8_lossy(bytes).into_owned()
}

/// The sign that separates most cells of the header line.
#[must_use]
pub fn separator_of(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // The first of equals: a comma unless another sign is used more.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

/// Where a record of a CSV text begins.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// Its byte, possibly on blank lines before it.
    pub offset: usize,
    /// The line of that byte.
    pub line: usize,
}

/// What a walk over a record finds.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    /// Line and character at which the wanted cell begins.
    pub at: (usize, usize),
    /// Where a quote opened that never closed.
    pub open_quote: Option<(usize, usize)>,
}

/// Walks a record's characters to the beginning of its cell number `wanted`, quoted line breaks included.
#[must_use]
pub fn walk(text: &str, separator: u8, row: Start, wanted: usize) -> Walk {
    let separator = char::from(separator);
    let raw = text.get(row.offset..).unwrap_or("");
    let (mut line, mut character, mut cell) = (row.line, 1, 0);
    let (mut quoted, mut cell_start, mut at) = (None, true, (line, 1));
    let mut signs = raw.chars().peekable();
    while signs.next_if(|&c| c == '\n' || c == '\r').inspect(|&c| line += usize::from(c == '\n')).is_some() {}
    at.0 = line;
    while let Some(sign) = signs.next() {
        if cell_start && cell == wanted {
            return Walk { at: (line, character), open_quote: None };
        }
        match (sign, quoted) {
            ('"', None) if cell_start => quoted = Some((line, character)),
            ('"', Some(_)) if signs.peek() == Some(&'"') => {
                signs.next();
                character += 1;
            }
            ('"', Some(_)) => quoted = None,
            ('\n' | '\r', None) => break,
            (c, None) if c == separator => {
                cell += 1;
                cell_start = true;
                character += 1;
                at = (line, character);
                continue;
            }
            _ => {}
        }
        cell_start = false;
        character += 1;
        if sign == '\n' {
            (line, character) = (line + 1, 1);
        }
    }
    Walk { at, open_quote: quoted }
}
