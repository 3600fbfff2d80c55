//! The closure of greatest weight in a directed graph, with the flow that proves it.
//!
//! `max sum of weight[v] over v in S`, where an arc `a -> b` says that `S` with `a` holds `b` (Picard 1976). For any flow
//! `f >= 0` on the arcs, `sum over v of max(0, weight[v] + inflow - outflow)` is at least that, and at the optimum equal:
//! the flow is the dual of the implications.
//!
//! Found by the pseudoflow method (Hochbaum 2008, highest label). Arcs have no capacity, so only the arcs of a forest
//! carry flow, and only roots have weight left over: positive ones are strong. A strong tree is hung below a node that
//! one of its nodes points to, and its weight moves up towards what needs it; where that would take back more flow than
//! there is, the tree is cut. Labels are lower bounds on the steps to a weak root. [`Closure`] keeps its forest: with
//! other weights it starts from there. It can be stopped at any time: what is left over then is a bound too.

use super::arcs::Arcs;
use super::forest::{Forest, NONE, Node};

/// Roots treated between two looks at whether to stop.
const PATIENCE: u32 = 1 << 12;

/// A graph with its forest.
pub struct Closure<'a> {
    arcs: &'a Arcs,
    forest: Forest,
    labels: Vec<u32>,
    /// Nodes by label.
    counts: Vec<u32>,
    /// Strong roots by label.
    strong: Vec<Vec<u32>>,
    highest: usize,
    order: Vec<u32>,
}

impl<'a> Closure<'a> {
    /// Every node a tree of its own.
    pub fn new(arcs: &'a Arcs) -> Self {
        let count = arcs.nodes();
        Self {
            arcs,
            forest: Forest::new(arcs),
            labels: vec![0; count],
            counts: Vec::new(),
            strong: Vec::new(),
            highest: 0,
            order: Vec::with_capacity(count),
        }
    }

    /// Finds the closure of greatest weight. The sum of all absolute weights must be below `2^62`.
    pub fn solve(&mut self, weights: &[i64], stops: &dyn Fn() -> bool) {
        self.weigh(weights);
        let mut patience = PATIENCE;
        while let Some(root) = self.highest_root() {
            self.process(root);
            patience -= 1;
            if patience == 0 {
                if stops() {
                    return;
                }
                patience = PATIENCE;
            }
        }
    }

    /// What is left over: the weight of the closure, or once stopped a bound on it.
    pub fn value(&self) -> i128 {
        self.forest.nodes.iter().map(|node| i128::from(node.excess.max(0))).sum()
    }

    /// The smallest closure of greatest weight: every tree with a strong root.
    pub fn smallest(&self) -> Vec<bool> {
        let mut inside = vec![false; self.forest.nodes.len()];
        for root in self.forest.roots().filter(|&root| self.forest.nodes[root as usize].excess > 0) {
            self.forest.walk(root, &mut |node| inside[node as usize] = true);
        }
        inside
    }

    /// The flow of every arc that carries some, as (arc, tail, flow).
    pub fn flows(&self) -> impl Iterator<Item = (u32, u32, i64)> + '_ {
        self.forest.flows()
    }

    /// Takes new weights: flows of the forest are computed again from the leaves up, and it is cut where an arc would
    /// have to carry flow backwards.
    fn weigh(&mut self, weights: &[i64]) {
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        for root in self.forest.roots() {
            self.forest.walk(root, &mut |node| order.push(node));
        }
        for (node, &weight) in self.forest.nodes.iter_mut().zip(weights) {
            (node.excess, node.flow) = (weight, 0);
        }
        for &at in order.iter().rev() {
            let Node { excess, parent, up, .. } = self.forest.nodes[at as usize];
            if parent == NONE {
                continue;
            }
            if (excess > 0 && !up) || (excess < 0 && up) {
                self.forest.cut(at);
            } else {
                self.forest.nodes[parent as usize].excess += excess;
                (self.forest.nodes[at as usize].flow, self.forest.nodes[at as usize].excess) =
                    (excess.abs(), 0);
            }
        }
        self.strong.iter_mut().for_each(Vec::clear);
        self.strong.resize_with(3.max(self.strong.len()), Vec::new);
        self.counts.clear();
        self.counts.resize(3, 0);
        self.highest = 1;
        for &at in &order {
            let Node { excess, parent, .. } = self.forest.nodes[at as usize];
            self.labels[at as usize] = match parent {
                NONE if excess > 0 => 1,
                NONE => 0,
                parent => self.labels[parent as usize],
            };
            self.counts[self.labels[at as usize] as usize] += 1;
            self.forest.nodes[at as usize].current = self.arcs.first[at as usize];
            if parent == NONE && excess > 0 {
                self.strong[1].push(at);
            }
        }
        self.order = order;
    }

    /// The next strong root that may still reach a weak one.
    fn highest_root(&mut self) -> Option<u32> {
        while self.highest > 0 {
            if self.strong[self.highest].is_empty() {
                self.highest -= 1;
            } else if self.counts[self.highest - 1] > 0 {
                return self.strong[self.highest].pop();
            } else {
                // A gap: nothing of a lower label is left to reach.
                while let Some(root) = self.strong[self.highest].pop() {
                    self.lift(root);
                }
            }
        }
        // Roots that became strong where they were weak.
        for root in std::mem::take(&mut self.strong[0]) {
            self.raise(root);
            self.strong[1].push(root);
        }
        self.highest = 1;
        if self.counts[0] == 0 { None } else { self.strong[1].pop() }
    }

    /// Gives label 1 to a tree's nodes of label 0, which are its top: its root is weak no more.
    fn raise(&mut self, root: u32) {
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            self.relabel(at);
            let mut child = self.forest.nodes[at as usize].child;
            while child != NONE {
                if self.labels[child as usize] == 0 {
                    open.push(child);
                }
                child = self.forest.nodes[child as usize].next;
            }
        }
    }

    /// Takes a tree out of the search for good.
    fn lift(&mut self, root: u32) {
        let (mut labels, mut counts) = (std::mem::take(&mut self.labels), std::mem::take(&mut self.counts));
        self.forest.walk(root, &mut |node| {
            if let Some(count) = counts.get_mut(labels[node as usize] as usize) {
                *count -= 1;
            }
            labels[node as usize] = NONE;
        });
        (self.labels, self.counts) = (labels, counts);
    }

    /// Looks in a strong tree, among the nodes that share the root's label, for an arc to a node one label lower.
    fn process(&mut self, root: u32) {
        let mut at = root;
        self.forest.nodes[at as usize].scan = self.forest.nodes[at as usize].child;
        loop {
            if let Some(arc) = self.admissible(at) {
                self.forest.hang(at, arc, self.arcs.head(arc));
                self.push(root);
                return;
            }
            self.settle(at);
            loop {
                let child = self.forest.nodes[at as usize].scan;
                if child != NONE {
                    self.forest.nodes[at as usize].scan = self.forest.nodes[child as usize].next;
                    self.forest.nodes[child as usize].scan = self.forest.nodes[child as usize].child;
                    at = child;
                    break;
                }
                if at == root {
                    self.enqueue(root);
                    return;
                }
                at = self.forest.nodes[at as usize].parent;
                self.settle(at);
            }
        }
    }

    /// The next arc of the node to a node one label lower.
    fn admissible(&mut self, at: u32) -> Option<u32> {
        let wanted = self.labels[at as usize].checked_sub(1)?;
        let from = self.forest.nodes[at as usize].current;
        let end = self.arcs.first[at as usize + 1];
        let heads = &self.arcs.heads[from as usize..end as usize];
        let found = heads.iter().zip(from..).find(|(head, _)| self.labels[**head as usize] == wanted);
        let found = found.map(|(_, arc)| arc);
        self.forest.nodes[at as usize].current = found.unwrap_or(end);
        found
    }

    /// Moves on to the next child with the node's label; without one the node's label rises.
    fn settle(&mut self, at: u32) {
        let label = self.labels[at as usize];
        let mut child = self.forest.nodes[at as usize].scan;
        while child != NONE && self.labels[child as usize] != label {
            child = self.forest.nodes[child as usize].next;
        }
        self.forest.nodes[at as usize].scan = child;
        if child == NONE {
            self.relabel(at);
        }
    }

    fn relabel(&mut self, at: u32) {
        let label = self.labels[at as usize] as usize;
        self.counts[label] -= 1;
        if self.counts.len() < label + 3 {
            self.counts.resize(label + 3, 0);
            self.strong.resize_with(self.counts.len().max(self.strong.len()), Vec::new);
        }
        self.counts[label + 1] += 1;
        self.labels[at as usize] += 1;
        self.forest.nodes[at as usize].current = self.arcs.first[at as usize];
    }

    /// Waits for its turn.
    fn enqueue(&mut self, root: u32) {
        let label = self.labels[root as usize] as usize;
        self.strong[label].push(root);
        self.highest = self.highest.max(label);
    }

    /// Moves what the former root has up its new path.
    fn push(&mut self, root: u32) {
        let mut at = root;
        let mut before = 1;
        while self.forest.nodes[at as usize].excess > 0 && self.forest.nodes[at as usize].parent != NONE {
            let Node { excess, flow, parent, up, .. } = self.forest.nodes[at as usize];
            let moved = if up { excess } else { excess.min(flow) };
            let node = &mut self.forest.nodes[at as usize];
            node.flow += if up { moved } else { -moved };
            node.excess -= moved;
            if moved < excess {
                self.forest.cut(at);
                self.enqueue(at);
            }
            let above = &mut self.forest.nodes[parent as usize];
            before = above.excess;
            above.excess += moved;
            at = parent;
        }
        if self.forest.nodes[at as usize].excess > 0 && before <= 0 {
            self.enqueue(at);
        }
    }
}

#[cfg(test)]
#[path = "flow_tests.rs"]
mod tests;
