//! One plan minus another.

use crate::plan::Plan;
use crate::units::{InitiativeIx, Year};

/// How an initiative differs between two plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Only in the second, from this year.
    Added(Year),
    /// Only in the first, from this year.
    Dropped(Year),
    /// In both, with another start.
    Moved {
        /// Start in the first.
        from: Year,
        /// Start in the second.
        to: Year,
    },
}

/// One initiative that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub initiative: InitiativeIx,
    /// How.
    pub how: Move,
}

/// What `second` does otherwise than `first`, in id order.
#[must_use]
pub fn compare(first: &Plan, second: &Plan) -> Vec<Change> {
    let pairs = first.starts.iter().zip(&second.starts).enumerate();
    pairs
        .filter_map(|(at, pair)| {
            let how = match pair {
                (None, Some(to)) => Move::Added(*to),
                (Some(from), None) => Move::Dropped(*from),
                (Some(from), Some(to)) if from != to => Move::Moved { from: *from, to: *to },
                _ => return None,
            };
            Some(Change { initiative: InitiativeIx(at), how })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn added_dropped_moved_and_unchanged() {
        let plan =
            |starts: [i32; 4]| Plan { starts: starts.map(|year| (year > 0).then_some(Year(year))).to_vec() };
        let changes = compare(&plan([0, 2027, 2027, 2028]), &plan([2029, 0, 2028, 2028]));
        let how: Vec<Move> = changes.iter().map(|change| change.how).collect();
        assert_eq!(
            how,
            [
                Move::Added(Year(2029)),
                Move::Dropped(Year(2027)),
                Move::Moved { from: Year(2027), to: Year(2028) }
            ]
        );
    }
}
