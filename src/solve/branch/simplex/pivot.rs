//! One exchange of the dual simplex method: which variable enters, what flips on the way, and what follows.

use std::collections::BinaryHeap;

use super::{FEASIBLE, NONE, PIVOT, Simplex, index};

impl Simplex<'_> {
    /// How a basic variable moves with each nonbasic one, into `work.gradient`; its row of the inverse into `work.left`.
    fn gradient(&mut self, leaving: usize) {
        let n = self.width();
        let mut left = std::mem::take(&mut self.work.left);
        let mut gradient = std::mem::take(&mut self.work.gradient);
        gradient.clear();
        gradient.resize(n, 0.0);
        if leaving < n {
            left.clear();
            left.extend_from_slice(self.inverse.row(self.spot[leaving] as usize));
        } else {
            for (column, coefficient) in self.sheet.rows.of(leaving - n) {
                gradient[column] = coefficient;
            }
            let basics = self.sheet.rows.of(leaving - n).filter(|&(column, _)| self.spot[column] != NONE);
            self.inverse.times_left(basics.map(|(column, c)| (self.spot[column] as usize, c)), &mut left);
        }
        for (&row, &factor) in self.tight.iter().zip(&left) {
            if factor.abs() > 1e-13 {
                self.sheet.subtract(row as usize, factor, &mut gradient);
            }
        }
        (self.work.left, self.work.gradient) = (left, gradient);
    }

    pub(super) fn pivot(&mut self, leaving: usize, rises: bool) -> Pivot {
        self.gradient(leaving);
        let sign = if rises { 1.0 } else { -1.0 };
        let end = if rises { self.lower[leaving] } else { self.upper[leaving] };
        let Some((flipped_move, entering)) = self.ratio(sign, (end - self.value[leaving]).abs()) else {
            return Pivot::Infeasible(self.nothing_left(leaving, sign));
        };
        let along = self.along(entering);
        if along.abs() < PIVOT {
            return Pivot::Trouble;
        }
        let step = (end - self.value[leaving] - flipped_move) / along;
        // Changes of what is nonbasic: flips, then the entering variable.
        let mut right = std::mem::take(&mut self.work.right);
        right.clear();
        right.resize(self.tight.len(), 0.0);
        let flips = std::mem::take(&mut self.work.flips);
        for &at in &flips {
            self.flip(at as usize, &mut right);
        }
        let mut image = std::mem::take(&mut self.work.image);
        self.image(entering, &mut image);
        let mut change = std::mem::take(&mut self.work.change);
        if flips.is_empty() {
            change.clear();
            change.resize(self.basic.len(), 0.0);
        } else {
            self.inverse.times(&right, &mut change);
        }
        for (change, &image) in change.iter_mut().zip(&image) {
            *change += image * step;
        }
        self.apply(Some((entering, step)), &change);
        self.reprice(leaving, entering, along);
        for value in &mut image {
            *value = -*value;
        }
        let ok = self.exchange(leaving, entering, rises, along, &image);
        (self.work.right, self.work.flips, self.work.image, self.work.change) = (right, flips, image, change);
        self.updates += 1;
        if ok && step.is_finite() { Pivot::Done } else { Pivot::Trouble }
    }

    fn along(&self, at: usize) -> f64 {
        let n = self.width();
        if at < n { self.work.gradient[at] } else { self.work.left[self.spot[at] as usize] }
    }

    /// Which variable enters, flipping on the way what can flip; with what the flips move.
    fn ratio(&mut self, sign: f64, miss: f64) -> Option<(f64, usize)> {
        let n = self.width();
        let mut candidates = std::mem::take(&mut self.work.candidates);
        candidates.clear();
        let (lower, upper, slope) = (&self.lower[..n], &self.upper[..n], &self.slope[..n]);
        let (gradient, at_upper, spot) = (&self.work.gradient[..n], &self.at_upper[..n], &self.spot[..n]);
        for column in 0..n {
            let along = if at_upper[column] { -sign } else { sign } * gradient[column];
            if along > PIVOT && spot[column] == NONE && lower[column] < upper[column] {
                candidates.push(Candidate { ratio: (slope[column] / along).abs(), at: index(column) });
            }
        }
        for (at, &row) in self.tight.iter().enumerate() {
            let row = n + row as usize;
            let along = sign * self.work.left[at];
            let blocks = if self.at_upper[row] { along < -PIVOT } else { along > PIVOT };
            if blocks && self.lower[row] < self.upper[row] {
                candidates.push(Candidate { ratio: (self.slope[row] / along).abs(), at: index(row) });
            }
        }
        let mut flips = std::mem::take(&mut self.work.flips);
        flips.clear();
        let mut waiting = BinaryHeap::from(candidates);
        let mut left = miss;
        let mut moved = 0.0;
        let mut entering = None;
        let mut group = std::mem::take(&mut self.work.group);
        while entering.is_none()
            && let Some(first) = waiting.pop()
        {
            // Of nearly equal ratios the largest pivot.
            group.clear();
            group.push(first.at);
            while let Some(next) = waiting.peek()
                && next.ratio <= first.ratio + 1e-10
            {
                group.extend(waiting.pop().map(|next| next.at));
            }
            let size = |one: u32| self.along(one as usize).abs();
            group.sort_unstable_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
            for &one in &group {
                let one = one as usize;
                let range = self.upper[one] - self.lower[one];
                let gain = range * self.along(one).abs();
                if left - gain > FEASIBLE {
                    left -= gain;
                    moved += self.along(one) * if self.at_upper[one] { -range } else { range };
                    flips.push(index(one));
                } else {
                    entering = Some(one);
                    break;
                }
            }
        }
        let candidates = waiting.into_vec();
        (self.work.candidates, self.work.flips, self.work.group) = (candidates, flips, group);
        entering.map(|entering| (moved, entering))
    }

    /// Whether the leaving variable's row proves that nothing is left (Farkas 1902), with room for rounding.
    fn nothing_left(&mut self, leaving: usize, sign: f64) -> bool {
        let n = self.width();
        let mut multipliers: Vec<(u32, f64)> =
            self.tight.iter().zip(&self.work.left).map(|(&row, &factor)| (row, sign * factor)).collect();
        let mut cost = std::mem::take(&mut self.work.gradient);
        cost.clear();
        cost.resize(n, 0.0);
        let limit = if leaving < n {
            // `sign * x` as the objective: its bound must stay below what is asked of it.
            cost[leaving] = sign;
            let end = if sign > 0.0 { self.lower[leaving] } else { self.upper[leaving] };
            sign * end
        } else {
            multipliers.push((index(leaving - n), -sign));
            0.0
        };
        let bound =
            self.sheet.bound(&multipliers, &self.lower[..n], &self.upper[..n], &cost, &mut self.work.slope);
        self.work.gradient = cost;
        bound < limit - FEASIBLE
    }

    /// Moves a nonbasic variable to its other end; what tight rows miss by it goes into `right`.
    fn flip(&mut self, at: usize, right: &mut [f64]) {
        let n = self.width();
        let range = self.upper[at] - self.lower[at];
        let moved = if self.at_upper[at] { -range } else { range };
        self.at_upper[at] = !self.at_upper[at];
        self.value[at] = if self.at_upper[at] { self.upper[at] } else { self.lower[at] };
        if at < n {
            self.sum += self.cost[at] * moved;
            for (row, coefficient) in self.sheet.columns.of(at) {
                match self.spot[n + row] {
                    NONE => self.value[n + row] += coefficient * moved,
                    spot => right[spot as usize] -= coefficient * moved,
                }
            }
        } else {
            right[self.spot[at] as usize] += moved;
        }
    }

    /// How basic columns move with a nonbasic variable.
    fn image(&mut self, at: usize, out: &mut Vec<f64>) {
        let n = self.width();
        let mut sparse = std::mem::take(&mut self.work.sparse);
        sparse.clear();
        if at < n {
            for (row, coefficient) in self.sheet.columns.of(at) {
                if self.spot[n + row] != NONE {
                    sparse.push((self.spot[n + row] as usize, -coefficient));
                }
            }
        } else {
            sparse.push((self.spot[at] as usize, 1.0));
        }
        self.inverse.times_sparse(&sparse, out);
        self.work.sparse = sparse;
    }

    /// Moves the basic columns, and a variable that enters with its step.
    pub(super) fn apply(&mut self, entering: Option<(usize, f64)>, change: &[f64]) {
        let n = self.width();
        let columns = self.basic.iter().map(|&column| column as usize).zip(change.iter().copied());
        let entering_column = entering.filter(|&(at, _)| at < n);
        for (column, moved) in columns.chain(entering_column) {
            if moved.abs() < 1e-15 {
                continue;
            }
            self.value[column] += moved;
            self.sum += self.cost[column] * moved;
            let activity = &mut self.value[n..];
            for (row, coefficient) in self.sheet.columns.of(column) {
                activity[row] += coefficient * moved;
            }
        }
        // Rows that are tight stay at their ends.
        for &row in &self.tight {
            let at = n + row as usize;
            self.value[at] = if self.at_upper[at] { self.upper[at] } else { self.lower[at] };
        }
        if let Some((at, step)) = entering.filter(|&(at, _)| at >= n) {
            self.value[at] += step;
        }
    }

    /// Reduced costs and multipliers after the exchange.
    fn reprice(&mut self, leaving: usize, entering: usize, along: f64) {
        let n = self.width();
        let ratio = self.slope[entering] / along;
        if ratio != 0.0 {
            for (slope, along) in self.slope[..n].iter_mut().zip(&self.work.gradient) {
                *slope -= ratio * along;
            }
            for (&row, &factor) in self.tight.iter().zip(&self.work.left) {
                self.slope[n + row as usize] -= ratio * factor;
            }
        }
        for &column in &self.basic {
            self.slope[column as usize] = 0.0;
        }
        self.slope[entering] = 0.0;
        self.slope[leaving] = ratio;
    }

    /// Exchanges the variables in the basis; `column` is the entering one in the sense of the inverse, minus the way the basic
    /// columns move with it.
    fn exchange(&mut self, leaving: usize, entering: usize, rises: bool, along: f64, column: &[f64]) -> bool {
        let n = self.width();
        self.at_upper[leaving] = !rises;
        self.value[leaving] = if rises { self.lower[leaving] } else { self.upper[leaving] };
        match (leaving < n, entering < n) {
            (true, true) => {
                let at = self.spot[leaving] as usize;
                if (column[at] + along).abs() > 1e-6 * (1.0 + along.abs()) {
                    return false;
                }
                self.inverse.replace_column(at, column);
                (self.spot[entering], self.spot[leaving]) = (index(at), NONE);
                self.basic[at] = index(entering);
            }
            (true, false) => {
                let (at, row) = (self.spot[leaving] as usize, self.spot[entering] as usize);
                self.inverse.shrink(at, row);
                (self.spot[entering], self.spot[leaving]) = (NONE, NONE);
                self.basic.swap_remove(at);
                self.tight.swap_remove(row);
                if let Some(&moved) = self.basic.get(at) {
                    self.spot[moved as usize] = index(at);
                }
                if let Some(&moved) = self.tight.get(row) {
                    self.spot[n + moved as usize] = index(row);
                }
            }
            (false, true) => {
                self.inverse.grow(column, &self.work.left, along);
                (self.spot[entering], self.spot[leaving]) =
                    (index(self.basic.len()), index(self.tight.len()));
                self.basic.push(index(entering));
                self.tight.push(index(leaving - n));
            }
            (false, false) => {
                let at = self.spot[entering] as usize;
                self.inverse.replace_row(at, &self.work.left);
                (self.spot[leaving], self.spot[entering]) = (index(at), NONE);
                self.tight[at] = index(leaving - n);
            }
        }
        true
    }
}

/// A variable that may enter; the smallest ratio is the greatest, as a heap wants it.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    ratio: f64,
    at: u32,
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Candidate {}
impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.ratio.total_cmp(&self.ratio).then(other.at.cmp(&self.at))
    }
}

/// How an exchange ended.
pub(super) enum Pivot {
    Done,
    /// No variable can enter; whether that certainly proves that nothing is left.
    Infeasible(bool),
    Trouble,
}
