//! Typed access to a table of a TOML file: [`Section`] gives each key's value or a finding that says what it should
//! have been.

use super::cell::Cell;
use super::gather::Gather;
use super::toml_tree::{Node, Value};
use super::unread;
use crate::diagnostic::Finding;
use crate::finding::Shape;
use crate::portfolio::Label;

/// A table of a TOML file with the name it has there.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    /// The table.
    pub node: &'a Node,
    /// Its name (`ceiling`), empty for the whole file.
    pub name: &'a str,
}

impl<'a> Section<'a> {
    /// The whole file.
    #[must_use]
    pub fn file(node: &'a Node) -> Self {
        Self { node, name: "" }
    }

    /// Finds every key that is not among the known ones: an error in a rule, or where it looks mistyped.
    pub fn known(&self, g: &mut Gather, keys: &[&str]) {
        for entry in self.node.entries().iter().filter(|entry| !keys.contains(&entry.key.as_str())) {
            match unread::finding(self.name, &entry.key, keys) {
                (finding, Some(near)) => g.nearest_is(finding, entry.key_place(), near),
                (finding @ Finding::UnknownKey { .. }, None) if !unread::is_remark(&entry.key) => {
                    g.near(finding, entry.key_place(), &entry.key, keys.iter().copied());
                }
                (finding, None) => g.add(finding, entry.key_place()),
            }
        }
    }

    /// The value of a key, whatever its shape.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.node.get(key)
    }

    /// The value of a key that must be there.
    pub fn need(&self, g: &mut Gather, key: &str) -> Option<&'a Node> {
        let found = self.get(key);
        if found.is_none() && g.case_sound {
            let finding = Finding::MissingKey { table: self.name.to_owned(), key: key.to_owned() };
            let near = self.node.entries().iter().map(|entry| entry.key.as_str());
            g.near(finding, self.node.place(), key, near);
        }
        found
    }

    /// A text or number.
    pub fn cell(&self, g: &mut Gather, key: &str, expected: Shape) -> Option<Cell<'a>> {
        cell_of(g, self.get(key)?, expected)
    }

    /// A text; a number is taken as its digits, so that ids need no quotes.
    pub fn text(&self, g: &mut Gather, key: &str) -> Option<String> {
        self.cell(g, key, Shape::Text).map(|cell| cell.text.to_owned())
    }

    /// A number, also in quotes.
    pub fn number(&self, g: &mut Gather, key: &str) -> Option<Cell<'a>> {
        self.cell(g, key, Shape::Number)
    }

    /// `true` or `false`.
    pub fn flag(&self, g: &mut Gather, key: &str) -> Option<bool> {
        let node = self.get(key)?;
        match node.value {
            Value::Truth(truth) => Some(truth),
            _ => wrong(g, node, Shape::Truth),
        }
    }

    /// One text or a list of texts.
    pub fn texts(&self, g: &mut Gather, key: &str) -> Vec<Cell<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        match &node.value {
            Value::List(items) => items.iter().filter_map(|item| cell_of(g, item, Shape::Text)).collect(),
            _ => cell_of(g, node, Shape::Text).into_iter().collect(),
        }
    }

    /// A name in two languages, or one for both.
    pub fn label(&self, g: &mut Gather, key: &str) -> Option<Label> {
        label_of(g, self.get(key)?)
    }

    /// A table under a key.
    pub fn table(&self, g: &mut Gather, key: &'a str) -> Option<Section<'a>> {
        let node = self.get(key)?;
        match node.value {
            Value::Table(_) => Some(Section { node, name: key }),
            _ => wrong(g, node, Shape::Table),
        }
    }

    /// The rows of `[[key]]`.
    pub fn rows(&self, g: &mut Gather, key: &'a str) -> Vec<Section<'a>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let Value::List(items) = &node.value else {
            return wrong(g, node, Shape::Rows).unwrap_or_default();
        };
        let row = |g: &mut Gather, item: &'a Node| match item.value {
            Value::Table(_) => Some(Section { node: item, name: key }),
            _ => wrong(g, item, Shape::Table),
        };
        items.iter().filter_map(|item| row(g, item)).collect()
    }
}

/// A node's text or number.
pub fn cell_of<'a>(g: &mut Gather, node: &'a Node, expected: Shape) -> Option<Cell<'a>> {
    node.as_cell().or_else(|| wrong(g, node, expected))
}

/// A name in two languages, or one for both.
pub fn label_of(g: &mut Gather, node: &Node) -> Option<Label> {
    match &node.value {
        Value::Text(text) => Some(Label::same(text)),
        Value::Table(_) => {
            let section = Section { node, name: "name" };
            section.known(g, &["id", "en"]);
            let (id, en) = (section.text(g, "id"), section.text(g, "en"));
            let either = id.clone().or_else(|| en.clone())?;
            Some(Label { id: id.unwrap_or_else(|| either.clone()), en: en.unwrap_or(either) })
        }
        _ => wrong(g, node, Shape::Text),
    }
}

/// Finds a value of the wrong shape out loud.
pub fn wrong<T>(g: &mut Gather, node: &Node, expected: Shape) -> Option<T> {
    let finding = Finding::WrongShape { key: node.key.clone(), expected, found: node.shape() };
    g.add(finding, node.place());
    None
}
