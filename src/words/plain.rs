//! Numbers for cells that a spreadsheet reads: no marks between thousands, the language's decimal sign.

use super::Lang;
use crate::units::{Money, Points};

/// An amount with its resource's decimals: `1250000`, `-0,219`.
#[must_use]
pub fn amount(lang: Lang, amount: Money, decimals: u8) -> String {
    decimal(lang, amount.0, decimals)
}

/// Points, zeros at the end dropped: `12,5`.
#[must_use]
pub fn points(lang: Lang, points: Points) -> String {
    let text = decimal(lang, points.0, 6);
    text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned()
}

/// A real number with at most so many decimals, zeros at the end dropped: `0,25`.
#[must_use]
pub fn real(lang: Lang, number: f64, decimals: u8) -> String {
    let unit = 10_f64.powi(i32::from(decimals.min(9)));
    let text =
        decimal(lang, crate::units::round_half_even(number * unit).unwrap_or(i64::MAX), decimals.min(9));
    if decimals == 0 { text } else { text.trim_end_matches('0').trim_end_matches([',', '.']).to_owned() }
}

fn decimal(lang: Lang, number: i64, decimals: u8) -> String {
    let unit = 10_u64.pow(u32::from(decimals.min(18)));
    let (whole, rest) = (number.unsigned_abs() / unit, number.unsigned_abs() % unit);
    let minus = if number < 0 { "-" } else { "" };
    if decimals == 0 {
        return format!("{minus}{whole}");
    }
    format!("{minus}{whole}{}{rest:0width$}", lang.pick(",", "."), width = usize::from(decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_signs() {
        assert_eq!(amount(Lang::Id, Money(-219), 3), "-0,219");
        assert_eq!(amount(Lang::En, Money(1_250_000), 0), "1250000");
        assert_eq!(points(Lang::Id, Points(12_500_000)), "12,5");
        assert_eq!(points(Lang::En, Points(0)), "0");
        assert_eq!(points(Lang::En, Points(-68_432_000)), "-68.432");
    }
}
