//! The inverse of a small square matrix, kept while its rows and columns change one at a time.
//!
//! `M` is the inverse of `A[tight rows, basic columns]`: its rows go by basic column, its columns by tight row. The four
//! updates are rank-one (Sherman, Morrison 1950; bordering: Householder 1957). Nothing here knows of bounds or costs.

/// A dense inverse with room to grow.
#[derive(Clone, Debug, Default)]
pub struct Inverse {
    size: usize,
    stride: usize,
    data: Vec<f64>,
    /// Scratch, kept to save allocations.
    aside: Vec<f64>,
}

impl Inverse {
    #[cfg(test)]
    fn size(&self) -> usize {
        self.size
    }

    /// The row of a basic column.
    pub fn row(&self, at: usize) -> &[f64] {
        &self.data[at * self.stride..at * self.stride + self.size]
    }

    fn row_mut(&mut self, at: usize) -> &mut [f64] {
        &mut self.data[at * self.stride..at * self.stride + self.size]
    }

    /// Room for this size; what it holds is yet to be written.
    fn make(&mut self, size: usize) {
        self.size = size;
        self.stride = (size + 8).next_multiple_of(8);
        self.data.resize(self.stride * self.stride, 0.0);
    }

    /// Becomes a copy of another one, without a new allocation.
    pub fn copy_from(&mut self, other: &Self) {
        (self.size, self.stride) = (other.size, other.stride);
        self.data.resize(other.stride * other.stride, 0.0);
        let held = other.size * other.stride;
        self.data[..held].copy_from_slice(&other.data[..held]);
    }

    fn make_room(&mut self) {
        if self.size < self.stride {
            return;
        }
        let stride = self.stride * 3 / 2 + 8;
        let mut data = vec![0.0; stride * stride];
        for at in 0..self.size {
            data[at * stride..at * stride + self.size].copy_from_slice(self.row(at));
        }
        (self.stride, self.data) = (stride, data);
    }

    /// A row to subtract from others, put aside.
    fn put_aside(&mut self, at: usize) -> Vec<f64> {
        let mut aside = std::mem::take(&mut self.aside);
        aside.clear();
        aside.extend_from_slice(self.row(at));
        aside
    }

    /// A basic column is replaced by one whose image `M a` is given.
    pub fn replace_column(&mut self, leaving: usize, image: &[f64]) {
        let pivot = image[leaving];
        for value in self.row_mut(leaving) {
            *value /= pivot;
        }
        let kept = self.put_aside(leaving);
        let rows = self.data.chunks_exact_mut(self.stride).zip(image).enumerate();
        for (at, (row, &factor)) in rows {
            if at != leaving && factor != 0.0 {
                subtract(row, &kept, factor);
            }
        }
        self.aside = kept;
    }

    /// A tight row is replaced by one whose image `r M` is given.
    pub fn replace_row(&mut self, leaving: usize, image: &[f64]) {
        let pivot = image[leaving];
        for row in self.data.chunks_exact_mut(self.stride).take(self.size) {
            let factor = row[leaving] / pivot;
            if factor != 0.0 {
                subtract(row, image, factor);
            }
            row[leaving] = factor;
        }
    }

    /// A row and a column join: `column` is `M c`, `row` is `r M`, `corner` is `a - r M c`.
    pub fn grow(&mut self, column: &[f64], row: &[f64], corner: f64) {
        self.make_room();
        let last = self.size;
        self.size += 1;
        for (at, &factor) in column.iter().enumerate() {
            let factor = -factor / corner;
            let held = self.row_mut(at);
            if factor != 0.0 {
                subtract(&mut held[..last], row, factor);
            }
            held[last] = factor;
        }
        let held = self.row_mut(last);
        for (value, &factor) in held.iter_mut().zip(row) {
            *value = -factor / corner;
        }
        held[last] = 1.0 / corner;
    }

    /// A basic column and a tight row leave; the last ones take their places.
    pub fn shrink(&mut self, column: usize, row: usize) {
        let kept = self.put_aside(column);
        let pivot = kept[row];
        for (at, held) in self.data.chunks_exact_mut(self.stride).take(self.size).enumerate() {
            let factor = held[row] / pivot;
            if at != column && factor != 0.0 {
                subtract(held, &kept, factor);
            }
        }
        self.aside = kept;
        let last = self.size - 1;
        if column != last {
            let from = last * self.stride;
            self.data.copy_within(from..from + self.size, column * self.stride);
        }
        for held in self.data.chunks_exact_mut(self.stride).take(last) {
            held[row] = held[last];
        }
        self.size = last;
    }

    /// `M w`.
    pub fn times(&self, right: &[f64], out: &mut Vec<f64>) {
        out.clear();
        out.extend((0..self.size).map(|at| dot(self.row(at), right)));
    }

    /// `M w` for a sparse `w` of (tight row, coefficient).
    pub fn times_sparse(&self, right: &[(usize, f64)], out: &mut Vec<f64>) {
        out.clear();
        let rows = self.data.chunks_exact(self.stride.max(1)).take(self.size);
        out.extend(rows.map(|row| right.iter().map(|&(k, c)| row[k] * c).sum::<f64>()));
    }

    /// `l M` for a sparse `l` of (basic column, coefficient).
    pub fn times_left(&self, left: impl Iterator<Item = (usize, f64)>, out: &mut Vec<f64>) {
        out.clear();
        out.resize(self.size, 0.0);
        for (at, factor) in left {
            subtract(out, self.row(at), -factor);
        }
    }

    /// Inverts `matrix` (by tight row, then basic column) by Gauss-Jordan elimination, in place. Answers which rows and columns
    /// could not be used; what is left is the inverse of the rest, in order.
    pub fn invert(&mut self, matrix: &mut [f64], height: usize, width: usize) -> (Vec<usize>, Vec<usize>) {
        // After a pivot on (row, column) that column holds the inverse's column of the row.
        let mut row_of = vec![usize::MAX; width];
        let mut used = vec![false; height];
        // Where each row may hold something, one bit a column.
        let words = width.div_ceil(64);
        let mut held = vec![0_u64; height * words];
        let mut counts = vec![0_usize; width];
        for (row, held) in matrix.chunks_exact(width.max(1)).zip(held.chunks_exact_mut(words.max(1))) {
            for (column, _) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                counts[column] += 1;
                held[column / 64] |= 1 << (column % 64);
            }
        }
        let mut order: Vec<usize> = (0..width).collect();
        order.sort_unstable_by_key(|&column| (counts[column], column));
        let mut kept = std::mem::take(&mut self.aside);
        let mut sparse: Vec<(usize, f64)> = Vec::with_capacity(width);
        // Rows with something in the column, and what.
        let mut factors: Vec<(usize, f64)> = Vec::with_capacity(height);
        for column in order {
            let (word, bit) = (column / 64, 1 << (column % 64));
            factors.clear();
            let rows = held.chunks_exact(words).enumerate().filter(|(_, held)| held[word] & bit != 0);
            factors
                .extend(rows.map(|(row, _)| (row, matrix[row * width + column])).filter(|one| one.1 != 0.0));
            let mut best = (SINGULAR, usize::MAX);
            for &(row, value) in factors.iter().filter(|one| !used[one.0]) {
                if value.abs() > best.0 {
                    best = (value.abs(), row);
                }
            }
            let pivot_row = best.1;
            if pivot_row == usize::MAX {
                continue;
            }
            used[pivot_row] = true;
            row_of[column] = pivot_row;
            let own = &mut matrix[pivot_row * width..(pivot_row + 1) * width];
            let pivot = std::mem::replace(&mut own[column], 1.0);
            for value in own.iter_mut() {
                *value /= pivot;
            }
            if factors.len() == 1 {
                continue;
            }
            kept.clear();
            kept.extend_from_slice(own);
            sparse.clear();
            sparse.extend(kept.iter().copied().enumerate().filter(|one| one.1 != 0.0));
            for &(row, factor) in factors.iter().filter(|one| one.0 != pivot_row) {
                let values = &mut matrix[row * width..(row + 1) * width];
                values[column] = 0.0;
                if SPARSE * sparse.len() < width {
                    for &(at, one) in &sparse {
                        values[at] -= factor * one;
                    }
                } else {
                    subtract(values, &kept, factor);
                }
                for word in 0..words {
                    held[row * words + word] |= held[pivot_row * words + word];
                }
            }
        }
        self.aside = kept;
        let columns: Vec<usize> = (0..width).filter(|&column| row_of[column] != usize::MAX).collect();
        let mut position = vec![usize::MAX; height];
        for (at, row) in (0..height).filter(|&row| used[row]).enumerate() {
            position[row] = at;
        }
        // The column that a pivot eliminated now holds the inverse's column of the pivot's row.
        let to: Vec<usize> = columns.iter().map(|&column| position[row_of[column]]).collect();
        self.make(columns.len());
        for (at, &column) in columns.iter().enumerate() {
            let source = &matrix[row_of[column] * width..(row_of[column] + 1) * width];
            let held = self.row_mut(at);
            for (&other, &to) in columns.iter().zip(&to) {
                held[to] = source[other];
            }
        }
        let lost_rows = (0..height).filter(|&row| !used[row]).collect();
        let lost_columns = (0..width).filter(|&column| row_of[column] == usize::MAX).collect();
        (lost_rows, lost_columns)
    }
}

/// A row is sparse where no more than one in so many of its numbers is there.
const SPARSE: usize = 4;
/// A pivot below this is none.
const SINGULAR: f64 = 1e-8;

fn subtract(from: &mut [f64], other: &[f64], factor: f64) {
    for (value, &one) in from.iter_mut().zip(other) {
        *value -= factor * one;
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (heads, tail) = a.as_chunks::<4>();
    let (others, rest) = b[..a.len()].as_chunks::<4>();
    for (head, other) in heads.iter().zip(others) {
        for lane in 0..4 {
            sums[lane] += head[lane] * other[lane];
        }
    }
    sums.iter().sum::<f64>() + tail.iter().zip(rest).map(|(a, b)| a * b).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inverse_of(matrix: &[f64], size: usize) -> Inverse {
        let mut inverse = Inverse::default();
        assert_eq!(inverse.invert(&mut matrix.to_vec(), size, size), (vec![], vec![]));
        inverse
    }

    fn same(a: &Inverse, b: &Inverse) {
        assert_eq!(a.size(), b.size());
        for at in 0..a.size() {
            for (x, y) in a.row(at).iter().zip(b.row(at)) {
                assert!((x - y).abs() < 1e-9, "{a:?} {b:?}");
            }
        }
    }

    /// Rows are tight rows, columns basic columns.
    const BASE: [f64; 9] = [2.0, 1.0, 0.0, 0.0, 3.0, 1.0, 1.0, 0.0, 4.0];

    #[test]
    fn times_the_matrix_is_one() {
        let inverse = inverse_of(&BASE, 3);
        for column in 0..3 {
            let image: Vec<f64> = (0..3).map(|row| BASE[row * 3 + column]).collect();
            let mut out = Vec::new();
            inverse.times(&image, &mut out);
            for (at, value) in out.iter().enumerate() {
                assert!((value - f64::from(u8::from(at == column))).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn every_update_is_a_fresh_inverse() {
        let mut one = inverse_of(&BASE, 3);
        let mut image = Vec::new();
        one.times(&[1.0, 5.0, 1.0], &mut image);
        one.replace_column(1, &image);
        let changed = [2.0, 1.0, 0.0, 0.0, 5.0, 1.0, 1.0, 1.0, 4.0];
        same(&one, &inverse_of(&changed, 3));

        one.times_left([(0, 7.0), (2, 1.0)].into_iter(), &mut image);
        one.replace_row(2, &image);
        let changed = [2.0, 1.0, 0.0, 0.0, 5.0, 1.0, 7.0, 0.0, 1.0];
        same(&one, &inverse_of(&changed, 3));

        let (mut column, mut row) = (Vec::new(), Vec::new());
        one.times(&[1.0, 2.0, 3.0], &mut column);
        one.times_left([(0, 4.0), (1, 5.0), (2, 6.0)].into_iter(), &mut row);
        let corner = 9.0 - (4.0 * column[0] + 5.0 * column[1] + 6.0 * column[2]);
        one.grow(&column, &row, corner);
        let larger = [2.0, 1.0, 0.0, 1.0, 0.0, 5.0, 1.0, 2.0, 7.0, 0.0, 1.0, 3.0, 4.0, 5.0, 6.0, 9.0];
        same(&one, &inverse_of(&larger, 4));

        one.shrink(3, 3);
        same(&one, &inverse_of(&changed, 3));
    }

    #[test]
    fn what_depends_on_others_is_left_out() {
        let mut inverse = Inverse::default();
        let (rows, columns) = inverse.invert(&mut [1.0, 2.0, 2.0, 4.0], 2, 2);
        assert_eq!((rows.len(), columns.len(), inverse.size()), (1, 1, 1));
    }
}
