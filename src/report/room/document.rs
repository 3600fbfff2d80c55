//! The data behind the decision room: one JSON document, embedded in `report.html` and readable by any program.
//!
//! [`Room`] is the whole: what does not depend on the budget once (years, initiatives, words), then one [`Stop`] for
//! every place a reader can stand at: a scenario, or a step of the frontier. A stop says by itself everything that is
//! shown of its plan, so a plan that arrives later is one more [`Stop`] beside its [`Room::texts`]:
//! `petajalan.receive({texts, stops})` in the page shows it.
//!
//! Amounts are whole numbers in the currency's smallest unit, points are millionths, levels hundredths. Numbers above
//! 2^53 are written as text, so that no reader rounds them. Texts are pairs: Indonesian, English.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::portfolio::Label;
use crate::units::Money;

/// A text in Indonesian and in English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Text(pub String, pub String);

impl From<&Label> for Text {
    fn from(label: &Label) -> Self {
        Self(label.id.clone(), label.en.clone())
    }
}

/// A whole number that every reader gets exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole(pub i64);

impl From<Money> for Whole {
    fn from(amount: Money) -> Self {
        Self(amount.0)
    }
}

impl Serialize for Whole {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: u64 = 1 << 53;
        if self.0.unsigned_abs() < EXACT {
            serializer.serialize_i64(self.0)
        } else {
            serializer.collect_str(&self.0)
        }
    }
}

/// Everything the page shows.
#[derive(Clone, Debug, Serialize)]
pub struct Room {
    /// The format's name.
    pub format: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The language a reader meets first: `id` or `en`.
    pub lang: &'static str,
    /// The case.
    pub case: Case,
    /// The years of the plan, ascending.
    pub years: Vec<i32>,
    /// The currency.
    pub currency: Currency,
    /// Words of the page by key, for `id` and `en`.
    pub words: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
    /// How numbers are written, for `id` and `en`.
    pub numbers: BTreeMap<&'static str, Numbers>,
    /// Categories in their order, which is that of their colours.
    pub categories: Vec<Named>,
    /// Agencies.
    pub agencies: Vec<Agency>,
    /// Index schemes; the first is shown first.
    pub schemes: Vec<Scheme>,
    /// Initiatives in id order; everywhere else they are their place in this list.
    pub initiatives: Vec<Initiative>,
    /// Sentences; stops name them by their place in this list.
    pub texts: Vec<Text>,
    /// The scenarios in the case's order, then the steps of the frontier by rising money.
    pub stops: Vec<Stop>,
    /// Key of the stop that is shown first and that others are compared with.
    pub base: String,
    /// Steps of the curve with the profile free, which bounds every stop from above: money and value.
    pub free: Vec<(Whole, i64)>,
    /// What the money along the frontier means, in one sentence.
    pub profile: Option<Text>,
}

/// The case.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Whether its figures are only an example.
    pub illustrative: bool,
    /// One hash over all inputs.
    pub inputs: String,
    /// What was found in the inputs and can change a number, warnings first.
    pub findings: Vec<Found>,
    /// How many that are, in words; empty where there is none.
    pub found: Text,
    /// The default values that were used: a setting and its value.
    pub defaults: Vec<String>,
}

/// A finding that the results carry.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// Its severity and code: `warning W501`.
    pub kind: Text,
    /// What was found.
    pub sentence: Text,
    /// Where.
    pub places: Vec<Text>,
}

/// The currency.
#[derive(Clone, Debug, Serialize)]
pub struct Currency {
    /// Its sign, with the space that parts it from a number where it has one.
    pub sign: String,
    /// Digits after the unit.
    pub decimals: u8,
}

/// How numbers are written.
#[derive(Clone, Debug, Serialize)]
pub struct Numbers {
    /// The mark between thousands.
    pub group: &'static str,
    /// The decimal sign.
    pub point: &'static str,
    /// Units of short amounts, by steps of a thousand.
    pub short: [&'static str; 5],
    /// Units of long amounts, by steps of a thousand.
    pub long: [&'static str; 5],
}

/// An agency.
#[derive(Clone, Debug, Serialize)]
pub struct Agency {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its name where that is short, else its id.
    pub short: Text,
}

/// A category.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// An index scheme.
#[derive(Clone, Debug, Serialize)]
pub struct Scheme {
    /// Its name.
    pub name: Text,
    /// The index before the plan.
    pub before: i64,
    /// The highest level.
    pub highest: i64,
    /// Where each band begins and its name, ascending.
    pub bands: Vec<(i64, Text)>,
}

/// What is true of an initiative whatever the budget.
#[derive(Clone, Debug, Serialize)]
pub struct Initiative {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its category.
    pub category: usize,
    /// Its agency.
    pub agency: usize,
    /// Execution years.
    pub duration: u16,
    /// Years from the start to the first year of service.
    pub service: i32,
    /// Initiatives it may wait for.
    pub needs: Vec<usize>,
    /// What is known of it: a word's key and a text.
    pub facts: Vec<(&'static str, Text)>,
}

/// A place to stand at: a plan under some money, or why there is none.
#[derive(Clone, Debug, Serialize)]
pub struct Stop {
    /// Its key: `s:` and a scenario's id, or `m:` and an amount.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Why it is asked, in the user's words; empty for a step.
    pub note: Text,
    /// What its plan does, in one sentence.
    pub headline: Text,
    /// How far it is proven.
    pub proof: Proof,
    /// Its money: what its ceilings add up to.
    pub money: Option<Whole>,
    /// For a step: the same plan is the best one up to this money.
    pub until: Option<Whole>,
    /// What the plan is worth; none where there is no plan or where it was not chosen for its worth.
    pub value: Option<i64>,
    /// By whose values points are counted: the place of the first scenario of the case that has the same; none where
    /// no scenario has. Points of two stops compare where this is the same.
    pub measure: Option<usize>,
    /// What the years of the plan may spend.
    pub limits: Vec<Limit>,
    /// Spending that belongs to no initiative.
    pub other: Vec<Other>,
    /// What the plan spends in the year after it.
    pub after: Option<Whole>,
    /// The index of every scheme at the end of every year.
    pub index: Vec<Vec<i64>>,
    /// What happens to every initiative, in their order; empty where there is no plan.
    pub fates: Vec<Fate>,
    /// Where the prices among the reasons come from, or how to get them.
    pub prices: Option<Text>,
    /// What is said where there is no plan.
    pub lines: Vec<Text>,
    /// What the least extra money that helps would buy.
    pub next: Option<Text>,
}

/// How far a plan is proven.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// `proven`, `best`, `infeasible` or `unknown`.
    pub status: &'static str,
    /// The same in words, with the gap.
    pub badge: Text,
    /// What the plan reaches of its first goal and what no plan can pass.
    pub bounds: Option<Text>,
    /// The file the plan was read from.
    pub file: String,
    /// That file's SHA-256.
    pub sha256: String,
}

/// A ceiling of every year.
#[derive(Clone, Debug, Serialize)]
pub struct Limit {
    /// Of this agency only.
    pub agency: Option<usize>,
    /// Of this category only.
    pub category: Option<usize>,
    /// The ceiling of each year that has one.
    pub years: Vec<Option<Whole>>,
}

/// Spending that belongs to no initiative.
#[derive(Clone, Debug, Serialize)]
pub struct Other {
    /// What it is.
    pub name: Text,
    /// Who spends it.
    pub agency: usize,
    /// Its category, where it has one.
    pub category: Option<usize>,
    /// The amount of each year; negative for savings.
    pub years: Vec<Whole>,
}

/// What happens to one initiative.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fate {
    /// Its start; none where it is not funded.
    pub start: Option<i32>,
    /// What it spends in each year of the plan; empty where it is not funded.
    pub spent: Vec<Whole>,
    /// What its start is worth.
    pub value: i64,
    /// Why, then at which price it would be otherwise, where that was worked out: places in the texts.
    pub why: Vec<usize>,
    /// Whether a rule demands it.
    pub demanded: bool,
}
