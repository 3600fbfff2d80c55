//! One table out of several: [`Merged`]. Rows meet by their key; a cell that two sources fill must hold the same value.

use std::collections::BTreeMap;

use super::source::Source;
use crate::diagnostic::{Diagnostic, Finding, Place};
use crate::finding::Thing;
use crate::input::cell::guarded;

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One row for each initiative.
    Initiatives,
    /// One row for each cost line.
    Costs,
    /// One row for each score.
    Scores,
}

impl Kind {
    /// Its file.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatives.csv",
            Self::Costs => "costs.csv",
            Self::Scores => "scores.csv",
        }
    }

    /// The columns by which its rows meet; the first is needed in every row.
    #[must_use]
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Self::Initiatives => &["id"],
            Self::Costs => &["initiative", "class", "year", "account", "fund"],
            Self::Scores => &["rater", "initiative", "criterion"],
        }
    }
}

/// Whose value counts if a form and the case differ.
#[derive(Clone, Copy, Debug)]
pub struct Preference {
    /// Whether the form's value counts. If not, the difference is an error.
    pub forms: bool,
}

/// A cell that was filled.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its text, numbers with a decimal point.
    pub text: String,
    /// Where it was written.
    pub place: Place,
    /// The form that wrote it, by its number from 0; none if the case did.
    pub form: Option<usize>,
    /// What the case had, if a form replaced it: a form that repeats this value adds nothing.
    pub replaced: Option<String>,
}

/// What one form says about a row.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The form's number, from 0.
    pub form: usize,
    /// Where its row stands.
    pub place: Place,
    /// The owner that its row names.
    pub owner: Option<String>,
    /// How many cells it filled that were empty.
    pub filled: usize,
    /// How many values of the case it replaced.
    pub replaced: usize,
    /// How many values differ from another source's and were not taken.
    pub refused: usize,
}

impl Touch {
    /// Whether the form says anything about the row that was not known before.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.filled + self.replaced + self.refused > 0
    }
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its cells by column.
    pub cells: BTreeMap<String, Entry>,
    /// Where it was first written.
    pub place: Place,
    /// The form that added it, by its number from 0; none if the case has it.
    pub origin: Option<usize>,
    /// What each form says about it, in the order of the forms.
    pub touches: Vec<Touch>,
}

impl Row {
    /// The text of a cell; empty if it is not filled.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |entry| entry.text.as_str())
    }
}

/// A merged table.
#[derive(Debug)]
pub struct Merged {
    /// Which.
    pub kind: Kind,
    /// Rows in the order in which they were met.
    pub rows: Vec<Row>,
    /// What was found while merging.
    pub found: Vec<Diagnostic>,
    /// Whether forms added anything to the case's table.
    pub changed: bool,
    /// Columns by name, and their heading.
    columns: Vec<(String, String)>,
    /// Rows by their key; several for cost lines, which add up.
    by_key: BTreeMap<Vec<String>, Vec<usize>>,
}

impl Merged {
    /// An empty table.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            rows: Vec::new(),
            found: Vec::new(),
            changed: false,
            columns: Vec::new(),
            by_key: BTreeMap::new(),
        }
    }

    /// Adds a source: the case itself (`form` is none), or the form of this number.
    pub fn add(&mut self, source: Source, form: Option<usize>, preference: Preference) {
        self.found.extend(source.found);
        for (name, header) in source.columns {
            if !self.columns.iter().any(|(held, _)| *held == name) {
                self.columns.push((name, header));
            }
        }
        let mut met = BTreeMap::new();
        for (cells, place) in source.rows {
            let cells = cells
                .into_iter()
                .map(|(column, (text, place))| (column, Entry { text, place, form, replaced: None }));
            self.row(cells.collect(), place, form, preference, &mut met);
        }
    }

    /// Adds a row; `met` counts the rows of each key that its source has had so far.
    fn row(
        &mut self,
        cells: BTreeMap<String, Entry>,
        place: Place,
        form: Option<usize>,
        preference: Preference,
        met: &mut BTreeMap<Vec<String>, usize>,
    ) {
        let text = |column: &&str| cells.get(*column).map(|entry| entry.text.clone()).unwrap_or_default();
        let key: Vec<String> = self.kind.key().iter().map(text).collect();
        if key.first().is_none_or(String::is_empty) {
            self.nameless(cells, place, form);
            return;
        }
        // Cost lines of one source add up, so the second line of a key meets the second of another source.
        let nth = met.entry(key.clone()).or_insert(0);
        let at = if self.kind == Kind::Costs { *nth } else { 0 };
        *nth += 1;
        let held = self.by_key.get(&key).and_then(|rows| rows.get(at)).copied().filter(|_| form.is_some());
        let owner = cells.get("owner").map(|entry| entry.text.clone());
        let Some(held) = held.and_then(|at| self.rows.get_mut(at)) else {
            self.by_key.entry(key).or_default().push(self.rows.len());
            self.changed |= form.is_some();
            let touch = form.map(|form| Touch {
                form,
                place: place.clone(),
                owner,
                filled: cells.len(),
                replaced: 0,
                refused: 0,
            });
            self.rows.push(Row { cells, place, origin: form, touches: touch.into_iter().collect() });
            return;
        };
        let Some(form) = form else { return };
        let id = label(&key);
        let mut touch = Touch { form, place, owner, filled: 0, replaced: 0, refused: 0 };
        for (column, entry) in cells {
            self.found.extend(meet(held, &id, column, entry, preference, &mut touch));
        }
        self.changed |= touch.filled + touch.replaced > 0;
        held.touches.push(touch);
    }

    /// A row that names nothing: the case keeps it, and says so when it is read; a form's is an error.
    fn nameless(&mut self, cells: BTreeMap<String, Entry>, place: Place, form: Option<usize>) {
        if form.is_none() {
            self.rows.push(Row { cells, place, origin: None, touches: Vec::new() });
            return;
        }
        let finding = match self.kind {
            Kind::Initiatives | Kind::Costs => Finding::MissingId { thing: Thing::Initiative },
            Kind::Scores => Finding::MissingValue { field: "rater".to_owned() },
        };
        self.found.push(Diagnostic { finding, place, nearest: None });
    }

    /// The table as CSV with a decimal point.
    #[must_use]
    pub fn render(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail, and every row has a cell for every column.
        let mut write = |cells: Vec<String>| drop(writer.write_record(cells));
        write(self.columns.iter().map(|(_, header)| guarded(header)).collect());
        for row in &self.rows {
            write(self.columns.iter().map(|(name, _)| guarded(row.text(name))).collect());
        }
        writer.into_inner().unwrap_or_default()
    }

    /// A finding in the merged table, at the place where its row was written.
    #[must_use]
    pub fn locate(&self, found: Diagnostic) -> Diagnostic {
        let Some(line) = found.place.line else { return found };
        let mut at = 2;
        for row in &self.rows {
            let breaks: usize = row.cells.values().map(|entry| entry.text.matches('\n').count()).sum();
            if (at..=at + breaks).contains(&line) {
                let field = found.place.field.clone();
                let column = field.as_ref().and_then(|field| {
                    self.columns.iter().find(|(name, header)| header == field || name == field)
                });
                let entry = column.and_then(|(name, _)| row.cells.get(name));
                let place = entry.map_or_else(|| row.place.clone(), |entry| entry.place.clone());
                return Diagnostic { place: Place { field, ..place }, ..found };
            }
            at += 1 + breaks;
        }
        found
    }
}

/// Puts a form's cell into a row that is there; what differs is a finding.
fn meet(
    held: &mut Row,
    id: &str,
    column: String,
    entry: Entry,
    preference: Preference,
    touch: &mut Touch,
) -> Option<Diagnostic> {
    let Some(first) = held.cells.get_mut(&column) else {
        touch.filled += 1;
        held.cells.insert(column, entry);
        return None;
    };
    let repeats =
        same(&first.text, &entry.text) || first.replaced.as_ref().is_some_and(|text| same(text, &entry.text));
    if repeats {
        return None;
    }
    let (id, field, place) = (id.to_owned(), column, entry.place.clone());
    let finding = if preference.forms && first.form.is_none() {
        touch.replaced += 1;
        let (old, old_place) = (first.text.clone(), first.place.short());
        let new = entry.text.clone();
        *first = Entry { replaced: Some(old.clone()), ..entry };
        if field == "owner" {
            Finding::OwnerMoved { initiative: id, owner: old, owner_place: old_place, agency: new }
        } else {
            Finding::Replaced { id, field, old, old_place, new }
        }
    } else {
        touch.refused += 1;
        let (text, first_place) = (first.text.clone(), first.place.short());
        Finding::SourcesDiffer { id, field, first: text, first_place, second: entry.text }
    };
    Some(Diagnostic { finding, place, nearest: None })
}

/// A row's key for a sentence: `portal`, or `portal/capital/1` for a cost line.
fn label(key: &[String]) -> String {
    key.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("/")
}

/// Whether two texts are the same but for blanks.
pub fn same(first: &str, second: &str) -> bool {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    first == second || bare(first) == bare(second)
}
