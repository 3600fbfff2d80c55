//! Reading documents of results, which anybody may have written: what every reader of one shares.
//!
//! [`document`] reads JSON of bounded size in which every whole number is small enough to be added to another; [`plan`],
//! [`year`] and [`amounts`] read what most documents hold; [`judgeable`] bounds the work that a document may ask for.
//! So whatever a document says, checking it and rendering it again neither overflows nor goes on without end.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::claims::Unreadable;
use crate::plan::Plan;
use crate::portfolio::Portfolio;
use crate::scenario::Scenario;
use crate::units::{InitiativeIx, Money, Year};

/// The most bytes of a document; of a million draws of a small case there are fewer.
pub const MOST_BYTES: usize = 256 << 20;
/// The most values in a document: each takes far more memory than its text.
pub const MOST_VALUES: usize = 20_000_000;
/// The most plans times what each is judged by: initiatives and rules.
pub const MOST_JUDGED: usize = 1 << 30;
/// The largest whole number of 64 bits, up or down: the largest total of a case.
const LARGEST: i64 = i64::MAX / 8;
/// The largest whole number of 128 bits: what the solver's numbers are read up to.
const LARGEST_WIDE: i128 = 1 << 100;
/// The one key whose number means nothing but itself and is never reckoned with.
const SEED: &str = "seed";

/// A document.
///
/// # Errors
/// It is no JSON of this shape, too long, or holds a number that is too large.
pub fn document<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooMuch);
    }
    let left = Cell::new(MOST_VALUES);
    let mut text = serde_json::Deserializer::from_slice(bytes);
    Bounds { left: &left, is_seed: false }.deserialize(&mut text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        match (left.get(), error.is_data()) {
            (0, _) => Unreadable::TooMuch,
            (_, true) => Unreadable::Number { line, column },
            _ => Unreadable::Json { line, column },
        }
    })?;
    serde_json::from_slice(bytes)
        .map_err(|error| Unreadable::Json { line: error.line(), column: error.column() })
}

/// Looks at every value of a document and keeps none.
#[derive(Clone, Copy)]
struct Bounds<'a> {
    /// How many more values there may be.
    left: &'a Cell<usize>,
    is_seed: bool,
}

impl Bounds<'_> {
    fn one<E: serde::de::Error>(self) -> Result<(), E> {
        let left = self.left.get().checked_sub(1).ok_or_else(|| E::custom("too many values"))?;
        self.left.set(left);
        Ok(())
    }

    fn number<E: serde::de::Error>(self, number: i128) -> Result<(), E> {
        self.one()?;
        if self.is_seed || number.abs() <= i128::from(LARGEST) {
            Ok(())
        } else {
            Err(E::custom("too large a number"))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Bounds<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounds<'_> {
    type Value = ();

    fn expecting(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("a value")
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.one()
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.number(number.into())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.number(number.into())
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.one()
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.one()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.one()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        self.one()?;
        while values.next_element_seed(Bounds { is_seed: false, ..self })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        self.one()?;
        while let Some(key) = values.next_key::<String>()? {
            values.next_value_seed(Bounds { is_seed: key == SEED, ..self })?;
        }
        Ok(())
    }
}

/// A wide whole number, written as a number or, where it is large, as text.
///
/// # Errors
/// It is none, or too large.
pub fn wide<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(i64),
        Text(String),
    }
    let number = match Written::deserialize(deserializer)? {
        Written::Number(number) => number.into(),
        Written::Text(text) => text.parse().map_err(D::Error::custom)?,
    };
    let fits = (-LARGEST_WIDE..=LARGEST_WIDE).contains(&number);
    fits.then_some(number).ok_or_else(|| D::Error::custom("too large a number"))
}

/// A year.
///
/// # Errors
/// It is none that a case can speak of.
pub fn year(number: i32) -> Result<Year, Unreadable> {
    if (1..=9999).contains(&number) { Ok(Year(number)) } else { Err(Unreadable::Year(number)) }
}

/// The plan with these start years.
///
/// # Errors
/// An initiative that the case does not have, or a start that is no year.
pub fn plan(portfolio: &Portfolio, starts: &BTreeMap<String, i32>) -> Result<Plan, Unreadable> {
    let mut plan = Plan::empty(portfolio);
    for (id, start) in starts {
        let InitiativeIx(at) = portfolio.find(id).ok_or_else(|| Unreadable::Initiative(id.clone()))?;
        plan.starts[at] = Some(year(*start)?);
    }
    Ok(plan)
}

/// Amounts by year, each year once.
///
/// # Errors
/// Not a year, one twice, or more money in all than adds up with a limit.
pub fn amounts(by_year: impl IntoIterator<Item = (i32, i64)>) -> Result<Vec<(Year, Money)>, Unreadable> {
    let mut found: BTreeMap<Year, Money> = BTreeMap::new();
    let mut listed = Vec::new();
    let mut sum = 0_i128;
    for (number, amount) in by_year {
        let year = year(number)?;
        sum += i128::from(amount).abs();
        if found.insert(year, Money(amount)).is_some() || sum > i128::from(LARGEST) {
            return Err(Unreadable::Year(number));
        }
        listed.push((year, Money(amount)));
    }
    Ok(listed)
}

/// Positions of rules of a scenario that has so many, each once.
///
/// # Errors
/// The first that is not there or stands twice.
pub fn rules(rules: impl IntoIterator<Item = usize>, count: usize) -> Result<Vec<usize>, Unreadable> {
    let mut seen = BTreeSet::new();
    let one = |rule| if rule < count && seen.insert(rule) { Ok(rule) } else { Err(Unreadable::Rule(rule)) };
    rules.into_iter().map(one).collect()
}

/// Whether so many plans are few enough to be judged.
///
/// # Errors
/// They are not.
pub fn judgeable(plans: usize, portfolio: &Portfolio, scenario: &Scenario) -> Result<(), Unreadable> {
    let each = portfolio.initiatives.len() + scenario.rules.len() + 1;
    if plans.saturating_mul(each) <= MOST_JUDGED { Ok(()) } else { Err(Unreadable::TooMuch) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_do_not_add_up_are_found_where_they_stand() {
        let read = document::<BTreeMap<String, i64>>;
        assert_eq!(read(br#"{"a": 5}"#), Ok(BTreeMap::from([("a".to_owned(), 5)])));
        let large = format!("{{\"a\": 1,\n\"b\": {}}}", i64::MAX);
        assert!(matches!(read(large.as_bytes()), Err(Unreadable::Number { line: 2, .. })));
        assert!(matches!(read(b"{"), Err(Unreadable::Json { .. })));
        let seed = document::<BTreeMap<String, u64>>(format!("{{\"seed\": {}}}", u64::MAX).as_bytes());
        assert!(seed.is_ok());
    }

    #[test]
    fn deep_documents_are_refused() {
        let deep = "[".repeat(100_000);
        assert!(matches!(document::<Vec<u8>>(deep.as_bytes()), Err(Unreadable::Json { .. })));
    }

    #[test]
    fn a_year_stands_once_and_sums_fit() {
        assert!(amounts([(2027, 5), (2028, 6)]).is_ok());
        assert_eq!(amounts([(2027, 5), (2027, 6)]), Err(Unreadable::Year(2027)));
        assert_eq!(amounts([(2027, LARGEST), (2028, 1)]), Err(Unreadable::Year(2028)));
        assert_eq!(amounts([(i32::MIN, 5)]), Err(Unreadable::Year(i32::MIN)));
    }
}
