//! Findings as sentences: one per finding and language, and the help that mends it.
//!
//! `sentence(Lang::En, &finding)` = "initiative A07 depends on I99, which no row defines"; the first line stands
//! alone. [`help`] names the nearest valid value, or says how to write what was meant.

mod english;
mod indonesian;
mod signs;

use super::{Lang, numbers};
use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::finding::Amount;
use crate::portfolio::Currency;
use crate::units::Money;

/// What was found.
#[must_use]
pub fn sentence(lang: Lang, finding: &Finding) -> String {
    match lang {
        Lang::Id => indonesian::sentence(finding),
        Lang::En => english::sentence(finding),
    }
}

/// What would mend it, where that can be said.
#[must_use]
pub fn help(lang: Lang, diagnostic: &Diagnostic) -> Option<String> {
    let advice = match lang {
        Lang::Id => indonesian::advice(&diagnostic.finding),
        Lang::En => english::advice(&diagnostic.finding),
    };
    let nearest = diagnostic.nearest.as_ref().map(|name| match lang {
        Lang::Id => indonesian::nearest(&diagnostic.finding, name),
        Lang::En => english::nearest(&diagnostic.finding, name),
    });
    nearest.or(advice)
}

/// An amount with every digit and its currency, as it can be written into a case.
fn amount(lang: Lang, amount: &Amount) -> String {
    let currency = Currency { sign: amount.sign.clone(), decimals: amount.decimals };
    numbers::money(lang, &currency, Money(amount.units))
}

/// Numbers in ascending order, neighbours as a range: `3, 5-9`.
#[must_use]
pub fn runs(numbers: &[usize]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => parts.push((number, number)),
        }
    }
    let part = |(first, last): &(usize, usize)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// A number in a text, with what stands before and after it.
fn around(text: &str) -> (&str, &str, &str) {
    let digit = |c: char| c.is_ascii_digit();
    let begin = text.find(digit).unwrap_or(0);
    let end = text.rfind(digit).map_or(text.len(), |at| at + 1);
    (text.get(..begin).unwrap_or(""), text.get(begin..end).unwrap_or(text), text.get(end..).unwrap_or(""))
}

/// What follows the first of several findings of one kind.
#[must_use]
pub fn more(lang: Lang, others: usize) -> String {
    match lang {
        Lang::Id => format!(" (dan {others} lagi yang sejenis)"),
        Lang::En => format!(" (and {others} more of this kind)"),
    }
}

/// Where the others of several findings of one kind stand: lines in ascending order.
#[must_use]
pub fn also(lang: Lang, lines: &[usize]) -> String {
    let word = lang.pick("juga baris", "also lines");
    format!("; {word} {}", runs(lines))
}

/// How grave, in a word.
#[must_use]
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match (lang, severity) {
        (Lang::Id, Severity::Error) => "kesalahan",
        (Lang::Id, Severity::Warning) => "peringatan",
        (Lang::Id, Severity::Note) => "catatan",
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Note) => "note",
    }
}

/// The word before the name of a table's column, or of a key.
#[must_use]
pub fn field(lang: Lang, column: bool) -> &'static str {
    match (lang, column) {
        (Lang::Id, true) => "kolom",
        (Lang::Id, false) => "kunci",
        (Lang::En, true) => "column",
        (Lang::En, false) => "key",
    }
}

/// The word before a help.
#[must_use]
pub fn help_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "bantuan",
        Lang::En => "help",
    }
}

/// How many findings of each severity, in a line.
#[must_use]
pub fn count(lang: Lang, errors: usize, warnings: usize, notes: usize) -> String {
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    match lang {
        Lang::Id => format!("{errors} kesalahan, {warnings} peringatan, {notes} catatan"),
        Lang::En => [plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note")].join(", "),
    }
}
