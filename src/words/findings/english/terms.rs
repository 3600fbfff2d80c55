//! Words that English sentences of findings share.

use crate::finding::{Amount, FolderFlaw, Shape, Thing};
use crate::words::Lang;

/// What a hidden character is.
pub fn hidden(sign: char) -> &'static str {
    match sign {
        '\u{1b}' => "escape, which begins a command to a terminal",
        '\u{200b}' => "zero width space",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte-order mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a mark that changes the direction of the text"
        }
        _ => "control character",
    }
}

/// What a year has for which a list of amounts gives none.
pub fn absent(key: &str) -> &'static str {
    match key {
        "amounts" => "no spending",
        "amount" => "no floor",
        _ => "no limit",
    }
}

/// What a year without an amount means.
pub fn free(key: &str) -> &'static str {
    match key {
        "amount" => "nothing has to be spent",
        "capacity" => "staff has no limit",
        "at_most" => "starts have no limit",
        _ => "spending has no limit",
    }
}

/// Why an id cannot name a folder.
pub fn folder_flaw(flaw: FolderFlaw) -> &'static str {
    match flaw {
        FolderFlaw::Sign => "it holds a sign that names of folders do not have",
        FolderFlaw::Reserved => "Windows keeps this name for a device",
        FolderFlaw::Ending => "it ends with a full stop or a blank",
        FolderFlaw::TooLong => "it is longer than 120 bytes",
    }
}

/// An amount with every digit.
pub fn money(amount: &Amount) -> String {
    super::super::amount(Lang::En, amount)
}

/// What a thing is called.
pub fn name(thing: Thing) -> &'static str {
    match thing {
        Thing::Case => "case",
        Thing::Initiative => "initiative",
        Thing::Agency => "agency",
        Thing::Category => "category",
        Thing::Class => "cost class",
        Thing::Fund => "fund",
        Thing::Pool => "pool",
        Thing::Group => "group",
        Thing::Criterion => "criterion",
        Thing::WeightSet => "weight set",
        Thing::Rater => "rater",
        Thing::Index => "index",
        Thing::Indicator => "indicator",
        Thing::Scenario => "scenario",
        Thing::Ceiling => "ceiling",
        Thing::Floor => "floor",
        Thing::Minimum => "minimum",
        Thing::Starts => "limit of starts",
        Thing::Bundle => "bundle",
        Thing::Synergy => "synergy",
        Thing::Base => "base spending",
        Thing::Outcome => "outcome",
        Thing::Commitments => "commitments limit",
        Thing::ForceIn => "forced start of",
        Thing::ForceOut => "exclusion of",
    }
}

/// What several of a thing are called.
pub fn plural(thing: Thing) -> &'static str {
    match thing {
        Thing::Initiative => "initiatives",
        Thing::Indicator => "indicators",
        other => name(other),
    }
}

/// The shape of a value.
pub fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text in quotes",
        Shape::Number => "a number",
        Shape::Truth => "true or false",
        Shape::Date => "a date",
        Shape::List => "a list [a, b]",
        Shape::Table => "a table { key = value }",
        Shape::Rows => "rows, each headed [[...]]",
        Shape::Amounts => "a number, a list of numbers or a table by year",
    }
}
