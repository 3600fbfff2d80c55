//! Weights from swings: how much going from the worst to the best of a range is worth, 0 to 100 for the largest.
//!
//! `w_c = q_c / sum q`, with `q_c = points_c * 100 / |v_c(to) - v_c(from)|` where the swing was asked on a range rather
//! than on the whole scale. An order of priority alone gives rank order centroids, `w_k = 1/n sum_{i=k..n} 1/i`
//! (F. H. Barron, B. E. Barrett, Management Science 42, 1996).

use super::on_curve;
use super::pairwise::normalised;
use crate::units::real;

/// Swing points for the whole scale, where they were given for a range of it; none where nothing changes in the range.
#[must_use]
pub fn on_whole_scale(points: f64, curve: &[(f64, f64)], range: (f64, f64)) -> Option<f64> {
    let width = (on_curve(curve, range.1) - on_curve(curve, range.0)).abs();
    (width > 0.0).then(|| points * 100.0 / width)
}

/// Swing points as weights that sum to 1.
#[must_use]
pub fn weights(points: Vec<f64>) -> Vec<f64> {
    normalised(points)
}

/// Weights of `count` things in an order of priority, the first the heaviest.
#[must_use]
pub fn by_rank(count: usize) -> Vec<f64> {
    let number = |count: usize| real(i64::try_from(count).unwrap_or(i64::MAX));
    let centroid = |rank: usize| (rank..=count).map(|i| 1.0 / number(i)).sum::<f64>() / number(count);
    (1..=count).map(centroid).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_order_centroids_are_those_published() {
        // Barron and Barrett (1996), table 1: three and four attributes.
        let text = |count| by_rank(count).iter().map(|w| format!("{w:.4}")).collect::<Vec<_>>();
        assert_eq!(text(3), ["0.6111", "0.2778", "0.1111"]);
        assert_eq!(text(4), ["0.5208", "0.2708", "0.1458", "0.0625"]);
    }

    #[test]
    fn half_a_scale_swung_counts_double() {
        let scale = [(0.0, 0.0), (10.0, 100.0)];
        assert_eq!(on_whole_scale(50.0, &scale, (0.0, 5.0)), Some(100.0));
        assert_eq!(on_whole_scale(50.0, &scale, (4.0, 4.0)), None);
        let found = weights(vec![100.0, 60.0, 40.0]);
        assert!(found.iter().zip([0.5, 0.3, 0.2]).all(|(a, b)| (a - b).abs() < 1e-12));
    }
}
