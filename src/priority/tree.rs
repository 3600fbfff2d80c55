//! The tree of criteria: groups and, as its leaves, what initiatives are scored in.
//!
//! A weight is given among siblings, who share one parent and whose weights sum to 1; what a leaf weighs is the
//! product along its path: `w_leaf = product of w_local over the leaf and everything above it`. A case without groups
//! has one family. Nothing here knows where weights come from.

use crate::portfolio::{Criterion, Label};

/// A criterion or a group of criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// The group it belongs to; none at the top.
    pub parent: Option<usize>,
    /// Its position in `Portfolio::criteria`; none for a group.
    pub leaf: Option<usize>,
}

/// Every criterion and group, in declared order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The nodes.
    pub nodes: Vec<Node>,
}

impl Tree {
    /// Criteria without groups.
    #[must_use]
    pub fn flat(criteria: &[Criterion]) -> Self {
        let node = |(at, criterion): (usize, &Criterion)| Node {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            parent: None,
            leaf: Some(at),
        };
        Self { nodes: criteria.iter().enumerate().map(node).collect() }
    }

    /// Whether no criterion belongs to a group.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.nodes.iter().all(|node| node.parent.is_none())
    }

    /// How many leaves there are.
    #[must_use]
    pub fn leaves(&self) -> usize {
        self.nodes.iter().filter(|node| node.leaf.is_some()).count()
    }

    /// Siblings: first those at the top, then those of every group in declared order.
    #[must_use]
    pub fn families(&self) -> Vec<Vec<usize>> {
        let parents = std::iter::once(None).chain((0..self.nodes.len()).map(Some));
        let members = |parent: Option<usize>| {
            (0..self.nodes.len()).filter(move |&at| self.nodes[at].parent == parent).collect::<Vec<_>>()
        };
        parents.map(members).filter(|members| !members.is_empty()).collect()
    }

    /// What every leaf weighs: the product of the weights among siblings along its path.
    #[must_use]
    pub fn products(&self, local: &[f64]) -> Vec<f64> {
        let mut weights = vec![0.0; self.leaves()];
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some(held) = node.leaf.and_then(|leaf| weights.get_mut(leaf)) {
                *held = self.along(at, local);
            }
        }
        weights
    }

    /// The product of the weights among siblings along a node's path.
    #[must_use]
    pub fn along(&self, node: usize, local: &[f64]) -> f64 {
        self.path(node).map(|on| local.get(on).copied().unwrap_or(0.0)).product()
    }

    /// What every node weighs among its siblings where the leaves weigh this: its leaves' sum over its family's.
    #[must_use]
    pub fn local_of(&self, weights: &[f64]) -> Vec<f64> {
        let total = self.overall(weights);
        let share = |(at, node): (usize, &Node)| {
            let family = node
                .parent
                .map_or_else(|| self.tops().map(|top| total[top]).sum::<f64>(), |parent| total[parent]);
            // At the top weights sum to 1 already, and stay as they were written.
            if node.parent.is_none() {
                total[at]
            } else if family > 0.0 {
                total[at] / family
            } else {
                0.0
            }
        };
        self.nodes.iter().enumerate().map(share).collect()
    }

    /// What every node weighs in the whole: the sum of its leaves.
    #[must_use]
    pub fn overall(&self, weights: &[f64]) -> Vec<f64> {
        let mut total = vec![0.0; self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            let Some(weight) = node.leaf.and_then(|leaf| weights.get(leaf)) else { continue };
            for on in self.path(at) {
                total[on] += weight;
            }
        }
        total
    }

    /// A node and everything above it.
    fn path(&self, from: usize) -> impl Iterator<Item = usize> {
        // The reader breaks rings; the bound keeps a wrong tree from turning for ever.
        std::iter::successors(Some(from), |&at| self.nodes.get(at)?.parent).take(self.nodes.len())
    }

    fn tops(&self) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(|&at| self.nodes[at].parent.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a (b, c), d`: the leaves are b, c and d.
    fn tree() -> Tree {
        let node = |id: &str, parent, leaf| Node { id: id.to_owned(), name: Label::same(id), parent, leaf };
        Tree {
            nodes: vec![
                node("a", None, None),
                node("b", Some(0), Some(0)),
                node("c", Some(0), Some(1)),
                node("d", None, Some(2)),
            ],
        }
    }

    #[test]
    fn a_leaf_weighs_the_product_along_its_path() {
        let weights = tree().products(&[0.6, 0.25, 0.75, 0.4]);
        let wanted = [0.15, 0.45, 0.4];
        assert!(weights.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 1e-12));
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let back = tree().local_of(&weights);
        assert!(
            back.iter().zip([0.6, 0.25, 0.75, 0.4]).all(|(found, wanted)| (found - wanted).abs() < 1e-12)
        );
        assert_eq!(tree().families(), [vec![0, 3], vec![1, 2]]);
    }
}
