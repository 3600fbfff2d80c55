//! A decimal number that stays text: [`Decimal`] is `-12.5` as three parts, so that nothing is rounded on the way from
//! one file to another.

use std::fmt;

/// Most digits of a number, and the largest power of ten: what reading a case can hold.
const MOST_DIGITS: usize = 27;

/// A decimal number in its shortest form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Digits before the point, without leading zeros; empty for none.
    whole: String,
    /// Digits after the point, without trailing zeros.
    decimals: String,
}

/// Why a text is no number that can be carried over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It is none.
    NoNumber,
    /// It has too many digits.
    TooLong,
}

impl Decimal {
    /// Reads `-12.5`, `.5`, `12`, `1.25e+03`: digits with a decimal point.
    ///
    /// # Errors
    /// [`NotRead`] says why not.
    pub fn parse(text: &str) -> Result<Self, NotRead> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (body, power) = match unsigned.split_once(['e', 'E']) {
            Some((body, power)) => (body, power.parse::<i32>().map_err(|_| NotRead::NoNumber)?),
            None => (unsigned, 0),
        };
        let (left, right) = body.split_once('.').unwrap_or((body, ""));
        let digits: String = [left, right].concat();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotRead::NoNumber);
        }
        let most = i64::try_from(MOST_DIGITS).unwrap_or(0);
        let point = i64::try_from(left.len()).unwrap_or(i64::MAX).saturating_add(i64::from(power));
        if digits.bytes().all(|byte| byte == b'0') {
            return Ok(Self::default());
        }
        if !(-most..=2 * most).contains(&point) {
            return Err(NotRead::TooLong);
        }
        let (whole, decimals) = shifted(&digits, point);
        let (whole, decimals) = (whole.trim_start_matches('0'), decimals.trim_end_matches('0'));
        if whole.len() + decimals.len() > MOST_DIGITS {
            return Err(NotRead::TooLong);
        }
        Ok(Self { negative: text.starts_with('-'), whole: whole.to_owned(), decimals: decimals.to_owned() })
    }

    /// Digits after the point.
    #[must_use]
    pub fn decimals(&self) -> usize {
        self.decimals.len()
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.decimals.is_empty()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }
}

/// The digits on both sides of a point that stands after so many of them.
fn shifted(digits: &str, point: i64) -> (String, String) {
    match usize::try_from(point) {
        Ok(point) if point <= digits.len() => {
            let (whole, decimals) = digits.split_at(point);
            (whole.to_owned(), decimals.to_owned())
        }
        Ok(point) => (format!("{digits:0<point$}"), String::new()),
        Err(_) => {
            let zeros = usize::try_from(point.unsigned_abs()).unwrap_or(0);
            (String::new(), format!("{}{digits}", "0".repeat(zeros)))
        }
    }
}

impl fmt::Display for Decimal {
    /// As a cell of a table: three decimals get a zero behind them, because `1.250` could also be thousands.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let whole = if self.whole.is_empty() { "0" } else { &self.whole };
        match (self.decimals.as_str(), self.decimals.len()) {
            ("", _) => write!(f, "{sign}{whole}"),
            (decimals, 3) => write!(f, "{sign}{whole}.{decimals}0"),
            (decimals, _) => write!(f, "{sign}{whole}.{decimals}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, NotRead};

    #[test]
    fn numbers_stay_as_they_were_written() {
        let cases = [
            ("0", "0"),
            ("-0.00", "0"),
            ("007.50", "7.5"),
            ("24829.116", "24829.1160"),
            ("-.5", "-0.5"),
            ("+3.", "3"),
            ("1.25e+03", "1250"),
            ("12e-3", "0.0120"),
            ("1E2", "100"),
            ("20600.923282138825", "20600.923282138825"),
        ];
        for (text, written) in cases {
            assert_eq!(
                Decimal::parse(text).map(|number| number.to_string()).as_deref(),
                Ok(written),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_said() {
        for text in ["", "-", ".", "1,5", "1.2.3", "e5", "12e", "x", "--1", "1e9999999999"] {
            assert_eq!(Decimal::parse(text), Err(NotRead::NoNumber), "{text}");
        }
        for text in ["1e400", "1e-400", "0.1234567890123456789012345678"] {
            assert_eq!(Decimal::parse(text), Err(NotRead::TooLong), "{text}");
        }
    }
}
