//! Prices of being in or out, each exact: applied, it decides; one step less does not. All refer to the first goal, and
//! ties count as in.

mod ceiling;
mod cost;
mod points;

pub use ceiling::{CeilingPrice, ceiling_price, next_better};
pub use cost::{CostPrice, STEPS, cost_price, scaled};
pub use points::{PointsPrice, points_price, with_points};

/// The largest whole number in `from..=to` for which `holds`, which holds for `from` and for every number below one that
/// it holds for; `None` ends the search without an answer.
fn last(mut from: i64, mut to: i64, mut holds: impl FnMut(i64) -> Option<bool>) -> Option<i64> {
    while from < to {
        let middle = from + (to - from + 1) / 2;
        if holds(middle)? { from = middle } else { to = middle - 1 }
    }
    Some(from)
}

/// The smallest whole number in `from..=to` for which `holds`, which holds for `to` and for every number above one that it
/// holds for.
fn first(mut from: i64, mut to: i64, mut holds: impl FnMut(i64) -> Option<bool>) -> Option<i64> {
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle)? { to = middle } else { from = middle + 1 }
    }
    Some(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_is_found_whichever_way() {
        for edge in 3..=9 {
            assert_eq!(last(3, 9, |at| Some(at <= edge)), Some(edge));
            assert_eq!(first(3, 9, |at| Some(at >= edge)), Some(edge));
        }
        assert_eq!(last(0, 9, |_| None), None);
    }
}
