//! The text of a case: [`CaseToml`] and CSV [`row`]s.

use std::fmt::Write as _;

use super::Naming;
use super::decimal::Decimal;
use crate::portfolio::Label;

/// A `case.toml` being written.
#[derive(Debug)]
pub struct CaseToml {
    text: String,
}

impl CaseToml {
    /// One that begins with a comment, names and years counted from 1.
    #[must_use]
    pub fn new(naming: &Naming<'_>, comment: &Label, name: &Label, years: usize) -> Self {
        let mut case = Self { text: format!("# {}\n# {}\n\n", comment.id, comment.en) };
        case.text("id", naming.id);
        case.label(name);
        case.text("language", naming.language);
        case.plain("first_year", "1");
        case.plain("years", &years.to_string());
        case
    }

    /// Begins a table, `[value]` or `[[class]]`.
    pub fn table(&mut self, header: &str) {
        self.push(&format!("\n{header}"));
    }

    /// A key with a text.
    pub fn text(&mut self, key: &str, text: &str) {
        self.push(&format!("{key} = {}", quoted(text)));
    }

    /// A key with anything that is not a text.
    pub fn plain(&mut self, key: &str, value: &str) {
        self.push(&format!("{key} = {value}"));
    }

    /// The name of what a table describes.
    pub fn label(&mut self, name: &Label) {
        self.push(&format!("name = {{ id = {}, en = {} }}", quoted(&name.id), quoted(&name.en)));
    }

    /// Amounts by year, years from 1 on: a list, or a table where some are missing.
    pub fn amounts(&mut self, key: &str, amounts: &[Option<Decimal>]) {
        let given = || amounts.iter().zip(1..).filter_map(|(amount, year)| Some((year, amount.as_ref()?)));
        let whole = given().count() == amounts.len();
        let (open, close) = if whole { ("[", "]") } else { ("{ ", " }") };
        let parts: Vec<String> = given()
            .map(
                |(year, amount): (usize, _)| {
                    if whole { amount.to_string() } else { format!("{year} = {amount}") }
                },
            )
            .collect();
        self.push(&format!("{key} = {open}{}{close}", parts.join(", ")));
    }

    /// The bytes of the file.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A text in quotes, as TOML reads it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Writing to a text cannot fail.
            c if c.is_control() => drop(write!(out, "\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Adds a row to a table.
pub fn row<'c>(table: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            table.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            table.extend(["\"", &cell.replace('"', "\"\""), "\""]);
        } else {
            table.push_str(cell);
        }
    }
    table.push('\n');
}
