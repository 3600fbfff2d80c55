//! Closures against every subset of small graphs.

use super::*;

/// `SplitMix64`.
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn best(nodes: u32, arcs: &[(u32, u32)], weights: &[i64]) -> i64 {
    let closed = |set: u32| arcs.iter().all(|&(a, b)| set >> a & 1 <= set >> b & 1);
    let weight = |set: u32| (0..nodes).filter(|v| set >> v & 1 == 1).map(|v| weights[v as usize]).sum();
    (0..1 << nodes).filter(|&set| closed(set)).map(weight).max().unwrap_or(0)
}

#[test]
fn closures_flows_and_restarts_against_enumeration() {
    let mut chance = 1;
    for _ in 0..3_000 {
        let nodes = 1 + u32::try_from(draw(&mut chance) % 10).unwrap();
        let pick = |chance: &mut u64| u32::try_from(draw(chance) % u64::from(nodes)).unwrap();
        let count = draw(&mut chance) % 25;
        let arcs: Vec<_> = (0..count).map(|_| (pick(&mut chance), pick(&mut chance))).collect();
        let arcs: Vec<_> = arcs.into_iter().filter(|(a, b)| a != b).collect();
        let (sorted, _) = Arcs::of(nodes as usize, &arcs).unwrap();
        let mut closure = Closure::new(&sorted);
        for _ in 0..4 {
            let weight = |_| i64::try_from(draw(&mut chance) % 21).unwrap() - 10;
            let weights: Vec<i64> = (0..nodes).map(weight).collect();
            closure.solve(&weights, &|| false);
            let expected = best(nodes, &arcs, &weights);
            assert_eq!(closure.value(), i128::from(expected), "{arcs:?} {weights:?}");
            let inside = closure.smallest();
            assert!(sorted.pairs().all(|(a, b)| inside[a as usize] <= inside[b as usize]));
            let weight: i64 =
                weights.iter().zip(&inside).filter(|(_, inside)| **inside).map(|(w, _)| w).sum();
            assert_eq!(weight, expected);
            let mut left = weights.clone();
            for (arc, tail, flow) in closure.flows() {
                assert!(flow > 0 && sorted.range(tail).contains(&arc));
                left[tail as usize] -= flow;
                left[sorted.head(arc) as usize] += flow;
            }
            assert_eq!(left.iter().map(|left| (*left).max(0)).sum::<i64>(), expected);
        }
    }
}
