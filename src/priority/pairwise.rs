//! Weights from pairwise comparisons: principal eigenvector, geometric mean, consistency.
//!
//! `a_ij` says how many times as important `i` is as `j`; `a_ji = 1 / a_ij`. The eigenvector solves `A w = lambda w`,
//! `CI = (lambda - n) / (n - 1)`, `CR = CI / RI` with Saaty's random indices (T. L. Saaty, The Analytic Hierarchy
//! Process, 1980). Pairs nobody compared are allowed as long as comparisons connect everything: the eigenvector is then
//! Harker's (P. T. Harker, Math. Modelling 9, 1987: a missing `a_ij` is `w_i / w_j`, which is 0 in the matrix and 1 more
//! on the diagonal), the geometric mean the logarithmic least squares, which on a complete matrix is the same thing. A
//! random index shrinks with missing pairs, `RI (1 - 2m / ((n-1)(n-2)))` (K. C. Agoston, L. Csato, Omega 108, 2022),
//! measured there with another completion of the matrix, so for incomplete ones the ratio is a guide.
//!
//! Every sum runs in a fixed order and every iteration to a fixed tolerance. Nothing here knows raters or criteria.

/// Saaty's random indices for 1, 2, ... things compared (1980); larger ones use the last.
pub const RANDOM: [f64; 15] =
    [0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// Above this consistency ratio Saaty asks to revisit the judgements.
pub const ACCEPTABLE: f64 = 0.1;

/// Steps of the power iteration at the most, and the change of the weights at which it has converged.
const STEPS: usize = 100_000;
const CONVERGED: f64 = 1e-14;

/// A reciprocal matrix, possibly with gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparisons {
    size: usize,
    ratios: Vec<Option<f64>>,
}

/// What the principal eigenvector says.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigen {
    /// Weights, summing to 1.
    pub weights: Vec<f64>,
    /// The principal eigenvalue.
    pub lambda: f64,
}

/// A comparison and what all the others say of the same pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revisit {
    /// Position of the first thing compared.
    pub first: usize,
    /// Position of the second.
    pub second: usize,
    /// How many times as important the first was said to be.
    pub given: f64,
    /// How many times as important the weights make it.
    pub implied: f64,
}

impl Comparisons {
    /// Nothing compared yet.
    #[must_use]
    pub fn new(size: usize) -> Self {
        let mut ratios = vec![None; size * size];
        for at in 0..size {
            ratios[at * size + at] = Some(1.0);
        }
        Self { size, ratios }
    }

    /// Sets a ratio above zero and its reciprocal.
    pub fn set(&mut self, first: usize, second: usize, ratio: f64) {
        if first != second {
            self.ratios[first * self.size + second] = Some(ratio);
            self.ratios[second * self.size + first] = Some(1.0 / ratio);
        }
    }

    /// How many times as important the first is, where somebody said so.
    #[must_use]
    pub fn get(&self, first: usize, second: usize) -> Option<f64> {
        self.ratios.get(first * self.size + second).copied().flatten()
    }

    /// Pairs compared, each once, with the ratio of the lower position to the higher.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        let pairs = (0..self.size).flat_map(move |a| (a + 1..self.size).map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| Some((a, b, self.get(a, b)?)))
    }

    /// Pairs nobody compared.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.size * self.size.saturating_sub(1) / 2 - self.pairs().count()
    }

    /// Things that comparisons connect, directly or through others: one part where weights are determined.
    #[must_use]
    pub fn parts(&self) -> Vec<Vec<usize>> {
        let mut part: Vec<usize> = (0..self.size).collect();
        for (a, b, _) in self.pairs() {
            let (low, high) = (part[a].min(part[b]), part[a].max(part[b]));
            for held in part.iter_mut().filter(|held| **held == high) {
                *held = low;
            }
        }
        let members = |of: usize| (0..self.size).filter(|&at| part[at] == of).collect::<Vec<_>>();
        (0..self.size).map(members).filter(|members| !members.is_empty()).collect()
    }

    /// The principal eigenvector by power iteration; none where comparisons do not connect everything.
    #[must_use]
    pub fn eigenvector(&self) -> Option<Eigen> {
        if self.size == 0 || self.parts().len() > 1 {
            return None;
        }
        let matrix = self.harker();
        let times = |weights: &[f64]| -> Vec<f64> {
            let row = |row: &[f64]| row.iter().zip(weights).map(|(ratio, weight)| ratio * weight).sum();
            matrix.chunks(self.size).map(row).collect()
        };
        let mut weights = normalised(vec![1.0; self.size]);
        for _ in 0..STEPS {
            let next = normalised(times(&weights));
            let change: f64 = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).sum();
            weights = next;
            if change < CONVERGED {
                break;
            }
        }
        let ratios: f64 = times(&weights).iter().zip(&weights).map(|(image, weight)| image / weight).sum();
        Some(Eigen { lambda: ratios / count(self.size), weights })
    }

    /// Weights whose logarithms fit those of the ratios with least squares, which for a complete matrix are the
    /// geometric means of its rows; none where comparisons do not connect everything.
    #[must_use]
    pub fn geometric_mean(&self) -> Option<Vec<f64>> {
        if self.size == 0 || self.parts().len() > 1 {
            return None;
        }
        // Laplacian of the comparisons, the first logarithm held at 0.
        let free = self.size - 1;
        let mut rows = vec![vec![0.0; free + 1]; free];
        for (a, b, ratio) in self.pairs() {
            for (from, to, log) in [(a, b, ratio.ln()), (b, a, -ratio.ln())] {
                let Some(row) = from.checked_sub(1).and_then(|row| rows.get_mut(row)) else { continue };
                row[from - 1] += 1.0;
                if to > 0 {
                    row[to - 1] -= 1.0;
                }
                row[free] += log;
            }
        }
        let logs = solved(rows);
        Some(normalised(std::iter::once(0.0).chain(logs).map(f64::exp).collect()))
    }

    /// How inconsistent the comparisons are beside random ones; none where there is nothing to contradict.
    #[must_use]
    pub fn consistency_ratio(&self, lambda: f64) -> Option<f64> {
        let random = self.random_index()?;
        Some(((lambda - count(self.size)) / (count(self.size) - 1.0) / random).max(0.0))
    }

    /// The comparison that lies furthest from what the weights say, by ratio; none where all agree.
    #[must_use]
    pub fn furthest(&self, weights: &[f64]) -> Option<Revisit> {
        let mut found: Option<(f64, Revisit)> = None;
        for (first, second, given) in self.pairs() {
            let implied = weights.get(first)? / weights.get(second)?;
            let apart = (given / implied).ln().abs();
            if apart > 1e-6 && found.is_none_or(|(held, _)| apart > held + 1e-9) {
                found = Some((apart, Revisit { first, second, given, implied }));
            }
        }
        found.map(|(_, revisit)| revisit)
    }

    fn random_index(&self) -> Option<f64> {
        let complete = RANDOM.get(self.size.checked_sub(1)?.min(RANDOM.len() - 1))?;
        let spare = (self.size.saturating_sub(1) * self.size.saturating_sub(2)) / 2;
        let known = spare.checked_sub(self.missing()).filter(|known| *known > 0)?;
        Some(complete * count(known) / count(spare))
    }

    /// Harker's matrix: 0 where nobody compared, and that many more on the diagonal.
    fn harker(&self) -> Vec<f64> {
        let mut matrix: Vec<f64> = self.ratios.iter().map(|ratio| ratio.unwrap_or(0.0)).collect();
        for (at, row) in self.ratios.chunks(self.size).enumerate() {
            let missing = row.iter().filter(|ratio| ratio.is_none()).count();
            matrix[at * self.size + at] += count(missing);
        }
        matrix
    }
}

/// A count as a real number.
fn count(things: usize) -> f64 {
    crate::units::real(i64::try_from(things).unwrap_or(i64::MAX))
}

/// The same proportions, summing to 1.
#[must_use]
pub fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 {
        for weight in &mut weights {
            *weight /= sum;
        }
    }
    weights
}

/// Gauss elimination of a positive definite system, the right side in the last column: no pivots are needed.
fn solved(mut rows: Vec<Vec<f64>>) -> Vec<f64> {
    let size = rows.len();
    for at in 0..size {
        let pivot = rows[at].clone();
        for row in rows.iter_mut().skip(at + 1) {
            let factor = row[at] / pivot[at];
            for (held, above) in row.iter_mut().zip(&pivot).skip(at) {
                *held -= factor * above;
            }
        }
    }
    let mut found = vec![0.0; size];
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|other| rows[at][other] * found[other]).sum();
        found[at] = (rows[at][size] - known) / rows[at][at];
    }
    found
}

#[cfg(test)]
#[path = "pairwise_tests.rs"]
mod tests;
