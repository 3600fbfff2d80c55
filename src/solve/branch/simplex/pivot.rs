//! One exchange of the dual simplex method: which variable enters, what flips on the way, and what follows.

use super::{CHUNK, FEASIBLE, NONE, PIVOT, Simplex, index, misses};

/// A move below this is none.
const TINY: f64 = 1e-15;
/// No weight is worth more, for one unit of a move.
const HEAVY: f64 = 1e200;
/// A right side is sparse where no more than one in so many of its numbers is there.
const SPARSE: usize = 4;

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
        self.flip_all();
        let mut image = std::mem::take(&mut self.work.image);
        self.image(entering, &mut image);
        self.advance(leaving, entering, along, step, &image);
        self.reprice(leaving, entering, along);
        for value in &mut image {
            *value = -*value;
        }
        let ok = self.exchange(leaving, entering, rises, along, &image);
        self.work.image = image;
        self.updates += 1;
        if ok && step.is_finite() { Pivot::Done } else { Pivot::Trouble }
    }

    fn along(&self, at: usize) -> f64 {
        let n = self.width();
        if at < n { self.work.gradient[at] } else { self.work.left[self.spot[at] as usize] }
    }

    /// Which variable enters, flipping on the way what can flip; with what the flips move.
    fn ratio(&mut self, sign: f64, miss: f64) -> Option<(f64, usize)> {
        let mut candidates = std::mem::take(&mut self.work.candidates);
        self.blocking(sign, &mut candidates);
        let mut flips = std::mem::take(&mut self.work.flips);
        flips.clear();
        let mut left = miss;
        let mut moved = 0.0;
        let mut entering = None;
        let mut group = std::mem::take(&mut self.work.group);
        while entering.is_none() && !candidates.is_empty() {
            // Of nearly equal ratios the largest pivot.
            let near = candidates.iter().fold(f64::INFINITY, |least, one| least.min(one.ratio)) + 1e-10;
            group.clear();
            candidates.retain(|one| {
                let taken = one.ratio <= near || one.ratio.is_nan();
                if taken {
                    group.push(one.at);
                }
                !taken
            });
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
        (self.work.candidates, self.work.flips, self.work.group) = (candidates, flips, group);
        entering.map(|entering| (moved, entering))
    }

    /// The nonbasic variables that stop the leaving one on its way.
    #[expect(clippy::needless_bitwise_bool, reason = "comparing is cheaper than branching")]
    fn blocking(&mut self, sign: f64, candidates: &mut Vec<Candidate>) {
        let n = self.width();
        let mut found = std::mem::take(&mut self.work.found);
        found.clear();
        found.resize(self.work.open.len() + 1, 0);
        let (gradient, at_upper, spot) = (&self.work.gradient[..n], &self.at_upper[..n], &self.spot[..n]);
        let mut count = 0;
        for &column in &self.work.open {
            let at = column as usize;
            let along = if at_upper[at] { -sign } else { sign } * gradient[at];
            // Written whether it blocks or not, and kept if it does: guessing which costs more.
            found[count] = column;
            count += usize::from((along > PIVOT) & (spot[at] == NONE));
        }
        candidates.clear();
        candidates.extend(found[..count].iter().map(|&at| {
            let ratio = (self.slope[at as usize] / gradient[at as usize]).abs();
            Candidate { ratio, at }
        }));
        self.work.found = found;
        for (at, &row) in self.tight.iter().enumerate() {
            let row = n + row as usize;
            let along = sign * self.work.left[at];
            let blocks = if self.at_upper[row] { along < -PIVOT } else { along > PIVOT };
            if blocks && self.lower[row] < self.upper[row] {
                candidates.push(Candidate { ratio: (self.slope[row] / along).abs(), at: index(row) });
            }
        }
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

    /// Moves what the ratio test has passed to its other end, and what is basic with it.
    fn flip_all(&mut self) {
        let flips = std::mem::take(&mut self.work.flips);
        if !flips.is_empty() {
            let mut right = std::mem::take(&mut self.work.right);
            right.clear();
            right.resize(self.tight.len(), 0.0);
            for &at in &flips {
                self.flip(at as usize, &mut right);
            }
            self.settle(&right);
            self.work.right = right;
        }
        self.work.flips = flips;
    }

    /// Moves the basic columns by what the tight rows miss.
    pub(super) fn settle(&mut self, right: &[f64]) {
        let mut sparse = std::mem::take(&mut self.work.sparse);
        sparse.clear();
        sparse.extend(right.iter().copied().enumerate().filter(|&(_, missing)| missing != 0.0));
        let mut change = std::mem::take(&mut self.work.change);
        if SPARSE * sparse.len() < right.len() {
            self.inverse.times_sparse(&sparse, &mut change);
        } else {
            self.inverse.times(right, &mut change);
        }
        self.work.sparse = sparse;
        self.apply(&change);
        self.work.change = change;
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

    /// Moves the basic columns, and the rows with them.
    fn apply(&mut self, change: &[f64]) {
        let n = self.width();
        for (&column, &moved) in self.basic.iter().zip(change) {
            let column = column as usize;
            if moved.abs() < TINY {
                continue;
            }
            self.value[column] += moved;
            self.sum += self.cost[column] * moved;
            let activity = &mut self.value[n..];
            for (row, coefficient) in self.sheet.columns.of(column) {
                activity[row] += coefficient * moved;
            }
        }
        self.keep_tight();
        self.suspect.fill(true);
    }

    /// Tight rows stay at their ends.
    fn keep_tight(&mut self) {
        let n = self.width();
        for &row in &self.tight {
            let at = n + row as usize;
            self.value[at] = if self.at_upper[at] { self.upper[at] } else { self.lower[at] };
        }
    }

    /// Moves the entering variable by `step` and what is basic along with it, as `image` says of the columns; how they move
    /// says how much a miss of each counts from now on (Devex: Harris 1973; for the dual method: Forrest, Goldfarb 1992).
    fn advance(&mut self, leaving: usize, entering: usize, along: f64, step: f64, image: &[f64]) {
        let n = self.width();
        let scale = (self.weight[leaving] / (along * along)).min(HEAVY);
        let mut moves = std::mem::take(&mut self.work.moves);
        moves.clear();
        moves.resize(self.value.len() - n, 0.0);
        for (&column, &moved) in self.basic.iter().zip(image) {
            if moved.abs() < TINY {
                continue;
            }
            let column = column as usize;
            self.value[column] += moved * step;
            self.sum += self.cost[column] * moved * step;
            self.weight[column] = self.weight[column].max(moved * moved * scale);
            for (row, coefficient) in self.sheet.columns.of(column) {
                moves[row] += coefficient * moved;
            }
        }
        if entering < n {
            self.sum += self.cost[entering] * step;
            for (row, coefficient) in self.sheet.columns.of(entering) {
                moves[row] += coefficient;
            }
        }
        let ends = self.lower[n..].chunks(CHUNK).zip(self.upper[n..].chunks(CHUNK));
        let rows = self.value[n..].chunks_mut(CHUNK).zip(self.weight[n..].chunks_mut(CHUNK));
        let chunks = rows.zip(ends).zip(moves.chunks(CHUNK)).zip(&mut self.suspect);
        for ((((values, weights), (lower, upper)), moves), suspect) in chunks {
            for ((value, weight), &moved) in values.iter_mut().zip(weights).zip(moves) {
                *value += moved * step;
                *weight = weight.max(moved * moved * scale);
            }
            *suspect = misses(values, lower, upper);
        }
        self.keep_tight();
        self.value[entering] += step;
        if entering >= n {
            self.suspect[(entering - n) / CHUNK] = true;
        }
        self.weight[entering] = scale.max(self.fresh[entering]);
        self.work.moves = moves;
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

/// A variable that may enter, and how far its reduced cost is from none, per unit of the leaving one.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    ratio: f64,
    at: u32,
}

/// How an exchange ended.
pub(super) enum Pivot {
    Done,
    /// No variable can enter; whether that certainly proves that nothing is left.
    Infeasible(bool),
    Trouble,
}
