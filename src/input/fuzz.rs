//! Doors for the fuzzing targets in `fuzz/`: parts of reading that have no public function of their own. Nothing else
//! calls them.

use super::amounts;
use super::columns::{Known, Others};
use super::gather::Gather;
use super::number::{Fit, Marks};
use super::table::Table;
use super::toml_tree::{Node, Value};
use super::values::Unit;
use crate::diagnostic::{Diagnostic, Place};

/// A text read as an amount of money, as a case reads it: whole currency units, or every finding.
///
/// # Errors
/// Every finding; at least one.
pub fn amount(text: &str) -> Result<i64, Vec<Diagnostic>> {
    let mut g = Gather::new();
    let place = Place { file: "initiatives.csv".into(), ..Place::default() };
    let node = Node::made("capex_e1".to_owned(), Value::Text(text.to_owned()), place, Marks::Unsettled);
    let read = amounts::one(&mut g, &node, Unit { factor: 1_000_000, absolute: Some(1), fit: Fit::Exact });
    read.ok_or_else(|| g.into_findings())
}

/// A CSV table as `initiatives.csv` is read: the places of its cells, row by row, and every finding.
#[must_use]
pub fn table(bytes: &[u8]) -> (Vec<Vec<Place>>, Vec<Diagnostic>) {
    let mut g = Gather::new();
    let known = [
        Known::text("id").or("kode").naming_rows(),
        Known::text("name_en").or("nama").describing(),
        Known::number("value").or("nilai"),
        Known::family("capex_e").or("modal_t").like(&["biaya", "cost"]),
        Known::years(),
    ];
    let table = Table::read(&mut g, "initiatives.csv", bytes, &known, Others::Warn);
    let columns = table.headers().count();
    let places = |row: usize| (0..columns).filter_map(|at| Some(table.at(row, at)?.place())).collect();
    let places = (0..table.len()).map(places).collect();
    (places, g.into_findings())
}
