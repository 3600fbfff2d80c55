//! The headings of a table: which columns they name, and what is said of those that nothing reads.

use std::collections::{BTreeMap, BTreeSet};

use super::Table;
use crate::diagnostic::Finding;
use crate::input::columns::{Holds, Known, meant};
use crate::input::currency;
use crate::input::gather::Gather;
use crate::input::number::{Decimal, Marks};
use crate::input::shape::{self};
use crate::input::text::Cells;

impl Table {
    /// Gives columns their names; returns the positions of those that hold numbers. Of two headings for one column the one
    /// with its own name counts, and the other is not read; two of the same rank are an error.
    pub(super) fn name_columns(&mut self, g: &mut Gather, first: &Cells, known: &[Known]) -> Vec<usize> {
        let read = |header: &String| known.iter().find_map(|column| Some((column, column.reads(header)?)));
        let found: Vec<Option<(&Known, String)>> = self.header.iter().map(read).collect();
        let own =
            |at: usize, name: &str| self.header.get(at).is_some_and(|held| held.eq_ignore_ascii_case(name));
        let owned: BTreeSet<&str> = found
            .iter()
            .enumerate()
            .filter_map(|(at, found)| found.as_ref().map(|(_, name)| (at, name.as_str())))
            .filter(|(at, name)| own(*at, name))
            .map(|(_, name)| name)
            .collect();
        let mut numbers = Vec::new();
        let mut columns = BTreeMap::new();
        self.names = vec![None; self.header.len()];
        for (at, found) in found.iter().enumerate() {
            let Some((column, name)) = found else { continue };
            // Figures under two names are figures twice.
            if owned.contains(name.as_str()) && !own(at, name) && column.holds == Holds::Text {
                continue;
            }
            if columns.insert(name.clone(), at).is_some() {
                let header = self.header.get(at).cloned().unwrap_or_default();
                g.add(Finding::DuplicateColumn { name: header }, self.place_of(first, at));
            } else if column.holds == Holds::Numbers {
                numbers.push(at);
            }
            if let Some(held) = self.names.get_mut(at) {
                *held = Some(name.clone());
            }
        }
        self.columns = columns;
        numbers
    }

    pub(super) fn say_unread(&self, g: &mut Gather, first: &Cells, known: &[Known]) {
        let unread = (0..self.header.len()).filter(|&at| self.known(at).is_none());
        for at in unread {
            self.say_one_unread(g, first, at, known);
        }
    }

    /// A column that nothing reads: an error where one that is read seems to be meant, and named with its sum where it holds
    /// figures. A heading that begins with `#` is for people.
    fn say_one_unread(&self, g: &mut Gather, first: &Cells, at: usize, known: &[Known]) {
        let header = self.header.get(at).map_or("", String::as_str);
        if header.starts_with('#') && !shape::is_error(header) {
            return;
        }
        let read = |cell: &&str| currency::read(cell, Marks::Point, Marks::Point, g.currency.as_read()).ok();
        let cells = self.rows.iter().filter_map(|row| row.get(at)).map(str::trim);
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let figures: Vec<_> = filled.iter().filter_map(|cell| Some(read(cell)?.number)).collect();
        let mostly = figures.len() * 2 > filled.len();
        let place = self.place_of(first, at);
        if header.is_empty() {
            if figures.is_empty() {
                if !filled.is_empty() {
                    g.add(Finding::NotesBeside { cells: filled.len() }, place);
                }
            } else {
                g.add(Finding::UnnamedColumn { numbers: figures.len() }, place);
            }
            return;
        }
        let name = || header.to_owned();
        let meant = meant(known, header, mostly).filter(|meant| meant.money || !self.has(&meant.name));
        match meant {
            Some(meant) if meant.weighs && !filled.is_empty() => {
                g.nearest_is(
                    Finding::NearColumn { name: name(), meant: meant.name.clone() },
                    place,
                    meant.name,
                );
            }
            _ if mostly => {
                let sum = Decimal::sum(&figures).map(Decimal::clear);
                let sum = sum.unwrap_or_default();
                g.add(Finding::FiguresUnread { name: name(), count: figures.len(), sum }, place);
            }
            meant => {
                let finding = Finding::UnknownColumn { name: name() };
                let names = known.iter().map(|k| k.name.as_str());
                match meant {
                    Some(meant) => g.nearest_is(finding, place, meant.name),
                    None => g.near(finding, place, header, names),
                }
            }
        }
    }

    /// The position of the column that says which row it is.
    pub(super) fn key(&self, known: &[Known]) -> Option<usize> {
        let key = known.iter().find(|column| column.key)?;
        self.columns.get(&key.name).copied()
    }

    pub(super) fn leave_out_sub_headings(&mut self, g: &mut Gather, known: &[Known]) {
        let is_known = |at: usize| self.known(at).is_some();
        let more = shape::sub_headings(&self.rows, self.key(known), is_known);
        if more > 0 {
            g.add(Finding::HeadingOfRows { rows: more + 1 }, self.header_place());
            self.rows.drain(..more);
        }
    }
}
