//! Numbers as people write them, read exactly: [`Decimal`] is `digits / 10^scale`.
//!
//! `1250000`, `1.250.000`, `1,250,000.5`, `1 250 000,5`, `1.5E+06` are all clear. `1.250` and `1,250` are not: they are
//! read by the [`Marks`] of their file, and refused where the file does not settle them.
//!
//! What it does not do: currency signs and words of size (`currency`), percent signs and years (`values`).

/// Which sign stands before the decimals in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// `1,250.5`
    Point,
    /// `1.250,5`
    Comma,
    /// Nothing in the file says.
    Unsettled,
}

/// An exact decimal number, `digits / 10^scale`, without trailing zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

/// Why a text is not read as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It is none.
    NoNumber,
    /// It reads two ways.
    Ambiguous,
    /// It has too many digits, or is too large.
    TooLarge,
    /// An amount whose `m` or `M` could be a million or a billion.
    TwoSizes,
    /// An amount in another currency than the case's.
    OtherCurrency,
}

/// Why a number does not become an integer of the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It has decimals the unit cannot hold.
    TooFine,
    /// It is too large.
    TooLarge,
}

/// What to do with decimals the unit cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Refuse them.
    Exact,
    /// Round towards less.
    Down,
    /// Round towards more.
    Up,
    /// Round to the nearest, halves to even.
    Nearest,
}

/// Most digits of a number, and most decimals: what 128 bits hold with room for the unit.
const MOST_DIGITS: usize = 27;

impl Decimal {
    /// The number times `factor` as an integer.
    ///
    /// # Errors
    /// [`Misfit`] where it has more decimals than `fit` allows or does not fit.
    pub fn times(self, factor: i64, fit: Fit) -> Result<i64, Misfit> {
        let product = self.digits.checked_mul(i128::from(factor)).ok_or(Misfit::TooLarge)?;
        let parts = 10_i128.checked_pow(self.scale).ok_or(Misfit::TooLarge)?;
        let (below, rest) = (product.div_euclid(parts), product.rem_euclid(parts));
        let whole = match fit {
            _ if rest == 0 => below,
            Fit::Exact => return Err(Misfit::TooFine),
            Fit::Down => below,
            Fit::Up => below + 1,
            Fit::Nearest => match (rest * 2).cmp(&parts) {
                std::cmp::Ordering::Less => below,
                std::cmp::Ordering::Greater => below + 1,
                std::cmp::Ordering::Equal => below + below.rem_euclid(2),
            },
        };
        i64::try_from(whole).map_err(|_| Misfit::TooLarge)
    }

    /// The number divided by a hundred, for percentages.
    #[must_use]
    pub fn percent(self) -> Self {
        Self { scale: self.scale + 2, ..self }.trimmed()
    }

    /// The number times a power of ten; none where it is too large.
    #[must_use]
    pub fn times_ten(self, power: u32) -> Option<Self> {
        let taken = power.min(self.scale);
        let digits = self.digits.checked_mul(10_i128.checked_pow(power - taken)?)?;
        let fits = digits.unsigned_abs() < 10_u128.pow(27);
        fits.then(|| Self { digits, scale: self.scale - taken }.trimmed())
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The sum of several numbers; none where it is too large.
    #[must_use]
    pub fn sum(numbers: &[Self]) -> Option<Self> {
        let scale = numbers.iter().map(|number| number.scale).max().unwrap_or(0);
        let digits = numbers.iter().try_fold(0_i128, |sum, number| {
            let raised = number.digits.checked_mul(10_i128.checked_pow(scale - number.scale)?)?;
            sum.checked_add(raised)
        })?;
        Some(Self { digits, scale }.trimmed())
    }

    /// A whole number; none where it is too large.
    #[must_use]
    pub fn whole(number: i128) -> Option<Self> {
        (number.unsigned_abs() < 10_u128.pow(27)).then_some(Self { digits: number, scale: 0 })
    }

    /// The number divided by a power of ten; none where it has too many decimals then.
    #[must_use]
    pub fn divided_by_ten(self, power: u32) -> Option<Self> {
        let scale = self.scale.checked_add(power).filter(|scale| *scale <= 27)?;
        Some(Self { scale, ..self }.trimmed())
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { digits: -self.digits, ..self }
    }

    /// The nearest real number.
    #[must_use]
    pub fn real(self) -> f64 {
        // The text is well-formed, so parsing rounds correctly and never fails.
        format!("{}e-{}", self.digits, self.scale).parse().unwrap_or(0.0)
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// The number as text that reads one way only: `1.125` could be thousands, `1.1250` could not.
    #[must_use]
    pub fn clear(self) -> String {
        let text = self.to_string();
        if self.scale == 3 { text + "0" } else { text }
    }

    fn trimmed(mut self) -> Self {
        if self.digits == 0 {
            self.scale = 0;
        }
        while self.scale > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }
}

impl std::fmt::Display for Decimal {
    /// Digits with a decimal point, no thousands marks.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let scale = usize::try_from(self.scale).unwrap_or(0);
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, rest) = digits.split_at(digits.len() - scale);
        if rest.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{rest}") }
    }
}

/// Reads a number.
///
/// # Errors
/// [`NotRead`] says why not.
pub fn parse(text: &str, marks: Marks) -> Result<Decimal, NotRead> {
    let (negative, bare) = bare(text);
    let (body, exponent) = exponent(bare)?;
    let (whole, decimals) = match split(body)? {
        Split::Clear { whole, decimals, .. } => (whole, decimals),
        Split::Either { mark, left, right } => match (marks, mark) {
            (Marks::Unsettled, _) => return Err(NotRead::Ambiguous),
            (Marks::Point, '.') | (Marks::Comma, ',') => (left.to_owned(), right),
            _ => (format!("{left}{right}"), ""),
        },
    };
    assemble(negative, &whole, decimals, exponent)
}

/// What the form of a number alone says about its file's marks: `1.250.000` and `12,5` speak for a decimal comma.
#[must_use]
pub fn evidence(text: &str) -> Option<Marks> {
    let (body, _) = exponent(bare(text).1).ok()?;
    match split(body).ok()? {
        Split::Clear { marks, .. } => marks,
        Split::Either { .. } => None,
    }
}

/// The text without its sign, and whether that is a minus.
fn bare(text: &str) -> (bool, &str) {
    let text = text.trim();
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Whether a sign may stand between groups of three digits besides a point or comma.
#[must_use]
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}' | '_')
}

/// Splits off `e+06`.
fn exponent(text: &str) -> Result<(&str, i32), NotRead> {
    let Some((body, power)) = text.split_once(['e', 'E']) else {
        return Ok((text, 0));
    };
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    if body.is_empty() || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotRead::NoNumber);
    }
    power.parse().ok().filter(|p: &i32| p.abs() < 100).map(|p| (body, p)).ok_or(NotRead::TooLarge)
}

enum Split<'a> {
    /// Only one reading; `marks` where the form shows which sign stands before decimals.
    Clear { whole: String, decimals: &'a str, marks: Option<Marks> },
    /// `left mark right`, with three digits on the right.
    Either { mark: char, left: &'a str, right: &'a str },
}

fn split(body: &str) -> Result<Split<'_>, NotRead> {
    if !body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || is_space(c)) {
        return Err(NotRead::NoNumber);
    }
    let spaced = body.contains(is_space);
    let (dots, commas) = (body.matches('.').count(), body.matches(',').count());
    let marks_of = |decimal: char| Some(if decimal == '.' { Marks::Point } else { Marks::Comma });
    let whole_of = |text: &str, group: &dyn Fn(char) -> bool| grouped(text, group).ok_or(NotRead::NoNumber);
    match (dots, commas) {
        (0, 0) => Ok(Split::Clear { whole: whole_of(body, &is_space)?, decimals: "", marks: None }),
        (1.., 1..) => {
            let decimal = if body.rfind('.') > body.rfind(',') { '.' } else { ',' };
            let group = if decimal == '.' { ',' } else { '.' };
            let (left, decimals) = body.rsplit_once(decimal).ok_or(NotRead::NoNumber)?;
            if left.contains(decimal) || spaced {
                return Err(NotRead::NoNumber);
            }
            let whole = whole_of(left, &|c| c == group)?;
            Ok(Split::Clear { whole, decimals: only_digits(decimals)?, marks: marks_of(decimal) })
        }
        (2.., 0) | (0, 2..) => {
            let group = if dots > 0 { '.' } else { ',' };
            if spaced {
                return Err(NotRead::NoNumber);
            }
            let whole = whole_of(body, &|c| c == group)?;
            Ok(Split::Clear { whole, decimals: "", marks: marks_of(if group == '.' { ',' } else { '.' }) })
        }
        _ => {
            let mark = if dots == 1 { '.' } else { ',' };
            let (left, right) = body.split_once(mark).ok_or(NotRead::NoNumber)?;
            let right = only_digits(right)?;
            let groupable =
                !spaced && right.len() == 3 && (1..=3).contains(&left.len()) && !left.starts_with('0');
            if groupable {
                return Ok(Split::Either { mark, left, right });
            }
            let whole = if left.is_empty() { String::new() } else { whole_of(left, &is_space)? };
            Ok(Split::Clear { whole, decimals: right, marks: marks_of(mark) })
        }
    }
}

fn only_digits(text: &str) -> Result<&str, NotRead> {
    let sound = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if sound { Ok(text) } else { Err(NotRead::NoNumber) }
}

/// The digits of a whole number written with or without groups of three.
fn grouped(text: &str, is_group: &dyn Fn(char) -> bool) -> Option<String> {
    let mut parts = text.split(is_group);
    let first = parts.next().filter(|part| !part.is_empty())?;
    let rest: Vec<&str> = parts.collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let sound = digits(first)
        && (rest.is_empty() || first.len() <= 3)
        && rest.iter().all(|part| part.len() == 3 && digits(part));
    sound.then(|| std::iter::once(first).chain(rest).collect())
}

fn assemble(negative: bool, whole: &str, decimals: &str, exponent: i32) -> Result<Decimal, NotRead> {
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    if whole.len() + decimals.len() > MOST_DIGITS {
        return Err(NotRead::TooLarge);
    }
    let text = format!("{whole}{decimals}");
    let digits: i128 = if text.is_empty() { 0 } else { text.parse().map_err(|_| NotRead::NoNumber)? };
    let scale = i64::try_from(decimals.len()).unwrap_or(0) - i64::from(exponent);
    let signed = if negative { -digits } else { digits };
    let most = i64::try_from(MOST_DIGITS).unwrap_or(0);
    if digits == 0 {
        return Ok(Decimal { digits: 0, scale: 0 });
    }
    if scale.abs() > most {
        return Err(NotRead::TooLarge);
    }
    let power = u32::try_from(scale.unsigned_abs()).map_err(|_| NotRead::TooLarge)?;
    if scale >= 0 {
        return Ok(Decimal { digits: signed, scale: power }.trimmed());
    }
    let raised = 10_i128.checked_pow(power).and_then(|factor| signed.checked_mul(factor));
    let digits = raised.filter(|d| d.unsigned_abs() < 10_u128.pow(27)).ok_or(NotRead::TooLarge)?;
    Ok(Decimal { digits, scale: 0 })
}

/// Whole digits in groups of three, for tests.
#[cfg(test)]
pub fn in_groups(digits: u64, mark: char) -> String {
    let plain = digits.to_string();
    let mut text = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
