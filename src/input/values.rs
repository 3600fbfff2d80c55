//! From a written [`Cell`] to a value of the domain, with a finding where that fails.

use super::cell::Cell;
use super::currency;
use super::gather::Gather;
use super::number::{self, Decimal, Fit, Misfit, NotRead};
use crate::diagnostic::Finding;
use crate::portfolio::Calendar;
use crate::units::{Points, Year};

/// The largest amount of anything in one cell, in its smallest unit: a hundred thousand billions, far above every
/// public budget and far below what 64 bits hold.
pub const LARGEST: i64 = 100_000_000_000_000_000;

/// Which numbers are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Zero or more.
    NotNegative,
    /// Any.
    Any,
}

/// How written amounts become integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Smallest units in one written unit.
    pub factor: i64,
    /// Smallest units in one whole unit of the currency, for amounts with a currency sign or a word of size; none where
    /// such an amount makes no sense (staff, levels).
    pub absolute: Option<i64>,
    /// What happens to finer amounts.
    pub fit: Fit,
}

impl Unit {
    /// A unit of something that is not money.
    #[must_use]
    pub fn plain(factor: i64, fit: Fit) -> Self {
        Self { factor, absolute: None, fit }
    }

    /// Points, which may be money where a case gives values itself (`Rp5 juta`).
    #[must_use]
    pub fn points(fit: Fit) -> Self {
        Self { factor: Points::PER_POINT, absolute: Some(Points::PER_POINT), fit }
    }
}

/// A number as written, exactly.
pub fn decimal(g: &mut Gather, cell: &Cell<'_>) -> Option<Decimal> {
    let read = number::parse(cell.text, cell.marks);
    read.map_err(|why| not_read(g, cell, why)).ok()
}

fn not_read(g: &mut Gather, cell: &Cell<'_>, why: NotRead) {
    let finding = unread(cell.text, why, &g.currency.sign);
    g.at(finding, cell);
}

/// What is wrong with a text that is not read as a number or an amount; `sign` is the currency's.
#[must_use]
pub fn unread(text: &str, why: NotRead, sign: &str) -> Finding {
    let text = text.to_owned();
    match why {
        NotRead::NoNumber => Finding::NotANumber { text },
        NotRead::Ambiguous => Finding::AmbiguousNumber { text },
        NotRead::TooLarge => Finding::TooLarge { text },
        NotRead::TwoSizes => Finding::AmbiguousSize { text },
        NotRead::OtherCurrency => Finding::OtherCurrency { text, sign: sign.to_owned() },
    }
}

/// An amount in the smallest unit.
pub fn amount(g: &mut Gather, cell: &Cell<'_>, unit: Unit, sign: Sign) -> Option<i64> {
    let (number, factor) = match unit.absolute {
        None => (decimal(g, cell)?, unit.factor),
        Some(absolute) => {
            let read = currency::read(cell.text, cell.marks, number::Marks::Unsettled, g.currency.as_read());
            let read = read.map_err(|why| not_read(g, cell, why)).ok()?;
            (read.number, if read.absolute { absolute } else { unit.factor })
        }
    };
    let text = || cell.text.to_owned();
    if sign == Sign::NotNegative && number.is_negative() {
        g.at(Finding::Negative { text: text() }, cell);
        return None;
    }
    let counted = match number.times(factor, unit.fit) {
        Ok(counted) if counted.abs() <= LARGEST => Ok(counted),
        Ok(_) => Err(Misfit::TooLarge),
        Err(misfit) => Err(misfit),
    };
    let finding = match counted {
        Ok(counted) => return Some(counted),
        Err(Misfit::TooFine) if factor == 1 => Finding::NotWhole { text: text() },
        Err(Misfit::TooFine) => Finding::TooFine { text: text() },
        Err(Misfit::TooLarge) => Finding::TooLarge { text: text() },
    };
    g.at(finding, cell);
    None
}

/// A whole number within bounds.
pub fn whole(g: &mut Gather, cell: &Cell<'_>, least: i64, most: i64) -> Option<i64> {
    let number = decimal(g, cell)?;
    match number.times(1, Fit::Exact) {
        Ok(whole) if (least..=most).contains(&whole) => Some(whole),
        Err(Misfit::TooFine) => {
            g.at(Finding::NotWhole { text: cell.text.to_owned() }, cell);
            None
        }
        _ => {
            out_of_range(g, cell, &least.to_string(), &most.to_string());
            None
        }
    }
}

/// A real number within bounds.
pub fn real(g: &mut Gather, cell: &Cell<'_>, least: i64, most: i64) -> Option<f64> {
    let number = decimal(g, cell)?;
    within(g, cell, number, least, most).then(|| number.real())
}

/// A fraction, written `0.05` or `5%`, within bounds given in whole percent.
pub fn fraction(g: &mut Gather, cell: &Cell<'_>, least: i64, most: i64) -> Option<Decimal> {
    let number = match cell.text.strip_suffix('%') {
        Some(text) => decimal(g, &cell.part(text))?.percent(),
        None => decimal(g, cell)?,
    };
    let hundredfold = number.times(100, Fit::Down).is_ok_and(|percent| percent >= least)
        && number.times(100, Fit::Up).is_ok_and(|percent| percent <= most);
    if !hundredfold {
        out_of_range(g, cell, &format!("{least}%"), &format!("{most}%"));
    }
    hundredfold.then_some(number)
}

/// A calendar year, written as such or as a plan year.
pub fn year(g: &mut Gather, cell: &Cell<'_>, calendar: &Calendar) -> Option<Year> {
    let number =
        number::parse(cell.text, number::Marks::Point).ok().and_then(|n| n.times(1, Fit::Exact).ok());
    let found = number.and_then(|number| year_of(number, calendar));
    if found.is_none() {
        g.at(Finding::NotAYear { text: cell.text.to_owned() }, cell);
    }
    found
}

/// The calendar year meant by a number: from 1000 on a calendar year, from 1 on a plan year.
#[must_use]
pub fn year_of(number: i64, calendar: &Calendar) -> Option<Year> {
    let number = i32::try_from(number).ok().filter(|n| (1..=9999).contains(n))?;
    Some(if number >= 1000 { Year(number) } else { calendar.first.plus(number - 1) })
}

/// One of several words, without regard to case; its position.
pub fn choice(g: &mut Gather, cell: &Cell<'_>, choices: &[&str]) -> Option<usize> {
    let found = choices.iter().position(|choice| choice.eq_ignore_ascii_case(cell.text));
    if found.is_none() {
        let choices_owned = choices.iter().map(|&choice| choice.to_owned()).collect();
        let finding = Finding::NotAChoice { text: cell.text.to_owned(), choices: choices_owned };
        g.near(finding, cell.place(), cell.text, choices.iter().copied());
    }
    found
}

fn within(g: &mut Gather, cell: &Cell<'_>, number: Decimal, least: i64, most: i64) -> bool {
    let inside = number.times(1, Fit::Down).is_ok_and(|whole| whole >= least)
        && number.times(1, Fit::Up).is_ok_and(|whole| whole <= most);
    if !inside {
        out_of_range(g, cell, &least.to_string(), &most.to_string());
    }
    inside
}

fn out_of_range(g: &mut Gather, cell: &Cell<'_>, least: &str, most: &str) {
    let finding =
        Finding::OutOfRange { text: cell.text.to_owned(), least: least.to_owned(), most: most.to_owned() };
    g.at(finding, cell);
}

/// A count of thousandths, written as a decimal number.
#[derive(Clone, Copy, Debug)]
pub struct Thousandths(pub i64);

impl std::fmt::Display for Thousandths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0.abs() % 1000)
    }
}

/// Finds a number outside its bounds out loud.
pub fn amount_within(g: &mut Gather, cell: &Cell<'_>, least: i64, most: i64) {
    if let Some(number) = decimal(g, cell) {
        within(g, cell, number, least, most);
    }
}
