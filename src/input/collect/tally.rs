//! How much a form adds: [`Tally`]; and forms that add nothing.

use super::merged::{Merged, Row, Touch};
use super::{Form, Tables, about};
use crate::diagnostic::{Diagnostic, Finding, Severity};

/// Counts of what one form, or all forms together, add to the case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that the forms hold, in all three tables.
    pub rows: usize,
    /// Initiatives that are new.
    pub added: usize,
    /// Initiatives of the case in which a cell was filled or replaced.
    pub changed: usize,
    /// Cells that were empty and are now filled, in rows that were there.
    pub filled: usize,
    /// Values of the case that were replaced.
    pub replaced: usize,
    /// Cost lines that are new.
    pub lines: usize,
    /// Scores that are new.
    pub scores: usize,
}

impl Tally {
    /// What one form adds, by its number from 0; what all add together if `form` is none.
    #[must_use]
    pub(super) fn of(tables: &Tables, form: Option<usize>) -> Self {
        let wanted = |touch: &&Touch| form.is_none_or(|form| touch.form == form);
        let is_new = |row: &&Row| row.origin.is_some_and(|origin| form.is_none_or(|form| origin == form));
        let count_new = |table: &Merged| table.rows.iter().filter(is_new).count();
        let changes = |row: &&Row| row.touches.iter().filter(wanted).any(|t| t.filled + t.replaced > 0);
        let mut tally = Self {
            added: count_new(&tables.initiatives),
            changed: tables
                .initiatives
                .rows
                .iter()
                .filter(|row| row.origin.is_none())
                .filter(changes)
                .count(),
            lines: count_new(&tables.costs),
            scores: count_new(&tables.scores),
            ..Self::default()
        };
        for row in tables.each().into_iter().flat_map(|table| &table.rows) {
            for touch in row.touches.iter().filter(wanted) {
                tally.rows += 1;
                // Every cell of a new row is new, which its count says already.
                tally.filled += if row.origin == Some(touch.form) { 0 } else { touch.filled };
                tally.replaced += touch.replaced;
            }
        }
        tally
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.added + self.lines + self.scores + self.filled + self.replaced == 0
    }
}

/// Forms without a row, and forms that only repeat the case. A form in which an error was found is left out: why it
/// adds nothing has been said.
pub fn look(forms: &[Form], tallies: &[Tally], found: &[Diagnostic]) -> Vec<Diagnostic> {
    let in_error = |form: &Form| {
        found
            .iter()
            .any(|one| one.finding.severity() == Severity::Error && one.place.file.starts_with(&form.path))
    };
    let sound: Vec<(&Form, &Tally)> = forms.iter().zip(tallies).filter(|(form, _)| !in_error(form)).collect();
    if tallies.iter().all(|tally| tally.rows == 0) && sound.len() == forms.len() {
        let names = forms.iter().map(|form| form.path.clone()).collect();
        return forms.first().map(|form| about(form, Finding::NoRows { forms: names })).into_iter().collect();
    }
    let nothing = |(form, tally): (&Form, &Tally)| match tally {
        Tally { rows: 0, .. } => Some(about(form, Finding::EmptyForm {})),
        tally if tally.is_nothing() => Some(about(form, Finding::RepeatsCase { rows: tally.rows })),
        _ => None,
    };
    sound.into_iter().filter_map(nothing).collect()
}
