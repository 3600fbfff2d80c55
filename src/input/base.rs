//! Base spending: `[[base]]` and the rows of `base.csv`, which are read alike.
//!
//! In `base.csv` the amounts are one column `amounts` (every plan year) or columns headed by years.

use super::amounts::{Years, by_year};
use super::case_toml::{OPERATING, default, exact};
use super::columns::{Known, Others};
use super::costs;
use super::gather::Gather;
use super::rules::Ground;
use super::rules::Rows;
use super::table::Table;
use super::toml_tree::{Node, Value};
use crate::diagnostic::Finding;
use crate::finding::Thing;
use crate::scenario::BaseSpending;
use crate::units::{AgencyIx, CategoryIx, ClassIx, Money};

const TEXTS: [&str; 6] = ["id", "agency", "category", "class", "fund", "account"];

/// The rows of `base.csv` as rows of `[[base]]`.
pub fn rows_of_table(g: &mut Gather, bytes: &[u8]) -> Vec<Node> {
    let mut known = vec![
        Known::text("id").or("kode").naming_rows(),
        Known::text("agency").or_any(&["owner", "perangkat_daerah", "opd"]),
        Known::text("category").or("kategori"),
        Known::text("class").or_any(&["kelas", "jenis_belanja"]),
        Known::text("fund").or("sumber_dana"),
        Known::text("account").or_any(&["rekening", "kode_rekening"]).describing(),
    ];
    known.push(Known::number("amounts").or_any(&["amount", "jumlah"]));
    known.push(Known::years());
    known.push(Known::family(""));
    let table = Table::read(g, "base.csv", bytes, &known, Others::Warn);
    for column in ["id", "agency"] {
        table.need(g, column);
    }
    (0..table.len()).map(|row| row_node(g, &table, row)).collect()
}

fn row_node(g: &mut Gather, table: &Table, row: usize) -> Node {
    let leaf = |key: &str, cell: super::cell::Cell<'_>| {
        Node::made(key.to_owned(), Value::Text(cell.text.to_owned()), cell.place(), cell.marks)
    };
    let texts = TEXTS.iter().chain(&["amounts"]);
    let mut entries: Vec<Node> = texts.filter_map(|key| Some(leaf(key, table.filled(row, key)?))).collect();
    let years: Vec<Node> = table
        .family("")
        .into_iter()
        .filter_map(|(_, year)| Some(leaf(&year, table.filled(row, &year)?)))
        .collect();
    let place = table.row_place(row);
    if let Some(first) = years.first() {
        if entries.iter().any(|entry| entry.key == "amounts") {
            g.add(Finding::GivenTwice { text: first.key.clone() }, first.place());
        }
        entries.push(Node::made("amounts".to_owned(), Value::Table(years), place.clone(), table.marks));
    }
    Node::made("base".to_owned(), Value::Table(entries), place, table.marks)
}

/// The base spending of a scenario, in natural order of ids.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows) -> Vec<BaseSpending> {
    let head = ground.head;
    let mut found = Vec::new();
    for (id, row) in rows.of(g, "base", Thing::Base) {
        row.known(g, &["id", "agency", "category", "class", "fund", "account", "amounts"]);
        row.need(g, "agency");
        let Some(amounts) = row.need(g, "amounts") else {
            continue;
        };
        let link = |g: &mut Gather, key: &str, ids: &super::lookup::Lookup| {
            let cell = row.cell(g, key, crate::finding::Shape::Text)?;
            ids.find(g, &cell)
        };
        let agency = link(g, "agency", &head.agencies);
        let category = link(g, "category", &head.categories).map(CategoryIx);
        let class = if row.get("class").is_some() {
            link(g, "class", &head.classes).map(ClassIx)
        } else {
            default(g, &row, "class", "operating");
            Some(OPERATING)
        };
        let (Some(agency), Some(class)) = (agency, class) else {
            continue;
        };
        let cell = row.cell(g, "fund", crate::finding::Shape::Text);
        let listed = cell.map(|cell| costs::funds(g, head, &cell));
        let at = cell.or_else(|| row.cell(g, "id", crate::finding::Shape::Text));
        let funds = at.map_or_else(Vec::new, |at| costs::payers(g, head, listed.as_deref(), class, &id, &at));
        let calendar = &ground.portfolio.calendar;
        let amounts = by_year(g, amounts, calendar, Years::of_plan(calendar), exact(head, class));
        found.push(BaseSpending {
            agency: AgencyIx(agency),
            category,
            class,
            funds,
            account: row.text(g, "account"),
            amounts: amounts.into_iter().filter(|(_, a)| *a > 0).map(|(y, a)| (y, Money(a))).collect(),
            id,
        });
    }
    found.sort_by(|a, b| crate::portfolio::natural(&a.id, &b.id));
    found
}
