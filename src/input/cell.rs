//! A [`Cell`]: a text somebody wrote, with the place it stands in, whether in a table or in a TOML file.

use super::number::Marks;
use super::table::Table;
use super::toml_tree::Node;
use crate::diagnostic::Place;

/// A written value.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The text without surrounding blanks.
    pub text: &'a str,
    /// How its file writes decimals.
    pub marks: Marks,
    at: At<'a>,
}

#[derive(Clone, Copy, Debug)]
enum At<'a> {
    Table { table: &'a Table, row: usize, column: usize },
    Tree(&'a Node),
}

impl<'a> Cell<'a> {
    /// A cell of a table.
    #[must_use]
    pub fn of_table(table: &'a Table, row: usize, column: usize, text: &'a str) -> Self {
        Self { text: bare(text.trim()), marks: table.marks, at: At::Table { table, row, column } }
    }

    /// A value of a TOML file; a number always has a decimal point there.
    #[must_use]
    pub fn of_node(node: &'a Node, text: &'a str, marks: Marks) -> Self {
        Self { text: text.trim(), marks, at: At::Tree(node) }
    }

    /// Another text at the same place: a part of the cell.
    #[must_use]
    pub fn part(&self, text: &'a str) -> Self {
        Self { text: text.trim(), ..*self }
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        match self.at {
            At::Table { table, row, column } => table.place(row, column),
            At::Tree(node) => node.place(),
        }
    }
}

/// The text, with an apostrophe before what a spreadsheet would take for a formula. Numbers stay numbers. Readers of
/// tables take the apostrophe away again.
#[must_use]
pub fn guarded(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the apostrophe of [`guarded`].
fn bare(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '@', '\t', '\r'])
        || text.starts_with(['+', '-'])
            && !text[1..].chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}
