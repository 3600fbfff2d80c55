//! Bytes to text, a CSV text to rows, and where in a text things stand. Every step costs time linear in the text.

use super::gather::Gather;
use crate::diagnostic::{Finding, Place};
use crate::signs;

/// The most rows of a table, those of a spreadsheet.
pub const MOST_ROWS: usize = 1_048_576;
/// The most columns of a table, those of a spreadsheet.
pub const MOST_COLUMNS: usize = 16_384;
/// The most characters of a cell, those of a spreadsheet.
pub const MOST_CHARACTERS: usize = 32_767;

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

/// Cuts a CSV text into its rows. A cell begins with a quote or it has none: quotes inside a bare cell are signs like
/// any other, and a doubled quote inside a quoted cell is one quote. Rows in which nothing is written are left out.
#[must_use]
pub fn split(text: &str, separator: u8) -> Split {
    let ends_cell = |byte: u8| byte == separator || matches!(byte, b'\n' | b'\r');
    let bytes = text.as_bytes();
    let mut found = Split::default();
    let (mut at, mut rows) = (0, 0);
    loop {
        at += bytes
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .count();
        if at >= bytes.len() {
            return found;
        }
        rows += 1;
        if rows > MOST_ROWS {
            found.excess.push((Excess::Rows, at));
            return found;
        }
        let mut cells = Building::default();
        loop {
            let begin = at;
            if bytes.get(at) == Some(&b'"') {
                at = quoted(text, at, &mut cells.text);
                found.open_quote = (at > bytes.len()).then_some(begin);
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let end = rest.iter().position(|&byte| ends_cell(byte)).map_or(bytes.len(), |length| at + length);
            cells.text.push_str(text.get(at..end).unwrap_or_default());
            at = end;
            if cells.finish(begin) && found.open_quote.is_none() {
                found.excess.push((Excess::Characters, begin));
            }
            if bytes.get(at) != Some(&separator) {
                break;
            }
            if cells.ends.len() == MOST_COLUMNS {
                found.excess.push((Excess::Columns, at + 1));
                at = end_of_row(bytes, at);
                break;
            }
            at += 1;
        }
        if !cells.text.trim().is_empty() {
            found.rows.push(cells.done());
        }
    }
}

/// What a CSV text holds.
#[derive(Debug, Default)]
pub struct Split {
    /// Its rows, as far as the limits allow.
    pub rows: Vec<Cells>,
    /// The byte of a quote that never closes.
    pub open_quote: Option<usize>,
    /// Every limit that is passed, and the byte from which on.
    pub excess: Vec<(Excess, usize)>,
}

/// A limit that a table passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More than [`MOST_ROWS`].
    Rows,
    /// More than [`MOST_COLUMNS`].
    Columns,
    /// More than [`MOST_CHARACTERS`] in a cell.
    Characters,
}

/// The cells of a row.
#[derive(Debug)]
pub struct Cells {
    text: Box<str>,
    /// Of each cell the byte in the file at which it begins, and the byte in `text` at which it ends.
    ends: Box<[(u32, u32)]>,
    kept: usize,
}

impl Cells {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept
    }

    /// The text of a cell.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&str> {
        let (_, end) = *self.ends.get(at).filter(|_| at < self.kept)?;
        let begin = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |(_, end)| *end);
        self.text.get(begin as usize..end as usize)
    }

    /// The texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.kept).filter_map(|at| self.get(at))
    }

    /// Keeps the first cells only; the places of the others stay known.
    pub fn truncate(&mut self, kept: usize) {
        self.kept = self.kept.min(kept);
    }

    /// Puts the cleaned text (`signs::cleaned`) in the place of a cell's, where the cell is wanted; what was taken out, by
    /// cell.
    pub fn clean(&mut self, wanted: impl Fn(usize) -> bool) -> Vec<(usize, char)> {
        if !self.text.contains(|sign: char| sign.is_control() || signs::is_hidden(sign)) {
            return Vec::new();
        }
        let (mut taken, mut text, mut ends) = (Vec::new(), String::new(), Vec::new());
        for (at, &(begin, _)) in self.ends.iter().enumerate() {
            let cell = self.get(at).unwrap_or_default();
            match signs::cleaned(cell).filter(|_| wanted(at)) {
                Some((clean, first)) => {
                    text.push_str(&clean);
                    // A zero byte is an error already.
                    taken.extend(first.filter(|sign| *sign != '\0').map(|sign| (at, sign)));
                }
                None => text.push_str(cell),
            }
            ends.push((begin, u32::try_from(text.len()).unwrap_or(u32::MAX)));
        }
        (self.text, self.ends) = (text.into(), ends.into());
        taken
    }

    /// The byte in the file at which a cell begins; beyond the last cell, that of the last.
    #[must_use]
    pub fn offset(&self, at: usize) -> usize {
        self.ends.get(at).or(self.ends.last()).map_or(0, |(begin, _)| *begin as usize)
    }
}

/// The cells of a row in the making.
#[derive(Default)]
struct Building {
    text: String,
    ends: Vec<(u32, u32)>,
}

impl Building {
    /// Ends a cell that began at a byte of the file; whether it was too long and has been cut.
    fn finish(&mut self, begin: usize) -> bool {
        let start = self.ends.last().map_or(0, |(_, end)| *end as usize);
        let most = self.text.get(start..).and_then(|cell| cell.char_indices().nth(MOST_CHARACTERS));
        if let Some((most, _)) = most {
            self.text.truncate(start + most);
        }
        let whole = |size: usize| u32::try_from(size).unwrap_or(u32::MAX);
        self.ends.push((whole(begin), whole(self.text.len())));
        most.is_some()
    }

    fn done(self) -> Cells {
        Cells { text: self.text.into(), kept: self.ends.len(), ends: self.ends.into() }
    }
}

/// Reads a quoted cell that begins at a byte; the byte after its closing quote, beyond the text where there is none.
fn quoted(text: &str, begin: usize, into: &mut String) -> usize {
    let mut at = begin + 1;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some(length) = rest.find('"') else {
            into.push_str(rest);
            return text.len() + 1;
        };
        into.push_str(rest.get(..length).unwrap_or_default());
        at += length + 1;
        if text.as_bytes().get(at) != Some(&b'"') {
            return at;
        }
        into.push('"');
        at += 1;
    }
}

/// The byte at which a row ends, from one that lies in no quotes.
fn end_of_row(bytes: &[u8], from: usize) -> usize {
    let mut quoted = false;
    let rest = bytes.get(from..).unwrap_or_default();
    let length = rest.iter().position(|&byte| {
        quoted ^= byte == b'"';
        !quoted && matches!(byte, b'\n' | b'\r')
    });
    length.map_or(bytes.len(), |length| from + length)
}

/// Where the signs of a text stand: the line and character of a byte, found in a time that does not depend on the length
/// of the text or of its lines.
#[derive(Debug, Default)]
pub struct Positions {
    /// What is known at the beginning of every block of [`BLOCK`] bytes.
    marks: Vec<Mark>,
}

/// Bytes between two marks.
const BLOCK: usize = 1 << 10;

/// What came before a byte.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// The line, from 1.
    line: usize,
    /// Characters of the text before that line.
    begin: usize,
    /// Characters of the text before the byte.
    characters: usize,
}

impl Mark {
    /// What came before the byte `to`, where `self` is what came before `from`.
    fn moved(mut self, bytes: &[u8], from: usize, to: usize) -> Self {
        for at in from..to.min(bytes.len()) {
            let byte = bytes.get(at).copied().unwrap_or_default();
            // Bytes that go on with a character begin with the bits 10.
            self.characters += usize::from(byte & 0xC0 != 0x80);
            let breaks = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if breaks {
                (self.line, self.begin) = (self.line + 1, self.characters);
            }
        }
        self
    }
}

impl Positions {
    /// Of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut mark = Mark { line: 1, begin: 0, characters: 0 };
        let mut marks = Vec::with_capacity(bytes.len() / BLOCK + 1);
        for from in (0..=bytes.len()).step_by(BLOCK) {
            marks.push(mark);
            mark = mark.moved(bytes, from, from + BLOCK);
        }
        Self { marks }
    }

    /// Line and character of a byte of that text, from 1.
    #[must_use]
    pub fn at(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = byte.min(text.len());
        let first = Mark { line: 1, begin: 0, characters: 0 };
        let mark = self.marks.get(byte / BLOCK).copied().unwrap_or(first);
        let mark = mark.moved(text.as_bytes(), byte / BLOCK * BLOCK, byte);
        (mark.line, mark.characters - mark.begin + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The rows as the `csv` crate cuts them, without those in which nothing is written.
    fn judged(text: &str, separator: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(separator);
        let rows = reader.from_reader(text.as_bytes()).into_records().map(|row| row.expect("flexible UTF-8"));
        rows.map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .collect()
    }

    /// Line and character counted from the beginning of the text.
    fn counted(text: &str, byte: usize) -> (usize, usize) {
        let before = text[..byte].replace("\r\n", "\n");
        let lines: Vec<&str> = before.split(['\n', '\r']).collect();
        (lines.len(), lines.last().map_or(0, |line| line.chars().count()) + 1)
    }

    proptest! {
        #[test]
        fn rows_are_those_of_another_reader(text in r#"[ab"",,;\n\r é]{0,40}"#) {
            let rows: Vec<Vec<String>> =
                split(&text, b',').rows.iter().map(|row| row.iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(rows, judged(&text, b','));
        }

        #[test]
        fn positions_are_counted_right(text in "[aé\u{1f600}\n\r]{0,60}", longer in 0_usize..3) {
            // Whole blocks before it move the text over the marks.
            let text = "é\n".repeat(longer * 341) + &text;
            let positions = Positions::of(&text);
            for (byte, sign) in text.char_indices() {
                // Between the two signs of a line break there is no place of its own.
                if sign != '\n' || !text[..byte].ends_with('\r') {
                    prop_assert_eq!(positions.at(&text, byte), counted(&text, byte), "byte {}", byte);
                }
            }
        }

        #[test]
        fn a_cell_begins_where_it_is_written(cells in prop::collection::vec("[ab;é]{1,4}", 1..6)) {
            let text = cells.join(",");
            let found = split(&text, b',');
            for (at, cell) in cells.iter().enumerate() {
                let row = &found.rows[0];
                prop_assert!(row.get(at) == Some(cell) && text[row.offset(at)..].starts_with(cell.as_str()));
            }
        }
    }

    #[test]
    fn what_is_beyond_a_limit_is_named_and_not_kept() {
        let wide = split(&("a,".repeat(MOST_COLUMNS + 5) + "\nb"), b',');
        assert_eq!(wide.excess, [(Excess::Columns, 2 * MOST_COLUMNS)]);
        assert_eq!(wide.rows.iter().map(Cells::len).collect::<Vec<_>>(), [MOST_COLUMNS, 1]);
        let long = split(&("é".repeat(MOST_CHARACTERS + 1) + ",b"), b',');
        assert_eq!(long.excess, [(Excess::Characters, 0)]);
        assert_eq!(long.rows[0].get(0).map(|cell| cell.chars().count()), Some(MOST_CHARACTERS));
        assert_eq!(long.rows[0].get(1), Some("b"));
        let high = split(&"a\n".repeat(MOST_ROWS + 1), b',');
        assert_eq!(high.excess, [(Excess::Rows, 2 * MOST_ROWS)]);
        assert_eq!(high.rows.len(), MOST_ROWS);
        let open = split("a,\"b\nc", b',');
        assert_eq!((open.open_quote, open.rows[0].get(1)), (Some(2), Some("b\nc")));
    }
}
