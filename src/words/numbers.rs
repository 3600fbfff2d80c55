//! How numbers are written: money, percentages, indices, points, years.
//!
//! In tables every digit (`Rp1.250.000.000`), in charts a rounded amount (`Rp1,25 miliar`, short `Rp1,3 M`). Integer
//! arithmetic throughout, rounding half to even. Sums and conversions belong to `plan`; here is only their look.

use std::cmp::Ordering;

use super::Lang;
use crate::portfolio::Currency;
use crate::units::{Level, Money, Points, Year};

/// Every digit of an amount, for tables: `Rp1.250.000.000`, `Rp1,250,000,000`, `-Rp5`.
#[must_use]
pub fn money(lang: Lang, currency: &Currency, amount: Money) -> String {
    let digits = decimal(lang, i128::from(amount.0), currency.decimals, currency.decimals, Zeros::Keep);
    signed("-", amount.0 < 0, currency, &digits, "")
}

/// A rounded amount with its scale in full, for titles: `Rp1,25 miliar`, `Rp1.25 billion`; two decimals at most.
#[must_use]
pub fn money_long(lang: Lang, currency: &Currency, amount: Money) -> String {
    scaled(lang, currency, amount, 2, |step| long_unit(lang, step))
}

/// A rounded amount with its scale abbreviated, for labels: `Rp1,3 M` (`M` = miliar), `Rp1.3 bn`; one decimal at most.
#[must_use]
pub fn money_short(lang: Lang, currency: &Currency, amount: Money) -> String {
    scaled(lang, currency, amount, 1, |step| short_unit(lang, step))
}

/// The unit in full of an amount so many steps of a thousand up, with the space before it.
#[must_use]
pub fn long_unit(lang: Lang, step: u32) -> &'static str {
    match (lang, step) {
        (_, 0) => "",
        (Lang::Id, 1) => " ribu",
        (Lang::Id, 2) => " juta",
        (Lang::Id, 3) => " miliar",
        (Lang::Id, _) => " triliun",
        (Lang::En, 1) => " thousand",
        (Lang::En, 2) => " million",
        (Lang::En, 3) => " billion",
        (Lang::En, _) => " trillion",
    }
}

/// The same, abbreviated.
#[must_use]
pub fn short_unit(lang: Lang, step: u32) -> &'static str {
    match (lang, step) {
        (_, 0) => "",
        (Lang::Id, 1) => " rb",
        (Lang::Id, 2) => " jt",
        (Lang::Id, 3) => " M",
        (Lang::Id, _) => " T",
        (Lang::En, 1) => " k",
        (Lang::En, 2) => " m",
        (Lang::En, 3) => " bn",
        (Lang::En, _) => " tn",
    }
}

/// The marks between thousands and before decimals.
#[must_use]
pub fn marks(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => (".", ","),
        Lang::En => (",", "."),
    }
}

/// The currency's sign as it stands before a number.
#[must_use]
pub fn sign(currency: &Currency) -> String {
    // Codes of three letters stand apart from the number (`EUR 5`), signs do not (`Rp5`).
    let code = currency.sign.len() == 3 && currency.sign.bytes().all(|letter| letter.is_ascii_uppercase());
    if code { format!("{} ", currency.sign) } else { currency.sign.clone() }
}

/// A share given in hundredths of a percent: 1250 is `12,5%`.
#[must_use]
pub fn percent(lang: Lang, hundredths: i64) -> String {
    minus(hundredths < 0) + &decimal(lang, i128::from(hundredths), 2, 2, Zeros::Drop) + "%"
}

/// A share given in millionths (parts per million): 215 is `0,0215%`, the scale of gaps.
#[must_use]
pub fn percent_of_ppm(lang: Lang, ppm: i64) -> String {
    minus(ppm < 0) + &decimal(lang, i128::from(ppm), 4, 4, Zeros::Drop) + "%"
}

/// What share `part` is of `whole`, in whole percent (half-even), `100%` only where the two are equal; `None` where
/// the whole is not positive.
#[must_use]
pub fn percent_share(lang: Lang, part: Money, whole: Money) -> Option<String> {
    let rounded = (whole.0 > 0).then(|| divide_half_even(i128::from(part.0) * 100, i128::from(whole.0)))?;
    let percents = match part.cmp(&whole) {
        Ordering::Less => rounded.min(99),
        Ordering::Equal => rounded,
        Ordering::Greater => rounded.max(101),
    };
    Some(minus(percents < 0) + &decimal(lang, percents, 0, 0, Zeros::Drop) + "%")
}

/// An index or level with two decimals: `3,27`.
#[must_use]
pub fn index(lang: Lang, level: Level) -> String {
    minus(level.0 < 0) + &decimal(lang, i128::from(level.0), 2, 2, Zeros::Keep)
}

/// An index as goals count it (hundredths of a level times thousandths of a percent), every decimal that is not zero up to
/// the seventh: `0,0275`.
#[must_use]
pub fn index_exact(lang: Lang, weighted: i128) -> String {
    minus(weighted < 0) + &decimal(lang, weighted, 7, 7, Zeros::Drop)
}

/// Points with at most so many decimals (0 to 6), zeros at the end dropped: `1.234,5`.
#[must_use]
pub fn points(lang: Lang, points: Points, decimals: u8) -> String {
    let kept = decimals.min(6);
    let digits = decimal(lang, i128::from(points.0), 6, kept, Zeros::Drop);
    minus(points.0 < 0 && digits.bytes().any(|digit| matches!(digit, b'1'..=b'9'))) + &digits
}

/// A count with thousands marks: `1.060`.
#[must_use]
pub fn count(lang: Lang, count: usize) -> String {
    decimal(lang, i128::try_from(count).unwrap_or(i128::MAX), 0, 0, Zeros::Drop)
}

/// A fiscal year: `TA 2027`, `FY 2027`.
#[must_use]
pub fn year(lang: Lang, year: Year) -> String {
    format!("{} {}", lang.pick("TA", "FY"), year.0)
}

/// A year from its full form to its shortest, for columns of any width: `TA 2027`, `2027`, `27`.
#[must_use]
pub fn year_forms(lang: Lang, of: Year) -> Vec<String> {
    vec![year(lang, of), of.0.to_string(), year_short(of)]
}

/// The last two digits of a year, for narrow columns: `27`.
#[must_use]
pub fn year_short(year: Year) -> String {
    format!("{:02}", year.0.rem_euclid(100))
}

/// Whether zeros at the end of the decimals stay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zeros {
    Keep,
    Drop,
}

/// The typographic minus of charts; tables use the hyphen that spreadsheets read back.
fn minus(negative: bool) -> String {
    if negative { "\u{2212}".to_owned() } else { String::new() }
}

fn signed(mark: &str, negative: bool, currency: &Currency, digits: &str, unit: &str) -> String {
    format!("{}{}{digits}{unit}", if negative { mark } else { "" }, sign(currency))
}

/// The amount in the largest scale of thousands in which it is at least 1 after rounding.
fn scaled(
    lang: Lang,
    currency: &Currency,
    amount: Money,
    decimals: u8,
    unit: impl Fn(u32) -> &'static str,
) -> String {
    let whole = i128::from(amount.0);
    let rounded = |step: u32| {
        let shown = if step == 0 { currency.decimals.min(decimals) } else { decimals };
        let from = u32::from(currency.decimals) + 3 * step;
        (rescale(whole, from, u32::from(shown)), shown)
    };
    let fits = |&step: &u32| {
        let (value, shown) = rounded(step);
        value.abs() >= 10_i128.pow(u32::from(shown))
    };
    let step = (1..=4).rev().find(fits).unwrap_or(0);
    let (value, shown) = rounded(step);
    let digits = decimal(lang, value, shown, shown, Zeros::Drop);
    signed("\u{2212}", value < 0, currency, &digits, unit(step))
}

/// The magnitude of `value * 10^-from` with `kept` decimals and thousands marks.
fn decimal(lang: Lang, value: i128, from: u8, kept: u8, zeros: Zeros) -> String {
    let (mark, comma) = marks(lang);
    let digits = rescale(value, u32::from(from), u32::from(kept)).unsigned_abs().to_string();
    let width = usize::from(kept) + 1;
    let digits = format!("{digits:0>width$}");
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(kept));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    let fraction = if zeros == Zeros::Drop { fraction.trim_end_matches('0') } else { fraction };
    if !fraction.is_empty() {
        text.push_str(comma);
        text.push_str(fraction);
    }
    text
}

/// `value * 10^-from` as an integer of `10^-to`, half to even.
fn rescale(value: i128, from: u32, to: u32) -> i128 {
    if from > to { divide_half_even(value, 10_i128.pow(from - to)) } else { value * 10_i128.pow(to - from) }
}

/// `value / by` rounded half to even, `by` positive.
fn divide_half_even(value: i128, by: i128) -> i128 {
    let (down, rest) = (value.div_euclid(by), value.rem_euclid(by));
    let up = 2 * rest > by || (2 * rest == by && down % 2 != 0);
    down + i128::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::{En, Id};

    fn rupiah() -> Currency {
        Currency { sign: "Rp".to_owned(), decimals: 0 }
    }

    #[test]
    fn tables_show_every_digit() {
        let (rp, cents) = (rupiah(), Currency { sign: "EUR".to_owned(), decimals: 2 });
        assert_eq!(money(Id, &rp, Money(1_250_000_000)), "Rp1.250.000.000");
        assert_eq!(money(En, &rp, Money(1_250_000_000)), "Rp1,250,000,000");
        assert_eq!(money(Id, &rp, Money(-5)), "-Rp5");
        assert_eq!(money(Id, &rp, Money(999)), "Rp999");
        assert_eq!(money(Id, &rp, Money(1000)), "Rp1.000");
        assert_eq!(money(Id, &cents, Money(123_405)), "EUR 1.234,05");
        assert_eq!(money(En, &cents, Money(-7)), "-EUR 0.07");
        assert_eq!(money(Id, &rp, Money(i64::MIN)), "-Rp9.223.372.036.854.775.808");
    }

    #[test]
    fn charts_round_half_even_and_move_up_a_unit_when_rounding_reaches_it() {
        let rp = rupiah();
        let long = |amount| money_long(Id, &rp, Money(amount));
        assert_eq!(long(1_250_000_000), "Rp1,25 miliar");
        assert_eq!(long(78_000_000_000), "Rp78 miliar");
        assert_eq!(long(1_245_000_000), "Rp1,24 miliar", "half goes to even");
        assert_eq!(long(1_255_000_000), "Rp1,26 miliar");
        assert_eq!(long(999_999_999), "Rp1 miliar");
        assert_eq!(long(-1_500_000), "\u{2212}Rp1,5 juta");
        assert_eq!(long(0), "Rp0");
        assert_eq!(long(12_345_000_000_000_000), "Rp12.345 triliun");
        assert_eq!(money_long(En, &rp, Money(1_250_000_000)), "Rp1.25 billion");
        let short = |lang, amount| money_short(lang, &rp, Money(amount));
        assert_eq!(short(Id, 1_250_000_000), "Rp1,2 M");
        assert_eq!(short(Id, 1_350_000_000), "Rp1,4 M");
        assert_eq!(
            [350_000_000, 4_000, 2_100_000_000_000, 12].map(|amount| short(Id, amount)),
            ["Rp350 jt", "Rp4 rb", "Rp2,1 T", "Rp12"]
        );
        assert_eq!(
            [350_000_000, 4_000, 2_100_000_000_000, 1_300_000_000].map(|amount| short(En, amount)),
            ["Rp350 m", "Rp4 k", "Rp2.1 tn", "Rp1.3 bn"]
        );
        assert_eq!(short(Id, 999_960_000), "Rp1 M", "never 1.000 jt");
    }

    #[test]
    fn other_currencies_keep_their_decimals() {
        let none = Currency { sign: String::new(), decimals: 3 };
        assert_eq!(money_short(En, &none, Money(59_826)), "59.8");
        assert_eq!(money_short(En, &none, Money(1_500_000)), "1.5 k");
        assert_eq!(money_long(Id, &none, Money(-68_432)), "\u{2212}68,43");
        let dollars = Currency { sign: "US$".to_owned(), decimals: 2 };
        assert_eq!(money_short(En, &dollars, Money(250_000_000)), "US$2.5 m");
    }

    #[test]
    fn shares_indices_points_and_years() {
        assert_eq!(
            [1250, 1500, 33, -250].map(|share| percent(Id, share)),
            ["12,5%", "15%", "0,33%", "\u{2212}2,5%"]
        );
        assert_eq!(percent_of_ppm(En, 215), "0.0215%");
        assert_eq!(percent_share(Id, Money(14_800), Money(15_000)).as_deref(), Some("99%"));
        assert_eq!(
            percent_share(Id, Money(14_999), Money(15_000)).as_deref(),
            Some("99%"),
            "not all is spent"
        );
        assert_eq!(
            percent_share(Id, Money(15_001), Money(15_000)).as_deref(),
            Some("101%"),
            "too much is spent"
        );
        assert_eq!(percent_share(Id, Money(1), Money(0)), None);
        assert_eq!((index(Id, Level(327)), index(En, Level(390))), ("3,27".to_owned(), "3.90".to_owned()));
        assert_eq!(points(Id, Points(1_234_567_890), 2), "1.234,57");
        assert_eq!(points(En, Points(2_500_000), 6), "2.5");
        assert_eq!(points(En, Points(-400_000), 0), "0", "no minus on nothing");
        assert_eq!(count(Id, 1060), "1.060");
        assert_eq!(
            (year(Id, Year(2027)), year(En, Year(2027))),
            ("TA 2027".to_owned(), "FY 2027".to_owned())
        );
        assert_eq!(year_short(Year(2005)), "05");
    }
}
