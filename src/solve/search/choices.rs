//! Which starts an initiative may still have, and what that leaves of its columns.

use crate::model::VarIx;

/// The starts an initiative may still have, as positions in its window; windows have at most 50 years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    starts: u64,
    out: bool,
}

/// The columns of an initiative under its choices.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Groups that move as one and are open.
    pub open: Vec<Vec<VarIx>>,
    /// Columns with one possible value.
    pub settled: Vec<(VarIx, bool)>,
}

impl Choices {
    /// Every start of a window of so many years, or none.
    pub fn all(years: usize) -> Self {
        Self { starts: if years >= 64 { u64::MAX } else { (1 << years) - 1 }, out: true }
    }

    /// Nothing allowed yet.
    pub fn none() -> Self {
        Self { starts: 0, out: false }
    }

    /// Takes a start away.
    pub fn forbid(&mut self, at: usize) {
        self.starts &= !(1 << at);
    }

    /// Takes being left out away.
    pub fn forbid_out(&mut self) {
        self.out = false;
    }

    /// Gives a start, or being left out, back.
    pub fn allow(&mut self, start: Option<usize>) {
        match start {
            Some(at) => self.starts |= 1 << at,
            None => self.out = true,
        }
    }

    /// Whether it may start there.
    pub fn may(&self, at: usize) -> bool {
        self.starts >> at & 1 == 1
    }

    /// Whether it may be left out.
    pub fn may_stay_out(&self) -> bool {
        self.out
    }

    /// From places, one bit each, the last of them for being left out.
    pub fn of_places(places: u64, years: usize) -> Self {
        Self { starts: places & ((1 << years) - 1), out: places >> years & 1 == 1 }
    }

    /// What both allow.
    #[must_use]
    pub fn both(self, other: Self) -> Self {
        Self { starts: self.starts & other.starts, out: self.out && other.out }
    }

    /// How many choices there are.
    pub fn count(&self) -> u32 {
        self.starts.count_ones() + u32::from(self.out)
    }

    /// The columns that are left to decide; those between two possible starts move as one.
    pub fn columns(&self, first: VarIx, years: usize) -> Columns {
        let mut columns = Columns::default();
        let mut at = 0;
        while at < years && !self.may(at) {
            columns.settled.push((first + offset(at), false));
            at += 1;
        }
        while at < years {
            let mut group = vec![first + offset(at)];
            at += 1;
            while at < years && !self.may(at) {
                group.push(first + offset(at));
                at += 1;
            }
            if at == years && !self.out {
                columns.settled.extend(group.into_iter().map(|column| (column, true)));
            } else {
                columns.open.push(group);
            }
        }
        columns
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a window has at most 50 years")]
fn offset(at: usize) -> VarIx {
    at as VarIx
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out() -> Choices {
        let mut choices = Choices::none();
        choices.allow(None);
        choices
    }

    fn second() -> Choices {
        let mut choices = Choices::none();
        choices.allow(Some(1));
        choices
    }

    #[test]
    fn columns_between_starts_move_as_one() {
        let mut choices = Choices::all(5);
        choices.forbid(0);
        choices.forbid(2);
        let columns = choices.columns(10, 5);
        assert_eq!(columns.settled, vec![(10, false)]);
        assert_eq!(columns.open, vec![vec![11, 12], vec![13], vec![14]]);
        choices.forbid_out();
        let columns = choices.columns(10, 5);
        assert_eq!(columns.open, vec![vec![11, 12], vec![13]]);
        assert_eq!(columns.settled, vec![(10, false), (14, true)]);
        assert_eq!(out().columns(3, 2).settled, vec![(3, false), (4, false)]);
        assert_eq!(second().columns(3, 2).settled, vec![(3, false), (4, true)]);
    }
}
