//! Words of a text file with their places, and the findings about them.

use super::Source;
use super::decimal::{Decimal, NotRead};
use crate::diagnostic::{Diagnostic, Finding, Place};

/// Findings after which a file is given up: one of another format would have one in every line.
const MOST_FINDINGS: usize = 100;

/// What was found in the files of an instance.
#[derive(Debug, Default)]
pub struct Found {
    list: Vec<Diagnostic>,
}

impl Found {
    /// Adds a finding at a place.
    pub fn add(&mut self, finding: Finding, place: Place) {
        if self.list.len() < MOST_FINDINGS {
            self.list.push(Diagnostic { finding, place, nearest: None });
        }
    }

    /// Adds a finding about a word.
    pub fn at(&mut self, finding: Finding, word: &Word<'_>) {
        self.add(finding, word.place());
    }

    /// Whether nothing was found so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether nothing more is worth looking for.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.list.len() >= MOST_FINDINGS
    }

    /// The result, where nothing was found.
    ///
    /// # Errors
    /// Everything that was found, in the order of files and lines.
    pub fn or<T>(mut self, result: impl FnOnce() -> T) -> Result<T, Vec<Diagnostic>> {
        if self.list.is_empty() {
            return Ok(result());
        }
        self.list.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.finding.cmp(&b.finding)));
        self.list.dedup();
        Err(self.list)
    }

    /// A whole number from `least` to `most`.
    pub fn whole(&mut self, word: &Word<'_>, least: usize, most: usize) -> Option<usize> {
        let text = || word.text.to_owned();
        let (least_text, most_text) = (least.to_string(), most.to_string());
        let outside = Finding::OutOfRange { text: text(), least: least_text, most: most_text };
        let finding = match Decimal::parse(word.text) {
            Err(NotRead::NoNumber) => Finding::NotANumber { text: text() },
            Err(NotRead::TooLong) => outside,
            Ok(number) if number.decimals() > 0 => Finding::NotWhole { text: text() },
            Ok(number) => match number.to_string().parse::<usize>() {
                Ok(whole) if (least..=most).contains(&whole) => return Some(whole),
                _ => outside,
            },
        };
        self.at(finding, word);
        None
    }

    /// A number, exactly as written.
    pub fn decimal(&mut self, word: &Word<'_>) -> Option<Decimal> {
        let text = || word.text.to_owned();
        let finding = match Decimal::parse(word.text) {
            Ok(number) => return Some(number),
            Err(NotRead::NoNumber) => Finding::NotANumber { text: text() },
            Err(NotRead::TooLong) => Finding::TooLarge { text: text() },
        };
        self.at(finding, word);
        None
    }

    /// A number that is not below zero and has at most so many decimals.
    pub fn amount(&mut self, word: &Word<'_>, decimals: usize) -> Option<Decimal> {
        let number = self.decimal(word)?;
        let text = || word.text.to_owned();
        if number.is_negative() {
            self.at(Finding::Negative { text: text() }, word);
        } else if number.decimals() > decimals {
            self.at(Finding::TooFine { text: text() }, word);
        } else {
            return Some(number);
        }
        None
    }
}

/// A word, with what stands before it in its line.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    file: &'a str,
    line: usize,
    before: &'a str,
    column: Option<&'a str>,
}

impl<'a> Word<'a> {
    /// The cell of a table, placed by its column.
    #[must_use]
    pub fn of_cell(text: &'a str, file: &'a str, line: usize, column: &'a str) -> Self {
        Self { text, file, line, before: "", column: Some(column) }
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        let field = self.column.map(str::to_owned);
        let column = if field.is_some() { None } else { Some(self.before.chars().count() + 1) };
        Place { file: self.file.into(), line: Some(self.line), column, field, sheet: None }
    }
}

/// A line.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    file: &'a str,
    /// Its number, from 1.
    pub number: usize,
    /// Its text.
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// Its words, with blanks between them.
    pub fn words(self) -> impl Iterator<Item = Word<'a>> {
        self.text.split_ascii_whitespace().map(move |text| self.word(text))
    }

    /// A part of it as a word.
    #[must_use]
    pub fn word(self, text: &'a str) -> Word<'a> {
        // The part is a slice of the line, so its address says where in it it stands.
        let at = (text.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Word {
            text,
            file: self.file,
            line: self.number,
            before: self.text.get(..at).unwrap_or(""),
            column: None,
        }
    }

    /// The place of the whole line.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { file: self.file.into(), line: Some(self.number), column: Some(1), field: None, sheet: None }
    }
}

impl<'a> Source<'a> {
    /// Its text; none where that is not UTF-8, which is then found.
    pub fn text(&self, found: &mut Found) -> Option<&'a str> {
        match std::str::from_utf8(self.bytes) {
            Ok(text) => Some(text.trim_start_matches('\u{feff}')),
            Err(error) => {
                let good = self.bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = good.split(|&byte| byte == b'\n').count();
                let place = Place { line: Some(line), ..self.place() };
                found.add(Finding::NotUtf8 {}, place);
                None
            }
        }
    }

    /// The lines of a text of this file that hold something.
    pub fn lines(&self, text: &'a str) -> impl Iterator<Item = Line<'a>> {
        let file = self.name;
        let lines = text.lines().zip(1..).map(move |(text, number)| Line { file, number, text });
        lines.filter(|line| !line.text.trim().is_empty())
    }

    /// The place of the whole file.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { file: self.name.into(), ..Place::default() }
    }

    /// A finding that the file ends where something should follow.
    pub fn ends_early(&self, found: &mut Found, expected: &str) {
        found.add(Finding::EndsEarly { expected: expected.to_owned() }, self.place());
    }
}
