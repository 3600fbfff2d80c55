//! What a workbook says of its sheets beyond their cells: hidden rows and columns, filters, and whether its formulas were
//! ever computed. What cannot be read here is left to the parser of cells, which refuses it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The layout of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Whether a spreadsheet program is asked to compute everything when it opens the file. Programs that write formulas
    /// without computing them set this, and store 0 or nothing as their values.
    pub uncomputed: bool,
    /// The layout of each sheet, by its name.
    pub sheets: BTreeMap<String, SheetLayout>,
}

/// The layout of a sheet. Rows and columns count from 1.
#[derive(Clone, Debug, Default)]
pub struct SheetLayout {
    /// Hidden rows.
    pub hidden_rows: BTreeSet<usize>,
    /// Hidden columns.
    pub hidden_columns: BTreeSet<usize>,
    /// Whether a filter is set.
    pub filtered: bool,
}

/// The last column a sheet has.
const LAST_COLUMN: usize = 16_384;

/// Reads the layout.
#[must_use]
pub fn read(bytes: &[u8]) -> Layout {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Layout::default() };
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let mut layout = Layout::default();
    let mut ids: Vec<(String, String)> = Vec::new();
    each(&part("xl/workbook.xml").unwrap_or_default(), |tag| match tag.local_name().as_ref() {
        "sheet" => ids.extend(attribute(tag, "name").zip(relation(tag))),
        "calcPr" => layout.uncomputed = is_set(tag, "fullCalcOnLoad"),
        _ => {}
    });
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    each(&part("xl/_rels/workbook.xml.rels").unwrap_or_default(), |tag| {
        targets.extend(attribute(tag, "Id").zip(attribute(tag, "Target")));
    });
    for (name, id) in ids {
        let Some(target) = targets.get(&id) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        layout.sheets.insert(name, sheet(&part(&path).unwrap_or_default()));
    }
    layout
}

fn sheet(xml: &str) -> SheetLayout {
    let mut layout = SheetLayout::default();
    let mut row = 0;
    each(xml, |tag| match tag.local_name().as_ref() {
        "row" => {
            row = number(tag, "r").unwrap_or(row + 1);
            if is_set(tag, "hidden") {
                layout.hidden_rows.insert(row);
            }
        }
        "col" if is_set(tag, "hidden") => {
            let (first, last) = (number(tag, "min").unwrap_or(1), number(tag, "max").unwrap_or(0));
            layout.hidden_columns.extend(first..=last.min(LAST_COLUMN));
        }
        "filterColumn" => layout.filtered = true,
        _ => {}
    });
    layout
}

/// Calls a function with every opening tag of an XML text, until the text ends or is no XML.
fn each(xml: &str, mut read: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => read(&tag),
            Event::Eof => return,
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// The relation of a sheet, whatever prefix its name has.
fn relation(tag: &BytesStart<'_>) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| {
        attribute.key.as_ref().contains(':') && attribute.key.local_name().as_ref() == "id"
    })?;
    Some(found.value.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.parse().ok()
}

fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}
