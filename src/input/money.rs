//! `[money]` and `[[class]]`: the currency, prices and cost classes of a case.

use super::case_toml::{default, optional_whole, part};
use super::gather::{Currency, Gather};
use super::keys::Section;
use super::lookup::{Lookup, with_ids};
use super::odd::no_effect;
use super::toml_tree::Node;
use super::values;
use crate::diagnostic::Finding;
use crate::finding::{Shape, Thing};
use crate::portfolio::{CostClass, Label};
use crate::units::Year;

/// The cost classes every case has: id, Indonesian and English name. Data like a case's own, which may rename them.
pub const BUILT_IN_CLASSES: [(&str, &str, &str); 3] = [
    ("capital", "Belanja modal", "Capital"),
    ("operating", "Belanja operasional", "Operating"),
    ("data", "Data", "Data"),
];

/// The currency, and how amounts of money are read.
#[derive(Debug)]
pub struct Money {
    /// Sign and decimals.
    pub currency: crate::portfolio::Currency,
    /// Smallest units in one written unit.
    pub factor: i64,
    /// Year of the prices.
    pub price_year: Year,
    /// Growth a year by class.
    pub inflation: Vec<(String, f64)>,
}

/// `[money]`.
pub fn read(g: &mut Gather, file: &Section<'_>, first: Year) -> Money {
    let none = Node::empty("case.toml");
    let section = part(g, file, "money", &none);
    section.known(g, &["sign", "unit", "decimals", "price_year", "inflation"]);
    let sign = section.text(g, "sign").unwrap_or_else(|| {
        default(g, &section, "sign", "Rp");
        "Rp".to_owned()
    });
    let unit = optional_whole(g, &section, "unit", 1, 1_000_000_000_000, 1);
    let decimals = optional_whole(g, &section, "decimals", 0, 6, 0);
    let year = i64::from(first.0);
    let inflation = inflation(g, &section);
    let (least, most) = ((year - 100).max(1), year + 100);
    // Without inflation the year of the prices changes nothing.
    let price_year = if section.get("price_year").is_some() || !inflation.is_empty() {
        optional_whole(g, &section, "price_year", least, most, year)
    } else {
        year
    };
    let decimals = u8::try_from(decimals).unwrap_or(0);
    g.currency = Currency { sign: sign.clone(), decimals };
    Money {
        currency: crate::portfolio::Currency { sign, decimals },
        factor: unit * 10_i64.pow(u32::from(decimals)),
        price_year: Year(i32::try_from(price_year).unwrap_or(first.0)),
        inflation,
    }
}

/// Smallest counted units of money in one written unit, as this `case.toml` says.
#[must_use]
pub fn unit(case: &[u8]) -> i64 {
    let g = &mut Gather::new();
    let (case, _) = super::toml_tree::read(g, "case.toml", case);
    read(g, &Section::file(&case), Year(0)).factor
}

fn inflation(g: &mut Gather, money: &Section<'_>) -> Vec<(String, f64)> {
    let Some(section) = money.table(g, "inflation") else {
        if money.get("inflation").is_none() {
            default(g, money, "inflation", "0");
        }
        return Vec::new();
    };
    let mut rates = Vec::new();
    for entry in section.node.entries() {
        let rate =
            super::keys::cell_of(g, entry, Shape::Number).and_then(|c| values::fraction(g, &c, -50, 100));
        rates.extend(rate.map(|rate| (entry.key.clone(), rate.real())));
    }
    rates
}

/// The built-in classes and `[[class]]`.
pub fn classes(g: &mut Gather, file: &Section<'_>, money: &Money) -> Vec<CostClass> {
    let rate_of = |id: &str| money.inflation.iter().find(|(class, _)| class == id).map(|(_, rate)| *rate);
    let built_in = |(id, indonesian, english): &(&str, &str, &str)| CostClass {
        id: (*id).to_owned(),
        name: Label { id: (*indonesian).to_owned(), en: (*english).to_owned() },
        money: true,
        decimals: money.currency.decimals,
        inflation: rate_of(id),
    };
    let mut classes: Vec<CostClass> = BUILT_IN_CLASSES.iter().map(built_in).collect();
    let built_in_count = classes.len();
    let rows = file.rows(g, "class");
    for (id, row) in with_ids(g, rows, Thing::Class, "id") {
        row.known(g, &["id", "name", "money", "decimals"]);
        let is_money = row.flag(g, "money").unwrap_or(true);
        let name = row.label(g, "name");
        if is_money && let Some(node) = row.get("decimals") {
            g.add(no_effect("decimals", &["money = false"]), node.key_place());
        }
        let decimals = row.number(g, "decimals").and_then(|cell| values::whole(g, &cell, 0, 6)).unwrap_or(0);
        let decimals = if is_money { money.currency.decimals } else { u8::try_from(decimals).unwrap_or(0) };
        match classes.iter_mut().take(built_in_count).find(|class| class.id == id) {
            Some(_) if !is_money => {
                let place = row.get("money").unwrap_or(row.node).place();
                g.add(Finding::ClassIsMoney { class: id }, place);
            }
            Some(held) => held.name = name.unwrap_or_else(|| held.name.clone()),
            None => {
                let (name, inflation) = (name.unwrap_or_else(|| Label::same(&id)), rate_of(&id));
                classes.push(CostClass { id, name, money: is_money, decimals, inflation });
            }
        }
    }
    let ids = Lookup::new(Thing::Class, classes.iter().map(|class| class.id.as_str()), g.case_sound);
    let rates = file.get("money").and_then(|money| money.get("inflation"));
    for entry in rates.map_or(&[][..], Node::entries) {
        if ids.position(&entry.key).is_none() {
            let finding = Finding::UnknownId { thing: Thing::Class, id: entry.key.clone() };
            g.near(finding, entry.key_place(), &entry.key, ids.ids());
        }
    }
    classes
}
