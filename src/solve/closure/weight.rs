//! The closure of greatest weight among few nodes, asked for by itself.

use super::arcs::Arcs;
use super::flow::Closure;
use crate::solve::matrix;

/// The sum of all weights as whole numbers.
const SUM: f64 = 1.152_921_504_606_846_9e18;

/// Which nodes are in the smallest closure of greatest weight: whoever is in it has what its arcs point to in it. A node
/// without a weight is in it. `None` where there are too many arcs.
pub fn greatest(arcs: &[(u32, u32)], weights: &[Option<f64>], stops: &dyn Fn() -> bool) -> Option<Vec<bool>> {
    let (arcs, _) = Arcs::of(weights.len(), arcs)?;
    let sum: f64 = weights.iter().flatten().map(|weight| weight.abs()).sum();
    let count = matrix::float(weights.len() as i128);
    // More than all others together, for those that must be in.
    let must = sum + 1.0;
    let scale = SUM / (sum + must * count + 1.0) / 2.0;
    let whole = |weight: &Option<f64>| matrix::whole((weight.unwrap_or(must) * scale).round());
    let whole: Vec<i64> =
        weights.iter().map(|weight| whole(weight).and_then(|w| i64::try_from(w).ok()).unwrap_or(0)).collect();
    let mut closure = Closure::new(&arcs);
    closure.solve(&whole, stops);
    Some(closure.smallest())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_more_than_it_carries_is_left_out_with_it() {
        // 0 waits for 1; 2 waits for 3; 4 must be in and waits for 5.
        let arcs = [(0, 1), (2, 3), (4, 5)];
        let weights = [Some(3.0), Some(-4.0), Some(3.0), Some(-2.0), None, Some(-9.0)];
        let kept = greatest(&arcs, &weights, &|| false);
        assert_eq!(kept, Some(vec![false, false, true, true, true, true]));
    }
}
