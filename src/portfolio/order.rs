//! The order of ids: as a person sorts them, numbers by size.

use std::cmp::Ordering;

/// Compares ids with runs of digits taken as numbers (`A2` before `A10`); ids that differ only in leading zeros
/// fall back to the order of their bytes, so that only equal ids are equal.
#[must_use]
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, rest_left) = digits(left);
            let (n, rest_right) = digits(right);
            (left, right) = (rest_left, rest_right);
            m.len().cmp(&n.len()).then_with(|| m.cmp(n))
        } else {
            (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            x.cmp(&y)
        };
        if order.is_ne() {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The leading digits without their zeros, and what follows.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_by_size() {
        let mut ids = ["A10", "A2", "B1", "A02", "A", "10", "9"];
        ids.sort_by(|a, b| natural(a, b));
        assert_eq!(ids, ["9", "10", "A", "A02", "A2", "A10", "B1"]);
    }
}
