//! An amount of money as people write it: a number with a currency sign or a word of size around it.
//!
//! ```text
//! [-] [currency] number[,-] [word of size] [currency]      Rp3.500.000.000   9,6 miliar   9.6bn   IDR 5 juta   -$2.5 m
//! ```
//!
//! [`read`] gives the number and whether it is *absolute*: with a sign or a word it counts whole units of the currency,
//! whatever the unit of its table; without either it counts the table's unit. `m` after an English number (`9.6m`) is a
//! million and `M` after an Indonesian one (`9,6 M`) a miliar, which is a billion; every other `m` reads two ways.

use super::number::{self, Decimal, Marks, NotRead, is_space};

/// An amount as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number, any word of size multiplied in.
    pub number: Decimal,
    /// Whether a currency sign or a word of size makes it count whole units of the currency.
    pub absolute: bool,
    /// Whether a word of size is among them.
    pub sized: bool,
}

/// The currency of a case, for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency<'a> {
    /// Its sign, such as `Rp`.
    pub sign: &'a str,
    /// Its decimals. With none, `Rp1.250` cannot be one rupiah and a quarter.
    pub decimals: u8,
}

/// No currency: only words of size make an amount absolute.
pub const NONE: Currency<'static> = Currency { sign: "", decimals: 0 };

/// Names of the same currency, in lower case; the sign of a case is one of a row, or stands alone.
const NAMES: [&[&str]; 14] = [
    &["rp", "idr", "rupiah"],
    &["$", "us$", "usd", "dollar", "dollars"],
    &["€", "eur", "euro", "euros"],
    &["£", "gbp"],
    &["¥", "jpy", "yen"],
    &["rm", "myr", "ringgit"],
    &["s$", "sgd"],
    &["a$", "aud"],
    &["c$", "cad"],
    &["₱", "php"],
    &["฿", "thb", "baht"],
    &["₹", "inr"],
    &["₫", "vnd"],
    &["kes", "ksh"],
];

/// Words of size, in lower case, with the power of ten each stands for. `m` is not among them: it reads two ways.
const SIZES: [(&[&str], u32); 4] = [
    (&["ribu", "rb", "thousand", "thousands", "k"], 3),
    (&["juta", "jt", "million", "millions", "mn", "mio", "mln"], 6),
    (&["miliar", "milyar", "miliard", "milyard", "billion", "billions", "bn", "b"], 9),
    (&["triliun", "trilyun", "trillion", "trillions", "tn", "trn", "t"], 12),
];

/// What a word beside a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// The currency of the case.
    Currency,
    /// A size, as a power of ten.
    Size(u32),
    /// `m` or `M`.
    Letter(char),
}

/// The parts of a text.
#[derive(Debug)]
struct Parts<'a> {
    negative: bool,
    body: &'a str,
    signed: bool,
    size: Option<Word>,
}

/// Reads an amount. `marks` are those of its file, `language` says how numbers are written around it where that is known
/// (`--lang`): it settles `10 M`, and never a number.
///
/// # Errors
/// [`NotRead`] says why not.
pub fn read(text: &str, marks: Marks, language: Marks, currency: Currency<'_>) -> Result<Amount, NotRead> {
    let parts = parts(text, currency.sign)?;
    let whole_only = parts.signed && parts.size.is_none() && currency.decimals == 0;
    // A currency without decimals has no thousandths either: whatever its file does elsewhere, the one mark of
    // `Rp1.250` stands between thousands.
    let reads_twice = number::parse(parts.body, Marks::Unsettled) == Err(NotRead::Ambiguous);
    let marks_here = if whole_only && reads_twice { own_thousands(parts.body) } else { marks };
    let number = number::parse(parts.body, marks_here)?;
    let power = match parts.size {
        Some(Word::Size(power)) => power,
        Some(Word::Letter(letter)) => {
            let evidence = number::evidence(parts.body);
            let style = evidence.or((marks != Marks::Unsettled).then_some(marks)).unwrap_or(language);
            match (style, letter) {
                (Marks::Point, 'm') => 6,
                (Marks::Comma, 'M') => 9,
                _ => return Err(NotRead::TwoSizes),
            }
        }
        Some(Word::Currency) | None => 0,
    };
    let number = number.times_ten(power).ok_or(NotRead::TooLarge)?;
    let number = if parts.negative { number.negated() } else { number };
    Ok(Amount { number, absolute: parts.signed || parts.size.is_some(), sized: parts.size.is_some() })
}

/// What the form of an amount says about how its file writes decimals.
#[must_use]
pub fn evidence(text: &str, sign: &str) -> Option<Marks> {
    number::evidence(parts(text, sign).ok()?.body)
}

/// The marks under which the one mark of a number stands between thousands.
fn own_thousands(body: &str) -> Marks {
    if body.contains('.') { Marks::Comma } else { Marks::Point }
}

/// Whether a text is a name of a currency, such as `Rp` or `USD`.
#[must_use]
pub fn is_named(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.strip_suffix('.').unwrap_or(&lower);
    NAMES.iter().any(|names| names.contains(&bare))
}

/// Whether a text is a word of size, such as `juta` or `bn`; `m` and `M` too, whatever they mean.
#[must_use]
pub fn is_size(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.strip_suffix('.').unwrap_or(&lower);
    bare == "m" || SIZES.iter().any(|(words, _)| words.contains(&bare))
}

fn parts<'a>(text: &'a str, sign: &str) -> Result<Parts<'a>, NotRead> {
    let (outer, rest) = without_minus(text.trim());
    let begin = rest
        .find(|c: char| c.is_ascii_digit() || is_minus(c) || matches!(c, '.' | ','))
        .unwrap_or(rest.len());
    let (head, rest) = rest.split_at(begin);
    let signed = !head.trim().is_empty();
    if signed && word(head.trim(), sign)? != Word::Currency {
        return Err(NotRead::NoNumber);
    }
    let rest = if signed { rest.strip_prefix('.').unwrap_or(rest).trim_start() } else { rest };
    let (inner, rest) = if outer || !signed { (false, rest) } else { without_minus(rest) };
    let (body, tail) = body(rest);
    // `1.250.000,-` ends with nothing after its mark.
    let (body, tail) = match (body.strip_suffix([',', '.']), tail.strip_prefix('-')) {
        (Some(body), Some(tail)) => (body, tail),
        _ => (body, tail),
    };
    let mut parts = Parts { negative: outer || inner, body, signed, size: None };
    let mut after = false;
    for token in tail.split_whitespace() {
        match word(token, sign)? {
            Word::Currency if !parts.signed => (parts.signed, after) = (true, true),
            size @ (Word::Size(_) | Word::Letter(_)) if parts.size.is_none() && !after => {
                parts.size = Some(size);
            }
            _ => return Err(NotRead::NoNumber),
        }
    }
    Ok(parts)
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '+')
}

fn without_minus(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The characters that belong to the number, and the rest.
fn body(text: &str) -> (&str, &str) {
    let mut end = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let after = text.get(at + sign.len_utf8()..).unwrap_or("");
        let exponent = || {
            let digits = after.strip_prefix(['+', '-']).unwrap_or(after);
            at > 0 && digits.starts_with(|c: char| c.is_ascii_digit())
        };
        if sign.is_ascii_digit() || matches!(sign, '.' | ',') || is_space(sign) {
            end = at + sign.len_utf8();
        } else if matches!(sign, 'e' | 'E') && exponent() {
            signs.next_if(|(_, c)| matches!(c, '+' | '-'));
            end = signs.peek().map_or(text.len(), |(at, _)| *at);
        } else {
            break;
        }
    }
    let (body, tail) = text.split_at(end);
    let kept = body.trim_end_matches(is_space);
    (kept, tail)
}

fn word(token: &str, sign: &str) -> Result<Word, NotRead> {
    if matches!(token, "m" | "M") && !token.eq_ignore_ascii_case(sign) {
        return Ok(Word::Letter(if token == "m" { 'm' } else { 'M' }));
    }
    let lower = token.to_lowercase();
    let bare = lower.strip_suffix('.').unwrap_or(&lower);
    let own = sign.to_lowercase();
    let row = NAMES.iter().find(|names| names.contains(&own.as_str()));
    if lower == own
        || bare == own
        || row.is_some_and(|names| names.contains(&bare))
        || (bare == "$" && own.ends_with('$'))
    {
        return Ok(Word::Currency);
    }
    if let Some((_, power)) = SIZES.iter().find(|(words, _)| words.contains(&bare)) {
        return Ok(Word::Size(*power));
    }
    let other = NAMES.iter().any(|names| names.contains(&bare));
    Err(if other { NotRead::OtherCurrency } else { NotRead::NoNumber })
}

#[cfg(test)]
#[path = "currency_tests.rs"]
mod tests;
