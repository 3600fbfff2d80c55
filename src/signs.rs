//! Signs that nobody sees and that change what others mean: control characters, marks of direction, zero widths.
//! [`visible`] writes them so that they can be seen, [`cleaned`] takes them out of a text.
//!
//! A terminal would obey them (`ESC`), a reader would see another order (U+202E), and two names that look alike would
//! differ (U+200B). Letters that join others (U+200C, U+200D) belong to scripts and stay.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a sign is one of these; line feed and tab are not, since texts of several lines have them.
#[must_use]
pub fn is_hidden(sign: char) -> bool {
    match sign {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        _ => sign.is_control(),
    }
}

/// Whether a sign breaks a line or leaves a gap, so that a blank takes its place.
fn is_break(sign: char) -> bool {
    matches!(sign, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text with every hidden sign written as JSON would (`\u202e`).
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    written(text, is_hidden)
}

/// The same in one line: line feeds and tabs are written as well.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    written(text, |sign| is_hidden(sign) || matches!(sign, '\n' | '\t'))
}

fn written(text: &str, wanted: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&wanted) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match sign {
            '\n' if wanted(sign) => shown.push_str("\\n"),
            '\t' if wanted(sign) => shown.push_str("\\t"),
            sign if wanted(sign) => {
                // Writing to a String cannot fail.
                let _ = write!(shown, "\\u{:04x}", u32::from(sign));
            }
            sign => shown.push(sign),
        }
    }
    Cow::Owned(shown)
}

/// A text in one line without hidden signs, and the first of them; nothing where the text is so already. Line breaks
/// and tabs become one blank and are not counted as hidden.
#[must_use]
pub fn cleaned(text: &str) -> Option<(String, Option<char>)> {
    if !text.contains(|sign| is_hidden(sign) || is_break(sign)) {
        return None;
    }
    let first = text.chars().find(|&sign| is_hidden(sign) && sign != '\r');
    let mut clean = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_break(sign) {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_hidden(sign) {
            clean.push(sign);
        }
    }
    Some((clean, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_signs_are_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\r\nd\te"), "a\\u001b[31mb\\u202ec\\u000d\nd\te");
        assert_eq!(line("a\nb\tc\u{feff}"), "a\\nb\\tc\\ufeff");
        assert!(matches!(visible("Naïve – Kab. Paser 𝒜 \u{200d}"), Cow::Borrowed(_)));
    }

    #[test]
    fn hidden_signs_are_taken_out() {
        assert_eq!(cleaned("plain"), None);
        assert_eq!(cleaned("two\r\nlines\tand a tab"), Some(("two lines and a tab".to_owned(), None)));
        assert_eq!(cleaned("a\u{200b}b\u{2028}c\u{1b}d"), Some(("ab cd".to_owned(), Some('\u{200b}'))));
        for sign in (0..=0x2_fff).filter_map(char::from_u32).filter(|&sign| is_hidden(sign)) {
            let (clean, _) = cleaned(&format!("a{sign}b")).expect("hidden");
            assert!(!clean.contains(is_hidden) && visible(&clean) == clean, "{sign:?}");
        }
    }
}
