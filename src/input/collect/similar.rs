//! Initiatives that may be the same under two ids: names that agree but for case, order of words, signs or a few letters.

use super::merged::{Merged, Row};
use crate::diagnostic::{Diagnostic, Finding};

/// The most rows that are compared with each other.
const MOST: usize = 3_000;

/// A finding for every pair of which at least one row comes from a form.
pub fn names(table: &Merged) -> Vec<Diagnostic> {
    let known: Vec<(&Row, Vec<Name>)> =
        table.rows.iter().take(MOST).map(|row| (row, Name::of(row))).collect();
    let mut found = Vec::new();
    for (at, (second, names)) in known.iter().enumerate().filter(|(_, (row, _))| row.origin.is_some()) {
        let others = known.iter().enumerate().filter(|(other, (row, _))| *other < at || row.origin.is_none());
        for (_, (first, other_names)) in others {
            let pairs = names.iter().flat_map(|name| other_names.iter().map(move |other| (name, other)));
            let Some((name, other)) = pairs.into_iter().find(|(a, b)| is_similar(&a.plain, &b.plain)) else {
                continue;
            };
            let id = |row: &Row| row.text("id").to_owned();
            let finding = Finding::SimilarNames {
                id: id(second),
                name: name.text.clone(),
                other: id(first),
                other_name: other.text.clone(),
                other_place: first.place.short(),
            };
            found.push(Diagnostic { finding, place: second.place.clone(), nearest: None });
        }
    }
    found
}

/// A name as written and as compared.
struct Name {
    text: String,
    plain: String,
}

impl Name {
    fn of(row: &Row) -> Vec<Self> {
        let names = ["name_id", "name_en"].iter().filter_map(|column| row.cells.get(*column));
        names.map(|entry| Self { text: entry.text.clone(), plain: plain(&entry.text) }).collect()
    }
}

/// Words in order, without signs.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|sign: char| !sign.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether two names differ in at most one letter out of eight.
fn is_similar(first: &str, second: &str) -> bool {
    let most = first.chars().count().max(second.chars().count()) / 8;
    first == second
        || first.len().abs_diff(second.len()) <= 4 * most && strsim::osa_distance(first, second) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_others_not() {
        let similar = |a, b| is_similar(&plain(a), &plain(b));
        assert!(similar("Portal layanan", "portal Layanan"));
        assert!(similar("Pusat data (sewa)", "Sewa pusat-data"));
        assert!(similar("Rekam medis elektronik", "Rekam medik elektronik"));
        assert!(!similar("Portal layanan", "Portal pajak"));
        assert!(!similar("A", "B"));
    }
}
