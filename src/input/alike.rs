//! Ids that a reader cannot tell apart: [`Seen`] names two of one kind that look alike, [`invisible`] the characters
//! that nobody sees.
//!
//! `A1` and `a1`, `O1` and `01`, `Dinkes` in Latin and in Cyrillic letters look alike. Letters are compared by the
//! skeletons of Unicode's security mechanisms (UTS 39), after normalisation.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

use super::gather::Gather;
use crate::diagnostic::{Finding, Place};
use crate::finding::Thing;

/// Characters that show nothing, or only a blank, beside control characters and blanks of other kinds: the first and
/// the last of each range.
const INVISIBLE: [(char, char); 18] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Whether a character shows nothing, or looks like the blank without being it.
#[must_use]
pub fn invisible(sign: char) -> bool {
    sign.is_control()
        || (sign.is_whitespace() && sign != ' ')
        || INVISIBLE.iter().any(|(from, to)| (*from..=*to).contains(&sign))
}

/// The text with every character escaped that nobody would see: `A\u{200b}1`.
#[must_use]
pub fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        if invisible(sign) {
            shown.extend(sign.escape_unicode());
        } else {
            shown.push(sign);
        }
    }
    shown
}

/// The text as a finding names it: what nobody sees escaped, and what only looks like plain letters said once more with
/// the numbers of its characters: `Dinkеs (Dink\u{435}s)`.
#[must_use]
pub fn told(text: &str) -> String {
    let shown = shown(text);
    if text.is_ascii() || !skeleton(text).all(|sign| sign.is_ascii()) {
        return shown;
    }
    let escaped: String = shown
        .chars()
        .flat_map(|sign| {
            let plain = sign.is_ascii();
            plain
                .then_some(sign)
                .into_iter()
                .chain((!plain).then(|| sign.escape_unicode()).into_iter().flatten())
        })
        .collect();
    if escaped == shown { shown } else { format!("{shown} ({escaped})") }
}

/// Whether two texts look alike; equal ones do.
#[must_use]
pub fn alike(a: &str, b: &str) -> bool {
    folded(a) == folded(b) || drawn(a) == drawn(b)
}

/// The text as file systems compare names that ignore case: normalised, in lower case.
#[must_use]
pub fn folded(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}

/// The text as it is drawn, in lower case: letters that look alike are one.
fn drawn(text: &str) -> String {
    let visible: String = text.chars().filter(|&sign| !invisible(sign)).collect();
    skeleton(&visible).collect::<String>().to_lowercase()
}

/// The ids of one kind seen so far.
#[derive(Debug)]
pub struct Seen {
    thing: Thing,
    folded: BTreeMap<String, (String, Place)>,
    drawn: BTreeMap<String, (String, Place)>,
}

impl Seen {
    /// No ids yet.
    #[must_use]
    pub fn new(thing: Thing) -> Self {
        Self { thing, folded: BTreeMap::new(), drawn: BTreeMap::new() }
    }

    /// Takes an id in, and names the earlier one it looks like. Scenarios whose folders would be one are an error.
    pub fn take(&mut self, g: &mut Gather, id: &str, place: impl FnOnce() -> Place) {
        let (folded, drawn) = (folded(id), drawn(id));
        let same_folder =
            self.thing == Thing::Scenario && self.folded.get(&folded).is_some_and(|held| held.0 != id);
        let held = self.folded.get(&folded).or_else(|| self.drawn.get(&drawn));
        let place = match held {
            Some((other, _)) if other == id => return,
            Some((other, at)) => {
                let (thing, place) = (self.thing, place());
                let (id, other) = (told(id), told(other));
                let (file, line) = (at.file.display().to_string(), at.line.unwrap_or(0));
                let finding = if same_folder {
                    Finding::SameFolder { id, other, file, line }
                } else {
                    Finding::LookAlike { thing, id, other, file, line }
                };
                g.add(finding, place.clone());
                place
            }
            None => place(),
        };
        let id = id.to_owned();
        self.folded.entry(folded).or_insert_with(|| (id.clone(), place.clone()));
        self.drawn.entry(drawn).or_insert((id, place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_and_what_does_not() {
        for (a, b) in [
            ("A1", "a1"),
            ("O1", "01"),
            ("Al", "A1"),
            ("AI", "A1"),
            ("Dinkes", "Dink\u{435}s"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("A1", "A\u{200b}1"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("A1", "A2"), ("B8", "BB"), ("dinkes", "dinas")] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn nothing_invisible_is_shown() {
        assert_eq!(shown("A\u{200b}1\u{a0}\u{1b}"), "A\\u{200b}1\\u{a0}\\u{1b}");
        assert_eq!(told("Dink\u{435}s"), "Dink\u{435}s (Dink\\u{435}s)");
        assert_eq!(told("Café"), "Café");
        assert_eq!(told("A1"), "A1");
    }
}
