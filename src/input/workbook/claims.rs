//! Numbers inside a workbook that a parser believes: [`Claims`] compares them with what is there, before it is parsed.
//!
//! A count of texts for which room is taken at once, the number of a formula that others share (a place in a list), a
//! style that is copied for every format, and a sheet that is listed again and again.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use crate::diagnostic::Finding;

/// A count up to here takes little room, whatever follows.
const HARMLESS: usize = 1_000_000;
/// The most formats of cells; spreadsheets stop there too.
const MOST_FORMATS: usize = 65_536;
/// The longest name or format of a style, in bytes.
const MOST_STYLE: usize = 2_048;
/// The most sheets.
const MOST_SHEETS: usize = 1_000;

/// What a workbook has claimed so far.
#[derive(Debug, Default)]
pub struct Claims {
    /// Whether the part is the one of styles.
    styles: bool,
    /// Texts the part claims, and those it has.
    claimed: usize,
    texts: usize,
    formats: usize,
    sheets: BTreeSet<String>,
    targets: BTreeSet<String>,
}

impl Claims {
    /// Begins a part of this name, in lower case.
    pub fn begin(&mut self, name: &str) {
        self.styles = name.ends_with("styles.xml");
        (self.claimed, self.texts, self.formats) = (0, 0, 0);
    }

    /// Takes an element in.
    ///
    /// # Errors
    /// What it claims and cannot be.
    pub fn element(&mut self, element: &BytesStart<'_>) -> Result<(), Finding> {
        let name = element.local_name();
        if self.styles && element.len() > MOST_STYLE {
            return Err(too_large("style", MOST_STYLE));
        }
        match name.as_ref() {
            "sst" => {
                self.claimed = self.claimed.max(number(element, "uniqueCount"));
            }
            "si" => self.texts += 1,
            "f" => {
                let at = number(element, "si");
                if at > HARMLESS {
                    return Err(claims("formula", at, HARMLESS));
                }
            }
            "xf" => {
                self.formats += 1;
                if self.styles && self.formats > MOST_FORMATS {
                    return Err(too_large("formats", MOST_FORMATS));
                }
            }
            "sheet" => {
                let id = attribute(element, |key| key.rsplit(':').next() == Some("id"));
                self.once(id.map(|id| format!("id {id}")))?;
            }
            "Relationship" => {
                let kind = attribute(element, |key| key == "Type").unwrap_or_default();
                let target = attribute(element, |key| key == "Target").unwrap_or_default();
                if kind.rsplit('/').next() == Some("worksheet") {
                    let file = target.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
                    if !self.targets.insert(file.clone()) {
                        return Err(twice(&file));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A sheet that is listed.
    fn once(&mut self, id: Option<String>) -> Result<(), Finding> {
        let Some(id) = id else { return Ok(()) };
        if self.sheets.len() == MOST_SHEETS {
            return Err(too_large("sheets", MOST_SHEETS));
        }
        if self.sheets.insert(id.clone()) { Ok(()) } else { Err(twice(&id)) }
    }

    /// Ends the part.
    ///
    /// # Errors
    /// A claim that what was read does not bear out.
    pub fn end(&self) -> Result<(), Finding> {
        if self.claimed > HARMLESS && self.claimed > self.texts {
            return Err(claims("texts", self.claimed, self.texts));
        }
        Ok(())
    }
}

/// The value of the attribute whose key is wanted, as it is written.
fn attribute(element: &BytesStart<'_>, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|one| wanted(one.key.as_ref()))?;
    Some(found.value.into_owned())
}

/// The largest number given under a key anywhere in an element, be its attributes well formed or not: parsers differ in
/// what they forgive.
fn number(element: &BytesStart<'_>, key: &str) -> usize {
    let text: &str = element;
    let values = text.match_indices(key).filter_map(|(at, _)| {
        let rest = text.get(at + key.len()..)?.trim_start().strip_prefix('=')?;
        let digits =
            rest.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'' | '+'));
        let end = digits.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
        let digits = digits.get(..end).filter(|digits| !digits.is_empty())?;
        Some(digits.parse().unwrap_or(usize::MAX))
    });
    values.max().unwrap_or(0)
}

fn claims(what: &str, claimed: usize, held: usize) -> Finding {
    Finding::WorkbookClaims { what: what.to_owned(), claimed, held }
}

fn too_large(what: &str, most: usize) -> Finding {
    Finding::WorkbookTooLarge { what: what.to_owned(), most: most.to_string() }
}

fn twice(what: &str) -> Finding {
    Finding::WorkbookUnreadable { reason: format!("two sheets in one place, {what}") }
}
