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

/// How many lines are looked at for the separator.
const SEARCHED: usize = 30;

/// The sign that separates most cells of the heading: of the first line that has two of one kind, and after which the next
/// line has no fewer. A title with commas in it is followed by a line that has fewer.
#[must_use]
pub fn separator_of(text: &str) -> u8 {
    const SIGNS: [u8; 3] = [b',', b';', b'\t'];
    let (mut lines, mut counts, mut quoted) = (Vec::new(), [0_usize; 3], false);
    for byte in text.trim_start().bytes().chain([b'\n']) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                // Lines without any separator are empty, or titles.
                if counts != [0; 3] {
                    lines.push(counts);
                }
                if lines.len() == SEARCHED {
                    break;
                }
                counts = [0; 3];
            }
            _ if quoted => {}
            _ => {
                if let Some(at) = SIGNS.iter().position(|sign| *sign == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    // The first of equals: a comma unless another sign is used more.
    let most = |counts: &[usize; 3]| (0..3).rev().max_by_key(|&at| counts[at]).unwrap_or(0);
    let several = |counts: &&[usize; 3]| counts[most(counts)] >= 2;
    let kept = |pair: &&[[usize; 3]]| {
        let at = most(&pair[0]);
        several(&&pair[0]) && pair[1][at] >= pair[0][at]
    };
    let heading = lines.windows(2).find(kept).map(|pair| &pair[0]);
    let heading = heading.or_else(|| lines.iter().find(several)).or(lines.first());
    heading.map_or(b',', |counts| SIGNS[most(counts)])
}

/// Cuts a CSV text into its rows, leaving out those in which nothing is written. Quotes inside a bare cell are signs like
/// any other, and a doubled quote inside a quoted cell is one quote.
#[must_use]
pub fn split(text: &str, separator: u8) -> Split {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut found = Split::default();
    let mut record = csv::StringRecord::new();
    let mut last = 0;
    for count in 1.. {
        // The text is valid UTF-8 in memory and rows may differ in length, so reading cannot fail.
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let begin = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(text.len()));
        let breaks =
            text.as_bytes().iter().skip(begin).take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        last = begin + breaks;
        if count > MOST_ROWS {
            found.excess.push((Excess::Rows, last));
            return found;
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let is_long =
            |cell: &str| cell.len() > MOST_CHARACTERS && cell.chars().nth(MOST_CHARACTERS).is_some();
        let too_wide = record.len() > MOST_COLUMNS;
        if too_wide || record.iter().any(is_long) {
            let begins = cell_begins(text, separator, last);
            let begin_of = |at: usize| begins.get(at).copied().unwrap_or(last);
            if too_wide {
                found.excess.push((Excess::Columns, begin_of(MOST_COLUMNS)));
            }
            let long = record.iter().take(MOST_COLUMNS).enumerate().filter(|(_, cell)| is_long(cell));
            found.excess.extend(long.map(|(at, _)| (Excess::Characters, begin_of(at))));
            let cut = |cell: &str| cell.chars().take(MOST_CHARACTERS).collect::<String>();
            record = record.iter().take(MOST_COLUMNS).map(cut).collect();
        }
        found.rows.push(Cells { record: record.clone(), begin: last });
    }
    found.open_quote = open_quote(text, separator, last);
    if found.open_quote.is_some() {
        // Only because of the quote is its cell as long as the rest of the file.
        found
            .excess
            .retain(|(excess, byte)| *excess != Excess::Characters || Some(*byte) != found.open_quote);
    }
    found
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
#[derive(Clone, Debug)]
pub struct Cells {
    record: csv::StringRecord,
    /// The byte of the text at which the row begins.
    pub begin: usize,
}

impl Cells {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// The text of a cell.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&str> {
        self.record.get(at)
    }

    /// The texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.record.iter()
    }

    /// Keeps the first cells only.
    pub fn truncate(&mut self, kept: usize) {
        self.record.truncate(kept);
    }

    /// Puts the cleaned text (`signs::cleaned`) in the place of a cell's, where the cell is wanted; what was taken out, by
    /// cell.
    pub fn clean(&mut self, wanted: impl Fn(usize) -> bool) -> Vec<(usize, char)> {
        let suspicious = |cell: &str| cell.contains(|sign: char| sign.is_control() || signs::is_hidden(sign));
        if !self.iter().any(suspicious) {
            return Vec::new();
        }
        let mut taken = Vec::new();
        let texts: Vec<String> = self
            .iter()
            .enumerate()
            .map(|(at, cell)| match signs::cleaned(cell).filter(|_| wanted(at)) {
                Some((clean, first)) => {
                    // A zero byte is an error already.
                    taken.extend(first.filter(|sign| *sign != '\0').map(|sign| (at, sign)));
                    clean
                }
                None => cell.to_owned(),
            })
            .collect();
        *self = self.with(texts.into_iter());
        taken
    }

    /// The same row with other texts.
    #[must_use]
    pub fn with(&self, texts: impl Iterator<Item = String>) -> Self {
        Self { record: texts.collect(), begin: self.begin }
    }
}

/// The bytes at which the cells of a row begin, the row itself beginning at a byte.
#[must_use]
pub fn cell_begins(text: &str, separator: u8, row: usize) -> Vec<usize> {
    walk(text, separator, row).0
}

/// The byte of a quote that opens in a row and never closes.
fn open_quote(text: &str, separator: u8, row: usize) -> Option<usize> {
    walk(text, separator, row).1
}

fn walk(text: &str, separator: u8, row: usize) -> (Vec<usize>, Option<usize>) {
    let bytes = text.as_bytes();
    let mut begins = Vec::new();
    let mut at = row;
    loop {
        begins.push(at);
        if bytes.get(at) == Some(&b'"') {
            let begin = at;
            loop {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                let Some(length) = rest.iter().position(|&byte| byte == b'"') else {
                    return (begins, Some(begin));
                };
                at += length + 2;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
            }
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let ends = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
        at += rest.iter().position(ends).unwrap_or(rest.len());
        if bytes.get(at) != Some(&separator) {
            return (begins, None);
        }
        at += 1;
    }
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

    /// Line and character counted from the beginning of the text.
    fn counted(text: &str, byte: usize) -> (usize, usize) {
        let before = text[..byte].replace("\r\n", "\n");
        let lines: Vec<&str> = before.split(['\n', '\r']).collect();
        (lines.len(), lines.last().map_or(0, |line| line.chars().count()) + 1)
    }

    proptest! {
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
        fn a_walk_meets_the_cells_of_the_reader(text in r#"[ab"",,;\n\r é]{0,40}"#) {
            let found = split(&text, b',');
            for row in &found.rows {
                prop_assert_eq!(cell_begins(&text, b',', row.begin).len(), row.len(), "{:?}", text);
            }
        }

        #[test]
        fn a_cell_begins_where_it_is_written(cells in prop::collection::vec("[ab;é]{1,4}", 1..6)) {
            let text = cells.join(",");
            let found = split(&text, b',');
            for (at, cell) in cells.iter().enumerate() {
                let row = &found.rows[0];
                let begins = cell_begins(&text, b',', row.begin);
                prop_assert!(row.get(at) == Some(cell) && text[begins[at]..].starts_with(cell.as_str()));
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
