//! A TOML file as a tree of [`Node`]s that know their place.
//!
//! Types are checked by whoever reads a node, not by a parser that stops at the first mismatch, so that every wrong
//! value in a file is found in one run. Rows of `base.csv` become nodes too and are read like `[[base]]`.

use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::cell::Cell;
use super::gather::Gather;
use super::number::Marks;
use super::text::{Positions, text_of};
use crate::diagnostic::{Finding, Place};
use crate::finding::Shape;
use crate::signs;

/// A value with its key and place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The key it stands under; of a list's elements the list's key.
    pub key: String,
    /// The value.
    pub value: Value,
    origin: Origin,
    key_origin: Origin,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text in quotes, or a cell of a table.
    Text(String),
    /// A number as written, with a decimal point.
    Number(String),
    /// `true` or `false`.
    Truth(bool),
    /// A date or time.
    Date,
    /// A list.
    List(Vec<Node>),
    /// A table, in the order written.
    Table(Vec<Node>),
}

#[derive(Clone, Debug)]
enum Origin {
    Offset(Rc<Source>, usize),
    /// Apart, since few nodes have one and it is large.
    Place(Rc<(Place, Marks)>),
}

#[derive(Debug)]
struct Source {
    file: &'static str,
    text: String,
    positions: Positions,
}

impl Source {
    fn new(file: &'static str, text: String) -> Self {
        Self { file, positions: Positions::of(&text), text }
    }

    fn place(&self, byte: usize) -> Place {
        let (line, column) = self.positions.at(&self.text, byte);
        let (line, column) = (Some(line), Some(column));
        Place { file: self.file.into(), line, column, field: None, sheet: None }
    }
}

impl Node {
    /// An empty table, for a file that is not there.
    #[must_use]
    pub fn empty(file: &'static str) -> Self {
        let place = Place { file: file.into(), ..Place::default() };
        Self::made(String::new(), Value::Table(Vec::new()), place, Marks::Point)
    }

    /// A node made from something that is not TOML.
    #[must_use]
    pub fn made(key: String, value: Value, place: Place, marks: Marks) -> Self {
        let origin = Origin::Place(Rc::new((place, marks)));
        Self { key, value, key_origin: origin.clone(), origin }
    }

    /// Where the value stands, with its key as the field.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place_of(&self.origin)
    }

    /// Where the key stands.
    #[must_use]
    pub fn key_place(&self) -> Place {
        self.place_of(&self.key_origin)
    }

    /// The value under a key of a table.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Table(nodes) => nodes.iter().find(|node| node.key == key),
            _ => None,
        }
    }

    /// The entries of a table; none where it is something else.
    #[must_use]
    pub fn entries(&self) -> &[Node] {
        match &self.value {
            Value::Table(nodes) => nodes,
            _ => &[],
        }
    }

    /// The text or number as a cell.
    #[must_use]
    pub fn as_cell(&self) -> Option<Cell<'_>> {
        let marks = match &self.origin {
            Origin::Place(made) => made.1,
            Origin::Offset(..) => Marks::Unsettled,
        };
        match &self.value {
            Value::Text(text) => Some(Cell::of_node(self, text, marks)),
            Value::Number(text) => Some(Cell::of_node(self, text, Marks::Point)),
            _ => None,
        }
    }

    /// The shape of the value.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match self.value {
            Value::Text(_) => Shape::Text,
            Value::Number(_) => Shape::Number,
            Value::Truth(_) => Shape::Truth,
            Value::Date => Shape::Date,
            Value::List(_) => Shape::List,
            Value::Table(_) => Shape::Table,
        }
    }

    /// This table with the entries of `patch` put over its own.
    #[must_use]
    pub fn patched(&self, patch: &Node) -> Node {
        let mut merged = self.clone();
        if let Value::Table(entries) = &mut merged.value {
            for new in patch.entries() {
                match entries.iter_mut().find(|held| held.key == new.key) {
                    Some(held) => *held = new.clone(),
                    None => entries.push(new.clone()),
                }
            }
        }
        merged
    }

    fn place_of(&self, origin: &Origin) -> Place {
        let field = (!self.key.is_empty()).then(|| self.key.clone());
        match origin {
            Origin::Offset(source, offset) => Place { field, ..source.place(*offset) },
            Origin::Place(made) => made.0.clone(),
        }
    }
}

/// Reads a TOML file; what cannot be parsed is found out loud and the rest is kept.
///
/// The flag says whether the file was whole.
pub fn read(g: &mut Gather, file: &'static str, bytes: &[u8]) -> (Node, bool) {
    let text = text_of(g, file, bytes);
    let source = Rc::new(Source::new(file, text));
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let whole = errors.is_empty();
    let mut lines = std::collections::BTreeSet::new();
    for error in errors {
        let place = source.place(error.span().map_or(0, |span| span.start));
        // What follows on the same line is mostly the same mistake.
        if lines.insert(place.line) {
            g.add(Finding::TomlSyntax { message: error.message().to_owned() }, place);
        }
    }
    let span = table.span().start;
    let mut reading =
        Reading { source: Rc::clone(&source), hidden: Vec::new(), left: MOST_VALUES, beyond: None };
    let value = Value::Table(entries(&mut reading, table.get_ref()));
    if let Some(byte) = reading.beyond {
        g.add(Finding::TooManyValues { most: MOST_VALUES }, source.place(byte));
    }
    for (byte, sign) in reading.hidden {
        g.add(Finding::HiddenSign { sign }, source.place(byte));
    }
    let origin = Origin::Offset(source, span);
    (Node { key: String::new(), value, key_origin: origin.clone(), origin }, whole)
}

/// The most values of a TOML file, those in lists counted one by one.
const MOST_VALUES: usize = 250_000;

/// What is known while the values of a file are read.
struct Reading {
    source: Rc<Source>,
    /// Where hidden signs were taken out of texts, by byte.
    hidden: Vec<(usize, char)>,
    /// How many values may follow.
    left: usize,
    /// The byte of the first value that is one too many.
    beyond: Option<usize>,
}

impl Reading {
    /// Whether a value at a byte may still be read.
    fn has_room(&mut self, byte: usize) -> bool {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None => self.beyond = self.beyond.or(Some(byte)),
        }
        self.beyond.is_none()
    }
}

fn entries(reading: &mut Reading, table: &DeTable<'_>) -> Vec<Node> {
    // The parser puts an empty value, at no place, where it could not read one.
    let mut read: Vec<_> = table.iter().filter(|(_, value)| !value.span().is_empty()).collect();
    read.sort_by_key(|(key, _)| key.span().start);
    let mut nodes = Vec::new();
    for (key, value) in read {
        let at = key.span().start;
        if reading.has_room(at) {
            nodes.push(node(reading, key.get_ref(), at, value));
        }
    }
    nodes
}

fn node(reading: &mut Reading, key: &str, key_at: usize, value: &Spanned<DeValue<'_>>) -> Node {
    let byte = value.span().start;
    let held = match value.get_ref() {
        // Ids and names of files are left as they are: taken for others they would name something else.
        DeValue::String(text) if matches!(key, "id" | "file" | "plan") => {
            Value::Text(text.clone().into_owned())
        }
        DeValue::String(text) => match signs::cleaned(text) {
            Some((clean, first)) => {
                reading.hidden.extend(first.filter(|sign| *sign != '\0').map(|sign| (byte, sign)));
                Value::Text(clean)
            }
            None => Value::Text(text.clone().into_owned()),
        },
        DeValue::Integer(number) if number.radix() == 10 => Value::Number(number.as_str().to_owned()),
        // Other bases are legal TOML, but nobody means an amount by them.
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(items) => {
            let mut nodes = Vec::new();
            for item in items {
                let at = item.span().start;
                if reading.has_room(at) {
                    nodes.push(node(reading, key, at, item));
                }
            }
            Value::List(nodes)
        }
        DeValue::Table(table) => Value::Table(entries(reading, table)),
    };
    let origin = |at| Origin::Offset(Rc::clone(&reading.source), at);
    Node { key: key.to_owned(), value: held, origin: origin(byte), key_origin: origin(key_at) }
}
