//! From rows to rules: [`read`] turns a scenario's merged rows into its [`Rule`]s, each with its place.
//!
//! One file per kind of row. Rules are put in their stated order: by kind (the order of [`Rule`]'s variants), then id
//! in natural order, then year; the order of rows in files changes nothing.

mod alternatives;
mod bundles;
mod ceilings;
mod commitments;
mod floors;
mod forced;
mod funds;
mod goals;
mod mandatory;
mod order;
mod outcomes;
mod pools;
mod rows;
mod scope;
mod stability;
mod starts;
mod windows;

pub use alternatives::named_groups;
pub use goals::goals;
pub use rows::{Rows, key_of, thing_of};

use super::case_toml::Head;
use super::files::Files;
use super::gather::Gather;
use super::initiatives::Candidates;
use crate::diagnostic::Place;
use crate::portfolio::Portfolio;
use crate::scenario::Rule;

/// What rules are built on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The case's head: ids and units.
    pub head: &'a Head,
    /// The portfolio, before its last check.
    pub portfolio: &'a Portfolio,
    /// What the rows of the initiatives say beside it.
    pub candidates: &'a Candidates,
    /// The case's files.
    pub files: &'a Files,
}

/// A rule, with the place it comes from where later warnings need it.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The rule.
    pub rule: Rule,
    /// The cell or value that says it; none for rules of single initiatives, of which there are many.
    pub place: Option<Place>,
}

impl Placed {
    /// A rule at a place.
    #[must_use]
    pub fn at(rule: Rule, place: Place) -> Self {
        Self { rule, place: Some(place) }
    }
}

impl From<Rule> for Placed {
    fn from(rule: Rule) -> Self {
        Self { rule, place: None }
    }
}

/// The rules of a scenario in their stated order.
pub fn read(g: &mut Gather, ground: &Ground<'_>, rows: &Rows) -> Vec<Placed> {
    let mut rules = Vec::new();
    let earlier = stability::read(g, ground, rows, &mut rules);
    windows::read(ground, rows, &earlier, &mut rules);
    mandatory::read(ground, rows, &mut rules);
    forced::read(g, ground, rows, &mut rules);
    ceilings::read(g, ground, rows, &mut rules);
    floors::read(g, ground, rows, &mut rules);
    starts::read(g, ground, rows, &mut rules);
    funds::read(g, ground, rows, &mut rules);
    windows::dependencies(ground, rows, &mut rules);
    alternatives::read(g, ground, rows, &mut rules);
    bundles::read(g, ground, rows, &mut rules);
    pools::read(g, ground, rows, &mut rules);
    outcomes::read(g, ground, rows, &mut rules);
    commitments::read(g, ground, rows, &mut rules);
    order::sorted(ground.portfolio, rules)
}
